//! The members of a community, as hosts see them.

use super::{building, error, far, kim, moment, sofia, tomasz};
use crate::actor::answer::Answer;
use crate::error::FieldError;
use crate::web::community::{
    AlikeView, ApplicantView, BanView, BannedView, InviteView, InvitedView, LinksView, LivingLinkView, MemberView, MembersView,
};
use crate::web::texts::Texts;
use crate::web::view::Errors;

pub(in crate::web::tests) fn members(t: Texts) -> MembersView {
    let member = |person, host| MemberView { person, id: 7, host, reads: false, alike: Some(alike()) };
    let members = vec![member(sofia(), true), member(kim(), false), member(tomasz(), false), member(far(), false)];
    let banned = vec![BannedView {
        person: kim(),
        id: 8,
        reason: "Streit".to_owned(),
        until: t.with("time-until-day", "day", "24. 12.").into_owned(),
    }];
    let invite = InviteView { handle: "niemand".to_owned(), words: String::new(), errors: error("handle", "error-invite-unknown") };
    MembersView {
        community: building(),
        members,
        resting: vec![tomasz()],
        total: 86,
        more_url: String::new(),
        may_host: true,
        administers: true,
        last_here: 7,
        applicants: vec![ApplicantView {
            person: tomasz(),
            id: 10,
            words: "Wir planen <b>gerade</b>.".to_owned(),
            answers: vec![Answer { question: "Was bringst du ein?".to_owned(), text: "Zeit & Pläne".to_owned() }],
            asked_back: "Für welche Stadt?".to_owned(),
            since: moment(t, "2026-11-20T10:00:00Z"),
            alike: Some(alike()),
        }],
        unexplained: 10,
        unasked: 10,
        invited: vec![InvitedView { person: far(), id: 9, since: moment(t, "2026-11-20T10:00:00Z") }],
        protected: true,
        banned,
        link: "http://rudi.example/g/bauen".to_owned(),
        invite,
        links: Some(links(t)),
    }
}

/// Somebody whose name others have, too.
fn alike() -> AlikeView {
    let person = far();
    AlikeView { own: "@kim@next.example".to_owned(), name: person.name, handle: person.handle, url: person.url }
}

/// A link that was just made, and an address as typed.
pub(in crate::web::tests) fn links(t: Texts) -> LinksView {
    let (since, until) = (moment(t, "2026-11-20T10:00:00Z"), moment(t, "2026-11-27T10:00:00Z"));
    let by_hand = LivingLinkView { id: 4, by: kim(), people: 10, email: String::new(), since: since.clone(), until: until.clone() };
    let mailed = LivingLinkView { id: 5, by: sofia(), people: 1, email: "x@example.org".to_owned(), since, until };
    LinksView {
        fresh: "http://rudi.example/beitritt/geheim".to_owned(),
        living: vec![by_hand, mailed],
        mails: true,
        people: 10,
        days: 7,
        email: "niemand".to_owned(),
        message: "Komm <b>dazu".to_owned(),
        errors: Errors::none(),
    }
}

/// A ban that was rejected.
pub(in crate::web::tests) fn ban() -> BanView {
    let errors =
        vec![FieldError { field: "reason", text: "error-text-missing" }, FieldError { field: "until", text: "error-ban-until" }].into();
    BanView { community: building(), id: 7, person: kim(), reason: String::new(), until: "2020-01-01".to_owned(), errors }
}
