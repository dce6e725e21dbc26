//! Secrets that links and cookies carry. The database knows their digests.

use crate::app::App;
use aws_lc_rs::digest::{self, SHA256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A new secret of 256 bits, for links and cookies.
pub fn token(app: &App) -> String {
    URL_SAFE_NO_PAD.encode(app.random_bytes::<32>())
}

/// What is stored of a secret: SHA-256, base64url. Enough for secrets that nobody can guess; passwords are hashed slowly.
pub fn digest(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&SHA256, secret.as_bytes()))
}
