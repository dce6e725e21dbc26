//! What forms for writing say about names: the Chatham House Rule, and writing without one's name.

use crate::actor::json::rules;
use crate::actor::{Actor, member};
use crate::object::chatham::{is_under_rule, keeps_names_inside};
use crate::object::{Object, Reach};
use crate::peer;
use crate::store::Conn;

/// What the form says about names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamingView {
    /// What is written is under the Chatham House Rule, whoever writes it.
    pub under_rule: bool,
    /// Whoever begins a thread may put it under the rule.
    pub may_rule: bool,
    /// She does.
    pub chatham: bool,
    /// Members may write without their names here.
    pub may_be_nameless: bool,
    /// She does.
    pub nameless: bool,
    /// The instance that publishes it, if that is not this one; may be empty.
    pub home: String,
    /// So few may have written it that it is easy to guess who.
    pub few: bool,
    /// The instance that publishes it knows of nobody else here.
    pub alone_here: bool,
}

impl NamingView {
    /// The text id of what writing without a name means here.
    pub const fn hint(&self) -> &'static str {
        if self.home.is_empty() { "nameless-hint" } else { "nameless-hint-elsewhere" }
    }
}

/// Of so few members one is easily guessed.
const FEW: i64 = 5;

/// What holds for somebody who writes in this community: a beginning, or an answer in the thread of one.
pub(super) fn naming(conn: &mut Conn, group: Option<&Actor>, beginning: Option<&Object>) -> crate::error::Result<NamingView> {
    let Some(group) = group.filter(|group| group.is_protected()) else { return Ok(NamingView::default()) };
    let inside = beginning.is_none_or(|root| root.reach == Reach::Members && root.group_id == Some(group.id));
    let open = match beginning {
        Some(root) => root.locked_at.is_none(),
        None => !group.posting_restricted,
    };
    let home = if group.local {
        String::new()
    } else {
        let names = peer::names(conn, &[group.host.as_str()])?;
        names.get(&group.host).filter(|name| !name.is_empty()).unwrap_or(&group.host).clone()
    };
    let may_be_nameless = rules(group).nameless && inside && open;
    let here = if may_be_nameless { member::count_here(conn, group.id)? } else { 0 };
    Ok(NamingView {
        few: may_be_nameless && group.follower_count <= FEW,
        alone_here: may_be_nameless && !group.local && here <= 1,
        under_rule: keeps_names_inside(Some(group), beginning),
        may_rule: beginning.is_none() && !is_under_rule(group),
        may_be_nameless,
        home,
        ..NamingView::default()
    })
}
