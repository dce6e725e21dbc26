//! Communities whose members alone read what is in them, across instances.

use dienstweg::activity::apply::Found;
use dienstweg::activity::compose::{New, compose, record};
use dienstweg::activity::media::{self, Elsewhere};
use dienstweg::activity::outbox::{self, GroupDraft};
use dienstweg::activity::{deliver, fetch, lease};
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::follow::RelationState;
use dienstweg::actor::{self, CommunityReach, member};
use dienstweg::administration::recount;
use dienstweg::app::App;
use dienstweg::error::{Error, Result};
use dienstweg::media::{RemoteCache, Shape};
use dienstweg::object::{Reach, Viewer, read};
use dienstweg::store::Conn;
use dienstweg::store::schema::jobs;
use dienstweg::vetting;
use diesel::prelude::*;
use federation_tests::{Backend, Instance, Network, client, on_both_databases};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

/// A picture of eight times eight red points.
const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x08\x00\x00\x00\x08\x08\x02\x00\x00\x00\x4b\x6d\x29\xdc\x00\x00\x00\x11\x49\x44\x41\x54\x78\xda\x63\x38\x21\x67\x83\x15\x31\x0c\x2d\x09\x00\x77\x6c\x48\x81\xb7\xd7\xaf\xcf\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

async fn founded(instance: &Instance, founder: i64) -> i64 {
    let draft = GroupDraft {
        username: "krise".to_owned(),
        name: "Krisenstab".to_owned(),
        source: "Wofür sie da ist".to_owned(),
        posting_restricted: false,
        reach: CommunityReach::Closed,
    };
    outbox::create_group(&instance.app, founder, draft).await.unwrap()
}

/// The organisation that vouches for somebody, as an instance knows it.
async fn vetting_of(instance: &Instance, person: &str) -> Option<String> {
    let id = instance.known_actor(person).await.unwrap().id;
    instance.app.read(move |conn, app| vetting::current(conn, id, app.now())).await.unwrap().map(|vouched| vouched.organisation)
}

/// Whether somebody of an instance may read this.
async fn reads(instance: &Instance, person: i64, ap_id: &str) -> bool {
    let ap_id = ap_id.to_owned();
    let viewer = Viewer::Local { actor_id: person };
    let found = instance.app.read(move |conn, _| read::by_ap_id(conn, viewer, &ap_id)).await.unwrap();
    found.is_some_and(|object| object.deleted_at.is_none())
}

/// A community with Anna of the first instance as host and Bert of the second as a member, and an article in it.
struct Scene {
    network: Network,
    anna: i64,
    /// The community at its home.
    group: i64,
    bert: i64,
    /// The community where Bert is.
    there: i64,
    article: String,
}

impl Scene {
    async fn new(backend: Backend) -> Self {
        let network = Network::new(backend, 3).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.staff("anna").await, beta.staff("bert").await);
        let group = founded(alpha, anna).await;
        let there = beta.look_up(&format!("krise@{}", alpha.host())).await.id;
        outbox::ask_to_join(&beta.app, bert, there, "Bitte").await.unwrap();
        network.settle().await;
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::admit_applicant(&alpha.app, anna, group, applicant).await.unwrap();
        network.settle().await;
        let article = alpha.article(anna, Some(group), "Lage").await;
        network.settle().await;
        let article = alpha.object(article).await.ap_id;
        Self { network, anna, group, bert, there, article }
    }

    async fn bert_reads(&self) -> bool {
        reads(&self.network[1], self.bert, &self.article).await
    }

    /// Bert's answer, if his instance takes it.
    async fn bert_answers(&self) -> Result<i64> {
        let beta = &self.network[1];
        beta.comment(self.bert, beta.number(&self.article).await, "Verstanden").await
    }

    /// How Bert's membership stands at its home.
    async fn at_home(&self) -> Option<RelationState> {
        let (alpha, beta) = (&self.network[0], &self.network[1]);
        let bert = alpha.known_actor(&beta.app.urls.actor(self.bert)).await.unwrap().id;
        let group = self.group;
        alpha.app.read(move |conn, _| member::find(conn, group, bert)).await.unwrap().map(|member| member.state)
    }

    /// An hour goes by, and what is due is done.
    async fn hours(&self, hours: u64) {
        for _ in 0..hours {
            self.network.advance(HOUR);
            self.network.settle().await;
        }
    }
}

fn is(error: &Error, text: &str) -> bool {
    matches!(error, Error::Forbidden(reason) if reason.text == text)
}

on_both_databases! {
    async fn members_of_two_instances_talk_and_nobody_else_hears_it(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let anna = alpha.staff("anna").await;
        let group = founded(alpha, anna).await;
        let bert = beta.staff("bert").await;
        let berta = beta.staff("berta").await;
        let gerd = gamma.person("gerd").await;
        let there = beta.look_up(&format!("krise@{}", alpha.host())).await;
        assert_eq!((there.reach, there.followers.as_deref()), (CommunityReach::Closed, None), "the stub says what it is and counts nobody");

        outbox::ask_to_join(&beta.app, bert, there.id, "Ich leite den Stab in Essen & Umgebung.").await.unwrap();
        network.settle().await;
        let waiting = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap();
        assert_eq!(waiting.iter().map(|one| one.words.as_str()).collect::<Vec<_>>(), ["Ich leite den Stab in Essen & Umgebung."]);
        let applicant = waiting[0].actor_id;
        let role = beta.app.read(move |conn, _| member::role(conn, there.id, bert)).await.unwrap();
        assert_eq!(role, None, "nobody is in before the hosts say so");

        outbox::admit_applicant(&alpha.app, anna, group, applicant).await.unwrap();
        network.settle().await;
        let role = beta.app.read(move |conn, _| member::role(conn, there.id, bert)).await.unwrap();
        assert_eq!(role, Some(member::Role::Member));

        let article = alpha.article(anna, Some(group), "Lage").await;
        network.settle().await;
        let article = alpha.object(article).await;
        assert_eq!(article.reach, Reach::Members);
        assert!(reads(beta, bert, &article.ap_id).await, "a member reads it");
        assert!(!reads(beta, berta, &article.ap_id).await, "her colleague does not");
        assert!(gamma.known(&article.ap_id).await.is_none(), "no copy where nobody is a member");

        let comment = beta.comment(bert, beta.number(&article.ap_id).await, "Verstanden").await.unwrap();
        let comment = beta.object(comment).await;
        network.settle().await;
        assert!(reads(alpha, anna, &comment.ap_id).await, "the answer came in");
        assert!(!reads(beta, berta, &comment.ap_id).await);
        outbox::react(&beta.app, bert, beta.number(&article.ap_id).await, dienstweg::object::reaction::ReactionKind::Like, "").await.unwrap();
        network.settle().await;
        assert_eq!(alpha.object(article.id).await.reaction_count, 1);
        let deliveries: Vec<String> = gamma.deliveries().iter().map(|request| String::from_utf8_lossy(&request.body).into_owned()).collect();
        assert!(deliveries.iter().all(|body| !body.contains("Lage") && !body.contains("Verstanden")), "{deliveries:?}");

        // Somebody who is no member writes there all the same.
        let gerds = gamma.look_up(&format!("krise@{}", alpha.host())).await;
        assert!(outbox::publish(&gamma.app, gerd, outbox::Draft {
            kind: "Article",
            tool: Some("news"),
            group_id: Some(gerds.id),
            in_reply_to: None,
            name: "Fremd".to_owned(),
            summary: String::new(),
            source: "Fremd".to_owned(),
            reach: Reach::Public,
        }).await.is_err());

        outbox::leave(&beta.app, bert, there.id).await.unwrap();
        network.settle().await;
        assert!(!reads(beta, bert, &article.ap_id).await, "whoever left reads no more");
        let copy = beta.known(&article.ap_id).await.unwrap();
        assert_eq!((copy.content.as_str(), copy.json.as_str()), ("", "{}"), "and her instance keeps nothing");
        let left = alpha.app.read(move |conn, _| member::role(conn, group, applicant)).await.unwrap();
        assert_eq!(left, None);
        let later = alpha.article(anna, Some(group), "Später").await;
        network.settle().await;
        assert!(beta.known(&alpha.object(later).await.ap_id).await.is_none(), "nothing more goes there");
    }

    async fn a_declined_application_says_why(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let anna = alpha.staff("anna").await;
        let group = founded(alpha, anna).await;
        let bert = beta.staff("bert").await;
        let there = beta.look_up(&format!("krise@{}", alpha.host())).await.id;
        outbox::ask_to_join(&beta.app, bert, there, "").await.unwrap();
        network.settle().await;
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::decline_applicant(&alpha.app, anna, group, applicant, "Nur für Stäbe").await.unwrap();
        network.settle().await;
        let answered = beta.app.read(move |conn, _| application::find(conn, there, bert)).await.unwrap().unwrap();
        assert_eq!((answered.state, answered.reason.as_str()), (ApplicationState::Declined, "Nur für Stäbe"));
        assert_eq!(beta.app.read(move |conn, _| member::find(conn, there, bert)).await.unwrap().map(|member| member.state), None);
    }

    async fn nobody_comes_in_without_an_organisation_that_vouches(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let anna = alpha.staff("anna").await;
        let group = founded(alpha, anna).await;
        let bert = beta.person("bert").await;
        let there = beta.look_up(&format!("krise@{}", alpha.host())).await;
        let refused = outbox::ask_to_join(&beta.app, bert, there.id, "Bitte").await.unwrap_err();
        assert!(is(&refused, "error-not-vetted"), "{refused}");
        // His server asks all the same, without saying who he is.
        let joining = there.ap_id.clone();
        beta.app.write(move |conn, app| {
            let bert = actor::model::find(conn, bert)?;
            let new = New::by(&bert, "Join", json!(joining)).to(vec![joining.clone()]);
            let (id, activity) = compose(conn, app, &new)?;
            record(conn, app, id, &bert, None, &activity)?;
            deliver::enqueue(conn, app, id, &bert, bert.id, &[there.inbox]).map(drop)
        }).await.unwrap();
        network.settle().await;
        let open = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap();
        assert!(open.is_empty(), "{open:?}");
    }

    async fn who_is_nobody_s_staff_any_more_reads_and_writes_nothing(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        assert!(scene.bert_reads().await);
        let told = vetting_of(alpha, &beta.app.urls.actor(scene.bert)).await;
        assert_eq!(told.as_deref(), Some("Stadt Essen"), "the hosts see who vouches");

        let bert = scene.bert;
        let withdraw = move |conn: &mut Conn, app: &App| {
            let (vouching, organisation) = vetting::history(conn, bert)?.swap_remove(0);
            vetting::withdraw(conn, app, None, organisation.id, vouching.id, "gewechselt").map(|_| organisation.id)
        };
        let organisation = beta.app.write(withdraw).await.unwrap();
        assert!(!scene.bert_reads().await, "at once, before anybody elsewhere heard of it");
        assert!(matches!(scene.bert_answers().await.unwrap_err(), Error::NotFound), "nor is there anything to answer");
        scene.network.settle().await;
        assert_eq!(scene.at_home().await, Some(RelationState::Lapsed), "its home knows, too");
        assert_eq!(vetting_of(alpha, &beta.app.urls.actor(bert)).await, None);
        let later = alpha.article(scene.anna, Some(scene.group), "Später").await;
        scene.network.settle().await;
        assert!(beta.known(&alpha.object(later).await.ap_id).await.is_none(), "and sends nothing there");

        let withdrawal = beta.app.read(move |conn, app| vetting::withdrawals(conn, organisation, app.now())).await.unwrap()[0].id;
        beta.app.write(move |conn, app| vetting::restore(conn, app, None, organisation, withdrawal)).await.unwrap();
        assert!(scene.bert_reads().await);
        scene.network.settle().await;
        assert_eq!(scene.at_home().await, Some(RelationState::Accepted));
        scene.network.advance(Duration::from_secs(61));
        scene.network.settle().await;
        assert!(reads(beta, bert, &alpha.object(later).await.ap_id).await, "what was written meanwhile comes after all");
        scene.bert_answers().await.unwrap();
        scene.network.settle().await;

        // A year later nobody confirmed it.
        scene.network.advance(Duration::from_secs(370 * 24 * 3_600));
        scene.network.settle().await;
        assert!(!scene.bert_reads().await);
        assert_eq!(scene.at_home().await, Some(RelationState::Lapsed));
    }

    async fn a_silent_home_is_believed_for_three_days(backend: Backend) {
        let mut scene = Scene::new(backend).await;
        let there = scene.network[1].actor(scene.there).await;
        assert_eq!(there.follower_count, 2, "its home says how many they are");
        scene.hours(20).await;
        assert!(scene.bert_reads().await);
        scene.bert_answers().await.unwrap();
        scene.network.settle().await;
        scene.network[0].stop().await;
        scene.hours(17).await;
        assert!(scene.bert_reads().await);
        scene.bert_answers().await.expect("less than a day is nothing");
        scene.hours(9).await;
        assert!(scene.bert_reads().await, "reading goes on");
        assert!(is(&scene.bert_answers().await.unwrap_err(), "error-home-silent"), "writing does not");
        scene.hours(48).await;
        assert!(!scene.bert_reads().await, "after three days nobody knows who is a member");
        scene.network[0].start().await;
        scene.hours(4).await;
        assert!(scene.bert_reads().await, "its home is back and confirms it");
        scene.bert_answers().await.unwrap();
    }

    async fn whoever_should_ask_the_home_and_does_not_is_noticed(backend: Backend) {
        let mut scene = Scene::new(backend).await;
        scene.network[0].stop().await;
        // The job that asks was lost, whatever the reason.
        let beta = &scene.network[1];
        let lost = |conn: &mut Conn, _: &App| {
            let jobs = jobs::table.filter(jobs::kind.eq(lease::RENEW));
            Ok(diesel::delete(jobs).execute(conn)?)
        };
        assert!(beta.app.write(lost).await.unwrap() > 0);
        beta.app.write(recount::ensure_night).await.unwrap();
        scene.hours(100).await;
        assert!(!scene.bert_reads().await, "the night looks after it");
    }

    async fn whom_the_home_no_longer_knows_is_out_and_takes_nothing_along(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        // The message that ended it got lost.
        let (group, bert) = (scene.group, alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id);
        alpha.app.write(move |conn, _| member::remove(conn, group, bert)).await.unwrap();
        assert!(scene.bert_reads().await);
        scene.hours(7).await;
        assert!(!scene.bert_reads().await, "the list of members says so");
        let copy = beta.known(&scene.article).await.unwrap();
        assert_ne!(copy.content, "", "one answer alone destroys nothing");
        scene.hours(2).await;
        let copy = beta.known(&scene.article).await.unwrap();
        assert_eq!((copy.content.as_str(), copy.json.as_str()), ("", "{}"));
        let (there, bert) = (scene.there, scene.bert);
        assert!(beta.app.read(move |conn, _| member::find(conn, there, bert)).await.unwrap().is_none());
    }

    async fn a_lost_acceptance_is_found_in_the_list(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let carla = beta.staff("carla").await;
        outbox::ask_to_join(&beta.app, carla, scene.there, "").await.unwrap();
        scene.network.settle().await;
        let (group, there) = (scene.group, scene.there);
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        alpha.app.write(move |conn, _| member::accept(conn, group, applicant)).await.unwrap();
        assert!(!reads(beta, carla, &scene.article).await);
        scene.hours(7).await;
        assert!(reads(beta, carla, &scene.article).await);
        let state = beta.app.read(move |conn, _| application::find(conn, there, carla)).await.unwrap().unwrap().state;
        assert_eq!(state, ApplicationState::Accepted);
        // Nobody else learns who the members are.
        for (asker, sees) in [(&scene.network[2], false), (beta, true)] {
            let url = format!("{}/members", alpha.app.urls.actor(group));
            let found = fetch::document(&asker.app, &url).await;
            assert_eq!(matches!(found, Ok(Found::Document(_))), sees, "{found:?}");
        }
    }

    async fn hosts_decide_from_where_they_are(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let (group, there) = (scene.group, scene.there);
        let bert_at_home = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        let mut people = Vec::new();
        let at_gamma = gamma.look_up(&format!("krise@{}", alpha.host())).await.id;
        for (name, words) in [("gerd", "Ich leite das Lagezentrum."), ("gitta", "Neugier"), ("gregor", "Später vielleicht"), ("gudrun", "Auch")] {
            let person = gamma.staff(name).await;
            outbox::ask_to_join(&gamma.app, person, at_gamma, words).await.unwrap();
            people.push(person);
            if name == "gerd" {
                // He asks before there is a host elsewhere.
                scene.network.settle().await;
                outbox::appoint(&alpha.app, scene.anna, group, bert_at_home).await.unwrap();
            }
            scene.network.settle().await;
            scene.network.advance(Duration::from_secs(1));
        }
        let open = |instance: &Instance, group: i64| {
            let app = Arc::clone(&instance.app);
            async move { app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap() }
        };
        let waiting = open(beta, there).await;
        let words: Vec<&str> = waiting.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["Ich leite das Lagezentrum.", "Neugier", "Später vielleicht", "Auch"], "a host elsewhere sees who asks");
        let gerd = gamma.app.urls.actor(people[0]);
        assert_eq!(vetting_of(beta, &gerd).await.as_deref(), Some("Stadt Essen"), "and who vouches for them");
        assert!(open(gamma, at_gamma).await.len() == 4, "each knows her own");

        outbox::admit_applicant(&beta.app, scene.bert, there, waiting[0].actor_id).await.unwrap();
        outbox::decline_applicant(&beta.app, scene.bert, there, waiting[1].actor_id, "Nur für Stäbe").await.unwrap();
        outbox::leave(&gamma.app, people[2], at_gamma).await.unwrap();
        let last = open(alpha, group).await.into_iter().find(|one| one.words == "Auch").unwrap().actor_id;
        outbox::decline_applicant(&alpha.app, scene.anna, group, last, "Voll").await.unwrap();
        scene.network.settle().await;
        assert!(open(alpha, group).await.is_empty() && open(beta, there).await.is_empty(), "nothing waits any more, anywhere");
        assert!(reads(gamma, people[0], &scene.article).await || gamma.known(&scene.article).await.is_none());
        let (first, second) = (people[0], people[1]);
        assert_eq!(gamma.app.read(move |conn, _| member::role(conn, at_gamma, first)).await.unwrap(), Some(member::Role::Member));
        let declined = gamma.app.read(move |conn, _| application::find(conn, at_gamma, second)).await.unwrap().unwrap();
        assert_eq!((declined.state, declined.reason.as_str()), (ApplicationState::Declined, "Nur für Stäbe"));
        let states: Vec<_> = {
            let ids: Vec<i64> = waiting.iter().map(|one| one.actor_id).collect();
            beta.app.read(move |conn, _| ids.into_iter().map(|id| Ok(application::find(conn, there, id)?.unwrap())).collect::<Result<Vec<_>>>()).await.unwrap()
        };
        let states: Vec<_> = states.iter().map(|one| (one.state, one.words.as_str())).collect();
        use ApplicationState::{Accepted, Declined, Withdrawn};
        assert_eq!(states, [(Accepted, ""), (Declined, ""), (Withdrawn, ""), (Declined, "")], "and a host elsewhere keeps no words of it");

        // A host who is one no longer decides nothing.
        outbox::dismiss(&alpha.app, scene.anna, group, bert_at_home).await.unwrap();
        scene.network.settle().await;
        outbox::ask_to_join(&gamma.app, people[1], at_gamma, "Noch einmal").await.unwrap();
        scene.network.settle().await;
        assert!(open(beta, there).await.is_empty());
        assert_eq!(open(alpha, group).await.len(), 1);
    }

    async fn prv_25_27_without_members_a_server_hears_of_deletions_alone(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let (group, there, bert) = (scene.group, scene.there, scene.bert);
        let at_home = alpha.known_actor(&beta.app.urls.actor(bert)).await.unwrap().id;
        // Bert is out, and his server fails to empty what it has.
        alpha.app.write(move |conn, _| member::remove(conn, group, at_home)).await.unwrap();
        beta.app.write(move |conn, _| member::remove(conn, there, bert)).await.unwrap();
        beta.forget_requests();
        let article = alpha.number(&scene.article).await;
        let edit = outbox::Edit { name: "Lage neu".to_owned(), summary: String::new(), source: "Anders".to_owned(), base: None };
        outbox::revise(&alpha.app, scene.anna, article, edit).await.unwrap();
        alpha.comment(scene.anna, article, "Nur für Mitglieder").await.unwrap();
        scene.network.settle().await;
        assert!(beta.deliveries().is_empty(), "{:#?}", beta.deliveries());
        assert_ne!(beta.known(&scene.article).await.unwrap().content, "");
        outbox::delete(&alpha.app, scene.anna, article).await.unwrap();
        scene.network.settle().await;
        assert_eq!(beta.deliveries().len(), 1);
        let copy = beta.known(&scene.article).await.unwrap();
        assert!(copy.deleted_at.is_some() && copy.content.is_empty(), "{copy:?}");
    }

    async fn pictures_reach_members_and_nobody_else(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let (group, gerd) = (scene.group, gamma.staff("gerd").await);
        let at_gamma = gamma.look_up(&format!("krise@{}", alpha.host())).await.id;
        outbox::ask_to_join(&gamma.app, gerd, at_gamma, "").await.unwrap();
        scene.network.settle().await;
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::admit_applicant(&alpha.app, scene.anna, group, applicant).await.unwrap();
        scene.network.settle().await;

        // Bert's picture, in a community that is neither at his home nor at Gerd's.
        let upload = outbox::upload(&beta.app, scene.bert, PNG.into(), Shape::Whole).await.unwrap();
        let picture = outbox::NewPicture { id: upload, name: "Ein Plan".to_owned() };
        let draft = outbox::Draft {
            kind: "Article",
            tool: Some("news"),
            group_id: Some(scene.there),
            in_reply_to: None,
            name: "Mit Plan".to_owned(),
            summary: String::new(),
            source: "Der Plan".to_owned(),
            reach: Reach::Public,
        };
        let article = outbox::publish_with_pictures(&beta.app, scene.bert, draft, vec![picture]).await.unwrap();
        let article = beta.object(article).await.ap_id;
        scene.network.settle().await;

        let outsider = gamma.person("gitta").await;
        let there = gamma.number(&article).await;
        let see = |person: i64| media::elsewhere(&gamma.app, Viewer::Local { actor_id: person }, Elsewhere::Attachment(there, 0), false);
        assert!(matches!(see(outsider).await, Err(Error::NotFound)), "before anybody here saw it");
        beta.forget_requests();
        let (bytes, kind, open) = see(gerd).await.unwrap();
        assert!(!bytes.is_empty() && kind.as_str().starts_with("image/") && !open);
        let asked: Vec<_> = beta.fetches().into_iter().map(|request| request.path).collect();
        assert_eq!(asked.len(), 1, "only its home asked for it: {asked:?}");
        assert!(matches!(see(outsider).await, Err(Error::NotFound)), "and now that there is a copy");

        // Nobody gets it without a right to it, wherever they ask.
        let url = beta.object(beta.number(&article).await).await;
        let direct = dienstweg::object::json::details(&url).attachments[0].url.clone();
        let mut at_home = url::Url::parse(&format!("{}/pictures", alpha.app.urls.actor(group))).unwrap();
        at_home.query_pairs_mut().append_pair("of", &article).append_pair("place", "0");
        for address in [direct.as_str(), at_home.as_str()] {
            let answer = client("a stranger").get(&address.parse().unwrap(), "image/*", &|_| Ok(http::HeaderMap::new())).await.unwrap();
            assert_eq!(answer.status, 404, "{address}");
        }

        outbox::leave(&gamma.app, gerd, at_gamma).await.unwrap();
        scene.network.settle().await;
        assert!(matches!(see(gerd).await, Err(Error::NotFound)));
        let copy = gamma.app.media.cache.get(&RemoteCache::key(at_home.as_str(), "whole")).await.unwrap();
        assert!(copy.is_none(), "the copy is gone, too");
    }
}
