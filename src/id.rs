//! New ids, and every URL of this instance.
//!
//! An id is a 63-bit number: milliseconds since the epoch, then four bits for the node, then a twelve-bit sequence. As decimal strings
//! they sort like numbers, which Mastodon clients need. ActivityPub ids are URLs on neutral, permanent paths and are built here and nowhere
//! else; pages have their own paths in `web`.

use std::sync::atomic::{AtomicI64, Ordering};

/// Bits below the milliseconds.
const LOW_BITS: u32 = 16;
/// Bits of the sequence, below the node's four bits.
const SEQUENCE_BITS: u32 = 12;

/// Makes ids that only ever grow within this process, even when the clock is set back.
#[derive(Debug)]
pub struct IdGenerator {
    last: AtomicI64,
    node: AtomicI64,
}

impl IdGenerator {
    /// `node` is this process's number (0 to 15), leased in the database; `highest` the highest id already used.
    pub fn new(node: u8, highest: i64) -> Self {
        Self { last: AtomicI64::new(highest), node: AtomicI64::new(i64::from(node & 0x0f)) }
    }

    /// This process's node number.
    pub fn node(&self) -> u8 {
        u8::try_from(self.node.load(Ordering::Relaxed)).unwrap_or_default()
    }

    /// From now on this process has another number.
    pub fn set_node(&self, node: u8) {
        self.node.store(i64::from(node & 0x0f), Ordering::Relaxed);
    }

    /// The next id at this time (milliseconds since the epoch).
    pub fn next(&self, milliseconds: i64) -> i64 {
        let node = self.node.load(Ordering::Relaxed);
        let floor = (milliseconds << LOW_BITS) | (node << SEQUENCE_BITS);
        let mut previous = self.last.load(Ordering::Relaxed);
        loop {
            let next = if previous >= floor { Self::after(previous, node) } else { floor };
            match self.last.compare_exchange_weak(previous, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return next,
                Err(actual) => previous = actual,
            }
        }
    }

    /// The next id of this node after one of any node: the sequence counts up and carries into the milliseconds.
    const fn after(previous: i64, node: i64) -> i64 {
        let sequence_mask = (1 << SEQUENCE_BITS) - 1;
        let milliseconds = previous >> LOW_BITS;
        let same_node = (previous >> SEQUENCE_BITS) & 0x0f == node;
        let sequence = previous & sequence_mask;
        if same_node && sequence < sequence_mask { previous + 1 } else { ((milliseconds + 1) << LOW_BITS) | (node << SEQUENCE_BITS) }
    }
}

/// The smallest number that something can have which began at this time.
pub const fn first_id(milliseconds: i64) -> i64 {
    milliseconds << LOW_BITS
}

/// Builds the ActivityPub URLs of this instance and recognises them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urls {
    origin: String,
    host: String,
}

impl Urls {
    /// `origin` is scheme, host and port without a trailing slash, such as `https://rudi.example`.
    pub fn new(origin: &str) -> Self {
        let origin = origin.trim_end_matches('/').to_owned();
        let host = origin.split_once("://").map_or(origin.as_str(), |(_, rest)| rest).to_owned();
        Self { origin, host }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Host, with the port when it is not the scheme's default.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// A URL on this instance; `path` begins with a slash.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The id of a person, community or the server itself.
    pub fn actor(&self, id: i64) -> String {
        self.at(&format!("/ap/actors/{id}"))
    }

    /// A collection or endpoint of an actor, such as `followers`.
    pub fn of_actor(&self, id: i64, part: &str) -> String {
        self.at(&format!("/ap/actors/{id}/{part}"))
    }

    /// The id of an object.
    pub fn object(&self, id: i64) -> String {
        self.at(&format!("/ap/objects/{id}"))
    }

    /// A collection of an object, such as `context` or `replies`.
    pub fn of_object(&self, id: i64, part: &str) -> String {
        self.at(&format!("/ap/objects/{id}/{part}"))
    }

    /// The id of an activity.
    pub fn activity(&self, id: i64) -> String {
        self.at(&format!("/ap/activities/{id}"))
    }

    /// The inbox all actors of this instance share.
    pub fn shared_inbox(&self) -> String {
        self.at("/ap/inbox")
    }

    /// The collection "everybody signed in on this instance", which addresses local posts.
    pub fn local_audience(&self) -> String {
        self.at("/ap/local")
    }

    /// Whether this URL belongs to this instance.
    pub fn is_local(&self, url: &str) -> bool {
        url.strip_prefix(&self.origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }

    /// The actor's id in a URL of the form `…/ap/actors/{id}` or of one of its collections.
    pub fn actor_id(&self, url: &str) -> Option<i64> {
        self.number_after(url, "/ap/actors/")
    }

    /// The object's id in a URL of the form `…/ap/objects/{id}`.
    pub fn object_id(&self, url: &str) -> Option<i64> {
        self.number_after(url, "/ap/objects/")
    }

    fn number_after(&self, url: &str, prefix: &str) -> Option<i64> {
        let rest = url.strip_prefix(&self.origin)?.strip_prefix(prefix)?;
        rest.split(['/', '?', '#']).next()?.parse().ok()
    }
}

/// Scheme, host and port of a URL (FEP-fe34): who speaks for it. `None` for anything that is not plain http(s) with a host name.
pub fn origin_of(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    matches!(url.host(), Some(url::Host::Domain(_))).then(|| url.origin().ascii_serialization())
}

/// Host with port as it stands in handles and in the peer list: the port only when it is not the scheme's default.
pub fn host_of(url: &str) -> Option<String> {
    origin_of(url)?.split_once("://").map(|(_, host)| host.to_owned())
}

/// Whether two URLs have the same origin (FEP-fe34), so that one may speak for the other.
pub fn same_origin(one: &str, other: &str) -> bool {
    matches!((origin_of(one), origin_of(other)), (Some(one), Some(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_when_the_clock_goes_back() {
        let ids = IdGenerator::new(3, 0);
        let first = ids.next(1_000_000);
        let second = ids.next(999_000);
        assert!(second > first);
        assert_eq!((first >> 12) & 0x0f, 3);
        assert_eq!((second >> 12) & 0x0f, 3);
    }

    #[test]
    fn ids_keep_their_node_when_the_sequence_overflows() {
        let ids = IdGenerator::new(15, 0);
        let all: Vec<i64> = (0..10_000).map(|_| ids.next(5)).collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(all.iter().all(|id| (id >> 12) & 0x0f == 15));
    }

    #[test]
    fn prv_46_ids_tell_the_time_and_no_number_of_anything() {
        let (quiet, busy) = (IdGenerator::new(3, 0), IdGenerator::new(3, 0));
        for millisecond in 1_000..2_000 {
            assert_eq!(quiet.next(millisecond), busy.next(millisecond), "whatever was made before");
            for _ in 0..millisecond % 7 {
                busy.next(millisecond);
            }
        }
    }

    #[test]
    fn ids_start_above_the_highest_one_used() {
        assert!(IdGenerator::new(0, 7 << 40).next(1) > 7 << 40);
    }

    #[test]
    fn ori_13_and_ori_14_origins_are_scheme_host_and_port() {
        assert!(same_origin("https://a.example/x", "https://a.example:443/y"));
        assert!(!same_origin("https://a.example/x", "http://a.example/x"));
        assert!(!same_origin("https://a.example/x", "https://a.example:444/x"));
        assert!(!same_origin("https://1.2.3.4/a", "https://1.2.3.4/a"));
        assert!(!same_origin("https://victim@evil.example/", "https://evil.example/"));
    }

    #[test]
    fn urls_know_their_own() {
        let urls = Urls::new("https://rudi.example/");
        assert_eq!(urls.actor(7), "https://rudi.example/ap/actors/7");
        assert_eq!(urls.actor_id("https://rudi.example/ap/actors/7/followers"), Some(7));
        assert_eq!(urls.actor_id("https://rudi.example.evil/ap/actors/7"), None);
        assert!(!urls.is_local("https://rudi.example.evil/"));
        assert!(urls.is_local("https://rudi.example/ap/objects/1#x"));
    }
}
