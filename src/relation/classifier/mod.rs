//! A classifier of pairs: what a row says of two of its names, learned from marked articles.
//!
//! Rules say what they were told to look for. What is worded in ways that nobody thought of is left to a softmax regression over
//! what stands between and around two names: of each [pair](pair) of a row [grammar](grammar) leaves some [labels](label) open, and
//! the [patterns](pattern) that it shows are looked up in a [table of weights](weights), whose sums say how likely each is. A label
//! is told only from a likelihood on at which, on articles not learned from, it was mostly right. How the weights are learned is
//! in `train`.

mod grammar;
mod label;
mod pair;
mod pattern;
mod weights;

use std::cmp::Reverse;

use super::Page;
use super::chunk::Row;
use crate::ontology::Predicate;

pub use label::{Direction, Label, Labels, N_LABELS};
pub(super) use pair::Pair;
use pattern::Signs;
use weights::Table;
pub use weights::{Model, UNITS, Weight};

/// The model that ships in the binary.
const EMBEDDED: &[u8] = include_bytes!("../../../model/classifier.bin");

/// Judges pairs of names by learned weights; without weights it says nothing.
#[derive(Clone, Default)]
pub struct Classifier {
    table: Table,
    /// For each label, from which likelihood on it is told.
    least: Vec<f32>,
    /// The labels that are told at all.
    told: Labels,
}

/// Two names of a row as the classifier is shown them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The index of the sentence.
    pub sentence: usize,
    /// The entities, in the order of their names.
    pub entities: [usize; 2],
    /// What can be told of them.
    pub labels: Labels,
    /// How many chunks stand between the names.
    pub distance: usize,
    /// The keys of the patterns that the pair shows.
    pub keys: Vec<u32>,
}

impl Classifier {
    /// The classifier that ships in the binary.
    pub fn embedded() -> Self {
        Model::read(EMBEDDED).map(|model| Self::new(&model)).expect("tests read the embedded model")
    }

    /// A classifier by the weights of a model.
    pub fn new(model: &Model) -> Self {
        let told = (1..N_LABELS).filter_map(Label::at).filter(|label| model.least_of(*label).is_finite());
        Classifier {
            table: Table::new(model),
            least: model.least.clone(),
            told: told.fold(Labels::default(), Labels::with),
        }
    }

    /// Hands on what is told of the pairs of a row.
    pub(super) fn read(&self, page: Page<'_>, row: &Row, mut tell: impl FnMut(Pair, (Predicate, Direction))) {
        if !self.told.is_empty() {
            each(page, row, self.told, |pair, keys| {
                if let Some(verdict) = self.judge(pair.labels, keys) {
                    tell(pair, verdict);
                }
            });
        }
    }

    /// The likeliest of some labels, by the patterns of a pair, and how likely it is; nothing if it is likelier that
    /// nothing is said.
    pub fn likeliest(&self, labels: Labels, keys: &[u32]) -> Option<(Label, f32)> {
        let mut scores = [0_i32; N_LABELS];
        keys.iter().for_each(|key| self.table.add(*key, &mut scores));
        let score = |label: &Label| scores[label.index()];
        let best = labels.iter().max_by_key(|label| (score(label), Reverse(label.index())))?;
        if score(&best) <= score(&Label::NONE) {
            return None;
        }
        let odds = |label: &Label| libm::expf((score(label) - score(&best)) as f32 / UNITS);
        let sum: f32 = odds(&Label::NONE) + labels.iter().map(|label| odds(&label)).sum::<f32>();
        Some((best, 1.0 / sum))
    }

    /// What a pair is told to be, if that is likely enough.
    fn judge(&self, labels: Labels, keys: &[u32]) -> Option<(Predicate, Direction)> {
        let (label, likelihood) = self.likeliest(labels, keys)?;
        if likelihood >= self.least[label.index()] { label.meaning() } else { None }
    }
}

/// The pairs of a row, to be learned from.
pub(super) fn cases(page: Page<'_>, row: &Row) -> Vec<Case> {
    let mut cases = Vec::new();
    each(page, row, Labels::ALL, |pair, keys| {
        let entities = [pair.first, pair.second].map(|at| row.chunks[at].name().expect("a pair is of names").entity);
        let distance = pair.second - pair.first;
        cases.push(Case { sentence: row.sentence, entities, labels: pair.labels, distance, keys: keys.to_vec() });
    });
    cases
}

/// Hands on each pair of a row of which one of some labels can be told, with the keys of the patterns that it shows.
fn each(page: Page<'_>, row: &Row, wanted: Labels, mut judge: impl FnMut(Pair, &[u32])) {
    let mut keys = Vec::new();
    let mut signs = None;
    for pair in pair::pairs(page, row, wanted) {
        keys.clear();
        signs.get_or_insert_with(|| Signs::of(page, row)).see(&pair, &mut keys);
        judge(pair, &keys);
    }
}
