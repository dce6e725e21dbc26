//! Several instances in one process, and foreign software beside them, over real HTTP on loopback.
//!
//! [`Network`] runs instances with a database and a clock each; nothing happens by itself: [`Network::settle`] runs what is due until
//! nothing is left. [`Peer`] is another server's raw side: it records what it gets and sends what a test says, signed with its key.

mod cluster;
mod community;
mod disk;
mod fedify;
mod instance;
mod keys;
pub mod kill;
mod network;
mod peer;
mod requests;
mod tree;

pub use cluster::{Cluster, Stop};
pub use community::Community;
pub use disk::SmallDisk;
pub use fedify::Fedify;
pub use instance::Instance;
pub use keys::SharedKeys;
pub use network::{Backend, Network, START};
pub use peer::{Peer, PeerActor, Software, client};
pub use requests::Request;

/// Runs each test once with every instance on SQLite and once on PostgreSQL: a module of the test's name with the tests `sqlite` and
/// `postgres`. The second passes with a note when `TEST_POSTGRES_URL` is not set.
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($backend:ident : Backend) $body:block)+) => {
        $(
            $(#[$meta])*
            mod $name {
                use super::*;

                async fn test($backend: $crate::Backend) $body

                #[tokio::test]
                async fn sqlite() {
                    Box::pin(test($crate::Backend::Sqlite)).await;
                }

                #[tokio::test]
                async fn postgres() {
                    if $crate::Backend::Postgres.is_there() {
                        Box::pin(test($crate::Backend::Postgres)).await;
                    } else {
                        println!("skipped: set TEST_POSTGRES_URL");
                    }
                }
            }
        )+
    };
}
