//! What lies of a protected community on the servers of its members, and what becomes of it.

use super::{HOUR, Scene};
use dienstweg::activity::media::{self, Elsewhere};
use dienstweg::activity::outbox;
use dienstweg::actor::{application, member};
use dienstweg::error::Error;
use dienstweg::media::{RemoteCache, Shape};
use dienstweg::object::{Reach, Viewer};
use federation_tests::{client, on_both_databases};

/// A picture of eight times eight red points.
const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x08\x00\x00\x00\x08\x08\x02\x00\x00\x00\x4b\x6d\x29\xdc\x00\x00\x00\x11\x49\x44\x41\x54\x78\xda\x63\x38\x21\x67\x83\x15\x31\x0c\x2d\x09\x00\x77\x6c\x48\x81\xb7\xd7\xaf\xcf\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

on_both_databases! {
    async fn flt_47_what_waits_for_a_server_whose_last_member_left_is_not_sent(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        beta.answer_deliveries(Some(500));
        let article = alpha.article(scene.anna, Some(scene.group), "Geht sie nichts mehr an").await;
        scene.network.settle().await;
        let bert = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        outbox::ban(&alpha.app, scene.anna, scene.group, bert, "Gewechselt", None).await.unwrap();
        beta.answer_deliveries(None);
        beta.forget_requests();
        scene.network.advance(HOUR);
        scene.network.settle().await;
        assert_eq!(alpha.waiting_deliveries().await, 0);
        assert!(!beta.deliveries().is_empty(), "what was decided about her arrives");
        assert!(beta.deliveries().iter().all(|request| !String::from_utf8_lossy(&request.body).contains("nichts mehr an")));
        assert!(beta.known(&alpha.app.urls.object(article)).await.is_none());
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
