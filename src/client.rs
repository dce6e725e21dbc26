//! Which network a request comes from, for limits: the connection's other end, or what trusted proxies say about it.
//!
//! Must never take an address from a header that nobody trusted wrote.

use crate::app::{App, Limit};
use crate::error::Error;
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::header::{CACHE_CONTROL, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ipnet::IpNet;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// Where a client learns which network the server takes it for, so that the settings of a proxy can be checked.
pub const CLIENT_ADDRESS: &str = "/health/client";

/// `GET /health/client`.
pub async fn show(Network(network): Network) -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], format!("{network}\n"))
}

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The network a request comes from, for handlers of servers' requests.
#[derive(Debug, Clone)]
pub struct Network(pub String);

impl FromRequestParts<Arc<App>> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self(network(parts, &app.config.server.trusted_proxies)))
    }
}

/// The network a request comes from, as a key for limits: an IPv4 address, or the 64 bits of an IPv6 network that one customer gets.
pub fn network(parts: &Parts, trusted: &[IpNet]) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    peer.map_or_else(|| "unknown".to_owned(), |peer| key(address(peer, &parts.headers, trusted)))
}

/// Turns those away who ask for more than their share (RFC 6585 §4), before anything is looked up for them: whoever floods us from one network
/// leaves the others their answers. Not counted is what has budgets of its own (deliveries), what has to answer always (health), and loopback,
/// where a proxy sits that nobody named.
pub async fn in_turn(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let client = peer.map(|peer| address(peer, &parts.headers, &app.config.server.trusted_proxies));
    let path = parts.uri.path();
    let apart = path.starts_with("/health") || (parts.method == Method::POST && path.starts_with("/ap/"));
    if let Some(client) = client.filter(|client| !apart && !client.to_canonical().is_loopback()) {
        let times = app.config.server.max_requests_per_minute;
        let limit = Limit { times, freely: times, within: Duration::from_secs(60) };
        if let Err(Error::TooMany { retry_after }) = app.requests.take(&key(client), limit, app.now()) {
            let text = "Zu viele Anfragen auf einmal. Bitte kurz warten. / Too many requests at once. Please wait a moment.\n";
            return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, retry_after.to_string())], text).into_response();
        }
    }
    next.run(Request::from_parts(parts, body)).await
}

/// Every proxy appends whom it heard from. Read from the end: the first address that is no proxy of ours is the client; whatever stands
/// before it may be invented.
fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(&address.to_canonical()));
    let mut client = peer;
    let lines: Vec<&str> = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok()).collect();
    let mut hops = lines.iter().rev().flat_map(|line| line.rsplit(',')).map(str::trim);
    while is_trusted(&client) {
        let Some(Some(before)) = hops.next().map(parse) else { break };
        client = before;
    }
    client
}

/// An address, with or without port and brackets.
fn parse(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

fn key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V6(address) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, lines: &[&str]) -> String {
        let trusted = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        let headers = lines.iter().map(|line| (FORWARDED_FOR, line.parse().unwrap())).collect();
        key(address(peer.parse().unwrap(), &headers, &trusted))
    }

    #[test]
    fn aut_38_only_trusted_proxies_say_whom_they_heard_from() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["192.0.2.66, 198.51.100.1, 10.0.0.2"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["192.0.2.66", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("::ffff:10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("fd00::1", &["[2001:db8:1:2:3::4]:443"]), "2001:db8:1:2::/64");
        assert_eq!(client("10.0.0.1", &["198.51.100.1, nonsense"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn aut_38_one_customer_is_one_network() {
        assert_eq!(client("2001:db8::1", &[]), client("2001:db8::ffff:2", &[]));
        assert_ne!(client("2001:db8::1", &[]), client("2001:db8:0:1::1", &[]));
    }
}
