//! What is a person's own: taking it along, and leaving for good.
//!
//! Who leaves has some days to think again. Then a job says so through the door, as a `Delete` by herself, and `erase` takes what is left
//! of her out of every table; [`table::TABLES`] is the list. What she takes along is a file that lies ready for some days ([`export`]).
//!
//! Must never: erase anything without that `Delete`, give a file to anybody else, or know a page.

mod departure;
mod erase;
pub mod export;
pub mod table;
#[cfg(test)]
mod tests;

pub use departure::{DAYS, Departure, LEAVE, Obstacle, alone, ask, leave, obstacle, of, stay};
pub use erase::observe;
