//! The handlers of links into protected communities.

use super::{LinkPage, LinkView, SentPage, VisitorView};
use crate::access::invitation_link::{self, Accepted, Opened};
use crate::actor::json::rules;
use crate::actor::{Actor, CommunityReach, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::text;
use crate::vetting;
use crate::web::community::ExcludedView;
use crate::web::form::Guarded;
use crate::web::invitation::ClosedPage;
use crate::web::layout::{Done, Section};
use crate::web::organisation::method_text;
use crate::web::page;
use crate::web::present::{Presenter, moment, page_of};
use crate::web::texts::Texts;
use crate::web::view::{Community, Errors, Membership, Person};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

/// Keeps pages out of the indexes of search engines, as robots.txt cannot without naming addresses.
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// The field of who lives elsewhere.
#[derive(Debug, Default, Deserialize)]
pub struct AcceptForm {
    #[serde(default)]
    handle: String,
}

/// `GET /beitritt/{token}`.
pub async fn show(visit: Visit, Path(secret): Path<String>) -> Response {
    visit.answer(async { respond(&visit, &secret, StatusCode::OK, String::new(), Errors::none()).await.map(kept_by_nobody) }).await
}

/// `POST /beitritt/{token}`: who is logged in here accepts; who lives elsewhere says where.
pub async fn accept(Path(secret): Path<String>, Guarded { visit, fields }: Guarded<AcceptForm>) -> Response {
    visit
        .answer(async {
            let answer = match &visit.person {
                Some(person) => join(&visit, &secret, person.id).await,
                // Asking another server and showing the page again hold much: on the heap.
                None => Box::pin(forward(&visit, &secret, fields.handle)).await,
            };
            answer.map(kept_by_nobody)
        })
        .await
}

/// The address is a secret, and what is behind it is not for everybody.
fn kept_by_nobody(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex"));
    response
}

async fn join(visit: &Visit, secret: &str, person: i64) -> Result<Response> {
    match invitation_link::accept(&visit.app, secret, person, &visit.network).await {
        Ok(Accepted::In(group)) => Ok(visit.done(&page_of(&group), Done::Joined)),
        Ok(Accepted::ComingIn(group)) => Ok(visit.done(&page_of(&group), Done::ComingIn)),
        Ok(Accepted::Invited(group)) => Ok(visit.done(&page_of(&group), Done::InvitationKept)),
        Err(Error::NotFound) => closed(visit).await,
        Err(error) => Err(error),
    }
}

async fn forward(visit: &Visit, secret: &str, typed: String) -> Result<Response> {
    match invitation_link::forward(&visit.app, secret, &typed, &visit.network).await {
        Ok(handle) => {
            let (frame, full) = (visit.frame(Section::Elsewhere).await?, handle.full(visit.app.urls.host()));
            let instance = handle.host.unwrap_or_default();
            Ok(page::respond(StatusCode::OK, &SentPage { t: visit.t, frame, handle: full, instance }))
        }
        Err(Error::Invalid(errors)) => respond(visit, secret, StatusCode::UNPROCESSABLE_ENTITY, typed, errors.into()).await,
        Err(Error::NotFound) => closed(visit).await,
        Err(error) => Err(error),
    }
}

/// Whatever became of a link, or whether there ever was one: the same page.
async fn closed(visit: &Visit) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    let page = ClosedPage { t: visit.t, frame, title: "link-closed", reason: "link-closed-text", advice: "link-closed-advice" };
    Ok(page::respond(StatusCode::NOT_FOUND, &page))
}

async fn respond(visit: &Visit, secret: &str, status: StatusCode, handle: String, errors: Errors) -> Result<Response> {
    let opened = match invitation_link::look(&visit.app, secret, &visit.network).await {
        Ok(opened) => opened,
        Err(Error::NotFound) => return closed(visit).await,
        Err(error) => return Err(error),
    };
    let (t, person, url) = (visit.t, visit.person.as_ref().map(|person| person.id), format!("/beitritt/{secret}"));
    let view = visit.app.read(move |conn, app| view(conn, app, t, &opened, person)).await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &LinkPage { t, frame, view: LinkView { url, handle, errors, ..view } }))
}

fn view(conn: &mut Conn, app: &App, t: Texts, opened: &Opened, person: Option<i64>) -> Result<LinkView> {
    let Opened { link, group, host } = opened;
    let presenter = Presenter::of_actors(conn, app, [group, host])?;
    let summary = presenter.summary(group, Membership::None);
    let visitor = person.map(|person| visitor(conn, app, t, group, person)).transpose()?;
    Ok(LinkView {
        url: String::new(),
        purpose_html: text::embed(&group.summary, 2),
        reach_text: summary.reach_text(),
        // Its picture is for members, and for whom it knows.
        community: Community { picture: String::new(), ..summary.community },
        // Under the Chatham House Rule nobody outside learns who is in there.
        by: match rules(group).chatham && !visitor.as_ref().is_some_and(|visitor| visitor.member) {
            true => Person { name: t.t("chatham-somebody").into_owned(), ..presenter.nameless(t, group) },
            false => presenter.person(host),
        },
        words: link.words.clone(),
        until: moment(t, link.expires_at, app.now()).full,
        visitor,
        here_only: group.reach == CommunityReach::Local,
        handle: String::new(),
        errors: Errors::none(),
    })
}

fn visitor(conn: &mut Conn, app: &App, t: Texts, group: &Actor, person: i64) -> Result<VisitorView> {
    let vouched = vetting::current(conn, person, app.now())?;
    Ok(VisitorView {
        member: member::role(conn, group.id, person)?.is_some(),
        excluded: member::ban(conn, group.id, person, app.now())?.map(|ban| ExcludedView::new(t, &ban)),
        vouched: vouched.as_ref().map_or("", |vouched| method_text(vouched.method)),
        unadmitted: match vouched.as_ref().filter(|vouched| !vetting::admits(group, vouched)) {
            Some(vouched) if vouched.is_guest() => "application-no-guests",
            Some(_) => "application-not-admitted",
            None => "",
        },
        organisation: vouched.map(|vouched| vouched.organisation).unwrap_or_default(),
    })
}
