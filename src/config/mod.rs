//! Settings: one TOML file, overridden by the environment, checked before anything starts.
//!
//! The file `config/default.toml` documents every setting. This module only reads and checks; it opens no database and no socket, and it
//! never prints a setting that may hold a secret (passwords in `database.url` and `mail.url`, the key of `media.s3`, those of `oidc`).

mod load;
mod oidc;
mod origin;
mod storage;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

pub use load::ConfigError;
pub use oidc::Oidc;
pub use origin::{Origin, OriginError};
pub use storage::S3;

/// Everything that can be set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Who this instance is.
    pub instance: Instance,
    /// Where and how it listens.
    pub server: Server,
    /// Where it keeps its data.
    pub database: Database,
    /// Where it keeps pictures.
    pub media: Media,
    /// Whom it talks to.
    pub federation: Federation,
    /// Where its people may log in with the account of their employer, by id.
    pub oidc: BTreeMap<String, Oidc>,
    /// How it sends mail.
    pub mail: Mail,
    /// What it writes to the log.
    pub log: Log,
    /// What the law asks it to say about itself.
    pub legal: Legal,
    /// The settings that the file or the environment name, such as `instance.name`, even if with the default.
    #[serde(skip)]
    pub named: BTreeSet<String>,
}

/// Who this instance is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instance {
    /// The public address, part of every id sent to other servers.
    pub origin: Origin,
    /// What the instance is called.
    pub name: String,
    /// One or two sentences for people who have never heard of it.
    pub description: String,
    /// The language for everybody who has not chosen one.
    pub language: Language,
    /// The colour of buttons and links on white, such as `#1f45ab`; empty for the usual blue.
    pub accent: String,
    /// A file with the logo; empty for the usual one.
    pub logo: String,
    /// Where people reach those who run the instance: a mail address.
    pub contact: String,
    /// Who may join.
    pub registration: Registration,
    /// The mail domains whose people may join, for `registration = "domains"`.
    pub registration_domains: Vec<String>,
}

/// Who may join.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registration {
    /// Nobody; accounts are made on the command line.
    Nobody,
    /// Who was invited.
    #[default]
    Invitation,
    /// Who was invited, and everybody with a mail address of certain domains.
    Domains,
    /// Everybody with a mail address.
    Everybody,
}

impl Registration {
    /// All of them, from the strictest on.
    pub const ALL: [Self; 4] = [Self::Nobody, Self::Invitation, Self::Domains, Self::Everybody];

    /// The word used in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Invitation => "invitation",
            Self::Domains => "domains",
            Self::Everybody => "everybody",
        }
    }

    /// Whether people may ask for an account by themselves.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Domains | Self::Everybody)
    }
}

/// What the law asks the instance to say about itself, in Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Legal {
    /// Who is responsible (§ 5 DDG).
    pub imprint: String,
    /// What happens with personal data (GDPR, article 13).
    pub privacy: String,
    /// How far everybody can use it (BITV 2.0, § 7).
    pub accessibility: String,
}

/// Where and how the instance listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port.
    pub listen: SocketAddr,
    /// Most connections at once.
    pub max_connections: u32,
    /// Most connections at once from one address; trusted proxies are not counted.
    pub max_connections_per_address: u32,
    /// Most requests in a minute from one network; deliveries of other servers have limits of their own.
    pub max_requests_per_minute: u32,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    #[serde(with = "networks")]
    pub trusted_proxies: Vec<IpNet>,
}

/// Where the instance keeps its data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `sqlite:<file>` or `postgres://…`; may hold a password.
    pub url: String,
    /// Connections that read at the same time.
    pub readers: u32,
}

/// Where the instance keeps pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Media {
    /// The folder; empty for one beside the database.
    pub directory: String,
    /// How much room copies of other servers' pictures may take, in MiB.
    pub remote_cache_megabytes: u32,
    /// How much room pictures of our own may take all together, in MiB.
    pub own_megabytes: u32,
    /// A bucket for pictures of our own, instead of the folder.
    pub s3: S3,
}

/// Whom the instance talks to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Federation {
    /// What holds for servers that no rule names.
    pub mode: Mode,
    /// Domains that are allowed, with their subdomains.
    pub allow: Vec<String>,
    /// Domains that are refused, with their subdomains.
    pub block: Vec<String>,
    /// Demo and test mode: outgoing HTTP reaches loopback and nothing else.
    pub loopback: bool,
}

/// How the instance sends mail.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `smtps://user:password@host` or `smtp://…`; empty sends nothing. May hold a password.
    pub url: String,
    /// The sender, `Name <address>` or an address alone.
    pub from: String,
}

/// What the instance writes to the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// For people or for programs.
    pub format: LogFormat,
    /// Levels, in the syntax of `tracing_subscriber::EnvFilter`.
    pub filter: String,
}

/// The languages there are texts for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// German, "Du".
    #[default]
    De,
    /// German, "Sie".
    DeFormal,
    /// English.
    En,
}

impl Language {
    /// The word used in the settings and as the name of the text file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::DeFormal => "de-formal",
            Self::En => "en",
        }
    }

    /// The BCP 47 tag for `lang` attributes and `contentMap`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De | Self::DeFormal => "de",
            Self::En => "en",
        }
    }
}

/// What holds for servers that no rule names. The same four words everywhere: settings, command line, pages, log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Everybody may exchange content with us.
    #[default]
    Open,
    /// First contact is held until an admin has looked.
    Cautious,
    /// Only trust networks and domains that are explicitly allowed.
    Network,
    /// Nobody.
    Closed,
}

impl Mode {
    /// The word used in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Cautious => "cautious",
            Self::Network => "network",
            Self::Closed => "closed",
        }
    }
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs that collect logs.
    Json,
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            origin: Origin::default(),
            name: "Dienstweg".to_owned(),
            description: String::new(),
            language: Language::default(),
            accent: String::new(),
            logo: String::new(),
            contact: String::new(),
            registration: Registration::default(),
            registration_domains: Vec::new(),
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            max_connections: 1024,
            max_connections_per_address: 64,
            max_requests_per_minute: 6_000,
            trusted_proxies: Vec::new(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:dienstweg.db".to_owned(), readers: 4 }
    }
}

impl Default for Media {
    fn default() -> Self {
        Self { directory: String::new(), remote_cache_megabytes: 1024, own_megabytes: 51_200, s3: S3::default() }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::default(), filter: "info".to_owned() }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Database").field("url", &self.url_without_password()).field("readers", &self.readers).finish()
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Mail").field("url", &self.url_without_password()).field("from", &self.from).finish()
    }
}

impl Mail {
    /// Whether mail can be sent as it says: where to, how protected, from whom.
    ///
    /// # Errors
    /// The setting that cannot be used, and what to write instead.
    pub fn check(&self) -> Result<(), ConfigError> {
        load::check_mail(self)
    }

    /// Whether mails are sent at all.
    pub const fn is_on(&self) -> bool {
        !self.url.is_empty()
    }

    /// The address as it may be shown and logged.
    pub fn url_without_password(&self) -> String {
        if self.url.is_empty() { String::new() } else { without_password(&self.url) }
    }
}

impl Database {
    /// The address as it may be shown and logged.
    pub fn url_without_password(&self) -> String {
        if self.url.starts_with("sqlite:") {
            return self.url.clone();
        }
        without_password(&self.url)
    }
}

/// An address without what may be secret in it.
fn without_password(address: &str) -> String {
    match url::Url::parse(address) {
        // A password may also stand in the query (`?password=…`), so only scheme, host and path are shown.
        Ok(mut url) => {
            if url.password().is_some() && url.set_password(Some("***")).is_err() {
                return "***".to_owned();
            }
            if url.query().is_some() {
                url.set_query(Some("***"));
            }
            url.to_string()
        }
        Err(_) => "***".to_owned(),
    }
}

impl Config {
    /// The text of `config/default.toml`: every setting with its default and a comment that says why.
    pub const fn default_toml() -> &'static str {
        include_str!("../../config/default.toml")
    }

    /// The folder for pictures: the one that is set, else `<name>-media` beside the SQLite file, else `dienstweg-media`.
    pub fn media_directory(&self) -> PathBuf {
        if !self.media.directory.is_empty() {
            return PathBuf::from(&self.media.directory);
        }
        let file =
            self.database.url.strip_prefix("sqlite:").map(|file| file.trim_start_matches("//")).filter(|file| !file.starts_with(':'));
        let file = Path::new(file.unwrap_or("dienstweg"));
        let stem = file.file_stem().map_or_else(|| "dienstweg".into(), |stem| stem.to_string_lossy());
        file.with_file_name(format!("{stem}-media"))
    }

    /// Whether the file or the environment say this (`instance.name`), so that nobody changes it elsewhere.
    pub fn says(&self, key: &str) -> bool {
        let value = |config: &Self| {
            let table = toml::Table::try_from(config).ok()?;
            let (section, key) = key.split_once('.')?;
            table.get(section)?.get(key).cloned()
        };
        self.named.contains(key) || value(self) != value(&Self::default())
    }

    /// The settings in force as TOML, with passwords left out.
    pub fn to_toml(&self) -> String {
        let mut shown = self.clone();
        shown.database.url = self.database.url_without_password();
        shown.mail.url = self.mail.url_without_password();
        shown.media.s3 = self.media.s3.without_secret();
        shown.oidc = self.oidc.iter().map(|(id, provider)| (id.clone(), provider.without_secret())).collect();
        toml::to_string_pretty(&shown).unwrap_or_default()
    }

    /// The public address of this instance.
    pub const fn origin(&self) -> &Origin {
        &self.instance.origin
    }
}

/// A list of IP networks; a single address is a network of one.
mod networks {
    use ipnet::IpNet;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::net::IpAddr;

    pub(super) fn serialize<S: Serializer>(networks: &[IpNet], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(networks.iter().map(ToString::to_string))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
        Vec::<String>::deserialize(deserializer)?
            .iter()
            .map(|text| {
                let address = text.parse::<IpAddr>().map(IpNet::from);
                address.or_else(|_| text.parse()).map_err(|_| D::Error::custom(format!("`{text}` is not an IP address or network")))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
