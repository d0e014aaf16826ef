//! How labels follow one another, laid out for speed.
//!
//! Most of the 256 steps between labels lead through half names. Behind a label that ends something stand
//! only those that begin something, eight by eight; behind a beginning or an inside stand only the inside
//! and the end of the same kind. The order of the [labels](super::label) makes each of these groups one stretch.

use super::decode::Scores;
use super::label::{N_KINDS, N_LABELS, OUTSIDE, Part, join};
use super::model::{NEVER, Transitions};

/// Numbers for each label.
pub type Odds = [f32; N_LABELS];

/// How many labels can stand behind the end of a name, or of a character outside; they are the first ones.
pub const ENTRIES: usize = 2 * N_KINDS;

/// The labels behind which a name can begin: outside, single characters, ends.
const EXITS: [usize; ENTRIES] = {
    let (single, end) = (join(0, Part::Single), join(0, Part::End));
    [single, single + 1, single + 2, single + 3, end, end + 1, end + 2, end + 3]
};

const BEGIN: usize = join(0, Part::Begin);
const END: usize = join(0, Part::End);
const INSIDE: usize = join(0, Part::Inside);

/// Differences of scores from here on have no odds worth a number. All bits are set, so that it is a mask too.
const HOPELESS: usize = (1 << 11) - 1;

/// What decoding needs of a convention besides the weights of patterns.
#[derive(Clone)]
pub struct Chain {
    /// The odds of steps.
    odds: Steps<f32>,
    /// Those of the first group by the label that they lead to.
    entries: [[f32; ENTRIES]; ENTRIES],
    /// The weights of steps, as the best labels are chosen by them.
    eager: Steps<i16>,
    /// The odds of differences of scores, by units of weight.
    differences: Box<[f32; HOPELESS + 1]>,
}

/// A number for each step that does not lead through half a name.
#[derive(Clone)]
struct Steps<T> {
    first: [T; ENTRIES],
    /// From each of [`EXITS`].
    between: [[T; ENTRIES]; ENTRIES],
    begin_end: [T; N_KINDS],
    inside_end: [T; N_KINDS],
    begin_inside: [T; N_KINDS],
    inside_inside: [T; N_KINDS],
}

impl<T: Copy> Steps<T> {
    fn new(step: impl Fn(usize, usize) -> T) -> Self {
        let within = |before: usize, label: usize| std::array::from_fn(|kind| step(before + kind, label + kind));
        Steps {
            first: std::array::from_fn(|label| step(N_LABELS, label)),
            between: EXITS.map(|exit| std::array::from_fn(|label| step(exit, label))),
            begin_end: within(BEGIN, END),
            inside_end: within(INSIDE, END),
            begin_inside: within(BEGIN, INSIDE),
            inside_inside: within(INSIDE, INSIDE),
        }
    }
}

impl Chain {
    /// The chain of a convention by its weights of steps; `eagerness` is in units of weight, and so is what scores
    /// are divided by, the `temperature`.
    pub fn new(transitions: &Transitions, eagerness: i16, temperature: f32) -> Self {
        let odds = Steps::new(|before, label| libm::expf(f32::from(transitions[before][label]) / temperature));
        let eager = Steps::new(|before, label| {
            let taken = if label == usize::from(OUTSIDE) { eagerness } else { 0 };
            transitions[before][label].saturating_sub(taken)
        });
        Chain {
            entries: std::array::from_fn(|label| std::array::from_fn(|exit| odds.between[exit][label])),
            odds,
            eager,
            differences: Box::new(std::array::from_fn(|units| match units {
                HOPELESS => 0.0,
                _ => libm::expf(-(units as f32) / temperature),
            })),
        }
    }

    /// The odds of the labels of one character by its scores, the best of them one.
    #[inline(always)]
    pub fn odds(&self, scores: &Scores) -> Odds {
        // Whole arrays at a time, so that the compiler takes them together.
        let eight: [i16; 8] = std::array::from_fn(|label| scores[label].max(scores[label + 8]));
        let four: [i16; 4] = std::array::from_fn(|label| eight[label].max(eight[label + 4]));
        let best = four[0].max(four[1]).max(four[2].max(four[3]));
        let units: Scores = std::array::from_fn(|label| best.saturating_sub(scores[label]).min(HOPELESS as i16));
        units.map(|units| self.differences[units as usize & HOPELESS])
    }

    /// The odds of each first label.
    #[inline(always)]
    pub fn first(&self) -> Odds {
        let mut first = [0.0; N_LABELS];
        first[..ENTRIES].copy_from_slice(&self.odds.first);
        first
    }

    /// The odds of each next label.
    #[inline(always)]
    pub fn pass(&self, odds: &Odds) -> Odds {
        let mut next = [0.0; N_LABELS];
        next[..ENTRIES].copy_from_slice(&mix(EXITS.map(|exit| odds[exit]), &self.odds.between));
        for kind in 0..N_KINDS {
            let (begin, inside) = (odds[BEGIN + kind], odds[INSIDE + kind]);
            next[END + kind] = begin * self.odds.begin_end[kind] + inside * self.odds.inside_end[kind];
            next[INSIDE + kind] = begin * self.odds.begin_inside[kind] + inside * self.odds.inside_inside[kind];
        }
        next
    }

    /// The odds of each label before.
    #[inline(always)]
    pub fn pass_back(&self, odds: &Odds) -> Odds {
        let exits = mix(std::array::from_fn(|label| odds[label]), &self.entries);
        let mut before = [0.0; N_LABELS];
        for (exit, odds) in EXITS.iter().zip(exits) {
            before[*exit] = odds;
        }
        for kind in 0..N_KINDS {
            let (end, inside) = (odds[END + kind], odds[INSIDE + kind]);
            before[BEGIN + kind] = end * self.odds.begin_end[kind] + inside * self.odds.begin_inside[kind];
            before[INSIDE + kind] = end * self.odds.inside_end[kind] + inside * self.odds.inside_inside[kind];
        }
        before
    }

    /// The odds of the step from one label of a name to the next of the same name.
    pub fn step_within(&self, label: usize, next: usize) -> f32 {
        let kind = label % N_KINDS;
        match (label - kind, next - kind) {
            (BEGIN, END) => self.odds.begin_end[kind],
            (BEGIN, _) => self.odds.begin_inside[kind],
            (_, END) => self.odds.inside_end[kind],
            _ => self.odds.inside_inside[kind],
        }
    }

    /// The scores of the first labels, as the best are chosen by them.
    pub fn eager_first(&self) -> Scores {
        let mut first = [NEVER; N_LABELS];
        first[..ENTRIES].copy_from_slice(&self.eager.first);
        first
    }

    /// For each label the best score of a labelling that ends in it, and the label before, by the scores of the
    /// character before.
    #[inline(always)]
    pub fn best_steps(&self, best: &Scores) -> (Scores, [u8; N_LABELS]) {
        let mut top = [i16::MIN; ENTRIES];
        let mut from = [0; ENTRIES];
        for (exit, steps) in EXITS.iter().zip(&self.eager.between) {
            for label in 0..ENTRIES {
                let score = best[*exit].saturating_add(steps[label]);
                let is_better = score > top[label];
                top[label] = top[label].max(score);
                from[label] = if is_better { *exit as i16 } else { from[label] };
            }
        }
        let (mut next, mut back) = ([i16::MIN; N_LABELS], [0; N_LABELS]);
        for label in 0..ENTRIES {
            (next[label], back[label]) = (top[label], from[label] as u8);
        }
        let eager = &self.eager;
        for (label, begin_steps, inside_steps) in
            [(END, &eager.begin_end, &eager.inside_end), (INSIDE, &eager.begin_inside, &eager.inside_inside)]
        {
            for kind in 0..N_KINDS {
                let begin = best[BEGIN + kind].saturating_add(begin_steps[kind]);
                let inside = best[INSIDE + kind].saturating_add(inside_steps[kind]);
                next[label + kind] = begin.max(inside);
                back[label + kind] = if begin >= inside { BEGIN + kind } else { INSIDE + kind } as u8;
            }
        }
        (next, back)
    }
}

/// The sum of rows, each times its share. Two sums are made side by side, so that neither waits for the other.
#[inline(always)]
fn mix(shares: [f32; ENTRIES], rows: &[[f32; ENTRIES]; ENTRIES]) -> [f32; ENTRIES] {
    let mut sums = [[0.0; ENTRIES]; 2];
    for (index, (share, row)) in shares.iter().zip(rows).enumerate() {
        let sum = &mut sums[index % 2];
        *sum = std::array::from_fn(|label| sum[label] + share * row[label]);
    }
    std::array::from_fn(|label| sums[0][label] + sums[1][label])
}
