//! Clients that speak HTTP/2, and badly: each of them ends, and others are served meanwhile.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::routing::get as on_get;
use bytes::Bytes;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;

use super::super::connection::MAX_STREAMS;
use super::*;
use crate::tests::frames::{
    ACK, CALM, CANCEL, CONTINUATION, DATA, END_HEADERS, END_STREAM, Frame, GET, GOAWAY, HEADERS, NEWEST, PING, POST, PREFACE, PRIORITY,
    REFUSED, RST_STREAM, SETTINGS, UNKNOWN, WINDOW_UPDATE, frame, header, kept, next,
};

/// More than the buffers between two sockets, and the limits of a connection, hold together.
const FEW: usize = 16 * 1024 * 1024;

/// A server that says hello, takes bodies, and has one page that never comes; with the number of requests it saw.
async fn server(settings: ServerSettings) -> (Running, Arc<AtomicUsize>) {
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&seen);
    let never = on_get(async move || {
        counter.fetch_add(1, Ordering::SeqCst);
        pending::<&str>().await
    });
    let router = Router::new().route("/", on_get(async || "hello").post(async |body: Bytes| body.len().to_string())).route("/never", never);
    (Running::start(router, settings).await, seen)
}

/// A page by its path: as [`GET`], with another one instead of `/`.
fn get_path(path: &str) -> Vec<u8> {
    [&[0x82, 0x86, 0x04, u8::try_from(path.len()).unwrap()], path.as_bytes()].concat()
}

/// Streams of clients have odd numbers.
fn stream(number: u32) -> u32 {
    2 * number + 1
}

/// A connection on which both have said that they speak HTTP/2.
async fn connect(server: &Running) -> (OwnedReadHalf, OwnedWriteHalf) {
    let mut socket = server.connect().await;
    socket.write_all(&[PREFACE, &frame(SETTINGS, 0, 0, &[]), &frame(SETTINGS, ACK, 0, &[])].concat()).await.unwrap();
    socket.into_split()
}

/// Writes `first`, then `again` and again until the connection ends. Returns how many bytes that were.
async fn flood(writing: &mut OwnedWriteHalf, first: &[u8], again: &[u8]) -> usize {
    let mut written = first.len();
    if writing.write_all(first).await.is_ok() && !again.is_empty() {
        while writing.write_all(again).await.is_ok() {
            written += again.len();
            tokio::task::yield_now().await;
        }
    }
    written
}

/// Everything until the connection ends.
async fn frames(mut reading: OwnedReadHalf) -> Vec<Frame> {
    let mut frames = Vec::new();
    while let Some(frame) = timeout(PATIENCE, next(&mut reading)).await.expect("the connection never ends") {
        // How these are answered says nothing.
        if !matches!(frame.kind, PING | SETTINGS | WINDOW_UPDATE) {
            frames.push(frame);
        }
    }
    frames
}

/// Attacks on one connection; on others the server says hello meanwhile. Returns what could be written, and what the server answered.
async fn attacked(server: &Running, first: &[u8], again: &[u8]) -> (usize, Vec<Frame>) {
    // Kept open where nothing is left to say: the end is for the server to make.
    let (reading, mut writing) = connect(server).await;
    let others = async {
        for _ in 0..5 {
            assert!(server.ask(&get("/")).await.ends_with("hello"), "others are not served");
        }
    };
    let (written, frames, ()) = tokio::join!(timeout(PATIENCE, flood(&mut writing, first, again)), frames(reading), others);
    (written.expect("the connection takes more and more"), frames)
}

/// The reason the server gave for the end of a connection, if it could be heard.
fn farewell(frames: &[Frame]) -> Option<u32> {
    frames.iter().rev().find(|frame| frame.kind == GOAWAY).and_then(Frame::code)
}

/// For clients that keep to the rules except in how much there is.
fn soon() -> ServerSettings {
    ServerSettings { header_timeout: SOON, idle_timeout: SOON, ..Default::default() }
}

#[tokio::test]
async fn api_22_rapid_resets_end_the_connection() {
    let (server, seen) = server(ServerSettings::default()).await;
    let pairs = (0..2_000).flat_map(|number| {
        let open = frame(HEADERS, END_HEADERS | END_STREAM, stream(number), &get_path("/never"));
        [open, frame(RST_STREAM, 0, stream(number), &CANCEL.to_be_bytes())].concat()
    });
    let (_, frames) = attacked(&server, &pairs.collect::<Vec<u8>>(), &[]).await;
    assert!(farewell(&frames).is_none_or(|code| code == CALM), "{frames:?}");
    assert!(seen.load(Ordering::SeqCst) < 2_000, "{seen:?}");
}

/// Tells when it is dropped.
struct Dropped(mpsc::UnboundedSender<bool>);

impl Drop for Dropped {
    fn drop(&mut self) {
        let _ = self.0.send(false);
    }
}

#[tokio::test]
async fn api_22_a_reset_ends_the_work() {
    let (sender, mut work) = mpsc::unbounded_channel();
    let page = on_get(move || {
        let _ = sender.send(true);
        let guard = Dropped(sender.clone());
        async move {
            pending::<()>().await;
            drop(guard);
        }
    });
    let server = Running::start(Router::new().route("/", page), ServerSettings::default()).await;
    let (reading, mut writing) = connect(&server).await;
    // Slowly enough to be taken for somebody who changes her mind.
    for number in 0..300 {
        writing.write_all(&frame(HEADERS, END_HEADERS | END_STREAM, stream(number), GET)).await.unwrap();
        assert_eq!(timeout(PATIENCE, work.recv()).await.expect("not begun"), Some(true), "{number}");
        writing.write_all(&frame(RST_STREAM, 0, stream(number), &CANCEL.to_be_bytes())).await.unwrap();
        assert_eq!(timeout(PATIENCE, work.recv()).await.expect("goes on"), Some(false), "{number}");
    }
    drop((reading, writing));
}

#[tokio::test]
async fn api_22_of_many_streams_as_many_run_as_were_agreed() {
    let (server, seen) = server(ServerSettings::default()).await;
    let (mut reading, mut writing) = connect(&server).await;
    let open = |numbers: std::ops::Range<u32>| {
        numbers.flat_map(|number| frame(HEADERS, END_HEADERS | END_STREAM, stream(number), &get_path("/never"))).collect::<Vec<u8>>()
    };
    let many = open(0..1_000);
    let (written, refused) = tokio::join!(writing.write_all(&many), async {
        let mut refused = 0;
        while refused < 1_000 - MAX_STREAMS {
            let frame = timeout(PATIENCE, next(&mut reading)).await.expect("no answer").expect("closed");
            refused += u32::from(frame.kind == RST_STREAM && frame.code() == Some(REFUSED));
        }
        refused
    });
    written.unwrap();
    assert_eq!(refused, 1_000 - MAX_STREAMS);
    assert!(server.ask(&get("/")).await.ends_with("hello"), "others are not served");
    assert!(seen.load(Ordering::SeqCst) <= MAX_STREAMS as usize, "{seen:?}");
    // Whoever goes on like that is not listened to any more.
    let _ = writing.write_all(&open(1_000..2_000)).await;
    let frames = frames(reading).await;
    assert!(farewell(&frames).is_none_or(|code| code == CALM), "{:?}", farewell(&frames));
    assert!(seen.load(Ordering::SeqCst) <= MAX_STREAMS as usize, "{seen:?}");
}

#[tokio::test]
async fn api_22_what_is_sent_too_often_ends_the_connection_at_once() {
    let large = header("x", &"y".repeat(120)).repeat(130);
    let head = frame(HEADERS, 0, 1, GET);
    for (name, first, again) in [
        ("CONTINUATION", head.clone(), frame(CONTINUATION, 0, 1, &header("x", "y"))),
        ("CONTINUATION without headers", head.clone(), frame(CONTINUATION, 0, 1, &[])),
        ("CONTINUATION of large headers", head, frame(CONTINUATION, 0, 1, &large)),
        ("DATA without data", frame(HEADERS, END_HEADERS, 1, POST), frame(DATA, 0, 1, &[])),
    ] {
        // With the normal limits on time: it is not them that end this.
        let (server, _) = server(ServerSettings::default()).await;
        let (written, frames) = attacked(&server, &first, &again.repeat(1_000_usize.div_ceil(again.len()))).await;
        assert!(written < FEW, "{name}: {written}");
        assert!(farewell(&frames) != Some(0) && !frames.iter().any(|frame| frame.kind == HEADERS), "{name}: {frames:?}");
    }
}

#[tokio::test]
async fn api_22_floods_that_are_allowed_end_with_the_time_of_a_silent_connection() {
    for (name, again) in [
        ("SETTINGS", frame(SETTINGS, 0, 0, &[])),
        ("PING", frame(PING, 0, 0, &[7; 8])),
        ("PRIORITY", frame(PRIORITY, 0, 1, &[0, 0, 0, 3, 16])),
        ("frames of an unknown type", frame(UNKNOWN, 0, 0, &[0; 16])),
    ] {
        let (server, _) = server(soon()).await;
        let again = again.repeat(50);
        let (_, frames) = attacked(&server, &[], &again).await;
        assert!(frames.iter().all(|frame| frame.kind == GOAWAY), "{name}: {frames:?}");
        // And of somebody who never reads the answers.
        let (_reading, mut writing) = connect(&server).await;
        timeout(PATIENCE, flood(&mut writing, &[], &again)).await.unwrap_or_else(|_| panic!("{name}: the connection never ends"));
    }
}

#[tokio::test]
async fn api_22_headers_over_the_limit_reach_nobody() {
    /// 431 "Request Header Fields Too Large", as text and in the code of RFC 7541, appendix B.
    const TOO_LARGE: [&[u8; 3]; 2] = [b"431", b"\x69\x90\xff"];
    let (server, seen) = server(ServerSettings { header_timeout: 5 * SOON, ..soon() }).await;
    let bomb = [&get_path("/never")[..], &kept("a", &"b".repeat(100)), &[NEWEST].repeat(16_000)].concat();
    let (written, frames) = attacked(&server, &frame(HEADERS, END_HEADERS | END_STREAM, 1, &bomb), &[]).await;
    assert!(written < FEW && seen.load(Ordering::SeqCst) == 0, "{written}, {seen:?}");
    let told = frames.iter().all(|frame| match frame.kind {
        HEADERS => frame.payload.windows(3).any(|code| TOO_LARGE.iter().any(|known| known[..] == *code)),
        kind => matches!(kind, RST_STREAM | GOAWAY),
    });
    assert!(told, "{frames:?}");
    // What fits is answered.
    let fits = [GET, &header("host", "localhost"), &header("a", &"b".repeat(100)).repeat(100)].concat();
    let (_, frames) = attacked(&server, &frame(HEADERS, END_HEADERS | END_STREAM, 1, &fits), &[]).await;
    assert!(frames.iter().any(|frame| frame.kind == DATA && frame.payload == b"hello"), "{frames:?}");
}

#[tokio::test]
async fn api_22_answers_that_nobody_lets_leave_end_the_connection() {
    let (server, _) = server(ServerSettings { answer_timeout: SOON, ..Default::default() }).await;
    // A window of nothing (RFC 9113, section 6.5.2), and an answer to every question whether the client still lives.
    let mut socket = server.connect().await;
    let no_window = frame(SETTINGS, 0, 0, &[0, 4, 0, 0, 0, 0]);
    socket.write_all(&[PREFACE, &no_window, &frame(SETTINGS, ACK, 0, &[])].concat()).await.unwrap();
    let asked: Vec<u8> = (0..10).flat_map(|number| frame(HEADERS, END_HEADERS | END_STREAM, stream(number), GET)).collect();
    socket.write_all(&asked).await.unwrap();
    let (mut reading, mut writing) = socket.into_split();
    let mut heads = 0;
    while let Some(read) = timeout(PATIENCE, next(&mut reading)).await.expect("the connection never ends") {
        match read.kind {
            HEADERS => heads += 1,
            PING if read.flags & ACK == 0 => writing.write_all(&frame(PING, ACK, 0, &read.payload)).await.unwrap(),
            DATA => assert!(read.payload.is_empty(), "there is no window for {read:?}"),
            _ => {}
        }
    }
    assert!(heads > 0);
}
