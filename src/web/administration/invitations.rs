//! `/verwaltung/einladungen`: inviting people, and the invitations there are.

use super::administrator;
use crate::access::invitation::{self, DAYS, Draft, Standing};
use crate::administration::people;
use crate::error::{Error, Result};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::post::number;
use crate::web::present::moment;
use crate::web::texts::Texts;
use crate::web::view::Errors;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

/// Where it is.
const HERE: &str = "/verwaltung/personen/einladungen";
/// How many invitations are shown.
const SHOWN: i64 = 200;

/// `GET /verwaltung/personen/einladungen`, and the answer to a rejected `POST` to it (fields `csrf`, `name`, `email`).
#[derive(Template)]
#[template(path = "web/administration/invitations.html")]
pub struct InvitationsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: InvitationsView,
}

/// The form, and the invitations there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvitationsView {
    /// Whether links are mailed.
    pub mails: bool,
    /// How many days an invitation holds.
    pub days: i64,
    /// As typed.
    pub name: String,
    /// As typed.
    pub email: String,
    /// What is wrong.
    pub errors: Errors,
    /// Newest first.
    pub invitations: Vec<InvitationRow>,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// Its number.
    pub id: i64,
    /// Who is meant; may be empty.
    pub name: String,
    /// Where it was mailed to; may be empty.
    pub email: String,
    /// The id of what it is good for.
    pub standing: &'static str,
    /// Whether it can be accepted.
    pub open: bool,
    /// Until when.
    pub until: Moment,
}

/// A link to pass on, shown this once.
#[derive(Template)]
#[template(path = "web/administration/link.html")]
pub struct LinkPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The id of the headline.
    pub title: &'static str,
    /// The id of what to do with it.
    pub lead: &'static str,
    /// The link.
    pub link: String,
    /// Where to go on.
    pub back: String,
}

/// The fields of an invitation.
#[derive(Debug, Default, Deserialize)]
pub struct InvitationForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
}

/// A page with a secret, which no cache and no history may keep.
pub(super) fn show_link(page: &LinkPage) -> Response {
    let mut response = page::respond(StatusCode::OK, page);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /verwaltung/personen/einladungen`.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            respond(&visit, InvitationForm::default(), Errors::none()).await
        })
        .await
}

async fn respond(visit: &Visit, typed: InvitationForm, errors: Errors) -> Result<Response> {
    let (t, now) = (visit.t, visit.app.now());
    let found = visit.app.read(|conn, _| invitation::list(conn, SHOWN)).await?;
    let invitations = found.into_iter().map(|one| {
        let standing = one.standing(now);
        InvitationRow {
            id: one.id,
            standing: match standing {
                Standing::Open => "invitation-row-open",
                Standing::Used => "invitation-row-used",
                Standing::Expired => "invitation-row-expired",
                Standing::Revoked => "invitation-row-revoked",
            },
            open: standing == Standing::Open,
            until: moment(t, one.expires_at, now),
            name: one.name,
            email: one.email.unwrap_or_default(),
        }
    });
    let status = if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (mails, days) = (visit.app.settings().mail.is_on(), i64::from(DAYS));
    let view = InvitationsView { mails, days, name: typed.name, email: typed.email, errors, invitations: invitations.collect() };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &InvitationsPage { t, frame, view }))
}

/// `POST /verwaltung/personen/einladungen`.
pub async fn invite(Guarded { visit, fields }: Guarded<InvitationForm>) -> Response {
    visit
        .answer(async {
            let me = administrator(&visit)?;
            let draft = Draft { name: fields.name.clone(), email: fields.email.clone(), days: DAYS, by: Some(me), requested: false };
            match people::invite(&visit.app, draft).await {
                Ok(invited) => match invited.link {
                    None => Ok(visit.done(HERE, Done::LetterSent)),
                    Some(link) => {
                        let (frame, back) = (visit.frame(Section::Elsewhere).await?, HERE.to_owned());
                        let page = LinkPage { t: visit.t, frame, title: "invitation-link-title", lead: "invitation-link-lead", link, back };
                        Ok(show_link(&page))
                    }
                },
                Err(Error::Invalid(errors)) => respond(&visit, fields, errors.into()).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /verwaltung/personen/einladungen/{id}`: takes it back.
pub async fn revoke(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            people::revoke(&visit.app, Some(me), id).await?;
            Ok(visit.done(HERE, Done::Saved))
        })
        .await
}
