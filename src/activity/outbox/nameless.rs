//! Writing without one's name. Who it was is looked at here, and only to see whether she may: **nothing about her is written in the transaction
//! that stores what she says**, not even a lock, since databases keep with each row which transaction wrote it.

use super::write::{Draft, Text, prepare_for};
use super::{local, readable, refuse_suspended};
use crate::activity::apply::{Applying, Evidence};
use crate::activity::authority;
use crate::activity::draft::{self, Place, Spot};
use crate::activity::nameless::{self, Words};
use crate::activity::stop::Stop;
use crate::actor::{self, lease};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::{Urls, origin_of};
use crate::media::Digest;
use crate::object;
use crate::store::Conn;
use crate::tool;
use std::sync::Arc;

/// Publishes something as the community's own, or offers it to the home of a community elsewhere; `chatham` puts the thread that it begins
/// under the Chatham House Rule. What was kept of it goes. Returns its number, `None` if it was sent elsewhere or pressed twice.
///
/// # Errors
/// `Forbidden` where members do not write without their names, and as for any contribution; `Invalid` at the fields `name` and `source`.
pub async fn publish_nameless(app: &Arc<App>, actor_id: i64, draft: Draft, chatham: bool) -> Result<Option<i64>> {
    // Before anything else: what was typed before the box was ticked would lead to her.
    let spot = spot(&draft);
    draft::keep_none(app, actor_id, spot);
    forget_draft(app, actor_id, spot).await?;
    let done = say_once(app, actor_id, draft, chatham).await;
    if done.is_err() {
        draft::keep_again(app, actor_id, spot);
    }
    done
}

async fn say_once(app: &Arc<App>, actor_id: i64, draft: Draft, chatham: bool) -> Result<Option<i64>> {
    let home = home(app, &draft).await?;
    let text = prepare_for(app, &draft.name, &draft.summary, &draft.source, draft.in_reply_to.is_none(), Some(&home)).await?;
    let said = format!("{actor_id} {:?} {:?} {} {}", draft.in_reply_to, draft.group_id, text.name, text.source);
    let said = Digest::of(said.as_bytes()).to_string();
    if !app.once.is_first(&said, app.now()) {
        return Ok(None);
    }
    let done = app.write(move |conn, app| publish(conn, app, actor_id, draft, text, chatham)).await;
    if done.is_err() {
        app.once.forget(&said);
    }
    done
}

/// The URLs of the server that publishes it.
async fn home(app: &Arc<App>, draft: &Draft) -> Result<Urls> {
    let (parent, group) = (draft.in_reply_to, draft.group_id);
    let group = move |conn: &mut Conn, _: &App| {
        let group = match parent {
            Some(parent) => object::model::find(conn, parent)?.group_id,
            None => group,
        };
        group.map(|group| actor::model::find(conn, group)).transpose()
    };
    let origin = app.read(group).await?.and_then(|group| origin_of(&group.ap_id));
    Ok(origin.map_or_else(|| app.urls.clone(), |origin| Urls::new(&origin)))
}

/// Where a draft of it would be kept.
fn spot(draft: &Draft) -> Option<Spot> {
    let answer = draft.in_reply_to.map(|parent| (Place::Answer, parent));
    answer.or(draft.group_id.map(|group| (Place::Beginning, group)))
}

/// Forgets what is kept at a place of what somebody now writes without her name.
pub async fn forget_draft(app: &Arc<App>, actor_id: i64, spot: Option<Spot>) -> Result<()> {
    match spot {
        Some(spot) => app.write(move |conn, _| draft::forget(conn, actor_id, spot)).await,
        None => Ok(()),
    }
}

fn publish(conn: &mut Conn, app: &App, actor_id: i64, draft: Draft, text: Text, chatham: bool) -> Result<Option<i64>> {
    let author = local(conn, actor_id)?;
    refuse_suspended(conn, &author)?;
    let (parent, group) = match draft.in_reply_to {
        Some(parent) => {
            let (parent, group) = readable(conn, actor_id, parent)?;
            (Some(parent), group)
        }
        None => (None, draft.group_id.map(|group| actor::model::find(conn, group)).transpose()?),
    };
    let Some(group) = group else { return Err(Error::forbidden("error-nameless-off")) };
    if group.local {
        actor::model::hold(conn, group.id)?;
    }
    let group = actor::model::find(conn, group.id)?;
    nameless::check_allowed(&group).map_err(Stop::into_error)?;
    let root = nameless::check_place(conn, &group, parent.as_ref()).map_err(Stop::into_error)?;
    let kind = match &root {
        Some(root) => tool::entry_of(app.kinds, root),
        None => tool::kind_of(app.kinds, draft.tool, draft.kind),
    };
    let evidence = Evidence::default();
    let cx = Applying::new(app, &evidence);
    authority::check_contributes(conn, &cx, &group, &author, kind, root.as_ref()).map_err(Stop::into_error)?;
    let words = Words {
        kind: draft.kind.to_owned(),
        tool: draft.tool.map(str::to_owned),
        parent,
        name: text.name,
        summary: text.summary,
        content: text.content,
        source: text.source,
        mentions: text.mentions,
        hashtags: text.hashtags,
        chatham,
    };
    if group.local {
        return nameless::say(conn, app, &group, &words).map(Some).map_err(Stop::into_error);
    }
    if lease::find(conn, group.id)?.is_some_and(|lease| lease.is_read_only(app.now())) {
        return Err(Error::forbidden("error-home-silent"));
    }
    nameless::send(conn, app, &group, &words).map(|()| None)
}
