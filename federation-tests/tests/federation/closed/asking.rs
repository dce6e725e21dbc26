//! Questions of a protected community to people elsewhere, asked and answered with hosts elsewhere.

use super::Scene;
use dienstweg::activity::outbox::{self, ProfileDraft, Wish};
use dienstweg::actor::answer::{self, Answer};
use dienstweg::actor::application::{self, Application, ApplicationState};
use dienstweg::actor::member::{self, Role};
use dienstweg::notification::{self, NotificationKind};
use dienstweg::store::schema::activities;
use dienstweg::vetting::Level;
use diesel::prelude::*;
use federation_tests::{Instance, on_both_databases};

async fn open(instance: &Instance, group: i64) -> Vec<Application> {
    instance.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()
}

/// Every activity in the log of an instance.
async fn bodies(instance: &Instance) -> Vec<String> {
    instance.app.read(|conn, _| Ok(activities::table.select(activities::body).load(conn)?)).await.unwrap()
}

on_both_databases! {
    async fn questions_and_answers_go_wherever_somebody_decides(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let bert_at_home = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        outbox::appoint(&alpha.app, scene.anna, scene.group, bert_at_home).await.unwrap();
        let questions = ProfileDraft { questions: Some("Warum?\nWas bringst du ein?"), ..ProfileDraft::new("Krise", "Für Stäbe") };
        outbox::change_profile_and_picture(&alpha.app, scene.anna, scene.group, questions).await.unwrap();
        scene.network.settle().await;
        let gerd = gamma.staff("gerd").await;
        let at_gamma = gamma.look_up(&format!("krise@{}", alpha.host())).await;
        assert_eq!(dienstweg::actor::json::rules(&at_gamma).questions, ["Warum?", "Was bringst du ein?"]);
        let answer = |question: &str, text: &str| Answer { question: question.to_owned(), text: text.to_owned() };
        let wish = |words: &str| Wish {
            words: words.to_owned(),
            answers: vec![answer("Warum?", "Weil <b>alles</b> & mehr\nfehlt"), answer("Was bringst du ein?", "Zeit")],
        };
        outbox::ask_to_join(&gamma.app, gerd, at_gamma.id, "Bitte").await.unwrap_err();
        outbox::ask_to_join(&gamma.app, gerd, at_gamma.id, wish("")).await.unwrap();
        scene.network.settle().await;
        for (instance, group) in [(alpha, scene.group), (beta, scene.there), (gamma, at_gamma.id)] {
            let waiting = open(instance, group).await;
            assert_eq!(answer::restored(&waiting[0].answers), wish("").answers, "{} reads them", instance.host());
        }

        let asker = open(beta, scene.there).await[0].actor_id;
        outbox::ask_applicant_back(&beta.app, scene.bert, scene.there, asker, "Für welche Stadt?").await.unwrap();
        scene.network.settle().await;
        for (instance, group) in [(alpha, scene.group), (beta, scene.there), (gamma, at_gamma.id)] {
            assert_eq!(open(instance, group).await[0].reason, "Für welche Stadt?", "{}", instance.host());
        }
        let told = gamma.app.read(move |conn, _| notification::list(conn, gerd, i64::MAX, 10)).await.unwrap();
        assert_eq!(told.iter().map(|one| one.kind).collect::<Vec<_>>(), [NotificationKind::AskedBack]);

        outbox::ask_to_join(&gamma.app, gerd, at_gamma.id, wish("Für Essen")).await.unwrap();
        scene.network.settle().await;
        for (instance, group) in [(alpha, scene.group), (beta, scene.there), (gamma, at_gamma.id)] {
            let waiting = open(instance, group).await;
            assert_eq!((waiting[0].words.as_str(), waiting[0].reason.as_str()), ("Für Essen", ""), "{}", instance.host());
        }
        outbox::admit_applicant(&beta.app, scene.bert, scene.there, asker).await.unwrap();
        scene.network.settle().await;
        let group = at_gamma.id;
        assert_eq!(gamma.app.read(move |conn, _| member::role(conn, group, gerd)).await.unwrap(), Some(Role::Member));
        assert!(open(alpha, scene.group).await.is_empty() && open(beta, scene.there).await.is_empty());
        for instance in [alpha, beta, gamma] {
            for body in bodies(instance).await {
                let written = ["Zeit", "Für Essen", "fehlt"].into_iter().find(|words| body.contains(words));
                assert_eq!(written, None, "{} keeps what was written after it was decided: {}", instance.host(), body);
            }
        }
    }

    async fn people_of_other_levels_are_refused_by_the_home(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, gamma) = (&scene.network[0], &scene.network[2]);
        let gerd = gamma.staff("gerd").await;
        let at_gamma = gamma.look_up(&format!("krise@{}", alpha.host())).await;
        let federal = ProfileDraft { levels: Some(&[Level::Federal]), ..ProfileDraft::new("Krise", "Für den Bund") };
        outbox::change_profile_and_picture(&alpha.app, scene.anna, scene.group, federal).await.unwrap();
        scene.network.settle().await;
        assert!(dienstweg::actor::json::rules(&at_gamma).levels.is_empty(), "his server knows the rule of before");
        outbox::ask_to_join(&gamma.app, gerd, at_gamma.id, "Bitte").await.unwrap();
        scene.network.settle().await;
        let group = at_gamma.id;
        let answer = gamma.app.read(move |conn, _| application::find(conn, group, gerd)).await.unwrap().unwrap();
        assert_eq!(answer.state, ApplicationState::Declined);
        assert!(answer.reason.contains("other levels of administration"), "{}", answer.reason);
        assert!(open(alpha, scene.group).await.is_empty());
        assert!(scene.bert_reads().await, "members stay");
    }
}
