//! Reading the file and the environment, and checking that the result makes sense.

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use toml::{Table, Value};

use super::{Config, Mode, Oidc, Registration, oidc};
use crate::text::{normalize_authority, normalize_host};

/// Variables that begin like this and hold `__` are settings.
const PREFIX: &str = "DIENSTWEG_";

/// A setting that cannot be used: where it stands, what is wrong and what to do. Holds no values that may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file with its line, the environment variable, or nothing when the combination of settings is at fault.
    pub place: Option<String>,
    /// The setting, such as `server.listen`.
    pub key: Option<String>,
    /// What is wrong and what to do.
    pub problem: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{place}: ")?;
        }
        if let Some(key) = &self.key {
            write!(formatter, "{key}: ")?;
        }
        formatter.write_str(&self.problem)
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    fn at(place: &str, key: &str, problem: impl Into<String>) -> Self {
        Self { place: Some(place.to_owned()), key: Some(key.to_owned()), problem: problem.into() }
    }

    pub(super) fn key(key: &str, problem: impl Into<String>) -> Self {
        Self { place: None, key: Some(key.to_owned()), problem: problem.into() }
    }
}

impl Config {
    /// Reads the file, if there is one, lets the environment override it, and checks the result.
    ///
    /// # Errors
    /// The file cannot be read, is not TOML, names an unknown setting or holds a value that cannot be used.
    pub fn load(path: Option<&Path>, env: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut known = known();
        let mut table = Table::new();
        if let Some(path) = path {
            let place = path.display().to_string();
            let text = std::fs::read_to_string(path).map_err(|error| ConfigError {
                place: Some(place.clone()),
                key: None,
                problem: format!("cannot be read ({error}). Check the path and its permissions, or start without `--config`"),
            })?;
            table = from_file(&text, &place, &mut known)?;
        }
        let mut variables: Vec<(String, String)> = env.filter(|(name, _)| name.starts_with(PREFIX) && name.contains("__")).collect();
        variables.sort();
        for (name, text) in variables {
            from_variable(&mut table, &name, &text, &mut known)?;
        }
        let named = table.iter().flat_map(|(section, settings)| {
            settings.as_table().into_iter().flat_map(move |settings| settings.keys().map(move |key| format!("{section}.{key}")))
        });
        let named = named.collect();
        let config = Self::deserialize(Value::Table(table)).map_err(|error| ConfigError {
            place: path.map(|path| path.display().to_string()),
            key: None,
            problem: error.message().to_owned(),
        })?;
        config.validate()?;
        Ok(Self { named, ..config })
    }

    /// Checks what types alone cannot: ranges and settings that contradict each other.
    ///
    /// # Errors
    /// The first setting that cannot be used, and what to write instead.
    pub fn validate(&self) -> Result<(), ConfigError> {
        let Self { instance, server, database, media, federation, oidc: providers, mail, log, legal: _, named: _ } = self;
        if instance.name.trim().is_empty() {
            return Err(ConfigError::key("instance.name", "is empty; say what the instance is called"));
        }
        if instance.origin.scheme() == "http" && !instance.origin.is_local() {
            return Err(ConfigError::key("instance.origin", "plain http works for localhost and *.localhost only; use https"));
        }
        for (key, number) in [
            ("server.max_connections", server.max_connections),
            ("server.max_connections_per_address", server.max_connections_per_address),
            ("server.max_requests_per_minute", server.max_requests_per_minute),
            ("database.readers", database.readers),
            ("media.remote_cache_megabytes", media.remote_cache_megabytes),
            ("media.own_megabytes", media.own_megabytes),
        ] {
            if number == 0 {
                return Err(ConfigError::key(key, "must be 1 or more"));
            }
        }
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| database.url.starts_with(scheme)) {
            return Err(ConfigError::key("database.url", "must be `sqlite:<file>` or `postgres://user:password@host/name`"));
        }
        for (key, hosts) in [("federation.allow", &federation.allow), ("federation.block", &federation.block)] {
            if let Some(host) = hosts.iter().find(|host| normalize_authority(host).is_none()) {
                return Err(ConfigError::key(key, format!("`{host}` is not a domain; write names such as `example.org`")));
            }
        }
        if matches!(federation.mode, Mode::Cautious | Mode::Closed) {
            let problem = format!("`{}` is not available yet; use `open` or `network`", federation.mode.as_str());
            return Err(ConfigError::key("federation.mode", problem));
        }
        if federation.loopback && !instance.origin.is_local() {
            return Err(ConfigError::key(
                "federation.loopback",
                "is for the demo and for tests; set it to false, or use an origin at localhost or *.localhost",
            ));
        }
        if federation.loopback && !server.listen.ip().is_loopback() {
            return Err(ConfigError::key(
                "federation.loopback",
                "is for the demo and for tests; set it to false, or set server.listen to a loopback address such as 127.0.0.1:8080",
            ));
        }
        if !instance.accent.is_empty() && !is_colour(&instance.accent) {
            return Err(ConfigError::key("instance.accent", "must be a colour such as `#1f45ab`, or empty"));
        }
        if !instance.contact.is_empty() && crate::text::mail_address(&instance.contact).is_none() {
            return Err(ConfigError::key("instance.contact", "must be a mail address such as `kontakt@example.org`, or empty"));
        }
        if let Some(domain) = instance.registration_domains.iter().find(|domain| normalize_host(domain).is_none()) {
            return Err(ConfigError::key(
                "instance.registration_domains",
                format!("`{domain}` is not a domain; write names such as `example.org`"),
            ));
        }
        if instance.registration == Registration::Domains && instance.registration_domains.is_empty() {
            return Err(ConfigError::key("instance.registration", "`domains` needs names in instance.registration_domains"));
        }
        media.s3.check()?;
        oidc::check(providers, federation.loopback)?;
        check_mail(mail)?;
        if let Err(error) = tracing_subscriber::EnvFilter::try_new(&log.filter) {
            return Err(ConfigError::key("log.filter", format!("{error}; use a level such as `info`")));
        }
        Ok(())
    }
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether mail can be sent as it says: where to, how protected, from whom.
pub(super) fn check_mail(mail: &super::Mail) -> Result<(), ConfigError> {
    if !mail.is_on() {
        return Ok(());
    }
    let form = "must be `smtps://user:password@host` or `smtp://user:password@host:587`";
    let url = url::Url::parse(&mail.url).map_err(|_| ConfigError::key("mail.url", form))?;
    let host = url.host_str().filter(|host| !host.is_empty() && matches!(url.scheme(), "smtp" | "smtps"));
    let host = host.ok_or_else(|| ConfigError::key("mail.url", form))?;
    if url.query().is_some_and(|query| query != "tls=none") {
        return Err(ConfigError::key("mail.url", "the only thing that may follow a `?` is `tls=none`"));
    }
    if url.query().is_some() && url.password().is_some() && !matches!(host, "127.0.0.1" | "[::1]" | "localhost") {
        return Err(ConfigError::key("mail.url", "`tls=none` would send the password in the open; leave it away"));
    }
    if !mail.from.parse::<lettre::message::Mailbox>().is_ok_and(|from| crate::text::mail_address(from.email.as_ref()).is_some()) {
        return Err(ConfigError::key("mail.from", "must be an address, such as `Dienstweg <dienstweg@example.org>`"));
    }
    Ok(())
}

/// All settings with their defaults: what is known, and of which type.
fn known() -> Table {
    Table::try_from(Config::default()).unwrap_or_default()
}

/// The section of providers of single sign-on, whose names are chosen by whoever writes the file.
const PROVIDERS: &str = "oidc";

/// Lets a provider of single sign-on have the settings that each has.
fn know_provider(known: &mut Table, id: &str) {
    if let (Some(Value::Table(providers)), Ok(settings)) = (known.get_mut(PROVIDERS), Table::try_from(Oidc::default())) {
        providers.insert(id.to_owned(), Value::Table(settings));
    }
}

/// Whether a setting is itself a table with names of anybody's choice.
fn is_map(name: &str) -> bool {
    name.starts_with("oidc.") && name.ends_with(".organisations")
}

/// Reads the file's text and checks every setting by itself, so that the error can name it.
fn from_file(text: &str, place: &str, known: &mut Table) -> Result<Table, ConfigError> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        // The error's own display would show the line, which may hold a password.
        let line = error.span().map(|span| text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1);
        let place = line.map_or_else(|| place.to_owned(), |line| format!("{place}, line {line}"));
        ConfigError { place: Some(place), key: None, problem: format!("not valid TOML: {}", error.message()) }
    })?;
    for id in table.get(PROVIDERS).and_then(Value::as_table).into_iter().flat_map(Table::keys) {
        know_provider(known, id);
    }
    let known = &*known;
    for (section, settings) in &table {
        let Some(Value::Table(known_settings)) = known.get(section) else {
            let problem = unknown("section", &format!("[{section}]"), known.keys().map(|name| format!("[{name}]")));
            return Err(ConfigError::at(place, section, problem));
        };
        let Value::Table(settings) = settings else {
            return Err(ConfigError::at(place, section, format!("must be a section: write `[{section}]` above its settings")));
        };
        check_section(settings, known_settings, section, place, known)?;
    }
    Ok(table)
}

/// Checks the settings of a section, and those of sections within it.
fn check_section(settings: &Table, known_settings: &Table, section: &str, place: &str, known: &Table) -> Result<(), ConfigError> {
    for (key, value) in settings {
        let name = format!("{section}.{key}");
        match (known_settings.get(key), value) {
            (None, _) => return Err(ConfigError::at(place, &name, unknown("setting", &name, all_names("", known).into_iter()))),
            (Some(_), value) if is_map(&name) => check(&name, value).map_err(|problem| ConfigError::at(place, &name, problem))?,
            (Some(Value::Table(known_settings)), Value::Table(settings)) => check_section(settings, known_settings, &name, place, known)?,
            (Some(Value::Table(_)), _) => {
                return Err(ConfigError::at(place, &name, format!("must be a section: write `[{name}]` above its settings")));
            }
            (Some(_), value) => check(&name, value).map_err(|problem| ConfigError::at(place, &name, problem))?,
        }
    }
    Ok(())
}

/// Puts one environment variable into the table, as the type its default has.
fn from_variable(table: &mut Table, name: &str, text: &str, known: &mut Table) -> Result<(), ConfigError> {
    let dotted = name.trim_start_matches(PREFIX).to_lowercase().replace("__", ".");
    if let Some((id, _)) = dotted.strip_prefix("oidc.").and_then(|rest| rest.split_once('.')) {
        know_provider(known, id);
    }
    let known = &*known;
    let Some(default) = found(known, &dotted) else {
        let variables = all_names("", known).into_iter().map(|name| format!("{PREFIX}{}", name.to_uppercase().replace('.', "__")));
        return Err(ConfigError { place: Some(name.to_owned()), key: None, problem: unknown("setting", name, variables) });
    };
    let wrong = |expected: &str| ConfigError::at(name, &dotted, format!("must be {expected}"));
    let value = match default {
        Value::Boolean(_) => Value::Boolean(text.trim().parse().map_err(|_| wrong("`true` or `false`"))?),
        Value::Integer(_) => Value::Integer(text.trim().parse().map_err(|_| wrong("a whole number"))?),
        Value::Array(_) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
        }
        _ => Value::String(text.to_owned()),
    };
    check(&dotted, &value).map_err(|problem| ConfigError::at(name, &dotted, problem))?;
    put(table, &dotted, value);
    Ok(())
}

/// The setting of this name (`server.listen`); a section is none.
fn found<'a>(table: &'a Table, dotted: &str) -> Option<&'a Value> {
    match dotted.split_once('.') {
        Some((section, rest)) => found(table.get(section)?.as_table()?, rest),
        None => table.get(dotted).filter(|value| !value.is_table()),
    }
}

/// Puts a setting where its name says; sections are made.
fn put(table: &mut Table, dotted: &str, value: Value) {
    match dotted.split_once('.') {
        Some((section, rest)) => {
            if let Value::Table(settings) = table.entry(section).or_insert_with(|| Value::Table(Table::new())) {
                put(settings, rest, value);
            }
        }
        None => drop(table.insert(dotted.to_owned(), value)),
    }
}

/// Whether this value works by itself; the error says why not.
fn check(name: &str, value: &Value) -> Result<(), String> {
    let mut table = Table::new();
    put(&mut table, name, value.clone());
    match Config::deserialize(Value::Table(table)) {
        Ok(_) => Ok(()),
        // Messages of wrong types quote the value; a key or an address with a password must not appear.
        Err(_)
            if matches!(name, "database.url" | "mail.url" | "media.s3.key_id" | "media.s3.secret") || name.ends_with(".client_secret") =>
        {
            Err("must be a text in quotation marks".to_owned())
        }
        Err(error) => Err(error.message().to_owned()),
    }
}

/// The names of all settings, `before` in front.
fn all_names(before: &str, known: &Table) -> Vec<String> {
    let names = known.iter().flat_map(|(key, value)| match value {
        Value::Table(settings) => all_names(&format!("{before}{key}."), settings),
        _ => vec![format!("{before}{key}")],
    });
    names.collect()
}

fn unknown(kind: &str, name: &str, known: impl Iterator<Item = String>) -> String {
    match known.min_by_key(|candidate| distance(name, candidate)) {
        Some(nearest) => format!("unknown {kind}; did you mean `{nearest}`? `dienstweg print-config --default` shows all"),
        None => format!("unknown {kind}"),
    }
}

/// How many letters must be added, removed or replaced to get from one word to the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, letter) in from.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        for (column, other) in to.iter().enumerate() {
            let over = row.get(column + 1).copied().unwrap_or(usize::MAX);
            let next = (diagonal + usize::from(letter != *other)).min(over.saturating_add(1)).min(left + 1);
            diagonal = over;
            if let Some(cell) = row.get_mut(column) {
                *cell = left;
            }
            left = next;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
