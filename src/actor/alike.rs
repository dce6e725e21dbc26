//! Whose name looks like that of somebody else.
//!
//! The skeleton of each person's name is kept beside her row, so that a community's members need not be read to find those who look alike.

use super::follow::RelationState;
use super::model::{self, Actor};
use crate::error::Result;
use crate::store::schema::{actors, members, skeletons};
use crate::store::{BothExt, Conn, among};
use crate::text;
use diesel::dsl::{max, min};
use diesel::prelude::*;
use std::collections::HashMap;

/// Notes what the name of an actor looks like, as it is now. Communities have no members' names.
pub fn note(conn: &mut Conn, actor: &Actor) -> Result<()> {
    if actor.is_group() || actor.deleted_at.is_some() {
        return Ok(());
    }
    let skeleton = text::skeleton(actor.display_name());
    diesel::insert_into(skeletons::table)
        .values((skeletons::actor_id.eq(actor.id), skeletons::skeleton.eq(&skeleton)))
        .on_conflict(skeletons::actor_id)
        .do_update()
        .set(skeletons::skeleton.eq(&skeleton))
        .both()
        .execute(conn)?;
    Ok(())
}

/// For each of these people whose name looks like that of another member of a community that one; of several the one known here the longest.
/// Members whose membership rests are among them. One query, however many members there are.
pub fn in_group<'a>(conn: &mut Conn, group_id: i64, people: impl IntoIterator<Item = &'a Actor>) -> Result<HashMap<i64, Actor>> {
    let people = people.into_iter().filter(|person| person.deleted_at.is_none());
    let looks: HashMap<i64, String> = people.map(|person| (person.id, text::skeleton(person.display_name()))).collect();
    let mut sought: Vec<&str> = looks.values().map(String::as_str).filter(|look| !look.is_empty()).collect();
    sought.sort_unstable();
    sought.dedup();
    // The first and the last of those who share a skeleton: one of them is somebody else.
    let ends: Vec<(String, Option<i64>, Option<i64>)> = members::table
        .inner_join(skeletons::table.on(skeletons::actor_id.eq(members::actor_id)))
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Accepted).or(members::state.eq(RelationState::Lapsed)))
        .filter(actors::deleted_at.is_null())
        .filter(among(skeletons::skeleton, &sought))
        .group_by(skeletons::skeleton)
        .select((skeletons::skeleton, min(members::actor_id), max(members::actor_id)))
        .load(conn)?;
    let ends: HashMap<String, [Option<i64>; 2]> = ends.into_iter().map(|(look, first, last)| (look, [first, last])).collect();
    let other = |(id, look): (&i64, &String)| {
        let other = ends.get(look)?.iter().flatten().find(|other| *other != id)?;
        Some((*id, *other))
    };
    let others: HashMap<i64, i64> = looks.iter().filter_map(other).collect();
    let ids: Vec<i64> = others.values().copied().collect();
    let found: HashMap<i64, Actor> = model::find_all(conn, &ids)?.into_iter().map(|actor| (actor.id, actor)).collect();
    Ok(others.into_iter().filter_map(|(id, other)| Some((id, found.get(&other)?.clone()))).collect())
}
