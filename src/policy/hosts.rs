//! Rules for hosts, found by the longest suffix.

use std::collections::HashMap;

crate::text_enum! {
    /// What a rule says about a host.
    pub enum Action {
        /// Exchange with it, whatever the mode says.
        Allow = 0 => "allow",
        /// No exchange with it.
        Block = 1 => "block",
        /// No exchange with it until an admin has looked: it may belong to somebody else by now.
        Hold = 2 => "hold",
    }
}

/// A rule for a host and everything below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it says.
    pub action: Action,
    /// Why, for admins.
    pub reason: String,
}

/// Rules by normal form of host or `host:port`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hosts(HashMap<String, Rule>);

impl Hosts {
    pub(super) fn insert(&mut self, host: String, rule: Rule) {
        self.0.insert(host, rule);
    }

    /// The rule with the longest name that covers this peer (in normal form), and that name. A rule without port covers every port; with the
    /// same name, one with the peer's port goes first.
    pub(super) fn find<'a>(&'a self, peer: &str) -> Option<(&'a str, &'a Rule)> {
        if self.0.is_empty() {
            return None;
        }
        let (host, port) = peer.split_once(':').map_or((peer, None), |(host, port)| (host, Some(port)));
        let mut suffix = host;
        loop {
            let with_port = port.and_then(|port| self.0.get_key_value(&format!("{suffix}:{port}")));
            if let Some((name, rule)) = with_port.or_else(|| self.0.get_key_value(suffix)) {
                return Some((name, rule));
            }
            suffix = suffix.split_once('.')?.1;
        }
    }
}
