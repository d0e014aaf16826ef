//! The weights of the patterns of one template, to be added to the scores of characters.

use std::cmp::Reverse;
use std::hint::black_box;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::decode::Scores;
use super::label::N_LABELS;
use super::model::{Patterns, Row};
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

impl Table {
    /// The table of these patterns; none if too many rows differ, or two keys are the same.
    pub fn new(n_slots: usize, patterns: &Patterns) -> Option<Self> {
        let (each_once, numbers) = number(&patterns.rows)?;
        let mut rows: Box<[Row; N_ROWS]> = vec![ZERO; N_ROWS].into_boxed_slice().try_into().ok()?;
        rows[..each_once.len()].copy_from_slice(&each_once);
        // Layers may cancel out; what adds nothing need not be found.
        let adds = |index: &usize| numbers[index * n_slots..][..n_slots].iter().any(|number| *number != 0);
        let indices: Vec<usize> = (0..patterns.keys.len()).filter(adds).collect();
        let n = indices.len();
        let n_places = n + n / 8 + 1;
        let seeds = vec![0; n / BUCKET + 1];
        let mut table =
            Table { n_slots, seeds, marks: vec![0; n_places], numbers: vec![0; (n_places + 1) * n_slots], rows };
        for (place, index) in table.spread(&patterns.keys, &indices)? {
            table.marks[place] = mark(patterns.keys[index]);
            table.numbers[place * n_slots..][..n_slots].copy_from_slice(&numbers[index * n_slots..][..n_slots]);
        }
        Some(table)
    }

    /// Finds seeds that give each of the keys at `indices` a place of its own; the place of each, and its index. None if
    /// no seed does.
    fn spread(&mut self, keys: &[u32], indices: &[usize]) -> Option<Vec<(usize, usize)>> {
        let mut buckets = vec![Vec::new(); self.seeds.len()];
        for index in indices {
            buckets[self.bucket(keys[*index])].push(*index);
        }
        let mut order: Vec<usize> = (0..buckets.len()).collect();
        order.sort_by_key(|bucket| (Reverse(buckets[*bucket].len()), *bucket));
        let n_places = self.marks.len();
        let mut is_taken = vec![false; n_places];
        let mut spread = Vec::with_capacity(indices.len());
        for bucket in order {
            let first = spread.len();
            self.seeds[bucket] = (0..=u16::MAX).find(|seed| {
                spread.truncate(first);
                for index in &buckets[bucket] {
                    let place = place(keys[*index], *seed, n_places);
                    if is_taken[place] || spread[first..].iter().any(|(other, _)| *other == place) {
                        return false;
                    }
                    spread.push((place, *index));
                }
                true
            })?;
            spread[first..].iter().for_each(|(place, _)| is_taken[*place] = true);
        }
        Some(spread)
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

/// Rows each once, zero first and then the most frequent; and the number of each. None if there are too many.
fn number(rows: &[Row]) -> Option<(Vec<Row>, Vec<u16>)> {
    let mut counts: FxHashMap<Row, usize> = FxHashMap::default();
    for row in rows.iter().filter(|row| **row != ZERO) {
        *counts.entry(*row).or_default() += 1;
    }
    let mut frequent: Vec<(Reverse<usize>, Row)> =
        counts.into_iter().map(|(row, count)| (Reverse(count), row)).collect();
    frequent.sort_unstable();
    let each_once: Vec<Row> = std::iter::once(ZERO).chain(frequent.into_iter().map(|(_, row)| row)).collect();
    u16::try_from(each_once.len()).ok()?;
    let numbers: FxHashMap<Row, u16> = each_once.iter().copied().zip(0..).collect();
    let number_of = |row: &Row| if *row == ZERO { 0 } else { numbers[row] };
    let all = rows.iter().map(number_of).collect();
    Some((each_once, all))
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
            let table = Table::new(2, &patterns).expect("few rows differ");
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
        assert!(Table::new(1, &patterns).is_none());
    }

    #[test]
    fn too_many_different_rows_are_refused() {
        let row = |index: u32| std::array::from_fn(|label| (index >> (4 * label).min(28) & 15) as i8);
        let patterns = |n: u32| Patterns { keys: (0..n).collect(), rows: (1..=n).map(row).collect() };
        assert!(Table::new(1, &patterns(65_534)).is_some() && Table::new(1, &patterns(65_536)).is_none());
    }
}
