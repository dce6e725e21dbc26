//! Properties: nothing panics, what was signed passes, what was changed does not.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

fn config() -> ProptestConfig {
    // A fixed seed keeps every run the same; longer runs with other seeds set PROPTEST_CASES and PROPTEST_RNG_SEED.
    let default = ProptestConfig::default();
    let rng_seed = if default.rng_seed == RngSeed::Random { RngSeed::Fixed(2) } else { default.rng_seed };
    ProptestConfig { failure_persistence: None, rng_seed, ..default }
}

fn any_form() -> impl Strategy<Value = Form> {
    prop_oneof![Just(Form::Cavage), Just(Form::Rfc9421)]
}

fn any_key() -> impl Strategy<Value = &'static PrivateKey> {
    prop_oneof![Just(&*RSA), Just(&*ED25519)]
}

/// Text made of the pieces that parsers of these headers look at, and anything else.
fn any_header() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "keyId=",
            "keyid=",
            "signature=",
            "headers=",
            "algorithm=",
            "created=",
            "expires=",
            "sig1=",
            "sig1",
            "(",
            ")",
            "\"",
            ",",
            ";",
            ":",
            "=",
            " ",
            "\\",
            "(request-target)",
            "host",
            "date",
            "digest",
            "\"@method\"",
            "\"@target-uri\"",
            "content-digest",
            "AAAA",
            "sha-256",
            "SHA-256",
            "hs2019",
            "-",
            "?1",
            "@",
            "18446744073709551615",
            "1790000000",
            "https://a.example/k",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn arbitrary_headers_never_panic(
        signature in any_header(),
        input in prop::option::of(any_header()),
        other in any_header(),
        name in prop::sample::select(vec!["date", "digest", "content-digest", "host", "authorization"]),
        target in any::<String>(),
        now in any::<i64>(),
    ) {
        let mut wire = Wire::post(Form::Cavage);
        for (name, value) in [("signature", Some(signature)), ("signature-input", input), (name, Some(other))] {
            if let Some(value) = value.and_then(|value| HeaderValue::from_bytes(&value).ok()) {
                wire.headers.insert(HeaderName::from_static(name), value);
            }
        }
        let _ = wire.parse(NOW);
        let _ = wire.parse(now);
        wire.target = target;
        let _ = wire.parse(NOW);
    }

    #[test]
    fn arbitrary_digests_keys_and_proofs_never_panic(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = verify_digest(&text, &bytes);
        let _ = verify_content_digest(&text, &bytes);
        let _ = PublicKey::from_pem(&text);
        let _ = PublicKey::from_multibase(&format!("z{text}"));
        prop_assert!(PublicKey::from_pem(&pem::encode("PUBLIC KEY", &bytes)).is_err());
        prop_assert!(PrivateKey::from_pkcs8_der(&bytes).is_err());
        let document = serde_json::json!({"proof": {"proofValue": text}});
        prop_assert!(verify_proof(&document, ED25519.public_key()).is_err());
    }

    #[test]
    fn what_was_signed_passes(
        form in any_form(),
        key in any_key(),
        path in "(/[a-zA-Z0-9%._~!$&'()*+,;=:@-]{0,12}){1,4}",
        query in prop::option::of("[ -~]{0,16}"),
        body in prop::option::of(prop::collection::vec(any::<u8>(), 0..64)),
    ) {
        let mut url = Url::parse(&format!("https://{AUTHORITY}{path}")).unwrap();
        url.set_query(query.as_deref());
        let target = url[url::Position::BeforePath..].to_owned();
        let method = if body.is_some() { Method::POST } else { Method::GET };
        let wire = Wire::signed(form, key, method, &target, body.as_deref());
        prop_assert_eq!(wire.check(key), Ok(()));
    }

    #[test]
    fn one_changed_byte_of_the_body_fails(form in any_form(), key in any_key(), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let mut wire = Wire::signed(form, key, Method::POST, "/inbox", Some(BODY));
        let body = wire.body.as_mut().unwrap();
        let at = at.index(body.len());
        body[at] ^= flip;
        prop_assert!(wire.check(key).is_err());
    }

    #[test]
    fn one_changed_byte_of_the_target_fails(
        form in any_form(),
        key in any_key(),
        at in any::<prop::sample::Index>(),
        byte in b'!'..=b'~',
    ) {
        let mut wire = Wire::signed(form, key, Method::POST, "/users/anna/inbox?a=b&c", Some(BODY));
        let mut target = wire.target.clone().into_bytes();
        let at = at.index(target.len());
        prop_assume!(target[at] != byte);
        target[at] = byte;
        wire.target = String::from_utf8(target).unwrap();
        prop_assert!(wire.check(key).is_err());
    }

    #[test]
    fn one_changed_byte_of_a_header_fails(
        form in any_form(),
        key in any_key(),
        name in 0_usize..5,
        at in any::<prop::sample::Index>(),
        byte in b' '..=b'~',
    ) {
        let mut wire = Wire::signed(form, key, Method::POST, "/inbox", Some(BODY));
        let names: &[&str] = match form {
            Form::Cavage => &["host", "date", "digest", "content-type", "signature"],
            Form::Rfc9421 => &["host", "content-digest", "content-type", "signature-input", "signature"],
        };
        let name = names[name];
        let uncovered = if form == Form::Cavage { "signature" } else { "host" };
        let mut value = wire.get(name).as_bytes().to_vec();
        let at = at.index(value.len());
        let before = value[at];
        prop_assume!(before != byte);
        value[at] = byte;
        wire.headers.insert(HeaderName::from_static(name), HeaderValue::from_bytes(&value).unwrap());
        match wire.parse(NOW) {
            Err(_) => {}
            // What no form covers: the case of host names in RFC 9421, and in the draft its own parameters, so a changed key id shows only
            // when the key is looked up, and the case of covered header names.
            Ok(received) => prop_assert!(
                received.verify(key.public_key()).is_err()
                    || received.key_id() != KEY_ID
                    || name == uncovered && before.eq_ignore_ascii_case(&byte),
                "{name}: {}",
                String::from_utf8_lossy(&value)
            ),
        }
    }

    #[test]
    fn a_changed_method_fails(form in any_form(), key in any_key()) {
        let mut wire = Wire::signed(form, key, Method::POST, "/inbox", Some(BODY));
        wire.method = Method::PUT;
        prop_assert_eq!(wire.check(key), Err(SignatureError::Invalid));
    }
}
