//! Where randomness comes from.

use aws_lc_rs::rand::{SecureRandom, SystemRandom as Source};

/// Gives random bytes.
pub trait Random: Send + Sync {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's secure randomness.
#[derive(Debug, Default)]
pub struct SystemRandom(Source);

impl SystemRandom {
    /// The one source.
    pub fn new() -> Self {
        Self(Source::new())
    }
}

impl Random for SystemRandom {
    #[expect(
        clippy::expect_used,
        reason = "without randomness no session or key may be made, and aws-lc aborts before it returns an error"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes).expect("the operating system has randomness");
    }
}
