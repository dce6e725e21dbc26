//! What a `User-Agent` header says, in plain words.

use crate::web::texts::Texts;

/// What stands in the header, and what people call it; the first that fits, since most name those they resemble as well.
const PROGRAMS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi", "Vivaldi"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// "Firefox auf Windows", or that we do not know.
pub(in crate::web) fn words(t: Texts, header: &str) -> String {
    let find = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| header.contains(mark)).map(|(_, name)| *name);
    match (find(&PROGRAMS), find(&SYSTEMS)) {
        (Some(program), Some(system)) => t.with_two("security-browser", "program", program, "system", system).into_owned(),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => t.t("security-browser-unknown").into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::web::texts::{Language, Texts};

    #[test]
    fn headers_become_words() {
        let t = Texts::new(Language::German);
        for (header, expected) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox auf Windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
                "Edge auf Windows",
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1", "Safari auf iPhone"),
            ("Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile Safari/537.36", "Chrome auf Android"),
            ("curl/8", "Unbekanntes Programm"),
            ("", "Unbekanntes Programm"),
        ] {
            assert_eq!(words(t, header), expected, "{header}");
        }
    }
}
