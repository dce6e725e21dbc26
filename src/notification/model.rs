//! The tables `notifications` and `notification_settings`.

use crate::app::App;
use crate::error::Result;
use crate::small_enum;
use crate::store::schema::{notification_settings, notifications};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, on_each, prepared_update};
use diesel::dsl::not;
use diesel::prelude::*;

small_enum! {
    /// What a notification is about.
    pub enum NotificationKind {
        /// Somebody answered.
        Reply = 0,
        /// Somebody named the person.
        Mention = 1,
        /// Somebody reacted.
        Reaction = 2,
        /// Somebody follows the person.
        Follow = 3,
        /// Somebody joined a community the person hosts.
        Join = 4,
        /// Hosts removed a post of the person.
        Removed = 5,
        /// Somebody reported something in a community the person hosts.
        Report = 6,
        /// A community elsewhere took the person in.
        Accepted = 7,
        /// The person was made a host.
        Appointed = 8,
        /// Hosts brought back a post of the person.
        Restored = 9,
        /// Hosts banned the person.
        Banned = 10,
        /// Hosts ended a ban of the person.
        Unbanned = 11,
        /// What the person asked to take along is ready.
        Export = 12,
        /// Somebody reported something in a community here that no host here looks after.
        ReportToAdmins = 13,
        /// A community elsewhere did not take the person in.
        JoinRefused = 14,
        /// A host asks the person to join a community.
        Invited = 15,
        /// Somebody asks to be let into a protected community the person hosts.
        Application = 16,
        /// The hosts of a community want to know more before they let the person in.
        AskedBack = 17,
        /// Hosts let the person only read.
        ReadsOnly = 18,
        /// Hosts let the person write again.
        TakesPart = 19,
        /// What vouches for the person as somebody's staff is about to end.
        VouchingEnds = 20,
        /// It was withdrawn.
        VouchingWithdrawn = 21,
        /// Nobody vouches any more for a member of a protected community the person hosts.
        MemberLapsed = 22,
        /// An organisation took the person in as its guest.
        GuestReceived = 23,
        /// The admins cut off a server whose people were members of a community the person hosts.
        MembersCut = 24,
        /// The admins cut off the server of a protected community the person was in.
        CutOff = 30,
    }
}

small_enum! {
    /// How much a person wants to be told.
    pub enum Level {
        /// Everything.
        All = 0,
        /// Answers, mentions, and what concerns a role.
        Important = 1,
        /// Only what was decided about the person: she has a right to know; and what she asked for herself.
        Silent = 2,
    }
}

/// What hosts decided about the person: she has a right to know, and it stays when the post it is about is gone.
const DECISIONS: [NotificationKind; 6] = [
    NotificationKind::Removed,
    NotificationKind::Restored,
    NotificationKind::Banned,
    NotificationKind::Unbanned,
    NotificationKind::ReadsOnly,
    NotificationKind::TakesPart,
];

impl NotificationKind {
    /// Whether hosts decided this about the person.
    pub fn is_decision(self) -> bool {
        DECISIONS.contains(&self)
    }

    /// Whether somebody with this level is told.
    pub fn reaches(self, level: Level) -> bool {
        match level {
            Level::All => true,
            Level::Important => !matches!(self, Self::Reaction | Self::Follow | Self::Join),
            Level::Silent => {
                self.is_decision()
                    || matches!(
                        self,
                        Self::Export | Self::VouchingEnds | Self::VouchingWithdrawn | Self::GuestReceived | Self::MembersCut | Self::CutOff
                    )
            }
        }
    }
}

/// Something a person is told.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notifications, check_for_backend(MultiBackend), treat_none_as_default_value = false)]
pub struct Notification {
    /// Its number; grows with time.
    pub id: i64,
    /// Who is told.
    pub actor_id: i64,
    /// What about.
    pub kind: NotificationKind,
    /// Who did it.
    pub by_id: i64,
    /// The object: the answer, or what was reacted to.
    pub object_id: Option<i64>,
    /// The beginning of its thread.
    pub root_id: Option<i64>,
    /// The community.
    pub group_id: Option<i64>,
    /// The reason that was given; may be empty.
    pub text: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Whether it was read. When is not kept.
    pub read: bool,
}

/// Stores a notification in place of an equal one.
pub(super) fn insert(conn: &mut Conn, notification: &Notification) -> Result<()> {
    withdraw(conn, notification.actor_id, notification.kind, notification.by_id, notification.object_id, notification.group_id)?;
    diesel::insert_into(notifications::table).values(notification).both().execute(conn)?;
    Ok(())
}

/// Tells a person that what she asked to take along is ready, in place of an earlier time.
pub fn tell_of_export(conn: &mut Conn, app: &App, actor_id: i64) -> Result<()> {
    let told = Notification {
        id: app.next_id(),
        actor_id,
        kind: NotificationKind::Export,
        by_id: actor_id,
        object_id: None,
        root_id: None,
        group_id: None,
        text: String::new(),
        created_at: app.now(),
        read: false,
    };
    insert(conn, &told)
}

/// Tells a person that a host asks her to join a community, in place of an earlier time; not if she wants to hear of decisions alone.
pub fn tell_of_invitation(conn: &mut Conn, app: &App, actor_id: i64, by_id: i64, group_id: i64) -> Result<()> {
    if !NotificationKind::Invited.reaches(level(conn, actor_id)?) {
        return Ok(());
    }
    let told = Notification {
        id: app.next_id(),
        actor_id,
        kind: NotificationKind::Invited,
        by_id,
        object_id: None,
        root_id: None,
        group_id: Some(group_id),
        text: String::new(),
        created_at: app.now(),
        read: false,
    };
    insert(conn, &told)
}

/// Tells a person that the admins cut off a server, which concerns her in this community, and why.
pub fn tell_of_cut(conn: &mut Conn, app: &App, kind: NotificationKind, (actor_id, group_id): (i64, i64), reason: &str) -> Result<()> {
    let told = Notification {
        id: app.next_id(),
        actor_id,
        kind,
        by_id: actor_id,
        object_id: None,
        root_id: None,
        group_id: Some(group_id),
        text: reason.to_owned(),
        created_at: app.now(),
        read: false,
    };
    insert(conn, &told)
}

/// Removes what was told about something that did not last.
pub(super) fn withdraw(
    conn: &mut Conn,
    actor_id: i64,
    kind: NotificationKind,
    by_id: i64,
    object_id: Option<i64>,
    group_id: Option<i64>,
) -> Result<()> {
    let equal = notifications::table
        .filter(notifications::actor_id.eq(actor_id))
        .filter(notifications::kind.eq(kind))
        .filter(notifications::by_id.eq(by_id));
    let of_none = equal.filter(notifications::object_id.is_null());
    match (object_id, group_id) {
        (Some(_), _) => diesel::delete(equal.filter(notifications::object_id.eq(object_id))).both().execute(conn)?,
        (None, Some(_)) => diesel::delete(of_none.filter(notifications::group_id.eq(group_id))).both().execute(conn)?,
        (None, None) => diesel::delete(of_none.filter(notifications::group_id.is_null())).both().execute(conn)?,
    };
    Ok(())
}

/// Removes what was told about an object that is gone, but for what hosts decided about it.
pub(super) fn withdraw_object(conn: &mut Conn, object_id: i64) -> Result<()> {
    diesel::delete(notifications::table.filter(notifications::object_id.eq(object_id)).filter(notifications::kind.ne_all(DECISIONS)))
        .execute(conn)?;
    Ok(())
}

/// What a person was told, newest first; `before` pages (use [`i64::MAX`] to begin).
pub fn list(conn: &mut Conn, actor_id: i64, before: i64, limit: i64) -> Result<Vec<Notification>> {
    Ok(notifications::table
        .filter(notifications::actor_id.eq(actor_id))
        .filter(notifications::id.lt(before))
        .order(notifications::id.desc())
        .limit(limit)
        .select(Notification::as_select())
        .load(conn)?)
}

/// How much of it is unread.
pub fn unread(conn: &mut Conn, actor_id: i64) -> Result<i64> {
    Ok(notifications::table.filter(notifications::actor_id.eq(actor_id)).filter(not(notifications::read)).count().get_result(conn)?)
}

/// Number and person of what was told after this number; at most `limit`.
pub fn told_since(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<(i64, i64)>> {
    Ok(notifications::table
        .filter(notifications::id.gt(after))
        .order(notifications::id.desc())
        .limit(limit)
        .select((notifications::id, notifications::actor_id))
        .load(conn)?)
}

/// How much of it is unread and concerns this thread.
pub fn unread_of_thread(conn: &mut Conn, actor_id: i64, root_id: i64) -> Result<i64> {
    Ok(notifications::table
        .filter(notifications::actor_id.eq(actor_id))
        .filter(notifications::root_id.eq(root_id))
        .filter(not(notifications::read))
        .count()
        .get_result(conn)?)
}

/// Everything up to this number is read.
pub fn read_all(conn: &mut Conn, actor_id: i64, up_to: i64) -> Result<()> {
    prepared_update(
        notifications::table
            .filter(notifications::actor_id.eq(actor_id))
            .filter(notifications::id.le(up_to))
            .filter(not(notifications::read)),
    )
    .set(notifications::read.eq(true))
    .execute(conn)?;
    Ok(())
}

/// What concerns this thread is read: the person opened it.
pub fn read_of_thread(conn: &mut Conn, actor_id: i64, root_id: i64) -> Result<()> {
    prepared_update(
        notifications::table
            .filter(notifications::actor_id.eq(actor_id))
            .filter(notifications::root_id.eq(root_id))
            .filter(not(notifications::read)),
    )
    .set(notifications::read.eq(true))
    .execute(conn)?;
    Ok(())
}

/// How much this person wants to be told.
pub fn level(conn: &mut Conn, actor_id: i64) -> Result<Level> {
    let level = notification_settings::table.find(actor_id).select(notification_settings::level);
    let level = on_each!(conn, |each| level.first(each)).optional()?;
    Ok(level.unwrap_or(Level::All))
}

/// Changes how much this person wants to be told.
pub fn set_level(conn: &mut Conn, actor_id: i64, level: Level) -> Result<()> {
    diesel::insert_into(notification_settings::table)
        .values((notification_settings::actor_id.eq(actor_id), notification_settings::level.eq(level)))
        .on_conflict(notification_settings::actor_id)
        .do_update()
        .set(notification_settings::level.eq(level))
        .both()
        .execute(conn)?;
    Ok(())
}
