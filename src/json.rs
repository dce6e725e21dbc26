//! Reading JSON from outside: one strict parser, and tolerant access to ActivityStreams properties.
//!
//! A property may be missing, `null`, a single value or a list (ActivityStreams 2.0 §4); readers here take what fits and ignore the rest.
//! What makes a document ambiguous (a key twice, nesting without end) is refused as a whole.

use crate::error::{Error, Result};
use crate::store::types::Timestamp;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// An ActivityStreams document.
pub type Document = Map<String, Value>;
/// ActivityStreams' special collection "everybody".
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
/// The longest id that is accepted, in bytes.
const MAX_ID: usize = 2_048;
/// The most entries read from any list of addressees or tags.
const MAX_LIST: usize = 100;

/// Parses a document strictly: an object at the top, no key twice, at most 128 levels.
pub fn parse(text: &str) -> Result<Document> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Strict.deserialize(&mut deserializer).map_err(|error| malformed(&error.to_string()))?;
    deserializer.end().map_err(|error| malformed(&error.to_string()))?;
    match value {
        Value::Object(document) => Ok(document),
        _ => Err(malformed("the document is not an object")),
    }
}

fn malformed(detail: &str) -> Error {
    // The parser's message can quote the input, which must not reach logs: keep only its kind and place.
    let place = detail.rsplit_once(" at ").map_or(detail, |(_, place)| place);
    let kind = if detail.starts_with("duplicate key") { "duplicate key, " } else { "" };
    Error::malformed(format!("{kind}{place}"))
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        // PostgreSQL refuses NUL in text; no honest document needs it.
        Ok(Value::String(if value.contains('\0') { value.replace('\0', "") } else { value.to_owned() }))
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(Strict)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom("duplicate key"));
            }
            let value = access.next_value_seed(Strict)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

/// Tolerant access to the properties of an ActivityStreams object.
pub trait Properties {
    /// The document itself.
    fn document(&self) -> &Document;

    /// The `type`; of several types the first.
    fn kind(&self) -> &str {
        self.first("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// A property's value; of a list the first one; `null` counts as missing.
    fn first(&self, property: &str) -> Option<&Value> {
        match self.document().get(property)? {
            Value::Null => None,
            Value::Array(values) => values.first(),
            value => Some(value),
        }
    }

    /// A text property, or the first entry of its language map (`nameMap`).
    fn text(&self, property: &str) -> Option<&str> {
        self.first(property).and_then(Value::as_str).or_else(|| {
            let map = self.document().get(&format!("{property}Map"))?.as_object()?;
            map.get("de").or_else(|| map.values().next())?.as_str()
        })
    }

    /// The id a property points to: a URL, or an embedded object's `id`.
    fn id_of(&self, property: &str) -> Option<&str> {
        self.first(property).and_then(id)
    }

    /// All ids a property points to, at most 100.
    fn ids_of(&self, property: &str) -> Vec<&str> {
        match self.document().get(property) {
            Some(Value::Array(values)) => values.iter().take(MAX_LIST).filter_map(id).collect(),
            Some(value) => id(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The embedded object of a property.
    fn object_of(&self, property: &str) -> Option<&Document> {
        self.first(property).and_then(Value::as_object)
    }

    /// All embedded objects of a property, at most 100.
    fn objects_of(&self, property: &str) -> Vec<&Document> {
        match self.document().get(property) {
            Some(Value::Array(values)) => values.iter().take(MAX_LIST).filter_map(Value::as_object).collect(),
            Some(Value::Object(object)) => vec![object],
            _ => Vec::new(),
        }
    }

    /// A time (RFC 3339).
    fn time(&self, property: &str) -> Option<Timestamp> {
        self.first(property).and_then(Value::as_str).and_then(Timestamp::parse_rfc3339)
    }

    /// A truth value; missing is `false`.
    fn flag(&self, property: &str) -> bool {
        self.first(property).and_then(Value::as_bool).unwrap_or_default()
    }
}

impl Properties for Document {
    fn document(&self) -> &Document {
        self
    }
}

/// The id of a value: itself when it is a text, else its `id` (or `href` of a Link).
pub fn id(value: &Value) -> Option<&str> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Object(object) => object.get("id").or_else(|| object.get("href"))?.as_str()?,
        _ => return None,
    };
    let text = if matches!(text, "Public" | "as:Public") { PUBLIC } else { text };
    (!text.is_empty() && text.len() <= MAX_ID).then_some(text)
}

/// Checks that an id is an absolute http(s) URL with a host name and not longer than 2,048 bytes.
pub fn check_id(url: &str) -> Result<()> {
    if url.len() <= MAX_ID && crate::id::origin_of(url).is_some() {
        return Ok(());
    }
    Err(Error::malformed("an id is not an absolute http(s) URL with a host name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jsn_01_deep_nesting_is_refused() {
        let text = format!("{{\"a\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(matches!(parse(&text), Err(Error::Malformed(_))));
    }

    #[test]
    fn jsn_04_and_05_a_key_twice_is_refused() {
        assert!(parse(r#"{"actor":"a","actor":"b"}"#).is_err());
        assert!(parse(r#"{"actor":"a","\u0061ctor":"b"}"#).is_err());
        assert!(parse(r#"{"object":{"id":"a","id":"b"}}"#).is_err());
    }

    #[test]
    fn jsn_13_and_14_nul_is_stripped_and_lone_surrogates_are_refused() {
        assert_eq!(parse(r#"{"name":"a\u0000b"}"#).unwrap().text("name"), Some("ab"));
        assert!(parse(r#"{"name":"\ud800"}"#).is_err());
    }

    #[test]
    fn jsn_41_many_keys_cost_little() {
        let fastest = |keys: usize| {
            let text = format!("{{{}}}", (0..keys).map(|key| format!("\"k{key}\":1")).collect::<Vec<_>>().join(","));
            let tries = (0..5).map(|_| {
                let started = std::time::Instant::now();
                assert_eq!(parse(&text).unwrap().len(), keys);
                started.elapsed()
            });
            tries.min().unwrap()
        };
        // Sixteen times as many: the time grows with them, not with their square.
        let (few, many) = (fastest(4_000), fastest(64_000));
        assert!(many < few * 80, "{few:?} for 4,000 keys, {many:?} for 64,000");
    }

    #[test]
    fn the_error_never_quotes_the_input() {
        let Err(Error::Malformed(reason)) = parse(r#"{"secret":"geheim" "x"}"#) else { panic!("accepted") };
        assert!(!reason.detail.contains("geheim"), "{reason}");
    }

    #[test]
    fn jsn_07_one_or_many_and_objects_or_ids_are_read() {
        let document =
            parse(r#"{"to":"as:Public","cc":[{"id":"https://a.example/1"},null,3,"https://b.example/2"],"actor":{"id":"x"}}"#).unwrap();
        assert_eq!(document.ids_of("to"), [PUBLIC]);
        assert_eq!(document.ids_of("cc"), ["https://a.example/1", "https://b.example/2"]);
        assert_eq!(document.id_of("actor"), Some("x"));
    }

    #[test]
    fn jsn_09_language_maps_stand_in_for_the_property() {
        let document = parse(r#"{"contentMap":{"en":"Hello","de":"Hallo"}}"#).unwrap();
        assert_eq!(document.text("content"), Some("Hallo"));
    }

    #[test]
    fn jsn_11_ids_must_be_urls_with_host_names() {
        for bad in
            ["", "true", "urn:uuid:1", "did:key:z", "/relative", "https://1.2.3.4/a", &format!("https://a.example/{}", "x".repeat(2_100))]
        {
            assert!(check_id(bad).is_err(), "{bad}");
        }
        assert!(check_id("https://a.example/1").is_ok());
    }
}
