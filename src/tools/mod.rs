//! The list of tools. A tool is one folder and one line here.
//!
//! A tool uses the kernel (objects, activities) and never another tool.

pub mod news;

use crate::tool::{KindEntry, Kinds};

/// Every kind of object this server knows.
pub const KINDS: Kinds = &[KindEntry::of::<news::Article>()];
