//! Renders every page with sample data in every language and checks what all pages must keep.
//!
//! With `RENDER_DIR` set the pages are also written there, with the assets beside them, to be looked at in a browser.

mod accounts;
mod administering;
mod administration;
mod admitting;
mod answering;
mod asking;
mod barriers;
mod cutting;
mod deciding;
mod digests;
mod digests_by_mail;
mod drafting;
mod drafts;
mod face;
mod feeds;
mod finding;
mod following;
mod guests;
mod leading_in;
mod moderating;
mod naming;
mod narrowing;
mod notices;
mod passkeys;
mod personal;
mod pressing;
mod profiles;
mod protected;
mod reading_along;
mod samples;
mod settings;
mod vetting;
mod visits;

use std::collections::BTreeSet;
use std::path::Path;

use askama::Template;

use super::bookmark::BookmarksPage;
use super::community::{BanPage, CommunitiesPage, CommunityPage, FoundPage, MembersPage};
use super::error::{ErrorPage, ErrorView, ExpiredPage};
use super::home::{HomePage, HomeView};
use super::layout::Section::{self, Communities, Elsewhere, Home, Profile};
use super::login::{LoginPage, LoginView};
use super::person::{EditProfilePage, Following, ProfilePage};
use super::post::{ArticlePage, DeletePage, ReactionsFragment, UnknownPage, WritePage, Writing};
use super::texts::{Language, Texts};
use super::view::Membership;
use crate::error::{Error, Reason};

fn html(page: &impl Template) -> String {
    page.render().unwrap()
}

/// Every page under a name for its file.
fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let frame = |section: Section, path: &str| samples::frame(section, path);
    let visitor = |section: Section, path: &str| samples::visitor(section, path);
    let welcome = HomeView { greeted: String::new(), ..samples::home(t) };
    let error = ErrorView::new(t, &Error::NotSignedIn(Reason::new("error-log-in-needed")));
    let inside = "/g/bauen";
    let quiet = HomeView { greeted: "Kim".to_owned(), ..HomeView::default() };
    let lonely = super::layout::Frame { communities: Vec::new(), writing_in: Vec::new(), ..frame(Home, "/") };
    let article = |frame, view| html(&ArticlePage { t, frame, view });
    let community = |frame, view| html(&CommunityPage { t, frame, view });
    let write = |view| html(&WritePage { t, frame: frame(Elsewhere, "/g/bauen/neu"), view });
    let profile = |section, following| html(&ProfilePage { t, frame: frame(section, "/@kim"), view: samples::profile(t, following) });
    let mut pages = vec![
        ("login", html(&LoginPage { t, frame: visitor(Elsewhere, "/anmelden"), view: LoginView::default() })),
        ("login-failed", html(&LoginPage { t, frame: visitor(Elsewhere, "/anmelden"), view: samples::login() })),
        ("home", html(&HomePage { t, frame: samples::with_flash(frame(Home, "/"), t), view: samples::home(t) })),
        ("home-visitor", html(&HomePage { t, frame: visitor(Home, "/"), view: welcome })),
        ("home-empty", html(&HomePage { t, frame: lonely, view: quiet })),
        ("communities", html(&CommunitiesPage { t, frame: frame(Communities, "/gruppen"), view: samples::communities_view() })),
        ("communities-empty", html(&CommunitiesPage { t, frame: frame(Communities, "/gruppen"), view: Default::default() })),
        ("found", html(&FoundPage { t, frame: frame(Elsewhere, "/gruppen/neu"), view: samples::found() })),
        ("edit-community", html(&FoundPage { t, frame: frame(Elsewhere, "/g/bauen/bearbeiten"), view: samples::edited() })),
        ("community-host", community(frame(Elsewhere, inside), samples::community_view(t, Membership::Host, true))),
        ("community-remote", community(frame(Elsewhere, inside), samples::community_view(t, Membership::None, false))),
        ("community-requested", community(frame(Elsewhere, inside), samples::community_view(t, Membership::Requested, false))),
        ("community-banned", community(frame(Elsewhere, inside), samples::community_view(t, Membership::Banned, false))),
        ("community-unreachable", community(frame(Elsewhere, inside), samples::community_view(t, Membership::Unreachable, false))),
        ("community-visitor", community(visitor(Elsewhere, inside), samples::community_view(t, Membership::Unknown, true))),
        ("members", html(&MembersPage { t, frame: frame(Elsewhere, inside), view: samples::members(t) })),
        ("ban", html(&BanPage { t, frame: frame(Elsewhere, "/g/bauen/mitglieder/7/ausschliessen"), view: samples::ban() })),
        ("article", article(frame(Elsewhere, "/b/3"), samples::article(t, 0))),
        ("article-answering", article(frame(Elsewhere, "/b/3"), samples::article(t, 11))),
        ("article-rejected", article(frame(Elsewhere, "/b/3"), samples::article_rejected(t))),
        ("article-unreasoned", article(frame(Elsewhere, "/b/3"), samples::article_unreasoned(t))),
        ("article-gone", article(frame(Elsewhere, "/b/3"), samples::article_gone(t))),
        ("article-locked", article(frame(Elsewhere, "/b/3"), samples::article_read_only(t, true))),
        ("article-visitor", article(visitor(Elsewhere, "/b/3"), samples::article_read_only(t, false))),
        ("write", write(samples::write(t, Writing::NewArticle))),
        ("write-pictures", write(samples::write_pictures(t))),
        ("write-conflict", write(samples::write_conflict(t))),
        ("write-comment", write(samples::write(t, Writing::EditComment))),
        ("delete", html(&DeletePage { t, frame: frame(Elsewhere, "/b/3/loeschen"), view: samples::delete() })),
        ("bookmarks", html(&BookmarksPage { t, frame: frame(Section::Bookmarks, "/gemerkt"), posts: samples::home(t).posts })),
        ("bookmarks-empty", html(&BookmarksPage { t, frame: frame(Section::Bookmarks, "/gemerkt"), posts: Vec::new() })),
        ("unknown", html(&UnknownPage { t, frame: frame(Elsewhere, "/b/6"), view: samples::unknown(t) })),
        ("profile", profile(Profile, Following::Own)),
        ("profile-other", profile(Elsewhere, Following::Yes)),
        ("profile-unreachable", profile(Elsewhere, Following::Unreachable)),
        ("edit-profile", html(&EditProfilePage { t, frame: frame(Profile, "/ich/profil"), view: samples::edit_profile() })),
        ("error", html(&ErrorPage { t, frame: visitor(Elsewhere, "/b/3/bearbeiten"), view: error })),
        ("error-join", html(&ErrorPage { t, frame: frame(Elsewhere, "/g/bauen/neu"), view: samples::join_first(t) })),
        ("expired", html(&ExpiredPage { t, frame: frame(Elsewhere, "/g/bauen/neu"), view: samples::expired() })),
        ("expired-visitor", html(&ExpiredPage { t, frame: visitor(Elsewhere, "/g/bauen/neu"), view: samples::expired() })),
    ];
    pages.extend(accounts::pages(t));
    pages.extend(notices::pages(t));
    pages.extend(moderating::pages(t));
    pages.extend(drafting::pages(t));
    pages.extend(finding::pages(t));
    pages.extend(following::pages(t));
    pages.extend(leading_in::pages(t));
    pages.extend(administration::pages(t));
    pages.extend(barriers::pages(t));
    pages.extend(cutting::pages(t));
    pages.extend(digests::pages(t));
    pages.extend(settings::pages(t));
    pages.extend(personal::pages(t));
    pages.extend(passkeys::pages(t));
    pages.extend(answering::pages(t));
    pages.extend(drafts::pages(t));
    pages.extend(digests_by_mail::pages(t));
    pages.extend(vetting::pages(t));
    pages
}

fn every_page(mut check: impl FnMut(&str, Language, &str)) {
    for language in Language::ALL {
        for (name, html) in pages(Texts::new(language)) {
            check(name, language, &html);
        }
    }
}

/// The opening tags of a page, without comments.
fn tags(html: &str) -> Vec<&str> {
    html.match_indices('<')
        .filter_map(|(at, _)| html[at..].split_inclusive('>').next())
        .filter(|tag| tag[1..].starts_with(|letter: char| letter.is_ascii_alphabetic()))
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let opening = format!(" {name}=\"");
    let at = tag.find(&opening)? + opening.len();
    tag[at..].split('"').next()
}

fn named<'a>(html: &'a str, names: &[&str]) -> Vec<&'a str> {
    let is = |tag: &&str| names.contains(&tag[1..].split([' ', '>', '/']).next().unwrap_or_default());
    tags(html).into_iter().filter(is).collect()
}

#[test]
fn pages_are_written_for_a_look() {
    let Some(folder) = std::env::var_os("RENDER_DIR") else { return };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    every_page(|name, language, html| std::fs::write(folder.join(format!("{name}.{}.html", language.code())), html).unwrap());
    std::fs::write(folder.join("assets-dir"), env!("UI_ASSETS_DIR")).unwrap();
}

#[test]
fn language_title_and_one_headline() {
    every_page(|name, language, html| {
        assert!(html.contains(&format!("<html lang=\"{}\">", language.html_code())), "{name}: lang");
        assert_eq!(html.matches("<h1").count(), 1, "{name}: headlines");
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        assert!(title.ends_with(" – RUDI") && title.len() > " – RUDI".len() + 2, "{name}: title {title:?}");
        assert!(html.contains("<main id=\"content\"") && html.contains("href=\"#content\""), "{name}: skip link");
    });
}

#[test]
fn htm_19_nothing_the_security_policy_forbids() {
    every_page(|name, _, html| {
        for tag in tags(html) {
            let attributes = tag.split(" \"").next().unwrap_or(tag);
            assert!(!attributes.contains(" style="), "{name}: inline style: {tag}");
            assert!(!attributes.contains(" on") || !attributes.contains(" onclick"), "{name}: inline handler: {tag}");
            for banned in [" hx-on", " hx-vals=\"js:", " onsubmit=", " onload=", " onerror=", " onchange="] {
                assert!(!tag.contains(banned), "{name}: {banned}: {tag}");
            }
            for address in ["src", "href"].into_iter().filter_map(|kind| attribute(tag, kind)) {
                let own = address.starts_with(['/', '#']) && !address.starts_with("//");
                assert!(own || tag.starts_with("<a "), "{name}: loads from elsewhere: {tag}");
                assert!(!address.is_empty(), "{name}: empty address: {tag}");
            }
        }
        assert_eq!(named(html, &["script"]).len(), 1, "{name}: scripts");
        assert!(named(html, &["style"]).is_empty(), "{name}: style element");
    });
}

#[test]
fn every_field_has_a_label_and_every_id_is_unique() {
    every_page(|name, _, html| {
        let mut ids = BTreeSet::new();
        for id in tags(html).iter().filter_map(|tag| attribute(tag, "id")) {
            assert!(ids.insert(id), "{name}: id {id} twice");
        }
        let labels: BTreeSet<&str> = named(html, &["label"]).iter().filter_map(|tag| attribute(tag, "for")).collect();
        for tag in named(html, &["input", "textarea", "select"]).into_iter().filter(|tag| attribute(tag, "type") != Some("hidden")) {
            let id = attribute(tag, "id").unwrap_or_else(|| panic!("{name}: no id: {tag}"));
            assert!(labels.contains(id), "{name}: no label: {tag}");
        }
        for tag in tags(html) {
            for list in ["aria-labelledby", "aria-describedby"].into_iter().filter_map(|kind| attribute(tag, kind)) {
                for target in list.split_whitespace() {
                    assert!(ids.contains(target), "{name}: nothing has the id {target}: {tag}");
                }
            }
            if let Some(target) = attribute(tag, "href").and_then(|address| address.strip_prefix('#')) {
                assert!(ids.contains(target), "{name}: link to nowhere: {tag}");
            }
        }
    });
}

#[test]
fn every_form_is_guarded() {
    every_page(|name, _, html| {
        for form in html.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or_default()) {
            let posts = form.contains("method=\"post\"");
            assert_eq!(posts, form.contains("name=\"csrf\" value=\"c5rf-t0ken\""), "{name}: token: {form}");
            assert!(form.contains("type=\"submit\""), "{name}: no button: {form}");
        }
        for tag in named(html, &["button"]) {
            assert!(attribute(tag, "type").is_some(), "{name}: button without type: {tag}");
        }
        for tag in named(html, &["img"]) {
            assert!(attribute(tag, "alt").is_some(), "{name}: image without alternative: {tag}");
        }
    });
}

#[test]
fn headings_skip_no_level() {
    every_page(|name, _, html| {
        let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or_default();
        // A summary of errors may stand before the headline.
        let mut last = 1;
        for tag in named(main, &["h1", "h2", "h3", "h4", "h5", "h6"]) {
            let level: usize = tag[2..3].parse().unwrap();
            assert!(level <= last + 1, "{name}: h{level} after h{last}: {tag}");
            last = level;
        }
    });
}

#[test]
fn one_thing_takes_the_focus() {
    every_page(|name, _, html| {
        let focused: Vec<_> = tags(html).into_iter().filter(|tag| tag.contains(" autofocus")).collect();
        assert!(focused.len() <= 1, "{name}: {focused:?}");
    });
    let t = Texts::new(Language::German);
    let page = |name: &str| pages(t).into_iter().find(|(known, _)| *known == name).unwrap().1;
    for (name, tag) in [
        ("article-answering", "id=\"text-11\""),
        ("article-unreasoned", "id=\"errors\""),
        ("article-gone", "id=\"c-12\""),
        ("write", "id=\"preview\""),
        ("login-failed", "id=\"errors\""),
    ] {
        let html = page(name);
        assert!(tags(&html).iter().any(|start| start.contains(tag) && start.contains(" autofocus")), "{name}: {tag}");
    }
}

#[test]
fn there_is_one_field_for_an_answer() {
    let t = Texts::new(Language::German);
    for name in ["article", "article-answering", "article-rejected", "article-unreasoned"] {
        let html = pages(t).into_iter().find(|(known, _)| *known == name).unwrap().1;
        assert_eq!(named(&html, &["textarea"]).len(), 1, "{name}");
    }
}

#[test]
fn pages_ask_for_an_answer_for_some_minutes_only() {
    let seconds: Vec<u32> = (0..30).map(|round| super::community::WaitingView::new("/g/bauen", round).seconds).collect();
    assert_eq!((seconds[0], seconds[29]), (2, 0));
    assert!(seconds.iter().sum::<u32>() < 300, "{seconds:?}");
}

#[test]
fn titles_have_one_length() {
    for language in Language::ALL {
        let longest = crate::object::json::MAX_NAME.to_string();
        assert!(Texts::new(language).t("error-title-too-long").contains(&longest), "{language:?}");
    }
    let write = pages(Texts::new(Language::German)).into_iter().find(|(name, _)| *name == "write").unwrap().1;
    let title = named(&write, &["input"]).into_iter().find(|tag| attribute(tag, "name") == Some("title")).map(str::to_owned).unwrap();
    assert_eq!(attribute(&title, "maxlength"), Some(crate::object::json::MAX_NAME.to_string().as_str()));
}

#[test]
fn icons_exist() {
    let sprite = include_str!("../assets/src/icons.txt");
    let known: BTreeSet<&str> = sprite.split_whitespace().collect();
    let mut used = BTreeSet::new();
    every_page(|name, _, html| {
        for icon in named(html, &["use"]).iter().filter_map(|tag| attribute(tag, "href")?.split_once('#')).map(|(_, icon)| icon) {
            assert!(known.contains(icon), "{name}: no icon {icon}");
            used.insert(icon.to_owned());
        }
    });
    let unused: Vec<_> = known.iter().filter(|icon| !used.contains(**icon)).collect();
    assert!(unused.is_empty(), "icons that no page uses: {unused:?}");
}

#[test]
fn what_people_write_is_escaped() {
    every_page(|name, _, html| assert!(!html.contains("Lindner <b>"), "{name}"));
    let t = Texts::new(Language::German);
    assert!(pages(t).iter().any(|(_, html)| html.contains("Lindner &#60;b&#62;")));
}

#[test]
fn what_was_typed_is_kept() {
    let t = Texts::new(Language::German);
    let page = html(&FoundPage { t, frame: samples::frame(Elsewhere, "/gruppen/neu"), view: samples::found() });
    assert!(page.contains("value=\"Bauen!\""));
    assert!(page.contains(">\n\nWir machen den Bauantrag digital.</textarea>"), "a leading line break survives");
    assert!(page.contains("href=\"#handle\"") && page.contains("aria-invalid=\"true\""));
}

#[test]
fn languages_differ() {
    let home = |language| pages(Texts::new(language)).swap_remove(2).1;
    assert!(home(Language::German).contains("Hallo Kim"));
    assert!(home(Language::GermanFormal).contains("Guten Tag, Kim"));
    assert!(home(Language::English).contains("Hello Kim"));
}

#[test]
fn fragment_is_the_reactions_alone() {
    let t = Texts::new(Language::German);
    let fragment = html(&ReactionsFragment { t, frame: samples::frame(Elsewhere, "/b/3"), view: samples::reactions(3, true) });
    assert!(fragment.trim_start().starts_with("<div class=\"reactions\" id=\"reactions-3\">"), "{fragment}");
    assert!(!fragment.contains("<html"));
    assert!(fragment.contains("aria-pressed=\"true\""));
}
