//! Actors of other servers: their documents, keys and signed requests, through the router of the instance.

use super::TestApp;
use crate::activity::fetch;
use crate::actor::ActorKind;
use crate::http::is_activity_json;
use crate::id::origin_of;
use crate::instance;
use crate::json::{self, PUBLIC};
use crate::server::ServerSettings;
use crate::signature::{self, Algorithm, BodyDigest, Form, Outgoing, OutgoingBody, PrivateKey};
use axum::body::Body;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use url::Url;

/// The media type of deliveries and documents.
pub(crate) const ACTIVITY_JSON: &str = "application/activity+json";

/// An answer of the instance, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        assert!(self.headers[header::CONTENT_TYPE].to_str().is_ok_and(|kind| kind.contains("json")), "{self:?}");
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// An actor of another server, with its private key.
#[derive(Debug, Clone)]
pub(crate) struct Remote {
    pub(crate) id: i64,
    pub(crate) ap_id: String,
    pub(crate) key_id: String,
    pub(crate) key: PrivateKey,
}

impl Remote {
    /// An actor nobody here knows yet. `ap_id` ends with the user name.
    pub(crate) fn unknown(ap_id: &str) -> Self {
        let key = PrivateKey::generate(Algorithm::Ed25519).unwrap();
        Self { id: 0, ap_id: ap_id.to_owned(), key_id: format!("{ap_id}#main-key"), key }
    }

    /// Its document, as its server would give it.
    pub(crate) fn document(&self, kind: ActorKind) -> Value {
        let origin = origin_of(&self.ap_id).unwrap();
        let at = |part: &str| format!("{}/{part}", self.ap_id);
        let mut document = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": self.ap_id,
            "type": kind.as_str(),
            "preferredUsername": self.ap_id.rsplit('/').next().unwrap(),
            "inbox": at("inbox"),
            "outbox": at("outbox"),
            "followers": at("followers"),
            "endpoints": {"sharedInbox": format!("{origin}/inbox")},
            "publicKey": self.public_key(),
        });
        if kind == ActorKind::Group {
            document["attributedTo"] = json!(at("moderators"));
            document["featured"] = json!(at("featured"));
        }
        document
    }

    /// The `publicKey` of its document.
    pub(crate) fn public_key(&self) -> Value {
        json!({"id": self.key_id, "owner": self.ap_id, "publicKeyPem": self.key.public_key().to_pem()})
    }

    pub(crate) fn followers(&self) -> String {
        format!("{}/followers", self.ap_id)
    }

    /// An activity of this actor with an id of its own.
    pub(crate) fn activity(&self, number: u32, kind: &str, object: impl Into<Value>) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}/activities/{number}", self.ap_id),
            "type": kind,
            "actor": self.ap_id,
            "object": object.into(),
        })
    }

    /// A public note of this actor.
    pub(crate) fn note(&self, number: u32, content: &str) -> Value {
        json!({
            "id": format!("{}/notes/{number}", self.ap_id),
            "type": "Note",
            "attributedTo": self.ap_id,
            "to": [PUBLIC],
            "cc": [self.followers()],
            "content": format!("<p>{content}</p>"),
            "published": "2026-11-21T11:00:00Z",
        })
    }
}

/// A request, open to tampering.
#[derive(Debug, Clone)]
pub(crate) struct Wire {
    pub(crate) method: Method,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Wire {
    pub(crate) fn set(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }
}

impl TestApp {
    /// Stores an actor of another server with its key, as if it had been fetched.
    pub(crate) async fn remote(&self, kind: ActorKind, ap_id: &str) -> Remote {
        let mut remote = Remote::unknown(ap_id);
        remote.id = self.learn(&remote.document(kind)).await;
        remote
    }

    /// Stores an actor from its document.
    pub(crate) async fn learn(&self, document: &Value) -> i64 {
        let document = json::parse(&document.to_string()).unwrap();
        fetch::store_actor(&self.app, document).await.unwrap().id
    }

    /// A request that is signed by `signer`, in the older form.
    pub(crate) fn signed(&self, signer: &Remote, method: Method, target: &str, body: Option<&str>) -> Wire {
        let mut headers = self.signature(signer, &method, target, body.map(str::as_bytes));
        if body.is_none() {
            headers.insert(header::ACCEPT, HeaderValue::from_static(ACTIVITY_JSON));
        }
        Wire { method, target: target.to_owned(), headers, body: body.unwrap_or_default().to_owned() }
    }

    fn signature(&self, signer: &Remote, method: &Method, target: &str, body: Option<&[u8]>) -> HeaderMap {
        let url = Url::parse(&self.app.urls.at(target)).unwrap();
        let digest = BodyDigest::of(body.unwrap_or_default());
        let parts = body.map(|_| OutgoingBody { digest: &digest, content_type: ACTIVITY_JSON });
        let now = self.app.now().seconds();
        let outgoing = Outgoing { method, url: &url, body: parts, key_id: &signer.key_id, key: &signer.key, now, accept: None };
        signature::sign(Form::Cavage, &outgoing).unwrap().into_iter().collect()
    }

    /// An unsigned request for a document.
    pub(crate) fn unsigned(&self, target: &str, accept: &str) -> Wire {
        let headers = HeaderMap::from_iter([
            (header::HOST, HeaderValue::from_str(self.app.urls.host()).unwrap()),
            (header::ACCEPT, HeaderValue::from_str(accept).unwrap()),
        ]);
        Wire { method: Method::GET, target: target.to_owned(), headers, body: String::new() }
    }

    /// Sends a request through every layer of the instance.
    pub(crate) async fn send(&self, wire: Wire) -> Answer {
        let mut request = Request::builder().method(wire.method).uri(wire.target).body(Body::from(wire.body)).unwrap();
        *request.headers_mut() = wire.headers;
        self.answer(request).await
    }

    /// Delivers bytes that may be no text.
    pub(crate) async fn deliver_bytes(&self, signer: &Remote, body: &[u8]) -> Answer {
        let mut request = Request::post("/ap/inbox").body(Body::from(body.to_vec())).unwrap();
        *request.headers_mut() = self.signature(signer, &Method::POST, "/ap/inbox", Some(body));
        self.answer(request).await
    }

    async fn answer(&self, request: Request<Body>) -> Answer {
        let router = instance::router(&self.app, &ServerSettings::default());
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Asks for a document; `signer` signs the request.
    pub(crate) async fn get(&self, target: &str, signer: Option<&Remote>) -> Answer {
        let target = target.strip_prefix(self.app.urls.origin()).unwrap_or(target);
        let wire = match signer {
            Some(signer) => self.signed(signer, Method::GET, target, None),
            None => self.unsigned(target, ACTIVITY_JSON),
        };
        self.send(wire).await
    }

    /// Delivers an activity to the shared inbox; its actor or somebody else signs.
    pub(crate) async fn deliver(&self, signer: &Remote, activity: &Value) -> Answer {
        self.send(self.signed(signer, Method::POST, "/ap/inbox", Some(&activity.to_string()))).await
    }

    /// Delivers an activity that has to be taken.
    pub(crate) async fn accepts(&self, signer: &Remote, activity: &Value) {
        let answer = self.deliver(signer, activity).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{answer:?}\n{activity:#}");
    }

    /// Delivers an activity that has to be refused with this status, and changes nothing.
    pub(crate) async fn refuses(&self, signer: &Remote, activity: &Value, status: u16) {
        let answer = self.deliver(signer, activity).await;
        assert_eq!(answer.status.as_u16(), status, "{answer:?}\n{activity:#}");
    }
}

/// Whether this content type is that of a document for servers.
pub(crate) fn is_document(answer: &Answer) -> bool {
    answer.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(is_activity_json)
}
