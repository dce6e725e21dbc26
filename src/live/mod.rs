//! What is new for the people whose pages are open right now.
//!
//! One watcher in each process looks after each commit, for all streams together: whom something was told, where something was written, and
//! whose session ended. The streams ([`crate::app::Streams`]) then look up what that means for their person. Must never put content into the
//! news, nor let a person see what she may not read: what is counted is counted with her eyes.

use crate::actor::account;
use crate::app::{App, News};
use crate::error::Result;
use crate::notification;
use crate::object::{self, Viewer};
use crate::store::Timestamp;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Between two looks there is at least this: what happens at once is told at once.
const PAUSE: Duration = Duration::from_millis(400);
/// Without any commit of ours sessions still run out, and other processes (further nodes, the command line) close logins without our hearing
/// of it.
const AT_LEAST: Duration = Duration::from_secs(2);
/// What began so long ago may still be committed: numbers are given before.
const LATE: Duration = Duration::from_secs(10);
/// How far apart two times are remembered.
const MARKS: Duration = Duration::from_secs(1);
/// More news than this at once wait for the next look.
const MOST: i64 = 2_000;

/// What is new for one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Unread notifications.
    pub unread: i64,
    /// Comments of others in the thread that came after the page.
    pub comments: i64,
    /// Whether she does not want to be disturbed now.
    pub quiet: bool,
}

/// The thread a page shows, and the newest number on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Its beginning.
    pub root_id: i64,
    /// The newest object the page shows.
    pub after: i64,
}

/// What is new for this person, who perhaps reads a thread.
pub async fn numbers(app: &Arc<App>, person: i64, reading: Option<Reading>) -> Result<Numbers> {
    app.read(move |conn, app| {
        let comments = match reading {
            Some(Reading { root_id, after }) => {
                object::read::count_after(conn, Viewer::Local { actor_id: person }, root_id, after, person)?
            }
            None => 0,
        };
        let quiet = notification::quiet::holds(conn, person, app.now())?;
        Ok(Numbers { unread: notification::unread(conn, person)?, comments, quiet })
    })
    .await
}

/// Remembers what was told already.
#[derive(Debug, Default)]
pub struct Watcher {
    /// Numbers that were free at these times.
    marks: VecDeque<(Timestamp, i64)>,
    /// What was told of what may still be looked at.
    told: BTreeSet<i64>,
}

impl Watcher {
    /// Notes that it is now; answers the number before which everything has long been committed.
    pub fn mark(&mut self, app: &App) -> i64 {
        let (now, free) = (app.now(), app.next_id());
        while self.marks.get(1).is_some_and(|(at, _)| now.since(*at) >= LATE) {
            self.marks.pop_front();
        }
        if self.marks.back().is_none_or(|(at, _)| now.since(*at) >= MARKS) {
            self.marks.push_back((now, free));
        }
        self.marks.front().map_or(free, |(_, id)| *id)
    }

    /// Looks once, and tells the streams what is new.
    pub async fn look(&mut self, app: &Arc<App>) -> Result<()> {
        let since = self.mark(app);
        let sessions = app.streams.sessions();
        let asked = sessions.clone();
        let (told, written, living) = app
            .read(move |conn, app| {
                Ok((
                    notification::told_since(conn, since, MOST)?,
                    object::read::written_since(conn, since, MOST)?,
                    account::living_sessions(conn, &asked, app.now())?.into_iter().collect::<BTreeSet<String>>(),
                ))
            })
            .await?;
        self.told = self.told.split_off(&since);
        let mut fresh = |found: Vec<(i64, i64)>| -> BTreeSet<i64> {
            // By number, so that what is told twice is told once.
            let found: BTreeMap<i64, i64> = found.into_iter().filter(|(id, _)| self.told.insert(*id)).collect();
            found.into_values().collect()
        };
        let (people, threads) = (fresh(told), fresh(written));
        let ended = sessions.into_iter().filter(|session| !living.contains(session)).collect();
        let news = News { people, threads, ended };
        if !news.is_empty() {
            app.streams.tell(news);
        }
        Ok(())
    }
}

/// Watches until the program stops, and ends all streams then.
pub async fn watch(app: Arc<App>, stopped: watch::Receiver<bool>) {
    let mut commits = app.store.subscribe_commits();
    let mut watcher = Watcher::default();
    watcher.mark(&app);
    while !*stopped.borrow() {
        let mut stopping = stopped.clone();
        tokio::select! {
            _ = commits.changed() => {}
            _ = stopping.changed() => break,
            () = tokio::time::sleep(AT_LEAST) => {}
        }
        if app.streams.count() == 0 {
            watcher.mark(&app);
            continue;
        }
        if let Err(error) = watcher.look(&app).await {
            tracing::error!(%error, "looking for what is new failed");
        }
        tokio::select! {
            _ = stopping.changed() => break,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
    app.streams.close();
}
