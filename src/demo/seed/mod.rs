//! Filling the instances: people act, and what they do reaches the others over HTTP.
//!
//! Must never: write anything but through `activity::outbox` and `vetting`, or look anybody up but through `activity::fetch`.

mod people;
mod portrait;
mod threads;
mod vetting;

use super::content::{Content, Site, Who};
use super::instances::Instances;
use super::progress::Progress;
use crate::app::App;
use crate::error::{Error, Result};
use crate::object::{self, Object};
use crate::text::Handle;
use std::collections::HashMap;
use std::sync::Arc;

/// What is known while the instances are filled.
struct Seed<'a> {
    instances: &'a Instances,
    content: &'a Content,
    /// Everybody's number at home.
    people: HashMap<Who, i64>,
}

/// Fills the instances.
pub(super) async fn fill(instances: &Instances, content: &Content, progress: &Progress) -> Result<()> {
    let mut seed = Seed { instances, content, people: HashMap::new() };
    seed.create_people().await?;
    seed.vouch().await?;
    seed.found_communities().await?;
    let (people, groups) = (content.people.len(), content.communities.len());
    progress.done(format_args!("{people} Menschen und {groups} Gemeinschaften angelegt"));
    let (memberships, abroad) = seed.join().await?;
    progress.done(format_args!("{memberships} Mitgliedschaften, {abroad} davon über Instanzen hinweg"));
    let posts = Box::pin(seed.write()).await?;
    let comments = content.comment_count();
    progress.done(format_args!("{} Beiträge mit {comments} Kommentaren, überall angekommen", content.threads.len()));
    let reactions = Box::pin(seed.react(&posts)).await?;
    progress.done(format_args!("{reactions} Reaktionen"));
    Box::pin(seed.moderate(&posts)).await?;
    progress.done("überarbeitet, angeheftet, geschlossen, moderiert");
    Ok(())
}

impl Seed<'_> {
    fn app(&self, site: Site) -> &Arc<App> {
        self.instances.of(site)
    }

    /// Somebody's number at home.
    fn person(&self, who: &Who) -> Result<i64> {
        self.people.get(who).copied().ok_or_else(|| Error::internal(format!("nobody is called {who}")))
    }

    /// What somebody types to name a person or community, from wherever.
    fn handle(&self, who: &Who) -> Handle {
        Handle { name: who.username.clone(), host: Some(who.site.authority(self.instances.port_base())) }
    }

    /// What an instance has under this id.
    async fn object(&self, site: Site, ap_id: &str) -> Result<Option<Object>> {
        let ap_id = ap_id.to_owned();
        self.app(site).read(move |conn, _| object::model::by_ap_id(conn, &ap_id)).await
    }
}
