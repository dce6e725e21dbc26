//! Mails: what they say, in the language of who gets them, and sending them by SMTP. Each is a durable job that a [`Letter`] describes;
//! it is tried again when the mail server does not take it.
//!
//! Must never: log whom a mail is for or what it says, hold a word outside `web/texts`, or load anything from elsewhere in a mail.

mod digest;
mod transport;

use crate::access::invitation_link::Mailing;
use crate::access::{Letter, PasskeyNews, email, invitation, invitation_link, password, work_address};
use crate::actor::account::{self, Account};
use crate::administration::barrier::{self, Barrier};
use crate::app::App;
use crate::config::{self, Config};
use crate::error::{Error, Result};
use crate::notification::by_mail;
use crate::object::chatham::is_under_rule;
use crate::personal::{self, export};
use crate::vetting::{self, Ending, Method, Organisation};
use crate::web::texts::{Language, Texts};
use askama::Template;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;

pub use crate::access::MAIL;

/// A mail, ready to be sent. Its debug output holds nothing of it.
pub struct Mail {
    /// To whom.
    to: String,
    /// One line.
    subject: String,
    /// For programs that show text alone.
    text: String,
    /// For all others.
    html: String,
    /// The link that ends mails of its kind, where they come again and again.
    end: Option<String>,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Mail").finish_non_exhaustive()
    }
}

/// What a mail says: a greeting, some paragraphs, and mostly one thing to do.
struct Words {
    subject: String,
    paragraphs: Vec<String>,
    action: String,
    link: String,
    after: Vec<String>,
}

#[derive(Template)]
#[template(path = "mail/mail.txt", escape = "none", whitespace = "preserve")]
struct TextPart<'a> {
    instance: &'a str,
    origin: &'a str,
    words: &'a Words,
    t: Texts,
}

#[derive(Template)]
#[template(path = "mail/mail.html")]
struct HtmlPart<'a> {
    instance: &'a str,
    origin: &'a str,
    words: &'a Words,
    t: Texts,
}

/// The job: sends a letter.
pub fn send(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let letter = serde_json::from_str(&payload).map_err(Error::internal)?;
        deliver(&app, letter).await
    }
    .boxed()
}

/// Makes the mail for a letter and hands it to the mail server. A letter nobody can get any more is dropped.
///
/// # Errors
/// `Unavailable` when there is no mail server or it does not take the mail.
pub async fn deliver(app: &Arc<App>, letter: Letter) -> Result<()> {
    if !app.settings().mail.is_on() {
        return Err(Error::unavailable("no mail server is set (mail.url)"));
    }
    let (now, digest) = (app.now(), if let Letter::Digest(account) = letter { Some(account) } else { None });
    let Some(mail) = compose(app, letter).await? else { return Ok(()) };
    transport::send(app, &app.settings().mail, mail).await?;
    match digest {
        Some(account) => app.write(move |conn, _| by_mail::told(conn, account, now)).await,
        None => Ok(()),
    }
}

/// Connects to the mail server in these settings and logs in, without sending anything.
///
/// # Errors
/// `Unavailable` with what the server or the network said.
pub async fn probe(config: &Config) -> Result<()> {
    transport::probe(config).await
}

/// Sends a mail at once to try these settings, which need not be those in force.
///
/// # Errors
/// `Unavailable` with what the mail server or the network said.
pub fn try_out(app: Arc<App>, settings: config::Mail, to: String) -> BoxFuture<'static, Result<()>> {
    async move {
        match compose(&app, Letter::Test(to)).await? {
            Some(mail) => transport::send(&app, &settings, mail).await,
            None => Ok(()),
        }
    }
    .boxed()
}

async fn compose(app: &Arc<App>, letter: Letter) -> Result<Option<Mail>> {
    let instance = Language::from_code(app.settings().language.as_str()).unwrap_or(Language::German);
    let texts = move |account: Option<&Account>| {
        Texts::new(account.and_then(|account| Language::from_code(account.language.as_deref()?)).unwrap_or(instance))
    };
    let of_account = |account: Account, words: fn(Texts, &App, String) -> Words, link: String| {
        let t = texts(Some(&account));
        account.email.as_ref().map(|to| render(app, t, to, &words(t, app, link))).transpose()
    };
    match letter {
        Letter::Test(to) => Ok(Some(render(app, texts(None), &to, &test_words(texts(None), app))?)),
        Letter::Invitation(id) => {
            // A write: the link is made now, so that no queue holds it.
            let Some((invitation, secret)) = app.write(move |conn, app| invitation::renew(conn, app, id)).await? else { return Ok(None) };
            let t = texts(None);
            let until = crate::web::present::moment(t, invitation.expires_at, app.now()).full;
            let words = if invitation.requested { request_words } else { invitation_words };
            let words = words(t, app, invitation::link(app, &secret), &until);
            invitation.email.map(|to| render(app, t, &to, &words)).transpose()
        }
        Letter::InvitationLink(id) => {
            // A write: the link is made now, so that no queue holds it.
            let Some(mailing) = app.write(move |conn, app| invitation_link::renew(conn, app, id)).await? else { return Ok(None) };
            let t = texts(None);
            render(app, t, &mailing.to, &invitation_link_words(t, app, &mailing)).map(Some)
        }
        Letter::ForgottenPassword(typed) => {
            let made = app
                .write(move |conn, app| {
                    let Some(account) =
                        password::meant(conn, app, &typed)?.filter(|account| account.email.is_some() && account.disabled_at.is_none())
                    else {
                        return Ok(None);
                    };
                    let link = password::link(conn, app, account.id)?;
                    Ok(Some((account, link)))
                })
                .await?;
            made.map_or(Ok(None), |(account, link)| of_account(account, forgotten_words, link))
        }
        Letter::PasswordChanged(id) => {
            let account = app.read(move |conn, _| account::find(conn, id)).await?;
            let link = app.urls.at("/passwort-vergessen");
            of_account(account, changed_words, link)
        }
        Letter::Barrier { account, barrier } => {
            let (account, barrier) = app.read(move |conn, _| Ok((account::find(conn, account)?, barrier::find(conn, barrier)?))).await?;
            let Some(barrier) = barrier.filter(|_| account.admin && account.disabled_at.is_none()) else { return Ok(None) };
            let t = texts(Some(&account));
            account.email.map(|to| render(app, t, &to, &barrier_words(t, app, &barrier))).transpose()
        }
        Letter::Departure(id) => {
            let asked = app.read(move |conn, _| personal::of(conn, id)?.map(|leaving| Ok((leaving, account::find(conn, id)?))).transpose());
            let Some((leaving, account)) = asked.await? else { return Ok(None) };
            let t = texts(Some(&account));
            let words = departure_words(t, app, &crate::web::present::moment(t, leaving.leaves_at, app.now()).full);
            account.email.as_ref().map(|to| render(app, t, to, &words)).transpose()
        }
        Letter::Passkey { account, name, news } => {
            let account = app.read(move |conn, _| account::find(conn, account)).await?;
            let t = texts(Some(&account));
            let words = passkey_words(t, app, news, &name);
            account.email.as_ref().map(|to| render(app, t, to, &words)).transpose()
        }
        Letter::EmailAsked(id) => {
            // A write: the link is made now, so that no queue holds it.
            let made = app.write(move |conn, app| Ok(email::link(conn, app, id)?.zip(Some(account::find(conn, id)?)))).await?;
            let Some(((to, link), account)) = made.filter(|(_, account)| account.disabled_at.is_none()) else { return Ok(None) };
            let t = texts(Some(&account));
            render(app, t, &to, &email_asked_words(t, app, &account, link)).map(Some)
        }
        Letter::EmailChanged { account, before } => {
            let account = app.read(move |conn, _| account::find(conn, account)).await?;
            let t = texts(Some(&account));
            render(app, t, &before, &email_changed_words(t, app)).map(Some)
        }
        Letter::WorkAddressAsked(id) => {
            // A write: the link is made now, so that no queue holds it.
            let made = app.write(move |conn, app| Ok(work_address::link(conn, app, id)?.zip(Some(account::find(conn, id)?)))).await?;
            let Some(((to, organisation, link), account)) = made.filter(|(_, account)| account.disabled_at.is_none()) else {
                return Ok(None);
            };
            let t = texts(Some(&account));
            render(app, t, &to, &work_address_words(t, app, &account, &organisation, link)).map(Some)
        }
        Letter::VouchingEnds { account, vouching } => {
            let ending = app.read(move |conn, app| {
                vetting::ending(conn, vouching, app.now())?.map(|ending| Ok((ending, account::find(conn, account)?))).transpose()
            });
            let Some((ending, account)) = ending.await?.filter(|(_, account)| account.disabled_at.is_none()) else { return Ok(None) };
            let t = texts(Some(&account));
            account.email.as_ref().map(|to| render(app, t, to, &vouching_ends_words(t, app, &ending))).transpose()
        }
        Letter::SignOn { account, name, linked } => {
            let account = app.read(move |conn, _| account::find(conn, account)).await?;
            let t = texts(Some(&account));
            account.email.as_ref().map(|to| render(app, t, to, &sign_on_words(t, app, &name, linked))).transpose()
        }
        Letter::Digest(id) => digest::compose(app, id, move |due| texts(Some(&due.account))).await,
        Letter::Export { account, export } => {
            let ready = app.read(move |conn, app| match export::ready(conn, app, export, account) {
                Ok(export) => Ok(Some((export, account::find(conn, account)?))),
                Err(Error::NotFound) => Ok(None),
                Err(error) => Err(error),
            });
            let Some((export, account)) = ready.await?.filter(|(_, account)| account.disabled_at.is_none()) else { return Ok(None) };
            let t = texts(Some(&account));
            let until = export.until().map(|until| crate::web::present::moment(t, until, app.now()).full).unwrap_or_default();
            account.email.as_ref().map(|to| render(app, t, to, &export_words(t, app, &until))).transpose()
        }
    }
}

fn render(app: &App, t: Texts, to: &str, words: &Words) -> Result<Mail> {
    let settings = app.settings();
    let (instance, origin) = (settings.name.as_str(), app.urls.origin());
    let text = TextPart { instance, origin, words, t }.render().map_err(Error::internal)?;
    let html = HtmlPart { instance, origin, words, t }.render().map_err(Error::internal)?;
    Ok(Mail { to: to.to_owned(), subject: words.subject.clone(), text, html, end: None })
}

fn test_words(t: Texts, app: &App) -> Words {
    let name = &app.settings().name;
    Words {
        subject: t.with("mail-test-subject", "instance", name).into_owned(),
        paragraphs: vec![t.with("mail-test-text", "instance", name).into_owned()],
        action: String::new(),
        link: String::new(),
        after: Vec::new(),
    }
}

fn invitation_words(t: Texts, app: &App, link: String, until: &str) -> Words {
    let name = &app.settings().name;
    Words {
        subject: t.with("mail-invitation-subject", "instance", name).into_owned(),
        paragraphs: vec![t.with("mail-invitation-text", "instance", name).into_owned(), t.t("mail-invitation-how").into_owned()],
        action: t.t("mail-invitation-action").into_owned(),
        link,
        after: vec![t.with("mail-invitation-until", "until", until).into_owned()],
    }
}

/// For who asked for the link herself: nobody invited her.
fn request_words(t: Texts, app: &App, link: String, until: &str) -> Words {
    let name = &app.settings().name;
    Words {
        subject: t.with("mail-request-subject", "instance", name).into_owned(),
        paragraphs: vec![t.with("mail-request-text", "instance", name).into_owned(), t.t("mail-invitation-how").into_owned()],
        action: t.t("register-title").into_owned(),
        link,
        after: vec![t.with("mail-invitation-until", "until", until).into_owned(), t.t("mail-request-not-me").into_owned()],
    }
}

/// A community that is hidden is not named, nor one that is under the Chatham House Rule: the mail would say that its host belongs to it. Nobody's
/// name stands in the subject.
fn invitation_link_words(t: Texts, app: &App, mailing: &Mailing) -> Words {
    let (instance, opened) = (&app.settings().name, &mailing.opened);
    let who = match mailing.organisation.as_str() {
        _ if is_under_rule(&opened.group) => t.t("chatham-somebody").into_owned(),
        "" => opened.host.display_name().to_owned(),
        organisation => format!("{} ({organisation})", opened.host.display_name()),
    };
    let until = crate::web::present::moment(t, opened.link.expires_at, app.now()).full;
    let named = || t.with("mail-link-community", "community", opened.group.display_name()).into_owned();
    let mut paragraphs = vec![t.with_two("mail-link-text", "who", &who, "instance", instance).into_owned()];
    paragraphs.extend((!opened.group.is_hidden() && !is_under_rule(&opened.group)).then(named));
    paragraphs.push(t.with("mail-link-how", "instance", instance).into_owned());
    Words {
        subject: t.with("mail-link-subject", "instance", instance).into_owned(),
        paragraphs,
        action: t.t("mail-link-action").into_owned(),
        link: mailing.link.clone(),
        after: vec![t.with("mail-invitation-until", "until", &until).into_owned(), t.t("mail-link-not-me").into_owned()],
    }
}

fn forgotten_words(t: Texts, app: &App, link: String) -> Words {
    Words {
        subject: t.with("mail-forgotten-subject", "instance", &app.settings().name).into_owned(),
        paragraphs: vec![t.t("mail-forgotten-text").into_owned()],
        action: t.t("mail-forgotten-action").into_owned(),
        link,
        after: vec![t.t("mail-forgotten-until").into_owned(), t.t("mail-forgotten-not-me").into_owned()],
    }
}

fn changed_words(t: Texts, app: &App, link: String) -> Words {
    Words {
        subject: t.with("mail-changed-subject", "instance", &app.settings().name).into_owned(),
        paragraphs: vec![t.t("mail-changed-text").into_owned(), t.t("mail-changed-not-me").into_owned()],
        action: t.t("mail-changed-action").into_owned(),
        link,
        after: Vec::new(),
    }
}

fn email_asked_words(t: Texts, app: &App, account: &Account, link: String) -> Words {
    let name = &app.settings().name;
    Words {
        subject: t.with("mail-email-asked-subject", "instance", name).into_owned(),
        paragraphs: vec![t.with_two("mail-email-asked-text", "username", &account.login, "instance", name).into_owned()],
        action: t.t("mail-email-asked-action").into_owned(),
        link,
        after: vec![t.t("mail-email-asked-until").into_owned()],
    }
}

fn email_changed_words(t: Texts, app: &App) -> Words {
    Words {
        subject: t.with("mail-email-changed-subject", "instance", &app.settings().name).into_owned(),
        paragraphs: vec![t.t("mail-email-changed-text").into_owned()],
        action: String::new(),
        link: String::new(),
        after: Vec::new(),
    }
}

fn work_address_words(t: Texts, app: &App, account: &Account, organisation: &Organisation, link: String) -> Words {
    let name = &app.settings().name;
    Words {
        subject: t.with("mail-work-address-subject", "instance", name).into_owned(),
        paragraphs: vec![
            t.with_two("mail-work-address-text", "username", &account.login, "instance", name).into_owned(),
            t.with("mail-work-address-for", "organisation", &organisation.name).into_owned(),
        ],
        action: t.t("mail-work-address-action").into_owned(),
        link,
        after: vec![t.t("mail-work-address-until").into_owned()],
    }
}

fn sign_on_words(t: Texts, app: &App, name: &str, linked: bool) -> Words {
    let (subject, text) = match linked {
        true => ("mail-sign-on-linked-subject", "mail-sign-on-linked-text"),
        false => ("mail-sign-on-unlinked-subject", "mail-sign-on-unlinked-text"),
    };
    Words {
        subject: t.with(subject, "instance", &app.settings().name).into_owned(),
        paragraphs: vec![t.with(text, "provider", name).into_owned(), t.t("mail-sign-on-not-me").into_owned()],
        action: t.t("mail-sign-on-action").into_owned(),
        link: app.urls.at("/ich/sicherheit"),
        after: Vec::new(),
    }
}

fn vouching_ends_words(t: Texts, app: &App, ending: &Ending) -> Words {
    let until = crate::web::present::moment(t, ending.vouching.valid_until, app.now()).full;
    let (text, advice) = match ending.vouching.method {
        Method::Guest => ("mail-guest-ends-text", "mail-guest-ends-how"),
        Method::Oidc => ("mail-vouching-ends-text", "mail-vouching-ends-sign-on"),
        Method::EmailDomain | Method::Manual => ("mail-vouching-ends-text", "mail-vouching-ends-how"),
    };
    Words {
        subject: t.with("mail-vouching-ends-subject", "instance", &app.settings().name).into_owned(),
        paragraphs: vec![
            t.with_two(text, "organisation", &ending.organisation.name, "until", &until).into_owned(),
            t.t(advice).into_owned(),
        ],
        action: t.t("mail-vouching-ends-action").into_owned(),
        link: app.urls.at("/ich/dienststelle"),
        after: Vec::new(),
    }
}

fn barrier_words(t: Texts, app: &App, barrier: &Barrier) -> Words {
    let mut paragraphs = vec![t.t("mail-barrier-text").into_owned()];
    if !barrier.page.is_empty() {
        paragraphs.push(t.with("mail-barrier-page", "page", &barrier.page).into_owned());
    }
    paragraphs.extend(barrier.words.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    Words {
        subject: t.with("mail-barrier-subject", "instance", &app.settings().name).into_owned(),
        paragraphs,
        action: t.t("mail-barrier-action").into_owned(),
        link: app.urls.at("/verwaltung/barrieren"),
        after: barrier.contact.iter().map(|contact| t.with("mail-barrier-contact", "contact", contact).into_owned()).collect(),
    }
}

fn departure_words(t: Texts, app: &App, until: &str) -> Words {
    Words {
        subject: t.with("mail-departure-subject", "instance", &app.settings().name).into_owned(),
        paragraphs: vec![t.with("mail-departure-text", "until", until).into_owned(), t.t("mail-departure-back").into_owned()],
        action: t.t("mail-departure-action").into_owned(),
        link: app.urls.at("/ich/daten"),
        after: Vec::new(),
    }
}

fn passkey_words(t: Texts, app: &App, news: PasskeyNews, name: &str) -> Words {
    let (subject, text, advice) = match news {
        PasskeyNews::Added => ("mail-passkey-added-subject", "mail-passkey-added-text", "mail-passkey-not-me"),
        PasskeyNews::Removed => ("mail-passkey-removed-subject", "mail-passkey-removed-text", "mail-passkey-not-me"),
        PasskeyNews::Suspected => ("mail-passkey-suspected-subject", "mail-passkey-suspected-text", "mail-passkey-suspected-advice"),
    };
    Words {
        subject: t.with(subject, "instance", &app.settings().name).into_owned(),
        paragraphs: vec![t.with(text, "name", name).into_owned(), t.t(advice).into_owned()],
        action: t.t("mail-passkey-action").into_owned(),
        link: app.urls.at("/ich/sicherheit/passkeys"),
        after: Vec::new(),
    }
}

fn export_words(t: Texts, app: &App, until: &str) -> Words {
    Words {
        subject: t.with("mail-export-subject", "instance", &app.settings().name).into_owned(),
        paragraphs: vec![t.with("mail-export-text", "until", until).into_owned()],
        action: t.t("mail-export-action").into_owned(),
        link: app.urls.at("/ich/daten"),
        after: vec![t.t("mail-export-not-me").into_owned()],
    }
}
