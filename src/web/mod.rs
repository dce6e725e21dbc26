//! The border for people: server-rendered pages (askama, KERN UX, a little htmx), their texts and assets.
//!
//! Each folder is one area: its view models (plain data, no database types), its page structs and its templates side by side. A handler
//! fills a view, puts it in a page with [`texts::Texts`] and a [`layout::Frame`], and answers with [`page::respond`].
//!
//! Must never: decide who may see or do something (views only carry what the kernel decided), talk to the database, hold a German or
//! English word outside `texts/*.ftl`, use inline styles or scripts (the content security policy forbids them), need a script to work.

pub mod administration;
pub mod appearance;
mod around;
pub mod assets;
pub mod barrier;
pub mod bookmark;
pub mod community;
pub mod digest;
pub mod draft;
pub mod error;
pub mod feed;
pub mod followed;
pub mod forgot;
pub mod form;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod home;
pub mod install;
pub mod invitation;
pub mod invitation_link;
pub mod layout;
pub mod legal;
pub mod live;
pub mod login;
pub mod media;
pub mod moment;
pub mod notification;
pub mod organisation;
mod pace;
pub mod page;
pub mod passkey;
pub mod person;
pub mod personal;
pub mod post;
pub mod present;
pub mod register;
mod remember;
pub mod report;
mod routes;
pub mod search;
pub mod security;
pub mod setting;
pub mod setup;
pub mod sign_on;
pub mod tag;
pub mod texts;
pub mod upload;
pub mod view;
pub mod visit;
pub mod welcome;

pub use routes::routes;
pub use upload::takes_uploads;

#[cfg(test)]
mod tests;
