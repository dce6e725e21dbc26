//! What a database's error means.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};

use crate::error::{Error, Reason};

/// What is said of a transaction that stood in the way of another one.
const TRY_AGAIN: &str = "the database asks to try again";

/// Whether the same transaction, begun anew at once, may well succeed: it met another one (a deadlock, a serialisation failure).
pub fn asks_to_try_again(error: &Error) -> bool {
    matches!(error, Error::Unavailable(cause) if cause == TRY_AGAIN)
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, information) => {
                Self::Conflict(Reason::with("error-conflict", unique_constraint(information.as_ref())))
            }
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::unavailable(TRY_AGAIN),
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand, information) => {
                Self::unavailable(format!("connection to the database lost: {}", information.message()))
            }
            DieselError::DatabaseError(kind, information) => other(kind, information.as_ref()),
            DieselError::BrokenTransactionManager => Self::unavailable("the transaction was lost"),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Self::unavailable(format!("commit failed: {commit_error}")),
            other => Self::internal(format!("database: {}", with_sources(&other))),
        }
    }
}

/// An error in reading a row says which column; only its source says why.
fn with_sources(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// The constraint as `table(column, column)`, the same on both databases; an index over expressions by its name.
fn unique_constraint(information: &dyn DatabaseErrorInformation) -> String {
    sqlite_constraint(information.message()).or_else(|| postgres_constraint(information)).unwrap_or_default()
}

/// `UNIQUE constraint failed: actors.username, actors.host` or `… failed: index 'name'`.
fn sqlite_constraint(message: &str) -> Option<String> {
    let columns = message.strip_prefix("UNIQUE constraint failed: ")?;
    if let Some(index) = columns.strip_prefix("index ") {
        return Some(index.trim_matches('\'').to_owned());
    }
    let table = columns.split('.').next()?;
    let names: Vec<&str> = columns.split(", ").filter_map(|column| column.split_once('.').map(|(_, name)| name)).collect();
    Some(format!("{table}({})", names.join(", ")))
}

/// The detail reads `Key (username, host)=(…) already exists.` in the server's language; its values are content and stay out.
fn postgres_constraint(information: &dyn DatabaseErrorInformation) -> Option<String> {
    let name = information.constraint_name().map(str::to_owned);
    let columns = information
        .details()
        .and_then(|detail| detail.split_once('('))
        .and_then(|(_, rest)| rest.split_once(")=("))
        .map(|(columns, _)| columns);
    match (information.table_name(), columns) {
        (Some(table), Some(columns)) if !columns.contains('(') => Some(format!("{table}({})", columns.replace('"', ""))),
        _ => name,
    }
}

/// Faults that pass by themselves, which diesel does not tell apart. PostgreSQL answers in its own language; German and English are known.
const PASSING: &[&str] = &[
    "database is locked",
    "database table is locked",
    "disk is full",
    "disk i/o error",
    "out of memory",
    "statement timeout",
    "lock timeout",
    "no space left",
    "auf dem gerät ist kein",
    "too many clients",
    "remaining connection slots",
    "server closed the connection",
    "terminating connection",
    "verbindung wird abgebrochen",
    "recovery mode",
    "starting up",
    "shutting down",
    "interrupted",
];

/// PostgreSQL ends one of two transactions that wait for each other; diesel does not tell this apart either.
const DEADLOCK: [&str; 2] = ["deadlock", "verklemmung"];

fn other(kind: DatabaseErrorKind, information: &dyn DatabaseErrorInformation) -> Error {
    let message = information.message();
    let lower = message.to_lowercase();
    if DEADLOCK.iter().any(|deadlock| lower.contains(deadlock)) {
        return Error::unavailable(TRY_AGAIN);
    }
    if PASSING.iter().any(|passing| lower.contains(passing)) {
        return Error::unavailable(format!("database: {message}"));
    }
    // PostgreSQL's texts cannot hold U+0000; it comes only from input nobody checked.
    if lower.contains("0x00") {
        return Error::invalid("text", "error-null-character");
    }
    let constraint = information.constraint_name().unwrap_or_default();
    Error::internal(format!("database: {kind:?} {constraint}: {message}"))
}
