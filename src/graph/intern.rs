//! Values stored once and named by a small number.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A table in which equal values share one number.
///
/// Numbers follow the order of arrival; what is written is [numbered anew](super::share::Renumbering).
#[derive(Clone, Debug)]
pub(super) struct Table<T: Ord> {
    /// Of the values that somebody has asked for since they came.
    numbers: BTreeMap<Arc<T>, u32>,
    /// How many values stand in `numbers`, from the first on.
    n_numbered: usize,
    values: Vec<Arc<T>>,
}

impl<T: Ord> Default for Table<T> {
    fn default() -> Self {
        Table { numbers: BTreeMap::new(), n_numbered: 0, values: Vec::new() }
    }
}

impl<T: Ord> Table<T> {
    /// The number of `value`, given now if it has none.
    pub(super) fn number(&mut self, value: T) -> u32 {
        self.index();
        if let Some(&number) = self.numbers.get(&value) {
            return number;
        }
        self.push(value);
        self.index();
        to_number(self.values.len() - 1)
    }

    /// Adds a value that the table does not have, and that gets the next number.
    pub(super) fn push(&mut self, value: T) {
        self.values.push(Arc::new(value));
    }

    /// Makes all values known by what they are.
    fn index(&mut self) {
        for (number, value) in self.values.iter().enumerate().skip(self.n_numbered) {
            self.numbers.insert(Arc::clone(value), to_number(number));
        }
        self.n_numbered = self.values.len();
    }

    /// The value with a number that this table gave.
    pub(super) fn value(&self, number: u32) -> &T {
        &self.values[number as usize]
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// All values, in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.values.iter().map(Arc::as_ref)
    }
}

fn to_number(place: usize) -> u32 {
    u32::try_from(place).expect("memory ends before four thousand million values")
}
