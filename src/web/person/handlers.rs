//! The handlers of people.

use super::{AboutFields, EditProfilePage, EditProfileView, Following, ProfilePage, ProfileView};
use crate::activity::fetch;
use crate::activity::outbox::{self, About, ProfileDraft};
use crate::actor::follow::{self, RelationState};
use crate::actor::{self, Actor, ActorKind};
use crate::error::{Error, FieldError, Result};
use crate::object::read;
use crate::text::{self, Handle};
use crate::web::form::{Asked, Guarded, Nothing};
use crate::web::home::Older;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::{Presenter, portrait};
use crate::web::upload::{Fields, Sent};
use crate::web::view::{Errors, PortraitView};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// How many posts a page has.
const PAGE: i64 = 20;

/// The person behind `/@{handle}`. Somebody we do not know yet is looked up for people who are logged in.
async fn at(visit: &Visit, handle: &str) -> Result<Actor> {
    let handle = Handle::in_path(handle).map_err(|_| Error::NotFound)?;
    let (name, host) = (handle.name.clone(), handle.host.clone().unwrap_or_else(|| visit.app.urls.host().to_owned()));
    let known = visit.app.read(move |conn, _| actor::model::by_handle(conn, &name, &host)).await?;
    let found = match known {
        Some(known) => known,
        None if visit.person.is_some() && handle.host.is_some() => fetch::by_handle(&visit.app, &handle).await?,
        None => return Err(Error::NotFound),
    };
    let shown = found.kind != ActorKind::Group && found.suspended_at.is_none() && !(found.local && found.kind == ActorKind::Application);
    if shown { Ok(found) } else { Err(Error::NotFound) }
}

/// `GET /@{handle}`.
pub async fn show(visit: Visit, Path(handle): Path<String>, Asked(older): Asked<Older>) -> Response {
    let before = older.vor.unwrap_or(i64::MAX);
    visit.answer(show_profile(&visit, &handle, before)).await
}

async fn show_profile(visit: &Visit, handle: &str, before: i64) -> Result<Response> {
    let person = at(visit, handle).await?;
    let (t, viewer, me) = (visit.t, visit.viewer(), visit.person.as_ref().map(|me| me.id));
    let own = me == Some(person.id);
    let view = visit
        .app
        .read(move |conn, app| {
            let posts = read::of_actor(conn, viewer, person.id, false, before, PAGE)?;
            let presenter = Presenter::of_objects(conn, app, &posts)?.reading(conn, app, me, &posts)?;
            let alone = Presenter::of_actors(conn, app, [&person])?;
            let following = match me {
                None => Following::Unavailable,
                Some(me) if me == person.id => Following::Own,
                Some(me) => match follow::find(conn, me, person.id)?.map(|relation| relation.state) {
                    None if !person.local && fetch::check_policy(app, &person.ap_id).is_err() => Following::Unreachable,
                    None => Following::No,
                    Some(RelationState::Accepted) => Following::Yes,
                    Some(_) => Following::Requested,
                },
            };
            let view = alone.person(&person);
            let older_url = match posts.last().filter(|_| posts.len() >= PAGE as usize) {
                Some(last) => format!("{}?vor={}", view.url, last.id),
                None => String::new(),
            };
            Ok(ProfileView {
                person: view,
                address: format!("@{}", person.handle()),
                summary_html: text::embed(&person.summary, 2),
                said: actor::json::person(&person),
                following,
                posts: posts.iter().map(|post| presenter.post(t, post, app.now(), None)).collect(),
                older_url,
            })
        })
        .await?;
    let frame = visit.frame(if own { Section::Profile } else { Section::Elsewhere }).await?;
    Ok(page::respond(StatusCode::OK, &ProfilePage { t, frame, view }))
}

/// `POST /@{handle}/folgen`.
pub async fn follow(Path(handle): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let me = visit.signed_in()?;
            let person = at(&visit, &handle).await?;
            outbox::follow(&visit.app, me, person.id).await?;
            let done = if person.local { Done::Following } else { Done::Requested };
            Ok(visit.done(&format!("/@{handle}"), done))
        })
        .await
}

/// `POST /@{handle}/entfolgen`.
pub async fn unfollow(Path(handle): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let me = visit.signed_in()?;
            let person = at(&visit, &handle).await?;
            outbox::unfollow(&visit.app, me, person.id).await?;
            Ok(visit.done(&format!("/@{handle}"), Done::Unfollowed))
        })
        .await
}

/// `GET /ich/profil`.
pub async fn edit_form(visit: Visit) -> Response {
    visit
        .answer(async {
            visit.signed_in()?;
            let person = visit.person.clone().ok_or(Error::NotFound)?;
            let portrait = PortraitView { current: current(&visit), draft: 0 };
            let about_fields = AboutFields::of(actor::json::person(&person));
            let view = EditProfileView { name: person.name, about: person.source, portrait, about_fields, errors: Errors::none() };
            show_form(&visit, StatusCode::OK, view).await
        })
        .await
}

async fn show_form(visit: &Visit, status: StatusCode, view: EditProfileView) -> Result<Response> {
    let frame = visit.frame(Section::Profile).await?;
    Ok(page::respond(status, &EditProfilePage { t: visit.t, frame, view }))
}

/// `POST /ich/profil`.
pub async fn edit(sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit.answer(save(&visit, sent)).await
}

async fn save(visit: &Visit, mut sent: Sent) -> Result<Response> {
    let me = visit.signed_in()?;
    let new = sent.portrait(me).await?;
    let (name, about) = (sent.fields.text("name"), sent.fields.text("about"));
    let typed = typed(&sent.fields);
    let saved = match &new.errors {
        errors if errors.is_empty() => {
            let said = About {
                organisation: Some(&typed.organisation),
                role: Some(&typed.role),
                place: Some(&typed.place),
                offers: Some(&typed.offers),
                seeks: Some(&typed.seeks),
                informal: Some(typed.informal),
            };
            let draft = ProfileDraft { portrait: new.choice(&sent.fields), about: said, ..ProfileDraft::new(name, about) };
            outbox::change_profile_and_picture(&visit.app, me, me, draft).await
        }
        errors => Err(Error::Invalid(errors.clone())),
    };
    match saved {
        Ok(()) => {
            let username = visit.person.as_ref().map(|person| person.username.clone()).unwrap_or_default();
            Ok(visit.done(&format!("/@{username}"), Done::Saved))
        }
        Err(Error::Invalid(fields)) => {
            let renamed =
                fields.into_iter().map(|field| FieldError { field: if field.field == "source" { "about" } else { field.field }, ..field });
            let view = EditProfileView {
                name: name.to_owned(),
                about: about.to_owned(),
                portrait: PortraitView { current: current(visit), draft: new.draft.unwrap_or_default() },
                about_fields: typed,
                errors: renamed.collect::<Vec<_>>().into(),
            };
            show_form(visit, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(error) => Err(error),
    }
}

fn typed(fields: &Fields) -> AboutFields {
    let text = |name: &str| fields.text(name).to_owned();
    AboutFields {
        organisation: text("organisation"),
        role: text("role"),
        place: text("place"),
        offers: text("offers"),
        seeks: text("seeks"),
        informal: fields.has("informal"),
    }
}

/// The picture the person has.
fn current(visit: &Visit) -> String {
    visit.person.as_ref().map(portrait).unwrap_or_default()
}
