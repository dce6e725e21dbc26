//! What happens when: decided before anything runs, by the seed alone.

use super::dice::Dice;
use std::time::Duration;

/// How many instances there are; each has one community.
pub(super) const INSTANCES: usize = 3;
/// How many people write on each instance. The last one of them joins and leaves; the others are members of all communities throughout.
pub(super) const WRITERS: usize = 3;
/// What people react with.
const SYMBOLS: [&str; 3] = ["like", "👍", "🎉"];

/// The end of a process, and its beginning anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kill {
    /// So long after the one before.
    pub(super) after: Duration,
    /// Which instance.
    pub(super) victim: usize,
    /// So long until it is started again.
    pub(super) down: Duration,
    /// Whether admins elsewhere let their instances try it again as soon as it answers.
    pub(super) retried: bool,
}

/// What somebody does. `pick` chooses among what there is by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Post { community: usize },
    Answer { community: usize, pick: usize },
    React { community: usize, pick: usize, symbol: &'static str },
    Edit { pick: usize },
    Delete { pick: usize },
    Join { community: usize },
    Leave { community: usize },
}

/// One deed, so long after the one before was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) pause: Duration,
    pub(super) deed: Deed,
}

/// Everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) kills: Vec<Kill>,
    /// For each writer; those of the first instance come first.
    pub(super) steps: Vec<Vec<Step>>,
}

impl Plan {
    /// So many kills, `pace` apart on average, and so many writes in the same time.
    pub(super) fn new(seed: u64, kills: usize, writes: usize, pace: Duration) -> Self {
        let mut dice = Dice::new(seed, 0);
        let kill = |_| Kill {
            after: dice.time(pace * 2),
            victim: dice.below(INSTANCES),
            down: dice.time(Duration::from_millis(400)),
            retried: dice.below(2) == 0,
        };
        let kills: Vec<Kill> = (0..kills).map(kill).collect();
        let each = writes.div_ceil(INSTANCES * WRITERS).max(1);
        let length: Duration = kills.iter().map(|kill| kill.after + kill.down).sum();
        let pause = length * 2 / u32::try_from(each).expect("a small number");
        let steps = (0..INSTANCES * WRITERS).map(|writer| {
            let mut dice = Dice::new(seed, 1 + u64::try_from(writer).expect("a small number"));
            let stays = writer % WRITERS + 1 < WRITERS;
            (0..each).map(|_| Step { pause: dice.time(pause), deed: deed(&mut dice, stays) }).collect()
        });
        Self { kills, steps: steps.collect() }
    }
}

fn deed(dice: &mut Dice, stays: bool) -> Deed {
    let (chance, community, pick) = (dice.below(100), dice.below(INSTANCES), dice.below(1_000_000));
    let symbol = SYMBOLS[dice.below(SYMBOLS.len())];
    match (stays, chance) {
        (true, 0..25) => Deed::Post { community },
        (true, 25..60) => Deed::Answer { community, pick },
        (true, 60..82) => Deed::React { community, pick, symbol },
        (true, 82..94) => Deed::Edit { pick },
        (true, _) => Deed::Delete { pick },
        (false, 0..30) => Deed::Join { community },
        (false, 30..50) => Deed::Leave { community },
        (false, 50..70) => Deed::Post { community },
        (false, 70..85) => Deed::Answer { community, pick },
        (false, _) => Deed::React { community, pick, symbol },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_plan() {
        let plan = |seed| Plan::new(seed, 20, 100, Duration::from_secs(1));
        assert_eq!(plan(7), plan(7));
        assert_ne!(plan(7), plan(8));
        assert_eq!(plan(7).kills.len(), 20);
        assert!(plan(7).steps.iter().map(Vec::len).sum::<usize>() >= 100);
        assert!((0..INSTANCES).all(|instance| plan(7).kills.iter().any(|kill| kill.victim == instance)));
    }
}
