//! `/mitteilungen`.

use super::{EntryView, LevelView, NotificationsPage, NotificationsView, QuietView, Wording, mails};
use crate::actor::member;
use crate::app::App;
use crate::error::{Error, Reason, Result};
use crate::notification::{self, Level, Notification, NotificationKind};
use crate::object::chatham::names_stay_inside;
use crate::object::{self, Object, Viewer};
use crate::personal::export;
use crate::store::Conn;
use crate::web::form::{Asked, Guarded};
use crate::web::home::Older;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::{Presenter, moment, reason, title, until};
use crate::web::texts::Texts;
use crate::web::visit::{Visit, see_other};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many notifications a page has, before they are grouped.
const PAGE: i64 = 60;
/// The levels with their values in forms, names and explanations.
const LEVELS: [(Level, &str, &str, &str); 3] = [
    (Level::All, "all", "notifications-level-all", "notifications-level-all-hint"),
    (Level::Important, "important", "notifications-level-important", "notifications-level-important-hint"),
    (Level::Silent, "silent", "notifications-level-silent", "notifications-level-silent-hint"),
];

/// Up to which one all are read.
#[derive(Debug, Deserialize)]
pub struct ReadForm {
    #[serde(default)]
    bis: String,
}

/// The level that was chosen.
#[derive(Debug, Deserialize)]
pub struct LevelForm {
    #[serde(default)]
    level: String,
}

/// `GET /mitteilungen`.
pub async fn list(visit: Visit, Asked(older): Asked<Older>) -> Response {
    let before = older.vor.unwrap_or(i64::MAX);
    visit.answer(show(&visit, StatusCode::OK, before, None)).await
}

/// The page; with quiet hours as they were typed and not accepted.
pub(super) async fn show(visit: &Visit, status: StatusCode, before: i64, typed: Option<QuietView>) -> Result<Response> {
    let (t, person, viewer) = (visit.t, visit.signed_in()?, visit.viewer());
    let view = visit
        .app
        .read(move |conn, app| {
            let told = notification::list(conn, person, before, PAGE)?;
            let level = notification::level(conn, person)?;
            let entries = entries(conn, app, t, viewer, &told)?;
            Ok(NotificationsView {
                entries,
                newest: told.first().map_or(0, |newest| newest.id),
                unread: notification::unread(conn, person)?,
                older_url: match told.last().filter(|_| told.len() >= PAGE as usize) {
                    Some(last) => format!("/mitteilungen?vor={}", last.id),
                    None => String::new(),
                },
                quiet: match typed {
                    Some(typed) => typed,
                    None => QuietView::new(notification::quiet::of(conn, person)?),
                },
                mails: mails::view(conn, app, person)?,
                levels: LEVELS.map(|(known, value, name, hint)| LevelView { value, name, hint, chosen: known == level }).to_vec(),
            })
        })
        .await?;
    let frame = visit.frame(Section::Notifications).await?;
    Ok(page::respond(status, &NotificationsPage { t, frame, view }))
}

/// What was told as lines, grouped by thing; newest first.
fn entries(conn: &mut Conn, app: &App, t: Texts, viewer: Viewer, told: &[Notification]) -> Result<Vec<EntryView>> {
    entries_worded(conn, app, t, viewer, told, Wording { titled: &title, outside: false })
}

/// As [`entries`], in other words.
pub(in crate::web) fn entries_worded(
    conn: &mut Conn,
    app: &App,
    t: Texts,
    viewer: Viewer,
    told: &[Notification],
    wording: Wording<'_>,
) -> Result<Vec<EntryView>> {
    let roots: BTreeSet<i64> = told.iter().filter_map(|notification| notification.root_id).collect();
    let mut objects = HashMap::new();
    for root in roots {
        // What hosts removed can still be named to its author; what she may not read is not named.
        if let Ok(object) = object::read::find(conn, viewer, root) {
            objects.insert(root, object);
        }
    }
    let people: BTreeSet<i64> = told.iter().flat_map(|told| [Some(told.by_id), told.group_id]).flatten().collect();
    let actors = crate::actor::model::find_all(conn, &people.into_iter().collect::<Vec<_>>())?;
    let presenter = Presenter::of_actors(conn, app, actors.iter())?;
    let bans = bans(conn, t, told)?;
    let unnamed = if wording.outside { unnamed(conn, told)? } else { HashSet::new() };
    let desk = Desk { t, presenter, objects, unnamed, now: app.now(), titled: wording.titled };
    Ok(grouped(told).iter().map(|group| entry(&desk, bans.get(&group[0].id), group)).collect())
}

/// What is needed to word what was told.
struct Desk<'a> {
    t: Texts,
    presenter: Presenter,
    /// The beginnings of threads.
    objects: HashMap<i64, Object>,
    /// What was told without saying who did it, by number.
    unnamed: HashSet<i64>,
    now: crate::store::Timestamp,
    titled: &'a dyn Fn(&Object) -> String,
}

impl Desk<'_> {
    /// Who did it, as far as that is said. A community is nobody's name.
    fn name(&self, told: &Notification) -> String {
        let group = self.presenter.actor(told.by_id).filter(|actor| actor.is_group());
        match group.filter(|group| told.group_id == Some(group.id)) {
            Some(group) if matches!(told.kind, NotificationKind::Reply | NotificationKind::Mention) => {
                self.presenter.nameless(self.t, group).name
            }
            None if self.unnamed.contains(&told.id) => String::new(),
            _ => self.presenter.reporter(self.t, told.by_id).name,
        }
    }

    /// Those who did it, in words; of whom nothing is said, that it was somebody.
    fn names(&self, names: &[String]) -> String {
        if names.iter().any(String::is_empty) {
            return self.t.t(if names.len() > 1 { "chatham-several" } else { "chatham-somebody" }).into_owned();
        }
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => self.t.with_two("notifications-two", "first", one, "second", two).into_owned(),
            [one, rest @ ..] => self.t.with_two("notifications-many", "first", one, "count", rest.len()).into_owned(),
        }
    }
}

/// What was told of communities and threads whose names stay inside, by number.
fn unnamed(conn: &mut Conn, told: &[Notification]) -> Result<HashSet<i64>> {
    let mut unnamed = HashSet::new();
    for told in told {
        if names_stay_inside(conn, told.group_id, told.root_id)? {
            unnamed.insert(told.id);
        }
    }
    Ok(unnamed)
}

/// Until when the bans hold that somebody was told of, by the number of what was told; without those that have no end, were lifted or changed.
fn bans(conn: &mut Conn, t: Texts, told: &[Notification]) -> Result<HashMap<i64, String>> {
    let mut ends = HashMap::new();
    for told in told.iter().filter(|told| told.kind == NotificationKind::Banned) {
        let Some(group) = told.group_id else { continue };
        let ban = member::any_ban(conn, group, told.actor_id)?.filter(|ban| ban.created_at == told.created_at);
        if let Some(end) = ban.and_then(|ban| ban.expires_at) {
            ends.insert(told.id, until(t, end));
        }
    }
    Ok(ends)
}

/// Answers in one thread stand together, and reactions to one thing; everything else by itself. The order is that of the newest of each.
fn grouped(told: &[Notification]) -> Vec<Vec<&Notification>> {
    let key = |notification: &Notification| match notification.kind {
        NotificationKind::Reply => (notification.kind as i16, notification.root_id, !notification.read),
        NotificationKind::Reaction => (notification.kind as i16, notification.object_id, !notification.read),
        NotificationKind::Join | NotificationKind::Application | NotificationKind::MemberLapsed => {
            (notification.kind as i16, notification.group_id, !notification.read)
        }
        _ => (i16::MAX, Some(notification.id), false),
    };
    let mut groups: Vec<Vec<&Notification>> = Vec::new();
    let mut places = HashMap::new();
    for notification in told {
        let place = *places.entry(key(notification)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(notification);
    }
    groups
}

fn entry(desk: &Desk<'_>, banned_until: Option<&String>, group: &[&Notification]) -> EntryView {
    let Desk { t, presenter, objects, now, titled, .. } = desk;
    let (t, now) = (*t, *now);
    let newest = group[0];
    let mut people: Vec<(i64, String)> = Vec::new();
    for notification in group {
        let name = desk.name(notification);
        // Two of one name are one line as long as the name is said; without names everybody counts.
        if !people.iter().any(|(id, known)| *id == notification.by_id || !name.is_empty() && *known == name) {
            people.push((notification.by_id, name));
        }
    }
    let names: Vec<String> = people.into_iter().map(|(_, name)| name).collect();
    let who = desk.names(&names);
    let community = newest.group_id.and_then(|id| presenter.actor(id)).map(|group| presenter.community(group));
    let root = newest.root_id.and_then(|root| objects.get(&root));
    let (icon, id) = says(newest);
    // An anchor leads to the oldest answer of the group: that is where reading goes on.
    let url = match (root, &community, newest.kind) {
        (Some(root), _, NotificationKind::Reply | NotificationKind::Mention) if group.iter().any(|one| one.object_id != Some(root.id)) => {
            let oldest = group.iter().filter_map(|one| one.object_id).min().unwrap_or(root.id);
            format!("/b/{}#c-{oldest}", root.id)
        }
        (_, _, NotificationKind::ReportToAdmins) => "/verwaltung/meldungen".to_owned(),
        (Some(root), ..) => format!("/b/{}", root.id),
        (None, _, NotificationKind::Follow) => presenter.person_of(newest.by_id).url,
        (None, Some(community), NotificationKind::Join | NotificationKind::Application | NotificationKind::MemberLapsed) => {
            format!("{}/mitglieder", community.url)
        }
        (None, Some(community), _) => community.url.clone(),
        (None, None, NotificationKind::Accepted | NotificationKind::JoinRefused | NotificationKind::AskedBack) => {
            presenter.actor(newest.by_id).map_or("/".to_owned(), |group| presenter.community(group).url)
        }
        (None, None, NotificationKind::Export) => "/ich/daten".to_owned(),
        (None, None, NotificationKind::VouchingEnds | NotificationKind::VouchingWithdrawn | NotificationKind::GuestReceived) => {
            "/ich/dienststelle".to_owned()
        }
        (None, None, _) => "/mitteilungen".to_owned(),
    };
    let about = match (root, &community) {
        (Some(root), _) if root.deleted_at.is_none() => titled(root),
        (None, Some(community)) => community.name.clone(),
        (None, None) if newest.kind == NotificationKind::Export => {
            let until = moment(t, newest.created_at.plus(export::KEPT), now).full;
            t.with("notification-export-until", "until", until).into_owned()
        }
        (None, None) if newest.kind == NotificationKind::GuestReceived => newest.text.clone(),
        _ => String::new(),
    };
    EntryView {
        icon,
        sentence: match banned_until {
            Some(until) => t.with_two("notification-banned-until", "who", who, "until", until).into_owned(),
            None => t.with_two(id, "who", who, "count", names.len()).into_owned(),
        },
        title: about,
        url,
        reason: match newest.kind {
            // The word in a restoration's `summary` is for other software.
            NotificationKind::Removed
            | NotificationKind::Banned
            | NotificationKind::Report
            | NotificationKind::ReportToAdmins
            | NotificationKind::VouchingWithdrawn
            | NotificationKind::MembersCut
            | NotificationKind::CutOff => reason(t, &newest.text),
            _ => String::new(),
        },
        at: moment(t, newest.created_at, now),
        unread: group.iter().any(|notification| !notification.read),
    }
}

/// Icon and sentence.
fn says(notification: &Notification) -> (&'static str, &'static str) {
    let is_comment = notification.object_id != notification.root_id;
    match notification.kind {
        NotificationKind::Reply => ("reply", "notification-reply"),
        NotificationKind::Mention => ("alternate-email", "notification-mention"),
        NotificationKind::Reaction => ("favorite-outline", "notification-reaction"),
        NotificationKind::Follow => ("person-add", "notification-follow"),
        NotificationKind::Join => ("groups", "notification-join"),
        NotificationKind::Report => ("flag-outline", "notification-report"),
        NotificationKind::Accepted => ("check-circle", "notification-accepted"),
        NotificationKind::Appointed => ("shield-person", "notification-appointed"),
        NotificationKind::ReadsOnly => ("visibility-outline", "notification-reads-only"),
        NotificationKind::TakesPart => ("edit-outline", "notification-takes-part"),
        NotificationKind::ReportToAdmins => ("flag-outline", "notification-report-to-admins"),
        NotificationKind::JoinRefused => ("block", "notification-join-refused"),
        NotificationKind::Removed if is_comment => ("delete-outline", "notification-removed-comment"),
        NotificationKind::Restored if is_comment => ("visibility-outline", "notification-restored-comment"),
        NotificationKind::Removed => ("delete-outline", "notification-removed"),
        NotificationKind::Restored => ("visibility-outline", "notification-restored"),
        NotificationKind::Banned => ("block", "notification-banned"),
        NotificationKind::Unbanned => ("check-circle", "notification-unbanned"),
        NotificationKind::Invited => ("groups", "notification-invited"),
        NotificationKind::Application => ("person-add", "notification-application"),
        NotificationKind::AskedBack => ("reply", "notification-asked-back"),
        NotificationKind::Export => ("arrow-downward", "notification-export"),
        NotificationKind::VouchingEnds => ("schedule", "notification-vouching-ends"),
        NotificationKind::VouchingWithdrawn => ("block", "notification-vouching-withdrawn"),
        NotificationKind::MemberLapsed => ("block", "notification-member-lapsed"),
        NotificationKind::GuestReceived => ("shield-person", "notification-guest-received"),
        NotificationKind::MembersCut => ("block", "notification-members-cut"),
        NotificationKind::CutOff => ("block", "notification-cut-off"),
    }
}

/// `POST /mitteilungen/gelesen`.
pub async fn read(Guarded { visit, fields }: Guarded<ReadForm>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let newest: i64 = fields.bis.parse().map_err(|_| Error::Malformed(Reason::new("error-form-unreadable")))?;
            visit.app.write(move |conn, _| notification::read_all(conn, person, newest)).await?;
            Ok(see_other("/mitteilungen"))
        })
        .await
}

/// `POST /mitteilungen/stufe`.
pub async fn set_level(Guarded { visit, fields }: Guarded<LevelForm>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let level = LEVELS.iter().find(|(_, value, ..)| *value == fields.level).map(|(level, ..)| *level);
            let level = level.ok_or_else(|| Error::Malformed(Reason::new("error-form-unreadable")))?;
            visit.app.write(move |conn, _| notification::set_level(conn, person, level)).await?;
            Ok(visit.done("/mitteilungen", Done::Saved))
        })
        .await
}
