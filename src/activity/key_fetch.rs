//! How often a key is asked for because of requests whose signature is not known yet: whoever sends those may be anybody and may name
//! anybody, so they must not be a way to make us call at others' doors.

use super::fetch::without_fragment;
use crate::app::{App, Limit};
use crate::error::Result;
use crate::id::host_of;
use std::time::Duration;

/// One owner is asked for keys at most this often.
pub(super) const KEY_REFETCH: Duration = Duration::from_secs(300);
/// So many fetches for the sake of one network may lead to nothing within [`KEY_REFETCH`].
const FOR_ONE_NETWORK: Limit = Limit { times: 20, freely: 20, within: KEY_REFETCH };
/// So many fetches at one server may lead to nothing within [`KEY_REFETCH`], whoever caused them.
const AT_ONE_SERVER: Limit = Limit { times: 60, freely: 60, within: KEY_REFETCH };

/// A fetch of the document of a key's owner. Counted before it is made, so that many at once gain nothing; what verified a signature is taken
/// back, so that a server with many people is never held up.
#[derive(Debug)]
pub(super) struct KeyFetch<'a> {
    /// The address that is asked.
    pub(super) owner: &'a str,
    counted: [(String, Limit); 2],
}

impl<'a> KeyFetch<'a> {
    /// Begins one, for the sake of a request from this network; `None` if this owner was asked in vain a moment ago.
    ///
    /// # Errors
    /// `TooMany` when too many led to nothing.
    pub(super) fn begin(app: &App, network: &str, url: &'a str) -> Result<Option<Self>> {
        let owner = without_fragment(url);
        if app.asked_in_vain(owner, KEY_REFETCH) {
            return Ok(None);
        }
        let host = host_of(owner).unwrap_or_default();
        let counted = [(format!("keys for {network}"), FOR_ONE_NETWORK), (format!("keys at {host}"), AT_ONE_SERVER)];
        counted.iter().try_for_each(|(key, limit)| app.limits.check(key, *limit, app.now()))?;
        counted.iter().for_each(|(key, limit)| app.limits.count(key, *limit, app.now()));
        Ok(Some(Self { owner, counted }))
    }

    /// The owner gave no document: it is left alone for a while.
    pub(super) fn was_in_vain(&self, app: &App) {
        app.note_asked_in_vain(self.owner);
    }

    /// The key verified the signature.
    pub(super) fn was_useful(&self, app: &App) {
        self.counted.iter().for_each(|(key, _)| app.limits.take_back(key));
    }
}
