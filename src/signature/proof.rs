//! Object integrity proofs (FEP-8b32) with the cryptosuite `eddsa-jcs-2022` (Data Integrity EdDSA Cryptosuites §3.3).
//!
//! A proof says who made a document, whoever hands it on. JSON-LD is not processed: the proof covers the bytes of the canonical JSON.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use chrono::DateTime;
use serde_json::{Map, Value, json};

use super::{Algorithm, PrivateKey, PublicKey};

/// The one cryptosuite that is made and accepted.
pub const CRYPTOSUITE: &str = "eddsa-jcs-2022";

const PROOF: &str = "proof";
const CONTEXT: &str = "@context";
const PROOF_VALUE: &str = "proofValue";

/// Greatest integer that JSON canonicalisation keeps apart from its neighbours (RFC 8785, I-JSON).
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
/// Longest `proofValue` that is read; 64 bytes need at most 89 characters.
const MAX_PROOF_VALUE_LENGTH: usize = 96;
/// Members that would need a clock or a conversation to judge; a proof with one is refused rather than half read.
const UNSUPPORTED: [&str; 4] = ["expires", "domain", "challenge", "previousProof"];

/// Why a proof is refused or could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofError {
    /// The document has no proof.
    Missing,
    /// The document or the proof has a wrong shape.
    Malformed(&'static str),
    /// Another kind of proof, cryptosuite or purpose.
    Unsupported,
    /// The key is not an Ed25519 key.
    Key,
    /// The document holds an integer that canonicalisation would blur.
    Number,
    /// The proof does not match the document.
    Invalid,
}

impl fmt::Display for ProofError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Missing => "there is no proof",
            Self::Malformed(what) => return write!(formatter, "malformed proof: {what}"),
            Self::Unsupported => "the kind of proof is not supported",
            Self::Key => "the key is not an Ed25519 key",
            Self::Number => "the document holds an integer beyond 2^53",
            Self::Invalid => "the proof does not match",
        })
    }
}

impl std::error::Error for ProofError {}

/// Signs `document` and puts the proof into it, in place of any other.
///
/// `verification_method` is the address of the public key, `created` an RFC 3339 time. The proof copies the document's `@context`.
///
/// # Errors
/// [`ProofError::Key`] for an RSA key, [`ProofError::Malformed`] if the document is no object or `created` no time,
/// [`ProofError::Number`].
pub fn add_proof(document: &mut Value, key: &PrivateKey, verification_method: &str, created: &str) -> Result<(), ProofError> {
    if key.algorithm() != Algorithm::Ed25519 {
        return Err(ProofError::Key);
    }
    check_created(created)?;
    let object = document.as_object_mut().ok_or(ProofError::Malformed("the document is no object"))?;
    object.shift_remove(PROOF);
    let mut proof = Map::new();
    if let Some(context) = object.get(CONTEXT) {
        proof.insert(CONTEXT.to_owned(), context.clone());
    }
    proof.insert("type".to_owned(), json!("DataIntegrityProof"));
    proof.insert("cryptosuite".to_owned(), json!(CRYPTOSUITE));
    proof.insert("verificationMethod".to_owned(), json!(verification_method));
    proof.insert("proofPurpose".to_owned(), json!("assertionMethod"));
    proof.insert("created".to_owned(), json!(created));
    let signature = key.sign(&hash_data(&proof, object)?).map_err(|_| ProofError::Key)?;
    proof.insert(PROOF_VALUE.to_owned(), json!(format!("z{}", bs58::encode(signature).into_string())));
    object.insert(PROOF.to_owned(), Value::Object(proof));
    Ok(())
}

/// Checks the document's proof with the key that [`proof_verification_method`] names. Whether that key belongs to the author of the
/// document is the caller's question.
///
/// # Errors
/// See [`ProofError`]; a document whose proof is refused counts as one without a proof.
pub fn verify_proof(document: &Value, key: &PublicKey) -> Result<(), ProofError> {
    if key.algorithm() != Algorithm::Ed25519 {
        return Err(ProofError::Key);
    }
    let mut object = document.as_object().ok_or(ProofError::Malformed("the document is no object"))?.clone();
    let Value::Object(mut proof) = object.shift_remove(PROOF).ok_or(ProofError::Missing)? else {
        return Err(ProofError::Malformed("the proof is no object"));
    };
    if !is_supported(&proof) || UNSUPPORTED.iter().any(|name| proof.contains_key(*name)) {
        return Err(ProofError::Unsupported);
    }
    if !proof.get("verificationMethod").is_some_and(Value::is_string) {
        return Err(ProofError::Malformed("verificationMethod"));
    }
    if let Some(created) = proof.get("created") {
        check_created(created.as_str().ok_or(ProofError::Malformed("created"))?)?;
    }
    // The standard lets a document append to its `@context` after the proof; nobody here does, so it must be the same.
    if proof.get(CONTEXT).is_some_and(|context| object.get(CONTEXT) != Some(context)) {
        return Err(ProofError::Malformed("@context"));
    }
    let Some(Value::String(encoded)) = proof.shift_remove(PROOF_VALUE) else {
        return Err(ProofError::Malformed(PROOF_VALUE));
    };
    let signature = decode_signature(&encoded).ok_or(ProofError::Malformed(PROOF_VALUE))?;
    if key.verify(&hash_data(&proof, &object)?, &signature) { Ok(()) } else { Err(ProofError::Invalid) }
}

/// The address of the key that is said to have made the document's proof, if the proof is of the kind [`verify_proof`] checks.
pub fn proof_verification_method(document: &Value) -> Option<&str> {
    let proof = document.get(PROOF)?.as_object()?;
    if is_supported(proof) { proof.get("verificationMethod")?.as_str() } else { None }
}

fn is_supported(proof: &Map<String, Value>) -> bool {
    let is = |name: &str, expected: &str| proof.get(name).and_then(Value::as_str) == Some(expected);
    is("type", "DataIntegrityProof") && is("cryptosuite", CRYPTOSUITE) && is("proofPurpose", "assertionMethod")
}

fn check_created(created: &str) -> Result<(), ProofError> {
    DateTime::parse_from_rfc3339(created).map(|_| ()).map_err(|_| ProofError::Malformed("created"))
}

fn decode_signature(encoded: &str) -> Option<Vec<u8>> {
    let encoded = encoded.strip_prefix('z').filter(|text| text.len() <= MAX_PROOF_VALUE_LENGTH)?;
    bs58::decode(encoded).into_vec().ok().filter(|bytes| bytes.len() == 64)
}

/// What is signed: the hash of the proof's options, then the hash of the document without its proof (§3.3.4).
fn hash_data(options: &Map<String, Value>, document: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let mut data = Vec::with_capacity(64);
    for part in [options, document] {
        if !part.values().all(has_safe_numbers) {
            return Err(ProofError::Number);
        }
        let canonical = serde_json_canonicalizer::to_vec(part).map_err(|_| ProofError::Malformed("not canonical JSON"))?;
        data.extend_from_slice(digest(&SHA256, &canonical).as_ref());
    }
    Ok(data)
}

/// Whether no integer is changed by canonicalisation, which knows only double-precision numbers: two documents that differ only beyond
/// 2^53 would share one proof.
fn has_safe_numbers(value: &Value) -> bool {
    match value {
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(positive), _) => positive <= MAX_SAFE_INTEGER,
            (None, Some(negative)) => negative.unsigned_abs() <= MAX_SAFE_INTEGER,
            (None, None) => true,
        },
        Value::Array(items) => items.iter().all(has_safe_numbers),
        Value::Object(members) => members.values().all(has_safe_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}
