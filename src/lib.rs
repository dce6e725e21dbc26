//! Dienstweg: a federated ActivityPub server for German public administration.
//!
//! # The map
//!
//! An actor ([`actor`]) does an activity ([`activity`]) to an object ([`object`]), mostly inside a community, which is an actor, too. The
//! community's instance checks the activity, applies it and announces it; every other instance applies it in the same way.
//!
//! What people do comes in by [`web`] or [`command`] and goes through [`activity::outbox`]. What servers send comes in by [`federation`] and
//! goes through [`activity::inbox`]; documents we ask for come by [`activity::fetch`]. All of it ends in [`activity::apply::apply`]: one
//! transaction for the effect, the log, the community's announcement and the rows of the delivery queue. [`instance`] runs the workers that
//! send those rows ([`activity::send`]) and do jobs ([`job`]).
//!
//! [`tool`] is the contract of what can be written, [`tools`] the list of it; [`media`] keeps pictures. [`policy`] says with whom we talk,
//! [`peer`] what they speak,
//! [`signature`] whether it was really them, [`vetting`] who works where, [`http`] is the only way out, [`store`] the only way to the database. [`webauthn`] checks what
//! passkeys answer, [`openid`] what providers of single sign-on say. [`app`] holds what one running instance has; [`demo`] runs three.
//!
//! # What must stay true
//!
//! - Modules use only modules below them (`tests::layers` has the order and checks it).
//! - Nothing but [`activity::apply`] writes objects, memberships and reactions.
//! - Every query of objects that ends before anybody's eyes begins with [`object::audience::visible_to`].
//! - No network inside a transaction; nothing that must not be lost only in memory.
//! - What is passed on is passed on byte for byte.
//! - Time, ids, randomness and outgoing HTTP come from [`app::App`].
//!
//! `docs/architecture.md` tells the same at length, with the walk of one activity; `FEDERATION.md` says what goes over the wire.

pub mod access;
pub mod activity;
pub mod actor;
pub mod administration;
pub mod app;
pub mod client;
pub mod command;
pub mod config;
pub mod decision;
pub mod demo;
pub mod error;
pub mod export;
pub mod federation;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod http;
pub mod id;
pub mod instance;
pub mod job;
pub mod json;
pub mod live;
pub mod mail;
pub mod media;
pub mod moderation;
pub mod notification;
pub mod object;
pub mod openid;
pub mod peer;
pub mod personal;
pub mod policy;
pub mod search;
pub mod server;
pub mod setting;
pub mod sign_on;
pub mod signature;
pub mod store;
pub mod text;
pub mod tool;
pub mod tools;
pub mod vetting;
pub mod web;
pub mod webauthn;

#[cfg(test)]
mod tests;
