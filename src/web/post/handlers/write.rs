//! Writing and editing: the form, the preview, and what happens to what was typed.

use super::pictures::{self, drafts, receive, status as form_status};
use super::{anchor, audience, number, readable, renamed};
use crate::activity::draft::{Place, Spot, Typed};
use crate::activity::outbox::{self, Draft, Edit, NewPicture};
use crate::actor::{self, Actor, member};
use crate::error::{Error, FieldError, Result};
use crate::object::{self, Object, Reach};
use crate::store::Timestamp;
use crate::text;
use crate::web::community::{at, or_join};
use crate::web::draft::{self, KeepingView};
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::pace::{Doing, paced};
use crate::web::page;
use crate::web::post::naming::naming;
use crate::web::post::{NamingView, WritePage, WriteView, Writing};
use crate::web::present::{Presenter, page_of};
use crate::web::upload::{Fields, Sent};
use crate::web::view::Errors;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The fields of the form.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WriteForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    community: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    /// The version of the draft that the form knows.
    #[serde(default)]
    entwurf: String,
    /// A box: the thread is under the Chatham House Rule.
    #[serde(default)]
    chatham: String,
    /// A box: it is to be without the author's name.
    #[serde(default)]
    nameless: String,
}

impl WriteForm {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            id: text("id"),
            community: text("community"),
            version: text("version"),
            title: text("title"),
            text: text("text"),
            entwurf: text("entwurf"),
            chatham: text("chatham"),
            nameless: text("nameless"),
        }
    }

    /// Whether it puts its thread under the Chatham House Rule.
    const fn chatham(&self) -> bool {
        !self.chatham.is_empty()
    }

    /// Whether it is to be without the author's name.
    const fn nameless(&self) -> bool {
        !self.nameless.is_empty()
    }

    /// As a beginning in this community.
    fn beginning(&self, group_id: i64) -> Draft {
        Draft {
            kind: "Article",
            tool: Some("news"),
            group_id: Some(group_id),
            in_reply_to: None,
            name: self.title.clone(),
            summary: String::new(),
            source: self.text.clone(),
            reach: Reach::Public,
        }
    }

    /// What was typed, to be kept.
    fn typed(&self) -> Typed {
        Typed { title: self.title.clone(), text: self.text.clone(), base: self.version.clone() }
    }

    /// The version of the draft it was made from.
    fn kept(&self) -> i64 {
        self.entwurf.parse().unwrap_or_default()
    }
}

/// What is written: something new in a community, or a new version of an object.
enum Subject {
    New(Actor),
    Edit(Box<Object>, Option<Actor>),
}

impl Subject {
    /// Where its draft is kept.
    fn spot(&self) -> Spot {
        match self {
            Self::New(group) => (Place::Beginning, group.id),
            Self::Edit(object, _) => (Place::Edit, object.id),
        }
    }
}

/// The empty form, or as it was when somebody last wrote on it.
async fn blank(visit: &Visit, subject: Subject, form: WriteForm) -> Result<Response> {
    let (person, spot) = (visit.signed_in()?, subject.spot());
    let kept = visit.app.read(move |conn, app| draft::at(conn, app, person, spot)).await?;
    let keeping = draft::noted(visit.t, &visit.app, spot, kept.as_ref());
    let form = match kept {
        Some(kept) => WriteForm { version: kept.base, title: kept.title, text: kept.text, ..form },
        None => form,
    };
    show(visit, StatusCode::OK, subject, form, Shown { keeping, ..Shown::default() }).await
}

/// `GET /g/{handle}/neu`.
pub async fn new_form(visit: Visit, Path(handle): Path<String>) -> Response {
    visit
        .answer(async {
            let (group, allowed) = writable(&visit, &handle).await?;
            if let Err(error) = allowed {
                return or_join(&visit, Some(group), Err(error)).await;
            }
            blank(&visit, Subject::New(group), WriteForm::default()).await
        })
        .await
}

/// The community, and whether the visitor may begin something in it.
async fn writable(visit: &Visit, handle: &str) -> Result<(Actor, Result<()>)> {
    let person = visit.signed_in()?;
    let group = at(visit, handle).await?;
    let id = group.id;
    let role = visit.app.read(move |conn, _| member::role(conn, id, person)).await?;
    let allowed = match role {
        None => Err(Error::forbidden("error-not-a-member")),
        Some(member::Role::Reader) => Err(Error::forbidden("error-only-reads")),
        Some(member::Role::Member) if group.posting_restricted => Err(Error::forbidden("error-only-hosts-write")),
        Some(_) => Ok(()),
    };
    Ok((group, allowed))
}

/// `POST /g/{handle}/neu`.
pub async fn publish(Path(handle): Path<String>, Sent { visit, fields, files }: Sent) -> Response {
    visit
        .answer(Box::pin(async {
            let person = visit.signed_in()?;
            let (group, allowed) = writable(&visit, &handle).await?;
            if let Err(error) = allowed {
                return or_join(&visit, Some(group), Err(error)).await;
            }
            let form = WriteForm::of(&fields);
            if form.nameless() {
                let pictured = !files.is_empty() || fields.has("media");
                return publish_nameless(&visit, person, group, form, pictured).await;
            }
            let received = receive(&visit, person, &fields, files).await?;
            let sending = (form.kept(), form.chatham());
            let (pictures, published) = pictures::publish(&visit, person, form.beginning(group.id), received, sending).await;
            match published {
                Ok(id) => Ok(visit.done(&format!("/b/{id}"), Done::Published)),
                Err(Error::Invalid(wrong)) => {
                    let keeping = draft::keep(&visit, (Place::Beginning, group.id), form.typed(), &form.entwurf).await?;
                    let shown = Shown { errors: renamed(wrong), pictures, keeping, ..Shown::default() };
                    show(&visit, form_status(&shown.errors), Subject::New(group), form, shown).await
                }
                Err(error) => Err(error),
            }
        }))
        .await
}

/// Publishes a beginning without the name of who wrote it. No picture comes along: it would be hers.
async fn publish_nameless(visit: &Visit, person: i64, group: Actor, form: WriteForm, pictured: bool) -> Result<Response> {
    let page = page_of(&group);
    let published = if pictured {
        Err(Error::invalid("nameless", "error-nameless-pictures"))
    } else {
        let sending = outbox::publish_nameless(&visit.app, person, form.beginning(group.id), form.chatham());
        paced(visit, person, Doing::Writing, sending).await
    };
    match published {
        Ok(Some(id)) => Ok(visit.done(&format!("/b/{id}?still=1"), Done::PublishedNameless)),
        Ok(None) => Ok(visit.done(&page, if group.local { Done::PublishedNameless } else { Done::SentNameless })),
        Err(Error::Invalid(wrong)) => {
            let subject = Subject::New(group);
            let keeping = draft::keep_or_forget(visit, subject.spot(), form.typed(), &form.entwurf, true).await?;
            let shown = Shown { errors: renamed(wrong), keeping, ..Shown::default() };
            show(visit, form_status(&shown.errors), subject, form, shown).await
        }
        Err(error @ (Error::Forbidden(_) | Error::Conflict(_))) => visit.refused(&error, form.text, page).await,
        Err(error) => Err(error),
    }
}

/// An object of the visitor's own.
async fn own(visit: &Visit, id: &str) -> Result<Subject> {
    let person = visit.signed_in()?;
    let (object, group) = readable(visit, number(id)?).await?;
    if object.actor_id != person {
        return Err(Error::forbidden("error-not-the-author"));
    }
    if object.deleted_at.is_some() {
        return Err(Error::Gone);
    }
    Ok(Subject::Edit(Box::new(object), group))
}

/// `GET /b/{id}/bearbeiten`.
pub async fn edit_form(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(async {
            let subject = own(&visit, &id).await?;
            let form = match &subject {
                Subject::Edit(object, _) => {
                    WriteForm { version: version(object), title: object.name.clone(), text: object.source.clone(), ..WriteForm::default() }
                }
                Subject::New(_) => WriteForm::default(),
            };
            blank(&visit, subject, form).await
        })
        .await
}

/// The version of an object as the form carries it.
fn version(object: &Object) -> String {
    object.edited_at.map_or_else(String::new, |edited| edited.0.to_string())
}

/// `POST /b/{id}/bearbeiten`.
pub async fn edit(Path(id): Path<String>, Guarded { visit, fields }: Guarded<WriteForm>) -> Response {
    visit.answer(save(&visit, &id, fields)).await
}

async fn save(visit: &Visit, id: &str, form: WriteForm) -> Result<Response> {
    let person = visit.signed_in()?;
    let subject = own(visit, id).await?;
    let Subject::Edit(object, _) = &subject else { return Err(Error::NotFound) };
    let edit = Edit {
        name: form.title.clone(),
        summary: String::new(),
        source: form.text.clone(),
        base: form.version.parse().ok().map(Timestamp),
    };
    match outbox::revise_kept(&visit.app, person, object.id, edit, form.kept()).await {
        Ok(()) => Ok(visit.done(&anchor(object), Done::Saved)),
        Err(Error::Invalid(wrong)) => {
            let keeping = draft::keep(visit, subject.spot(), form.typed(), &form.entwurf).await?;
            let shown = Shown { errors: renamed(wrong), keeping, ..Shown::default() };
            show(visit, StatusCode::UNPROCESSABLE_ENTITY, subject, form, shown).await
        }
        Err(Error::Conflict(_)) => {
            // Nothing typed is lost: both versions are shown, and saving once more takes this one.
            let Subject::Edit(object, group) = own(visit, id).await? else { return Err(Error::NotFound) };
            let errors = vec![FieldError { field: "text", text: "error-edited-meanwhile" }].into();
            // A title that was changed meanwhile belongs to the version that stands above.
            let title = if object.name.is_empty() { String::new() } else { format!("<h3>{}</h3>", text::escape_html(&object.name)) };
            let stored_html = title + &text::embed(&object.content, 4);
            let form = WriteForm { version: version(&object), ..form };
            let keeping = draft::keep(visit, (Place::Edit, object.id), form.typed(), &form.entwurf).await?;
            let shown = Shown { errors, stored_html, keeping, ..Shown::default() };
            show(visit, StatusCode::CONFLICT, Subject::Edit(object, group), form, shown).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /vorschau`: shows the form again, with the text as it will look, or with pictures that came or went (fields `hochladen`,
/// `entfernen`).
pub async fn preview(Sent { visit, fields, files }: Sent) -> Response {
    visit
        .answer(async {
            let form = WriteForm::of(&fields);
            let subject = match number(&form.id) {
                Ok(id) if id != 0 => own(&visit, &form.id).await?,
                _ => {
                    let (group, allowed) = writable(&visit, &form.community).await?;
                    if let Err(error) = allowed {
                        return or_join(&visit, Some(group), Err(error)).await;
                    }
                    Subject::New(group)
                }
            };
            let uploads = !fields.text("hochladen").is_empty();
            let nothing = uploads && files.is_empty();
            let (pictures, mut errors) = receive(&visit, visit.signed_in()?, &fields, files).await?.wrong();
            if nothing {
                errors.push(FieldError { field: "picture", text: "error-picture-none" });
            }
            let only_pictures = uploads || !fields.text("entfernen").is_empty();
            let preview_html = match only_pictures {
                true => String::new(),
                false => text::embed(&outbox::preview(&visit.app, &form.text).await?, 3),
            };
            if !only_pictures && preview_html.is_empty() {
                errors.push(FieldError { field: "text", text: "error-text-missing" });
            }
            let keeping = draft::keep_or_forget(&visit, subject.spot(), form.typed(), &form.entwurf, form.nameless()).await?;
            let shown = Shown { preview_html, pictures, keeping, errors: errors.into(), ..Shown::default() };
            show(&visit, form_status(&shown.errors), subject, form, shown).await
        })
        .await
}

/// What the form shows besides what was typed.
#[derive(Default)]
struct Shown {
    preview_html: String,
    stored_html: String,
    pictures: Vec<NewPicture>,
    keeping: KeepingView,
    errors: Errors,
}

async fn show(visit: &Visit, status: StatusCode, subject: Subject, form: WriteForm, shown: Shown) -> Result<Response> {
    let (kind, action, back_url, id, group, reach, root) = match subject {
        Subject::New(group) => {
            let page = page_of(&group);
            let reach = if group.is_protected() { Reach::Members } else { Reach::Public };
            (Writing::NewArticle, format!("{page}/neu"), page, 0, Some(group), reach, None)
        }
        Subject::Edit(object, group) => {
            let kind = if object.in_reply_to.is_some() { Writing::EditComment } else { Writing::EditArticle };
            (kind, format!("/b/{}/bearbeiten", object.id), anchor(&object), object.id, group, object.reach, Some(object.root_id))
        }
    };
    let (audience, person) = (audience(visit, reach, group.as_ref()).await?, visit.signed_in()?);
    let (community, rules_html, mut naming) = match group {
        Some(group) => {
            let read = visit.app.read(move |conn, app| {
                let community = Presenter::of_actors(conn, app, [&group])?.community(&group);
                let rules = actor::json::rules(&group).html;
                // Who wrote there before has read them.
                let shown = kind == Writing::NewArticle && !rules.is_empty() && !object::read::wrote_in(conn, person, group.id)?;
                let root = root.map(|root| object::model::find(conn, root)).transpose()?;
                let naming = naming(conn, Some(&group), root.as_ref())?;
                Ok((community, if shown { text::embed(&rules, 3) } else { String::new() }, naming))
            });
            let (community, rules_html, naming) = read.await?;
            (Some(community), rules_html, naming)
        }
        None => (None, String::new(), NamingView::default()),
    };
    (naming.chatham, naming.nameless) = (form.chatham(), form.nameless());
    naming.may_be_nameless &= kind == Writing::NewArticle;
    let view = WriteView {
        kind,
        action,
        back_url,
        id,
        community,
        version: form.version,
        rules_html,
        title: form.title,
        text: form.text,
        audience,
        preview_html: shown.preview_html,
        stored_html: shown.stored_html,
        pictures: drafts(&shown.pictures, &shown.errors),
        naming,
        keeping: shown.keeping,
        errors: shown.errors,
    };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &WritePage { t: visit.t, frame, view }))
}
