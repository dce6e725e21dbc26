//! Tokens of every kind that must not count, beside those that must.

pub(crate) mod signer;

use self::signer::{Signer, encoded};
use super::json::{Claims, Discovery, read_keys};
use super::key::Jwk;
use super::token::{Kind, verify};
use super::{Expected, LoggedOut, Refusal, check_id_token, check_logout_token};
use crate::store::Timestamp;
use aws_lc_rs::hmac;
use serde_json::{Value, json};

const ISSUER: &str = "https://login.amt.example/realms/amt";
const CLIENT: &str = "dienstweg";
const NOW: i64 = 1_795_262_400;

fn keys(signers: &[&Signer]) -> Vec<Jwk> {
    let set = json!({"keys": signers.iter().map(|signer| signer.jwk()).collect::<Vec<_>>()});
    read_keys(set.to_string().as_bytes()).unwrap()
}

fn claims() -> Value {
    json!({"iss": ISSUER, "aud": CLIENT, "sub": "kim-7", "iat": NOW - 3, "exp": NOW + 300, "nonce": "n-1"})
}

/// The claims with one of them changed; `null` takes it away.
fn but(name: &str, value: Value) -> Value {
    let mut claims = claims();
    match value {
        Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
        value => claims[name] = value,
    }
    claims
}

fn expected() -> Expected<'static> {
    Expected { issuer: ISSUER, client_id: CLIENT, nonce: Some("n-1"), subject: None, now: Timestamp::from_seconds(NOW) }
}

fn read(claims: &Value) -> Claims {
    Claims::read(claims.to_string().as_bytes()).unwrap()
}

fn refused(claims: &Value) -> Option<Refusal> {
    check_id_token(&read(claims), &expected()).err()
}

#[test]
fn tokens_of_all_four_algorithms_count() {
    for algorithm in ["RS256", "PS256", "ES256", "EdDSA"] {
        let signer = Signer::new(algorithm, "k1");
        let found = verify(&signer.sign(&claims()), &keys(&[&signer]), Kind::Id).unwrap();
        assert_eq!(check_id_token(&found, &expected()), Ok("kim-7".to_owned()), "{algorithm}");
        // Without a name the one key there is, and without a type.
        let bare = signer.sign_text(&json!({"alg": algorithm}).to_string(), &claims().to_string());
        assert!(verify(&bare, &keys(&[&signer]), Kind::Id).is_ok(), "{algorithm}");
        // A changed payload.
        let (head, rest) = bare.split_once('.').unwrap();
        let signature = rest.split_once('.').unwrap().1;
        let changed = format!("{head}.{}.{signature}", encoded(but("sub", json!("tom")).to_string()));
        assert_eq!(verify(&changed, &keys(&[&signer]), Kind::Id), Err(Refusal::Signature), "{algorithm}");
    }
}

#[test]
fn aut_07_unsigned_tokens_and_those_of_shared_secrets_never_count() {
    let signer = Signer::new("RS256", "k1");
    let keys = keys(&[&signer]);
    let payload = encoded(claims().to_string());
    for algorithm in ["none", "None", "NONE", "nOnE", "HS256", "HS384", "HS512", "RS1", "dir", "", "RSA1_5"] {
        let header = encoded(json!({"alg": algorithm, "kid": "k1"}).to_string());
        for signature in ["", "AAAA"] {
            assert_eq!(verify(&format!("{header}.{payload}.{signature}"), &keys, Kind::Id), Err(Refusal::Algorithm), "{algorithm:?}");
        }
    }
    // The public key taken for a secret, in all spellings somebody may try.
    let jwk = signer.jwk();
    for secret in [jwk.to_string(), jwk["n"].as_str().unwrap().to_owned(), "geheim".to_owned()] {
        let signed = format!("{}.{payload}", encoded(json!({"alg": "HS256", "kid": "k1"}).to_string()));
        let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), signed.as_bytes());
        assert_eq!(verify(&format!("{signed}.{}", encoded(signature)), &keys, Kind::Id), Err(Refusal::Algorithm));
    }
    // A key of another kind under the name that is asked for, a key nobody published, and one that is for encryption.
    let (other, unknown) = (Signer::new("ES256", "k1"), Signer::new("RS256", "k9"));
    assert_eq!(verify(&other.sign(&claims()), &keys, Kind::Id), Err(Refusal::UnknownKey));
    assert_eq!(verify(&unknown.sign(&claims()), &keys, Kind::Id), Err(Refusal::UnknownKey));
    let mut foreign = Signer::new("RS256", "k1");
    assert_eq!(verify(&foreign.sign(&claims()), &keys, Kind::Id), Err(Refusal::Signature));
    foreign.kid = "k1";
    let mut sealed = foreign.jwk();
    sealed["use"] = "enc".into();
    let sealed = read_keys(json!({"keys": [sealed]}).to_string().as_bytes()).unwrap();
    assert_eq!(verify(&foreign.sign(&claims()), &sealed, Kind::Id), Err(Refusal::UnknownKey));
    // The key in the header is nobody's.
    let own = foreign.sign_as(json!({"jwk": foreign.jwk(), "jku": "https://evil.example/keys"}), &claims());
    assert_eq!(verify(&own, &keys, Kind::Id), Err(Refusal::Signature));
}

#[test]
fn aut_07_odd_forms_are_refused() {
    let signer = Signer::new("EdDSA", "k1");
    let keys = keys(&[&signer]);
    let good = signer.sign(&claims());
    let of = |token: &str| verify(token, &keys, Kind::Id).unwrap_err();
    for token in ["", ".", "..", "a.b", "a.b.c.d", "a.b.c.d.e", &format!("{good}."), &format!("{good}.{good}")] {
        assert!(matches!(of(token), Refusal::Unreadable(_)), "{token}");
    }
    assert_eq!(of(&format!("{good}=")), Refusal::Unreadable("signature"));
    assert_eq!(of(&"x".repeat(70_000)), Refusal::Unreadable("length"));
    let header = json!({"alg": "EdDSA", "kid": "k1"}).to_string();
    for (header, payload, expected) in [
        (r#"{"alg":"EdDSA","alg":"none","kid":"k1"}"#, claims().to_string(), Refusal::Unreadable("header")),
        (r#"{"kid":"k1"}"#, claims().to_string(), Refusal::Algorithm),
        (r#"{"alg":["EdDSA"],"kid":"k1"}"#, claims().to_string(), Refusal::Algorithm),
        (header.as_str(), r#"{"sub":"kim-7","sub":"tom"}"#.to_owned(), Refusal::Unreadable("claims")),
        (header.as_str(), "[]".to_owned(), Refusal::Unreadable("claims")),
        (header.as_str(), "kim".to_owned(), Refusal::Unreadable("claims")),
        (header.as_str(), format!("{{\"a\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000)), Refusal::Unreadable("claims")),
    ] {
        assert_eq!(of(&signer.sign_text(header, &payload)), expected, "{header}");
    }
    assert_eq!(of(&signer.sign_as(json!({"crit": ["b64"], "b64": false}), &claims())), Refusal::Critical);
    for kind in ["at+jwt", "logout+jwt", "application/at+jwt", "secevent+jwt"] {
        assert_eq!(of(&signer.sign_as(json!({"typ": kind}), &claims())), Refusal::Type, "{kind}");
    }
}

#[test]
fn aut_07_every_claim_is_checked() {
    assert_eq!(refused(&claims()), None);
    for (name, value, refusal) in [
        ("iss", Value::Null, Refusal::Issuer),
        ("iss", json!(format!("{ISSUER}/")), Refusal::Issuer),
        ("iss", json!("https://evil.example"), Refusal::Issuer),
        ("iss", json!([ISSUER]), Refusal::Issuer),
        ("aud", Value::Null, Refusal::Audience),
        ("aud", json!("other"), Refusal::Audience),
        ("aud", json!([]), Refusal::Audience),
        ("aud", json!(["other"]), Refusal::Audience),
        ("aud", json!([CLIENT, 7]), Refusal::Audience),
        ("aud", json!({"dienstweg": true}), Refusal::Audience),
        ("aud", json!([CLIENT, "other"]), Refusal::AuthorizedParty),
        ("azp", json!("other"), Refusal::AuthorizedParty),
        ("azp", json!(7), Refusal::AuthorizedParty),
        ("exp", Value::Null, Refusal::Expired),
        ("exp", json!(NOW - 300), Refusal::Expired),
        ("exp", json!("1795262500"), Refusal::Expired),
        ("exp", json!(-1e300), Refusal::Expired),
        ("iat", Value::Null, Refusal::IssuedAt),
        ("iat", json!(NOW + 301), Refusal::IssuedAt),
        ("iat", json!(NOW - 901), Refusal::IssuedAt),
        ("iat", json!(1e300), Refusal::IssuedAt),
        ("nbf", json!(NOW + 301), Refusal::IssuedAt),
        ("nonce", Value::Null, Refusal::Nonce),
        ("nonce", json!("n-2"), Refusal::Nonce),
        ("nonce", json!(["n-1"]), Refusal::Nonce),
        ("sub", Value::Null, Refusal::Subject),
        ("sub", json!(""), Refusal::Subject),
        ("sub", json!(7), Refusal::Subject),
        ("sub", json!("x".repeat(256)), Refusal::Subject),
        ("sub", json!("kim\n7"), Refusal::Subject),
        ("sub", json!("k\u{f6}m"), Refusal::Subject),
    ] {
        assert_eq!(refused(&but(name, value.clone())), Some(refusal), "{name} {value}");
    }
    for (name, value) in [
        ("aud", json!([CLIENT])),
        ("azp", json!(CLIENT)),
        ("exp", json!(NOW + 1)),
        ("exp", json!(NOW as f64 + 0.5)),
        ("iat", json!(NOW + 300)),
        ("sub", json!("x".repeat(255))),
        ("more", json!({"deep": [1]})),
    ] {
        assert_eq!(refused(&but(name, value.clone())), None, "{name} {value}");
    }
    let mut several = but("aud", json!([CLIENT, "other"]));
    several["azp"] = CLIENT.into();
    assert_eq!(refused(&several), None);
    // A refreshed token has no nonce, and is about the same person.
    let again =
        |subject| check_id_token(&read(&but("nonce", Value::Null)), &Expected { nonce: None, subject: Some(subject), ..expected() });
    assert_eq!((again("kim-7"), again("tom")), (Ok("kim-7".to_owned()), Err(Refusal::Subject)));
}

fn logout(more: Value) -> Value {
    let mut claims = json!({
        "iss": ISSUER, "aud": [CLIENT], "sub": "kim-7", "iat": NOW, "exp": NOW + 120, "jti": "j-1", "sid": "s-1",
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    });
    for (name, value) in more.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}

#[test]
fn logout_tokens_are_checked_and_never_taken_for_id_tokens() {
    let check = |more| check_logout_token(&read(&logout(more)), &expected());
    let all = LoggedOut { number: "j-1".to_owned(), subject: Some("kim-7".to_owned()), session: Some("s-1".to_owned()) };
    assert_eq!(check(json!({})), Ok(all));
    assert_eq!(check(json!({"sub": null})).unwrap().subject, None);
    assert_eq!(check(json!({"sid": null})).unwrap().session, None);
    assert!(check(json!({"exp": null})).is_ok());
    for (more, refusal) in [
        (json!({"iss": "https://evil.example"}), Refusal::Issuer),
        (json!({"aud": "other"}), Refusal::Audience),
        (json!({"iat": null}), Refusal::IssuedAt),
        (json!({"iat": NOW - 901}), Refusal::IssuedAt),
        (json!({"exp": NOW - 301}), Refusal::Expired),
        (json!({"sub": null, "sid": null}), Refusal::Subject),
        (json!({"sub": ""}), Refusal::Subject),
        (json!({"events": null}), Refusal::Event),
        (json!({"events": {}}), Refusal::Event),
        (json!({"events": {"http://schemas.openid.net/event/backchannel-logout": true}}), Refusal::Event),
        (json!({"nonce": "n-1"}), Refusal::Nonce),
        (json!({"jti": null}), Refusal::Number),
    ] {
        assert_eq!(check(more.clone()), Err(refusal), "{more}");
    }
    let signer = Signer::new("EdDSA", "k1");
    let keys = keys(&[&signer]);
    let typed = signer.sign_as(json!({"typ": "logout+jwt"}), &logout(json!({})));
    assert!(verify(&typed, &keys, Kind::Logout).is_ok());
    assert_eq!(verify(&typed, &keys, Kind::Id), Err(Refusal::Type));
    let access = signer.sign_as(json!({"typ": "at+jwt"}), &logout(json!({})));
    assert_eq!(verify(&access, &keys, Kind::Logout), Err(Refusal::Type));
}

#[test]
fn claims_lead_to_values_wherever_they_are() {
    let claims = read(&json!({
        "sub": "kim", "groups": ["/a", 7, {"x": 1}, "/b"], "realm_access": {"roles": ["r1", "r2"]}, "one": "x", "number": 5113000,
        "https://amt.example/stelle": {"id": "42"}, "flag": true, "email_verified": "true",
    }));
    for (path, expected) in [
        ("groups", &["/a", "7", "/b"][..]),
        ("realm_access.roles", &["r1", "r2"]),
        ("one", &["x"]),
        ("number", &["5113000"]),
        ("https://amt.example/stelle.id", &["42"]),
        ("realm_access", &[]),
        ("realm_access.", &[]),
        ("realm_access.roles.0", &[]),
        (".roles", &[]),
        ("missing.deep", &[]),
        ("flag", &[]),
        ("", &[]),
    ] {
        assert_eq!(claims.values(path), expected, "{path}");
    }
    assert!(!claims.is_true("email_verified") && claims.is_true("flag"), "a text is no truth value");
    let both = read(&json!({"sub": "kim", "name": "Kim"})).and(read(&json!({"name": "Tom", "email": "kim@amt.example"})));
    assert_eq!((both.text("name"), both.text("email")), (Some("Kim"), Some("kim@amt.example")));
}

#[test]
fn odd_keys_are_left_out() {
    let good = Signer::new("ES256", "k1").jwk();
    let with = |name: &str, value: Value| {
        let mut key = good.clone();
        key[name] = value;
        key
    };
    let set = json!({"keys": [
        7, {}, {"kty": "oct", "k": "AAAA"}, with("kty", json!("RSA")), with("crv", json!("P-384")), with("x", json!("AAAA")),
        with("use", json!("enc")), with("key_ops", json!(["sign"])), {"kty": "RSA", "n": encoded([7; 128]), "e": "AQAB"},
        {"kty": "RSA", "n": encoded(vec![7; 4_000]), "e": "AQAB"}, {"kty": "OKP", "crv": "X25519", "x": encoded([1; 32])}, good,
    ]});
    assert_eq!(read_keys(set.to_string().as_bytes()).unwrap().len(), 1);
    for broken in ["", "[]", "{}", r#"{"keys":{}}"#, "<html>"] {
        assert!(read_keys(broken.as_bytes()).is_err(), "{broken}");
    }
    for broken in ["", "{}", "<html>", r#"{"issuer":"x","authorization_endpoint":7}"#] {
        assert!(Discovery::read(broken.as_bytes()).is_err(), "{broken}");
    }
}
