//! The mail server as a form asks for it, and as one address.

use crate::config::Mail;
use crate::error::{Error, Result};
use crate::text::mail_address;
use lettre::message::Mailbox;
use url::Url;

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS after a plain greeting.
    StartTls,
    /// None: for a server beside this one.
    None,
}

impl Protection {
    /// All of them, in the order shown.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::None];

    /// The word in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }

    /// The protection by its word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|protection| protection.as_str() == word)
    }
}

/// The mail server, part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailForm {
    /// Name, with `:port` where it is not the usual one; empty to send no mail.
    pub server: String,
    /// How the way there is protected.
    pub protection: Protection,
    /// User name; may be empty.
    pub user: String,
    /// Whether there is a password; it is never shown.
    pub has_password: bool,
    /// The sender.
    pub from: String,
}

impl MailForm {
    /// The parts of these settings.
    pub fn of(mail: &Mail) -> Self {
        let from = mail.from.clone();
        let Ok(url) = Url::parse(&mail.url) else { return Self { from, ..Self::default() } };
        let host = url.host_str().unwrap_or_default();
        let protection = match (url.scheme(), url.query()) {
            ("smtps", _) => Protection::Tls,
            (_, Some("tls=none")) => Protection::None,
            _ => Protection::StartTls,
        };
        Self {
            server: url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
            protection,
            user: decoded(url.username()),
            has_password: url.password().is_some(),
            from,
        }
    }

    /// The settings of these parts. Without a new password the one of `before` stays, as long as server and user stay.
    ///
    /// # Errors
    /// `Invalid` at the fields `server` and `from`.
    pub fn mail(&self, password: &str, before: &Mail) -> Result<Mail> {
        let from = self.from.trim().to_owned();
        let server = self.server.trim();
        if server.is_empty() {
            return Ok(Mail { url: String::new(), from });
        }
        let wrong = || Error::invalid("server", "error-mail-server");
        let (scheme, query) = match self.protection {
            Protection::Tls => ("smtps", ""),
            Protection::StartTls => ("smtp", ""),
            Protection::None => ("smtp", "?tls=none"),
        };
        if server.contains(['/', '@', '?', '#', ' ']) {
            return Err(wrong());
        }
        let mut url = Url::parse(&format!("{scheme}://{server}{query}")).map_err(|_| wrong())?;
        let user = self.user.trim();
        if !user.is_empty() {
            url.set_username(user).map_err(|()| wrong())?;
            let (old, known) = (Self::of(before), Url::parse(&before.url).ok());
            let same = old.server == server && old.user == user;
            let kept = known.filter(|_| same && password.is_empty()).and_then(|known| known.password().map(decoded));
            let password = kept.unwrap_or_else(|| password.to_owned());
            url.set_password(Some(password.as_str()).filter(|password| !password.is_empty())).map_err(|()| wrong())?;
        }
        let mail = Mail { url: url.to_string(), from };
        check(&mail)?;
        Ok(mail)
    }
}

/// Percent-encoding resolved; `+`, `&` and `=` stay what they are.
fn decoded(part: &str) -> String {
    let escaped = part.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(escaped.as_bytes()).next().map(|(text, _)| text.into_owned()).unwrap_or_default()
}

/// Whether mail can be sent like this.
///
/// # Errors
/// `Invalid` at the fields `server` and `from`.
pub(super) fn check(mail: &Mail) -> Result<()> {
    if !mail.is_on() {
        return Ok(());
    }
    if !mail.from.parse::<Mailbox>().is_ok_and(|from| mail_address(from.email.as_ref()).is_some()) {
        return Err(Error::invalid("from", "error-mail-from"));
    }
    let open = mail.url.contains("tls=none");
    mail.check().map_err(|_| Error::invalid("server", if open { "error-mail-open" } else { "error-mail-server" }))
}

/// A mail address in its normal form, or nothing.
pub(super) fn address(typed: &str) -> Option<String> {
    if typed.trim().is_empty() { Some(String::new()) } else { mail_address(typed) }
}
