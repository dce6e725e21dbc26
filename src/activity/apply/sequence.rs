//! A community's announcements have an order (`dw:seq`, see FEDERATION.md): where order matters it decides, and what is missing is fetched from
//! the community's outbox and applied first.

use super::{Announced, Applying, Found, Source, apply};
use crate::activity::envelope::Activity;
use crate::activity::probe;
use crate::activity::stop::Stop;
use crate::activity::verb::Verb;
use crate::actor::{self, Actor};
use crate::error::Result;
use crate::json::{Document, Properties};
use crate::store::Conn;
use diesel::Connection;
use std::collections::BTreeMap;

/// So many missing announcements are applied at once, the newest: everybody waits while they are.
const MOST_FILLED: usize = 50;

/// The place of an announcement in its community's sequence, from 1.
pub(in crate::activity) fn place(announcement: &Document) -> Option<i64> {
    announcement.get("dw:seq").and_then(serde_json::Value::as_i64).filter(|place| *place > 0)
}

/// Applies what the community announced between the last announcement that came here and this place, as far as the newest page of its outbox
/// has it: stops with [`Stop::Waiting`] until that is at hand. What cannot be had is passed over.
pub(super) fn fill(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, place_now: i64) -> Result<(), Stop> {
    // Before the first one stands what was fetched when somebody joined (`probe::history`).
    let next = group.seen_seq.saturating_add(1);
    if group.seen_seq == 0 || place_now <= next {
        return Ok(());
    }
    let Some(page) = newest_page(cx, group)? else { return Ok(()) };
    let items = page.get("orderedItems").and_then(serde_json::Value::as_array).into_iter().flatten().filter_map(|item| item.as_object());
    let of_group = items.filter(|item| item.kind() == "Announce" && item.id_of("actor") == Some(&group.ap_id));
    let placed = of_group.filter_map(|item| Some((place(item)?, item))).filter(|(place, _)| (next..place_now).contains(place));
    let mut missing: BTreeMap<i64, &Document> = placed.collect();
    while missing.len() > MOST_FILLED {
        missing.pop_first();
    }
    for (place, item) in missing {
        let Some(inner) = item.object_of("object").filter(|inner| inner.contains_key("actor")) else { continue };
        let Ok(inner) = Activity::nested(inner) else { continue };
        if inner.verb == Verb::Announce || cx.check_policy(&group.host, &inner).is_err() {
            continue;
        }
        let announced = Announced { group: group.clone(), seq: Some(place) };
        match conn.transaction(|conn| apply(conn, cx, &inner, &Source::announced(announced))) {
            Ok(_) | Err(Stop::Refused(_)) => {}
            // What cannot be known from this page alone holds back nobody.
            Err(Stop::Waiting(_)) => probe::enqueue_history_again(conn, cx.app, group)?,
            Err(failed @ Stop::Failed(_)) => return Err(failed),
        }
    }
    Ok(())
}

/// The outbox's own items or those of its first page; `None` when the community's server does not give them.
fn newest_page<'a>(cx: &Applying<'a>, group: &Actor) -> Result<Option<&'a Document>, Stop> {
    let Some(outbox) = &group.outbox else { return Ok(None) };
    let Found::Document(collection) = cx.fetched(outbox)? else { return Ok(None) };
    match collection.first("first") {
        Some(serde_json::Value::Object(page)) => Ok(Some(page)),
        Some(serde_json::Value::String(first)) if first.starts_with(outbox.as_str()) => match cx.fetched(first)? {
            Found::Document(page) => Ok(Some(page)),
            Found::Nothing => Ok(None),
        },
        _ => Ok(Some(collection)),
    }
}

/// Whether this came after later ones and is without effect therefore: what those changed is not to be undone by it.
pub(super) fn is_late(group: &Actor, place: Option<i64>, announced: &Activity) -> bool {
    place.is_some_and(|place| place < group.seen_seq) && is_ordered(announced)
}

/// Whether a later one counts and an earlier one that comes after it does not. Content and reactions are known by their ids, revisions carry a
/// time, what its author deleted stays deleted, and a `Block` or `Lock` that was taken back before it came is known by its id.
pub(in crate::activity) fn is_ordered(activity: &Activity) -> bool {
    match activity.verb {
        Verb::Add | Verb::Remove => true,
        Verb::Undo => activity.object.document().is_some_and(|undone| matches!(undone.kind(), "Block" | "Lock")),
        _ => false,
    }
}

/// Notes that an announcement was refused, or that it waits for a document, so that its place does not look like a gap.
pub(in crate::activity) fn pass_over(conn: &mut Conn, announcement: &Activity) -> Result<()> {
    let Some(place) = place(&announcement.document).filter(|_| announcement.verb == Verb::Announce) else { return Ok(()) };
    match actor::model::by_ap_id(conn, &announcement.actor)?.filter(|group| group.is_group() && !group.local) {
        Some(group) if group.seen_seq > 0 && place == group.seen_seq.saturating_add(1) => actor::model::saw_seq(conn, group.id, place),
        _ => Ok(()),
    }
}
