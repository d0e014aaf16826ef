//! The weights of the patterns of one template, to be added to the scores of characters.

use std::cmp::Reverse;
use std::hint::black_box;
use std::mem;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::decode::Scores;
use super::label::N_LABELS;
use super::model::Row;
use super::pattern::{N_PARTS, part};

/// Rows of weights by the key of a pattern.
///
/// Most of the time goes by in waiting for memory. Rows are many but few differ, so each is kept once, the most frequent
/// ones side by side, and a pattern holds their numbers. The patterns lie in a perfect hash table ([Belazzougui et al.
/// 2009]): where a key lies is known from a small array, and no key is in the way of another.
///
/// [Belazzougui et al. 2009]: https://doi.org/10.1007/978-3-642-04128-0_61
#[derive(Clone)]
pub struct Table {
    n_slots: usize,
    /// For each bucket of keys, the seed that spreads them over places of their own.
    seeds: Vec<u16>,
    /// For each place a mark that tells its key from nearly all others.
    marks: Vec<u16>,
    /// For each place the number of the row of each slot. The last place is free.
    numbers: Vec<u16>,
    /// The rows by number; the first is zero. As many as there can be numbers, so that none need be checked.
    rows: Box<[Row; N_ROWS]>,
}

/// The rows that numbers of 16 bits tell apart.
const N_ROWS: usize = 1 << u16::BITS;

/// A pattern that was found: its place among the keys, and where the numbers of its rows begin.
pub type Hit = (u32, u32);

/// The row that adds nothing.
const ZERO: Row = [0; N_LABELS];

/// How many keys share a bucket.
const BUCKET: usize = 4;

/// Gathers the patterns of a [`Table`].
pub struct TableBuilder {
    n_slots: usize,
    keys: Vec<u32>,
    /// For each slot of each pattern its row, by the order in which rows came; zero if it adds nothing.
    numbers: Vec<u32>,
    /// The number of each row, by its bytes.
    number_of: FxHashMap<u128, u32>,
    /// How often each row stands, and the row; that of number one is the first.
    rows: Vec<(Reverse<usize>, Row)>,
}

impl TableBuilder {
    /// For patterns of as many slots, about `n` of them.
    pub fn new(n_slots: usize, n: usize) -> Self {
        TableBuilder {
            n_slots,
            keys: Vec::with_capacity(n),
            numbers: Vec::with_capacity(n * n_slots),
            number_of: FxHashMap::default(),
            rows: Vec::new(),
        }
    }

    /// Adds a pattern by its key, with a row for each slot.
    pub fn push(&mut self, key: u32, rows: &[Row]) {
        debug_assert_eq!(rows.len(), self.n_slots);
        // Layers may cancel out; what adds nothing need not be found.
        if rows.iter().all(|row| *row == ZERO) {
            return;
        }
        self.keys.push(key);
        for row in rows {
            let number = if *row == ZERO { 0 } else { self.number(row) };
            self.numbers.push(number);
        }
    }

    fn number(&mut self, row: &Row) -> u32 {
        let next = self.rows.len() as u32 + 1;
        let number = *self.number_of.entry(u128::from_le_bytes(row.map(i8::cast_unsigned))).or_insert(next);
        if number == next {
            self.rows.push((Reverse(0), *row));
        }
        self.rows[number as usize - 1].0.0 += 1;
        number
    }

    /// The table of the patterns; none if too many rows differ, or two keys are the same.
    pub fn build(self) -> Option<Table> {
        let TableBuilder { n_slots, keys, numbers, rows: frequent, .. } = self;
        u16::try_from(frequent.len() + 1).ok()?;
        let mut rows: Box<[Row; N_ROWS]> = vec![ZERO; N_ROWS].into_boxed_slice().try_into().ok()?;
        // Zero first, and then the most frequent.
        let mut order: Vec<usize> = (0..frequent.len()).collect();
        order.sort_unstable_by_key(|index| frequent[*index]);
        let mut ranks = vec![0; frequent.len() + 1];
        for (index, rank) in order.into_iter().zip(1..) {
            ranks[index + 1] = rank;
            rows[usize::from(rank)] = frequent[index].1;
        }
        let n = keys.len();
        let n_places = n + n / 8 + 1;
        let seeds = vec![0; n / BUCKET + 1];
        let mut table =
            Table { n_slots, seeds, marks: vec![0; n_places], numbers: vec![0; (n_places + 1) * n_slots], rows };
        let places = table.spread(&keys)?;
        for ((key, place), numbers) in keys.iter().zip(places).zip(numbers.chunks(n_slots)) {
            let place = place as usize;
            table.marks[place] = mark(*key);
            let there = table.numbers[place * n_slots..][..n_slots].iter_mut();
            there.zip(numbers).for_each(|(there, number)| *there = ranks[*number as usize]);
        }
        Some(table)
    }
}

impl Table {
    /// Finds seeds that give each of these keys a place of its own; the place of each. None if no seed does.
    fn spread(&mut self, keys: &[u32]) -> Option<Vec<u32>> {
        let buckets: Vec<usize> = keys.iter().map(|key| self.bucket(*key)).collect();
        let mut counts = vec![0; self.seeds.len()];
        buckets.iter().for_each(|bucket| counts[*bucket] += 1);
        // The largest buckets first, while places are free.
        let mut order: Vec<(Reverse<usize>, usize)> = counts.iter().map(|n| Reverse(*n)).zip(0..).collect();
        order.sort_unstable();
        // The keys of a bucket are brought side by side.
        let mut ends = counts;
        let mut first = 0;
        for end in &mut ends {
            first += mem::replace(end, first);
        }
        let mut indices = vec![0; keys.len()];
        for (index, bucket) in buckets.into_iter().enumerate() {
            indices[ends[bucket]] = index;
            ends[bucket] += 1;
        }
        let n_places = self.marks.len();
        let mut is_taken = vec![false; n_places];
        let mut places = vec![0; keys.len()];
        let mut of_bucket = Vec::new();
        for (Reverse(n), bucket) in order {
            let indices = &indices[ends[bucket] - n..ends[bucket]];
            self.seeds[bucket] = (0..=u16::MAX).find(|seed| {
                of_bucket.clear();
                indices.iter().all(|index| {
                    let place = place(keys[*index], *seed, n_places);
                    let is_free = !is_taken[place] && !of_bucket.contains(&place);
                    of_bucket.push(place);
                    is_free
                })
            })?;
            for (index, place) in indices.iter().zip(&of_bucket) {
                places[*index] = u32::try_from(*place).ok()?;
                is_taken[*place] = true;
            }
        }
        Some(places)
    }

    fn bucket(&self, key: u32) -> usize {
        scale(key.wrapping_mul(0x9e37_79b1), self.seeds.len())
    }

    /// The place of a pattern; if there is no such pattern, the free one.
    #[inline(always)]
    fn find(&self, key: u32) -> usize {
        let n_places = self.marks.len();
        let place = place(key, self.seeds[self.bucket(key)], n_places);
        if self.marks[place] == mark(key) { place } else { n_places }
    }

    /// Adds to each of the scores a row of a pattern, that of the `slot` for its index.
    #[inline(always)]
    pub fn add(&self, key: u32, scores: &mut [Scores], slot: impl Fn(usize) -> usize) {
        let numbers = &self.numbers[self.find(key) * self.n_slots..][..self.n_slots];
        for (index, scores) in scores.iter_mut().enumerate() {
            *scores = plus(scores, &self.rows[usize::from(numbers[slot(index)])]);
        }
    }

    /// Adds to the scores of the characters of each word a row of its pattern in each table, that of the character's
    /// part.
    #[inline(always)]
    pub fn add_words<const N: usize>(
        tables: [&Table; N],
        words: impl Iterator<Item = (Range<usize>, [u32; N])>,
        scores: &mut [Scores],
    ) {
        for (word, keys) in words {
            let numbers: [_; N] = std::array::from_fn(|index| {
                let first = tables[index].find(keys[index]) * N_PARTS;
                tables[index].numbers[first..].first_chunk::<N_PARTS>().unwrap_or(&[0; N_PARTS])
            });
            for (position, scores) in scores[word.clone()].iter_mut().enumerate() {
                let part = part(&word, word.start + position);
                for (table, numbers) in tables.iter().zip(numbers) {
                    *scores = plus(scores, &table.rows[usize::from(numbers[part])]);
                }
            }
        }
    }

    /// Adds to each of the scores in a row the row of its pattern, that of a slot. `hits` is a buffer.
    #[inline(always)]
    pub fn add_each(
        &self,
        keys: impl ExactSizeIterator<Item = (u32, usize)>,
        hits: &mut Vec<Hit>,
        scores: &mut [Scores],
    ) {
        // As for windows, all keys are looked up before any weight is used.
        hits.clear();
        hits.extend(keys.map(|(key, slot)| (0, (self.find(key) * self.n_slots + slot) as u32)));
        black_box(hits.iter().fold(0, |all, (_, at)| all ^ self.numbers[*at as usize]));
        for ((_, at), scores) in hits.iter().zip(scores) {
            *scores = plus(scores, &self.rows[usize::from(self.numbers[*at as usize])]);
        }
    }

    /// Adds the `N` rows of each pattern to scores in a row, those of the first pattern to the first scores, those of
    /// the second from the second on. `hits` is a buffer.
    #[inline(always)]
    pub fn add_windows<const N: usize>(
        &self,
        keys: impl ExactSizeIterator<Item = u32>,
        hits: &mut Vec<Hit>,
        scores: &mut [Scores],
    ) {
        debug_assert_eq!(self.n_slots, N);
        // All keys are looked up before any weight is used, so that they wait for memory together. Most patterns of several
        // characters are unknown; those found are gathered without a branch.
        hits.clear();
        hits.resize(keys.len(), (0, 0));
        let mut n_hits = 0;
        for (index, key) in keys.enumerate() {
            let place = self.find(key);
            hits[n_hits] = (index as u32, (place * N) as u32);
            n_hits += usize::from(place < self.marks.len());
        }
        hits.truncate(n_hits);
        black_box(hits.iter().fold(0, |all, (_, first)| all ^ self.numbers[*first as usize]));
        for (index, first) in hits {
            let numbers = self.numbers[*first as usize..].first_chunk::<N>();
            let scores = scores[*index as usize..].first_chunk_mut::<N>();
            let (Some(numbers), Some(scores)) = (numbers, scores) else { continue };
            for (number, scores) in numbers.iter().zip(scores) {
                *scores = plus(scores, &self.rows[usize::from(*number)]);
            }
        }
    }
}

#[inline(always)]
fn plus(scores: &Scores, row: &Row) -> Scores {
    std::array::from_fn(|label| scores[label] + i16::from(row[label]))
}

/// The place of a key for a seed.
#[inline]
fn place(key: u32, seed: u16, n_places: usize) -> usize {
    let mixed = (key ^ u32::from(seed).wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35);
    scale((mixed ^ mixed >> 15).wrapping_mul(0x27d4_eb2f), n_places)
}

/// What tells a key from others at its place: one in 65536 has the same, about as many as share their key.
#[inline]
fn mark(key: u32) -> u16 {
    (key.wrapping_mul(0x2545_f491) >> 16) as u16
}

/// A hash as an index below `n`.
#[inline]
fn scale(hash: u32, n: usize) -> usize {
    ((u64::from(hash) * n as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::tagger::Patterns;

    fn table(n_slots: usize, patterns: &Patterns) -> Option<Table> {
        let mut table = TableBuilder::new(n_slots, patterns.keys.len());
        for (key, rows) in patterns.keys.iter().zip(patterns.rows.chunks(n_slots)) {
            table.push(*key, rows);
        }
        table.build()
    }

    /// Patterns with any keys, each with a weight that its key tells.
    fn patterns(n: u32) -> Patterns {
        let keys: Vec<u32> = (0..n).map(|index| index.wrapping_mul(0x9e37_79b1) ^ index << 7).collect();
        let row = |key: &u32| std::array::from_fn(|label| if label == 3 { (key % 200) as u8 as i8 } else { 0 });
        let rows = keys.iter().flat_map(|key| [ZERO, row(key)]).collect();
        Patterns { keys, rows }
    }

    fn score(table: &Table, key: u32, slot: usize) -> i16 {
        let mut scores = [[0; N_LABELS]];
        table.add(key, &mut scores, |_| slot);
        scores[0][3]
    }

    #[test]
    fn each_pattern_has_its_own_weights_and_others_have_none() {
        for n in [0, 1, 2, 7, 5000] {
            let patterns = patterns(n);
            let table = table(2, &patterns).expect("few rows differ");
            for (index, key) in patterns.keys.iter().enumerate() {
                let expected = i16::from(patterns.rows[2 * index + 1][3]);
                assert_eq!((score(&table, *key, 0), score(&table, *key, 1)), (0, expected), "{n}: {key}");
            }
            let others = (0..1000).map(|index: u32| index.wrapping_mul(0x85eb_ca6b) ^ 0x5555_5555);
            let strange = others.filter(|key| !patterns.keys.contains(key) && score(&table, *key, 1) != 0).count();
            assert!(strange <= 1, "{n}: {strange} keys of no pattern have weights");
        }
    }

    #[test]
    fn two_patterns_of_one_key_are_refused() {
        let patterns = Patterns { keys: vec![7, 7], rows: vec![[1; N_LABELS]; 2] };
        assert!(table(1, &patterns).is_none());
    }

    #[test]
    fn too_many_different_rows_are_refused() {
        let row = |index: u32| std::array::from_fn(|label| (index >> (4 * label).min(28) & 15) as i8);
        let patterns = |n: u32| Patterns { keys: (0..n).collect(), rows: (1..=n).map(row).collect() };
        assert!(table(1, &patterns(65_534)).is_some() && table(1, &patterns(65_536)).is_none());
    }
}
