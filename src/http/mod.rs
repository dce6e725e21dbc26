//! The one outgoing HTTP client: documents are fetched and activities delivered through it, guarded against being turned on the
//! inside of a network. Beside it stand the clients for the storage of pictures and for single sign-on, which go where the settings say
//! and nowhere else.
//!
//! It must never know ActivityPub beyond its media types, never reach an address the guard refuses (redirects and name changes included),
//! and never answer without a limit on time and size. No other module opens an outgoing connection.

mod client;
mod guard;
mod media_type;
mod per_host;
mod provider;
mod redirect;
mod resolver;
mod response;
mod storage;
#[cfg(test)]
mod tests;

pub use client::{Client, Settings};
pub use guard::{Guard, Mode, is_public};
pub use media_type::is_activity_json;
pub use provider::ProviderClient;
pub use resolver::{Resolve, SystemResolver};
pub use response::Response;
pub use storage::{Patience, StorageClient};
