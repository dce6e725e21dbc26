//! The page structs of this area.

use askama::Template;

use super::{ArticleView, DeleteView, ReactionsView, UnknownView, WriteView};
use crate::web::layout::Frame;
use crate::web::texts::Texts;

/// An article with its comments.
#[derive(Template)]
#[template(path = "web/post/article.html")]
pub struct ArticlePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The article.
    pub view: ArticleView,
}

/// What `POST /b/{id}/reaktion` answers to htmx: the reactions alone.
#[derive(Template)]
#[template(path = "web/post/reactions.html")]
pub struct ReactionsFragment {
    /// Texts in the page's language.
    pub t: Texts,
    /// For the form's token.
    pub frame: Frame,
    /// The reactions as they are now.
    pub view: ReactionsView,
}

/// Writing or editing.
#[derive(Template)]
#[template(path = "web/post/write.html")]
pub struct WritePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: WriteView,
}

/// The question before deleting.
#[derive(Template)]
#[template(path = "web/post/delete.html")]
pub struct DeletePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What would be deleted.
    pub view: DeleteView,
}

/// An object of an unknown type.
#[derive(Template)]
#[template(path = "web/post/unknown.html")]
pub struct UnknownPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The object.
    pub view: UnknownView,
}
