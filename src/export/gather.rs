//! What is somebody's own, read from the tables.

use crate::access::passkey;
use crate::activity::unnamed;
use crate::activity::{compose, log};
use crate::actor::account::{self, Account};
use crate::actor::{self, Actor, follow, keys, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::media::{self, Media};
use crate::notification::{self, bookmark};
use crate::object::reaction::{self, ReactionKind};
use crate::object::{self, Object, chatham, tag};
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::vetting::{self, organisation};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// More of one sort has nobody.
const ALL: i64 = i64::MAX;

/// All of it but the activities and the files, which are read when they are written.
pub(super) struct Gathered {
    pub(super) person: Actor,
    pub(super) account: Account,
    /// Her document.
    pub(super) actor: String,
    /// What she wrote, oldest first.
    pub(super) objects: Vec<Object>,
    /// Names of the communities she wrote in, by number.
    pub(super) groups: BTreeMap<i64, String>,
    pub(super) bookmarks: Vec<Object>,
    pub(super) memberships: Vec<Membership>,
    pub(super) following: Vec<Actor>,
    pub(super) followers: Vec<Actor>,
    pub(super) hashtags: Vec<String>,
    pub(super) pictures: Vec<Media>,
    reactions: Vec<Reaction>,
    notifications: Vec<Notice>,
    sessions: Vec<Session>,
    passkeys: Vec<PasskeyData>,
    vouchings: Vec<VouchingData>,
    delegated_to: Vec<String>,
}

/// A community she belongs to.
#[derive(Debug, Serialize)]
pub(super) struct Membership {
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) host: bool,
    since: String,
}

#[derive(Debug, Serialize)]
struct Reaction {
    object: String,
    kind: &'static str,
    emoji: String,
    at: String,
}

#[derive(Debug, Serialize)]
struct Notice {
    kind: String,
    by: String,
    object: Option<String>,
    text: String,
    at: String,
    read: bool,
}

#[derive(Debug, Serialize)]
struct Session {
    browser: String,
    since: String,
    used: String,
}

/// A passkey, without what programs know it by.
#[derive(Debug, Serialize)]
struct PasskeyData {
    name: String,
    since: String,
    used: Option<String>,
}

/// That somebody vouched for her as staff.
#[derive(Debug, Serialize)]
struct VouchingData {
    organisation: String,
    method: &'static str,
    work_address: Option<String>,
    verified: String,
    valid_until: String,
    withdrawn: Option<String>,
    reason: String,
}

/// What stands in `data.json`.
#[derive(Serialize)]
struct Data<'a> {
    account: AccountData<'a>,
    memberships: &'a [Membership],
    following: Vec<String>,
    followers: Vec<String>,
    hashtags: &'a [String],
    bookmarks: Vec<&'a str>,
    reactions: &'a [Reaction],
    notifications: &'a [Notice],
    sessions: &'a [Session],
    passkeys: &'a [PasskeyData],
    vouchings: &'a [VouchingData],
    vouches_for_staff_of: &'a [String],
    pictures: Vec<PictureData<'a>>,
}

#[derive(Serialize)]
struct AccountData<'a> {
    user_name: &'a str,
    email: Option<&'a str>,
    language: Option<&'a str>,
    administers: bool,
    since: String,
}

#[derive(Serialize)]
struct PictureData<'a> {
    file: String,
    alternative: &'a str,
    since: String,
}

/// Reads it.
pub(super) fn gather(conn: &mut Conn, app: &App, account_id: i64) -> Result<Gathered> {
    let account = account::find(conn, account_id)?;
    let person = actor::model::find(conn, account.actor_id)?;
    let id = person.id;
    let own_keys = keys::of_actor(conn, id)?;
    let document = actor::json::document(&person, &own_keys, &app.urls, &compose::streams(app, &person));
    let mut objects = Vec::new();
    for number in object::model::ids_of_actor(conn, id)? {
        let object = object::model::find(conn, number)?;
        // What hosts removed is still hers.
        if object.deleted_at.is_none() || object.removed_reason.is_some() {
            objects.push(object);
        }
    }
    objects.sort_by_key(|object| object.id);
    let groups: BTreeSet<i64> = objects.iter().filter_map(|object| object.group_id).collect();
    let groups = actor::model::find_all(conn, &groups.into_iter().collect::<Vec<_>>())?;
    Ok(Gathered {
        actor: serde_json::to_string_pretty(&document).map_err(Error::internal)?,
        objects,
        groups: groups.iter().map(|group| (group.id, group.display_name().to_owned())).collect(),
        bookmarks: bookmark::list(conn, id, ALL)?,
        memberships: memberships(conn, id)?,
        following: follow::following(conn, id)?,
        followers: follow::followers(conn, id, ALL, ALL)?,
        hashtags: tag::followed(conn, id)?,
        pictures: media::model::of_actor(conn, id)?,
        reactions: reactions(conn, id)?,
        notifications: notices(conn, id)?,
        sessions: sessions(conn, app, account_id)?,
        passkeys: passkeys(conn, account_id)?,
        vouchings: vouchings(conn, id)?,
        delegated_to: organisation::delegated_to(conn, id)?.into_iter().map(|organisation| organisation.name).collect(),
        person,
        account,
    })
}

fn memberships(conn: &mut Conn, id: i64) -> Result<Vec<Membership>> {
    let groups = member::groups_of(conn, id)?;
    let membership = |(group, row): (Actor, member::Member)| Membership {
        handle: group.handle(),
        name: group.display_name().to_owned(),
        host: row.role == member::Role::Host,
        since: row.created_at.rfc3339(),
    };
    Ok(groups.into_iter().map(membership).collect())
}

fn reactions(conn: &mut Conn, id: i64) -> Result<Vec<Reaction>> {
    let kind = |kind| match kind {
        ReactionKind::Like => "Like",
        ReactionKind::Dislike => "Dislike",
        ReactionKind::Emoji => "EmojiReact",
        ReactionKind::Boost => "Announce",
    };
    let rows = reaction::of_actor(conn, id)?;
    let row = |(row, object): (reaction::Reaction, String)| Reaction {
        object,
        kind: kind(row.kind),
        emoji: row.emoji,
        at: row.created_at.rfc3339(),
    };
    Ok(rows.into_iter().map(row).collect())
}

fn notices(conn: &mut Conn, id: i64) -> Result<Vec<Notice>> {
    let rows = notification::list(conn, id, ALL, ALL)?;
    let people: BTreeSet<i64> = rows.iter().map(|row| row.by_id).collect();
    let people = actor::model::find_all(conn, &people.into_iter().collect::<Vec<_>>())?;
    let handles: BTreeMap<i64, String> =
        people.iter().filter(|actor| actor.deleted_at.is_none()).map(|actor| (actor.id, actor.handle())).collect();
    let mut notices = Vec::new();
    for row in rows {
        let object = match row.object_id {
            Some(object) => object::read::find(conn, object::Viewer::Local { actor_id: id }, object).ok().map(|object| object.ap_id),
            None => None,
        };
        notices.push(Notice {
            kind: format!("{:?}", row.kind),
            by: match chatham::names_stay_inside(conn, row.group_id, row.root_id)? && row.by_id != id && Some(row.by_id) != row.group_id {
                true => String::new(),
                false => handles.get(&row.by_id).cloned().unwrap_or_default(),
            },
            object,
            text: row.text,
            at: row.created_at.rfc3339(),
            read: row.read,
        });
    }
    Ok(notices)
}

fn sessions(conn: &mut Conn, app: &App, account_id: i64) -> Result<Vec<Session>> {
    let rows = account::sessions(conn, account_id, app.now())?;
    let row = |row: account::Session| Session { browser: row.browser, since: row.created_at.rfc3339(), used: row.used_at.rfc3339() };
    Ok(rows.into_iter().map(row).collect())
}

fn passkeys(conn: &mut Conn, account_id: i64) -> Result<Vec<PasskeyData>> {
    let rows = passkey::of_account(conn, account_id)?;
    let row =
        |row: passkey::Passkey| PasskeyData { name: row.name, since: row.created_at.rfc3339(), used: row.used_at.map(Timestamp::rfc3339) };
    Ok(rows.into_iter().map(row).collect())
}

fn vouchings(conn: &mut Conn, id: i64) -> Result<Vec<VouchingData>> {
    let row = |(row, organisation): (vetting::Vouching, vetting::Organisation)| VouchingData {
        organisation: organisation.name,
        method: row.method.as_str(),
        work_address: row.address,
        verified: row.verified_at.rfc3339(),
        valid_until: row.valid_until.rfc3339(),
        withdrawn: row.withdrawn_at.map(Timestamp::rfc3339),
        reason: row.reason,
    };
    Ok(vetting::history(conn, id)?.into_iter().map(row).collect())
}

/// What she did, as it was sent, oldest first: numbers and texts. Of what is under the Chatham House Rule without the names of others.
pub(super) fn activities(conn: &mut Conn, person: i64, after: i64, limit: i64) -> Result<Vec<(i64, String)>> {
    let mut own = log::own(conn, person, after, limit)?;
    for (number, body) in &mut own {
        let entry = log::find(conn, *number)?;
        let root = match entry.object_id {
            Some(object) => Some(object::model::find(conn, object)?.root_id),
            None => None,
        };
        if chatham::names_stay_inside(conn, entry.group_id, root)? {
            *body = unnamed::without_others(conn, person, body)?;
        }
    }
    Ok(own)
}

/// The name of a picture in the file.
pub(super) fn file_name(picture: &Media) -> String {
    let ending = picture.media_type.rsplit('/').next().unwrap_or_default();
    format!("pictures/{}.{ending}", picture.id)
}

impl Gathered {
    /// What stands in `data.json`.
    pub(super) fn data(&self) -> Result<String> {
        let handles = |people: &[Actor]| people.iter().map(Actor::handle).collect();
        let account = &self.account;
        let data = Data {
            account: AccountData {
                user_name: &account.login,
                email: account.email.as_deref(),
                language: account.language.as_deref(),
                administers: account.admin,
                since: account.created_at.rfc3339(),
            },
            memberships: &self.memberships,
            following: handles(&self.following),
            followers: handles(&self.followers),
            hashtags: &self.hashtags,
            bookmarks: self.bookmarks.iter().map(|object| object.ap_id.as_str()).collect(),
            reactions: &self.reactions,
            notifications: &self.notifications,
            sessions: &self.sessions,
            passkeys: &self.passkeys,
            vouchings: &self.vouchings,
            vouches_for_staff_of: &self.delegated_to,
            pictures: self
                .pictures
                .iter()
                .map(|picture| PictureData { file: file_name(picture), alternative: &picture.name, since: picture.created_at.rfc3339() })
                .collect(),
        };
        serde_json::to_string_pretty(&data).map_err(Error::internal)
    }

    /// Tables as other software takes them in: whom and what she follows, and what she keeps.
    pub(super) fn tables(&self) -> Vec<(&'static str, Vec<Vec<String>>)> {
        let column = |title: &str, rows: Vec<String>| {
            let title = (!title.is_empty()).then(|| vec![title.to_owned()]);
            title.into_iter().chain(rows.into_iter().map(|row| vec![row])).collect()
        };
        vec![
            ("following_accounts.csv", column("Account address", self.following.iter().map(Actor::handle).collect())),
            ("communities.csv", column("Account address", self.memberships.iter().map(|group| group.handle.clone()).collect())),
            ("followed_tags.csv", column("Hashtag", self.hashtags.clone())),
            // Without a title, as Mastodon takes it in.
            ("bookmarks.csv", column("", self.bookmarks.iter().map(|object| object.ap_id.clone()).collect())),
        ]
    }
}

/// Comma-separated values (RFC 4180).
pub(super) fn csv(rows: &[Vec<String>]) -> String {
    let field = |field: &String| match field.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.clone(),
    };
    rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn fields_with_commas_and_quotation_marks_are_quoted() {
        let rows = [vec!["a".to_owned(), "b, c".to_owned()], vec!["sagt \"ja\"".to_owned(), String::new()]];
        assert_eq!(csv(&rows), "a,\"b, c\"\r\n\"sagt \"\"ja\"\"\",\r\n");
    }
}
