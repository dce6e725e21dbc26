//! A server on loopback that gives the documents a test puts on it, and counts who asks.

use super::remote::ACTIVITY_JSON;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, header};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What a path answers: status, type, body.
type Kept = (StatusCode, String, Vec<u8>);

#[derive(Debug, Default)]
struct Shelf {
    documents: Mutex<HashMap<String, Kept>>,
    asked: Mutex<Vec<String>>,
}

/// Another server.
#[derive(Debug, Clone)]
pub(crate) struct Stub {
    /// Scheme, host and port.
    pub(crate) origin: String,
    shelf: Arc<Shelf>,
}

impl Stub {
    /// Starts a server under `{name}.localhost`.
    pub(crate) async fn start(name: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{name}.localhost:{}", listener.local_addr().unwrap().port());
        let shelf = Arc::new(Shelf::default());
        let router = Router::new().fallback(serve).with_state(Arc::clone(&shelf));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, shelf }
    }

    /// A URL on this server.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Serves a document at the path of its id.
    pub(crate) fn put(&self, document: &Value) {
        let id = document["id"].as_str().unwrap();
        self.put_at(id.strip_prefix(&self.origin).unwrap(), document);
    }

    /// Serves a document at a path.
    pub(crate) fn put_at(&self, path: &str, document: &Value) {
        self.answer(path, StatusCode::OK, &document.to_string());
    }

    /// Answers a path with a status and a body.
    pub(crate) fn answer(&self, path: &str, status: StatusCode, body: &str) {
        self.answer_bytes(path, status, body.as_bytes());
    }

    /// Answers a path with a status and any bytes.
    pub(crate) fn answer_bytes(&self, path: &str, status: StatusCode, body: &[u8]) {
        self.put_bytes(path, status, ACTIVITY_JSON, body);
    }

    /// Answers a path with text of another type.
    pub(crate) fn answer_as(&self, path: &str, content_type: &str, body: &str) {
        self.put_bytes(path, StatusCode::OK, content_type, body.as_bytes());
    }

    fn put_bytes(&self, path: &str, status: StatusCode, content_type: &str, body: &[u8]) {
        self.shelf.documents.lock().unwrap().insert(path.to_owned(), (status, content_type.to_owned(), body.to_vec()));
    }

    /// The paths that were asked for or posted to.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.shelf.asked.lock().unwrap().clone()
    }
}

async fn serve(State(shelf): State<Arc<Shelf>>, request: Request) -> Response<Body> {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    shelf.asked.lock().unwrap().push(path.clone());
    let found = shelf.documents.lock().unwrap().get(&path).cloned();
    let (status, content_type, body) = found.unwrap_or((StatusCode::NOT_FOUND, ACTIVITY_JSON.to_owned(), Vec::new()));
    Response::builder().status(status).header(header::CONTENT_TYPE, content_type).body(Body::from(body)).unwrap()
}
