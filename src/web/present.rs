//! From rows to views: names, links and badges of people, communities and posts.

use super::moment::Moment;
use super::organisation::method_text;
use super::post::{Delivery, Emoji, EmojiCount, OtherReaction, ReactionsView, Standing};
use super::texts::{Language, Texts};
use super::view::{Community, CommunitySummary, Membership, Person, PictureView, PostSummary};
use crate::activity::apply::refusal;
use crate::actor::follow::RelationState;
use crate::actor::member::{Member, Role};
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::error::Result;
use crate::media::Digest;
use crate::notification::seen::{self, Unread};
use crate::object::chatham::is_nameless;
use crate::object::json::Attachment;
use crate::object::reaction::{ReactionKind, Tally};
use crate::object::{self, Object, ObjectState, read};
use crate::peer;
use crate::store::{Conn, Timestamp};
use crate::text;
use crate::vetting::{self, Vouched};
use chrono::{DateTime, Utc};
use std::collections::{BTreeSet, HashMap};

/// How many characters of a text a list shows.
const TEASER: usize = 220;
/// How many pictures of one object are shown.
const PICTURES: usize = 8;
/// How many characters of a purpose a tile shows.
const PURPOSE: usize = 160;

/// Knows the actors of a page and the names of their instances.
#[derive(Debug)]
pub struct Presenter {
    actors: HashMap<i64, Actor>,
    instances: HashMap<String, String>,
    /// Whose staff the people among them are.
    staff: HashMap<i64, Vouched>,
    /// What is unread for the person who looks, by thread.
    unread: HashMap<i64, Unread>,
    /// Hashtags that brought posts into a list.
    tags: HashMap<i64, String>,
    /// The language of the instance, in which somebody who is gone has a name.
    language: Language,
}

/// Somebody without a name and a page.
fn nobody() -> Person {
    Person {
        name: String::new(),
        handle: String::new(),
        url: "/".to_owned(),
        organisation: String::new(),
        vouched: "",
        instance: String::new(),
        picture: String::new(),
    }
}

/// How a community is called in addresses of pages here: `bauen`, or with its instance.
pub fn short_handle(group: &Actor) -> String {
    if group.local { group.username.clone() } else { group.handle() }
}

/// Path of a community's page.
pub fn page_of(group: &Actor) -> String {
    format!("/g/{}", short_handle(group))
}

impl Presenter {
    /// For a page about these actors.
    pub fn of_actors<'a>(conn: &mut Conn, app: &App, actors: impl IntoIterator<Item = &'a Actor>) -> Result<Self> {
        Self::of(conn, app, actors.into_iter().cloned())
    }

    fn of(conn: &mut Conn, app: &App, actors: impl IntoIterator<Item = Actor>) -> Result<Self> {
        let actors: HashMap<i64, Actor> = actors.into_iter().map(|actor| (actor.id, actor)).collect();
        let hosts: BTreeSet<&str> = actors.values().filter(|actor| !actor.local).map(|actor| actor.host.as_str()).collect();
        let instances = peer::names(conn, &hosts.into_iter().collect::<Vec<_>>())?;
        let people: Vec<i64> = actors.values().filter(|actor| actor.kind == ActorKind::Person).map(|actor| actor.id).collect();
        let groups: Vec<i64> = actors.values().filter(|actor| actor.kind == ActorKind::Group).map(|actor| actor.id).collect();
        let staff = vetting::current_of(conn, &people, &groups, app.now())?;
        let language = Language::from_code(app.settings().language.as_str()).unwrap_or(Language::German);
        Ok(Self { actors, instances, staff, unread: HashMap::new(), tags: HashMap::new(), language })
    }

    /// For a page about these objects, their authors and communities.
    pub fn of_objects<'a>(conn: &mut Conn, app: &App, objects: impl IntoIterator<Item = &'a Object>) -> Result<Self> {
        let ids: BTreeSet<i64> = objects.into_iter().flat_map(|object| [Some(object.actor_id), object.group_id]).flatten().collect();
        let actors = actor::model::find_all(conn, &ids.into_iter().collect::<Vec<_>>())?;
        Self::of(conn, app, actors)
    }

    /// Also knows what this person has not read of the threads these objects begin.
    pub fn reading(mut self, conn: &mut Conn, app: &App, person: Option<i64>, beginnings: &[Object]) -> Result<Self> {
        if let Some(person) = person {
            self.unread = seen::unread(conn, person, beginnings, app.now())?;
        }
        Ok(self)
    }

    /// Also knows which hashtags brought which of these posts into the list.
    pub fn because_of(self, tags: HashMap<i64, String>) -> Self {
        Self { tags, ..self }
    }

    /// For a page that shows these objects whole: also knows who is mentioned in them.
    pub fn of_thread<'a>(conn: &mut Conn, app: &App, objects: impl IntoIterator<Item = &'a Object>) -> Result<Self> {
        let objects: Vec<&Object> = objects.into_iter().collect();
        let ids: Vec<i64> = objects.iter().map(|object| object.id).collect();
        let mut people: BTreeSet<i64> = read::addressed(conn, &ids)?.into_iter().collect();
        people.extend(objects.iter().flat_map(|object| [Some(object.actor_id), object.group_id]).flatten());
        let actors = actor::model::find_all(conn, &people.into_iter().collect::<Vec<_>>())?;
        Self::of(conn, app, actors)
    }

    /// A text whose mentions lead to profiles on this instance: nobody is sent away to read about somebody. Its headings begin at this level.
    pub fn prose(&self, html: &str, heading: usize) -> String {
        let mentioned = self.actors.values().filter(|actor| html.contains(actor.ap_id.as_str()));
        mentioned.fold(text::embed(html, heading), |html, actor| {
            let page = if actor.is_group() { self.community(actor).url } else { self.person(actor).url };
            let linked = |address: &str| format!("href=\"{}\"", text::escape_html(address));
            html.replace(&linked(&actor.ap_id), &linked(&page))
        })
    }

    /// The actor with this number, if the page is about it.
    pub fn actor(&self, id: i64) -> Option<&Actor> {
        self.actors.get(&id)
    }

    fn instance(&self, actor: &Actor) -> String {
        if actor.local {
            return String::new();
        }
        self.instances.get(&actor.host).filter(|name| !name.is_empty()).unwrap_or(&actor.host).clone()
    }

    /// A person.
    pub fn person(&self, actor: &Actor) -> Person {
        if actor.deleted_at.is_some() {
            return Person { name: Texts::new(self.language).t("person-departed").into_owned(), ..nobody() };
        }
        let handle = if actor.local { actor.username.clone() } else { actor.handle() };
        let vouched = self.staff.get(&actor.id);
        Person {
            name: actor.display_name().to_owned(),
            url: format!("/@{handle}"),
            handle: format!("@{handle}"),
            organisation: match vouched {
                Some(vouched) => vouched.organisation.clone(),
                None => actor::json::organisation(actor).unwrap_or_default(),
            },
            vouched: vouched.map_or("", |vouched| method_text(vouched.method)),
            instance: self.instance(actor),
            picture: portrait(actor),
        }
    }

    /// The person with this number.
    pub fn person_of(&self, id: i64) -> Person {
        self.actor(id).map_or_else(nobody, |actor| self.person(actor))
    }

    /// Who wrote something; where the community published it for a member who gave no name, that.
    pub fn author(&self, t: Texts, object: &Object) -> Person {
        match self.actor(object.actor_id).filter(|_| is_nameless(object)) {
            Some(group) => self.nameless(t, group),
            None => self.person_of(object.actor_id),
        }
    }

    /// A member of this community who gave no name.
    pub fn nameless(&self, t: Texts, group: &Actor) -> Person {
        let Community { handle, url, instance, .. } = self.community(group);
        Person { name: t.t("nameless-author").into_owned(), handle: format!("!{handle}"), url, instance, ..nobody() }
    }

    /// Who reported something. For people who are not logged in the server itself speaks: it has no profile.
    pub fn reporter(&self, t: Texts, id: i64) -> Person {
        match self.actor(id) {
            Some(server) if server.local && server.kind == ActorKind::Application => Person {
                name: t.t("report-visitor").into_owned(),
                handle: "@".to_owned(),
                url: String::new(),
                organisation: String::new(),
                vouched: "",
                instance: String::new(),
                picture: String::new(),
            },
            _ => self.person_of(id),
        }
    }

    /// A community.
    pub fn community(&self, actor: &Actor) -> Community {
        Community {
            name: actor.display_name().to_owned(),
            url: page_of(actor),
            handle: short_handle(actor),
            instance: self.instance(actor),
            picture: portrait(actor),
        }
    }

    /// A community in a list.
    pub fn summary(&self, actor: &Actor, membership: Membership) -> CommunitySummary {
        CommunitySummary {
            community: self.community(actor),
            purpose: text::excerpt(&actor.summary, PURPOSE),
            members: actor.follower_count,
            membership,
            reach: actor.reach,
        }
    }

    /// A post in a list; `within` is the community whose own page it is on.
    pub fn post(&self, t: Texts, object: &Object, now: Timestamp, within: Option<i64>) -> PostSummary {
        let group = object.group_id.filter(|group| Some(*group) != within).and_then(|group| self.actor(group));
        let teaser = if object.summary.is_empty() { text::excerpt(&object.content, TEASER) } else { object.summary.clone() };
        let title = title(object);
        PostSummary {
            url: format!("/b/{}", object.id),
            teaser: if teaser.starts_with(title.trim_end_matches('…')) { String::new() } else { teaser },
            title,
            picture: pictures(object).into_iter().next(),
            author: self.author(t, object),
            community: group.map(|group| self.community(group)),
            published: moment(t, object.published, now),
            comments: object.reply_count,
            reactions: object.reaction_count,
            pinned: object.pinned_at.is_some(),
            locked: object.locked_at.is_some(),
            pending: object.state == ObjectState::Pending,
            unread: self.unread.get(&object.id).copied().unwrap_or(Unread::Nothing),
            unknown_kind: if object.tool.is_none() { object.kind.clone() } else { String::new() },
            because_of: self.tags.get(&object.id).cloned().unwrap_or_default(),
        }
    }
}

/// The path of an actor's picture; another server's comes through our own cache. The address changes when the picture does.
pub fn portrait(actor: &Actor) -> String {
    match &actor.icon {
        None => String::new(),
        Some(url) if actor.local => url.rsplit_once("/media/").map_or_else(String::new, |(_, id)| format!("/media/{id}/klein")),
        Some(url) => format!("/media/fern/profil/{}?v={}", actor.id, &Digest::of(url.as_bytes()).as_str()[..8]),
    }
}

/// The pictures of an object that is there.
pub fn pictures(object: &Object) -> Vec<PictureView> {
    if object.deleted_at.is_some() {
        return Vec::new();
    }
    let attachments = object::json::details(object).attachments.into_iter().filter(Attachment::is_picture);
    attachments.enumerate().take(PICTURES).filter_map(|(place, attachment)| picture(object, place, attachment)).collect()
}

fn picture(object: &Object, place: usize, attachment: Attachment) -> Option<PictureView> {
    let url = if object.local {
        format!("/media/{}", attachment.url.rsplit_once("/media/")?.1.parse::<i64>().ok()?)
    } else {
        format!("/media/fern/beitrag/{}/{place}", object.id)
    };
    // As the small form is made: within a square of 640 pixels.
    let (width, height) = (attachment.width, attachment.height);
    let longest = width.max(height).max(640);
    let shrunk = |side: u32| if width == 0 || height == 0 { 0 } else { (side * 640 / longest).max(1) };
    Some(PictureView { small_url: format!("{url}/klein"), url, alternative: attachment.name, width: shrunk(width), height: shrunk(height) })
}

/// The title of a post: its name, or the beginning of its text.
pub fn title(object: &Object) -> String {
    if !object.name.is_empty() {
        return object.name.clone();
    }
    let beginning = text::excerpt(&object.content, 80);
    if beginning.is_empty() { object.kind.clone() } else { beginning }
}

/// A time for people.
pub fn moment(t: Texts, at: Timestamp, now: Timestamp) -> Moment {
    Moment::new(t, utc(at), utc(now))
}

/// Until when something holds, as a part of a sentence.
pub fn until(t: Texts, end: Timestamp) -> String {
    super::moment::until(t, utc(end))
}

fn utc(time: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(time.0).unwrap_or_default()
}

/// A reason that was given; what a server says by itself in the reader's language.
pub fn reason(t: Texts, given: &str) -> String {
    refusal::text_id(given).map_or_else(|| given.to_owned(), |id| t.t(id).into_owned())
}

/// How the viewer stands to a community.
pub fn membership(signed_in: bool, member: Option<&Member>) -> Membership {
    match member {
        _ if !signed_in => Membership::Unknown,
        None => Membership::None,
        Some(member) => match (member.state, member.role) {
            (RelationState::Pending, _) => Membership::Requested,
            (RelationState::Lapsed, _) => Membership::Lapsed,
            (RelationState::Unconfirmed, _) => Membership::Unconfirmed,
            (RelationState::Accepted, Role::Host) => Membership::Host,
            (RelationState::Accepted, Role::Member) => Membership::Member,
            (RelationState::Accepted, Role::Reader) => Membership::Reader,
        },
    }
}

/// Whether a post is still there.
pub fn standing(object: &Object) -> Standing {
    match (&object.deleted_at, &object.removed_reason) {
        (None, _) => Standing::Shown,
        (Some(_), Some(reason)) => Standing::Removed(reason.clone()),
        (Some(_), None) => Standing::Deleted,
    }
}

/// Whether the community's instance has a post.
pub fn delivery(object: &Object) -> Delivery {
    match object.state {
        ObjectState::Published | ObjectState::Emptied => Delivery::Done,
        ObjectState::Pending => Delivery::Pending,
        ObjectState::Refused => Delivery::Refused,
    }
}

/// The reactions to one object out of those to many.
pub fn reactions(id: i64, tallies: &[Tally], may_react: bool) -> ReactionsView {
    let mut view = ReactionsView { id, may_react, ..ReactionsView::default() };
    for tally in tallies.iter().filter(|tally| tally.object_id == id) {
        match (tally.kind, Emoji::from_symbol(&tally.emoji)) {
            (ReactionKind::Like, _) => (view.likes, view.liked) = (tally.count, tally.own),
            (ReactionKind::Emoji, Some(emoji)) => view.emoji.push(EmojiCount { emoji, count: tally.count, mine: tally.own }),
            (ReactionKind::Emoji, None) => view.others.push(OtherReaction { symbol: tally.emoji.clone(), count: tally.count }),
            (ReactionKind::Dislike, _) => view.others.push(OtherReaction { symbol: "👎".to_owned(), count: tally.count }),
            (ReactionKind::Boost, _) => view.others.push(OtherReaction { symbol: "🔁".to_owned(), count: tally.count }),
        }
    }
    view.emoji.sort_by_key(|used| Emoji::ALL.iter().position(|emoji| *emoji == used.emoji));
    view
}
