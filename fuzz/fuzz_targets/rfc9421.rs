//! `Signature-Input` and `Signature` of RFC 9421.
//!
//! Oracle: what passes covers everything it must, with a true digest; and a signature over the base that is put together here,
//! independently, verifies.
#![no_main]

use dienstweg::signature::{Algorithm, Form, parse};
use dienstweg_fuzz::message::{AUTHORITY, KEY, Message, NOW, sha256, sign};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(mut message) = Message::read(data) else { return };
    if !message.headers.contains_key("signature-input") {
        return;
    }
    let Ok(received) = parse(&message.parts(), NOW) else { return };
    assert_eq!(received.form(), Form::Rfc9421);

    let input = message.header("signature-input").to_owned();
    let (label, signed) = input.split_once('=').unwrap();
    let (list, parameters) = signed.trim().strip_prefix('(').unwrap().split_once(')').unwrap();
    let covered: Vec<&str> = list.split_whitespace().map(|item| item.trim_matches('"')).collect();
    let covers = |name: &str| covered.iter().filter(|known| **known == name).count() == 1;
    let query = message.target.split_once('?').map(|(_, query)| query);
    let path = covers("@path") && (query.is_none() || covers("@query"));
    assert!(covers("@method") && (covers("@target-uri") || covers("@authority") && (covers("@request-target") || path)), "{message:?}");
    if message.headers.contains_key("host") {
        message.check_host();
    }
    if message.needs_digest() {
        assert!(covers("content-digest"), "{message:?}");
        let digest = format!("sha-256=:{}:", sha256(&message.body));
        assert!(message.header("content-digest").replace([' ', '\t'], "").contains(&digest), "{message:?}");
    }
    let key = format!("keyid=\"{}\"", received.key_id().replace('\\', "\\\\").replace('"', "\\\""));
    assert!(parameters.contains(&key) && parameters.contains("created="), "{message:?}");

    // Only what is written as it is signed: the canonical form of anything else is the library's business.
    let odd = ["  ", "\t", "( ", " )", "; ", " ;", "= ", " ="].iter().any(|odd| input.contains(odd));
    if odd || received.algorithm() == Some(Algorithm::RsaSha256) {
        return;
    }
    let mut base = String::new();
    for name in &covered {
        let value = match *name {
            "@method" => message.method.to_string(),
            "@target-uri" => format!("https://{AUTHORITY}{}", message.target),
            "@authority" => AUTHORITY.to_owned(),
            "@scheme" => "https".to_owned(),
            "@request-target" => message.target.clone(),
            "@path" => message.target.split('?').next().unwrap_or_default().to_owned(),
            "@query" => format!("?{}", query.unwrap_or_default()),
            name => message.header(name).to_owned(),
        };
        base += &format!("\"{name}\": {value}\n");
    }
    base += &format!("\"@signature-params\": {signed}");
    message.set("signature", &format!("{label}=:{}:", sign(&base)));
    let received = parse(&message.parts(), NOW).unwrap();
    assert_eq!(received.verify(KEY.public_key()), Ok(()), "{message:?}\n{base}");
});
