//! Signing and checking: requests in both forms, proofs inside documents.

use dienstweg::signature::{
    Algorithm, BodyDigest, Form, Outgoing, OutgoingBody, PrivateKey, Received, RequestParts, add_proof, parse, sign, verify_proof,
};
use divan::{Bencher, black_box};
use http::{HeaderMap, Method};
use serde_json::{Value, json};
use url::Url;

const NOW: i64 = 1_795_262_400;
const KEY_ID: &str = "https://next.example/users/ada#main-key";
const MADE: &str = "2026-11-21T12:00:00Z";
const METHOD: Method = Method::POST;

/// The forms in use: RSA as everybody signs, and both keys in the newer form.
const FORMS: [Signing; 3] = [
    Signing { name: "cavage, RSA 2048", form: Form::Cavage, algorithm: Algorithm::RsaSha256 },
    Signing { name: "RFC 9421, RSA 2048", form: Form::Rfc9421, algorithm: Algorithm::RsaSha256 },
    Signing { name: "RFC 9421, Ed25519", form: Form::Rfc9421, algorithm: Algorithm::Ed25519 },
];

#[derive(Debug, Clone, Copy)]
struct Signing {
    name: &'static str,
    form: Form,
    algorithm: Algorithm,
}

impl std::fmt::Display for Signing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// A `Create` of usual size.
fn create() -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://next.example/users/ada/activities/1",
        "type": "Create",
        "actor": "https://next.example/users/ada",
        "object": {
            "id": "https://next.example/users/ada/notes/1",
            "type": "Note",
            "attributedTo": "https://next.example/users/ada",
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "content": format!("<p>{}</p>", "Ein Satz von üblicher Länge. ".repeat(20)),
        },
    })
}

fn signed(signing: Signing, key: &PrivateKey, url: &Url, body: &str) -> HeaderMap {
    let digest = BodyDigest::of(body.as_bytes());
    let body = OutgoingBody { digest: &digest, content_type: "application/activity+json" };
    let request = Outgoing { method: &METHOD, url, body: Some(body), key_id: KEY_ID, key, now: NOW, accept: None };
    sign(signing.form, &request).unwrap().into_iter().collect()
}

fn received(headers: &HeaderMap, body: &str) -> Received {
    let body = Some(body.as_bytes());
    let parts = RequestParts { method: &METHOD, target: "/ap/inbox", scheme: "https", authority: "rudi.example", headers, body };
    parse(&parts, NOW).unwrap()
}

/// Digest and signature of one delivery.
#[divan::bench(args = FORMS)]
fn sign_a_request(bencher: Bencher<'_, '_>, signing: Signing) {
    let (key, body) = (PrivateKey::generate(signing.algorithm).unwrap(), create().to_string());
    let url = Url::parse("https://rudi.example/ap/inbox").unwrap();
    bencher.bench(|| signed(signing, &key, &url, black_box(&body)));
}

/// All that is checked of one delivery before it is read.
#[divan::bench(args = FORMS)]
fn verify_a_request(bencher: Bencher<'_, '_>, signing: Signing) {
    let (key, body) = (PrivateKey::generate(signing.algorithm).unwrap(), create().to_string());
    let url = Url::parse("https://rudi.example/ap/inbox").unwrap();
    let headers = signed(signing, &key, &url, &body);
    bencher.bench(|| received(black_box(&headers), &body).verify(key.public_key()).unwrap());
}

/// The proof inside an activity (FEP-8b32).
#[divan::bench]
fn add_a_proof(bencher: Bencher<'_, '_>) {
    let key = PrivateKey::generate(Algorithm::Ed25519).unwrap();
    bencher.with_inputs(create).bench_local_refs(|document| add_proof(document, &key, KEY_ID, MADE).unwrap());
}

#[divan::bench]
fn verify_a_proof(bencher: Bencher<'_, '_>) {
    let key = PrivateKey::generate(Algorithm::Ed25519).unwrap();
    let mut document = create();
    add_proof(&mut document, &key, KEY_ID, MADE).unwrap();
    bencher.bench(|| verify_proof(black_box(&document), key.public_key()).unwrap());
}
