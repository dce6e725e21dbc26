//! Another server's people, who join, write and react: their requests are signed before the clock runs.

use crate::client::{connect, send};
use crate::figures::Figures;
use crate::program::Program;
use bytes::Bytes;
use dienstweg::app::{Clock, SystemClock};
use dienstweg::store::Timestamp;
use federation_tests::{Peer, PeerActor, Software};
use http::{Request, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::task::JoinSet;
use url::Url;

/// A server whose people send.
#[derive(Debug)]
pub(crate) struct Senders {
    pub(crate) peer: Peer,
    pub(crate) people: Vec<PeerActor>,
    inbox: Url,
    next: u32,
    notes: u32,
}

/// A signed request to the shared inbox.
pub(crate) type Signed = Request<Full<Bytes>>;

impl Senders {
    pub(crate) async fn new(name: &str, inbox: &str, people: usize) -> Self {
        Self::of(Software::Lemmy, name, inbox, people).await
    }

    pub(crate) async fn of(software: Software, name: &str, inbox: &str, people: usize) -> Self {
        let peer = Peer::new(name, software).await;
        let people = (0..people).map(|number| peer.person(&format!("mensch{number}"))).collect();
        let inbox = Url::parse(inbox).expect("a URL");
        Self { peer, people, inbox, next: 0, notes: 0 }
    }

    /// An activity of the person with this number, signed now.
    pub(crate) fn activity(&mut self, person: usize, verb: &str, object: Value, more: Value) -> Signed {
        self.next += 1;
        let actor = &self.people[person % self.people.len()];
        let activity = self.peer.activity(actor, self.next, verb, object, more);
        let body = Bytes::from(activity.to_string());
        let headers = actor.sign(&self.inbox, &body, now());
        let mut request = Request::post(self.inbox.path());
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        request.body(Full::new(body)).expect("a request")
    }

    /// `Create{Note}`: an answer to `parent`, or a post of its own, in a community.
    pub(crate) fn note(&mut self, person: usize, group: &str, parent: Option<&str>) -> Signed {
        let number = self.notes;
        self.notes += 1;
        let author = &self.people[person % self.people.len()];
        let note = json!({
            "id": self.peer.at(&format!("/notes/{number}")),
            "type": "Note",
            "attributedTo": author.id,
            "to": [dienstweg::json::PUBLIC],
            "cc": [group],
            "audience": group,
            "inReplyTo": parent,
            "content": format!("<p>Notiz {number}: Seit acht Monaten nehmen wir Anträge online an, und die Nachbargemeinden machen mit.</p>"),
            "published": now().rfc3339(),
        });
        let more = json!({"cc": [group], "audience": group});
        self.activity(person, "Create", note, more)
    }
}

fn now() -> Timestamp {
    SystemClock.now()
}

/// Sends all of them on so many connections; each has had its effect when it is answered.
pub(crate) async fn fire(program: &Program, requests: Vec<Signed>, concurrency: usize) -> Figures {
    let (address, queue) = (program.address(), Arc::new(Mutex::new(VecDeque::from(requests))));
    let (begin, before) = (Instant::now(), program.processor());
    let mut sending = JoinSet::new();
    for _ in 0..concurrency {
        let queue = Arc::clone(&queue);
        sending.spawn(async move {
            let mut connection = connect(address).await;
            let mut latencies = Vec::new();
            loop {
                let Some(request) = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front() else { return latencies };
                let asked = Instant::now();
                let answer = send(&mut connection, request).await;
                assert_eq!(answer.status(), StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(answer.body()));
                latencies.push(asked.elapsed());
            }
        });
    }
    let latencies = sending.join_all().await.into_iter().flatten().collect();
    Figures { latencies, elapsed: begin.elapsed(), processor: program.processor().saturating_sub(before) }
}
