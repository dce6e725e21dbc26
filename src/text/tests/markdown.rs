use super::super::*;
use std::collections::HashMap;

#[test]
fn markdown_becomes_html() {
    let html = markdown_to_html(
        "# Titel\n\nEin *Wort*, **noch eins**, ~~keins~~.\n\n1. a\n2. b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```rust\nlet a = 1 < 2;\n```\n",
    );
    assert!(html.starts_with("<h3>Titel</h3>"), "{html}");
    for part in
        ["<em>Wort</em>", "<strong>noch eins</strong>", "<del>keins</del>", "<ol><li>a</li><li>b</li></ol>", "<th>x</th>", "<td>2</td>"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(html.contains("<pre><code>let a = 1 &lt; 2;\n</code></pre>"), "{html}");
}

#[test]
fn raw_html_in_markdown_is_text() {
    assert_eq!(markdown_to_html("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>");
    assert_eq!(markdown_to_html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assert_eq!(markdown_to_html("[a](javascript:alert(1))"), "<p>a</p>");
}

#[test]
fn bare_addresses_are_links() {
    let html = markdown_to_html("Siehe https://a.example/b_(c), und (https://d.example).");
    assert!(html.contains("href=\"https://a.example/b_(c)\"") && html.contains("href=\"https://d.example/\""), "{html}");
    assert!(html.ends_with(">https://d.example</a>).</p>"), "{html}");
    assert!(!markdown_to_html("`https://a.example`").contains("href"));
}

fn found(markdown: &str) -> Vec<String> {
    mentions(markdown).iter().map(ToString::to_string).collect()
}

#[test]
fn mentions_are_found() {
    assert_eq!(found("@anna und @ben@b.example, (@c@c.localhost:8081)! @anna"), ["@anna", "@ben@b.example", "@c@c.localhost:8081"]);
    assert_eq!(found("Frag @Anna. Oder @a_b@B.Example: ja"), ["@anna", "@a_b@b.example"]);
    assert_eq!(found("**@anna** und\n> @ben@b.example.\n\n- @c@bürger.example"), ["@anna", "@ben@b.example", "@c@xn--brger-kva.example"]);
}

#[test]
fn code_links_and_mail_addresses_mention_nobody() {
    for markdown in [
        "anna@b.example",
        "a.b+c@d.example",
        "`@anna@b.example`",
        "```\n@anna\n```",
        "    @anna",
        "[@anna](https://a.example)",
        "https://a.example/@anna",
        "<anna@b.example>",
        "@",
        "@@anna",
        "@anna@b.example@c.example",
        "@anna@127.0.0.1",
        "a@@b",
    ] {
        assert_eq!(found(markdown), Vec::<String>::new(), "{markdown}");
    }
}

#[test]
fn hashtags_are_found() {
    assert_eq!(hashtags("#Köln und #KÖLN, #Ko\u{308}ln #wiki_2 (#ÖPNV)! #１a"), ["köln", "wiki_2", "öpnv", "1a"]);
    for markdown in ["a#b", "# Titel", "#1", "`#a`", "&#65;x", "https://a.example/#b", "##a", "C#", "\\#"] {
        assert_eq!(hashtags(markdown), Vec::<String>::new(), "{markdown}");
    }
}

#[test]
fn mentions_and_hashtags_are_linked_as_other_servers_do() {
    let mut urls = HashMap::new();
    urls.insert(Handle::parse("@ben@b.example").unwrap(), "https://b.example/@ben".to_owned());
    let html = link_mentions("@ben@b.example: #Köln, @unbekannt `@ben@b.example`", &urls, "https://a.example/schlagwort/");
    let rel = "rel=\"nofollow noopener noreferrer ugc\"";
    assert_eq!(
        html,
        format!(
            "<p><span class=\"h-card\"><a href=\"https://b.example/@ben\" class=\"u-url mention\" {rel}>@<span>ben</span></a></span>: \
             <a href=\"https://a.example/schlagwort/k%C3%B6ln\" class=\"mention hashtag\" {rel}>#<span>Köln</span></a>, @unbekannt \
             <code>@ben@b.example</code></p>"
        )
    );
    assert!(!link_mentions("#Köln", &urls, "").contains("<a"));
    assert!(link_mentions("#evil", &urls, "https://a.example").contains("href=\"https://a.example/evil\""));
    urls.insert(Handle::parse("@evil").unwrap(), "javascript:alert(1)\"><script>".to_owned());
    assert_eq!(link_mentions("@evil", &urls, ""), "<p><span class=\"h-card\">@<span>evil</span></span></p>");
}

#[test]
fn plain_text_keeps_blocks_apart() {
    let html = "<h3>Titel</h3><p>Eins &amp; zwei<br>drei</p><ul><li>vier</li><li>fünf</li></ul><pre>a\n  b</pre><script>x</script>";
    assert_eq!(plain_text(html), "Titel\n\nEins & zwei\ndrei\n\n- vier\n- fünf\n\na\n  b");
    assert_eq!(plain_text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"), "a b\nc");
    assert_eq!(plain_text("a<b>b</b>c <img alt=\"Bild\">"), "abc Bild");
}

#[test]
fn excerpts_end_between_words() {
    assert_eq!(excerpt("<p>Eins zwei</p><p>drei</p>", 50), "Eins zwei · drei");
    assert_eq!(excerpt("<p>Eins, zwei.</p><p>Drei</p>", 50), "Eins, zwei. Drei");
    assert_eq!(
        excerpt("<h3>Kopf</h3><p>Es half:</p><ul><li>eins</li><li><p>zwei</p></li></ul>Ende", 50),
        "Kopf · Es half: eins · zwei · Ende"
    );
    assert_eq!(excerpt("Eins zwei drei", 14), "Eins zwei drei");
    assert_eq!(excerpt("Eins zwei drei", 13), "Eins zwei…");
    assert_eq!(excerpt("Eins zwei drei", 10), "Eins zwei…");
    assert_eq!(excerpt("Donaudampfschifffahrt", 6), "Donau…");
    assert_eq!(excerpt("Eins", 0), "");
}

#[test]
fn lines_hold_no_tricks() {
    assert_eq!(clean_line(" a\u{0}\r\nb\u{202e}c\u{200b}d \t e ", 100), "a bcd e");
    assert_eq!(clean_line(&format!("Z{}!", "\u{300}".repeat(50)), 100), "Z\u{300}\u{300}!");
    assert_eq!(clean_line("Ärger mit 👩\u{200d}💻", 100), "Ärger mit 👩\u{200d}💻");
    assert_eq!(clean_line("eins zwei", 5), "eins");
    assert_eq!(clean_line("\u{202e}\u{2066}", 5), "");
    assert_eq!(clean_text("a\u{0}\r\nb\tc\u{7}\rd"), "a\nb\tc\nd");
    assert_eq!(text_to_html("a < b\nc\n\nd"), "<p>a &lt; b<br>c</p><p>d</p>");
}
