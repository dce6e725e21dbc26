//! Text from people and other servers: Markdown, HTML, plain text, names and handles.
//!
//! Pure functions over strings; they never panic and never fail on content (what cannot be shown as written is shown as plain text). This
//! module reads no settings, no database and no network. HTML leaves it only through [`sanitize_html`]; no template may mark anything else
//! as safe.

mod embed;
mod handle;
mod html;
mod link;
mod mail;
mod markdown;
mod names;
mod plain;
mod scan;
mod skeleton;
mod token;
mod writer;

pub use embed::{embed, tag_name};
pub use handle::{Handle, is_name};
pub use html::{MAX_BYTES, MAX_DEPTH, escape_html, sanitize_html, text_to_html};
pub use link::without_secrets;
pub use mail::mail_address;
pub use markdown::{hashtags, link_mentions, markdown_to_html, mentions};
pub use names::{check_username, is_local_name, normalize_authority, normalize_host};
pub use plain::{clean_line, clean_text, excerpt, plain_text, says_something};
pub use skeleton::skeleton;

#[cfg(test)]
mod tests;
