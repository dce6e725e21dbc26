//! The texts that the law asks for, and the gaps that are left in them.

/// A text that the law asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Statement {
    /// Who is responsible (§ 5 DDG).
    Imprint,
    /// What happens with personal data (GDPR, article 13).
    Privacy,
    /// How far everybody can use the instance (BITV 2.0, § 7).
    Accessibility,
}

impl Statement {
    /// All of them, in the order shown.
    pub const ALL: [Self; 3] = [Self::Imprint, Self::Privacy, Self::Accessibility];

    /// The name in forms.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Imprint => "imprint",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
        }
    }

    /// The name in the file of settings.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Imprint => "legal.imprint",
            Self::Privacy => "legal.privacy",
            Self::Accessibility => "legal.accessibility",
        }
    }
}

/// The gaps of a text, written `[[…]]`, in order.
pub fn gaps(text: &str) -> Vec<&str> {
    let gap = |rest: &'_ str| rest.find("]]").map(|end| end.min(rest.len()));
    text.match_indices("[[").filter_map(|(at, _)| gap(&text[at + 2..]).map(|end| text[at + 2..at + 2 + end].trim())).collect()
}

/// Whether a text can be shown: there is one, and it has no gaps.
pub fn is_finished(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains("[[")
}
