//! Keys that are cheap to make.

use dienstweg::actor::keys::KeyMaker;
use dienstweg::error::Result;
use dienstweg::signature::{Algorithm, PrivateKey};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// RSA keys are slow to make: each instance has one pair for all its actors until it [rotates](SharedKeys::rotate). Ed25519 keys are fresh.
#[derive(Debug, Default)]
pub struct SharedKeys {
    next: AtomicUsize,
}

/// The RSA keys of this process, made when first asked for.
static POOL: [OnceLock<PrivateKey>; 6] = [const { OnceLock::new() }; 6];

/// The RSA key with this number, the same for all callers.
pub fn rsa(number: usize) -> PrivateKey {
    let generate = || PrivateKey::generate(Algorithm::RsaSha256).expect("an RSA key");
    POOL[number % POOL.len()].get_or_init(generate).clone()
}

impl SharedKeys {
    /// Begins with the key of this number, so that two instances do not share one.
    pub fn starting_at(number: usize) -> Arc<Self> {
        Arc::new(Self { next: AtomicUsize::new(number) })
    }

    /// New actors and rotations get another RSA key from now on.
    pub fn rotate(&self) {
        self.next.fetch_add(3, Ordering::SeqCst);
    }
}

impl KeyMaker for SharedKeys {
    fn make(&self, algorithm: Algorithm) -> Result<PrivateKey> {
        Ok(match algorithm {
            Algorithm::RsaSha256 => rsa(self.next.load(Ordering::SeqCst)),
            Algorithm::Ed25519 => PrivateKey::generate(algorithm).expect("an Ed25519 key"),
        })
    }
}
