//! What a browser remembers between two requests, besides who is logged in.

use super::appearance::Appearance;
use super::texts::Language;
use super::visit::{LANGUAGE, SETUP, Visit, cookie, name, see_other};
use crate::access;
use crate::sign_on;
use axum::response::Response;

const HALF: &str = "half-login";
const NEWCOMER: &str = "newcomer";
const APPEARANCE: &str = "appearance";

impl Visit {
    /// Remembers in this browser that the password was right and the code of the second factor is missing.
    pub fn begin_half_login(&self, secret: &str) -> Response {
        let mut response = see_other("/anmelden/code");
        self.set_cookie(&mut response, &name(&self.app, HALF), secret, Some(access::HALF_LOGIN.as_secs()));
        response
    }

    /// The secret of a login that lacks the code.
    pub fn half_login(&self) -> Option<String> {
        cookie(&self.headers, &name(&self.app, HALF))
    }

    /// Forgets it.
    pub fn end_half_login(&self, response: &mut Response) {
        self.set_cookie(response, &name(&self.app, HALF), "", Some(0));
    }

    /// Remembers in this browser that it sets the instance up.
    pub fn begin_setup(&self, response: &mut Response, secret: &str) {
        self.set_cookie(response, &name(&self.app, SETUP), secret, Some(access::setup::LIFETIME.as_secs()));
    }

    /// Forgets it.
    pub fn end_setup(&self, response: &mut Response) {
        self.set_cookie(response, &name(&self.app, SETUP), "", Some(0));
    }

    /// Remembers in this browser who came by single sign-on and has to choose a user name.
    pub fn begin_newcomer(&self, response: &mut Response, secret: &str) {
        self.set_cookie(response, &name(&self.app, NEWCOMER), secret, Some(sign_on::LIFETIME.as_secs()));
    }

    /// The secret of somebody who has to choose one; may be empty.
    pub fn newcomer(&self) -> String {
        cookie(&self.headers, &name(&self.app, NEWCOMER)).unwrap_or_default()
    }

    /// Forgets it.
    pub fn end_newcomer(&self, response: &mut Response) {
        self.set_cookie(response, &name(&self.app, NEWCOMER), "", Some(0));
    }

    /// How pages look in this browser.
    pub fn appearance(&self) -> Appearance {
        cookie(&self.headers, APPEARANCE).map_or_else(Appearance::default, |cookie| Appearance::parse(&cookie))
    }

    /// Remembers in this browser how pages look.
    pub fn remember_appearance(&self, response: &mut Response, appearance: Appearance) {
        self.set_cookie(response, APPEARANCE, &appearance.cookie(), Some(365 * 24 * 3_600));
    }

    /// Remembers the language in this browser.
    pub fn remember_language(&self, response: &mut Response, language: Language) {
        self.set_cookie(response, LANGUAGE, language.code(), Some(365 * 24 * 3_600));
    }
}
