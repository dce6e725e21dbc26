//! News: articles with comments, in communities or on one's own. The smallest tool: everything but the title rule comes from the kernel.
//!
//! Reads what other software calls `Page` (Lemmy, PieFed) and a lone `Note` addressed to a community (a post from Mastodon) as an article.

use crate::error::{Error, Result};
use crate::store::Conn;
use crate::tool::{Change, ChangeKind, Kind, Roles, Who};
use serde::{Deserialize, Serialize};

/// An article.
#[derive(Debug, Clone, Copy)]
pub struct Article;

/// News adds nothing to an object.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Details {}

impl Kind for Article {
    type Details = Details;
    const TOOL: &'static str = "news";
    const TYPES: &'static [&'static str] = &["Article", "Page", "Note"];
    const ROLES: Roles = Roles { create: Who::Anyone, reply: Who::Anyone, update: Who::Author, delete: Who::Author };

    fn check(_conn: &mut Conn, change: &Change<'_, Details>) -> Result<()> {
        // A post from a microblog has no title; ours must have one.
        if change.kind != ChangeKind::Deleted && change.object.local && change.object.name.is_empty() {
            return Err(Error::invalid("name", "error-title-missing"));
        }
        Ok(())
    }
}
