//! What administrators may change in the browser: name, language, colour, who may join, mail, legal texts. One snapshot, [`Settings`], holds
//! all of it; the `settings` table keeps what was changed.
//!
//! What the file or the environment say wins over the table and cannot be changed here ([`is_fixed`]). Must never: know a page, open a
//! connection, or show the password of the mail server.

mod colour;
mod legal;
mod mail;
mod rows;
#[cfg(test)]
mod tests;

pub use colour::{BadColour, Colour};
pub use legal::{Statement, gaps, is_finished};
pub use mail::{MailForm, Protection};
pub use rows::{forget, get, load, put, save};

use crate::config::{Config, Language, Legal, Mail, Registration};
use crate::error::{Error, FieldError, Result};
use crate::text::{clean_line, clean_text, normalize_host};

/// The longest name of an instance, in characters.
const MAX_NAME: usize = 60;
/// The longest description, in characters.
const MAX_DESCRIPTION: usize = 500;
/// The longest legal text, in bytes.
const MAX_STATEMENT: usize = 100_000;

/// What may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// What the instance is called.
    Name,
    /// What it is, in a sentence or two.
    Description,
    /// The language of whoever has chosen none.
    Language,
    /// The colour of buttons and links.
    Accent,
    /// Number of the picture that is the logo.
    Logo,
    /// The mail address of those who run it.
    Contact,
    /// Who may join.
    Registration,
    /// Whose mail addresses may join.
    Domains,
    /// The mail server.
    MailUrl,
    /// The sender of mails.
    MailFrom,
    /// A legal text.
    Statement(Statement),
}

impl Key {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Name,
        Self::Description,
        Self::Language,
        Self::Accent,
        Self::Logo,
        Self::Contact,
        Self::Registration,
        Self::Domains,
        Self::MailUrl,
        Self::MailFrom,
        Self::Statement(Statement::Imprint),
        Self::Statement(Statement::Privacy),
        Self::Statement(Statement::Accessibility),
    ];

    /// The name in the file of settings, which is also the key in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "instance.name",
            Self::Description => "instance.description",
            Self::Language => "instance.language",
            Self::Accent => "instance.accent",
            Self::Logo => "instance.logo",
            Self::Contact => "instance.contact",
            Self::Registration => "instance.registration",
            Self::Domains => "instance.registration_domains",
            Self::MailUrl => "mail.url",
            Self::MailFrom => "mail.from",
            Self::Statement(statement) => statement.key(),
        }
    }

    /// The key of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.as_str() == name)
    }
}

/// Everything that administrators may change, as it holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the instance is called.
    pub name: String,
    /// What it is, in a sentence or two; may be empty.
    pub description: String,
    /// The language of whoever has chosen none.
    pub language: Language,
    /// The colour of buttons and links; `None` for the usual one.
    pub accent: Option<Colour>,
    /// Number of the picture that is the logo; `None` for the usual one.
    pub logo: Option<i64>,
    /// The mail address of those who run it; may be empty.
    pub contact: String,
    /// Who may join.
    pub registration: Registration,
    /// Whose mail addresses may join, for [`Registration::Domains`].
    pub domains: Vec<String>,
    /// How mail is sent.
    pub mail: Mail,
    /// Legal texts in Markdown.
    pub legal: Legal,
    /// Whether the first set-up was begun and may still be under way.
    pub setting_up: bool,
}

impl Settings {
    /// What the file and the environment say, with defaults for the rest.
    pub fn of_config(config: &Config) -> Self {
        let instance = &config.instance;
        Self {
            name: instance.name.clone(),
            description: instance.description.clone(),
            language: instance.language,
            accent: instance.accent.parse().ok(),
            logo: None,
            contact: instance.contact.clone(),
            registration: instance.registration,
            domains: instance.registration_domains.iter().filter_map(|domain| normalize_host(domain)).collect(),
            mail: config.mail.clone(),
            legal: config.legal.clone(),
            setting_up: false,
        }
    }

    /// The Markdown of a legal text; may be empty.
    pub fn statement(&self, statement: Statement) -> &str {
        match statement {
            Statement::Imprint => &self.legal.imprint,
            Statement::Privacy => &self.legal.privacy,
            Statement::Accessibility => &self.legal.accessibility,
        }
    }

    /// These settings, with changes that were checked.
    #[must_use]
    pub fn with(mut self, changes: impl IntoIterator<Item = Change>) -> Self {
        changes.into_iter().for_each(|(key, value)| self.apply(key, value));
        self
    }

    /// Puts a value from the table in its place. What cannot be read is left as it was.
    fn apply(&mut self, key: Key, value: String) {
        match key {
            Key::Name => self.name = value,
            Key::Description => self.description = value,
            Key::Language => self.language = language(&value).unwrap_or(self.language),
            Key::Accent => self.accent = value.parse().ok(),
            Key::Logo => self.logo = value.parse().ok(),
            Key::Contact => self.contact = value,
            Key::Registration => self.registration = registration(&value).unwrap_or(self.registration),
            Key::Domains => self.domains = words(&value),
            Key::MailUrl => self.mail.url = value,
            Key::MailFrom => self.mail.from = value,
            Key::Statement(Statement::Imprint) => self.legal.imprint = value,
            Key::Statement(Statement::Privacy) => self.legal.privacy = value,
            Key::Statement(Statement::Accessibility) => self.legal.accessibility = value,
        }
    }
}

/// The row that says that the first set-up was begun.
pub const SETUP_LINK: &str = "setup.link";

/// A value to be kept under a key.
pub type Change = (Key, String);

/// Whether the file or the environment say this, so that it cannot be changed. The logo's number is not in the file, its name is.
pub fn is_fixed(config: &Config, key: Key) -> bool {
    config.says(key.as_str())
}

fn language(value: &str) -> Option<Language> {
    [Language::De, Language::DeFormal, Language::En].into_iter().find(|language| language.as_str() == value)
}

fn registration(value: &str) -> Option<Registration> {
    Registration::ALL.into_iter().find(|registration| registration.as_str() == value)
}

fn words(text: &str) -> Vec<String> {
    text.split([',', ';', '\n', ' ']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Brings what was typed into its normal form.
///
/// # Errors
/// `Invalid` at the field that is to be mended; its name in forms is `name`, `description`, `language`, `accent`, `contact`, `registration`,
/// `domains`, `server`, `from`, or the name of the legal text.
pub fn checked((key, typed): Change) -> Result<Change> {
    let line = |field, most, long| {
        let line = clean_line(&typed, most + 1);
        if line.chars().count() > most { Err(Error::invalid(field, long)) } else { Ok(line) }
    };
    let value = match key {
        Key::Name => match line("name", MAX_NAME, "error-instance-name-too-long")? {
            name if name.is_empty() => return Err(Error::invalid("name", "error-instance-name-missing")),
            name => name,
        },
        Key::Description => line("description", MAX_DESCRIPTION, "error-instance-description-too-long")?,
        Key::Language => language(&typed).ok_or(Error::invalid("language", "error-invalid-happened"))?.as_str().to_owned(),
        Key::Accent if typed.trim().is_empty() => String::new(),
        Key::Accent => {
            let colour: Colour = typed.parse().map_err(|BadColour| Error::invalid("accent", "error-colour-form"))?;
            if !colour.is_legible() {
                return Err(Error::invalid("accent", "error-colour-too-light"));
            }
            colour.to_string()
        }
        Key::Logo => typed.trim().to_owned(),
        Key::Contact => mail::address(&typed).ok_or(Error::invalid("contact", "error-email"))?,
        Key::Registration => {
            let chosen = registration(&typed).ok_or(Error::invalid("registration-invitation", "error-registration-missing"))?;
            chosen.as_str().to_owned()
        }
        Key::Domains => {
            let domains: Option<Vec<String>> = words(&typed).iter().map(|word| normalize_host(word.trim_start_matches('@'))).collect();
            domains.filter(|domains| domains.len() <= 100).ok_or(Error::invalid("domains", "error-domains"))?.join(", ")
        }
        Key::MailUrl => typed.trim().to_owned(),
        Key::MailFrom => clean_line(&typed, 254),
        Key::Statement(statement) => match clean_text(&typed).trim() {
            text if text.len() > MAX_STATEMENT => return Err(Error::invalid(statement.field(), "error-text-too-long")),
            text => text.to_owned(),
        },
    };
    Ok((key, value))
}

/// [`checked`] for several, and whether they go together with what holds now.
///
/// # Errors
/// `Invalid` with everything that is to be mended.
pub fn checked_all(now: &Settings, changes: Vec<Change>) -> Result<Vec<Change>> {
    let (mut good, mut wrong): (Vec<Change>, Vec<FieldError>) = (Vec::new(), Vec::new());
    for change in changes {
        match checked(change) {
            Ok(change) => good.push(change),
            Err(Error::Invalid(errors)) => wrong.extend(errors),
            Err(error) => return Err(error),
        }
    }
    let then = now.clone().with(good.clone());
    let touched = |keys: &[Key]| good.iter().any(|(key, _)| keys.contains(key));
    if touched(&[Key::Registration, Key::Domains]) && then.registration == Registration::Domains && then.domains.is_empty() {
        wrong.push(FieldError { field: "domains", text: "error-domains-missing" });
    }
    if touched(&[Key::MailUrl, Key::MailFrom]) && wrong.is_empty() {
        mail::check(&then.mail)?;
    }
    if wrong.is_empty() { Ok(good) } else { Err(Error::Invalid(wrong)) }
}
