//! What was decided, and how it came about.

use std::fmt;

use super::{Action, Mode};

/// What happens to an activity or a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Goes on as it is.
    Accept,
    /// Goes on, changed or limited.
    Filter(Vec<Filter>),
    /// Waits for an admin.
    Hold,
    /// Is refused, and the other server is told.
    Reject,
    /// Is refused, and the other server is told nothing.
    Drop,
}

impl Decision {
    /// Whether it goes on, perhaps limited.
    pub const fn goes_on(&self) -> bool {
        matches!(self, Self::Accept | Self::Filter(_))
    }

    /// How strict it is; a later layer may only make it stricter.
    const fn strictness(&self) -> u8 {
        match self {
            Self::Accept => 0,
            Self::Filter(_) => 1,
            Self::Hold => 2,
            Self::Reject => 3,
            Self::Drop => 4,
        }
    }

    /// The stricter of both; filters add up.
    pub(super) fn narrowed_by(self, other: Self) -> Self {
        match (self, other) {
            (Self::Filter(mut filters), Self::Filter(more)) => {
                filters.extend(more.into_iter().filter(|filter| !filters.contains(filter)).collect::<Vec<_>>());
                Self::Filter(filters)
            }
            (one, other) if other.strictness() > one.strictness() => other,
            (one, _) => one,
        }
    }
}

/// How something accepted is limited; named as in FIRES, so that lists can be exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Shown to followers, but not in public lists.
    AutoUnlisted,
    /// Pictures and files are left out.
    RejectMedia,
    /// Follows wait for approval.
    RequireFollowRequests,
    /// Only public things are taken.
    RejectNonPublic,
    /// Replies from there are refused.
    RejectReplies,
    /// Reports from there are refused.
    RejectReports,
}

impl Filter {
    /// The name in lists.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AutoUnlisted => "auto-unlisted",
            Self::RejectMedia => "reject-media",
            Self::RequireFollowRequests => "require-follow-requests",
            Self::RejectNonPublic => "reject-non-public",
            Self::RejectReplies => "reject-replies",
            Self::RejectReports => "reject-reports",
        }
    }
}

/// A decision with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// What was decided.
    pub decision: Decision,
    /// Why.
    pub explanation: Explanation,
}

impl Ruling {
    /// Whether it goes on, perhaps limited.
    pub const fn goes_on(&self) -> bool {
        self.decision.goes_on()
    }
}

/// The layers that had something to say, in the order they were asked; the last one decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation(pub Vec<Step>);

/// What one layer said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which layer.
    pub source: Source,
    /// What it said.
    pub decision: Decision,
    /// The reason an admin gave; not for people outside.
    pub reason: String,
}

/// The layers, in order of precedence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The peer's name is no host name.
    BadHost,
    /// The peer is this instance.
    OwnHost,
    /// A block in the settings file, which nothing else lifts; holds the rule's host.
    HardBlock(String),
    /// A rule of this instance for a host; holds the rule's host.
    LocalRule(String, Action),
    /// The list of a trust network; holds its name.
    Network(String),
    /// The policy of a community, by id.
    Community(i64),
    /// A person's own choice.
    Person,
    /// No rule names the peer: the mode decides.
    Mode(Mode),
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadHost => formatter.write_str("not a host name"),
            Self::OwnHost => formatter.write_str("this instance itself"),
            Self::HardBlock(host) => write!(formatter, "settings block {host}"),
            Self::LocalRule(host, action) => write!(formatter, "rule for {host}: {action}"),
            Self::Network(name) => write!(formatter, "network {name}"),
            Self::Community(id) => write!(formatter, "community {id}"),
            Self::Person => formatter.write_str("person"),
            Self::Mode(mode) => write!(formatter, "mode {}", mode.as_str()),
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            let arrow = if index == 0 { "" } else { " → " };
            write!(formatter, "{arrow}{}", step.source)?;
            if !step.reason.is_empty() {
                write!(formatter, " ({})", step.reason)?;
            }
        }
        Ok(())
    }
}
