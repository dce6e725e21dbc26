//! The pages of those who administer the instance (`/verwaltung`). To everybody else they do not exist.
//!
//! Every handler of the area begins with [`administrator`]; every page extends `area.html`, which shows the navigation of [`PARTS`] and has
//! the blocks `title` and `area`.
//!
//! Must never: show what people wrote to somebody who may not read it, or change anything on a `GET`.

mod barriers;
mod invitations;
mod list;
mod neighbour;
mod network;
mod organisations;
mod overview;
mod people;
mod person;
mod protected;
mod record;
mod reports;
mod set_aside;
mod settings;

pub use barriers::{BarrierRow, BarriersPage, resolve as resolve_barrier, show as barriers};
pub use invitations::{InvitationRow, InvitationsPage, InvitationsView, LinkPage, invite, revoke, show as invitations};
pub(in crate::web) use list::ListQuery;
pub use list::{FilterView, PagerView};
pub use neighbour::{NeighbourPage, NeighbourView, retry as retry_peer, set_dialect, set_rule, show as neighbour};
pub use network::{NeighbourRow, NetworkPage, NetworkView, RuleRow, show as network};
pub use organisations::{
    OrganisationPage, OrganisationRow, OrganisationView, OrganisationsPage, add as add_organisation, appoint as appoint_delegate,
    dismiss as dismiss_delegate, edit as edit_organisation, edit_form as organisation_form, new_form as new_organisation_form,
    show as organisations,
};
pub use overview::{FigureView, OverviewPage, OverviewView, TroubleView, show as overview};
pub use people::{PeoplePage, PeopleView, PersonRow, show as people};
pub use person::{
    PersonPage, PersonView, SuspendPage, lift, remove_factor, send_reset, set_email, set_role, show as person, suspend, suspend_form,
};
pub use protected::{
    CutOffPage, ElsewhereRow, OursRow, ProtectedPage, ProtectedView, ReceiptRow, ServerRow, ask_again as ask_for_receipt, cut_off,
    cut_off_form, show as protected,
};
pub use record::{RecordPage, RecordRow, show as record};
pub use reports::{OpenReportView, ReportsPage, close as close_report, show as reports};
#[cfg(test)]
pub(in crate::web) use set_aside::kind as job_kind;
pub use set_aside::{
    JobRow, JobsPage, QuarantinePage, QuarantineRow, discard_activity, discard_job, jobs, quarantine, retry_activity, retry_job,
};
pub use settings::{Area, SettingsPage, joining, look, mail, save_joining, save_look, save_mail, save_statements, statements};

use super::visit::Visit;
use crate::error::{Error, Result};

/// An entry of the area's navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Where it is.
    pub path: &'static str,
    /// The id of its name.
    pub text: &'static str,
}

/// The parts of the area whose pages exist, in the order shown.
pub const PARTS: [Part; 14] = [
    Part { path: "/verwaltung", text: "administration-overview" },
    Part { path: "/verwaltung/personen", text: "people-title" },
    Part { path: "/verwaltung/organisationen", text: "organisations-title" },
    Part { path: "/verwaltung/netz", text: "network-title" },
    Part { path: "/verwaltung/geschuetzt", text: "protected-title" },
    Part { path: "/verwaltung/angehalten", text: "quarantine-title" },
    Part { path: "/verwaltung/auftraege", text: "jobs-title" },
    Part { path: "/verwaltung/meldungen", text: "admin-reports-title" },
    Part { path: "/verwaltung/barrieren", text: "barriers-title" },
    Part { path: "/verwaltung/protokoll", text: "record-title" },
    Part { path: "/verwaltung/aussehen", text: "administration-look-title" },
    Part { path: "/verwaltung/beitritt", text: "administration-joining" },
    Part { path: "/verwaltung/mail", text: "administration-mail" },
    Part { path: "/verwaltung/texte", text: "administration-statements" },
];

impl Part {
    /// Whether this page, given by path and query, belongs to the part.
    pub fn holds(&self, page: &str) -> bool {
        let page = page.split('?').next().unwrap_or_default();
        let below = page.strip_prefix(self.path);
        below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') && self.path != PARTS[0].path)
    }
}

/// The number of the person who asks, if she administers this instance. Visitors are asked to log in.
///
/// # Errors
/// `NotSignedIn`; `NotFound` for everybody else, as if there were no such page.
pub fn administrator(visit: &Visit) -> Result<i64> {
    let person = visit.signed_in()?;
    if visit.account.as_ref().is_some_and(|account| account.admin) { Ok(person) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, Part};

    #[test]
    fn a_page_belongs_to_one_part() {
        let people = Part { path: "/verwaltung/personen", text: "" };
        for (page, overview, of_people) in [
            ("/verwaltung", true, false),
            ("/verwaltung?x=y", true, false),
            ("/verwaltung/personen", false, true),
            ("/verwaltung/personen/7?x=y", false, true),
            ("/verwaltung/personenkreis", false, false),
        ] {
            assert_eq!((PARTS[0].holds(page), people.holds(page)), (overview, of_people), "{page}");
        }
    }
}
