//! The page structs of this area.

use askama::Template;

use super::{BanView, CommunitiesView, CommunityView, FindView, FoundView, MembersView, WaitingView};
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

/// Founding or editing a community.
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

/// What `GET /g/{handle}/beitritt` answers to htmx: that the request is still under way.
#[derive(Template)]
#[template(path = "web/community/waiting.html")]
pub struct WaitingFragment {
    /// Texts in the page's language.
    pub t: Texts,
    /// For the building blocks.
    pub frame: Frame,
    /// When to ask again.
    pub view: WaitingView,
}

/// Banning somebody.
#[derive(Template)]
#[template(path = "web/community/ban.html")]
pub struct BanPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Who, and what was typed.
    pub view: BanView,
}
