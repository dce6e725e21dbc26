//! A peer that answers whatever a test wants, byte by byte.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// What the peer does after it has read a request.
#[derive(Clone)]
pub(super) enum Act {
    /// Sends the text and waits for the next request.
    Send(String),
    /// Sends the text and closes the connection.
    SendAndClose(String),
    /// Sends the text and then silence.
    SendAndStall(String),
    /// Sends the head, then the text again and again.
    SendForEver(String, String),
    /// Sends the text once the gate has a place.
    SendAfter(Arc<Semaphore>, String),
}

/// An answer with status line, headers (each ending in a line break) and body.
pub(super) fn answer(status: &str, headers: &str, body: &str) -> Act {
    Act::Send(format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()))
}

#[derive(Default)]
pub(super) struct Seen {
    requests: Mutex<Vec<String>>,
    connections: AtomicUsize,
    at_gate: AtomicUsize,
    most_at_gate: AtomicUsize,
}

/// A listener on loopback with a record of what reached it.
pub(super) struct Peer {
    pub(super) port: u16,
    seen: Arc<Seen>,
}

impl Peer {
    /// Starts a peer; `act` gets the head and body of each request.
    pub(super) async fn start(act: impl Fn(&str) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (seen, act) = (Arc::new(Seen::default()), Arc::new(act));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let (shared, act) = (Arc::clone(&shared), Arc::clone(&act));
                tokio::spawn(async move { talk(socket, &shared, &*act).await });
            }
        });
        Self { port, seen }
    }

    /// A peer that must never be reached.
    pub(super) async fn canary() -> Self {
        Self::start(|_| answer("200 OK", "", "canary")).await
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap().clone()
    }

    /// How many requests waited at a gate at the same time, at most.
    pub(super) fn most_at_gate(&self) -> usize {
        self.seen.most_at_gate.load(Ordering::SeqCst)
    }

    pub(super) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }
}

async fn talk(mut socket: TcpStream, seen: &Seen, act: &(dyn Fn(&str) -> Act + Send + Sync)) {
    while let Some(request) = read_request(&mut socket).await {
        seen.requests.lock().unwrap().push(request.clone());
        match act(&request) {
            Act::Send(text) => drop(socket.write_all(text.as_bytes()).await),
            Act::SendAndClose(text) => return drop(socket.write_all(text.as_bytes()).await),
            Act::SendAndStall(text) => {
                let _ = socket.write_all(text.as_bytes()).await;
                std::future::pending::<()>().await;
            }
            Act::SendAfter(gate, text) => {
                let waiting = seen.at_gate.fetch_add(1, Ordering::SeqCst) + 1;
                seen.most_at_gate.fetch_max(waiting, Ordering::SeqCst);
                gate.acquire().await.unwrap().forget();
                seen.at_gate.fetch_sub(1, Ordering::SeqCst);
                let _ = socket.write_all(text.as_bytes()).await;
            }
            Act::SendForEver(head, piece) => {
                let _ = socket.write_all(head.as_bytes()).await;
                while socket.write_all(piece.as_bytes()).await.is_ok() {
                    tokio::task::yield_now().await;
                }
                return;
            }
        }
    }
}

async fn read_request(socket: &mut TcpStream) -> Option<String> {
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.to_lowercase().split_once("content-length: ").and_then(|(_, rest)| rest.lines().next()?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        let count = socket.read(&mut piece).await.ok().filter(|count| *count > 0)?;
        request.extend_from_slice(&piece[..count]);
    }
}
