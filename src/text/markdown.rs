//! Markdown (CommonMark with tables and strikethrough) as people write it in forms.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream, html::push_html};

use super::handle::Handle;
use super::html::{MAX_BYTES, escape_html, sanitize_html, text_to_html};
use super::scan::{Part, parts};

/// Longest Markdown in bytes, some hundred printed pages; more is shown as plain text.
const MAX_MARKDOWN: usize = MAX_BYTES / 4;

/// Markdown as safe HTML. Raw HTML is shown as it is written; what is too long or nested too deep is shown as plain text.
pub fn markdown_to_html(markdown: &str) -> String {
    link_mentions(markdown, &HashMap::new(), "")
}

/// Like [`markdown_to_html`], with links for the mentions that are in the map (to the given URL) and for hashtags (to `tag_base` followed by
/// the tag; none when it is empty). The links have the shape other servers recognise.
pub fn link_mentions(markdown: &str, mentions: &HashMap<Handle, String>, tag_base: &str) -> String {
    if markdown.len() > MAX_MARKDOWN {
        return text_to_html(markdown);
    }
    let mut html = String::new();
    push_html(&mut html, linked(markdown, mentions, tag_base).into_iter());
    sanitize_html(&html)
}

/// The accounts and communities a text mentions, each once, in order. Code, links and mail addresses mention nobody.
pub fn mentions(markdown: &str) -> Vec<Handle> {
    let mut found = Vec::new();
    for_each_part(markdown, |part| {
        if let Part::Mention(_, handle) = part
            && !found.contains(&handle)
        {
            found.push(handle);
        }
    });
    found
}

/// The hashtags of a text without `#`, in lower case, each once, in order.
pub fn hashtags(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    for_each_part(markdown, |part| {
        if let Part::Hashtag(_, tag) = part
            && !found.contains(&tag)
        {
            found.push(tag);
        }
    });
    found
}

fn events(markdown: &str) -> impl Iterator<Item = (bool, Event<'_>)> {
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    // Raw HTML is text; as such it must not be merged with neighbours before it is turned into text.
    let events = parser.map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        event => event,
    });
    let mut depth = 0_usize;
    TextMergeStream::new(events).map(move |event| {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => depth += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0, event)
    })
}

fn for_each_part(markdown: &str, mut each: impl FnMut(Part<'_>)) {
    if markdown.len() > MAX_MARKDOWN {
        return;
    }
    for (open, event) in events(markdown) {
        if let (true, Event::Text(text)) = (open, event) {
            parts(&text).into_iter().for_each(&mut each);
        }
    }
}

fn linked<'a>(markdown: &'a str, mentions: &HashMap<Handle, String>, tag_base: &str) -> Vec<Event<'a>> {
    let mut linked = Vec::new();
    for (open, event) in events(markdown) {
        let Event::Text(text) = &event else {
            linked.push(event);
            continue;
        };
        if !open {
            linked.push(event);
            continue;
        }
        let html = |html: String| Event::InlineHtml(CowStr::from(html));
        for part in parts(text) {
            linked.push(match part {
                Part::Mention(written, handle) => match mentions.get(&handle) {
                    Some(url) => html(mention_link(url, &handle.name)),
                    None => Event::Text(CowStr::from(written.to_owned())),
                },
                Part::Hashtag(written, tag) if !tag_base.is_empty() => html(hashtag_link(tag_base, &tag, written)),
                Part::Hashtag(written, _) => Event::Text(CowStr::from(format!("#{written}"))),
                Part::Address(address) => {
                    let address = escape_html(address);
                    html(format!("<a href=\"{address}\">{address}</a>"))
                }
                Part::Text(text) => Event::Text(CowStr::from(text.to_owned())),
            });
        }
    }
    linked
}

fn mention_link(url: &str, name: &str) -> String {
    format!(
        "<span class=\"h-card\"><a href=\"{}\" class=\"u-url mention\">@<span>{}</span></a></span>",
        escape_html(url),
        escape_html(name)
    )
}

fn hashtag_link(base: &str, tag: &str, written: &str) -> String {
    let address: String = url::form_urlencoded::byte_serialize(tag.as_bytes()).collect();
    // Without a separator the tag could become part of the host's name.
    let separator = if base.ends_with(['/', '=']) { "" } else { "/" };
    format!("<a href=\"{}{separator}{address}\" class=\"mention hashtag\">#<span>{}</span></a>", escape_html(base), escape_html(written))
}
