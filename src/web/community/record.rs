//! `GET /g/{handle}/protokoll`: what hosts decided, for members.

use super::handlers::at;
use super::join::or_join;
use crate::actor::member;
use crate::actor::{self, Actor};
use crate::error::{Error, Result};
use crate::moderation::record::{self, Decision, Deed};
use crate::object::{self, Object};
use crate::web::form::Asked;
use crate::web::home::Older;
use crate::web::layout::{Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::present::{Presenter, moment, title, until};
use crate::web::texts::Texts;
use crate::web::view::{Community, Person};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::{BTreeSet, HashMap};

/// How many decisions a page shows.
const SHOWN: usize = 40;

/// `GET /g/{handle}/protokoll`.
#[derive(Template)]
#[template(path = "web/community/record.html")]
pub struct RecordPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: RecordView,
}

/// What hosts decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView {
    /// In which community.
    pub community: Community,
    /// Newest first.
    pub decisions: Vec<DecisionView>,
    /// Path of the older ones; empty when there are none.
    pub older_url: String,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionView {
    /// The icon.
    pub icon: &'static str,
    /// What was done, a few words.
    pub deed: String,
    /// The post it is about; empty when it is about a person.
    pub post: String,
    /// Path of the post; empty when the viewer may not read it.
    pub url: String,
    /// Whom it is about, or who wrote the post; nobody when they are gone.
    pub person: Option<Person>,
    /// The reason that was given; may be empty.
    pub reason: String,
    /// Who decided; nobody when that is not known, or they are gone.
    pub by: Option<Person>,
    /// Whether who decided did so as an administrator of the community's home.
    pub administration: bool,
    /// When.
    pub at: Moment,
}

impl DecisionView {
    /// Whether it is about a person and not about a post.
    pub fn is_about_person(&self) -> bool {
        self.post.is_empty()
    }
}

/// `GET /g/{handle}/protokoll`.
pub async fn record(visit: Visit, Path(handle): Path<String>, Asked(older): Asked<Older>) -> Response {
    let before = older.vor.unwrap_or(i64::MAX);
    visit
        .answer(async {
            visit.signed_in()?;
            let group = at(&visit, &handle).await?;
            let shown = show(&visit, group.clone(), before).await;
            or_join(&visit, Some(group), shown).await
        })
        .await
}

async fn show(visit: &Visit, group: Actor, before: i64) -> Result<Response> {
    let (t, viewer, me) = (visit.t, visit.viewer(), visit.signed_in()?);
    let admin = visit.administers(&group);
    let view = visit
        .app
        .read(move |conn, app| {
            if !admin && member::role(conn, group.id, me)?.is_none() {
                return Err(Error::forbidden("error-not-a-member"));
            }
            let decisions = record::decisions(conn, &group, before, SHOWN)?;
            let mut posts = HashMap::new();
            for id in decisions.found.iter().filter_map(|decision| decision.object) {
                if let Ok(object) = object::read::find(conn, viewer, id) {
                    posts.insert(id, object);
                }
            }
            let people: BTreeSet<i64> = decisions.found.iter().flat_map(|decision| [decision.by, decision.person]).flatten().collect();
            let mut people = actor::model::find_all(conn, &people.into_iter().collect::<Vec<_>>())?;
            people.retain(|person| person.deleted_at.is_none() && person.suspended_at.is_none());
            let presenter = Presenter::of_actors(conn, app, people.iter().chain([&group]))?;
            let community = presenter.community(&group);
            let view = |decision: &Decision| DecisionView {
                icon: icon(decision.deed),
                deed: deed(t, decision),
                post: post(t, decision, &posts),
                url: decision.object.and_then(|id| posts.get(&id)).map(place).unwrap_or_default(),
                person: decision.person.and_then(|id| presenter.actor(id)).map(|person| presenter.person(person)),
                reason: decision.reason.clone(),
                by: decision.by.and_then(|id| presenter.actor(id)).map(|person| presenter.person(person)),
                administration: decision.administration,
                at: moment(t, decision.at, app.now()),
            };
            Ok(RecordView {
                decisions: decisions.found.iter().map(view).collect(),
                older_url: decisions.older.map(|older| format!("{}/protokoll?vor={older}", community.url)).unwrap_or_default(),
                community,
            })
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &RecordPage { t, frame, view }))
}

const fn icon(deed: Deed) -> &'static str {
    match deed {
        Deed::Removed => "delete-outline",
        Deed::Restored => "visibility-outline",
        Deed::Banned => "block",
        Deed::Readmitted => "check-circle",
        Deed::Appointed | Deed::Dismissed => "shield-person",
        Deed::SetToRead => "visibility-outline",
        Deed::SetToWrite => "edit-outline",
        Deed::Pinned | Deed::Unpinned => "push-pin-outline",
        Deed::Locked | Deed::Unlocked => "lock-outline",
    }
}

fn deed(t: Texts, decision: &Decision) -> String {
    let id = match (decision.deed, decision.until) {
        (Deed::Banned, Some(end)) => return t.with("decisions-banned-until", "until", until(t, end)).into_owned(),
        (Deed::Banned, None) => "decisions-banned",
        (Deed::Removed, _) => "decisions-removed",
        (Deed::Restored, _) => "decisions-restored",
        (Deed::Readmitted, _) => "decisions-readmitted",
        (Deed::Appointed, _) => "decisions-appointed",
        (Deed::Dismissed, _) => "decisions-dismissed",
        (Deed::SetToRead, _) => "decisions-set-to-read",
        (Deed::SetToWrite, _) => "decisions-set-to-write",
        (Deed::Pinned, _) => "decisions-pinned",
        (Deed::Unpinned, _) => "decisions-unpinned",
        (Deed::Locked, _) => "decisions-locked",
        (Deed::Unlocked, _) => "decisions-unlocked",
    };
    t.t(id).into_owned()
}

/// What a post is called: its title as long as it may be read, else what it is.
fn post(t: Texts, decision: &Decision, posts: &HashMap<i64, Object>) -> String {
    let about_person =
        matches!(decision.deed, Deed::Banned | Deed::Readmitted | Deed::Appointed | Deed::Dismissed | Deed::SetToRead | Deed::SetToWrite);
    match decision.object.and_then(|id| posts.get(&id)) {
        _ if about_person => String::new(),
        Some(object) if object.deleted_at.is_none() => title(object),
        Some(object) if object.in_reply_to.is_some() => t.t("decisions-a-comment").into_owned(),
        _ => t.t("decisions-a-post").into_owned(),
    }
}

fn place(object: &Object) -> String {
    if object.root_id == object.id { format!("/b/{}", object.id) } else { format!("/b/{}#c-{}", object.root_id, object.id) }
}
