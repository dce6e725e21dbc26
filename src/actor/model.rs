//! The `actors` row and its few queries.

use super::alike;
use super::audience::{Viewer, known_to};
use crate::error::{Error, Result};
use crate::store::MultiBackend;
use crate::store::schema::{actors, members};
use crate::store::types::Timestamp;
use crate::store::{AnyConn, BothExt, Conn, among, on_each, prepared_update};
use crate::{small_enum, text_enum};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};

small_enum! {
    /// What an actor is (ActivityStreams vocabulary §3.1).
    pub enum ActorKind {
        /// A person.
        Person = 0,
        /// A community.
        Group = 1,
        /// A server or a program that acts by itself.
        Application = 2,
    }
}

impl ActorKind {
    /// The ActivityStreams type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Group => "Group",
            Self::Application => "Application",
        }
    }

    /// Reads an ActivityStreams type; `Service` and `Organization` act like programs and groups of other software.
    pub fn parse(kind: &str) -> Option<Self> {
        match kind {
            "Person" => Some(Self::Person),
            "Group" | "Organization" => Some(Self::Group),
            "Application" | "Service" => Some(Self::Application),
            _ => None,
        }
    }
}

text_enum! {
    /// Who may read a community.
    pub enum CommunityReach {
        /// Everybody.
        Public = 0 => "public",
        /// Its members: all for whom somebody vouches may join, here and on the instances with which ours is connected by a rule.
        Network = 1 => "network",
        /// Its members. Everybody sees what it is for and how to become one.
        Closed = 2 => "closed",
        /// Its members, who are invited. For everybody else it does not exist.
        Secret = 3 => "secret",
        /// Its members, who live here: all for whom somebody vouches may join. Elsewhere it does not exist.
        Local = 4 => "local",
    }
}

impl CommunityReach {
    /// Whether not everybody may read it.
    pub const fn is_protected(self) -> bool {
        !matches!(self, Self::Public)
    }

    /// Whether not everybody learns that it exists ([`super::audience`]).
    pub const fn is_hidden(self) -> bool {
        matches!(self, Self::Secret | Self::Local)
    }

    /// To what its hosts may narrow it: fewer people get in, and nobody learns of it who did not before.
    pub const fn narrower(self) -> &'static [Self] {
        match self {
            Self::Network => &[Self::Closed, Self::Secret, Self::Local],
            Self::Closed => &[Self::Secret],
            Self::Public | Self::Secret | Self::Local => &[],
        }
    }

    /// Whether all for whom somebody vouches come in, without being asked anything.
    pub const fn is_open_to_staff(self) -> bool {
        matches!(self, Self::Network | Self::Local)
    }
}

/// Holds an actor until the transaction ends: who looks first and changes then sees no half of what others do to it meanwhile. SQLite has one
/// writer at a time. On PostgreSQL others may still refer to the row (PostgreSQL manual §13.3.2, `FOR NO KEY UPDATE`).
pub fn hold(conn: &mut Conn, id: i64) -> Result<()> {
    if let AnyConn::Pg(postgres) = conn {
        actors::table.find(id).select(actors::id).for_no_key_update().load::<i64>(postgres)?;
    }
    Ok(())
}

/// A person, community or server, here or elsewhere.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = actors, check_for_backend(MultiBackend))]
pub struct Actor {
    /// Our number for it.
    pub id: i64,
    /// Its ActivityPub id.
    pub ap_id: String,
    /// Person, community or server.
    pub kind: ActorKind,
    /// `preferredUsername`.
    pub username: String,
    /// Host with port, as in its handle.
    pub host: String,
    /// Whether it lives here.
    pub local: bool,
    /// Display name, plain text.
    pub name: String,
    /// About it, sanitised HTML.
    pub summary: String,
    /// The Markdown behind `summary`, where known.
    pub source: String,
    /// The page people read.
    pub url: String,
    /// Where activities for it are delivered.
    pub inbox: String,
    /// The inbox its whole server shares.
    pub shared_inbox: Option<String>,
    /// Collection of its public activities.
    pub outbox: Option<String>,
    /// Collection of its followers or members; as an addressee it means all of them.
    pub followers: Option<String>,
    /// A community's collection of hosts (`attributedTo`, FEP-1b12).
    pub moderators: Option<String>,
    /// Collection of its pinned objects.
    pub featured: Option<String>,
    /// URL of its picture.
    pub icon: Option<String>,
    /// Only hosts may write (`postingRestrictedToMods`).
    pub posting_restricted: bool,
    /// Follows need a decision (`manuallyApprovesFollowers`).
    pub manually_approves: bool,
    /// Further properties as JSON: what a person says about herself ([`super::json::Person`]), a community's rules, a server's capabilities.
    pub details: String,
    /// The document as received; `None` for local actors.
    pub json: Option<String>,
    /// A local community's next sequence number.
    pub next_seq: i64,
    /// The highest sequence number seen from a community elsewhere.
    pub seen_seq: i64,
    /// Followers or members, recountable.
    pub follower_count: i64,
    /// When it began.
    pub published: Timestamp,
    /// When its profile last changed, as it says.
    pub updated: Option<Timestamp>,
    /// When its document was last fetched.
    pub fetched_at: Option<Timestamp>,
    /// Hidden by an admin.
    pub suspended_at: Option<Timestamp>,
    /// It is gone.
    pub deleted_at: Option<Timestamp>,
    /// Of a community: who may read it.
    pub reach: CommunityReach,
    /// Of a community that not everybody may read: the collection of its members, by which things are addressed to them.
    pub members: Option<String>,
}

impl Actor {
    /// `name@host`.
    pub fn handle(&self) -> String {
        format!("{}@{}", self.username, self.host)
    }

    /// The display name, or the user name when there is none.
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() { &self.username } else { &self.name }
    }

    /// The inbox to deliver to: the shared one where there is one.
    pub fn delivery_inbox(&self) -> &str {
        self.shared_inbox.as_deref().unwrap_or(&self.inbox)
    }

    /// Whether it is a community that not everybody may read.
    pub fn is_protected(&self) -> bool {
        self.reach.is_protected()
    }

    /// Whether it is a community of which not everybody learns that it exists ([`super::audience`]).
    pub fn is_hidden(&self) -> bool {
        self.reach.is_hidden()
    }

    /// Whether it is a community.
    pub fn is_group(&self) -> bool {
        self.kind == ActorKind::Group
    }
}

diesel::define_sql_function! {
    /// The first of the two that there is.
    #[sql_name = "coalesce"]
    fn first_of(one: Nullable<Text>, other: Text) -> Text;
}

/// [`Actor::delivery_inbox`] as the database says it.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn delivery_inbox() -> _ {
    first_of(actors::shared_inbox, actors::inbox)
}

/// The actor with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Actor> {
    Ok(on_each!(conn, |each| actors::table.find(id).select(Actor::as_select()).first(each))?)
}

/// Several actors at once, in no particular order.
pub fn find_all(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Actor>> {
    Ok(on_each!(conn, |each| actors::table.filter(among(actors::id, ids)).select(Actor::as_select()).load(each))?)
}

/// The actor with this ActivityPub id, if we know it.
pub fn by_ap_id(conn: &mut Conn, ap_id: &str) -> Result<Option<Actor>> {
    Ok(on_each!(conn, |each| actors::table.filter(actors::ap_id.eq(ap_id)).select(Actor::as_select()).first(each)).optional()?)
}

/// The communities among these ActivityPub ids or ids of their followers collections.
pub fn groups_among(conn: &mut Conn, urls: &[&str]) -> Result<Vec<Actor>> {
    Ok(actors::table
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(actors::deleted_at.is_null())
        .filter(among(actors::ap_id, urls).or(among(actors::followers.assume_not_null(), urls)))
        .order(actors::id)
        .select(Actor::as_select())
        .load(conn)?)
}

/// The protected community whose collection of members is among these, if there is one.
pub fn group_of_members(conn: &mut Conn, urls: &[&str]) -> Result<Option<Actor>> {
    let groups = actors::table.filter(actors::kind.eq(ActorKind::Group)).filter(actors::deleted_at.is_null());
    let groups = groups.filter(among(actors::members.assume_not_null(), urls)).filter(actors::members.is_not_null());
    Ok(groups.order(actors::id).select(Actor::as_select()).first(conn).optional()?)
}

/// The actor with this name and host; persons before communities before servers where names are shared elsewhere. Communities of which not
/// everybody learns have no handle for whoever asks here.
pub fn by_handle(conn: &mut Conn, username: &str, host: &str) -> Result<Option<Actor>> {
    Ok(actors::table
        .filter(actors::username.eq(username))
        .filter(actors::host.eq(host))
        .filter(actors::deleted_at.is_null())
        .filter(known_to(Viewer::Anonymous))
        .order(actors::kind)
        .select(Actor::as_select())
        .first(conn)
        .optional()?)
}

/// The community with this name and host, whoever may learn of it.
pub fn group_by_handle(conn: &mut Conn, username: &str, host: &str) -> Result<Option<Actor>> {
    Ok(actors::table
        .filter(actors::username.eq(username))
        .filter(actors::host.eq(host))
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(actors::deleted_at.is_null())
        .select(Actor::as_select())
        .first(conn)
        .optional()?)
}

/// The communities of which this viewer learns: those of this instance first, then the largest; at most `limit`.
pub fn groups(conn: &mut Conn, viewer: Viewer, limit: i64) -> Result<Vec<Actor>> {
    Ok(actors::table
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .filter(known_to(viewer))
        .order((actors::local.desc(), actors::follower_count.desc(), actors::id))
        .limit(limit)
        .select(Actor::as_select())
        .load(conn)?)
}

/// The first communities this person has nothing to do with yet.
pub fn groups_without(conn: &mut Conn, person: i64, limit: i64) -> Result<Vec<Actor>> {
    let joined = members::table.filter(members::actor_id.eq(person)).filter(members::group_id.eq(actors::id));
    Ok(actors::table
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(joined)))
        .filter(known_to(Viewer::Local { actor_id: person }))
        .order((actors::local.desc(), actors::follower_count.desc(), actors::id))
        .limit(limit)
        .select(Actor::as_select())
        .load(conn)?)
}

/// Stores a new actor.
pub fn insert(conn: &mut Conn, actor: &Actor) -> Result<()> {
    diesel::insert_into(actors::table).values(actor).execute(conn)?;
    alike::note(conn, actor)
}

/// Stores what an actor's own server says about it. Keeps our number, our counters and what an admin decided; a document with another kind
/// than before is refused, so that a person cannot turn into a community.
pub fn upsert(conn: &mut Conn, actor: &Actor) -> Result<Actor> {
    if let Some(known) = by_ap_id(conn, &actor.ap_id)? {
        if known.kind != actor.kind || known.local {
            return Err(Error::forbidden("error-actor-kind-changed"));
        }
        let merged = Actor {
            id: known.id,
            next_seq: known.next_seq,
            seen_seq: known.seen_seq,
            follower_count: known.follower_count,
            published: known.published,
            suspended_at: known.suspended_at,
            ..actor.clone()
        };
        prepared_update(actors::table.find(known.id)).set(&merged).execute(conn)?;
        // `AsChangeset` leaves `None` untouched, which is what keeps a tombstone; a living document lifts it, and can take its picture away.
        let (living, icon) = (actors::deleted_at.eq(None::<Timestamp>), actors::icon.eq(&actor.icon));
        prepared_update(actors::table.find(known.id)).set((living, icon)).execute(conn)?;
        let stored = find(conn, known.id)?;
        if stored.display_name() != known.display_name() {
            alike::note(conn, &stored)?;
        }
        return Ok(stored);
    }
    diesel::insert_into(actors::table).values(actor).on_conflict(actors::ap_id).do_nothing().both().execute(conn)?;
    let stored = by_ap_id(conn, &actor.ap_id)?.ok_or_else(|| Error::internal("an actor vanished while it was stored"))?;
    alike::note(conn, &stored)?;
    Ok(stored)
}

/// Allocates the next sequence number of a local community, in the caller's transaction.
pub fn next_seq(conn: &mut Conn, group_id: i64) -> Result<i64> {
    prepared_update(actors::table.find(group_id)).set(actors::next_seq.eq(actors::next_seq + 1)).execute(conn)?;
    Ok(on_each!(conn, |each| actors::table.find(group_id).select(actors::next_seq).first(each))?)
}

/// Notes the highest sequence number seen from a community elsewhere.
pub fn saw_seq(conn: &mut Conn, group_id: i64, seq: i64) -> Result<()> {
    prepared_update(actors::table.find(group_id).filter(actors::seen_seq.lt(seq))).set(actors::seen_seq.eq(seq)).execute(conn)?;
    Ok(())
}

/// Changes the number of followers or members by a delta.
pub fn add_to_follower_count(conn: &mut Conn, id: i64, delta: i64) -> Result<()> {
    prepared_update(actors::table.find(id)).set(actors::follower_count.eq(actors::follower_count + delta)).execute(conn)?;
    Ok(())
}

/// Marks an actor as gone. What it wrote is dealt with by `activity::apply`, what else is known of it by `personal::erase`.
pub fn mark_deleted(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    prepared_update(actors::table.find(id)).set(actors::deleted_at.eq(now)).execute(conn)?;
    Ok(())
}

/// What a profile form may change.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = actors)]
pub struct Profile {
    /// Display name.
    pub name: String,
    /// About, sanitised HTML.
    pub summary: String,
    /// About, Markdown.
    pub source: String,
    /// Further properties as JSON.
    pub details: String,
    /// Only hosts may write.
    pub posting_restricted: bool,
    /// When it changed.
    pub updated: Option<Timestamp>,
}

/// Changes the profile of a local actor.
pub fn update_profile(conn: &mut Conn, id: i64, profile: &Profile) -> Result<()> {
    prepared_update(actors::table.find(id)).set(profile).execute(conn)?;
    let changed = find(conn, id)?;
    alike::note(conn, &changed)
}

/// Changes who may read a community.
pub fn set_reach(conn: &mut Conn, id: i64, reach: CommunityReach) -> Result<()> {
    diesel::update(actors::table.find(id)).set(actors::reach.eq(reach)).execute(conn)?;
    Ok(())
}

/// Has what an actor elsewhere says about itself fetched anew when it is asked for next.
pub fn doubt(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::update(actors::table.find(id)).set(actors::fetched_at.eq(None::<Timestamp>)).execute(conn)?;
    Ok(())
}

/// Takes a community elsewhere for one of invited people, until its home shows it again.
pub fn conceal(conn: &mut Conn, ap_id: &str) -> Result<()> {
    let elsewhere = actors::table.filter(actors::ap_id.eq(ap_id)).filter(actors::local.eq(false));
    let protected = elsewhere.filter(actors::reach.ne(CommunityReach::Public));
    diesel::update(protected).set(actors::reach.eq(CommunityReach::Secret)).execute(conn)?;
    Ok(())
}

/// Protected communities elsewhere that everybody here may know of and whose documents were fetched before this time, the oldest first; ids.
pub fn protected_elsewhere(conn: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<String>> {
    let named = actors::reach.eq(CommunityReach::Network).or(actors::reach.eq(CommunityReach::Closed));
    Ok(actors::table
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(actors::local.eq(false))
        .filter(actors::deleted_at.is_null())
        .filter(named)
        .filter(actors::fetched_at.is_null().or(actors::fetched_at.assume_not_null().lt(before)))
        .order(actors::fetched_at)
        .limit(limit)
        .select(actors::ap_id)
        .load(conn)?)
}

/// Communities among these ids of which not everybody learns that they exist.
pub fn hidden_among(conn: &mut Conn, ap_ids: &[&str]) -> Result<Vec<Actor>> {
    let hidden = actors::reach.eq(CommunityReach::Secret).or(actors::reach.eq(CommunityReach::Local));
    let found = actors::table.filter(among(actors::ap_id, ap_ids)).filter(actors::kind.eq(ActorKind::Group)).filter(hidden);
    Ok(on_each!(conn, |each| found.select(Actor::as_select()).load(each))?)
}

/// Changes the picture of a local actor.
pub fn set_icon(conn: &mut Conn, id: i64, icon: Option<&str>) -> Result<()> {
    prepared_update(actors::table.find(id)).set(actors::icon.eq(icon)).execute(conn)?;
    Ok(())
}

/// Changes what stands in `details` alone.
pub fn set_details(conn: &mut Conn, id: i64, details: &str, now: Timestamp) -> Result<()> {
    prepared_update(actors::table.find(id)).set((actors::details.eq(details), actors::updated.eq(now))).execute(conn)?;
    Ok(())
}

/// The numbers of the known actors among these ActivityPub ids.
pub fn ids_among(conn: &mut Conn, urls: &[&str]) -> Result<Vec<i64>> {
    let known = actors::table.filter(among(actors::ap_id, urls)).filter(actors::deleted_at.is_null());
    Ok(on_each!(conn, |each| known.select(actors::id).load(each))?)
}

/// The community whose hosts, members or pinned objects this collection holds.
pub fn group_of_collection(conn: &mut Conn, url: &str) -> Result<Option<(Actor, Collection)>> {
    let hosts = actors::moderators.assume_not_null().eq(url);
    let group: Option<Actor> = actors::table
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(hosts.or(actors::featured.assume_not_null().eq(url)).or(actors::members.assume_not_null().eq(url)))
        .select(Actor::as_select())
        .first(conn)
        .optional()?;
    Ok(group.map(|group| {
        let collection = match url {
            url if group.moderators.as_deref() == Some(url) => Collection::Hosts,
            url if group.members.as_deref() == Some(url) => Collection::Members,
            _ => Collection::Pinned,
        };
        (group, collection)
    }))
}

/// A collection of a community that its hosts change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collection {
    /// Its hosts (FEP-1b12).
    Hosts,
    /// The members of a protected one: what they may do there.
    Members,
    /// What stands above the others.
    Pinned,
}

/// Communities of which this viewer learns whose name or handle contains these words, the largest first.
pub fn search_groups(conn: &mut Conn, viewer: Viewer, words: &str, limit: i64) -> Result<Vec<Actor>> {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let pattern = format!("%{escaped}%");
    Ok(actors::table
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .filter(known_to(viewer))
        .filter(
            lower(actors::name).like(pattern.to_lowercase()).escape('\\').or(actors::username.like(pattern.to_lowercase()).escape('\\')),
        )
        .order((actors::follower_count.desc(), actors::id))
        .limit(limit)
        .select(Actor::as_select())
        .load(conn)?)
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Lower case, as the database knows it.
    fn lower(text: Text) -> Text;
}
