//! Likes and the small set of emoji.

/// The reactions to one post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReactionsView {
    /// The post.
    pub id: i64,
    /// Number of likes.
    pub likes: i64,
    /// Whether the viewer likes it.
    pub liked: bool,
    /// Our emoji that somebody has used, in the order of [`Emoji::ALL`].
    pub emoji: Vec<EmojiCount>,
    /// Emoji of other servers, shown but not on offer.
    pub others: Vec<OtherReaction>,
    /// Whether the viewer may react.
    pub may_react: bool,
}

impl ReactionsView {
    /// The emoji on offer that nobody has used yet.
    pub fn unused(&self) -> Vec<Emoji> {
        Emoji::ALL.into_iter().filter(|emoji| !self.emoji.iter().any(|used| used.emoji == *emoji)).collect()
    }
}

/// How often one emoji was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmojiCount {
    /// Which.
    pub emoji: Emoji,
    /// How often.
    pub count: i64,
    /// Whether the viewer is among them.
    pub mine: bool,
}

/// An emoji from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherReaction {
    /// The emoji, or `:name:`.
    pub symbol: String,
    /// How often.
    pub count: i64,
}

/// The emoji on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emoji {
    /// 👍
    ThumbsUp,
    /// ❤️
    Heart,
    /// 🎉
    Party,
    /// 💡
    Idea,
    /// 🤔
    Thinking,
}

impl Emoji {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] = [Self::ThumbsUp, Self::Heart, Self::Party, Self::Idea, Self::Thinking];

    /// The character, which is also the form's value and what is federated.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::ThumbsUp => "👍",
            Self::Heart => "❤️",
            Self::Party => "🎉",
            Self::Idea => "💡",
            Self::Thinking => "🤔",
        }
    }

    /// The text id of its name.
    pub const fn text(self) -> &'static str {
        match self {
            Self::ThumbsUp => "reaction-thumbs-up",
            Self::Heart => "reaction-heart",
            Self::Party => "reaction-party",
            Self::Idea => "reaction-idea",
            Self::Thinking => "reaction-thinking",
        }
    }

    /// The last part of the button's id.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::ThumbsUp => "thumbs-up",
            Self::Heart => "heart",
            Self::Party => "party",
            Self::Idea => "idea",
            Self::Thinking => "thinking",
        }
    }

    /// The emoji by its [symbol](Self::symbol), with or without the variation selector.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        let bare = symbol.trim_end_matches('\u{fe0f}');
        Self::ALL.into_iter().find(|emoji| emoji.symbol().trim_end_matches('\u{fe0f}') == bare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_found_by_their_symbol() {
        for emoji in Emoji::ALL {
            assert_eq!(Emoji::from_symbol(emoji.symbol()), Some(emoji));
        }
        assert_eq!(Emoji::from_symbol("\u{2764}"), Some(Emoji::Heart));
        assert_eq!(Emoji::from_symbol("👎"), None);
        assert_eq!(Emoji::from_symbol(""), None);
    }

    #[test]
    fn unused_emoji_are_on_offer() {
        let used = EmojiCount { emoji: Emoji::Heart, count: 1, mine: false };
        let view = ReactionsView { emoji: vec![used], ..ReactionsView::default() };
        assert_eq!(view.unused(), [Emoji::ThumbsUp, Emoji::Party, Emoji::Idea, Emoji::Thinking]);
    }
}
