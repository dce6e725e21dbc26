//! Communities whose members alone read what is in them, across instances.

mod asking;
mod copies;
mod cutting;
mod guests;
mod hosting;
mod invited;
mod leases;
mod listed;
mod nameless;
mod narrowing;
mod purges;

use dienstweg::activity::apply::ASSERTION;
use dienstweg::activity::compose::{New, compose, record};
use dienstweg::activity::deliver;
use dienstweg::activity::outbox::{self, GroupDraft};
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::follow::RelationState;
use dienstweg::actor::{self, CommunityReach, member};
use dienstweg::app::App;
use dienstweg::error::{Error, Result};
use dienstweg::object::{Reach, Viewer, read};
use dienstweg::store::Conn;
use dienstweg::vetting::{self, assertion};
use federation_tests::{Backend, Instance, Network, on_both_databases};
use serde_json::{Value, json};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

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

/// The same, as those inside a community see it.
async fn vetting_inside(instance: &Instance, group: i64, person: &str) -> Option<String> {
    let id = instance.known_actor(person).await.unwrap().id;
    instance.app.read(move |conn, app| vetting::current_in(conn, id, group, app.now())).await.unwrap().map(|vouched| vouched.organisation)
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

    async fn what_was_taken_back_never_comes_again(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (beta, bert) = (&scene.network[1], scene.bert);
        let said = beta.app.read(move |conn, app| {
            let person = actor::model::find(conn, bert)?;
            assertion::compose(conn, app, &person)
        }).await.unwrap().unwrap();
        let withdraw = move |conn: &mut Conn, app: &App| {
            let (vouching, organisation) = vetting::history(conn, bert)?.swap_remove(0);
            vetting::withdraw(conn, app, None, organisation.id, vouching.id, "gewechselt").map(drop)
        };
        beta.app.write(withdraw).await.unwrap();
        scene.network.settle().await;
        assert_eq!(scene.at_home().await, Some(RelationState::Lapsed));
        let home = beta.actor(scene.there).await;
        beta.app.write(move |conn, app| {
            let bert = actor::model::find(conn, bert)?;
            let new = New::by(&bert, "Join", json!(home.ap_id)).to(vec![home.ap_id.clone()]).with(ASSERTION, Value::Object(said));
            let (id, activity) = compose(conn, app, &new)?;
            record(conn, app, id, &bert, None, &activity)?;
            deliver::enqueue(conn, app, id, &bert, bert.id, &[home.inbox]).map(drop)
        }).await.unwrap();
        scene.network[0].forget_requests();
        scene.network.settle().await;
        assert_eq!(scene.network[0].deliveries().len(), 1, "it arrived, well proven and within its time");
        assert_eq!(scene.at_home().await, Some(RelationState::Lapsed));
        assert!(!scene.bert_reads().await);
    }
}
