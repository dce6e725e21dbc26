//! `pages`: what people and servers ask for.

use crate::client::{Ask, connect, measure, send};
use crate::figures::HEAD;
use crate::fill::{Content, PASSWORD, fill};
use crate::program::Program;
use bytes::Bytes;
use clap::Args;
use http::{Request, header};
use http_body_util::Full;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How to measure pages.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// About how many objects there are.
    #[arg(long, default_value_t = 10_000)]
    objects: usize,
    /// How many connections ask at the same time.
    #[arg(long, default_value_t = 32)]
    concurrency: usize,
    /// Seconds for each page.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// A folder in which the filled instance stays, to be measured again. On PostgreSQL the database has to be the same one, too.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Only fill the kept instance, measure nothing.
    #[arg(long, requires = "keep")]
    only_fill: bool,
    /// Measure only what has this in its name.
    #[arg(long, default_value = "")]
    only: String,
}

const HTML: &str = "text/html";
const ACTIVITY: &str = "application/activity+json";

pub(crate) async fn run(database: &str, arguments: Arguments) {
    let mut program = match &arguments.keep {
        Some(folder) => Program::kept("load", database, folder),
        None => Program::new("load", database),
    };
    let notes = arguments.keep.as_ref().map(|folder| folder.join("content.json"));
    let content = match notes.as_ref().and_then(|notes| std::fs::read(notes).ok()) {
        Some(notes) => serde_json::from_slice(&notes).expect("what an earlier run noted"),
        None => filled(&program, arguments.objects).await,
    };
    if let Some(notes) = notes {
        std::fs::write(notes, serde_json::to_vec(&content).expect("JSON")).expect("a file");
    }
    println!("{} objects", content.objects);
    if arguments.only_fill {
        return;
    }
    let started = program.start().await;
    println!("first answer after {} ms, idle memory {} MiB\n\n{HEAD}", started.as_millis(), program.memory());
    let cookie = log_in(&program).await;
    let thread = format!("/b/{}", content.thread);
    let group = format!("/ap/actors/{}", content.group);
    let object = format!("/ap/objects/{}", content.thread);
    let webfinger = format!("/.well-known/webfinger?resource=acct:gruppe0@{}", program.host());
    let asks = [
        ("`/health` (raw bound)", "/health", HTML, ""),
        ("front page, anybody", "/", HTML, ""),
        ("home, logged in", "/", HTML, cookie.as_str()),
        ("community, anybody", "/g/gruppe0", HTML, ""),
        ("community, logged in", "/g/gruppe0", HTML, cookie.as_str()),
        ("thread with 19 comments, anybody", &thread, HTML, ""),
        ("thread with 19 comments, logged in", &thread, HTML, cookie.as_str()),
        ("profile", "/@person1", HTML, ""),
        ("actor document", &group, ACTIVITY, ""),
        ("object document", &object, ACTIVITY, ""),
        ("WebFinger", &webfinger, ACTIVITY, ""),
    ];
    for (name, path, accept, cookie) in asks.into_iter().filter(|(name, ..)| name.contains(&arguments.only)) {
        let ask = Ask { path: path.to_owned(), accept, cookie: cookie.to_owned() };
        let (figures, bytes) = measure(&program, &ask, arguments.concurrency, Duration::from_secs(arguments.seconds)).await;
        println!("{}", figures.line(name, bytes));
    }
    println!("\nmemory afterwards {} MiB", program.memory());
}

async fn filled(program: &Program, objects: usize) -> Content {
    let (app, begun) = (program.open().await, Instant::now());
    let content = fill(&app, objects).await;
    println!("written at {:.0} per second through the front door", content.objects as f64 / begun.elapsed().as_secs_f64());
    app.close().await.expect("a clean end");
    content
}

/// Logs in by the form and answers the cookies.
async fn log_in(program: &Program) -> String {
    let (mut connection, host) = (connect(program.address()).await, program.host());
    let form = Request::get("/anmelden").header(header::HOST, &host).body(Full::default()).expect("a request");
    let form = send(&mut connection, form).await;
    let page = String::from_utf8_lossy(form.body()).into_owned();
    let token =
        page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token in the form").to_owned();
    let before = cookies(&form);
    let body = format!("csrf={token}&name=person1&password={}", PASSWORD.replace(' ', "+"));
    let request = Request::post("/anmelden")
        .header(header::HOST, &host)
        .header(header::COOKIE, &before)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Full::new(Bytes::from(body)))
        .expect("a request");
    let answer = send(&mut connection, request).await;
    assert!(answer.status().is_redirection(), "the login was answered with {}", answer.status());
    format!("{before}; {}", cookies(&answer))
}

fn cookies(answer: &http::Response<Bytes>) -> String {
    let values = answer.headers().get_all(header::SET_COOKIE).iter();
    let pairs: Vec<&str> = values.filter_map(|value| value.to_str().ok()?.split(';').next()).collect();
    pairs.join("; ")
}
