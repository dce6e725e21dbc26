//! The web page as an app that can be installed: its manifest, its service worker, and the page that is shown without a connection.
//!
//! Must never: keep anything of a person in the browser's caches. What is kept are assets and a page that is the same for everybody.

mod handlers;

pub use handlers::{manifest, offline, service_worker};

use askama::Template;

use super::texts::Texts;

/// `GET /offline`: says that there is no connection. It is kept in the browser and names nobody.
#[derive(Template)]
#[template(path = "web/install/offline.html")]
pub struct OfflinePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// The name of the instance.
    pub instance: String,
}
