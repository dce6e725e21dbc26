//! A bound on how much runs at once against one server, so that a slow one cannot take every socket.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Error, Result};

/// So many entries may stay before unused ones are cleared away.
const KEPT: usize = 64;

/// One semaphore for each server that is being asked right now.
#[derive(Debug)]
pub(super) struct PerHost {
    limit: usize,
    hosts: Mutex<Hosts>,
}

#[derive(Debug)]
struct Hosts {
    slots: HashMap<String, Weak<Semaphore>>,
    clear_at: usize,
}

impl PerHost {
    /// At most `limit` permits for each server.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, hosts: Mutex::new(Hosts { slots: HashMap::new(), clear_at: KEPT }) }
    }

    /// Waits for a free place at the server. The place is free again when the permit is dropped.
    pub(super) async fn acquire(&self, host: &str) -> Result<OwnedSemaphorePermit> {
        let slots = self.slots(host);
        slots.acquire_owned().await.map_err(Error::internal)
    }

    fn slots(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slots) = hosts.slots.get(host).and_then(Weak::upgrade) {
            return slots;
        }
        // Permits and waiters keep their semaphore alive; what nobody holds is cleared away. Doubling the mark keeps this cheap.
        if hosts.slots.len() >= hosts.clear_at {
            hosts.slots.retain(|_, slots| slots.strong_count() > 0);
            hosts.clear_at = KEPT.max(hosts.slots.len() * 2);
        }
        let slots = Arc::new(Semaphore::new(self.limit));
        hosts.slots.insert(host.to_owned(), Arc::downgrade(&slots));
        slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn fet_17_at_most_the_limit_for_each_host() {
        let per_host = PerHost::new(2);
        let first = per_host.acquire("a.example").await.unwrap();
        let _second = per_host.acquire("a.example").await.unwrap();
        assert_eq!(per_host.slots("a.example").available_permits(), 0);
        assert!(per_host.acquire("b.example").await.is_ok());
        drop(first);
        assert_eq!(per_host.slots("a.example").available_permits(), 1);
    }

    #[tokio::test]
    async fn fet_17_memory_is_bound_by_hosts_in_use() {
        let per_host = PerHost::new(1);
        let _used = per_host.acquire("used.example").await.unwrap();
        for number in 0..10_000 {
            let _passing = per_host.acquire(&format!("host-{number}.example")).await.unwrap();
        }
        assert!(per_host.hosts.lock().unwrap().slots.len() <= KEPT + 1);
        assert_eq!(per_host.slots("used.example").available_permits(), 0);
    }
}
