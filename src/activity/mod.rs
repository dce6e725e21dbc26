//! HOW: activities come in, are checked, applied and told to others.
//!
//! There is one door. Forms go through [`outbox`], other servers' requests through [`inbox`], fetched documents through [`fetch`]; all end in
//! [`apply::apply`], the only place that writes objects, memberships and reactions. Everything an activity causes (its effect, its log row,
//! the `Announce` of its community, the deliveries) is written in one transaction. This module knows no tool and no HTTP framework. Start
//! reading at [`apply`].

pub mod announce;
pub mod apply;
pub mod authority;
pub mod coming_in;
pub mod compose;
pub mod deliver;
pub mod draft;
pub mod envelope;
pub mod fetch;
pub mod inbox;
mod interest;
mod key_fetch;
pub mod lease;
mod listed;
pub mod log;
pub mod look_again;
pub mod media;
mod nameless;
pub mod outbox;
pub mod probe;
pub mod purge;
pub mod send;
mod silence;
pub mod standing;
pub mod stop;
pub mod unnamed;
pub mod verb;

pub use envelope::{Activity, Thing};
pub use stop::{Outcome, Stop};
pub use verb::Verb;
