//! What our own people do: every form, API call and command ends in [`submit`], which is the same door other servers' activities go through.
//!
//! Functions here take plain values and `&Arc<App>`, do what needs the network first (finding who is mentioned), then write everything in
//! one transaction. They know no HTTP and no page.

mod found;
mod moderate;
mod nameless;
mod narrow;
mod picture;
mod profile;
mod react;
mod relate;
mod write;

pub use found::{Admission, GroupDraft, PersonDraft, admit, create_group, create_person, found_group, rotate_keys};
pub use moderate::{appoint, ban, dismiss, lift_ban, lock, pin, remove, report, report_for_visitor, restore, set_reading};
pub use nameless::{forget_draft, publish_nameless};
pub use narrow::narrow;
pub use picture::{MAX_PICTURES, NewPicture, drafts, drop_draft, is_described, logo_of_file, set_logo, upload};
pub use profile::{
    About, Naming, Portrait, ProfileDraft, change_about, change_profile, change_profile_and_picture, change_words, is_changeable,
};
pub use react::{react, unreact};
pub use relate::{
    ANSWER_FIELDS, Wish, admit_applicant, admit_within, ask_applicant_back, ask_to_join, decline_applicant, decline_invitation, follow,
    invite, invite_within, invitee, join, join_within, leave, unfollow, withdraw_invitation,
};
pub use write::{Draft, Edit, delete, preview, publish, publish_kept, publish_with_pictures, revise, revise_kept, sent_before};

use super::apply::{Applying, Evidence, Source, apply};
use super::compose::{New, compose, record};
use super::envelope::Activity;
use super::stop::{Outcome, Stop};
use crate::actor::account;
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Result};
use crate::json::PUBLIC;
use crate::object::{self, Object, Viewer};
use crate::store::Conn;

/// Composes an activity of a local actor, logs it and applies it.
///
/// # Errors
/// `Forbidden` when the login of the person is closed; what the verb answers.
pub fn submit(conn: &mut Conn, app: &App, new: &New<'_>) -> Result<Activity> {
    // Leaving is the one thing that is done in the name of somebody whose login is closed.
    if !(new.kind == "Delete" && new.object.as_str() == Some(&new.actor.ap_id)) {
        refuse_suspended(conn, new.actor)?;
    }
    let (id, activity) = compose(conn, app, new)?;
    record(conn, app, id, new.actor, new.group, &activity)?;
    let evidence = Evidence::for_own(&activity.document);
    match apply(conn, &Applying::new(app, &evidence), &activity, &Source::direct()) {
        Ok(Outcome::Applied) => Ok(activity),
        // Nothing changed: no trace of it either, so that pressing twice sends once.
        Ok(Outcome::NoEffect(_)) => {
            super::log::forget(conn, id)?;
            Ok(activity)
        }
        Err(stop) => Err(Stop::into_error(stop)),
    }
}

/// Nobody acts whose login is closed, whatever way the wish came in.
fn refuse_suspended(conn: &mut Conn, actor: &Actor) -> Result<()> {
    let suspended = account::of_actor(conn, actor.id)?.is_some_and(|account| account.disabled_at.is_some());
    if suspended { Err(Error::forbidden("error-suspended")) } else { Ok(()) }
}

/// The local actor with this number.
fn local(conn: &mut Conn, actor_id: i64) -> Result<Actor> {
    let actor = actor::model::find(conn, actor_id)?;
    if actor.local && actor.deleted_at.is_none() { Ok(actor) } else { Err(Error::forbidden("error-not-a-local-person")) }
}

/// An object the actor may read, and its community.
fn readable(conn: &mut Conn, actor_id: i64, object_id: i64) -> Result<(Object, Option<Actor>)> {
    let object = object::read::find(conn, Viewer::Local { actor_id }, object_id)?;
    let group = match object.group_id {
        Some(group) => Some(actor::model::find(conn, group)?),
        None => None,
    };
    Ok((object, group))
}

/// The addressees of something that happens in a community: everybody and the community, or its members.
fn public_in(group: Option<&Actor>) -> (Vec<String>, Vec<String>) {
    if let Some(members) = group.filter(|group| group.is_protected()).and_then(|group| group.members.clone()) {
        return (vec![members], Vec::new());
    }
    (vec![PUBLIC.to_owned()], group.map(|group| group.ap_id.clone()).into_iter().collect())
}
