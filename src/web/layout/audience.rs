//! Who can see something, in words.

use crate::web::texts::Texts;

/// Who can see something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Public,
    /// The members of the community of this name, which is protected and lives elsewhere.
    Community(String),
    /// The members of a protected community of this instance.
    Members {
        /// How many people.
        people: i64,
        /// On how many instances.
        instances: i64,
        /// How many of them are guests.
        guests: i64,
    },
    /// The author's followers.
    Followers,
    /// Everybody logged in on this instance.
    Local,
}

impl Audience {
    /// The end of the sentence "Sehen können das: …", as the views of posts want it.
    pub fn words(&self, t: Texts) -> String {
        match self {
            Self::Public => t.t("audience-public"),
            Self::Community(name) => t.with("audience-community", "community", name),
            Self::Members { people, instances, guests: 0 } => t.with_two("audience-members", "people", *people, "instances", *instances),
            Self::Members { people, instances, guests } => {
                let members = t.with_two("audience-members", "people", *people, "instances", *instances);
                t.with_two("audience-guests", "members", members, "guests", *guests)
            }
            Self::Followers => t.t("audience-followers"),
            Self::Local => t.t("audience-local"),
        }
        .into_owned()
    }
}
