//! A protected community becomes one for fewer people: who lives elsewhere loses it, with a receipt.

use super::invited::{founded, invite, is_member, known};
use super::reads;
use dienstweg::activity::outbox;
use dienstweg::actor::purge::{PurgeState, Why};
use dienstweg::actor::{CommunityReach, Viewer, audience};
use dienstweg::error::Error;
use dienstweg::store::schema::purges;
use diesel::prelude::*;
use federation_tests::{Network, on_both_databases};
use std::time::Duration;

on_both_databases! {
    async fn what_is_for_one_instance_from_now_on_is_gone_elsewhere(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let (anna, bert, gerd) = (alpha.staff("anna").await, beta.staff("bert").await, gamma.staff("gerd").await);
        let (arno, berta) = (alpha.staff("arno").await, beta.staff("berta").await);
        let group = founded(alpha, anna, "netz", CommunityReach::Network).await;
        let ap_id = alpha.app.urls.actor(group);
        outbox::join(&alpha.app, arno, group).await.unwrap();
        invite(alpha, anna, group, "bert", beta).await;
        network.settle().await;
        let there = known(beta, &ap_id).await.unwrap().id;
        outbox::join(&beta.app, bert, there).await.unwrap();
        network.settle().await;
        let article = alpha.article(anna, Some(group), "Lage").await;
        network.settle().await;
        let article = alpha.object(article).await.ap_id;
        assert!(reads(beta, bert, &article).await && is_member(beta, there, bert).await);

        invite(alpha, anna, group, "gerd", gamma).await;
        network.settle().await;
        let refused = outbox::narrow(&alpha.app, anna, group, CommunityReach::Local).await.unwrap_err();
        assert!(matches!(&refused, Error::Invalid(fields) if fields[0].text == "error-narrow-open"), "{refused:?}");
        assert!(is_member(alpha, group, arno).await && reads(beta, bert, &article).await, "nothing is half done");
        outbox::decline_invitation(&gamma.app, gerd, known(gamma, &ap_id).await.unwrap().id).await.unwrap();
        network.settle().await;
        network.advance(Duration::from_secs(60));

        outbox::narrow(&alpha.app, anna, group, CommunityReach::Local).await.unwrap();
        network.settle().await;
        assert!(is_member(alpha, group, arno).await);
        assert!(!is_member(beta, there, bert).await, "he is told that he is a member no longer");
        assert!(!reads(beta, bert, &article).await);
        let receipts = |conn: &mut dienstweg::store::Conn, _: &dienstweg::app::App| {
            Ok(purges::table.select((purges::why, purges::state)).load::<(Why, PurgeState)>(conn)?)
        };
        assert_eq!(alpha.app.read(receipts).await.unwrap(), [(Why::Narrowed, PurgeState::Answered)]);
        let stub = known(beta, &ap_id).await.unwrap();
        let learns = beta.app.read(move |conn, _| audience::is_known_to(conn, Viewer::Local { actor_id: berta }, &stub)).await.unwrap();
        assert!(!learns, "nobody there learns of it any more");
        assert!(matches!(outbox::join(&beta.app, bert, there).await.unwrap_err(), Error::NotFound));
    }

    async fn hosts_narrow_and_never_widen(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.staff("anna").await, beta.staff("bert").await);
        let group = founded(alpha, anna, "netz", CommunityReach::Network).await;
        let ap_id = alpha.app.urls.actor(group);
        invite(alpha, anna, group, "bert", beta).await;
        network.settle().await;
        let there = known(beta, &ap_id).await.unwrap().id;
        outbox::join(&beta.app, bert, there).await.unwrap();
        network.settle().await;
        outbox::narrow(&alpha.app, anna, group, CommunityReach::Closed).await.unwrap();
        network.settle().await;
        assert_eq!(known(beta, &ap_id).await.unwrap().reach, CommunityReach::Closed, "members' servers hear of it");
        assert!(is_member(beta, there, bert).await);
        outbox::narrow(&alpha.app, anna, group, CommunityReach::Network).await.unwrap_err();
        outbox::narrow(&beta.app, bert, there, CommunityReach::Secret).await.unwrap_err();
        outbox::narrow(&alpha.app, anna, group, CommunityReach::Secret).await.unwrap();
        network.settle().await;
        assert_eq!(known(beta, &ap_id).await.unwrap().reach, CommunityReach::Secret);
        let article = alpha.article(anna, Some(group), "Lage").await;
        network.settle().await;
        assert!(reads(beta, bert, &alpha.object(article).await.ap_id).await, "and go on reading");
    }
}
