//! What a post costs that a community passes on to many servers: composing it, storing it and a delivery for each server.

use crate::instance::{Database, Instance, databases};
use dienstweg::activity::outbox::{self, Draft};
use dienstweg::actor::follow::RelationState;
use dienstweg::actor::json::PROFILE;
use dienstweg::actor::member::{self, Member, Role};
use dienstweg::actor::{self, ActorKind, CommunityReach};
use dienstweg::object::Reach;
use dienstweg::peer::{self, Description, Dialect};
use dienstweg::store::Conn;
use dienstweg::store::schema::actors;
use diesel::prelude::*;
use divan::Bencher;

/// With a member on each.
const SERVERS: usize = 100;

/// An instance whose community has these readers, and a member on each of many other servers like this one.
fn spread(database: Database, reach: CommunityReach) -> Instance {
    let instance = Instance::new(database, 1);
    let (anna, group) = (instance.anna, instance.group);
    let join = move |conn: &mut Conn, app: &dienstweg::app::App| {
        let members = reach.is_protected().then(|| app.urls.of_actor(group, "members"));
        diesel::update(actors::table.find(group)).set((actors::reach.eq(reach), actors::members.eq(members))).execute(conn)?;
        let pattern = actor::model::find(conn, anna)?;
        for number in 0..SERVERS {
            let (id, host) = (app.next_id(), format!("server{number}.localhost"));
            let origin = format!("http://{host}");
            let (ap_id, inbox, shared_inbox) = (format!("{origin}/anna"), format!("{origin}/anna/inbox"), Some(format!("{origin}/inbox")));
            let (kind, local, published) = (ActorKind::Person, false, app.now());
            let person = actor::Actor { id, ap_id, kind, host: host.clone(), local, inbox, shared_inbox, published, ..pattern.clone() };
            actor::model::insert(conn, &person)?;
            let (peer, _) = peer::ensure(conn, &host, || app.next_id(), app.now())?;
            let (software, name, capabilities) = ("dienstweg".to_owned(), String::new(), PROFILE.to_owned());
            let says = Description { software, name, dialect: Dialect::Own, capabilities, probed_at: Some(app.now()) };
            peer::describe(conn, peer.id, &says)?;
            let (role, state, created_at) = (Role::Member, RelationState::Accepted, app.now());
            let activity = format!("{origin}/joined");
            member::insert(conn, &Member { group_id: group, actor_id: id, role, state, activity, created_at })?;
        }
        Ok(())
    };
    instance.runtime.block_on(instance.app.write(join)).unwrap();
    instance
}

fn post(bencher: Bencher<'_, '_>, database: Database, reach: CommunityReach) {
    let instance = spread(database, reach);
    bencher.bench_local(|| {
        let draft = Draft {
            kind: "Article",
            tool: Some("news"),
            group_id: Some(instance.group),
            in_reply_to: None,
            name: "Beitrag".to_owned(),
            summary: String::new(),
            source: "Ein Satz von **üblicher** Länge. ".repeat(20),
            reach: Reach::Public,
        };
        instance.runtime.block_on(outbox::publish(&instance.app, instance.anna, draft)).unwrap()
    });
}

#[divan::bench(args = databases())]
fn post_in_an_open_community(bencher: Bencher<'_, '_>, database: Database) {
    post(bencher, database, CommunityReach::Public);
}

#[divan::bench(args = databases())]
fn post_in_a_closed_community(bencher: Bencher<'_, '_>, database: Database) {
    post(bencher, database, CommunityReach::Closed);
}
