//! Markdown as people write it in forms, with mentions and hashtags.
//!
//! Oracle: on a second reading, with another parser, nothing is left but allowed elements and addresses; cleaning it again changes nothing.
#![no_main]

use dienstweg::text::{
    MAX_BYTES, MAX_DEPTH, embed, excerpt, hashtags, link_mentions, markdown_to_html, mentions, plain_text, sanitize_html, tag_name,
};
use dienstweg_fuzz::html::{self, Place};
use libfuzzer_sys::fuzz_target;
use std::collections::HashMap;

fuzz_target!(|text: &str| {
    let simple = markdown_to_html(text);
    check(&simple);
    let mentioned = mentions(text);
    let links = mentioned.iter().map(|handle| (handle.clone(), format!("https://a.example/@{}", handle.name))).collect::<HashMap<_, _>>();
    let linked = link_mentions(text, &links, "https://rudi.example/tag/");
    check(&linked);
    assert_eq!(mentions(text), mentioned);
    for tag in hashtags(text) {
        assert!(!tag.contains(|letter: char| letter.is_whitespace() || letter.is_control() || "<>\"'&/".contains(letter)), "{tag:?}");
        assert!(tag_name(&tag).is_none_or(|name| !name.is_empty()));
    }
    plain_text(&linked);
    assert!(excerpt(&linked, 100).chars().count() <= 100);
});

fn check(html: &str) {
    assert!(html.len() <= MAX_BYTES);
    html::check(html, MAX_DEPTH, Place::Stored);
    assert_eq!(sanitize_html(html), html);
    html::check(&embed(html, 2), MAX_DEPTH, Place::Page);
}
