//! Links into protected communities, as browsers and a mailbox see them.

use super::TestApp;
use super::access::{account, with_mail};
use super::browser::Browser;
use super::harness::group;
use super::mailbox::link;
use super::remote::Answer;
use crate::access::invitation_link::{self, Accepted, LinkDraft, Opened};
use crate::activity::outbox;
use crate::actor::application::{self, ApplicationState};
use crate::actor::member::{self, Role};
use crate::actor::{ActorKind, CommunityReach};
use crate::administration::people;
use crate::app::App;
use crate::error::{Error, Result};
use crate::peer::{self, Dialect};
use crate::store::schema::{actors, invitation_links, jobs, peers};
use crate::store::testing::TestDatabase;
use crate::store::{Conn, Timestamp};
use crate::{instance, on_both_databases};
use diesel::prelude::*;
use http::{StatusCode, header};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600);
const NETWORK: &str = "203.0.113.0";
const MEMBERS: &str = "/g/lage/mitglieder";

/// Anna hosts a community that only invited people know.
async fn scene(test: &TestApp, reach: CommunityReach) -> (i64, i64) {
    let anna = test.staff("anna").await;
    (anna, outbox::create_group(&test.app, anna, group("lage", reach)).await.unwrap())
}

/// The path of a new link.
async fn made(test: &TestApp, host: i64, group: i64, people: i32) -> String {
    let made = invitation_link::create(&test.app, host, group, LinkDraft { people, days: 7 }).await.unwrap();
    made.strip_prefix("http://rudi.localhost:8081").unwrap().to_owned()
}

fn secret(path: &str) -> &str {
    path.strip_prefix("/beitritt/").unwrap()
}

async fn look(test: &TestApp, path: &str) -> Result<Opened> {
    invitation_link::look(&test.app, secret(path), NETWORK).await
}

async fn accept(test: &TestApp, path: &str, person: i64) -> Result<Accepted> {
    invitation_link::accept(&test.app, secret(path), person, NETWORK).await
}

async fn role(test: &TestApp, group: i64, person: i64) -> Option<Role> {
    test.app.read(move |conn, _| member::role(conn, group, person)).await.unwrap()
}

async fn state(test: &TestApp, group: i64, person: i64) -> Option<ApplicationState> {
    test.app.read(move |conn, _| application::find(conn, group, person)).await.unwrap().map(|known| known.state)
}

/// How many people each link still invites.
async fn left(test: &TestApp) -> Vec<i32> {
    test.app.read(|conn, _| Ok(invitation_links::table.select(invitation_links::uses_left).load(conn)?)).await.unwrap()
}

async fn change(test: &TestApp, work: impl FnOnce(&mut Conn, &App) -> Result<()> + Send + 'static) {
    test.app.write(work).await.unwrap();
}

fn field(result: Result<impl std::fmt::Debug>) -> &'static str {
    match result.unwrap_err() {
        Error::Invalid(fields) => fields[0].text,
        Error::Forbidden(reason) | Error::Conflict(reason) => reason.text,
        Error::NotFound => "not found",
        other => panic!("{other:?}"),
    }
}

/// What a page says, whatever its address.
fn words(page: &Answer, path: &str) -> String {
    page.body.replace(path, "").replace(&page.token(), "")
}

on_both_databases! {
    async fn whoever_opens_a_link_comes_in_and_the_link_is_spent(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (_, lage) = scene(&test, CommunityReach::Secret).await;
        let bert = test.staff("bert").await;
        let mut host = Browser::logged_in(&test, "anna").await;
        host.get(MEMBERS).await.shows(StatusCode::OK, &["Einladen per Link", "Diese Instanz verschickt keine Mails"]);
        let page = host.post("/g/lage/mitglieder/links", &[("people", "1"), ("days", "7")]).await;
        page.shows(StatusCode::OK, &["Kopiere ihn jetzt", "noch für einen Menschen", "Von ANNA angelegt"]);
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        let path = page.body.split("id=\"fresh-link\">").nth(1).unwrap().split('<').next().unwrap();
        let path = path.strip_prefix("http://rudi.localhost:8081").unwrap().to_owned();
        assert!(!host.get(MEMBERS).await.body.contains(secret(&path)), "shown once");
        let kept: Vec<Option<String>> =
            test.app.read(|conn, _| Ok(invitation_links::table.select(invitation_links::token_digest).load(conn)?)).await.unwrap();
        assert_eq!(kept, [Some(crate::access::digest(secret(&path)))], "and kept as a digest");
        assert_eq!(crate::text::without_secrets(&path), "/beitritt/***", "the log leaves it out");

        let mut guest = Browser::new(&test);
        let page = guest.get(&path).await;
        page.shows(StatusCode::OK, &["Gruppe lage", "Wofür sie da ist", "ANNA lädt dich ein", "Stadt Essen", &format!("/anmelden?next={path}")]);
        assert!(!page.body.contains("<title>Gruppe lage"), "the history of a browser names nothing");
        for (name, value) in [("cache-control", "no-store"), ("x-robots-tag", "noindex"), ("referrer-policy", "same-origin")] {
            assert_eq!(page.headers[name], value);
        }
        let logged_in = guest.get(&format!("/anmelden?next={path}")).await;
        logged_in.shows(StatusCode::OK, &["name=\"next\""]);
        let entered = guest.post("/anmelden", &[("name", "bert"), ("password", "kurzer dienstweg"), ("next", &path)]).await;
        assert_eq!(entered.location(), path, "back to where it began");
        let page = guest.get(&path).await;
        page.shows(StatusCode::OK, &["Einladung annehmen", "Die Gastgebenden sehen deinen Namen"]);
        assert_eq!((role(&test, lage, bert).await, left(&test).await), (None, vec![1]), "looking changes nothing");
        assert_eq!(guest.post(&path, &[]).await.location(), "/g/lage");
        assert_eq!((role(&test, lage, bert).await, left(&test).await), (Some(Role::Member), vec![]));
        assert_eq!(state(&test, lage, bert).await, Some(ApplicationState::Accepted));
        let entries = test.entries().await;
        let verbs: Vec<&str> = entries.iter().map(|entry| entry.verb.as_str()).filter(|verb| ["Invite", "Join"].contains(verb)).collect();
        assert_eq!(verbs, ["Invite", "Join"], "nothing but what an invitation by handle says");
        assert_eq!(guest.get(&path).await.status, StatusCode::NOT_FOUND);
        assert!(!host.get(MEMBERS).await.body.contains("Gültige Links"));
    }

    async fn a_link_that_does_not_count_looks_like_one_that_never_was(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, lage) = scene(&test, CommunityReach::Secret).await;
        let (bert, petra) = (test.staff("bert").await, test.admin("petra").await);
        invite_in(&test, lage, anna, bert).await;
        let mut browser = Browser::new(&test);
        let unknown = format!("/beitritt/{}", "x".repeat(43));
        let never = browser.get(&unknown).await;
        never.shows(StatusCode::NOT_FOUND, &["Dieser Link gilt nicht", "Frag die Person"]);
        assert_eq!(never.headers[header::CACHE_CONTROL], "no-store");
        let mut ended = Vec::new();

        let path = made(&test, anna, lage, 10).await;
        let mut host = Browser::logged_in(&test, "anna").await;
        let id = look(&test, &path).await.unwrap().link.id;
        host.get(MEMBERS).await;
        assert_eq!(host.post(&format!("/g/lage/mitglieder/links/{id}"), &[]).await.location(), MEMBERS);
        assert_eq!(host.post(&format!("/g/lage/mitglieder/links/{id}"), &[]).await.location(), MEMBERS, "twice is no error");
        assert_eq!(field(look(&test, &path).await), "not found");
        ended.push(("taken back", path));

        let path = made(&test, anna, lage, 10).await;
        let dead = account(&test, "anna").await.id;
        outbox::appoint(&test.app, anna, lage, bert).await.unwrap();
        people::suspend(&test.app, Some(petra), dead, "Kaputt").await.unwrap();
        assert_eq!(field(look(&test, &path).await), "not found", "the login of the host is closed");
        people::lift(&test.app, Some(petra), dead).await.unwrap();
        assert!(look(&test, &path).await.is_ok());
        let suspend = |since: Option<Timestamp>| {
            move |conn: &mut Conn, _: &App| {
                diesel::update(actors::table.find(lage)).set(actors::suspended_at.eq(since)).execute(conn)?;
                Ok(())
            }
        };
        change(&test, suspend(Some(test.app.now()))).await;
        assert_eq!(field(look(&test, &path).await), "not found", "the community is suspended");
        change(&test, suspend(None)).await;
        let (kept, carla) = (made(&test, bert, lage, 1).await, test.staff("carla").await);
        outbox::dismiss(&test.app, bert, lage, anna).await.unwrap();
        assert_eq!(field(look(&test, &path).await), "not found", "who made it hosts no longer");
        assert!(look(&test, &kept).await.is_ok(), "those of others stay");
        outbox::appoint(&test.app, bert, lage, anna).await.unwrap();
        assert_eq!(field(look(&test, &path).await), "not found");
        ended.push(("of somebody who was dismissed, whatever came later", path));

        let path = made(&test, bert, lage, 1).await;
        outbox::leave(&test.app, bert, lage).await.unwrap();
        assert_eq!(field(look(&test, &path).await), "not found");
        ended.push(("of somebody who left", path));

        let path = made(&test, anna, lage, 1).await;
        accept(&test, &path, carla).await.unwrap();
        assert_eq!(field(look(&test, &path).await), "not found");
        ended.push(("used up", path));

        let path = made(&test, anna, lage, 50).await;
        test.clock.advance(7 * DAY);
        assert_eq!(field(look(&test, &path).await), "not found");
        ended.push(("too old", path));
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(left(&test).await, Vec::<i32>::new(), "what is too old is removed");

        let dora = test.staff("dora").await;
        for (why, path) in ended {
            let page = browser.get(&path).await;
            assert_eq!((page.status, words(&page, &path)), (never.status, words(&never, &unknown)), "{why}");
            assert_eq!(browser.post(&path, &[("handle", "@x@next.localhost:7005")]).await.status, StatusCode::NOT_FOUND, "{why}");
            assert_eq!(field(accept(&test, &path, dora).await), "not found", "{why}");
        }
        assert_eq!(role(&test, lage, dora).await, None);
    }

    async fn of_two_who_use_a_link_for_one_at_once_one_comes_in(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, lage) = scene(&test, CommunityReach::Closed).await;
        let mut people = Vec::new();
        for name in ["bert", "carla", "dora", "emil"] {
            people.push(test.staff(name).await);
        }
        let path = made(&test, anna, lage, 1).await;
        let (one, two, three, four) =
            tokio::join!(accept(&test, &path, people[0]), accept(&test, &path, people[1]), accept(&test, &path, people[2]), accept(&test, &path, people[3]));
        let came_in = [one, two, three, four].into_iter().filter(Result::is_ok).count();
        assert_eq!(came_in, 1);
        let mut members = 0;
        for person in people {
            members += usize::from(role(&test, lage, person).await.is_some());
        }
        assert_eq!((members, left(&test).await), (1, vec![]));
    }

    async fn nothing_is_spent_on_an_invitation_that_does_not_come_about(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, lage) = scene(&test, CommunityReach::Closed).await;
        let (bert, carla, dora) = (test.staff("bert").await, test.staff("carla").await, test.person("dora").await);
        let path = made(&test, anna, lage, 10).await;
        assert!(matches!(accept(&test, &path, anna).await, Ok(Accepted::In(_))), "she belongs to it already");
        invite_in(&test, lage, anna, bert).await;
        outbox::ban(&test.app, anna, lage, bert, "Streit", None).await.unwrap();
        assert_eq!(field(accept(&test, &path, bert).await), "error-banned");
        let mut browser = Browser::logged_in(&test, "bert").await;
        let page = browser.get(&path).await;
        page.shows(StatusCode::OK, &["ausgeschlossen", "Streit"]);
        assert!(!page.body.contains("Einladung annehmen"), "{}", page.body);
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(left(&test).await, [10]);

        // Who asked by herself is let in by it.
        outbox::ask_to_join(&test.app, carla, lage, "Bitte").await.unwrap();
        assert!(matches!(accept(&test, &path, carla).await, Ok(Accepted::In(_))));
        assert_eq!((role(&test, lage, carla).await, left(&test).await), (Some(Role::Member), vec![9]));

        // For whom nobody vouches, the invitation waits; it is not spent twice.
        let mut browser = Browser::logged_in(&test, "dora").await;
        browser.get(&path).await.shows(StatusCode::OK, &["Für dich steht noch keine Organisation ein", "bis jemand für dich einsteht"]);
        assert_eq!(browser.post(&path, &[]).await.location(), "/g/lage");
        browser.get("/g/lage").await.shows(StatusCode::OK, &["Die Einladung ist bei dir", "ANNA lädt dich ein", "Dienststelle bestätigen"]);
        assert!(matches!(accept(&test, &path, dora).await, Ok(Accepted::Invited(_))));
        assert_eq!((state(&test, lage, dora).await, left(&test).await), (Some(ApplicationState::Invited), vec![8]));
        test.vouch(dora).await;
        browser.get(&path).await;
        assert_eq!(browser.post(&path, &[]).await.location(), "/g/lage");
        assert_eq!((role(&test, lage, dora).await, left(&test).await), (Some(Role::Member), vec![8]));
        browser.get(&path).await.shows(StatusCode::OK, &["Du bist schon dabei", "href=\"/g/lage\""]);
    }

    async fn people_elsewhere_say_where_and_nothing_is_told_about_them(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, lage) = scene(&test, CommunityReach::Closed).await;
        test.staff("bert").await;
        let path = made(&test, anna, lage, 10).await;
        let erika = test.remote(ActorKind::Person, "http://next.localhost:7005/u/erika").await;
        let mut browser = Browser::new(&test);
        for (typed, said) in [
            ("", "Gib deine ganze Adresse an"),
            ("erika", "Gib deine ganze Adresse an"),
            ("erika@", "Gib deine ganze Adresse an"),
            ("@bert@rudi.localhost:8081", "Diese Adresse ist hier zu Hause"),
        ] {
            browser.get(&path).await;
            let page = browser.post(&path, &[("handle", typed)]).await;
            page.shows(StatusCode::UNPROCESSABLE_ENTITY, &[said, "href=\"#handle\"", &format!("value=\"{typed}\"")]);
        }
        // Her server was asked who it is, and cannot protect anything.
        change(&test, |conn, app| {
            peer::ensure(conn, "next.localhost:7005", || app.next_id(), app.now())?;
            diesel::update(peers::table).set(peers::probed_at.eq(app.now())).execute(conn)?;
            Ok(())
        }).await;
        browser.get(&path).await;
        let page = browser.post(&path, &[("handle", "erika@next.localhost:7005")]).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["kann geschützte Inhalte nicht schützen"]);
        assert_eq!(left(&test).await, [10]);
        // That somebody is kept out is not told to who only gives her address: neither there nor where she could be let in.
        outbox::ban(&test.app, anna, lage, erika.id, "Streit", None).await.unwrap();
        browser.get(&path).await;
        let page = browser.post(&path, &[("handle", "erika@next.localhost:7005")]).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["kann geschützte Inhalte nicht schützen"]);
        assert_eq!(left(&test).await, [10]);
        change(&test, |conn, _| Ok(diesel::update(peers::table).set(peers::dialect.eq(Dialect::Own)).execute(conn).map(drop)?)).await;
        browser.get(&path).await;
        let page = browser.post(&path, &[("handle", "erika@next.localhost:7005")]).await;
        page.shows(StatusCode::OK, &["Die Einladung ist unterwegs", "@erika@next.localhost:7005", "next.localhost:7005 an"]);
        assert_eq!((left(&test).await, state(&test, lage, erika.id).await), (vec![9], None), "nor does what is left of the link say it");

        let haus = outbox::create_group(&test.app, anna, group("haus", CommunityReach::Local)).await.unwrap();
        let path = made(&test, anna, haus, 1).await;
        let page = browser.get(&path).await;
        assert!(page.body.contains("Gruppe haus") && !page.body.contains("auf einer anderen Instanz"), "{}", page.body);
        browser.post(&path, &[("handle", "erika@next.localhost:7005")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["nur für Menschen dieser Instanz"]);
        let unreachable = [("handle", "wer@sonst.localhost:1")];
        let path = made(&test, anna, lage, 1).await;
        browser.get(&path).await;
        let mut last = StatusCode::OK;
        for _ in 0..11 {
            last = browser.post(&path, &unreachable).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "nobody has other servers asked without end");
    }

    async fn a_mailed_link_names_nothing_that_is_hidden(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, lage) = scene(&test, CommunityReach::Secret).await;
        let amt = outbox::create_group(&test.app, anna, group("amt", CommunityReach::Closed)).await.unwrap();
        let mut host = Browser::logged_in(&test, "anna").await;
        host.get(MEMBERS).await.shows(StatusCode::OK, &["Einladen per E-Mail", "name=\"message\""]);
        for (typed, said) in [("", "error-email"), ("kein", "error-email")] {
            assert_eq!(field(invitation_link::mail(&test.app, anna, lage, typed, "").await), said);
        }
        let page = host.post("/g/lage/mitglieder/mail", &[("email", "kein"), ("message", "Der Plan")]).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\"", "value=\"kein\"", "Der Plan"]);
        let sent = host.post("/g/lage/mitglieder/mail", &[("email", "Bert@Example.org"), ("message", "Du kennst den Plan")]).await;
        assert_eq!(sent.location(), MEMBERS);
        host.get(MEMBERS).await.shows(StatusCode::OK, &["Per Mail an bert@example.org"]);
        let waiting: Vec<String> = test.app.read(|conn, _| Ok(jobs::table.select(jobs::payload).load(conn)?)).await.unwrap();
        assert!(waiting.iter().all(|payload| !payload.contains("example.org") && !payload.contains("beitritt")), "{waiting:?}");
        assert_eq!(field(invitation_link::mail(&test.app, anna, lage, "bert@example.org", "").await), "error-link-mail-again");
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert!(mails.len() == 1 && mails[0].contains("To: bert@example.org"), "{mails:?}");
        assert!(!mails[0].to_lowercase().contains("lage"), "neither name nor address: {}", mails[0]);
        assert!(!mails[0].contains("Plan") && mails[0].contains("ANNA (Stadt Essen)"), "{}", mails[0]);

        let bert = test.staff("bert").await;
        let path = link(&mails[0], "http://rudi.localhost:8081/beitritt/").to_owned();
        let mut guest = Browser::logged_in(&test, "bert").await;
        guest.get(&path).await.shows(StatusCode::OK, &["Gruppe lage", "Du kennst den Plan"]);
        assert_eq!(guest.post(&path, &[]).await.location(), "/g/lage");
        assert_eq!(role(&test, lage, bert).await, Some(Role::Member));
        let kept = |test: &TestApp| {
            let app = std::sync::Arc::clone(&test.app);
            async move {
                let rows = app.read(|conn, _| Ok(invitation_links::table.select(invitation_links::email).load::<Option<String>>(conn)?));
                rows.await.unwrap()
            }
        };
        assert_eq!(kept(&test).await, Vec::<Option<String>>::new(), "the address is forgotten");

        invitation_link::mail(&test.app, anna, amt, "carla@example.org", "").await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        let subject = mails[0].lines().find(|line| line.starts_with("Subject:")).unwrap();
        assert!(mails[0].contains("Gruppe amt") && !subject.contains("amt"), "{}", mails[0]);
        // Under the Chatham House Rule nobody learns from it who belongs to which community.
        let naming = Some(outbox::Naming { chatham: true, nameless: false });
        let draft = outbox::ProfileDraft { naming, ..outbox::ProfileDraft::new("Gruppe amt", "") };
        outbox::change_profile_and_picture(&test.app, anna, amt, draft).await.unwrap();
        invitation_link::mail(&test.app, anna, amt, "emil@example.org", "").await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert!(mails.len() == 1 && !mails[0].contains("Gruppe amt") && !mails[0].contains("Stadt Essen"), "{mails:?}");
        assert!(mails[0].contains("Jemand") && !mails[0].contains("ANNA"), "{mails:?}");
        test.clock.advance(14 * DAY);
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(kept(&test).await, Vec::<Option<String>>::new(), "also when nobody used it");

        // A letter whose link was taken back is not sent.
        invitation_link::mail(&test.app, anna, amt, "dora@example.org", "").await.unwrap();
        change(&test, |conn, _| Ok(diesel::delete(invitation_links::table).execute(conn).map(drop)?)).await;
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(mailbox.take(), Vec::<String>::new());
    }

    async fn hosts_alone_make_links_and_not_without_end(database: TestDatabase) {
        let (test, _) = with_mail(database).await;
        let (anna, lage) = scene(&test, CommunityReach::Closed).await;
        let bert = test.staff("bert").await;
        let open = test.group(anna, "bauen").await;
        let once = LinkDraft { people: 1, days: 1 };
        assert_eq!(field(invitation_link::create(&test.app, bert, lage, once).await), "error-not-a-host");
        assert_eq!(field(invitation_link::mail(&test.app, bert, lage, "x@example.org", "").await), "error-not-a-host");
        assert_eq!(field(invitation_link::create(&test.app, anna, open, once).await), "not found", "everybody may join there");
        invite_in(&test, lage, anna, bert).await;
        let mut browser = Browser::logged_in(&test, "bert").await;
        assert!(!browser.get(MEMBERS).await.body.contains("Einladen per Link"));
        assert_eq!(browser.post("/g/lage/mitglieder/links", &[("people", "1"), ("days", "1")]).await.status, StatusCode::FORBIDDEN);
        let path = made(&test, anna, lage, 1).await;
        let id = look(&test, &path).await.unwrap().link.id;
        assert_eq!(browser.post(&format!("/g/lage/mitglieder/links/{id}"), &[]).await.status, StatusCode::FORBIDDEN);
        assert!(look(&test, &path).await.is_ok());
        let mut host = Browser::logged_in(&test, "anna").await;
        for (people, days, wrong) in [("2", "7", "people"), ("1", "365", "days"), ("", "7", "people"), ("1", "x", "days")] {
            host.get(MEMBERS).await;
            let page = host.post("/g/lage/mitglieder/links", &[("people", people), ("days", days)]).await;
            page.shows(StatusCode::UNPROCESSABLE_ENTITY, &[&format!("href=\"#{wrong}\"")]);
        }
        for _ in 1..20 {
            made(&test, anna, lage, 1).await;
        }
        assert_eq!(field(invitation_link::create(&test.app, anna, lage, once).await), "error-link-too-many");
        let other = outbox::create_group(&test.app, anna, group("amt", CommunityReach::Closed)).await.unwrap();
        assert!(host.get("/g/amt/mitglieder").await.body.contains("Einladen per Link"));
        assert_eq!(host.post(&format!("/g/amt/mitglieder/links/{id}"), &[]).await.location(), "/g/amt/mitglieder");
        assert!(look(&test, &path).await.is_ok(), "nobody ends the links of other communities");
        made(&test, anna, other, 1).await;
        for _ in 0..5 {
            invitation_link::mail(&test.app, anna, other, "viel@example.org", "").await.unwrap();
            change(&test, |conn, _| {
                Ok(diesel::delete(invitation_links::table.filter(invitation_links::email.is_not_null())).execute(conn).map(drop)?)
            }).await;
        }
        assert_eq!(field(invitation_link::mail(&test.app, anna, other, "viel@example.org", "").await), "error-link-mail-too-many");
    }
}

/// Brings somebody of this instance in by her handle.
async fn invite_in(test: &TestApp, group: i64, host: i64, person: i64) {
    let handle = test.app.read(move |conn, _| crate::actor::model::find(conn, person)).await.unwrap().handle();
    let handle = crate::text::Handle::parse(&format!("@{handle}")).unwrap();
    outbox::invite(&test.app, host, group, &handle, "").await.unwrap();
    outbox::join(&test.app, person, group).await.unwrap();
}
