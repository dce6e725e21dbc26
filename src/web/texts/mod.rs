//! Everything the page says, in three Fluent files: `de` (Du, and all that is neutral), `de-formal` (the Sie form of the messages that
//! speak to the reader, everything else falls back to `de`) and `en`.
//!
//! Must never: hold text in Rust. A missing id shows as itself; the tests find it first.

mod language;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use language::Language;

type Bundle = FluentBundle<FluentResource>;

const SOURCES: [(Language, &str); 3] = [
    (Language::German, include_str!("de.ftl")),
    (Language::GermanFormal, include_str!("de-formal.ftl")),
    (Language::English, include_str!("en.ftl")),
];

static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| SOURCES.map(|(language, source)| bundle(language, source)));

fn bundle(language: Language, source: &str) -> Bundle {
    // A mistake in a file costs the one message, not the page; a test refuses every mistake.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let locale: LanguageIdentifier = language.html_code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false); // Templates wrap names in <bdi> instead.
    bundle.add_resource_overriding(resource);
    bundle
}

/// The texts in one language; copied freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    language: Language,
}

impl Texts {
    /// The texts in this language.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language they are in.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The value for `<html lang>`.
    pub const fn html_code(self) -> &'static str {
        self.language.html_code()
    }

    /// A text without placeholders.
    pub fn t(self, id: impl AsRef<str>) -> Cow<'static, str> {
        self.format(id.as_ref(), None)
    }

    /// A text with one placeholder.
    pub fn with(self, id: &str, name: &str, value: impl Argument) -> Cow<'static, str> {
        let mut arguments = FluentArgs::new();
        arguments.set(name, value.value());
        self.format(id, Some(&arguments))
    }

    /// A text with two placeholders.
    pub fn with_two(self, id: &str, first: &str, one: impl Argument, second: &str, two: impl Argument) -> Cow<'static, str> {
        let mut arguments = FluentArgs::new();
        arguments.set(first, one.value());
        arguments.set(second, two.value());
        self.format(id, Some(&arguments))
    }

    fn format(self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        for language in self.language.chain() {
            let bundle: &'static Bundle = &BUNDLES[*language as usize];
            let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { continue };
            let mut errors = Vec::new();
            return match arguments {
                None => bundle.format_pattern(pattern, None, &mut errors),
                Some(_) => bundle.format_pattern(pattern, arguments, &mut errors).into_owned().into(),
            };
        }
        id.to_owned().into()
    }
}

/// A value for a placeholder.
pub trait Argument {
    /// The value as Fluent takes it: numbers choose plural forms.
    fn value(&self) -> FluentValue<'_>;
}

impl Argument for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl Argument for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_ref())
    }
}

impl Argument for i64 {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl Argument for usize {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}
