//! Servers empty what they have of a protected community when nobody there is a member any more, and say so.

use super::{Scene, founded, reads};
use dienstweg::activity::compose::{New, compose, record};
use dienstweg::activity::{deliver, media, outbox, purge as purges};
use dienstweg::actor::purge::{self, Purge, PurgeState};
use dienstweg::actor::{self, account, application, member};
use dienstweg::app::App;
use dienstweg::job;
use dienstweg::personal;
use dienstweg::store::schema::purges as rows;
use dienstweg::store::{AnyConn, Conn};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use federation_tests::{Instance, on_both_databases};
use http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Every place of an instance's database where these letters stand, the index of the search included.
pub(super) async fn places(instance: &Instance, letters: &'static str) -> Vec<String> {
    let look = move |conn: &mut Conn, _: &App| {
        let postgres = "SELECT table_name::text AS table_name, column_name::text AS name FROM information_schema.columns \
            WHERE table_schema = current_schema()";
        let sqlite = "SELECT t.name AS table_name, c.name AS name FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '%_words%'";
        let columns: Vec<Column> = diesel::sql_query(if matches!(conn, AnyConn::Sqlite(_)) { sqlite } else { postgres }).load(conn)?;
        let mut found = Vec::new();
        for Column { table_name, name } in columns {
            let sql = format!("SELECT count(*) AS count FROM {table_name} WHERE lower(CAST({name} AS text)) LIKE '%{letters}%'");
            if diesel::sql_query(sql).get_result::<Count>(conn)?.count > 0 {
                found.push(format!("{table_name}.{name}"));
            }
        }
        if matches!(conn, AnyConn::Sqlite(_)) {
            let sql = format!("SELECT count(*) AS count FROM object_words WHERE object_words MATCH '{letters}*'");
            if diesel::sql_query(sql).get_result::<Count>(conn)?.count > 0 {
                found.push("object_words".to_owned());
            }
        }
        Ok(found)
    };
    instance.app.read(look).await.unwrap()
}

impl Scene {
    /// What the second instance was asked to empty, oldest first.
    async fn purges(&self) -> Vec<Purge> {
        let all = |conn: &mut Conn, _: &App| Ok(rows::table.order(rows::id).select(Purge::as_select()).load(conn)?);
        self.network[0].app.read(all).await.unwrap()
    }

    async fn states(&self) -> Vec<PurgeState> {
        self.purges().await.into_iter().map(|purge| purge.state).collect()
    }

    async fn bert_leaves(&self) {
        outbox::leave(&self.network[1].app, self.bert, self.there).await.unwrap();
        self.network.settle().await;
    }

    /// Bert asks again and is let in.
    async fn bert_joins(&self) {
        outbox::ask_to_join(&self.network[1].app, self.bert, self.there, "Noch einmal").await.unwrap();
        self.network.settle().await;
        let (alpha, group) = (&self.network[0], self.group);
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::admit_applicant(&alpha.app, self.anna, group, applicant).await.unwrap();
        self.network.settle().await;
    }

    /// Somebody of an instance, or the instance itself, sends the home an `Accept`. Returns the answer's status.
    pub(super) async fn answers(&self, from: &Instance, by: i64, object: Value) -> u16 {
        let (alpha, inbox) = (&self.network[0], self.network[0].app.urls.shared_inbox());
        alpha.forget_requests();
        send(from, by, "Accept", object, inbox).await;
        self.network.settle().await;
        alpha.deliveries().last().map(|request| request.status).unwrap()
    }
}

pub(super) async fn send(from: &Instance, by: i64, verb: &'static str, object: Value, inbox: String) {
    let work = move |conn: &mut Conn, app: &App| {
        let actor = actor::model::find(conn, by)?;
        let (id, activity) = compose(conn, app, &New::by(&actor, verb, object))?;
        record(conn, app, id, &actor, None, &activity)?;
        deliver::enqueue(conn, app, id, &actor, actor.id, &[inbox]).map(drop)
    };
    from.app.write(work).await.unwrap();
}

on_both_databases! {
    async fn when_the_last_member_leaves_everything_goes_and_a_receipt_comes(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let secret = alpha.article(scene.anna, Some(scene.group), "Zwetschgenknödel").await;
        let removed = alpha.article(scene.anna, Some(scene.group), "Zwetschgenmus").await;
        alpha.comment(scene.anna, secret, "Mehr Zwetschgen").await.unwrap();
        scene.network.settle().await;
        scene.bert_answers().await.unwrap();
        outbox::remove(&alpha.app, scene.anna, removed, "Zwetschgenverbot").await.unwrap();
        scene.network.settle().await;
        assert!(!places(beta, "zwetschgen").await.is_empty());
        scene.bert_leaves().await;
        assert_eq!(places(beta, "zwetschgen").await, Vec::<String>::new(), "nothing is left of it");
        let asked = scene.purges().await;
        assert_eq!(asked.len(), 1);
        assert_eq!((asked[0].state, asked[0].host.as_str()), (PurgeState::Answered, beta.host()));
        let receipt = asked[0].receipt.clone().unwrap();
        assert!(receipt.starts_with(beta.origin()), "{receipt}");
        let answers = beta.known(&alpha.object(secret).await.ap_id).await.unwrap();
        assert!(answers.deleted_at.is_some());

        // Coming back fills it again.
        scene.bert_joins().await;
        assert!(scene.bert_reads().await);
        assert!(reads(beta, scene.bert, &alpha.object(secret).await.ap_id).await);
        assert!(!reads(beta, scene.bert, &alpha.object(removed).await.ap_id).await);
        assert_eq!(beta.known(&alpha.object(secret).await.ap_id).await.unwrap().name, "Zwetschgenknödel");
        scene.bert_leaves().await;
        assert_eq!(places(beta, "zwetschgen").await, Vec::<String>::new());
        assert_eq!(scene.states().await, [PurgeState::Answered, PurgeState::Answered]);
    }

    async fn what_is_asked_and_answered_looks_as_documented(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        alpha.forget_requests();
        beta.forget_requests();
        scene.bert_leaves().await;
        let community = alpha.app.urls.actor(scene.group);
        let asked = beta.deliveries().into_iter().map(|request| request.json()).find(|sent| sent["type"] == "Delete").unwrap();
        let copies = json!({"id": format!("{community}/copies/{}", beta.host()), "type": "Tombstone", "formerType": "dw:Copies"});
        assert_eq!((&asked["actor"], &asked["object"], &asked["dw:reason"]), (&json!(community), &copies, &json!("no-members")));
        let server = beta.app.urls.actor(beta.app.server_actor_id);
        assert_eq!(asked["to"], json!([server]));
        assert!(asked["proof"].is_object());
        let receipt = alpha.deliveries().into_iter().map(|request| request.json()).find(|sent| sent["type"] == "Accept").unwrap();
        assert_eq!((&receipt["actor"], &receipt["to"], &receipt["object"]["id"]), (&json!(server), &json!([community]), &asked["id"]));
        assert!(receipt["proof"].is_object());
    }

    async fn no_receipt_as_long_as_a_picture_is_left(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let picture = format!("{}/pictures?of=1&place=0", alpha.app.urls.actor(scene.group));
        // The job that removes it failed, and waits.
        let later = move |conn: &mut Conn, app: &App| {
            let at = app.now().plus(Duration::from_secs(2 * 3_600));
            job::enqueue(conn, app.next_id(), media::FORGET, &picture, None, at)
        };
        beta.app.write(later).await.unwrap();
        scene.bert_leaves().await;
        scene.hours(1).await;
        assert_eq!(scene.states().await, [PurgeState::Outstanding]);
        scene.hours(2).await;
        assert_eq!(scene.states().await, [PurgeState::Answered]);
    }

    async fn the_last_of_two_counts_and_also_who_is_erased(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let carla = beta.staff("carla").await;
        outbox::ask_to_join(&beta.app, carla, scene.there, "Auch").await.unwrap();
        scene.network.settle().await;
        let group = scene.group;
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::admit_applicant(&alpha.app, scene.anna, group, applicant).await.unwrap();
        scene.network.settle().await;
        scene.bert_leaves().await;
        assert!(scene.purges().await.is_empty(), "Carla is still there");
        assert!(reads(beta, carla, &scene.article).await);
        let account = beta.app.read(move |conn, _| account::of_actor(conn, carla)).await.unwrap().unwrap();
        personal::ask(&beta.app, &account, "kurzer dienstweg").await.unwrap();
        scene.network.advance(Duration::from_secs(7 * 24 * 3_600));
        scene.network.settle().await;
        assert_eq!(beta.known(&scene.article).await.unwrap().content, "");
        assert_eq!(scene.states().await, [PurgeState::Answered]);
    }

    async fn a_lost_receipt_stays_outstanding_until_it_is_asked_for_again(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let bert = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        alpha.answer_deliveries(Some(410));
        outbox::ban(&alpha.app, scene.anna, scene.group, bert, "Streit", None).await.unwrap();
        scene.network.settle().await;
        assert_eq!(beta.known(&scene.article).await.unwrap().content, "", "it is gone");
        alpha.answer_deliveries(None);
        scene.hours(30).await;
        assert_eq!(scene.states().await, [PurgeState::Outstanding], "but nobody here knows");
        let day = alpha.now().minus(Duration::from_secs(24 * 3_600));
        assert_eq!(alpha.app.read(move |conn, _| purge::count_older(conn, day)).await.unwrap(), 1);
        let id = scene.purges().await[0].id;
        alpha.app.write(move |conn, app| purges::ask_again(conn, app, id)).await.unwrap();
        scene.network.settle().await;
        assert_eq!(scene.states().await, [PurgeState::Answered]);
        let again = alpha.app.write(move |conn, app| purges::ask_again(conn, app, id)).await;
        assert!(again.is_err(), "{again:?}");
    }

    async fn nobody_else_gives_a_receipt(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (beta, gamma) = (&scene.network[1], &scene.network[2]);
        beta.answer_deliveries(Some(503));
        scene.bert_leaves().await;
        let delete = scene.purges().await[0].activity.clone();
        assert_eq!(scene.states().await, [PurgeState::Outstanding]);
        let gerd = gamma.person("gerd").await;
        for (from, by) in [(gamma, gamma.app.server_actor_id), (gamma, gerd), (beta, scene.bert)] {
            assert_eq!(scene.answers(from, by, json!(delete)).await, 403, "{}", from.host());
        }
        let another = format!("{delete}0");
        assert_eq!(scene.answers(beta, beta.app.server_actor_id, json!(another)).await, 403);
        assert_eq!(scene.states().await, [PurgeState::Outstanding]);
        beta.answer_deliveries(None);
        scene.hours(1).await;
        assert_eq!(scene.states().await, [PurgeState::Answered], "the server itself does");
        let again = scene.answers(beta, beta.app.server_actor_id, json!(delete)).await;
        assert_eq!(again, StatusCode::ACCEPTED.as_u16(), "saying it twice harms nobody");
    }

    async fn nobody_else_empties_anything(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let gerd = gamma.staff("gerd").await;
        let theirs = founded(gamma, gerd).await;
        let copies = |host: &str| {
            let id = format!("{}/copies/{host}", alpha.app.urls.actor(scene.group));
            json!({"id": id, "type": "Tombstone", "formerType": "dw:Copies"})
        };
        let strangers = [(gamma, theirs), (gamma, gamma.app.server_actor_id), (gamma, gerd), (alpha, scene.anna), (alpha, alpha.app.server_actor_id)];
        for (from, by) in strangers {
            beta.forget_requests();
            send(from, by, "Delete", copies(beta.host()), beta.app.urls.shared_inbox()).await;
            scene.network.settle().await;
            assert_eq!(beta.deliveries().last().unwrap().status, 403, "{} {by}", from.host());
        }
        beta.forget_requests();
        send(alpha, scene.group, "Delete", copies(gamma.host()), beta.app.urls.shared_inbox()).await;
        scene.network.settle().await;
        assert_eq!(beta.deliveries().last().unwrap().status, 403, "about another server");
        assert!(scene.bert_reads().await);
        // The community itself says it, and its list of members says otherwise.
        send(alpha, scene.group, "Delete", copies(beta.host()), beta.app.urls.shared_inbox()).await;
        scene.network.settle().await;
        scene.hours(2).await;
        assert!(scene.bert_reads().await, "whoever is a member reads on");
        assert_ne!(beta.known(&scene.article).await.unwrap().content, "");
    }

    async fn a_member_who_does_not_know_it_yet_is_asked_for_at_home(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let bert = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap();
        // Everything else that would have told her instance got lost.
        let (group, gone) = (scene.group, bert.clone());
        alpha.app.write(move |conn, _| member::remove(conn, group, gone.id)).await.unwrap();
        let copies = json!({
            "id": format!("{}/copies/{}", alpha.app.urls.actor(group), beta.host()),
            "type": "Tombstone",
            "formerType": "dw:Copies",
        });
        send(alpha, group, "Delete", copies, beta.app.urls.shared_inbox()).await;
        scene.network.settle().await;
        assert!(!scene.bert_reads().await);
        assert_eq!(beta.known(&scene.article).await.unwrap().content, "", "two words of the home are enough");
        let receipts = alpha.deliveries().into_iter().map(|request| request.json()).filter(|sent| sent["type"] == "Accept").count();
        assert_eq!(receipts, 1);
        let (there, who) = (scene.there, scene.bert);
        assert!(beta.app.read(move |conn, _| member::find(conn, there, who)).await.unwrap().is_none());
    }

    async fn coming_back_settles_what_was_owed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let beta = &scene.network[1];
        beta.answer_deliveries(Some(410));
        scene.bert_leaves().await;
        assert_eq!(scene.states().await, [PurgeState::Outstanding]);
        let late = scene.purges().await[0].activity.clone();
        beta.answer_deliveries(None);
        scene.bert_joins().await;
        assert_eq!(scene.states().await, [PurgeState::Superseded]);
        assert!(scene.bert_reads().await);
        let status = scene.answers(beta, beta.app.server_actor_id, json!(late)).await;
        assert_eq!((status, scene.states().await), (202, vec![PurgeState::Superseded]), "a late receipt changes nothing");
        assert!(scene.bert_reads().await);
    }
}
