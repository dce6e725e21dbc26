//! The ledger checker: compares what was acknowledged with the databases, and the databases with each other.

use super::ledger::{Known, Ledger};
use super::rows::{Snapshot, is_counted};
use dienstweg::object::{Object, ObjectState};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What kind of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Something acknowledged is not there, or not everywhere.
    Lost,
    /// Something is there twice.
    Doubled,
    /// Two instances say different things.
    Different,
    /// A counter is not what a recount says.
    Miscounted,
    /// A queue is not empty.
    Waiting,
    /// The program ended by itself, or did not start.
    Ended,
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What kind of fault.
    pub fault: Fault,
    /// What exactly.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: {}", self.fault, self.what)
    }
}

/// What is compared.
pub(super) struct Evidence<'a> {
    /// One for each instance.
    pub(super) snapshots: &'a [Snapshot],
    pub(super) names: &'a [String],
    pub(super) ledgers: &'a [Ledger],
    /// The ids of the communities, that of each instance at its place.
    pub(super) communities: &'a [String],
}

/// Everything that is wrong, and how much was [`overtaken`] by a deletion.
pub(super) fn check(evidence: &Evidence<'_>) -> (Vec<Finding>, usize) {
    let mut checker = Checker { evidence, findings: Vec::new(), overtaken: overtaken(evidence.snapshots) };
    checker.objects();
    checker.reactions();
    checker.counters();
    checker.members();
    checker.sequences();
    checker.queues();
    for ledger in evidence.ledgers {
        checker.ledger(ledger);
    }
    (checker.findings, checker.overtaken.len())
}

struct Checker<'a> {
    evidence: &'a Evidence<'a>,
    findings: Vec<Finding>,
    overtaken: BTreeSet<String>,
}

/// What has to be equal everywhere.
fn essence(snapshot: &Snapshot, object: &Object) -> Vec<(&'static str, String)> {
    let id = |id: i64| snapshot.object(id).map_or_else(|| format!("missing {id}"), |other| other.ap_id.clone());
    vec![
        ("kind", object.kind.clone()),
        ("author", snapshot.actor(object.actor_id).to_owned()),
        ("community", object.group_id.map(|group| snapshot.actor(group).to_owned()).unwrap_or_default()),
        ("beginning", id(object.root_id)),
        ("parent", object.in_reply_to_id.map(id).unwrap_or_default()),
        ("deleted", object.deleted_at.is_some().to_string()),
        ("title", object.name.clone()),
        ("text", object.content.clone()),
        ("source", object.source.clone()),
        // Where a deletion overtook the announcement, the place is not known, or that of a later one.
        ("place", format!("{:?}", object.seq.filter(|_| object.deleted_at.is_none()))),
        ("state", format!("{:?}", object.state)),
        ("answers", object.reply_count.to_string()),
    ]
}

/// An object on each instance, as far as it is there.
type Found<'a> = Vec<Option<&'a Object>>;

/// All objects by their id.
fn everywhere(snapshots: &[Snapshot]) -> BTreeMap<&str, Found<'_>> {
    let mut everywhere: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    for (place, snapshot) in snapshots.iter().enumerate() {
        for object in &snapshot.objects {
            everywhere.entry(&object.ap_id).or_insert_with(|| vec![None; snapshots.len()])[place] = Some(object);
        }
    }
    everywhere
}

/// What a deletion overtook: what was deleted before it got everywhere and is deleted wherever it is, since nobody is sent what is deleted
/// by then; and what answers it, which has no place where that is not known. Their communities turn such answers down, or never hear of them.
fn overtaken(snapshots: &[Snapshot]) -> BTreeSet<String> {
    let all = everywhere(snapshots);
    let deleted = |found: &Found<'_>| found.iter().flatten().all(|object| object.deleted_at.is_some());
    let early = |found: &Found<'_>| {
        let there: Vec<&&Object> = found.iter().flatten().collect();
        there.len() < snapshots.len() || there.iter().any(|object| object.state != ObjectState::Published)
    };
    let gone = all.iter().filter(|(_, found)| deleted(found) && early(found));
    let mut overtaken: BTreeSet<String> = gone.map(|(ap_id, _)| (*ap_id).to_owned()).collect();
    // An answer that its community's server refused since what it answers was deleted there by then.
    let below_deleted = |object: &Object| object.in_reply_to.as_deref().and_then(|parent| all.get(parent)).is_some_and(deleted);
    let refused = all.iter().filter(|(_, found)| {
        found.iter().flatten().count() == 1
            && found.iter().flatten().all(|object| object.state == ObjectState::Refused && below_deleted(object))
    });
    overtaken.extend(refused.map(|(ap_id, _)| (*ap_id).to_owned()));
    loop {
        let answers = all.iter().filter(|(ap_id, found)| {
            let parent = found.iter().flatten().find_map(|object| object.in_reply_to.as_ref());
            !overtaken.contains(**ap_id) && parent.is_some_and(|parent| overtaken.contains(parent))
        });
        let answers: Vec<String> = answers.map(|(ap_id, _)| (*ap_id).to_owned()).collect();
        if answers.is_empty() {
            return overtaken;
        }
        overtaken.extend(answers);
    }
}

impl Checker<'_> {
    fn find(&mut self, fault: Fault, what: String) {
        self.findings.push(Finding { fault, what });
    }

    /// Every object is on every instance, with the same content: each of them has a member of every community throughout.
    fn objects(&mut self) {
        let evidence = self.evidence;
        for (ap_id, found) in everywhere(evidence.snapshots) {
            if self.overtaken.contains(ap_id) {
                continue;
            }
            for (place, object) in found.iter().enumerate() {
                if object.is_none() {
                    self.find(Fault::Lost, format!("{} does not have {ap_id}", evidence.names[place]));
                }
            }
            let there = found.iter().enumerate().filter_map(|(place, object)| Some((place, (*object)?)));
            let essences: Vec<_> = there.map(|(place, object)| (place, essence(&evidence.snapshots[place], object))).collect();
            for (place, other) in &essences[1..] {
                for ((property, one), (_, other)) in essences[0].1.iter().zip(other).filter(|(one, other)| one != other) {
                    let names = (&evidence.names[essences[0].0], &evidence.names[*place]);
                    self.find(Fault::Different, format!("{ap_id}: {property} is {one:?} on {} and {other:?} on {}", names.0, names.1));
                }
            }
        }
    }

    /// The same reactions everywhere, on what is not deleted.
    fn reactions(&mut self) {
        let overtaken = &self.overtaken;
        let sets: Vec<BTreeSet<(String, String, i16, String)>> = self
            .evidence
            .snapshots
            .iter()
            .map(|snapshot| {
                let living = |id| {
                    let object = snapshot.object(id).filter(|object| object.deleted_at.is_none());
                    object.filter(|object| !overtaken.contains(&object.ap_id))
                };
                let named = |(id, who, kind, emoji): &(i64, String, i16, String)| {
                    Some((living(*id)?.ap_id.clone(), who.clone(), *kind, emoji.clone()))
                };
                snapshot.reactions.iter().filter_map(named).collect()
            })
            .collect();
        let all: BTreeSet<_> = sets.iter().flatten().cloned().collect();
        for reaction in all {
            let lack = sets.iter().zip(self.evidence.names).filter(|(set, _)| !set.contains(&reaction));
            let lack: Vec<&str> = lack.map(|(_, name)| name.as_str()).collect();
            if !lack.is_empty() {
                self.find(Fault::Different, format!("{} lack the reaction {reaction:?}", lack.join(", ")));
            }
        }
    }

    /// Each counter is what a recount says.
    fn counters(&mut self) {
        for (snapshot, name) in self.evidence.snapshots.iter().zip(self.evidence.names) {
            let mut answers: BTreeMap<i64, i64> = BTreeMap::new();
            for object in snapshot.objects.iter().filter(|object| is_counted(object) && object.root_id != object.id) {
                *answers.entry(object.root_id).or_default() += 1;
                let parent = object.in_reply_to_id.filter(|parent| *parent != object.root_id);
                parent.into_iter().for_each(|parent| *answers.entry(parent).or_default() += 1);
            }
            let mut reactions: BTreeMap<i64, i64> = BTreeMap::new();
            snapshot.reactions.iter().for_each(|(object, ..)| *reactions.entry(*object).or_default() += 1);
            for object in &snapshot.objects {
                let counted = (answers.get(&object.id).copied().unwrap_or(0), reactions.get(&object.id).copied().unwrap_or(0));
                if counted != (object.reply_count, object.reaction_count) {
                    let stored = (object.reply_count, object.reaction_count);
                    self.find(
                        Fault::Miscounted,
                        format!("{} on {name}: answers and reactions {stored:?} instead of {counted:?}", object.ap_id),
                    );
                }
            }
            for actor in snapshot.actors.values().filter(|actor| actor.local) {
                let count = [&snapshot.members, &snapshot.follows].into_iter().flatten();
                let count = count.filter(|((whom, _), accepted)| *whom == actor.ap_id && **accepted).count();
                if i64::try_from(count).expect("a small number") != actor.followers {
                    self.find(Fault::Miscounted, format!("{}: {} followers instead of {count}", actor.ap_id, actor.followers));
                }
            }
            if snapshot.told_twice > 0 {
                self.find(Fault::Doubled, format!("{name}: {} notifications", snapshot.told_twice));
            }
        }
    }

    /// Who is a member is so on both sides.
    fn members(&mut self) {
        let evidence = self.evidence;
        for (home, community) in evidence.communities.iter().enumerate() {
            for (place, snapshot) in evidence.snapshots.iter().enumerate().filter(|(place, _)| *place != home) {
                for person in snapshot.actors.values().filter(|actor| actor.local) {
                    let key = (community.clone(), person.ap_id.clone());
                    let (here, there) = (snapshot.members.get(&key), evidence.snapshots[home].members.get(&key));
                    if here != there || here == Some(&false) {
                        let names = (&evidence.names[place], &evidence.names[home]);
                        self.find(
                            Fault::Different,
                            format!("{} in {community}: {here:?} on {}, {there:?} on {}", person.ap_id, names.0, names.1),
                        );
                    }
                }
            }
        }
    }

    /// Each number of a community's sequence once, without a gap, at home and wherever it was sent.
    fn sequences(&mut self) {
        let evidence = self.evidence;
        for (home, community) in evidence.communities.iter().enumerate() {
            let last = evidence.snapshots[home].actors.values().find(|actor| actor.ap_id == *community).map_or(0, |group| group.last_seq);
            let erased = &evidence.snapshots[home].erased;
            let mut lasts = Vec::new();
            for (snapshot, name) in evidence.snapshots.iter().zip(evidence.names) {
                let mut seqs = snapshot.seqs.get(community).cloned().unwrap_or_default();
                seqs.sort_unstable();
                for pair in seqs.windows(2) {
                    match pair[1] - pair[0] {
                        0 => self.find(Fault::Doubled, format!("{name}: number {} of {community}", pair[0])),
                        1 => {}
                        _ => {
                            let lost = (pair[0] + 1..pair[1]).filter(|seq| !erased.contains(&(community.clone(), *seq)));
                            let lost: Vec<i64> = lost.collect();
                            if !lost.is_empty() {
                                self.find(Fault::Lost, format!("{name}: the numbers {lost:?} of {community}"));
                            }
                        }
                    }
                }
                let mut last = seqs.last().copied().unwrap_or_default();
                while erased.contains(&(community.clone(), last + 1)) {
                    last += 1;
                }
                lasts.push(last);
            }
            if lasts.iter().any(|got| *got != last) {
                self.find(Fault::Lost, format!("{community} got as far as {lasts:?} of {last}"));
            }
        }
    }

    fn queues(&mut self) {
        for (snapshot, name) in self.evidence.snapshots.iter().zip(self.evidence.names) {
            for line in &snapshot.waiting {
                self.find(Fault::Waiting, format!("{name}: {line}"));
            }
        }
    }

    /// What one person was told is so. That it is so elsewhere was looked at before.
    fn ledger(&mut self, ledger: &Ledger) {
        let snapshot = &self.evidence.snapshots[ledger.instance];
        let who = format!("{} of {}", ledger.person, self.evidence.names[ledger.instance]);
        for written in &ledger.written {
            let begins = format!("{} ", written.token);
            let named = snapshot.objects.iter().filter(|object| object.source.starts_with(&begins)).count();
            if named > 1 {
                self.find(Fault::Doubled, format!("{} by {who} is there {named} times", written.token));
            }
            let Some(id) = written.id else { continue };
            let Some(object) = snapshot.object(id) else {
                self.find(Fault::Lost, format!("{} by {who}: {id}", written.token));
                continue;
            };
            let deleted = object.deleted_at.is_some();
            match written.deleted {
                Known::Yes if !deleted => self.find(Fault::Lost, format!("the deletion of {} by {who}", object.ap_id)),
                Known::No if deleted => self.find(Fault::Lost, format!("{} by {who} is deleted", object.ap_id)),
                _ if deleted => {}
                _ if written.texts.contains(&object.source) => {}
                _ => {
                    let what = format!("{} by {who} says {:?} instead of one of {:?}", object.ap_id, object.source, written.texts);
                    self.find(Fault::Lost, what);
                }
            }
        }
        let me = snapshot.actors.values().find(|actor| actor.local && actor.username == ledger.person);
        let me = me.map_or("", |actor| actor.ap_id.as_str());
        for ((id, symbol), known) in &ledger.reactions {
            let alive = snapshot.object(*id).is_some_and(|object| object.deleted_at.is_none());
            let emoji = if symbol == "like" { "" } else { symbol.as_str() };
            let is = snapshot.reactions.iter().any(|(object, key, _, with)| object == id && key == me && with == emoji);
            if alive && *known != Known::Perhaps && (*known == Known::Yes) != is {
                self.find(Fault::Lost, format!("the reaction {symbol} by {who} to {id} should be {known:?}"));
            }
        }
        for (community, known) in &ledger.memberships {
            let is = snapshot.members.contains_key(&(self.evidence.communities[*community].clone(), me.to_owned()));
            if *known != Known::Perhaps && (*known == Known::Yes) != is {
                self.find(Fault::Lost, format!("membership of {who} in {community} should be {known:?}"));
            }
        }
    }
}
