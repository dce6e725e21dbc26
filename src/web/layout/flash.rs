//! The message at the top of the page after something was done.

use crate::web::texts::Texts;

/// A message at the top of the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// How it looks.
    pub kind: FlashKind,
    /// The sentence, already in the page's language.
    pub text: String,
}

impl Flash {
    /// It worked: the message for what was done.
    pub fn done(t: Texts, done: Done) -> Self {
        let kind = match done {
            Done::CodeTooLate | Done::LastHost => FlashKind::Danger,
            Done::HostsElsewhere | Done::NobodyRestored => FlashKind::Info,
            _ => FlashKind::Success,
        };
        Self { kind, text: t.t(done.text()).into_owned() }
    }
}

/// The kind of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// It worked.
    Success,
    /// Something to know.
    Info,
    /// It did not work.
    Danger,
}

impl FlashKind {
    /// The modifier of the CSS class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Info => "info",
            Self::Danger => "danger",
        }
    }

    /// The icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Success => "check-circle",
            Self::Info => "info",
            Self::Danger => "error",
        }
    }
}

/// What was done before a redirect; travels in a cookie as its [text id](Self::text).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names and their texts say it all")]
pub enum Done {
    Joined,
    Requested,
    ComingIn,
    Left,
    /// Took back the request to be let in.
    RequestWithdrawn,
    Founded,
    Published,
    Commented,
    PublishedNameless,
    SentNameless,
    Saved,
    /// A change of a community elsewhere went to its home.
    ChangeSent,
    Deleted,
    Removed,
    Restored,
    Pinned,
    Unpinned,
    Locked,
    Unlocked,
    Following,
    Unfollowed,
    Kept,
    LetGo,
    Banned,
    Reported,
    ReportedElsewhere,
    LoggedOut,
    Arrived,
    PasswordSet,
    PasswordChanged,
    SessionEnded,
    SessionsEnded,
    FactorOff,
    CodeTooLate,
    Welcomed,
    Suspended,
    Lifted,
    LetterSent,
    TryingAgain,
    Discarded,
    SetUp,
    Leaving,
    Staying,
    ExportAsked,
    PasskeyAdded,
    PasskeyRemoved,
    DraftBack,
    CommentRemoved,
    LastHost,
    HostsElsewhere,
    EmailChanged,
    SignOnLinked,
    SignOnUnlinked,
    Invited,
    InvitationWithdrawn,
    InvitationDeclined,
    Narrowed,
    InvitationKept,
    LinkMailed,
    LinkRevoked,
    Admitted,
    AskedBack,
    Declined,
    SettledBefore,
    Vouched,
    VouchedFor,
    GuestReceived,
    Withdrawn,
    VouchingRestored,
    NobodyRestored,
    CutOff,
}

impl Done {
    const ALL: [Self; 71] = [
        Self::Joined,
        Self::Requested,
        Self::ComingIn,
        Self::Left,
        Self::RequestWithdrawn,
        Self::Founded,
        Self::Published,
        Self::Commented,
        Self::PublishedNameless,
        Self::SentNameless,
        Self::Saved,
        Self::ChangeSent,
        Self::Deleted,
        Self::Removed,
        Self::Restored,
        Self::Pinned,
        Self::Unpinned,
        Self::Locked,
        Self::Unlocked,
        Self::Following,
        Self::Unfollowed,
        Self::Kept,
        Self::LetGo,
        Self::Banned,
        Self::Reported,
        Self::ReportedElsewhere,
        Self::LoggedOut,
        Self::Arrived,
        Self::PasswordSet,
        Self::PasswordChanged,
        Self::SessionEnded,
        Self::SessionsEnded,
        Self::FactorOff,
        Self::CodeTooLate,
        Self::Welcomed,
        Self::Suspended,
        Self::Lifted,
        Self::LetterSent,
        Self::TryingAgain,
        Self::Discarded,
        Self::SetUp,
        Self::Leaving,
        Self::Staying,
        Self::ExportAsked,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::DraftBack,
        Self::CommentRemoved,
        Self::LastHost,
        Self::HostsElsewhere,
        Self::EmailChanged,
        Self::SignOnLinked,
        Self::SignOnUnlinked,
        Self::Invited,
        Self::InvitationWithdrawn,
        Self::InvitationDeclined,
        Self::Narrowed,
        Self::InvitationKept,
        Self::LinkMailed,
        Self::LinkRevoked,
        Self::Admitted,
        Self::AskedBack,
        Self::Declined,
        Self::SettledBefore,
        Self::Vouched,
        Self::VouchedFor,
        Self::GuestReceived,
        Self::Withdrawn,
        Self::VouchingRestored,
        Self::NobodyRestored,
        Self::CutOff,
    ];

    /// The id of the sentence.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Joined => "flash-joined",
            Self::Requested => "flash-requested",
            Self::ComingIn => "flash-coming-in",
            Self::Left => "flash-left",
            Self::RequestWithdrawn => "flash-request-withdrawn",
            Self::Founded => "flash-founded",
            Self::Published => "flash-published",
            Self::Commented => "flash-commented",
            Self::PublishedNameless => "flash-published-nameless",
            Self::SentNameless => "flash-sent-nameless",
            Self::Saved => "flash-saved",
            Self::ChangeSent => "flash-change-sent",
            Self::Deleted => "flash-deleted",
            Self::Removed => "flash-removed",
            Self::Restored => "flash-restored",
            Self::Pinned => "flash-pinned",
            Self::Unpinned => "flash-unpinned",
            Self::Locked => "flash-locked",
            Self::Unlocked => "flash-unlocked",
            Self::Following => "flash-following",
            Self::Unfollowed => "flash-unfollowed",
            Self::Kept => "flash-kept",
            Self::LetGo => "flash-let-go",
            Self::Banned => "flash-banned",
            Self::Reported => "flash-reported",
            Self::ReportedElsewhere => "flash-reported-elsewhere",
            Self::LoggedOut => "flash-logged-out",
            Self::Arrived => "flash-arrived",
            Self::PasswordSet => "flash-password-set",
            Self::PasswordChanged => "flash-password-changed",
            Self::SessionEnded => "flash-session-ended",
            Self::SessionsEnded => "flash-sessions-ended",
            Self::FactorOff => "flash-factor-off",
            Self::CodeTooLate => "error-code-too-late",
            Self::Welcomed => "flash-welcomed",
            Self::Suspended => "flash-suspended",
            Self::Lifted => "flash-lifted",
            Self::LetterSent => "flash-letter-sent",
            Self::TryingAgain => "flash-trying-again",
            Self::Discarded => "flash-discarded",
            Self::SetUp => "flash-set-up",
            Self::Leaving => "flash-leaving",
            Self::Staying => "flash-staying",
            Self::ExportAsked => "flash-export-asked",
            Self::PasskeyAdded => "flash-passkey-added",
            Self::PasskeyRemoved => "flash-passkey-removed",
            Self::DraftBack => "flash-draft-back",
            Self::CommentRemoved => "flash-comment-removed",
            Self::LastHost => "flash-last-host",
            Self::HostsElsewhere => "flash-hosts-elsewhere",
            Self::EmailChanged => "flash-email-changed",
            Self::SignOnLinked => "flash-sign-on-linked",
            Self::SignOnUnlinked => "flash-sign-on-unlinked",
            Self::Invited => "flash-invited",
            Self::InvitationWithdrawn => "flash-invitation-withdrawn",
            Self::InvitationDeclined => "flash-invitation-declined",
            Self::Narrowed => "flash-narrowed",
            Self::InvitationKept => "flash-invitation-kept",
            Self::LinkMailed => "flash-link-mailed",
            Self::LinkRevoked => "flash-link-revoked",
            Self::Admitted => "flash-admitted",
            Self::AskedBack => "flash-asked-back",
            Self::Declined => "flash-declined",
            Self::SettledBefore => "flash-settled-before",
            Self::Vouched => "flash-vouched",
            Self::VouchedFor => "flash-vouched-for",
            Self::GuestReceived => "flash-guest-received",
            Self::Withdrawn => "flash-withdrawn",
            Self::VouchingRestored => "flash-vouching-restored",
            Self::NobodyRestored => "flash-nobody-restored",
            Self::CutOff => "flash-cut-off",
        }
    }

    /// From the cookie; `None` for anything we did not write.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.text() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::texts::Language;

    #[test]
    fn cookies_come_back_as_what_was_done() {
        for done in Done::ALL {
            assert_eq!(Done::from_text(done.text()), Some(done));
            assert_ne!(Flash::done(Texts::new(Language::German), done).text, done.text());
        }
        assert_eq!(Done::from_text("flash-<script>"), None);
    }
}
