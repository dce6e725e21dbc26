//! The member list of a protected community, as its home gives it to the servers of members: each learns about its own people, and servers
//! whose people host the community about the others, too.

use super::Refusal;
use super::collections::{answer_to, collection, local_actor};
use super::documents::Asker;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, MOST_OTHERS, Role};
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Result};
use crate::json::Document;
use crate::object::{self, Viewer};
use crate::store::Conn;
use crate::vetting::assertion::{self, MOST_PASSED_ON};
use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So long all of that together is at most, in bytes.
const MOST_BYTES: usize = 500_000;
/// Of so many of the newest objects inside the authors are looked at.
const WRITTEN_LATELY: i64 = 1_000;

/// The members of a protected community who live on the server that asks, and what their hosts need to know there.
pub(super) async fn members(State(app): State<Arc<App>>, Path(id): Path<String>, asker: Asker) -> Result<Response, Refusal> {
    let (viewer, refusal) = match asker.viewer(&app).await {
        // Also a server that was cut off learns that none of its people is a member, and nothing else.
        Err(refusal @ Error::Forbidden(_)) => match asker.refused(&app).await? {
            Some(viewer) => (viewer, Some(refusal)),
            None => return Err(Refusal(refusal)),
        },
        viewer => (viewer?, None),
    };
    let group = local_actor(&app, &id).await?;
    let Viewer::Server { actor_id } = viewer else { return Err(Refusal(Error::NotFound)) };
    let Some(url) = group.members.clone().filter(|_| group.is_protected()) else { return Err(Refusal(Error::NotFound)) };
    let refused = refusal.is_some();
    let list = app
        .read(move |conn, app| {
            let host = actor::model::find(conn, actor_id)?.host;
            let people = member::from_host(conn, group.id, &host)?;
            if people.is_empty() {
                return Err(Error::NotFound);
            }
            if refused { Ok(Document::new()) } else { list(conn, app, (&group, &url), &host, &people) }
        })
        .await?;
    match refusal {
        Some(refusal) => Err(Refusal(refusal)),
        None => answer_to(viewer, &list),
    }
}

/// Somebody who lives on the server that asks.
type Person = (String, Role, RelationState);

/// What the server with this host learns, where these of its people are members.
fn list(conn: &mut Conn, app: &App, (group, url): (&Actor, &str), host: &str, people: &[Person]) -> Result<Document> {
    let ids: Vec<&str> = people.iter().map(|(id, ..)| id.as_str()).collect();
    // Where all memberships rest nobody reads anything, and the list is there to say who they are.
    let Some(highest) = people.iter().filter(|(.., state)| *state == RelationState::Accepted).map(|(_, role, _)| *role).max() else {
        return Ok(collection(url, None, json!({"orderedItems": ids})));
    };
    let others = member::not_from_host(conn, group.id, host, MOST_OTHERS)?;
    let hosted = highest == Role::Host;
    let known = others.iter().filter(|_| hosted).map(|(_, id, role)| (id, *role));
    let readers = people.iter().map(|(id, role, _)| (id, *role)).chain(known).filter(|(_, role)| *role == Role::Reader);
    let readers: Vec<&str> = readers.map(|(id, _)| id.as_str()).collect();
    let mut document = collection(url, Some(group.follower_count), json!({"orderedItems": ids}));
    if !readers.is_empty() {
        document.insert("dw:readers".to_owned(), json!(readers));
    }
    if hosted {
        document.insert("dw:others".to_owned(), others.iter().map(|(_, id, _)| json!(id)).collect());
    }
    let assertions = vouched(conn, app, group, &others, hosted)?;
    if !assertions.is_empty() {
        document.insert("dw:assertions".to_owned(), assertions.into());
    }
    Ok(document)
}

/// What their servers vouch for about the hosts and those who wrote inside lately, whose names are read there; for hosts about the others, too.
fn vouched(conn: &mut Conn, app: &App, group: &Actor, others: &[(i64, String, Role)], hosted: bool) -> Result<Vec<Value>> {
    let authors: BTreeSet<i64> = object::read::authors_lately(conn, group.id, WRITTEN_LATELY)?.into_iter().collect();
    let mut about: Vec<&(i64, String, Role)> =
        others.iter().filter(|(id, _, role)| hosted || *role == Role::Host || authors.contains(id)).collect();
    about.sort_by_key(|(id, _, role)| (*role != Role::Host, !authors.contains(id)));
    let ids: Vec<i64> = about.into_iter().take(MOST_PASSED_ON).map(|(id, ..)| *id).collect();
    let mut said = assertion::documents_of(conn, &ids, app.now())?;
    for person in actor::model::find_all(conn, &ids)?.iter().filter(|person| person.local) {
        said.extend(assertion::compose(conn, app, person)?);
    }
    // A list that is longer than what others read would be none.
    let mut room = MOST_BYTES;
    let fits = |assertion: &Value| {
        room = room.saturating_sub(assertion.to_string().len());
        room > 0
    };
    Ok(said.into_iter().map(Value::Object).take_while(fits).collect())
}
