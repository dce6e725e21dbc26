//! The Chatham House Rule: what is said may be used, who said it may not be passed on.
//!
//! It holds in a protected community that says so, and in threads of protected communities whose beginning says so. **Whatever carries names
//! out of the pages of members asks here first**: mails, exports, what administrators see who are no members.

use super::json::details;
use super::model;
use super::{Object, Reach};
use crate::actor::json::rules;
use crate::actor::{self, Actor};
use crate::error::Result;
use crate::store::Conn;

/// Whether names and organisations of those who take part stay inside: the community is under the rule, or the thread with this beginning is.
pub fn keeps_names_inside(group: Option<&Actor>, beginning: Option<&Object>) -> bool {
    group.is_some_and(is_under_rule) || beginning.is_some_and(|root| root.reach == Reach::Members && details(root).chatham)
}

/// Whether everything that is said in this community is under the rule.
pub fn is_under_rule(group: &Actor) -> bool {
    group.is_protected() && rules(group).chatham
}

/// As [`keeps_names_inside`], by the numbers of the community and of the beginning, whoever may read them.
pub fn names_stay_inside(conn: &mut Conn, group_id: Option<i64>, root_id: Option<i64>) -> Result<bool> {
    let root = match root_id {
        Some(root) => Some(model::find(conn, root)?),
        None => None,
    };
    let group = match group_id.or(root.as_ref().and_then(|root| root.group_id)) {
        Some(group) => Some(actor::model::find(conn, group)?),
        None => None,
    };
    Ok(keeps_names_inside(group.as_ref(), root.as_ref()))
}

/// Whether a new object puts its thread under the rule: a beginning in a protected community that says so, or in one that is under the rule.
/// What was said under the rule stays so when the community is no longer.
pub fn begins_under_rule(group: Option<&Actor>, reach: Reach, is_beginning: bool, says_so: bool) -> bool {
    is_beginning && reach == Reach::Members && group.is_some_and(|group| says_so || is_under_rule(group))
}

/// Whether a member wrote it without her name: the community published it as its own, and nobody knows more.
pub fn is_nameless(object: &Object) -> bool {
    object.reach == Reach::Members && object.group_id == Some(object.actor_id)
}
