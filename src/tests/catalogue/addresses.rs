//! AUT-10 and API: every address of the web page, called by everybody.

use super::Scene;
use crate::actor::account;
use crate::app::App;
use crate::on_both_databases;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use crate::tests::remote::Answer;
use crate::tests::source::root;
use crate::vetting::organisation;
use http::{StatusCode, header};
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
pub(in crate::tests) const STREAM: &str = "/live";

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
            "/ich/sicherheit/anmeldung/{provider}/trennen",
            "/ich/sicherheit/anmeldung/{provider}/verbinden",
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
            "/verwaltung/geschuetzt",
            "/verwaltung/mail",
            "/verwaltung/meldungen",
            "/verwaltung/netz",
            "/verwaltung/netz/{server}",
            "/verwaltung/netz/{server}/abtrennen",
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
            "/anmelden/oidc/{provider}/neu",
            "/anmelden/oidc/{provider}/zurueck",
            "/beitritt/{token}",
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
            "/anmelden/oidc/{provider}",
            "/anmelden/oidc/{provider}/abmelden",
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
            "/g/{handle}/einladung/ablehnen",
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
            "/ich/sicherheit/anmeldung/{provider}/trennen",
            "/ich/sicherheit/anmeldung/{provider}/verbinden",
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
            "/g/{handle}/mitglieder/links",
            "/g/{handle}/mitglieder/links/{id}",
            "/g/{handle}/mitglieder/mail",
            "/g/{handle}/mitglieder/{person}/ablehnen",
            "/g/{handle}/mitglieder/{person}/rueckfrage",
            "/g/{handle}/eingrenzen",
            "/g/{handle}/mitglieder/{person}/aufnehmen",
            "/g/{handle}/mitglieder/{person}/ausladen",
            "/g/{handle}/mitglieder/{person}/ausschliessen",
            "/g/{handle}/mitglieder/{person}/gastgebend",
            "/g/{handle}/mitglieder/{person}/mitlesen",
            "/g/{handle}/mitglieder/{person}/mitschreiben",
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
            "/organisation/{id}/gaeste",
            "/organisation/{id}/geprueft/{vouching}/zurueckziehen",
            "/organisation/{id}/zurueckgezogen/{withdrawal}/wiederherstellen",
            "/verwaltung/angehalten/{id}/erneut",
            "/verwaltung/angehalten/{id}/verwerfen",
            "/verwaltung/auftraege/{id}/erneut",
            "/verwaltung/auftraege/{id}/verwerfen",
            "/verwaltung/aussehen",
            "/verwaltung/barrieren/{id}",
            "/verwaltung/beitritt",
            "/verwaltung/geschuetzt/{id}/erneut",
            "/verwaltung/mail",
            "/verwaltung/meldungen/{id}",
            "/verwaltung/netz/{server}/abtrennen",
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
            "/anmelden/oidc/{provider}/neu",
            "/beitritt/{token}",
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
pub(in crate::tests) fn served() -> (BTreeSet<String>, BTreeSet<String>) {
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
            .replace("{provider}", "amt")
            .replace("{token}", "falsch")
            .replace("{secret}", "falsch")
    }
}

pub(super) async fn scene(database: TestDatabase) -> (Scene, Examples) {
    let scene = Scene::new(database).await;
    let member = scene.test.person("mia").await;
    scene.test.person("otto").await;
    scene.test.admin("vera").await;
    crate::activity::outbox::join(&scene.test.app, member, scene.group).await.unwrap();
    let account = scene.test.app.read(|conn, _| account::by_login(conn, "mia")).await.unwrap().unwrap().id;
    let (organisation, vouching) = scene.test.vouch(member).await;
    let looked_after = move |conn: &mut Conn, app: &App| {
        organisation::appoint(conn, app, None, organisation, member)?;
        organisation::dismiss(conn, app, None, organisation, member)
    };
    scene.test.app.write(looked_after).await.unwrap();
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
}
