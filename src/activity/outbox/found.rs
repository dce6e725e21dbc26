//! New people and communities of this instance, their profiles and keys.

use super::{local, submit};
use crate::activity::compose::New;
use crate::actor::account::{self, Account};
use crate::actor::keys::{self, Key};
use crate::actor::member::{self, Role};
use crate::actor::model::Profile;
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::app::open::{local_actor, make_keys};
use crate::error::{Error, FieldError, Result};
use crate::json::PUBLIC;
use crate::object::json::MAX_SOURCE;
use crate::signature::Algorithm;
use crate::store::Conn;
use crate::text;
use serde_json::Value;
use std::sync::Arc;

/// A new person of this instance.
#[derive(Debug, Clone)]
pub struct PersonDraft {
    /// User name; also what is typed to log in.
    pub username: String,
    /// Display name.
    pub name: String,
    /// The organisation, in words.
    pub organisation: String,
    /// Password.
    pub password: String,
    /// May administer the instance.
    pub admin: bool,
}

/// A new community of this instance.
#[derive(Debug, Clone)]
pub struct GroupDraft {
    /// Name in handles and addresses.
    pub username: String,
    /// Display name.
    pub name: String,
    /// What it is for, Markdown.
    pub source: String,
    /// Only hosts may begin something.
    pub posting_restricted: bool,
}

/// Makes a person with login and keys. Returns her number.
pub async fn create_person(app: &Arc<App>, draft: PersonDraft) -> Result<i64> {
    let username = text::check_username(&draft.username).map_err(|text| Error::invalid("username", text))?;
    let name = display_name(&draft.name)?;
    let salt: [u8; 16] = app.random_bytes();
    let password = draft.password.clone();
    let password_hash = app.blocking(move || account::hash_password(&password, &salt)).await?;
    let id = app.next_id();
    let mut person = local_actor(&app.urls, id, ActorKind::Person, &username, &name, app.now());
    person.details = actor::json::person_details(&text::clean_line(&draft.organisation, 200));
    let keys = make_keys(&app.key_maker, &person, app.now()).await?;
    app.write(move |conn, app| {
        insert(conn, &person, &keys)?;
        let account = Account {
            id: app.next_id(),
            actor_id: id,
            login: username,
            password_hash,
            admin: draft.admin,
            language: None,
            created_at: app.now(),
            disabled_at: None,
        };
        account::insert(conn, &account)?;
        Ok(id)
    })
    .await
}

/// Founds a community; its founder is the first host. Returns its number.
pub async fn create_group(app: &Arc<App>, founder_id: i64, draft: GroupDraft) -> Result<i64> {
    let username = text::check_username(&draft.username).map_err(|text| Error::invalid("username", text));
    let name = display_name(&draft.name);
    let source = text::clean_text(&draft.source).trim().to_owned();
    let mut errors: Vec<FieldError> = Vec::new();
    for error in [username.as_ref().err(), name.as_ref().err()].into_iter().flatten() {
        if let Error::Invalid(fields) = error {
            errors.extend(fields.iter().cloned());
        }
    }
    if source.len() > MAX_SOURCE {
        errors.push(FieldError { field: "source", text: "error-text-too-long" });
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let (username, name) = (username?, name?);
    let id = app.next_id();
    let mut group = local_actor(&app.urls, id, ActorKind::Group, &username, &name, app.now());
    group.summary = text::markdown_to_html(&source);
    group.source = source;
    group.posting_restricted = draft.posting_restricted;
    let keys = make_keys(&app.key_maker, &group, app.now()).await?;
    app.write(move |conn, app| {
        let founder = local(conn, founder_id)?;
        insert(conn, &group, &keys)?;
        member::set_role(conn, id, founder.id, Role::Host, &group.ap_id, app.now())?;
        Ok(id)
    })
    .await
}

fn display_name(name: &str) -> Result<String> {
    let cleaned = text::clean_line(name, 101);
    match cleaned.chars().count() {
        0 => Err(Error::invalid("name", "error-name-missing")),
        1..=100 => Ok(cleaned),
        _ => Err(Error::invalid("name", "error-name-too-long")),
    }
}

fn insert(conn: &mut Conn, row: &Actor, keys: &[Key]) -> Result<()> {
    actor::model::insert(conn, row).map_err(|error| match error {
        Error::Conflict(_) => Error::invalid("username", "error-username-taken"),
        other => other,
    })?;
    keys.iter().try_for_each(|key| keys::insert(conn, key))
}

/// What becomes of the picture of a person or community.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Portrait {
    /// It stays.
    #[default]
    Keep,
    /// It goes.
    Remove,
    /// This draft takes its place.
    Set(i64),
}

/// Changes one's own profile, or as a host that of one's community, and tells followers or members.
pub async fn change_profile(
    app: &Arc<App>,
    actor_id: i64,
    target_id: i64,
    name: &str,
    source: &str,
    organisation: Option<&str>,
) -> Result<()> {
    change_profile_and_picture(app, actor_id, target_id, name, source, organisation, Portrait::Keep).await
}

/// As [`change_profile`], with the picture.
pub async fn change_profile_and_picture(
    app: &Arc<App>,
    actor_id: i64,
    target_id: i64,
    name: &str,
    source: &str,
    organisation: Option<&str>,
    portrait: Portrait,
) -> Result<()> {
    let name = display_name(name)?;
    let source = text::clean_text(source).trim().to_owned();
    if source.len() > MAX_SOURCE {
        return Err(Error::invalid("source", "error-text-too-long"));
    }
    let organisation = organisation.map(|organisation| text::clean_line(organisation, 200));
    app.write(move |conn, app| {
        let (actor, target) = (local(conn, actor_id)?, local(conn, target_id)?);
        if actor.id != target.id && (!target.is_group() || member::role(conn, target.id, actor.id)? != Some(Role::Host)) {
            return Err(Error::forbidden("error-not-a-host"));
        }
        let profile = Profile {
            name,
            summary: text::markdown_to_html(&source),
            source,
            details: organisation.map_or(target.details.clone(), |organisation| actor::json::person_details(&organisation)),
            posting_restricted: target.posting_restricted,
            updated: Some(app.now()),
        };
        actor::model::update_profile(conn, target.id, &profile)?;
        super::picture::portray(conn, app, actor.id, target.id, portrait)?;
        announce_profile(conn, app, &actor, target.id)
    })
    .await
}

/// Tells everybody who follows an actor what its document says now.
fn announce_profile(conn: &mut Conn, app: &App, actor: &Actor, target_id: i64) -> Result<()> {
    let target = actor::model::find(conn, target_id)?;
    let keys = keys::of_actor(conn, target.id)?;
    let streams = crate::activity::compose::streams(app, &target);
    let mut document = actor::json::document(&target, &keys, &app.urls, &streams);
    document.shift_remove("@context");
    let cc = target.followers.clone().into_iter().collect();
    let group = target.is_group().then_some(&target);
    submit(conn, app, &New::by(actor, "Update", Value::Object(document)).to(vec![PUBLIC.to_owned()]).cc(cc).within(group))?;
    Ok(())
}

/// Gives a local actor new keys. Requests signed with the old ones are refused from then on; old proofs still verify.
pub async fn rotate_keys(app: &Arc<App>, actor_id: i64) -> Result<()> {
    let row = app.read(move |conn, _| actor::model::find(conn, actor_id)).await?;
    if !row.local {
        return Err(Error::forbidden("error-not-a-local-person"));
    }
    let (maker, now, number) = (Arc::clone(&app.key_maker), app.now(), app.next_id());
    let keys = app
        .blocking(move || {
            let rsa = maker.make(Algorithm::RsaSha256)?;
            let ed25519 = maker.make(Algorithm::Ed25519)?;
            Ok([
                Key::new_local(format!("{}#rsa-{number}", row.ap_id), actor_id, &rsa, now)?,
                Key::new_local(format!("{}#ed25519-{number}", row.ap_id), actor_id, &ed25519, now)?,
            ])
        })
        .await?;
    app.write(move |conn, app| {
        keys::replace(conn, actor_id, &keys, app.now())?;
        app.forget_signing_keys(actor_id);
        let actor = actor::model::find(conn, actor_id)?;
        if actor.kind == ActorKind::Application { Ok(()) } else { announce_profile(conn, app, &actor, actor_id) }
    })
    .await
}
