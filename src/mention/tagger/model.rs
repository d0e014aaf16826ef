//! The weights of the tagger, as they are stored and as they are looked up.
//!
//! A model has one [layer](Layer) of weights that all conventions share and one for each convention, to be
//! added. A [`Weights`] is the sum for one convention, laid out for speed.
//!
//! The stored form, all numbers little-endian, `v` a LEB128 number:
//! the magic bytes; `v` number of conventions; for each its name (`v` length, UTF-8), the kinds that it
//! marks (one byte, a bit a kind), its temperature (`u16`, in 1/256) and its eagerness (`u16`); then the shared layer and those of
//! the conventions, in order. A layer is its length (`u32`, bytes), 17 rows of transitions (`i16` each) and for each template `v` number
//! of patterns, for each pattern `v` key minus the key before, `v` a bit for each slot that has weights,
//! and for each of those a row: `u16` a bit for each label, and an `i8` for each bit set.

use super::bytes::{Bytes, write_number};
use super::chain::Chain;
use super::label::{N_LABELS, is_allowed};
use super::pattern::Template;
use super::table::{Table, TableBuilder};
use crate::error::{Error, ErrorKind, Result};

/// The first bytes of a stored model.
const MAGIC: &[u8] = b"sinograph-tagger-1\n";

/// What is read, for errors.
const MODEL: &str = "the model of the tagger";

/// So many units of weight are one natural logarithm of odds.
pub const UNITS: f32 = 32.0;

/// A row of weights: one for each label.
pub type Row = [i8; N_LABELS];

/// The weights of the step from one label to the next, and in the last row, of the first label.
pub type Transitions = [[i16; N_LABELS]; N_LABELS + 1];

/// The weights of steps and of patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The weights of steps.
    pub transitions: Transitions,
    /// The patterns with any weight, by template in the order of [`Template::ALL`].
    pub patterns: Vec<Patterns>,
}

/// The weights of the patterns of one template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// Their keys, in order.
    pub keys: Vec<u32>,
    /// Their rows, one for each slot of each.
    pub rows: Vec<Row>,
}

impl Default for Layer {
    fn default() -> Self {
        Layer { transitions: [[0; N_LABELS]; N_LABELS + 1], patterns: vec![Patterns::default(); Template::ALL.len()] }
    }
}

/// A way to mark names: which kinds, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convention {
    /// What it is called.
    pub name: String,
    /// The kinds that it marks, a bit for each of [`super::KINDS`].
    pub kinds: u8,
    /// What scores are divided by before they are read as logarithms of odds, in 1/256.
    pub temperature: u16,
    /// How many units of weight are taken from every character outside of names before the best labels are
    /// chosen. The likeliest labelling misses more names than it invents; precision and recall meet further on.
    pub eagerness: u16,
    /// Its own weights, added to the shared ones.
    pub layer: Layer,
}

/// A model as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The weights of all conventions.
    pub shared: Layer,
    /// The conventions, the default one first.
    pub conventions: Vec<Convention>,
}

impl Model {
    /// Reads a stored model.
    ///
    /// # Errors
    /// If the bytes are no model, or end too early.
    pub fn read(bytes: &[u8]) -> Result<Model> {
        let (mut model, mut bytes) = Self::read_head(bytes)?;
        model.shared = bytes.layer_bytes()?.layer()?;
        for convention in &mut model.conventions {
            convention.layer = bytes.layer_bytes()?.layer()?;
        }
        Ok(model)
    }

    fn read_head(bytes: &[u8]) -> Result<(Model, Bytes<'_>)> {
        let mut bytes = Bytes::new(bytes, MODEL);
        if bytes.take(MAGIC.len())? != MAGIC {
            return Err(Error::new(ErrorKind::Format, "the file is no model of the tagger"));
        }
        let mut conventions = Vec::new();
        for _ in 0..bytes.number()? {
            let n = bytes.number()?;
            let name = String::from_utf8_lossy(bytes.take(n)?).into_owned();
            let kinds = bytes.array::<1>()?[0];
            let temperature = u16::from_le_bytes(bytes.array()?);
            let eagerness = u16::from_le_bytes(bytes.array()?);
            conventions.push(Convention { name, kinds, temperature, eagerness, layer: Layer::default() });
        }
        Ok((Model { shared: Layer::default(), conventions }, bytes))
    }

    /// The stored form.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        write_number(&mut bytes, self.conventions.len());
        for convention in &self.conventions {
            write_number(&mut bytes, convention.name.len());
            bytes.extend(convention.name.as_bytes());
            bytes.push(convention.kinds);
            bytes.extend(convention.temperature.to_le_bytes());
            bytes.extend(convention.eagerness.to_le_bytes());
        }
        write_layer(&mut bytes, &self.shared);
        self.conventions.iter().for_each(|convention| write_layer(&mut bytes, &convention.layer));
        bytes
    }

    /// The convention of this name, or the default one.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn convention(&self, name: Option<&str>) -> Result<&Convention> {
        let found = self.conventions.iter().find(|convention| name.is_none_or(|name| name == convention.name));
        found.ok_or_else(|| {
            let names: Vec<&str> = self.conventions.iter().map(|convention| convention.name.as_str()).collect();
            Error::new(ErrorKind::Usage, format!("there is no convention `{}`", name.unwrap_or_default()))
                .with_hint(format!("choose one of {}", names.join(", ")))
        })
    }
}

impl<'a> Bytes<'a> {
    /// The bytes of the next layer.
    fn layer_bytes(&mut self) -> Result<Bytes<'a>> {
        let n = u32::from_le_bytes(self.array()?);
        Ok(Bytes::new(self.take(n as usize)?, MODEL))
    }

    fn layer(&mut self) -> Result<Layer> {
        let mut layer = Layer { transitions: self.transitions()?, ..Layer::default() };
        for (template, patterns) in Template::ALL.into_iter().zip(&mut layer.patterns) {
            let mut stored = StoredPatterns::new(self, template.n_slots())?;
            while let Some(key) = stored.next()? {
                patterns.keys.push(key);
                patterns.rows.extend(&stored.rows);
            }
        }
        Ok(layer)
    }

    fn transitions(&mut self) -> Result<Transitions> {
        let mut transitions = [[0; N_LABELS]; N_LABELS + 1];
        for weight in transitions.as_flattened_mut() {
            *weight = i16::from_le_bytes(self.array()?);
        }
        Ok(transitions)
    }

    fn row(&mut self) -> Result<Row> {
        let mut row = [0; N_LABELS];
        let mut labels = u16::from_le_bytes(self.array()?);
        let weights = self.take(labels.count_ones() as usize)?;
        for weight in weights {
            row[labels.trailing_zeros() as usize] = i8::from_le_bytes([*weight]);
            labels &= labels - 1;
        }
        Ok(row)
    }
}

/// The stored patterns of one template, read one after the other.
struct StoredPatterns<'a, 'b> {
    bytes: &'b mut Bytes<'a>,
    /// How many are not yet read.
    n_left: usize,
    /// The key of the last one read.
    key: u32,
    /// Its rows, one for each slot.
    rows: Vec<Row>,
}

impl<'a, 'b> StoredPatterns<'a, 'b> {
    fn new(bytes: &'b mut Bytes<'a>, n_slots: usize) -> Result<Self> {
        let n_left = bytes.number()?;
        Ok(StoredPatterns { bytes, n_left, key: 0, rows: vec![[0; N_LABELS]; n_slots] })
    }

    /// Reads the next, and gives its key.
    fn next(&mut self) -> Result<Option<u32>> {
        let Some(n_left) = self.n_left.checked_sub(1) else { return Ok(None) };
        self.n_left = n_left;
        self.key = self.key.wrapping_add(self.bytes.number()? as u32);
        let slots = self.bytes.number()?;
        for (slot, row) in self.rows.iter_mut().enumerate() {
            *row = if slots >> slot & 1 == 1 { self.bytes.row()? } else { [0; N_LABELS] };
        }
        Ok(Some(self.key))
    }
}

fn write_layer(bytes: &mut Vec<u8>, layer: &Layer) {
    let start = bytes.len();
    bytes.extend([0; 4]);
    layer.transitions.as_flattened().iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
    for (template, patterns) in Template::ALL.into_iter().zip(&layer.patterns) {
        write_number(bytes, patterns.keys.len());
        let mut before = 0;
        for (key, rows) in patterns.keys.iter().zip(patterns.rows.chunks(template.n_slots())) {
            write_number(bytes, key.wrapping_sub(before) as usize);
            before = *key;
            write_number(bytes, bits(rows.iter().map(|row| *row != [0; N_LABELS])));
            for row in rows.iter().filter(|row| **row != [0; N_LABELS]) {
                bytes.extend((bits(row.iter().map(|weight| *weight != 0)) as u16).to_le_bytes());
                row.iter().filter(|weight| **weight != 0).for_each(|weight| bytes.extend(weight.to_le_bytes()));
            }
        }
    }
    let n = u32::try_from(bytes.len() - start - 4).expect("a model is smaller");
    bytes[start..start + 4].copy_from_slice(&n.to_le_bytes());
}

fn bits(values: impl Iterator<Item = bool>) -> usize {
    values.enumerate().fold(0, |bits, (index, is_set)| bits | usize::from(is_set) << index)
}

/// The weight of a step that must not be taken.
pub const NEVER: i16 = -20_000;

/// The weights of one convention, laid out for speed.
#[derive(Clone)]
pub struct Weights {
    /// How labels follow one another.
    pub chain: Chain,
    /// The weights of the patterns of each template.
    pub tables: Vec<Table>,
}

impl Weights {
    /// The sum of the shared weights of a stored model and those of one of its conventions, by default the first.
    ///
    /// # Errors
    /// If the bytes are no model, or end too early, if it has no convention of this name, if more rows of a template
    /// differ than can be numbered, or if two of its patterns have one key.
    pub fn read(bytes: &[u8], convention: Option<&str>) -> Result<Self> {
        let (model, mut bytes) = Model::read_head(bytes)?;
        let convention = model.convention(convention)?;
        let mut shared = bytes.layer_bytes()?;
        let mut own = Bytes::new(&[], MODEL);
        for other in &model.conventions {
            let layer = bytes.layer_bytes()?;
            if other.name == convention.name {
                own = layer;
            }
        }
        let mut transitions = shared.transitions()?;
        for (weight, more) in transitions.as_flattened_mut().iter_mut().zip(own.transitions()?.as_flattened()) {
            *weight = weight.saturating_add(*more);
        }
        forbid(&mut transitions, convention.kinds);
        let temperature = UNITS * f32::from(convention.temperature) / 256.0;
        let tables = Template::ALL.into_iter().map(|template| table(template.n_slots(), &mut shared, &mut own));
        Ok(Weights {
            chain: Chain::new(&transitions, convention.eagerness.cast_signed(), temperature),
            tables: tables.collect::<Result<Vec<Table>>>()?,
        })
    }
}

/// The patterns of the next template in either layer, with the sums of their rows.
fn table(n_slots: usize, shared: &mut Bytes<'_>, own: &mut Bytes<'_>) -> Result<Table> {
    let (mut shared, mut own) = (StoredPatterns::new(shared, n_slots)?, StoredPatterns::new(own, n_slots)?);
    // Each takes two bytes or more: no room is made for what ends early.
    let n_patterns = shared.n_left.max(own.n_left).min(shared.bytes.len() + own.bytes.len());
    let mut table = TableBuilder::new(n_slots, n_patterns);
    let (mut of_shared, mut of_own) = (shared.next()?, own.next()?);
    while let Some(key) = [of_shared, of_own].into_iter().flatten().min() {
        let (in_shared, in_own) = (of_shared == Some(key), of_own == Some(key));
        if in_shared && in_own {
            let sums = shared.rows.as_flattened_mut().iter_mut().zip(own.rows.as_flattened());
            sums.for_each(|(sum, more)| *sum = sum.saturating_add(*more));
        }
        table.push(key, if in_shared { &shared.rows } else { &own.rows });
        if in_shared {
            of_shared = shared.next()?;
        }
        if in_own {
            of_own = own.next()?;
        }
    }
    table
        .build()
        .ok_or_else(|| Error::new(ErrorKind::Format, "the model of the tagger has too many rows, or one pattern twice"))
}

/// Takes out the steps that lead through half names and kinds that the convention does not mark.
fn forbid(transitions: &mut Transitions, kinds: u8) {
    for (before, row) in (0u8..).zip(transitions) {
        for (label, weight) in (0u8..).zip(row) {
            if !is_allowed(before, label, kinds) {
                *weight = NEVER;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        let mut model = Model { shared: Layer::default(), conventions: Vec::new() };
        model.shared.transitions[16][3] = -7;
        let mut rows = vec![[0; N_LABELS]; Template::ClassTriple.n_slots()];
        rows[1][15] = -128;
        rows[2][0] = 127;
        let patterns =
            |keys: &[u32]| Patterns { keys: keys.to_vec(), rows: keys.iter().flat_map(|_| rows.clone()).collect() };
        model.shared.patterns[Template::ClassTriple as usize] = patterns(&[0, u32::MAX]);
        let mut layer = Layer::default();
        layer.patterns[Template::ClassTriple as usize] = patterns(&[0, 77]);
        model.conventions.push(Convention {
            name: "news".to_owned(),
            kinds: 15,
            temperature: 300,
            eagerness: 9,
            layer,
        });
        model
    }

    #[test]
    fn what_is_written_is_read_again() {
        let model = model();
        assert_eq!(Model::read(&model.write()).expect("it was written"), model);
    }

    #[test]
    fn a_model_cut_short_is_refused() {
        let bytes = model().write();
        for end in 0..bytes.len() {
            assert!(Model::read(&bytes[..end]).is_err(), "{end}");
            assert!(Weights::read(&bytes[..end], None).is_err(), "{end}");
        }
    }

    #[test]
    fn weights_are_the_sum_of_the_layers() {
        let model = model();
        let weights = Weights::read(&model.write(), Some("news")).expect("it is small");
        let table = &weights.tables[Template::ClassTriple as usize];
        let score = |key| {
            let mut scores = [[0; N_LABELS]; 2];
            table.add(key, &mut scores[..1], |_| 2);
            (scores[0][0], scores[1][0])
        };
        assert_eq!([0, 77, u32::MAX, 5].map(score), [(127, 0), (127, 0), (127, 0), (0, 0)]);
    }
}
