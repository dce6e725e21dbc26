//! What is a person's own: leaving for good.
//!
//! Who leaves has some days to think again. Then a job says so through the door, as a `Delete` by herself, and [`erase`] takes what is left
//! of her out of every table; [`table::TABLES`] is the list. Must never: erase anything without that `Delete`, or know a page.

mod departure;
mod erase;
pub mod table;
#[cfg(test)]
mod tests;

pub use departure::{DAYS, Departure, LEAVE, Obstacle, alone, ask, leave, obstacle, of, stay};
pub use erase::observe;
