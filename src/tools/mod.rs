//! The list of tools, and of what else looks on. A tool is one folder and one line here.
//!
//! A tool uses the kernel (objects, activities) and never another tool.

pub mod news;

use crate::access::invitation_link;
use crate::app::Features;
use crate::notification;
use crate::personal;
use crate::search;
use crate::tool::{KindEntry, Kinds};

/// Every kind of object this server knows.
const KINDS: Kinds = &[KindEntry::of::<news::Article>()];

/// What a server is made of, above the kernel.
pub const FEATURES: Features = Features {
    kinds: KINDS,
    observers: &[notification::observe, search::observe, personal::observe, invitation_link::observe],
    indexers: &[search::stored, notification::stored],
};
