//! Who can see something, in words.

use crate::web::texts::Texts;

/// Who can see something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Public,
    /// The members of the community of this name.
    Community(String),
    /// The author's followers.
    Followers,
    /// Everybody logged in on this instance.
    Local,
    /// The members of its community.
    Members,
}

impl Audience {
    /// The end of the sentence "Sehen können das: …", as the views of posts want it.
    pub fn words(&self, t: Texts) -> String {
        match self {
            Self::Public => t.t("audience-public"),
            Self::Community(name) => t.with("audience-community", "community", name),
            Self::Followers => t.t("audience-followers"),
            Self::Local => t.t("audience-local"),
            Self::Members => t.t("audience-members"),
        }
        .into_owned()
    }
}
