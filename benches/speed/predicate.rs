//! What the question who may read something costs (`object::audience::visible_to`): lists as people get them, beside the same statements
//! without it, for somebody with many memberships in an instance with many objects.

use crate::instance::{Database, Instance, databases};
use dienstweg::actor::follow::RelationState;
use dienstweg::actor::member::{self, Member, Role};
use dienstweg::actor::{self, CommunityReach};
use dienstweg::object::{Object, Reach, Viewer, model, read};
use dienstweg::store::Conn;
use dienstweg::store::schema::{follows, members, object_tags, objects};
use diesel::prelude::*;
use divan::Bencher;

/// All of them beginnings of threads.
const OBJECTS: usize = 100_000;
/// Every second one is protected.
const COMMUNITIES: usize = 200;
/// On a page.
const LISTED: i64 = 20;
/// So many rows are stored at once.
const BATCH: usize = 2_000;

/// An instance in which Anna is a member of all communities, and a protected one of them.
fn filled(database: Database) -> (Instance, i64) {
    let instance = Instance::new(database, 1);
    let (anna, group, article) = (instance.anna, instance.group, instance.article);
    let runtime = &instance.runtime;
    let found = move |conn: &mut Conn, app: &dienstweg::app::App| {
        let pattern = actor::model::find(conn, group)?;
        let mut groups = vec![group];
        for number in 1..COMMUNITIES {
            let id = app.next_id();
            let reach = if number % 2 == 0 { CommunityReach::Public } else { CommunityReach::Closed };
            let members = reach.is_protected().then(|| app.urls.of_actor(id, "members"));
            let (ap_id, username) = (app.urls.actor(id), format!("gruppe{number}"));
            let inbox = format!("{ap_id}/inbox");
            let (moderators, featured) = (Some(format!("{ap_id}/moderators")), Some(format!("{ap_id}/featured")));
            let copy = actor::Actor { id, ap_id, username, inbox, moderators, featured, reach, members, ..pattern.clone() };
            actor::model::insert(conn, &copy)?;
            member::insert(
                conn,
                &Member {
                    group_id: id,
                    actor_id: anna,
                    role: Role::Member,
                    state: RelationState::Accepted,
                    activity: format!("{}/joined", copy.ap_id),
                    created_at: app.now(),
                },
            )?;
            groups.push(id);
        }
        Ok((groups, model::find(conn, article)?))
    };
    let (groups, pattern) = runtime.block_on(instance.app.write(found)).unwrap();
    let inside = groups[1];
    for first in (0..OBJECTS).step_by(BATCH) {
        let (groups, pattern) = (groups.clone(), pattern.clone());
        let store = move |conn: &mut Conn, app: &dienstweg::app::App| {
            for number in first..first + BATCH {
                let (id, place) = (app.next_id(), number % groups.len());
                let reach = if place % 2 == 0 { Reach::Public } else { Reach::Members };
                let (ap_id, group_id) = (app.urls.object(id), Some(groups[place]));
                let actor_id = groups[place];
                // Written by others: one's own is a question of its own.
                let copy = Object { id, ap_id, group_id, reach, root_id: id, actor_id, ..pattern.clone() };
                model::insert(conn, &copy, &[])?;
            }
            Ok(())
        };
        runtime.block_on(instance.app.write(store)).unwrap();
    }
    (instance, inside)
}

/// As [`read::home`] asks, whoever may read it.
fn home_of_everything(conn: &mut Conn, actor_id: i64) -> dienstweg::error::Result<Vec<Object>> {
    let groups =
        members::table.filter(members::actor_id.eq(actor_id)).filter(members::state.eq(RelationState::Accepted)).select(members::group_id);
    let people = follows::table
        .filter(follows::follower_id.eq(actor_id))
        .filter(follows::state.eq(RelationState::Accepted))
        .select(follows::target_id);
    let tagged = object_tags::table.filter(object_tags::name.eq("")).select(object_tags::object_id);
    Ok(objects::table
        .filter(objects::in_reply_to.is_null())
        .filter(objects::deleted_at.is_null())
        .filter(objects::id.lt(i64::MAX))
        .filter(
            objects::group_id
                .assume_not_null()
                .eq_any(groups)
                .or(objects::actor_id.eq_any(people))
                .or(objects::actor_id.eq(actor_id))
                .or(objects::reach.eq(Reach::Local))
                .or(objects::id.eq_any(tagged).and(objects::reach.ne(Reach::Unlisted))),
        )
        .order(objects::id.desc())
        .limit(LISTED)
        .select(Object::as_select())
        .load(conn)?)
}

/// As [`read::of_group`] asks, whoever may read it.
fn community_of_everything(conn: &mut Conn, group_id: i64) -> dienstweg::error::Result<Vec<Object>> {
    let in_it = || objects::table.filter(objects::group_id.eq(group_id)).filter(objects::deleted_at.is_null());
    let mut page: Vec<Object> = in_it()
        .filter(objects::pinned_at.is_not_null())
        .order((objects::pinned_at.desc(), objects::id.desc()))
        .limit(read::PINS)
        .select(Object::as_select())
        .load(conn)?;
    let newest: Vec<Object> = in_it()
        .filter(objects::in_reply_to.is_null())
        .filter(objects::id.lt(i64::MAX))
        .filter(objects::pinned_at.is_null())
        .order(objects::id.desc())
        .limit(LISTED)
        .select(Object::as_select())
        .load(conn)?;
    page.extend(newest);
    Ok(page)
}

#[divan::bench(args = databases(), sample_count = 300)]
fn home_as_read(bencher: Bencher<'_, '_>, database: Database) {
    let (instance, _) = filled(database);
    let anna = instance.anna;
    bencher.bench_local(|| {
        let listed = instance.app.read(move |conn, _| read::home(conn, anna, i64::MAX, LISTED));
        assert_eq!(instance.runtime.block_on(listed).unwrap().len(), 20);
    });
}

#[divan::bench(args = databases(), sample_count = 300)]
fn home_without_the_predicate(bencher: Bencher<'_, '_>, database: Database) {
    let (instance, _) = filled(database);
    let anna = instance.anna;
    bencher.bench_local(|| {
        let listed = instance.app.read(move |conn, _| home_of_everything(conn, anna));
        assert_eq!(instance.runtime.block_on(listed).unwrap().len(), 20);
    });
}

#[divan::bench(args = databases(), sample_count = 300)]
fn protected_community_as_read(bencher: Bencher<'_, '_>, database: Database) {
    let (instance, inside) = filled(database);
    let viewer = Viewer::Local { actor_id: instance.anna };
    bencher.bench_local(|| {
        let listed = instance.app.read(move |conn, _| read::of_group(conn, viewer, inside, i64::MAX, LISTED));
        assert_eq!(instance.runtime.block_on(listed).unwrap().0.len(), 20);
    });
}

#[divan::bench(args = databases(), sample_count = 300)]
fn protected_community_without_the_predicate(bencher: Bencher<'_, '_>, database: Database) {
    let (instance, inside) = filled(database);
    bencher.bench_local(|| {
        let listed = instance.app.read(move |conn, _| community_of_everything(conn, inside));
        assert_eq!(instance.runtime.block_on(listed).unwrap().len(), 20);
    });
}
