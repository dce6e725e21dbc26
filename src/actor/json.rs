//! Actors to and from ActivityStreams.

use super::answer;
use super::keys::{Key, KeyKind};
use super::model::{Actor, ActorKind, CommunityReach};
use crate::error::{Error, Result};
use crate::id::{Urls, host_of, same_origin};
use crate::json::{Document, Properties, check_id};
use crate::signature::PublicKey;
use crate::store::types::Timestamp;
use crate::text;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Our own terms live under this prefix and nowhere else.
pub const DIENSTWEG: &str = "https://dienstweg.example/ns#";
/// What our servers can do, as a capability (FEP-844e).
pub const PROFILE: &str = "https://dienstweg.example/ns#profile-1";
/// The most keys read from one actor.
const MAX_KEYS: usize = 10;

/// The `@context` of everything we send. Nobody has to load anything: receivers of ActivityPub know these by heart.
pub fn context() -> Value {
    json!([
        "https://www.w3.org/ns/activitystreams",
        "https://w3id.org/security/v1",
        "https://w3id.org/security/data-integrity/v1",
        "https://w3id.org/security/multikey/v1",
        {
            "dw": DIENSTWEG,
            "sm": "http://smithereen.software/ns#",
            "members": {"@id": "sm:members", "@type": "@id"},
            "toot": "http://joinmastodon.org/ns#",
            "lemmy": "https://join-lemmy.org/ns#",
            "litepub": "http://litepub.social/ns#",
            "featured": {"@id": "toot:featured", "@type": "@id"},
            "discoverable": "toot:discoverable",
            "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
            "sensitive": "as:sensitive",
            "Hashtag": "as:Hashtag",
            "EmojiReact": "litepub:EmojiReact",
            "Lock": "lemmy:Lock",
            "moderators": {"@id": "lemmy:moderators", "@type": "@id"},
            "postingRestrictedToMods": "lemmy:postingRestrictedToMods",
            "implements": {"@id": "https://w3id.org/fep/844e/implements", "@type": "@id"},
            "assertionMethod": {"@id": "https://w3id.org/security#assertionMethod", "@type": "@id", "@container": "@set"}
        }
    ])
}

/// A remote actor and its keys, as its own server describes them.
#[derive(Debug)]
pub struct RemoteActor {
    /// The row, with number 0.
    pub actor: Actor,
    /// Its keys, with actor number 0.
    pub keys: Vec<Key>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Key").field("id", &self.id).field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// Whether a document describes an actor.
pub fn is_actor(document: &Document) -> bool {
    ActorKind::parse(document.kind()).is_some() && document.contains_key("inbox")
}

/// The most values kept of one property of a profile.
const MOST_VALUES: usize = 100;
/// The longest description read, in bytes: making it safe must not hold up everybody else.
const MAX_WORDS: usize = 20_000;

/// The property of a `Group` that lists of which levels of administration it admits people.
const LEVELS: &str = "dw:levels";
/// The property of a `Group` that says that it admits guests, too.
const GUESTS: &str = "dw:guests";
/// The property of a protected `Group` that lists public objects its hosts chose for everybody to read.
const FACE: &str = "dw:face";
/// The most objects a community shows to everybody.
pub const MOST_SHOWN: usize = 10;
/// So many levels are read.
const MOST_LEVELS: usize = 20;
/// The property of a protected `Group`, or of a beginning in one, that puts what is said there under the Chatham House Rule.
pub const CHATHAM: &str = "dw:chathamHouseRule";
/// The property of a protected `Group` whose members may write without their names.
const NAMELESS: &str = "dw:nameless";
/// The property of a `Group` with its rules as its hosts wrote them.
const RULES_SOURCE: &str = "dw:rulesSource";
/// The longest rules of a community, in bytes.
pub const MAX_RULES: usize = 10_000;
/// The longest Markdown kept of what other servers say, in bytes.
const MAX_MARKDOWN: usize = 100_000;

/// What an actor says about itself as it was written, if that was Markdown.
fn written(document: &Document) -> String {
    let source = document.object_of("source").filter(|source| source.text("mediaType") == Some("text/markdown"));
    markdown(source.and_then(|source| source.text("content")).unwrap_or_default())
}

fn markdown(source: &str) -> String {
    text::clean_text(source.get(..source.floor_char_boundary(MAX_MARKDOWN)).unwrap_or_default())
}

/// The details of a community of ours as a host elsewhere, whose server knows them all, wants them to be: rules from their source, and what is
/// for protected communities alone in those.
pub fn changed_rules(group: &Actor, document: &Document) -> Rules {
    let mut said: Rules = serde_json::from_value(details(ActorKind::Group, document)).unwrap_or_default();
    let source = said.source.get(..said.source.floor_char_boundary(MAX_RULES)).unwrap_or_default().to_owned();
    let html = if source.is_empty() { said.html } else { text::markdown_to_html(&source) };
    for listed in [&mut said.questions, &mut said.levels, &mut said.face] {
        let mut known = BTreeSet::new();
        listed.retain(|line| known.insert(line.clone()));
    }
    let protected = group.is_protected();
    Rules { source, html, chatham: said.chatham && protected, nameless: said.nameless && protected, ..said }
}

/// What an actor says about itself, made safe.
pub fn words(html: &str) -> String {
    text::sanitize_html(html.get(..html.floor_char_boundary(MAX_WORDS)).unwrap_or_default())
}

/// Reads an actor from a document that came from its own origin.
pub fn parse(document: &Document, now: Timestamp) -> Result<RemoteActor> {
    let malformed = |what: &str| Error::malformed(format!("actor: {what}"));
    let kind = ActorKind::parse(document.kind()).ok_or_else(|| malformed("type"))?;
    let ap_id = document.id_of("id").ok_or_else(|| malformed("id"))?;
    check_id(ap_id)?;
    // A host speaks only for its own ids (FEP-fe34): no endpoint may point elsewhere.
    let own = |property: &str| -> Result<Option<String>> {
        match document.id_of(property) {
            Some(url) if same_origin(url, ap_id) => Ok(Some(url.to_owned())),
            Some(_) => Err(malformed(&format!("{property} on another origin"))),
            None => Ok(None),
        }
    };
    let inbox = own("inbox")?.ok_or_else(|| malformed("inbox"))?;
    let shared_inbox = document.object_of("endpoints").and_then(|endpoints| endpoints.id_of("sharedInbox"));
    // What could not stand in a handle could pass for somebody else in one.
    let names = [document.text("preferredUsername").unwrap_or_default().trim(), ap_id.rsplit('/').next().unwrap_or_default()];
    let username = names.into_iter().find(|name| text::is_name(name)).unwrap_or("unknown").to_owned();
    let moderators = if kind == ActorKind::Group { document.id_of("attributedTo").filter(|url| same_origin(url, ap_id)) } else { None };
    // A way of being protected that we do not know is taken for the strictest that can be seen at all.
    let reach = match document.text("dw:reach").filter(|_| kind == ActorKind::Group) {
        Some(word) => CommunityReach::parse(word).unwrap_or(CommunityReach::Closed),
        None => CommunityReach::Public,
    };
    let actor = Actor {
        id: 0,
        ap_id: ap_id.to_owned(),
        kind,
        username,
        host: host_of(ap_id).unwrap_or_default(),
        local: false,
        name: text::clean_line(document.text("name").unwrap_or_default(), 200),
        summary: words(document.text("summary").unwrap_or_default()),
        // Hosts who live elsewhere change it; nobody else has a use for it.
        source: if kind == ActorKind::Group { written(document) } else { String::new() },
        url: document.id_of("url").filter(|url| check_id(url).is_ok()).unwrap_or(ap_id).to_owned(),
        inbox,
        shared_inbox: shared_inbox.filter(|url| same_origin(url, ap_id)).map(str::to_owned),
        outbox: own("outbox")?,
        followers: own("followers")?,
        moderators: moderators.map(str::to_owned),
        featured: own("featured")?,
        icon: document.object_of("icon").and_then(|icon| icon.id_of("url")).filter(|url| check_id(url).is_ok()).map(str::to_owned),
        posting_restricted: document.flag("postingRestrictedToMods"),
        manually_approves: document.flag("manuallyApprovesFollowers"),
        details: details(kind, document).to_string(),
        json: serde_json::to_string(&shortened(document)).ok(),
        next_seq: 0,
        seen_seq: 0,
        follower_count: 0,
        published: document.time("published").map_or(now, |published| published.min(now)),
        updated: document.time("updated"),
        fetched_at: Some(now),
        suspended_at: None,
        deleted_at: None,
        reach,
        members: if kind == ActorKind::Group { own("members")? } else { None },
    };
    let keys = keys(document, &actor, now);
    Ok(RemoteActor { actor, keys })
}

/// The document as it is kept: of lists without end the beginning. Nothing reads more of them anyway.
fn shortened(document: &Document) -> Document {
    let mut document = document.clone();
    for value in document.values_mut() {
        match value {
            Value::Array(values) => values.truncate(MOST_VALUES),
            Value::Object(map) if map.len() > MOST_VALUES => *map = std::mem::take(map).into_iter().take(MOST_VALUES).collect(),
            _ => {}
        }
    }
    document
}

/// Of what a community admits people, in the words of its document.
fn levels(document: &Document) -> Vec<String> {
    let listed = document.get(LEVELS).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    listed.map(|word| text::clean_line(word, 40)).take(MOST_LEVELS).collect()
}

fn face(document: &Document) -> Vec<String> {
    let listed = document.get(FACE).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    listed.filter(|id| check_id(id).is_ok()).map(str::to_owned).take(MOST_SHOWN).collect()
}

/// Whether a community's document says that it is protected, in whatever word.
fn is_said_protected(document: &Document) -> bool {
    document.text("dw:reach").is_some_and(|word| CommunityReach::parse(word) != Some(CommunityReach::Public))
}

fn details(kind: ActorKind, document: &Document) -> Value {
    match kind {
        ActorKind::Person => {
            let organisation = document.object_of("dw:organisation").and_then(|organisation| organisation.text("name"));
            let organisation = organisation.map(|name| text::clean_line(name, 200)).unwrap_or_default();
            json!(Person { organisation, ..described(document, "dw:") })
        }
        ActorKind::Group => json!(Rules {
            source: markdown(document.text(RULES_SOURCE).unwrap_or_default()),
            html: words(document.text("rules").unwrap_or_default()),
            questions: answer::json::questions(document),
            levels: levels(document),
            guests: document.flag(GUESTS),
            face: face(document),
            chatham: is_said_protected(document) && document.flag(CHATHAM),
            nameless: is_said_protected(document) && document.flag(NAMELESS),
        }),
        ActorKind::Application => {
            json!({"implements": document.objects_of("implements").iter().filter_map(|item| item.id_of("href")).collect::<Vec<_>>()})
        }
    }
}

/// What a person says about herself, in properties with this before their names; without the organisation.
fn described(document: &Document, prefix: &str) -> Person {
    let named = |name: &str| format!("{prefix}{name}");
    let line = |name: &str| document.text(&named(name)).map(|line| text::clean_line(line, 100)).unwrap_or_default();
    let words = |name: &str| {
        let listed = document.get(&named(name)).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        listed.map(|word| text::clean_line(word, 60)).filter(|word| !word.is_empty()).take(MOST_WORDS).collect()
    };
    Person {
        organisation: String::new(),
        role: line("role"),
        place: line("place"),
        offers: words("offers"),
        seeks: words("seeks"),
        informal: document.flag(&named("informal")),
    }
}

fn keys(document: &Document, actor: &Actor, now: Timestamp) -> Vec<Key> {
    let key = |id: &str, algorithm, public_key: String| Key {
        id: id.to_owned(),
        actor_id: 0,
        algorithm,
        public_key,
        private_key: None,
        created_at: now,
        retired_at: None,
    };
    let rsa = document.objects_of("publicKey").into_iter().take(MAX_KEYS).filter_map(|value| {
        let id = value.id_of("id").filter(|id| same_origin(id, &actor.ap_id))?;
        value.id_of("owner").filter(|owner| *owner == actor.ap_id)?;
        let pem = value.text("publicKeyPem")?;
        let public = PublicKey::from_pem(pem).ok()?;
        let kind = if public.algorithm() == crate::signature::Algorithm::Ed25519 { KeyKind::Ed25519 } else { KeyKind::Rsa };
        Some(key(id, kind, pem.to_owned()))
    });
    let ed25519 = document.objects_of("assertionMethod").into_iter().take(MAX_KEYS).filter_map(|value| {
        let id = value.id_of("id").filter(|id| same_origin(id, &actor.ap_id))?;
        value.id_of("controller").filter(|controller| *controller == actor.ap_id)?;
        let multibase = value.text("publicKeyMultibase")?;
        PublicKey::from_multibase(multibase).ok()?;
        Some(key(id, KeyKind::Ed25519, multibase.to_owned()))
    });
    let mut keys: Vec<Key> = Vec::new();
    for key in rsa.chain(ed25519) {
        // Of two keys with one id the first counts.
        if !keys.iter().any(|known| known.id == key.id) {
            keys.push(key);
        }
    }
    keys
}

/// The public document of a local actor (ActivityPub §4, FEP-1b12, FEP-521a, FEP-844e). `streams` are the ids of a community's tool
/// collections by name.
pub fn document(actor: &Actor, keys: &[Key], urls: &Urls, streams: &[(&str, String)]) -> Document {
    let current = |kind| keys.iter().filter(move |key| key.algorithm == kind && key.retired_at.is_none());
    let public_key: Vec<Value> =
        current(KeyKind::Rsa).map(|key| json!({"id": key.id, "owner": actor.ap_id, "publicKeyPem": key.public_key})).collect();
    let assertion_method: Vec<Value> = current(KeyKind::Ed25519)
        .map(|key| json!({"id": key.id, "type": "Multikey", "controller": actor.ap_id, "publicKeyMultibase": key.public_key}))
        .collect();
    let mut document = Document::new();
    let mut set = |property: &str, value: Value| {
        if !value.is_null() {
            document.insert(property.to_owned(), value);
        }
    };
    set("@context", context());
    set("id", json!(actor.ap_id));
    set("type", json!(actor.kind.as_str()));
    set("preferredUsername", json!(actor.username));
    set("name", json!(actor.display_name()));
    set("summary", json!(actor.summary));
    if !actor.source.is_empty() {
        set("source", json!({"content": actor.source, "mediaType": "text/markdown"}));
    }
    set("url", json!(actor.url));
    // Portraits are JPEG, whatever was uploaded.
    set("icon", actor.icon.as_ref().map_or(Value::Null, |url| json!({"type": "Image", "mediaType": "image/jpeg", "url": url})));
    set("inbox", json!(actor.inbox));
    set("outbox", json!(actor.outbox));
    set("followers", if actor.is_protected() { Value::Null } else { json!(actor.followers) });
    set("endpoints", json!({"sharedInbox": actor.shared_inbox}));
    set("published", json!(actor.published.rfc3339()));
    set("updated", json!(actor.updated.map(Timestamp::rfc3339)));
    set("manuallyApprovesFollowers", json!(actor.manually_approves));
    set("discoverable", json!(true));
    set("publicKey", public_key.into_iter().next().unwrap_or_default());
    set("assertionMethod", Value::Array(assertion_method));
    set("generator", json!({"type": "Application", "name": "Dienstweg", "id": urls.at("/ap/server")}));
    if actor.kind == ActorKind::Group {
        set("attributedTo", json!(actor.moderators));
        set("moderators", json!(actor.moderators));
        set("featured", json!(actor.featured));
        set("postingRestrictedToMods", json!(actor.posting_restricted));
        set("streams", Value::Array(streams.iter().map(|(_, url)| json!(url)).collect()));
        for (name, url) in streams {
            set(&format!("dw:{name}"), json!(url));
        }
        if actor.is_protected() {
            set("dw:reach", json!(actor.reach.as_str()));
            set("members", json!(actor.members));
            // As Smithereen reads it.
            set("sm:accessType", json!(if actor.reach == CommunityReach::Closed { "closed" } else { "private" }));
        }
        let Rules { source, html, questions, levels, guests, face, chatham, nameless } = rules(actor);
        set(RULES_SOURCE, if source.is_empty() { Value::Null } else { Value::String(source) });
        // Where PieFed looks for them.
        set("rules", if html.is_empty() { Value::Null } else { Value::String(html) });
        set(LEVELS, if levels.is_empty() { Value::Null } else { json!(levels) });
        set(FACE, if face.is_empty() { Value::Null } else { json!(face) });
        set(GUESTS, if guests { Value::Bool(true) } else { Value::Null });
        set(answer::json::QUESTIONS, if questions.is_empty() { Value::Null } else { json!(questions) });
        let only_if = |holds: bool| if holds && actor.is_protected() { Value::Bool(true) } else { Value::Null };
        set(CHATHAM, only_if(chatham));
        set(NAMELESS, only_if(nameless));
    }
    if actor.kind == ActorKind::Application {
        set(
            "implements",
            json!([{"href": PROFILE, "name": "Dienstweg"}, {"href": "https://datatracker.ietf.org/doc/html/rfc9421", "name": "RFC 9421"}]),
        );
    }
    if let Some(organisation) = organisation(actor) {
        set("dw:organisation", json!({"type": "Organization", "name": organisation}));
    }
    if actor.kind == ActorKind::Person {
        let said = person(actor);
        let line = |line: String| if line.is_empty() { Value::Null } else { Value::String(line) };
        let words = |words: Vec<String>| if words.is_empty() { Value::Null } else { json!(words) };
        set("dw:role", line(said.role));
        set("dw:place", line(said.place));
        set("dw:offers", words(said.offers));
        set("dw:seeks", words(said.seeks));
        set("dw:informal", if said.informal { Value::Bool(true) } else { Value::Null });
    }
    document
}

/// The most words a list of a profile holds.
pub const MOST_WORDS: usize = 20;

/// What a person says about herself besides name and text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The organisation, in words; may be empty.
    pub organisation: String,
    /// What she does there; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Where she works; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// What she can explain well, in single words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<String>,
    /// What she looks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seeks: Vec<String>,
    /// Whether she would rather be called `du` than `Sie`.
    pub informal: bool,
}

impl Person {
    /// As stored.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }
}

/// What a person says about herself besides name and text.
pub fn person(actor: &Actor) -> Person {
    let details: Document = serde_json::from_str(&actor.details).unwrap_or_default();
    Person { organisation: organisation(actor).unwrap_or_default(), ..described(&details, "") }
}

/// The rules of a community, what it asks who wants to come in, and whom it admits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Markdown, where known.
    #[serde(rename = "rules")]
    pub source: String,
    /// Sanitised HTML; may be empty.
    #[serde(rename = "rules_html")]
    pub html: String,
    /// One line each, at most [`answer::MOST_QUESTIONS`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// Of which levels of administration it admits people, in the words of `vetting::Level`; of all if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Whether it also admits guests, who are nobody's staff.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub guests: bool,
    /// Ids of public objects that stand on its page for everybody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub face: Vec<String>,
    /// Whether what is said in it may be used, but not who said it; only of a protected one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub chatham: bool,
    /// Whether its members may write without their names; only of a protected one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nameless: bool,
}

impl Rules {
    /// As stored.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }
}

/// The rules of a community, its questions, and whom it admits.
pub fn rules(actor: &Actor) -> Rules {
    serde_json::from_str(&actor.details).unwrap_or_default()
}

/// The organisation a person names in its profile.
pub fn organisation(actor: &Actor) -> Option<String> {
    let details: Value = serde_json::from_str(&actor.details).ok()?;
    details.get("organisation")?.as_str().filter(|name| !name.is_empty()).map(str::to_owned)
}

/// Whether a server actor says that it implements this capability (FEP-844e).
pub fn implements(actor: &Actor, capability: &str) -> bool {
    serde_json::from_str::<Value>(&actor.details)
        .ok()
        .and_then(|details| details.get("implements")?.as_array().map(|all| all.iter().any(|href| href.as_str() == Some(capability))))
        .unwrap_or_default()
}

/// Takes from an actor what it says that its server can do: it is not the one that speaks for the server.
pub fn speaks_for_itself_alone(actor: &mut Actor) {
    if let Ok(Value::Object(mut details)) = serde_json::from_str(&actor.details) {
        details.remove("implements");
        actor.details = Value::Object(details).to_string();
    }
}

/// A person's profile details as stored.
pub fn person_details(organisation: &str) -> String {
    json!({ "organisation": organisation }).to_string()
}
