//! Streams of events that are open: whose they are, how many there may be, and telling them that there may be something new.
//!
//! A stream is told whom and what the news concern, never what they say: whoever holds it looks that up for the person who reads.

use crate::error::{Error, Result};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{broadcast, watch};

/// Streams of one session: a browser has some tabs.
const MOST_OF_SESSION: usize = 5;
/// News that a slow stream may be behind; then it is told that it missed some.
const BEHIND: usize = 64;
/// When to come again where there are too many, in seconds.
const LATER: u32 = 60;

/// Whom and what there may be news for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// People who were told something.
    pub people: BTreeSet<i64>,
    /// Beginnings of threads in which something was written.
    pub threads: BTreeSet<i64>,
    /// Sessions that ended.
    pub ended: BTreeSet<String>,
}

impl News {
    /// Whether they concern nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.threads.is_empty() && self.ended.is_empty()
    }
}

/// What a stream hears.
#[derive(Debug, Clone)]
pub enum Heard {
    /// There may be something new.
    News(Arc<News>),
    /// There was more than could be told: anything may be new.
    Missed,
    /// The stream has to end: its session did, or the program stops.
    End,
}

/// All streams of this process.
#[derive(Debug)]
pub struct Streams {
    /// How many each session has, by its digest.
    open: Mutex<HashMap<String, usize>>,
    /// How many there may be in all.
    most: usize,
    news: broadcast::Sender<Arc<News>>,
    closed: watch::Sender<bool>,
}

impl Streams {
    /// None yet, and at most so many in all.
    pub fn new(most: usize) -> Self {
        Self { open: Mutex::default(), most, news: broadcast::Sender::new(BEHIND), closed: watch::Sender::new(false) }
    }

    fn open_ones(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more stream of this session.
    ///
    /// # Errors
    /// `TooMany` when the session has enough; `Unavailable` when there are enough in all, or the program stops.
    pub fn open(self: &Arc<Self>, session: &str) -> Result<Stream> {
        let mut open = self.open_ones();
        if *self.closed.borrow() || open.values().sum::<usize>() >= self.most {
            return Err(Error::unavailable("no place for another stream of events"));
        }
        if open.get(session).is_some_and(|count| *count >= MOST_OF_SESSION) {
            return Err(Error::TooMany { retry_after: LATER });
        }
        *open.entry(session.to_owned()).or_default() += 1;
        Ok(Stream { session: session.to_owned(), streams: Arc::clone(self), news: self.news.subscribe(), closed: self.closed.subscribe() })
    }

    /// The sessions that have a stream, by their digests.
    pub fn sessions(&self) -> Vec<String> {
        self.open_ones().keys().cloned().collect()
    }

    /// How many streams are open.
    pub fn count(&self) -> usize {
        self.open_ones().values().sum()
    }

    /// Tells all streams.
    pub fn tell(&self, news: News) {
        // Nobody may be listening any more.
        let _ = self.news.send(Arc::new(news));
    }

    /// Ends all streams; there will be no more.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }
}

/// A stream; it counts until it is dropped.
#[derive(Debug)]
pub struct Stream {
    session: String,
    streams: Arc<Streams>,
    news: broadcast::Receiver<Arc<News>>,
    closed: watch::Receiver<bool>,
}

impl Stream {
    /// Waits for the next news.
    pub async fn hear(&mut self) -> Heard {
        let heard = tokio::select! {
            // The end comes before what there may still be to tell.
            biased;
            _ = self.closed.wait_for(|closed| *closed) => return Heard::End,
            heard = self.news.recv() => heard,
        };
        match heard {
            Ok(news) if news.ended.contains(&self.session) => Heard::End,
            Ok(news) => Heard::News(news),
            Err(broadcast::error::RecvError::Lagged(_)) => Heard::Missed,
            Err(broadcast::error::RecvError::Closed) => Heard::End,
        }
    }

    /// The digest of the session it belongs to.
    pub fn session(&self) -> &str {
        &self.session
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let mut open = self.streams.open_ones();
        match open.get_mut(&self.session) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(open.remove(&self.session)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_session_has_some_streams_and_all_have_some_more() {
        let streams = Arc::new(Streams::new(20));
        let mut held: Vec<Stream> = (0..MOST_OF_SESSION).map(|_| streams.open("a").unwrap()).collect();
        assert!(matches!(streams.open("a"), Err(Error::TooMany { .. })));
        drop(held.pop());
        held.push(streams.open("a").unwrap());
        for number in 0..20 - MOST_OF_SESSION {
            held.push(streams.open(&format!("b{number}")).unwrap());
        }
        assert!(matches!(streams.open("c"), Err(Error::Unavailable(_))));
        assert_eq!((streams.count(), streams.sessions().len()), (20, 20 - MOST_OF_SESSION + 1));
        drop(held);
        assert_eq!((streams.count(), streams.sessions().len()), (0, 0));
    }

    #[tokio::test]
    async fn streams_hear_of_news_and_of_their_end() {
        let streams = Arc::new(Streams::new(20));
        let (mut one, mut other) = (streams.open("a").unwrap(), streams.open("b").unwrap());
        streams.tell(News { people: [7].into(), ended: ["b".to_owned()].into(), ..News::default() });
        assert!(matches!(one.hear().await, Heard::News(news) if news.people.contains(&7)));
        assert!(matches!(other.hear().await, Heard::End), "its session ended");
        for person in 0..=BEHIND as i64 {
            streams.tell(News { people: [person].into(), ..News::default() });
        }
        assert!(matches!(one.hear().await, Heard::Missed));
        streams.close();
        assert!(matches!(one.hear().await, Heard::End));
        assert!(streams.open("a").is_err());
    }
}
