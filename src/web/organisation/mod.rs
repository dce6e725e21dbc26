//! Where somebody works: one's own vouching with its work address (`/ich/dienststelle`), and the page on which an organisation's staff is
//! looked after (`/organisation/{id}`), by admins of the instance and by those the organisation appointed.
//!
//! Must never: show an organisation's staff to anybody else, tell whose a work address is before its link was opened, or change anything on
//! a `GET`.

mod own;
mod staff;

pub use own::{LinkPage, OwnPage, OwnView, VouchedView, ask, claim, confirm, link, show as own};
pub use staff::{StaffPage, StaffRow, StaffView, WithdrawalView, receive, restore, show as staff, vouch, withdraw, withdraw_all};

use super::texts::Texts;
use crate::vetting::{Level, Method};

/// What is said of a guest: the id of a part of a sentence.
pub(super) const GUEST: &str = "vetted-guest";

/// How it is known that somebody works somewhere: the id of a part of a sentence.
pub(super) const fn method_text(method: Method) -> &'static str {
    match method {
        Method::EmailDomain => "vetted-email-domain",
        Method::Manual => "vetted-manual",
        Method::Oidc => "vetted-oidc",
        Method::Guest => GUEST,
    }
}

/// What an organisation is, the id of a word.
pub(super) const fn level_text(level: Level) -> &'static str {
    match level {
        Level::Federal => "level-federal",
        Level::State => "level-state",
        Level::District => "level-district",
        Level::Municipality => "level-municipality",
        Level::PublicCompany => "level-public-company",
        Level::University => "level-university",
        Level::Other => "level-other",
    }
}

/// Level and official key in one line.
pub(super) fn kind_line(t: Texts, level: Level, official_key: Option<&str>) -> String {
    match official_key {
        Some(key) => format!("{} · {}", t.t(level_text(level)), t.with("organisation-key-is", "key", key)),
        None => t.t(level_text(level)).into_owned(),
    }
}
