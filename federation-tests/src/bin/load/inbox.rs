//! `inbox`: what other servers send.

use crate::bounds;
use crate::figures::HEAD;
use crate::fill::fill;
use crate::program::Program;
use crate::senders::{Senders, Signed, fire};
use clap::Args;
use hyper::body::Body as _;
use serde_json::{Value, json};

/// How to measure what arrives.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many activities of each kind.
    #[arg(long, default_value_t = 5_000)]
    count: usize,
    /// How many connections send at the same time.
    #[arg(long, default_value_t = 32)]
    concurrency: usize,
    /// How many people of the other server send.
    #[arg(long, default_value_t = 100)]
    people: usize,
}

pub(crate) async fn run(database: &str, arguments: Arguments) {
    let Arguments { count, concurrency, people } = arguments;
    let mut program = Program::new("load", database);
    let app = program.open().await;
    let content = fill(&app, 200).await;
    let group = app.urls.actor(content.group);
    let article = app.urls.object(content.thread);
    let inbox = app.urls.shared_inbox();
    let local: Vec<String> = content.people.iter().map(|id| app.urls.actor(*id)).collect();
    bounds::print(&app, &content).await;
    app.close().await.expect("a clean end");
    drop(app);
    program.start().await;

    let mut senders = Senders::new("sender", &inbox, people).await;
    // Whoever joins is fetched first; that is not what is measured.
    let joins = (0..people).map(|person| senders.activity(person, "Follow", Value::from(group.as_str()), json!({}))).collect();
    fire(&program, joins, 8).await;
    println!("\n{HEAD}");
    let measure = async |name: &str, requests: Vec<Signed>| {
        let bytes = requests.first().and_then(|request| request.body().size_hint().exact()).unwrap_or_default();
        let figures = fire(&program, requests, concurrency).await;
        println!("{}", figures.line(name, usize::try_from(bytes).unwrap_or_default()));
    };
    let comments = (0..count).map(|number| senders.note(number, &group, Some(&article))).collect();
    measure("`Create{Note}`, comments in one thread of a community", comments).await;
    let posts = (0..count).map(|number| senders.note(number, &group, None)).collect();
    measure("`Create{Note}`, posts in a community", posts).await;
    let likes = (0..count.min(people)).map(|person| senders.activity(person, "Like", Value::from(article.as_str()), json!({}))).collect();
    measure("`Like` of one article", likes).await;
    let follows = (0..people).flat_map(|person| local.iter().map(move |local| (person, local)));
    let follows =
        follows.take(count).map(|(person, local)| senders.activity(person, "Follow", Value::from(local.as_str()), json!({}))).collect();
    measure("`Follow` of people", follows).await;
    println!("\nmemory afterwards {} MiB", program.memory());
}
