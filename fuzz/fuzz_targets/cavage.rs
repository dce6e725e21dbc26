//! The `Signature` header of draft-cavage-http-signatures-12.
//!
//! Oracle: what passes covers everything it must, with a true digest and our own host; and a signature over the text that is put together
//! here, independently, verifies.
#![no_main]

use dienstweg::signature::{Algorithm, Form, parse};
use dienstweg_fuzz::message::{KEY, Message, NOW, sha256, sign};
use libfuzzer_sys::fuzz_target;
use std::ops::Range;

fuzz_target!(|data: &[u8]| {
    let Some(mut message) = Message::read(data) else { return };
    message.headers.remove("signature-input");
    let Ok(received) = parse(&message.parts(), NOW) else { return };
    assert_eq!(received.form(), Form::Cavage);

    let header = message.header("signature").to_owned();
    let parameters = parameters(&header);
    let parameter = |name: &str| parameters.iter().find(|(known, _)| *known == name).map(|(_, range)| &header[range.clone()]);
    assert_eq!(parameter("keyId"), Some(received.key_id()));
    let covered: Vec<String> = parameter("headers").unwrap().split(' ').map(str::to_ascii_lowercase).collect();
    let covers = |name: &str| covered.iter().filter(|known| *known == name).count() == 1;
    assert!(covers("(request-target)") && covers("host") && (covers("date") || covers("(created)")), "{message:?}");
    message.check_host();
    if message.needs_digest() {
        assert!(covers("digest"), "{message:?}");
        let digest = format!("sha-256={}", sha256(&message.body)).to_lowercase();
        assert!(message.header("digest").to_lowercase().contains(&digest), "{message:?}");
    }
    for (name, least, most) in [("created", NOW - 3600, NOW + 300), ("expires", NOW + 1, i64::MAX)] {
        let time = parameter(name).map(|time| time.parse::<i64>().unwrap());
        assert!(time.is_none_or(|time| (least..=most).contains(&time)), "{message:?}");
    }

    if received.algorithm() == Some(Algorithm::RsaSha256) {
        return;
    }
    let lines: Vec<String> = covered
        .iter()
        .map(|name| match name.as_str() {
            "(request-target)" => format!("{name}: {} {}", message.method.as_str().to_ascii_lowercase(), message.target),
            "(created)" => format!("{name}: {}", parameter("created").unwrap()),
            "(expires)" => format!("{name}: {}", parameter("expires").unwrap()),
            name => format!("{name}: {}", message.header(name)),
        })
        .collect();
    let (_, place) = parameters.iter().find(|(name, _)| *name == "signature").unwrap();
    let signature = sign(&lines.join("\n"));
    message.set("signature", &format!("{}{signature}{}", &header[..place.start], &header[place.end..]));
    let received = parse(&message.parts(), NOW).unwrap();
    assert_eq!(received.verify(KEY.public_key()), Ok(()), "{message:?}");
});

/// The parameters of a header that passed, and where their values stand.
fn parameters(header: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < header.len() {
        let equals = at + header[at..].find('=').unwrap();
        let name = header[at..equals].trim_matches([' ', '\t', ',']);
        let (start, end) = if header[equals + 1..].starts_with('"') {
            let start = equals + 2;
            (start, start + header[start..].find('"').unwrap())
        } else {
            (equals + 1, header[equals..].find(',').map_or(header.len(), |length| equals + length))
        };
        found.push((name, start..header[start..end].trim_end_matches([' ', '\t']).len() + start));
        at = (end + 1).min(header.len());
        if header[at.saturating_sub(1)..].starts_with('"') {
            at += 1;
        }
    }
    found
}
