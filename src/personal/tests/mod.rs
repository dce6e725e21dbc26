//! Whoever leaves is gone: from every column of every table, from the pages, from the files.

mod departure;
mod erasure;
mod export;
mod tables;
mod unnamed;
