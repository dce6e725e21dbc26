//! How pages look and which keys do something (`/ich/darstellung`): kept in the browser, since a phone and a desk may want different things.

mod handlers;

pub use handlers::{save, show};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them in order.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As it stands in the form, the cookie and KERN's attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The id of its name.
    pub const fn text(self) -> &'static str {
        match self {
            Self::System => "appearance-system",
            Self::Light => "appearance-light",
            Self::Dark => "appearance-dark",
        }
    }

    /// The id of what it means.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::System => "appearance-system-hint",
            Self::Light => "appearance-light-hint",
            Self::Dark => "appearance-dark-hint",
        }
    }
}

/// What a browser keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// Whether single keys such as `/` do something (WCAG 2.1.4).
    pub shortcuts: bool,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { theme: Theme::System, shortcuts: true }
    }
}

impl Appearance {
    /// The value of the cookie.
    pub fn cookie(self) -> String {
        format!("{}.{}", self.theme.code(), if self.shortcuts { "keys" } else { "no-keys" })
    }

    /// Reads the cookie; anything we did not write is the default.
    pub fn parse(cookie: &str) -> Self {
        let Some((theme, keys)) = cookie.split_once('.') else { return Self::default() };
        let theme = Theme::ALL.into_iter().find(|known| known.code() == theme).unwrap_or_default();
        Self { theme, shortcuts: keys != "no-keys" }
    }

    /// The colours a page declares.
    pub const fn color_scheme(self) -> &'static str {
        match self.theme {
            Theme::System => "light dark",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// `GET /ich/darstellung` (fields of its form: `csrf`, `theme`, `shortcuts`).
#[derive(Template)]
#[template(path = "web/appearance/appearance.html")]
pub struct AppearancePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page, and how it looks now.
    pub frame: Frame,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_come_back_as_what_was_chosen() {
        for theme in Theme::ALL {
            for shortcuts in [true, false] {
                let chosen = Appearance { theme, shortcuts };
                assert_eq!(Appearance::parse(&chosen.cookie()), chosen);
            }
        }
        for odd in ["", "dark", "\"><script>.x"] {
            assert_eq!(Appearance::parse(odd), Appearance::default(), "{odd}");
        }
    }
}
