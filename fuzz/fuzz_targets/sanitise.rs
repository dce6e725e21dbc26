//! HTML from other servers.
//!
//! Oracle: on a second reading, with another parser, nothing is left but allowed elements and addresses; cleaning it again changes nothing
//! (row HTM-26), and its text can be had.
#![no_main]

use dienstweg::text::{MAX_BYTES, MAX_DEPTH, clean_line, clean_text, embed, escape_html, excerpt, plain_text, sanitize_html, text_to_html};
use dienstweg_fuzz::html::{self, Place};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    check(&sanitize_html(text));
    // Text is never markup, and as such it reads as it was written.
    check(&text_to_html(text));
    let escaped = escape_html(text);
    assert!(!escaped.contains(['<', '>', '"', '\'']));

    let cleaned = clean_text(text);
    assert_eq!(clean_text(&cleaned), cleaned);
    let line = clean_line(text, 80);
    assert!(line.chars().count() <= 80 && !line.contains('\n'));
    assert_eq!(clean_line(&line, 80), line, "from {text:?}");
    plain_text(text);
    assert!(excerpt(text, 30).chars().count() <= 30);
});

fn check(html: &str) {
    assert!(html.len() <= MAX_BYTES);
    html::check(html, MAX_DEPTH, Place::Stored);
    assert_eq!(sanitize_html(html), html);
    for first in [2, 4] {
        html::check(&embed(html, first), MAX_DEPTH, Place::Page);
    }
}
