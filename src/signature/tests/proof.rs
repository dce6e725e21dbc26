//! Integrity proofs that must not count: ORI-58.

use serde_json::{Value, json};

use super::*;

const METHOD: &str = "https://peer.example/users/anna#ed25519-key";
const CREATED: &str = "2026-09-21T14:13:20Z";

fn proven() -> Value {
    let mut document = json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://peer.example/1",
        "type": "Create",
        "object": {"type": "Note", "content": "Grüße \u{1f600}\n", "count": 9_007_199_254_740_991_i64, "ratio": 0.1}
    });
    add_proof(&mut document, &ED25519, METHOD, CREATED).unwrap();
    document
}

fn check(document: &Value) -> Result<(), ProofError> {
    verify_proof(document, ED25519.public_key())
}

#[test]
fn a_proof_survives_another_order_of_members_and_white_space() {
    let document = proven();
    assert_eq!(check(&document), Ok(()));
    let mut reversed = serde_json::Map::new();
    for (name, value) in document.as_object().unwrap().iter().rev() {
        reversed.insert(name.clone(), value.clone());
    }
    assert_eq!(check(&Value::Object(reversed)), Ok(()));
    let pretty = serde_json::to_string_pretty(&document).unwrap();
    assert_eq!(check(&serde_json::from_str(&pretty).unwrap()), Ok(()));
}

#[test]
fn ori_58_any_change_breaks_the_proof() {
    let changes: [fn(&mut Value); 8] = [
        |document| document["id"] = json!("https://peer.example/2"),
        |document| document["object"]["content"] = json!("Gruesse"),
        |document| document["object"]["count"] = json!(9_007_199_254_740_990_i64),
        |document| document["object"]["ratio"] = json!(0.100_000_000_000_000_02),
        |document| document["extra"] = Value::Null,
        |document| document["proof"]["created"] = json!("2026-09-21T14:13:21Z"),
        |document| document["proof"]["verificationMethod"] = json!("https://evil.example/k"),
        |document| document["proof"]["extra"] = json!(1),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut document = proven();
        change(&mut document);
        assert_eq!(check(&document), Err(ProofError::Invalid), "change {number}");
    }
}

#[test]
fn ori_58_foreign_key_other_suite_or_broken_proof() {
    let document = proven();
    let stranger = PrivateKey::generate(Algorithm::Ed25519).unwrap();
    assert_eq!(verify_proof(&document, stranger.public_key()), Err(ProofError::Invalid));
    assert_eq!(verify_proof(&document, RSA.public_key()), Err(ProofError::Key));
    assert_eq!(add_proof(&mut document.clone(), &RSA, METHOD, CREATED), Err(ProofError::Key));
    for (name, value, expected) in [
        ("type", json!("Ed25519Signature2020"), ProofError::Unsupported),
        ("cryptosuite", json!("eddsa-rdfc-2022"), ProofError::Unsupported),
        ("cryptosuite", json!("jcs-eddsa-2022"), ProofError::Unsupported),
        ("proofPurpose", json!("authentication"), ProofError::Unsupported),
        ("expires", json!(CREATED), ProofError::Unsupported),
        ("domain", json!("other.example"), ProofError::Unsupported),
        ("verificationMethod", json!([METHOD]), ProofError::Malformed("verificationMethod")),
        ("created", json!("yesterday"), ProofError::Malformed("created")),
        ("created", json!(1), ProofError::Malformed("created")),
        ("@context", json!([]), ProofError::Malformed("@context")),
        ("proofValue", json!("z1"), ProofError::Malformed("proofValue")),
        ("proofValue", json!(format!("z{}", "2".repeat(10_000))), ProofError::Malformed("proofValue")),
        ("proofValue", json!(null), ProofError::Malformed("proofValue")),
    ] {
        let mut bent = document.clone();
        bent["proof"][name] = value;
        assert_eq!(check(&bent), Err(expected), "{name}");
        if expected == ProofError::Unsupported && !matches!(name, "expires" | "domain") {
            assert_eq!(proof_verification_method(&bent), None);
        }
    }
}

#[test]
fn documents_and_proofs_of_a_wrong_shape() {
    assert_eq!(check(&json!({"type": "Note"})), Err(ProofError::Missing));
    assert_eq!(check(&json!([proven()])), Err(ProofError::Malformed("the document is no object")));
    for proof in [json!(null), json!("x"), json!([proven()["proof"]])] {
        let mut document = proven();
        document["proof"] = proof;
        assert_eq!(check(&document), Err(ProofError::Malformed("the proof is no object")));
        assert_eq!(proof_verification_method(&document), None);
    }
    assert_eq!(add_proof(&mut json!([]), &ED25519, METHOD, CREATED), Err(ProofError::Malformed("the document is no object")));
    assert_eq!(add_proof(&mut json!({}), &ED25519, METHOD, "2026"), Err(ProofError::Malformed("created")));
}

#[test]
fn integers_that_canonicalisation_blurs_are_refused() {
    for number in [json!(9_007_199_254_740_992_i64), json!(-9_007_199_254_740_993_i64), json!(u64::MAX)] {
        let mut document = json!({"a": [{"b": number}]});
        assert_eq!(add_proof(&mut document, &ED25519, METHOD, CREATED), Err(ProofError::Number));
    }
}

#[test]
fn a_second_proof_replaces_the_first() {
    let mut document = proven();
    add_proof(&mut document, &ED25519, METHOD, "2026-09-22T00:00:00Z").unwrap();
    assert_eq!(document["proof"]["created"], "2026-09-22T00:00:00Z");
    assert_eq!(check(&document), Ok(()));
}

#[test]
fn a_proof_without_context_or_created_counts() {
    let mut document = json!({"@context": "https://www.w3.org/ns/activitystreams", "id": "https://peer.example/1"});
    let options = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod"
    });
    let hash = |value: &Value| {
        let bytes = serde_json_canonicalizer::to_vec(value).unwrap();
        aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes).as_ref().to_vec()
    };
    let signature = ED25519.sign(&[hash(&options), hash(&document)].concat()).unwrap();
    document["proof"] = options;
    document["proof"]["proofValue"] = json!(format!("z{}", bs58::encode(signature).into_string()));
    assert_eq!(check(&document), Ok(()));
}

#[test]
fn fractions_survive_the_way_through_text() {
    // Needs exact reading of decimal fractions: one unit in the last place off, and a right proof of a peer fails.
    for text in ["31.245270191439438", "121.48791951161945", "-71.184902", "0.1", "1e-7"] {
        let mut document: Value = serde_json::from_str(&format!(r#"{{"longitude":{text}}}"#)).unwrap();
        assert_eq!(document["longitude"].as_f64(), text.parse().ok(), "{text}");
        add_proof(&mut document, &ED25519, METHOD, CREATED).unwrap();
        assert_eq!(check(&serde_json::from_str(&document.to_string()).unwrap()), Ok(()));
    }
}
