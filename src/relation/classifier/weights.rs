//! The weights of the classifier, as they are stored and as they are looked up.
//!
//! The stored form, all numbers little-endian, `v` a LEB128 number: the magic bytes; for each label from which likelihood
//! on it is told (`f32`); `v` number of patterns; for each pattern `v` key minus the key before, `v` number of weights,
//! and for each of those its label (one byte) and an `i8`.

use super::label::{Label, N_LABELS};
use crate::error::{Error, ErrorKind, Result};
use crate::mention::tagger::{Bytes, write_number};

/// The first bytes of a stored model.
const MAGIC: &[u8] = b"sinograph-classifier-1\n";

/// So many units of weight are one natural logarithm of odds.
pub const UNITS: f32 = 24.0;

/// What a pattern says for or against one label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The place of the label.
    pub label: u8,
    /// Its weight, in [`UNITS`].
    pub units: i8,
}

/// A model as it is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// For each label, from which likelihood on it is told; above one never.
    pub least: Vec<f32>,
    /// The keys of the patterns, in order, each with its weights.
    pub patterns: Vec<(u32, Vec<Weight>)>,
}

impl Model {
    /// Reads a stored model.
    ///
    /// # Errors
    /// If the bytes are no model, or end too early.
    pub fn read(bytes: &[u8]) -> Result<Model> {
        let mut bytes = Bytes::new(bytes, "the model of the classifier");
        if bytes.take(MAGIC.len())? != MAGIC {
            return Err(Error::new(ErrorKind::Format, "the file is no model of the classifier"));
        }
        let mut model = Model::default();
        for _ in 0..N_LABELS {
            model.least.push(f32::from_le_bytes(bytes.array()?));
        }
        let mut key = 0_u32;
        for _ in 0..bytes.number()? {
            key = key.wrapping_add(bytes.number()? as u32);
            let mut weights = Vec::new();
            for _ in 0..bytes.number()? {
                let [label, units] = bytes.array()?;
                if usize::from(label) >= N_LABELS {
                    return Err(Error::new(
                        ErrorKind::Format,
                        format!("the model of the classifier has a label {label}"),
                    ));
                }
                weights.push(Weight { label, units: units.cast_signed() });
            }
            model.patterns.push((key, weights));
        }
        Ok(model)
    }

    /// From which likelihood on a label is told.
    pub fn least_of(&self, label: Label) -> f32 {
        self.least.get(label.index()).copied().unwrap_or(f32::INFINITY)
    }

    /// The stored form.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        self.least.iter().for_each(|least| bytes.extend(least.to_le_bytes()));
        write_number(&mut bytes, self.patterns.len());
        let mut before = 0_u32;
        for (key, weights) in &self.patterns {
            write_number(&mut bytes, key.wrapping_sub(before) as usize);
            before = *key;
            write_number(&mut bytes, weights.len());
            weights.iter().for_each(|weight| bytes.extend([weight.label, weight.units.cast_unsigned()]));
        }
        bytes
    }
}

/// The weights of patterns by their keys, in a table with open addressing.
#[derive(Clone, Default)]
pub(super) struct Table {
    /// A bit for each hash that some key has: most patterns of a text have no weights, and this tells so from little memory.
    known: Vec<u64>,
    /// For each slot the key and one more than the place of its weights in `starts`, or zero if the slot is free.
    slots: Vec<(u32, u32)>,
    /// Where the weights of each pattern start in `weights`; one more for the end.
    starts: Vec<u32>,
    weights: Vec<Weight>,
}

impl Table {
    pub fn new(model: &Model) -> Self {
        let n_slots = (2 * model.patterns.len()).next_power_of_two();
        let known = vec![0; KNOWN_BITS / 64];
        let mut table = Table { known, slots: vec![(0, 0); n_slots], starts: vec![0], weights: Vec::new() };
        for (key, weights) in &model.patterns {
            let bit = Table::bit(*key);
            table.known[bit / 64] |= 1 << (bit % 64);
            let slot = table.find(*key);
            table.slots[slot] = (*key, table.starts.len() as u32);
            table.weights.extend(weights);
            table.starts.push(table.weights.len() as u32);
        }
        table
    }

    /// Adds the weights of a pattern to the scores of the labels.
    pub fn add(&self, key: u32, scores: &mut [i32; N_LABELS]) {
        let bit = Table::bit(key);
        if self.known.get(bit / 64).is_none_or(|bits| bits >> (bit % 64) & 1 == 0) {
            return;
        }
        let Some(place) = self.slots[self.find(key)].1.checked_sub(1) else { return };
        let place = place as usize;
        for weight in &self.weights[self.starts[place] as usize..self.starts[place + 1] as usize] {
            scores[usize::from(weight.label)] += i32::from(weight.units);
        }
    }

    fn bit(key: u32) -> usize {
        (hash(key) >> (u32::BITS - KNOWN_BITS.ilog2())) as usize
    }

    /// The slot of a key, or the free one where it belongs.
    fn find(&self, key: u32) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = hash(key) as usize & last;
        while self.slots[slot].1 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & last;
        }
        slot
    }
}

/// As many bits tell which keys are not there: 32 KiB.
const KNOWN_BITS: usize = 1 << 18;

fn hash(key: u32) -> u32 {
    key.wrapping_mul(0x9e37_79b1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        let weights = |units| vec![Weight { label: 0, units }, Weight { label: 7, units: -units }];
        Model {
            least: vec![0.5; N_LABELS],
            patterns: vec![(0, weights(5)), (77, weights(-128 + 1)), (u32::MAX, vec![])],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(Model::read(&model().write()).expect("it was written"), model());
    }

    #[test]
    fn a_model_cut_short_is_refused() {
        let bytes = model().write();
        for end in 0..bytes.len() {
            assert!(Model::read(&bytes[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn weights_are_found_by_their_keys() {
        let table = Table::new(&model());
        let score = |key| {
            let mut scores = [0; N_LABELS];
            table.add(key, &mut scores);
            (scores[0], scores[7])
        };
        assert_eq!([0, 77, u32::MAX, 5].map(score), [(5, -5), (-127, 127), (0, 0), (0, 0)]);
    }
}
