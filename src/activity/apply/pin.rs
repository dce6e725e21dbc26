//! Whether a server is still the one we know. Whoever registers a name that lapsed has the addresses of those who had it, and none of their
//! keys: when somebody's keys are all new, somebody else there has to have kept one. If nobody has, nothing is exchanged with that server until
//! an admin has looked. Who has copied an old document with its keys passes: a document proves no possession.

use super::context::{Applying, Found};
use crate::activity::stop::Stop;
use crate::actor::keys::{self, Key};
use crate::actor::{self, Actor};
use crate::decision::{self, Deed};
use crate::error::Result;
use crate::peer;
use crate::policy::{self, Action, Rule};
use crate::store::Conn;

/// So many others of a server are asked at most.
const MAX_ASKED: i64 = 4;

/// Whether somebody known who publishes these keys now is to be believed: one of the keys was known, or one of the others there has kept one.
/// Who is the only one we know there has nobody to compare with. One alone never makes all others of a server wait.
pub(super) fn is_itself(conn: &mut Conn, cx: &Applying<'_>, known: &Actor, published: &[Key]) -> Result<bool, Stop> {
    let had = keys::current(conn, known.id)?;
    if had.is_empty() || has_kept_one(&had, published) {
        return Ok(true);
    }
    let others = actor::model::with_keys_at(conn, &known.host, known.id, MAX_ASKED)?;
    for other in &others {
        let had = keys::current(conn, other.id)?;
        if let Found::Document(document) = cx.fetched(&other.ap_id)?
            && actor::json::parse(document, cx.now).is_ok_and(|shown| has_kept_one(&had, &shown.keys))
        {
            return Ok(true);
        }
    }
    Ok(others.is_empty())
}

fn has_kept_one(had: &[Key], published: &[Key]) -> bool {
    had.iter().any(|old| published.iter().any(|new| new.is_same_key(old)))
}

/// Sets a server aside until an admin has looked: a rule that the policy follows within seconds, and a note in the log. What admins decided
/// against a server stays as it is; that they once allowed it does not, for they allowed somebody else.
pub(super) fn set_aside(conn: &mut Conn, cx: &Applying<'_>, host: &str) -> Result<()> {
    let rules = policy::list(conn)?;
    if rules.iter().any(|stored| stored.host == host && stored.rule.action != Action::Allow) {
        return Ok(());
    }
    tracing::warn!(host, "all keys of a server are new at once; nothing is exchanged with it until an administrator has looked");
    policy::set(conn, host, &Rule { action: Action::Hold, reason: String::new() }, cx.now, None)?;
    let number = peer::by_host(conn, host)?.map(|peer| peer.id);
    decision::note(conn, cx.app, None, Deed::SetAside, (host, number), "")
}
