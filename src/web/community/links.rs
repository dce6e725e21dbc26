//! Hosts of a protected community make links into it, to be passed on by hand or by mail, and take them back.

use super::applicants::hosting;
use super::handlers::{Typed, show_members};
use super::invite::INVITATIONS;
use crate::access::invitation_link::{self, LinkDraft};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::Done;
use crate::web::moment::Moment;
use crate::web::post::number;
use crate::web::present::{Presenter, moment};
use crate::web::texts::Texts;
use crate::web::view::{Errors, Person};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

/// How many people a link invites unless something else is chosen.
const PEOPLE: i32 = 1;
/// How many days a link holds unless something else is chosen.
const DAYS: u32 = 7;

/// Links into a community, and the forms that make more (fields `csrf`, and `people` and `days`, or `email` and `message`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinksView {
    /// The link that was just made, shown this once; else empty.
    pub fresh: String,
    /// Those that count, newest first.
    pub living: Vec<LivingLinkView>,
    /// Whether mails are sent here.
    pub mails: bool,
    /// How many people the next link invites, as chosen.
    pub people: i64,
    /// How many days it holds, as chosen.
    pub days: i64,
    /// As typed.
    pub email: String,
    /// As typed.
    pub message: String,
    /// What is wrong with them.
    pub errors: Errors,
}

impl LinksView {
    /// The ways to choose how many people: number and whether it is chosen.
    pub fn choices_of_people(&self) -> [(i64, bool); 3] {
        invitation_link::PEOPLE.map(i64::from).map(|people| (people, people == self.people))
    }

    /// The ways to choose how long: days and whether they are chosen.
    pub fn choices_of_days(&self) -> [(i64, bool); 3] {
        invitation_link::DAYS.map(i64::from).map(|days| (days, days == self.days))
    }
}

/// A link that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingLinkView {
    /// Its number, for addresses.
    pub id: i64,
    /// Who made it.
    pub by: Person,
    /// How many people it still invites.
    pub people: i64,
    /// Where it was mailed to; empty if it is passed on by hand.
    pub email: String,
    /// Since when.
    pub since: Moment,
    /// Until when.
    pub until: Moment,
}

/// What a link was to be like, or one that was made.
#[derive(Debug, Default)]
pub(super) struct TypedLink {
    fresh: String,
    people: Option<i32>,
    days: Option<u32>,
    email: String,
    message: String,
    errors: Errors,
}

/// The fields of a link that is passed on by hand.
#[derive(Debug, Default, Deserialize)]
pub struct LinkForm {
    #[serde(default)]
    people: String,
    #[serde(default)]
    days: String,
}

/// The fields of a link that is mailed.
#[derive(Debug, Default, Deserialize)]
pub struct MailForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    message: String,
}

/// What hosts see of the links into their community.
pub(super) fn view(conn: &mut Conn, app: &App, t: Texts, group_id: i64, typed: TypedLink) -> Result<LinksView> {
    let living = invitation_link::of_group(conn, app, group_id)?;
    let presenter = Presenter::of_actors(conn, app, living.iter().map(|(_, host)| host))?;
    Ok(LinksView {
        fresh: typed.fresh,
        living: living
            .into_iter()
            .map(|(link, host)| LivingLinkView {
                id: link.id,
                by: presenter.person(&host),
                people: i64::from(link.uses_left),
                email: link.email.unwrap_or_default(),
                since: moment(t, link.created_at, app.now()),
                until: moment(t, link.expires_at, app.now()),
            })
            .collect(),
        mails: app.settings().mail.is_on(),
        people: i64::from(typed.people.unwrap_or(PEOPLE)),
        days: i64::from(typed.days.unwrap_or(DAYS)),
        email: typed.email,
        message: typed.message,
        errors: typed.errors,
    })
}

/// The page of members, with what was typed or made. What holds a secret is kept by no cache.
async fn show(visit: &Visit, handle: &str, status: StatusCode, link: TypedLink) -> Result<Response> {
    let mut response = show_members(visit, handle, status, Typed { link, ..Typed::default() }).await?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// `POST /g/{handle}/mitglieder/links`: makes one, which the answer shows.
pub async fn create_link(Path(handle): Path<String>, Guarded { visit, fields }: Guarded<LinkForm>) -> Response {
    visit
        .answer(async {
            let (me, group) = hosting(&visit, &handle).await?;
            let (people, days) = (fields.people.parse().ok(), fields.days.parse().ok());
            // What was not chosen from the list is none of them.
            let draft = LinkDraft { people: people.unwrap_or_default(), days: days.unwrap_or_default() };
            match invitation_link::create(&visit.app, me, group, draft).await {
                Ok(fresh) => show(&visit, &handle, StatusCode::OK, TypedLink { fresh, people, days, ..TypedLink::default() }).await,
                Err(Error::Invalid(errors)) => {
                    let typed = TypedLink { people, days, errors: errors.into(), ..TypedLink::default() };
                    show(&visit, &handle, StatusCode::UNPROCESSABLE_ENTITY, typed).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /g/{handle}/mitglieder/mail`: mails one.
pub async fn mail_link(Path(handle): Path<String>, Guarded { visit, fields }: Guarded<MailForm>) -> Response {
    visit
        .answer(async {
            let (me, group) = hosting(&visit, &handle).await?;
            visit.app.limits.take(&format!("invite by {me}"), INVITATIONS, visit.app.now())?;
            match invitation_link::mail(&visit.app, me, group, &fields.email, &fields.message).await {
                Ok(()) => Ok(visit.done(&format!("/g/{handle}/mitglieder"), Done::LinkMailed)),
                Err(Error::Invalid(errors)) => {
                    let typed = TypedLink { email: fields.email, message: fields.message, errors: errors.into(), ..TypedLink::default() };
                    show(&visit, &handle, StatusCode::UNPROCESSABLE_ENTITY, typed).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /g/{handle}/mitglieder/links/{id}`: takes one back. That it ended meanwhile is no error.
pub async fn revoke_link(Path((handle, id)): Path<(String, String)>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let ((_, group), id) = (hosting(&visit, &handle).await?, number(&id)?);
            visit.app.write(move |conn, _| invitation_link::revoke(conn, group, id).map(drop)).await?;
            Ok(visit.done(&format!("/g/{handle}/mitglieder"), Done::LinkRevoked))
        })
        .await
}
