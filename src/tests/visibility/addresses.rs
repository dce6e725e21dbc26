//! The addresses that everybody calls: all that are served, in every form that shows something else.

use super::scene::Scene;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::catalogue::addresses::{STREAM, served};
use crate::tests::source::root;
use std::collections::BTreeSet;

/// The pages for people. `{object}` stands for the number of each object, `{account}` for that of the author's login, `{organisation}` and
/// `{picture}` for those of the scene.
pub(super) const PAGES: &[&str] = &[
    "/",
    "/?vor=9223372036854775807",
    "/.well-known/security.txt",
    "/@anna",
    "/@anna/feed.atom",
    "/@anna?vor=9223372036854775807",
    "/@carla",
    "/@carla/feed.atom",
    "/@ida@forum.localhost:7002",
    "/abbestellen/falsch",
    "/anmelden",
    "/anmelden/code",
    "/anmelden/oidc/amt/neu",
    "/anmelden/oidc/amt/zurueck",
    "/assets/app.css",
    "/b/{object}",
    "/b/{object}/bearbeiten",
    "/b/{object}/loeschen",
    "/b/{object}/melden",
    "/barriere-melden",
    "/barrierefreiheit",
    "/beitritt/falsch",
    "/datenschutz",
    "/dienstadresse/falsch",
    "/einladung/falsch",
    "/einrichten",
    "/einrichten/1",
    "/einrichten/link/falsch",
    "/einrichten/pruefen",
    "/entwuerfe",
    "/farben/x.css",
    "/favicon.ico",
    "/g/digitales",
    "/g/digitales/bearbeiten",
    "/g/digitales/beitritt",
    "/g/digitales/feed.atom",
    "/g/digitales/meldungen",
    "/g/digitales/mitglieder",
    "/g/digitales/neu",
    "/g/digitales/protokoll",
    "/g/digitales?vor=9223372036854775807",
    "/g/geschuetzt",
    "/g/geschuetzt/bearbeiten",
    "/g/geschuetzt/beitritt",
    "/g/geschuetzt/feed.atom",
    "/g/geschuetzt/meldungen",
    "/g/geschuetzt/mitglieder",
    "/g/geschuetzt/mitglieder/{author}/ausschliessen",
    "/g/geschuetzt/neu",
    "/g/geschuetzt/protokoll",
    "/g/geschuetzt?vor=9223372036854775807",
    "/g/verbund",
    "/g/verbund/mitglieder",
    "/g/verbund/protokoll",
    "/g/wandern@forum.localhost:7002",
    "/g/wandern@forum.localhost:7002/feed.atom",
    "/gemerkt",
    "/gibt-es-nicht",
    "/gruppen",
    "/gruppen/finden",
    "/gruppen/finden?q=kanarie",
    "/gruppen/neu",
    "/ich/darstellung",
    "/ich/daten",
    "/ich/daten/export/1",
    "/ich/daten/loeschen",
    "/ich/dienststelle",
    "/ich/folge",
    "/ich/profil",
    "/ich/sicherheit",
    "/ich/sicherheit/anmeldung/amt/trennen",
    "/ich/sicherheit/anmeldung/amt/verbinden",
    "/ich/sicherheit/mail",
    "/ich/sicherheit/passkeys",
    "/ich/sicherheit/passkeys/1/entfernen",
    "/ich/sicherheit/passkeys/neu",
    "/ich/sicherheit/passwort",
    "/ich/sicherheit/zweiter-faktor",
    "/ich/sicherheit/zweiter-faktor/aus",
    "/ich/sicherheit/zweiter-faktor/bild",
    "/impressum",
    "/mailadresse/falsch",
    "/manifest.webmanifest",
    "/media/fern/beitrag/{remote}/0",
    "/media/fern/beitrag/{remote}/0/klein",
    "/media/fern/profil/{author}",
    "/media/{picture}",
    "/media/{picture}/klein",
    "/mitteilungen",
    "/offline",
    "/organisation/{organisation}",
    "/passwort-vergessen",
    "/passwort-vergessen/falsch",
    "/registrieren",
    "/robots.txt",
    "/suche",
    "/suche?q=kanarie&typ=beitraege",
    "/suche?q=text&typ=beitraege",
    "/suche?q=titel",
    "/suche?q=titel&typ=beitraege&seite=2",
    "/sw.js",
    "/tag/kanarie",
    "/ueberblick",
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
    "/verwaltung/netz/peer.localhost:7001",
    "/verwaltung/netz/peer.localhost:7001/abtrennen",
    "/verwaltung/organisationen",
    "/verwaltung/organisationen/neu",
    "/verwaltung/organisationen/{organisation}",
    "/verwaltung/personen",
    "/verwaltung/personen/einladungen",
    "/verwaltung/personen/{account}",
    "/verwaltung/personen/{account}/sperren",
    "/verwaltung/protokoll",
    "/verwaltung/texte",
    "/vorschlaege?wort=%23kan",
    "/willkommen/1",
];

/// Of these, those that nobody is shown: they are for other moments, for holders of a secret, or never were.
pub(super) const ABSENT: &[&str] = &[
    "/.well-known/security.txt",
    "/abbestellen/falsch",
    "/anmelden/code",
    "/anmelden/oidc/amt/neu",
    "/anmelden/oidc/amt/zurueck",
    "/assets/app.css",
    "/beitritt/falsch",
    "/dienstadresse/falsch",
    "/einrichten",
    "/einrichten/1",
    "/einrichten/link/falsch",
    "/einrichten/pruefen",
    "/farben/x.css",
    "/favicon.ico",
    "/g/digitales/beitritt",
    "/g/geschuetzt/beitritt",
    "/g/geschuetzt/feed.atom",
    "/g/wandern@forum.localhost:7002/feed.atom",
    "/gibt-es-nicht",
    "/ich/daten/export/1",
    "/ich/sicherheit/anmeldung/amt/trennen",
    "/ich/sicherheit/anmeldung/amt/verbinden",
    "/ich/sicherheit/passkeys/1/entfernen",
    "/mailadresse/falsch",
    "/media/fern/beitrag/{remote}/0",
    "/media/fern/beitrag/{remote}/0/klein",
    "/media/fern/profil/{author}",
    "/passwort-vergessen/falsch",
];

/// Where a community could be named besides.
pub(super) const NAMING: &[&str] = &[
    "/g/lage",
    "/g/lage/mitglieder",
    "/g/lage/protokoll",
    "/g/lage/neu",
    "/g/lage/bearbeiten",
    "/g/lage/feed.atom",
    "/g/lage/beitritt",
    "/g/kantine",
    "/g/kantine/mitglieder",
    "/suche?q=lage",
    "/suche?q=geheim&typ=gruppen",
    "/suche?q=haus",
    "/suche?q=@lage@rudi.localhost:8081",
    "/gruppen/finden?q=geheim",
    "/gruppen/finden?q=lage@rudi.localhost:8081",
    "/vorschlaege?wort=@gehe",
    "/vorschlaege?wort=@haus",
    "/willkommen/2",
    "/@lage",
    "/@fritz",
];

impl Scene {
    /// The address of a page.
    pub(super) fn address(&self, page: &str) -> String {
        let remote = self.seeds.iter().find(|seed| seed.label == "remote-followers").map_or(0, |seed| seed.id);
        page.replace("{account}", &self.account.to_string())
            .replace("{author}", &self.persons[&super::Who::Author].to_string())
            .replace("{organisation}", &self.organisation.to_string())
            .replace("{picture}", &self.picture.to_string())
            .replace("{remote}", &remote.to_string())
    }
}

/// Every address for servers, for everything there is.
pub(super) async fn for_servers(scene: &Scene) -> Vec<String> {
    let mut all: Vec<String> = ["/", "/ap/server", "/.well-known/nodeinfo", "/nodeinfo/2.0", "/nodeinfo/2.1"].map(str::to_owned).to_vec();
    let actors: Vec<i64> = super::ids(scene).actors.into_iter().chain([scene.test.app.server_actor_id]).collect();
    for actor in actors {
        all.push(format!("/ap/actors/{actor}"));
        for part in [
            "outbox",
            "outbox?page=true",
            "followers",
            "members",
            "pictures?url=x",
            "moderators",
            "featured",
            "collections/news",
            "collections/news?page=true",
        ] {
            all.push(format!("/ap/actors/{actor}/{part}"));
        }
    }
    for handle in ["anna", "carla", "digitales", "instanz"] {
        all.push(format!("/.well-known/webfinger?resource=acct:{handle}@rudi.localhost:8081"));
    }
    for seed in &scene.seeds {
        all.push(format!("/b/{}", seed.id));
        all.push(format!("/ap/objects/{}", seed.id));
        for part in ["context", "context?page=true", "replies", "replies?page=true"] {
            all.push(format!("/ap/objects/{}/{part}", seed.id));
        }
    }
    for entry in scene.test.entries().await {
        all.push(format!("/ap/activities/{}", entry.id));
    }
    all
}

/// What servers call.
fn served_to_servers() -> BTreeSet<String> {
    let source = std::fs::read_to_string(root().join("src/federation/mod.rs")).unwrap();
    let routes = source.lines().filter(|line| line.contains(", get("));
    let routes: BTreeSet<String> = routes.map(|line| line.split('"').nth(1).unwrap().to_owned()).collect();
    assert!(routes.len() > 12, "the source was not understood");
    routes
}

/// Whether a route serves this address.
fn fits(route: &str, address: &str) -> bool {
    let address = address.split('?').next().unwrap_or_default();
    let (route, address): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), address.split('/').collect());
    let same = |(part, given): (&&str, &&str)| match part.split_once('{') {
        Some((before, _)) => given.len() > before.len() && given.starts_with(before),
        None => part == given,
    };
    route.len() == address.len() && route.iter().zip(&address).all(same)
}

on_both_databases! {
    async fn every_address_is_called(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let own: BTreeSet<&str> = PAGES.iter().copied().collect();
        assert_eq!(own.len(), PAGES.len(), "an address stands in the list twice");
        for route in served().0.iter().filter(|route| *route != STREAM) {
            assert!(PAGES.iter().any(|page| fits(route, page)), "nobody calls {route}");
        }
        let addresses = for_servers(&scene).await;
        for route in served_to_servers() {
            assert!(addresses.iter().any(|address| fits(&route, address)), "no server calls {route}");
        }
    }
}
