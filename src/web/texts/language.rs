//! Which language a page is in.

/// A language of the page. The two German ones differ in the form of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// German, `Du`.
    German,
    /// German, `Sie`.
    GermanFormal,
    /// English.
    English,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::German, Self::GermanFormal, Self::English];

    /// The code in settings, cookies and forms: `de`, `de-formal` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::GermanFormal => "de-formal",
            Self::English => "en",
        }
    }

    /// The language by [its code](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language tag for `<html lang>` (BCP 47), without the form of address.
    pub const fn html_code(self) -> &'static str {
        match self {
            Self::German | Self::GermanFormal => "de",
            Self::English => "en",
        }
    }

    /// The id of the text that names this language.
    pub const fn text(self) -> &'static str {
        match self {
            Self::German => "language-de",
            Self::GermanFormal => "language-de-formal",
            Self::English => "language-en",
        }
    }

    /// Where a text is looked for, in this order.
    pub(super) const fn chain(self) -> &'static [Self] {
        match self {
            Self::German => &[Self::German],
            Self::GermanFormal => &[Self::GermanFormal, Self::German],
            Self::English => &[Self::English, Self::German],
        }
    }

    /// The language for one request: the account's setting, else the cookie, else `Accept-Language` (RFC 9110 §12.5.4), else the
    /// instance's. A browser that wants German gets the instance's form of address.
    pub fn negotiate(account: Option<&str>, cookie: Option<&str>, accept_language: Option<&str>, instance: Self) -> Self {
        let chosen = account.and_then(Self::from_code).or_else(|| cookie.and_then(Self::from_code));
        chosen.or_else(|| accept_language.and_then(|header| Self::from_header(header, instance))).unwrap_or(instance)
    }

    fn from_header(header: &str, instance: Self) -> Option<Self> {
        let mut wishes: Vec<(f32, Self)> = header
            .split(',')
            .take(20)
            .filter_map(|entry| {
                let (tag, weight) = entry.split_once(';').map_or((entry, 1.0), |(tag, rest)| {
                    (tag, rest.trim().strip_prefix("q=").and_then(|value| value.parse().ok()).unwrap_or(0.0))
                });
                let primary = tag.trim().split('-').next()?.to_ascii_lowercase();
                let language = match primary.as_str() {
                    "de" if instance == Self::GermanFormal => Self::GermanFormal,
                    "de" => Self::German,
                    "en" => Self::English,
                    _ => return None,
                };
                (weight > 0.0).then_some((weight, language))
            })
            .collect();
        wishes.sort_by(|one, other| other.0.total_cmp(&one.0)); // Stable: equal weights keep the header's order.
        wishes.first().map(|(_, language)| *language)
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, German, GermanFormal};

    #[test]
    fn account_before_cookie_before_header_before_instance() {
        let negotiate = Language::negotiate;
        assert_eq!(negotiate(Some("en"), Some("de"), Some("de"), German), English);
        assert_eq!(negotiate(None, Some("de-formal"), Some("en"), German), GermanFormal);
        assert_eq!(negotiate(None, None, Some("en-GB,en;q=0.9,de;q=0.5"), German), English);
        assert_eq!(negotiate(None, None, None, GermanFormal), GermanFormal);
    }

    #[test]
    fn german_browsers_get_the_instances_form_of_address() {
        assert_eq!(Language::negotiate(None, None, Some("de-DE,de;q=0.9,en;q=0.8"), GermanFormal), GermanFormal);
        assert_eq!(Language::negotiate(None, None, Some("de"), English), German);
    }

    #[test]
    fn odd_wishes_are_ignored() {
        assert_eq!(Language::negotiate(Some("xx"), Some(""), Some("fr, *;q=x, ;;, de;q=0"), English), English);
        assert_eq!(Language::negotiate(None, None, Some("fr;q=1, en;q=0.2, de;q=0.7"), English), German);
    }
}
