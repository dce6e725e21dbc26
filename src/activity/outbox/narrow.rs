//! Hosts narrow who gets into their community.

use super::{local, submit};
use crate::activity::compose::{New, streams};
use crate::actor::{self, CommunityReach, keys};
use crate::app::App;
use crate::error::{Error, Result};
use serde_json::{Value, json};
use std::sync::Arc;

/// Narrows who gets into a protected community of this instance, as [`CommunityReach::narrower`] allows it, and tells its members.
///
/// # Errors
/// `Invalid` for the field `reach` when that is not narrower, or somebody elsewhere still waits for an answer; `Forbidden` for who is no host.
pub async fn narrow(app: &Arc<App>, host_id: i64, group_id: i64, reach: CommunityReach) -> Result<()> {
    app.write(move |conn, app| {
        let (host, group) = (local(conn, host_id)?, local(conn, group_id)?);
        if !group.reach.narrower().contains(&reach) {
            return Err(Error::invalid("reach", "error-narrow-missing"));
        }
        let keys = keys::of_actor(conn, group.id)?;
        let mut document = actor::json::document(&group, &keys, &app.urls, &streams(app, &group));
        document.shift_remove("@context");
        document.insert("dw:reach".to_owned(), json!(reach.as_str()));
        let members = group.members.clone().into_iter().collect();
        submit(conn, app, &New::by(&host, "Update", Value::Object(document)).to(members).within(Some(&group)))?;
        Ok(())
    })
    .await
}
