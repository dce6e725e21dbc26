//! The program is killed while it makes its tables.

use super::{folder, populate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use federation_tests::Cluster;
use federation_tests::kill::{Server, Settings, answers};
use std::path::Path;
use std::time::Duration;

/// How often it is killed; each time a little later.
const KILLS: u32 = 12;
/// How much later.
const LATER: Duration = Duration::from_millis(25);

/// Starts the program on an empty database and kills it, again and again; the last start makes what is missing.
async fn killed_while_migrating(url: &str, program: &Path, folder: &Path) {
    let mut server = Server::on("alpha", url, program, folder);
    for kill in 0..KILLS {
        server.start();
        tokio::time::sleep(LATER * kill).await;
        server.kill();
    }
    server.start();
    assert!(answers(server.address()).await.is_some(), "see {}", server.log_file().display());
    server.kill();
    // Every table is there: people and communities can be made, and seen.
    populate(&server).await;
    server.start();
    assert!(answers(server.address()).await.is_some(), "see {}", server.log_file().display());
}

#[tokio::test]
async fn flt_32_a_migration_is_done_or_not_on_sqlite() {
    let Some(program) = Settings::built_program() else { return println!("skipped: cargo build") };
    let folder = folder("migration");
    let file = folder.join("alpha.db");
    killed_while_migrating(&format!("sqlite:{}", file.display()), &program, &folder).await;
    drop(std::fs::remove_dir_all(&folder));
}

#[tokio::test]
async fn flt_32_a_migration_is_done_or_not_on_postgres() {
    let Some(program) = Settings::built_program() else { return println!("skipped: cargo build") };
    let Some(cluster) = Cluster::start() else { return println!("skipped: initdb and pg_ctl are needed") };
    let folder = folder("migration-postgres");
    let mut connection = PgConnection::establish(&cluster.url()).expect("a connection");
    connection.batch_execute("CREATE DATABASE fresh").expect("a database");
    killed_while_migrating(&cluster.url_of("fresh"), &program, &folder).await;
    drop(std::fs::remove_dir_all(&folder));
}
