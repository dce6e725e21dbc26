//! The colour of buttons and links: whether it can be read, and shades of it that can.

use std::fmt;
use std::str::FromStr;

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 4.5;
/// The page in light: a white that is a little grey.
const LIGHT: Colour = Colour([0xf2, 0xf3, 0xf7]);
/// The page in dark. Cards on it are black, which has more contrast to what is light.
const DARK: Colour = Colour([0x14, 0x16, 0x22]);
const WHITE: Colour = Colour([255; 3]);

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour([u8; 3]);

/// What was typed is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadColour;

impl FromStr for Colour {
    type Err = BadColour;

    fn from_str(text: &str) -> Result<Self, BadColour> {
        let digits = text.trim().trim_start_matches('#');
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(BadColour);
        }
        let doubled: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return Err(BadColour),
        };
        let part = |at: usize| u8::from_str_radix(&doubled[at..at + 2], 16).map_err(|_| BadColour);
        Ok(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The contrast to white, in tenths: 45 is enough for text.
    pub fn contrast_to_white(self) -> i64 {
        // At most 210.
        #[expect(clippy::cast_possible_truncation, reason = "a contrast is a number from 1 to 21")]
        let tenths = (self.contrast(WHITE) * 10.0).floor() as i64;
        tenths
    }

    /// Whether it can be read on the light page, and white on it.
    pub fn is_legible(self) -> bool {
        self.contrast(LIGHT) >= LEAST
    }

    /// The nearest shade that can be read on the light page; itself if it can.
    pub fn legible(self) -> Self {
        self.towards([0; 3], LIGHT)
    }

    /// The nearest shade that can be read on the dark page, and black on it; itself if it can.
    pub fn in_the_dark(self) -> Self {
        self.towards([255; 3], DARK)
    }

    /// The first step on the way to an end that can be read on this page.
    fn towards(self, end: [u8; 3], page: Self) -> Self {
        let step = |number: u16| {
            let mixed = |part: u8, end: u8| {
                let sum = u16::from(part) * (100 - number) + u16::from(end) * number;
                u8::try_from(sum / 100).unwrap_or(u8::MAX)
            };
            Self(std::array::from_fn(|at| mixed(self.0[at], end[at])))
        };
        (0..=100).map(step).find(|shade| shade.contrast(page) >= LEAST).unwrap_or(Self(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn contrasts_are_those_of_the_standard() {
        assert_eq!(colour("#000").contrast_to_white(), 210);
        assert_eq!(colour("#777777").contrast_to_white(), 44);
        assert_eq!(colour("#767676").contrast_to_white(), 45);
    }

    #[test]
    fn a_colour_that_is_too_light_gets_a_shade_that_is_not() {
        for text in ["#ffdd00", "#e2001a", "#00a9e0", "#ffffff", "#7ab800", "#1f45ab", "#000000"] {
            let (light, dark) = (colour(text).legible(), colour(text).in_the_dark());
            assert!(light.is_legible() && light.contrast(WHITE) >= LEAST, "{text}: {light}");
            assert!(dark.contrast(DARK) >= LEAST && dark.contrast(Colour([0; 3])) >= LEAST, "{text}: {dark}");
            assert_eq!(light.legible(), light);
        }
        assert_eq!(colour("#1f45ab").legible(), colour("1F45AB"));
        assert!(!colour("#ffdd00").is_legible());
    }

    #[test]
    fn only_colours_are_colours() {
        for text in ["", "#12", "#1234567", "blau", "#12345g", "#ä12", "rgb(1,2,3)"] {
            assert_eq!(text.parse::<Colour>(), Err(BadColour), "{text}");
        }
        assert_eq!(colour(" #ABC ").to_string(), "#aabbcc");
    }
}
