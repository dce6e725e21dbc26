//! Body digests: SIG-06.

use super::*;

#[test]
fn sig_06_only_a_right_sha_256_over_the_raw_bytes_passes() {
    let right = base64(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, BODY).as_ref());
    let wrong = base64(&[0; 32]);
    let sha_512 = base64(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, BODY).as_ref());
    let cases = [
        (format!("SHA-256={right}"), Ok(())),
        (format!("sha-256={right}"), Ok(())),
        (format!("Sha-256={right}"), Ok(())),
        (format!("SHA-256={right}, SHA-512={sha_512}"), Ok(())),
        (format!("SHA-256={wrong}"), Err(DigestError::Mismatch)),
        (format!("SHA-256={right},SHA-256={wrong}"), Err(DigestError::Unreadable)),
        (format!("SHA-256={right},sha-256={right}"), Err(DigestError::Unreadable)),
        (format!("SHA-256={right},SHA-512={wrong}"), Err(DigestError::Mismatch)),
        (format!("SHA-256={right},md5=AAAA"), Err(DigestError::Unsupported)),
        (format!("SHA-512={sha_512}"), Err(DigestError::Unsupported)),
        (format!("SHA-256={}", &right[..40]), Err(DigestError::Mismatch)),
        (format!("SHA-256={}", right.trim_end_matches('=')), Err(DigestError::Unreadable)),
        (
            format!("SHA-256={}", right.replace(['+', '/'], "-")),
            if right.contains(['+', '/']) { Err(DigestError::Unreadable) } else { Ok(()) },
        ),
        (format!("SHA-256 = {right}"), Err(DigestError::Unsupported)),
        (format!("SHA256={right}"), Err(DigestError::Unsupported)),
        (format!("SHA-256={right},"), Err(DigestError::Unreadable)),
        ("SHA-256=".to_owned(), Err(DigestError::Mismatch)),
        ("md5=AAAA".to_owned(), Err(DigestError::Unsupported)),
        (String::new(), Err(DigestError::Unreadable)),
        ("SHA-256=A,".repeat(1000), Err(DigestError::Unreadable)),
    ];
    for (header, expected) in cases {
        assert_eq!(verify_digest(&header, BODY), expected, "{header}");
    }
}

#[test]
fn sig_06_the_same_json_with_other_white_space_fails() {
    let digest = BodyDigest::of(BODY);
    let compact = serde_json::from_slice::<serde_json::Value>(BODY).unwrap().to_string();
    assert_ne!(compact.as_bytes(), BODY);
    assert_eq!(verify_digest(&digest.digest(), compact.as_bytes()), Err(DigestError::Mismatch));
    assert_eq!(verify_content_digest(&digest.content_digest(), compact.as_bytes()), Err(DigestError::Mismatch));
}

#[test]
fn content_digest_of_rfc_9530() {
    // RFC 9530 appendix D.
    assert_eq!(BodyDigest::of(br#"{"hello": "world"}"#).content_digest(), "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
    let right = BodyDigest::of(BODY).content_digest();
    let wrong = BodyDigest::of(b"").content_digest();
    for (header, expected) in [
        (right.clone(), Ok(())),
        (wrong.clone(), Err(DigestError::Mismatch)),
        (format!("{right}, {wrong}"), Err(DigestError::Unreadable)),
        (format!("{right}, sha-512=:AAAA:"), Err(DigestError::Mismatch)),
        (format!("{right}, md5=:AAAA:"), Err(DigestError::Unsupported)),
        ("sha-256".to_owned(), Err(DigestError::Unreadable)),
        ("sha-256=abc".to_owned(), Err(DigestError::Unreadable)),
        ("sha-256=(:AAAA:)".to_owned(), Err(DigestError::Unreadable)),
        (right.replace("=:", ":"), Err(DigestError::Unreadable)),
        (String::new(), Err(DigestError::Unreadable)),
    ] {
        assert_eq!(verify_content_digest(&header, BODY), expected, "{header}");
    }
}
