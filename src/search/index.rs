//! Keeps the index true, in the transaction that changes something.

use super::words::tokens;
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::error::Result;
use crate::json::Document;
use crate::object::{self, Object, tag};
use crate::store::{AnyConn, Conn};
use crate::text;
use crate::tool::{Happening, Stored};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// Which of the two tables of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Actors,
    Objects,
}

impl Table {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Actors => "actor_words",
            Self::Objects => "object_words",
        }
    }

    /// The rows that the words are about.
    const fn of(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Objects => "objects",
        }
    }
}

/// The column that holds the number.
pub(super) const fn key(conn: &AnyConn) -> &'static str {
    match conn {
        AnyConn::Pg(_) => "id",
        AnyConn::Sqlite(_) => "rowid",
    }
}

/// Somebody or something was stored.
pub fn stored(conn: &mut Conn, stored: Stored) -> Result<()> {
    match stored {
        Stored::Actor(id) => actor(conn, id),
        Stored::Object(id) | Stored::Emptied(id) => object(conn, id),
    }
}

/// Something was done to an object, or by somebody who is gone now.
pub fn observe(conn: &mut Conn, _app: &App, happening: &Happening<'_>) -> Result<()> {
    match (happening.verb, happening.object) {
        // What is new was indexed when it was stored; a reaction changes no word.
        ("Update" | "Delete" | "Create", Some(changed)) if happening.verb != "Create" || happening.undone => object(conn, changed.id),
        ("Delete", None) => departed(conn, happening.actor.id),
        ("Update", None) => {
            let changed = happening.group.unwrap_or(happening.actor);
            actor(conn, changed.id)
        }
        _ => Ok(()),
    }
}

/// Takes somebody who is gone out of the index, with everything she wrote.
fn departed(conn: &mut Conn, id: i64) -> Result<()> {
    if actor::model::find(conn, id)?.deleted_at.is_none() {
        return Ok(());
    }
    for written in object::model::ids_of_actor(conn, id)? {
        object(conn, written)?;
    }
    actor(conn, id)
}

/// Indexes an object as it is now; what is deleted or removed leaves the index.
pub(super) fn object(conn: &mut Conn, id: i64) -> Result<()> {
    let object = object::model::find(conn, id)?;
    forget(conn, Table::Objects, id)?;
    if object.deleted_at.is_some() {
        return tag::set(conn, id, &[]);
    }
    let details = object::json::details(&object);
    tag::set(conn, id, &details.hashtags)?;
    if object.group_id.is_none() && declines(&actor::model::find(conn, object.actor_id)?, "indexable") {
        return Ok(());
    }
    let mut words = words_of(&object);
    for name in details.hashtags.iter().chain(details.attachments.iter().map(|attachment| &attachment.name)) {
        words.push(' ');
        words.push_str(name);
    }
    remember(conn, Table::Objects, id, &words)
}

fn words_of(object: &Object) -> String {
    [object.name.as_str(), object.summary.as_str(), text::plain_text(&object.content).as_str()].join(" ")
}

/// Indexes a person or community as it is now.
pub(super) fn actor(conn: &mut Conn, id: i64) -> Result<()> {
    let actor = actor::model::find(conn, id)?;
    forget(conn, Table::Actors, id)?;
    if actor.deleted_at.is_some() || actor.kind == ActorKind::Application || declines(&actor, "discoverable") {
        return Ok(());
    }
    let mut words = [actor.name.as_str(), actor.username.as_str(), text::plain_text(&actor.summary).as_str()].join(" ");
    let person = actor::json::person(&actor);
    for more in person.offers.iter().chain(&person.seeks).chain([&person.organisation, &person.role, &person.place]) {
        words.push(' ');
        words.push_str(more);
    }
    remember(conn, Table::Actors, id, &words)
}

/// Whether somebody elsewhere does not want to be found, or not by what she writes (the properties are Mastodon's).
fn declines(actor: &Actor, property: &str) -> bool {
    let document: Option<Document> = actor.json.as_deref().filter(|_| !actor.local).and_then(|json| serde_json::from_str(json).ok());
    document.is_some_and(|document| document.get(property).and_then(|value| value.as_bool()) == Some(false))
}

/// The tables of words as SQLite has them (FTS5). Statements about them stay planned, which SQL written by hand does not.
mod words_of_sqlite {
    diesel::table! { actor_words (rowid) { rowid -> BigInt, words -> Text } }
    diesel::table! { object_words (rowid) { rowid -> BigInt, words -> Text } }
}

fn forget(conn: &mut Conn, table: Table, id: i64) -> Result<()> {
    use words_of_sqlite::{actor_words, object_words};
    match (conn, table) {
        (AnyConn::Sqlite(conn), Table::Actors) => diesel::delete(actor_words::table.find(id)).execute(conn)?,
        (AnyConn::Sqlite(conn), Table::Objects) => diesel::delete(object_words::table.find(id)).execute(conn)?,
        (AnyConn::Pg(conn), _) => {
            diesel::sql_query(format!("DELETE FROM {} WHERE id = $1", table.name())).bind::<BigInt, _>(id).execute(conn)?
        }
    };
    Ok(())
}

fn remember(conn: &mut Conn, table: Table, id: i64, text: &str) -> Result<()> {
    use words_of_sqlite::{actor_words, object_words};
    let words = tokens(text);
    match (conn, table) {
        (AnyConn::Sqlite(conn), Table::Actors) => {
            diesel::insert_into(actor_words::table).values((actor_words::rowid.eq(id), actor_words::words.eq(words))).execute(conn)?
        }
        (AnyConn::Sqlite(conn), Table::Objects) => {
            diesel::insert_into(object_words::table).values((object_words::rowid.eq(id), object_words::words.eq(words))).execute(conn)?
        }
        (AnyConn::Pg(conn), _) => {
            let words_of = format!("INSERT INTO {} (id, words) VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))", table.name());
            diesel::sql_query(words_of).bind::<BigInt, _>(id).bind::<Text, _>(words).execute(conn)?
        }
    };
    Ok(())
}

/// Takes out what is about rows that are no longer there.
pub(super) fn purge(conn: &mut Conn) -> Result<()> {
    for table in [Table::Actors, Table::Objects] {
        let key = key(conn);
        let sql = format!(
            "DELETE FROM {} WHERE {key} IN (SELECT {key} FROM {} EXCEPT SELECT id FROM {})",
            table.name(),
            table.name(),
            table.of()
        );
        diesel::sql_query(sql).execute(conn)?;
    }
    Ok(())
}
