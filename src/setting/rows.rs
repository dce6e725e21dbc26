//! The `settings` table.

use super::{Change, Key, SETUP_LINK, Settings, is_fixed};
use crate::config::Config;
use crate::error::Result;
use crate::store::schema::settings;
use crate::store::{BothExt, Conn};
use diesel::prelude::*;

/// What holds now: the file and the environment, then the table, then defaults.
///
/// # Errors
/// What the database answers.
pub fn load(conn: &mut Conn, config: &Config) -> Result<Settings> {
    let mut found = Settings::of_config(config);
    let rows: Vec<(String, String)> = settings::table.select((settings::key, settings::value)).load(conn)?;
    for (name, value) in rows {
        // The file names a picture, the table has its number.
        found.setting_up |= name == SETUP_LINK;
        if let Some(key) = Key::of(&name).filter(|key| *key == Key::Logo || !is_fixed(config, *key)) {
            found.apply(key, value);
        }
    }
    Ok(found)
}

/// Keeps changes that were checked. What the file or the environment say stays as it is.
///
/// # Errors
/// What the database answers.
pub fn save(conn: &mut Conn, config: &Config, changes: &[Change]) -> Result<()> {
    let free = changes.iter().filter(|(key, _)| *key == Key::Logo || !is_fixed(config, *key));
    free.into_iter().try_for_each(|(key, value)| put(conn, key.as_str(), value))
}

/// The value of any row.
///
/// # Errors
/// What the database answers.
pub fn get(conn: &mut Conn, key: &str) -> Result<Option<String>> {
    Ok(settings::table.find(key).select(settings::value).first(conn).optional()?)
}

/// Sets the value of any row.
///
/// # Errors
/// What the database answers.
pub fn put(conn: &mut Conn, key: &str, value: &str) -> Result<()> {
    diesel::insert_into(settings::table)
        .values((settings::key.eq(key), settings::value.eq(value)))
        .on_conflict(settings::key)
        .do_update()
        .set(settings::value.eq(value))
        .both()
        .execute(conn)?;
    Ok(())
}

/// Removes a row; whether there was one.
///
/// # Errors
/// What the database answers.
pub fn forget(conn: &mut Conn, key: &str) -> Result<bool> {
    Ok(diesel::delete(settings::table.find(key)).execute(conn)? > 0)
}
