//! What the demo shows: people, communities and conversations, read from TOML files that are part of the program.

use crate::error::{Error, Result};
use crate::object::reaction::ReactionKind;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// Everybody's password.
pub(super) const PASSWORD: &str = "kurzer-dienstweg";

const PEOPLE: &str = include_str!("content/people.toml");
const COMMUNITIES: &str = include_str!("content/communities.toml");
/// The conversations; the first one is shared by all three instances and compared by `--check`.
const THREADS: [&str; 6] = [
    include_str!("content/bauantrag.toml"),
    include_str!("content/wissen.toml"),
    include_str!("content/ki.toml"),
    include_str!("content/formulare.toml"),
    include_str!("content/service.toml"),
    include_str!("content/sicherheit.toml"),
];

/// One of the three instances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Site {
    Rudi,
    Next,
    Bayko,
}

impl Site {
    pub(super) const ALL: [Self; 3] = [Self::Rudi, Self::Next, Self::Bayko];

    /// The word before `.localhost`, in the content and in the names of files.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Rudi => "rudi",
            Self::Next => "next",
            Self::Bayko => "bayko",
        }
    }

    /// The instance's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Rudi => "RUDI",
            Self::Next => "NExT e. V.",
            Self::Bayko => "BayKoNet",
        }
    }

    /// What the instance says about itself.
    pub(super) const fn description(self) -> &'static str {
        match self {
            Self::Rudi => "Demo: das Netzwerk für alle, die in der Verwaltung etwas bewegen.",
            Self::Next => "Demo: Menschen, die den öffentlichen Sektor gemeinsam modernisieren.",
            Self::Bayko => "Demo: kommunale Verwaltungen, die voneinander lernen.",
        }
    }

    /// `host:port`, when the first of the three ports is `base`.
    pub(super) fn authority(self, base: u16) -> String {
        format!("{}.localhost:{}", self.word(), self.port(base))
    }

    /// Its port, when the first of the three is `base`.
    pub(super) const fn port(self, base: u16) -> u16 {
        base.saturating_add(match self {
            Self::Rudi => 0,
            Self::Next => 1,
            Self::Bayko => 2,
        })
    }
}

/// A person or community: `petra@rudi`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Who {
    pub(super) username: String,
    pub(super) site: Site,
}

impl FromStr for Who {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (username, word) = text.split_once('@').ok_or_else(|| format!("{text}: no @"))?;
        let site = Site::ALL.into_iter().find(|site| site.word() == word).ok_or_else(|| format!("{text}: unknown instance"))?;
        Ok(Self { username: username.to_owned(), site })
    }
}

impl TryFrom<String> for Who {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Who {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.username, self.site.word())
    }
}

/// Somebody.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) site: Site,
    pub(super) username: String,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) about: String,
    #[serde(default)]
    pub(super) admin: bool,
    #[serde(default)]
    pub(super) follows: Vec<Who>,
}

impl Person {
    pub(super) fn who(&self) -> Who {
        Who { username: self.username.clone(), site: self.site }
    }
}

/// A community.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Community {
    pub(super) site: Site,
    pub(super) username: String,
    pub(super) name: String,
    /// Somebody of the same instance.
    pub(super) founder: String,
    pub(super) about: String,
    /// Whether its members alone read what is in it.
    #[serde(default)]
    pub(super) protected: bool,
    /// What hosts ask who wants to come in later, a question on each line.
    #[serde(default)]
    pub(super) questions: String,
    pub(super) members: Vec<Who>,
}

impl Community {
    pub(super) fn who(&self) -> Who {
        Who { username: self.username.clone(), site: self.site }
    }

    pub(super) fn founder(&self) -> Who {
        Who { username: self.founder.clone(), site: self.site }
    }

    /// The instances where somebody belongs to it.
    pub(super) fn sites(&self) -> Vec<Site> {
        Site::ALL.into_iter().filter(|site| self.site == *site || self.members.iter().any(|member| member.site == *site)).collect()
    }
}

/// An article and what was said to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thread {
    pub(super) group: Who,
    pub(super) author: Who,
    pub(super) title: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) pinned: bool,
    #[serde(default)]
    pub(super) locked: bool,
    pub(super) edit: Option<Edit>,
    #[serde(default)]
    pub(super) reactions: Vec<Reaction>,
    #[serde(default)]
    pub(super) comments: Vec<Comment>,
}

/// What the author adds later.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    pub(super) append: String,
}

/// A comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    /// What later comments of the thread call it.
    pub(super) key: Option<String>,
    /// The comment it answers; without one, the article.
    pub(super) answers: Option<String>,
    pub(super) author: Who,
    pub(super) text: String,
    #[serde(default)]
    pub(super) reactions: Vec<Reaction>,
    pub(super) removed: Option<Removal>,
}

/// A host removed it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Removal {
    pub(super) by: Who,
    pub(super) reason: String,
}

/// `like petra@rudi` or `💡 petra@rudi`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Reaction {
    pub(super) kind: ReactionKind,
    pub(super) emoji: String,
    pub(super) by: Who,
}

impl TryFrom<String> for Reaction {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (with, by) = text.split_once(' ').ok_or_else(|| format!("{text}: no blank"))?;
        let (kind, emoji) = if with == "like" { (ReactionKind::Like, "") } else { (ReactionKind::Emoji, with) };
        Ok(Self { kind, emoji: emoji.to_owned(), by: by.parse()? })
    }
}

/// Everything.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) people: Vec<Person>,
    pub(super) communities: Vec<Community>,
    pub(super) threads: Vec<Thread>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommunitiesFile {
    communities: Vec<Community>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThreadsFile {
    threads: Vec<Thread>,
}

impl Content {
    /// Reads the files.
    pub(super) fn load() -> Result<Self> {
        let mut threads = Vec::new();
        for file in THREADS {
            threads.extend(toml::from_str::<ThreadsFile>(file).map_err(Error::internal)?.threads);
        }
        Ok(Self {
            people: toml::from_str::<PeopleFile>(PEOPLE).map_err(Error::internal)?.people,
            communities: toml::from_str::<CommunitiesFile>(COMMUNITIES).map_err(Error::internal)?.communities,
            threads,
        })
    }

    /// The community with this name.
    pub(super) fn community(&self, who: &Who) -> Result<&Community> {
        self.communities.iter().find(|community| community.who() == *who).ok_or_else(|| Error::internal(format!("no community {who}")))
    }

    /// How many comments there are.
    pub(super) fn comment_count(&self) -> usize {
        self.threads.iter().map(|thread| thread.comments.len()).sum()
    }
}

/// The text with mentions as they stand on the network: `@petra@rudi` becomes `@petra@rudi.localhost:8081`.
pub(super) fn with_hosts(text: &str, base: u16) -> String {
    Site::ALL
        .into_iter()
        .fold(text.trim().to_owned(), |text, site| text.replace(&format!("@{}", site.word()), &format!("@{}", site.authority(base))))
}
