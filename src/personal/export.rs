//! Taking along: asking for the file, where it lies for some days, and that it goes again. `crate::export` makes it.

use crate::access::passkey::{self, Proof};
use crate::access::{Letter, post};
use crate::actor::account::{self, Account};
use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::notification;
use crate::store::schema::exports;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use diesel::prelude::*;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The job that makes a file; its payload is the number of the export.
pub const EXPORT: &str = "export";
/// The job that removes a file; its payload is the number of the export.
pub const REMOVE: &str = "export-remove";
/// How long a file can be had.
pub const KEPT: Duration = Duration::from_secs(7 * 24 * 3_600);
/// After this long something is wrong, and one can ask again.
const PATIENCE: Duration = Duration::from_secs(24 * 3_600);

/// A file with what is somebody's own, ready or being made.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = exports, check_for_backend(MultiBackend))]
pub struct Export {
    /// Its number.
    pub id: i64,
    /// Whose.
    pub account_id: i64,
    /// Since when it is wanted.
    pub asked_at: Timestamp,
    /// Since when it is ready.
    pub ready_at: Option<Timestamp>,
    /// How large it is.
    pub bytes: i64,
}

impl Export {
    /// Until when it can be had, once it is ready.
    pub fn until(&self) -> Option<Timestamp> {
        self.ready_at.map(|ready| ready.plus(KEPT))
    }

    /// Whether it can be had now.
    pub fn is_there(&self, now: Timestamp) -> bool {
        self.until().is_some_and(|until| until > now)
    }
}

/// Where the file lies. Only the number is part of its name.
pub fn path(app: &App, id: i64) -> PathBuf {
    app.config.media_directory().join("exports").join(format!("{id}.zip"))
}

/// The export of this login, if there is one.
pub fn of(conn: &mut Conn, account_id: i64) -> Result<Option<Export>> {
    let newest = exports::table.filter(exports::account_id.eq(account_id)).order(exports::id.desc());
    Ok(newest.select(Export::as_select()).first(conn).optional()?)
}

/// The export with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<Export>> {
    Ok(exports::table.find(id).select(Export::as_select()).first(conn).optional()?)
}

/// The export with this number, if it is this login's and can be had.
///
/// # Errors
/// `NotFound` else, for whatever reason.
pub fn ready(conn: &mut Conn, app: &App, id: i64, account_id: i64) -> Result<Export> {
    find(conn, id)?.filter(|export| export.account_id == account_id && export.is_there(app.now())).ok_or(Error::NotFound)
}

/// Asks for a file, in place of the one before, after showing once more who one is.
///
/// # Errors
/// `Invalid` at the fields `current` and `passkey`; `Conflict` while one is being made; `TooMany`.
pub async fn ask(app: &Arc<App>, account: &Account, proof: impl Into<Proof>) -> Result<()> {
    passkey::confirm(app, account, proof.into()).await?;
    let account_id = account.id;
    app.write(move |conn, app| {
        account::lock(conn, account_id)?;
        let now = app.now();
        if let Some(before) = of(conn, account_id)? {
            if before.ready_at.is_none() && now.since(before.asked_at) < PATIENCE {
                return Err(Error::conflict("error-export-already"));
            }
            forget(conn, app, account_id)?;
        }
        let export = Export { id: app.next_id(), account_id, asked_at: now, ready_at: None, bytes: 0 };
        diesel::insert_into(exports::table).values(&export).execute(conn)?;
        job::enqueue(conn, app.next_id(), EXPORT, &export.id.to_string(), None, now)
    })
    .await
}

/// Notes that the file is there, and tells whoever asked for it, once. Whether somebody still wants it.
pub fn done(conn: &mut Conn, app: &App, id: i64, bytes: i64) -> Result<bool> {
    if let Some(waiting) = find(conn, id)?.filter(|export| export.ready_at.is_none()) {
        let account = account::find(conn, waiting.account_id)?;
        notification::tell_of_export(conn, app, account.actor_id)?;
        if account.disabled_at.is_none() {
            post(conn, app, &Letter::Export { account: account.id, export: id })?;
        }
    }
    let ready = (exports::ready_at.eq(app.now()), exports::bytes.eq(bytes));
    let wanted = diesel::update(exports::table.find(id)).set(ready).execute(conn)? > 0;
    let goes = if wanted { app.now().plus(KEPT) } else { app.now() };
    job::enqueue(conn, app.next_id(), REMOVE, &id.to_string(), None, goes)?;
    Ok(wanted)
}

/// Has all files of a login removed.
pub(super) fn forget(conn: &mut Conn, app: &App, account_id: i64) -> Result<()> {
    let ids: Vec<i64> = exports::table.filter(exports::account_id.eq(account_id)).select(exports::id).load(conn)?;
    diesel::delete(exports::table.filter(exports::account_id.eq(account_id))).execute(conn)?;
    ids.into_iter().try_for_each(|id| job::enqueue(conn, app.next_id(), REMOVE, &id.to_string(), None, app.now()))
}

/// Does [`REMOVE`].
pub fn remove(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let id: i64 = payload.parse().map_err(Error::internal)?;
        let file = path(&app, id);
        app.blocking(move || match std::fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::unavailable(format!("{}: {error}", file.display()))),
            _ => Ok(()),
        })
        .await?;
        app.write(move |conn, _| Ok(diesel::delete(exports::table.find(id)).execute(conn).map(drop)?)).await
    }
    .boxed()
}
