//! Organisations: authorities, public companies, universities. Each has domains of mail addresses, and people who vouch for its staff.

use super::key;
use crate::actor::account::Account;
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::decision::{Deed, note};
use crate::error::{Error, FieldError, Result};
use crate::store::schema::{actors, organisation_admins, organisation_domains, organisations, vouchings};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, among};
use crate::{text, text_enum};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// The longest name, in characters.
pub const MAX_NAME: usize = 200;
/// The most domains of one organisation.
const MAX_DOMAINS: usize = 100;

text_enum! {
    /// What an organisation is.
    pub enum Level {
        /// Of the federation.
        Federal = 0 => "federal",
        /// Of a state.
        State = 1 => "state",
        /// A district (Kreis).
        District = 2 => "district",
        /// A municipality.
        Municipality = 3 => "municipality",
        /// A company that belongs to the public.
        PublicCompany = 4 => "public-company",
        /// A university.
        University = 5 => "university",
        /// Anything else.
        Other = 6 => "other",
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations, check_for_backend(MultiBackend))]
pub struct Organisation {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is.
    pub level: Level,
    /// Its official key (AGS or ARS), digits alone.
    pub official_key: Option<String>,
    /// Since when there is the record.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// What a form says about an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// The word of a [`Level`].
    pub level: String,
    /// AGS or ARS; may be empty.
    pub official_key: String,
    /// Domains of mail addresses, apart by spaces, commas or lines; may be empty.
    pub domains: String,
}

struct Checked {
    name: String,
    level: Level,
    official_key: Option<String>,
    domains: BTreeSet<String>,
}

impl Draft {
    fn check(&self) -> Result<Checked> {
        let mut errors = Vec::new();
        let mut wrong = |field, text| errors.push(FieldError { field, text });
        let name = text::clean_line(&self.name, MAX_NAME);
        if name.is_empty() {
            wrong("name", "error-organisation-name");
        }
        let level = Level::parse(&self.level);
        if level.is_none() {
            wrong("level", "error-organisation-level");
        }
        let typed = self.official_key.trim();
        let official_key = key::normalized(typed, level.unwrap_or(Level::Other));
        if official_key.is_none() && !typed.is_empty() {
            wrong("key", "error-organisation-key");
        }
        let words = || self.domains.split([',', ';']).flat_map(str::split_whitespace);
        let domains: Option<BTreeSet<String>> = words().map(domain).collect();
        match &domains {
            None => wrong("domains", "error-organisation-domain"),
            Some(domains) if domains.len() > MAX_DOMAINS => wrong("domains", "error-organisation-domains-many"),
            Some(_) => {}
        }
        match (level, domains) {
            (Some(level), Some(domains)) if errors.is_empty() => Ok(Checked { name, level, official_key, domains }),
            _ => Err(Error::Invalid(errors)),
        }
    }
}

/// A domain of mail addresses in its normal form. One label alone, such as `de`, is everybody's.
fn domain(typed: &str) -> Option<String> {
    text::normalize_host(typed.trim_start_matches('@')).filter(|domain| domain.contains('.') && !text::is_local_name(domain))
}

/// The organisation with this number.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, id: i64) -> Result<Organisation> {
    Ok(organisations::table.find(id).select(Organisation::as_select()).first(conn)?)
}

/// Lets nobody else change an organisation or for whom it vouches until this transaction ends.
pub(super) fn lock(conn: &mut Conn, id: i64) -> Result<Organisation> {
    diesel::update(organisations::table.find(id)).set(organisations::level.eq(organisations::level)).execute(conn)?;
    find(conn, id)
}

/// An organisation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The record.
    pub organisation: Organisation,
    /// Its domains, by name.
    pub domains: Vec<String>,
    /// How many people it vouches for.
    pub staff: i64,
}

/// All organisations, by name.
pub fn list(conn: &mut Conn, now: Timestamp) -> Result<Vec<Listed>> {
    let all: Vec<Organisation> =
        organisations::table.order((organisations::name, organisations::id)).select(Organisation::as_select()).load(conn)?;
    let mut domains: HashMap<i64, Vec<String>> = HashMap::new();
    let rows = organisation_domains::table.order(organisation_domains::domain);
    for (domain, id) in rows.select((organisation_domains::domain, organisation_domains::organisation_id)).load::<(String, i64)>(conn)? {
        domains.entry(id).or_default().push(domain);
    }
    let live = vouchings::table.filter(vouchings::withdrawn_at.is_null()).filter(vouchings::valid_until.gt(now));
    let staff: Vec<(i64, i64)> = live.group_by(vouchings::organisation_id).select((vouchings::organisation_id, count_star())).load(conn)?;
    let staff: HashMap<i64, i64> = staff.into_iter().collect();
    let listed = |organisation: Organisation| Listed {
        domains: domains.remove(&organisation.id).unwrap_or_default(),
        staff: staff.get(&organisation.id).copied().unwrap_or_default(),
        organisation,
    };
    Ok(all.into_iter().map(listed).collect())
}

/// The domains of an organisation, by name.
pub fn domains(conn: &mut Conn, id: i64) -> Result<Vec<String>> {
    let own = organisation_domains::table.filter(organisation_domains::organisation_id.eq(id));
    Ok(own.order(organisation_domains::domain).select(organisation_domains::domain).load(conn)?)
}

/// The organisation to which mail addresses of this domain belong: that of the domain itself, or of the longest one above it.
pub fn of_domain(conn: &mut Conn, typed: &str) -> Result<Option<Organisation>> {
    let Some(domain) = domain(typed) else { return Ok(None) };
    let mut above: Vec<&str> = vec![&domain];
    let mut rest = domain.as_str();
    while let Some((_, parent)) = rest.split_once('.').filter(|(_, parent)| parent.contains('.')) {
        above.push(parent);
        rest = parent;
    }
    let found: Vec<(String, i64)> = organisation_domains::table
        .filter(among(organisation_domains::domain, &above))
        .select((organisation_domains::domain, organisation_domains::organisation_id))
        .load(conn)?;
    match found.into_iter().max_by_key(|(domain, _)| domain.len()) {
        Some((_, id)) => find(conn, id).map(Some),
        None => Ok(None),
    }
}

/// Adds an organisation, or changes the one with this number. Who was vouched for stays so, whatever becomes of the domains.
///
/// # Errors
/// `Invalid` at the fields `name`, `level`, `key` and `domains`; `NotFound`.
pub fn save(conn: &mut Conn, app: &App, by: Option<i64>, id: Option<i64>, draft: &Draft) -> Result<i64> {
    let checked = draft.check()?;
    let (deed, id) = match id {
        Some(id) => {
            lock(conn, id)?;
            let fields = (
                organisations::name.eq(&checked.name),
                organisations::level.eq(checked.level),
                organisations::official_key.eq(&checked.official_key),
                organisations::updated_at.eq(app.now()),
            );
            diesel::update(organisations::table.find(id)).set(fields).execute(conn)?;
            (Deed::OrganisationChanged, id)
        }
        None => {
            let new = Organisation {
                id: app.next_id(),
                name: checked.name.clone(),
                level: checked.level,
                official_key: checked.official_key.clone(),
                created_at: app.now(),
                updated_at: None,
            };
            diesel::insert_into(organisations::table).values(&new).execute(conn)?;
            (Deed::OrganisationAdded, new.id)
        }
    };
    diesel::delete(organisation_domains::table.filter(organisation_domains::organisation_id.eq(id))).execute(conn)?;
    for domain in &checked.domains {
        let row = (organisation_domains::domain.eq(domain), organisation_domains::organisation_id.eq(id));
        if diesel::insert_into(organisation_domains::table).values(row).on_conflict_do_nothing().both().execute(conn)? == 0 {
            return Err(Error::invalid("domains", "error-organisation-domain-taken"));
        }
    }
    note(conn, app, by, deed, (&checked.name, Some(id)), "")?;
    Ok(id)
}

/// The organisation, if this login may look after its staff: as an admin of the instance, or as somebody the organisation appointed. The one
/// place where that is decided.
///
/// # Errors
/// `NotFound` for everybody else, as if there were no such organisation.
pub fn managed(conn: &mut Conn, account: &Account, id: i64) -> Result<Organisation> {
    if !account.admin && !is_delegate(conn, id, account.actor_id)? {
        return Err(Error::NotFound);
    }
    find(conn, id)
}

fn is_delegate(conn: &mut Conn, id: i64, actor_id: i64) -> Result<bool> {
    Ok(organisation_admins::table.find((id, actor_id)).count().get_result::<i64>(conn)? > 0)
}

/// Who vouches for the staff of an organisation, by name.
pub fn delegates(conn: &mut Conn, id: i64) -> Result<Vec<Actor>> {
    Ok(organisation_admins::table
        .inner_join(actors::table.on(actors::id.eq(organisation_admins::actor_id)))
        .filter(organisation_admins::organisation_id.eq(id))
        .filter(actors::deleted_at.is_null())
        .order((actors::name, actors::id))
        .select(Actor::as_select())
        .load(conn)?)
}

/// The organisations for whose staff this person vouches, by name.
pub fn delegated_to(conn: &mut Conn, actor_id: i64) -> Result<Vec<Organisation>> {
    Ok(organisation_admins::table
        .inner_join(organisations::table.on(organisations::id.eq(organisation_admins::organisation_id)))
        .filter(organisation_admins::actor_id.eq(actor_id))
        .order((organisations::name, organisations::id))
        .select(Organisation::as_select())
        .load(conn)?)
}

/// Lets somebody vouch for the staff of an organisation.
///
/// # Errors
/// `Invalid` at the field `delegate` for somebody who is not of this instance or may already; `NotFound`.
pub fn appoint(conn: &mut Conn, app: &App, by: Option<i64>, id: i64, actor_id: i64) -> Result<()> {
    let (organisation, person) = (lock(conn, id)?, actor::model::find(conn, actor_id)?);
    if !person.local || person.kind != ActorKind::Person || person.deleted_at.is_some() {
        return Err(Error::invalid("delegate", "error-vouching-unknown"));
    }
    if is_delegate(conn, id, actor_id)? {
        return Err(Error::invalid("delegate", "error-delegate-already"));
    }
    let row = (
        organisation_admins::organisation_id.eq(id),
        organisation_admins::actor_id.eq(actor_id),
        organisation_admins::created_at.eq(app.now()),
    );
    diesel::insert_into(organisation_admins::table).values(row).execute(conn)?;
    super::vouching::note_about(conn, app, by, Deed::DelegateAppointed, &person, &organisation, "")
}

/// Lets somebody vouch no longer. For whom she vouched stays vouched for.
///
/// # Errors
/// `NotFound`.
pub fn dismiss(conn: &mut Conn, app: &App, by: Option<i64>, id: i64, actor_id: i64) -> Result<()> {
    let (organisation, person) = (lock(conn, id)?, actor::model::find(conn, actor_id)?);
    if diesel::delete(organisation_admins::table.find((id, actor_id))).execute(conn)? == 0 {
        return Err(Error::NotFound);
    }
    super::vouching::note_about(conn, app, by, Deed::DelegateDismissed, &person, &organisation, "")
}
