//! Pairs of names of a row that may have to do with each other.

use std::ops::Range;

use super::super::Page;
use super::super::chunk::Row;
use super::grammar;
use super::label::Labels;

/// Two names of a row, and the lists in which they stand: 中国铁建|和|中国中铁|承建|云岭铁路|、|松河铁路.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Pair {
    /// The chunk of the name that stands first.
    pub first: usize,
    /// The chunk of the other.
    pub second: usize,
    /// The chunks of the list of the first one, from its first name to its last.
    pub left: (usize, usize),
    /// Likewise of the second.
    pub right: (usize, usize),
    /// What can be told of them.
    pub labels: Labels,
}

impl Pair {
    /// The chunks between the two lists.
    pub fn between(&self) -> Range<usize> {
        if self.is_list() { 0..0 } else { self.left.1 + 1..self.right.0 }
    }

    /// Whether the two stand in one list.
    pub fn is_list(&self) -> bool {
        self.left == self.right
    }
}

/// The most chunks between the lists of two names.
pub(super) const FARTHEST: usize = 30;

/// The most names from one to the other.
const MOST_NAMES: usize = 12;

/// The pairs of a row of which one of some labels can be told.
pub(super) fn pairs(page: Page<'_>, row: &Row, wanted: Labels) -> Vec<Pair> {
    let names = listed(row);
    let mut pairs = Vec::new();
    for (n, &(first, left)) in names.iter().enumerate() {
        for &(second, right) in names.iter().skip(n + 1).take(MOST_NAMES) {
            if left == right || right.0 - left.1 <= FARTHEST {
                pairs.extend(pair(page, row, (first, left), (second, right), wanted));
            }
        }
    }
    pairs
}

/// A name, and the first and the last name of the list in which it stands.
type Listed = (usize, (usize, usize));

/// A pair, unless nothing that is wanted can be told of it.
fn pair(page: Page<'_>, row: &Row, (first, left): Listed, (second, right): Listed, wanted: Labels) -> Option<Pair> {
    let [one, other] = [row.chunks[first].name()?, row.chunks[second].name()?];
    let pair = Pair { first, second, left, right, labels: Labels::of_kinds([one.kind, other.kind]) };
    let are_sure = || [first, second].into_iter().all(|at| is_sure(page, row, at));
    if one.entity == other.entity || pair.labels.and(wanted).is_empty() || !are_sure() {
        return None;
    }
    let labels = grammar::leaves_open(page, row, &pair);
    (!labels.and(wanted).is_empty()).then_some(Pair { labels, ..pair })
}

/// Whether a name is surely one: on names that are cut wrong no guess is built.
fn is_sure(page: Page<'_>, row: &Row, at: usize) -> bool {
    let start = row.chunks[at].span.start;
    page.mention_at(start).is_none_or(|mention| page.mentions[mention].confidence >= LEAST_CONFIDENCE)
}

/// How sure a recogniser must be of a name.
const LEAST_CONFIDENCE: f32 = 0.8;

/// The names of a row, each with the first and the last one of the list in which it stands with nothing but joints in between.
fn listed(row: &Row) -> Vec<Listed> {
    let are_alike = |a: usize, b: usize| {
        let kinds = row.kind(a).zip(row.kind(b));
        kinds.is_some_and(|(a, b)| a == b || a.is_land() && b.is_land())
    };
    let names: Vec<usize> = (0..row.chunks.len()).filter(|&at| row.kind(at).is_some()).collect();
    let lists = names.chunk_by(|&a, &b| b == a + 2 && row.is_joint(a + 1) && are_alike(a, b));
    let ends = |list: &[usize]| list.first().copied().zip(list.last().copied());
    lists.flat_map(|list| list.iter().filter_map(move |at| Some((*at, ends(list)?)))).collect()
}
