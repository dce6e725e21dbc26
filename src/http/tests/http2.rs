//! Peers that speak HTTP/2, and badly: whatever they do, the answer is an error in time, the connection ends, and others are asked as before.

use std::sync::atomic::AtomicUsize;

use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf, split};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_rustls::rustls::ALL_VERSIONS;
use tokio_rustls::server::TlsStream;

use super::peer::{Peer, answer};
use super::tls::{Authority, listen};
use super::*;
use crate::tests::frames::{
    CALM, CONTINUATION, DATA, END_HEADERS, END_STREAM, Frame, GOAWAY, HEADERS, NEWEST, PADDED, PING, PREFACE, PRIORITY, PUSH_PROMISE,
    REFUSED, RST_STREAM, SETTINGS, STATUS_200, UNKNOWN, WINDOW_UPDATE, frame, header, kept, next,
};

/// Nothing here should take this long.
const PATIENCE: Duration = Duration::from_secs(60);
/// What no peer writes in the time that a request has: where time alone ends a connection, the number says that something does.
const MOST: usize = 2 << 30;
/// What a peer may write when the connection ends by a count: that, and what the sockets between us hold.
const FEW: usize = 16 * 1024 * 1024;

type Stream = TlsStream<TcpStream>;

/// What a peer does instead of answering.
#[derive(Clone)]
struct Attack {
    name: &'static str,
    /// Sent once.
    first: Vec<u8>,
    /// Sent again and again, until the connection ends.
    again: Vec<u8>,
    /// Whether the peer reads what is said to it meanwhile.
    reads: bool,
}

fn attack(name: &'static str, first: Vec<u8>, again: &[u8]) -> Attack {
    // Many at once: the peer should be faster than we are.
    let again = again.repeat(2_000_usize.div_ceil(again.len().max(1)));
    Attack { name, first, again, reads: true }
}

/// The begin of an answer, with the status alone.
fn status() -> Vec<u8> {
    frame(HEADERS, END_HEADERS, 1, STATUS_200)
}

/// Until the request is there. What came before are settings.
async fn request(stream: &mut Stream) -> Option<()> {
    let mut preface = vec![0; PREFACE.len()];
    stream.read_exact(&mut preface).await.ok()?;
    assert_eq!(preface, PREFACE, "not HTTP/2");
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).await.ok()?;
    while next(stream).await?.kind != HEADERS {}
    Some(())
}

/// Writes until the connection ends. Returns how many bytes that were.
async fn flood(mut writing: WriteHalf<Stream>, attack: &Attack) -> usize {
    let mut written = 0;
    if writing.write_all(&attack.first).await.is_ok() {
        written += attack.first.len();
        while !attack.again.is_empty() && writing.write_all(&attack.again).await.is_ok() {
            written += attack.again.len();
            assert!(written < MOST, "{}: nothing stops this", attack.name);
            tokio::task::yield_now().await;
        }
    }
    written
}

/// Reads until the connection ends. Returns why, if that was said.
async fn listen_for_the_end(mut reading: ReadHalf<Stream>) -> Option<u32> {
    let mut code = None;
    while let Some(frame) = next(&mut reading).await {
        code = frame.code().filter(|_| frame.kind == GOAWAY).or(code);
    }
    code
}

/// What became of a connection: the bytes that could be written, and the reason for its end.
type Ended = (usize, Option<u32>);

async fn attacker(authority: &Authority, attack: Attack) -> (u16, mpsc::UnboundedReceiver<Ended>) {
    let (sender, ended) = mpsc::unbounded_channel();
    let talk = move |shaken: io::Result<Stream>| {
        let (sender, attack) = (sender.clone(), attack.clone());
        async move {
            let mut stream = shaken.unwrap();
            if request(&mut stream).await.is_none() {
                return;
            }
            let (reading, writing) = split(stream);
            let outcome = if attack.reads {
                tokio::join!(flood(writing, &attack), listen_for_the_end(reading))
            } else {
                (flood(writing, &attack).await, None)
            };
            let _ = sender.send(outcome);
        }
    };
    (listen(authority.certify("localhost").server(ALL_VERSIONS, &["h2"]), talk).await, ended)
}

/// A client with limits that a test can wait for; what is idle is left soon, and so is who takes nothing.
fn client(authority: &Authority) -> Client {
    let limits = Settings { total_timeout: Duration::from_secs(3), ..settings(Mode::Loopback) };
    let soon = Duration::from_millis(300);
    authority.trusting(limits, |builder| {
        let mut builder = builder.pool_idle_timeout(soon);
        #[cfg(target_os = "linux")]
        {
            builder = builder.tcp_user_timeout(soon);
        }
        builder
    })
}

/// Asks a peer that attacks, and then another one by the same client. Returns the text of the error and what became of the connection.
async fn asked(attack: Attack) -> (&'static str, Ended) {
    let name = attack.name;
    let authority = Authority::new();
    let (port, mut ended) = attacker(&authority, attack).await;
    let client = client(&authority);
    let error = text(get(&client, &format!("https://localhost:{port}/secret")).await);
    let ended = timeout(PATIENCE, ended.recv()).await.unwrap_or_else(|_| panic!("{name}: the connection never ends")).unwrap();
    let other = Peer::start(|_| answer("200 OK", "", "well")).await;
    assert_eq!(get(&client, &other.url("/")).await.unwrap().body, "well", "{name}");
    (error, ended)
}

#[tokio::test]
async fn fet_31_what_is_sent_too_often_ends_the_connection_at_once() {
    let head = |flags| frame(HEADERS, flags, 1, STATUS_200);
    let attacks = [
        attack("DATA without data", status(), &frame(DATA, 0, 1, &[])),
        attack("DATA of padding", status(), &frame(DATA, PADDED, 1, &[3, 0, 0, 0])),
        attack("CONTINUATION", head(0), &frame(CONTINUATION, 0, 1, &header("x", "y"))),
        attack("CONTINUATION without headers", head(0), &frame(CONTINUATION, 0, 1, &[])),
    ];
    for attack in attacks {
        let name = attack.name;
        let (error, (written, code)) = asked(attack).await;
        // Whoever is in the middle of writing may miss the reason.
        assert!(error == "error-remote-unreachable" && code.is_none_or(|code| code == CALM), "{name}: {error}, {code:?}");
        assert!(written < FEW, "{name}: {written}");
    }
}

#[tokio::test]
async fn fet_31_frames_out_of_order_are_refused() {
    let promise = [&2_u32.to_be_bytes()[..], &[0x82, 0x87, 0x84]].concat();
    for attack in [
        attack("CONTINUATION alone", Vec::new(), &frame(CONTINUATION, END_HEADERS, 1, STATUS_200)),
        attack("DATA before HEADERS", Vec::new(), &frame(DATA, 0, 1, b"{}")),
        attack("PUSH_PROMISE, which was switched off", Vec::new(), &frame(PUSH_PROMISE, END_HEADERS, 1, &promise)),
        attack("an answer nobody asked for", Vec::new(), &frame(HEADERS, END_HEADERS, 7, STATUS_200)),
        attack("a frame larger than agreed", Vec::new(), &frame(DATA, 0, 1, &[0; 20_000])),
        attack("SETTINGS that are none", Vec::new(), &frame(SETTINGS, 0, 0, &[1, 2, 3])),
        attack("a window that overflows", Vec::new(), &frame(WINDOW_UPDATE, 0, 0, &0x7fff_ffff_u32.to_be_bytes())),
        attack("a table that does not exist", Vec::new(), &frame(HEADERS, END_HEADERS, 1, &[NEWEST])),
    ] {
        let name = attack.name;
        let (error, (written, code)) = asked(attack).await;
        assert_eq!(error, "error-remote-unreachable", "{name}");
        assert!(written < FEW && code != Some(0), "{name}: {written}, {code:?}");
    }
}

#[tokio::test]
async fn fet_31_floods_that_are_allowed_end_with_the_time_of_the_request() {
    let early = frame(HEADERS, END_HEADERS, 1, &[&[0x08, 3][..], b"103"].concat());
    let mut attacks = vec![
        attack("SETTINGS", Vec::new(), &frame(SETTINGS, 0, 0, &[])),
        attack("PING", Vec::new(), &frame(PING, 0, 0, &[7; 8])),
        attack("PRIORITY", Vec::new(), &frame(PRIORITY, 0, 1, &[0, 0, 0, 3, 16])),
        attack("frames of an unknown type", Vec::new(), &frame(UNKNOWN, 0, 0, &[0; 16])),
        attack("answers that are none yet", Vec::new(), &early),
        attack("nothing", Vec::new(), &[]),
        attack("nothing after the status", status(), &[]),
    ];
    // Elsewhere nothing says how long the system waits for somebody who takes nothing.
    if cfg!(target_os = "linux") {
        let deaf = attacks[..2].to_vec();
        attacks.extend(deaf.into_iter().map(|attack| Attack { reads: false, ..attack }));
    }
    // Side by side: each of them takes all the time there is.
    let asked = attacks.into_iter().map(async |attack| (attack.name, asked(attack).await));
    for (name, (error, (written, _))) in futures_util::future::join_all(asked).await {
        assert!(matches!(error, "error-remote-timeout" | "error-remote-unreachable"), "{name}: {error}");
        assert!(written < MOST, "{name}: {written}");
    }
}

#[tokio::test]
async fn fet_31_bodies_and_headers_over_the_limit_are_not_read() {
    let bomb = [STATUS_200, &kept("a", &"b".repeat(100)), &[NEWEST].repeat(16_000)].concat();
    let large = [STATUS_200, &header("x", &"y".repeat(120)).repeat(130)].concat();
    let more = frame(CONTINUATION, 0, 1, &header("x", &"y".repeat(120)).repeat(130));
    let rest = [more.repeat(4), frame(CONTINUATION, END_HEADERS, 1, &[])].concat();
    for (name, first, again, expected) in [
        ("a body without end", status(), frame(DATA, 0, 1, &[b'x'; 1_000]), "error-remote-too-large"),
        ("a body byte by byte", status(), frame(DATA, 0, 1, b"x"), "error-remote-too-large"),
        ("two megabytes of headers in one frame", frame(HEADERS, END_HEADERS, 1, &bomb), Vec::new(), "error-remote-unreachable"),
        ("headers without end", frame(HEADERS, 0, 1, &large), more.clone(), "error-remote-unreachable"),
        ("headers over many frames", [frame(HEADERS, 0, 1, &large), rest].concat(), Vec::new(), "error-remote-unreachable"),
    ] {
        let (error, (written, _)) = asked(attack(name, first, &again)).await;
        assert_eq!(error, expected, "{name}");
        // Whoever goes on with what nobody wants is left when the connection is idle.
        assert!(written < MOST, "{name}: {written}");
    }
}

#[tokio::test]
async fn fet_31_an_answer_that_is_taken_back_is_an_error() {
    let reset = frame(RST_STREAM, 0, 1, &2_u32.to_be_bytes());
    let farewell = frame(GOAWAY, 0, 0, &[0_u32.to_be_bytes(), 2_u32.to_be_bytes()].concat());
    let cut = [status(), frame(DATA, 0, 1, b"{"), reset.clone()].concat();
    for (name, first) in [("RST_STREAM", reset), ("RST_STREAM in a body", cut), ("GOAWAY", farewell)] {
        let (error, _) = asked(attack(name, first, &[])).await;
        assert_eq!(error, "error-remote-unreachable", "{name}");
    }
}

/// "Not processed, try again" (RFC 9113, section 8.7) is believed a few times, not for ever.
#[tokio::test]
async fn fet_31_a_peer_that_refuses_is_not_asked_again_and_again() {
    let authority = Authority::new();
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&requests);
    let talk = move |shaken: io::Result<Stream>| {
        let counter = Arc::clone(&counter);
        async move {
            let mut stream = shaken.unwrap();
            let _ = stream.write_all(&frame(SETTINGS, 0, 0, &[])).await;
            let mut preface = vec![0; PREFACE.len()];
            let _ = stream.read_exact(&mut preface).await;
            while let Some(Frame { kind, stream: number, .. }) = next(&mut stream).await {
                if kind == HEADERS {
                    counter.fetch_add(1, Ordering::SeqCst);
                    let _ = stream.write_all(&frame(RST_STREAM, 0, number, &REFUSED.to_be_bytes())).await;
                }
            }
        }
    };
    let port = listen(authority.certify("localhost").server(ALL_VERSIONS, &["h2"]), talk).await;
    let client = client(&authority);
    assert_eq!(text(get(&client, &format!("https://localhost:{port}/")).await), "error-remote-unreachable");
    assert!(requests.load(Ordering::SeqCst) <= 3, "{requests:?}");
}

#[tokio::test]
async fn fet_31_a_peer_that_speaks_well_is_understood() {
    let authority = Authority::new();
    let talk = |shaken: io::Result<Stream>| async move {
        let mut stream = shaken.unwrap();
        if request(&mut stream).await.is_some() {
            let answer = [status(), frame(DATA, END_STREAM, 1, b"well")].concat();
            let _ = stream.write_all(&answer).await;
            while next(&mut stream).await.is_some() {}
        }
    };
    let port = listen(authority.certify("localhost").server(ALL_VERSIONS, &["h2"]), talk).await;
    assert_eq!(get(&client(&authority), &format!("https://localhost:{port}/")).await.unwrap().body, "well");
}
