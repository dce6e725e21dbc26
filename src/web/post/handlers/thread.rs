//! `GET /b/{id}`: an article with its comments.

use super::pictures::status as form_status;
use super::{anchor, audience, number, readable, role};
use crate::activity::{draft, look_again};
use crate::actor::Actor;
use crate::actor::member::Role;
use crate::app::App;
use crate::error::Result;
use crate::notification::{self, bookmark, seen};
use crate::object::reaction::{self, Tally};
use crate::object::{Object, Reach, read};
use crate::store::{Conn, Timestamp};
use crate::text;
use crate::web::draft::{KeepingView, at as kept_at, noted};
use crate::web::form::Asked;
use crate::web::layout::Section;
use crate::web::page;
use crate::web::post::naming::naming;
use crate::web::post::{
    Allowed, ArticlePage, ArticleView, CommentView, DraftView, Drafting, NamingView, ParentView, PostView, Standing, UnknownPage,
    UnknownView,
};
use crate::web::present::{Presenter, delivery, moment, pictures, reactions, standing, title};
use crate::web::texts::Texts;
use crate::web::visit::{Visit, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;

/// Which comment is being answered, and where in a long thread the reader is.
#[derive(Debug, Default, Deserialize)]
pub struct Place {
    #[serde(default)]
    antwort: Option<i64>,
    /// Comments newer than this number.
    #[serde(default)]
    nach: Option<i64>,
    /// Whether it is not noted that she was here: whoever wrote without her name would be the first who read it.
    #[serde(default)]
    still: String,
}

/// What a page of an article shows besides the thread.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// What is being written, or was and is not accepted.
    pub(super) draft: DraftView,
    /// The comment that was just written; 0 for none.
    pub(super) fresh: i64,
    /// Comments newer than this number.
    pub(super) after: i64,
    /// What is kept of an answer that was not accepted.
    pub(super) keeping: KeepingView,
    /// Whether it is not noted what was read.
    pub(super) quietly: bool,
}

/// `GET /b/{id}`.
pub async fn show(visit: Visit, Path(id): Path<String>, Asked(place): Asked<Place>) -> Response {
    visit.answer(respond(&visit, &id, place)).await
}

async fn respond(visit: &Visit, id: &str, place: Place) -> Result<Response> {
    let (object, group) = readable(visit, number(id)?).await?;
    if object.root_id != object.id {
        return Ok(see_other(&anchor(&object)));
    }
    if visit.person.is_some() {
        look_again::when_read(&visit.app, &object).await?;
    }
    if object.tool.is_none() && object.deleted_at.is_none() {
        return unknown(visit, object, group).await;
    }
    let draft = DraftView { about: place.antwort.unwrap_or_default(), ..DraftView::default() };
    let shown = Shown { draft, after: place.nach.unwrap_or_default(), quietly: !place.still.is_empty(), ..Shown::default() };
    article(visit, StatusCode::OK, object, group, shown).await
}

/// A thing of a kind this version does not know: what it says about itself, and where it is at home.
async fn unknown(visit: &Visit, object: Object, group: Option<Actor>) -> Result<Response> {
    let t = visit.t;
    let view = visit
        .app
        .read(move |conn, app| {
            let presenter = Presenter::of_objects(conn, app, [&object])?;
            let content = text::excerpt(&object.content, 500);
            Ok(UnknownView {
                name: object.name.clone(),
                kind: object.kind.clone(),
                summary: if object.summary.is_empty() { content } else { object.summary.clone() },
                url: object.url.clone(),
                author: presenter.author(t, &object),
                published: moment(t, object.published, app.now()),
                community: group.as_ref().map(|group| presenter.community(group)),
            })
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &UnknownPage { t, frame, view }))
}

/// The article's page again, with what is being written on it and what is wrong with that.
pub(super) async fn drafting(visit: &Visit, root: i64, draft: DraftView, keeping: KeepingView) -> Result<Response> {
    let (root, group) = readable(visit, root).await?;
    article(visit, form_status(&draft.errors), root, group, Shown { draft, keeping, ..Shown::default() }).await
}

/// The page of an article, after an error with what was typed.
pub(super) async fn article(visit: &Visit, status: StatusCode, root: Object, group: Option<Actor>, shown: Shown) -> Result<Response> {
    let (t, viewer, person) = (visit.t, visit.viewer(), visit.person.as_ref().map(|person| person.id));
    let audience = audience(visit, root.reach, group.as_ref()).await?;
    let administers = group.as_ref().is_some_and(|group| visit.administers(group));
    let (view, news) = visit
        .app
        .read(move |conn, app| {
            let thread = read::thread_after(conn, viewer, root.id, shown.after)?;
            let ids: Vec<i64> = thread.iter().map(|object| object.id).chain([root.id]).collect();
            let seen = match person {
                Some(person) => seen::of_thread(conn, person, root.id)?,
                None => None,
            };
            let kept = match person {
                Some(person) => Some(bookmark::is_kept(conn, person, root.id)?),
                None => None,
            };
            let role = role(conn, group.as_ref(), person)?;
            let administers = administers && role != Some(Role::Host);
            let desk = Desk {
                seen,
                administers,
                presenter: Presenter::of_thread(conn, app, thread.iter().chain([&root]))?,
                tallies: reaction::tallies(conn, &ids, person)?,
                role,
                in_group: group.is_some(),
                locked: root.locked_at.is_some(),
                person,
                t,
                now: app.now(),
            };
            let more_url = match thread.last().filter(|_| thread.len() >= read::THREAD_LIMIT as usize) {
                Some(last) => format!("/b/{}?nach={}#comments", root.id, last.id),
                None => String::new(),
            };
            let post = desk.post(&root, 2);
            let comments = comments(&desk, &root, &thread);
            // What is under way is not counted yet, but it is there.
            let shown_comments = comments.iter().filter(|comment| comment.post.is_shown()).count() as i64;
            let unread: Vec<i64> = comments.iter().filter(|comment| comment.post.unread).map(|comment| comment.post.id).collect();
            let mut draft = shown.draft;
            if draft.kind == Drafting::Answer
                && !comments.iter().any(|comment| comment.post.id == draft.about && comment.post.allowed.answer)
            {
                // Everything else is an answer to the article: no page is without its one field for an answer.
                draft.about = root.id;
            }
            let mut keeping = shown.keeping;
            if let Some(person) = person.filter(|_| draft.kind == Drafting::Answer && !draft.picturing && !draft.errors.any()) {
                let spot = (draft::Place::Answer, draft.about);
                let kept = kept_at(conn, app, person, spot)?;
                keeping = noted(t, app, spot, kept.as_ref());
                draft.text = kept.map(|kept| kept.text).unwrap_or_default();
            }
            let reader = person.filter(|_| !shown.quietly);
            let news = reader.map_or(Ok(None), |person| news(conn, person, root.id, seen, &comments))?;
            let naming = NamingView { nameless: draft.nameless, ..naming(conn, group.as_ref(), Some(&root))? };
            let view = ArticleView {
                keeping,
                page_url: match (draft.about, shown.after) {
                    (_, after) if after != 0 => format!("/b/{}?nach={after}", root.id),
                    (about, _) if draft.kind == Drafting::Answer && about != 0 && about != root.id => {
                        format!("/b/{}?antwort={about}", root.id)
                    }
                    _ => format!("/b/{}", root.id),
                },
                title: match &post.standing {
                    Standing::Shown if root.name.is_empty() => String::new(),
                    Standing::Shown => title(&root),
                    Standing::Deleted => t.t("post-deleted-title").into_owned(),
                    Standing::Removed(_) => t.t("post-removed-title").into_owned(),
                },
                post,
                community: group.as_ref().map(|group| desk.presenter.community(group)),
                administers,
                pinned: root.pinned_at.is_some(),
                locked: root.locked_at.is_some(),
                audience,
                comments,
                comment_count: root.reply_count.max(shown_comments),
                more_url,
                draft,
                fresh: shown.fresh,
                first_unread_url: unread.first().map(|id| format!("#c-{id}")).unwrap_or_default(),
                unread: unread.len() as i64,
                kept,
                reading: role == Some(Role::Reader),
                naming,
            };
            Ok((view, news))
        })
        .await?;
    let frame = match news {
        Some(newest) => {
            opened(visit, view.post.id, newest).await?;
            visit.frame_anew(Section::Elsewhere).await?
        }
        None => visit.frame(Section::Elsewhere).await?,
    };
    Ok(page::respond(status, &ArticlePage { t, frame, view }))
}

/// The newest object of a page with something the person did not know, if there is any.
fn news(conn: &mut Conn, person: i64, root: i64, seen: Option<i64>, comments: &[CommentView]) -> Result<Option<i64>> {
    let newest = comments.iter().map(|comment| comment.post.id).max().unwrap_or_default().max(root);
    let unknown = seen.is_none_or(|seen| seen < newest) || notification::unread_of_thread(conn, person, root)? > 0;
    Ok(unknown.then_some(newest))
}

/// Opening is reading. Nothing is written when there is nothing new.
async fn opened(visit: &Visit, root: i64, newest: i64) -> Result<()> {
    let Some(person) = visit.person.as_ref().map(|person| person.id) else { return Ok(()) };
    let read = move |conn: &mut Conn, _: &App| {
        seen::mark(conn, person, root, newest)?;
        notification::read_of_thread(conn, person, root)
    };
    visit.app.write(read).await
}

/// What is needed to show the objects of one thread.
struct Desk {
    /// The last object of the thread the person has seen.
    seen: Option<i64>,
    presenter: Presenter,
    tallies: Vec<Tally>,
    role: Option<Role>,
    /// Whether the viewer is no host, but administers the instance on which the community lives.
    administers: bool,
    in_group: bool,
    locked: bool,
    person: Option<i64>,
    t: Texts,
    now: Timestamp,
}

impl Desk {
    /// `heading` is the level at which the headings of its text begin.
    fn post(&self, object: &Object, heading: usize) -> PostView {
        let own = self.person == Some(object.actor_id);
        let alive = object.deleted_at.is_none();
        let takes_part = self.person.is_some() && (!self.in_group || self.role.is_some_and(Role::takes_part));
        let host = self.role == Some(Role::Host);
        let decides = (host || self.administers) && (alive || object.removed_reason.is_some());
        let react = takes_part && alive;
        let allowed = Allowed {
            react,
            answer: takes_part && alive && (!self.locked || host),
            // What changes inside everybody there reads: whoever is out may take it back and no more.
            edit: own && alive && (object.reach != Reach::Members || self.role.is_some()),
            delete: own && alive,
            report: !own && alive,
            host: decides,
        };
        PostView {
            id: object.id,
            author: self.presenter.author(self.t, object),
            published: moment(self.t, object.published, self.now),
            edited: object.edited_at.map(|edited| moment(self.t, edited, self.now)),
            body_html: self.presenter.prose(&object.content, heading),
            pictures: pictures(object),
            standing: standing(object),
            delivery: delivery(object),
            reactions: reactions(object.id, &self.tallies, react),
            allowed,
            unread: alive && !own && self.seen.is_some_and(|seen| object.id > seen),
        }
    }
}

/// The comments in reading order: each answer after what it answers, siblings in the order in which they came. Ends for any input: every
/// object is visited once, and what belongs to a parent that is not on this page stands by itself.
fn comments(desk: &Desk, root: &Object, thread: &[Object]) -> Vec<CommentView> {
    let on_page: HashMap<i64, &Object> = thread.iter().map(|object| (object.id, object)).collect();
    let mut children: HashMap<i64, Vec<&Object>> = HashMap::new();
    for object in thread.iter().filter(|object| object.id != root.id) {
        let parent = object.in_reply_to_id.filter(|parent| on_page.contains_key(parent) && *parent != object.id);
        children.entry(parent.unwrap_or(root.id)).or_default().push(object);
    }
    let mut ordered = Vec::with_capacity(thread.len());
    let mut stack: Vec<(&Object, i64)> =
        children.remove(&root.id).unwrap_or_default().into_iter().rev().map(|object| (object, 0)).collect();
    while let Some((object, depth)) = stack.pop() {
        let parent = object.in_reply_to_id.and_then(|parent| on_page.get(&parent)).filter(|parent| parent.id != root.id);
        ordered.push(CommentView {
            post: desk.post(object, 3),
            depth,
            parent: parent.map(|parent| {
                let author = desk.presenter.author(desk.t, parent);
                ParentView { id: parent.id, author: if author.is_nameless() { String::new() } else { author.name } }
            }),
        });
        if let Some(answers) = children.remove(&object.id) {
            stack.extend(answers.into_iter().rev().map(|answer| (answer, depth + 1)));
        }
    }
    ordered
}
