//! Believable views for the tests, with the awkward cases: long words, odd characters, foreign scripts, empty fields.

mod members;
mod writing;

pub(super) use members::{ban, links, members};
pub(super) use writing::{delete, unknown, write, write_conflict, write_pictures};

use crate::activity::outbox::Naming;
use crate::actor::CommunityReach;
use crate::error::FieldError;
use crate::notification::seen::Unread;
use crate::vetting::Level;
use crate::web::appearance::Appearance;
use crate::web::community::{CommunitiesView, CommunityView, ExcludedView, FoundView};
use crate::web::error::{ErrorView, ExpiredView};
use crate::web::home::HomeView;
use crate::web::layout::{Audience, Done, Flash, Frame, Section};
use crate::web::login::LoginView;
use crate::web::moment::Moment;
use crate::web::person::{AboutFields, EditProfileView, Following, ProfileView, Said};
use crate::web::post::{
    Allowed, ArticleView, CommentView, Delivery, DraftView, Drafting, Emoji, EmojiCount, NamingView, OtherReaction, ParentView, PostView,
    ReactionsView, Standing,
};
use crate::web::sign_on::ProviderView;
use crate::web::texts::Texts;
use crate::web::view::{Community, CommunitySummary, Errors, Membership, Person, PictureView, PortraitView, PostSummary};

pub(super) fn person(name: &str, handle: &str, organisation: &str, instance: &str) -> Person {
    Person {
        name: name.to_owned(),
        handle: format!("@{handle}"),
        url: format!("/@{handle}"),
        organisation: organisation.to_owned(),
        vouched: if handle == "kim" { "vetted-email-domain" } else { "" },
        instance: instance.to_owned(),
        picture: String::new(),
    }
}

pub(super) fn kim() -> Person {
    Person { picture: "/media/7/klein".to_owned(), ..person("Kim Berger", "kim", "Stadt Musterburg, Bauamt", "") }
}

fn picture(alternative: &str) -> PictureView {
    PictureView {
        url: "/media/8".to_owned(),
        small_url: "/media/8/klein".to_owned(),
        alternative: alternative.to_owned(),
        width: 640,
        height: 480,
    }
}

fn tomasz() -> Person {
    person("Tomasz Behrens", "tomasz@next.example", "Landkreis Nordfelde", "NExT")
}

fn sofia() -> Person {
    person("Sofia Lindner <b>", "sofia", "", "")
}

pub(super) fn far() -> Person {
    person("محمد الأمين", "m@bayko.example", "Wirtschaftsförderungsgesellschaft Oberschwaben-Nordostmittelfranken mbH", "BayKoNet")
}

pub(super) fn community(name: &str, handle: &str, instance: &str) -> Community {
    Community {
        name: name.to_owned(),
        handle: handle.to_owned(),
        url: format!("/g/{handle}"),
        instance: instance.to_owned(),
        picture: String::new(),
    }
}

pub(super) fn building() -> Community {
    community("Digitaler Bauantrag", "bauen", "")
}

pub(super) fn communities() -> Vec<Community> {
    vec![
        building(),
        community("Wissenstransfer & Lernen", "wissen@next.example", "NExT"),
        community("Fördermittel", "foerdern@bayko.example", "BayKoNet"),
    ]
}

pub(super) fn moment(t: Texts, at: &str) -> Moment {
    let parse = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    Moment::new(t, parse(at), parse("2026-11-21T15:20:00Z"))
}

pub(super) fn frame(section: Section, path: &str) -> Frame {
    Frame {
        instance: "RUDI".to_owned(),
        operator: "Regionalverband Ruhr".to_owned(),
        viewer: Some(kim()),
        csrf: "c5rf-t0ken".to_owned(),
        unread: 3,
        section,
        communities: communities(),
        writing_in: communities(),
        flash: None,
        needs_password: false,
        leaves: String::new(),
        appearance: Appearance::default(),
        administers: true,
        look: crate::web::layout::Look::default(),
        path: path.to_owned(),
    }
}

pub(super) fn visitor(section: Section, path: &str) -> Frame {
    Frame { viewer: None, unread: 0, communities: Vec::new(), writing_in: Vec::new(), ..frame(section, path) }
}

pub(super) fn with_flash(frame: Frame, t: Texts) -> Frame {
    Frame { flash: Some(Flash::done(t, Done::Published)), ..frame }
}

pub(super) fn summary(community: Community, purpose: &str, members: i64, membership: Membership) -> CommunitySummary {
    CommunitySummary { community, purpose: purpose.to_owned(), members, membership, reach: CommunityReach::Public }
}

const BUILDING: &str = "Wir machen den Bauantrag digital, vom ersten Formular bis zum Bescheid, und zeigen einander, was schiefging.";
pub(super) const LEARNING: &str = "Wie bleibt Wissen im Haus, wenn Menschen gehen? Methoden, Vorlagen und ehrliche Berichte.";
const FUNDING: &str = "Anträge, Fristen, Nachweise: Wer hat es schon einmal gemacht und kann helfen?";

fn post(t: Texts, number: i64, title: &str, teaser: &str, author: Person, at: &str) -> PostSummary {
    PostSummary {
        url: format!("/b/{number}"),
        title: title.to_owned(),
        teaser: teaser.to_owned(),
        picture: (number == 3).then(|| picture("Ein Stapel Akten neben einem Bildschirm")),
        author,
        community: communities().into_iter().nth((number % 3) as usize),
        published: moment(t, at),
        comments: number * 5 % 12,
        reactions: number * 7 % 17,
        pinned: false,
        locked: false,
        pending: false,
        unread: Unread::Comments(2),
        unknown_kind: String::new(),
        because_of: if number == 3 { "bauen".to_owned() } else { String::new() },
    }
}

fn posts(t: Texts) -> Vec<PostSummary> {
    let teaser = "Wir haben die Bearbeitungszeit von 31 auf 19 Tage gesenkt. Hier steht, was geholfen hat, was nicht, und was wir beim \
                  nächsten Mal anders machen würden. Die Vorlagen liegen bei.";
    let mut posts = vec![
        post(t, 3, "Digitaler Bauantrag: unsere Erfahrungen nach sechs Monaten", teaser, kim(), "2026-11-21T15:08:00Z"),
        post(
            t,
            4,
            "Wer hat eine Dienstvereinbarung zu mobilem Arbeiten?",
            "Wir suchen Beispiele, die auch Bauhof und Kita mitdenken.",
            tomasz(),
            "2026-11-21T08:00:00Z",
        ),
        post(t, 2, "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung leicht erklärt", "", far(), "2026-11-20T10:00:00Z"),
        post(t, 6, "Käsespätzle", "Ein Rezept aus der Teeküche.", sofia(), "2026-11-03T10:00:00Z"),
    ];
    posts[0].pinned = true;
    posts[1].pending = true;
    posts[2].locked = true;
    posts[3].unknown_kind = "Recipe".to_owned();
    posts
}

pub(super) fn home(t: Texts) -> HomeView {
    HomeView {
        description: "Der Austausch der Häuser an der Ruhr.".to_owned(),
        greeted: "Kim".to_owned(),
        posts: posts(t),
        older_url: "/?vor=3".to_owned(),
        drafts: 2,
        suggestions: vec![summary(community("KI in der Verwaltung", "ki@next.example", "NExT"), LEARNING, 212, Membership::None)],
    }
}

pub(super) fn communities_view() -> CommunitiesView {
    let [one, two, three]: [Community; 3] = communities().try_into().unwrap();
    CommunitiesView {
        mine: vec![
            summary(one, BUILDING, 86, Membership::Host),
            summary(two, LEARNING, 412, Membership::Member),
            summary(three, FUNDING, 57, Membership::Requested),
        ],
        invited: vec![CommunitySummary {
            reach: CommunityReach::Secret,
            ..summary(community("Lagebild", "lage", ""), LEARNING, 7, Membership::None)
        }],
        others: vec![
            summary(community("KI in der Verwaltung", "ki@next.example", "NExT"), LEARNING, 212, Membership::None),
            summary(
                community("Ein sehr langer Gruppenname mit Verwaltungsdigitalisierungsbeschleunigung", "lang", ""),
                "",
                1,
                Membership::None,
            ),
        ],
        more_url: "/gruppen?ab=20".to_owned(),
    }
}

pub(super) fn error(field: &'static str, text: &'static str) -> Errors {
    Errors(vec![FieldError { field, text }])
}

pub(super) fn login() -> LoginView {
    let providers = vec![ProviderView { url: "/anmelden/oidc/amt".to_owned(), name: "Stadt Musterburg <b>".to_owned() }];
    LoginView { name: "kim".to_owned(), next: "/gruppen".to_owned(), providers, errors: error("name", "error-log-in-failed") }
}

pub(super) fn found() -> FoundView {
    let wrong = [("handle", "error-username-characters"), ("purpose", "error-purpose-too-long")];
    FoundView {
        reach: "closed".to_owned(),
        name: "Digitaler Bauantrag".to_owned(),
        handle: "Bauen!".to_owned(),
        purpose: "\nWir machen den Bauantrag digital.".to_owned(),
        host: "rudi.example".to_owned(),
        levels: vec![Level::District],
        restricted: true,
        naming: Naming { chatham: true, nameless: true },
        errors: Errors(wrong.map(|(field, text)| FieldError { field, text }).into()),
        ..FoundView::default()
    }
}

pub(super) fn edited() -> FoundView {
    let portrait = PortraitView { current: String::new(), draft: 9 };
    let errors = error("picture", "error-picture-unknown");
    FoundView { edited: "bauen".to_owned(), handle: String::new(), rules: "1. Freundlich bleiben.".to_owned(), portrait, errors, ..found() }
}

pub(super) fn community_view(t: Texts, membership: Membership, local: bool) -> CommunityView {
    let community = if local { building() } else { communities().swap_remove(1) };
    let (purpose, members) = if local { (BUILDING, 86) } else { (LEARNING, 412) };
    let posts = posts(t).into_iter().map(|post| PostSummary { community: None, ..post }).collect();
    CommunityView {
        address: if local { "bauen@rudi.example".to_owned() } else { community.handle.clone() },
        summary: summary(community, purpose, members, membership),
        hosts: vec![sofia(), tomasz()],
        posts,
        older_url: String::new(),
        may_post: membership.takes_part(),
        may_edit: local && membership == Membership::Host,
        open_reports: (local && membership == Membership::Host).then_some(1),
        purpose_html: "<p>Lang.</p>".to_owned(),
        excluded: (membership == Membership::Banned)
            .then(|| ExcludedView { sentence: t.t("community-excluded").into_owned(), reason: "Streit <b>".to_owned() }),
        last_here: local && membership == Membership::Host,
        rules_html: "<ol><li>Freundlich bleiben.</li></ol>".to_owned(),
        restricted: !local,
        guests: false,
        face: Vec::new(),
        face_elsewhere: Vec::new(),
        levels: vec!["level-district", "level-municipality"],
        naming: Naming { chatham: local, nameless: true },
        outside: false,
        application: None,
        open_applications: None,
    }
}

pub(super) fn profile(t: Texts, following: Following) -> ProfileView {
    let (person, summary_html) = match following {
        Following::Own => (kim(), "<p>Bauamt, seit 2019. Ich erkläre gern <strong>Vergaberecht</strong>.</p>".to_owned()),
        _ => (tomasz(), String::new()),
    };
    let offers = vec!["Vergaberecht".to_owned(), "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung".to_owned()];
    ProfileView {
        address: "@tomasz@next.example".to_owned(),
        person,
        summary_html,
        said: Said {
            role: "Sachbearbeiterin".to_owned(),
            place: "Dortmund".to_owned(),
            offers,
            seeks: vec!["Vorlagen <b>".to_owned()],
            informal: true,
            ..Said::default()
        },
        following,
        posts: posts(t),
        older_url: String::new(),
    }
}

pub(super) fn edit_profile() -> EditProfileView {
    let portrait = PortraitView { current: "/media/7/klein".to_owned(), draft: 0 };
    let about_fields = AboutFields { organisation: "Bauamt".to_owned(), offers: "Vergaberecht".to_owned(), ..AboutFields::default() };
    let errors = error("name", "error-name-missing");
    EditProfileView { name: String::new(), about: "Bauamt, seit 2019.".to_owned(), portrait, about_fields, errors }
}

pub(super) fn reactions(id: i64, may_react: bool) -> ReactionsView {
    let emoji = vec![EmojiCount { emoji: Emoji::ThumbsUp, count: 6, mine: true }, EmojiCount { emoji: Emoji::Idea, count: 2, mine: false }];
    ReactionsView { id, likes: 14, liked: true, emoji, others: vec![OtherReaction { symbol: ":moin:".to_owned(), count: 1 }], may_react }
}

const EVERYTHING: Allowed = Allowed { react: true, answer: true, edit: true, delete: true, report: true, host: true };
const MEMBER: Allowed = Allowed { react: true, answer: true, edit: false, delete: false, report: true, host: false };
const NOTHING: Allowed = Allowed { react: false, answer: false, edit: false, delete: false, report: false, host: false };

const BODY: &str = "<p>Wir haben die Bearbeitungszeit von <strong>31 auf 19 Tage</strong> gesenkt. Was geholfen hat:</p><ul><li>ein Formular \
    statt vier,</li><li>Rückfragen am Telefon, bevor die Akte liegt,</li><li>jeden Freitag zwanzig Minuten Rückschau.</li></ul><h2>Und was \
    nicht?</h2><blockquote><p>„Das haben wir schon immer so gemacht.“</p></blockquote><p>Mehr dazu in der \
    <a href=\"https://next.example/o/1\">Vorlage</a>, Befehl <code>xta send --dry-run</code>.</p>";

fn text(t: Texts, id: i64, author: Person, at: &str, body_html: &str, allowed: Allowed) -> PostView {
    let reactions = ReactionsView { id, may_react: allowed.react, ..ReactionsView::default() };
    PostView {
        id,
        author,
        published: moment(t, at),
        edited: None,
        body_html: body_html.to_owned(),
        pictures: Vec::new(),
        standing: Standing::Shown,
        delivery: Delivery::Done,
        reactions,
        allowed,
        unread: id == 12,
    }
}

/// A thread with every kind of comment; `allowed` counts for the viewer's own posts.
pub(super) fn article(t: Texts, answering: i64) -> ArticleView {
    let mut top = text(t, 3, kim(), "2026-11-21T08:00:00Z", BODY, EVERYTHING);
    top.edited = Some(moment(t, "2026-11-21T09:00:00Z"));
    top.reactions = reactions(3, true);
    top.pictures = vec![picture("Ein Stapel Akten neben einem Bildschirm"), picture("")];
    let comment = |post, depth, parent: Option<(i64, &str)>| CommentView {
        post,
        depth,
        parent: parent.map(|(id, author)| ParentView { id, author: author.to_owned() }),
    };
    let mut liked = text(t, 11, tomasz(), "2026-11-21T10:00:00Z", "<p>Danke! Habt ihr die Rückfragen protokolliert?</p>", MEMBER);
    liked.reactions = reactions(11, true);
    let mut pending = text(t, 12, kim(), "2026-11-21T15:12:00Z", "<p>Ja, in einer Zeile je Anruf. Mehr braucht es nicht.</p>", EVERYTHING);
    pending.delivery = Delivery::Pending;
    let mut gone = text(t, 14, sofia(), "2026-11-21T12:00:00Z", "", NOTHING);
    gone.standing = Standing::Deleted;
    let mut removed = text(t, 16, far(), "2026-11-21T12:30:00Z", "", NOTHING);
    removed.standing = Standing::Removed("Werbung".to_owned());
    removed.allowed = EVERYTHING;
    let mut refused = text(t, 17, kim(), "2026-11-21T12:40:00Z", "<p>Noch ein Nachtrag.</p>", EVERYTHING);
    refused.delivery = Delivery::Refused;
    let deep = text(
        t,
        15,
        far(),
        "2026-11-21T13:00:00Z",
        "<p>https://example.org/ein/sehr/langer/pfad/der/nirgends/umbricht/und/trotzdem/passen/muss</p>",
        MEMBER,
    );
    let comments = vec![
        comment(liked, 0, None),
        comment(pending, 1, Some((11, "Tomasz Behrens"))),
        comment(text(t, 13, sofia(), "2026-11-21T15:15:00Z", "<p>Genau so machen wir es auch.</p>", MEMBER), 2, Some((12, "Kim Berger"))),
        comment(gone, 0, None),
        comment(deep, 7, Some((14, "Sofia"))),
        comment(removed, 0, None),
        comment(refused, 0, None),
    ];
    ArticleView {
        post: top,
        title: "Digitaler Bauantrag: unsere Erfahrungen nach sechs Monaten".to_owned(),
        community: Some(building()),
        administers: true,
        pinned: true,
        locked: false,
        audience: Audience::Public.words(t),
        comments,
        comment_count: 7,
        more_url: String::new(),
        page_url: "/b/3".to_owned(),
        keeping: Default::default(),
        draft: DraftView { about: answering, ..DraftView::default() },
        fresh: 0,
        first_unread_url: "#c-12".to_owned(),
        unread: 2,
        reading: false,
        kept: Some(false),
        naming: NamingView { under_rule: true, may_be_nameless: true, home: "next.example".to_owned(), ..NamingView::default() },
    }
}

/// The answer to an empty comment.
pub(super) fn article_rejected(t: Texts) -> ArticleView {
    let draft = DraftView { about: 3, text: "  ".to_owned(), errors: error("text", "error-text-missing"), ..DraftView::default() };
    ArticleView { draft, kept: Some(true), ..article(t, 3) }
}

/// The answer to a removal without a reason.
pub(super) fn article_unreasoned(t: Texts) -> ArticleView {
    let errors = error("reason", "error-reason-missing");
    let draft = DraftView { kind: Drafting::Reason, about: 13, text: " ".to_owned(), errors, ..DraftView::default() };
    let mut view = ArticleView { draft, ..article(t, 3) };
    view.comments[2].post.allowed = EVERYTHING;
    view
}

/// Removed, with a comment that was just written.
pub(super) fn article_gone(t: Texts) -> ArticleView {
    let mut view = ArticleView { title: t.t("post-removed-title").into_owned(), fresh: 12, ..article(t, 0) };
    view.post.standing = Standing::Removed("Werbung".to_owned());
    view.post.body_html = String::new();
    view
}

/// What somebody had sent with an old token.
pub(super) fn expired() -> ExpiredView {
    let fields = [("csrf", "old"), ("id", "0"), ("title", "Was wir gelernt haben"), ("text", "\nErstens: **fragen**."), ("title", "twice")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    ExpiredView { had_files: true, ..ExpiredView::new("/g/bauen/neu", fields) }
}

/// Somebody who is no member wants to write.
pub(super) fn join_first(t: Texts) -> ErrorView {
    ErrorView::join_first(t, summary(communities().swap_remove(1), LEARNING, 412, Membership::None))
}

/// Locked, for somebody who may only read.
pub(super) fn article_read_only(t: Texts, locked: bool) -> ArticleView {
    let mut view = article(t, 0);
    view.locked = locked;
    view.post.allowed = NOTHING;
    view.post.reactions.may_react = false;
    for comment in &mut view.comments {
        comment.post.allowed = NOTHING;
        comment.post.reactions.may_react = false;
    }
    view
}
