//! What is read from addresses, without an instance around it.

use super::collections;
use super::webfinger::{self, Named};
use crate::error::{Error, Result};
use crate::id::Urls;
use axum::extract::Query;
use axum::http::Uri;

/// Whom a resource of WebFinger names: an actor by its number or by its name, or by neither the server itself.
///
/// # Errors
/// Nobody here, or nothing that can be read.
pub fn named(urls: &Urls, resource: &str) -> Result<(Option<i64>, Option<String>)> {
    Ok(match webfinger::named(urls, resource)? {
        Named::Server => (None, None),
        Named::Id(id) => (Some(id), None),
        Named::Name(name) => (None, Some(name)),
    })
}

/// The paging parameters of an address: `page`, `before` and `after`. Nothing if this cannot stand in the first line of a request.
///
/// # Errors
/// A parameter that cannot be read.
pub fn paging(query: &str) -> Option<Result<(Option<bool>, Option<i64>, Option<i64>)>> {
    let uri: Uri = format!("/?{query}").parse().ok()?;
    let read = Query::try_from_uri(&uri).map_err(|_| Error::malformed("query"));
    Some(read.and_then(|query| collections::paging(Ok(query))).map(|paging| (paging.page, paging.before, paging.after)))
}
