//! `fanout`: one community, followers on many servers.

use crate::bounds;
use crate::figures::Figures;
use crate::fill::fill;
use crate::program::Program;
use crate::senders::{Senders, fire};
use clap::Args;
use federation_tests::Software;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How to measure what goes out.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many posts.
    #[arg(long, default_value_t = 50)]
    posts: usize,
    /// How many servers have a follower.
    #[arg(long, default_value_t = 100)]
    servers: usize,
    /// How many more refuse every connection.
    #[arg(long, default_value_t = 0)]
    dead: usize,
    /// How many more take connections and never answer.
    #[arg(long, default_value_t = 0)]
    slow: usize,
    /// The followers' servers are like this one, which signs for them with Ed25519.
    #[arg(long)]
    dienstweg: bool,
    /// Milliseconds between two posts; 0 sends all at once.
    #[arg(long, default_value_t = 0)]
    pause: u64,
}

pub(crate) async fn run(database: &str, arguments: Arguments) {
    let Arguments { posts, servers, dead, slow, dienstweg, pause } = arguments;
    let software = if dienstweg { Software::Dienstweg } else { Software::Lemmy };
    let mut program = Program::new("load", database);
    let app = program.open().await;
    let content = fill(&app, 20).await;
    let (group, inbox) = (app.urls.actor(content.group), app.urls.shared_inbox());
    bounds::print(&app, &content).await;
    app.close().await.expect("a clean end");
    drop(app);
    program.start().await;

    let mut author = Senders::new("author", &inbox, 1).await;
    let join = author.activity(0, "Follow", Value::from(group.as_str()), json!({}));
    fire(&program, vec![join], 1).await;
    let mut well = Vec::new();
    for number in 0..servers + dead + slow {
        let mut follower = Senders::of(software, &format!("server{number}"), &inbox, 1).await;
        let follow = follower.activity(0, "Follow", Value::from(group.as_str()), json!({}));
        fire(&program, vec![follow], 1).await;
        well.push(follower);
    }
    let mut ailing = well.split_off(servers);
    let slow = ailing.split_off(dead);
    ailing.iter().for_each(|server| server.peer.close());
    slow.iter().for_each(|server| server.peer.never_answer_deliveries());
    // What following itself brought: the answer of the community.
    tokio::time::sleep(Duration::from_secs(3)).await;
    well.iter().for_each(|server| server.peer.forget_requests());

    let requests: Vec<_> = (0..posts).map(|_| author.note(0, &group, None)).collect();
    let (before, begun) = (program.processor(), Instant::now());
    let mut sent = Vec::with_capacity(posts);
    for request in requests {
        sent.push(Instant::now());
        fire(&program, vec![request], 1).await;
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    let arrivals = wait(&well, posts * servers).await;
    let processor = program.processor().saturating_sub(before);
    let latencies = arrivals.iter().filter_map(|(post, at)| Some(at.saturating_duration_since(*sent.get(*post)?))).collect();
    let last = arrivals.iter().map(|(_, at)| *at).max().unwrap_or(begun);
    let figures = Figures { latencies, elapsed: last.duration_since(begun), processor };
    println!("\n| deliveries | of | per second | post→delivery p50 ms | p99 ms | server CPU ms each |\n|---:|---:|---:|---:|---:|---:|");
    println!(
        "| {} | {} | {:.0} | {:.1} | {:.1} | {:.2} |",
        figures.latencies.len(),
        posts * servers,
        figures.rate(),
        figures.quantile(0.5).as_secs_f64() * 1_000.0,
        figures.quantile(0.99).as_secs_f64() * 1_000.0,
        figures.cost().as_secs_f64() * 1_000.0,
    );
    println!("\nmemory afterwards {} MiB", program.memory());
}

/// Waits until so many deliveries of posts have reached these servers, a minute at most. Answers which post came when.
async fn wait(servers: &[Senders], expected: usize) -> Vec<(usize, Instant)> {
    let begun = Instant::now();
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let deliveries = servers.iter().flat_map(|server| server.peer.deliveries());
        let arrivals: Vec<_> = deliveries.filter_map(|delivery| Some((number(&delivery.body)?, delivery.at))).collect();
        if arrivals.len() >= expected || begun.elapsed() > Duration::from_secs(60) {
            return arrivals;
        }
    }
}

/// Which post a delivery is about: `/notes/0` was the first.
fn number(body: &[u8]) -> Option<usize> {
    let body = String::from_utf8_lossy(body);
    let digits: String = body.split("/notes/").nth(1)?.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
