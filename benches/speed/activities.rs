//! One activity of another server: read, applied, and received as a whole.

use crate::instance::{ADA, Database, HOST, Instance, databases};
use dienstweg::activity::apply::{Applying, Evidence, Source, apply};
use dienstweg::activity::envelope::Activity;
use dienstweg::activity::inbox::{Incoming, Verdict, receive};
use dienstweg::activity::stop::{Outcome, Stop};
use dienstweg::signature::{BodyDigest, Form, Outgoing, OutgoingBody, sign};
use divan::{Bencher, black_box};
use http::{HeaderMap, Method};
use url::Url;

const INBOX: &str = "/ap/inbox";

/// Reading the envelope of a comment.
#[divan::bench]
fn parse_an_envelope(bencher: Bencher<'_, '_>) {
    let text = Instance::new(Database::Sqlite, 1).comment();
    bencher.bench(|| Activity::parse(black_box(&text)).unwrap());
}

/// A comment through the one door, in a transaction of its own: texts made safe, stored, announced to the members.
#[divan::bench(args = databases(), max_time = 10)]
fn apply_a_comment(bencher: Bencher<'_, '_>, database: Database) {
    let instance = Instance::new(database, 1);
    bencher.with_inputs(|| Activity::parse(&instance.comment()).unwrap()).bench_local_values(|activity| {
        let applied = instance.app.write(move |conn, app| {
            let evidence = Evidence::for_document(&activity.document);
            apply(conn, &Applying::new(app, &evidence), &activity, &Source::direct()).map_err(Stop::into_error)
        });
        assert_eq!(instance.runtime.block_on(applied).unwrap(), Outcome::Applied);
    });
}

/// The same as it comes over the wire, with a signature (Ed25519) to check.
#[divan::bench(args = databases(), max_time = 10)]
fn receive_a_comment(bencher: Bencher<'_, '_>, database: Database) {
    let instance = Instance::new(database, 1);
    let (url, key_id) = (Url::parse(&instance.app.urls.at(INBOX)).unwrap(), format!("{ADA}#main-key"));
    assert_eq!(instance.app.urls.host(), HOST);
    let signed = || {
        let body = instance.comment();
        let digest = BodyDigest::of(body.as_bytes());
        let parts = OutgoingBody { digest: &digest, content_type: "application/activity+json" };
        let now = instance.app.now().seconds();
        let request =
            Outgoing { method: &Method::POST, url: &url, body: Some(parts), key_id: &key_id, key: &instance.key, now, accept: None };
        let headers: HeaderMap = sign(Form::Rfc9421, &request).unwrap().into_iter().collect();
        (headers, body)
    };
    bencher.with_inputs(signed).bench_local_refs(|(headers, body)| {
        let incoming = Incoming { method: &Method::POST, target: INBOX, headers, body: body.as_bytes(), network: "127.0.0.1" };
        assert_eq!(instance.runtime.block_on(receive(&instance.app, incoming)).unwrap(), Verdict::Taken);
    });
}
