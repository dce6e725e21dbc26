//! The server over loopback sockets, with limits short enough to wait for.

mod answers;
mod http2;
mod sockets;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::{ServerSettings, bind, layers, serve};
use crate::error::Result;

/// Nothing in these tests should take this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// Short enough to wait for.
const SOON: Duration = Duration::from_millis(200);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<Result<()>>,
}

impl Running {
    async fn start(router: Router, settings: ServerSettings) -> Self {
        let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let router = layers(router, &settings);
        let shutdown = async move { drop(stopped.await) };
        Self { address, stop, server: tokio::spawn(serve(listener, router, settings, shutdown)) }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends the text on a new connection and reads until the server closes it.
    async fn ask(&self, request: &str) -> String {
        let mut socket = self.connect().await;
        socket.write_all(request.as_bytes()).await.unwrap();
        rest(&mut socket).await
    }
}

/// Everything the server still sends; fails if it does not close the connection.
async fn rest(socket: &mut TcpStream) -> String {
    let mut text = Vec::new();
    // A connection that is cut while we still had something to say ends in a reset; what came before counts.
    let _ = timeout(PATIENCE, socket.read_to_end(&mut text)).await.expect("the server keeps the connection open");
    String::from_utf8_lossy(&text).into_owned()
}

/// Reads until the text is there.
async fn read_until(socket: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    while !text.contains(end) {
        let mut piece = [0; 1024];
        let count = timeout(PATIENCE, socket.read(&mut piece)).await.expect("the server is silent").unwrap();
        assert!(count > 0, "closed after {text:?}");
        text.push_str(&String::from_utf8_lossy(&piece[..count]));
    }
    text
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
}
