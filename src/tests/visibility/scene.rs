//! The objects of the table, each with its own canary in every field, and those who look.

use crate::activity::outbox::{self, Draft, GroupDraft, NewPicture, ProfileDraft};
use crate::actor::account::Session;
use crate::actor::application::{self, Application, ApplicationState};
use crate::actor::follow::{self, RelationState};
use crate::actor::json::PROFILE;
use crate::actor::member::{self, Member, Role};
use crate::actor::{ActorKind, CommunityReach, account};
use crate::app::App;
use crate::media::Shape;
use crate::object::{self, ObjectState, Reach, Viewer};
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::picture;
use crate::tests::harness::group;
use crate::tests::remote::{Remote, Wire};
use crate::text::Handle;
use crate::vetting::{self, Evidence};
use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use image::ImageFormat;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::Duration;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Anonymous,
    Author,
    Follower,
    Addressee,
    Other,
    Host,
    Member,
    Applicant,
    /// A member who only reads.
    Reader,
    /// A member whom an organisation took in as its guest.
    Guest,
    Removed,
    Banned,
    Lapsed,
    /// Administers the instance and is a member of nothing.
    Admin,
    PeerFollower,
    PeerAddressee,
    PeerStranger,
    PeerMember,
    PeerServer,
    PeerProgram,
    OtherServer,
}

pub(super) const ALL: [Who; 21] = [
    Who::Anonymous,
    Who::Author,
    Who::Follower,
    Who::Addressee,
    Who::Other,
    Who::Host,
    Who::Member,
    Who::Applicant,
    Who::Reader,
    Who::Guest,
    Who::Removed,
    Who::Banned,
    Who::Lapsed,
    Who::Admin,
    Who::PeerFollower,
    Who::PeerAddressee,
    Who::PeerStranger,
    Who::PeerMember,
    Who::PeerServer,
    Who::PeerProgram,
    Who::OtherServer,
];

/// One object of the table.
#[derive(Debug)]
pub(super) struct Seed {
    pub(super) label: &'static str,
    pub(super) id: i64,
    pub(super) ap_id: String,
    pub(super) parent_id: Option<i64>,
}

impl Seed {
    pub(super) fn canary(&self) -> String {
        canary(self.label)
    }
}

/// The word that stands in every field of an object and nowhere else.
pub(super) fn canary(label: &str) -> String {
    format!("kanarie{}kanarie", label.replace('-', ""))
}

pub(super) struct Scene {
    pub(super) test: TestApp,
    pub(super) persons: BTreeMap<Who, i64>,
    pub(super) peers: BTreeMap<Who, Remote>,
    pub(super) group: i64,
    /// What stands in it is for its members.
    pub(super) protected: i64,
    /// What stands in it is for its members, and the staff of the network become that without asking.
    pub(super) network: i64,
    /// It exists for those who are invited, and its name is [`SECRET`].
    pub(super) secret: i64,
    /// It exists for those who are signed in here, and its name is [`HOUSE`].
    pub(super) house: i64,
    /// The author's login.
    pub(super) account: i64,
    /// Whose staff they are.
    pub(super) organisation: i64,
    /// A picture of the article `inside`.
    pub(super) picture: i64,
    pub(super) remote_group: Remote,
    pub(super) remote_author: Remote,
    pub(super) seeds: Vec<Seed>,
}

/// The name of a community for invited people alone.
pub(super) const SECRET: &str = "Geheimkanarie";
/// The name of a community for this instance alone.
pub(super) const HOUSE: &str = "Hauskanarie";

const DAY: Duration = Duration::from_secs(24 * 3_600);

const PEER: &str = "http://peer.localhost:7001";
/// Where a member of the protected community lives.
const MEMBERS: &str = "http://members.localhost:7003";

/// Something with the canary in every field.
fn draft(label: &str, group_id: Option<i64>, reach: Reach, parent: Option<i64>) -> Draft {
    let word = canary(label);
    Draft {
        kind: if parent.is_some() { "Note" } else { "Article" },
        tool: parent.is_none().then_some("news"),
        group_id,
        in_reply_to: parent,
        name: format!("Titel {word}"),
        summary: format!("Kurz {word}"),
        source: if reach == Reach::Direct {
            format!("{word} #kanarie an @carla und @gerd@peer.localhost:7001")
        } else {
            format!("Text {word} #kanarie")
        },
        reach,
    }
}

async fn group_of(test: &TestApp, founder: i64, username: &str, reach: CommunityReach) -> i64 {
    outbox::create_group(&test.app, founder, group(username, reach)).await.unwrap()
}

/// A community that few learn of, with something inside that its name stands in.
async fn hidden(test: &TestApp, founder: i64, username: &str, name: &str, reach: CommunityReach) -> i64 {
    let draft = GroupDraft { name: name.to_owned(), source: format!("Wofür {name} da ist"), ..group(username, reach) };
    let id = outbox::create_group(&test.app, founder, draft).await.unwrap();
    test.article(founder, Some(id), name, Reach::Public).await;
    outbox::change_profile(&test.app, founder, id, name, name, None, None).await.unwrap();
    id
}

impl Scene {
    pub(super) async fn new(database: TestDatabase) -> Self {
        let test = TestApp::new(database).await;
        let mut persons = BTreeMap::new();
        for (who, name) in [
            (Who::Author, "anna"),
            (Who::Follower, "bert"),
            (Who::Addressee, "carla"),
            (Who::Other, "dora"),
            (Who::Host, "emil"),
            (Who::Member, "fritz"),
            (Who::Applicant, "greta"),
            (Who::Reader, "karin"),
            (Who::Removed, "heiko"),
            (Who::Banned, "mona"),
            (Who::Lapsed, "ines"),
        ] {
            persons.insert(who, test.staff(name).await);
        }
        persons.insert(Who::Guest, test.person("lars").await);
        persons.insert(Who::Admin, test.admin("nora").await);
        let (organisation, _) = test.vouch(persons[&Who::Admin]).await;
        let guest = persons[&Who::Guest];
        let receive = move |conn: &mut Conn, app: &App| {
            let evidence = Evidence::Guest { by: None, until: app.now().plus(30 * DAY) };
            vetting::vouch(conn, app, guest, organisation, evidence).map(drop)
        };
        test.app.write(receive).await.unwrap();
        let mut peers = BTreeMap::new();
        for (who, name) in [(Who::PeerFollower, "frida"), (Who::PeerAddressee, "gerd"), (Who::PeerStranger, "hanna")] {
            peers.insert(who, test.remote(ActorKind::Person, &format!("{PEER}/users/{name}")).await);
        }
        peers.insert(Who::PeerMember, test.remote(ActorKind::Person, &format!("{MEMBERS}/users/paula")).await);
        peers.insert(Who::PeerProgram, test.remote(ActorKind::Application, &format!("{MEMBERS}/program")).await);
        for (who, origin) in [(Who::PeerServer, MEMBERS), (Who::OtherServer, PEER)] {
            let mut server = Remote::unknown(&format!("{origin}/server"));
            let mut document = server.document(ActorKind::Application);
            document["implements"] = json!([{"href": PROFILE}]);
            server.id = test.learn(&document).await;
            peers.insert(who, server);
        }
        let group = test.group(persons[&Who::Host], "digitales").await;
        let protected = test.protected_group(persons[&Who::Member], "geschuetzt").await;
        let draft = ProfileDraft { guests: Some(true), ..ProfileDraft::new("Geschützt", "Für Mitglieder") };
        outbox::change_profile_and_picture(&test.app, persons[&Who::Member], protected, draft).await.unwrap();
        let network = group_of(&test, persons[&Who::Member], "verbund", CommunityReach::Network).await;
        let secret = hidden(&test, persons[&Who::Member], "lage", SECRET, CommunityReach::Secret).await;
        let house = hidden(&test, persons[&Who::Member], "kantine", HOUSE, CommunityReach::Local).await;
        let remote_group = test.remote(ActorKind::Group, "http://forum.localhost:7002/c/wandern").await;
        let remote_author = test.remote(ActorKind::Person, "http://forum.localhost:7002/u/ida").await;
        let author = persons[&Who::Author];
        let account = test.app.read(move |conn, _| account::of_actor(conn, author)).await.unwrap().unwrap().id;
        let mut scene = Self {
            test,
            persons,
            peers,
            group,
            protected,
            network,
            secret,
            house,
            account,
            organisation,
            picture: 0,
            remote_group,
            remote_author,
            seeds: Vec::new(),
        };
        scene.relate().await;
        scene.write().await;
        scene
    }

    /// Somebody here and somebody elsewhere is invited.
    async fn invite(&self) {
        let handle = Handle::parse("@greta").unwrap();
        outbox::invite(&self.test.app, self.persons[&Who::Member], self.secret, &handle, "").await.unwrap();
        let (group_id, actor_id, host) = (self.secret, self.peers[&Who::PeerMember].id, self.persons[&Who::Member]);
        let invite = move |conn: &mut Conn, app: &App| {
            let activity = app.urls.activity(app.next_id());
            let (state, words, reason) = (ApplicationState::Invited, String::new(), String::new());
            let (decided_by, created_at, decided_at) = (Some(host), app.now(), None);
            let answers = String::from("[]");
            application::put(
                conn,
                &Application {
                    group_id,
                    actor_id,
                    activity,
                    words,
                    state,
                    reason,
                    decided_by,
                    created_at,
                    decided_at,
                    answers,
                    follows: false,
                },
            )
        };
        self.test.app.write(invite).await.unwrap();
    }

    async fn relate(&self) {
        self.invite().await;
        let author = self.persons[&Who::Author];
        outbox::follow(&self.test.app, self.persons[&Who::Follower], author).await.unwrap();
        outbox::join(&self.test.app, author, self.group).await.unwrap();
        for who in [Who::Author, Who::Reader, Who::Guest, Who::Removed, Who::Banned, Who::Lapsed] {
            self.let_in(who).await;
        }
        let (host, reader) = (self.persons[&Who::Member], self.persons[&Who::Reader]);
        outbox::set_reading(&self.test.app, host, self.protected, reader, true).await.unwrap();
        outbox::join(&self.test.app, reader, self.network).await.unwrap();
        outbox::join(&self.test.app, self.persons[&Who::Applicant], self.protected).await.unwrap();
        let (protected, member) = (self.protected, self.peers[&Who::PeerMember].id);
        let role = move |conn: &mut Conn, app: &App| member::set_role(conn, protected, member, Role::Member, "", app.now());
        self.test.app.write(role).await.unwrap();
        let follow = self.peers[&Who::PeerFollower].activity(1, "Follow", self.test.app.urls.actor(author));
        self.test.accepts(&self.peers[&Who::PeerFollower], &follow).await;
        // The community elsewhere has accepted the author; the local follower follows its author, too.
        let (group, remote_author, follower) = (self.remote_group.id, self.remote_author.id, self.persons[&Who::Follower]);
        self.test
            .app
            .write(move |conn, app| {
                member::insert(
                    conn,
                    &Member {
                        group_id: group,
                        actor_id: author,
                        role: Role::Member,
                        state: RelationState::Accepted,
                        activity: "http://rudi.localhost:8081/ap/activities/1".to_owned(),
                        created_at: app.now(),
                    },
                )?;
                follow::insert(
                    conn,
                    &follow::Follow {
                        follower_id: follower,
                        target_id: remote_author,
                        state: RelationState::Accepted,
                        activity: "http://rudi.localhost:8081/ap/activities/2".to_owned(),
                        created_at: app.now(),
                    },
                )
            })
            .await
            .unwrap();
    }

    /// Somebody asks, and the host of the protected community lets them in.
    async fn let_in(&self, who: Who) {
        let (host, person) = (self.persons[&Who::Member], self.persons[&who]);
        outbox::ask_to_join(&self.test.app, person, self.protected, "Bitte").await.unwrap();
        outbox::admit_applicant(&self.test.app, host, self.protected, person).await.unwrap();
    }

    async fn write(&mut self) {
        let (group, remote_group) = (Some(self.group), Some(self.remote_group.id));
        let public = self.add("public", group, Reach::Public, None).await;
        self.add("public-comment", None, Reach::Public, Some(public)).await;
        self.add("own-page", None, Reach::Public, None).await;
        for (article, comment, reach) in [
            ("unlisted", "unlisted-comment", Reach::Unlisted),
            ("followers", "followers-comment", Reach::Followers),
            ("direct", "direct-comment", Reach::Direct),
            ("local", "local-comment", Reach::Local),
        ] {
            let parent = self.add(article, None, reach, None).await;
            self.add(comment, None, reach, Some(parent)).await;
        }
        let direct = self.seeds.iter().find(|seed| seed.label == "direct").map_or(0, |seed| seed.id);
        // Narrower answers below something everybody reads (PRV-09).
        self.add("followers-below-public", None, Reach::Followers, Some(public)).await;
        self.add("direct-below-public", None, Reach::Direct, Some(public)).await;
        self.add("local-below-public", None, Reach::Local, Some(public)).await;
        self.add("pending", remote_group, Reach::Public, None).await;
        let refused = self.add("refused", remote_group, Reach::Public, None).await;
        self.test.app.write(move |conn, _| object::model::set_state(conn, refused, ObjectState::Refused)).await.unwrap();
        let removed = self.add("removed", group, Reach::Public, None).await;
        self.add("below-removed", None, Reach::Public, Some(removed)).await;
        outbox::remove(&self.test.app, self.persons[&Who::Host], removed, "unsachlich").await.unwrap();
        let removed_comment = self.add("removed-comment", None, Reach::Public, Some(public)).await;
        outbox::remove(&self.test.app, self.persons[&Who::Host], removed_comment, "unsachlich").await.unwrap();
        let deleted = self.add("deleted", group, Reach::Public, None).await;
        outbox::delete(&self.test.app, self.persons[&Who::Author], deleted).await.unwrap();
        self.receive("remote-followers", 1).await;
        let inside = self.add("inside", Some(self.protected), Reach::Public, None).await;
        self.add("inside-comment", None, Reach::Public, Some(inside)).await;
        for (label, group) in [("inside-network", self.network), ("inside-secret", self.secret), ("inside-house", self.house)] {
            let draft = draft(label, Some(group), Reach::Public, None);
            let id = outbox::publish(&self.test.app, self.persons[&Who::Member], draft).await.unwrap();
            self.keep(label, id).await;
        }
        for (who, object) in [(Who::Addressee, direct), (Who::Reader, inside)] {
            outbox::report(&self.test.app, self.persons[&who], object, "gehört hier nicht her").await.unwrap();
        }
        // Who left and who is sent away has read what she has read, and reads no more.
        outbox::leave(&self.test.app, self.persons[&Who::Removed], self.protected).await.unwrap();
        let (host, banned) = (self.persons[&Who::Member], self.persons[&Who::Banned]);
        outbox::ban(&self.test.app, host, self.protected, banned, "unsachlich", None).await.unwrap();
        let lapsed = self.persons[&Who::Lapsed];
        let (organisation, vouching) = self.test.vouch(lapsed).await;
        let withdraw = move |conn: &mut Conn, app: &App| vetting::withdraw(conn, app, None, organisation, vouching, "gewechselt").map(drop);
        self.test.app.write(withdraw).await.unwrap();
    }

    async fn add(&mut self, label: &'static str, group_id: Option<i64>, reach: Reach, parent: Option<i64>) -> i64 {
        let (app, author) = (&self.test.app, self.persons[&Who::Author]);
        let draft = draft(label, group_id, reach, parent);
        let id = if label == "inside" {
            let bytes = picture(80, 60, 1, ImageFormat::Jpeg);
            self.picture = outbox::upload(app, author, bytes.into(), Shape::Whole).await.unwrap();
            let pictures = vec![NewPicture { id: self.picture, name: canary(label) }];
            outbox::publish_with_pictures(app, author, draft, pictures).await.unwrap()
        } else {
            outbox::publish(app, author, draft).await.unwrap()
        };
        self.keep(label, id).await;
        id
    }

    /// Something for the followers of somebody elsewhere.
    async fn receive(&mut self, label: &'static str, number: u32) {
        let mut note = self.remote_author.note(number, &canary(label));
        note["to"] = json!([self.remote_author.followers()]);
        note["cc"] = json!([]);
        let ap_id = note["id"].as_str().unwrap().to_owned();
        let mut create = self.remote_author.activity(number, "Create", note);
        create["to"] = json!([self.remote_author.followers()]);
        self.test.accepts(&self.remote_author, &create).await;
        let object = self.test.app.read(move |conn, _| object::model::by_ap_id(conn, &ap_id)).await.unwrap().unwrap();
        self.keep(label, object.id).await;
    }

    async fn keep(&mut self, label: &'static str, id: i64) {
        let object = self.test.object(id).await;
        self.seeds.push(Seed { label, id, ap_id: object.ap_id, parent_id: object.in_reply_to_id });
    }

    pub(super) fn viewer(&self, who: Who) -> Viewer {
        match (self.persons.get(&who), self.peers.get(&who)) {
            (Some(person), _) => Viewer::Local { actor_id: *person },
            (_, Some(peer)) if matches!(who, Who::PeerServer | Who::OtherServer) => Viewer::Server { actor_id: peer.id },
            (_, Some(peer)) => Viewer::Peer { actor_id: peer.id },
            _ => Viewer::Anonymous,
        }
    }

    /// Logs a person in; returns the cookie.
    pub(super) async fn cookie(&self, who: Who) -> Option<String> {
        let actor_id = *self.persons.get(&who)?;
        let token = format!("sitzung-{actor_id}");
        let token_digest = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, token.as_bytes()));
        self.test
            .app
            .write(move |conn, app| {
                let Some(account) = account::of_actor(conn, actor_id)? else { return Ok(()) };
                let (created_at, expires_at) = (app.now(), app.now().plus(DAY));
                let (used_at, browser) = (created_at, String::new());
                account::start_session(
                    conn,
                    &Session {
                        token_digest,
                        account_id: account.id,
                        created_at,
                        expires_at,
                        used_at,
                        browser,
                        identity_id: None,
                        provider_session: None,
                    },
                )
            })
            .await
            .unwrap();
        Some(format!("session={token}"))
    }

    /// A request for a page.
    pub(super) fn page(&self, target: &str, cookie: Option<&str>) -> Wire {
        let wire = self.test.unsigned(target, "text/html");
        match cookie {
            Some(cookie) => wire.set("cookie", cookie),
            None => wire,
        }
    }

    /// The labels of the objects whose canaries stand in a text.
    pub(super) fn seen(&self, text: &str) -> Vec<&'static str> {
        self.seeds.iter().filter(|seed| text.contains(&seed.canary())).map(|seed| seed.label).collect()
    }
}
