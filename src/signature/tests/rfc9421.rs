//! RFC 9421 signatures: what passes and what must not.

use super::*;

/// Signs a base of our choice: `components` as they stand in the list, `lines` as they stand in the base.
fn resign(wire: &mut Wire, components: &str, parameters: &str, lines: &[(&str, &str)]) {
    let input = format!("({components}){parameters}");
    let mut base: String = lines.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    base.push_str(&format!("\"@signature-params\": {input}"));
    let signature = base64(&ED25519.sign(base.as_bytes()).unwrap());
    wire.set("signature-input", &format!("sig1={input}"));
    wire.set("signature", &format!("sig1=:{signature}:"));
}

fn parameters() -> String {
    format!(r#";created={NOW};keyid="{KEY_ID}""#)
}

/// A delivery whose signature covers the named components and is otherwise right.
fn covering(target: &str, names: &[&str], parameters: &str) -> Wire {
    let mut wire = Wire::signed(Form::Rfc9421, &ED25519, Method::POST, target, Some(BODY));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let query = format!("?{query}");
    let uri = format!("https://{AUTHORITY}{target}");
    let digest = wire.get("content-digest").to_owned();
    let value = |name: &str| -> String {
        match name {
            "@method" => "POST".to_owned(),
            "@target-uri" => uri.clone(),
            "@authority" => AUTHORITY.to_owned(),
            "@scheme" => "https".to_owned(),
            "@path" => path.to_owned(),
            "@query" => query.clone(),
            "@request-target" => target.to_owned(),
            "content-digest" => digest.clone(),
            _ => String::new(),
        }
    };
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let values: Vec<String> = names.iter().map(|name| value(name)).collect();
    let lines: Vec<(&str, &str)> = quoted.iter().map(String::as_str).zip(values.iter().map(String::as_str)).collect();
    resign(&mut wire, &quoted.join(" "), parameters, &lines);
    wire
}

#[test]
fn sig_42_method_target_uri_content_digest_created_one_label() {
    let wire = covering("/inbox", &["@method", "@target-uri", "content-digest"], &parameters());
    let received = wire.parse(NOW).unwrap();
    assert_eq!((received.key_id(), received.form(), received.algorithm()), (KEY_ID, Form::Rfc9421, None));
    assert_eq!(received.verify(ED25519.public_key()), Ok(()));
    assert_eq!(received.verify(RSA.public_key()), Err(SignatureError::Invalid));
}

#[test]
fn sig_42_white_space_in_the_fields() {
    let mut wire = Wire::post(Form::Rfc9421);
    let input = wire.get("signature-input").replace("\" \"", "\"   \"").replace(';', "; ").replace('(', "( ");
    wire.set("signature-input", &input);
    assert_eq!(wire.check(&ED25519), Ok(()));
}

#[test]
fn sig_43_content_digest_does_not_fit_the_body() {
    let mut wire = Wire::post(Form::Rfc9421);
    wire.body = Some(b"{}".to_vec());
    assert_eq!(wire.refusal(), SignatureError::Digest(DigestError::Mismatch));
    let other = BodyDigest::of(b"{}").content_digest();
    wire.set("content-digest", &other);
    assert_eq!(wire.refusal(), SignatureError::Invalid);
}

#[test]
fn sig_44_post_without_content_digest() {
    let wire = covering("/inbox", &["@method", "@target-uri"], &parameters());
    assert_eq!(wire.refusal(), SignatureError::NotCovered("content-digest"));
    let mut wire = Wire::post(Form::Rfc9421);
    wire.headers.remove("content-digest");
    assert_eq!(wire.refusal(), SignatureError::FieldAbsent("content-digest".to_owned()));
    // The older header does not stand in for the newer one.
    wire.set("digest", &BodyDigest::of(BODY).digest());
    assert_eq!(wire.refusal(), SignatureError::FieldAbsent("content-digest".to_owned()));
}

#[test]
fn sig_45_method_and_target_must_be_covered() {
    let uri = SignatureError::NotCovered("@target-uri");
    for (target, names, refusal) in [
        ("/inbox", &["@target-uri", "content-digest"][..], Some(SignatureError::NotCovered("@method"))),
        ("/inbox", &["@method", "content-digest"], Some(uri.clone())),
        ("/inbox", &["@method", "@path", "content-digest"], Some(uri.clone())),
        ("/inbox", &["@method", "@authority", "content-digest"], Some(uri.clone())),
        ("/inbox?a=b", &["@method", "@authority", "@path", "content-digest"], Some(uri)),
        ("/inbox", &["@method", "@authority", "@path", "content-digest"], None),
        ("/inbox", &["@method", "@authority", "@path", "@query", "content-digest"], None),
        ("/inbox?a=b", &["@method", "@authority", "@path", "@query", "content-digest"], None),
        ("/inbox?a=b", &["@method", "@authority", "@request-target", "@scheme", "content-digest"], None),
    ] {
        assert_eq!(covering(target, names, &parameters()).check(&ED25519).err(), refusal, "{names:?}");
    }
}

#[test]
fn sig_46_created_missing_future_old_or_expired() {
    let names = ["@method", "@target-uri", "content-digest"];
    let check = |parameters: &str| covering("/inbox", &names, parameters).refusal();
    assert_eq!(check(&format!(r#";keyid="{KEY_ID}""#)), SignatureError::NotCovered("created"));
    assert_eq!(check(&format!(r#";created={};keyid="{KEY_ID}""#, NOW + 600)), SignatureError::FromTheFuture);
    assert_eq!(check(&format!(r#";created={};keyid="{KEY_ID}""#, NOW - MAX_AGE - 1)), SignatureError::TooOld);
    assert_eq!(check(&format!(r#";created={NOW};expires={NOW};keyid="{KEY_ID}""#)), SignatureError::Expired);
    assert_eq!(check(&format!(r#";created=999999999999999;keyid="{KEY_ID}""#)), SignatureError::FromTheFuture);
    assert_eq!(check(&format!(r#";created=-999999999999999;keyid="{KEY_ID}""#)), SignatureError::TooOld);
    assert_eq!(check(&format!(r#";created="{NOW}";keyid="{KEY_ID}""#)), SignatureError::UnreadableTime);
    assert_eq!(check(&format!(r#";created={NOW}.5;keyid="{KEY_ID}""#)), SignatureError::UnreadableTime);
    assert!(check(&format!(r#";created=18446744073709551615;keyid="{KEY_ID}""#)).is_malformed());
    assert!(check(&format!(r#";created=@{NOW};keyid="{KEY_ID}""#)).is_malformed());
}

#[test]
fn sig_47_two_labels() {
    let mut wire = Wire::post(Form::Rfc9421);
    let (input, signature) = (wire.get("signature-input").to_owned(), wire.get("signature").to_owned());
    let several = SignatureError::FieldRepeated("label".to_owned());
    wire.set("signature-input", &format!("{input}, {}", input.replace("sig1=", "sig2=")));
    assert_eq!(wire.refusal(), several);
    wire.set("signature", &format!("{signature}, {}", signature.replace("sig1=", "sig2=")));
    assert_eq!(wire.refusal(), several);
    wire.set("signature-input", &input);
    assert_eq!(wire.refusal(), several);
    // The same label twice: readers differ on which one counts.
    wire.set("signature", &signature);
    wire.set("signature-input", &format!("{input}, {input}"));
    assert!(wire.refusal().is_malformed());
}

#[test]
fn sig_47_labels_that_do_not_meet() {
    let mut wire = Wire::post(Form::Rfc9421);
    let signature = wire.get("signature").replace("sig1", "sig2");
    wire.set("signature", &signature);
    assert!(matches!(wire.refusal(), SignatureError::NotCovered(_)));
    wire.headers.remove("signature");
    assert_eq!(wire.refusal(), SignatureError::FieldAbsent("signature".to_owned()));
}

#[test]
fn sig_47_field_twice() {
    for name in ["signature-input", "signature"] {
        let mut wire = Wire::post(Form::Rfc9421);
        let value = wire.get(name).to_owned();
        wire.add(name, &value);
        assert_eq!(wire.refusal(), SignatureError::FieldRepeated(name.to_owned()));
    }
}

#[test]
fn sig_48_components_with_parameters() {
    for component in [
        r#""content-digest";req"#,
        r#""content-digest";bs"#,
        r#""content-digest";tr"#,
        r#""content-digest";sf"#,
        r#""content-digest";key="sha-256""#,
        r#""content-digest";unknown"#,
        r#""content-digest" "@method""#,
        r#""content-digest" "@query-param";name="a""#,
        r#""content-digest" "@status""#,
        r#""content-digest" "@unknown""#,
        r#""content-digest" """#,
        r#""content-digest" "Date""#,
        r#""content-digest" "a b""#,
    ] {
        let mut wire = Wire::post(Form::Rfc9421);
        resign(&mut wire, &format!(r#""@method" "@target-uri" {component}"#), &parameters(), &[]);
        assert_eq!(wire.refusal(), SignatureError::UnsupportedComponent, "{component}");
    }
}

#[test]
fn sig_48_unknown_signature_parameters() {
    for extra in [";unknown=1", ";unknown", ";nonce=1", ";tag=a"] {
        let wire = covering("/inbox", &["@method", "@target-uri", "content-digest"], &format!("{}{extra}", parameters()));
        assert_eq!(wire.refusal(), SignatureError::UnsupportedComponent, "{extra}");
    }
    let wire = covering("/inbox", &["@method", "@target-uri", "content-digest"], &format!(r#"{};nonce="a";tag="b""#, parameters()));
    assert_eq!(wire.check(&ED25519), Ok(()));
}

#[test]
fn sig_48_parameter_twice() {
    let twice = format!(r#"{};keyid="https://evil.example/k""#, parameters());
    let wire = covering("/inbox", &["@method", "@target-uri", "content-digest"], &twice);
    assert!(wire.refusal().is_malformed());
}

#[test]
fn sig_49_broken_structured_fields() {
    let nested = format!("sig1={}", "(".repeat(1000));
    let long = format!("sig1=({})", "\"a\" ".repeat(16 * 1024));
    let many = format!("sig1=({})", "\"a\" ".repeat(40).trim_end());
    for input in ["", "=", "sig1", "sig1=", "sig1=(", "sig1=1", "sig1=:AAAA:", "sig1=(a b)", "Sig1=()", "sig1=()\u{7f}", &nested, &long] {
        let mut wire = Wire::post(Form::Rfc9421);
        wire.headers.insert("signature-input", HeaderValue::from_bytes(input.as_bytes()).unwrap_or(HeaderValue::from_static("=")));
        let refusal = wire.refusal();
        assert!(refusal.is_malformed() || matches!(refusal, SignatureError::NotCovered(_)), "{input}: {refusal}");
    }
    let mut wire = Wire::post(Form::Rfc9421);
    wire.set("signature-input", &format!("{many}{}", parameters()));
    assert_eq!(wire.refusal(), SignatureError::UnsupportedComponent);
    for signature in
        ["", "sig1", "sig1=abc", "sig1=:A:", "sig1=::", "sig1=:AA AA:", "sig1=:AAA:", "sig1=:AB==:", "sig1=:AAAA:;a", "sig1=(:AAAA:)"]
    {
        let mut wire = Wire::post(Form::Rfc9421);
        wire.set("signature", signature);
        let refusal = wire.refusal();
        assert!(refusal.is_malformed(), "{signature}: {refusal}");
    }
}

#[test]
fn sig_50_no_fallback_to_the_older_form() {
    let older = Wire::post(Form::Cavage);
    assert_eq!(older.check(&ED25519), Ok(()));
    for input in ["(((", "", "sig1=()", Wire::post(Form::Rfc9421).get("signature-input")] {
        let mut wire = older.clone();
        wire.set("signature-input", input);
        let refusal = wire.refusal();
        assert_eq!(refusal, SignatureError::MixedForms, "{input}");
        assert!(!refusal.is_malformed());
    }
}

#[test]
fn algorithms_of_the_registry() {
    let names = ["@method", "@target-uri", "content-digest"];
    let with = |alg: &str| covering("/inbox", &names, &format!("{};alg={alg}", parameters())).check(&ED25519);
    assert_eq!(with("\"ed25519\""), Ok(()));
    assert_eq!(with("\"rsa-v1_5-sha256\""), Err(SignatureError::KeyMismatch));
    for alg in ["\"rsa-pss-sha512\"", "\"hmac-sha256\"", "\"ecdsa-p256-sha256\"", "\"none\"", "\"\"", "ed25519", "1"] {
        assert_eq!(with(alg), Err(SignatureError::UnsupportedAlgorithm), "{alg}");
    }
}

#[test]
fn key_id_must_be_there_and_visible() {
    let names = ["@method", "@target-uri", "content-digest"];
    for key_id in ["", r#";keyid="""#, r#";keyid="a b""#, &format!(r#";keyid="{}""#, "a".repeat(3000))] {
        let wire = covering("/inbox", &names, &format!(";created={NOW}{key_id}"));
        assert_eq!(wire.refusal(), SignatureError::NotCovered("keyid"), "{key_id}");
    }
    assert!(covering("/inbox", &names, &format!(";created={NOW};keyid=token")).refusal().is_malformed());
}

#[test]
fn a_foreign_host_header_is_refused_and_an_absent_one_is_not_needed() {
    let mut wire = Wire::post(Form::Rfc9421);
    wire.headers.remove("host");
    assert_eq!(wire.check(&ED25519), Ok(()));
    wire.set("host", "other.example");
    assert_eq!(wire.refusal(), SignatureError::WrongHost);
}

#[test]
fn signed_get_needs_no_digest() {
    let wire = Wire::signed(Form::Rfc9421, &RSA, Method::GET, "/c/bau?page=2", None);
    assert!(!wire.get("signature-input").contains("content-digest"));
    assert_eq!(wire.check(&RSA), Ok(()));
}
