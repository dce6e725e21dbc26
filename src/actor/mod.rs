//! WHO: people, communities (`Group`) and servers (`Application`), their keys, relations and roles.
//!
//! Invariants: this module knows no activity and no HTTP. Remote actors are written only by [`model::upsert`] from a document that came from
//! their own origin; relations and roles only by `activity::apply`, `activity::lease`, `activity::purge` and `vetting::settle`. Who learns that
//! a community exists is asked in [`audience`]. Start reading at [`model`].

pub mod account;
pub mod alike;
pub mod answer;
pub mod application;
pub mod audience;
pub mod elsewhere;
pub mod follow;
pub mod former;
pub mod json;
pub mod keys;
pub mod lease;
pub mod member;
pub mod model;
pub mod purge;
pub mod recount;
pub mod standing;

pub use audience::Viewer;
pub use model::{Actor, ActorKind, CommunityReach};
