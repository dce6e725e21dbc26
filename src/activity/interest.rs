//! What strangers may make us fetch: nothing for the sake of what concerns nobody here.

use super::apply::{Evidence, Found};
use super::envelope::Activity;
use super::verb::Verb;
use crate::actor::{self, Actor, follow, member};
use crate::error::Result;
use crate::json::Properties;
use crate::store::Conn;
use std::borrow::Cow;

/// The evidence for an activity that was sent to us. What a contribution answers is not looked for elsewhere if nobody here waits for it: it
/// counts as not there, and the contribution stands by itself until what it answers comes by another way.
pub(super) fn evidence<'a>(conn: &mut Conn, activity: &Activity, evidence: &'a Evidence) -> Result<Cow<'a, Evidence>> {
    let as_it_is = Ok(Cow::Borrowed(evidence));
    let Some(object) = activity.object.document().filter(|_| matches!(activity.verb, Verb::Create | Verb::Update)) else { return as_it_is };
    let Some(answered) = object.id_of("inReplyTo").filter(|answered| evidence.get(answered).is_none()) else { return as_it_is };
    if concerns_us(conn, activity, object.ids_of("audience").into_iter().chain(object.ids_of("to")).chain(object.ids_of("cc")))? {
        return as_it_is;
    }
    let mut without = evidence.clone();
    without.insert(answered.to_owned(), Found::Nothing);
    Ok(Cow::Owned(without))
}

/// Whether anybody here waits for it: it is addressed to somebody here or to a community somebody here belongs to, or somebody here follows
/// who did it.
fn concerns_us<'a>(conn: &mut Conn, activity: &'a Activity, addressees: impl Iterator<Item = &'a str>) -> Result<bool> {
    let addressees: Vec<&str> = addressees.chain(activity.addressees()).collect();
    let addressed = actor::model::ids_among(conn, &addressees)?;
    if actor::model::find_all(conn, &addressed)?.iter().any(|actor| actor.local) {
        return Ok(true);
    }
    for group in actor::model::groups_among(conn, &addressees)? {
        if group.local || member::has_local_members(conn, group.id)? {
            return Ok(true);
        }
    }
    let author: Option<Actor> = actor::model::by_ap_id(conn, &activity.actor)?;
    author.map_or(Ok(false), |author| follow::has_local_followers(conn, author.id))
}
