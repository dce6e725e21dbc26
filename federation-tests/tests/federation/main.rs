//! Several instances in one process, with everything between them over loopback: what they tell each other, and what becomes of it.
//!
//! One program for all of it: every further one would be linked with everything once more.

mod closed;
mod departure;
mod dialects;
mod faults;
mod faults_of_peers;
mod fedify;
mod follow_and_join;
mod forged;
mod history;
mod key_rotation;
mod kill;
mod moderation;
mod peer_down;
mod persons;
mod policy;
mod queue;
mod race;
mod reorder;
mod split;
mod thread;
mod unknown_type;
mod workers;
