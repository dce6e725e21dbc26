//! The envelope: an activity parsed as far as the kernel needs, its document kept whole.

use super::verb::Verb;
use crate::error::{Error, Result};
use crate::id::same_origin;
use crate::json::{self, Document, Properties, check_id};
use crate::store::types::Timestamp;
use serde_json::Value;
use std::sync::Arc;

/// The largest activity taken in bytes: an `Announce` around it has to pass the usual limit of 1 MiB for a body.
const MAX_RELAYED: usize = 1024 * 1024 - 16 * 1024;

/// What an activity is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Thing {
    /// An id.
    Id(String),
    /// An embedded document.
    Embedded(Document),
}

impl Thing {
    /// Its id, if it has one.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id),
            Self::Embedded(document) => document.id_of("id"),
        }
    }

    /// The embedded document, if there is one.
    pub const fn document(&self) -> Option<&Document> {
        match self {
            Self::Id(_) => None,
            Self::Embedded(document) => Some(document),
        }
    }

    /// The embedded document when it is an activity itself.
    pub fn activity(&self) -> Option<&Document> {
        self.document().filter(|document| document.contains_key("actor") && document.contains_key("object"))
    }
}

/// An activity.
#[derive(Debug, Clone)]
pub struct Activity {
    /// Its id; empty for one inside another that has none.
    pub id: String,
    /// What it does.
    pub verb: Verb,
    /// Its `type` as written.
    pub kind: String,
    /// Who does it.
    pub actor: String,
    /// What it is about; of the several things of a `Flag` the first.
    pub object: Thing,
    /// Ids of all things it is about (a `Flag` has several).
    pub objects: Vec<String>,
    /// Where to, for `Add`, `Remove`, `Block`.
    pub target: Option<String>,
    /// Primary addressees.
    pub to: Vec<String>,
    /// Secondary addressees.
    pub cc: Vec<String>,
    /// The communities it says it is for.
    pub audience: Vec<String>,
    /// A reason, plain text.
    pub summary: Option<String>,
    /// When, as its actor says.
    pub published: Option<Timestamp>,
    /// The document.
    pub document: Document,
    /// The text as it came, which is what gets passed on.
    pub text: Arc<str>,
}

impl Activity {
    /// Parses an activity from the text of a request.
    pub fn parse(text: &str) -> Result<Self> {
        let activity = Self::read(json::parse(text)?, Some(text))?;
        check_id(&activity.id)?;
        if !same_origin(&activity.id, &activity.actor) {
            return Err(Error::forbidden("error-foreign-id"));
        }
        Ok(activity)
    }

    /// Reads an activity that is inside another. It may lack an id; one it has must belong to its actor's origin.
    pub fn nested(document: &Document) -> Result<Self> {
        let activity = Self::read(document.clone(), None)?;
        if !activity.id.is_empty() && !same_origin(&activity.id, &activity.actor) {
            return Err(Error::forbidden("error-foreign-id"));
        }
        Ok(activity)
    }

    /// Reads an activity of ours.
    pub fn own(document: Document) -> Result<Self> {
        Self::read(document, None)
    }

    fn read(document: Document, text: Option<&str>) -> Result<Self> {
        let kind = document.kind().to_owned();
        if kind.is_empty() || kind.len() > 100 {
            return Err(Error::malformed("activity: type"));
        }
        let actor = actor(&document)?;
        let verb = Verb::parse(&kind);
        // A report names the account and the posts. Everything else is about one thing: of several, which would be meant?
        if verb != Verb::Flag && document.get("object").and_then(Value::as_array).is_some_and(|objects| objects.len() > 1) {
            return Err(Error::malformed("activity: more than one object"));
        }
        let object = match document.first("object") {
            Some(Value::Object(embedded)) => Thing::Embedded(embedded.clone()),
            Some(value) => Thing::Id(json::id(value).ok_or_else(|| Error::malformed("activity: object"))?.to_owned()),
            None => return Err(Error::malformed("activity: object")),
        };
        let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let text = match text {
            Some(text) => Arc::from(text),
            None => Arc::from(serde_json::to_string(&document).map_err(Error::internal)?),
        };
        let reason = document.text("summary").or_else(|| document.text("content"));
        Ok(Self {
            id: document.id_of("id").unwrap_or_default().to_owned(),
            verb,
            kind,
            actor,
            object,
            objects: owned(document.ids_of("object")),
            target: document.id_of("target").map(str::to_owned),
            to: owned(document.ids_of("to")),
            cc: owned(document.ids_of("cc")),
            audience: owned(document.ids_of("audience")),
            summary: reason.map(|reason| crate::text::clean_line(reason, 1_000)),
            published: document.time("published"),
            document,
            text,
        })
    }

    /// Everybody it is addressed to, and the community it is for.
    pub fn addressees(&self) -> impl Iterator<Item = &str> {
        self.to.iter().chain(&self.cc).chain(&self.audience).chain(&self.target).map(String::as_str)
    }

    /// Refuses what no community could pass on: its members' servers would never see what its home shows.
    pub fn check_size(&self) -> Result<()> {
        if self.text.len() > MAX_RELAYED {
            return Err(Error::malformed(format!("activity: larger than {MAX_RELAYED} bytes, so no community could pass it on")));
        }
        Ok(())
    }

    /// The id of what it is about.
    pub fn object_id(&self) -> Option<&str> {
        self.object.id()
    }
}

/// The one actor of an activity: an id or an embedded actor, never a list of several.
fn actor(document: &Document) -> Result<String> {
    if document.get("actor").and_then(Value::as_array).is_some_and(|actors| actors.len() != 1) {
        return Err(Error::malformed("activity: not exactly one actor"));
    }
    let actor = document.id_of("actor").ok_or_else(|| Error::malformed("activity: actor"))?;
    check_id(actor)?;
    Ok(actor.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIKE: &str = r#"{"id":"https://a.example/1","type":"Like","actor":"https://a.example/u","object":"https://b.example/o"}"#;

    #[test]
    fn an_activity_keeps_its_text() {
        let activity = Activity::parse(LIKE).unwrap();
        assert_eq!(activity.verb, Verb::Like);
        assert_eq!(&*activity.text, LIKE);
    }

    #[test]
    fn ori_01_an_id_on_another_host_is_refused() {
        assert!(matches!(Activity::parse(&LIKE.replace("a.example/1", "c.example/1")), Err(Error::Forbidden(_))));
    }

    #[test]
    fn jsn_06_several_actors_are_refused() {
        let text = LIKE.replace(r#""https://a.example/u""#, r#"["https://a.example/u","https://a.example/v"]"#);
        assert!(matches!(Activity::parse(&text), Err(Error::Malformed(_))));
        let text = LIKE.replace(r#""https://a.example/u""#, r#"["https://a.example/u"]"#);
        assert!(Activity::parse(&text).is_ok());
    }

    #[test]
    fn jsn_08_missing_null_and_empty_fields_are_refused_with_a_reason() {
        for field in ["id", "type", "actor", "object"] {
            for value in ["null", "{}", "[]", "\"\"", "1"] {
                let mut document = json::parse(LIKE).unwrap();
                document.insert(field.to_owned(), serde_json::from_str(value).unwrap());
                let text = serde_json::to_string(&document).unwrap();
                let result = Activity::parse(&text);
                let embedded_object_without_id = field == "object" && value == "{}";
                assert_eq!(result.is_ok(), embedded_object_without_id, "{text}");
            }
        }
    }
}
