//! Who sees what: every reading function and every route, for every kind of object and viewer. Each object carries its own canary in title,
//! summary, text and source; a surface may show a viewer only the canaries the table gives to that viewer. A new kind of object or viewer
//! is a new row of [`TABLE`], a new address a new line in `addresses`; without one the tests fail.

mod addresses;
mod scene;

use crate::object::{Object, Viewer, read, tag};
use crate::on_both_databases;
use crate::search;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::remote::Answer;
use addresses::{ABSENT, NAMING, PAGES, for_servers};
use http::StatusCode;
use scene::{ALL, HOUSE, SECRET, Scene, Who};
use std::collections::BTreeSet;

/// Each object and who may read it.
const TABLE: &[(&str, &[Who])] = &[
    ("public", &ALL),
    ("public-comment", &ALL),
    ("own-page", &ALL),
    ("unlisted", &ALL),
    ("unlisted-comment", &ALL),
    ("followers", &[Who::Author, Who::Follower, Who::PeerFollower]),
    ("followers-comment", &[Who::Author, Who::Follower, Who::PeerFollower]),
    ("followers-below-public", &[Who::Author, Who::Follower, Who::PeerFollower]),
    ("direct", &[Who::Author, Who::Addressee, Who::PeerAddressee]),
    ("direct-comment", &[Who::Author, Who::Addressee, Who::PeerAddressee]),
    ("direct-below-public", &[Who::Author, Who::Addressee, Who::PeerAddressee]),
    ("local", &HERE),
    ("local-comment", &HERE),
    ("local-below-public", &HERE),
    ("pending", &[Who::Author]),
    ("refused", &[Who::Author]),
    ("removed", &[]),
    ("below-removed", &ALL),
    ("removed-comment", &[]),
    ("deleted", &[]),
    ("remote-followers", &[Who::Follower]),
    ("inside", &INSIDE),
    ("inside-comment", &INSIDE),
    ("inside-network", &[Who::Member, Who::Reader]),
    ("inside-secret", &[Who::Member]),
    ("inside-house", &[Who::Member]),
];

/// The members of the protected community; it is theirs alone, and no matter of those who administer the instance.
const INSIDE: [Who; 6] = [Who::Author, Who::Member, Who::Reader, Who::Guest, Who::PeerMember, Who::PeerServer];

/// Everybody with a login here.
const HERE: [Who; 13] = [
    Who::Author,
    Who::Follower,
    Who::Addressee,
    Who::Other,
    Who::Host,
    Who::Member,
    Who::Applicant,
    Who::Reader,
    Who::Guest,
    Who::Removed,
    Who::Banned,
    Who::Lapsed,
    Who::Admin,
];

/// Objects whose place (not their content) is known to all who see their thread: a tombstone answers 410 instead of 404.
const TOMBSTONES: &[&str] = &["removed", "removed-comment", "deleted"];

/// Objects without a hashtag.
const UNTAGGED: &[&str] = &["remote-followers"];

fn allowed(label: &str, who: Who) -> bool {
    TABLE.iter().any(|(row, viewers)| *row == label && viewers.contains(&who))
}

/// Refuses a text with a canary that is not meant for this viewer.
fn check(scene: &Scene, who: Who, surface: &str, text: &str) {
    for label in scene.seen(text) {
        assert!(allowed(label, who), "{who:?} sees {label} at {surface}: {text}");
    }
}

/// What a function of `object::read` gives this viewer.
fn functions(conn: &mut Conn, viewer: Viewer, scene_ids: &Ids) -> crate::error::Result<Vec<(&'static str, Vec<Object>)>> {
    let mut all = Vec::new();
    for (id, ap_id) in &scene_ids.objects {
        all.push(("find", read::find(conn, viewer, *id).into_iter().collect()));
        all.push(("by_ap_id", read::by_ap_id(conn, viewer, ap_id)?.into_iter().collect()));
        all.push(("thread", read::thread(conn, viewer, *id)?));
        all.push(("context", read::context(conn, viewer, *id, 0, 100)?));
        all.push(("replies", read::replies(conn, viewer, *id, 0, 100)?));
    }
    for group in &scene_ids.groups {
        all.push(("of_group", read::of_group(conn, viewer, *group, i64::MAX, 100)?.0));
        all.push(("pinned", read::pinned(conn, viewer, *group)?));
        all.push(("of_tool", read::of_tool(conn, viewer, *group, "news", i64::MAX, 100)?));
    }
    for actor in &scene_ids.actors {
        all.push(("of_actor", read::of_actor(conn, viewer, *actor, true, i64::MAX, 100)?));
    }
    for words in ["titel", "kanarie", "text"] {
        all.push(("search", search::posts(conn, viewer, &search::Query::new(words), 0, 100)?));
    }
    all.push(("tag", tag::objects(conn, viewer, "kanarie", i64::MAX, 100)?));
    match viewer {
        Viewer::Local { actor_id } => all.push(("home", read::home(conn, actor_id, i64::MAX, 100)?)),
        Viewer::Anonymous => all.push(("front", read::front(conn, i64::MAX, 100)?)),
        Viewer::Peer { .. } | Viewer::Server { .. } => {}
    }
    Ok(all)
}

struct Ids {
    objects: Vec<(i64, String)>,
    groups: Vec<i64>,
    actors: Vec<i64>,
}

fn ids(scene: &Scene) -> Ids {
    let actors =
        scene.persons.values().copied().chain([scene.remote_author.id, scene.group, scene.protected, scene.remote_group.id]).collect();
    let objects = scene.seeds.iter().map(|seed| (seed.id, seed.ap_id.clone())).collect();
    Ids { objects, groups: vec![scene.group, scene.protected, scene.remote_group.id], actors }
}

on_both_databases! {
    async fn reading_functions_show_each_viewer_exactly_what_the_table_says(database: TestDatabase) {
        let scene = Scene::new(database).await;
        assert_eq!(scene.seeds.iter().map(|seed| seed.label).collect::<BTreeSet<_>>(), TABLE.iter().map(|(label, _)| *label).collect());
        for who in ALL {
            let (viewer, ids) = (scene.viewer(who), ids(&scene));
            let all = scene.test.app.read(move |conn, _| functions(conn, viewer, &ids)).await.unwrap();
            for (function, objects) in &all {
                check(&scene, who, function, &format!("{objects:?}"));
            }
            for seed in &scene.seeds {
                let seen_by = |name: &str| all.iter().any(|(function, objects)| {
                    *function == name && format!("{objects:?}").contains(&seed.canary())
                });
                let expected = allowed(seed.label, who);
                assert_eq!(seen_by("find"), expected, "find: {who:?} and {}", seed.label);
                assert_eq!(seen_by("by_ap_id"), expected, "by_ap_id: {who:?} and {}", seed.label);
                assert_eq!(seen_by("thread"), expected, "thread: {who:?} and {}", seed.label);
                assert_eq!(seen_by("context"), expected, "context: {who:?} and {}", seed.label);
                // What is for those with the link stands in no list.
                let listed = expected && (who == Who::Author || !seed.label.starts_with("unlisted"));
                assert_eq!(seen_by("search"), listed, "search: {who:?} and {}", seed.label);
                assert_eq!(seen_by("tag"), listed && !UNTAGGED.contains(&seed.label), "tag: {who:?} and {}", seed.label);
                assert_eq!(seen_by("replies"), expected && seed.parent_id.is_some(), "replies: {who:?} and {}", seed.label);
            }
        }
    }

    async fn prv_01_to_12_documents_show_each_server_exactly_what_the_table_says(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let addresses = for_servers(&scene).await;
        for who in ALL.into_iter().filter(|who| *who == Who::Anonymous || scene.peers.contains_key(who)) {
            let signer = scene.peers.get(&who);
            for address in &addresses {
                let answer = scene.test.get(address, signer).await;
                assert!(!answer.status.is_server_error(), "{address}: {answer:?}");
                check(&scene, who, address, &format!("{:?} {}", answer.headers, answer.body));
            }
            let missing = hidden(scene.test.get("/ap/objects/17", signer).await);
            for seed in scene.seeds.iter().filter(|seed| seed.label != "remote-followers") {
                let answer = scene.test.get(&format!("/ap/objects/{}", seed.id), signer).await;
                if allowed(seed.label, who) {
                    assert!(answer.body.contains(&seed.canary()), "{who:?} does not see {}: {answer:?}", seed.label);
                } else if TOMBSTONES.contains(&seed.label) {
                    assert_eq!(answer.status, StatusCode::GONE, "{answer:?}");
                } else {
                    // PRV-03: not to be told from what never was.
                    assert_eq!(hidden(answer), missing, "{who:?} and {}", seed.label);
                    for part in ["context", "replies"] {
                        let answer = scene.test.get(&format!("/ap/objects/{}/{part}", seed.id), signer).await;
                        assert_eq!(hidden(answer), missing, "{who:?} and {part} of {}", seed.label);
                    }
                }
                assert_eq!(scene.test.get(&format!("/ap/objects/{}", seed.id), signer).await.headers.get("set-cookie"), None);
            }
        }
    }

    async fn prv_06_a_broken_signature_is_refused_before_any_look_up(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let follower = &scene.peers[&Who::PeerFollower];
        let followers_only = scene.seeds.iter().find(|seed| seed.label == "followers").unwrap();
        let mut answers = Vec::new();
        for target in [format!("/ap/objects/{}", followers_only.id), "/ap/objects/17".to_owned()] {
            let wire = scene.test.signed(follower, http::Method::GET, &target, None);
            let signature = wire.headers["signature"].to_str().unwrap().replace("signature=\"", "signature=\"AAAA");
            let answer = scene.test.send(wire.set("signature", &signature)).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            answers.push(hidden(answer));
        }
        assert_eq!(answers[0], answers[1]);
        // A signature for another document, or from an hour ago, opens nothing either.
        let wire = scene.test.signed(follower, http::Method::GET, "/ap/objects/17", None);
        let replayed = crate::tests::remote::Wire { target: format!("/ap/objects/{}", followers_only.id), ..wire.clone() };
        assert_eq!(scene.test.send(replayed).await.status, StatusCode::UNAUTHORIZED);
        let old = scene.test.signed(follower, http::Method::GET, &format!("/ap/objects/{}", followers_only.id), None);
        scene.test.clock.advance(std::time::Duration::from_secs(24 * 3_600));
        assert_eq!(scene.test.send(old).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn prv_21_what_not_everybody_reads_is_not_stored_by_caches(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let follower = &scene.peers[&Who::PeerFollower];
        for seed in scene.seeds.iter().filter(|seed| seed.label.starts_with("followers")) {
            for part in ["", "/context", "/replies"] {
                let answer = scene.test.get(&format!("/ap/objects/{}{part}", seed.id), Some(follower)).await;
                if answer.status == StatusCode::OK {
                    assert_eq!(answer.headers["cache-control"], "private, no-store", "{}{part}", seed.label);
                }
                assert!(answer.headers["vary"].to_str().unwrap().contains("Signature"));
            }
        }
    }

    async fn pages_show_each_person_only_what_the_table_says(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut never: BTreeSet<&str> = PAGES.iter().copied().filter(|page| !page.contains("{object}")).collect();
        for who in ALL.into_iter().filter(|who| !scene.peers.contains_key(who)) {
            let cookie = scene.cookie(who).await;
            for page in PAGES.iter().filter(|page| !page.contains("{object}")) {
                let target = scene.address(page);
                let answer = scene.test.send(scene.page(&target, cookie.as_deref())).await;
                if answer.status == StatusCode::OK {
                    never.remove(page);
                }
                assert!(!answer.status.is_server_error(), "{target}: {answer:?}");
                check(&scene, who, &target, &answer.body);
                if page.contains("{picture}") {
                    assert_eq!(answer.status == StatusCode::OK, allowed("inside", who), "{who:?} at {target}");
                }
            }
            for page in PAGES.iter().filter(|page| page.contains("{object}")) {
                for seed in &scene.seeds {
                    let target = page.replace("{object}", &seed.id.to_string());
                    let answer = scene.test.send(scene.page(&target, cookie.as_deref())).await;
                    assert!(!answer.status.is_server_error(), "{target}: {answer:?}");
                    check(&scene, who, &target, &answer.body);
                    if *page == "/b/{object}" && answer.status == StatusCode::OK && allowed(seed.label, who) {
                        assert!(answer.body.contains(&seed.canary()), "{who:?} does not see {} at {target}", seed.label);
                    }
                }
            }
        }
        assert_eq!(never, ABSENT.iter().copied().collect(), "these pages nobody is shown");
    }
}

/// Who learns of the community for invited people: its host, who is invited, and the server of one.
const OF_THE_SECRET: [Who; 4] = [Who::Member, Who::Applicant, Who::PeerMember, Who::PeerServer];

on_both_databases! {
    async fn prv_04_hidden_communities_are_named_to_nobody_else(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let allowed = |name: &str, who: Who| if name == HOUSE { HERE.contains(&who) } else { OF_THE_SECRET.contains(&who) };
        let check = |who: Who, surface: &str, text: &str| {
            // Who administers an instance sees of which communities its people are members, and how many.
            let counted = who == Who::Admin && surface == "/verwaltung/geschuetzt";
            for name in [SECRET, HOUSE] {
                assert!(counted || allowed(name, who) || !text.contains(name), "{who:?} sees {name} at {surface}: {text}");
            }
        };
        for who in ALL.into_iter().filter(|who| !scene.peers.contains_key(who)) {
            let cookie = scene.cookie(who).await;
            let mut named = String::new();
            for page in PAGES.iter().filter(|page| !page.contains("{object}")).chain(NAMING) {
                let answer = scene.test.send(scene.page(&scene.address(page), cookie.as_deref())).await;
                assert!(!answer.status.is_server_error(), "{page}: {answer:?}");
                check(who, page, &format!("{:?} {}", answer.headers, answer.body));
                // Who administers an instance sees there what she may, and is named nothing anywhere else.
                if who != Who::Admin || *page != "/verwaltung/geschuetzt" {
                    named.push_str(&answer.body);
                }
            }
            for name in [SECRET, HOUSE] {
                assert_eq!(named.contains(name), allowed(name, who), "{who:?} and {name}");
            }
        }
        let mut addresses = for_servers(&scene).await;
        for (group, username) in [(scene.secret, "lage"), (scene.house, "kantine")] {
            addresses.push(format!("/ap/actors/{group}"));
            addresses.extend(["outbox", "outbox?page=true", "followers", "members", "moderators", "featured"].map(|part| format!("/ap/actors/{group}/{part}")));
            addresses.push(format!("/.well-known/webfinger?resource=acct:{username}@rudi.localhost:8081"));
            addresses.push(format!("/.well-known/webfinger?resource=http://rudi.localhost:8081/ap/actors/{group}"));
        }
        for who in ALL.into_iter().filter(|who| *who == Who::Anonymous || scene.peers.contains_key(who)) {
            let signer = scene.peers.get(&who);
            for address in &addresses {
                let answer = scene.test.get(address, signer).await;
                check(who, address, &format!("{:?} {}", answer.headers, answer.body));
            }
            let never = hidden(scene.test.get("/ap/actors/17", signer).await);
            for group in [scene.secret, scene.house] {
                let answer = scene.test.get(&format!("/ap/actors/{group}"), signer).await;
                if group == scene.secret && OF_THE_SECRET.contains(&who) {
                    assert!(answer.body.contains(SECRET), "{who:?}: {answer:?}");
                    assert_eq!(answer.headers["cache-control"], "private, no-store");
                } else {
                    assert_eq!(hidden(answer), never, "{who:?}");
                }
            }
            let name = |name: &str| format!("/.well-known/webfinger?resource=acct:{name}@rudi.localhost:8081");
            assert_eq!(hidden(scene.test.get(&name("lage"), signer).await), hidden(scene.test.get(&name("niemand"), signer).await));
        }
    }
}

/// An answer without what tells requests apart anyway.
fn hidden(mut answer: Answer) -> Answer {
    answer.headers.remove("date");
    answer
}
