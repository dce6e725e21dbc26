//! AUT: logins, passwords, second factors, sessions.

use crate::access::password;
use crate::activity::outbox::{self, Admission};
use crate::actor::account;
use crate::administration::people;
use crate::instance;
use crate::on_both_databases;
use crate::setting::Key;
use crate::store::schema::{invitations, jobs, recovery_codes, resets, sessions};
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::{account, code, with_factor, with_mail};
use crate::tests::browser::Browser;
use diesel::prelude::*;
use http::{StatusCode, header};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const WRONG: &str = "langer dienstweg";

fn seconds_to_wait(answer: &crate::tests::remote::Answer) -> u64 {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{answer:?}");
    answer.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap()
}

on_both_databases! {
    async fn aut_13_a_new_password_ends_every_session(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let mut other = Browser::logged_in(&test, "anna").await;
        let id = account(&test, "anna").await.id;
        let link = test.app.write(move |conn, app| password::link(conn, app, id)).await.unwrap();
        let fields = [("current", "kurzer dienstweg"), ("password", "vierzig grüne gänse")];
        assert_eq!(browser.submit("/ich/sicherheit/passwort", &fields).await.location(), "/ich/sicherheit");
        assert!(browser.is_in().await && !other.is_in().await);
        assert_eq!(Browser::new(&test).get(&link).await.status, StatusCode::GONE);
    }

    async fn aut_15_forms_without_the_token_change_nothing(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        for (path, field) in [
            ("/ich/sicherheit/passwort", "password"),
            ("/ich/sicherheit/andere-sitzungen", "x"),
            ("/ich/sicherheit/zweiter-faktor", "code"),
            ("/willkommen/1", "name"),
            ("/anmelden/code", "code"),
            ("/passwort-vergessen", "name"),
        ] {
            // The token of a visitor is not that of a session.
            let mut stranger = Browser::new(&test);
            stranger.get("/anmelden").await;
            stranger.cookies.clone_from(&browser.cookies);
            stranger.cookies.remove("visitor");
            assert_eq!(stranger.post(path, &[(field, "vierzig grüne gänse")]).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert!(browser.is_in().await);
    }

    async fn aut_16_a_session_known_before_login_is_worth_nothing_after(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let before = browser.cookies["session"].clone();
        browser.cookies.remove("session");
        let mut fixed = Browser::new(&test);
        fixed.cookies.insert("session".to_owned(), "an attacker knows this".to_owned());
        fixed.log_in("anna", "kurzer dienstweg").await;
        assert_ne!(fixed.cookies["session"], "an attacker knows this");
        assert_ne!(fixed.cookies["session"], before);
    }

    async fn aut_17_passwords_of_one_account_cannot_be_guessed_and_its_owner_is_not_locked_out(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut attacker = Browser::new(&test);
        let mut tried = 0;
        let last = loop {
            let answer = attacker.log_in("Anna", WRONG).await;
            match answer.status {
                StatusCode::UNPROCESSABLE_ENTITY => tried += 1,
                _ if tried == 10 => break answer,
                _ => test.clock.advance(Duration::from_secs(seconds_to_wait(&answer))),
            }
        };
        assert!(seconds_to_wait(&last) > 10 * 60 && last.body.contains("Minuten"), "{last:?}");
        // The right password is refused as well; from elsewhere it is not.
        assert_eq!(attacker.log_in("anna", "kurzer dienstweg").await.status, StatusCode::TOO_MANY_REQUESTS);
        let mut owner = Browser::new(&test);
        owner.address = "198.51.100.4:1".parse().unwrap();
        assert_eq!(owner.log_in("anna", "kurzer dienstweg").await.location(), "/");
        test.clock.advance(15 * MINUTE);
        assert_eq!(attacker.log_in("anna", "kurzer dienstweg").await.location(), "/");
    }

    async fn aut_18_one_password_on_many_accounts_is_refused_for_the_network(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let mut attacker = Browser::new(&test);
        // Counted as failures would be, without hashing a hundred times.
        let limit = crate::app::Limit { times: 100, freely: 100, within: 15 * MINUTE };
        (0..99).for_each(|_| test.app.limits.count("login 203.0.113.7", limit, test.app.now()));
        assert_eq!(attacker.log_in("ada", WRONG).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(attacker.log_in("bea", WRONG).await.status, StatusCode::TOO_MANY_REQUESTS);
        attacker.address = "203.0.113.8:1".parse().unwrap();
        assert_eq!(attacker.log_in("bea", WRONG).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn aut_19_nobody_learns_who_has_an_account(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.person("anna").await;
        let id = account(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("anna@example.org"))).await.unwrap();
        let mut answers = Vec::new();
        for name in ["anna", "nina", "anna@example.org", "nina@example.org"] {
            let mut browser = Browser::new(&test);
            browser.cookies.insert("visitor".to_owned(), "v".to_owned());
            let log_in = browser.log_in(name, WRONG).await;
            let forgot = browser.submit("/passwort-vergessen", &[("name", name)]).await;
            answers.push((log_in.status, log_in.body.replace(name, "NAME"), forgot.status, forgot.body.replace(name, "NAME")));
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
        let jobs: i64 = test.app.read(|conn, _| Ok(jobs::table.count().get_result(conn)?)).await.unwrap();
        assert_eq!(jobs, 4, "all are queued alike; who they are is looked up later");
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(mailbox.take().len(), 2);
        assert_eq!(test.app.read(|conn, _| Ok(resets::table.count().get_result::<i64>(conn)?)).await.unwrap(), 2);
    }

    async fn aut_19_saying_no_costs_the_same_work_whoever_is_meant(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.app.change_settings(vec![(Key::Registration, "everybody".to_owned())]).await.unwrap();
        for name in ["anna", "carla", "dora"] {
            test.person(name).await;
            let (id, email) = (account(&test, name).await.id, format!("{name}@example.org"));
            test.app.write(move |conn, _| account::set_email(conn, id, Some(&email))).await.unwrap();
        }
        // Whoever accepted an invitation and chose no password; a closed login; one with a second factor.
        let invited = Admission { username: "bert".to_owned(), name: "Bert".to_owned(), organisation: String::new(), password_hash: String::new(), admin: false };
        outbox::admit(&test.app, invited, |_, _, _| Ok(())).await.unwrap();
        people::suspend(&test.app, None, account(&test, "carla").await.id, "gesperrt").await.unwrap();
        with_factor(&test, &mut Browser::logged_in(&test, "dora").await).await;
        instance::run_due(&test.app).await.unwrap();
        mailbox.take();
        let queued = async || test.app.read(|conn, _| Ok((jobs::table.count().get_result::<i64>(conn)?, invitations::table.count().get_result::<i64>(conn)?))).await.unwrap();

        // What logging in takes is hashing, and that happens once.
        for name in ["anna", "anna@example.org", "bert", "carla", "carla@example.org", "dora", "nina", "nina@example.org", ""] {
            for (password, times) in [(WRONG, 1), ("", 1), (&*"x".repeat(account::MAX_PASSWORD + 1), 0)] {
                let before = test.app.hashed.times();
                let answer = Browser::new(&test).log_in(name, password).await;
                assert_eq!((answer.status, test.app.hashed.times() - before), (StatusCode::UNPROCESSABLE_ENTITY, times), "{name:?}");
            }
        }
        // Of the other questions nothing is looked up before they are answered: one row is written, and what it leads to comes later.
        for (path, field, names, written) in [
            ("/passwort-vergessen", "name", ["anna", "bert", "carla@example.org", "nina@example.org"], (1, 0)),
            ("/registrieren", "email", ["anna@example.org", "carla@example.org", "dora@example.org", "nina@example.org"], (1, 1)),
        ] {
            for name in names {
                let (before, hashed) = (queued().await, test.app.hashed.times());
                let mut browser = Browser::new(&test);
                browser.submit(path, &[(field, name)]).await.shows(StatusCode::OK, &[]);
                let after = queued().await;
                assert_eq!((after.0 - before.0, after.1 - before.1), written, "{path} {name}");
                assert_eq!(test.app.hashed.times(), hashed, "{path} {name}");
            }
        }
        instance::run_due(&test.app).await.unwrap();
        let mut to: Vec<String> = mailbox.take().iter().filter_map(|mail| mail.lines().find_map(|line| line.strip_prefix("To: "))).map(|to| to.trim().to_owned()).collect();
        to.sort_unstable();
        assert_eq!(to, ["anna@example.org", "nina@example.org"], "a link for a new password, and one for an account");
        let left: Vec<Option<String>> = test.app.read(|conn, _| Ok(invitations::table.select(invitations::email).load(conn)?)).await.unwrap();
        assert_eq!(left, [Some("nina@example.org".to_owned())], "of who has an account already no invitation is left");
    }

    async fn aut_23_codes_work_once_and_cannot_be_guessed_or_skipped(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let (page, codes) = with_factor(&test, &mut browser).await;
        let used = code(&test, &page);
        let log_in = async |code: &str| {
            let mut browser = Browser::new(&test);
            browser.log_in("anna", "kurzer dienstweg").await;
            assert!(!browser.is_in().await, "the second page was skipped");
            browser.submit("/anmelden/code", &[("code", code)]).await.status
        };
        // The code that switched it on, the next one twice, and an older one after it.
        assert_eq!(log_in(&used).await, StatusCode::UNPROCESSABLE_ENTITY);
        test.clock.advance(Duration::from_secs(30));
        let next = code(&test, &page);
        assert_eq!(log_in(&next).await, StatusCode::SEE_OTHER);
        assert_eq!(log_in(&next).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(log_in(&codes[0]).await, StatusCode::SEE_OTHER);
        assert_eq!(log_in(&codes[0]).await, StatusCode::UNPROCESSABLE_ENTITY);
        let stored: Vec<String> = test.app.read(|conn, _| Ok(recovery_codes::table.select(recovery_codes::code_digest).load(conn)?)).await.unwrap();
        assert!(stored.len() == 9 && codes.iter().all(|code| !stored.contains(code)));
        // Five wrong codes, and the password is asked for again; then the login as a whole is slowed down.
        let mut guesser = Browser::new(&test);
        guesser.log_in("anna", "kurzer dienstweg").await;
        guesser.get("/anmelden/code").await;
        for _ in 0..5 {
            assert_eq!(guesser.post("/anmelden/code", &[("code", "000000")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        test.clock.advance(Duration::from_secs(30));
        assert_eq!(guesser.post("/anmelden/code", &[("code", &code(&test, &page))]).await.location(), "/anmelden");
        let mut statuses = Vec::new();
        for _ in 0..12 {
            statuses.push(log_in("000000").await);
        }
        assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
    }

    async fn aut_25_cookies_belong_to_this_host_alone(database: TestDatabase) {
        let test = TestApp::with(database, |config| {
            config.instance.origin = "https://rudi.localhost".parse().unwrap();
        })
        .await;
        test.person("anna").await;
        let mut browser = Browser::new(&test);
        let answer = browser.log_in("anna", "kurzer dienstweg").await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("__Host-session="), "{cookie}");
        for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }

    async fn aut_26_sessions_end_when_idle_when_old_and_at_logout(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut idle = Browser::logged_in(&test, "anna").await;
        test.clock.advance(12 * 60 * MINUTE);
        assert!(!idle.is_in().await);
        let mut busy = Browser::logged_in(&test, "anna").await;
        for _ in 0..65 {
            test.clock.advance(11 * 60 * MINUTE);
            assert!(busy.is_in().await);
        }
        test.clock.advance(6 * 60 * MINUTE);
        assert!(!busy.is_in().await);
        let mut left = Browser::logged_in(&test, "anna").await;
        let cookie = left.cookies["session"].clone();
        left.get("/").await;
        left.post("/abmelden", &[]).await;
        left.cookies.insert("session".to_owned(), cookie);
        assert!(!left.is_in().await);
    }

    async fn aut_27_sessions_of_others_cannot_be_ended(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        test.person("bert").await;
        let mut anna = Browser::logged_in(&test, "anna").await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        let of_anna = crate::access::digest(&anna.cookies["session"]);
        bert.get("/ich/sicherheit").await;
        assert_eq!(bert.post("/ich/sicherheit/sitzung", &[("session", &of_anna)]).await.status, StatusCode::NOT_FOUND);
        bert.post("/ich/sicherheit/andere-sitzungen", &[]).await;
        assert!(anna.is_in().await);
    }

    async fn aut_38_addresses_are_believed_from_trusted_proxies_only(database: TestDatabase) {
        let test = TestApp::with(database, |config| config.server.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()]).await;
        let limit = crate::app::Limit { times: 100, freely: 100, within: 15 * MINUTE };
        for network in ["203.0.113.7", "2001:db8:0:1::/64"] {
            (0..100).for_each(|_| test.app.limits.count(&format!("login {network}"), limit, test.app.now()));
        }
        let refused = async |address: &str, forwarded: &str| {
            let mut browser = Browser::new(&test);
            browser.address = address.parse().unwrap();
            browser.headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            browser.log_in("nobody", WRONG).await.status == StatusCode::TOO_MANY_REQUESTS
        };
        assert!(refused("203.0.113.7:1", "198.51.100.1").await, "forged without a proxy");
        assert!(refused("10.0.0.1:1", "198.51.100.1, 203.0.113.7").await, "forged before a proxy");
        assert!(refused("10.0.0.1:1", "2001:db8:0:1:2:3:4:5").await, "another address of the same customer");
        assert!(!refused("10.0.0.1:1", "198.51.100.1").await);
    }

    async fn aut_42_tokens_are_stored_as_digests(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let browser = Browser::logged_in(&test, "anna").await;
        let stored: Vec<String> = test.app.read(|conn, _| Ok(sessions::table.select(sessions::token_digest).load(conn)?)).await.unwrap();
        assert_eq!(stored, [crate::access::digest(&browser.cookies["session"])]);
        assert_ne!(stored[0], browser.cookies["session"]);
    }
}

#[test]
fn aut_43_secrets_in_links_are_left_out_of_logs() {
    let secret = "dGhpcyBpcyBhIHNlY3JldCBvZiAzMiBieXRlcyBsbmc";
    let logged = crate::text::without_secrets(&format!("/einladung/{secret}"));
    assert_eq!(logged, "/einladung/***");
    assert_eq!(crate::text::without_secrets("/g/digitales@next.example/mitglieder"), "/g/digitales@next.example/mitglieder");
}
