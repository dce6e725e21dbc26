//! Whoever may not know something hears about it what she hears about what never was, whatever she sends.

use crate::activity::outbox;
use crate::actor::json::PROFILE;
use crate::actor::{ActorKind, CommunityReach};
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::deliveries;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::harness::group;
use diesel::prelude::*;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// What is sent, about a community and a post in it.
type Case = fn(&str, &str) -> Value;

const CASES: [Case; 18] = [
    |group, _| json!({"type": "Follow", "object": group}),
    |group, _| json!({"type": "Join", "object": group}),
    |group, _| json!({"type": "Leave", "object": group}),
    |group, _| json!({"type": "Invite", "object": group, "target": "https://fern.example/users/eve"}),
    |group, _| json!({"type": "Block", "object": "https://fern.example/users/eve", "target": group}),
    |group, _| json!({"type": "Add", "object": "https://fern.example/users/eve", "target": format!("{group}/members"), "dw:memberRole": "reader"}),
    |group, _| json!({"type": "Add", "object": "https://fern.example/users/eve", "target": format!("{group}/moderators")}),
    |group, post| json!({"type": "Add", "object": post, "target": format!("{group}/featured")}),
    |group, _| json!({"type": "Update", "object": {"id": group, "type": "Group", "name": "Meine"}}),
    |group, _| json!({"type": "Offer", "target": group, "object": {"type": "Note", "content": "Ohne Namen"}}),
    |group, _| json!({"type": "Create", "to": [format!("{group}/members")], "object": note(&format!("{group}/members"), None)}),
    |_, post| json!({"type": "Create", "to": [crate::json::PUBLIC], "object": note(crate::json::PUBLIC, Some(post))}),
    |_, post| json!({"type": "Delete", "object": post}),
    |_, post| json!({"type": "Delete", "object": {"id": post, "type": "Tombstone"}}),
    |_, post| json!({"type": "Lock", "object": post}),
    |_, post| json!({"type": "Undo", "object": {"type": "Delete", "actor": "https://fern.example/users/eve", "object": post}}),
    |_, post| json!({"type": "Like", "object": post}),
    |_, post| json!({"type": "Announce", "object": post}),
];

fn note(to: &str, answering: Option<&str>) -> Value {
    let mut note = json!({
        "id": "https://fern.example/notes/@@", "type": "Note", "attributedTo": "https://fern.example/users/eve", "to": [to], "content": "Hallo",
    });
    if let Some(answering) = answering {
        note["inReplyTo"] = json!(answering);
    }
    note
}

async fn sent_by_us(test: &TestApp) -> i64 {
    test.app.read(|conn, _| Ok(deliveries::table.count().get_result(conn)?)).await.unwrap()
}

on_both_databases! {
    async fn what_a_stranger_may_not_know_is_what_never_was(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.staff("anna").await;
        let eve = test.remote(ActorKind::Person, "https://fern.example/users/eve").await;
        let mut server = crate::tests::remote::Remote::unknown("https://fern.example/server").document(ActorKind::Application);
        server["implements"] = json!([{"href": PROFILE}]);
        test.learn(&server).await;
        let never = (test.app.urls.actor(77), test.app.urls.object(78));
        let mut number = 0;
        for reach in [CommunityReach::Secret, CommunityReach::Local] {
            let name = &format!("gruppe{}", reach.as_str());
            let hidden = outbox::create_group(&test.app, anna, group(name, reach)).await.unwrap();
            let post = test.article(anna, Some(hidden), "Lage", Reach::Public).await;
            let hidden = (test.app.urls.actor(hidden), test.object(post).await.ap_id);
            for (place, case) in CASES.iter().enumerate() {
                let mut answers = Vec::new();
                for (group, post) in [&hidden, &never] {
                    number += 1;
                    let mut activity = case(group, post);
                    activity["id"] = json!(format!("https://fern.example/activities/{number}"));
                    activity["actor"] = json!("https://fern.example/users/eve");
                    let activity = activity.to_string().replace("@@", &number.to_string());
                    let before = sent_by_us(&test).await;
                    let answer = test.deliver(&eve, &serde_json::from_str(&activity).unwrap()).await;
                    assert!(answer.status != StatusCode::INTERNAL_SERVER_ERROR, "{activity}: {answer:?}");
                    let body = answer.body.replace(group.as_str(), "G").replace(post.as_str(), "P");
                    answers.push((answer.status, body, sent_by_us(&test).await - before));
                }
                assert_eq!(answers[0], answers[1], "{name}, case {place}");
            }
            let number = |url: &str| url.rsplit('/').next().unwrap_or_default().to_owned();
            let inbox = |url: &str| format!("/ap/actors/{}/inbox", number(url));
            for body in [None, Some("{}")] {
                let post = |url: &str| {
                    let mut wire = test.unsigned(&inbox(url), "application/json");
                    wire.method = Method::POST;
                    if let Some(body) = body {
                        wire = wire.set("content-type", "application/activity+json");
                        wire.body = body.to_owned();
                    }
                    wire
                };
                let (one, other) = (test.send(post(&hidden.0)).await, test.send(post(&never.0)).await);
                assert_eq!((one.status, one.body), (other.status, other.body), "{name}: {body:?}");
            }
        }
    }
}
