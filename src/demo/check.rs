//! Whether all three instances show the same conversation, asked over HTTP as anybody could.

use super::content::{Content, Site};
use super::instances::Instances;
use crate::actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::json::{self, Document, Properties};
use crate::object;
use crate::text::plain_text;
use http::HeaderMap;
use std::sync::Arc;
use url::Url;

const ACTIVITY_JSON: &str = "application/activity+json";

/// Where the shared conversation is on each instance: its page.
pub(super) async fn pages(instances: &Instances, content: &Content) -> Result<Vec<(Site, String)>> {
    let shared = shared(instances, content).await?;
    Ok(shared.into_iter().map(|(site, number)| (site, instances.of(site).urls.at(&format!("/b/{number}")))).collect())
}

/// The number of the shared conversation's article on each instance.
async fn shared(instances: &Instances, content: &Content) -> Result<Vec<(Site, i64)>> {
    let thread = content.threads.first().ok_or_else(|| Error::internal("the demo has no conversation"))?;
    let home = instances.of(thread.group.site);
    let (group, title) = (thread.group.username.clone(), thread.title.clone());
    let ap_id = home
        .read(move |conn, app| {
            let Some(group) = actor::model::group_by_handle(conn, &group, app.urls.host())? else { return Ok(None) };
            let beginnings = object::read::of_group(conn, object::Viewer::Anonymous, group.id, i64::MAX, 100)?.0;
            Ok(beginnings.into_iter().find(|object| object.name == title).map(|object| object.ap_id))
        })
        .await?
        .ok_or_else(|| Error::Unavailable(format!("{} does not have the conversation {:?}", thread.group.site.name(), thread.title)))?;
    let mut numbers = Vec::new();
    for (site, app) in instances.all() {
        let id = ap_id.clone();
        let number = app.read(move |conn, _| Ok(object::model::by_ap_id(conn, &id)?.map(|object| object.id))).await?;
        let number = number.ok_or_else(|| Error::Unavailable(format!("{} does not have {ap_id}", site.name())))?;
        numbers.push((site, number));
    }
    Ok(numbers)
}

/// Asks each instance for the conversation as a collection and as a page. Returns what differs, one line each.
pub(super) async fn compare(instances: &Instances, content: &Content) -> Result<Vec<String>> {
    let expected = content.threads.first().map_or(0, |thread| thread.comments.len() + 1);
    let mut differences = Vec::new();
    let mut first: Option<Vec<String>> = None;
    let mut texts: Vec<(String, String)> = Vec::new();
    for (site, number) in shared(instances, content).await? {
        let app = instances.of(site);
        let ids = collection(app, number).await?;
        if ids.len() != expected {
            differences.push(format!("{}: {} posts instead of {expected}", site.name(), ids.len()));
        }
        match &first {
            None => {
                for id in &ids {
                    texts.push((id.clone(), text_at(app, id).await?));
                }
                first = Some(ids);
            }
            Some(first) if *first != ids => differences.push(format!("{}: {ids:?} instead of {first:?}", site.name())),
            Some(_) => {}
        }
        let page = page(app, number).await?;
        for (id, text) in &texts {
            if !page.contains(text) {
                differences.push(format!("{}: the page lacks the text of {id}: {text}", site.name()));
            }
        }
    }
    Ok(differences)
}

async fn get(app: &App, url: &str, accept: &str) -> Result<String> {
    let address = Url::parse(url).map_err(Error::internal)?;
    let response = app.http.get(&address, accept, &|_| Ok(HeaderMap::new())).await?;
    if !response.is_success() {
        return Err(Error::remote(url, "error-remote-refused", format!("status {}", response.status)));
    }
    String::from_utf8(response.body.to_vec()).map_err(|_| Error::remote(url, "error-remote-unusable", "not UTF-8"))
}

async fn document(app: &App, url: &str) -> Result<Document> {
    json::parse(&get(app, url, ACTIVITY_JSON).await?).map_err(|error| Error::remote(url, "error-remote-unusable", error))
}

/// The ids of everything in the conversation (FEP-f228), as this instance has it.
async fn collection(app: &Arc<App>, number: i64) -> Result<Vec<String>> {
    let mut page = document(app, &app.urls.of_object(number, "context")).await?.object_of("first").cloned().unwrap_or_default();
    let mut ids = Vec::new();
    loop {
        ids.extend(page.ids_of("orderedItems").into_iter().map(str::to_owned));
        let Some(next) = page.id_of("next").map(str::to_owned) else { return Ok(ids) };
        page = document(app, &next).await?;
    }
}

/// The text of a post as its author's own instance has it.
async fn text_at(app: &App, id: &str) -> Result<String> {
    Ok(words(document(app, id).await?.text("content").unwrap_or_default()))
}

/// What the page says to somebody who is not signed in.
async fn page(app: &App, number: i64) -> Result<String> {
    Ok(words(&get(app, &app.urls.at(&format!("/b/{number}")), "text/html").await?))
}

/// The text of some HTML, however its lines are broken.
fn words(html: &str) -> String {
    plain_text(html).split_whitespace().collect::<Vec<_>>().join(" ")
}
