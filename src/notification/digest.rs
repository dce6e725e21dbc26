//! What a person missed: what waits for her, and what is new in each of her communities.

use super::model::{Notification, NotificationKind};
use super::seen::{self, Unread};
use crate::error::Result;
use crate::object::{Object, read};
use crate::store::Conn;
use crate::store::schema::notifications;
use crate::store::types::Timestamp;
use diesel::dsl::not;
use diesel::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// So many of the newest threads are looked through.
const THREADS: i64 = 300;
/// So many notifications that wait are shown.
const WAITING: i64 = 20;
/// What happens without anybody waiting for an answer to it.
const IN_PASSING: [NotificationKind; 4] =
    [NotificationKind::Reaction, NotificationKind::Follow, NotificationKind::Join, NotificationKind::Accepted];

/// What a person missed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Digest {
    /// Unread answers, mentions, reports, and what was decided about her; newest first.
    pub waiting: Vec<Notification>,
    /// By community, where most is new first.
    pub news: Vec<News>,
}

/// What is new in a community, or outside of all.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// The community; `None` for people and hashtags she follows.
    pub group_id: Option<i64>,
    /// Threads with something she has not seen, the liveliest first.
    pub threads: Vec<(Object, Unread)>,
    /// How many of them she never opened.
    pub beginnings: i64,
    /// How many comments are new in the others.
    pub comments: i64,
}

/// What a person missed since then. Only what she may read is in it.
pub fn digest(conn: &mut Conn, actor_id: i64, since: Timestamp, now: Timestamp) -> Result<Digest> {
    let waiting = notifications::table
        .filter(notifications::actor_id.eq(actor_id))
        .filter(not(notifications::read))
        .filter(notifications::kind.ne_all(IN_PASSING))
        .filter(notifications::created_at.ge(since))
        .order(notifications::id.desc())
        .limit(WAITING)
        .select(Notification::as_select())
        .load(conn)?;
    let threads = read::home(conn, actor_id, i64::MAX, THREADS)?;
    let unread = seen::unread(conn, actor_id, &threads, now)?;
    let mut news: HashMap<Option<i64>, News> = HashMap::new();
    for thread in threads.into_iter().filter(|thread| thread.latest_reply_at.unwrap_or(thread.published).max(thread.published) >= since) {
        let (beginnings, comments) = match unread.get(&thread.id) {
            Some(Unread::Whole) if thread.actor_id != actor_id => (1, 0),
            Some(Unread::Comments(count)) => (0, *count),
            _ => continue,
        };
        let group_id = thread.group_id;
        let empty = || News { group_id, threads: Vec::new(), beginnings: 0, comments: 0 };
        let news = news.entry(group_id).or_insert_with(empty);
        news.beginnings += beginnings;
        news.comments += comments;
        let what = unread[&thread.id];
        news.threads.push((thread, what));
    }
    let mut news: Vec<News> = news.into_values().collect();
    for news in &mut news {
        news.threads.sort_by_key(|(thread, _)| Reverse((thread.reply_count + thread.reaction_count, thread.id)));
    }
    news.sort_by_key(|news| (Reverse(news.beginnings + news.comments), news.group_id));
    Ok(Digest { waiting, news })
}
