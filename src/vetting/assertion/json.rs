//! Assertions to and from JSON.

use super::StaffAssertion;
use crate::actor::json::{DIENSTWEG, PROFILE, implements};
use crate::actor::keys::{Key, KeyKind};
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::same_origin;
use crate::json::{Document, Properties, check_id};
use crate::signature;
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::text;
use crate::vetting::organisation::MAX_NAME;
use crate::vetting::{Level, Method, key, vouching};
use serde_json::{Value, json};
use std::time::Duration;

/// The type.
const KIND: &str = "StaffAssertion";
/// The longest one that is read, in bytes.
const MAX_BYTES: usize = 8_192;
/// How far ahead of ours another server's clock may be.
const SKEW: Duration = Duration::from_secs(5 * 60);
/// Nothing is believed for longer, after it was verified: twelve months and some days.
const LONGEST: Duration = Duration::from_secs(400 * 24 * 3_600);

/// The `@context` that explains every property, for software that processes JSON-LD.
fn context() -> Value {
    let iri = |name: &str| json!({"@id": format!("dw:{name}"), "@type": "@id"});
    let time = |name: &str| json!({"@id": format!("dw:{name}"), "@type": "http://www.w3.org/2001/XMLSchema#dateTime"});
    json!([
        "https://www.w3.org/ns/activitystreams",
        "https://w3id.org/security/data-integrity/v1",
        {
            "dw": DIENSTWEG,
            KIND: format!("dw:{KIND}"),
            "subject": iri("subject"),
            "organisation": "dw:organisation",
            "level": "dw:level",
            "officialKey": "dw:officialKey",
            "method": "dw:method",
            "verifiedAt": time("verifiedAt"),
            "validUntil": time("validUntil"),
            "issuer": iri("issuer")
        }
    ])
}

/// What this server vouches for about one of its people, with a proof by its own actor. `None` when nobody vouches for her.
pub fn compose(conn: &mut Conn, app: &App, person: &Actor) -> Result<Option<Document>> {
    let now = app.now();
    let Some(vouched) = vouching::current_of(conn, &[person.id], now)?.pop() else { return Ok(None) };
    let open = vouching::history(conn, person.id)?.into_iter().find(|(row, _)| row.withdrawn_at.is_none());
    let Some((row, _)) = open else { return Ok(None) };
    let server = actor::model::find(conn, app.server_actor_id)?;
    let mut organisation = json!({"type": "Organization", "name": vouched.organisation, "level": vouched.level.as_str()});
    if let (Some(key), Some(members)) = (vouched.official_key, organisation.as_object_mut()) {
        members.insert("officialKey".to_owned(), json!(key));
    }
    let mut document = json!({
        "@context": context(),
        "id": format!("{}#assertion-{}", server.ap_id, row.id),
        "type": KIND,
        "subject": person.ap_id,
        "organisation": organisation,
        "method": vouched.method.as_str(),
        "verifiedAt": seconds(vouched.verified_at),
        "validUntil": seconds(vouched.valid_until),
        "issuer": server.ap_id,
    });
    let keys = app.signing_keys(conn, server.id)?;
    signature::add_proof(&mut document, &keys.ed25519, &keys.ed25519_id, &seconds(now)).map_err(Error::internal)?;
    match document {
        Value::Object(document) => Ok(Some(document)),
        _ => Err(Error::internal("a proof changed the document's type")),
    }
}

/// Says that what this server vouched for about one of its people last is over. `None` when nobody ever vouched for her.
pub fn compose_end(conn: &mut Conn, app: &App, person: &Actor) -> Result<Option<Document>> {
    let Some((row, _)) = vouching::history(conn, person.id)?.into_iter().next() else { return Ok(None) };
    let server = actor::model::find(conn, app.server_actor_id)?;
    let mut document = Document::new();
    document.insert("id".to_owned(), json!(format!("{}#assertion-{}", server.ap_id, row.id)));
    document.insert("type".to_owned(), json!("Tombstone"));
    document.insert("formerType".to_owned(), json!(format!("dw:{KIND}")));
    document.insert("dw:subject".to_owned(), json!(person.ap_id));
    Ok(Some(document))
}

/// Whether this is an assertion.
pub fn is_assertion(document: &Document) -> bool {
    document.kind() == KIND
}

/// The id of the person about whom this says that an assertion is over; `None` when it says something else.
pub fn ended(document: &Document) -> Option<&str> {
    let about = document.get("formerType").and_then(Value::as_str).is_some_and(|kind| kind.trim_start_matches("dw:") == KIND);
    document.id_of("dw:subject").filter(|_| about && document.kind() == "Tombstone")
}

/// Whole seconds: software that reads a time and writes it again must get the same text, or the proof no longer holds.
fn seconds(at: Timestamp) -> String {
    Timestamp::from_seconds(at.seconds()).rfc3339()
}

/// Reads what a server says about the person with this id. Nothing of it is true before [`verify`].
///
/// # Errors
/// `Malformed` with the property that is missing or cannot be understood; `Forbidden` when it is about somebody else
/// (`error-assertion-subject`), when another server than the person's vouches (`error-assertion-issuer`), or when its time is over or not yet
/// come (`error-assertion-time`).
pub fn read(document: &Document, subject: &str, now: Timestamp) -> Result<StaffAssertion> {
    let malformed = |what: &str| Error::malformed(format!("{KIND}: {what}"));
    // It is kept and passed on word by word.
    if serde_json::to_string(document).map_err(Error::internal)?.len() > MAX_BYTES {
        return Err(malformed("too long"));
    }
    if document.kind() != KIND {
        return Err(malformed("type"));
    }
    // One value each, and no other way of saying it: what is proved has to be what is read.
    let text = |property: &'static str| {
        document.get(property).and_then(Value::as_str).filter(|value| !value.is_empty()).ok_or_else(|| malformed(property))
    };
    let (id, about, issuer) = (text("id")?, text("subject")?, text("issuer")?);
    for url in [id, about, issuer] {
        check_id(url)?;
    }
    if about != subject {
        return Err(Error::forbidden("error-assertion-subject"));
    }
    let method = Method::parse(text("method")?).ok_or_else(|| malformed("method"))?;
    let time = |property: &'static str| Timestamp::parse_rfc3339(text(property)?).ok_or_else(|| malformed(property));
    let (verified_at, valid_until) = (time("verifiedAt")?, time("validUntil")?);
    let organisation = document.get("organisation").and_then(Value::as_object).ok_or_else(|| malformed("organisation"))?;
    let word = |property: &str| organisation.get(property).and_then(Value::as_str);
    let name = text::clean_line(word("name").unwrap_or_default(), MAX_NAME);
    if name.is_empty() {
        return Err(malformed("organisation.name"));
    }
    let level = word("level").and_then(Level::parse).ok_or_else(|| malformed("organisation.level"))?;
    let official_key = match organisation.get("officialKey") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let typed = value.as_str().and_then(|typed| key::normalized(typed, level));
            Some(typed.ok_or_else(|| malformed("organisation.officialKey"))?)
        }
    };
    let whole = Value::Object(document.clone());
    let verification_method = signature::proof_verification_method(&whole).ok_or_else(|| malformed("proof"))?;
    if ![id, issuer, verification_method].into_iter().all(|url| same_origin(url, subject)) || issuer == subject {
        return Err(Error::forbidden("error-assertion-issuer"));
    }
    let believable = verified_at <= now.plus(SKEW) && verified_at < valid_until && valid_until <= verified_at.plus(LONGEST);
    if !believable || valid_until <= now {
        return Err(Error::forbidden("error-assertion-time"));
    }
    Ok(StaffAssertion {
        id: id.to_owned(),
        subject: about.to_owned(),
        organisation: name,
        level,
        official_key,
        method,
        verified_at,
        valid_until,
        issuer: issuer.to_owned(),
        verification_method: verification_method.to_owned(),
        document: document.clone(),
    })
}

/// Checks that the server's own actor, with a key that it still has, proved every word. `issuer` and `key` are those that the assertion names,
/// as their server describes them.
///
/// # Errors
/// `Forbidden`: with `error-assertion-issuer` when the issuer is not the actor of a server that can do this, or the key is not its; with
/// `error-assertion-proof` when the proof does not match.
pub fn verify(assertion: &StaffAssertion, issuer: &Actor, key: &Key) -> Result<()> {
    // A person, or a program that somebody runs there, has a key of the same origin: only who speaks for the server may vouch.
    let is_server = issuer.ap_id == assertion.issuer && issuer.kind == ActorKind::Application && implements(issuer, PROFILE);
    let is_its = key.actor_id == issuer.id && key.id == assertion.verification_method;
    let counts = key.algorithm == KeyKind::Ed25519 && key.retired_at.is_none();
    if !is_server || !is_its || !counts || issuer.deleted_at.is_some() || issuer.suspended_at.is_some() {
        return Err(Error::forbidden("error-assertion-issuer"));
    }
    signature::verify_proof(&Value::Object(assertion.document.clone()), &key.public()?)
        .map_err(|error| Error::Forbidden(crate::error::Reason::with("error-assertion-proof", error.to_string())))
}
