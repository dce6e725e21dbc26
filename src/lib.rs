//! Dienstweg: a federated ActivityPub server for German public administration.

pub mod config;
pub mod error;
pub mod http;
pub mod server;
pub mod signature;
pub mod store;
pub mod text;
pub mod web;
