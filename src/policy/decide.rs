//! The decision: pure, and the same for everybody who asks.
//!
//! Precedence: block in the settings → rule of this instance → lists of trust networks by priority → community and person (which may only
//! narrow) → mode. Networks, communities and persons have no rules yet; their place in the order is fixed here.

use super::Mode;
use super::explanation::{Decision, Explanation, Ruling, Source, Step};
use super::hosts::{Action, Hosts, Rule};
use crate::config::Federation;
use crate::text::{normalize_authority, normalize_host};

/// Which way something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The peer sends to us.
    Inbound,
    /// We send to the peer or fetch from it.
    Outbound,
    /// The peer fetches from us.
    Serve,
}

/// What is asked once the activity is known.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Which way it goes.
    pub direction: Direction,
    /// `host` or `host:port` of the server it comes from or goes to.
    pub peer: &'a str,
    /// The activity's type, such as `Create`.
    pub verb: &'a str,
    /// The type of its object, if it is known.
    pub object_type: Option<&'a str>,
    /// The community it happens in, by id.
    pub community: Option<i64>,
    /// The id (URL) of the actor whose act it is, who may live on a third server.
    pub actor: Option<&'a str>,
}

/// All rules at one moment. Cheap to ask, replaced as a whole when rules change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicySnapshot {
    mode: Mode,
    own_host: Option<String>,
    hard_blocks: Hosts,
    rules: Hosts,
}

impl PolicySnapshot {
    /// A policy with a mode alone.
    pub fn new(mode: Mode) -> Self {
        Self { mode, ..Self::default() }
    }

    /// The policy the settings describe. Names that are no host names are left out; [`crate::config::Config::validate`] refuses them.
    pub fn from_settings(settings: &Federation) -> Self {
        let mut policy = Self::new(settings.mode);
        let rule = |action| Rule { action, reason: "settings".to_owned() };
        for host in settings.block.iter().filter_map(|host| normalize_authority(host)) {
            policy.hard_blocks.insert(host, rule(Action::Block));
        }
        for host in settings.allow.iter().filter_map(|host| normalize_authority(host)) {
            policy.rules.insert(host, rule(Action::Allow));
        }
        policy
    }

    /// Tells the policy which host is this instance's own (`host` or `host:port`). Own actors then always pass, and actors of third servers
    /// are judged by the mode too; without it, only by rules.
    #[must_use]
    pub fn with_own_host(mut self, host: &str) -> Self {
        self.own_host = normalize_authority(host);
        self
    }

    /// Adds or replaces a rule for a host (`host`, or `host:port` for that port alone) and everything below it.
    #[must_use]
    pub fn with_rule(mut self, host: &str, rule: Rule) -> Self {
        if let Some(host) = normalize_authority(host) {
            self.rules.insert(host, rule);
        }
        self
    }

    /// Whether a rule connects this instance with a server (`host` or `host:port`): somebody decided that, it is no matter of the mode.
    pub fn connects(&self, host: &str) -> bool {
        let Some(host) = normalize_authority(host) else { return false };
        matches!(by_rule(self, &host), Some(Ruling { decision: Decision::Accept, .. }))
    }

    /// What holds for servers that no rule names.
    pub const fn mode(&self) -> Mode {
        self.mode
    }
}

/// Whether to talk to this server (`host` or `host:port`) at all. Asked before JSON, DNS and HTTP.
pub fn decide_peer(policy: &PolicySnapshot, _direction: Direction, host: &str) -> Ruling {
    let Some(host) = normalize_authority(host) else {
        return ruling(Source::BadHost, Decision::Reject, "");
    };
    if policy.own_host.as_ref() == Some(&host) {
        return ruling(Source::OwnHost, Decision::Accept, "");
    }
    by_rule(policy, &host).unwrap_or_else(|| ruling(Source::Mode(policy.mode), by_mode(policy.mode), ""))
}

/// Whether this activity goes on. What [`decide_peer`] says about the peer holds, and what is said about the actor's server can only narrow
/// it: a blocked server's content does not come in through others.
pub fn decide(policy: &PolicySnapshot, question: &Question<'_>) -> Ruling {
    let ruling = decide_peer(policy, question.direction, question.peer);
    let Some(actor) = question.actor.filter(|_| ruling.goes_on()) else { return ruling };
    let Some(host) = host_of_actor(actor) else {
        return narrowed(ruling, self::ruling(Source::BadHost, Decision::Reject, ""));
    };
    if normalize_authority(question.peer).as_ref() == Some(&host) {
        return ruling;
    }
    if policy.own_host.is_some() {
        return narrowed(ruling, decide_peer(policy, question.direction, &host));
    }
    match by_rule(policy, &host) {
        Some(other) => narrowed(ruling, other),
        None => ruling,
    }
}

fn by_rule(policy: &PolicySnapshot, host: &str) -> Option<Ruling> {
    if let Some((name, rule)) = policy.hard_blocks.find(host) {
        return Some(ruling(Source::HardBlock(name.to_owned()), Decision::Reject, &rule.reason));
    }
    let (name, rule) = policy.rules.find(host)?;
    let decision = match rule.action {
        Action::Allow => Decision::Accept,
        Action::Block => Decision::Reject,
        Action::Hold => Decision::Hold,
    };
    Some(ruling(Source::LocalRule(name.to_owned(), rule.action), decision, &rule.reason))
}

const fn by_mode(mode: Mode) -> Decision {
    match mode {
        Mode::Open => Decision::Accept,
        Mode::Cautious => Decision::Hold,
        Mode::Network | Mode::Closed => Decision::Reject,
    }
}

fn ruling(source: Source, decision: Decision, reason: &str) -> Ruling {
    let step = Step { source, decision: decision.clone(), reason: reason.to_owned() };
    Ruling { decision, explanation: Explanation(vec![step]) }
}

/// The stricter decision; the explanation names both layers, the deciding one last.
fn narrowed(ruling: Ruling, other: Ruling) -> Ruling {
    let mut explanation = ruling.explanation;
    explanation.0.extend(other.explanation.0);
    Ruling { decision: ruling.decision.narrowed_by(other.decision), explanation }
}

fn host_of_actor(actor: &str) -> Option<String> {
    let url = url::Url::parse(actor).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = normalize_host(url.host_str()?)?;
    Some(url.port().map_or(host.clone(), |port| format!("{host}:{port}")))
}
