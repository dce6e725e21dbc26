//! One request of a person: who it is, in which language, and how to answer.

use super::around::{Around, Known, who};
use super::error::{self, ErrorView, ExpiredPage, ExpiredView};
use super::layout::{Done, Flash, Frame, Look, Section};
use super::legal;
use super::page;
use super::present::moment;
use super::texts::{Language, Texts};
use crate::access::{self, digest as digest_of, known_browser};
use crate::actor::Actor;
use crate::actor::account::{self, Account, Came};
use crate::app::App;
use crate::client;
use crate::error::{Error, Reason, Result};
use crate::object::Viewer;
use crate::text::without_secrets;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, COOKIE, LOCATION, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;

/// How long a browser stays logged in.
pub const SESSION_LIFETIME: std::time::Duration = std::time::Duration::from_secs(30 * 24 * 3_600);
const SESSION: &str = "session";
pub(super) const SETUP: &str = "setup";
const KNOWN: &str = "known-browser";
const VISITOR: &str = "visitor";
pub(super) const LANGUAGE: &str = "language";
const FLASH: &str = "flash";
/// Makes a browser forget the copies of pages it has (W3C Clear Site Data §3.1).
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// A request of a person.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The instance.
    pub app: Arc<App>,
    /// Who is logged in.
    pub person: Option<Actor>,
    /// The login of who is logged in.
    pub account: Option<Account>,
    /// Texts in the language of this visit.
    pub t: Texts,
    /// The token every form of this visit carries.
    pub csrf: String,
    /// Path and query.
    pub path: String,
    /// The headers of the request.
    pub headers: HeaderMap,
    /// The network it comes from, as a key for limits.
    pub network: String,
    /// Whether this browser sets the instance up.
    pub sets_up: bool,
    /// What pages show around themselves, read together with who it is; forms seldom need it.
    around: Option<Arc<Around>>,
    session: Option<String>,
    /// It could not be looked up who this is.
    unknown: bool,
    /// A visitor's secret to set, when there was none.
    new_visitor: Option<String>,
    /// The token of forms that this browser was shown before somebody logged in.
    before: Option<String>,
    /// What a form brought while nobody was logged in, and whether it had files: it must not get lost.
    brought: Option<Arc<Brought>>,
    flash: Option<Done>,
}

/// What a form brought while nobody was logged in.
#[derive(Debug)]
struct Brought {
    fields: Vec<(String, String)>,
    had_files: bool,
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let path = OriginalUri::from_request_parts(parts, app).await.map_or_else(|_| "/".to_owned(), |uri| uri.0.to_string());
        let network = client::network(parts, &app.config.server.trusted_proxies);
        Ok(Self::begin(Arc::clone(app), &parts.method, parts.headers.clone(), path, network).await)
    }
}

impl Visit {
    async fn begin(app: Arc<App>, method: &Method, headers: HeaderMap, path: String, network: String) -> Self {
        let session = cookie(&headers, &name(&app, SESSION));
        let (found, unknown) = match &session {
            Some(token) => who(&app, token, method.is_safe()).await.map_or_else(
                |error| {
                    tracing::error!(%error, "looking for a session failed");
                    (None, true)
                },
                |found| (found, false),
            ),
            None => (None, false),
        };
        let (account, person, around) = match found {
            Some(Known { account, person, around }) => (Some(account), Some(person), around.map(Arc::new)),
            None => (None, None, None),
        };
        let visitor = cookie(&headers, &name(&app, VISITOR));
        let token_of = |secret: &str| digest_of(&format!("csrf:{secret}"));
        let before = visitor.as_deref().filter(|_| account.is_some()).map(token_of);
        let (secret, new_visitor) = match (&account, &session, visitor) {
            (Some(_), Some(session), _) => (session.clone(), None),
            (_, _, Some(visitor)) => (visitor, None),
            _ => {
                let fresh = access::token(&app);
                (fresh.clone(), Some(fresh))
            }
        };
        let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let chosen = cookie(&headers, LANGUAGE);
        let instance = Language::from_code(app.settings().language.as_str()).unwrap_or(Language::German);
        let of_account = account.as_ref().and_then(|account| account.language.as_deref());
        let language = Language::negotiate(of_account, chosen.as_deref(), header, instance);
        let flash = cookie(&headers, FLASH).and_then(|text| Done::from_text(&text));
        let csrf = token_of(&secret);
        let session = session.filter(|_| account.is_some());
        let sets_up = sets_up(&app, &headers).await;
        let (t, brought) = (Texts::new(language), None);
        Self {
            sets_up,
            around,
            app,
            person,
            account,
            t,
            csrf,
            path,
            headers,
            network,
            session,
            unknown,
            new_visitor,
            before,
            brought,
            flash,
        }
    }

    /// Whether this is the token of a form of this visit. One from before the log-in counts, too, if the browser says (`own`) that the form
    /// is on a page of ours: whoever was logged out while writing logs in beside and sends what is still there.
    pub(super) fn knows_token(&self, token: &str, own: bool) -> bool {
        let same = |known: &str| aws_lc_rs::constant_time::verify_slices_are_equal(token.as_bytes(), known.as_bytes()).is_ok();
        same(&self.csrf) || own && self.before.as_deref().is_some_and(same)
    }

    /// The same visit, which knows what a form brought if nobody is logged in.
    #[must_use]
    pub(super) fn bringing(self, fields: &[(String, String)], had_files: bool) -> Self {
        let secret = |(name, _): &(String, String)| ["password", "current"].contains(&name.as_str());
        let keeps = self.person.is_none() && !fields.iter().any(secret);
        Self { brought: keeps.then(|| Arc::new(Brought { fields: fields.to_vec(), had_files })), ..self }
    }

    /// The page with everything that a form brought, ready to be sent again after logging in; nothing if nothing was typed.
    async fn given_back(&self) -> Option<Response> {
        let Brought { fields, had_files } = self.brought.as_deref()?;
        let view = ExpiredView { had_files: *had_files, ..ExpiredView::new(own_path(&self.path), fields.clone()) };
        let frame = self.frame(Section::Elsewhere).await.ok()?;
        (!view.typed.is_empty()).then(|| page::respond(StatusCode::FORBIDDEN, &ExpiredPage { t: self.t, frame, view }))
    }

    /// As whom this visit reads.
    pub fn viewer(&self) -> Viewer {
        self.person.as_ref().map_or(Viewer::Anonymous, |person| Viewer::Local { actor_id: person.id })
    }

    /// Number of the person who is logged in; everybody else is asked to log in.
    pub fn signed_in(&self) -> Result<i64> {
        self.person.as_ref().map(|person| person.id).ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
    }

    /// Whether the viewer administers the instance this community lives on, and so may moderate there as its hosts do. What is protected is
    /// so from administrators, too.
    pub fn administers(&self, group: &Actor) -> bool {
        group.local && !group.is_protected() && self.account.as_ref().is_some_and(|account| account.admin)
    }

    /// What surrounds a page of this visit.
    pub async fn frame(&self, section: Section) -> Result<Frame> {
        match &self.around {
            Some(around) => Ok(self.framed(section, around)),
            None => self.frame_anew(section).await,
        }
    }

    /// [`Visit::frame`] after something changed that it shows, such as the number of unread notifications.
    pub async fn frame_anew(&self, section: Section) -> Result<Frame> {
        let (Some(person), Some(account)) = (self.person.clone(), self.account.clone()) else {
            return Ok(Frame { section, flash: self.flash(), look: self.look(), ..self.bare_frame() });
        };
        let around = self.app.read(move |conn, app| Around::read(conn, app, &account, &person)).await?;
        Ok(self.framed(section, &around))
    }

    fn flash(&self) -> Option<Flash> {
        self.flash.map(|done| Flash::done(self.t, done))
    }

    fn framed(&self, section: Section, around: &Around) -> Frame {
        Frame {
            viewer: Some(around.viewer.clone()),
            unread: around.unread,
            section,
            communities: around.communities.clone(),
            writing_in: around.writing_in.clone(),
            flash: self.flash(),
            needs_password: around.needs_password,
            leaves: around.leaves_at.map_or_else(String::new, |at| moment(self.t, at, self.app.now()).full),
            administers: self.account.as_ref().is_some_and(|account| account.admin),
            look: self.look(),
            ..self.bare_frame()
        }
    }

    /// The colours and the logo of this instance.
    fn look(&self) -> Look {
        let settings = self.app.settings();
        Look {
            colours: settings.accent.map(|accent| legal::stylesheet(accent).0).unwrap_or_default(),
            logo: settings.logo.map(|id| format!("/media/{id}/klein")).unwrap_or_default(),
            registration: access::registration::is_open(&self.app),
            alone: false,
        }
    }

    /// A frame that needs no database, for when that is what failed.
    pub(super) fn bare_frame(&self) -> Frame {
        Frame {
            instance: self.app.settings().name.clone(),
            operator: String::new(),
            viewer: None,
            csrf: self.csrf.clone(),
            unread: 0,
            section: Section::Elsewhere,
            communities: Vec::new(),
            writing_in: Vec::new(),
            flash: None,
            needs_password: false,
            leaves: String::new(),
            appearance: self.appearance(),
            administers: false,
            path: self.path.clone(),
            look: Look { alone: self.app.settings().setting_up, ..self.look() },
        }
    }

    /// Turns what a page or form came to into an answer, with the cookies of this visit. Whom we could not look up is not taken for a
    /// stranger: that would be a refusal, and a form would be lost, for a fault of ours that passes.
    pub async fn answer(&self, result: impl Future<Output = Result<Response>> + Send) -> Response {
        let result = result.await;
        let mut response = match if self.unknown { Err(Error::unavailable("the session could not be looked up")) } else { result } {
            Ok(response) => response,
            Err(error) => self.failure(&error).await,
        };
        if let Some(visitor) = self.new_visitor.as_ref().filter(|_| !self.unknown) {
            self.set_cookie(&mut response, &name(&self.app, VISITOR), visitor, None);
        }
        // Kept by this browser alone and asked for again each time. Not `no-store`: with that, whoever goes back to a form finds it empty.
        response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        if self.flash.is_some() && !response.headers().contains_key(SET_COOKIE) && response.status() != StatusCode::SEE_OTHER {
            self.set_cookie(&mut response, FLASH, "", Some(0));
        }
        response
    }

    async fn failure(&self, error: &Error) -> Response {
        if matches!(error, Error::Internal(_) | Error::Unavailable(_)) {
            let path = self.path.split('?').next().unwrap_or_default();
            tracing::error!(%error, path = without_secrets(path), "a page failed");
        }
        if matches!(error, Error::NotSignedIn(_)) && self.person.is_none() {
            if let Some(page) = self.given_back().await {
                return page;
            }
            return see_other(&format!("/anmelden?next={}", encode(&self.path)));
        }
        let frame = self.frame(Section::Elsewhere).await.unwrap_or_else(|_| self.bare_frame());
        error::respond(self.t, frame, error)
    }

    /// The error page with these words.
    pub async fn trouble(&self, view: ErrorView) -> Result<Response> {
        let frame = self.frame(Section::Elsewhere).await.unwrap_or_else(|_| self.bare_frame());
        Ok(error::show(self.t, frame, view))
    }

    /// The error page for a form that was refused: what was typed stands on it, and the way back.
    pub async fn refused(&self, error: &Error, typed: String, back: String) -> Result<Response> {
        self.trouble(ErrorView { typed, back, ..ErrorView::new(self.t, error) }).await
    }

    /// The same visit on a page that says at once what was done, without leading anywhere first.
    pub fn having(&self, done: Done) -> Self {
        Self { flash: Some(done), ..self.clone() }
    }

    /// Leads to another page, which says what was done.
    pub fn done(&self, path: &str, done: Done) -> Response {
        let mut response = see_other(path);
        self.say(&mut response, done);
        response
    }

    /// The next page says what was done.
    pub fn say(&self, response: &mut Response, done: Done) {
        self.set_cookie(response, FLASH, done.text(), Some(60));
    }

    /// Begins a session: a new secret, whose digest alone is stored. A session that this browser had before ends.
    pub async fn log_in(&self, account: &Account, path: &str) -> Result<Response> {
        self.begin_session(account, see_other(path), None).await
    }

    /// [`Visit::log_in`], for somebody who came by single sign-on.
    pub async fn log_in_by(&self, account: &Account, path: &str, came: Option<Came>) -> Result<Response> {
        self.begin_session(account, see_other(path), came).await
    }

    /// [`Visit::log_in`], with a message on the next page.
    pub async fn log_in_and_say(&self, account: &Account, path: &str, done: Done) -> Result<Response> {
        self.begin_session(account, self.done(path, done), None).await
    }

    /// [`Visit::log_in_by`], with a message on the next page.
    pub async fn log_in_by_and_say(&self, account: &Account, path: &str, came: Came, done: Done) -> Result<Response> {
        self.begin_session(account, self.done(path, done), Some(came)).await
    }

    async fn begin_session(&self, account: &Account, mut response: Response, came: Option<Came>) -> Result<Response> {
        let token = access::token(&self.app);
        let now = self.app.now();
        let browser = self.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let session = account::Session {
            token_digest: digest_of(&token),
            account_id: account.id,
            created_at: now,
            expires_at: now.plus(SESSION_LIFETIME),
            used_at: now,
            browser: browser.chars().take(300).collect(),
            identity_id: came.as_ref().map(|came| came.identity_id),
            provider_session: came.and_then(|came| came.provider_session),
        };
        let (before, id) = (self.session_digest(), account.id);
        let write = self.app.write(move |conn, _| {
            if let Some(before) = before {
                account::end_session(conn, &before)?;
            }
            account::start_session(conn, &session)?;
            // As it is now: the password may be new.
            account::find(conn, id)
        });
        let account = write.await?;
        self.set_cookie(&mut response, &name(&self.app, SESSION), &token, Some(SESSION_LIFETIME.as_secs()));
        if known_browser::name(&account, &self.known_browser()).is_none()
            && let Some(mark) = known_browser::mark(&self.app, &account)
        {
            self.set_cookie(&mut response, &name(&self.app, KNOWN), &mark, Some(known_browser::LIFETIME.as_secs()));
        }
        Ok(response)
    }

    /// What this browser has of an earlier login; may be empty.
    pub fn known_browser(&self) -> String {
        cookie(&self.headers, &name(&self.app, KNOWN)).unwrap_or_default()
    }

    /// The digest of the session of this visit.
    pub fn session_digest(&self) -> Option<String> {
        self.session.as_deref().map(digest_of)
    }

    /// Whether files of this visit are kept: those of people who are logged in, and of who sets the instance up.
    pub const fn may_send_files(&self) -> bool {
        self.person.is_some() || self.sets_up
    }

    /// Ends the session, here and in the database.
    pub async fn log_out(&self) -> Result<Response> {
        if let Some(token) = &self.session {
            let digest = digest_of(token);
            self.app.write(move |conn, _| account::end_session(conn, &digest)).await?;
        }
        let mut response = self.done("/", Done::LoggedOut);
        self.set_cookie(&mut response, &name(&self.app, SESSION), "", Some(0));
        // Whoever uses this browser next must not find the pages by going back.
        response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\""));
        Ok(response)
    }

    pub(super) fn set_cookie(&self, response: &mut Response, name: &str, value: &str, seconds: Option<u64>) {
        let secure = if is_secure(&self.app) { "; Secure" } else { "" };
        let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
}

/// Whether the browser came by the link of the first set-up.
async fn sets_up(app: &Arc<App>, headers: &HeaderMap) -> bool {
    let Some(secret) = cookie(headers, &name(app, SETUP)).filter(|_| app.settings().setting_up) else { return false };
    let held = app.read(move |conn, app| access::setup::holds(conn, app, &secret)).await;
    held.unwrap_or_else(|error| {
        tracing::error!(%error, "looking for the first set-up failed");
        false
    })
}

fn is_secure(app: &App) -> bool {
    app.urls.origin().starts_with("https://")
}

/// Names of secret cookies say that they belong to this host alone (RFC 6265bis §4.1.3), where that is possible.
pub(super) fn name(app: &App, base: &str) -> String {
    if is_secure(app) { format!("__Host-{base}") } else { base.to_owned() }
}

pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name && !value.is_empty() && value.len() <= 200).then(|| value.to_owned())
    })
}

/// A part of an address.
pub fn encode(path: &str) -> String {
    url::form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

/// A path on this instance, or the start page: never leads elsewhere.
pub fn own_path(path: &str) -> &str {
    let own =
        path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") && path.bytes().all(|byte| byte.is_ascii_graphic());
    if own { path } else { "/" }
}

/// A redirect after a form: the next request is a `GET`.
pub fn see_other(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static("/"))]).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn redirects_stay_here() {
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:x", "/a\r\nSet-Cookie: x=y"] {
            assert_eq!(own_path(elsewhere), "/", "{elsewhere}");
        }
        assert_eq!(own_path("/b/1?antwort=2"), "/b/1?antwort=2");
    }
}
