//! The catalogue of hostile input, over HTTP and through every layer: each test carries the id of its row. What a refused request leaves
//! behind is compared with what was there before: nothing may change but the log of activities.

mod access;
pub(super) mod addresses;
mod budgets;
mod carried;
mod counters;
mod crowds;
mod duties;
mod elsewhere;
mod floods;
mod gaps;
mod gates;
mod gone;
mod hosts;
mod inside;
mod instead;
mod interrupted;
mod invited;
mod limits;
mod listed;
mod look_alikes;
mod loops;
mod media;
mod oddities;
mod orderings;
mod origins;
mod others;
mod paging;
mod passkeys;
mod peers;
mod portraits;
mod proofs;
mod races;
mod sent_away;
mod shapes;
mod signatures;
mod strange_requests;
mod strangers;
mod streams;
mod taken_over;
mod threads;
mod traces;
mod ways_around;
mod words;

use super::TestApp;
use super::remote::Remote;
use super::stub::Stub;
use crate::actor::{self, ActorKind};
use crate::object::{self, Object, Reach};
use crate::store::schema::{actors, bans, follows, members, objects, organisation_admins, organisations, reactions, vouchings};
use crate::store::testing::TestDatabase;
use diesel::prelude::*;
use serde_json::{Value, json};

/// An instance with a community and an article, and people of two other servers: `ada` and `ben` on one, `eve` on the other.
pub(super) struct Scene {
    pub(super) test: TestApp,
    pub(super) one: Stub,
    pub(super) other: Stub,
    pub(super) anna: i64,
    pub(super) group: i64,
    pub(super) article: i64,
    pub(super) ada: Remote,
    pub(super) ben: Remote,
    pub(super) eve: Remote,
}

impl Scene {
    pub(super) async fn new(database: TestDatabase) -> Self {
        let test = TestApp::new(database).await;
        let (one, other) = (Stub::start("eins").await, Stub::start("zwei").await);
        let anna = test.person("anna").await;
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Digitaler Bauantrag", Reach::Public).await;
        let ada = known(&test, &one, ActorKind::Person, "/users/ada").await;
        let ben = known(&test, &one, ActorKind::Person, "/users/ben").await;
        let eve = known(&test, &other, ActorKind::Person, "/users/eve").await;
        Self { test, one, other, anna, group, article, ada, ben, eve }
    }

    /// A public note of `author`, taken in.
    pub(super) async fn note(&self, author: &Remote, number: u32, content: &str) -> Object {
        let note = author.note(number, content);
        let id = note["id"].as_str().unwrap().to_owned();
        self.test.accepts(author, &author.activity(1_000 + number, "Create", note)).await;
        self.by_ap_id(&id).await.unwrap()
    }

    pub(super) async fn by_ap_id(&self, id: &str) -> Option<Object> {
        let id = id.to_owned();
        self.test.app.read(move |conn, _| object::model::by_ap_id(conn, &id)).await.unwrap()
    }

    pub(super) async fn actor(&self, id: &str) -> Option<actor::Actor> {
        let id = id.to_owned();
        self.test.app.read(move |conn, _| actor::model::by_ap_id(conn, &id)).await.unwrap()
    }

    /// A community of the other server, of which anna is a member.
    pub(super) async fn group_elsewhere(&self, stub: &Stub, path: &str) -> Remote {
        let group = known(&self.test, stub, ActorKind::Group, path).await;
        crate::activity::outbox::join(&self.test.app, self.anna, group.id).await.unwrap();
        group
    }

    /// Everything but the log, to compare.
    pub(super) async fn state(&self) -> String {
        self.test
            .app
            .read(|conn, _| {
                let all_objects: Vec<Object> = objects::table.order(objects::id).select(Object::as_select()).load(conn)?;
                let all_actors: Vec<actor::Actor> = actors::table.order(actors::id).select(actor::Actor::as_select()).load(conn)?;
                let relations: Vec<(i64, i64)> = follows::table
                    .order((follows::follower_id, follows::target_id))
                    .select((follows::follower_id, follows::target_id))
                    .load(conn)?;
                let memberships: Vec<(i64, i64)> = members::table
                    .order((members::group_id, members::actor_id))
                    .select((members::group_id, members::actor_id))
                    .load(conn)?;
                let counts: (i64, i64) = (reactions::table.count().get_result(conn)?, bans::table.count().get_result(conn)?);
                let open = vouchings::table.filter(vouchings::withdrawn_at.is_null());
                let vetting: (i64, i64, i64) = (
                    organisations::table.count().get_result(conn)?,
                    organisation_admins::table.count().get_result(conn)?,
                    open.count().get_result(conn)?,
                );
                Ok(format!("{all_objects:#?}\n{all_actors:#?}\n{relations:?}\n{memberships:?}\n{counts:?}\n{vetting:?}"))
            })
            .await
            .unwrap()
    }

    /// Delivers something that has to be refused with this status and must leave no trace.
    pub(super) async fn refuses(&self, signer: &Remote, activity: &Value, status: u16) {
        let before = self.state().await;
        self.test.refuses(signer, activity, status).await;
        assert_eq!(self.state().await, before, "{activity:#}");
    }
}

/// An actor that is stored here and served there.
pub(super) async fn known(test: &TestApp, stub: &Stub, kind: ActorKind, path: &str) -> Remote {
    let remote = test.remote(kind, &stub.at(path)).await;
    stub.put(&remote.document(kind));
    remote
}

/// What a community sends around an activity.
pub(super) fn announce(group: &Remote, number: u32, inner: Value) -> Value {
    let mut announce = group.activity(number, "Announce", inner);
    announce["to"] = json!([crate::json::PUBLIC]);
    announce["cc"] = json!([group.followers()]);
    announce
}
