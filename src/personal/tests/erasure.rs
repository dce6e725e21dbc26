//! A person whose name, address and words all hold the same letters, so that they can be looked for.

use super::tables::places;
use crate::access::invitation::Draft as Invitation;
use crate::access::invitation_link::InvitationLink;
use crate::access::{Letter, post, work_address};
use crate::activity::draft::{self, Place, Typed};
use crate::activity::outbox::{self, Draft, NewPicture};
use crate::actor::{ActorKind, account};
use crate::administration::{barrier, people};
use crate::instance;
use crate::json::PUBLIC;
use crate::media::Shape;
use crate::notification::{self, bookmark};
use crate::object::reaction::ReactionKind;
use crate::object::{Reach, tag};
use crate::on_both_databases;
use crate::personal;
use crate::personal::table::TABLES;
use crate::store::schema::invitation_links;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, picture};
use crate::tests::passkeys;
use crate::vetting::{self, Evidence, organisation};
use diesel::RunQueryDsl;
use image::ImageFormat;
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600);
/// Her user name, and in everything she says.
const LETTERS: &str = "qzxkanari";

async fn found(test: &TestApp) -> BTreeSet<String> {
    test.app.read(|conn, _| places(conn, LETTERS)).await.unwrap()
}

fn says(group_id: Option<i64>, in_reply_to: Option<i64>, reach: Reach) -> Draft {
    let beginning = in_reply_to.is_none();
    Draft {
        kind: if beginning { "Article" } else { "Note" },
        tool: group_id.map(|_| "news"),
        group_id,
        in_reply_to,
        name: if beginning { "Von Qzxkanari".to_owned() } else { String::new() },
        summary: if beginning { "Kurz Qzxkanari".to_owned() } else { String::new() },
        source: "Das schreibt Qzxkanari #qzxkanari".to_owned(),
        reach,
    }
}

/// She does everything that leaves words of hers somewhere, and others do what leaves words about her.
async fn lives(test: &TestApp) -> i64 {
    let (app, petra, anna) = (&test.app, test.admin("petra").await, test.person("anna").await);
    let (group, other) = (test.group(anna, "bauen").await, test.group(anna, "wandern").await);
    let invited =
        Invitation { name: "Qzxkanari".to_owned(), email: "qzxkanari@example.org".to_owned(), days: 14, by: Some(petra), requested: false };
    people::invite(app, invited).await.unwrap();
    let her = test.person(LETTERS).await;
    let login = app.read(move |conn, _| account::of_actor(conn, her)).await.unwrap().unwrap().id;
    people::set_email(app, Some(petra), login, "qzxkanari@example.org").await.unwrap();
    outbox::change_profile(app, her, her, "Qzxkanari Muster", "Ich bin *Qzxkanari*", Some("Amt Qzxkanari"), None).await.unwrap();
    outbox::change_words(app, her, "Qzxkanari", "Qzxkanari").await.unwrap();
    outbox::join(app, her, group).await.unwrap();
    outbox::join(app, her, other).await.unwrap();
    outbox::follow(app, her, anna).await.unwrap();
    outbox::follow(app, anna, her).await.unwrap();
    let theirs = test.article(anna, Some(group), "Von Anna", Reach::Public).await;
    let file = picture(40, 30, 7, ImageFormat::Png);
    let id = outbox::upload(app, her, file.into(), Shape::Whole).await.unwrap();
    let pictures = vec![NewPicture { id, name: "Zu sehen ist Qzxkanari".to_owned() }];
    let hers = outbox::publish_with_pictures(app, her, says(Some(group), None, Reach::Public), pictures).await.unwrap();
    outbox::publish(app, her, says(None, None, Reach::Followers)).await.unwrap();
    let removed = outbox::publish(app, her, says(None, Some(theirs), Reach::Public)).await.unwrap();
    outbox::publish(app, her, says(None, Some(theirs), Reach::Public)).await.unwrap();
    test.comment(anna, hers, "Dazu Anna").await.unwrap();
    outbox::react(app, her, theirs, ReactionKind::Like, "").await.unwrap();
    outbox::react(app, anna, hers, ReactionKind::Like, "").await.unwrap();
    outbox::report(app, her, theirs, "Das stört Qzxkanari").await.unwrap();
    outbox::remove(app, anna, removed, "Qzxkanari war unfreundlich").await.unwrap();
    outbox::ban(app, anna, other, her, "Qzxkanari war unfreundlich", None).await.unwrap();
    // Without logging in, too, with an address that is hers.
    outbox::report_for_visitor(app, theirs, "Das stört", Some("qzxkanari@example.org".to_owned())).await.unwrap();
    let met = barrier::Draft { page: "/".to_owned(), words: "Zu klein".to_owned(), email: "qzxkanari@example.org".to_owned() };
    barrier::report(app, met, "192.0.2.1").await.unwrap();
    app.write(move |conn, app| {
        let typed = Typed { title: "Von Qzxkanari".to_owned(), text: "Noch nicht fertig, Qzxkanari".to_owned(), base: String::new() };
        draft::save(conn, app, her, (Place::Beginning, group), &typed, 0, false)?;
        bookmark::toggle(conn, her, theirs, app.now())?;
        tag::follow(conn, her, LETTERS, app.now())?;
        post(conn, app, &Letter::ForgottenPassword(LETTERS.to_owned()))?;
        post(conn, app, &Letter::PasswordChanged(login))
    })
    .await
    .unwrap();
    works(test, petra, her).await;
    leads_in(test, group, anna, her).await;
    let mut browser = Browser::new(test);
    browser.headers.insert("user-agent", "Qzxkanari 1.0".parse().unwrap());
    browser.log_in(LETTERS, "kurzer dienstweg").await;
    // Her mail about it waits, too.
    passkeys::add(&mut browser, &mut passkeys::device(test), "Handy von Qzxkanari").await;
    her
}

/// She made a link into a community, and another one went to her address.
async fn leads_in(test: &TestApp, group: i64, anna: i64, her: i64) {
    let work = test.app.write(move |conn, app| {
        let (created_at, expires_at) = (app.now(), app.now().plus(30 * DAY));
        let link = |host_id, email: &str, words: &str| InvitationLink {
            id: app.next_id(),
            group_id: group,
            host_id,
            token_digest: None,
            uses_left: 1,
            email: Some(email.to_owned()),
            words: words.to_owned(),
            created_at,
            expires_at,
        };
        for link in [link(her, "andere@example.org", "Es grüßt Qzxkanari"), link(anna, "qzxkanari@example.org", "Liebe Qzxkanari")] {
            diesel::insert_into(invitation_links::table).values(&link).execute(conn)?;
        }
        Ok(())
    });
    work.await.unwrap();
}

/// She is staff of one house by her address, was of another one by hand, looks after it, and is about to change.
async fn works(test: &TestApp, petra: i64, her: i64) {
    let draft = |name: &str, domains: &str| organisation::Draft {
        name: name.to_owned(),
        level: "other".to_owned(),
        domains: domains.to_owned(),
        ..organisation::Draft::default()
    };
    let (first, second) = (draft("Haus", "haus.example"), draft("Amt", "amt.example"));
    let work = test.app.write(move |conn, app| {
        let (first, second) = (organisation::save(conn, app, None, None, &first)?, organisation::save(conn, app, None, None, &second)?);
        let by_hand = vetting::vouch(conn, app, her, first, Evidence::Word(Some(petra)))?.id;
        vetting::withdraw(conn, app, Some(petra), first, by_hand, "Qzxkanari ist gewechselt")?;
        notification::tell_of_withdrawal(conn, app, her, "Qzxkanari ist gewechselt")?;
        organisation::appoint(conn, app, Some(petra), first, her)?;
        vetting::vouch(conn, app, her, second, Evidence::Address("qzxkanari@amt.example".to_owned()))?;
        account::of_actor(conn, her)
    });
    let account = work.await.unwrap().unwrap();
    work_address::ask(&test.app, &account, "qzxkanari@haus.example").await.unwrap();
}

async fn mailing(database: TestDatabase) -> TestApp {
    TestApp::with(database, |config| {
        // Nobody takes mails there: they wait.
        config.mail.url = "smtp://127.0.0.1:9?tls=none".to_owned();
        config.mail.from = "RUDI <rudi@example.org>".to_owned();
    })
    .await
}

on_both_databases! {
    async fn nothing_of_somebody_who_left_is_anywhere(database: TestDatabase) {
        let test = mailing(database).await;
        let her = lives(&test).await;
        let before = found(&test).await;
        // What the list empties has to be full, or this test proves nothing. What only people elsewhere have is below.
        let elsewhere = ["actors.icon", "actors.json", "activities.reason"];
        for table in TABLES {
            for (column, _) in table.emptied.iter().flat_map(|(values, _)| values.iter()) {
                let name = format!("{}.{column}", table.name);
                assert!(before.contains(&name) || elsewhere.contains(&name.as_str()) || name == "administration_log.reason", "{name}");
            }
        }
        for name in [
            "accounts.login", "accounts.email", "bookmarks", "drafts.text", "drafts.title", "followed_tags.name", "invitations.email", "invitations.name", "invitation_links.email", "invitation_links.words", "jobs.payload", "media.name",
            "object_tags.name", "object_words.words", "actor_words.words", "passkeys.name", "sessions.browser", "notifications.text", "vouchings.address", "vouchings.reason", "work_addresses.email",
        ] {
            assert!(before.contains(name) || name == "bookmarks", "{name}");
        }
        assert!(test.files() > 0);

        let account = test.app.read(move |conn, _| account::of_actor(conn, her)).await.unwrap().unwrap();
        personal::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        test.clock.advance(7 * DAY);
        instance::run_due(&test.app).await.unwrap();
        // What others wrote is theirs: the answer names whom it answers. Nothing else does.
        test.app
            .write(|conn, _| {
                for (table, column) in [("objects", "json"), ("activities", "body")] {
                    let sql = format!("UPDATE {table} SET {column} = replace({column}, '@{LETTERS}@', '') WHERE {column} LIKE '%Dazu Anna%'");
                    assert!(diesel::sql_query(sql).execute(conn)? > 0);
                }
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(found(&test).await, BTreeSet::new());
        assert_eq!(test.files(), 0, "no picture is kept");
        let objects = test.app.read(move |conn, _| crate::object::model::ids_of_actor(conn, her)).await.unwrap();
        assert_eq!(objects.len(), 4, "tombstones keep the place of what was there");
    }

    async fn nothing_of_somebody_elsewhere_who_left_is_anywhere(database: TestDatabase) {
        let test = mailing(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let mia = test.remote(ActorKind::Person, "https://fern.example/users/mia").await;
        let mut document = mia.document(ActorKind::Person);
        document["name"] = json!("Qzxkanari");
        document["preferredUsername"] = json!(LETTERS);
        document["summary"] = json!("<p>Qzxkanari</p>");
        document["icon"] = json!({"type": "Image", "url": "https://fern.example/qzxkanari.png"});
        test.learn(&document).await;
        let group_id = test.app.urls.actor(group);
        test.accepts(&mia, &mia.activity(1, "Follow", group_id.clone())).await;
        let mut note = mia.note(2, "Das schreibt Qzxkanari");
        note["audience"] = json!(group_id);
        let mut create = mia.activity(3, "Create", note);
        create["to"] = json!([PUBLIC]);
        create["cc"] = json!([group_id]);
        create["audience"] = json!(group_id);
        test.accepts(&mia, &create).await;
        let before = found(&test).await;
        for name in ["actors.json", "actors.icon", "actors.username", "objects.content", "activities.body", "object_words.words"] {
            assert!(before.contains(name), "{name}: {before:?}");
        }
        test.accepts(&mia, &mia.activity(4, "Delete", mia.ap_id.clone())).await;
        assert_eq!(found(&test).await, BTreeSet::new());
        let announced = test.entries().await.into_iter().rev().find(|entry| entry.verb == "Announce").unwrap();
        assert!(announced.body.contains("activities/4"), "the community passes on that she is gone: {}", announced.body);
    }
}
