//! Another server's raw side: documents as the test writes them, an inbox that records, and requests signed with its actors' keys.

use crate::instance::bind;
use crate::keys::rsa;
use crate::requests::{Recorder, Request, record};
use crate::{Instance, START};
use axum::Router;
use axum::extract::{Request as Incoming, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use dienstweg::actor::json::PROFILE;
use dienstweg::http::{Client, Mode, Settings, SystemResolver};
use dienstweg::json::PUBLIC;
use dienstweg::signature::{self, Algorithm, BodyDigest, Form, Outgoing, OutgoingBody, PrivateKey};
use dienstweg::store::Timestamp;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::AbortHandle;
use url::Url;

/// What a server calls itself in its NodeInfo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Software {
    /// A microblog.
    Mastodon,
    /// A forum.
    Lemmy,
    /// A server like ours.
    Dienstweg,
    /// Something nobody has heard of.
    Unheard,
}

impl Software {
    const fn name(self) -> &'static str {
        match self {
            Self::Mastodon => "mastodon",
            Self::Lemmy => "lemmy",
            Self::Dienstweg => "dienstweg",
            Self::Unheard => "unheard-of",
        }
    }
}

/// What it serves: documents by path; `None` is gone.
type Documents = Mutex<HashMap<String, Option<Value>>>;

#[derive(Debug)]
struct Inner {
    origin: String,
    host: String,
    software: Software,
    documents: Documents,
}

/// Another server.
#[derive(Debug)]
pub struct Peer {
    inner: Arc<Inner>,
    recorder: Arc<Recorder>,
    client: Client,
    serving: AbortHandle,
}

/// An actor of a [`Peer`].
#[derive(Debug, Clone)]
pub struct PeerActor {
    /// Its ActivityPub id.
    pub id: String,
    /// Its name and host.
    pub handle: String,
    /// Id of its RSA key.
    pub key_id: String,
    rsa: PrivateKey,
    ed25519_id: String,
    ed25519: PrivateKey,
}

impl PeerActor {
    /// Its collection of followers.
    pub fn followers(&self) -> String {
        format!("{}/followers", self.id)
    }

    /// Adds its integrity proof.
    pub fn prove(&self, document: &mut Value) {
        signature::add_proof(document, &self.ed25519, &self.ed25519_id, &START.rfc3339()).expect("a proof");
    }

    /// The headers of a delivery with this body, signed with its RSA key.
    pub fn sign(&self, inbox: &Url, body: &[u8], now: Timestamp) -> HeaderMap {
        let digest = BodyDigest::of(body);
        let body = OutgoingBody { digest: &digest, content_type: "application/activity+json" };
        headers(self, &Method::POST, inbox, Some(body), now)
    }

    /// Signs with another RSA key from now on, which its document does not know yet.
    #[must_use]
    pub fn with_other_key(mut self) -> Self {
        self.rsa = rsa(5);
        self
    }
}

impl Peer {
    /// Starts a server at `http://NAME.localhost:PORT`.
    pub async fn new(name: &str, software: Software) -> Self {
        let socket = bind(0);
        let host = format!("{name}.localhost:{}", socket.local_addr().expect("an address").port());
        let inner = Arc::new(Inner { origin: format!("http://{host}"), host, software, documents: Documents::default() });
        let recorder = Arc::new(Recorder::default());
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&inner))
            .layer(axum::middleware::from_fn_with_state(Arc::clone(&recorder), record));
        let listener = socket.listen(128).expect("a listening socket");
        let serving = tokio::spawn(async move { axum::serve(listener, router).await }).abort_handle();
        Self { inner, recorder, client: client("a test peer"), serving }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.inner.origin
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        &self.inner.host
    }

    /// A URL on this server.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.inner.origin)
    }

    /// Serves a document at its `id`, in place of an earlier one.
    pub fn publish(&self, document: Value) {
        let id = document["id"].as_str().expect("an id");
        let path = id.strip_prefix(self.origin()).expect("an id on this server").to_owned();
        self.inner.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(path, Some(document));
    }

    /// From now on this document is gone.
    pub fn withdraw(&self, id: &str) {
        let path = id.strip_prefix(self.origin()).expect("an id on this server").to_owned();
        self.inner.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(path, None);
    }

    /// Makes a person.
    pub fn person(&self, name: &str) -> PeerActor {
        self.actor(name, "Person")
    }

    /// Makes a community.
    pub fn group(&self, name: &str) -> PeerActor {
        self.actor(name, "Group")
    }

    fn actor(&self, name: &str, kind: &str) -> PeerActor {
        let id = self.at(&format!("/users/{name}"));
        let actor = PeerActor {
            handle: format!("{name}@{}", self.host()),
            key_id: format!("{id}#main-key"),
            rsa: rsa(4),
            ed25519_id: format!("{id}#ed25519-key"),
            ed25519: PrivateKey::generate(Algorithm::Ed25519).expect("an Ed25519 key"),
            id,
        };
        self.publish(self.document(&actor, kind));
        actor
    }

    /// Publishes the actor's document with the keys it signs with now.
    pub fn publish_keys(&self, actor: &PeerActor, kind: &str) {
        self.publish(self.document(actor, kind));
    }

    fn document(&self, actor: &PeerActor, kind: &str) -> Value {
        let id = &actor.id;
        let mut document = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id,
            "type": kind,
            "preferredUsername": id.rsplit('/').next(),
            "inbox": format!("{id}/inbox"),
            "outbox": format!("{id}/outbox"),
            "followers": actor.followers(),
            "endpoints": {"sharedInbox": self.at("/inbox")},
            "publicKey": {"id": actor.key_id, "owner": id, "publicKeyPem": actor.rsa.public_key().to_pem()},
            "assertionMethod": [{
                "id": actor.ed25519_id,
                "type": "Multikey",
                "controller": id,
                "publicKeyMultibase": actor.ed25519.public_key().to_multibase(),
            }],
        });
        if kind == "Group" {
            document["attributedTo"] = json!(format!("{id}/moderators"));
        }
        document
    }

    /// A public note of one of its actors, which it serves from now on. `more` adds and replaces properties.
    pub fn note(&self, author: &PeerActor, number: u32, more: Value) -> Value {
        let mut note = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": self.at(&format!("/notes/{number}")),
            "type": "Note",
            "attributedTo": author.id,
            "to": [PUBLIC],
            "cc": [author.followers()],
            "content": format!("<p>Notiz {number}</p>"),
            "published": START.rfc3339(),
        });
        merge(&mut note, more);
        self.publish(note.clone());
        note
    }

    /// An activity of one of its actors; `more` adds and replaces properties.
    pub fn activity(&self, actor: &PeerActor, number: u32, verb: &str, object: Value, more: Value) -> Value {
        let mut activity = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": self.at(&format!("/activities/{number}")),
            "type": verb,
            "actor": actor.id,
            "to": [PUBLIC],
            "object": object,
        });
        merge(&mut activity, more);
        activity
    }

    /// What reached it since the last [`Peer::forget_requests`].
    pub fn requests(&self) -> Vec<Request> {
        self.recorder.all()
    }

    /// The activities that were delivered to it, in order.
    pub fn deliveries(&self) -> Vec<Request> {
        self.requests().into_iter().filter(|request| request.method == Method::POST).collect()
    }

    /// Begins recording anew.
    pub fn forget_requests(&self) {
        self.recorder.forget();
    }

    /// Answers deliveries with this status.
    pub fn answer_deliveries(&self, status: Option<u16>) {
        self.recorder.answer_deliveries(status);
    }

    /// Takes deliveries from now on and never answers them.
    pub fn never_answer_deliveries(&self) {
        self.recorder.never_answer_deliveries();
    }

    /// Refuses new connections from now on.
    pub fn close(&self) {
        self.serving.abort();
    }

    /// Sends an activity to the shared inbox of an instance, signed by the actor at that instance's time. Returns the status.
    pub async fn send(&self, actor: &PeerActor, to: &Instance, activity: &Value) -> u16 {
        self.send_text(actor, to, &activity.to_string()).await
    }

    /// As [`Peer::send`], with the text of the body.
    pub async fn send_text(&self, actor: &PeerActor, to: &Instance, text: &str) -> u16 {
        let url = Url::parse(&to.app.urls.shared_inbox()).expect("a URL");
        let body = Bytes::from(text.to_owned());
        let headers = actor.sign(&url, &body, to.now());
        self.client.post(&url, headers, body).await.expect("an answer").status
    }

    /// Fetches a document of an instance, signed by the actor.
    pub async fn fetch(&self, actor: &PeerActor, from: &Instance, url: &str) -> (u16, Value) {
        let url = Url::parse(url).expect("a URL");
        let now = from.now();
        let sign = |url: &Url| Ok(headers(actor, &Method::GET, url, None, now));
        let response = self.client.get(&url, "application/activity+json", &sign).await.expect("an answer");
        (response.status, serde_json::from_slice(&response.body).unwrap_or_default())
    }
}

/// A client that reaches loopback alone.
pub fn client(name: &str) -> Client {
    Client::new(Settings::new(name, Mode::Loopback), Arc::new(SystemResolver::new())).expect("a client")
}

fn headers(actor: &PeerActor, method: &Method, url: &Url, body: Option<OutgoingBody<'_>>, now: Timestamp) -> HeaderMap {
    let request = Outgoing { method, url, body, key_id: &actor.key_id, key: &actor.rsa, now: now.seconds(), accept: None };
    signature::sign(Form::Cavage, &request).expect("a signature").into_iter().collect()
}

fn merge(document: &mut Value, more: Value) {
    if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
}

async fn answer(State(peer): State<Arc<Inner>>, request: Incoming) -> Response {
    if request.method() == Method::POST {
        return StatusCode::ACCEPTED.into_response();
    }
    let path = request.uri().path();
    let known = peer.documents.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
    let (kind, document) = match (path, known) {
        (_, Some(Some(document))) => ("application/activity+json", document),
        (_, Some(None)) => return StatusCode::GONE.into_response(),
        ("/.well-known/nodeinfo", None) => {
            let rel = "http://nodeinfo.diaspora.software/ns/schema/2.0";
            let mut links = vec![json!({"rel": rel, "href": format!("{}/nodeinfo/2.0", peer.origin)})];
            if peer.software == Software::Dienstweg {
                links.push(
                    json!({"rel": "https://www.w3.org/ns/activitystreams#Application", "href": format!("{}/ap/server", peer.origin)}),
                );
            }
            ("application/json", json!({"links": links}))
        }
        ("/ap/server", None) if peer.software == Software::Dienstweg => {
            let id = format!("{}/ap/server", peer.origin);
            let does = json!([{"href": PROFILE, "name": "Dienstweg"}]);
            ("application/activity+json", json!({"id": id, "type": "Application", "inbox": format!("{id}/inbox"), "implements": does}))
        }
        ("/nodeinfo/2.0", None) => {
            ("application/json", json!({"version": "2.0", "software": {"name": peer.software.name(), "version": "1"}}))
        }
        ("/.well-known/webfinger", None) => match webfinger(&peer, request.uri().query().unwrap_or_default()) {
            Some(document) => ("application/jrd+json", document),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind)], document.to_string()).into_response()
}

fn webfinger(peer: &Inner, query: &str) -> Option<Value> {
    let resource = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "resource")?.1.into_owned();
    let name = resource.strip_prefix("acct:")?.split('@').next()?;
    let path = format!("/users/{name}");
    peer.documents.lock().unwrap_or_else(PoisonError::into_inner).get(&path)?;
    let link = json!({"rel": "self", "type": "application/activity+json", "href": format!("{}{path}", peer.origin)});
    Some(json!({"subject": resource, "links": [link]}))
}
