//! Communities: the list, finding one here or elsewhere, founding one, its own page, its members.

mod edit;
mod handlers;
mod pages;

pub use edit::{edit, edit_form};
pub use handlers::{Nothing, at, find, found, found_form, join, leave, list, members, show};
pub use pages::{CommunitiesPage, CommunityPage, EditCommunityPage, FindPage, FoundPage, MembersPage};

use super::view::{Community, CommunitySummary, Errors, Person, PortraitView, PostSummary};

/// `GET /gruppen`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommunitiesView {
    /// Those the viewer is in or has asked to join.
    pub mine: Vec<CommunitySummary>,
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
    /// Field `q`: not a handle, unreachable, blocked, not a community.
    pub errors: Errors,
}

/// `GET /gruppen/neu`, and the answer to a rejected `POST /gruppen/neu` (fields `csrf`, `name`, `handle`, `purpose`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundView {
    /// Display name as typed.
    pub name: String,
    /// Handle without `@` and host as typed.
    pub handle: String,
    /// Purpose as typed.
    pub purpose: String,
    /// Host of this instance, shown behind the handle.
    pub host: String,
    /// What is wrong with them.
    pub errors: Errors,
}

/// `GET /g/{handle}/bearbeiten`, and the answer to a rejected `POST` (fields `csrf`, `name`, `purpose`, `picture`, `media`,
/// `remove-picture`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditCommunityView {
    /// The community as it is.
    pub community: Community,
    /// Display name as typed.
    pub name: String,
    /// What it is for, Markdown as typed.
    pub purpose: String,
    /// The picture.
    pub portrait: PortraitView,
    /// What is wrong with them.
    pub errors: Errors,
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
    /// The full handle for telling others: `bauen@next.example`.
    pub address: String,
}

/// `GET /g/{handle}/mitglieder`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembersView {
    /// Which community.
    pub community: Community,
    /// Hosts first, then by name.
    pub members: Vec<MemberView>,
    /// How many there are; more than `members` when the community lives elsewhere and does not tell all of them.
    pub total: i64,
    /// Path of the next page; empty on the last.
    pub more_url: String,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// Who.
    pub person: Person,
    /// Whether they are a host.
    pub host: bool,
}
