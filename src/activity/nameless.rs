//! Contributions "ohne Namen": everybody sees that a member wrote it, nobody which one. The community's home publishes it as the community's
//! own; from elsewhere it comes as an `Offer` by the author's server, which says nothing about her.
//!
//! **Nothing here knows a person, and no transaction that stores such a text writes a row of one**: who it was is known while her request is
//! answered (`outbox::nameless`), and to nobody afterwards.

use super::apply::{Applying, Evidence, Source, apply};
use super::compose::{New, compose, prove, record};
use super::deliver;
use super::envelope::Activity;
use super::log::{self, Entry};
use super::stop::{Outcome, Stop};
use super::verb::Verb;
use crate::actor::json::{CHATHAM, context, rules};
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Reason, Result};
use crate::id::{Urls, origin_of};
use crate::json::{Document, Properties};
use crate::media::Digest;
use crate::object::json::{NewDocument, new_document, tags};
use crate::object::{self, Object, ObjectState, Reach};
use crate::store::schema::taken_offers;
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

/// What stands in the ids of such offers behind the server actor's.
const MARK: &str = "#nameless-";
/// So long it is known that an offer was taken: longer than anybody tries to deliver it.
const REMEMBERED: Duration = Duration::from_secs(32 * DAY.unsigned_abs());
/// In seconds. Nothing is kept to the second that could be compared with what was published then.
const DAY: i64 = 24 * 3_600;

/// What a member says.
#[derive(Debug)]
pub(super) struct Words {
    /// The ActivityStreams type.
    pub(super) kind: String,
    /// The tool whose collection of the community a beginning goes to.
    pub(super) tool: Option<String>,
    /// What it answers.
    pub(super) parent: Option<Object>,
    /// Title, plain text; empty for an answer.
    pub(super) name: String,
    /// Short form, plain text; empty for an answer.
    pub(super) summary: String,
    /// Text, sanitised HTML.
    pub(super) content: String,
    /// Markdown, where it was written here.
    pub(super) source: String,
    /// Who is mentioned.
    pub(super) mentions: Vec<Actor>,
    /// Hashtags without `#`.
    pub(super) hashtags: Vec<String>,
    /// Whether a beginning puts its thread under the Chatham House Rule.
    pub(super) chatham: bool,
}

impl Words {
    /// The id of the collection it goes to.
    fn collection(&self, group: &Actor) -> Option<String> {
        self.tool.as_ref().filter(|_| self.parent.is_none()).map(|tool| format!("{}/collections/{tool}", group.ap_id))
    }
}

/// Refuses where members write with their names or not at all.
pub(super) fn check_allowed(group: &Actor) -> Result<(), Stop> {
    let allowed = group.is_group() && group.deleted_at.is_none() && group.is_protected() && rules(group).nameless;
    if allowed { Ok(()) } else { Err(Stop::refused("error-nameless-off")) }
}

/// Refuses a place where nobody, or only some, could write: without a name nobody can be told apart from others. `parent` is what is answered.
/// Returns the beginning of the thread.
pub(super) fn check_place(conn: &mut Conn, group: &Actor, parent: Option<&Object>) -> Result<Option<Object>, Stop> {
    let Some(parent) = parent else {
        return if group.posting_restricted { Err(Stop::refused("error-nameless-restricted")) } else { Ok(None) };
    };
    let inside = parent.group_id == Some(group.id) && parent.reach == Reach::Members && parent.state == ObjectState::Published;
    if !inside {
        // As if there were nothing: whose server asks learns of no other place.
        return Err(Stop::refused("error-unknown-parent"));
    }
    if parent.deleted_at.is_some() {
        return Err(Stop::Refused(Error::Conflict(Reason::new("error-parent-deleted"))));
    }
    let root = object::model::find(conn, parent.root_id)?;
    if root.locked_at.is_some() { Err(Stop::refused("error-locked")) } else { Ok(Some(root)) }
}

/// The community of ours says it, as its own. Whether it may be said was checked, with the community held. Returns the number of the object.
pub(super) fn say(conn: &mut Conn, app: &App, group: &Actor, words: &Words) -> Result<i64, Stop> {
    let to: Vec<String> = group.members.clone().into_iter().collect();
    let answered = match &words.parent {
        Some(parent) => Some(actor::model::find(conn, parent.actor_id)?),
        None => None,
    };
    let id = app.next_id();
    let mut document = new_document(
        &NewDocument {
            id,
            kind: &words.kind,
            author: group,
            group: Some(group),
            collection: words.collection(group),
            parent: words.parent.as_ref(),
            parent_author: answered.as_ref(),
            name: &words.name,
            summary: &words.summary,
            content: &words.content,
            source: &words.source,
            to: to.clone(),
            cc: Vec::new(),
            mentions: &words.mentions,
            hashtags: &words.hashtags,
            published: app.now(),
            updated: None,
        },
        &app.urls,
    );
    if object::chatham::begins_under_rule(Some(group), Reach::Members, words.parent.is_none(), words.chatham) {
        document.insert(CHATHAM.to_owned(), Value::Bool(true));
    }
    let (number, activity) = compose(conn, app, &New::by(group, "Create", Value::Object(document)).to(to).within(Some(group)))?;
    activity.check_size()?;
    record(conn, app, number, group, Some(group), &activity)?;
    let evidence = Evidence::for_own(&activity.document);
    match apply(conn, &Applying::new(app, &evidence), &activity, &Source::direct())? {
        Outcome::Applied => Ok(id),
        Outcome::NoEffect(why) => Err(Stop::Failed(Error::internal(why))),
    }
}

/// Sends it to the home of a community elsewhere, in the name of this server. The id is random, and no time stands in it: the home's counts.
pub(super) fn send(conn: &mut Conn, app: &App, group: &Actor, words: &Words) -> Result<()> {
    let server = actor::model::find(conn, app.server_actor_id)?;
    let random: [u8; 16] = app.random_bytes();
    let random: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut document = Document::new();
    let fields = [
        ("@context", context()),
        ("id", json!(format!("{}{MARK}{random}", server.ap_id))),
        ("type", json!("Offer")),
        ("actor", json!(server.ap_id)),
        ("to", json!([group.ap_id])),
        ("target", json!(group.ap_id)),
        ("object", Value::Object(offered(app, &server, group, words))),
    ];
    document.extend(fields.map(|(property, value)| (property.to_owned(), value)));
    let activity = Activity::own(prove(conn, app, server.id, document)?)?;
    activity.check_size()?;
    let number = app.next_id();
    record(conn, app, number, &server, None, &activity)?;
    deliver::enqueue(conn, app, number, &server, group.id, std::slice::from_ref(&group.inbox)).map(drop)
}

/// The object of an offer: without an id, an author and a time.
fn offered(app: &App, server: &Actor, group: &Actor, words: &Words) -> Document {
    let home = origin_of(&group.ap_id).map_or_else(|| app.urls.clone(), |origin| Urls::new(&origin));
    let collection = words.collection(group).map(|id| json!({"type": "OrderedCollection", "id": id, "attributedTo": group.ap_id}));
    let fields = [
        ("type", json!(words.kind)),
        ("target", json!(collection)),
        ("inReplyTo", json!(words.parent.as_ref().map(|parent| &parent.ap_id))),
        ("name", json!(words.name)),
        ("summary", json!(words.summary)),
        ("content", json!(words.content)),
        ("mediaType", json!("text/html")),
        // Without what she typed: a short handle in it would mean somebody of her server.
        ("tag", tags(server, None, &words.mentions, &words.hashtags, &home)),
        (CHATHAM, if words.chatham { Value::Bool(true) } else { Value::Null }),
    ];
    let empty = |value: &Value| value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
    fields.into_iter().filter(|(_, value)| !empty(value)).map(|(property, value)| (property.to_owned(), value)).collect()
}

/// Whether this offers something that nobody wrote: an object without an id, which is no activity.
pub(super) fn is_offer(activity: &Activity) -> bool {
    let nobodys = |document: &&Document| !["id", "actor", "attributedTo"].iter().any(|property| document.contains_key(*property));
    activity.verb == Verb::Offer && activity.object.document().filter(nobodys).is_some_and(|document| !document.kind().is_empty())
}

/// Notes that an offer was taken; by the digest of its id, which says nothing about where it came from. Whether it is the first time.
pub(super) fn take(conn: &mut Conn, id: &str, now: Timestamp) -> Result<bool> {
    diesel::delete(taken_offers::table.filter(taken_offers::expires_at.le(now))).execute(conn)?;
    let digest = Digest::of(id.as_bytes());
    let until = Timestamp::from_seconds(now.plus(REMEMBERED).seconds().div_euclid(DAY) * DAY);
    let row = (taken_offers::digest.eq(digest.as_str()), taken_offers::expires_at.eq(until));
    Ok(diesel::insert_into(taken_offers::table).values(row).on_conflict_do_nothing().both().execute(conn)? > 0)
}

/// Whether this row of the log is such an offer of ours.
pub(super) fn is_own_offer(entry: &Entry) -> bool {
    entry.local && entry.verb == "Offer" && entry.ap_id.contains(MARK)
}

/// Forgets an offer of ours that its receiver answered for good, or that nobody takes any more: whoever is alone here in that community could
/// be known by it.
pub(super) fn forget_sent(conn: &mut Conn, delivery: i64, entry: &Entry) -> Result<()> {
    deliver::arrived(conn, &[delivery])?;
    log::forget(conn, entry.id)
}
