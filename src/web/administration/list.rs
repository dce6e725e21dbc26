//! What the lists of the area share: words to look for, filters, pages.

use crate::administration::Slice;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// How many rows a page shows.
pub(super) const ROWS: i64 = 50;
/// The last page that can be asked for.
const LAST_PAGE: i64 = 10_000;

/// What stands behind the `?` of a list.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListQuery {
    /// Words to look for.
    #[serde(default)]
    pub suche: String,
    /// Which filter.
    #[serde(default)]
    pub art: String,
    /// Which page, from 1.
    #[serde(default)]
    pub seite: String,
}

impl ListQuery {
    /// The page asked for.
    pub fn slice(&self) -> Slice {
        Slice { page: self.seite.parse::<i64>().unwrap_or(1).clamp(1, LAST_PAGE) - 1, size: ROWS }
    }

    fn url(&self, path: &str, which: &str, page: i64) -> String {
        let mut query = Serializer::new(String::new());
        if !self.suche.is_empty() {
            query.append_pair("suche", &self.suche);
        }
        if !which.is_empty() {
            query.append_pair("art", which);
        }
        if page > 0 {
            query.append_pair("seite", &(page + 1).to_string());
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The neighbours of this page; `more` says whether others follow.
    pub fn pager(&self, path: &str, more: bool) -> PagerView {
        let page = self.slice().page;
        PagerView {
            before: if page > 0 { self.url(path, &self.art, page - 1) } else { String::new() },
            after: if more { self.url(path, &self.art, page + 1) } else { String::new() },
        }
    }

    /// The filters of a list: words for the address and text ids.
    pub fn filters(&self, path: &str, filters: &[(&str, &'static str)]) -> Vec<FilterView> {
        let known = filters.iter().any(|(which, _)| *which == self.art);
        filters
            .iter()
            .map(|(which, text)| FilterView {
                text,
                url: self.url(path, which, 0),
                current: *which == self.art || !known && which.is_empty(),
            })
            .collect()
    }
}

/// The ways to other pages of a list; empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagerView {
    /// The page before.
    pub before: String,
    /// The page after.
    pub after: String,
}

/// Part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterView {
    /// The id of its name.
    pub text: &'static str,
    /// Where it is.
    pub url: String,
    /// Whether it is shown.
    pub current: bool,
}

#[cfg(test)]
mod tests {
    use super::ListQuery;

    #[test]
    fn pages_keep_words_and_filter() {
        let query = ListQuery { suche: "Öz & Co".to_owned(), art: "gesperrt".to_owned(), seite: "2".to_owned() };
        let pager = query.pager("/x", true);
        assert_eq!(pager.before, "/x?suche=%C3%96z+%26+Co&art=gesperrt");
        assert_eq!(pager.after, "/x?suche=%C3%96z+%26+Co&art=gesperrt&seite=3");
        for odd in ["", "0", "-7", "99999999999999999999", "zwei"] {
            let query = ListQuery { seite: odd.to_owned(), ..ListQuery::default() };
            assert_eq!((query.slice().page, query.pager("/x", false).after), (0, String::new()), "{odd}");
        }
    }
}
