//! One instance with its server, and what its people do.

use crate::keys::SharedKeys;
use crate::peer::client;
use crate::requests::{Recorder, Request, record};
use dienstweg::activity::outbox::{self, Draft, GroupDraft, PersonDraft};
use dienstweg::activity::{deliver, fetch};
use dienstweg::actor::{self, Actor};
use dienstweg::app::{App, TestClock};
use dienstweg::error::Result;
use dienstweg::object::{self, Object, Reach};
use dienstweg::server::{ServerSettings, serve};
use dienstweg::store::testing::TestDatabase;
use dienstweg::store::{Conn, Timestamp};
use dienstweg::text::Handle;
use dienstweg::vetting::{self, Evidence, organisation};
use http::header;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpSocket;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

/// One instance.
#[derive(Debug)]
pub struct Instance {
    /// The instance itself.
    pub app: Arc<App>,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its keys.
    pub keys: Arc<SharedKeys>,
    pub(crate) recorder: Arc<Recorder>,
    pub(crate) port: u16,
    pub(crate) state: ServerState,
    // Removed after everything else.
    pub(crate) _database: TestDatabase,
}

/// The port is ours in both states: nobody else gets it while the instance is down.
#[derive(Debug)]
pub(crate) enum ServerState {
    Up { stop: oneshot::Sender<()>, task: JoinHandle<Result<()>> },
    Down { _port: TcpSocket },
    Changing,
}

/// A socket on this port of 127.0.0.1; 0 takes a free one.
pub(crate) fn bind(port: u16) -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_reuseaddr(true).expect("an option of a socket");
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).expect("a free port");
    socket
}

impl Instance {
    pub(crate) fn serve(&mut self, socket: TcpSocket) {
        let listener = socket.listen(128).expect("a listening socket");
        let settings = ServerSettings::default();
        let router = dienstweg::instance::router(&self.app, &settings);
        let router = router.layer(axum::middleware::from_fn_with_state(Arc::clone(&self.recorder), record));
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(serve(listener, router, settings, async {
            let _ = stopped.await;
        }));
        self.state = ServerState::Up { stop, task };
    }

    /// Whether it is running.
    pub fn is_up(&self) -> bool {
        matches!(self.state, ServerState::Up { .. })
    }

    /// Stops it: connections are refused from now on, and nothing runs in it.
    pub async fn stop(&mut self) {
        if let ServerState::Up { stop, task } = std::mem::replace(&mut self.state, ServerState::Changing) {
            let _ = stop.send(());
            task.await.expect("the server").expect("a clean end");
            self.state = ServerState::Down { _port: bind(self.port) };
        }
    }

    /// Starts it again on its port.
    pub async fn start(&mut self) {
        if let ServerState::Down { _port: socket } = std::mem::replace(&mut self.state, ServerState::Changing) {
            self.serve(socket);
        }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        self.app.urls.origin()
    }

    /// Host and port, as in handles.
    pub fn host(&self) -> &str {
        self.app.urls.host()
    }

    /// What reached it since the last [`Instance::forget_requests`].
    pub fn requests(&self) -> Vec<Request> {
        self.recorder.all()
    }

    /// The deliveries that reached it, taken or not.
    pub fn deliveries(&self) -> Vec<Request> {
        self.requests().into_iter().filter(|request| request.method == http::Method::POST).collect()
    }

    /// What others fetched from it.
    pub fn fetches(&self) -> Vec<Request> {
        self.requests().into_iter().filter(|request| request.method == http::Method::GET).collect()
    }

    /// Begins recording anew.
    pub fn forget_requests(&self) {
        self.recorder.forget();
    }

    /// Deliveries to it are answered with this status and recorded, but do not reach it; `None` ends that.
    pub fn answer_deliveries(&self, status: Option<u16>) {
        self.recorder.answer_deliveries(status);
    }

    /// From now on it takes deliveries and never answers them.
    pub fn never_answer_deliveries(&self) {
        self.recorder.never_answer_deliveries();
    }

    /// Delivers a recorded request once more, byte for byte. Returns the status.
    pub async fn replay(&self, request: &Request) -> u16 {
        let url = Url::parse(&self.app.urls.at(&request.path)).expect("a URL");
        let mut headers = request.headers.clone();
        headers.remove(header::CONTENT_LENGTH);
        client("a test replaying").post(&url, headers, request.body.clone()).await.expect("an answer").status
    }

    /// Makes a person with a login.
    pub async fn person(&self, username: &str) -> i64 {
        let draft = PersonDraft {
            username: username.to_owned(),
            name: username.to_uppercase(),
            organisation: "Stadt Essen".to_owned(),
            password: "kurzer dienstweg".to_owned(),
            admin: false,
        };
        outbox::create_person(&self.app, draft).await.expect("a person")
    }

    /// Lets an organisation vouch for somebody. Returns the numbers of the organisation and of the vouching.
    pub async fn vouch(&self, person: i64) -> (i64, i64) {
        let level = vetting::Level::Municipality.as_str().to_owned();
        let draft = organisation::Draft { name: "Stadt Essen".to_owned(), level, ..organisation::Draft::default() };
        let work = move |conn: &mut Conn, app: &App| {
            let known = organisation::list(conn, app.now())?.into_iter().find(|listed| listed.organisation.name == draft.name);
            let organisation = match known {
                Some(listed) => listed.organisation.id,
                None => organisation::save(conn, app, None, None, &draft)?,
            };
            Ok((organisation, vetting::vouch(conn, app, person, organisation, Evidence::Word(None))?.id))
        };
        self.app.write(work).await.expect("a vouching")
    }

    /// Makes a person for whom an organisation vouches.
    pub async fn staff(&self, username: &str) -> i64 {
        let person = self.person(username).await;
        self.vouch(person).await;
        person
    }

    /// Founds a community.
    pub async fn group(&self, founder: i64, username: &str) -> i64 {
        let draft = GroupDraft {
            username: username.to_owned(),
            name: format!("Gruppe {username}"),
            source: "Wofür sie da ist".to_owned(),
            posting_restricted: false,
            reach: dienstweg::actor::CommunityReach::Public,
        };
        outbox::create_group(&self.app, founder, draft).await.expect("a community")
    }

    /// Writes a public article, in a community or outside of one.
    pub async fn article(&self, author: i64, group: Option<i64>, name: &str) -> i64 {
        let draft = Draft {
            kind: "Article",
            tool: group.is_some().then_some("news"),
            group_id: group,
            in_reply_to: None,
            name: name.to_owned(),
            summary: String::new(),
            source: format!("Text zu **{name}**"),
            reach: Reach::Public,
        };
        outbox::publish(&self.app, author, draft).await.expect("an article")
    }

    /// Answers something.
    pub async fn comment(&self, author: i64, parent: i64, text: &str) -> Result<i64> {
        let draft = Draft {
            kind: "Note",
            tool: None,
            group_id: None,
            in_reply_to: Some(parent),
            name: String::new(),
            summary: String::new(),
            source: text.to_owned(),
            reach: Reach::Public,
        };
        outbox::publish(&self.app, author, draft).await
    }

    /// Finds an actor by its handle, here or by WebFinger.
    pub async fn look_up(&self, handle: &str) -> Actor {
        let handle = Handle::parse(handle).expect("a handle");
        fetch::by_handle(&self.app, &handle).await.expect("an actor with this handle")
    }

    /// Joins a community by its handle. Returns its number here.
    pub async fn join(&self, person: i64, handle: &str) -> i64 {
        let group = self.look_up(handle).await;
        outbox::join(&self.app, person, group.id).await.expect("joining");
        group.id
    }

    /// Follows a person by handle. Returns her number here.
    pub async fn follow(&self, person: i64, handle: &str) -> i64 {
        let target = self.look_up(handle).await;
        outbox::follow(&self.app, person, target.id).await.expect("following");
        target.id
    }

    /// The row of an actor.
    pub async fn actor(&self, id: i64) -> Actor {
        self.app.read(move |conn, _| actor::model::find(conn, id)).await.expect("an actor")
    }

    /// The actor with this ActivityPub id, if it is known here.
    pub async fn known_actor(&self, ap_id: &str) -> Option<Actor> {
        let ap_id = ap_id.to_owned();
        self.app.read(move |conn, _| actor::model::by_ap_id(conn, &ap_id)).await.expect("a look at the actors")
    }

    /// The row of an object, whoever may read it.
    pub async fn object(&self, id: i64) -> Object {
        self.app.read(move |conn, _| object::model::find(conn, id)).await.expect("an object")
    }

    /// The object with this ActivityPub id, if it is here.
    pub async fn known(&self, ap_id: &str) -> Option<Object> {
        let ap_id = ap_id.to_owned();
        self.app.read(move |conn, _| object::model::by_ap_id(conn, &ap_id)).await.expect("a look at the objects")
    }

    /// The number here of the object with this ActivityPub id.
    pub async fn number(&self, ap_id: &str) -> i64 {
        self.known(ap_id).await.unwrap_or_else(|| panic!("{} has no {ap_id}", self.host())).id
    }

    /// How many deliveries wait here.
    pub async fn waiting_deliveries(&self) -> i64 {
        self.app.read(|conn, _| deliver::waiting(conn)).await.expect("a look at the deliveries")
    }

    /// The time here.
    pub fn now(&self) -> Timestamp {
        self.app.now()
    }
}
