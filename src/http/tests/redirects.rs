//! Redirects of a fetch, and none of a delivery.

use http::{HeaderValue, header};

use super::peer::{Act, Peer, answer};
use super::*;

fn redirect(status: u16, location: &str) -> Act {
    answer(&format!("{status} Moved"), &format!("location: {location}\r\n"), "")
}

/// Stands for a signature: names the URL that it was made for.
fn sign(url: &Url) -> Result<HeaderMap> {
    let value = HeaderValue::from_str(url.as_str()).map_err(Error::internal)?;
    Ok(HeaderMap::from_iter([(header::HeaderName::from_static("signature"), value)]))
}

#[tokio::test]
async fn fet_09_redirects_to_forbidden_places_are_refused() {
    for status in [301, 302, 303, 307, 308] {
        for place in
            ["http://10.0.0.1/", "https://a.example.org/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "http://user@localhost/"]
        {
            let peer = Peer::start(move |_| redirect(status, place)).await;
            assert_eq!(text(get(&loopback_client(), &peer.url("/")).await), "error-remote-redirect", "{status} {place}");
        }
    }
}

#[tokio::test]
async fn fet_09_refresh_is_not_a_redirect() {
    let canary = Peer::canary().await;
    let target = canary.url("/");
    let peer = Peer::start(move |_| answer("200 OK", &format!("refresh: 0; url={target}\r\nlocation: {target}\r\n"), "here")).await;
    assert_eq!(get(&loopback_client(), &peer.url("/")).await.unwrap().body, "here");
    assert_eq!(canary.connections(), 0);
}

#[tokio::test]
async fn fet_11_two_hops_at_most() {
    let peer = Peer::start(|request| {
        let hop: u32 = request.split(['/', ' ']).nth(2).unwrap().parse().unwrap();
        if hop == 2 { answer("200 OK", "", "arrived") } else { redirect(302, &format!("/{}", hop + 1)) }
    })
    .await;
    let response = get(&loopback_client(), &peer.url("/0#key")).await.unwrap();
    assert_eq!((response.url.as_str(), &response.body[..]), (peer.url("/2").as_str(), &b"arrived"[..]));
    assert_eq!(text(get(&loopback_client(), &peer.url("/3")).await), "error-remote-redirect");
    assert_eq!(peer.requests().len(), 3 + 3);
}

#[tokio::test]
async fn fet_11_no_url_twice() {
    let peer = Peer::start(|request| redirect(307, if request.starts_with("GET /a ") { "/b" } else { "/a#again" })).await;
    assert_eq!(text(get(&loopback_client(), &peer.url("/a")).await), "error-remote-redirect");
    assert_eq!(peer.requests().len(), 2);
    let peer = Peer::start(|_| redirect(301, "/self")).await;
    assert_eq!(text(get(&loopback_client(), &peer.url("/self")).await), "error-remote-redirect");
    assert_eq!(peer.requests().len(), 1);
}

#[tokio::test]
async fn fet_13_signed_anew_for_the_same_origin_only() {
    let other = Peer::start(|_| answer("200 OK", "", "other")).await;
    let target = other.url("/there");
    let peer = Peer::start(move |request| redirect(302, if request.starts_with("GET /a ") { "/b" } else { &target })).await;
    let response = loopback_client().get(&url(&peer.url("/a")), ACCEPT, &sign).await.unwrap();
    assert_eq!(response.body, "other");
    let requests = peer.requests();
    assert!(requests[0].contains(&format!("signature: {}\r\n", peer.url("/a"))), "{}", requests[0]);
    assert!(requests[1].contains(&format!("signature: {}\r\n", peer.url("/b"))), "{}", requests[1]);
    assert!(!other.requests()[0].to_lowercase().contains("signature"));
}

#[tokio::test]
async fn fet_13_a_failing_signature_stops_the_fetch() {
    let canary = Peer::canary().await;
    let refuse = |_: &Url| Err(Error::internal("no key"));
    let result = loopback_client().get(&url(&canary.url("/")), ACCEPT, &refuse).await;
    assert!(matches!(result, Err(Error::Internal(_))));
    assert_eq!(canary.connections(), 0);
}

#[tokio::test]
async fn fet_09_deliveries_are_never_redirected() {
    let canary = Peer::canary().await;
    let target = canary.url("/");
    let peer = Peer::start(move |_| redirect(307, &target)).await;
    let mut headers = sign(&url("http://localhost/")).unwrap();
    headers.insert(header::HOST, HeaderValue::from_static("victim.example.org"));
    let response = loopback_client().post(&url(&peer.url("/inbox")), headers, "{}".into()).await.unwrap();
    assert_eq!(response.status, 307);
    assert_eq!(canary.connections(), 0);
    let request = peer.requests().remove(0);
    assert!(request.starts_with("POST /inbox HTTP/1.1\r\n") && request.ends_with("\r\n\r\n{}"), "{request}");
    assert!(request.contains(&format!("host: localhost:{}\r\n", peer.port)) && !request.contains("victim"), "{request}");
}
