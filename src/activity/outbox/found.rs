//! New people and communities of this instance, and their keys.

use super::profile::Naming;
use super::{local, refuse_suspended, submit};
use crate::activity::compose::New;
use crate::actor::account::{self, Account};
use crate::actor::json::Rules;
use crate::actor::keys::{self, Key};
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor, ActorKind, CommunityReach};
use crate::app::App;
use crate::app::open::{local_actor, make_keys};
use crate::error::{Error, FieldError, Result};
use crate::json::PUBLIC;
use crate::object::json::MAX_SOURCE;
use crate::signature::Algorithm;
use crate::store::Conn;
use crate::text;
use crate::tool::Stored;
use crate::vetting;
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
    /// Who may read it.
    pub reach: CommunityReach,
}

/// A new person and her login, already checked for being allowed in.
#[derive(Debug, Clone)]
pub struct Admission {
    /// User name; also what is typed to log in.
    pub username: String,
    /// Display name.
    pub name: String,
    /// The organisation, in words.
    pub organisation: String,
    /// PHC string; empty as long as there is no password.
    pub password_hash: String,
    /// May administer the instance.
    pub admin: bool,
}

/// Makes a person with login and keys. Returns her number.
pub async fn create_person(app: &Arc<App>, draft: PersonDraft) -> Result<i64> {
    let PersonDraft { username, name, organisation, password, admin } = draft;
    let (salt, counting): ([u8; 16], _) = (app.random_bytes(), Arc::clone(app));
    let password_hash = app.blocking(move || account::hash_password(&counting.hashed, &password, &salt)).await?;
    let admission = Admission { username, name, organisation, password_hash, admin };
    Ok(admit(app, admission, |_, _, _| Ok(())).await?.actor_id)
}

/// Makes a person with login and keys; `also` is done in the same transaction.
pub async fn admit(
    app: &Arc<App>,
    admission: Admission,
    also: impl FnOnce(&mut Conn, &App, &Account) -> Result<()> + Send + 'static,
) -> Result<Account> {
    let username = text::check_username(&admission.username).map_err(|text| Error::invalid("username", text));
    let name = display_name(&admission.name);
    let errors = wrong([username.as_ref().err(), name.as_ref().err()]);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let (username, name) = (username?, name?);
    let id = app.next_id();
    let mut person = local_actor(&app.urls, id, ActorKind::Person, &username, &name, app.now());
    person.details = actor::json::person_details(&text::clean_line(&admission.organisation, 200));
    let keys = make_keys(&app.key_maker, &person, app.now()).await?;
    app.write(move |conn, app| {
        insert(conn, app, &person, &keys)?;
        let new = Account::new(app.next_id(), id, username, app.now());
        let account = Account { password_hash: admission.password_hash, admin: admission.admin, ..new };
        account::insert(conn, &account)?;
        also(conn, app, &account)?;
        account::find(conn, account.id)
    })
    .await
}

/// The fields of several errors in one list.
fn wrong<const N: usize>(errors: [Option<&Error>; N]) -> Vec<FieldError> {
    let fields = errors.into_iter().flatten().filter_map(|error| if let Error::Invalid(fields) = error { Some(fields) } else { None });
    fields.flatten().cloned().collect()
}

/// Founds a community; its founder is the first host. Returns its number.
pub async fn create_group(app: &Arc<App>, founder_id: i64, draft: GroupDraft) -> Result<i64> {
    found_group(app, founder_id, draft, Naming::default()).await
}

/// As [`create_group`], with what holds for the names of those who write in it.
pub async fn found_group(app: &Arc<App>, founder_id: i64, draft: GroupDraft, naming: Naming) -> Result<i64> {
    let username = text::check_username(&draft.username).map_err(|text| Error::invalid("username", text));
    let name = display_name(&draft.name);
    let source = text::clean_text(&draft.source).trim().to_owned();
    let naming_wrong = naming.check(draft.reach).err();
    let mut errors = wrong([username.as_ref().err(), name.as_ref().err(), naming_wrong.as_ref()]);
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
    group.reach = draft.reach;
    if group.is_protected() {
        group.manually_approves = true;
        group.members = Some(app.urls.of_actor(id, "members"));
        let Naming { chatham, nameless } = naming;
        group.details = Rules { chatham, nameless, ..Rules::default() }.to_text();
    }
    let keys = make_keys(&app.key_maker, &group, app.now()).await?;
    app.write(move |conn, app| {
        let founder = local(conn, founder_id)?;
        refuse_suspended(conn, &founder)?;
        if group.is_protected() && vetting::current(conn, founder.id, app.now())?.is_none() {
            return Err(Error::invalid("reach", "error-reach-not-vetted"));
        }
        if group.is_protected() && vetting::check_no_guest(conn, founder.id, app.now()).is_err() {
            return Err(Error::invalid("reach", "error-guest"));
        }
        insert(conn, app, &group, &keys)?;
        member::set_role(conn, id, founder.id, Role::Host, &group.ap_id, app.now())?;
        Ok(id)
    })
    .await
}

pub(super) fn display_name(name: &str) -> Result<String> {
    let cleaned = text::clean_line(name, 101);
    match cleaned.chars().count() {
        0 => Err(Error::invalid("name", "error-name-missing")),
        1..=100 => Ok(cleaned),
        _ => Err(Error::invalid("name", "error-name-too-long")),
    }
}

fn insert(conn: &mut Conn, app: &App, row: &Actor, keys: &[Key]) -> Result<()> {
    // Whoever got the name of somebody who left would be taken for her.
    if actor::former::is_taken(conn, &row.username)? {
        return Err(Error::invalid("username", "error-username-taken"));
    }
    actor::model::insert(conn, row).map_err(|error| match error {
        Error::Conflict(_) => Error::invalid("username", "error-username-taken"),
        other => other,
    })?;
    keys.iter().try_for_each(|key| keys::insert(conn, key))?;
    app.stored(conn, Stored::Actor(row.id))
}

/// Tells everybody who follows an actor what its document says now.
pub(super) fn announce_profile(conn: &mut Conn, app: &App, actor: &Actor, target_id: i64) -> Result<()> {
    let target = actor::model::find(conn, target_id)?;
    let keys = keys::of_actor(conn, target.id)?;
    let streams = crate::activity::compose::streams(app, &target);
    let mut document = actor::json::document(&target, &keys, &app.urls, &streams);
    document.shift_remove("@context");
    let group = target.is_group().then_some(&target);
    let (to, cc) = match target.members.clone().filter(|_| target.is_hidden() || target.is_protected() && !target.local) {
        Some(members) => (vec![members], Vec::new()),
        None => (vec![PUBLIC.to_owned()], target.followers.clone().into_iter().collect()),
    };
    submit(conn, app, &New::by(actor, "Update", Value::Object(document)).to(to).cc(cc).within(group))?;
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
