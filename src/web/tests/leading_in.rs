//! Links into protected communities.

use super::html;
use super::samples::{self, building, far, frame, kim, visitor};
use crate::error::FieldError;
use crate::web::community::{ExcludedView, InviteView, LinksView, MembersPage, MembersView};
use crate::web::invitation_link::{LinkPage, LinkView, SentPage, VisitorView};
use crate::web::layout::Section::Elsewhere;
use crate::web::texts::Texts;
use crate::web::view::Errors;

fn wrong(field: &'static str, text: &'static str) -> Errors {
    vec![FieldError { field, text }].into()
}

fn link(visitor: Option<VisitorView>) -> LinkView {
    LinkView {
        url: "/beitritt/geheim".to_owned(),
        community: building(),
        purpose_html: "<p>Lagen besprechen, <strong>unter uns</strong>.</p>".to_owned(),
        reach_text: "reach-secret",
        by: if visitor.is_some() { far() } else { kim() },
        words: "Komm <b>dazu".to_owned(),
        until: "28. November 2026, 13:00 Uhr".to_owned(),
        visitor,
        here_only: false,
        handle: "niemand".to_owned(),
        errors: Errors::none(),
    }
}

pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let path = "/beitritt/geheim";
    let guest =
        VisitorView { member: false, excluded: None, organisation: "Stadt <b>".to_owned(), vouched: "vetted-manual", unadmitted: "" };
    let nobody = VisitorView { organisation: String::new(), vouched: "", ..guest.clone() };
    let kept_out = ExcludedView { sentence: t.t("community-excluded").into_owned(), reason: "Streit <b>".to_owned() };
    let excluded = VisitorView { excluded: Some(kept_out), ..guest.clone() };
    let member = VisitorView { member: true, ..guest.clone() };
    let inside = |visitor| html(&LinkPage { t, frame: frame(Elsewhere, path), view: link(Some(visitor)) });
    let outside = |view| html(&LinkPage { t, frame: visitor(Elsewhere, path), view });
    let links = LinksView { errors: wrong("email", "error-email"), living: Vec::new(), fresh: String::new(), ..samples::links(t) };
    let members = MembersView { invite: InviteView::default(), links: Some(links), ..samples::members(t) };
    let unchosen = LinksView { errors: wrong("people", "error-link-people"), mails: false, ..samples::links(t) };
    let unchosen = MembersView { invite: InviteView::default(), links: Some(unchosen), ..samples::members(t) };
    let (handle, instance) = ("@m@bayko.example".to_owned(), "bayko.example".to_owned());
    vec![
        ("link", inside(guest)),
        ("link-unvetted", inside(nobody)),
        ("link-excluded", inside(excluded)),
        ("link-member", inside(member)),
        ("link-visitor", outside(link(None))),
        ("link-visitor-wrong", outside(LinkView { errors: wrong("handle", "error-link-address"), ..link(None) })),
        ("link-here-only", outside(LinkView { here_only: true, ..link(None) })),
        ("link-sent", html(&SentPage { t, frame: visitor(Elsewhere, path), handle, instance })),
        ("members-mail-wrong", html(&MembersPage { t, frame: frame(Elsewhere, "/g/bauen"), view: members })),
        ("members-link-unchosen", html(&MembersPage { t, frame: frame(Elsewhere, "/g/bauen"), view: unchosen })),
    ]
}
