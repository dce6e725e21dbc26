//! AUT-27: what belongs to others, by every number that stands in an address or in a form.

use super::addresses::{FORMS, PAGES, declared};
use crate::access::invitation_link::{self, LinkDraft};
use crate::access::{digest, passkey};
use crate::activity::outbox;
use crate::actor::account;
use crate::actor::application::ApplicationState;
use crate::actor::member::Role;
use crate::app::App;
use crate::error::Result;
use crate::media::Shape;
use crate::object::{Object, Reach};
use crate::on_both_databases;
use crate::personal::export;
use crate::store::Conn;
use crate::store::schema::{
    accounts, applications, bans, exports, flags, invitation_links, media, members, objects, organisation_admins, passkeys, sessions,
    vouchings,
};
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, picture};
use crate::tests::passkeys::with_passkey;
use crate::vetting::organisation::{self, Draft as OrganisationDraft};
use crate::vetting::{self, Evidence, Level};
use diesel::prelude::*;
use http::StatusCode;
use image::ImageFormat;
use std::collections::BTreeSet;

/// Anna's community and what stands in it; what is hers alone; and the organisation that vouches for her.
struct Hers {
    session: String,
    passkey: i64,
    export: i64,
    picture: i64,
    article: i64,
    link: i64,
    report: i64,
    applicant: i64,
    member: i64,
    banned: i64,
    invited: i64,
    organisation: i64,
    vouching: i64,
    withdrawal: i64,
}

/// A number that nothing ever had.
const NEVER: i64 = 117_000_000_000_000_001;

impl Hers {
    /// The same number for everything.
    const fn all(number: i64) -> Self {
        Self {
            session: String::new(),
            passkey: number,
            export: number,
            picture: number,
            article: number,
            link: number,
            report: number,
            applicant: number,
            member: number,
            banned: number,
            invited: number,
            organisation: number,
            vouching: number,
            withdrawal: number,
        }
    }
}

/// What every form gets, whichever of it it asks for.
const FIELDS: &[(&str, &str)] = &[
    ("reason", "Das ist mir so lieber"),
    ("question", "Das ist mir so lieber"),
    ("decision", "Das ist mir so lieber"),
    ("current", "kurzer dienstweg"),
    ("handle", "mia"),
];

/// What otto tries, who hosts a community himself and looks after an organisation: an address as it is declared, and where its parts point.
fn attempts(hers: &Hers, his_organisation: i64) -> Vec<(&'static str, String)> {
    let at = |path: &'static str, id: i64| {
        let parts = [("{handle}", "ottos".to_owned()), ("{person}", id.to_string()), ("{id}", id.to_string())];
        (path, parts.iter().fold(path.to_owned(), |address, (part, value)| address.replace(part, value)))
    };
    let (organisation, vouching, withdrawal) = (hers.organisation, hers.vouching, hers.withdrawal);
    let mut attempts = vec![
        at("/ich/daten/export/{id}", hers.export),
        at("/ich/sicherheit/passkeys/{id}/entfernen", hers.passkey),
        at("/media/{id}", hers.picture),
        at("/media/{id}/klein", hers.picture),
        at("/b/{id}/bearbeiten", hers.article),
        at("/b/{id}/loeschen", hers.article),
        at("/b/{id}/anheften", hers.article),
        at("/b/{id}/entfernen", hers.article),
        at("/b/{id}/sperren", hers.article),
        at("/b/{id}/wiederherstellen", hers.article),
        at("/g/{handle}/meldungen/{id}", hers.report),
        at("/g/{handle}/mitglieder/links/{id}", hers.link),
        at("/g/{handle}/mitglieder/{person}/ablehnen", hers.applicant),
        at("/g/{handle}/mitglieder/{person}/rueckfrage", hers.applicant),
        at("/g/{handle}/mitglieder/{person}/aufnehmen", hers.applicant),
        at("/g/{handle}/mitglieder/{person}/ausladen", hers.invited),
        at("/g/{handle}/mitglieder/{person}/gastgebend", hers.member),
        at("/g/{handle}/mitglieder/{person}/mitlesen", hers.member),
        at("/g/{handle}/mitglieder/{person}/mitschreiben", hers.member),
        at("/g/{handle}/mitglieder/{person}/mitglied", hers.member),
        at("/g/{handle}/mitglieder/{person}/zulassen", hers.banned),
        at("/organisation/{id}", organisation),
        at("/organisation/{id}/alle-zurueckziehen", organisation),
        at("/organisation/{id}/buergen", organisation),
        at("/organisation/{id}/gaeste", organisation),
        at("/organisation/{id}/geprueft/{vouching}/zurueckziehen", his_organisation),
        at("/organisation/{id}/zurueckgezogen/{withdrawal}/wiederherstellen", his_organisation),
    ];
    for (_, address) in &mut attempts {
        *address = address.replace("{vouching}", &vouching.to_string()).replace("{withdrawal}", &withdrawal.to_string());
    }
    attempts
}

/// Addresses whose numbers are not somebody's own, and why.
const NOT_OWN: &[(&str, &str)] = &[
    ("/b/{id}", "who reads it is tried by the table of viewers"),
    ("/b/{id}/antworten", "who reads it is tried by the table of viewers"),
    ("/b/{id}/melden", "who reads it is tried by the table of viewers"),
    ("/b/{id}/merken", "who reads it is tried by the table of viewers"),
    ("/b/{id}/reaktion", "who reads it is tried by the table of viewers"),
    ("/g/{handle}/mitglieder/{person}/ausschliessen", "hosts may ban who is no member yet"),
    ("/media/fern/beitrag/{id}/{place}", "who reads it is tried by the table of viewers"),
    ("/media/fern/beitrag/{id}/{place}/klein", "who reads it is tried by the table of viewers"),
    ("/media/fern/profil/{id}", "profiles are everybody's"),
];

async fn scene(test: &TestApp) -> Hers {
    let anna = test.person("anna").await;
    let group = test.protected_group(anna, "lage").await;
    let mut people = Vec::new();
    for name in ["mia", "berta", "carla", "doris"] {
        people.push(test.staff(name).await);
    }
    let [applicant, member, banned, invited] = people[..] else { panic!("four people") };
    let app = &test.app;
    outbox::join(app, applicant, group).await.unwrap();
    for person in [member, banned] {
        outbox::join(app, person, group).await.unwrap();
        outbox::admit_applicant(app, anna, group, person).await.unwrap();
    }
    outbox::ban(app, anna, group, banned, "Stört", None).await.unwrap();
    outbox::invite(app, anna, group, &format!("doris@{}", app.urls.host()).parse().unwrap(), "").await.unwrap();
    let article = test.article(anna, Some(group), "Lagebild", Reach::Members).await;
    outbox::report(app, member, article, "Bitte ansehen").await.unwrap();
    invitation_link::create(app, anna, group, LinkDraft { people: 10, days: 7 }).await.unwrap();
    let picture = outbox::upload(app, anna, picture(40, 30, 1, ImageFormat::Png).into(), Shape::Whole).await.unwrap();
    let (browser, _) = with_passkey(test, "anna").await;
    let hers = app.read(move |conn, _| account::of_actor(conn, anna)).await.unwrap().unwrap();
    export::ask(app, &hers, "kurzer dienstweg").await.unwrap();
    crate::instance::run_due(app).await.unwrap();
    let (organisation, vouching) = test.vouch(anna).await;
    let (_, ended) = test.vouch(banned).await;
    let withdraw = move |conn: &mut Conn, app: &App| vetting::withdraw(conn, app, Some(anna), organisation, ended, "Gewechselt").map(drop);
    app.write(withdraw).await.unwrap();
    let account_id = hers.id;
    let rows = move |conn: &mut Conn, _: &App| {
        Ok((
            passkey::of_account(conn, account_id)?[0].id,
            exports::table.select(exports::id).first::<i64>(conn)?,
            invitation_links::table.select(invitation_links::id).first::<i64>(conn)?,
            flags::table.select(flags::id).first::<i64>(conn)?,
            vouchings::table.find(ended).select(vouchings::withdrawal.assume_not_null()).first::<i64>(conn)?,
        ))
    };
    let (passkey, export, link, report, withdrawal) = app.read(rows).await.unwrap();
    let session = digest(&browser.cookies["session"]);
    Hers {
        session,
        passkey,
        export,
        picture,
        article,
        link,
        report,
        applicant,
        member,
        banned,
        invited,
        organisation,
        vouching,
        withdrawal,
    }
}

/// An organisation that otto looks after.
fn of_otto(conn: &mut Conn, app: &App, otto: i64) -> Result<i64> {
    let level = Level::State.as_str().to_owned();
    let draft = OrganisationDraft { name: "Ministerium".to_owned(), level, ..OrganisationDraft::default() };
    let id = organisation::save(conn, app, None, None, &draft)?;
    vetting::vouch(conn, app, otto, id, Evidence::Word(None))?;
    organisation::appoint(conn, app, None, id, otto)?;
    Ok(id)
}

/// How many rows there are of everything that was tried, and what can change in them.
async fn state(test: &TestApp) -> String {
    let look = |conn: &mut Conn, _: &App| {
        let members: Vec<(i64, i64, Role)> = members::table
            .order((members::group_id, members::actor_id))
            .select((members::group_id, members::actor_id, members::role))
            .load(conn)?;
        let objects: Vec<Object> = objects::table.order(objects::id).select(Object::as_select()).load(conn)?;
        let asked: Vec<(i64, i64, ApplicationState)> = applications::table
            .order((applications::group_id, applications::actor_id))
            .select((applications::group_id, applications::actor_id, applications::state))
            .load(conn)?;
        let counts: [i64; 8] = [
            accounts::table.count().get_result(conn)?,
            bans::table.count().get_result(conn)?,
            exports::table.count().get_result(conn)?,
            media::table.count().get_result(conn)?,
            organisation_admins::table.count().get_result(conn)?,
            passkeys::table.count().get_result(conn)?,
            sessions::table.count().get_result(conn)?,
            vouchings::table.filter(vouchings::withdrawn_at.is_null()).count().get_result(conn)?,
        ];
        let links: Vec<i32> = invitation_links::table.select(invitation_links::uses_left).load(conn)?;
        let open: i64 = flags::table.filter(flags::resolved_at.is_null()).count().get_result(conn)?;
        Ok(format!("{members:?}\n{objects:?}\n{asked:?}\n{counts:?}\n{links:?}\n{open}"))
    };
    test.app.read(look).await.unwrap()
}

on_both_databases! {
    async fn aut_27_what_belongs_to_others_is_not_found(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let hers = scene(&test).await;
        let otto = test.person("otto").await;
        let organisation = test.app.write(move |conn, app| of_otto(conn, app, otto)).await.unwrap();
        test.protected_group(otto, "ottos").await;
        let mut browser = Browser::logged_in(&test, "otto").await;
        let before = state(&test).await;
        let (pages, forms) = (declared(PAGES), declared(FORMS));
        let mut wrong = Vec::new();
        for ((path, address), (_, nowhere)) in attempts(&hers, organisation).into_iter().zip(attempts(&Hers::all(NEVER), organisation)) {
            if pages.contains_key(path) {
                let statuses = (browser.get(&address).await.status, browser.get(&nowhere).await.status);
                if statuses != (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND) {
                    wrong.push(format!("GET {address}: {statuses:?}"));
                }
            }
            if forms.contains_key(path) {
                let statuses = (browser.fill(&address, FIELDS).await.status, browser.fill(&nowhere, FIELDS).await.status);
                // People are everybody's, so that she is no member of his community is no secret.
                let known = path.contains("{person}") && matches!(statuses.0, StatusCode::FORBIDDEN | StatusCode::SEE_OTHER);
                if statuses.0 != statuses.1 && !known {
                    wrong.push(format!("POST {address}: {statuses:?}"));
                }
            }
            if state(&test).await != before {
                wrong.push(format!("{address} changed something"));
                break;
            }
        }
        let status = browser.fill("/ich/sicherheit/sitzung", &[("session", &hers.session)]).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(state(&test).await, before);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn aut_27_what_is_theirs_works_for_them(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let hers = scene(&test).await;
        let mut anna = Browser::logged_in(&test, "anna").await;
        for address in [
            format!("/ich/daten/export/{}", hers.export),
            format!("/ich/sicherheit/passkeys/{}/entfernen", hers.passkey),
            format!("/media/{}", hers.picture),
            format!("/b/{}/bearbeiten", hers.article),
        ] {
            assert_eq!(anna.get(&address).await.status, StatusCode::OK, "{address}");
        }
        let before = state(&test).await;
        for address in [
            format!("/g/lage/meldungen/{}", hers.report),
            format!("/g/lage/mitglieder/links/{}", hers.link),
            format!("/g/lage/mitglieder/{}/aufnehmen", hers.applicant),
            format!("/g/lage/mitglieder/{}/ausladen", hers.invited),
            format!("/g/lage/mitglieder/{}/gastgebend", hers.member),
            format!("/g/lage/mitglieder/{}/zulassen", hers.banned),
        ] {
            let status = anna.fill(&address, &[("decision", "Angesehen")]).await.status;
            assert_eq!(status, StatusCode::SEE_OTHER, "{address}");
        }
        assert_ne!(state(&test).await, before);
    }
}

#[test]
fn aut_27_the_table_has_every_number() {
    let hers = Hers::all(NEVER);
    let tried: BTreeSet<&str> = attempts(&hers, 1).into_iter().map(|(path, _)| path).chain(NOT_OWN.iter().map(|(path, _)| *path)).collect();
    let numbered = |path: &String| ["{id}", "{person}", "{vouching}", "{withdrawal}"].iter().any(|part| path.contains(part));
    let all = declared(PAGES).into_keys().chain(declared(FORMS).into_keys());
    // Only administrators get to their pages at all, and everything there is theirs to look after.
    let missing: BTreeSet<String> =
        all.filter(|path| numbered(path) && !path.starts_with("/verwaltung") && !tried.contains(path.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
