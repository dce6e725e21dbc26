//! Who may read an object: the one predicate every reading query goes through.

use super::model::{ObjectState, Reach};
pub use crate::actor::Viewer;
use crate::actor::follow::RelationState;
use crate::error::Result;
use crate::json::PUBLIC;
use crate::store::schema::{actors, follows, members, objects, recipients};
use crate::store::{Conn, MultiBackend};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// A condition on the `objects` table.
pub type Condition = Box<dyn BoxableExpression<objects::table, MultiBackend, SqlType = Bool>>;

/// Whether this viewer may read an object.
///
/// Everybody reads what is public or unlisted and published. Its author reads everything of her own, also what is pending or refused.
/// Accepted followers of the author read what is for followers, whoever is addressed reads what is addressed to them, and everybody signed
/// in here reads what is local. What is for the members of a protected community its accepted members read: our people wherever the community
/// lives; others, and servers for their people, only in communities of ours, since a community's home alone serves what is in it. That home gets
/// from us what our people wrote in it.
pub fn visible_to(viewer: Viewer) -> Condition {
    // No lists of values: SQLite would plan a statement with one anew each time.
    let open = objects::reach.eq(Reach::Public).or(objects::reach.eq(Reach::Unlisted)).and(objects::state.eq(ObjectState::Published));
    let Some(actor_id) = viewer.actor_id() else { return Box::new(open) };
    let followed = follows::table
        .filter(follows::follower_id.eq(actor_id))
        .filter(follows::state.eq(RelationState::Accepted))
        .select(follows::target_id);
    let addressed = recipients::table.filter(recipients::actor_id.eq(actor_id)).select(recipients::object_id);
    let known = objects::state.eq(ObjectState::Published).and(
        objects::reach
            .eq(Reach::Followers)
            .and(objects::actor_id.eq_any(followed))
            .or(objects::reach.eq(Reach::Followers).or(objects::reach.eq(Reach::Direct)).and(objects::id.eq_any(addressed))),
    );
    let own = objects::actor_id.eq(actor_id);
    let inside = objects::reach.eq(Reach::Members).and(objects::state.eq(ObjectState::Published));
    match viewer {
        Viewer::Local { .. } => {
            let here = objects::reach.eq(Reach::Local).and(objects::state.eq(ObjectState::Published));
            let memberships = members::table.filter(members::actor_id.eq(actor_id)).filter(members::state.eq(RelationState::Accepted));
            let inside = inside.and(objects::group_id.assume_not_null().eq_any(memberships.select(members::group_id)));
            Box::new(open.or(own).or(known).or(here).or(inside))
        }
        Viewer::Peer { .. } => {
            let memberships = members::table.inner_join(actors::table.on(actors::id.eq(members::group_id)));
            let ours = memberships.filter(actors::local.eq(true)).filter(members::state.eq(RelationState::Accepted));
            let ours = ours.filter(members::actor_id.eq(actor_id)).select(members::group_id);
            Box::new(open.or(own).or(known).or(inside.and(objects::group_id.assume_not_null().eq_any(ours))))
        }
        Viewer::Server { .. } => {
            let (server, group, home) = diesel::alias!(actors as server, actors as community, actors as home);
            let host = server.filter(server.field(actors::id).eq(actor_id)).select(server.field(actors::host));
            let homes = home
                .filter(home.field(actors::host).eq_any(host))
                .filter(home.field(actors::members).is_not_null())
                .select(home.field(actors::id));
            let for_home = inside.and(objects::local.eq(true)).and(objects::group_id.assume_not_null().eq_any(homes));
            let theirs = members::table
                .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
                .inner_join(group.on(group.field(actors::id).eq(members::group_id)))
                .filter(actors::host.eq_any(host))
                .filter(group.field(actors::local).eq(true))
                .filter(members::state.eq(RelationState::Accepted))
                .select(members::group_id);
            Box::new(open.or(own).or(known).or(inside.and(objects::group_id.assume_not_null().eq_any(theirs))).or(for_home))
        }
        Viewer::Anonymous => Box::new(open),
    }
}

/// What stands in the thread of this beginning. In a community's thread that is what the community took in; what others say about it to
/// everybody stands with them. What is for few is theirs and no matter of the community.
pub fn in_thread(conn: &mut Conn, root_id: i64) -> Result<Condition> {
    let community: Option<Option<i64>> = objects::table.find(root_id).select(objects::group_id).first(conn).optional()?;
    let thread = objects::root_id.eq(root_id);
    Ok(match community.flatten() {
        Some(community) => {
            let taken_in = objects::group_id.assume_not_null().eq(community);
            let for_few = objects::reach.ne(Reach::Public).and(objects::reach.ne(Reach::Unlisted));
            Box::new(thread.and(taken_in.or(for_few)))
        }
        None => Box::new(thread),
    })
}

/// The reach an object's addressees mean (ActivityPub §5.6, and what other servers make of it). `followers` is the author's collection.
pub fn reach_of(to: &[&str], cc: &[&str], followers: Option<&str>, local_audience: &str) -> Reach {
    let has = |list: &[&str], url: &str| list.contains(&url);
    if has(to, PUBLIC) {
        Reach::Public
    } else if has(cc, PUBLIC) {
        Reach::Unlisted
    } else if followers.is_some_and(|followers| has(to, followers) || has(cc, followers)) {
        Reach::Followers
    } else if has(to, local_audience) {
        Reach::Local
    } else {
        Reach::Direct
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addressees_decide_the_reach_and_nothing_is_widened() {
        let followers = "https://a.example/followers";
        let local = "https://us.example/ap/local";
        let reach = |to: &[&str], cc: &[&str]| reach_of(to, cc, Some(followers), local);
        assert_eq!(reach(&[PUBLIC], &[]), Reach::Public);
        assert_eq!(reach(&[followers], &[PUBLIC]), Reach::Unlisted);
        assert_eq!(reach(&["https://a.example/someone"], &[followers]), Reach::Followers);
        assert_eq!(reach(&["https://a.example/someone"], &[]), Reach::Direct);
        assert_eq!(reach(&[], &[]), Reach::Direct);
        assert_eq!(reach(&[local], &[]), Reach::Local);
    }
}
