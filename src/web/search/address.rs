//! An address typed into the search: what it names, here or elsewhere.

use crate::activity::fetch::{self, Resolved};
use crate::actor::audience::is_known_to;
use crate::actor::{self, Actor};
use crate::error::{Error, Result};
use crate::id::host_of;
use crate::object::{Object, Viewer, read};
use crate::text::Handle;
use crate::web::present::Presenter;
use crate::web::visit::{Visit, own_path};

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// `name@host`.
    Handle(Handle),
    /// A URL.
    Url(String),
}

impl Address {
    /// Reads one word as an address; words of a search are none.
    pub(super) fn parse(typed: &str) -> Option<Self> {
        if typed.contains(char::is_whitespace) {
            return None;
        }
        if typed.starts_with("https://") || typed.starts_with("http://") {
            return Some(Self::Url(typed.to_owned()));
        }
        Handle::parse(typed).ok().filter(|handle| handle.host.is_some()).map(Self::Handle)
    }

    /// The server to ask.
    pub(super) fn host(&self) -> String {
        match self {
            Self::Handle(handle) => handle.host.clone().unwrap_or_default(),
            Self::Url(url) => host_of(url).unwrap_or_default(),
        }
    }
}

/// Where on this instance the thing is that an address names, if it is known and the viewer may see it.
pub(super) async fn known(visit: &Visit, address: &Address) -> Result<Option<String>> {
    let (viewer, own_host) = (visit.viewer(), visit.app.urls.host().to_owned());
    if let Address::Url(url) = address
        && let Some(path) = url.strip_prefix(visit.app.urls.origin()).filter(|path| path.starts_with('/') && !path.starts_with("/suche"))
    {
        return Ok(Some(own_path(path).to_owned()));
    }
    let address = address.clone();
    visit
        .app
        .read(move |conn, app| {
            let found = match &address {
                Address::Handle(handle) => actor::model::by_handle(conn, &handle.name, handle.host.as_deref().unwrap_or(&own_host))?,
                Address::Url(url) => actor::model::by_ap_id(conn, url)?,
            };
            if let Some(actor) = found.filter(|actor| actor.deleted_at.is_none() && actor.suspended_at.is_none())
                && is_known_to(conn, viewer, &actor)?
            {
                return Ok(Some(page_of(&Presenter::of_actors(conn, app, [&actor])?, &actor)));
            }
            let Address::Url(url) = &address else { return Ok(None) };
            Ok(read::by_ap_id(conn, viewer, url)?.map(|object| page_of_object(&object)))
        })
        .await
}

/// Asks the thing's own server, takes it in, and says where it is now.
pub(super) async fn ask(visit: &Visit, address: &Address) -> Result<String> {
    visit.signed_in()?;
    let viewer = visit.viewer();
    let found = match address {
        Address::Handle(handle) => Resolved::Actor(Box::new(fetch::by_handle(&visit.app, handle).await?)),
        Address::Url(url) => fetch::resolve(&visit.app, viewer, url).await?,
    };
    visit.app.read(move |conn, app| where_is(conn, app, viewer, &found)).await
}

fn where_is(conn: &mut crate::store::Conn, app: &crate::app::App, viewer: Viewer, found: &Resolved) -> Result<String> {
    match found {
        Resolved::Actor(actor) if actor.deleted_at.is_some() || actor.suspended_at.is_some() => Err(Error::NotFound),
        Resolved::Actor(actor) if !is_known_to(conn, viewer, actor)? => Err(Error::NotFound),
        Resolved::Actor(actor) => Ok(page_of(&Presenter::of_actors(conn, app, [actor.as_ref()])?, actor)),
        Resolved::Object(object) => Ok(page_of_object(&read::find(conn, viewer, object.id)?)),
    }
}

fn page_of(presenter: &Presenter, actor: &Actor) -> String {
    if actor.is_group() { presenter.community(actor).url } else { presenter.person(actor).url }
}

/// A comment stands in its thread.
pub(super) fn page_of_object(object: &Object) -> String {
    if object.root_id == object.id { format!("/b/{}", object.id) } else { format!("/b/{}#c-{}", object.root_id, object.id) }
}
