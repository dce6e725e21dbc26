//! Whose name looks like that of another member: for those who decide about people.

use crate::actor::Actor;
use crate::web::present::Presenter;

/// The member whose name somebody's looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeView {
    /// Her display name.
    pub name: String,
    /// `@kim@next.example`, also of people here: what tells the two apart.
    pub handle: String,
    /// Path of her profile.
    pub url: String,
}

impl AlikeView {
    /// That member as the page shows her.
    pub(super) fn new(presenter: &Presenter, other: &Actor) -> Self {
        let person = presenter.person(other);
        Self { name: person.name, handle: format!("@{}", other.handle()), url: person.url }
    }
}
