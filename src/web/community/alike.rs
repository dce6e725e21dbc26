//! Whose name looks like that of another member: for those who decide about people.

use crate::actor::Actor;
use crate::web::present::Presenter;

/// The member whose name somebody's looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeView {
    /// The handle of whose name it is, in full: what tells the two apart.
    pub own: String,
    /// Her display name.
    pub name: String,
    /// Her handle in full, also of people here.
    pub handle: String,
    /// Path of her profile.
    pub url: String,
}

impl AlikeView {
    /// The member that `person` looks like, as the page shows her.
    pub(super) fn new(presenter: &Presenter, person: &Actor, other: &Actor) -> Self {
        let own = format!("@{}", person.handle());
        let person = presenter.person(other);
        Self { own, name: person.name, handle: format!("@{}", other.handle()), url: person.url }
    }
}
