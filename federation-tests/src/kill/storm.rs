//! The three instances with their people, the storm, and what is there afterwards.

use super::browser::{Browser, Reply};
use super::check::{Evidence, Fault, Finding, check};
use super::ledger::{Counts, Ledger};
use super::plan::{INSTANCES, Kill, Plan, WRITERS};
use super::rows::{Snapshot, open};
use super::server::{Server, answers};
use super::writer::Writer;
use super::{Report, Settings, settle};
use dienstweg::activity::outbox::{self, GroupDraft, PersonDraft};
use dienstweg::app::SystemClock;
use dienstweg::store::Store;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

const NAMES: [&str; INSTANCES] = ["alpha", "beta", "gamma"];
const PASSWORD: &str = "kurzer dienstweg";
const ADMIN: &str = "leitung";

pub(super) async fn run(settings: &Settings) -> Report {
    let plan = Plan::new(settings.seed, settings.kills, settings.writes, settings.pace);
    let mut servers: Vec<Server> =
        NAMES.iter().map(|name| Server::new(name, settings.backend, &settings.program, &settings.folder)).collect();
    let mut communities = Vec::new();
    for (place, server) in servers.iter_mut().enumerate() {
        communities.push(populate(server, place).await);
        server.start();
    }
    for server in &servers {
        assert!(answers(server.address()).await.is_some(), "{} does not start; see {}", server.name, server.log_file().display());
    }
    let writers = writers(&servers).await;
    let admins = admins(&servers).await;
    let begun = Instant::now();
    let servers = Arc::new(Mutex::new(servers));
    let killing = tokio::spawn(kill(Arc::clone(&servers), plan.kills, admins));
    let writing = writers.into_iter().zip(plan.steps).map(|(writer, steps)| tokio::spawn(writer.write(steps))).collect::<Vec<_>>();
    let mut ledgers: Vec<Ledger> = Vec::new();
    for writer in writing {
        ledgers.push(writer.await.expect("a writer"));
    }
    let slowest_start = killing.await.expect("the storm");
    let lasted = begun.elapsed();
    let mut servers = Arc::into_inner(servers).expect("nobody else").into_inner();
    let (settled, mut findings) = calm(settings, &mut servers).await;
    let mut snapshots = Vec::new();
    for server in &servers {
        snapshots.push(Snapshot::read(&open(server.database())).await.expect("the rows"));
    }
    let names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let evidence = Evidence { snapshots: &snapshots, names: &names, ledgers: &ledgers, communities: &communities };
    let (found, overtaken) = check(&evidence);
    findings.extend(found);
    tell(settings, &findings, &snapshots);
    let mut counts = Counts::default();
    ledgers.iter().for_each(|ledger| counts.add(&ledger.counts));
    let sum = |count: &dyn Fn(&Snapshot) -> usize| snapshots.iter().map(count).sum::<usize>();
    Report {
        seed: settings.seed,
        backend: settings.backend,
        kills: settings.kills,
        slowest_start,
        counts,
        rows: (sum(&|rows| rows.objects.len()), sum(&|rows| rows.reactions.len()), sum(&|rows| rows.members.len())),
        overtaken,
        refused: sum(&|rows| rows.refused.len()),
        lasted,
        settled,
        findings,
    }
}

/// Makes the people of an instance and its community before it runs. Returns the community's id.
async fn populate(server: &Server, place: usize) -> String {
    let app = server.open(Arc::new(SystemClock)).await;
    let person = |username: String, admin| PersonDraft {
        name: username.to_uppercase(),
        username,
        organisation: "Stadt Essen".to_owned(),
        password: PASSWORD.to_owned(),
        admin,
    };
    let admin = outbox::create_person(&app, person(ADMIN.to_owned(), true)).await.expect("an admin");
    for writer in 0..WRITERS {
        outbox::create_person(&app, person(username(place, writer), false)).await.expect("a person");
    }
    let draft = GroupDraft {
        username: community(place),
        name: format!("Gruppe {}", NAMES[place]),
        source: "Wofür sie da ist".to_owned(),
        posting_restricted: false,
        reach: dienstweg::actor::CommunityReach::Public,
    };
    let id = outbox::create_group(&app, admin, draft).await.expect("a community");
    app.close().await.expect("a clean end");
    app.urls.actor(id)
}

fn username(place: usize, writer: usize) -> String {
    format!("{}{writer}", ["anna", "bert", "carla"][place])
}

fn community(place: usize) -> String {
    format!("gruppe-{}", NAMES[place])
}

/// Everybody who writes, logged in and, unless she is the one who comes and goes, member of all communities.
async fn writers(servers: &[Server]) -> Vec<Writer> {
    let mut writers = Vec::new();
    for (place, server) in servers.iter().enumerate() {
        for number in 0..WRITERS {
            let mut browser = Browser::new(server.address(), server.host());
            browser.log_in(&username(place, number), PASSWORD).await;
            let communities = servers.iter().enumerate().map(|(home, other)| {
                let name = community(home);
                if home == place { name } else { format!("{name}@{}", other.host()) }
            });
            let communities: Vec<String> = communities.collect();
            let ledger = Ledger { instance: place, person: username(place, number), ..Ledger::default() };
            writers.push(Writer { browser, address: server.address(), communities, ledger });
        }
    }
    for (number, writer) in writers.iter_mut().enumerate() {
        for handle in writer.communities.clone().iter().filter(|_| number % WRITERS + 1 < WRITERS) {
            let reply = writer.browser.post(&format!("/g/{handle}/beitreten"), &[]).await;
            assert!(reply.location().is_some(), "joining {handle}: {:?}", reply.status());
        }
    }
    let stores: Vec<Store> = servers.iter().map(|server| open(server.database())).collect();
    assert!(settle::by_itself(&stores).await.is_some(), "not everybody could join");
    writers
}

async fn admins(servers: &[Server]) -> Vec<Browser> {
    let mut admins = Vec::new();
    for server in servers {
        let mut browser = Browser::new(server.address(), server.host());
        browser.log_in(ADMIN, PASSWORD).await;
        admins.push(browser);
    }
    admins
}

/// Kills one after the other. Returns how long the slowest start took.
async fn kill(servers: Arc<Mutex<Vec<Server>>>, kills: Vec<Kill>, admins: Vec<Browser>) -> Duration {
    let mut watching = Vec::new();
    for kill in kills {
        tokio::time::sleep(kill.after).await;
        servers.lock().await[kill.victim].kill();
        tokio::time::sleep(kill.down).await;
        let (address, host) = {
            let mut servers = servers.lock().await;
            servers[kill.victim].start();
            (servers[kill.victim].address(), servers[kill.victim].host())
        };
        let elsewhere: Vec<Browser> =
            admins.iter().enumerate().filter(|(place, _)| *place != kill.victim).map(|(_, admin)| admin.clone()).collect();
        watching.push(tokio::spawn(async move {
            let took = answers(address).await.unwrap_or_default();
            for mut admin in elsewhere.into_iter().filter(|_| kill.retried) {
                // It may be down itself; then nobody presses the button.
                let _: Reply = admin.post(&format!("/verwaltung/netz/{host}/erneut"), &[]).await;
            }
            took
        }));
    }
    let mut slowest = Duration::ZERO;
    for watching in watching {
        slowest = slowest.max(watching.await.expect("a start"));
    }
    slowest
}

/// After the storm: everything is up again, and nothing waits any more. In the end the programs have ended.
async fn calm(settings: &Settings, servers: &mut [Server]) -> (Option<Duration>, Vec<Finding>) {
    let mut findings = Vec::new();
    let settled = if settings.turn_clocks {
        servers.iter_mut().for_each(Server::kill);
        settle::settle_with_turned_clocks(servers).await
    } else {
        servers.iter_mut().for_each(Server::keep_up);
        for server in servers.iter() {
            if answers(server.address()).await.is_none() {
                findings.push(Finding { fault: Fault::Ended, what: format!("{} does not start any more", server.name) });
            }
        }
        let stores: Vec<Store> = servers.iter().map(|server| open(server.database())).collect();
        settle::by_itself(&stores).await
    };
    for server in servers.iter_mut() {
        server.kill();
        if server.ended > 0 {
            let what = format!("{} ended by itself {} times; see {}", server.name, server.ended, server.log_file().display());
            findings.push(Finding { fault: Fault::Ended, what });
        }
    }
    if settled.is_none() {
        findings.push(Finding { fault: Fault::Waiting, what: "the queues do not become empty".to_owned() });
    }
    (settled, findings)
}

/// Writes down what every log says about the objects that something is wrong with.
fn tell(settings: &Settings, findings: &[Finding], snapshots: &[Snapshot]) {
    let words = findings.iter().flat_map(|finding| finding.what.split([' ', '"']));
    let wrong: BTreeSet<&str> =
        words.filter(|word| word.contains("/ap/objects/")).filter_map(|word| word.trim_end_matches(':').rsplit('/').next()).collect();
    let mut story = String::new();
    for number in wrong {
        story += &format!("# {number}\n");
        for (snapshot, name) in snapshots.iter().zip(NAMES) {
            let lines = snapshot.log.iter().filter(|line| line.contains(number));
            story.extend(lines.map(|line| format!("{name}: {line}\n")));
        }
    }
    if !story.is_empty() {
        std::fs::write(settings.folder.join("story.txt"), story).expect("a file");
    }
}
