//! The disk is full, then there is room again.

use super::{Anna, all_there_once, populate, started};
use federation_tests::SmallDisk;
use federation_tests::kill::{Server, Settings};
use http::StatusCode;

#[tokio::test]
async fn flt_08_on_a_full_disk_writing_waits_and_reading_goes_on() {
    let Some(program) = Settings::built_program() else { return println!("skipped: cargo build") };
    let Some(disk) = SmallDisk::new("small", 32) else { return println!("skipped: only root may make a small disk") };
    let url = format!("sqlite:{}", disk.folder().join("alpha.db").display());
    // The log is written there as well; it must not matter.
    let mut server = Server::on("alpha", &url, &program, disk.folder());
    populate(&server).await;
    started(&mut server).await;
    let mut anna = Anna::at(&server, "voll", "/g/gruppe/neu").await;
    for _ in 0..2 {
        anna.until(StatusCode::SEE_OTHER, 2).await;
        disk.fill();
        anna.until(StatusCode::SERVICE_UNAVAILABLE, 4).await;
        for path in ["/", "/g/gruppe", "/health/live"] {
            assert_eq!(anna.look(path).await, Some(StatusCode::OK), "{path} can be read");
        }
        disk.make_room();
        anna.until(StatusCode::SEE_OTHER, 2).await;
    }
    // Full when it is killed, and when it starts again.
    disk.fill();
    anna.until(StatusCode::SERVICE_UNAVAILABLE, 1).await;
    server.kill();
    disk.make_room();
    started(&mut server).await;
    anna.until(StatusCode::SEE_OTHER, 1).await;
    server.kill();
    assert!(anna.wrong.is_empty(), "{:?}", anna.wrong);
    all_there_once(server.database(), &anna.acknowledged).await;
}
