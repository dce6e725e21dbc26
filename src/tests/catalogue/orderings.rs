//! FLT-29: activities that come twice, late or in another order than they were sent. What somebody did ends the same, whenever we hear of it.

use super::{Scene, announce, known};
use crate::actor::{ActorKind, member};
use crate::instance;
use crate::object;
use crate::object::reaction::ReactionKind;
use crate::on_both_databases;
use crate::signature;
use crate::store::schema::{actors, follows, members, objects, reactions};
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use diesel::prelude::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// By ada, in the community; stays.
    Kept,
    /// By ben, an answer to the one that stays.
    Answer,
    /// By ada, in the community; is deleted.
    Gone,
    /// By eve, in no community.
    Alone,
}

/// What can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// Ada follows anna.
    Follow,
    /// Eve joins the community.
    Join,
    /// Ben likes the article.
    Like,
    /// Eve puts an emoji on it.
    Emoji,
    /// Ada boosts it.
    Boost,
}

/// One activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Create(Text),
    Update(Text, u32),
    Delete(Text),
    Do(Bond),
    Undo(Bond),
}

use Step::{Create, Delete, Do, Undo, Update};

/// What happens to one thing, in the order it happens there.
fn stories() -> Vec<Vec<Step>> {
    let mut stories = vec![
        vec![Create(Text::Kept), Update(Text::Kept, 1), Update(Text::Kept, 2)],
        vec![Create(Text::Answer), Update(Text::Answer, 1)],
        vec![Create(Text::Gone), Update(Text::Gone, 1), Delete(Text::Gone)],
        vec![Create(Text::Alone), Update(Text::Alone, 1), Delete(Text::Alone)],
    ];
    for bond in [Bond::Follow, Bond::Join, Bond::Like, Bond::Emoji, Bond::Boost] {
        stories.push(vec![Do(bond), Undo(bond)]);
        stories.push(vec![Do(bond)]);
    }
    stories
}

/// Some stories, at most one of each thing, and their steps as they arrive: in any order, some of them twice.
fn arrivals() -> impl Strategy<Value = (Vec<Step>, Vec<Step>)> {
    prop::sample::subsequence(stories(), 1..=7).prop_flat_map(|stories| {
        let mut sent: Vec<Step> = Vec::new();
        for story in stories {
            let about = |step: &Step| matches!((step, &story[0]), (Do(one), Do(other)) if one == other);
            if !sent.iter().any(about) {
                sent.extend(story);
            }
        }
        let twice = prop::sample::subsequence(sent.clone(), 0..=sent.len());
        (Just(sent), twice).prop_flat_map(|(sent, twice)| {
            let arriving = [sent.clone(), twice].concat();
            (Just(sent), Just(arriving).prop_shuffle())
        })
    })
}

/// One time that everything happens, by people of its own.
struct Round<'a> {
    scene: &'a Scene,
    number: u32,
    ada: Remote,
    ben: Remote,
    eve: Remote,
}

impl<'a> Round<'a> {
    async fn new(scene: &'a Scene, number: u32) -> Self {
        let (one, other) = (&scene.one, &scene.other);
        let person =
            |stub, name: &str| known(&scene.test, stub, ActorKind::Person, Box::leak(format!("/r{number}/{name}").into_boxed_str()));
        Self { scene, number, ada: person(one, "ada").await, ben: person(one, "ben").await, eve: person(other, "eve").await }
    }

    fn author(&self, text: Text) -> &Remote {
        match text {
            Text::Kept | Text::Gone => &self.ada,
            Text::Answer => &self.ben,
            Text::Alone => &self.eve,
        }
    }

    fn id(&self, text: Text) -> String {
        format!("{}/notes/{}", self.author(text).ap_id, text as u32)
    }

    /// What is written, as it stands after so many changes.
    async fn note(&self, text: Text, version: u32) -> Value {
        let mut note = self.author(text).note(text as u32, &format!("{text:?}, Fassung {version}"));
        let group = self.scene.test.app.urls.actor(self.scene.group);
        if text != Text::Alone {
            let parent = if text == Text::Answer { self.id(Text::Kept) } else { self.scene.test.object(self.scene.article).await.ap_id };
            note["inReplyTo"] = json!(parent);
            note["audience"] = json!(group);
            note["cc"] = json!([group]);
        }
        if version > 0 {
            note["updated"] = json!(format!("2026-11-21T11:0{version}:00Z"));
        }
        note
    }

    async fn activity(&self, step: Step) -> (&Remote, Value) {
        let done = |bond: Bond| {
            let (actor, kind) = match bond {
                Bond::Follow => (&self.ada, "Follow"),
                Bond::Join => (&self.eve, "Follow"),
                Bond::Like => (&self.ben, "Like"),
                Bond::Emoji => (&self.eve, "EmojiReact"),
                Bond::Boost => (&self.ada, "Announce"),
            };
            (actor, kind, 10 + bond as u32)
        };
        match step {
            Create(text) => (self.author(text), self.author(text).activity(20 + text as u32, "Create", self.note(text, 0).await)),
            Update(text, version) => {
                let number = 30 + 10 * version + text as u32;
                (self.author(text), self.author(text).activity(number, "Update", self.note(text, version).await))
            }
            Delete(text) => (self.author(text), self.author(text).activity(60 + text as u32, "Delete", self.id(text))),
            Do(bond) => {
                let (actor, kind, number) = done(bond);
                let object = match bond {
                    Bond::Follow => self.scene.test.app.urls.actor(self.scene.anna),
                    Bond::Join => self.scene.test.app.urls.actor(self.scene.group),
                    Bond::Like | Bond::Emoji | Bond::Boost => self.scene.test.object(self.scene.article).await.ap_id,
                };
                let mut activity = actor.activity(number, kind, object);
                if bond == Bond::Emoji {
                    activity["content"] = json!("🎉");
                }
                (actor, activity)
            }
            Undo(bond) => {
                let (actor, inner) = Box::pin(self.activity(Do(bond))).await;
                (actor, actor.activity(70 + bond as u32, "Undo", inner))
            }
        }
    }

    /// Delivers these one after the other, while the others' servers have everything as it ended.
    async fn receive(&self, sent: &[Step], arriving: &[Step]) {
        for step in sent {
            match step {
                Create(text) => self.stub(*text).put(&self.note(*text, 0).await),
                Update(text, version) => self.stub(*text).put(&self.note(*text, *version).await),
                Delete(text) => self.stub(*text).put(&json!({"id": self.id(*text), "type": "Tombstone"})),
                Do(_) | Undo(_) => {}
            }
        }
        for step in arriving {
            let (signer, activity) = self.activity(*step).await;
            let answer = self.scene.test.deliver(signer, &activity).await;
            assert!(answer.status.is_success() || answer.status == 410, "{step:?}: {answer:?}");
            instance::run_due(&self.scene.test.app).await.unwrap();
        }
    }

    fn stub(&self, text: Text) -> &crate::tests::stub::Stub {
        if text == Text::Alone { &self.scene.other } else { &self.scene.one }
    }

    /// What people can see of it.
    async fn seen(&self) -> String {
        let mine = [&self.ada, &self.ben, &self.eve].map(|remote| remote.id);
        let seen =
            self.scene
                .test
                .app
                .read(move |conn, _| {
                    let mut seen: Vec<String> = Vec::new();
                    let texts: Vec<object::Object> =
                        objects::table.filter(objects::actor_id.eq_any(mine)).select(object::Object::as_select()).load(conn)?;
                    for text in texts.into_iter().filter(|text| text.deleted_at.is_none()) {
                        let root: String = objects::table.find(text.root_id).select(objects::ap_id).first(conn)?;
                        seen.push(format!(
                            "{} {} to {:?} {} below {root} in {:?}: {:?} {:?}, {} answers",
                            text.kind,
                            text.ap_id,
                            text.in_reply_to,
                            text.in_reply_to_id.is_some(),
                            text.group_id,
                            text.state,
                            text.content,
                            text.reply_count
                        ));
                    }
                    let bonds = reactions::table.filter(reactions::actor_id.assume_not_null().eq_any(mine));
                    let bonds: Vec<(Option<i64>, i64, ReactionKind, String)> =
                        bonds.select((reactions::actor_id, reactions::object_id, reactions::kind, reactions::emoji)).load(conn)?;
                    let place = |id: i64| mine.iter().position(|mine| *mine == id);
                    seen.extend(bonds.into_iter().map(|(actor, object, kind, emoji)| {
                        format!("{:?} reacts to {object} with {kind:?} {emoji}", actor.and_then(place))
                    }));
                    let follows: Vec<(i64, i64)> = follows::table
                        .filter(follows::follower_id.eq_any(mine))
                        .select((follows::follower_id, follows::target_id))
                        .load(conn)?;
                    seen.extend(follows.into_iter().map(|(follower, target)| format!("{:?} follows {target}", place(follower))));
                    let members: Vec<(i64, i64)> =
                        members::table.filter(members::actor_id.eq_any(mine)).select((members::actor_id, members::group_id)).load(conn)?;
                    seen.extend(members.into_iter().map(|(actor, group)| format!("{:?} is in {group}", place(actor))));
                    seen.sort();
                    Ok(seen.join("\n"))
                })
                .await
                .unwrap();
        seen.replace(&format!("/r{}/", self.number), "/r/")
    }
}

/// What is counted at the article, the community and anna.
async fn counted(scene: &Scene) -> [i64; 4] {
    let (article, group, anna) = (scene.article, scene.group, scene.anna);
    scene
        .test
        .app
        .read(move |conn, _| {
            let (replies, reactions): (i64, i64) =
                objects::table.find(article).select((objects::reply_count, objects::reaction_count)).first(conn)?;
            let mut followers = |id: i64| actors::table.find(id).select(actors::follower_count).first::<i64>(conn);
            Ok([replies, reactions, followers(group)?, followers(anna)?])
        })
        .await
        .unwrap()
}

/// What these arrivals leave behind: what is seen, and by how much the counters grew.
async fn outcome(scene: &Scene, number: u32, sent: &[Step], arriving: &[Step]) -> (String, Vec<i64>) {
    let round = Round::new(scene, number).await;
    let before = counted(scene).await;
    round.receive(sent, arriving).await;
    let after = counted(scene).await;
    (round.seen().await, after.into_iter().zip(before).map(|(after, before)| after - before).collect())
}

/// More on SQLite, where it costs less. Longer runs with other seeds set `PROPTEST_CASES` and `PROPTEST_RNG_SEED`.
fn runner(database: &TestDatabase) -> (TestRunner, u32, RngSeed) {
    let default = Config::default();
    let usual = Config { cases: 256, ..Config::default() }.cases;
    let rng_seed = if default.rng_seed == RngSeed::Random { RngSeed::Fixed(29) } else { default.rng_seed };
    let few = if database.settings().url.starts_with("sqlite:") { 24 } else { 8 };
    let cases = if default.cases == usual { few } else { default.cases };
    (TestRunner::new(Config { failure_persistence: None, rng_seed, ..default }), cases, rng_seed)
}

on_both_databases! {
    async fn flt_29_in_any_order_it_ends_the_same(database: TestDatabase) {
        let (mut runner, cases, seed) = runner(&database);
        let scene = Scene::new(database).await;
        let mut rounds = 0..;
        for case in 0..cases {
            let mut tree = arrivals().new_tree(&mut runner).unwrap();
            let mut wrong = None;
            // Makes the case smaller as long as it is still wrong.
            for _ in 0..60 {
                let (sent, arriving) = tree.current();
                let usual = outcome(&scene, rounds.next().unwrap(), &sent, &sent).await;
                let other = outcome(&scene, rounds.next().unwrap(), &sent, &arriving).await;
                let differs = usual != other;
                if differs {
                    wrong = Some(format!("{seed:?}, case {case}\nsent: {sent:?}\n{usual:#?}\narrived: {arriving:?}\n{other:#?}"));
                }
                let goes_on = if differs { tree.simplify() } else { wrong.is_some() && tree.complicate() };
                if !goes_on {
                    break;
                }
            }
            assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
        }
    }

    async fn flt_29_what_comes_again_changes_nothing(database: TestDatabase) {
        let (mut runner, cases, seed) = runner(&database);
        let scene = Scene::new(database).await;
        for case in 0..cases / 2 {
            let (sent, arriving) = arrivals().new_tree(&mut runner).unwrap().current();
            let round = Round::new(&scene, case).await;
            round.receive(&sent, &sent).await;
            let before = scene.state().await;
            round.receive(&sent, &arriving).await;
            assert_eq!(scene.state().await, before, "{seed:?}, case {case}: {sent:?}, then again {arriving:?}");
        }
    }

    async fn flt_29_what_was_taken_back_never_begins(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let round = Round::new(&scene, 1).await;
        for bond in [Bond::Follow, Bond::Join, Bond::Like, Bond::Emoji, Bond::Boost] {
            let before = scene.state().await;
            round.receive(&[], &[Undo(bond), Do(bond)]).await;
            assert_eq!(scene.state().await, before, "{bond:?}");
            // Somebody else's word counts for nothing, and neither does that of yesterday for what is done today.
            let before = (round.seen().await, counted(&scene).await);
            let (actor, mut again) = round.activity(Do(bond)).await;
            again["id"] = json!(format!("{}/later", again["id"].as_str().unwrap()));
            let other = if actor.ap_id == round.ben.ap_id { &round.ada } else { &round.ben };
            scene.test.accepts(other, &other.activity(100 + bond as u32, "Undo", again["id"].clone())).await;
            scene.test.accepts(actor, &again).await;
            assert_ne!((round.seen().await, counted(&scene).await), before, "{bond:?}");
            scene.test.accepts(actor, &actor.activity(110 + bond as u32, "Undo", again)).await;
            assert_eq!((round.seen().await, counted(&scene).await), before, "{bond:?}");
        }
    }

    async fn flt_29_what_a_community_passes_on_keeps_no_other_rule(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, eve) = (&scene.test, &scene.eve);
        let key_id = format!("{}#proof", eve.ap_id);
        let mut document = eve.document(ActorKind::Person);
        let key = eve.key.public_key().to_multibase();
        document["assertionMethod"] = json!([{"id": key_id, "type": "Multikey", "controller": eve.ap_id, "publicKeyMultibase": key}]);
        test.learn(&document).await;
        let proven = |number: u32, kind: &str, object: Value| {
            let mut activity = eve.activity(number, kind, object);
            signature::add_proof(&mut activity, &eve.key, &key_id, "2026-11-21T12:00:00Z").unwrap();
            activity
        };
        let group = scene.group_elsewhere(&scene.one, "/c/ki").await;
        let (group_id, anna) = (group.id, scene.anna);
        test.app.write(move |conn, _| member::accept(conn, group_id, anna)).await.unwrap();
        let mut note = scene.ada.note(1, "Anfang");
        note["audience"] = json!(group.ap_id);
        test.accepts(&group, &announce(&group, 1, scene.ada.activity(1, "Create", note.clone()))).await;
        let id = note["id"].as_str().unwrap();
        let likes = async || scene.by_ap_id(id).await.unwrap().reaction_count;

        let like = proven(2, "Like", json!(id));
        test.accepts(&group, &announce(&group, 2, proven(3, "Undo", like.clone()))).await;
        test.accepts(&group, &announce(&group, 3, like)).await;
        assert_eq!(likes().await, 0);
        test.accepts(&group, &announce(&group, 4, proven(4, "Like", json!(id)))).await;
        assert_eq!(likes().await, 1);
    }
}
