//! The log of the administration: who decided what about what, when, and why. It lies below everything that decides, and is read as
//! `administration::log`.
//!
//! Must never: hold what somebody wrote, or be changed after the fact but for what erasing a person takes out of it.

use crate::app::App;
use crate::error::Result;
use crate::store::schema::administration_log as log;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::text;
use crate::text_enum;
use diesel::prelude::*;

/// The longest reason, in characters.
pub const MAX_REASON: usize = 1_000;

text_enum! {
    /// What was done.
    pub enum Deed {
        /// A login was closed.
        Suspended = 0 => "suspended",
        /// It was opened again.
        Lifted = 1 => "suspension-lifted",
        /// A link for a new password was sent or handed out.
        ResetSent = 2 => "reset-sent",
        /// A second factor was taken away.
        FactorRemoved = 3 => "second-factor-removed",
        /// Somebody may administer the instance.
        MadeAdmin = 4 => "made-admin",
        /// Somebody may no longer.
        UnmadeAdmin = 5 => "unmade-admin",
        /// Mails go elsewhere.
        EmailChanged = 6 => "mail-changed",
        /// Somebody was invited.
        Invited = 7 => "invited",
        /// An invitation was taken back.
        InvitationRevoked = 8 => "invitation-revoked",
        /// Nothing is exchanged with a server any more.
        Blocked = 9 => "blocked",
        /// A server is let in whatever the mode says.
        Allowed = 10 => "allowed",
        /// The rule for a server was removed.
        RuleRemoved = 11 => "rule-removed",
        /// How to speak to a server was laid down.
        DialectSet = 12 => "dialect-set",
        /// A server is tried again at once.
        PeerRetried = 13 => "peer-retried",
        /// An activity that was set aside is tried again.
        ActivityRetried = 14 => "activity-retried",
        /// It was given up.
        ActivityDiscarded = 15 => "activity-discarded",
        /// A job is tried again.
        JobRetried = 16 => "job-retried",
        /// It was given up.
        JobDiscarded = 17 => "job-discarded",
        /// A report was decided.
        ReportClosed = 18 => "report-closed",
        /// A setting of the instance was changed.
        SettingChanged = 19 => "setting-changed",
        /// Somebody got an account.
        AccountMade = 20 => "account-made",
        /// Somebody got a new password.
        PasswordSet = 21 => "password-set",
        /// A person or community got new keys.
        KeysRotated = 22 => "keys-rotated",
        /// A barrier that somebody met is gone.
        BarrierResolved = 30 => "barrier-resolved",
        /// There is a record of another organisation.
        OrganisationAdded = 40 => "organisation-added",
        /// The record of an organisation was changed.
        OrganisationChanged = 41 => "organisation-changed",
        /// Somebody may vouch for the staff of an organisation.
        DelegateAppointed = 42 => "delegate-appointed",
        /// Somebody may no longer.
        DelegateDismissed = 43 => "delegate-dismissed",
        /// Somebody counts as staff of an organisation.
        Vouched = 44 => "vouched",
        /// Somebody no longer does.
        VouchingWithdrawn = 45 => "vouching-withdrawn",
        /// Nobody counts as staff of an organisation any more.
        AllVouchingsWithdrawn = 46 => "all-vouchings-withdrawn",
        /// It was taken back that somebody no longer does.
        WithdrawalUndone = 47 => "withdrawal-undone",
        /// A server was cut off: nothing is exchanged, no membership is left, and it is to empty what it has.
        CutOff = 60 => "cut-off",
        /// A server was asked once more to empty what it has.
        PurgeAsked = 61 => "purge-asked",
        /// All keys of a server were new at once: it waits until an admin has looked. Nobody's decision.
        SetAside = 62 => "set-aside",
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = log, check_for_backend(MultiBackend))]
pub struct Decision {
    /// Its number.
    pub id: i64,
    /// Who decided; nobody for the command line.
    pub actor_id: Option<i64>,
    /// What was done.
    pub deed: Deed,
    /// About what, in words: a user name, a server, the id of an activity.
    pub about: String,
    /// Our number for it, if it has one.
    pub about_id: Option<i64>,
    /// Why; may be empty.
    pub reason: String,
    /// When.
    pub created_at: Timestamp,
}

/// What a decision is about: words, and our number for it if there is one.
pub type About<'a> = (&'a str, Option<i64>);

/// Notes a decision, in the transaction of what was decided.
pub fn note(conn: &mut Conn, app: &App, by: Option<i64>, deed: Deed, (about, about_id): About<'_>, reason: &str) -> Result<()> {
    let decision = Decision {
        id: app.next_id(),
        actor_id: by,
        deed,
        about: text::clean_line(about, 500),
        about_id,
        reason: text::clean_line(reason, MAX_REASON),
        created_at: app.now(),
    };
    diesel::insert_into(log::table).values(&decision).execute(conn)?;
    Ok(())
}

/// Decisions before this number, newest first.
pub fn list(conn: &mut Conn, before: i64, limit: i64) -> Result<Vec<Decision>> {
    Ok(log::table.filter(log::id.lt(before)).order(log::id.desc()).limit(limit).select(Decision::as_select()).load(conn)?)
}

/// The last decision of this kind about something.
pub fn last(conn: &mut Conn, deed: Deed, about_id: i64) -> Result<Option<Decision>> {
    Ok(log::table
        .filter(log::about_id.assume_not_null().eq(about_id))
        .filter(log::deed.eq(deed))
        .order(log::id.desc())
        .select(Decision::as_select())
        .first(conn)
        .optional()?)
}
