//! The pages of the administration with sample data.

use super::html;
use super::samples::{building, frame, kim, moment, person};
use crate::error::FieldError;
use crate::policy::Action;
use crate::web::administration::{
    FigureView, FilterView, InvitationRow, InvitationsPage, InvitationsView, JobRow, JobsPage, LinkPage, NeighbourPage, NeighbourRow,
    NeighbourView, NetworkPage, NetworkView, OpenReportView, OverviewPage, OverviewView, PagerView, PeoplePage, PeopleView, PersonPage,
    PersonRow, PersonView, QuarantinePage, QuarantineRow, RecordPage, RecordRow, ReportsPage, RuleRow, SuspendPage, TroubleView,
};
use crate::web::layout::Section::Elsewhere;
use crate::web::report::ClosedView;
use crate::web::texts::Texts;
use crate::web::view::{Errors, Person};

fn overview(t: Texts) -> OverviewView {
    let trouble = |text, count: i64, url| TroubleView { sentence: t.with(text, "count", count).into_owned(), url };
    OverviewView {
        troubles: vec![
            trouble("administration-jobs-failed", 1, "/verwaltung/auftraege"),
            trouble("administration-peers-in-trouble", 3, "/verwaltung/netz"),
        ],
        figures: vec![
            FigureView { name: "administration-count-people", value: 412 },
            FigureView { name: "administration-count-waiting", value: 0 },
        ],
        program: "Dienstweg 0.1.0".to_owned(),
        database: "SQLite 3.50.4".to_owned(),
    }
}

fn filters(names: [&'static str; 2]) -> Vec<FilterView> {
    let view = |(index, text)| FilterView { text, url: format!("/verwaltung/liste?art={index}"), current: index == 0 };
    names.into_iter().enumerate().map(view).collect()
}

fn pager() -> PagerView {
    PagerView { before: "/verwaltung/liste".to_owned(), after: "/verwaltung/liste?seite=3".to_owned() }
}

fn people() -> PeopleView {
    let row = |person: Person, email: &str, lately, admin, suspended| PersonRow {
        url: "/verwaltung/personen/7".to_owned(),
        person,
        email: email.to_owned(),
        lately,
        admin,
        suspended,
    };
    let long = person("Lindner <b>", "sofia", "Wirtschaftsförderungsgesellschaft Oberschwaben-Nordostmittelfranken mbH", "");
    PeopleView {
        words: "<Bau>".to_owned(),
        filters: filters(["people-all", "people-suspended"]),
        people: vec![row(kim(), "kim.berger@musterburg.example", true, true, false), row(long, "", false, false, true)],
        pager: pager(),
    }
}

fn one(t: Texts) -> PersonView {
    PersonView {
        url: "/verwaltung/personen/7".to_owned(),
        person: kim(),
        login: "kim".to_owned(),
        email: "kim.berger@musterburg.example".to_owned(),
        since: moment(t, "2026-03-03T10:00:00Z"),
        lately: true,
        sessions: 2,
        has_password: true,
        factor: true,
        mailable: true,
        admin: true,
        own: false,
        suspended: None,
        reason: String::new(),
        errors: Errors::none(),
    }
}

fn suspended(t: Texts) -> PersonView {
    let wrong = vec![FieldError { field: "email", text: "error-email" }];
    PersonView {
        suspended: Some(moment(t, "2026-11-20T09:30:00Z")),
        reason: "Werbung in <b>allen</b> Gruppen".to_owned(),
        email: "keine".to_owned(),
        mailable: false,
        factor: false,
        admin: false,
        lately: false,
        errors: wrong.into(),
        ..one(t)
    }
}

fn invitations(t: Texts) -> InvitationsView {
    let row = |id, name: &str, email: &str, standing, open| InvitationRow {
        id,
        name: name.to_owned(),
        email: email.to_owned(),
        standing,
        open,
        until: moment(t, "2026-12-05T15:20:00Z"),
    };
    InvitationsView {
        mails: true,
        days: 14,
        invitations: vec![
            row(4, "Jörg Maß", "joerg@musterburg.example", "invitation-row-open", true),
            row(3, "", "", "invitation-row-expired", false),
            row(2, "", "eva@musterburg.example", "invitation-row-used", false),
            row(1, "Öz", "", "invitation-row-revoked", false),
        ],
        ..InvitationsView::default()
    }
}

fn neighbour(t: Texts, troubled: bool) -> NeighbourRow {
    NeighbourRow {
        host: "next.example".to_owned(),
        url: "/verwaltung/netz/next.example".to_owned(),
        name: if troubled { "NExT".to_owned() } else { String::new() },
        software: if troubled { "lemmy".to_owned() } else { String::new() },
        dialect: "dialect-forum",
        dialect_set: troubled,
        since: moment(t, "2026-03-03T10:00:00Z"),
        success: troubled.then(|| moment(t, "2026-11-20T09:30:00Z")),
        waiting: if troubled { 12 } else { 0 },
        error: if troubled { "503 <Service Unavailable>".to_owned() } else { String::new() },
        again: troubled.then(|| moment(t, "2026-11-21T16:20:00Z")),
    }
}

fn network(t: Texts) -> NetworkView {
    let rule = |host: &str, action, fixed, reason: &str| RuleRow {
        host: host.to_owned(),
        url: format!("/verwaltung/netz/{host}"),
        action,
        fixed,
        reason: reason.to_owned(),
    };
    NetworkView {
        mode: "network-mode-open",
        filters: filters(["network-all", "network-troubled"]),
        peers: vec![neighbour(t, true), neighbour(t, false)],
        pager: pager(),
        rules: vec![
            rule("spam.example", Action::Block, true, ""),
            rule("bayko.example", Action::Allow, false, "Partner <1>"),
            rule("alt.example", Action::Hold, false, ""),
        ],
        ..NetworkView::default()
    }
}

fn server(t: Texts, known: Option<bool>, rule: Option<Action>, fixed: bool) -> NeighbourView {
    NeighbourView {
        host: "next.example".to_owned(),
        url: "/verwaltung/netz/next.example".to_owned(),
        known: known.map(|troubled| neighbour(t, troubled)),
        dialect: if known == Some(true) { "forum" } else { "" },
        given_up: 2,
        refused: 3,
        allowed: matches!(rule, None | Some(Action::Allow)) && !fixed,
        reasons: vec![t.t("policy-mode-open").into_owned()],
        held_by: if rule == Some(Action::Hold) { "next.example".to_owned() } else { String::new() },
        held_since: (rule == Some(Action::Hold)).then(|| moment(t, "2026-11-21T16:20:00Z")),
        rule,
        fixed,
        severable: true,
        ends: known.map(|_| t.with_two("cut-off-ours", "groups", 1_usize, "people", 3_usize).into_owned()).into_iter().collect(),
    }
}

fn reports(t: Texts) -> Vec<OpenReportView> {
    let at = moment(t, "2026-11-10T09:30:00Z");
    let open = OpenReportView {
        id: 5,
        by: kim(),
        reason: "Enthält <Daten>".to_owned(),
        contact: "erika@example.org".to_owned(),
        at: at.clone(),
        title: "Bauantrag".to_owned(),
        url: "/b/3#c-12".to_owned(),
        hidden: false,
        person: Some(kim()),
        community: Some(building()),
        overdue: true,
        closed: None,
    };
    let nothing = OpenReportView { title: String::new(), url: String::new(), community: None, overdue: false, ..open.clone() };
    let decided = ClosedView { at, by: kim(), decision: "Gespräch geführt".to_owned() };
    vec![
        open.clone(),
        OpenReportView { id: 6, hidden: true, ..nothing.clone() },
        OpenReportView { id: 7, person: None, ..nothing.clone() },
        OpenReportView { id: 8, closed: Some(decided), ..nothing },
    ]
}

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let at = |path: &str| frame(Elsewhere, path);
    let home = |view| html(&OverviewPage { t, frame: at("/verwaltung"), view });
    let listed = |view| html(&PeoplePage { t, frame: at("/verwaltung/personen"), view });
    let single = |view| html(&PersonPage { t, frame: at("/verwaltung/personen/7"), view });
    let invited = |view| html(&InvitationsPage { t, frame: at("/verwaltung/personen/einladungen"), view });
    let net = |view| html(&NetworkPage { t, frame: at("/verwaltung/netz"), view });
    let peer = |view| html(&NeighbourPage { t, frame: at("/verwaltung/netz/next.example"), view });
    let reported = |reports, wrong| html(&ReportsPage { t, frame: at("/verwaltung/meldungen"), reports, wrong });
    let suspend = SuspendPage {
        t,
        frame: at("/verwaltung/personen/7/sperren"),
        url: "/verwaltung/personen/7".to_owned(),
        person: kim(),
        reason: String::new(),
        errors: vec![FieldError { field: "reason", text: "error-suspension-reason" }].into(),
    };
    let link = LinkPage {
        t,
        frame: at("/verwaltung/personen/einladungen"),
        title: "invitation-link-title",
        lead: "invitation-link-lead",
        link: "https://rudi.example/einladung/Zm9vYmFyYmF6".to_owned(),
        back: "/verwaltung/personen/einladungen".to_owned(),
    };
    let quarantined = |activities: Vec<QuarantineRow>| {
        html(&QuarantinePage { t, frame: at("/verwaltung/angehalten"), activities, pager: PagerView::default() })
    };
    let activity = QuarantineRow {
        id: 9,
        verb: "Create".to_owned(),
        ap_id: "https://next.example/activities/create/1".to_owned(),
        actor: "https://next.example/u/bert".to_owned(),
        reason: "internal: <no such table>".to_owned(),
        attempts: 5,
        at: moment(t, "2026-11-20T09:30:00Z"),
    };
    let job = |id, about: &str, error: &str, attempts| JobRow {
        id,
        kind: t.t("job-probe").into_owned(),
        about: about.to_owned(),
        error: error.to_owned(),
        attempts,
        at: moment(t, "2026-11-20T09:30:00Z"),
    };
    let jobs = |failed, waiting| html(&JobsPage { t, frame: at("/verwaltung/auftraege"), failed, waiting, pager: PagerView::default() });
    let row = |by: &str, reason: &str| RecordRow {
        by: by.to_owned(),
        sentence: t.with("record-suspended", "about", "sofia <b>").into_owned(),
        reason: reason.to_owned(),
        at: moment(t, "2026-11-20T09:30:00Z"),
    };
    let record = |rows, older: &str| html(&RecordPage { t, frame: at("/verwaltung/protokoll"), rows, older: older.to_owned() });
    let wrong_server = NetworkView {
        server: "kein Server".to_owned(),
        errors: vec![FieldError { field: "server", text: "error-host" }].into(),
        peers: Vec::new(),
        rules: Vec::new(),
        pager: PagerView::default(),
        ..network(t)
    };
    let wrong_decision = Errors::from(vec![FieldError { field: "decision", text: "error-decision-missing" }]);
    let nobody = PeopleView { people: Vec::new(), pager: PagerView::default(), ..people() };
    let wrong_invitation = InvitationsView {
        mails: false,
        invitations: Vec::new(),
        errors: vec![FieldError { field: "email", text: "error-email-taken" }].into(),
        ..invitations(t)
    };
    vec![
        ("administration", home(overview(t))),
        ("administration-well", home(OverviewView { troubles: Vec::new(), ..overview(t) })),
        ("people", listed(people())),
        ("people-nobody", listed(nobody)),
        ("person", single(one(t))),
        ("person-suspended", single(suspended(t))),
        ("person-own", single(PersonView { own: true, ..one(t) })),
        ("suspend", html(&suspend)),
        ("invitations", invited(invitations(t))),
        ("invitations-wrong", invited(wrong_invitation)),
        ("link", html(&link)),
        ("network", net(network(t))),
        ("network-wrong", net(wrong_server)),
        ("neighbour", peer(server(t, Some(true), Some(Action::Allow), false))),
        ("neighbour-well", peer(server(t, Some(false), None, false))),
        ("neighbour-blocked", peer(server(t, None, Some(Action::Block), false))),
        ("neighbour-held", peer(server(t, Some(false), Some(Action::Hold), false))),
        ("neighbour-fixed", peer(server(t, None, None, true))),
        ("quarantine", quarantined(vec![activity])),
        ("quarantine-empty", quarantined(Vec::new())),
        ("jobs", jobs(vec![job(3, "next.example", "timeout <1>", 8)], vec![job(4, "", "", 0), job(5, "x.example", "timeout", 2)])),
        ("jobs-none", jobs(Vec::new(), Vec::new())),
        ("admin-reports", reported(reports(t), None)),
        ("admin-reports-wrong", reported(reports(t), Some((6, wrong_decision)))),
        ("admin-reports-empty", reported(Vec::new(), None)),
        ("record", record(vec![row("Kim Berger", "Werbung"), row("", "")], "/verwaltung/protokoll?vor=7")),
        ("record-empty", record(Vec::new(), "")),
    ]
}
