//! Who learns that a community exists: the predicate that lists of communities and look-ups by name go through.
//!
//! Must never: be left out where somebody asks for a community by a name, an address or words; what a community has inside is another question
//! (`object::audience::visible_to`).

use super::application::ApplicationState;
use super::model::{Actor, CommunityReach};
use crate::error::Result;
use crate::store::schema::{actors, applications, members};
use crate::store::{Conn, MultiBackend};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// Who is looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody we know: no login, no signature.
    Anonymous,
    /// Somebody signed in on this instance.
    Local {
        /// The person.
        actor_id: i64,
    },
    /// Somebody elsewhere, whose request is signed.
    Peer {
        /// Whose key signed the request.
        actor_id: i64,
    },
    /// A server, which asks for all its people.
    Server {
        /// The actor of the server, whose key signed the request.
        actor_id: i64,
    },
}

impl Viewer {
    /// The actor that looks, if there is one.
    pub const fn actor_id(self) -> Option<i64> {
        match self {
            Self::Anonymous => None,
            Self::Local { actor_id } | Self::Peer { actor_id } | Self::Server { actor_id } => Some(actor_id),
        }
    }
}

/// A condition on the `actors` table.
pub type Condition = Box<dyn BoxableExpression<actors::table, MultiBackend, SqlType = Bool>>;

/// Whether this viewer learns that an actor exists.
///
/// Everybody learns of most. A community for this instance alone exists for whoever is signed in here. One whose members are invited exists
/// for them, for who is invited, and for their servers.
pub fn known_to(viewer: Viewer) -> Condition {
    let open = actors::reach.ne(CommunityReach::Secret).and(actors::reach.ne(CommunityReach::Local));
    let Some(actor_id) = viewer.actor_id() else { return Box::new(open) };
    let invited = applications::state.eq(ApplicationState::Invited);
    match viewer {
        Viewer::Server { .. } => {
            let (server, person) = diesel::alias!(actors as asking_server, actors as its_person);
            let host = server.filter(server.field(actors::id).eq(actor_id)).select(server.field(actors::host));
            let people = person.filter(person.field(actors::host).eq_any(host)).select(person.field(actors::id));
            let joined = members::table.filter(members::actor_id.eq_any(people)).select(members::group_id);
            let asked = applications::table.filter(applications::actor_id.eq_any(people)).filter(invited).select(applications::group_id);
            Box::new(open.or(actors::reach.eq(CommunityReach::Secret).and(actors::id.eq_any(joined).or(actors::id.eq_any(asked)))))
        }
        Viewer::Anonymous | Viewer::Local { .. } | Viewer::Peer { .. } => {
            let joined = members::table.filter(members::actor_id.eq(actor_id)).select(members::group_id);
            let asked = applications::table.filter(applications::actor_id.eq(actor_id)).filter(invited).select(applications::group_id);
            let taking_part = actors::id.eq_any(joined).or(actors::id.eq_any(asked));
            let known = open.or(actors::reach.eq(CommunityReach::Secret).and(taking_part));
            match viewer {
                Viewer::Local { .. } => Box::new(known.or(actors::reach.eq(CommunityReach::Local).and(actors::local.eq(true)))),
                _ => Box::new(known),
            }
        }
    }
}

/// Whether this viewer learns that this actor exists.
pub fn is_known_to(conn: &mut Conn, viewer: Viewer, actor: &Actor) -> Result<bool> {
    if !actor.is_hidden() {
        return Ok(true);
    }
    let row: Option<i64> =
        actors::table.filter(actors::id.eq(actor.id)).filter(known_to(viewer)).select(actors::id).first(conn).optional()?;
    Ok(row.is_some())
}
