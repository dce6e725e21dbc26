//! Doors for the programs in `fuzz` into what is nobody else's business: reading what stands in an address or a form, without an instance
//! around it. Compiled with the feature `fuzzing` alone. It has no logic of its own: what is tried must be what runs.

pub use crate::federation::fuzzing::{named, paging};
pub use crate::media::fuzzing::encode_anew;
pub use crate::web::fuzzing::{FormRead, LIMITS, read_form};
