//! Published test vectors: RFC 9421, FEP-8b32, FEP-521a and the W3C EdDSA cryptosuites.

use serde_json::{Value, json};

use super::*;

/// RFC 9421 appendix B.1.1, `test-key-rsa`.
pub(super) const RFC_9421_RSA_PUBLIC: &str = "-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw
WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq
MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg
kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P
uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ
PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB
-----END RSA PUBLIC KEY-----";

/// RFC 9421 appendix B.1.4, `test-key-ed25519`.
const RFC_9421_ED25519_PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----";

/// The private half of the same key, PKCS#8 in base64.
const RFC_9421_ED25519_PRIVATE: &str = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";

/// The Ed25519 key of FEP-8b32 and of the W3C vectors.
const MULTIKEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const SECRET_MULTIKEY: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";

fn example_request(input: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("host", "example.com"),
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("content-type", "application/json"),
        ("content-digest", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"),
        ("content-length", "18"),
        ("forwarded", "for=192.0.2.123;host=example.com;proto=https"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("signature-input", HeaderValue::from_str(input).unwrap());
    headers
}

/// The signature base we build for a covered list over RFC 9421's example request.
fn base_of(authority: &str, input: &str) -> String {
    let headers = example_request(input);
    let parts = RequestParts {
        method: &Method::POST,
        target: "/foo?param=Value&Pet=dog",
        scheme: "https",
        authority,
        headers: &headers,
        body: Some(br#"{"hello": "world"}"#),
    };
    super::super::rfc9421::base_for_test(&parts).unwrap()
}

#[test]
fn rfc_9421_b_2_6_ed25519() {
    let params = r#"("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#;
    let base = base_of("example.com", &format!("sig-b26={params}"));
    let signature_params = format!(r#""@signature-params": {params}"#);
    let expected = [
        r#""date": Tue, 20 Apr 2021 02:07:55 GMT"#,
        r#""@method": POST"#,
        r#""@path": /foo"#,
        r#""@authority": example.com"#,
        r#""content-type": application/json"#,
        r#""content-length": 18"#,
        &signature_params,
    ];
    assert_eq!(base, expected.join("\n"));
    let signature = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    let public = PublicKey::from_pem(RFC_9421_ED25519_PUBLIC).unwrap();
    assert!(public.verify(base.as_bytes(), &STANDARD.decode(signature).unwrap()));
    let private = PrivateKey::from_pkcs8_der(&STANDARD.decode(RFC_9421_ED25519_PRIVATE).unwrap()).unwrap();
    assert_eq!(private.public_key(), &public);
    assert_eq!(base64(&private.sign(base.as_bytes()).unwrap()), signature);
}

#[test]
fn rfc_9421_4_3_rsa_v1_5_of_a_proxy() {
    let input = concat!(
        r#"proxy_sig=("@method" "@authority" "@path" "content-digest" "content-type" "content-length" "forwarded")"#,
        r#";created=1618884480;keyid="test-key-rsa";alg="rsa-v1_5-sha256";expires=1618884540"#
    );
    // That section's request carries a SHA-512 digest.
    let digest = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
    let base = base_of("origin.host.internal.example", input).replace("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:", digest);
    let signature = concat!(
        "S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ1",
        "0KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZd",
        "XAsD3LH2TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g=="
    );
    let key = PublicKey::from_pem(RFC_9421_RSA_PUBLIC).unwrap();
    assert!(key.verify(base.as_bytes(), &STANDARD.decode(signature).unwrap()), "{base}");
}

#[test]
fn rfc_9421_b_2_1_minimal_and_b_2_3_full_coverage_bases() {
    let input = r#"sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#;
    let expected = r#""@signature-params": ();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#;
    assert_eq!(base_of("example.com", input), expected);
    let input = concat!(
        r#"sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length")"#,
        r#";created=1618884473;keyid="test-key-rsa-pss""#
    );
    let expected = [
        r#""date": Tue, 20 Apr 2021 02:07:55 GMT"#,
        r#""@method": POST"#,
        r#""@path": /foo"#,
        r#""@query": ?param=Value&Pet=dog"#,
        r#""@authority": example.com"#,
        r#""content-type": application/json"#,
        r#""content-digest": sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"#,
        r#""content-length": 18"#,
        concat!(
            r#""@signature-params": ("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length")"#,
            r#";created=1618884473;keyid="test-key-rsa-pss""#
        ),
    ];
    assert_eq!(base_of("example.com", input), expected.join("\n"));
}

#[test]
fn fep_521a_multikeys() {
    let raw = "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6";
    let raw: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&raw[2 * at..2 * at + 2], 16).unwrap()).collect();
    let der = [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00], raw.as_slice()].concat();
    let key = PublicKey::from_pem(&pem::encode("PUBLIC KEY", &der)).unwrap();
    assert_eq!(key.to_multibase(), "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    let rsa = concat!(
        "z4MXj1wBzi9jUstyPMS4jQqB6KdJaiatPkAtVtGc6bQEQEEsKTic4G7Rou3iBf9vPmT5dbkm9qsZsuVNjq8HCuW1w24nhBFGkRE4cd2Uf2tfrB3N7h4mnyPp1BF3",
        "ZttHTYv3DLUPi1zMdkULiow3M1GfXkoC6DoxDUm1jmN6GBj22SjVsr6dxezRVQc7aj9TxE7JLbMH1wh5X3kA58H3DFW8rnYMakFGbca5CB2Jf6CnGQZmL7o5uJAd",
        "TwXfy2iiiyPxXEGerMhHwhjTA1mKYobyk2CpeEcmvynADfNZ5MBvcCS7m3XkFCMNUYBS9NQ3fze6vMSUPsNa6GVYmKx2x6JrdEjCk3qRMMmyjnjCMfR4pXbRMZa3i"
    );
    let key = PublicKey::from_multibase(rsa).unwrap();
    assert_eq!((key.algorithm(), key.to_multibase().as_str()), (Algorithm::RsaSha256, rsa));
}

/// The secret Multikey of the vectors as a private key.
fn secret_key() -> PrivateKey {
    let bytes = bs58::decode(&SECRET_MULTIKEY[1..]).into_vec().unwrap();
    let seed = bytes.strip_prefix(&[0x80, 0x26]).unwrap();
    let prefix = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    let key = PrivateKey::from_pkcs8_der(&[prefix.as_slice(), seed].concat()).unwrap();
    assert_eq!(key.public_key().to_multibase(), MULTIKEY);
    key
}

fn fep_8b32_document() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
        "id": "https://server.example/activities/1",
        "type": "Create",
        "actor": "https://server.example/users/alice",
        "object": {
            "id": "https://server.example/objects/1",
            "type": "Note",
            "attributedTo": "https://server.example/users/alice",
            "content": "Hello world",
            "location": {"type": "Place", "longitude": -71.184902, "latitude": 25.273962}
        }
    })
}

#[test]
fn fep_8b32_signing_and_verifying() {
    let method = "https://server.example/users/alice#ed25519-key";
    let mut document = fep_8b32_document();
    add_proof(&mut document, &secret_key(), method, "2023-02-24T23:36:38Z").unwrap();
    let expected = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        "proofValue": "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL",
        "created": "2023-02-24T23:36:38Z"
    });
    assert_eq!(document["proof"], expected);
    assert_eq!(proof_verification_method(&document), Some(method));
    let key = PublicKey::from_multibase(MULTIKEY).unwrap();
    assert_eq!(verify_proof(&document, &key), Ok(()));
    // Over the wire: numbers must survive the way through text.
    let received: Value = serde_json::from_str(&document.to_string()).unwrap();
    assert_eq!(verify_proof(&received, &key), Ok(()));
}

#[test]
fn w3c_eddsa_jcs_2022_alumni_credential() {
    let context = json!(["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]);
    let method = "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    let mut document = json!({
        "@context": context,
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}
    });
    add_proof(&mut document, &secret_key(), method, "2023-02-24T23:36:38Z").unwrap();
    let expected = "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4";
    assert_eq!(document["proof"]["proofValue"], expected);
    assert_eq!(verify_proof(&document, secret_key().public_key()), Ok(()));
}
