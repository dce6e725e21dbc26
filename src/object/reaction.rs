//! Reactions to objects: likes, dislikes, emoji, boosts.

use super::model::add_to_reaction_count;
use crate::error::Result;
use crate::small_enum;
use crate::store::schema::{actors, objects, reactions};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, among};
use diesel::prelude::*;

small_enum! {
    /// What kind of reaction it is.
    pub enum ReactionKind {
        /// `Like`.
        Like = 0,
        /// `Dislike`.
        Dislike = 1,
        /// `EmojiReact` (FEP-c0e0).
        Emoji = 2,
        /// `Announce` by a person.
        Boost = 3,
    }
}

/// The emoji people can choose from here, a small set so that each has a name in every language.
pub const EMOJI: [&str; 5] = ["👍", "❤️", "🎉", "💡", "🤔"];

/// One reaction.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = reactions, check_for_backend(MultiBackend))]
pub struct Reaction {
    /// Our number for it.
    pub id: i64,
    /// What it is about.
    pub object_id: i64,
    /// Whose it is; `None` when a community counts it on its own word.
    pub actor_id: Option<i64>,
    /// What makes it unique: the actor's id, or a digest of it for reactions that name nobody.
    pub actor_key: String,
    /// Like, dislike, emoji or boost.
    pub kind: ReactionKind,
    /// The emoji of an `EmojiReact`, else empty.
    pub emoji: String,
    /// Id of the activity.
    pub activity: String,
    /// When it came.
    pub created_at: Timestamp,
}

/// How often an object got a reaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The object.
    pub object_id: i64,
    /// Like, dislike, emoji or boost.
    pub kind: ReactionKind,
    /// The emoji, else empty.
    pub emoji: String,
    /// How many.
    pub count: i64,
    /// Whether the viewer is among them.
    pub own: bool,
}

/// Stores a reaction. Returns whether it is new.
pub fn insert(conn: &mut Conn, reaction: &Reaction) -> Result<bool> {
    let stored = diesel::insert_into(reactions::table).values(reaction).on_conflict_do_nothing().both().execute(conn)? > 0;
    if stored {
        add_to_reaction_count(conn, reaction.object_id, 1)?;
    }
    Ok(stored)
}

/// How many reactions of this kind an actor has put on an object.
pub fn count_of(conn: &mut Conn, object_id: i64, actor_key: &str, kind: ReactionKind) -> Result<i64> {
    let mine = reactions::table.filter(reactions::object_id.eq(object_id)).filter(reactions::actor_key.eq(actor_key));
    Ok(mine.filter(reactions::kind.eq(kind)).count().get_result(conn)?)
}

/// Takes back a reaction of this actor. Returns whether there was one.
pub fn remove(conn: &mut Conn, object_id: i64, actor_key: &str, kind: ReactionKind, emoji: Option<&str>) -> Result<bool> {
    let mine = reactions::table
        .filter(reactions::object_id.eq(object_id))
        .filter(reactions::actor_key.eq(actor_key))
        .filter(reactions::kind.eq(kind));
    let ids: Vec<i64> = match emoji {
        Some(emoji) => mine.filter(reactions::emoji.eq(emoji)).select(reactions::id).load(conn)?,
        None => mine.select(reactions::id).load(conn)?,
    };
    let removed = diesel::delete(reactions::table.filter(among(reactions::id, &ids))).execute(conn)?;
    add_to_reaction_count(conn, object_id, -i64::try_from(removed).unwrap_or_default())?;
    Ok(removed > 0)
}

/// The reaction of this actor of this kind, if there is one.
pub fn find(conn: &mut Conn, object_id: i64, actor_key: &str, kind: ReactionKind, emoji: &str) -> Result<Option<Reaction>> {
    Ok(reactions::table
        .filter(reactions::object_id.eq(object_id))
        .filter(reactions::actor_key.eq(actor_key))
        .filter(reactions::kind.eq(kind))
        .filter(reactions::emoji.eq(emoji))
        .select(Reaction::as_select())
        .first(conn)
        .optional()?)
}

/// The reaction made by this activity, if there is one.
pub fn by_activity(conn: &mut Conn, activity: &str) -> Result<Option<Reaction>> {
    Ok(reactions::table.filter(reactions::activity.eq(activity)).select(Reaction::as_select()).first(conn).optional()?)
}

/// Whose objects an actor reacted to, and in which communities they are.
pub fn reacted_to(conn: &mut Conn, actor_id: i64) -> Result<Vec<(i64, Option<i64>)>> {
    let reacted = reactions::table.filter(reactions::actor_id.eq(actor_id)).select(reactions::object_id);
    Ok(objects::table.filter(objects::id.eq_any(reacted)).select((objects::actor_id, objects::group_id)).distinct().load(conn)?)
}

/// The reactions of an actor, oldest first, and the ids of what they are about.
pub fn of_actor(conn: &mut Conn, actor_id: i64) -> Result<Vec<(Reaction, String)>> {
    Ok(reactions::table
        .inner_join(objects::table.on(objects::id.eq(reactions::object_id)))
        .filter(reactions::actor_id.eq(actor_id))
        .order(reactions::id)
        .select((Reaction::as_select(), objects::ap_id))
        .load(conn)?)
}

/// Removes all reactions of an actor.
pub fn remove_all_of(conn: &mut Conn, actor_id: i64) -> Result<()> {
    let rows: Vec<(i64, i64)> =
        reactions::table.filter(reactions::actor_id.eq(actor_id)).select((reactions::id, reactions::object_id)).load(conn)?;
    for (id, object_id) in rows {
        diesel::delete(reactions::table.find(id)).execute(conn)?;
        add_to_reaction_count(conn, object_id, -1)?;
    }
    Ok(())
}

/// Forgets who elsewhere reacted to something that nobody here may read any more.
pub fn forget_of_others(conn: &mut Conn, object_id: i64) -> Result<()> {
    let ours = actors::table.filter(actors::local.eq(true)).select(actors::id);
    let others = reactions::actor_id.is_null().or(diesel::dsl::not(reactions::actor_id.assume_not_null().eq_any(ours)));
    let removed = diesel::delete(reactions::table.filter(reactions::object_id.eq(object_id)).filter(others)).execute(conn)?;
    add_to_reaction_count(conn, object_id, -i64::try_from(removed).unwrap_or_default())
}

/// The tallies of several objects; `viewer` is the actor whose own reactions are marked.
pub fn tallies(conn: &mut Conn, object_ids: &[i64], viewer: Option<i64>) -> Result<Vec<Tally>> {
    let groups: Vec<(i64, ReactionKind, String, i64)> = reactions::table
        .filter(among(reactions::object_id, object_ids))
        .group_by((reactions::object_id, reactions::kind, reactions::emoji))
        .select((reactions::object_id, reactions::kind, reactions::emoji, diesel::dsl::count_star()))
        .order((reactions::object_id, reactions::kind, reactions::emoji))
        .load(conn)?;
    let own: Vec<(i64, ReactionKind, String)> = match viewer {
        Some(viewer) => reactions::table
            .filter(among(reactions::object_id, object_ids))
            .filter(reactions::actor_id.eq(viewer))
            .select((reactions::object_id, reactions::kind, reactions::emoji))
            .load(conn)?,
        None => Vec::new(),
    };
    Ok(groups
        .into_iter()
        .map(|(object_id, kind, emoji, count)| {
            let own = own.iter().any(|mine| mine.0 == object_id && mine.1 == kind && mine.2 == emoji);
            Tally { object_id, kind, emoji, count, own }
        })
        .collect())
}
