//! Chance that can be repeated.

use std::time::Duration;

/// Random numbers from a seed, the same in every run and on every machine (SplitMix64).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one purpose: with another `stream` the same seed gives other numbers.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ stream.wrapping_mul(0xd1b5_4a32_d192_ed03));
        dice.roll();
        dice
    }

    /// Any number.
    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(end.max(1)).expect("a small number")).expect("a small number")
    }

    /// A time up to this one, by the millisecond.
    pub(super) fn time(&mut self, longest: Duration) -> Duration {
        let longest = u64::try_from(longest.as_millis()).expect("a short time");
        Duration::from_millis(self.roll() % (longest + 1))
    }
}
