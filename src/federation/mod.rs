//! The border for servers: inboxes, documents, collections, WebFinger, NodeInfo.
//!
//! Handlers are thin: they read the request, ask the kernel and write a document. What a viewer may not read answers 404 with the same bytes
//! as what does not exist. Must never write to the database but through `activity`.

mod collections;
mod documents;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod inbox;
mod members;
mod negotiate;
mod nodeinfo;
mod pictures;
mod refusal;
mod webfinger;

pub use negotiate::prefers_activity_json;
pub use refusal::Refusal;

use crate::app::App;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// All routes for servers.
pub fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/ap/inbox", post(inbox::shared))
        // Also of nobody: whether there is somebody with this number is not for everybody to know. Who is meant stands in the activity.
        .route("/ap/actors/{id}/inbox", post(inbox::shared))
        .route("/ap/server", get(documents::server))
        .route("/ap/actors/{id}", get(documents::actor))
        .route("/ap/actors/{id}/outbox", get(collections::outbox))
        .route("/ap/actors/{id}/followers", get(collections::followers))
        .route("/ap/actors/{id}/members", get(members::members))
        .route("/ap/actors/{id}/pictures", get(pictures::picture))
        .route("/ap/actors/{id}/moderators", get(collections::moderators))
        .route("/ap/actors/{id}/featured", get(collections::featured))
        .route("/ap/actors/{id}/collections/{tool}", get(collections::of_tool))
        .route("/ap/objects/{id}", get(documents::object))
        .route("/ap/objects/{id}/context", get(collections::context))
        .route("/ap/objects/{id}/replies", get(collections::replies))
        .route("/ap/activities/{id}", get(documents::activity))
        .route("/.well-known/webfinger", get(webfinger::webfinger))
        .route("/.well-known/nodeinfo", get(nodeinfo::links))
        .route("/nodeinfo/{version}", get(nodeinfo::nodeinfo))
        .with_state(app)
}

/// Sends servers that ask a page's address for ActivityPub to the document behind it; everything else goes on.
pub fn negotiated(router: Router, app: Arc<App>) -> Router {
    router.layer(axum::middleware::from_fn_with_state(app, negotiate::negotiate))
}
