//! Writing, changing and deleting objects.

use super::picture::{self, NewPicture};
use super::{local, readable, submit};
use crate::activity::compose::New;
use crate::activity::draft::{self, Place};
use crate::activity::fetch;
use crate::actor::json::CHATHAM;
use crate::actor::{self, Actor, account};
use crate::app::App;
use crate::error::{Error, FieldError, Reason, Result};
use crate::id::Urls;
use crate::json::PUBLIC;
use crate::object::json::{MAX_NAME, MAX_SOURCE, MAX_SUMMARY, NewDocument, new_document, tags};
use crate::object::{self, Object, Reach};
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::text::{self, Handle};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// The most people one text can mention.
const MAX_MENTIONS: usize = 50;
/// Who sends the same again within this time pressed twice.
const TWICE: Duration = Duration::from_secs(60);
/// The most handles looked up at other servers for one text.
const MAX_LOOKUPS: usize = 10;

/// Something new to publish.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The ActivityStreams type: `Article` for a beginning, `Note` for an answer.
    pub kind: &'static str,
    /// The tool whose collection of the community it goes to.
    pub tool: Option<&'static str>,
    /// The community; answers take that of what they answer.
    pub group_id: Option<i64>,
    /// What it answers.
    pub in_reply_to: Option<i64>,
    /// Title.
    pub name: String,
    /// Short form; made from the text when empty.
    pub summary: String,
    /// Text, Markdown.
    pub source: String,
    /// Who may read it.
    pub reach: Reach,
}

/// A new version of something.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Title.
    pub name: String,
    /// Short form; made from the text when empty.
    pub summary: String,
    /// Text, Markdown.
    pub source: String,
    /// The version that was edited: its `edited_at`. Another one by now is a conflict. `None` for a version that was never edited.
    pub base: Option<Timestamp>,
}

/// A text that was checked and rendered.
pub(super) struct Text {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) source: String,
    pub(super) content: String,
    pub(super) mentions: Vec<Actor>,
    pub(super) hashtags: Vec<String>,
}

/// Publishes something. Returns its number.
pub async fn publish(app: &Arc<App>, actor_id: i64, draft: Draft) -> Result<i64> {
    publish_with_pictures(app, actor_id, draft, Vec::new()).await
}

/// As [`publish`], with pictures that were uploaded before.
pub async fn publish_with_pictures(app: &Arc<App>, actor_id: i64, draft: Draft, pictures: Vec<NewPicture>) -> Result<i64> {
    let text = prepare(app, &draft.name, &draft.summary, &draft.source, draft.in_reply_to.is_none()).await?;
    picture::check(&pictures)?;
    app.write(move |conn, app| create(conn, app, actor_id, &draft, &text, (&pictures, false))).await
}

/// As [`publish_with_pictures`], for a form; what was kept of it under this version (0 for none) goes in the same transaction. Whoever presses
/// twice gets what is there: the same text at the same place within a minute, unless it brings pictures of its own. `chatham` puts the thread
/// that it begins under the Chatham House Rule.
pub async fn publish_kept(app: &Arc<App>, actor_id: i64, draft: Draft, pictures: Vec<NewPicture>, kept: i64, chatham: bool) -> Result<i64> {
    let text = prepare(app, &draft.name, &draft.summary, &draft.source, draft.in_reply_to.is_none()).await?;
    picture::check(&pictures)?;
    app.write(move |conn, app| {
        // Of two at once one is second, and sees the first.
        if let Some(account) = account::of_actor(conn, actor_id)? {
            account::lock(conn, account.id)?;
        }
        let id = match sent(conn, app, actor_id, &draft, &text.name, &text.source)? {
            Some(id) if !picture::any_waits(conn, actor_id, &pictures)? => id,
            _ => create(conn, app, actor_id, &draft, &text, (&pictures, chatham))?,
        };
        let answer = draft.in_reply_to.map(|parent| (Place::Answer, parent));
        if let Some(spot) = answer.or(draft.group_id.map(|group| (Place::Beginning, group))) {
            draft::published(conn, actor_id, spot, kept, &draft.source)?;
        }
        Ok(id)
    })
    .await
}

/// What this person sent a moment ago that says the same at the same place.
pub async fn sent_before(app: &Arc<App>, actor_id: i64, draft: &Draft) -> Result<Option<i64>> {
    let (draft, (name, source)) = (draft.clone(), wording(&draft.name, &draft.source, draft.in_reply_to.is_none()));
    app.read(move |conn, app| sent(conn, app, actor_id, &draft, &name, &source)).await
}

fn sent(conn: &mut Conn, app: &App, actor_id: i64, draft: &Draft, name: &str, source: &str) -> Result<Option<i64>> {
    let place = (draft.in_reply_to, draft.group_id.filter(|_| draft.in_reply_to.is_none()));
    object::model::same_since(conn, actor_id, place, name, source, app.now().minus(TWICE))
}

fn create(
    conn: &mut Conn,
    app: &App,
    actor_id: i64,
    draft: &Draft,
    text: &Text,
    (pictures, chatham): (&[NewPicture], bool),
) -> Result<i64> {
    let author = local(conn, actor_id)?;
    let (parent, parent_author, group) = match draft.in_reply_to {
        Some(parent) => {
            let (parent, group) = readable(conn, actor_id, parent)?;
            // A community that published what somebody wrote without her name is nobody to be told.
            let parent_author = Some(actor::model::find(conn, parent.actor_id)?).filter(|_| !object::chatham::is_nameless(&parent));
            (Some(parent), parent_author, group)
        }
        None => (None, None, draft.group_id.map(|group| actor::model::find(conn, group)).transpose()?),
    };
    if let Some(group) = group.as_ref().filter(|group| !group.is_group() || group.deleted_at.is_some()) {
        return Err(Error::Conflict(Reason::with("error-not-a-community", group.handle())));
    }
    if let Some(group) = &group
        && actor::member::role(conn, group.id, author.id)?.is_none()
    {
        return Err(Error::forbidden("error-not-a-member"));
    }
    if chatham && !group.as_ref().is_some_and(Actor::is_protected) {
        return Err(Error::invalid("chatham", "error-chatham-public"));
    }
    // An answer is never read by more people than what it answers.
    let reach = parent.as_ref().map_or(draft.reach, |parent| parent.reach.narrower(draft.reach));
    let reach = if group.as_ref().is_some_and(Actor::is_protected) { reach.narrower(Reach::Members) } else { reach };
    let id = app.next_id();
    let (to, cc) = addressees(app, &author, group.as_ref(), parent_author.as_ref(), &text.mentions, reach, parent.is_none());
    let collection = draft.tool.filter(|_| parent.is_none()).zip(group.as_ref()).map(|(tool, group)| tool_collection(group, tool));
    let pictures = picture::taken(conn, actor_id, pictures)?;
    let mut document = new_document(
        &NewDocument {
            id,
            kind: draft.kind,
            author: &author,
            group: group.as_ref(),
            collection,
            parent: parent.as_ref(),
            parent_author: parent_author.as_ref(),
            name: &text.name,
            summary: &text.summary,
            content: &text.content,
            source: &text.source,
            to: to.clone(),
            cc: cc.clone(),
            mentions: &text.mentions,
            hashtags: &text.hashtags,
            published: app.now(),
            updated: None,
        },
        &app.urls,
    );
    if !pictures.is_empty() {
        document.insert("attachment".to_owned(), picture::attachment(&pictures, &app.urls));
    }
    if object::chatham::begins_under_rule(group.as_ref(), reach, parent.is_none(), chatham) {
        document.insert(CHATHAM.to_owned(), Value::Bool(true));
    }
    submit(conn, app, &New::by(&author, "Create", Value::Object(document)).to(to).cc(cc).within(group.as_ref()))?;
    picture::attach(conn, id, reach, &pictures)?;
    Ok(id)
}

/// The id of the collection in which a community keeps the objects of a tool.
fn tool_collection(group: &Actor, tool: &str) -> String {
    format!("{}/collections/{tool}", group.ap_id)
}

/// Whom it is addressed to: everybody or the followers or those mentioned; the community; for beginnings the author's followers.
fn addressees(
    app: &App,
    author: &Actor,
    group: Option<&Actor>,
    parent_author: Option<&Actor>,
    mentions: &[Actor],
    reach: Reach,
    beginning: bool,
) -> (Vec<String>, Vec<String>) {
    let people = mentions.iter().chain(parent_author).filter(|actor| actor.id != author.id).map(|actor| actor.ap_id.clone());
    let mut people: Vec<String> = people.collect();
    people.dedup();
    let followers: Vec<String> = author.followers.clone().into_iter().collect();
    let members: Vec<String> = group.and_then(|group| group.members.clone()).into_iter().collect();
    let group: Vec<String> = group.map(|group| group.ap_id.clone()).into_iter().collect();
    match reach {
        Reach::Public if beginning => ([vec![PUBLIC.to_owned()], group.clone()].concat(), [followers, people].concat()),
        Reach::Public => (vec![PUBLIC.to_owned()], [group, people].concat()),
        Reach::Unlisted => (followers, [vec![PUBLIC.to_owned()], group, people].concat()),
        Reach::Followers => (followers, people),
        Reach::Local => (vec![app.urls.local_audience()], people),
        Reach::Direct => (people, Vec::new()),
        // Whoever is named is told if she is a member, and nobody else.
        Reach::Members => (members, Vec::new()),
    }
}

/// Gives an object of one's own a new version.
pub async fn revise(app: &Arc<App>, actor_id: i64, object_id: i64, edit: Edit) -> Result<()> {
    revise_kept(app, actor_id, object_id, edit, 0).await
}

/// As [`revise`]; what was kept of it under this version (0 for none) goes in the same transaction.
pub async fn revise_kept(app: &Arc<App>, actor_id: i64, object_id: i64, edit: Edit, kept: i64) -> Result<()> {
    let known = app.read(move |conn, _| readable(conn, actor_id, object_id)).await?.0;
    let text = prepare(app, &edit.name, &edit.summary, &edit.source, known.in_reply_to.is_none()).await?;
    app.write(move |conn, app| {
        let author = local(conn, actor_id)?;
        let (object, group) = own(conn, actor_id, object_id)?;
        if object.edited_at != edit.base {
            return Err(Error::conflict("error-edited-meanwhile"));
        }
        let mut document = object::json::stored(&object)?;
        let mut set = |property: &str, value: Value| {
            if value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty) {
                document.shift_remove(property);
            } else {
                document.insert(property.to_owned(), value);
            }
        };
        set("name", json!(text.name));
        set("summary", json!(text.summary));
        set("content", json!(text.content));
        set("source", json!({"content": text.source, "mediaType": "text/markdown"}));
        // Two versions within one tick of the clock still have an order.
        let updated = app.now().max(object.edited_at.unwrap_or(object.published).plus(Duration::from_millis(1)));
        set("updated", json!(updated.rfc3339()));
        let parent_author = match object.in_reply_to_id {
            Some(parent) => {
                let answered = object::model::find(conn, parent)?;
                Some(actor::model::find(conn, answered.actor_id)?).filter(|_| !object::chatham::is_nameless(&answered))
            }
            None => None,
        };
        set("tag", tags(&author, parent_author.as_ref(), &text.mentions, &text.hashtags, &app.urls));
        let to = addressed(&document, "to");
        let cc = addressed(&document, "cc");
        submit(conn, app, &New::by(&author, "Update", Value::Object(document)).to(to).cc(cc).within(group.as_ref()))?;
        draft::published(conn, actor_id, (Place::Edit, object_id), kept, &edit.source)
    })
    .await
}

/// Deletes an object of one's own.
pub async fn delete(app: &Arc<App>, actor_id: i64, object_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let author = local(conn, actor_id)?;
        let (object, group) = own(conn, actor_id, object_id)?;
        let document = object::json::stored(&object)?;
        let (to, cc) = (addressed(&document, "to"), addressed(&document, "cc"));
        submit(conn, app, &New::by(&author, "Delete", json!(object.ap_id)).to(to).cc(cc).within(group.as_ref()))?;
        Ok(())
    })
    .await
}

fn addressed(document: &crate::json::Document, property: &str) -> Vec<String> {
    crate::json::Properties::ids_of(document, property).into_iter().map(str::to_owned).collect()
}

/// A living object of this author.
fn own(conn: &mut Conn, actor_id: i64, object_id: i64) -> Result<(Object, Option<Actor>)> {
    let (object, group) = readable(conn, actor_id, object_id)?;
    if object.actor_id != actor_id {
        return Err(Error::forbidden("error-not-the-author"));
    }
    if object.deleted_at.is_some() {
        return Err(Error::Gone);
    }
    Ok((object, group))
}

/// Title and text as they are kept; an answer has no title.
fn wording(name: &str, source: &str, beginning: bool) -> (String, String) {
    let name = if beginning { text::clean_line(name, MAX_NAME + 1) } else { String::new() };
    (name, text::clean_text(source).trim().to_owned())
}

/// Checks and renders a text, and finds who is mentioned in it.
async fn prepare(app: &Arc<App>, name: &str, summary: &str, source: &str, beginning: bool) -> Result<Text> {
    prepare_for(app, name, summary, source, beginning, None).await
}

/// As [`prepare`], for what `home` publishes as its own: nothing in it leads here, and no other server is asked for those who are mentioned.
pub(super) async fn prepare_for(
    app: &Arc<App>,
    name: &str,
    summary: &str,
    source: &str,
    beginning: bool,
    home: Option<&Urls>,
) -> Result<Text> {
    let (name, source) = wording(name, source, beginning);
    let mut errors = Vec::new();
    let mut wrong = |field, text| errors.push(FieldError { field, text });
    if beginning && name.is_empty() {
        wrong("name", "error-title-missing");
    }
    if name.chars().count() > MAX_NAME {
        wrong("name", "error-title-too-long");
    }
    if !text::says_something(&source) {
        wrong("source", "error-text-missing");
    }
    if source.len() > MAX_SOURCE {
        wrong("source", "error-text-too-long");
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let lookups = if home.is_some() { 0 } else { MAX_LOOKUPS };
    let mentioned = mentioned(app, &source, lookups).await?;
    let links: HashMap<Handle, String> = mentioned.iter().map(|(handle, actor)| (handle.clone(), actor.ap_id.clone())).collect();
    let content = text::link_mentions(&source, &links, &home.unwrap_or(&app.urls).at("/tag/"));
    let summary = text::clean_line(summary, MAX_SUMMARY);
    // Other software shows a beginning by its title and summary alone. A comment has neither: Mastodon would take them for a warning.
    let summary = match (beginning, summary.is_empty()) {
        (false, _) => String::new(),
        (true, true) => text::excerpt(&content, 280),
        (true, false) => summary,
    };
    let mut mentions: Vec<Actor> = Vec::new();
    for (_, actor) in mentioned {
        if !mentions.iter().any(|known| known.id == actor.id) {
            mentions.push(actor);
        }
    }
    Ok(Text { name, summary, hashtags: text::hashtags(&source), source, content, mentions })
}

/// A text as it will look, with links for hashtags and for those mentioned whom we know. Asks no other server.
pub async fn preview(app: &Arc<App>, source: &str) -> Result<String> {
    let source = text::clean_text(source).trim().to_owned();
    let named: Vec<Handle> = text::mentions(&source).into_iter().take(MAX_MENTIONS).collect();
    app.read(move |conn, app| {
        let mut links = HashMap::new();
        for handle in named {
            let host = handle.host.clone().unwrap_or_else(|| app.urls.host().to_owned());
            if let Some(known) = actor::model::by_handle(conn, &handle.name, &host)? {
                let name = if known.local { known.username.clone() } else { known.handle() };
                links.insert(handle, app.urls.at(&format!("/{}{name}", if known.is_group() { "g/" } else { "@" })));
            }
        }
        Ok(text::link_mentions(&source, &links, &app.urls.at("/tag/")))
    })
    .await
}

/// Who is mentioned. Somebody we do not know is looked up at the own server, so many at most; who cannot be found is left as plain text.
async fn mentioned(app: &Arc<App>, source: &str, mut lookups: usize) -> Result<Vec<(Handle, Actor)>> {
    let mut found = Vec::new();
    for handle in text::mentions(source).into_iter().take(MAX_MENTIONS) {
        let host = handle.host.clone().unwrap_or_else(|| app.urls.host().to_owned());
        let name = handle.name.clone();
        let known = app.read(move |conn, _| actor::model::by_handle(conn, &name, &host)).await?;
        let actor = match known {
            Some(actor) => Some(actor),
            None if handle.host.is_some() && lookups > 0 => {
                lookups -= 1;
                fetch::by_handle(app, &handle).await.ok()
            }
            None => None,
        };
        if let Some(actor) = actor {
            found.push((handle, actor));
        }
    }
    Ok(found)
}
