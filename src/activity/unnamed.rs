//! What somebody did where the Chatham House Rule holds, without the names of others: what she wrote and decided stays, whom she mentioned or
//! decided about does not.

use crate::actor::{self, ActorKind};
use crate::error::{Error, Result};
use crate::json::{self, Document, Properties};
use crate::store::Conn;
use serde_json::Value;
use std::collections::BTreeSet;

/// The text of an activity without the ids and names of other people, as far as they are not words of a text. A proof would hold no longer.
pub fn without_others(conn: &mut Conn, person: i64, body: &str) -> Result<String> {
    let mut document = json::parse(body)?;
    let mut addresses = BTreeSet::new();
    document.values().for_each(|value| collect(value, &mut addresses));
    let known = actor::model::ids_among(conn, &addresses.iter().map(String::as_str).collect::<Vec<_>>())?;
    let others = actor::model::find_all(conn, &known)?.into_iter().filter(|actor| actor.kind == ActorKind::Person && actor.id != person);
    let others: BTreeSet<String> = others.map(|actor| actor.ap_id).collect();
    document.shift_remove("proof");
    strip(&mut document, &others);
    serde_json::to_string(&document).map_err(Error::internal)
}

/// All texts in a value that are addresses.
fn collect(value: &Value, addresses: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.starts_with("http") => {
            addresses.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, addresses)),
        Value::Object(document) => document.values().for_each(|value| collect(value, addresses)),
        _ => {}
    }
}

/// Whether this is somebody else, mentions her, or is what she did: of that the id stays.
fn is_anothers(value: &Value, others: &BTreeSet<String>) -> bool {
    match value {
        Value::String(text) => others.contains(text),
        Value::Object(document) => {
            ["id", "href", "actor", "attributedTo"].iter().any(|property| document.id_of(property).is_some_and(|id| others.contains(id)))
        }
        _ => false,
    }
}

fn strip(document: &mut Document, others: &BTreeSet<String>) {
    for value in document.values_mut() {
        strip_value(value, others);
    }
    document.retain(|_, value| !value.is_null());
}

fn strip_value(value: &mut Value, others: &BTreeSet<String>) {
    if is_anothers(value, others) {
        let id = value.as_object().and_then(|document| document.id_of("id")).filter(|id| !others.contains(*id));
        *value = id.map_or(Value::Null, |id| Value::String(id.to_owned()));
        return;
    }
    match value {
        Value::Array(values) => {
            values.iter_mut().for_each(|value| strip_value(value, others));
            values.retain(|value| !value.is_null());
        }
        Value::Object(document) => strip(document, others),
        _ => {}
    }
}
