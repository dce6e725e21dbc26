//! AUT-10 and API: every address of the web page, called by everybody and with everything that does not belong there.

use super::Scene;
use crate::actor::account;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use crate::tests::remote::Answer;
use crate::tests::source::root;
use crate::vetting::organisation::{self, Draft};
use crate::vetting::{self, Evidence};
use http::{Method, StatusCode, header};
use std::collections::{BTreeMap, BTreeSet};

/// Who may call an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Without a login.
    Anybody,
    /// Whoever is logged in.
    Person,
    /// Those who belong to the community.
    Member,
    /// Those who host the community.
    Host,
    /// Whoever wrote the post.
    Author,
    /// Those who administer the instance.
    Admin,
    /// Whoever holds a secret that is in the address, in a cookie, or in a letter.
    Holder,
}

use Who::{Admin, Anybody, Author, Holder, Host, Member, Person};

/// Has no end when it is open; its own tests listen to it.
pub(super) const STREAM: &str = "/live";

/// Who may open which page, and who may send which form. An address that is in neither list makes the tests fail.
pub(super) const PAGES: &[(Who, &[&str])] = &[
    (
        Anybody,
        &[
            "/",
            "/.well-known/security.txt",
            "/@{handle}",
            "/@{handle}/feed.atom",
            "/anmelden",
            "/assets/{name}",
            "/b/{id}",
            "/b/{id}/melden",
            "/barriere-melden",
            "/barrierefreiheit",
            "/datenschutz",
            "/farben/{name}",
            "/favicon.ico",
            "/g/{handle}",
            "/g/{handle}/beitritt",
            "/g/{handle}/feed.atom",
            "/gruppen",
            "/gruppen/finden",
            "/ich/darstellung",
            "/impressum",
            "/live",
            "/manifest.webmanifest",
            "/media/fern/beitrag/{id}/{place}",
            "/media/fern/beitrag/{id}/{place}/klein",
            "/media/fern/profil/{id}",
            "/media/{id}",
            "/media/{id}/klein",
            "/offline",
            "/passwort-vergessen",
            "/registrieren",
            "/robots.txt",
            "/suche",
            "/sw.js",
            "/tag/{name}",
            "/vorschlaege",
        ],
    ),
    (
        Person,
        &[
            "/entwuerfe",
            "/gemerkt",
            "/g/{handle}/mitglieder",
            "/gruppen/neu",
            "/ich/daten",
            "/ich/daten/export/{id}",
            "/ich/daten/loeschen",
            "/ich/dienststelle",
            "/ich/folge",
            "/ich/profil",
            "/ich/sicherheit",
            "/ich/sicherheit/mail",
            "/ich/sicherheit/passkeys",
            "/ich/sicherheit/passkeys/neu",
            "/ich/sicherheit/passkeys/{id}/entfernen",
            "/ich/sicherheit/passwort",
            "/ich/sicherheit/zweiter-faktor",
            "/ich/sicherheit/zweiter-faktor/aus",
            "/ich/sicherheit/zweiter-faktor/bild",
            "/mitteilungen",
            "/ueberblick",
            "/willkommen/{step}",
        ],
    ),
    (Member, &["/g/{handle}/neu", "/g/{handle}/protokoll"]),
    (Host, &["/g/{handle}/bearbeiten", "/g/{handle}/meldungen", "/g/{handle}/mitglieder/{person}/ausschliessen"]),
    (Author, &["/b/{id}/bearbeiten", "/b/{id}/loeschen"]),
    (
        Admin,
        &[
            "/organisation/{id}",
            "/verwaltung",
            "/verwaltung/angehalten",
            "/verwaltung/auftraege",
            "/verwaltung/aussehen",
            "/verwaltung/barrieren",
            "/verwaltung/beitritt",
            "/verwaltung/mail",
            "/verwaltung/meldungen",
            "/verwaltung/netz",
            "/verwaltung/netz/{server}",
            "/verwaltung/organisationen",
            "/verwaltung/organisationen/neu",
            "/verwaltung/organisationen/{id}",
            "/verwaltung/personen",
            "/verwaltung/personen/einladungen",
            "/verwaltung/personen/{id}",
            "/verwaltung/personen/{id}/sperren",
            "/verwaltung/protokoll",
            "/verwaltung/texte",
        ],
    ),
    (
        Holder,
        &[
            "/abbestellen/{secret}",
            "/anmelden/code",
            "/dienstadresse/{secret}",
            "/einladung/{token}",
            "/einrichten",
            "/einrichten/link/{secret}",
            "/einrichten/pruefen",
            "/einrichten/{step}",
            "/mailadresse/{secret}",
            "/passwort-vergessen/{token}",
        ],
    ),
];

pub(super) const FORMS: &[(Who, &[&str])] = &[
    (
        Anybody,
        &[
            "/abmelden",
            "/anmelden",
            "/anmelden/passkey",
            "/anmelden/passkey/frage",
            "/b/{id}/melden",
            "/barriere-melden",
            "/ich/darstellung",
            "/passwort-vergessen",
            "/registrieren",
            "/sprache",
        ],
    ),
    (
        Person,
        &[
            "/@{handle}/entfolgen",
            "/@{handle}/folgen",
            "/b/{id}/antworten",
            "/b/{id}/merken",
            "/b/{id}/reaktion",
            "/entwurf",
            "/entwurf/verwerfen",
            "/entwurf/zurueckholen",
            "/g/{handle}/beitreten",
            "/g/{handle}/verlassen",
            "/gruppen/neu",
            "/ich/daten/bleiben",
            "/ich/daten/export",
            "/ich/daten/loeschen",
            "/ich/dienststelle",
            "/ich/dienststelle/eigene",
            "/ich/folge",
            "/ich/profil",
            "/ich/sicherheit/andere-sitzungen",
            "/ich/sicherheit/mail",
            "/ich/sicherheit/passkeys",
            "/ich/sicherheit/passkeys/frage",
            "/ich/sicherheit/passkeys/neu",
            "/ich/sicherheit/passkeys/{id}/entfernen",
            "/ich/sicherheit/passwort",
            "/ich/sicherheit/sitzung",
            "/ich/sicherheit/zweiter-faktor",
            "/ich/sicherheit/zweiter-faktor/aus",
            "/mitteilungen/gelesen",
            "/mitteilungen/ruhe",
            "/mitteilungen/stufe",
            "/mitteilungen/ueberblick",
            "/tag/{name}/entfolgen",
            "/tag/{name}/folgen",
            "/vorschau",
            "/willkommen/{step}",
        ],
    ),
    (Member, &["/g/{handle}/neu"]),
    (
        Host,
        &[
            "/b/{id}/anheften",
            "/b/{id}/entfernen",
            "/b/{id}/sperren",
            "/b/{id}/wiederherstellen",
            "/g/{handle}/bearbeiten",
            "/g/{handle}/meldungen/{id}",
            "/g/{handle}/mitglieder/einladen",
            "/g/{handle}/mitglieder/{person}/ablehnen",
            "/g/{handle}/mitglieder/{person}/aufnehmen",
            "/g/{handle}/mitglieder/{person}/ausschliessen",
            "/g/{handle}/mitglieder/{person}/gastgebend",
            "/g/{handle}/mitglieder/{person}/mitglied",
            "/g/{handle}/mitglieder/{person}/zulassen",
        ],
    ),
    (Author, &["/b/{id}/bearbeiten", "/b/{id}/loeschen"]),
    (
        Admin,
        &[
            "/organisation/{id}/alle-zurueckziehen",
            "/organisation/{id}/buergen",
            "/organisation/{id}/geprueft/{vouching}/zurueckziehen",
            "/organisation/{id}/zurueckgezogen/{withdrawal}/wiederherstellen",
            "/verwaltung/angehalten/{id}/erneut",
            "/verwaltung/angehalten/{id}/verwerfen",
            "/verwaltung/auftraege/{id}/erneut",
            "/verwaltung/auftraege/{id}/verwerfen",
            "/verwaltung/aussehen",
            "/verwaltung/barrieren/{id}",
            "/verwaltung/beitritt",
            "/verwaltung/mail",
            "/verwaltung/meldungen/{id}",
            "/verwaltung/netz/{server}/dialekt",
            "/verwaltung/netz/{server}/erneut",
            "/verwaltung/netz/{server}/regel",
            "/verwaltung/organisationen/neu",
            "/verwaltung/organisationen/{id}",
            "/verwaltung/organisationen/{id}/beauftragte",
            "/verwaltung/organisationen/{id}/beauftragte/{person}",
            "/verwaltung/personen/einladungen",
            "/verwaltung/personen/einladungen/{id}",
            "/verwaltung/personen/{id}/entsperren",
            "/verwaltung/personen/{id}/link",
            "/verwaltung/personen/{id}/mail",
            "/verwaltung/personen/{id}/rolle",
            "/verwaltung/personen/{id}/sperren",
            "/verwaltung/personen/{id}/zweiter-faktor",
            "/verwaltung/texte",
        ],
    ),
    (
        Holder,
        &[
            "/abbestellen/{secret}",
            "/anmelden/code",
            "/dienstadresse/{secret}",
            "/einladung/{token}",
            "/einrichten/link/{secret}",
            "/einrichten/pruefen",
            "/einrichten/{step}",
            "/mailadresse/{secret}",
            "/passwort-vergessen/{token}",
        ],
    ),
];

/// The addresses that `routes.rs` serves: those of pages and those of forms.
fn served() -> (BTreeSet<String>, BTreeSet<String>) {
    let source = std::fs::read_to_string(root().join("src/web/routes.rs")).unwrap();
    let (mut pages, mut forms) = (BTreeSet::new(), BTreeSet::new());
    for line in source.lines() {
        let Some((_, rest)) = line.split_once(".route(") else { continue };
        let (path, methods) = rest.split_once(", ").unwrap();
        let path = path.trim_matches('"').replace("client::CLIENT_ADDRESS", "");
        if path.is_empty() {
            continue;
        }
        if methods.contains("get(") {
            pages.insert(path.clone());
        }
        if methods.contains("posted(") || methods.contains("post(") {
            forms.insert(path);
        }
    }
    assert!(pages.len() > 60 && forms.len() > 60, "the source was not understood");
    (pages, forms)
}

pub(super) fn declared(list: &[(Who, &[&str])]) -> BTreeMap<String, Who> {
    let mut declared = BTreeMap::new();
    for (who, paths) in list {
        for path in *paths {
            assert!(declared.insert((*path).to_owned(), *who).is_none(), "{path} stands in the list twice");
        }
    }
    declared
}

/// What stands for the parts of addresses.
pub(super) struct Examples {
    pub(super) article: i64,
    pub(super) member: i64,
    pub(super) account: i64,
    pub(super) organisation: i64,
    pub(super) vouching: i64,
}

impl Examples {
    pub(super) fn address(&self, path: &str) -> String {
        let id = match path {
            path if path.starts_with("/verwaltung/personen") => self.account,
            path if path.starts_with("/verwaltung/organisationen") || path.starts_with("/organisation") => self.organisation,
            _ => self.article,
        };
        let handle = if path.starts_with("/@") { "anna" } else { "digitales" };
        path.replace("{id}", &id.to_string())
            .replace("{handle}", handle)
            .replace("{person}", &self.member.to_string())
            .replace("{vouching}", &self.vouching.to_string())
            .replace("{withdrawal}", &self.vouching.to_string())
            .replace("{server}", "eins.localhost")
            .replace("{place}", "0")
            .replace("{step}", "1")
            .replace("{name}", "bauen")
            .replace("{token}", "falsch")
            .replace("{secret}", "falsch")
    }
}

async fn scene(database: TestDatabase) -> (Scene, Examples) {
    let scene = Scene::new(database).await;
    let member = scene.test.person("mia").await;
    scene.test.person("otto").await;
    scene.test.admin("vera").await;
    crate::activity::outbox::join(&scene.test.app, member, scene.group).await.unwrap();
    let account = scene.test.app.read(|conn, _| account::by_login(conn, "mia")).await.unwrap().unwrap().id;
    let draft = Draft { name: "Stadt Essen".to_owned(), level: "municipality".to_owned(), ..Draft::default() };
    let vouched = scene.test.app.write(move |conn, app| {
        let organisation = organisation::save(conn, app, None, None, &draft)?;
        organisation::appoint(conn, app, None, organisation, member)?;
        organisation::dismiss(conn, app, None, organisation, member)?;
        Ok((organisation, vetting::vouch(conn, app, member, organisation, Evidence::Word(None))?.id))
    });
    let (organisation, vouching) = vouched.await.unwrap();
    let examples = Examples { article: scene.article, member, account, organisation, vouching };
    (scene, examples)
}

/// Whether somebody was turned away: asked to log in, or told that there is nothing or nothing for her.
pub(super) fn turned_away(answer: &Answer, signed_in: bool) -> bool {
    let asked = || answer.headers.get(header::LOCATION).is_some_and(|to| to.to_str().unwrap().starts_with("/anmelden"));
    match answer.status {
        StatusCode::SEE_OTHER => !signed_in && asked(),
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::UNAUTHORIZED => true,
        _ => false,
    }
}

/// Whether a page says that nothing may run in it but what is ours, and that it stands in no frame (CSP 3 §6.1.3, §6.3.2).
fn guarded(answer: &Answer) -> bool {
    let policies: Vec<&str> =
        answer.headers.get_all(header::CONTENT_SECURITY_POLICY).iter().map(|policy| policy.to_str().unwrap()).collect();
    let [policy] = policies.as_slice() else { return false };
    policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe")
}

/// Who of our four is turned away from what only these may call.
fn shut(who: Who, username: &str) -> bool {
    match who {
        Anybody => false,
        Person => username.is_empty(),
        Member => username.is_empty() || username == "otto",
        // Those who administer the home of a community moderate in it.
        Host => username != "anna" && username != "vera",
        Author => username != "anna",
        Admin => username != "vera",
        // Nobody of them holds anything.
        Holder => true,
    }
}

#[test]
fn aut_10_every_address_says_who_may_call_it() {
    let (pages, forms) = served();
    assert_eq!(pages, declared(PAGES).into_keys().collect(), "PAGES and routes.rs differ");
    assert_eq!(forms, declared(FORMS).into_keys().collect(), "FORMS and routes.rs differ");
}

on_both_databases! {
    async fn aut_10_nobody_gets_where_only_others_may_go(database: TestDatabase) {
        let (scene, examples) = scene(database).await;
        let mut wrong = Vec::new();
        for username in ["", "otto", "mia", "anna", "vera"] {
            let mut browser = match username {
                "" => Browser::new(&scene.test),
                name => Browser::logged_in(&scene.test, name).await,
            };
            for (path, who) in declared(PAGES).into_iter().filter(|(path, _)| path != STREAM) {
                let address = examples.address(&path);
                let answer = browser.get(&address).await;
                // Whoever is in already reads that on the page of an invitation, whatever its link is worth.
                let led_back = who == Holder && (answer.status.is_redirection() || path.starts_with("/einladung") && !username.is_empty());
                if shut(who, username) && !turned_away(&answer, !username.is_empty()) && !led_back {
                    wrong.push(format!("GET {address} as {username:?}: {}", answer.status));
                }
                // An admin may moderate, which is not the same as belonging to a community.
                let beside = username == "vera" && matches!(who, Member | Host);
                if !shut(who, username) && !beside && answer.status == StatusCode::FORBIDDEN {
                    wrong.push(format!("GET {address} as {username:?} is shut"));
                }
            }
            let before = scene.state().await;
            for (path, who) in declared(FORMS).into_iter().filter(|(_, who)| *who != Anybody && shut(*who, username)) {
                let address = examples.address(&path);
                let answer = browser.fill(&address, &[("reason", "x"), ("name", "x"), ("text", "x")]).await;
                // Who is in already is told so, whatever the link.
                let is_in = path.starts_with("/einladung") && !username.is_empty() && answer.status == StatusCode::CONFLICT;
                let led_back = who == Holder && (answer.status.is_redirection() || is_in);
                if !turned_away(&answer, !username.is_empty()) && !led_back {
                    wrong.push(format!("POST {address} as {username:?}: {}", answer.status));
                }
            }
            if scene.state().await != before {
                wrong.push(format!("{username:?} changed something"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn api_02_03_05_26_31_htm_19_20_strange_addresses_are_no_fault_of_ours(database: TestDatabase) {
        let (scene, _) = scene(database).await;
        let mut browser = Browser::logged_in(&scene.test, "vera").await;
        let long = "a".repeat(3_000);
        let parts = [
            "%00", "%ff", "..%2f..%2fetc", "..;", "%252e%252e", "-1", "0", "9223372036854775807", "9223372036854775808", "1e3", "%0d%0ax:y",
            "%F0%9F%98%80", "'%20OR%201=1--", "%3Cscript%3E", "*)(uid=*", long.as_str(),
        ];
        let many: String = (0..5_000).map(|number| format!("&a{number}=1")).collect();
        let queries = [
            "vor=1e18", "vor=-1", "vor=9223372036854775808", "vor=", "seite=-1", "seite=99999999999999999999", "q=%00", "q=%ff", "q='%22%25_%5C",
            "q=%22%22%22*", "typ=nichts';DROP%20TABLE%20objects--", "tage=-3", "sort=password", "suche=%00", "q=a&q=b", "vor[]=1", many.as_str(),
        ];
        let mut wrong = Vec::new();
        let (pages, _) = served();
        for path in pages.into_iter().filter(|path| path != STREAM) {
            let mut addresses: Vec<String> = queries.iter().map(|query| format!("{}?{query}", path.replace(['{', '}'], ""))).collect();
            if let (Some(begin), Some(end)) = (path.find('{'), path.rfind('}')) {
                addresses.extend(parts.iter().map(|part| format!("{}{part}{}", &path[..begin], &path[end + 1..])));
            }
            for address in addresses {
                let answer = browser.get(&address).await;
                let shown: String = address.chars().take(80).collect();
                if answer.status.is_server_error() {
                    wrong.push(format!("GET {shown}: {}", answer.status));
                }
                // Whoever is refused reads it on a page of ours, not in the words of a library.
                let kind = answer.headers.get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap());
                if answer.status.is_client_error() && !kind.starts_with("text/html") && !path.starts_with("/assets") && !path.starts_with("/media") && !answer.body.is_empty() {
                    wrong.push(format!("GET {shown}: {} as {kind}: {:.80}", answer.status, answer.body));
                }
                if kind.starts_with("text/html") && !guarded(&answer) {
                    wrong.push(format!("GET {shown} without a policy"));
                }
                if answer.headers.contains_key("x") {
                    wrong.push(format!("GET {shown} set a header"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn api_04_24_25_strange_forms_are_no_fault_of_ours(database: TestDatabase) {
        let (scene, examples) = scene(database).await;
        let mut wrong = Vec::new();
        let before = scene.state().await;
        let (_, forms) = served();
        for path in forms {
            // Each by a fresh login: some of them end it.
            let mut browser = Browser::new(&scene.test);
            let visitor = scene.test.browser(examples.member).await;
            browser.cookies.insert("session".to_owned(), visitor.cookie.trim_start_matches("session=").to_owned());
            let address = examples.address(&path);
            let boundary = "multipart/form-data; boundary=x";
            let csrf = visitor.csrf.as_str();
            let unfinished = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x\r\nContent-Disposition: form-d");
            let parts = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n")
                + &"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(10_000)
                + "--x--\r\n";
            for (kind, body) in [
                ("application/x-www-form-urlencoded", String::new()),
                ("application/x-www-form-urlencoded", "\0&=&csrf".to_owned()),
                ("application/x-www-form-urlencoded", "csrf=%ff%00&reason=%00".to_owned()),
                ("application/json", format!("{{\"csrf\":\"{csrf}\",\"is_admin\":true}}")),
                ("text/plain", format!("csrf={csrf}")),
                ("", String::new()),
                (boundary, String::new()),
                (boundary, unfinished),
                (boundary, parts),
                ("multipart/form-data", "--x".to_owned()),
            ] {
                let answer = browser.ask(Method::POST, &address, &[("content-type", kind), ("sec-fetch-site", "same-origin")], body).await;
                let refused = answer.status.is_client_error() || (answer.status == StatusCode::SEE_OTHER && turned_away(&answer, false));
                if !refused {
                    wrong.push(format!("POST {address} with {kind:?}: {}", answer.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(scene.state().await, before);
    }
}
