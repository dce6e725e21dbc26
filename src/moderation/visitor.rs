//! Reports of people who are not logged in.

use crate::access::invitation::check_email;
use crate::activity::outbox;
use crate::app::{App, Limit};
use crate::error::Result;
use std::sync::Arc;
use std::time::Duration;

/// So many from one network.
const FROM_ONE_NETWORK: Limit = Limit { times: 5, freely: 3, within: Duration::from_secs(3_600) };

/// Reports something that everybody may read to those who decide about it. `email` may be empty; it is for questions and goes to nobody
/// outside of this instance.
///
/// # Errors
/// `Invalid` at the fields `reason` and `email`, `TooMany`, `NotFound` for what not everybody may read.
pub async fn report(app: &Arc<App>, network: &str, object_id: i64, reason: &str, email: &str) -> Result<()> {
    let contact = check_email(email)?;
    let key = format!("report of a visitor {network}");
    app.limits.check(&key, FROM_ONE_NETWORK, app.now())?;
    outbox::report_for_visitor(app, object_id, reason, contact).await?;
    app.limits.count(&key, FROM_ONE_NETWORK, app.now());
    Ok(())
}
