//! From names to addresses. The addresses pass the guard here, at the moment of connecting: a name that changes its addresses between
//! two looks (DNS rebinding) gains nothing, because the address that is checked is the one that is connected to.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::Semaphore;

use super::guard::{Guard, Mode, is_localhost};

/// How many addresses of one name are tried at most.
const MAX_ADDRESSES: usize = 16;

/// How many look-ups of the operating system may run at once; each holds a thread until it ends, even when nobody waits any more.
const MAX_LOOKUPS: usize = 32;

/// Finds the addresses of a name.
pub trait Resolve: Send + Sync + 'static {
    /// All addresses of the name, in the order they should be tried. The guard filters them afterwards.
    fn resolve(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// The operating system's resolver.
#[derive(Debug, Clone)]
pub struct SystemResolver {
    slots: Arc<Semaphore>,
}

impl SystemResolver {
    /// A resolver with its own bound on look-ups at a time.
    pub fn new() -> Self {
        Self { slots: Arc::new(Semaphore::new(MAX_LOOKUPS)) }
    }
}

impl Default for SystemResolver {
    fn default() -> Self {
        Self::new()
    }
}

impl Resolve for SystemResolver {
    fn resolve(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let (slots, name) = (Arc::clone(&self.slots), name.to_owned());
        Box::pin(async move {
            let slot = slots.acquire_owned().await.map_err(io::Error::other)?;
            let lookup = tokio::task::spawn_blocking(move || {
                // The slot stays taken as long as the thread does, not as long as the caller waits.
                let _slot = slot;
                (name.as_str(), 0).to_socket_addrs().map(|addresses| addresses.map(|address| address.ip()).collect())
            });
            lookup.await.map_err(io::Error::other)?
        })
    }
}

/// Why a name led to no connection.
#[derive(Debug)]
pub(super) enum LookupError {
    /// The name has addresses, but the guard refuses every one.
    Forbidden,
    /// The name has no address, or could not be looked up.
    Failed(io::Error),
    /// The look-up took too long.
    Slow,
}

impl fmt::Display for LookupError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden => formatter.write_str("no address of the name may be reached"),
            Self::Failed(cause) => write!(formatter, "name not found: {cause}"),
            Self::Slow => formatter.write_str("looking up the name took too long"),
        }
    }
}

impl std::error::Error for LookupError {}

/// The resolver under guard, in the shape of reqwest.
#[derive(Clone)]
pub(super) struct GuardedResolver {
    pub(super) guard: Guard,
    pub(super) resolver: Arc<dyn Resolve>,
    /// Longest time for one look-up.
    pub(super) limit: Duration,
}

impl GuardedResolver {
    /// The addresses that may be connected to, at most [`MAX_ADDRESSES`], at least one.
    pub(super) async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, LookupError> {
        if self.guard.mode == Mode::Loopback && is_localhost(name) {
            return Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]);
        }
        let lookup = tokio::time::timeout(self.limit, self.resolver.resolve(name));
        let found = lookup.await.map_err(|_| LookupError::Slow)?.map_err(LookupError::Failed)?;
        if found.is_empty() {
            return Err(LookupError::Failed(io::ErrorKind::NotFound.into()));
        }
        let allowed: Vec<_> = found.into_iter().filter(|address| self.guard.allows_address(*address)).take(MAX_ADDRESSES).collect();
        if allowed.is_empty() { Err(LookupError::Forbidden) } else { Ok(allowed) }
    }
}

impl reqwest::dns::Resolve for GuardedResolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let this = self.clone();
        Box::pin(async move {
            let addresses = this.addresses(name.as_str()).await?;
            // Port 0 means: the port of the URL.
            Ok(Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0))) as reqwest::dns::Addrs)
        })
    }
}
