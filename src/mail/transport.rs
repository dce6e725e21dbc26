//! Handing a mail to the server in the settings.

use super::Mail;
use crate::app::App;
use crate::config::{self, Config};
use crate::error::{Error, Result};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::{Duration, SystemTime};
use url::Url;

/// How long the server may take for one step.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long somebody who looks waits for one step.
const PROBE_TIMEOUT: Duration = Duration::from_secs(10);
/// The port where mail programs hand in mails (RFC 6409), and the one with TLS from the first byte (RFC 8314).
const PORTS: (u16, u16) = (587, 465);

pub(super) async fn send(app: &App, settings: &config::Mail, mail: Mail) -> Result<()> {
    let message = message(app, settings, mail)?;
    let transport = builder(&settings.url)?
        .hello_name(ClientId::Domain(app.urls.host().split(':').next().unwrap_or_default().to_owned()))
        .timeout(Some(TIMEOUT))
        .build::<Tokio1Executor>();
    // The error names the server's answer, neither password nor mail.
    let sent = transport.send(message).await;
    sent.map(drop).map_err(|error| Error::unavailable(format!("the mail server did not take it: {}", reason(&error))))
}

/// Connects to the mail server and logs in, without sending anything.
pub(super) async fn probe(config: &Config) -> Result<()> {
    config.mail.from.parse::<Mailbox>().map_err(|_| Error::unavailable("mail.from is no address"))?;
    let transport = builder(&config.mail.url)?
        .hello_name(ClientId::Domain(config.origin().host().to_owned()))
        .timeout(Some(PROBE_TIMEOUT))
        .build::<Tokio1Executor>();
    match transport.test_connection().await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::unavailable("the mail server hangs up")),
        Err(error) => Err(Error::unavailable(reason(&error))),
    }
}

/// What the server or the network said. Server answers may quote an address, which the log does not need.
fn reason(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("SMTP status {code}"),
        None if error.is_timeout() => "it takes too long to answer".to_owned(),
        None => std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string),
    }
}

fn builder(address: &str) -> Result<AsyncSmtpTransportBuilder> {
    let url = Url::parse(address).map_err(|_| Error::internal("mail.url"))?;
    let host = url.host_str().ok_or_else(|| Error::internal("mail.url"))?.trim_matches(['[', ']']);
    let tls = || TlsParameters::new(host.to_owned()).map_err(Error::internal);
    let (tls, port) = match (url.scheme(), url.query()) {
        ("smtps", _) => (Tls::Wrapper(tls()?), PORTS.1),
        (_, Some("tls=none")) => (Tls::None, PORTS.0),
        _ => (Tls::Required(tls()?), PORTS.0),
    };
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host).port(url.port().unwrap_or(port)).tls(tls);
    Ok(match (url.username(), url.password()) {
        ("", _) => builder,
        (user, password) => builder.credentials(Credentials::new(decoded(user), decoded(password.unwrap_or_default()))),
    })
}

/// Percent-encoding resolved; `+`, `&` and `=` stay what they are.
fn decoded(part: &str) -> String {
    let escaped = part.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(escaped.as_bytes()).next().map(|(text, _)| text.into_owned()).unwrap_or_default()
}

fn message(app: &App, settings: &config::Mail, mail: Mail) -> Result<Message> {
    let from: Mailbox = settings.from.parse().map_err(|_| Error::internal("mail.from"))?;
    let to = mail.to.parse().map_err(|_| Error::invalid("email", "error-email"))?;
    let seconds = u64::try_from(app.now().seconds()).unwrap_or_default();
    let host = app.urls.host().split(':').next().unwrap_or_default();
    let builder = Message::builder()
        .message_id(Some(format!("<{}@{host}>", app.next_id())))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .from(Mailbox::new(Some(from.name.unwrap_or_else(|| app.settings().name.clone())), from.email))
        .to(Mailbox::new(None, to))
        .subject(mail.subject)
        // RFC 3834: out-of-office programs do not answer programs.
        .header(AutoSubmitted);
    let builder = match mail.end {
        Some(end) => builder.header(ListUnsubscribe(format!("<{end}>"))).header(ListUnsubscribePost),
        None => builder,
    };
    builder.multipart(MultiPart::alternative_plain_html(mail.text, mail.html)).map_err(Error::internal)
}

/// `Auto-Submitted: auto-generated` (RFC 3834 §5).
#[derive(Debug, Clone, Copy)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// `List-Unsubscribe: <https://…>` (RFC 2369 §3.2): the link that ends mails of this kind.
#[derive(Debug, Clone)]
struct ListUnsubscribe(String);

impl lettre::message::header::Header for ListUnsubscribe {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// `List-Unsubscribe-Post: List-Unsubscribe=One-Click` (RFC 8058 §3.1): a mail program may ask for it by itself.
#[derive(Debug, Clone, Copy)]
struct ListUnsubscribePost;

impl lettre::message::header::Header for ListUnsubscribePost {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_with_odd_signs_survive_the_address() {
        assert_eq!(decoded("p%40ss%2Fw%C3%B6rt+1"), "p@ss/wört+1");
        assert_eq!(decoded("a%26b%3Dc"), "a&b=c");
    }

    #[test]
    fn every_form_of_address_is_understood() {
        for url in ["smtps://a:b@mail.example.org", "smtp://mail.example.org:2525", "smtp://127.0.0.1?tls=none", "smtp://[::1]:25?tls=none"]
        {
            assert!(builder(url).is_ok(), "{url}");
        }
    }
}
