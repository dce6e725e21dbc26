//! Whose a thread is: what stands in the thread of a community is what that community took in, at its home and everywhere else.

use super::{Scene, announce};
use crate::activity::outbox;
use crate::actor::member;
use crate::object::{Object, Viewer, read};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use serde_json::{Value, json};

/// A public note with these properties.
fn note(author: &Remote, number: u32, more: Value) -> Value {
    let mut note = author.note(number, "Zwischenruf");
    for (name, value) in more.as_object().unwrap() {
        note[name] = value.clone();
    }
    note
}

fn id(note: &Value) -> &str {
    note["id"].as_str().unwrap()
}

/// A community elsewhere of which anna is a member, and the beginnings it announced: one that is open, one that it closed.
struct Elsewhere {
    group: Remote,
    open: Object,
    closed: Object,
}

impl Elsewhere {
    async fn new(scene: &Scene) -> Self {
        let group = scene.group_elsewhere(&scene.one, "/c/ki").await;
        let group_id = group.id;
        let anna = scene.anna;
        scene.test.app.write(move |conn, _| member::accept(conn, group_id, anna)).await.unwrap();
        let mut roots = Vec::new();
        for number in [1, 2] {
            let root = note(&scene.ada, number, json!({"cc": [group.ap_id], "audience": group.ap_id}));
            scene.test.accepts(&group, &announce(&group, number, scene.ada.activity(number, "Create", root.clone()))).await;
            roots.push(scene.by_ap_id(id(&root)).await.unwrap());
        }
        let (closed, open) = (roots.remove(1), roots.remove(0));
        scene.test.accepts(&group, &announce(&group, 3, scene.ben.activity(3, "Lock", closed.ap_id.clone()))).await;
        assert!(scene.test.object(closed.id).await.locked_at.is_some() && open.group_id == Some(group.id));
        Self { group, open, closed }
    }

    /// What eve wrote, as the community passes it on; her server has it, too.
    async fn passes_on(&self, scene: &Scene, number: u32, note: &Value) -> Option<Object> {
        scene.other.put(note);
        scene.test.deliver(&self.group, &announce(&self.group, number, scene.eve.activity(number, "Create", note.clone()))).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        scene.by_ap_id(id(note)).await
    }
}

async fn seen(scene: &Scene, root: i64) -> usize {
    let context = scene.test.app.read(move |conn, _| read::context(conn, Viewer::Anonymous, root, 0, 100)).await.unwrap().len();
    let thread = scene.test.thread(Viewer::Anonymous, root).await.len();
    assert_eq!(context, thread);
    thread
}

on_both_databases! {
    async fn no_community_speaks_in_the_thread_of_another(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let trap = scene.group_elsewhere(&scene.other, "/c/falle").await;
        let answer = |number, root: &str| note(&scene.eve, number, json!({"inReplyTo": root, "cc": [trap.ap_id], "audience": trap.ap_id}));
        let passed_on = |number, note: &Value| announce(&trap, number, scene.eve.activity(number, "Create", note.clone()));
        // At home, open or closed.
        let root = scene.test.app.urls.object(scene.article);
        scene.refuses(&trap, &passed_on(1, &answer(1, &root)), 403).await;
        outbox::lock(&scene.test.app, scene.anna, scene.article, true).await.unwrap();
        scene.refuses(&trap, &passed_on(2, &answer(2, &root)), 403).await;
        // Elsewhere.
        let ki = Elsewhere::new(&scene).await;
        scene.refuses(&trap, &passed_on(3, &answer(3, &ki.open.ap_id)), 403).await;
        // Before the thread is known as that of its community: it turns out later.
        let late = note(&scene.ada, 20, json!({"cc": [ki.group.ap_id], "audience": ki.group.ap_id}));
        scene.one.put(&late);
        scene.test.accepts(&trap, &passed_on(4, &answer(4, id(&late)))).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        scene.test.accepts(&ki.group, &announce(&ki.group, 5, scene.ada.activity(20, "Create", late.clone()))).await;
        let late = scene.by_ap_id(id(&late)).await.unwrap();
        assert_eq!((late.group_id, late.reply_count), (Some(ki.group.id), 0));
        assert_eq!(seen(&scene, late.id).await, 1);
        let answers = scene.test.app.read(move |conn, _| read::replies(conn, Viewer::Anonymous, late.id, 0, 10)).await.unwrap();
        assert_eq!(answers.len(), 0);
        // What the thread's own community passes on stands there, whether or not it is addressed.
        let own = note(&scene.eve, 6, json!({"inReplyTo": late.ap_id}));
        assert_eq!(ki.passes_on(&scene, 6, &own).await.unwrap().group_id, Some(ki.group.id));
        assert_eq!(seen(&scene, late.id).await, 2);
    }

    async fn an_answer_known_before_its_community_spoke_is_taken_in_when_it_does(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let ki = Elsewhere::new(&scene).await;
        let root = note(&scene.ada, 30, json!({"cc": [ki.group.ap_id], "audience": ki.group.ap_id}));
        let answer = note(&scene.eve, 31, json!({"inReplyTo": id(&root)}));
        scene.one.put(&root);
        scene.test.accepts(&scene.eve, &scene.eve.activity(31, "Create", answer.clone())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        scene.test.accepts(&ki.group, &announce(&ki.group, 32, scene.ada.activity(32, "Create", root.clone()))).await;
        let root = scene.by_ap_id(id(&root)).await.unwrap();
        assert_eq!((root.reply_count, seen(&scene, root.id).await), (0, 1));
        ki.passes_on(&scene, 33, &answer).await.unwrap();
        assert_eq!((scene.test.object(root.id).await.reply_count, seen(&scene, root.id).await), (1, 2));
    }

    async fn an_address_of_ours_that_is_no_id_names_no_thread(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let urls = scene.test.app.urls.clone();
        let carla = scene.test.person("carla").await;
        let second = scene.test.group(carla, "formulare").await;
        let root = urls.object(scene.article);
        let page = urls.at(&format!("/b/{}", scene.article));
        for (number, parent) in [format!("{root}#x"), format!("{root}?x"), format!("{root}/"), page].into_iter().enumerate() {
            for group in [scene.group, second] {
                let group = urls.actor(group);
                let answer = note(&scene.ada, 1, json!({"inReplyTo": parent, "cc": [group], "audience": group}));
                let number = u32::try_from(number).unwrap() * 10 + u32::from(group == urls.actor(second));
                scene.refuses(&scene.ada, &scene.ada.activity(number, "Create", answer), 403).await;
            }
        }
        let answer = note(&scene.ada, 1, json!({"inReplyTo": root}));
        scene.test.accepts(&scene.ada, &scene.ada.activity(99, "Create", answer)).await;
        assert_eq!(seen(&scene, scene.article).await, 2);
    }

    async fn another_name_of_an_answer_leads_into_no_thread(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (urls, group) = (scene.test.app.urls.clone(), scene.test.app.urls.actor(scene.group));
        let inside = note(&scene.ada, 11, json!({"inReplyTo": urls.object(scene.article)}));
        scene.test.accepts(&scene.ada, &scene.ada.activity(11, "Create", inside.clone())).await;
        scene.one.put(&inside);
        scene.one.put_at("/anderer/name", &inside);
        outbox::lock(&scene.test.app, scene.anna, scene.article, true).await.unwrap();
        let alias = note(&scene.eve, 1, json!({"inReplyTo": scene.one.at("/anderer/name"), "cc": [group], "audience": group}));
        scene.test.accepts(&scene.eve, &scene.eve.activity(1, "Create", alias.clone())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        let stored = scene.by_ap_id(id(&alias)).await.unwrap();
        assert_eq!((stored.group_id, stored.root_id), (None, stored.id));
        assert_eq!(seen(&scene, scene.article).await, 2);
        // At a member's server, where the community's home could not know what the address leads to.
        let ki = Elsewhere::new(&scene).await;
        scene.one.put_at("/noch/ein/name", &json!({"id": ki.closed.ap_id, "type": "Note", "attributedTo": scene.ada.ap_id}));
        let alias = note(&scene.eve, 2, json!({"inReplyTo": scene.one.at("/noch/ein/name"), "cc": [ki.group.ap_id]}));
        ki.passes_on(&scene, 40, &alias).await;
        assert_eq!(seen(&scene, ki.closed.id).await, 1);
    }

    async fn what_was_put_elsewhere_at_home_stands_in_no_closed_thread_here(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let ki = Elsewhere::new(&scene).await;
        let addressed = |number, parent: &str| note(&scene.eve, number, json!({"inReplyTo": parent, "cc": [ki.group.ap_id]}));
        // Behind an answer the community never passed on.
        let between = addressed(1, &ki.closed.ap_id);
        scene.other.put(&between);
        ki.passes_on(&scene, 50, &addressed(2, id(&between))).await;
        assert_eq!(seen(&scene, ki.closed.id).await, 1);
        // Another place than the one that the community saw.
        let honest = addressed(3, &ki.open.ap_id);
        scene.other.put(&addressed(3, &ki.closed.ap_id));
        scene.test.accepts(&ki.group, &announce(&ki.group, 51, scene.eve.activity(51, "Create", honest.clone()))).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(id(&honest)).await.is_none());
        // In an open thread, what came before we joined may stand between.
        let between = addressed(4, &ki.open.ap_id);
        scene.other.put(&between);
        assert_eq!(ki.passes_on(&scene, 52, &addressed(5, id(&between))).await.unwrap().root_id, ki.open.id);
        assert_eq!(seen(&scene, ki.open.id).await, 2);
    }

    async fn a_community_takes_an_answer_only_where_it_has_what_is_answered(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (root, group) = (scene.test.app.urls.object(scene.article), scene.test.app.urls.actor(scene.group));
        let to_group = |number, parent: &str| note(&scene.eve, number, json!({"inReplyTo": parent, "cc": [group], "audience": group}));
        let announced = || async { scene.test.entries().await.iter().filter(|entry| entry.local && entry.body.contains("Zwischenruf")).count() };
        outbox::lock(&scene.test.app, scene.anna, scene.article, true).await.unwrap();
        // What is answered cannot be had; then it comes, for few, in the closed thread.
        let missing = note(&scene.eve, 1, json!({"inReplyTo": root, "to": [scene.ada.ap_id], "cc": []}));
        let orphan = to_group(2, id(&missing));
        scene.test.accepts(&scene.eve, &scene.eve.activity(2, "Create", orphan.clone())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        scene.test.accepts(&scene.eve, &scene.eve.activity(1, "Create", missing)).await;
        let stored = scene.by_ap_id(id(&orphan)).await.unwrap();
        assert_eq!((stored.group_id, stored.root_id, announced().await), (None, stored.id, 0));
        assert_eq!(seen(&scene, scene.article).await, 1);
        // What is answered stands in no community.
        let outside = scene.note(&scene.ada, 3, "draußen").await;
        let answer = to_group(4, &outside.ap_id);
        scene.test.accepts(&scene.eve, &scene.eve.activity(4, "Create", answer.clone())).await;
        assert_eq!((scene.by_ap_id(id(&answer)).await.unwrap().group_id, announced().await), (None, 0));
    }

    async fn what_is_for_few_gets_into_no_community(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let trap = scene.group_elsewhere(&scene.other, "/c/falle").await;
        let few = note(&scene.eve, 1, json!({"type": "Article", "to": [scene.test.app.urls.actor(scene.anna), trap.ap_id], "cc": []}));
        let all = note(&scene.eve, 2, json!({"type": "Article", "cc": [trap.ap_id]}));
        for (number, article, group) in [(10, &few, None), (11, &all, Some(trap.id))] {
            scene.other.put(article);
            let mut shown = trap.activity(number, "Announce", json!(id(article)));
            shown["to"] = json!([crate::json::PUBLIC]);
            scene.test.accepts(&trap, &shown).await;
            crate::instance::run_due(&scene.test.app).await.unwrap();
            assert_eq!(scene.by_ap_id(id(article)).await.unwrap().group_id, group);
        }
    }
}
