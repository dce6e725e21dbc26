use super::super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Whether four times the input takes about four times as long, and not sixteen: compared in one run, since machines differ and are busy.
fn is_linear(input: &str, work: impl Fn(&str)) -> bool {
    let quarter: String = input.chars().take(input.chars().count() / 4).collect();
    let time = |input: &str| {
        let begin = Instant::now();
        work(input);
        begin.elapsed()
    };
    (0..4).any(|_| time(input) < time(&quarter) * 10 + Duration::from_millis(500))
}

fn check(html: &str, expected: &str) {
    let clean = sanitize_html(html);
    assert_eq!(clean, expected, "from {html}");
    assert_eq!(sanitize_html(&clean), clean, "not stable: {html}");
}

const REL: &str = "rel=\"nofollow noopener noreferrer ugc\"";

#[test]
fn allowed_elements_stay() {
    for html in [
        "<p>a <strong>b</strong> <b>c</b> <em>d</em> <i>e</i> <u>f</u> <s>g</s> <del>h</del> <code>i</code><br>j</p>",
        "<blockquote><p>a</p></blockquote><hr><pre><code>a\n  b</code></pre>",
        "<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul><ol start=\"3\"><li>d</li></ol>",
        "<h3>a</h3><h4>b</h4><h5>c</h5><h6>d</h6>",
        "<table><caption>t</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
        "a<br>b",
    ] {
        check(html, html);
    }
}

#[test]
fn the_markup_of_mentions_stays() {
    let html = "<p><span class=\"h-card\"><a href=\"https://a.example/@b\" class=\"u-url mention\">@<span>b</span></a></span> hallo</p>";
    let expected = html.replace("mention\">", &format!("mention\" {REL}>"));
    check(html, &expected);
    let shortened =
        "<a href=\"https://a.example/long/path\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">a.example/lo</span></a>";
    assert!(sanitize_html(shortened).contains("<span class=\"ellipsis\">a.example/lo</span>"));
    check("<span class=\"mention login-form\" data-x=\"1\">a</span>", "<span class=\"mention\">a</span>");
}

#[test]
fn headings_begin_below_those_of_the_page() {
    check("<h1>a</h1><h2>b</h2><h4>c</h4>", "<h3>a</h3><h4>b</h4><h6>c</h6>");
    check("<h2>a</h2><h6>b</h6>", "<h3>a</h3><h6>b</h6>");
}

#[test]
fn broken_structure_is_mended() {
    check("<p>a<p>b", "<p>a</p><p>b</p>");
    check("<p><b>a<i>b</b>c</i>", "<p><b>a<i>b</i></b><i>c</i></p>");
    check("<div>a</div><div><div>b</div></div>c", "<p>a</p><p>b</p><p>c</p>");
    check("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>");
    check("<table>\n<tr><td>a<td>b\n<tr><td>c</table>", "<table><tbody><tr><td>a</td><td>b\n</td></tr><tr><td>c</td></tr></tbody></table>");
    check("<td>a</td><tr>b", "a b");
    check("<a href=\"https://a.example\"><p>a</p><p>b</p></a>", &{
        let link = format!("<a href=\"https://a.example/\" {REL}>");
        format!("<p>{link}a</a></p><p>{link}b</a></p>")
    });
    check("<p></p><b></b><p> </p>a", "a");
    check("<pre>\n\n  a\n</pre>", "<pre>  a\n</pre>");
    check("</p></table></b>a", "a");
    check("1 < 2 & 3 > 2 &auml; &#8364; &unknown;", "1 &lt; 2 &amp; 3 &gt; 2 ä € &amp;unknown;");
}

#[test]
fn htm_01_active_content_is_gone() {
    check("a<script>alert(1)</script>b", "ab");
    check("a<SCRIPT SRC=//x>alert(1)</sCript\n>b", "ab");
    check("<img src=x onerror=alert(1)>", "");
    check("<svg onload=alert(1)><circle/></svg>a", "a");
    check("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>a", "a");
    check("<object data=x><embed src=y></object>a", "a");
    check("<meta http-equiv=refresh content=\"0;url=https://evil.example\"><base href=//evil.example><link rel=stylesheet href=x>a", "a");
    check("<p onclick=alert(1) onmouseover='x'>a</p>", "<p>a</p>");
    check("<<script>script>alert(1)</script>", "&lt;");
}

#[test]
fn htm_02_links_lead_to_pages_and_mail_only() {
    for href in [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        " \u{1}javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example",
        "/relative",
        "#x",
        "file:///etc/passwd",
        "https://",
        "mailto:a@b.example c",
        "mailto:Anna &lt;a@b.example&gt;",
    ] {
        check(&format!("<a href=\"{href}\">a</a>"), "a");
    }
    check("<a href=\"mailto:a@b.example\">a</a>", &format!("<a href=\"mailto:a@b.example\" {REL}>a</a>"));
    check("<a href=\"https://bund.de@evil.example/\">a</a>", &format!("<a href=\"https://evil.example/\" {REL}>a</a>"));
}

#[test]
fn htm_05_no_parser_sees_other_elements_than_ours() {
    for html in [
        "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg><style><a title=\"</style><img src=x onerror=alert(1)>\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>",
        "<svg><a><set attributeName=href to=javascript:alert(1)>a",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<select><template><style><img src=x onerror=alert(1)></style>",
        "<a href=\"https://a.example/?&quot;><img src=x onerror=alert(1)>\">a</a>",
    ] {
        let clean = sanitize_html(html);
        assert!(
            !clean.contains("<img") && !clean.contains("<svg") && !clean.contains("<math") && !clean.contains("<style"),
            "{html}: {clean}"
        );
        assert!(!clean.contains("<script") && !clean.contains("attributeName"), "{html}: {clean}");
        assert_eq!(sanitize_html(&clean), clean);
    }
}

#[test]
fn htm_06_styles_are_gone() {
    check("<p style=\"position:fixed;background:url(//evil.example)\">a</p><style>@import '//evil.example'</style>", "<p>a</p>");
}

#[test]
fn htm_08_ids_and_names_are_gone() {
    check("<p id=login name=cookie>a</p><a id=x name=y href=\"https://a.example/\">b</a>", &{
        format!("<p>a</p><a href=\"https://a.example/\" {REL}>b</a>")
    });
    check("<p hx-get=\"/x\" data-hx-post=\"/y\" is=z slot=w>a</p>", "<p>a</p>");
}

#[test]
fn htm_09_links_carry_rel() {
    check("<a href=\"https://a.example/\" rel=\"me opener\" target=_blank>a</a>", &format!("<a href=\"https://a.example/\" {REL}>a</a>"));
}

#[test]
fn htm_10_forms_are_gone() {
    check(
        "<form action=//evil.example><input name=password><button>go</button><select><option>a</select></form><dialog open>b</dialog>",
        "<p>go</p><p>a</p><p>b</p>",
    );
}

#[test]
fn htm_11_links_show_where_they_lead() {
    let link = |text: &str| format!("<a href=\"https://evil.example/x\" {REL}>{text}</a>");
    for text in [
        "https://bund.de",
        "www.bund.de/login",
        "bund.de",
        " HTTP://BUND.DE/ ",
        "<b>https://</b>bund.de",
        "https://bund.de@evil.example.org",
    ] {
        check(&format!("<p><a href=\"https://evil.example/x\">{text}</a></p>"), &format!("<p>{}</p>", link("https://evil.example/x")));
    }
    for text in ["Haushalt.pdf", "evil.example", "https://www.evil.example/y", "Mehr dazu", "@name@bund.de"] {
        assert!(sanitize_html(&format!("<a href=\"https://evil.example/x\">{text}</a>")).contains(text), "{text}");
    }
    // Cyrillic letters in a link that leads exactly there.
    check("<a href=\"https://xn--80ak6aa92e.com/\">https://аррӏе.com</a>", &{
        format!("<a href=\"https://xn--80ak6aa92e.com/\" {REL}>https://xn--80ak6aa92e.com/</a>")
    });
    assert!(sanitize_html("<a href=\"https://münchen.de/\">https://münchen.de</a>").contains(">https://münchen.de</a>"));
}

#[test]
fn htm_21_pictures_are_links() {
    let link = |text: &str| format!("<a href=\"https://a.example/b.png\" {REL}>{text}</a>");
    check("<img src=\"https://a.example/b.png\" alt=\"Ein &lt;Bild&gt;\">", &link("Ein &lt;Bild&gt;"));
    check("<img src=\"https://a.example/b.png\">", &link("https://a.example/b.png"));
    check("<a href=\"https://a.example/b.png\"><img src=\"https://a.example/c.png\" alt=\"b\"></a>", &link("b"));
    check("<img class=emoji src=\"https://a.example/b.png\" alt=\":kaffee:\">", ":kaffee:");
    check("<video src=x><source src=y>a</video><picture><source srcset=z></picture>", "a");
}

#[test]
fn htm_13_deep_and_long_input_is_bounded() {
    let million = 1 << 20;
    let inputs = [
        "<b>".repeat(10_000) + "text",
        "<div><blockquote>".repeat(10_000) + "text",
        "<p><b>".repeat(10_000) + "text",
        "<ul><li>".repeat(10_000) + "text",
        "<table><td>".repeat(10_000) + "text",
        "<p><a href=\"https://a.example/".to_owned() + &"x".repeat(1900) + "\">" + &"<p>text".repeat(100_000),
        "<a ".to_owned() + &"x ".repeat(million / 2) + ">text",
        "<a href=\"".repeat(million / 9),
        "<!--".repeat(million / 4),
        "<script></scrip".repeat(million / 15),
        ">".repeat(million),
        "<".repeat(million),
        "&".repeat(million),
        "§".repeat(million / 2),
        "&amp;".repeat(million / 8),
        "</p>".repeat(million / 4),
        "<a href=https://a.example>".repeat(million / 26),
    ];
    for html in inputs {
        let clean = sanitize_html(&html);
        let start: String = html.chars().take(20).collect();
        assert!(is_linear(&html, |html| drop(sanitize_html(html))), "{start}");
        assert!(clean.len() <= MAX_BYTES);
        assert!(depth(&clean) <= MAX_DEPTH, "{start}");
    }
}

#[test]
fn htm_13_markdown_is_bounded() {
    for piece in [">", "*", "[", "`", "> ", "* ", "[^a]: ", "![", "<b>", "&#x41;", "|", "|-|\n", "a@b ", "#a ", "https://a(", "**a _b_ "] {
        let markdown = piece.repeat((1 << 18) / piece.len());
        let html = markdown_to_html(&markdown);
        assert!(is_linear(&markdown, |markdown| drop(markdown_to_html(markdown))), "{piece}");
        assert!(html.len() <= MAX_BYTES && depth(&html) <= MAX_DEPTH, "{piece}");
    }
}

fn depth(html: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for part in html.split('<').skip(1) {
        if part.starts_with('/') {
            depth -= 1;
        } else if !part.starts_with("br>") && !part.starts_with("hr>") {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[test]
fn htm_23_bidi_is_visible_in_code() {
    check("<code>a\u{202e}b\u{2066}c</code> d\u{202e}e", "<code>a[U+202E]b[U+2066]c</code> de");
    check("<pre>a&#x202e;b</pre>", "<pre>a[U+202E]b</pre>");
}

#[test]
fn htm_24_templates_are_literal() {
    check("<p>{{7*7}} ${7*7} &lt;%= 7*7 %&gt; {% x %}</p>", "<p>{{7*7}} ${7*7} &lt;%= 7*7 %&gt; {% x %}</p>");
}

#[test]
fn htm_27_what_cannot_be_cleaned_is_plain_text() {
    let deep = "<b>".repeat(100) + "eins</b><p>zwei &lt;x&gt;<br>drei</p>";
    check(&deep, "<p>eins</p><p>zwei &lt;x&gt;<br>drei</p>");
    let long = format!("<p>eins</p><p>{}</p>", "zwei ".repeat(300_000));
    let clean = sanitize_html(&long);
    assert!(clean.starts_with("<p>eins</p><p>zwei zwei") && clean.len() < MAX_BYTES);
    assert_eq!(sanitize_html(&clean), clean);
}

fn fragment() -> impl Strategy<Value = String> {
    let names =
        "p|br|a|span|b|i|code|pre|blockquote|ul|ol|li|h1|h2|h5|table|caption|tbody|tr|td|hr|div|script|svg|math|style|title|img|form";
    let piece = prop_oneof![
        names.prop_map_tag("<", ">"),
        names.prop_map_tag("</", ">"),
        "<a href=\"https://(a|bund)\\.(de|example)/[a-z]{0,3}\">",
        "<img src=\"https://a\\.example/\" alt=\"[a-z:<]{0,5}\">",
        "[ a-z\n]{0,6}",
        "(&amp;|&lt;|&nbsp;|&#x202e;|&#0;|<!--|-->|<!|<\\?|\"|'|\u{202e}|\r\n|https://bund.de)",
        "\\PC{0,4}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A strategy for one of several tag names.
trait PropMapTag {
    fn prop_map_tag(self, before: &'static str, after: &'static str) -> BoxedStrategy<String>;
}

impl PropMapTag for &'static str {
    fn prop_map_tag(self, before: &'static str, after: &'static str) -> BoxedStrategy<String> {
        proptest::string::string_regex(self).unwrap().prop_map(move |name| format!("{before}{name}{after}")).boxed()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn htm_26_cleaning_again_changes_nothing(html in fragment()) {
        let clean = sanitize_html(&html);
        prop_assert_eq!(sanitize_html(&clean), clean.clone());
        prop_assert!(!clean.contains("<script") && !clean.contains("<img") && !clean.contains("<form"));
    }

    #[test]
    fn no_text_makes_anything_panic(text in "\\PC{0,80}", size in 0_usize..30) {
        let html = markdown_to_html(&text);
        prop_assert_eq!(sanitize_html(&html), html.clone());
        prop_assert!(excerpt(&html, size).chars().count() <= size);
        prop_assert!(clean_line(&text, size).chars().count() <= size);
        mentions(&text);
        hashtags(&text);
        let _ = Handle::parse(&text);
        let _ = normalize_authority(&text);
        let _ = check_username(&text);
        plain_text(&text);
        clean_text(&text);
    }
}
