//! What must not lead to anybody: no row of any table connects a person with what she wrote without her name, and no file that people take along
//! names others where the Chatham House Rule holds.

use super::export::{entries, file_of};
use super::tables::columns;
use crate::activity::outbox::{self, Naming};
use crate::actor::account;
use crate::actor::member::{self, Role};
use crate::error::Result;
use crate::instance;
use crate::object::{Reach, Viewer, read};
use crate::on_both_databases;
use crate::personal::export;
use crate::store::schema::objects;
use crate::store::testing::TestDatabase;
use crate::store::{AnyConn, Conn};
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::harness::group;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use http::StatusCode;

/// The user name of who writes.
const SHE: &str = "qzxanna";
/// In everything that she says without it.
const SAID: &str = "qzxgesagt";

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The tables in which a row says one of the first and one of the second; on PostgreSQL also those in which a row that says one of the first
/// was written by the same transaction as one of these objects.
fn connected(conn: &mut Conn, first: &[String], second: &[String], written: &[i64]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let says = |row: &str, words: &[String]| {
        let each: Vec<String> = words.iter().map(|word| format!("{row} LIKE '%{}%'", word.to_lowercase())).collect();
        format!("({})", each.join(" OR "))
    };
    for (table, columns) in columns(conn)? {
        let texts: Vec<String> = columns.iter().map(|column| format!("coalesce(lower(CAST({column} AS text)), '')")).collect();
        let row = format!("({})", texts.join(" || ' ' || "));
        let both = format!("SELECT count(*) AS count FROM {table} WHERE {} AND {}", says(&row, first), says(&row, second));
        if diesel::sql_query(both).get_result::<Count>(conn)?.count > 0 {
            found.push(table.clone());
        }
        if matches!(conn, AnyConn::Pg(_)) && table != "objects" {
            let ids: Vec<String> = written.iter().map(i64::to_string).collect();
            let together = format!(
                "SELECT count(*) AS count FROM {table} WHERE {} AND xmin::text IN (SELECT xmin::text FROM objects WHERE id IN ({}))",
                says(&row, first),
                ids.join(", ")
            );
            if diesel::sql_query(together).get_result::<Count>(conn)?.count > 0 {
                found.push(format!("{table}, by one transaction"));
            }
        }
    }
    Ok(found)
}

/// The numbers of what was said without a name in a community, oldest first.
async fn said(test: &TestApp, group: i64) -> Vec<i64> {
    let own = move |conn: &mut Conn, _: &_| {
        Ok(objects::table.filter(objects::actor_id.eq(group)).order(objects::id).select(objects::id).load(conn)?)
    };
    test.app.read(own).await.unwrap()
}

/// A protected community of Carla's whose members may write without their names.
async fn community(test: &TestApp, carla: i64, naming: Naming) -> i64 {
    let draft = group("krise", crate::actor::CommunityReach::Closed);
    outbox::found_group(&test.app, carla, draft, naming).await.unwrap()
}

async fn admit(test: &TestApp, group: i64, person: i64) {
    let work =
        move |conn: &mut Conn, app: &crate::app::App| member::set_role(conn, group, person, Role::Member, "https://x.example/1", app.now());
    test.app.write(work).await.unwrap();
}

on_both_databases! {
    async fn no_row_leads_from_a_person_to_what_she_said_without_her_name(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (carla, her) = (test.staff("carla").await, test.staff(SHE).await);
        let group = community(&test, carla, Naming { chatham: false, nameless: true }).await;
        admit(&test, group, her).await;
        let article = test.article(carla, Some(group), "Lage", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, SHE).await;

        // What is kept while she types goes as soon as she ticks the box.
        browser.get("/g/krise/neu").await.shows(StatusCode::OK, &["name=\"nameless\"", "niemand kann sehen, wer", "name=\"chatham\""]);
        let typed = [("ort", format!("beitrag-{group}")), ("title", "Qzxgesagt".to_owned()), ("text", "Qzxgesagt, vorher".to_owned())];
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.post("/entwurf", &typed).await.status, StatusCode::OK);
        let marks = |id: i64| vec![SHE.to_owned(), id.to_string()];
        let text = vec![SAID.to_owned()];
        let (words, person) = (text.clone(), marks(her));
        let kept = test.app.read(move |conn, _| connected(conn, &person, &words, &[0])).await.unwrap();
        assert_eq!(kept, ["drafts"], "the look finds what is there");
        let ticked: Vec<(&str, &str)> = typed.iter().copied().chain([("nameless", "1")]).collect();
        browser.post("/entwurf", &ticked).await.shows(StatusCode::OK, &["Ohne Namen wird kein Entwurf gespeichert."]);
        browser.get("/g/krise/neu").await;
        let fields = [("title", "Qzxgesagt"), ("text", "Das ist Qzxgesagt, @carla."), ("nameless", "1"), ("id", "0"), ("community", "krise")];
        browser.post("/vorschau", &fields).await.shows(StatusCode::OK, &["Das ist Qzxgesagt", "name=\"nameless\" type=\"checkbox\" value=\"1\" aria-describedby=\"nameless-hint\" checked"]);
        let pictured: Vec<(&str, &str)> = fields.iter().copied().chain([("media", "1")]).collect();
        browser.post("/g/krise/neu", &pictured).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Bilder sind ohne Namen nicht möglich"]);
        browser.post("/g/krise/neu", &[("title", ""), ("text", "Qzxgesagt"), ("nameless", "1")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Qzxgesagt"]);
        assert!(said(&test, group).await.is_empty());

        let sent = browser.post("/g/krise/neu", &fields).await;
        let post = said(&test, group).await[0];
        assert_eq!(sent.location(), format!("/b/{post}?still=1"));
        let page = browser.get(sent.location()).await;
        page.shows(StatusCode::OK, &["Veröffentlicht, ohne deinen Namen.", "Ein Mitglied, ohne Namen", "href=\"/g/krise\"", "Das ist Qzxgesagt"]);
        assert!(!page.body.contains(&format!("/b/{post}/bearbeiten")) && !page.body.contains(&format!("/b/{post}/loeschen")), "{}", page.body);
        let answer = format!("/b/{article}/antworten");
        let sent = browser.post(&answer, &[("text", "Auch das ist Qzxgesagt."), ("nameless", "1")]).await;
        let comment = said(&test, group).await[1];
        assert_eq!(sent.location(), format!("/b/{article}?still=1#c-{comment}"));
        browser.get(sent.location()).await.shows(StatusCode::OK, &["Auch das ist Qzxgesagt."]);
        // Pressed twice.
        browser.post(&answer, &[("text", "Auch das ist Qzxgesagt."), ("nameless", "1")]).await;
        assert_eq!(said(&test, group).await, [post, comment]);
        instance::run_due(&test.app).await.unwrap();

        let login = test.app.read(move |conn, _| account::of_actor(conn, her)).await.unwrap().unwrap().id;
        let person = [marks(her), vec![login.to_string()]].concat();
        let mut words = text;
        for object in [post, comment] {
            words.push(object.to_string());
        }
        for entry in test.entries().await {
            if entry.object_id.is_some_and(|object| [post, comment].contains(&object)) {
                words.extend([entry.id.to_string(), entry.ap_id.clone()]);
            }
        }
        assert!(words.len() >= 11, "the Create and the Announce of each: {words:?}");
        let found = test.app.read(move |conn, _| connected(conn, &person, &words, &[post, comment])).await.unwrap();
        assert_eq!(found, Vec::<String>::new());
        // Whoever is answered or mentioned hears of it, of nobody.
        let carlas = Browser::logged_in(&test, "carla").await.get("/mitteilungen").await;
        carlas.shows(StatusCode::OK, &["Ein Mitglied, ohne Namen hat geantwortet", "Ein Mitglied, ohne Namen hat dich erwähnt"]);
        // It is the community's, here and on the wire.
        let row = test.object(post).await;
        assert_eq!((row.actor_id, row.reach, row.local), (group, Reach::Members, true));
        assert!(row.json.contains("\"attributedTo\":\"http://rudi.localhost:8081/ap/actors/"), "{}", row.json);
        // Hosts remove it as any post, and switch the possibility off.
        outbox::remove(&test.app, carla, post, "Stimmt nicht").await.unwrap();
        assert!(test.object(post).await.deleted_at.is_some());
        assert!(outbox::delete(&test.app, her, comment).await.is_err(), "nobody takes it back");
        let edit = outbox::Edit { name: String::new(), summary: String::new(), source: "Anders".to_owned(), base: None };
        assert!(outbox::revise(&test.app, carla, comment, edit).await.is_err(), "nor changes it");
        // What she says with her name shows that the look finds it, on PostgreSQL also by who wrote what together.
        let named = test.comment(her, article, "Qzxoffen").await.unwrap();
        let found = test.app.read(move |conn, _| {
            let postgres = matches!(conn, AnyConn::Pg(_));
            Ok((connected(conn, &[her.to_string()], &["qzxoffen".to_owned()], &[named])?, postgres))
        });
        let (found, postgres) = found.await.unwrap();
        assert!(found.iter().any(|table| table == "objects"), "{found:?}");
        assert_eq!(found.iter().any(|table| table.ends_with("by one transaction")), postgres, "{found:?}");
    }

    async fn a_file_names_nobody_else_where_the_rule_holds(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (carla, bert) = (test.staff("carla").await, test.staff("qzxbert").await);
        let group = community(&test, carla, Naming::default()).await;
        admit(&test, group, bert).await;
        let article = test.article(carla, Some(group), "Lage", Reach::Public).await;
        let comment = test.comment(bert, article, "Dazu ich").await.unwrap();
        test.comment(carla, comment, "Danke").await.unwrap();
        outbox::ban(&test.app, carla, group, bert, "Probe", None).await.unwrap();
        let bert_id = test.app.urls.actor(bert);
        for chatham in [false, true] {
            let naming = Some(Naming { chatham, nameless: false });
            let draft = outbox::ProfileDraft { naming, ..outbox::ProfileDraft::new("Krisenstab", "") };
            outbox::change_profile_and_picture(&test.app, carla, group, draft).await.unwrap();
            let login = test.app.read(move |conn, _| account::of_actor(conn, carla)).await.unwrap().unwrap();
            export::ask(&test.app, &login, "kurzer dienstweg").await.unwrap();
            instance::run_due(&test.app).await.unwrap();
            let bytes = std::fs::read(file_of(&test, carla).await.unwrap()).unwrap();
            let whole: String = entries(&bytes).into_values().map(|entry| String::from_utf8_lossy(&entry).into_owned()).collect();
            assert_eq!(whole.to_lowercase().contains("qzxbert"), !chatham, "by the rule: {chatham}: {whole}");
            assert_eq!(whole.contains(&bert_id), !chatham, "by the rule: {chatham}: {whole}");
            assert!(whole.contains("Danke") && whole.contains("\"type\":\"Block\""), "what she said and did stays: {whole}");
        }
        let seen = test.app.read(move |conn, _| read::find(conn, Viewer::Local { actor_id: carla }, comment)).await;
        assert!(seen.is_ok(), "inside nothing changes");
    }
}
