//! Providers of single sign-on: whether each answers.

use super::finding::Findings;
use crate::config::Config;
use crate::openid::Provider;
use crate::store::Timestamp;

/// The name of the check.
const CHECK: &str = "single sign-on";

/// Asks each provider what it is and for its keys, as the instance does. That the client secret is right only shows when somebody logs in.
pub(super) async fn check(config: &Config, now: Timestamp, findings: &mut Findings) {
    for (id, settings) in &config.oidc {
        let provider = match Provider::open(config, id, settings) {
            Ok(provider) => provider,
            Err(error) => {
                findings.bad(CHECK, format!("{id}: {error}"), "check that the system's root certificates are installed");
                continue;
            }
        };
        let redirect = &provider.redirect_uri;
        match provider.look(now).await {
            Ok(()) => findings.good(CHECK, format!("{id}: {} answers; it has to send people back to {redirect}", settings.issuer)),
            Err(trouble) => {
                let todo = "check oidc.….issuer: it must be written exactly as the provider writes it, and the provider must be reachable from here";
                findings.bad(CHECK, format!("{id}: {trouble}"), todo);
            }
        }
        if settings.organisation.is_empty() && settings.organisation_claim.is_empty() {
            let todo = "set organisation, or organisation_claim and organisations, if its people shall count as staff";
            findings.attention(CHECK, format!("{id}: a log-in vouches for nobody"), todo);
        }
    }
}
