//! How much one person may do by forms in a while: far more than anybody types, far less than a program that runs wild. Imports, commands and
//! the demo do not pass here.

use super::visit::Visit;
use crate::app::Limit;
use crate::error::{Error, FieldError, Result};
use axum::http::StatusCode;
use std::time::Duration;

const QUARTER: Duration = Duration::from_secs(15 * 60);
/// The text of a form that is shown again because it was too much at once.
const TOO_MUCH: [&str; 2] = ["error-pace-writing", "error-pace-founding"];

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// Posts and comments: thirty at once, a hundred and twenty in an hour.
    Writing,
    /// Communities: five a day.
    Founding,
    /// Reactions.
    Reacting,
}

impl Doing {
    const fn limit(self) -> Limit {
        match self {
            Self::Writing => Limit { times: 30, freely: 30, within: QUARTER },
            Self::Founding => Limit { times: 5, freely: 5, within: Duration::from_secs(24 * 3_600) },
            Self::Reacting => Limit { times: 150, freely: 150, within: QUARTER },
        }
    }

    /// Where a form says that it was too much; without one it is a page of its own.
    const fn field(self) -> Option<FieldError> {
        match self {
            Self::Writing => Some(FieldError { field: "source", text: TOO_MUCH[0] }),
            Self::Founding => Some(FieldError { field: "name", text: TOO_MUCH[1] }),
            Self::Reacting => None,
        }
    }
}

/// Does what a person wants, if it is not too much. What fails is not counted.
///
/// # Errors
/// `Invalid` or `TooMany` when it is too much; otherwise what comes of it.
pub(super) async fn paced<R>(visit: &Visit, person: i64, doing: Doing, work: impl Future<Output = Result<R>>) -> Result<R> {
    let (key, limits) = (format!("pace {doing:?} {person}"), &visit.app.limits);
    if let Err(error) = limits.take(&key, doing.limit(), visit.app.now()) {
        return Err(doing.field().map_or(error, |field| Error::Invalid(vec![field])));
    }
    let done = work.await;
    if done.is_err() {
        limits.take_back(&key);
    }
    done
}

/// The status of a form that is shown again with these errors.
pub(super) fn status(errors: &[FieldError]) -> StatusCode {
    match errors {
        [] => StatusCode::OK,
        errors if errors.iter().any(|error| TOO_MUCH.contains(&error.text)) => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
