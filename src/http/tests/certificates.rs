//! Servers that cannot prove who they are: refused before anything is said.

use http::{HeaderName, HeaderValue};
use rcgen::{ExtendedKeyUsagePurpose, date_time_ymd};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use tokio_rustls::rustls::{ALL_VERSIONS, SupportedProtocolVersion, version};
use tokio_rustls::server::TlsStream;

use super::tls::{Authority, Identity, listen};
use super::*;

/// Nothing here should take this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a server learns of a client: why the handshake failed, if it did, and what came after it.
#[derive(Debug)]
struct Learnt {
    failure: Option<String>,
    request: String,
}

/// Listens and answers "well".
async fn server(identity: Identity, versions: &[&'static SupportedProtocolVersion]) -> (u16, mpsc::UnboundedReceiver<Learnt>) {
    let (sender, learnt) = mpsc::unbounded_channel();
    let talk = move |shaken| {
        let sender = sender.clone();
        async move { drop(sender.send(hear(shaken).await)) }
    };
    (listen(identity.server(versions, &["http/1.1"]), talk).await, learnt)
}

async fn hear(shaken: io::Result<TlsStream<TcpStream>>) -> Learnt {
    let mut stream = match shaken {
        Ok(stream) => stream,
        Err(error) => return Learnt { failure: Some(error.to_string()), request: String::new() },
    };
    let (mut request, mut piece) = (Vec::new(), [0; 4096]);
    // The whole of a delivery, too: what is left unread when a connection is closed may cost its answer.
    while !request.ends_with(b"\r\n\r\n") && !request.ends_with(b"}") {
        match stream.read(&mut piece).await {
            Ok(count) if count > 0 => request.extend_from_slice(&piece[..count]),
            _ => break,
        }
    }
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nwell";
    let failure = stream.write_all(answer).await.err().map(|error| error.to_string());
    let _ = stream.shutdown().await;
    Learnt { failure, request: String::from_utf8_lossy(&request).into_owned() }
}

/// Stands for a signature.
fn sign(_url: &Url) -> Result<HeaderMap> {
    Ok(HeaderMap::from_iter([(HeaderName::from_static("signature"), HeaderValue::from_static("secret"))]))
}

/// A fetch and a delivery.
async fn both(client: &Client, port: u16) -> [Result<Response>; 2] {
    let target = url(&format!("https://localhost:{port}/secret"));
    [client.get(&target, ACCEPT, &sign).await, client.post(&target, sign(&target).unwrap(), "{\"secret\": 1}".into()).await]
}

/// What is kept about a server that could not be asked, for those who administer the instance.
fn cause(result: Result<Response>) -> String {
    match result.unwrap_err() {
        Error::Remote { reason, cause, .. } if reason.text == "error-remote-unreachable" => cause,
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn fet_29_a_right_certificate_passes() {
    for versions in [ALL_VERSIONS, &[&version::TLS12], &[&version::TLS13]] {
        let authority = Authority::new();
        let (port, mut learnt) = server(authority.certify("localhost"), versions).await;
        for answer in both(&authority.trusting(settings(Mode::Loopback), |builder| builder), port).await {
            assert_eq!(answer.unwrap().body, "well");
            let learnt = learnt.recv().await.unwrap();
            assert!(learnt.request.contains(" /secret HTTP/1.1\r\n") && learnt.request.contains("signature: secret\r\n"), "{learnt:?}");
        }
    }
}

#[tokio::test]
async fn fet_29_a_certificate_that_does_not_fit_is_refused_before_anything_is_said() {
    let authority = Authority::new();
    let client = authority.trusting(settings(Mode::Loopback), |builder| builder);
    let wrong = [
        ("expired", authority.certify_with("localhost", |certificate| certificate.not_after = date_time_ymd(2021, 1, 1))),
        ("not valid yet", authority.certify_with("localhost", |certificate| certificate.not_before = date_time_ymd(4000, 1, 1))),
        ("for another name", authority.certify("other.localhost")),
        ("for names below", authority.certify("*.localhost")),
        ("for an address", authority.certify("127.0.0.1")),
        (
            "not for servers",
            authority.certify_with("localhost", |certificate| {
                certificate.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            }),
        ),
        ("signed by itself", Identity::self_signed("localhost")),
        ("of an unknown authority", Authority::new().certify("localhost")),
        ("signed by no authority", authority.presumed("localhost")),
    ];
    for (what, identity) in wrong {
        let (port, mut learnt) = server(identity, ALL_VERSIONS).await;
        for answer in both(&client, port).await {
            let cause = cause(answer);
            assert!(cause.contains("certificate"), "{what}: {cause}");
            let learnt = timeout(PATIENCE, learnt.recv()).await.expect("the connection stays open").unwrap();
            assert!(learnt.failure.is_some() && learnt.request.is_empty(), "{what}: {learnt:?}");
        }
    }
    // Nobody trusts an authority of tests by itself.
    let (port, mut learnt) = server(authority.certify("localhost"), ALL_VERSIONS).await;
    for answer in both(&loopback_client(), port).await {
        cause(answer);
        assert!(learnt.recv().await.unwrap().request.is_empty());
    }
}

/// Answers the first message of a client with these bytes, and tells all it says after that.
async fn old_server(answer: Vec<u8>) -> (u16, oneshot::Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, after) = oneshot::channel();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut head = [0; 5];
        socket.read_exact(&mut head).await.unwrap();
        let mut hello = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
        socket.read_exact(&mut hello).await.unwrap();
        assert_eq!((head[0], hello[0]), (22, 1), "the client does not begin with ClientHello");
        socket.write_all(&answer).await.unwrap();
        let mut rest = Vec::new();
        let _ = socket.read_to_end(&mut rest).await;
        let _ = sender.send(rest);
    });
    (port, after)
}

/// A ServerHello that chooses this version and a cipher that was usual with it (RFC 2246, section 7.4.1.3).
fn server_hello(version: [u8; 2]) -> Vec<u8> {
    let body = [&version[..], &[7; 32], &[0], &[0xc0, 0x14], &[0]].concat();
    let message = [&[2, 0, 0, u8::try_from(body.len()).unwrap()][..], &body].concat();
    [&[22][..], &version, &[0, u8::try_from(message.len()).unwrap()], &message].concat()
}

#[tokio::test]
async fn fet_29_old_versions_of_tls_are_refused_at_once() {
    /// "The protocol version is recognized but not supported" (RFC 8446, section 6.2).
    const PROTOCOL_VERSION: u8 = 70;
    for (name, minor) in [("SSL 3.0", 0), ("TLS 1.0", 1), ("TLS 1.1", 2)] {
        let (port, after) = old_server(server_hello([3, minor])).await;
        cause(get(&loopback_client(), &format!("https://localhost:{port}/secret")).await);
        let after = timeout(PATIENCE, after).await.expect("the connection stays open").unwrap();
        // One fatal alert and nothing else: no key, and so nothing that such a key could protect.
        assert!(after.len() == 7 && after[0] == 21 && after[5..] == [2, PROTOCOL_VERSION], "{name}: {after:?}");
    }
    // What most such servers do, since nothing we offer is known to them.
    let (port, after) = old_server(vec![21, 3, 1, 0, 2, 2, PROTOCOL_VERSION]).await;
    cause(get(&loopback_client(), &format!("https://localhost:{port}/secret")).await);
    let after = timeout(PATIENCE, after).await.expect("the connection stays open").unwrap();
    assert!(after.is_empty() || after[0] == 21, "{after:?}");
}
