//! To whom: rows of the delivery queue, written in the same transaction as the activity. Sending them is [`super::send`]'s work.

use super::announce::is_decision;
use super::apply::Effect;
use super::envelope::Activity;
use super::{log, probe};
use crate::activity::verb::Verb;
use crate::actor::{Actor, ActorKind, follow, member};
use crate::app::App;
use crate::error::Result;
use crate::id::host_of;
use crate::object::{self, Object, Reach};
use crate::peer::{self, Dialect};
use crate::small_enum;
use crate::store::schema::deliveries;
use crate::store::types::{Timestamp, Ts};
use crate::store::{BothExt, Conn, MultiBackend, among, insert_missing, on_each, prepared_update};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, SmallInt, Text};
use std::collections::{BTreeMap, BTreeSet};

small_enum! {
    /// How far a delivery has come.
    pub enum DeliveryState {
        /// To be sent.
        Due = 0,
        /// Refused for good, with a reason an admin can read.
        Refused = 1,
        /// Not sent within thirty days.
        Expired = 2,
    }
}

/// One activity on its way to one inbox. Delivered rows are removed; what objects they carried stays in the ledger of copies.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = deliveries, check_for_backend(MultiBackend))]
pub struct Delivery {
    /// Its number; grows in the order in which things happened.
    pub id: i64,
    /// The activity.
    pub activity_id: i64,
    /// The server.
    pub peer_id: i64,
    /// Where to.
    pub inbox: String,
    /// Whose key signs the request.
    pub sender_id: i64,
    /// What has to arrive in order: deliveries with the same key to the same server.
    pub order_key: i64,
    /// Due, refused, expired.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: i32,
    /// Not before this.
    pub next_attempt_at: Timestamp,
    /// Since when.
    pub created_at: Timestamp,
    /// What went wrong last.
    pub last_error: String,
}

/// Delivers an activity of one of our people: to the community's home, to who is told, to followers, and to who holds a copy. What hosts
/// decided goes to the community's home alone, which announces it.
pub fn own(conn: &mut Conn, app: &App, actor: &Actor, activity: &Activity, effect: &Effect) -> Result<()> {
    let Some(entry) = log::by_ap_id(conn, &activity.id)? else { return Ok(()) };
    let mut inboxes: BTreeSet<String> = BTreeSet::new();
    let mut add = |inbox: &str| {
        inboxes.insert(inbox.to_owned());
    };
    let home = effect.group.as_ref().filter(|group| !group.local);
    if let Some(group) = home {
        add(&group.inbox);
    }
    // What hosts decided is true because their community's home says so: whom it concerns hears it announced, and from nobody else.
    // What happens in a protected community reaches its members through the community alone.
    let announced = is_of_hosts(actor, activity, effect) || effect.group.as_ref().is_some_and(Actor::is_protected);
    for other in effect.tell.iter().filter(|other| !other.local && !announced) {
        // A shared inbox serves persons; a community's own inbox is what other software expects for communities.
        add(if other.kind == ActorKind::Group { &other.inbox } else { other.delivery_inbox() });
    }
    if let Some(object) = &effect.object
        && object.local
        && object.actor_id == actor.id
    {
        let public = matches!(object.reach, Reach::Public | Reach::Unlisted | Reach::Followers);
        let told = matches!(activity.verb, Verb::Create | Verb::Update | Verb::Delete);
        if public && told && object.in_reply_to.is_none() {
            follow::remote_inboxes(conn, actor.id)?.iter().for_each(|inbox| add(inbox));
        }
        if matches!(activity.verb, Verb::Update | Verb::Delete) {
            for inbox in copies_outside(conn, object)? {
                add(&inbox);
            }
        }
    }
    if actor.id == effect_actor_itself(activity, actor) {
        follow::remote_inboxes(conn, actor.id)?.iter().for_each(|inbox| add(inbox));
        // Who knows the person from a community shall not show her old name for ever.
        for (group, _) in member::groups_of(conn, actor.id)? {
            match group.local {
                true => member::remote_inboxes(conn, group.id)?.iter().for_each(|inbox| add(inbox)),
                false => add(&group.inbox),
            }
        }
    }
    effect.inboxes.iter().for_each(|inbox| add(inbox));
    let order_key = effect.group.as_ref().map(|group| group.id).or(effect.object.as_ref().map(|object| object.root_id)).unwrap_or(actor.id);
    let inboxes: Vec<String> = inboxes.into_iter().collect();
    enqueue_about(conn, app, entry.id, actor, order_key, &inboxes, effect.object.as_ref())
}

/// Whether a host of a community decided this about somebody else.
fn is_of_hosts(actor: &Actor, activity: &Activity, effect: &Effect) -> bool {
    let own = effect.object.as_ref().is_some_and(|object| object.actor_id == actor.id);
    effect.group.is_some() && !own && is_decision(activity)
}

/// The actor's own number when the activity is about the actor itself (a new profile), else one nobody has.
fn effect_actor_itself(activity: &Activity, actor: &Actor) -> i64 {
    if activity.verb == Verb::Update && activity.object_id() == Some(&actor.ap_id) { actor.id } else { 0 }
}

/// Servers that hold a copy and do not hear of changes through a community: microblogs and those outside of it.
fn copies_outside(conn: &mut Conn, object: &Object) -> Result<Vec<String>> {
    let mut inboxes = Vec::new();
    for inbox in object::model::copies(conn, object.id)? {
        let dialect = match host_of(&inbox) {
            Some(host) => peer::by_host(conn, &host)?.map_or(Dialect::Unknown, |peer| peer.dialect()),
            None => continue,
        };
        if object.group_id.is_none() || matches!(dialect, Dialect::Microblog | Dialect::Unknown) {
            inboxes.push(inbox);
        }
    }
    Ok(inboxes)
}

/// Queues an activity that carries an object, and notes in the ledger which servers will hold a copy.
pub fn enqueue_about(
    conn: &mut Conn,
    app: &App,
    activity_id: i64,
    sender: &Actor,
    order_key: i64,
    inboxes: &[String],
    object: Option<&Object>,
) -> Result<()> {
    let peers = enqueue(conn, app, activity_id, sender, order_key, inboxes)?;
    object.map_or(Ok(()), |object| object::model::note_copies(conn, object.id, &peers))
}

/// Queues an activity for these inboxes. A server we meet for the first time is also asked who it is.
pub fn enqueue(
    conn: &mut Conn,
    app: &App,
    activity_id: i64,
    sender: &Actor,
    order_key: i64,
    inboxes: &[String],
) -> Result<Vec<(i64, String)>> {
    let elsewhere = inboxes.iter().filter(|inbox| !app.urls.is_local(inbox));
    let elsewhere: Vec<(&String, String)> = elsewhere.filter_map(|inbox| Some((inbox, host_of(inbox)?))).collect();
    let hosts: BTreeSet<String> = elsewhere.iter().map(|(_, host)| host.clone()).collect();
    let (known, met) = peer::ensure_all(conn, &hosts, || app.next_id(), app.now())?;
    for host in &met {
        probe::enqueue(conn, app, host)?;
    }
    let now = app.now();
    let due = |peer_id: i64, inbox: &str| Delivery {
        id: app.next_id(),
        activity_id,
        peer_id,
        inbox: inbox.to_owned(),
        sender_id: sender.id,
        order_key,
        state: DeliveryState::Due,
        attempts: 0,
        next_attempt_at: now,
        created_at: now,
        last_error: String::new(),
    };
    let rows: Vec<Delivery> = elsewhere.iter().filter_map(|(inbox, host)| Some(due(known.get(host)?.id, inbox))).collect();
    insert_missing!(conn, deliveries::table, rows)?;
    Ok(rows.into_iter().map(|row| (row.peer_id, row.inbox)).collect())
}

/// Goes from server to server along the index, so that a long queue for some of them costs no more than a short one: this is asked after each
/// commit.
const DUE_PEERS: &str = "WITH RECURSIVE waiting (peer_id) AS ( \
    SELECT min(peer_id) FROM deliveries WHERE state = $1 \
    UNION ALL SELECT (SELECT min(later.peer_id) FROM deliveries AS later WHERE later.state = $1 AND later.peer_id > waiting.peer_id) \
    FROM waiting WHERE waiting.peer_id IS NOT NULL) \
    SELECT peers.id FROM waiting JOIN peers ON peers.id = waiting.peer_id \
    WHERE peers.next_attempt_at <= $2 AND (peers.lease_owner IS NULL OR peers.lease_owner = $3 OR peers.lease_until < $2) \
    AND EXISTS (SELECT 1 FROM deliveries WHERE deliveries.state = $1 AND deliveries.peer_id = peers.id AND deliveries.next_attempt_at <= $2) \
    ORDER BY peers.id";

#[derive(QueryableByName)]
struct DuePeer {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The servers for which something is due now: those that are not being left alone.
/// `process` is this process's name: what another one is working on is not ours to look at.
pub fn due_peers(conn: &mut Conn, process: &str, now: Timestamp) -> Result<Vec<i64>> {
    let due = diesel::sql_query(DUE_PEERS).bind::<SmallInt, _>(DeliveryState::Due).bind::<Ts, _>(now).bind::<Text, _>(process);
    let peers: Vec<DuePeer> = on_each!(conn, |each| due.load(each))?;
    Ok(peers.into_iter().map(|peer| peer.id).collect())
}

/// The rows of a server that are not done.
macro_rules! due_for {
    ($peer_id:expr) => {
        deliveries::table.filter(deliveries::state.eq(DeliveryState::Due)).filter(deliveries::peer_id.eq($peer_id))
    };
}

/// The next deliveries to a server, oldest first. A row that has to wait holds back those with its order key, and nothing else: they wait
/// as long as that one, so that nobody looks at them in vain.
pub fn due(conn: &mut Conn, peer_id: i64, now: Timestamp, limit: i64) -> Result<Vec<Delivery>> {
    let later = due_for!(peer_id).filter(deliveries::next_attempt_at.gt(now));
    let holders = later.select((deliveries::order_key, deliveries::next_attempt_at));
    let holders: Vec<(i64, Timestamp)> = on_each!(conn, |each| holders.load(each))?;
    for (key, until) in holders.into_iter().collect::<BTreeMap<i64, Timestamp>>() {
        let held = due_for!(peer_id).filter(deliveries::order_key.eq(key)).filter(deliveries::next_attempt_at.le(now));
        prepared_update(held).set(deliveries::next_attempt_at.eq(until)).execute(conn)?;
    }
    let free = due_for!(peer_id).filter(deliveries::next_attempt_at.le(now)).order(deliveries::id).limit(limit);
    Ok(on_each!(conn, |each| free.select(Delivery::as_select()).load(each))?)
}

/// Lets everything with this order key wait until then, unless something ends the wait before ([`wait_no_more`]).
pub fn wait(conn: &mut Conn, peer_id: i64, order_key: i64, until: Timestamp) -> Result<()> {
    let rows = due_for!(peer_id).filter(deliveries::order_key.eq(order_key));
    prepared_update(rows).set(deliveries::next_attempt_at.eq(until)).execute(conn)?;
    Ok(())
}

/// Makes due what was never tried for this server.
pub fn wait_no_more(conn: &mut Conn, peer_id: i64, now: Timestamp) -> Result<()> {
    let rows = due_for!(peer_id).filter(deliveries::attempts.eq(0)).filter(deliveries::next_attempt_at.gt(now));
    prepared_update(rows).set(deliveries::next_attempt_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Makes due whatever waits for this server.
pub fn try_again(conn: &mut Conn, peer_id: i64, now: Timestamp) -> Result<()> {
    let rows = due_for!(peer_id).filter(deliveries::next_attempt_at.gt(now));
    prepared_update(rows).set(deliveries::next_attempt_at.eq(now)).execute(conn)?;
    Ok(())
}

/// How many deliveries wait, for all servers.
pub fn waiting(conn: &mut Conn) -> Result<i64> {
    Ok(deliveries::table.filter(deliveries::state.eq(DeliveryState::Due)).count().get_result(conn)?)
}

/// The deliveries to a server in this state, oldest first, for an admin's eyes.
pub fn of_peer(conn: &mut Conn, peer_id: i64, state: DeliveryState, limit: i64) -> Result<Vec<Delivery>> {
    Ok(deliveries::table
        .filter(deliveries::peer_id.eq(peer_id))
        .filter(deliveries::state.eq(state))
        .order(deliveries::id)
        .limit(limit)
        .select(Delivery::as_select())
        .load(conn)?)
}

/// These arrived.
pub fn arrived(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    diesel::delete(deliveries::table.filter(among(deliveries::id, ids))).both().execute(conn)?;
    Ok(())
}

/// This one will not be tried again.
pub fn give_up(conn: &mut Conn, id: i64, state: DeliveryState, error: &str) -> Result<()> {
    prepared_update(deliveries::table.find(id))
        .set((deliveries::state.eq(state), deliveries::last_error.eq(error), deliveries::attempts.eq(deliveries::attempts + 1)))
        .execute(conn)?;
    Ok(())
}

/// This one is tried again later.
pub fn postpone(conn: &mut Conn, id: i64, until: Timestamp, error: &str) -> Result<()> {
    prepared_update(deliveries::table.find(id))
        .set((deliveries::next_attempt_at.eq(until), deliveries::last_error.eq(error), deliveries::attempts.eq(deliveries::attempts + 1)))
        .execute(conn)?;
    Ok(())
}
