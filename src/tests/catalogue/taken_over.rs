//! ORI-52: a name that lapsed belongs to somebody else, with all the addresses of those who had it and none of their keys.

use super::{Scene, known};
use crate::actor::ActorKind;
use crate::actor::json::{PROFILE, implements};
use crate::administration::network;
use crate::object::Reach;
use crate::on_both_databases;
use crate::policy::{self, Action};
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use serde_json::{Value, json};
use std::time::Duration;

/// Longer than a key is believed without asking again.
const LATER: Duration = Duration::from_secs(301);

/// A program that says that it speaks for its server.
fn speaking(actor: &Remote) -> Value {
    let mut document = actor.document(ActorKind::Application);
    document["implements"] = json!([{"href": PROFILE}]);
    document
}

struct TakenOver {
    scene: Scene,
    /// The server's own actor.
    server: Remote,
    likes: u32,
}

impl TakenOver {
    async fn new(database: TestDatabase) -> Self {
        let scene = Scene::new(database).await;
        let server = known(&scene.test, &scene.one, ActorKind::Application, "/server").await;
        // Somebody there follows a community here, so that it matters whose the server is.
        scene.one.answer("/inbox", http::StatusCode::ACCEPTED, "");
        scene.test.accepts(&scene.ada, &scene.ada.activity(900, "Follow", scene.test.app.urls.actor(scene.group))).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        Self { scene, server, likes: 0 }
    }

    fn host(&self) -> String {
        self.scene.one.origin.trim_start_matches("http://").to_owned()
    }

    /// This actor with a new key, as its server now says.
    fn with_new_key(&self, actor: &Remote, kind: ActorKind) -> Remote {
        let renewed = Remote { key: Remote::unknown(&actor.ap_id).key, ..actor.clone() };
        self.scene.one.put(&renewed.document(kind));
        renewed
    }

    /// The status of a reaction that this actor sends, some minutes later.
    async fn like(&mut self, signer: &Remote) -> u16 {
        self.scene.test.clock.advance(LATER);
        self.likes += 1;
        let like = signer.activity(self.likes, "Like", json!(self.scene.test.app.urls.object(self.scene.article)));
        self.scene.test.deliver(signer, &like).await.status.as_u16()
    }

    async fn rule(&self) -> Option<Action> {
        let host = self.host();
        let rules = self.scene.test.app.read(|conn, _| policy::list(conn)).await.unwrap();
        self.scene.test.app.reload_policy().await.unwrap();
        rules.into_iter().find(|stored| stored.host == host).map(|stored| stored.rule.action)
    }
}

on_both_databases! {
    async fn ori_52_one_new_key_is_nothing_new(database: TestDatabase) {
        let mut there = TakenOver::new(database).await;
        for (actor, kind) in [(there.scene.ada.clone(), ActorKind::Person), (there.server.clone(), ActorKind::Application)] {
            let renewed = there.with_new_key(&actor, kind);
            assert_eq!(there.like(&renewed).await, 202, "{}", actor.ap_id);
            assert_eq!(there.rule().await, None, "{}", actor.ap_id);
        }
        // Nobody else is known there.
        let eve = Remote { key: Remote::unknown(&there.scene.eve.ap_id).key, ..there.scene.eve.clone() };
        there.scene.other.put(&eve.document(ActorKind::Person));
        assert_eq!(there.like(&eve).await, 202);
    }

    async fn ori_52_where_all_keys_are_new_nothing_is_believed_until_an_admin_has_looked(database: TestDatabase) {
        let mut there = TakenOver::new(database).await;
        let (had, server) = (there.scene.ada.clone(), there.server.clone());
        network::set_rule(&there.scene.test.app, None, &there.host(), Some(Action::Allow), "unser Verbund").await.unwrap();
        let ada = there.with_new_key(&had, ActorKind::Person);
        there.with_new_key(&server, ActorKind::Application);
        there.with_new_key(&there.scene.ben.clone(), ActorKind::Person);
        let before = there.scene.state().await;
        assert_eq!(there.like(&ada).await, 401);
        assert_eq!(there.rule().await, Some(Action::Hold), "allowed was another one");
        assert_eq!(there.scene.state().await, before);
        let admin = there.scene.test.admin("leitung").await;
        let overview = there.scene.test.app.read(crate::administration::overview).await.unwrap();
        assert_eq!(overview.servers_held, 1);
        // Nothing goes either way now, not even with the old keys.
        let asked = there.scene.one.asked().len();
        for signer in [&ada, &had, &there.scene.ben.clone()] {
            assert_eq!(there.like(signer).await, 429, "it is to be sent again");
        }
        there.scene.test.article(there.scene.anna, Some(there.scene.group), "Danach", Reach::Public).await;
        crate::instance::run_due(&there.scene.test.app).await.unwrap();
        assert_eq!(there.scene.one.asked().len(), asked, "{:?}", there.scene.one.asked());
        // An admin has made sure whose it is: the keys of now count, those of before do not.
        network::set_rule(&there.scene.test.app, Some(admin), &there.host(), Some(Action::Allow), "angerufen").await.unwrap();
        assert_eq!(there.like(&had).await, 401);
        assert_eq!(there.like(&ada).await, 202);
        assert_eq!(there.rule().await, Some(Action::Allow));
        let sent = there.scene.one.asked().len();
        crate::instance::run_due(&there.scene.test.app).await.unwrap();
        assert!(there.scene.one.asked()[sent..].iter().any(|path| path == "/inbox"), "what waited is sent");
    }

    async fn ori_52_where_nobody_is_found_with_an_old_key_it_is_the_same(database: TestDatabase) {
        let mut there = TakenOver::new(database).await;
        // Somebody else's new program answers for its own actor, and knows nobody who lived there.
        for path in ["/users/ada", "/users/ben"] {
            there.scene.one.answer(path, http::StatusCode::NOT_FOUND, "");
        }
        let server = there.with_new_key(&there.server.clone(), ActorKind::Application);
        assert_eq!(there.like(&server).await, 401);
        assert_eq!(there.rule().await, Some(Action::Hold));
        network::set_rule(&there.scene.test.app, None, &there.host(), None, "").await.unwrap();
        assert_eq!(there.like(&server).await, 202);
        assert_eq!(there.rule().await, None);
    }

    async fn ori_52_nobody_else_speaks_for_a_server_that_protects(database: TestDatabase) {
        let mut there = TakenOver::new(database).await;
        let own = there.server.clone();
        there.scene.one.put(&speaking(&own));
        there.scene.test.learn(&speaking(&own)).await;
        assert!(implements(&there.scene.actor(&own.ap_id).await.unwrap(), PROFILE));
        // Somebody who can put documents there has a program of her own.
        let second = Remote::unknown(&there.scene.one.at("/users/eve/programm"));
        there.scene.one.put(&speaking(&second));
        assert_eq!(there.like(&second).await, 202);
        assert!(!implements(&there.scene.actor(&second.ap_id).await.unwrap(), PROFILE));
        assert_eq!(there.rule().await, None);
        // The same when the first is not there any more: then somebody else has the name.
        there.scene.one.answer("/server", http::StatusCode::NOT_FOUND, "");
        let third = Remote::unknown(&there.scene.one.at("/neu"));
        there.scene.one.put(&speaking(&third));
        there.like(&third).await;
        assert!(!implements(&there.scene.actor(&third.ap_id).await.unwrap(), PROFILE));
        assert_eq!(there.rule().await, Some(Action::Hold));
        // It keeps its keys as they are: one of them may have been copied, another one added.
        network::set_rule(&there.scene.test.app, None, &there.host(), Some(Action::Allow), "").await.unwrap();
        there.scene.test.learn(&speaking(&own)).await;
        let mut both = speaking(&own);
        let renewed = Remote { key_id: format!("{}#neu", own.ap_id), ..Remote::unknown(&own.ap_id) };
        both["publicKey"] = json!([own.public_key(), renewed.public_key()]);
        there.scene.one.put(&both);
        assert_eq!(there.like(&renewed).await, 401);
        assert_eq!(there.rule().await, Some(Action::Hold));
    }

    async fn ori_52_a_server_that_was_silent_for_a_day_shows_who_it_is_before_it_gets_anything(database: TestDatabase) {
        let there = TakenOver::new(database).await;
        let scene = &there.scene;
        scene.one.put(&speaking(&there.server));
        scene.test.learn(&speaking(&there.server)).await;
        let delivered = || scene.one.asked().iter().filter(|path| *path == "/inbox").count();
        scene.one.answer("/inbox", http::StatusCode::INTERNAL_SERVER_ERROR, "");
        scene.test.article(scene.anna, Some(scene.group), "Solange er schweigt", Reach::Public).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        let tried = delivered();
        // Somebody else has the name now, and takes whatever comes.
        scene.one.answer("/inbox", http::StatusCode::ACCEPTED, "");
        scene.one.answer("/server", http::StatusCode::NOT_FOUND, "");
        for _ in 0..3 {
            scene.test.clock.advance(Duration::from_secs(25 * 3_600));
            crate::instance::run_due(&scene.test.app).await.unwrap();
        }
        assert_eq!(delivered(), tried);
        scene.one.put(&speaking(&there.server));
        scene.test.clock.advance(Duration::from_secs(25 * 3_600));
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(delivered() > tried, "what waited is sent");
    }

    async fn ori_52_of_servers_that_nothing_ties_us_to_nobody_has_to_hear(database: TestDatabase) {
        let mut there = TakenOver::new(database).await;
        for path in ["/users/eve", "/users/emil"] {
            let actor = known(&there.scene.test, &there.scene.other, ActorKind::Person, path).await;
            let renewed = Remote { key: Remote::unknown(&actor.ap_id).key, ..actor };
            there.scene.other.put(&renewed.document(ActorKind::Person));
        }
        let eve = Remote { key: Remote::unknown(&there.scene.eve.ap_id).key, ..there.scene.eve.clone() };
        there.scene.other.put(&eve.document(ActorKind::Person));
        assert_eq!(there.like(&eve).await, 202);
        let overview = there.scene.test.app.read(crate::administration::overview).await.unwrap();
        assert_eq!(overview.servers_held, 0);
    }

    async fn ori_52_a_server_that_does_not_answer_is_not_set_aside_and_not_believed(database: TestDatabase) {
        let mut there = TakenOver::new(database).await;
        there.scene.one.answer("/server", http::StatusCode::BAD_GATEWAY, "");
        let ada = there.with_new_key(&there.scene.ada.clone(), ActorKind::Person);
        assert_eq!(there.like(&ada).await, 503);
        assert_eq!(there.rule().await, None);
    }

    async fn ori_52_what_admins_decided_against_a_server_stays(database: TestDatabase) {
        let mut there = TakenOver::new(database).await;
        let server = there.server.clone();
        network::set_rule(&there.scene.test.app, None, &there.host(), Some(Action::Block), "Werbung").await.unwrap();
        let renewed = there.with_new_key(&server, ActorKind::Application);
        assert_eq!(there.like(&renewed).await, 403);
        assert_eq!(there.rule().await, Some(Action::Block));
    }
}
