//! A page that hears what is new, over a real socket.

use crate::access::digest;
use crate::activity::outbox;
use crate::error::Result;
use crate::instance;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use http::StatusCode;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Nothing here should take this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// An instance with a socket.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    running: JoinHandle<Result<()>>,
}

impl Running {
    async fn start(test: &TestApp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(instance::run(Arc::clone(&test.app), listener, async move { drop(stopped.await) }));
        Self { address, stop, running }
    }
}

/// What came of a stream so far.
struct Listening {
    socket: TcpStream,
    text: String,
}

impl Listening {
    async fn open(address: SocketAddr, browser: &Browser, path: &str) -> Self {
        let mut socket = TcpStream::connect(address).await.unwrap();
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: rudi.localhost:8081\r\naccept-encoding: gzip, br\r\ncookie: {}\r\n\r\n",
            cookies.join("; ")
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        Self { socket, text: String::new() }
    }

    /// Reads until this came; answers all that came since the last time.
    async fn until(&mut self, end: &str) -> String {
        while !self.text.contains(end) {
            assert!(self.more().await, "{end:?} never came, but {:?}", self.text);
        }
        std::mem::take(&mut self.text)
    }

    /// Reads to the end.
    async fn rest(&mut self) -> String {
        while self.more().await {}
        std::mem::take(&mut self.text)
    }

    async fn more(&mut self) -> bool {
        let mut piece = [0; 1024];
        let count = timeout(PATIENCE, self.socket.read(&mut piece)).await.expect("the stream is silent").unwrap_or_default();
        self.text.push_str(&String::from_utf8_lossy(&piece[..count]));
        count > 0
    }
}

on_both_databases! {
    async fn an_open_page_hears_what_is_new(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        test.person("carla").await;
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let Running { address, stop, running } = Running::start(&test).await;

        let mut browser = Browser::logged_in(&test, "anna").await;
        let page = browser.get(&format!("/b/{article}")).await;
        page.shows(StatusCode::OK, &["id=\"live\" role=\"status\"", &format!("data-thread=\"{article}\" data-after=\"{article}\" hidden")]);
        let mut reading = Listening::open(address, &browser, &format!("/live?beitrag={article}&nach={article}")).await;
        let mut elsewhere = Listening::open(address, &browser, "/live").await;
        let head = reading.until("event: bell\ndata: {\"count\":1,").await.to_lowercase();
        assert!(head.starts_with("http/1.1 200 ok") && head.contains("content-type: text/event-stream"), "{head}");
        assert!(head.contains("cache-control: no-store") && !head.contains("content-encoding"), "{head}");
        elsewhere.until("event: bell\ndata: {\"count\":1,").await;

        let comment = test.comment(bert, article, "GEHEIM").await.unwrap();
        let news = reading.until("event: comments\ndata: {\"count\":1,\"label\":\"Ein neuer Kommentar – anzeigen\"").await;
        assert!(news.contains("event: bell\ndata: {\"count\":2,\"short\":\"2\"") && !news.contains("GEHEIM"), "{news}");
        assert!(!elsewhere.until("event: bell\ndata: {\"count\":2,").await.contains("comments"));
        // What she writes herself is no news to her, what is removed is none at all.
        test.comment(anna, article, "Ich selbst").await.unwrap();
        outbox::remove(&test.app, anna, comment, "Werbung").await.unwrap();
        test.comment(bert, article, "Noch einer").await.unwrap();
        test.comment(bert, article, "Und noch einer").await.unwrap();
        reading.until("event: comments\ndata: {\"count\":2,").await;

        let carla = Browser::logged_in(&test, "carla").await;
        let mut other = Listening::open(address, &carla, "/live").await;
        other.until("event: bell\ndata: {\"count\":0,").await;
        browser.fill("/abmelden", &[]).await;
        assert!(!reading.rest().await.contains("event: comments\ndata: {\"count\":3"));
        elsewhere.rest().await;
        assert_eq!(test.app.streams.count(), 1, "carla's goes on");
        stop.send(()).unwrap();
        timeout(PATIENCE, running).await.expect("an open stream holds up the end").unwrap().unwrap();
        other.rest().await;
    }

    async fn in_quiet_hours_nobody_is_called_and_nothing_is_lost(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let Running { address, stop, running } = Running::start(&test).await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let wrong = browser.submit("/mitteilungen", &[]).await;
        assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
        browser.get("/mitteilungen").await;
        let wrong = browser.post("/mitteilungen/ruhe", &[("from", "12:00"), ("to", "bald"), ("day-6", "1")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#to\"", "value=\"bald\"", "value=\"12:00\""]);
        // The clock stands at 13:00 on a Saturday.
        let set = browser.post("/mitteilungen/ruhe", &[("from", "12:00"), ("to", "14:00"), ("day-6", "1")]).await;
        assert_eq!(set.location(), "/mitteilungen");
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["value=\"12:00\"", "id=\"day-6\" name=\"day-6\" value=\"1\" checked"]);
        let mut reading = Listening::open(address, &browser, &format!("/live?beitrag={article}&nach={article}")).await;
        reading.until("event: bell\ndata: {\"count\":1,").await;
        test.comment(bert, article, "Erster").await.unwrap();
        assert!(!reading.until("event: comments\ndata: {\"count\":1,").await.contains("event: bell"));
        test.clock.advance(Duration::from_secs(3_600));
        test.comment(bert, article, "Zweiter").await.unwrap();
        assert!(reading.until("event: comments\ndata: {\"count\":2,").await.contains("event: bell\ndata: {\"count\":3,"));
        stop.send(()).unwrap();
        timeout(PATIENCE, running).await.unwrap().unwrap().unwrap();
    }

    async fn streams_are_for_people_and_not_too_many(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        assert_eq!(Browser::new(&test).get("/live").await.status, StatusCode::NO_CONTENT);
        let mut browser = Browser::logged_in(&test, "anna").await;
        let session = digest(&browser.cookies["session"]);
        let held: Vec<_> = (0..5).map(|_| test.app.streams.open(&session).unwrap()).collect();
        let refused = browser.get("/live").await;
        assert_eq!((refused.status, refused.headers["retry-after"].to_str().unwrap()), (StatusCode::TOO_MANY_REQUESTS, "60"));
        drop(held);
        test.app.streams.close();
        assert_eq!(browser.get("/live").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }
}
