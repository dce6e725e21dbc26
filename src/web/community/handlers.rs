//! The handlers of communities.

use super::alike::AlikeView;
use super::application::{application, levels};
use super::join::JoinForm;
use super::links::{self, TypedLink};
use super::{
    ApplicantView, BannedView, CommunitiesPage, CommunitiesView, CommunityPage, CommunityView, ExcludedView, FindPage, FindView,
    InviteView, InvitedView, MemberView, MembersPage, MembersView,
};
use crate::activity::fetch::{self, Resolved};
use crate::activity::outbox::{self, Naming};
use crate::activity::probe;
use crate::actor::answer;
use crate::actor::application;
use crate::actor::audience::is_known_to;
use crate::actor::follow::RelationState;
use crate::actor::json::Rules;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor};
use crate::app::{App, Limit};
use crate::error::{Error, FieldError, Result};
use crate::moderation;
use crate::object::{Viewer, read};
use crate::store::Conn;
use crate::text::{self, Handle};
use crate::web::form::Asked;
use crate::web::home::Older;
use crate::web::layout::Section;
use crate::web::page;
use crate::web::present::{Presenter, membership, moment, until};
use crate::web::texts::Texts;
use crate::web::view::{CommunitySummary, Errors, Membership};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use std::time::Duration;

/// How many posts a page has.
const PAGE: i64 = 20;
/// How many communities stand on the page of the search before anything is typed.
const KNOWN: i64 = 20;
/// How many communities and members a list shows.
const LIST: i64 = 200;

/// How often a community that does not answer is asked again.
const REFRESH: Limit = Limit { times: 1, freely: 1, within: Duration::from_secs(3_600) };

/// The query of the search.
#[derive(Debug, Default, Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// What stands for a community in an address.
struct Name {
    name: String,
    host: String,
}

impl Name {
    fn in_path(visit: &Visit, handle: &str) -> Result<Self> {
        let handle = Handle::in_path(handle).map_err(|_| Error::NotFound)?;
        let host = handle.host.unwrap_or_else(|| visit.app.urls.host().to_owned());
        Ok(Self { name: handle.name.to_lowercase(), host })
    }

    /// The community, if we know it and this viewer learns of it.
    fn known(&self, conn: &mut Conn, viewer: Viewer) -> Result<Option<Actor>> {
        match actor::model::group_by_handle(conn, &self.name, &self.host)? {
            Some(group) if group.suspended_at.is_some() => Err(Error::NotFound),
            Some(group) if !is_known_to(conn, viewer, &group)? => Ok(None),
            known => Ok(known),
        }
    }
}

/// The community behind `/g/{handle}`. One we do not know yet is looked up for people who are logged in.
pub async fn at(visit: &Visit, handle: &str) -> Result<Actor> {
    let name = Name::in_path(visit, handle)?;
    let viewer = visit.viewer();
    let known = visit.app.read(move |conn, _| name.known(conn, viewer)).await?;
    let handle = Handle::in_path(handle).map_err(|_| Error::NotFound)?;
    match known {
        Some(group) => Ok(group),
        None if visit.person.is_some() && handle.host.is_some() => {
            let found = fetch::by_handle(&visit.app, &handle).await?;
            if found.is_group() && !found.is_hidden() { Ok(found) } else { Err(Error::NotFound) }
        }
        None => Err(Error::NotFound),
    }
}

/// `GET /gruppen`.
pub async fn list(visit: Visit) -> Response {
    visit.answer(show_list(&visit)).await
}

async fn show_list(visit: &Visit) -> Result<Response> {
    let (person, viewer) = (visit.person.as_ref().map(|person| person.id), visit.viewer());
    let view = visit
        .app
        .read(move |conn, app| {
            let mine = match person {
                Some(person) => member::groups_of(conn, person)?,
                None => Vec::new(),
            };
            let invited = match person {
                Some(person) => application::invitations_of(conn, person, LIST)?,
                None => Vec::new(),
            };
            let banned = match person {
                Some(person) => member::banned_from(conn, person, app.now())?,
                None => Vec::new(),
            };
            let mut others = actor::model::groups(conn, viewer, LIST)?;
            others.retain(|group| !mine.iter().map(|(known, _)| known).chain(&invited).any(|known| known.id == group.id));
            let presenter = Presenter::of_actors(conn, app, mine.iter().map(|(group, _)| group).chain(&invited).chain(&others))?;
            Ok(CommunitiesView {
                invited: invited.iter().map(|group| presenter.summary(group, membership(true, None))).collect(),
                mine: mine.iter().map(|(group, own)| presenter.summary(group, membership(true, Some(own)))).collect(),
                others: others
                    .iter()
                    .map(|group| {
                        let standing = standing(app, group, membership(person.is_some(), None), banned.contains(&group.id));
                        presenter.summary(group, standing)
                    })
                    .collect(),
                more_url: String::new(),
            })
        })
        .await?;
    let frame = visit.frame(Section::Communities).await?;
    Ok(page::respond(StatusCode::OK, &CommunitiesPage { t: visit.t, frame, view }))
}

/// `GET /gruppen/finden`.
pub async fn find(visit: Visit, Asked(Search { q: query }): Asked<Search>) -> Response {
    visit.answer(show_found(&visit, query)).await
}

async fn show_found(visit: &Visit, query: String) -> Result<Response> {
    let viewer = visit.viewer();
    let (results, errors) = match look_for(visit, query.trim()).await {
        Ok(groups) => (summaries(visit, groups).await?, Errors::none()),
        Err(error) => (Vec::new(), of_search(error)?),
    };
    let known = match query.trim() {
        "" => summaries(visit, visit.app.read(move |conn, _| actor::model::groups(conn, viewer, KNOWN)).await?).await?,
        _ => Vec::new(),
    };
    let status = if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Find).await?;
    Ok(page::respond(status, &FindPage { t: visit.t, frame, view: FindView { query, results, known, errors } }))
}

/// What went wrong with a search, at its field. Faults of ours stay faults.
fn of_search(error: Error) -> Result<Errors> {
    let text = match error {
        Error::Forbidden(reason) | Error::Remote { reason, .. } => reason.text,
        Error::NotFound | Error::Gone => "error-community-not-found",
        Error::Malformed(_) => "error-handle-invalid",
        Error::Invalid(fields) => fields.first().map_or("error-handle-invalid", |field| field.text),
        other => return Err(other),
    };
    Ok(vec![FieldError { field: "q", text }].into())
}

/// Communities by address, handle, or words of their name. Other servers are asked only for people who are logged in.
async fn look_for(visit: &Visit, query: &str) -> Result<Vec<Actor>> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let viewer = visit.viewer();
    let known = |words: String| visit.app.read(move |conn, _| actor::model::search_groups(conn, viewer, &words, 20));
    // The address of a page of ours, as it stands in the browser: `/g/bauen`, or `/g/bauen@next.example` for a community of another instance.
    if let Some(page) = query.strip_prefix(visit.app.urls.origin()).and_then(|path| path.strip_prefix("/g/")) {
        let handle = page.split(['/', '?', '#']).next().unwrap_or_default();
        return Ok(vec![at(visit, handle).await?]);
    }
    let is_url = query.starts_with("https://") || query.starts_with("http://");
    let handle = Handle::parse(query).ok().filter(|handle| handle.host.is_some());
    if !is_url && handle.is_none() {
        if query.contains('@') {
            return Err(Error::invalid("q", "error-handle-invalid"));
        }
        return known(query.to_owned()).await;
    }
    visit.signed_in().map_err(|_| Error::invalid("q", "error-log-in-to-search"))?;
    let found = match handle {
        Some(handle) if !is_url => fetch::by_handle(&visit.app, &handle).await?,
        _ => match fetch::resolve(&visit.app, viewer, query).await? {
            Resolved::Actor(actor) => *actor,
            Resolved::Object(_) => return Err(Error::invalid("q", "error-not-a-community")),
        },
    };
    let found = visit.app.read(move |conn, _| if is_known_to(conn, viewer, &found)? { Ok(found) } else { Err(Error::NotFound) }).await?;
    if found.is_group() { Ok(vec![found]) } else { Err(Error::invalid("q", "error-not-a-community")) }
}

pub(super) async fn summaries(visit: &Visit, groups: Vec<Actor>) -> Result<Vec<CommunitySummary>> {
    let person = visit.person.as_ref().map(|person| person.id);
    visit
        .app
        .read(move |conn, app| {
            let presenter = Presenter::of_actors(conn, app, &groups)?;
            let mut summaries = Vec::new();
            for group in &groups {
                let own = person.map(|person| member::find(conn, group.id, person)).transpose()?.flatten();
                let banned = person.map(|person| member::ban(conn, group.id, person, app.now())).transpose()?.flatten();
                let standing = standing(app, group, membership(person.is_some(), own.as_ref()), banned.is_some());
                summaries.push(presenter.summary(group, standing));
            }
            Ok(summaries)
        })
        .await
}

/// `GET /g/{handle}`.
pub async fn show(visit: Visit, Path(handle): Path<String>, Asked(older): Asked<Older>) -> Response {
    let before = older.vor.unwrap_or(i64::MAX);
    visit.answer(show_community(&visit, &handle, before)).await
}

async fn show_community(visit: &Visit, handle: &str, before: i64) -> Result<Response> {
    let view = look_at(visit, handle, before).await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &CommunityPage { t: visit.t, frame, view }))
}

/// The page again for somebody who asked to be let in, with what is wrong with what was typed.
pub(super) async fn show_refused(visit: &Visit, handle: &str, form: &JoinForm, errors: Vec<FieldError>) -> Result<Response> {
    let mut view = look_at(visit, handle, i64::MAX).await?;
    match &mut view.application {
        Some(application) => application.typed(form, errors),
        None => return Err(Error::Invalid(errors)),
    }
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::UNPROCESSABLE_ENTITY, &CommunityPage { t: visit.t, frame, view }))
}

async fn look_at(visit: &Visit, handle: &str, before: i64) -> Result<CommunityView> {
    let name = Name::in_path(visit, handle)?;
    let reader = Reader { t: visit.t, viewer: visit.viewer(), person: visit.person.as_ref().map(|person| person.id), before };
    // Mostly the community is known, and one way to the database is enough.
    let of_known = move |conn: &mut Conn, app: &App| match name.known(conn, reader.viewer)? {
        Some(group) => Ok(Some((view(conn, app, &group, reader)?, fetch::is_stale(app, &group).then_some(group.ap_id)))),
        None => Ok(None),
    };
    match visit.app.read(of_known).await? {
        Some((view, stale)) => {
            refresh(visit, stale).await?;
            Ok(view)
        }
        None => {
            let group = at(visit, handle).await?;
            visit.app.read(move |conn, app| view(conn, app, &group, reader)).await
        }
    }
}

/// Has a community elsewhere asked again what it says about itself, when somebody logged in looks at what is old.
async fn refresh(visit: &Visit, stale: Option<String>) -> Result<()> {
    let Some(ap_id) = stale.filter(|_| visit.person.is_some()) else { return Ok(()) };
    if visit.app.limits.take(&format!("refresh of {ap_id}"), REFRESH, visit.app.now()).is_err() {
        return Ok(());
    }
    visit.app.write(move |conn, app| probe::enqueue_refresh(conn, app, &ap_id)).await
}

/// Who looks at a community, and from where on.
#[derive(Clone, Copy)]
struct Reader {
    t: Texts,
    viewer: Viewer,
    person: Option<i64>,
    /// Posts before this number.
    before: i64,
}

/// As [`membership`], also for somebody who cannot join: because of a ban, or since our policy exchanges nothing with the community's home.
fn standing(app: &App, group: &Actor, membership: Membership, banned: bool) -> Membership {
    match membership {
        Membership::None | Membership::Requested if banned => Membership::Banned,
        Membership::None if !group.local && fetch::check_policy(app, &group.ap_id).is_err() => Membership::Unreachable,
        other => other,
    }
}

fn view(conn: &mut Conn, app: &App, group: &Actor, reader: Reader) -> Result<CommunityView> {
    let own = reader.person.map(|person| member::find(conn, group.id, person)).transpose()?.flatten();
    let outside = group.is_protected() && own.as_ref().is_none_or(|own| own.state != RelationState::Accepted);
    // Whoever stands outside of a protected community sees what it is for and how to get in.
    let hosts = if outside { Vec::new() } else { member::hosts(conn, group.id)? };
    let (posts, above) = read::of_group(conn, reader.viewer, group.id, reader.before, PAGE)?;
    let people = Presenter::of_actors(conn, app, hosts.iter().chain([group]))?;
    let rules = actor::json::rules(group);
    let face = if outside { read::open_beginnings(conn, &rules.face)? } else { Vec::new() };
    let unknown = |id: &&String| outside && !face.iter().any(|post| post.ap_id == **id) && !app.urls.is_local(id);
    let face_elsewhere = rules.face.iter().filter(unknown).cloned().collect();
    let presenter = Presenter::of_objects(conn, app, posts.iter().chain(&face))?.reading(conn, app, reader.person, &posts)?;
    let membership = membership(reader.person.is_some(), own.as_ref());
    let host = membership == Membership::Host;
    let ban = reader.person.map(|person| member::ban(conn, group.id, person, app.now())).transpose()?.flatten();
    let ban = ban.filter(|_| !membership.is_in());
    let membership = standing(app, group, membership, ban.is_some());
    let summary = people.summary(group, membership);
    let older_url = match posts.last().filter(|_| posts.len() - above >= PAGE as usize) {
        Some(last) => format!("{}?vor={}", summary.community.url, last.id),
        None => String::new(),
    };
    Ok(CommunityView {
        may_post: membership.takes_part() && (host || !group.posting_restricted),
        may_edit: host && outbox::is_changeable(conn, group)?,
        open_reports: if host && group.local { Some(moderation::open(conn, group.id)?) } else { None },
        purpose_html: if summary.purpose.ends_with('…') { text::embed(&group.summary, 3) } else { String::new() },
        excluded: ban.map(|ban| ExcludedView::new(reader.t, &ban)),
        last_here: match reader.person.filter(|_| host) {
            Some(person) => is_last_here(conn, group, person)?,
            None => false,
        },
        rules_html: text::embed(&rules.html, 3),
        levels: levels(group),
        guests: rules.guests,
        face: face.iter().map(|post| presenter.post(reader.t, post, app.now(), None)).collect(),
        face_elsewhere,
        naming: naming(group),
        restricted: group.posting_restricted,
        hosts: hosts.iter().map(|host| people.person(host)).collect(),
        posts: posts.iter().map(|post| presenter.post(reader.t, post, app.now(), Some(group.id))).collect(),
        older_url,
        address: group.handle(),
        summary,
        outside,
        application: match reader.person.filter(|_| outside) {
            Some(person) => Some(application(conn, app, reader.t, group, person)?),
            None => None,
        },
        open_applications: if host && group.is_protected() { Some(application::open(conn, group.id, LIST)?.len()) } else { None },
    })
}

/// What holds for the names of those who write in a community.
fn naming(group: &Actor) -> Naming {
    let Rules { chatham, nameless, .. } = actor::json::rules(group);
    Naming { chatham: group.is_protected() && chatham, nameless: group.is_protected() && nameless }
}

/// Whether this host is the only one here of a community of ours, while others live elsewhere.
fn is_last_here(conn: &mut Conn, group: &Actor, person: i64) -> Result<bool> {
    let hosts = member::hosts(conn, group.id)?;
    let others: Vec<&Actor> = hosts.iter().filter(|host| host.id != person).collect();
    Ok(group.local && !others.is_empty() && others.iter().all(|host| !host.local))
}

/// `GET /g/{handle}/mitglieder`.
pub async fn members(visit: Visit, Path(handle): Path<String>) -> Response {
    visit.answer(show_members(&visit, &handle, StatusCode::OK, Typed::default())).await
}

/// What a host typed on the page of members and was not accepted.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// Whom to bring in.
    pub(super) invite: InviteView,
    /// Who was declined without a reason.
    pub(super) unexplained: i64,
    /// Who was asked back without a question.
    pub(super) unasked: i64,
    /// What a link was to be like, or a link that was made.
    pub(super) link: TypedLink,
}

/// The page; with what a host typed and was not accepted.
pub(super) async fn show_members(visit: &Visit, handle: &str, status: StatusCode, typed: Typed) -> Result<Response> {
    // Who belongs to a community is for people of this instance, not for everybody on the internet.
    let (t, me) = (visit.t, visit.signed_in()?);
    let group = at(visit, handle).await?;
    let administers = visit.administers(&group);
    let view = visit
        .app
        .read(move |conn, app| {
            let role = member::role(conn, group.id, me)?;
            if group.is_protected() && role.is_none() {
                return Err(Error::forbidden("error-not-a-member"));
            }
            let members = member::list(conn, group.id, LIST)?;
            let hosts = role == Some(Role::Host);
            let (asking, invited) = match hosts && group.is_protected() {
                true => (application::open(conn, group.id, LIST)?, application::invited(conn, group.id, LIST)?),
                false => (Vec::new(), Vec::new()),
            };
            let ids: Vec<i64> = asking.iter().chain(&invited).map(|application| application.actor_id).collect();
            let applicants = actor::model::find_all(conn, &ids)?;
            let may_host = hosts || administers;
            // Who decides about people sees whose name looks like that of a member; nobody else learns that one does.
            let shown = members.iter().map(|(member, _)| member).chain(&applicants);
            let alike = if may_host { actor::alike::in_group(conn, group.id, shown)? } else { HashMap::new() };
            let resting = if hosts && group.is_protected() { member::resting(conn, group.id, LIST)? } else { Vec::new() };
            let banned = if may_host { member::bans(conn, group.id, app.now(), LIST)? } else { Vec::new() };
            let people = members.iter().map(|(member, _)| member).chain(banned.iter().map(|(person, _)| person));
            let presenter = Presenter::of_actors(conn, app, people.chain(&applicants).chain(&resting).chain([&group]))?;
            let shown = |id: i64| members.iter().map(|(member, _)| member).chain(&applicants).find(|person| person.id == id);
            let alike = |id: i64| Some(AlikeView::new(&presenter, shown(id)?, alike.get(&id)?));
            Ok(MembersView {
                applicants: asking
                    .iter()
                    .map(|application| ApplicantView {
                        person: presenter.person_of(application.actor_id),
                        id: application.actor_id,
                        words: application.words.clone(),
                        answers: answer::restored(&application.answers),
                        asked_back: application.reason.clone(),
                        since: moment(t, application.created_at, app.now()),
                        alike: alike(application.actor_id),
                    })
                    .collect(),
                invited: invited
                    .iter()
                    .map(|invitation| InvitedView {
                        person: presenter.person_of(invitation.actor_id),
                        id: invitation.actor_id,
                        since: moment(t, invitation.created_at, app.now()),
                    })
                    .collect(),
                resting: resting.iter().map(|member| presenter.person(member)).collect(),
                protected: group.is_protected(),
                unexplained: typed.unexplained,
                unasked: typed.unasked,
                may_host,
                administers: administers && !hosts,
                last_here: if hosts && is_last_here(conn, &group, me)? { me } else { 0 },
                banned: banned
                    .iter()
                    .map(|(person, ban)| BannedView {
                        person: presenter.person(person),
                        id: person.id,
                        reason: ban.reason.clone(),
                        until: ban.expires_at.map(|end| until(t, end)).unwrap_or_default(),
                    })
                    .collect(),
                link: if group.is_hidden() { String::new() } else { app.urls.at(&presenter.community(&group).url) },
                invite: typed.invite,
                links: match hosts && group.is_protected() {
                    true => Some(links::view(conn, app, t, group.id, typed.link)?),
                    false => None,
                },
                community: presenter.community(&group),
                members: members
                    .iter()
                    .map(|(member, role)| MemberView {
                        person: presenter.person(member),
                        id: member.id,
                        host: *role == Role::Host,
                        reads: *role == Role::Reader,
                        alike: alike(member.id),
                    })
                    .collect(),
                total: group.follower_count,
                more_url: String::new(),
            })
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &MembersPage { t: visit.t, frame, view }))
}
