//! Documents of objects and actors, read as every type that some kind here knows and as some that none does.
//!
//! Oracle: text is safe on a second reading and within its limits; addresses are http(s); nothing of an actor lies on another origin.
#![no_main]

use dienstweg::actor;
use dienstweg::actor::keys::Key;
use dienstweg::json::{self, Document};
use dienstweg::object::json::{Details, MAX_NAME, MAX_SUMMARY, ObjectJson};
use dienstweg::store::Timestamp;
use dienstweg::text;
use dienstweg::tool::kind_of;
use dienstweg::tools::FEATURES;
use dienstweg_fuzz::html::{self, Place};
use dienstweg_fuzz::message::NOW;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use url::Url;

fuzz_target!(|text: &str| {
    let Ok(mut document) = json::parse(text) else { return };
    check_object(&document);
    check_actor(&document);
    let known = FEATURES.kinds.iter().flat_map(|kind| kind.types.iter().copied());
    for kind in known.chain(["Event", "Question", "Tombstone"]) {
        document.insert("type".to_owned(), Value::from(kind));
        check_object(&document);
    }
    for kind in ["Person", "Group", "Service"] {
        document.insert("type".to_owned(), Value::from(kind));
        check_actor(&document);
        assert!(ObjectJson::parse(&document).is_err(), "an actor is no object");
    }
});

fn check_object(document: &Document) {
    let Ok(object) = ObjectJson::parse(document) else { return };
    html::check(&object.content, text::MAX_DEPTH, Place::Stored);
    assert_eq!(text::sanitize_html(&object.content), object.content);
    check_line(&object.name, MAX_NAME);
    check_line(&object.summary, MAX_SUMMARY);
    assert_ne!(object.in_reply_to.as_deref(), Some(object.id.as_str()));
    let attachments = object.details.attachments.iter().map(|attachment| &attachment.url);
    for url in [&object.id, &object.attributed_to, &object.url].into_iter().chain(&object.in_reply_to).chain(attachments) {
        check_url(url);
    }
    assert!(object.mentions.len() <= 50 && object.details.hashtags.len() <= 50 && object.details.attachments.len() <= 20);
    for hashtag in &object.details.hashtags {
        check_line(hashtag, 300);
    }
    if let Some(entry) = kind_of(FEATURES.kinds, Some("news"), &object.kind) {
        let tool = entry.read(document).unwrap();
        let details = serde_json::to_string(&Details { tool, ..object.details.clone() }).unwrap();
        assert_eq!(serde_json::from_str::<Details>(&details).unwrap().attachments, object.details.attachments);
    }
}

fn check_actor(document: &Document) {
    let Ok(remote) = actor::json::parse(document, Timestamp::from_seconds(NOW)) else { return };
    let actor = &remote.actor;
    let origin = Url::parse(&actor.ap_id).unwrap().origin();
    let ends = [&actor.shared_inbox, &actor.outbox, &actor.followers, &actor.moderators, &actor.featured];
    let keys = remote.keys.iter().map(|key: &Key| &key.id);
    for url in [&actor.ap_id, &actor.inbox].into_iter().chain(ends.into_iter().flatten()).chain(keys) {
        assert_eq!(Url::parse(url).unwrap().origin(), origin, "{url}");
    }
    check_url(&actor.url);
    assert!(text::is_name(&actor.username));
    assert!(origin.ascii_serialization().ends_with(&format!("://{}", actor.host)));
    check_line(&actor.name, 200);
    html::check(&actor.summary, text::MAX_DEPTH, Place::Stored);
    assert!(remote.keys.len() <= 20 && remote.keys.iter().all(|key| key.private_key.is_none()));
    assert!(actor.published.seconds() <= NOW && !actor.local);
    serde_json::from_str::<Value>(&actor.details).unwrap();
    actor::json::person(actor);
}

fn check_line(line: &str, most: usize) {
    let deceives = |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(line.chars().count() <= most && !line.contains(deceives), "{line:?}");
}

fn check_url(url: &str) {
    let parsed = Url::parse(url).unwrap();
    assert!(matches!(parsed.scheme(), "http" | "https") && parsed.domain().is_some() && parsed.username().is_empty(), "{url}");
}
