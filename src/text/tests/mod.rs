//! Tests of the text module; those of the security catalogue carry its ids. They use no files and no network.

mod html;
mod markdown;
mod names;
