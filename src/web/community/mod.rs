//! Communities: the list, finding one here or elsewhere, founding one, its own page, its members.

use crate::activity::outbox::Naming;
use crate::actor::CommunityReach;
use crate::actor::answer::Answer;
use crate::actor::member::Ban;
use crate::vetting::Level;

mod alike;
mod applicants;
mod application;
mod found;
mod handlers;
mod hosts;
mod invite;
mod join;
mod links;
mod narrow;
mod pages;
mod record;

pub use alike::AlikeView;
pub use applicants::{admit, ask_back, decline, uninvite};
pub use application::{ApplicationView, InvitationView, QuestionView};
pub use found::{edit, edit_form, found, found_form};
pub use handlers::{at, find, list, members, show};
pub use hosts::{appoint, ban, ban_form, dismiss, lift_ban, read_only, take_part};
pub use invite::invite;
pub use join::{decline_invitation, join, leave, or_join, waiting};
pub use links::{LinksView, LivingLinkView, create_link, mail_link, revoke_link};
pub use narrow::narrow;
pub use pages::{BanPage, CommunitiesPage, CommunityPage, FindPage, FoundPage, MembersPage, WaitingFragment};
pub use record::{DecisionView, RecordPage, RecordView, record};

use super::moment::Moment;
use super::organisation::level_text;
use super::present::until;
use super::texts::Texts;
use super::view::{Community, CommunitySummary, Errors, Person, PortraitView, PostSummary};

/// `GET /gruppen`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommunitiesView {
    /// Those the viewer is in or has asked to join.
    pub mine: Vec<CommunitySummary>,
    /// Those the viewer is invited to.
    pub invited: Vec<CommunitySummary>,
    /// The others that this instance knows, its own first.
    pub others: Vec<CommunitySummary>,
    /// Path of the next page of the others; empty on the last.
    pub more_url: String,
}

/// `GET /gruppen/finden?q=`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindView {
    /// The handle or address as typed; empty before the first search.
    pub query: String,
    /// What was found.
    pub results: Vec<CommunitySummary>,
    /// Before the first search: communities known here, own ones first, then the largest.
    pub known: Vec<CommunitySummary>,
    /// Field `q`: not a handle, unreachable, blocked, not a community.
    pub errors: Errors,
}

/// `GET /gruppen/neu` and `GET /g/{handle}/bearbeiten`, and the answer to a rejected `POST` to them (fields `csrf`, `name`, `purpose`,
/// `restricted`; `handle` for a new one; `rules`, `picture`, `media`, `remove-picture` for one that is edited).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundView {
    /// Handle of the community that is edited; empty for a new one.
    pub edited: String,
    /// The instance of the community that is edited; empty if it lives here.
    pub elsewhere: String,
    /// Display name as typed.
    pub name: String,
    /// Handle without `@` and host as typed.
    pub handle: String,
    /// Purpose as typed.
    pub purpose: String,
    /// Rules as typed; only of a community that is edited.
    pub rules: String,
    /// What it asks who wants to come in, a question on each line, as typed; only of a community that is edited.
    pub questions: String,
    /// Of which levels of administration it admits people, none for all; only of a protected community that is edited.
    pub levels: Vec<Level>,
    /// Whether it admits guests; only of a protected community that is edited.
    pub guests: bool,
    /// Addresses of public posts it shows to everybody, one on each line, as typed; as the levels.
    pub face: String,
    /// Whether only hosts begin posts.
    pub restricted: bool,
    /// What holds for the names of those who write in it; only of a protected community.
    pub naming: Naming,
    /// Who may read it, as chosen; only of a community that is founded.
    pub reach: String,
    /// Who may read the community that is edited.
    pub audience: Option<CommunityReach>,
    /// The picture; only of a community that is edited.
    pub portrait: PortraitView,
    /// Host of this instance, shown behind the handle.
    pub host: String,
    /// What is wrong with them.
    pub errors: Errors,
}

impl FoundView {
    /// Whether its hosts decide who comes in, and may ask something first.
    pub fn asks(&self) -> bool {
        self.audience == Some(CommunityReach::Closed)
    }

    /// Whether it shows public posts to whoever stands outside.
    pub fn has_face(&self) -> bool {
        self.audience.is_some_and(|reach| reach.is_protected() && !reach.is_hidden())
    }

    /// Whether it is said whom it admits.
    pub fn admits(&self) -> bool {
        self.audience.is_some_and(CommunityReach::is_protected)
    }

    /// Whether names can be kept inside: of what everybody reads they cannot.
    pub fn names_can_stay(&self) -> bool {
        self.edited.is_empty() || self.admits()
    }

    /// The levels to choose from: word, text, and whether it is chosen.
    pub fn choices(&self) -> Vec<(&'static str, &'static str, bool)> {
        Level::ALL.iter().map(|level| (level.as_str(), level_text(*level), self.levels.contains(level))).collect()
    }

    /// To what it can be narrowed.
    pub fn narrower(&self) -> &'static [CommunityReach] {
        self.audience.filter(|_| self.elsewhere.is_empty()).map_or(&[], CommunityReach::narrower)
    }

    /// Who reads what is typed: the id of a part of a sentence.
    pub fn audience_text(&self) -> &'static str {
        match self.audience {
            None => "found-audience-chosen",
            Some(CommunityReach::Public) => "found-audience",
            Some(CommunityReach::Network | CommunityReach::Closed) => "found-audience-closed",
            Some(CommunityReach::Secret) => "found-audience-secret",
            Some(CommunityReach::Local) => "found-audience-local",
        }
    }
}

/// `GET /g/{handle}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunityView {
    /// Name, purpose, members, the viewer's membership.
    pub summary: CommunitySummary,
    /// Its hosts.
    pub hosts: Vec<Person>,
    /// Its posts, pinned ones first, then newest first.
    pub posts: Vec<PostSummary>,
    /// Path of the next page of posts; empty on the last.
    pub older_url: String,
    /// Whether the viewer may write a post.
    pub may_post: bool,
    /// Whether the viewer may edit what it says about itself.
    pub may_edit: bool,
    /// How many reports are open, for hosts of a community here; `None` for everybody else.
    pub open_reports: Option<i64>,
    /// The whole purpose, when the summary shows only its beginning; else empty.
    pub purpose_html: String,
    /// The ban of the viewer that holds now.
    pub excluded: Option<ExcludedView>,
    /// Whether the viewer is the last host here, while others live elsewhere: nobody here would read the reports without her.
    pub last_here: bool,
    /// Its rules, sanitised; may be empty.
    pub rules_html: String,
    /// Whether only hosts begin posts.
    pub restricted: bool,
    /// The full handle for telling others: `bauen@next.example`.
    pub address: String,
    /// Whether the viewer sees what it says about itself and nothing else.
    pub outside: bool,
    /// Of which levels of administration it admits people, as text ids; empty for all.
    pub levels: Vec<&'static str>,
    /// Whether it admits guests.
    pub guests: bool,
    /// Public posts its hosts chose, for who stands outside.
    pub face: Vec<PostSummary>,
    /// Ids of those that this instance does not know.
    pub face_elsewhere: Vec<String>,
    /// What holds for the names of those who write in it.
    pub naming: Naming,
    /// What the viewer's application came to, where hosts decide who comes in.
    pub application: Option<ApplicationView>,
    /// How many applications wait, for hosts of a protected community; `None` for everybody else.
    pub open_applications: Option<usize>,
}

/// Somebody who was invited and has not answered, for hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitedView {
    /// Who.
    pub person: Person,
    /// The number, for addresses.
    pub id: i64,
    /// Since when.
    pub since: Moment,
}

/// Somebody who asks to be let in, for hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicantView {
    /// Who.
    pub person: Person,
    /// The number, for addresses.
    pub id: i64,
    /// What the person wrote; may be empty.
    pub words: String,
    /// What she answered to the community's questions.
    pub answers: Vec<Answer>,
    /// What the hosts asked back; may be empty.
    pub asked_back: String,
    /// Since when.
    pub since: Moment,
    /// The member whose name the person's looks like.
    pub alike: Option<AlikeView>,
}

/// That the viewer is banned from a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludedView {
    /// Says so, and until when.
    pub sentence: String,
    /// The reason that was given; may be empty.
    pub reason: String,
}

impl ExcludedView {
    /// What a ban means to who is banned.
    pub fn new(t: Texts, ban: &Ban) -> Self {
        let sentence = match ban.expires_at {
            Some(end) => t.with("community-excluded-until", "until", until(t, end)).into_owned(),
            None => t.t("community-excluded").into_owned(),
        };
        Self { sentence, reason: ban.reason.clone() }
    }
}

impl CommunityView {
    /// Whether the hosts want to know something before they decide about the viewer.
    pub fn is_asked_back(&self) -> bool {
        self.application.as_ref().is_some_and(|application| !application.asked_back.is_empty())
    }

    /// Whether the viewer follows an invitation.
    pub fn is_invited(&self) -> bool {
        self.application.as_ref().is_some_and(|application| application.follows)
    }

    /// What is shown while a request to join is under way.
    pub fn waiting(&self) -> WaitingView {
        WaitingView::new(&self.summary.community.url, 0)
    }
}

/// A request to join that is under way, and when the page asks again by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingView {
    /// Path of the community's page.
    pub url: String,
    /// The next question's number.
    pub next: u32,
    /// Seconds until then; 0 when the page asks no more.
    pub seconds: u32,
}

impl WaitingView {
    /// A page asks no more often than this: some minutes, at first quickly.
    const ROUNDS: u32 = 20;

    /// After so many questions.
    pub fn new(url: &str, rounds: u32) -> Self {
        let seconds = if rounds < Self::ROUNDS { (2 + rounds).min(15) } else { 0 };
        Self { url: url.to_owned(), next: rounds.saturating_add(1), seconds }
    }
}

/// `GET /g/{handle}/mitglieder`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembersView {
    /// Which community.
    pub community: Community,
    /// Hosts first, then by name.
    pub members: Vec<MemberView>,
    /// For hosts of a protected community: whose membership rests.
    pub resting: Vec<Person>,
    /// How many there are; more than `members` when the community lives elsewhere and does not tell all of them.
    pub total: i64,
    /// Path of the next page; empty on the last.
    pub more_url: String,
    /// Whether the viewer hosts this community, or administers the instance it lives on.
    pub may_host: bool,
    /// Whether the viewer decides as an administrator of the instance and not as a host.
    pub administers: bool,
    /// The number of the viewer if she is the last host here, while others live elsewhere; else 0.
    pub last_here: i64,
    /// Who asks to be let in, for hosts of a protected community.
    pub applicants: Vec<ApplicantView>,
    /// The number of the applicant who was declined without a reason; 0 if there is none.
    pub unexplained: i64,
    /// The number of the applicant who was asked back without a question; 0 if there is none.
    pub unasked: i64,
    /// Who is banned, for hosts.
    pub banned: Vec<BannedView>,
    /// Who was invited and has not answered, for hosts of a protected community.
    pub invited: Vec<InvitedView>,
    /// Whether it is a protected community.
    pub protected: bool,
    /// The address of the community's page on this instance, to be passed on; empty where nobody could open it.
    pub link: String,
    /// What a host typed to bring somebody in.
    pub invite: InviteView,
    /// Links into a protected community of this instance, for its hosts.
    pub links: Option<LinksView>,
}

/// The form for bringing somebody in (fields `csrf`, `handle`, and `words` for a protected community).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InviteView {
    /// As typed.
    pub handle: String,
    /// As typed.
    pub words: String,
    /// What is wrong with them.
    pub errors: Errors,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// Who.
    pub person: Person,
    /// The number, for addresses.
    pub id: i64,
    /// Whether they are a host.
    pub host: bool,
    /// Whether they only read.
    pub reads: bool,
    /// Another member whose name theirs looks like; for those who may host.
    pub alike: Option<AlikeView>,
}

/// Somebody who is banned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BannedView {
    /// Who.
    pub person: Person,
    /// The number, for addresses.
    pub id: i64,
    /// Why.
    pub reason: String,
    /// Until when, as a part of a sentence; empty without end.
    pub until: String,
}

/// `GET /g/{handle}/mitglieder/{id}/ausschliessen`, and the answer to a rejected `POST` to it (fields `csrf`, `reason`, `until`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BanView {
    /// From which community.
    pub community: Community,
    /// The number, for the address.
    pub id: i64,
    /// Who.
    pub person: Person,
    /// As typed.
    pub reason: String,
    /// As typed.
    pub until: String,
    /// Fields `reason` and `until`.
    pub errors: Errors,
}
