//! Dienstweg: a federated ActivityPub server for German public administration.

pub mod activity;
pub mod actor;
pub mod app;
pub mod command;
pub mod config;
pub mod demo;
pub mod error;
pub mod federation;
pub mod http;
pub mod id;
pub mod instance;
pub mod job;
pub mod json;
pub mod object;
pub mod peer;
pub mod policy;
pub mod server;
pub mod signature;
pub mod store;
pub mod text;
pub mod tool;
pub mod tools;
pub mod web;

#[cfg(test)]
mod tests;
