//! Draft-cavage signatures: what passes and what must not.

use super::*;

/// Signs lines of our choice, so that a test can leave out or bend any of them.
fn signature(key: &PrivateKey, parameters: &str, lines: &[(&str, &str)]) -> String {
    let names = lines.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    let text = lines.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n");
    let signature = base64(&key.sign(text.as_bytes()).unwrap());
    format!(r#"keyId="{KEY_ID}",{parameters}headers="{names}",signature="{signature}""#)
}

/// A delivery whose signature covers `names` and is otherwise right.
fn covering(parameters: &str, names: &[&str]) -> Wire {
    let mut wire = Wire::post(Form::Cavage);
    let created = NOW.to_string();
    let value = |name: &str| match name {
        "(request-target)" => "post /inbox".to_owned(),
        "(created)" => created.clone(),
        name => wire.get(name).to_owned(),
    };
    let lines: Vec<(&str, String)> = names.iter().map(|name| (*name, value(name))).collect();
    let lines: Vec<(&str, &str)> = lines.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let header = signature(&ED25519, parameters, &lines);
    wire.set("signature", &header);
    wire
}

const COVERED: [&str; 4] = ["(request-target)", "host", "date", "digest"];

/// A delivery with the usual headers and extra parameters.
fn with_parameters(parameters: &str) -> Wire {
    covering(parameters, &COVERED)
}

#[test]
fn a_right_delivery_passes_and_names_its_key() {
    let received = with_parameters(r#"algorithm="hs2019","#).parse(NOW).unwrap();
    assert_eq!((received.key_id(), received.form(), received.algorithm()), (KEY_ID, Form::Cavage, None));
    assert_eq!(received.verify(ED25519.public_key()), Ok(()));
}

#[test]
fn sig_01_unsigned_request() {
    let mut wire = Wire::post(Form::Cavage);
    wire.headers.remove("signature");
    assert_eq!(wire.refusal(), SignatureError::Missing);
}

#[test]
fn sig_02_signature_without_key_id_or_signature_or_content() {
    for header in ["", " ", ",", "keyId", r#"keyId="""#, r#"keyId="https://a.example/k""#, r#"signature="AAAA""#] {
        let mut wire = Wire::post(Form::Cavage);
        wire.set("signature", header);
        assert!(matches!(wire.refusal(), SignatureError::Unreadable(_)), "{header}");
    }
    let mut wire = Wire::post(Form::Cavage);
    wire.set("signature", &",".repeat(64 * 1024));
    assert_eq!(wire.refusal(), SignatureError::Unreadable("too long"));
}

#[test]
fn sig_03_body_swapped_under_a_valid_digest() {
    let mut wire = Wire::post(Form::Cavage);
    wire.body = Some(br#"{"type":"Delete"}"#.to_vec());
    assert_eq!(wire.refusal(), SignatureError::Digest(DigestError::Mismatch));
    wire.body = None;
    assert_eq!(wire.refusal(), SignatureError::Digest(DigestError::Mismatch));
}

#[test]
fn sig_04_digest_header_not_covered() {
    assert_eq!(covering("", &["(request-target)", "host", "date"]).refusal(), SignatureError::NotCovered("digest"));
}

#[test]
fn sig_05_no_digest_on_post() {
    let mut wire = Wire::post(Form::Cavage);
    wire.headers.remove("digest");
    assert_eq!(wire.refusal(), SignatureError::FieldAbsent("digest".to_owned()));
}

#[test]
fn sig_07_request_target_not_covered() {
    assert_eq!(covering("", &["host", "date", "digest"]).refusal(), SignatureError::NotCovered("(request-target)"));
}

#[test]
fn sig_07_no_headers_parameter() {
    let mut wire = Wire::post(Form::Cavage);
    wire.set("signature", &format!(r#"keyId="{KEY_ID}",created={NOW},signature="{}""#, base64(&[7; 64])));
    assert_eq!(wire.refusal(), SignatureError::NotCovered("(request-target)"));
}

#[test]
fn sig_08_host_not_covered() {
    assert_eq!(covering("", &["(request-target)", "date", "digest"]).refusal(), SignatureError::NotCovered("host"));
}

#[test]
fn sig_09_delivery_captured_at_another_server() {
    let url = Url::parse("https://other.example/inbox").unwrap();
    let digest = BodyDigest::of(BODY);
    let body = OutgoingBody { digest: &digest, content_type: "application/activity+json" };
    for form in [Form::Cavage, Form::Rfc9421] {
        let outgoing =
            Outgoing { method: &Method::POST, url: &url, body: Some(body), key_id: KEY_ID, key: &ED25519, now: NOW, accept: None };
        let mut wire = Wire::post(form);
        wire.headers = sign(form, &outgoing).unwrap().into_iter().collect();
        assert_eq!(wire.refusal(), SignatureError::WrongHost);
        wire.set("host", AUTHORITY);
        assert_eq!(wire.refusal(), SignatureError::Invalid);
    }
}

#[test]
fn sig_09_two_host_headers() {
    let mut wire = Wire::post(Form::Cavage);
    wire.add("host", "other.example");
    assert_eq!(wire.refusal(), SignatureError::FieldRepeated("host".to_owned()));
}

#[test]
fn host_is_compared_without_case_and_default_port() {
    for (host, passes) in [("AMT.example", true), ("amt.example:443", true), ("amt.example:80", false), ("amt.example.", false)] {
        let mut wire = Wire::post(Form::Cavage);
        wire.set("host", host);
        let wire = {
            let lines = [("(request-target)", "post /inbox"), ("host", host), ("date", wire.get("date")), ("digest", wire.get("digest"))];
            let header = signature(&ED25519, "", &lines);
            let mut signed = wire.clone();
            signed.set("signature", &header);
            signed
        };
        assert_eq!(wire.check(&ED25519).is_ok(), passes, "{host}");
    }
}

#[test]
fn sig_10_neither_date_nor_created_covered() {
    let refused = SignatureError::NotCovered("date or (created)");
    assert_eq!(covering("", &["(request-target)", "host", "digest"]).refusal(), refused);
    let parameters = format!("created={NOW},");
    assert_eq!(covering(&parameters, &["(request-target)", "host", "digest"]).refusal(), refused);
}

#[test]
fn created_alone_is_enough() {
    let parameters = format!(r#"algorithm="hs2019",created={NOW},expires={},"#, NOW + 60);
    assert_eq!(covering(&parameters, &["(request-target)", "(created)", "host", "digest"]).check(&ED25519), Ok(()));
}

#[test]
fn created_does_not_go_with_the_older_algorithm_names() {
    let parameters = format!(r#"algorithm="rsa-sha256",created={NOW},"#);
    let wire = covering(&parameters, &["(request-target)", "(created)", "host", "digest"]);
    assert_eq!(wire.refusal(), SignatureError::UnsupportedComponent);
}

#[test]
fn covered_created_without_the_parameter() {
    assert_eq!(covering("", &["(request-target)", "(created)", "host", "digest"]).refusal(), SignatureError::UnreadableTime);
}

#[test]
fn sig_13_date_in_the_future() {
    for form in [Form::Cavage, Form::Rfc9421] {
        let wire = Wire::post(form);
        assert!(wire.parse(NOW - MAX_FUTURE).is_ok());
        assert_eq!(wire.parse(NOW - MAX_FUTURE - 1).err(), Some(SignatureError::FromTheFuture));
        assert_eq!(wire.parse(NOW - 600).err(), Some(SignatureError::FromTheFuture));
    }
}

#[test]
fn sig_13_date_too_old() {
    for form in [Form::Cavage, Form::Rfc9421] {
        let wire = Wire::post(form);
        assert!(wire.parse(NOW + MAX_AGE).is_ok());
        assert_eq!(wire.parse(NOW + MAX_AGE + 1).err(), Some(SignatureError::TooOld));
    }
}

#[test]
fn sig_14_unreadable_date() {
    for value in ["tomorrow", "", "1790000000", "Mon, 32 Sep 2026 00:00:00 GMT"] {
        let mut wire = Wire::post(Form::Cavage);
        wire.set("date", value);
        assert_eq!(wire.refusal(), SignatureError::UnreadableTime, "{value}");
    }
    let mut wire = Wire::post(Form::Cavage);
    wire.set("date", "Mör, 21 Sep 2026 00:00:00 GMT");
    assert_eq!(wire.refusal(), SignatureError::FieldUnreadable("date".to_owned()));
}

#[test]
fn sig_16_absurd_created() {
    for created in ["18446744073709551615", "9223372036854775807", "-1", "1e9", "", "+1790000000", "1790000000.5", "\"1790000000\""] {
        for names in [["(request-target)", "host", "digest", "(created)"], COVERED] {
            let wire = covering(&format!("created={created},"), &names);
            let refusal = wire.refusal();
            assert!(matches!(refusal, SignatureError::UnreadableTime | SignatureError::Unreadable(_)), "{created}: {refusal}");
        }
    }
    let wire = covering("created=999999999999,", &COVERED);
    assert_eq!(wire.refusal(), SignatureError::FromTheFuture);
    assert_eq!(with_parameters("created=0,").refusal(), SignatureError::TooOld);
    for now in [i64::MIN, i64::MAX, 0, -1] {
        assert!(Wire::post(Form::Cavage).parse(now).is_err());
    }
}

#[test]
fn expired_signature() {
    assert_eq!(with_parameters(&format!("expires={NOW},")).refusal(), SignatureError::Expired);
    assert_eq!(with_parameters("expires=18446744073709551615,").refusal(), SignatureError::UnreadableTime);
}

#[test]
fn sig_17_two_signature_headers() {
    let mut wire = Wire::post(Form::Cavage);
    let second = wire.get("signature").replace("anna", "bert");
    wire.add("signature", &second);
    assert_eq!(wire.refusal(), SignatureError::FieldRepeated("signature".to_owned()));
}

#[test]
fn sig_19_parameter_twice() {
    let header = Wire::post(Form::Cavage).get("signature").to_owned();
    for extra in [r#",keyId="https://evil.example/k""#, r#",KEYID="https://evil.example/k""#, r#",signature="AAAA""#] {
        let mut wire = Wire::post(Form::Cavage);
        wire.set("signature", &format!("{header}{extra}"));
        assert_eq!(wire.refusal(), SignatureError::Unreadable("a parameter stands twice"), "{extra}");
    }
}

#[test]
fn sig_19_comma_or_quote_inside_the_key_id() {
    let header = Wire::post(Form::Cavage).get("signature").to_owned();
    for key_id in ["https://a.example/k,b", r#"https://a.example/k\"b"#, r#"https://a.example/k"b"#, "https://a.example/ k", "a\tb"] {
        let mut wire = Wire::post(Form::Cavage);
        wire.set("signature", &header.replace(KEY_ID, key_id));
        assert!(matches!(wire.refusal(), SignatureError::Unreadable(_)), "{key_id}");
    }
}

#[test]
fn covered_header_twice_in_the_list_or_in_the_request() {
    let wire = covering("", &["(request-target)", "host", "date", "digest", "date"]);
    assert_eq!(wire.refusal(), SignatureError::Unreadable("a covered header stands twice"));
    let mut wire = Wire::post(Form::Cavage);
    wire.add("date", &date(NOW));
    assert_eq!(wire.refusal(), SignatureError::FieldRepeated("date".to_owned()));
}

#[test]
fn unknown_pseudo_headers_and_impossible_names() {
    let header = Wire::post(Form::Cavage).get("signature").to_owned();
    for name in ["(key-id)", "(response-status)", "a/b", &"x".repeat(65)] {
        let mut wire = Wire::post(Form::Cavage);
        wire.set("signature", &header.replace("digest", &format!("digest {name}")));
        assert_eq!(wire.refusal(), SignatureError::UnsupportedComponent, "{name}");
    }
}

#[test]
fn sig_20_authorization_and_signature() {
    for authorization in ["Signature keyId=\"a\"", "signature", "SIGNATURE\tx", "Signature,"] {
        let mut wire = Wire::post(Form::Cavage);
        wire.set("authorization", authorization);
        assert_eq!(wire.refusal(), SignatureError::AuthorizationScheme, "{authorization}");
    }
    let mut wire = Wire::post(Form::Cavage);
    wire.set("authorization", "Bearer abc");
    assert_eq!(wire.check(&ED25519), Ok(()));
}

#[test]
fn sig_33_no_cross_use_of_algorithms() {
    assert_eq!(with_parameters(r#"algorithm="rsa-sha256","#).refusal(), SignatureError::KeyMismatch);
    assert_eq!(with_parameters(r#"algorithm="ed25519","#).check(&ED25519), Ok(()));
    assert_eq!(with_parameters(r#"algorithm="hs2019","#).check(&RSA), Err(SignatureError::Invalid));
    assert_eq!(with_parameters("").check(&RSA), Err(SignatureError::Invalid));
}

#[test]
fn sig_34_hmac_and_other_algorithms() {
    for algorithm in ["hmac-sha256", "rsa-sha1", "rsa-sha512", "ecdsa-sha256", "none", "", "RSA-SHA256"] {
        let wire = with_parameters(&format!(r#"algorithm="{algorithm}","#));
        assert_eq!(wire.refusal(), SignatureError::UnsupportedAlgorithm, "{algorithm}");
    }
}

#[test]
fn sig_37_signature_spelled_otherwise() {
    for key in [&*ED25519, &*RSA] {
        let wire = Wire::signed(Form::Cavage, key, Method::POST, "/inbox", Some(BODY));
        let header = wire.get("signature").to_owned();
        let encoded = header.split("signature=\"").nth(1).unwrap().trim_end_matches('"').to_owned();
        let raw = STANDARD.decode(&encoded).unwrap();
        let short = base64(&raw[1..]);
        let long = base64(&[raw.as_slice(), &[0]].concat());
        let leading_zero = base64(&[&[0], raw.as_slice()].concat());
        let unpadded = encoded.trim_end_matches('=').to_owned();
        let spaced = format!("{} {}", &encoded[..8], &encoded[8..]);
        for bent in [short, long, leading_zero, unpadded, spaced, format!("{encoded}="), format!("-_{}", &encoded[2..]), String::new()] {
            let mut bent_wire = wire.clone();
            bent_wire.set("signature", &header.replace(&encoded, &bent));
            assert!(bent_wire.check(key).is_err(), "{bent}");
        }
        assert_eq!(wire.check(key), Ok(()));
    }
}

#[test]
fn sig_40_mastodon_style_signed_get_without_digest() {
    let mut wire = Wire::signed(Form::Cavage, &RSA, Method::GET, "/users/anna?page=1", None);
    let lines = [("(request-target)", "get /users/anna?page=1"), ("host", AUTHORITY), ("date", wire.get("date"))];
    let header = signature(&RSA, r#"algorithm="rsa-sha256","#, &lines);
    wire.set("signature", &header);
    assert_eq!(wire.check(&RSA), Ok(()));
    wire.body = Some(b"a GET with a body needs a digest".to_vec());
    assert_eq!(wire.check(&RSA), Err(SignatureError::NotCovered("digest")));
}

#[test]
fn signed_get_with_the_digest_of_nothing_passes() {
    let digest = BodyDigest::of(b"").digest();
    let mut wire = Wire::signed(Form::Cavage, &RSA, Method::GET, "/c/bau", None);
    wire.set("digest", &digest);
    let lines = [("(request-target)", "get /c/bau"), ("host", AUTHORITY), ("date", wire.get("date")), ("digest", &digest)];
    let header = signature(&RSA, "", &lines);
    wire.set("signature", &header);
    assert_eq!(wire.check(&RSA), Ok(()));
}

#[test]
fn sig_41_target_changed_after_signing() {
    for form in [Form::Cavage, Form::Rfc9421] {
        let wire = Wire::signed(form, &RSA, Method::GET, "/a%2Fb/./c//d?x=1&y=%20", None);
        // `Url` itself resolves dot segments; what it sent is what must arrive.
        let mut wire = Wire { target: "/a%2Fb/c//d?x=1&y=%20".to_owned(), ..wire };
        assert_eq!(wire.check(&RSA), Ok(()));
        for target in ["/a/b/c//d?x=1&y=%20", "/a%2fb/c//d?x=1&y=%20", "/a%2Fb/c/d?x=1&y=%20", "/a%2Fb/c//d?x=2&y=%20", "/a%2Fb/c//d", "/a"]
        {
            wire.target = target.to_owned();
            assert_eq!(wire.check(&RSA), Err(SignatureError::Invalid), "{target}");
        }
        for target in ["", "*", "https://amt.example/a", "a", "/ü", "/a b", "/a\nb"] {
            wire.target = target.to_owned();
            assert_eq!(wire.check(&RSA), Err(SignatureError::Target), "{target}");
        }
    }
}

#[test]
fn sig_54_key_id_without_fragment() {
    let mut wire = with_parameters("");
    let header = wire.get("signature").replace(KEY_ID, "https://peer.example/users/anna/main-key");
    wire.set("signature", &header);
    let received = wire.parse(NOW).unwrap();
    assert_eq!(received.key_id(), "https://peer.example/users/anna/main-key");
    assert_eq!(received.verify(ED25519.public_key()), Ok(()));
}

#[test]
fn sig_57_forwarding_headers_are_ignored() {
    let mut wire = Wire::post(Form::Cavage);
    wire.set("x-forwarded-host", "other.example");
    wire.set("forwarded", "host=other.example;proto=http");
    assert_eq!(wire.check(&ED25519), Ok(()));
    wire.set("host", "other.example");
    wire.set("x-forwarded-host", AUTHORITY);
    assert_eq!(wire.refusal(), SignatureError::WrongHost);
}

#[test]
fn white_space_between_parameters_and_around_values_is_taken() {
    let mut wire = Wire::post(Form::Cavage);
    let header = wire.get("signature").replace("\",", "\" ,\t");
    wire.set("signature", &header);
    let digest = format!("  {} ", wire.get("digest"));
    wire.set("digest", &digest);
    assert_eq!(wire.check(&ED25519), Ok(()));
}

#[test]
fn unknown_parameters_are_refused() {
    for extra in [r#"opaque="x","#, "n=1,", r#"Algorithm="hs2019","#] {
        assert!(matches!(with_parameters(extra).refusal(), SignatureError::Unreadable(_)), "{extra}");
    }
}
