//! The fields of what administrators may change, for the first set-up and for the administration: what they show, and what was typed.
//!
//! Must never: show the password of the mail server, or decide what may be set (that is `setting`).

use super::upload::Fields;
use super::view::Errors;
use crate::config::{Config, Mail, Registration};
use crate::error::Result;
use crate::setting::{self, Change, Colour, Key, MailForm, Protection, Settings, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Fields that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Name and description.
    Names,
    /// Language and colour; the logo comes as a file.
    Look,
    /// Who may join.
    Joining,
    /// The mail server.
    Mail,
    /// Legal texts.
    Statements,
}

/// What the fields show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsView {
    /// The text of each field.
    pub values: BTreeMap<&'static str, String>,
    /// The fields that the configuration says.
    pub fixed: BTreeSet<&'static str>,
    /// What is wrong.
    pub errors: Errors,
    /// A shade of the colour that was typed which can be read; empty if that one can.
    pub proposal: String,
    /// Path of the logo; empty for the usual one.
    pub logo: String,
    /// Whether the mail server has a password.
    pub has_password: bool,
}

impl SettingsView {
    /// The fields of these settings.
    pub fn of(settings: &Settings, config: &Config) -> Self {
        let mail = MailForm::of(&settings.mail);
        let values = BTreeMap::from([
            ("name", settings.name.clone()),
            ("description", settings.description.clone()),
            ("language", settings.language.as_str().to_owned()),
            ("accent", settings.accent.map(|colour| colour.to_string()).unwrap_or_default()),
            ("registration", settings.registration.as_str().to_owned()),
            ("domains", settings.domains.join(", ")),
            ("contact", settings.contact.clone()),
            ("server", mail.server),
            ("protection", mail.protection.as_str().to_owned()),
            ("user", mail.user),
            ("from", mail.from),
            ("imprint", settings.legal.imprint.clone()),
            ("privacy", settings.legal.privacy.clone()),
            ("accessibility", settings.legal.accessibility.clone()),
        ]);
        let fixed = Key::ALL.into_iter().filter(|key| setting::is_fixed(config, *key)).map(field).collect();
        let logo = settings.logo.map(|id| format!("/media/{id}")).unwrap_or_default();
        Self { values, fixed, logo, has_password: mail.has_password, ..Self::default() }
    }

    /// What was typed in place of what holds.
    #[must_use]
    pub fn typed(mut self, fields: &Fields) -> Self {
        for (name, value) in &mut self.values {
            if fields.has(name) {
                *value = fields.text(name).to_owned();
            }
        }
        self.proposal = match self.value("accent").parse::<Colour>() {
            Ok(colour) if !colour.is_legible() => colour.legible().to_string(),
            _ => String::new(),
        };
        self
    }

    /// With another value in one field.
    #[must_use]
    pub fn having(mut self, name: &'static str, value: String) -> Self {
        self.values.insert(name, value);
        self
    }

    /// The text of a field.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// Whether the configuration says this, so that it cannot be changed here.
    pub fn is_fixed(&self, name: &str) -> bool {
        self.fixed.contains(name)
    }

    /// The languages, and the ids of their names.
    pub fn languages(&self) -> [(&'static str, &'static str); 3] {
        [("de", "language-de"), ("de-formal", "language-de-formal"), ("en", "language-en")]
    }

    /// Who may join: word and text id.
    pub fn registrations(&self) -> [(&'static str, &'static str); 4] {
        Registration::ALL.map(|one| {
            let text = match one {
                Registration::Nobody => "setting-joining-nobody",
                Registration::Invitation => "setting-joining-invitation",
                Registration::Domains => "setting-joining-domains",
                Registration::Everybody => "setting-joining-everybody",
            };
            (one.as_str(), text)
        })
    }

    /// How the way to the mail server is protected: word and text id.
    pub fn protections(&self) -> [(&'static str, &'static str); 3] {
        Protection::ALL.map(|one| {
            let text = match one {
                Protection::Tls => "setting-mail-tls",
                Protection::StartTls => "setting-mail-starttls",
                Protection::None => "setting-mail-none",
            };
            (one.as_str(), text)
        })
    }
}

/// The field's name of a key.
const fn field(key: Key) -> &'static str {
    match key {
        Key::Name => "name",
        Key::Description => "description",
        Key::Language => "language",
        Key::Accent => "accent",
        Key::Logo => "logo",
        Key::Contact => "contact",
        Key::Registration => "registration",
        Key::Domains => "domains",
        Key::MailUrl => "server",
        Key::MailFrom => "from",
        Key::Statement(statement) => statement.field(),
    }
}

/// The mail settings that were typed (field `password` for a new password).
pub fn mail(fields: &Fields, before: &Mail) -> Result<Mail> {
    let form = MailForm {
        server: fields.text("server").to_owned(),
        protection: Protection::of(fields.text("protection")).unwrap_or_default(),
        user: fields.text("user").to_owned(),
        has_password: false,
        from: fields.text("from").to_owned(),
    };
    form.mail(fields.text("password"), before)
}

/// What was typed, as changes of the settings; without what the configuration says.
///
/// # Errors
/// `Invalid` at the fields of the mail server.
pub fn changes(part: Part, fields: &Fields, before: &Settings, config: &Config) -> Result<Vec<Change>> {
    let keys: &[Key] = match part {
        Part::Names => &[Key::Name, Key::Description],
        Part::Look => &[Key::Language, Key::Accent],
        Part::Joining => &[Key::Registration, Key::Domains],
        Part::Mail => &[Key::Contact],
        Part::Statements => {
            &[Key::Statement(Statement::Imprint), Key::Statement(Statement::Privacy), Key::Statement(Statement::Accessibility)]
        }
    };
    let mut changes: Vec<Change> = keys.iter().map(|key| (*key, fields.text(field(*key)).to_owned())).collect();
    if part == Part::Mail && !setting::is_fixed(config, Key::MailUrl) {
        let mail = mail(fields, &before.mail)?;
        changes.extend([(Key::MailUrl, mail.url), (Key::MailFrom, mail.from)]);
    }
    changes.retain(|(key, _)| !setting::is_fixed(config, *key));
    Ok(changes)
}
