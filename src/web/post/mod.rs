//! Posts: an article with its comments and reactions, writing and editing, deleting, and a plain card for objects of unknown types.

mod handlers;
mod naming;
mod pages;
mod reaction;

pub use handlers::{
    answer, delete, delete_form, edit, edit_form, lock, new_form, number, pin, preview, publish, react, remove, restore, show,
};
pub use naming::NamingView;
pub use pages::{ArticlePage, DeletePage, ReactionsFragment, UnknownPage, WritePage};
pub use reaction::{Emoji, EmojiCount, OtherReaction, ReactionsView};

use super::draft::KeepingView;
use super::moment::Moment;
use super::view::{Community, Errors, FieldError, Person, PictureView};

/// What an article and a comment have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostView {
    /// The object's id, for addresses and anchors.
    pub id: i64,
    /// Who wrote it.
    pub author: Person,
    /// When.
    pub published: Moment,
    /// When it was last changed.
    pub edited: Option<Moment>,
    /// The text, sanitised.
    pub body_html: String,
    /// Its pictures.
    pub pictures: Vec<PictureView>,
    /// Whether it is still there.
    pub standing: Standing,
    /// Whether the community's instance has it.
    pub delivery: Delivery,
    /// Likes and emoji.
    pub reactions: ReactionsView,
    /// What the viewer may do.
    pub allowed: Allowed,
    /// Whether the viewer has not read it before.
    pub unread: bool,
}

impl PostView {
    /// Whether the text is shown.
    pub const fn is_shown(&self) -> bool {
        matches!(self.standing, Standing::Shown)
    }
}

/// Whether a post is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Yes.
    Shown,
    /// Deleted by its author: a tombstone.
    Deleted,
    /// Removed by a host, with the reason given; may be empty.
    Removed(String),
}

/// Whether the community's instance has a post of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It has, or the post came from elsewhere.
    Done,
    /// Under way.
    Pending,
    /// It refused.
    Refused,
}

/// What the viewer may do with a post; the kernel has decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Like it, react with an emoji.
    pub react: bool,
    /// Answer it.
    pub answer: bool,
    /// Edit it.
    pub edit: bool,
    /// Delete it.
    pub delete: bool,
    /// Report it.
    pub report: bool,
    /// Pin, lock (articles only), remove it and show it again as a host or as an administrator of the community's home.
    pub host: bool,
}

/// `GET /b/{id}`, and the answer to a rejected `POST /b/{id}/antworten` (fields `csrf`, `text`, and those of [`DraftPicture`]) or
/// `POST /b/{id}/entfernen` (fields `csrf`, `reason`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleView {
    /// The article.
    pub post: PostView,
    /// Its title; may be empty for notes.
    pub title: String,
    /// The community it is in.
    pub community: Option<Community>,
    /// Whether the viewer decides as an administrator of the instance and not as a host.
    pub administers: bool,
    /// Pinned by the hosts.
    pub pinned: bool,
    /// Closed for comments.
    pub locked: bool,
    /// Who can see it, as a sentence's end: "alle Mitglieder von Bauen, auf allen Instanzen".
    pub audience: String,
    /// The comments in reading order: each answer after the comment it answers.
    pub comments: Vec<CommentView>,
    /// How many comments there are, shown or not.
    pub comment_count: i64,
    /// Path of the next page of comments; empty on the last.
    pub more_url: String,
    /// Path of this page, with what is being answered on it.
    pub page_url: String,
    /// What is kept by the server of the answer that is being written.
    pub keeping: KeepingView,
    /// What the viewer is writing here.
    pub draft: DraftView,
    /// The comment the viewer has just written, which takes the focus; 0 for none.
    pub fresh: i64,
    /// Leads to the first comment the viewer has not read; empty for none.
    pub first_unread_url: String,
    /// How many comments on this page the viewer has not read.
    pub unread: i64,
    /// Whether the viewer keeps it for later; `None` when nobody is logged in.
    pub kept: Option<bool>,
    /// Whether the viewer is a member who only reads.
    pub reading: bool,
    /// What holds for the names of those who write here.
    pub naming: NamingView,
}

impl ArticleView {
    /// The title, or the author's name for notes without one.
    pub fn headline(&self) -> &str {
        if self.title.is_empty() { &self.post.author.name } else { &self.title }
    }

    /// The newest number on the page.
    pub fn newest(&self) -> i64 {
        self.comments.iter().map(|comment| comment.post.id).max().unwrap_or_default().max(self.post.id)
    }

    /// The post being answered: a comment, or the article itself.
    pub fn answering(&self) -> i64 {
        if self.draft.kind == Drafting::Answer && self.draft.about != 0 { self.draft.about } else { self.post.id }
    }

    /// What was typed as an answer to this post or as the reason for its removal, if that is what is being written.
    pub fn typed(&self, kind: Drafting, id: &i64) -> &str {
        if self.draft.is(kind, *id) { &self.draft.text } else { "" }
    }

    /// What is wrong with it: a text id, or nothing.
    pub fn wrong(&self, kind: Drafting, id: &i64) -> &'static str {
        if self.draft.is(kind, *id) { self.draft.errors.of(kind.field()) } else { "" }
    }
}

/// What is being written on the page of an article, after an error with what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftView {
    /// What it is.
    pub kind: Drafting,
    /// The post that is answered or removed; 0 for none.
    pub about: i64,
    /// What was typed.
    pub text: String,
    /// Pictures that were uploaded for an answer.
    pub pictures: Vec<DraftPicture>,
    /// Whether the page is shown because pictures came or went.
    pub picturing: bool,
    /// Whether the answer is to be without the author's name.
    pub nameless: bool,
    /// What is wrong with it.
    pub errors: Errors,
}

impl DraftView {
    fn is(&self, kind: Drafting, about: i64) -> bool {
        self.kind == kind && self.about == about
    }

    /// The id of the field that an error is about.
    pub fn place(&self, error: &FieldError) -> String {
        match error.field {
            "picture" | "alternative" | "nameless" => error.field.to_owned(),
            _ => format!("{}-{}", self.kind.field(), self.about),
        }
    }
}

/// What can be written on the page of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drafting {
    /// An answer.
    #[default]
    Answer,
    /// Why a host removes something.
    Reason,
}

impl Drafting {
    /// The name of its field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Answer => "text",
            Self::Reason => "reason",
        }
    }
}

/// A comment in the thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentView {
    /// The comment itself.
    pub post: PostView,
    /// How deep it is nested; 0 answers the article.
    pub depth: i64,
    /// The comment it answers; `None` for the article or when it is on another page.
    pub parent: Option<ParentView>,
}

impl CommentView {
    /// The depth as it is drawn: deeper than four looks like four.
    pub fn indent(&self) -> i64 {
        self.depth.clamp(0, 4)
    }
}

/// The comment that another one answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentView {
    /// Its id, for the anchor.
    pub id: i64,
    /// Its author's name; empty for a member who wrote without it.
    pub author: String,
}

/// Writing or editing a post or comment: `GET /g/{handle}/neu`, `GET /b/{id}/bearbeiten`, what `POST /vorschau` shows, and the answer to
/// a rejected `POST` (fields `csrf`, `id`, `community`, `version`, `title`, `text`, `entwurf`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteView {
    /// What is being written.
    pub kind: Writing,
    /// Address of the form: `/g/{handle}/neu` or `/b/{id}/bearbeiten`.
    pub action: String,
    /// Where cancelling leads.
    pub back_url: String,
    /// The object being edited; 0 for a new one.
    pub id: i64,
    /// The community it is (going to be) in.
    pub community: Option<Community>,
    /// What the edit started from, to notice that somebody else was faster; empty for a new one.
    pub version: String,
    /// The community's rules, sanitised, where the viewer never wrote in it; else empty.
    pub rules_html: String,
    /// Title as typed; unused for comments.
    pub title: String,
    /// Text as typed, Markdown.
    pub text: String,
    /// Who can see it, as a sentence's end.
    pub audience: String,
    /// The rendered text after „Vorschau“, sanitised; empty without.
    pub preview_html: String,
    /// The stored text after an edit conflict, sanitised; empty without.
    pub stored_html: String,
    /// Pictures that were uploaded for it; only for something new.
    pub pictures: Vec<DraftPicture>,
    /// What holds for the names of those who write here, and what was ticked.
    pub naming: NamingView,
    /// What is kept of it by the server.
    pub keeping: KeepingView,
    /// What is wrong with the fields.
    pub errors: Errors,
}

/// A picture in the form: uploaded, not published yet (fields `media`, `alternative-{id}`, `entfernen`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPicture {
    /// Number of the draft.
    pub id: i64,
    /// Its place, from 1.
    pub number: usize,
    /// What there is to see, as typed.
    pub alternative: String,
    /// What is wrong with that; a text id or empty.
    pub error: &'static str,
}

/// What the writing form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A new article.
    NewArticle,
    /// An article that is there already.
    EditArticle,
    /// A comment that is there already.
    EditComment,
}

impl Writing {
    /// The text id of the page's headline.
    pub const fn headline(self) -> &'static str {
        match self {
            Self::NewArticle => "write-new",
            Self::EditArticle => "write-edit",
            Self::EditComment => "write-edit-comment",
        }
    }

    /// The text id of the button.
    pub const fn submit(self) -> &'static str {
        match self {
            Self::NewArticle => "write-publish",
            Self::EditArticle | Self::EditComment => "ui-save",
        }
    }

    /// Whether pictures can be added.
    pub const fn takes_pictures(self) -> bool {
        matches!(self, Self::NewArticle)
    }

    /// Whether there is a title.
    pub const fn has_title(self) -> bool {
        !matches!(self, Self::EditComment)
    }
}

/// `GET /b/{id}/loeschen`: the question before `POST /b/{id}/loeschen` (field `csrf`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteView {
    /// The object.
    pub id: i64,
    /// Its title or first words.
    pub title: String,
    /// Whether it is a comment.
    pub is_comment: bool,
    /// How many answers stay behind.
    pub answers: i64,
    /// Where cancelling leads.
    pub back_url: String,
}

/// An object whose type this version has no page for: `GET /b/{id}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownView {
    /// Its name; may be empty.
    pub name: String,
    /// The type as sent, such as `Recipe`.
    pub kind: String,
    /// Plain text of its summary or content; may be empty.
    pub summary: String,
    /// Its page at home, `https` only; may be empty.
    pub url: String,
    /// Who made it.
    pub author: Person,
    /// When.
    pub published: Moment,
    /// The community it is in.
    pub community: Option<Community>,
}
