//! Founding a community, and changing what it says about itself and looks like.

use super::handlers::at;
use super::{FoundPage, FoundView};
use crate::activity::outbox::{self, GroupDraft, Naming, ProfileDraft};
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor, CommunityReach};
use crate::error::{Error, FieldError, Result};
use crate::object;
use crate::vetting::Level;
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::pace::{Doing, paced, status as pace_status};
use crate::web::page;
use crate::web::present::{page_of, portrait, short_handle};
use crate::web::upload::{Fields, Sent};
use crate::web::view::{Errors, PortraitView};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The fields of the form.
#[derive(Debug, Deserialize)]
pub struct FoundForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    handle: String,
    #[serde(default)]
    purpose: String,
    /// Only of a community that is edited.
    #[serde(default)]
    rules: String,
    /// Only of a community that is edited and whose hosts decide who comes in.
    questions: Option<String>,
    /// Only of a protected community that is edited.
    #[serde(skip)]
    levels: Option<Vec<Level>>,
    /// As the levels.
    #[serde(skip)]
    guests: Option<bool>,
    /// Only of a protected community that is edited and not hidden.
    face: Option<String>,
    /// A box that is sent only when it is ticked.
    #[serde(default)]
    restricted: String,
    /// Only of a community that is founded.
    #[serde(default)]
    reach: String,
    /// A box, only of a protected community.
    #[serde(default)]
    chatham: String,
    /// A box, only of a protected community.
    #[serde(default)]
    nameless: String,
}

impl FoundForm {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            name: text("name"),
            handle: text("handle"),
            purpose: text("purpose"),
            rules: text("rules"),
            levels: fields.has("levels").then(|| fields.all("levels").filter_map(Level::parse).collect()),
            guests: fields.has("levels").then(|| !fields.text("guests").is_empty()),
            face: fields.has("face").then(|| text("face")),
            questions: fields.has("questions").then(|| text("questions")),
            restricted: text("restricted"),
            reach: text("reach"),
            chatham: text("chatham"),
            nameless: text("nameless"),
        }
    }

    /// Who may read it; `None` if that was not said in words of the form.
    fn reach(&self) -> Option<CommunityReach> {
        CommunityReach::parse(&self.reach)
    }

    /// What holds for names.
    fn naming(&self) -> Naming {
        Naming { chatham: !self.chatham.is_empty(), nameless: !self.nameless.is_empty() }
    }

    fn view(self, errors: Vec<FieldError>) -> FoundView {
        let (restricted, naming) = (!self.restricted.is_empty(), self.naming());
        FoundView {
            name: self.name,
            handle: self.handle,
            purpose: self.purpose,
            rules: self.rules,
            questions: self.questions.unwrap_or_default(),
            levels: self.levels.unwrap_or_default(),
            guests: self.guests.unwrap_or_default(),
            face: self.face.unwrap_or_default(),
            restricted,
            reach: self.reach,
            naming,
            errors: renamed(errors),
            ..FoundView::default()
        }
    }
}

/// The kernel's names of fields are those of ActivityStreams, the form's are for people.
fn renamed(fields: Vec<FieldError>) -> Errors {
    let rename = |field: FieldError| match field.field {
        "username" => FieldError { field: "handle", ..field },
        "source" => FieldError { field: "purpose", ..field },
        _ => field,
    };
    fields.into_iter().map(rename).collect::<Vec<_>>().into()
}

/// `GET /gruppen/neu`.
pub async fn found_form(visit: Visit) -> Response {
    visit
        .answer(async {
            visit.signed_in()?;
            show(&visit, StatusCode::OK, FoundView::default()).await
        })
        .await
}

async fn show(visit: &Visit, status: StatusCode, view: FoundView) -> Result<Response> {
    let view = FoundView { host: visit.app.urls.host().to_owned(), ..view };
    let frame = visit.frame(Section::Communities).await?;
    Ok(page::respond(status, &FoundPage { t: visit.t, frame, view }))
}

/// `POST /gruppen/neu`.
pub async fn found(Guarded { visit, fields }: Guarded<FoundForm>) -> Response {
    visit.answer(create(&visit, fields)).await
}

async fn create(visit: &Visit, form: FoundForm) -> Result<Response> {
    let founder = visit.signed_in()?;
    let Some(reach) = form.reach() else {
        let missing = vec![FieldError { field: "reach", text: "error-reach-missing" }];
        return show(visit, StatusCode::UNPROCESSABLE_ENTITY, form.view(missing)).await;
    };
    let draft = GroupDraft {
        username: form.handle.trim().trim_start_matches(['@', '!']).to_owned(),
        name: form.name.clone(),
        source: form.purpose.clone(),
        posting_restricted: !form.restricted.is_empty(),
        reach,
    };
    match paced(visit, founder, Doing::Founding, outbox::found_group(&visit.app, founder, draft, form.naming())).await {
        Ok(id) => {
            let group = visit.app.read(move |conn, _| actor::model::find(conn, id)).await?;
            Ok(visit.done(&format!("/g/{}", group.username), Done::Founded))
        }
        Err(Error::Invalid(errors)) => show(visit, pace_status(&errors), form.view(errors)).await,
        Err(error) => Err(error),
    }
}

/// A community that the visitor is a host of, and what it says about itself can be changed here.
async fn hosted(visit: &Visit, handle: &str) -> Result<(i64, Actor)> {
    let person = visit.signed_in()?;
    let group = at(visit, handle).await?;
    let known = group.clone();
    let asked = visit.app.read(move |conn, _| Ok((member::role(conn, known.id, person)?, outbox::is_changeable(conn, &known)?)));
    match asked.await? {
        (Some(Role::Host), true) => Ok((person, group)),
        (Some(Role::Host), false) => Err(Error::forbidden("error-edit-at-home")),
        _ => Err(Error::forbidden("error-not-a-host")),
    }
}

/// A community of this instance that the visitor is a host of.
pub(super) async fn own(visit: &Visit, handle: &str) -> Result<(i64, Actor)> {
    let person = visit.signed_in()?;
    let group = at(visit, handle).await?;
    let id = group.id;
    let role = visit.app.read(move |conn, _| member::role(conn, id, person)).await?;
    match role {
        Some(Role::Host) if group.local => Ok((person, group)),
        Some(Role::Host) => Err(Error::forbidden("error-edit-at-home")),
        _ => Err(Error::forbidden("error-not-a-host")),
    }
}

/// `GET /g/{handle}/bearbeiten`.
pub async fn edit_form(visit: Visit, Path(handle): Path<String>) -> Response {
    visit
        .answer(async {
            let (_, group) = hosted(&visit, &handle).await?;
            show_edited(&visit, StatusCode::OK, group, Errors::none()).await
        })
        .await
}

/// The form as the community is now.
pub(super) async fn show_edited(visit: &Visit, status: StatusCode, group: Actor, errors: Errors) -> Result<Response> {
    let rules = actor::json::rules(&group);
    let shown = rules.face.clone();
    let shown = visit.app.read(move |conn, _| object::read::open_beginnings(conn, &shown)).await?;
    let face = shown.iter().map(|post| visit.app.urls.at(&format!("/b/{}", post.id))).collect::<Vec<_>>().join("\n");
    let view = FoundView {
        portrait: PortraitView { current: portrait(&group), draft: 0 },
        rules: rules.source,
        questions: rules.questions.join("\n"),
        levels: rules.levels.iter().filter_map(|word| Level::parse(word)).collect(),
        guests: rules.guests,
        face,
        edited: short_handle(&group),
        elsewhere: if group.local { String::new() } else { group.host },
        name: group.name,
        purpose: group.source,
        restricted: group.posting_restricted,
        naming: Naming { chatham: rules.chatham, nameless: rules.nameless },
        audience: Some(group.reach),
        errors,
        ..FoundView::default()
    };
    show(visit, status, view).await
}

/// `POST /g/{handle}/bearbeiten`.
pub async fn edit(Path(handle): Path<String>, sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit.answer(save(&visit, &handle, sent)).await
}

async fn save(visit: &Visit, handle: &str, mut sent: Sent) -> Result<Response> {
    let (person, group) = hosted(visit, handle).await?;
    let new = sent.portrait(person).await?;
    let form = FoundForm::of(&sent.fields);
    let saved = match &new.errors {
        errors if errors.is_empty() => {
            let posting_restricted = Some(!form.restricted.is_empty());
            let portrait = new.choice(&sent.fields);
            let draft = ProfileDraft {
                posting_restricted,
                portrait,
                rules: Some(&form.rules),
                questions: form.questions.as_deref(),
                levels: form.levels.as_deref(),
                guests: form.guests,
                face: form.face.as_deref(),
                naming: Some(form.naming()),
                ..ProfileDraft::new(&form.name, &form.purpose)
            };
            outbox::change_profile_and_picture(&visit.app, person, group.id, draft).await
        }
        errors => Err(Error::Invalid(errors.clone())),
    };
    match saved {
        Ok(()) => Ok(visit.done(&page_of(&group), if group.local { Done::Saved } else { Done::ChangeSent })),
        Err(Error::Invalid(errors)) => {
            let portrait = PortraitView { current: portrait(&group), draft: new.draft.unwrap_or_default() };
            let elsewhere = if group.local { String::new() } else { group.host.clone() };
            let view = FoundView { edited: short_handle(&group), elsewhere, portrait, audience: Some(group.reach), ..form.view(errors) };
            show(visit, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(error) => Err(error),
    }
}
