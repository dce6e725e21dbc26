//! Limits on time, size and number.

use tokio::sync::Semaphore;

use super::peer::{Act, Peer, answer};
use super::*;

const HEAD: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

#[tokio::test]
async fn fet_16_trickling_body_ends_at_the_total_limit() {
    let peer = Peer::start(|_| Act::SendAndStall(format!("{HEAD}1\r\nx\r\n"))).await;
    assert_eq!(text(get(&hasty_client(), &peer.url("/")).await), "error-remote-timeout");
}

#[tokio::test]
async fn fet_16_redirects_share_one_deadline() {
    let peer = Peer::start(|request| {
        if request.starts_with("GET /a ") { answer("302 Found", "location: /b\r\n", "") } else { Act::SendAndStall(String::new()) }
    })
    .await;
    assert_eq!(text(get(&hasty_client(), &peer.url("/a")).await), "error-remote-timeout");
    assert_eq!(peer.requests().len(), 2);
}

#[tokio::test]
async fn fet_17_silence_after_connecting_and_in_tls() {
    let peer = Peer::start(|_| Act::SendAndStall(String::new())).await;
    let client = hasty_client();
    assert_eq!(text(get(&client, &peer.url("/")).await), "error-remote-timeout");
    assert_eq!(text(client.post(&url(&peer.url("/")), HeaderMap::new(), "{}".into()).await), "error-remote-timeout");
    let tls = peer.url("/").replace("http:", "https:");
    assert_eq!(text(get(&client, &tls).await), "error-remote-timeout");
}

#[tokio::test]
async fn fet_17_four_requests_at_once_for_each_host() {
    let gate = Arc::new(Semaphore::new(0));
    let shared = Arc::clone(&gate);
    let peer = Peer::start(move |_| Act::SendAfter(Arc::clone(&shared), "HTTP/1.1 204 No Content\r\n\r\n".to_owned())).await;
    let client = loopback_client();
    let address = peer.url("/");
    let fetches = futures_util::future::join_all((0..20).map(|_| get(&client, &address)));
    let opening = async {
        while peer.most_at_gate() < 4 {
            tokio::task::yield_now().await;
        }
        for _ in 0..20 {
            gate.add_permits(1);
            tokio::task::yield_now().await;
        }
    };
    let (results, ()) = tokio::join!(fetches, opening);
    assert!(results.into_iter().all(|result| result.unwrap().status == 204));
    assert_eq!((peer.most_at_gate(), peer.requests().len()), (4, 20));
}

#[tokio::test]
async fn fet_18_endless_and_announced_bodies_are_cut() {
    let peer = Peer::start(|_| Act::SendForEver(HEAD.to_owned(), format!("400\r\n{}\r\n", "x".repeat(1024)))).await;
    assert_eq!(text(get(&loopback_client(), &peer.url("/")).await), "error-remote-too-large");
    let peer = Peer::start(|_| Act::SendForEver("HTTP/1.1 200 OK\r\n\r\n".to_owned(), "x".repeat(1024))).await;
    assert_eq!(text(get(&loopback_client(), &peer.url("/")).await), "error-remote-too-large");
    let peer = Peer::start(|_| Act::SendForEver("HTTP/1.1 200 OK\r\nx: ".to_owned(), "x".repeat(1024))).await;
    assert_eq!(text(get(&loopback_client(), &peer.url("/")).await), "error-remote-unreachable");
}

#[tokio::test]
async fn fet_18_the_limit_itself_is_allowed() {
    let peer =
        Peer::start(|request| answer("200 OK", "", &"x".repeat(if request.starts_with("GET /fits") { 10_000 } else { 10_001 }))).await;
    assert_eq!(get(&loopback_client(), &peer.url("/fits")).await.unwrap().body.len(), 10_000);
    assert_eq!(text(get(&loopback_client(), &peer.url("/over")).await), "error-remote-too-large");
}

#[tokio::test]
async fn fet_20_wrong_lengths_end_cleanly() {
    let short = Peer::start(|_| Act::SendAndClose("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc".to_owned())).await;
    assert_eq!(text(get(&loopback_client(), &short.url("/")).await), "error-remote-unreachable");
    // The bytes behind the announced length would be taken for the next answer if the connection were used again.
    let long = Peer::start(|_| {
        Act::Send("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil".to_owned())
    })
    .await;
    let client = loopback_client();
    for _ in 0..2 {
        assert_eq!(get(&client, &long.url("/")).await.unwrap().body, "abc");
    }
    assert_eq!(long.connections(), 2);
    for lengths in ["content-length: 3\r\ncontent-length: 5\r\n", "content-length: -1\r\n", "content-length: x\r\n"] {
        let peer = Peer::start(move |_| Act::SendAndClose(format!("HTTP/1.1 200 OK\r\n{lengths}\r\nabcde"))).await;
        assert_eq!(text(get(&loopback_client(), &peer.url("/")).await), "error-remote-unreachable", "{lengths}");
    }
}

#[tokio::test]
async fn fet_20_length_and_chunks_together_are_not_mixed() {
    let both = "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n";
    let peer = Peer::start(move |_| Act::Send(both.to_owned())).await;
    // By RFC 9112, section 6.3, chunks win; refusing would be right as well. Never the three bytes.
    if let Ok(response) = get(&loopback_client(), &peer.url("/")).await {
        assert_eq!(response.body, "abcde");
    }
}

#[tokio::test]
async fn deliveries_return_the_status_whatever_the_body_does() {
    let peer = Peer::start(|request| match request.split(' ').nth(1) {
        Some("/stall") => Act::SendAndStall("HTTP/1.1 202 Accepted\r\ncontent-length: 10\r\n\r\nabc".to_owned()),
        Some("/endless") => Act::SendForEver("HTTP/1.1 500 Fault\r\n\r\n".to_owned(), "x".repeat(1024)),
        _ => answer("503 Busy", "retry-after: 7\r\n", "later"),
    })
    .await;
    let client = hasty_client();
    let post = async |path| client.post(&url(&peer.url(path)), HeaderMap::new(), "{}".into()).await.unwrap();
    let stalled = post("/stall").await;
    assert_eq!((stalled.status, &stalled.body[..]), (202, &b"abc"[..]));
    let endless = post("/endless").await;
    assert_eq!((endless.status, endless.body.len()), (500, 10_000));
    let busy = post("/busy").await;
    assert_eq!((busy.status, busy.is_success(), &busy.body[..]), (503, false, &b"later"[..]));
    assert_eq!(busy.retry_after(chrono::DateTime::UNIX_EPOCH), Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn connections_are_kept_and_refusals_are_clear() {
    let peer = Peer::start(|_| answer("200 OK", "content-type: application/activity+json\r\n", "{}")).await;
    let client = loopback_client();
    for _ in 0..3 {
        assert_eq!(get(&client, &peer.url("/")).await.unwrap().content_type(), Some(ACCEPT));
    }
    assert_eq!(peer.connections(), 1);
    // A port that was just freed: nobody listens.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert_eq!(text(get(&client, &format!("http://localhost:{free}/")).await), "error-remote-unreachable");
}
