//! How much of one thing one sender may bring, and what does not show in numbers.

use super::{Scene, announce};
use crate::activity::outbox::{self, Draft};
use crate::actor::ActorKind;
use crate::object::{Reach, Viewer};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::harness::article;
use crate::tests::remote::Remote;
use serde_json::json;

on_both_databases! {
    async fn what_no_community_could_pass_on_is_refused(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let activity = |number, length| scene.ada.activity(number, "Create", scene.ada.note(number, &"x".repeat(length)));
        scene.refuses(&scene.ada, &activity(1, 1_040_000), 400).await;
        scene.test.accepts(&scene.ada, &activity(2, 1_000_000)).await;
    }

    async fn one_person_puts_at_most_twenty_emoji_on_one_thing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let react = |signer: &Remote, number: u32| {
            let mut react = signer.activity(number, "EmojiReact", scene.test.app.urls.object(scene.article));
            react["content"] = json!(format!("e{number}"));
            react
        };
        for number in 1..=20 {
            scene.test.accepts(&scene.ada, &react(&scene.ada, number)).await;
        }
        scene.refuses(&scene.ada, &react(&scene.ada, 21), 403).await;
        scene.test.accepts(&scene.ben, &react(&scene.ben, 1)).await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(22, "Like", scene.test.app.urls.object(scene.article))).await;
        assert_eq!(scene.test.object(scene.article).await.reaction_count, 22);
    }

    async fn an_answer_for_few_is_counted_for_nobody(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut note = scene.ada.note(1, "nur für Anna");
        note["inReplyTo"] = json!(scene.test.app.urls.object(scene.article));
        note["to"] = json!([scene.test.app.urls.actor(scene.anna)]);
        note["cc"] = json!([]);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        assert!(scene.by_ap_id(note["id"].as_str().unwrap()).await.is_some());
        assert_eq!(scene.test.object(scene.article).await.reply_count, 0);
        assert_eq!(scene.test.thread(Viewer::Anonymous, scene.article).await.len(), 1);
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Delete", note["id"].clone())).await;
        assert_eq!(scene.test.object(scene.article).await.reply_count, 0);
    }

    async fn a_name_that_cannot_stand_in_a_handle_is_not_shown(database: TestDatabase) {
        let scene = Scene::new(database).await;
        for name in ["admin@rudi.example", "anna (Amt)", "a/b", "\u{202e}nimda", "", "-", "groß"] {
            let mut document = scene.ada.document(ActorKind::Person);
            document["preferredUsername"] = json!(name);
            scene.test.learn(&document).await;
            assert_eq!(scene.actor(&scene.ada.ap_id).await.unwrap().username, "ada", "{name:?}");
        }
    }

    async fn two_keys_with_one_id_are_one_and_nobody_takes_the_key_of_another(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut document = scene.ada.document(ActorKind::Person);
        let other = Remote { key_id: scene.ada.key_id.clone(), ..Remote::unknown(&scene.ada.ap_id) };
        document["publicKey"] = json!([scene.ada.public_key(), other.public_key()]);
        scene.test.learn(&document).await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", scene.ada.note(1, "noch ich"))).await;
        let mut document = scene.ben.document(ActorKind::Person);
        document["publicKey"] = json!([scene.ben.public_key(), {
            "id": scene.ada.key_id, "owner": scene.ben.ap_id, "publicKeyPem": scene.ben.key.public_key().to_pem()
        }]);
        scene.test.learn(&document).await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Create", scene.ada.note(2, "immer noch"))).await;
        scene.test.accepts(&scene.ben, &scene.ben.activity(1, "Create", scene.ben.note(1, "ich auch"))).await;
    }

    async fn long_texts_keep_their_form_on_every_way_in(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let long = |word: &str| format!("<p><strong>{word}</strong></p>{}", "<p>Absatz</p>".repeat(4_000));
        let note = |author: &Remote, number: u32, word: &str| {
            let mut note = author.note(number, "");
            note["content"] = json!(long(word));
            note
        };
        let shown = async |id: &str, word: &str| {
            let object = scene.by_ap_id(id).await.unwrap();
            assert!(object.content.starts_with(&format!("<p><strong>{word}</strong></p>")), "{word}: {}", &object.content[..60]);
        };
        // Sent, and edited.
        let mut sent = note(&scene.ada, 1, "eins");
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", sent.clone())).await;
        shown(sent["id"].as_str().unwrap(), "eins").await;
        sent["content"] = json!(long("zwei"));
        sent["updated"] = json!("2026-11-21T11:30:00Z");
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Update", sent.clone())).await;
        shown(sent["id"].as_str().unwrap(), "zwei").await;
        // Passed on, whether it has to be fetched or not.
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        for (number, author, server) in [(3, &scene.ben, &scene.one), (4, &scene.eve, &scene.other)] {
            let passed = note(author, number, "drei");
            server.put(&passed);
            scene.test.accepts(&group, &announce(&group, number, author.activity(number, "Create", passed.clone()))).await;
            crate::instance::run_due(&scene.test.app).await.unwrap();
            shown(passed["id"].as_str().unwrap(), "drei").await;
        }
        // Our own, and what a community says about itself.
        let source = format!("**vier**\n\n{}", "Absatz\n\n".repeat(4_000));
        let own = Draft { source, ..article(Some(scene.group), "Lang", Reach::Public) };
        let own = outbox::publish(&scene.test.app, scene.anna, own).await.unwrap();
        shown(&scene.test.app.urls.object(own), "vier").await;
        let mut document = group.document(ActorKind::Group);
        document["summary"] = json!(format!("<p><strong>fünf</strong></p>{}", "<p>Absatz</p>".repeat(1_000)));
        scene.test.accepts(&group, &group.activity(5, "Update", document)).await;
        assert!(scene.actor(&group.ap_id).await.unwrap().summary.starts_with("<p><strong>fünf</strong></p>"));
    }

    async fn of_a_summary_only_the_beginning_is_read(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut note = scene.ada.note(1, "Text");
        note["summary"] = json!(format!("Anfang{}Ende", "<i></i>".repeat(100_000)));
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        assert_eq!(scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap().summary, "Anfang");
    }
}
