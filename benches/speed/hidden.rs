//! Whether the time until an answer tells what is hidden from what never was: both asked for side by side.

use crate::instance::{Database, HOST, Instance, databases};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dienstweg::actor::CommunityReach;
use dienstweg::app::App;
use dienstweg::object::Reach;
use dienstweg::server::{NOT_FOUND_STEP, ServerSettings};
use dienstweg::store::Conn;
use dienstweg::store::schema::{actors, objects};
use diesel::prelude::*;
use divan::Bencher;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// What is asked for, and by whom: `hidden` stands for the number of what is there, `never` for one that nothing has.
const ASKED: [(&str, &str); 8] = [
    ("/b/hidden", "text/html"),
    ("/b/never", "text/html"),
    ("/ap/objects/hidden", "application/activity+json"),
    ("/ap/objects/never", "application/activity+json"),
    ("/g/digitales", "text/html"),
    ("/g/niemals", "text/html"),
    ("/.well-known/webfinger?resource=acct:digitales@rudi.localhost:8081", "application/jrd+json"),
    ("/.well-known/webfinger?resource=acct:niemals@rudi.localhost:8081", "application/jrd+json"),
];

fn asked() -> Vec<(&'static str, &'static str, Database)> {
    databases().into_iter().flat_map(|database| ASKED.map(|(path, accept)| (path, accept, database))).collect()
}

/// The answer to somebody who is not logged in, about a community for invited people alone.
#[divan::bench(args = asked())]
fn ask_for(bencher: Bencher<'_, '_>, (path, accept, database): &(&str, &str, Database)) {
    let instance = Instance::new(*database, 100);
    let group = instance.group;
    let hide = move |conn: &mut Conn, app: &App| {
        let members = app.urls.of_actor(group, "members");
        let hidden = (actors::reach.eq(CommunityReach::Secret), actors::members.eq(members));
        diesel::update(actors::table.find(group)).set(hidden).execute(conn)?;
        diesel::update(objects::table.filter(objects::group_id.eq(group))).set(objects::reach.eq(Reach::Members)).execute(conn)?;
        Ok(())
    };
    instance.runtime.block_on(instance.app.write(hide)).unwrap();
    let router =
        dienstweg::instance::router(&instance.app, &ServerSettings { not_found_step: NOT_FOUND_STEP, ..ServerSettings::default() });
    let path = path.replace("hidden", &instance.article.to_string()).replace("never", &(instance.article - 1).to_string());
    bencher.bench_local(|| {
        let request = Request::get(&path).header(header::HOST, HOST).header(header::ACCEPT, *accept).body(Body::empty()).unwrap();
        instance.runtime.block_on(async {
            let answer = router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            answer.into_body().collect().await.unwrap().to_bytes()
        })
    });
}
