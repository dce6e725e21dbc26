//! Writes balanced HTML from allowed elements only, such that parsing and writing it again changes nothing.
//!
//! Blocks are opened at once; paragraphs and inline elements only when text follows, so that nothing empty is left over and inline elements
//! never stretch across blocks.

use super::html::{MAX_BYTES, MAX_DEPTH, escape_html};

/// An inline element the author has opened.
struct Inline {
    name: &'static str,
    /// The start tag, or nothing when the element itself is not shown (a link to nowhere).
    tag: Option<String>,
}

/// An open block, and how many inline elements were open around it.
struct Block {
    name: &'static str,
    inlines: usize,
}

/// Blocks that hold text but no other block.
const PHRASING: [&str; 7] = ["p", "h3", "h4", "h5", "h6", "pre", "caption"];
const SECTIONS: [&str; 3] = ["thead", "tbody", "tfoot"];

/// Bytes of text between two comments. The cleaner takes the comments out again, but until then they keep its pieces of text short: its
/// serialiser needs time in the square of a piece's length when there are many `&` or letters such as `§`.
const PIECE: usize = 1024;

#[derive(Default)]
pub(super) struct Writer {
    out: String,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// How many of the inline elements stand in the output.
    shown: usize,
    /// The next text begins a paragraph.
    paragraph: bool,
    /// Something was written since the last block began or ended, so that blanks matter.
    line: bool,
    too_much: bool,
}

impl Writer {
    /// The HTML, unless it is nested too deep or too long.
    pub(super) fn finish(mut self) -> Option<String> {
        self.close_to(0);
        self.close_inlines(0);
        (!self.too_much).then_some(self.out)
    }

    /// Whether going on makes no sense.
    pub(super) const fn is_too_much(&self) -> bool {
        self.too_much
    }

    /// Whether the text that comes is code.
    pub(super) fn in_code(&self) -> bool {
        self.top() == "pre" || self.inlines.iter().any(|inline| inline.name == "code")
    }

    /// Whether a link is open.
    pub(super) fn in_link(&self) -> bool {
        self.inlines.iter().any(|inline| inline.name == "a" && inline.tag.is_some())
    }

    /// Text, not yet escaped.
    pub(super) fn text(&mut self, text: &str) {
        let preformatted = self.top() == "pre";
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if blank && !preformatted {
            if self.line {
                self.out.push_str(text);
            }
            return;
        }
        // Parsers drop one line break after `<pre>`; dropping all of them leaves nothing to drop the next time.
        let text = if preformatted && self.out.ends_with("<pre>") && self.shown == self.inlines.len() {
            text.trim_start_matches('\n')
        } else {
            text
        };
        if text.is_empty() {
            return;
        }
        self.begin_line();
        self.show_inlines();
        let mut rest = text;
        while rest.len() > PIECE && self.out.len() <= MAX_BYTES {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
            self.out.push_str(&escape_html(piece));
            self.out.push_str("<!---->");
            rest = after;
        }
        self.out.push_str(&escape_html(rest.get(..rest.floor_char_boundary(PIECE)).unwrap_or_default()));
        self.check();
    }

    /// A line break.
    pub(super) fn line_break(&mut self) {
        self.begin_line();
        self.out.push_str("<br>");
        self.check();
    }

    /// A rule between paragraphs.
    pub(super) fn rule(&mut self) {
        self.leave_phrasing();
        self.fill_structure();
        self.out.push_str("<hr>");
        self.check();
    }

    /// The next text stands in a paragraph of its own.
    pub(super) fn start_paragraph(&mut self) {
        self.leave_phrasing();
        self.paragraph = true;
    }

    /// The end of a paragraph; `more` says that further text is a paragraph as well.
    pub(super) fn end_paragraph(&mut self, more: bool) {
        if self.top() == "p" {
            self.close_to(self.blocks.len() - 1);
        }
        self.paragraph = more;
    }

    /// Opens `blockquote`, `pre`, `ul`, `ol`, a heading or `table`; `attribute` is written as it is.
    pub(super) fn open(&mut self, name: &'static str, attribute: &str) {
        self.leave_phrasing();
        self.fill_structure();
        self.push(name, attribute);
    }

    /// Opens a list item, in a list of its own if there is none.
    pub(super) fn open_item(&mut self) {
        self.leave_phrasing();
        let around =
            self.blocks.iter().rposition(|block| matches!(block.name, "li" | "ul" | "ol" | "blockquote" | "td" | "th" | "caption"));
        match around.and_then(|index| Some((index, self.blocks.get(index)?.name))) {
            Some((index, "li")) => self.close_to(index),
            Some((index, "ul" | "ol")) => self.close_to(index + 1),
            _ => self.open("ul", ""),
        }
        self.push("li", "");
    }

    /// Opens a part of the innermost table; outside of tables the part is only a break between words.
    pub(super) fn open_table_part(&mut self, name: &'static str) {
        let Some(table) = self.blocks.iter().rposition(|block| block.name == "table") else {
            self.text(" ");
            return;
        };
        let name_at = |writer: &Self, index: usize| writer.blocks.get(index).map_or("", |block| block.name);
        match name {
            "caption" => {
                self.close_to(table + 1);
                if !self.out.ends_with("<table>") {
                    return;
                }
            }
            "thead" | "tbody" | "tfoot" => self.close_to(table + 1),
            _ => {
                if SECTIONS.contains(&name_at(self, table + 1)) {
                    self.close_to(table + if name != "tr" && name_at(self, table + 2) == "tr" { 3 } else { 2 });
                } else {
                    self.close_to(table + 1);
                    self.push("tbody", "");
                }
                if name != "tr" && name_at(self, table + 2) != "tr" {
                    self.push("tr", "");
                }
            }
        }
        self.push(name, "");
    }

    /// Closes the innermost block of this name, if there is one within reach.
    pub(super) fn close(&mut self, name: &str) {
        let table_part = matches!(name, "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th");
        for (index, block) in self.blocks.iter().enumerate().rev() {
            if block.name == name {
                self.close_to(index);
                return;
            }
            let fence = match block.name {
                "td" | "th" | "caption" => !table_part && name != "table",
                "table" => table_part,
                "ul" | "ol" => name == "li",
                _ => false,
            };
            if fence {
                return;
            }
        }
    }

    /// Opens an inline element; nothing is written until text follows.
    pub(super) fn open_inline(&mut self, name: &'static str, tag: Option<String>) {
        if name == "a" {
            self.close_inline("a");
        }
        self.inlines.push(Inline { name, tag });
        self.check();
    }

    /// Closes the innermost inline element of this name; others opened since then begin anew with the next text.
    pub(super) fn close_inline(&mut self, name: &str) {
        if let Some(index) = self.inlines.iter().rposition(|inline| inline.name == name) {
            self.close_inlines(index);
            self.inlines.remove(index);
            let removed = |block: &mut Block| block.inlines -= usize::from(block.inlines > index);
            self.blocks.iter_mut().for_each(removed);
        }
    }

    fn top(&self) -> &'static str {
        self.blocks.last().map_or("", |block| block.name)
    }

    fn begin_line(&mut self) {
        self.fill_structure();
        if self.paragraph && !PHRASING.contains(&self.top()) {
            self.push("p", "");
        }
        self.paragraph = false;
        self.line = true;
    }

    /// Lists and tables hold items and cells only: opens what is missing.
    fn fill_structure(&mut self) {
        loop {
            let missing = match self.top() {
                "ul" | "ol" => "li",
                "table" => "tbody",
                "thead" | "tbody" | "tfoot" => "tr",
                "tr" => "td",
                _ => return,
            };
            self.push(missing, "");
        }
    }

    fn leave_phrasing(&mut self) {
        self.close_inlines(0);
        if PHRASING.contains(&self.top()) {
            self.close_to(self.blocks.len() - 1);
        }
        self.paragraph = false;
        self.line = false;
    }

    fn push(&mut self, name: &'static str, attribute: &str) {
        self.close_inlines(0);
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(attribute);
        self.out.push('>');
        self.blocks.push(Block { name, inlines: self.inlines.len() });
        self.paragraph = false;
        self.line = false;
        self.check();
    }

    fn close_to(&mut self, depth: usize) {
        while self.blocks.len() > depth {
            self.close_inlines(0);
            let Some(block) = self.blocks.pop() else { return };
            self.inlines.truncate(block.inlines);
            self.out.push_str("</");
            self.out.push_str(block.name);
            self.out.push('>');
            self.paragraph = false;
            self.line = false;
        }
    }

    fn show_inlines(&mut self) {
        for inline in self.inlines.iter().skip(self.shown) {
            if let Some(tag) = &inline.tag {
                self.out.push_str(tag);
            }
        }
        self.shown = self.inlines.len();
    }

    fn close_inlines(&mut self, keep: usize) {
        while self.shown > keep {
            self.shown -= 1;
            if let Some(Inline { name, tag: Some(_) }) = self.inlines.get(self.shown) {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
            }
        }
    }

    fn check(&mut self) {
        self.too_much |= self.blocks.len() + self.inlines.len() > MAX_DEPTH || self.out.len() > MAX_BYTES;
    }
}
