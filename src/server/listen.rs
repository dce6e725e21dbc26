//! The listening socket and the loop that takes connections from it.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::ServerSettings;
use super::connection::{self, Phase};
use super::per_address::PerAddress;
use crate::error::{Error, Result};

/// Pause after the system had no socket for us (too many open files): others have to close some first.
const ACCEPT_PAUSE: Duration = Duration::from_millis(250);

/// Opens the listening socket.
///
/// # Errors
/// [`Error::Unavailable`] that says what to do, for the command line.
pub async fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| Error::unavailable(advice(address, &error)))
}

/// What to do about an address that cannot be listened on.
pub(super) fn advice(address: SocketAddr, error: &io::Error) -> String {
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrInUse => {
            format!("{address} is in use by another program; stop that one, or set `server.listen` to another port")
        }
        ErrorKind::PermissionDenied => format!(
            "port {port} may not be opened by this user; set `server.listen` to a port from 1024 and put a reverse proxy in front, \
             or give the program the capability CAP_NET_BIND_SERVICE"
        ),
        ErrorKind::AddrNotAvailable => {
            format!("this machine has no address {}; set `server.listen` to one of its own, 127.0.0.1 or 0.0.0.0", address.ip())
        }
        _ => format!("cannot listen on {address}: {error}"),
    }
}

/// Serves the router on the listener until `shutdown` ends; then takes no more connections, lets running requests end, and returns.
///
/// # Errors
/// [`Error::Internal`] if the server was set up with no connections at all.
pub async fn serve(listener: TcpListener, router: Router, settings: ServerSettings, shutdown: impl Future<Output = ()>) -> Result<()> {
    let slots = Arc::new(Semaphore::new(settings.max_connections));
    let all_slots = u32::try_from(settings.max_connections).map_err(Error::internal)?;
    let per_address = PerAddress::new(settings.max_connections_per_address);
    let protocol = Arc::new(connection::protocol(&settings));
    let settings = Arc::new(settings);
    let (phase, observed) = watch::channel(Phase::Run);
    let mut shutdown = pin!(shutdown);
    loop {
        // A place first: when all are taken, new connections wait in the system's queue and cost us nothing.
        let accepted = async {
            let slot = Arc::clone(&slots).acquire_owned().await.map_err(Error::internal)?;
            Ok::<_, Error>((slot, accept(&listener).await))
        };
        let (slot, (socket, peer)) = tokio::select! {
            accepted = accepted => accepted?,
            () = shutdown.as_mut() => break,
        };
        let Ok(counted) = per_address.count(peer.ip()) else {
            tracing::debug!("connection refused: too many from one address");
            continue;
        };
        let (router, settings, protocol, observed) = (router.clone(), Arc::clone(&settings), Arc::clone(&protocol), observed.clone());
        tokio::spawn(async move {
            let _held = (slot, counted);
            connection::run(socket, peer, router, &protocol, &settings, observed).await;
        });
    }
    drop(listener);
    phase.send_replace(Phase::Drain);
    // Every place is free again when every connection has ended.
    if timeout(settings.stop_timeout, slots.acquire_many(all_slots)).await.is_err() {
        tracing::warn!(open = settings.max_connections - slots.available_permits(), "requests cut off: they did not end in time");
        phase.send_replace(Phase::Stop);
        let _ = timeout(ACCEPT_PAUSE, slots.acquire_many(all_slots)).await;
    }
    Ok(())
}

/// The next connection. Faults of one connection are passed over, faults of ours waited out.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((socket, peer)) => {
                // Answers are small; without this they may wait for an acknowledgement (Nagle's algorithm).
                let _ = socket.set_nodelay(true);
                return (socket, peer);
            }
            Err(error) => match error.kind() {
                ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused | ErrorKind::Interrupted => {}
                _ => {
                    tracing::warn!(%error, "cannot take a connection; waiting for free resources");
                    sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
}
