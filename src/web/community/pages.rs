//! The page structs of this area.

use askama::Template;

use super::{CommunitiesView, CommunityView, EditCommunityView, FindView, FoundView, MembersView};
use crate::web::layout::Frame;
use crate::web::texts::Texts;

/// All communities known here.
#[derive(Template)]
#[template(path = "web/community/list.html")]
pub struct CommunitiesPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The communities.
    pub view: CommunitiesView,
}

/// Finding a community by handle or address.
#[derive(Template)]
#[template(path = "web/community/find.html")]
pub struct FindPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Query and results.
    pub view: FindView,
}

/// Founding a community.
#[derive(Template)]
#[template(path = "web/community/found.html")]
pub struct FoundPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: FoundView,
}

/// One community.
#[derive(Template)]
#[template(path = "web/community/community.html")]
pub struct CommunityPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The community and its posts.
    pub view: CommunityView,
}

/// The members of a community.
#[derive(Template)]
#[template(path = "web/community/members.html")]
pub struct MembersPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The members.
    pub view: MembersView,
}

/// Changing a community.
#[derive(Template)]
#[template(path = "web/community/edit.html")]
pub struct EditCommunityPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: EditCommunityView,
}
