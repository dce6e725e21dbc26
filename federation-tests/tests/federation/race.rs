//! The same object comes by two ways at the same moment.

use dienstweg::activity::deliver::{self, DeliveryState};
use dienstweg::object::{Object, ObjectState};
use dienstweg::peer;
use dienstweg::store::schema::objects;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use federation_tests::{Backend, Instance, Network};
use std::sync::mpsc;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many transactions of this instance wait for another one.
async fn held_up(instance: &Instance) -> i64 {
    let waiting = "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    instance.app.read(move |conn, _| Ok(diesel::sql_query(waiting).get_result::<Count>(conn)?.count)).await.expect("a look at the server")
}

// On SQLite one transaction follows the other.
#[tokio::test]
async fn an_announcement_of_what_is_being_stored_is_not_refused() {
    if !Backend::Postgres.is_there() {
        return println!("skipped: set TEST_POSTGRES_URL");
    }
    let network = Network::new(Backend::Postgres, 2).await;
    let community = network.community().await;
    let (alpha, beta) = (&network[0], &network[1]);
    let article = alpha.object(alpha.article(community.people[0], Some(community.groups[0]), "Auf zwei Wegen").await).await;
    let author = beta.known_actor(&alpha.app.urls.actor(community.people[0])).await.expect("anna is known on beta").id;
    let (stored, is_stored) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel();
    let ap_id = article.ap_id.clone();
    // As the author's own delivery would: it is there, but nobody sees it yet.
    let first = beta.app.write(move |conn, app| {
        let id = app.next_id();
        let came = Object { id, actor_id: author, group_id: None, root_id: id, local: false, seq: None, ..article };
        diesel::insert_into(objects::table).values(&came).execute(conn)?;
        stored.send(()).expect("the test waits");
        may_go_on.recv().expect("the test goes on");
        Ok(())
    });
    let announcing = async {
        while is_stored.try_recv().is_err() {
            tokio::task::yield_now().await;
        }
        let watching = async {
            while held_up(beta).await == 0 {
                tokio::task::yield_now().await;
            }
            go_on.send(()).expect("the first transaction waits");
        };
        tokio::join!(network.settle(), watching);
    };
    let (first, ()) = tokio::join!(first, announcing);
    first.expect("the first way");
    let known = beta.known(&ap_id).await.expect("the article");
    assert_eq!((known.group_id, known.state), (Some(community.groups[1]), ObjectState::Published), "the community took it in");
    assert!(known.seq.is_some());
    let host = beta.host().to_owned();
    let refused = alpha.app.read(move |conn, _| {
        let peer = peer::by_host(conn, &host)?.expect("beta is known");
        deliver::of_peer(conn, peer.id, DeliveryState::Refused, 10)
    });
    assert!(refused.await.expect("the deliveries").is_empty());
}
