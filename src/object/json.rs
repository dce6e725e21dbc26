//! Objects to and from ActivityStreams.

use super::model::Object;
use super::shown::{Shown, is_markdown, summary};
use crate::actor::json::{CHATHAM, context};
use crate::actor::{Actor, ActorKind};
use crate::error::{Error, Result};
use crate::id::Urls;
use crate::json::{Document, Properties, check_id};
use crate::store::types::Timestamp;
use crate::text;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The longest title kept, in characters.
pub const MAX_NAME: usize = 300;
/// The longest summary kept, in characters.
pub const MAX_SUMMARY: usize = 500;
/// The longest Markdown text accepted from our own people, in bytes.
pub const MAX_SOURCE: usize = 100_000;
/// The most mentions and hashtags kept from one object.
const MAX_TAGS: usize = 50;
/// The most files kept from one object: pictures among them are fetched when somebody looks, so there is an end to how many.
const MAX_ATTACHMENTS: usize = 20;

/// A file or link that hangs on an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Where it is.
    pub url: String,
    /// Its media type, if stated.
    pub media_type: String,
    /// Its name or alternative text.
    pub name: String,
    /// Of a picture, in pixels, as stated; 0 when it is not.
    #[serde(default)]
    pub width: u32,
    /// Of a picture, in pixels, as stated; 0 when it is not.
    #[serde(default)]
    pub height: u32,
}

impl Attachment {
    /// Whether it says that it is a picture. Drawings made of commands (SVG) do not count: nobody here reads them.
    pub fn is_picture(&self) -> bool {
        self.media_type.starts_with("image/") && !self.media_type.starts_with("image/svg")
    }
}

/// What the `details` column holds: what every object can have, and what its tool adds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Details {
    /// Files and links.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Hashtags without `#`, lower case.
    #[serde(default)]
    pub hashtags: Vec<String>,
    /// Whether a beginning puts its thread under the Chatham House Rule ([`super::chatham`]).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chatham: bool,
    /// What the tool adds.
    #[serde(default)]
    pub tool: Value,
}

/// An object as a document says.
#[derive(Debug, Clone)]
pub struct ObjectJson {
    /// Its ActivityPub id.
    pub id: String,
    /// The ActivityStreams type.
    pub kind: String,
    /// Its author.
    pub attributed_to: String,
    /// Primary addressees.
    pub to: Vec<String>,
    /// Secondary addressees.
    pub cc: Vec<String>,
    /// The communities it says it is for.
    pub audience: Vec<String>,
    /// The collection it is put into, and whose that is (FEP-400e).
    pub target: Option<(String, Option<String>)>,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// Title, plain text.
    pub name: String,
    /// Short form, plain text.
    pub summary: String,
    /// Text, sanitised HTML.
    pub content: String,
    /// Markdown, where it came along.
    pub source: String,
    /// The page people read.
    pub url: String,
    /// Marked as sensitive.
    pub sensitive: bool,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was edited.
    pub updated: Option<Timestamp>,
    /// Ids of the actors it mentions.
    pub mentions: Vec<String>,
    /// Files, links and hashtags.
    pub details: Details,
    /// The document itself.
    pub document: Document,
}

impl ObjectJson {
    /// Reads an object. Tolerant of everything but a missing or unusable `id` and `attributedTo`.
    pub fn parse(document: &Document) -> Result<Self> {
        Self::parse_shown(document, &Shown::default())
    }

    /// Reads an object whose texts may have been made safe already.
    pub fn parse_shown(document: &Document, shown: &Shown) -> Result<Self> {
        let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let id = document.id_of("id").ok_or_else(|| Error::malformed("object: id"))?;
        check_id(id)?;
        let attributed_to = author(document).ok_or_else(|| Error::malformed("object: attributedTo"))?;
        check_id(attributed_to)?;
        let kind = document.kind();
        // An actor is no object, whatever its document says about an author.
        if kind.is_empty() || kind.len() > 100 || ActorKind::parse(kind).is_some() {
            return Err(Error::malformed("object: type"));
        }
        let raw_content = document.text("content").unwrap_or_default();
        let source = document.object_of("source").filter(|source| source.text("mediaType") == Some("text/markdown"));
        let source = source.and_then(|source| source.text("content")).unwrap_or(if is_markdown(document) { raw_content } else { "" });
        let url = web_url(document).filter(|url| check_id(url).is_ok()).unwrap_or(id);
        Ok(Self {
            id: id.to_owned(),
            kind: kind.to_owned(),
            attributed_to: attributed_to.to_owned(),
            to: owned(document.ids_of("to")),
            cc: owned(document.ids_of("cc")),
            audience: owned(document.ids_of("audience")),
            target: document.id_of("target").map(|target| {
                let owner = document.object_of("target").and_then(|target| target.id_of("attributedTo"));
                (target.to_owned(), owner.map(str::to_owned))
            }),
            in_reply_to: document.id_of("inReplyTo").filter(|parent| *parent != id && check_id(parent).is_ok()).map(str::to_owned),
            name: text::clean_line(document.text("name").unwrap_or_default(), MAX_NAME),
            summary: text::clean_line(&summary(document), MAX_SUMMARY),
            content: shown.content(document),
            source: text::clean_text(source),
            url: url.to_owned(),
            sensitive: document.flag("sensitive"),
            published: document.time("published"),
            updated: document.time("updated"),
            mentions: mentions(document),
            details: Details {
                attachments: attachments(document),
                hashtags: hashtags(document),
                chatham: document.flag(CHATHAM),
                tool: Value::Null,
            },
            document: document.clone(),
        })
    }

    /// Everybody it is addressed to, in any way.
    pub fn addressees(&self) -> impl Iterator<Item = &str> {
        self.to.iter().chain(&self.cc).chain(&self.audience).chain(&self.mentions).map(String::as_str)
    }
}

/// The author: the first person of `attributedTo`, which some servers fill with several actors.
fn author(document: &Document) -> Option<&str> {
    let persons = document.objects_of("attributedTo");
    persons
        .iter()
        .find(|author| author.kind() == "Person")
        .and_then(|author| author.id_of("id"))
        .or_else(|| document.id_of("attributedTo"))
        .or_else(|| document.id_of("actor"))
}

/// The page of an object: a text, or of several links the HTML one.
fn web_url(document: &Document) -> Option<&str> {
    let links = document.objects_of("url");
    links
        .iter()
        .find(|link| link.text("mediaType").is_none_or(|media_type| media_type.starts_with("text/html")))
        .and_then(|link| link.id_of("href"))
        .or_else(|| document.id_of("url"))
}

fn mentions(document: &Document) -> Vec<String> {
    let tags = document.objects_of("tag").into_iter().filter(|tag| tag.kind() == "Mention");
    tags.filter_map(|tag| tag.id_of("href")).take(MAX_TAGS).map(str::to_owned).collect()
}

fn hashtags(document: &Document) -> Vec<String> {
    let tags = document.objects_of("tag").into_iter().filter(|tag| tag.kind() == "Hashtag");
    let names = tags.filter_map(|tag| tag.text("name")).map(|name| text::clean_line(name.trim_start_matches('#'), 100).to_lowercase());
    names.filter(|name| !name.is_empty()).take(MAX_TAGS).collect()
}

fn attachments(document: &Document) -> Vec<Attachment> {
    let all = document.objects_of("attachment").into_iter().chain(document.objects_of("image"));
    let mut attachments: Vec<Attachment> = Vec::new();
    for value in all {
        let Some(url) = value.id_of("href").or_else(|| value.id_of("url")).filter(|url| check_id(url).is_ok()) else { continue };
        if attachments.len() < MAX_ATTACHMENTS && !attachments.iter().any(|known| known.url == url) {
            let stated = text::clean_line(value.text("mediaType").unwrap_or_default(), 100).to_lowercase();
            let side = |property: &str| {
                let stated = value.first(property).and_then(Value::as_u64).and_then(|side| u32::try_from(side).ok());
                stated.filter(|side| *side <= 100_000).unwrap_or_default()
            };
            attachments.push(Attachment {
                url: url.to_owned(),
                // Lemmy's pictures say what they are by their type alone.
                media_type: if stated.is_empty() && value.kind() == "Image" { "image/*".to_owned() } else { stated },
                name: text::clean_text(value.text("name").or_else(|| value.text("content")).unwrap_or_default())
                    .chars()
                    .take(1_500)
                    .collect(),
                width: side("width"),
                height: side("height"),
            });
        }
    }
    attachments
}

/// What is needed to write the document of a local object.
#[derive(Debug)]
pub struct NewDocument<'a> {
    /// Its number, from which its id is built.
    pub id: i64,
    /// The ActivityStreams type.
    pub kind: &'a str,
    /// Its author.
    pub author: &'a Actor,
    /// The community it goes to.
    pub group: Option<&'a Actor>,
    /// Id of the collection of the community's tool it goes to.
    pub collection: Option<String>,
    /// What it answers.
    pub parent: Option<&'a Object>,
    /// Id of the parent's author.
    pub parent_author: Option<&'a Actor>,
    /// Title.
    pub name: &'a str,
    /// Short form.
    pub summary: &'a str,
    /// Text, HTML.
    pub content: &'a str,
    /// Markdown.
    pub source: &'a str,
    /// Primary addressees.
    pub to: Vec<String>,
    /// Secondary addressees.
    pub cc: Vec<String>,
    /// Who is mentioned.
    pub mentions: &'a [Actor],
    /// Hashtags without `#`.
    pub hashtags: &'a [String],
    /// First published.
    pub published: Timestamp,
    /// Edited.
    pub updated: Option<Timestamp>,
}

/// Writes the document of a local object, without `@context`.
pub fn new_document(new: &NewDocument<'_>, urls: &Urls) -> Document {
    let id = urls.object(new.id);
    // In a thread the context is the one of its beginning; only that server knows the whole.
    let thread = new.parent.map_or_else(|| urls.of_object(new.id, "context"), |parent| thread_context(parent, urls));
    let mut document = Document::new();
    let mut set = |property: &str, value: Value| {
        if !(value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty)) {
            document.insert(property.to_owned(), value);
        }
    };
    set("id", json!(id));
    set("type", json!(new.kind));
    set("attributedTo", json!(new.author.ap_id));
    set("to", json!(new.to));
    set("cc", json!(new.cc));
    set("audience", json!(new.group.map(|group| &group.ap_id)));
    if let (Some(group), Some(collection)) = (new.group, &new.collection) {
        set("target", json!({"type": "OrderedCollection", "id": collection, "attributedTo": group.ap_id}));
    }
    set("context", json!(thread));
    set("inReplyTo", json!(new.parent.map(|parent| &parent.ap_id)));
    set("name", json!(new.name));
    set("summary", json!(new.summary));
    set("content", json!(new.content));
    set("mediaType", json!("text/html"));
    set("source", json!({"content": new.source, "mediaType": "text/markdown"}));
    set("url", json!(urls.at(&format!("/b/{}", new.id))));
    set("published", json!(new.published.rfc3339()));
    set("updated", json!(new.updated.map(Timestamp::rfc3339)));
    set("tag", tags(new.author, new.parent_author, new.mentions, new.hashtags, urls));
    set("replies", json!(urls.of_object(new.id, "replies")));
    document
}

/// The `tag` of an object: who is mentioned and, in an answer, the author of what it answers, whom other software notifies by this alone;
/// then hashtags.
pub fn tags(author: &Actor, parent_author: Option<&Actor>, mentions: &[Actor], hashtags: &[String], urls: &Urls) -> Value {
    let answered = parent_author.filter(|answered| answered.id != author.id && !mentions.iter().any(|actor| actor.id == answered.id));
    let mention = |actor: &Actor| json!({"type": "Mention", "href": actor.ap_id, "name": format!("@{}", actor.handle())});
    let page = |name: &str| urls.at(&format!("/tag/{}", url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>()));
    let hashtag = |name: &String| json!({"type": "Hashtag", "name": format!("#{name}"), "href": page(name)});
    answered.into_iter().chain(mentions).map(mention).chain(hashtags.iter().map(hashtag)).collect()
}

/// The id of the thread an object is in: what its document says, or our collection for threads that began here.
fn thread_context(parent: &Object, urls: &Urls) -> String {
    let stated = serde_json::from_str::<Document>(&parent.json).ok().and_then(|document| document.id_of("context").map(str::to_owned));
    stated.unwrap_or_else(|| urls.of_object(parent.root_id, "context"))
}

/// The document of a stored object with `@context`; for a deleted one its `Tombstone`.
pub fn document(object: &Object) -> Result<Document> {
    let mut document = Document::new();
    document.insert("@context".to_owned(), context());
    match object.deleted_at {
        Some(deleted) => {
            document.insert("id".to_owned(), json!(object.ap_id));
            document.insert("type".to_owned(), json!("Tombstone"));
            document.insert("formerType".to_owned(), json!(object.kind));
            document.insert("deleted".to_owned(), json!(deleted.rfc3339()));
        }
        None => document.extend(stored(object)?),
    }
    Ok(document)
}

/// The document of an object as stored, as it is embedded in activities.
pub fn stored(object: &Object) -> Result<Document> {
    serde_json::from_str(&object.json).map_err(|error| Error::internal(format!("stored document of object {}: {error}", object.id)))
}

/// Reads the `details` column.
pub fn details(object: &Object) -> Details {
    serde_json::from_str(&object.details).unwrap_or_default()
}
