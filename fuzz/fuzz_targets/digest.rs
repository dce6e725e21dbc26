//! `Digest` (RFC 3230) and `Content-Digest` (RFC 9530): the first line is the header, the rest the body.
//!
//! Oracle: what passes holds the SHA-256 that another library finds, and fails as soon as the body changes.
#![no_main]

use dienstweg::signature::{BodyDigest, DigestError, verify_content_digest, verify_digest};
use dienstweg_fuzz::message::sha256;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (header, body) = (&data[..end], data.get(end + 1..).unwrap_or_default());
    let Ok(header) = std::str::from_utf8(header) else { return };
    let digest = sha256(body);
    let mut other = body.to_vec();
    other.push(b'x');

    let passed = |result: Result<(), DigestError>| result.is_ok();
    if passed(verify_digest(header, body)) {
        let lower = header.to_ascii_lowercase();
        let place = lower.find("sha-256=").unwrap() + "sha-256=".len();
        assert!(header[place..].starts_with(&digest), "{header}");
        assert!(verify_digest(header, &other).is_err());
    }
    if passed(verify_content_digest(header, body)) {
        let tight = header.replace([' ', '\t'], "");
        assert!(tight.contains(&format!("sha-256=:{digest}:")), "{header}");
        assert!(verify_content_digest(header, &other).is_err());
    }

    let own = BodyDigest::of(body);
    assert_eq!(own.digest(), format!("SHA-256={digest}"));
    assert_eq!(own.content_digest(), format!("sha-256=:{digest}:"));
    assert_eq!(verify_digest(&own.digest(), body), Ok(()));
    assert_eq!(verify_content_digest(&own.content_digest(), body), Ok(()));
    assert_eq!(verify_digest(&own.digest(), &other), Err(DigestError::Mismatch));
    assert_eq!(verify_content_digest(&own.content_digest(), &other), Err(DigestError::Mismatch));
    // A second entry of the same name is never a way round the first.
    assert!(verify_digest(&format!("{},{header}", own.digest()), body).is_err() || !header.to_ascii_lowercase().contains("sha-256="));
});
