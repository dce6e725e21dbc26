//! Members elsewhere write without their names: the community's home learns that somebody of their server does, and keeps nothing of that.

use super::{Scene, is, reads};
use dienstweg::activity::compose::{prove, record};
use dienstweg::activity::log::{self, ActivityState};
use dienstweg::activity::outbox::{self, Draft, Naming, ProfileDraft};
use dienstweg::activity::{Activity, deliver};
use dienstweg::actor::{self, json::rules, member};
use dienstweg::app::App;
use dienstweg::error::{Error, Result};
use dienstweg::json::Document;
use dienstweg::object::{Object, Reach};
use dienstweg::store::Conn;
use dienstweg::store::schema::{activities, deliveries, objects, taken_offers};
use diesel::prelude::*;
use federation_tests::{Instance, on_both_databases};
use serde_json::{Value, json};
use std::time::Duration;

const SAID: &str = "Das sagt niemand";

async fn switch(scene: &Scene, naming: Naming) {
    let draft = ProfileDraft { naming: Some(naming), ..ProfileDraft::new("Krisenstab", "") };
    outbox::change_profile_and_picture(&scene.network[0].app, scene.anna, scene.group, draft).await.unwrap();
    scene.network.settle().await;
}

fn comment(parent: i64, text: &str) -> Draft {
    Draft {
        kind: "Note",
        tool: None,
        group_id: None,
        in_reply_to: Some(parent),
        name: String::new(),
        summary: String::new(),
        source: text.to_owned(),
        reach: Reach::Public,
    }
}

/// What the community said as its own, as an instance has it.
async fn said(instance: &Instance, group: i64) -> Vec<Object> {
    let query = move |conn: &mut Conn, _: &App| {
        Ok(objects::table.filter(objects::actor_id.eq(group)).order(objects::id).select(Object::as_select()).load(conn)?)
    };
    instance.app.read(query).await.unwrap()
}

/// How many activities an instance has whose text holds these words, and who did them.
async fn kept(instance: &Instance, words: &'static str) -> Vec<(String, String)> {
    let query = move |conn: &mut Conn, _: &App| {
        let all: Vec<(String, String, String)> =
            activities::table.select((activities::verb, activities::actor, activities::body)).load(conn)?;
        Ok(all.into_iter().filter(|(_, _, body)| body.contains(words)).map(|(verb, actor, _)| (verb, actor)).collect())
    };
    instance.app.read(query).await.unwrap()
}

/// Somebody of an instance, or its server, offers something in this way.
async fn offers(instance: &Instance, by: Option<i64>, home: &str, object: Value, proven: bool) -> String {
    let home = home.to_owned();
    let (ap_id, number) = (format!("{}/ap/actors/1#nameless-{:032x}", instance.origin(), instance.app.next_id()), instance.app.next_id());
    let sent = ap_id.clone();
    instance
        .app
        .write(move |conn, app| {
            let actor = actor::model::find(conn, by.unwrap_or(app.server_actor_id))?;
            let group = actor::model::by_ap_id(conn, &home)?.unwrap();
            let offer = json!({"id": sent, "type": "Offer", "actor": actor.ap_id, "to": [home], "target": home, "object": object});
            let Value::Object(document): Value = offer else { unreachable!() };
            let document: Document = if proven { prove(conn, app, actor.id, document)? } else { document };
            record(conn, app, number, &actor, None, &Activity::own(document)?)?;
            deliver::enqueue(conn, app, number, &actor, group.id, &[group.inbox]).map(drop)
        })
        .await
        .unwrap();
    ap_id
}

/// Why the home refused an offer; `None` if it did not. The words are kept in no case.
async fn refusal(home: &Instance, offer: &str) -> Option<String> {
    let offer = offer.to_owned();
    let entry = home.app.read(move |conn, _| log::by_ap_id(conn, &offer)).await.unwrap()?;
    assert_eq!((entry.state, entry.body.as_str()), (ActivityState::Refused, "{}"), "{entry:?}");
    entry.reason
}

on_both_databases! {
    async fn whoever_lives_elsewhere_writes_without_her_name(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let article = beta.number(&scene.article).await;
        let refused: Result<_> = outbox::publish_nameless(&beta.app, scene.bert, comment(article, SAID), false).await;
        assert!(is(&refused.unwrap_err(), "error-nameless-off"), "only where the community allows it");
        switch(&scene, Naming { chatham: true, nameless: true }).await;
        let there = rules(&beta.actor(scene.there).await);
        assert!(there.nameless && there.chatham, "its members' instances hear of it");

        let gerd = gamma.staff("gerd").await;
        let at_gamma = gamma.look_up(&format!("krise@{}", alpha.host())).await.id;
        outbox::ask_to_join(&gamma.app, gerd, at_gamma, "").await.unwrap();
        scene.network.settle().await;
        let group = scene.group;
        let applicant = alpha.app.read(move |conn, _| dienstweg::actor::application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::admit_applicant(&alpha.app, scene.anna, group, applicant).await.unwrap();
        scene.network.settle().await;

        alpha.forget_requests();
        scene.network.advance(Duration::from_secs(1));
        let sent = outbox::publish_nameless(&beta.app, scene.bert, comment(article, SAID), false).await.unwrap();
        assert_eq!(sent, None, "its home publishes it");
        assert!(said(beta, scene.there).await.is_empty(), "nothing of it is here before");
        scene.network.settle().await;
        let offer = alpha.deliveries().into_iter().find(|request| request.json()["type"] == "Offer").expect("an offer");
        let body = String::from_utf8_lossy(&offer.body).into_owned();
        assert!(body.contains(SAID) && offer.status == 202, "{body}");
        let bert = beta.app.urls.actor(scene.bert);
        for trace in [bert.as_str(), "bert", "BERT", "published"] {
            assert!(!body.contains(trace), "{trace}: {body}");
        }
        assert!(!format!("{:?}", offer.headers).contains(&bert), "{:?}", offer.headers);

        let home = alpha.app.urls.actor(group);
        for (instance, number) in [(alpha, group), (beta, scene.there), (gamma, at_gamma)] {
            let all = said(instance, number).await;
            assert_eq!(all.len(), 1, "{}", instance.host());
            let one = &all[0];
            assert!(one.content.contains(SAID) && one.reach == Reach::Members && one.group_id == Some(number), "{one:?}");
            assert!(one.json.contains(&format!("\"attributedTo\":\"{home}\"")) && !one.json.contains("bert"), "{}", one.json);
            for (verb, actor) in kept(instance, SAID).await {
                assert!(["Create", "Announce"].contains(&verb.as_str()) && actor == home, "{} keeps {verb} by {actor}", instance.host());
            }
        }
        assert!(reads(gamma, gerd, &said(gamma, at_gamma).await[0].ap_id).await);
        // Neither side keeps that this server offered something.
        let offered = |conn: &mut Conn, _: &App| {
            let offers: i64 = activities::table.filter(activities::verb.eq("Offer")).filter(activities::ap_id.like("%#nameless-%")).count().get_result(conn)?;
            Ok((offers, deliveries::table.count().get_result::<i64>(conn)?, taken_offers::table.count().get_result::<i64>(conn)?))
        };
        assert_eq!(alpha.app.read(offered).await.unwrap(), (0, 0, 1));
        assert_eq!(beta.app.read(offered).await.unwrap(), (0, 0, 0));

        assert_eq!(alpha.replay(&offer).await, 202, "it was taken, and is again");
        scene.network.settle().await;
        assert_eq!(said(alpha, group).await.len(), 1, "but once");
        assert_eq!(alpha.app.read(offered).await.unwrap(), (0, 0, 1));

        // Nothing in a text leads to the server it was written on: the home's pages are linked, and short handles mean nobody.
        alpha.forget_requests();
        gamma.forget_requests();
        outbox::publish_nameless(&beta.app, scene.bert, comment(article, "Zu #vertraulich, @bert und @niemand@gamma.localhost:1"), false).await.unwrap();
        scene.network.settle().await;
        let offer = alpha.deliveries().into_iter().find(|request| request.json()["type"] == "Offer").expect("an offer");
        let said_there = offer.json()["object"].clone();
        assert!(said_there.get("source").is_none(), "{said_there}");
        let content = said_there["content"].as_str().unwrap();
        assert!(content.contains(&format!("{}/tag/vertraulich", alpha.origin())) && !content.contains("beta.localhost:1/tag"), "{content}");
        assert!(!content.contains(&format!("{}/tag", beta.origin())), "{content}");
        assert!(gamma.fetches().iter().all(|request| !request.is_from(beta.origin())), "nobody is asked who is mentioned");

        // A beginning, under the rule as all that begins there; hosts remove it, and everybody hears.
        let beginning = Draft { kind: "Article", tool: Some("news"), group_id: Some(scene.there), in_reply_to: None, name: "Neu".to_owned(), ..comment(0, "Neues von *niemand*") };
        outbox::publish_nameless(&beta.app, scene.bert, beginning, false).await.unwrap();
        scene.network.settle().await;
        let begun = said(beta, scene.there).await.pop().unwrap();
        assert!(begun.name == "Neu" && begun.tool.as_deref() == Some("news") && begun.json.contains("\"dw:chathamHouseRule\":true"), "{begun:?}");
        assert!(outbox::delete(&beta.app, scene.bert, begun.id).await.is_err());
        outbox::remove(&alpha.app, scene.anna, alpha.number(&begun.ap_id).await, "Gehört nicht hierher").await.unwrap();
        scene.network.settle().await;
        assert!(!reads(beta, scene.bert, &begun.ap_id).await && !reads(gamma, gerd, &begun.ap_id).await);
        switch(&scene, Naming::default()).await;
        let off: Result<_> = outbox::publish_nameless(&beta.app, scene.bert, comment(article, "Noch etwas"), false).await;
        assert!(is(&off.unwrap_err(), "error-nameless-off"));
        assert!(reads(beta, scene.bert, &said(beta, scene.there).await[0].ap_id).await, "what was said stays");
    }

    async fn what_is_offered_in_another_way_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let home = alpha.app.urls.actor(scene.group);
        gamma.look_up(&format!("krise@{}", alpha.host())).await;
        let note = |text: &str| json!({"type": "Note", "inReplyTo": scene.article, "content": format!("<p>{text}</p>"), "mediaType": "text/html"});
        let refused = async |offer: String, why: &str| {
            scene.network.settle().await;
            let said = refusal(alpha, &offer).await;
            assert!(said.as_deref().is_some_and(|said| said.contains(why)), "{why}: {said:?}");
        };
        refused(offers(beta, None, &home, note(SAID), true).await, "error-nameless-off").await;
        switch(&scene, Naming { chatham: false, nameless: true }).await;
        refused(offers(beta, None, &home, note(SAID), false).await, "error-unproven").await;
        refused(offers(gamma, None, &home, note(SAID), true).await, "error-not-a-member").await;
        refused(offers(beta, Some(scene.bert), &home, note(SAID), true).await, "error-nameless-server").await;
        let elsewhere = json!({"type": "Note", "inReplyTo": format!("{}/ap/objects/1", alpha.origin()), "content": "<p>Wohin?</p>"});
        refused(offers(beta, None, &home, elsewhere, true).await, "error-unknown-parent").await;
        // Nor does an offer tell what else there is at the home.
        let public = alpha.article(scene.anna, None, "Ganz woanders").await;
        let other = json!({"type": "Note", "inReplyTo": alpha.app.urls.object(public), "content": "<p>Wohin?</p>"});
        refused(offers(beta, None, &home, other, true).await, "error-unknown-parent").await;
        let mut pictured = note(SAID);
        pictured["attachment"] = json!({"type": "Image", "mediaType": "image/png", "url": format!("{}/media/1", beta.origin())});
        refused(offers(beta, None, &home, pictured, true).await, "error-nameless-pictures").await;
        refused(offers(beta, None, &home, json!({"type": "Article", "content": "<p>Ohne Titel</p>"}), true).await, "error-title-missing").await;
        let number = alpha.number(&scene.article).await;
        outbox::lock(&alpha.app, scene.anna, number, true).await.unwrap();
        refused(offers(beta, None, &home, note(SAID), true).await, "error-locked").await;
        outbox::lock(&alpha.app, scene.anna, number, false).await.unwrap();
        assert!(said(alpha, scene.group).await.is_empty());

        // Well made it is taken, made safe, and neither its time nor its author are anybody's word.
        let mut forged = note("<script>x</script>Sicher");
        forged["published"] = json!("2020-01-01T00:00:00Z");
        let taken = offers(beta, None, &home, forged, true).await;
        scene.network.settle().await;
        assert_eq!(refusal(alpha, &taken).await, None);
        let one = said(alpha, scene.group).await.remove(0);
        assert!(one.content.contains("Sicher") && !one.content.contains("script") && one.published > one.published.minus(Duration::from_secs(1)), "{one:?}");
        assert!(!one.json.contains("2020-01-01"), "{}", one.json);

        // Whoever lost her membership loses this with it.
        let (group, bert) = (scene.group, alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id);
        alpha.app.write(move |conn, _| member::remove(conn, group, bert)).await.unwrap();
        refused(offers(beta, None, &home, note(SAID), true).await, "error-not-a-member").await;
        assert!(matches!(outbox::publish_nameless(&alpha.app, scene.anna, comment(0, "Wozu?"), false).await, Err(Error::NotFound)));
    }

    async fn one_server_offers_so_much_and_no_more(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        switch(&scene, Naming { chatham: false, nameless: true }).await;
        let article = beta.number(&scene.article).await;
        for number in 0..61 {
            outbox::publish_nameless(&beta.app, scene.bert, comment(article, &format!("Nummer {number}")), false).await.unwrap();
        }
        scene.network.settle().await;
        assert_eq!(said(alpha, scene.group).await.len(), 60, "the last one waits");
        scene.hours(2).await;
        assert_eq!(said(alpha, scene.group).await.len(), 61, "and comes later");
    }
}
