//! What the machine itself can do, measured in the same run: figures mean little without it.

use crate::fill::Content;
use dienstweg::app::App;
use dienstweg::notification::seen;
use dienstweg::signature::{Algorithm, PrivateKey};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(1);

/// Prints signatures and checks per second and core, and how many commits of one row the database takes one after the other.
pub(crate) async fn print(app: &Arc<App>, content: &Content) {
    println!("| raw bound | per second |\n|---|---:|");
    for (name, algorithm) in [("RSA-2048", Algorithm::RsaSha256), ("Ed25519", Algorithm::Ed25519)] {
        let key = PrivateKey::generate(algorithm).expect("a key");
        let public = key.public_key();
        let signature = key.sign(b"what is signed").expect("a signature");
        println!("| {name} signatures on one core | {:.0} |", rate(|| drop(black_box(key.sign(black_box(b"what is signed"))))));
        println!("| {name} checks on one core | {:.0} |", rate(|| _ = black_box(public.verify(black_box(b"what is signed"), &signature))));
    }
    println!("| commits of one row, one after the other | {:.0} |", commits(app, content).await);
}

fn rate(mut work: impl FnMut()) -> f64 {
    let (begun, mut count) = (Instant::now(), 0_u32);
    while begun.elapsed() < TIME {
        for _ in 0..16 {
            work();
        }
        count += 16;
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}

/// What somebody has read of a thread, noted again and again, through the store as it is set up.
async fn commits(app: &Arc<App>, content: &Content) -> f64 {
    let (begun, mut count, person, thread) = (Instant::now(), 0_u32, content.people[0], content.thread);
    while begun.elapsed() < TIME {
        count += 1;
        let place = i64::MAX / 2 + i64::from(count);
        app.write(move |conn, _| seen::mark(conn, person, thread, place)).await.expect("a commit");
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}
