//! The file with what is somebody's own: a page to read, ActivityStreams documents for other software, tables, and her pictures.
//!
//! Must never: hold anything that is another person's alone (others appear by name and address, and not even so where the Chatham House Rule
//! holds), keep a password, key or secret, or have a whole archive in memory.

mod archive;
mod gather;
mod page;

use crate::app::App;
use crate::error::{Error, Result};
use crate::personal::export;
use crate::web::texts::{Language, Texts};
use archive::Archive;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use gather::{Gathered, activities, gather};
use std::sync::Arc;

/// How many activities are read at once.
const BATCH: i64 = 500;

/// The job: makes the file.
pub fn make(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let id: i64 = payload.parse().map_err(Error::internal)?;
        let Some(wanted) = app.read(move |conn, _| export::find(conn, id)).await?.filter(|export| export.ready_at.is_none()) else {
            return Ok(());
        };
        let gathered = app.read(move |conn, app| gather(conn, app, wanted.account_id)).await?;
        let bytes = write(&app, id, gathered).await?;
        app.write(move |conn, app| export::done(conn, app, id, bytes).map(drop)).await
    }
    .boxed()
}

async fn write(app: &Arc<App>, id: i64, gathered: Gathered) -> Result<i64> {
    let instance = Language::from_code(app.settings().language.as_str()).unwrap_or(Language::German);
    let own = gathered.account.language.as_deref().and_then(Language::from_code);
    let (t, now, to) = (Texts::new(own.unwrap_or(instance)), app.now(), export::path(app, id));
    let (person, pictures) = (gathered.person.id, gathered.pictures.clone());
    let settings = app.settings();
    let mut archive = app
        .blocking(move || {
            let mut archive = Archive::create(&to, now)?;
            archive.add("index.html", page::page(t, &settings.name, &gathered, now)?.as_bytes())?;
            archive.add("actor.json", gathered.actor.as_bytes())?;
            archive.add("data.json", gathered.data()?.as_bytes())?;
            for (name, rows) in gathered.tables() {
                archive.add(name, gather::csv(&rows).as_bytes())?;
            }
            archive.begin("outbox.json")?;
            archive.put(b"{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\":\"outbox.json\",\"type\":\"OrderedCollection\",\"orderedItems\":[")?;
            Ok(archive)
        })
        .await?;
    let (mut after, mut count) = (0, 0_u64);
    loop {
        let batch = app.read(move |conn, _| activities(conn, person, after, BATCH)).await?;
        let Some((last, _)) = batch.last() else { break };
        after = *last;
        let first = count == 0;
        count += batch.len() as u64;
        archive = app
            .blocking(move || {
                for (place, (_, body)) in batch.iter().enumerate() {
                    archive.put(if first && place == 0 { b"\n" } else { b",\n" })?;
                    archive.put(body.as_bytes())?;
                }
                Ok(archive)
            })
            .await?;
    }
    archive = app
        .blocking(move || {
            archive.put(format!("\n],\"totalItems\":{count}}}\n").as_bytes())?;
            Ok(archive)
        })
        .await?;
    for picture in pictures {
        let (Some((digest, _)), name) = (picture.file(false), gather::file_name(&picture)) else { continue };
        // One that is missing keeps nobody from the rest.
        let Some(bytes) = app.media.files.get(&digest).await? else { continue };
        archive = app
            .blocking(move || {
                archive.add(&name, &bytes)?;
                Ok(archive)
            })
            .await?;
    }
    app.blocking(move || archive.finish()).await
}
