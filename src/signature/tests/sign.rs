//! What our own signer sends.

use super::*;

#[test]
fn cavage_delivery_has_the_form_other_servers_expect() {
    let wire = Wire::signed(Form::Cavage, &RSA, Method::POST, "/inbox", Some(BODY));
    assert_eq!(wire.get("host"), AUTHORITY);
    assert_eq!(wire.get("date"), "Mon, 21 Sep 2026 14:13:20 GMT");
    assert_eq!(wire.get("digest"), BodyDigest::of(BODY).digest());
    assert_eq!(wire.get("content-type"), "application/activity+json");
    let start = format!(r#"keyId="{KEY_ID}",algorithm="rsa-sha256",headers="(request-target) host date digest content-type",signature=""#);
    assert!(wire.get("signature").starts_with(&start), "{}", wire.get("signature"));
    assert!(!wire.headers.contains_key("signature-input"));
    let ed25519 = Wire::post(Form::Cavage);
    assert!(ed25519.get("signature").contains(r#"algorithm="hs2019""#));
}

#[test]
fn rfc9421_delivery_has_the_form_other_servers_expect() {
    let wire = Wire::signed(Form::Rfc9421, &RSA, Method::POST, "/inbox", Some(BODY));
    let expected =
        format!(r#"sig1=("@method" "@target-uri" "content-digest" "content-type");created={NOW};keyid="{KEY_ID}";alg="rsa-v1_5-sha256""#);
    assert_eq!(wire.get("signature-input"), expected);
    assert_eq!(wire.get("content-digest"), BodyDigest::of(BODY).content_digest());
    assert!(!wire.headers.contains_key("digest"));
    assert!(Wire::post(Form::Rfc9421).get("signature-input").ends_with(r#";alg="ed25519""#));
}

#[test]
fn port_fragment_and_accept() {
    let url = Url::parse("http://amt.example:8080/c/bau?page=1#fragment").unwrap();
    let outgoing = Outgoing {
        method: &Method::GET,
        url: &url,
        body: None,
        key_id: KEY_ID,
        key: &ED25519,
        now: NOW,
        accept: Some("application/activity+json"),
    };
    for form in [Form::Cavage, Form::Rfc9421] {
        let headers: HeaderMap = sign(form, &outgoing).unwrap().into_iter().collect();
        assert_eq!(headers["host"], "amt.example:8080");
        assert_eq!(headers["accept"], "application/activity+json");
        let parts = RequestParts {
            method: &Method::GET,
            target: "/c/bau?page=1",
            scheme: "http",
            authority: "amt.example:8080",
            headers: &headers,
            body: None,
        };
        assert_eq!(parse(&parts, NOW).unwrap().verify(ED25519.public_key()), Ok(()));
    }
}

#[test]
fn what_cannot_be_signed_is_an_error() {
    let url = Url::parse("https://amt.example/inbox").unwrap();
    let digest = BodyDigest::of(b"");
    let good = Outgoing { method: &Method::GET, url: &url, body: None, key_id: KEY_ID, key: &ED25519, now: NOW, accept: None };
    let body = Some(OutgoingBody { digest: &digest, content_type: "a\nb" });
    for form in [Form::Cavage, Form::Rfc9421] {
        for address in ["ftp://amt.example/", "mailto:a@amt.example", "https://user@amt.example/", "https://:pw@amt.example/", "data:,x"] {
            let url = Url::parse(address).unwrap();
            assert_eq!(sign(form, &Outgoing { url: &url, ..good }).err(), Some(SigningError::Address), "{address}");
        }
        for key_id in ["", "a b", "a\"b", "a,b", "a\\b", "ü", "a\nb"] {
            assert_eq!(sign(form, &Outgoing { key_id, ..good }).err(), Some(SigningError::Value("the key id")), "{key_id}");
        }
        for now in [-1, i64::MIN, i64::MAX, 253_402_300_800] {
            assert_eq!(sign(form, &Outgoing { now, ..good }).err(), Some(SigningError::Time), "{now}");
        }
        assert!(sign(form, &Outgoing { now: 253_402_300_799, ..good }).is_ok());
        assert_eq!(sign(form, &Outgoing { accept: Some("ü"), ..good }).err(), Some(SigningError::Value("Accept")));
        assert_eq!(sign(form, &Outgoing { body, ..good }).err(), Some(SigningError::Value("the content type")));
    }
}
