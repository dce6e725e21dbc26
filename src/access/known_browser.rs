//! Browsers in which somebody logged in before. Their tries count for themselves, so that strangers who guess cannot lock the owner out.
//!
//! A browser keeps a random name and a proof that the login gave it. The key of the proof is the hash of the password: it is on no page, and a
//! new password makes all browsers strangers again. Nothing is stored here.

use super::secret::token;
use crate::actor::account::Account;
use crate::app::App;
use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign, verify};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::time::Duration;

/// How long a browser is known.
pub const LIFETIME: Duration = Duration::from_secs(180 * 24 * 3_600);

fn key(account: &Account) -> Key {
    Key::new(HMAC_SHA256, account.password_hash.as_bytes())
}

fn said(account: &Account, browser: &str) -> String {
    format!("known browser {} {browser}", account.id)
}

/// What a browser keeps in which this login was just begun; nothing without a password, since only those are guessed.
pub fn mark(app: &App, account: &Account) -> Option<String> {
    let browser = token(app);
    let proof = sign(&key(account), said(account, &browser).as_bytes());
    account.has_password().then(|| format!("{browser}.{}", URL_SAFE_NO_PAD.encode(proof)))
}

/// The name of a browser in which this login was begun before.
pub fn name<'a>(account: &Account, kept: &'a str) -> Option<&'a str> {
    let (browser, proof) = kept.split_once('.')?;
    let proof = URL_SAFE_NO_PAD.decode(proof).ok()?;
    let genuine = account.has_password() && verify(&key(account), said(account, browser).as_bytes(), &proof).is_ok();
    genuine.then_some(browser)
}
