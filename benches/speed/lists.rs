//! What people read: lists from the database, and whole pages.

use crate::instance::{Database, HOST, Instance, databases};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dienstweg::object::{Viewer, read};
use dienstweg::server::ServerSettings;
use divan::Bencher;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// In the community that is read.
const ARTICLES: usize = 1_000;
/// On a page.
const LISTED: i64 = 20;

/// The posts of a community, newest first, for somebody who is not logged in.
#[divan::bench(args = databases())]
fn list_a_community(bencher: Bencher<'_, '_>, database: Database) {
    let instance = Instance::new(database, ARTICLES);
    let group = instance.group;
    bencher.bench_local(|| {
        let listed = instance.app.read(move |conn, _| read::of_group(conn, Viewer::Anonymous, group, i64::MAX, LISTED));
        assert_eq!(instance.runtime.block_on(listed).unwrap().0.len(), 20);
    });
}

/// What somebody who is logged in finds at home.
#[divan::bench(args = databases())]
fn list_home(bencher: Bencher<'_, '_>, database: Database) {
    let instance = Instance::new(database, ARTICLES);
    let anna = instance.anna;
    bencher.bench_local(|| {
        let listed = instance.app.read(move |conn, _| read::home(conn, anna, i64::MAX, LISTED));
        assert_eq!(instance.runtime.block_on(listed).unwrap().len(), 20);
    });
}

/// The page of a community and the first page, through all layers but the sockets.
#[divan::bench(args = pages())]
fn open_a_page(bencher: Bencher<'_, '_>, (path, database): &(&str, Database)) {
    let instance = Instance::new(*database, ARTICLES);
    let router = dienstweg::instance::router(&instance.app, &ServerSettings::default());
    bencher.bench_local(|| {
        let request = Request::get(*path).header(header::HOST, HOST).body(Body::empty()).unwrap();
        instance.runtime.block_on(async {
            let answer = router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK);
            answer.into_body().collect().await.unwrap().to_bytes()
        })
    });
}

fn pages() -> Vec<(&'static str, Database)> {
    databases().into_iter().flat_map(|database| [("/g/digitales", database), ("/", database)]).collect()
}
