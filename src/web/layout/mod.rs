//! What surrounds every page: bars, navigation, message, footer (`layout.html`) and the building blocks of all pages (`ui.html`).
//!
//! Must never: know what a page is about. KERN's class names stay in `ui.html`, so that a change of KERN hits one file.

mod audience;
mod flash;

pub use audience::Audience;
pub use flash::{Done, Flash, FlashKind};

use super::appearance::{Appearance, Theme};
use super::texts::Language;
use super::view::{Community, Person};
use super::visit::{encode, own_path};
use crate::text::without_secrets;

/// The part of a page that is the same everywhere; the session's layer fills it once for each request.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The instance's name, in the top bar.
    pub instance: String,
    /// Who runs the instance, in the bar above; empty leaves the bar away.
    pub operator: String,
    /// Who is logged in.
    pub viewer: Option<Person>,
    /// Token for the hidden field of every form.
    pub csrf: String,
    /// How many notifications are unread.
    pub unread: i64,
    /// Where the page stands in the navigation.
    pub section: Section,
    /// Communities the viewer belongs to, in the order shown.
    pub communities: Vec<Community>,
    /// Those of them in which the viewer may begin something.
    pub writing_in: Vec<Community>,
    /// What just happened, after a redirect.
    pub flash: Option<Flash>,
    /// Whether the viewer has neither password nor passkey yet and could not come back after logging out.
    pub needs_password: bool,
    /// When the viewer's account is deleted, in words; empty if it stays.
    pub leaves: String,
    /// How pages look in this browser.
    pub appearance: Appearance,
    /// Whether the viewer administers the instance.
    pub administers: bool,
    /// Colours and logo of this instance.
    pub look: Look,
    /// Path and query of this page, for coming back after log-in or a change of language.
    pub path: String,
}

/// How this instance differs from others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Path of the style sheet with its colours; empty for the usual ones.
    pub colours: String,
    /// Path of its logo; empty for the usual one.
    pub logo: String,
    /// Whether people may ask for an account by themselves.
    pub registration: bool,
    /// Whether there is nothing else to see yet, so that pages carry no navigation.
    pub alone: bool,
}

impl Frame {
    /// How many notifications are unread, in two digits.
    pub fn unread_short(&self) -> String {
        if self.unread > 99 { "99+".to_owned() } else { self.unread.to_string() }
    }

    /// KERN's name of the theme, where one was chosen.
    pub fn theme(&self) -> Option<&'static str> {
        (self.appearance.theme != Theme::System).then(|| self.appearance.theme.code())
    }

    /// All languages on offer.
    pub fn languages(&self) -> [Language; 3] {
        Language::ALL
    }

    /// Whether the page is this entry of the navigation.
    pub fn is(&self, entry: &str) -> bool {
        self.section.entry() == entry
    }

    /// Whether this page asks the viewer for a password; those about just that do not.
    pub fn asks_for_password(&self) -> bool {
        self.needs_password && !self.path.starts_with("/willkommen") && !self.path.starts_with("/ich/sicherheit")
    }

    /// Where a barrier on this page is reported: the address says which page it is, without the secret it may hold. The form for that leads to
    /// itself.
    pub fn barrier_url(&self) -> String {
        let path = without_secrets(own_path(&self.path));
        if self.is_at("/barriere-melden") { path } else { format!("/barriere-melden?seite={}", encode(&path).replace("%2F", "/")) }
    }

    /// Whether the page, without its query, is at this path.
    pub fn is_at(&self, path: &str) -> bool {
        self.path.split('?').next() == Some(path)
    }
}

/// The main parts of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The start page.
    Home,
    /// The list of communities.
    Communities,
    /// Looking for a community.
    Find,
    /// The viewer's own profile.
    Profile,
    /// What the viewer is told.
    Notifications,
    /// What the viewer keeps.
    Bookmarks,
    /// None of them, such as the pages of one community.
    Elsewhere,
}

impl Section {
    /// The name that the layout's navigation uses.
    const fn entry(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Communities => "communities",
            Self::Find => "find",
            Self::Profile => "profile",
            Self::Notifications => "notifications",
            Self::Bookmarks => "bookmarks",
            Self::Elsewhere => "",
        }
    }
}
