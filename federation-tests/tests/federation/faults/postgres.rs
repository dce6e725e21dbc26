//! PostgreSQL stops, loses connections, and has two programs that work on it. A server of its own is started for this.

use super::{Anna, LONGEST, all_there_once, folder, populate, started};
use federation_tests::kill::{Server, Settings, settle_with_turned_clocks, waiting_in};
use federation_tests::{Cluster, Stop};
use http::StatusCode;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is needed, or the reason why it is not there.
fn needed() -> Result<(Cluster, PathBuf), &'static str> {
    let program = Settings::built_program().ok_or("cargo build")?;
    let cluster = Cluster::start().ok_or("install PostgreSQL's server programs, initdb and pg_ctl")?;
    Ok((cluster, program))
}

fn terminate_all(cluster: &Cluster) {
    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    let mut connection = PgConnection::establish(&cluster.url()).expect("a connection");
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
    connection.batch_execute(end).expect("ended connections");
}

fn alpha_and_beta(cluster: &Cluster, program: &Path, folder: &Path) -> (Server, Server) {
    let alpha = Server::on("alpha", &format!("sqlite:{}", folder.join("alpha.db").display()), program, folder);
    (alpha, Server::on("beta", &cluster.url(), program, folder))
}

/// Lets alpha try beta again until nothing waits on either.
async fn settled(alpha: &Server, beta: &Server, anna: &mut Anna) {
    let begun = Instant::now();
    loop {
        let mut left = waiting_in(alpha.database()).await;
        left.extend(waiting_in(beta.database()).await);
        if left.is_empty() {
            return;
        }
        assert!(begun.elapsed() < LONGEST, "{left:#?}");
        anna.browser.post(&format!("/verwaltung/netz/{}/erneut", beta.host()), &[]).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn flt_06_a_server_that_stops_or_drops_connections_costs_time_and_nothing_else() {
    let (cluster, program) = match needed() {
        Ok(needed) => needed,
        Err(missing) => return println!("skipped: {missing}"),
    };
    let folder = folder("faults");
    let (mut alpha, mut beta) = alpha_and_beta(&cluster, &program, &folder);
    for server in [&mut alpha, &mut beta] {
        populate(server).await;
        started(server).await;
    }
    let mut here = Anna::at(&beta, "hier", "/g/gruppe/neu").await;
    let community = format!("/g/gruppe@{}", beta.host());
    let mut there = Anna::at(&alpha, "dort", &format!("{community}/neu")).await;
    there.browser.post(&format!("{community}/beitreten"), &[]).await;
    settled(&alpha, &beta, &mut there).await;
    here.until(StatusCode::SEE_OTHER, 1).await;
    let cluster = Arc::new(cluster);
    for how in [Stop::Immediate, Stop::Fast] {
        // Requests run while it stops.
        let stopping = Arc::clone(&cluster);
        let stopping = tokio::task::spawn_blocking(move || stopping.stop(how));
        here.until(StatusCode::SERVICE_UNAVAILABLE, 3).await;
        stopping.await.expect("a stopped server");
        assert_eq!(there.write().await, Some(StatusCode::SEE_OTHER), "who lives elsewhere goes on");
        assert_eq!(here.look("/health/live").await, Some(StatusCode::OK));
        assert!(cluster.begin(), "PostgreSQL starts again");
        let took = here.until(StatusCode::SEE_OTHER, 3).await;
        println!("after {how:?} the first post was taken {took:.1?} after PostgreSQL was there again");
        for _ in 0..3 {
            terminate_all(&cluster);
            here.until(StatusCode::SEE_OTHER, 1).await;
        }
        there.write().await;
    }
    settled(&alpha, &beta, &mut there).await;
    assert!(here.wrong.is_empty() && there.wrong.is_empty(), "{:?} {:?}", here.wrong, there.wrong);
    let acknowledged = [here.acknowledged, there.acknowledged].concat();
    assert!(acknowledged.len() >= 14, "{acknowledged:?}");
    for server in [&alpha, &beta] {
        all_there_once(server.database(), &acknowledged).await;
    }
    drop((alpha, beta));
    drop(std::fs::remove_dir_all(&folder));
}

#[tokio::test]
async fn flt_30_of_two_programs_on_one_database_one_is_killed_and_nothing_is_lost() {
    let (cluster, program) = match needed() {
        Ok(needed) => needed,
        Err(missing) => return println!("skipped: {missing}"),
    };
    let folder = folder("two");
    let (mut alpha, mut beta) = alpha_and_beta(&cluster, &program, &folder);
    for server in [&mut alpha, &mut beta] {
        populate(server).await;
        started(server).await;
    }
    let mut second = beta.beside("beta-2");
    started(&mut second).await;
    let mut there = Anna::at(&alpha, "dort", &format!("/g/gruppe@{}/neu", beta.host())).await;
    there.browser.post(&format!("/g/gruppe@{}/beitreten", beta.host()), &[]).await;
    settled(&alpha, &beta, &mut there).await;
    let mut first = Anna::at(&beta, "eins", "/g/gruppe/neu").await;
    let mut other = Anna { browser: first.browser.clone().at(second.address()), prefix: "zwei".to_owned(), ..first.fresh() };
    for round in 0..6 {
        for _ in 0..3 {
            first.write().await;
            there.write().await;
            other.write().await;
        }
        // While the one that is killed works, so does the other.
        let (killed, lives) = if round % 2 == 0 { (&mut beta, &mut other) } else { (&mut second, &mut first) };
        let writing = async {
            for _ in 0..4 {
                assert_eq!(lives.write().await, Some(StatusCode::SEE_OTHER), "the other one goes on");
            }
        };
        let killing = async {
            tokio::time::sleep(Duration::from_millis(20 * round)).await;
            killed.kill();
        };
        tokio::join!(writing, killing);
        started(killed).await;
    }
    // What a killed process had in its hands is left alone for some minutes: the clocks are turned, in this process.
    [&mut alpha, &mut beta, &mut second].into_iter().for_each(Server::kill);
    let both = [alpha, beta];
    assert!(settle_with_turned_clocks(&both).await.is_some(), "{:#?}", waiting_in(both[1].database()).await);
    for anna in [&first, &other, &there] {
        assert!(anna.wrong.is_empty(), "{:?}", anna.wrong);
    }
    let acknowledged = [first.acknowledged, other.acknowledged, there.acknowledged].concat();
    assert!(acknowledged.len() >= 60, "{}", acknowledged.len());
    for server in &both {
        all_there_once(server.database(), &acknowledged).await;
    }
    drop((both, second));
    drop(std::fs::remove_dir_all(&folder));
}
