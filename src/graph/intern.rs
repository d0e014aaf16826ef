//! Values stored once and named by a small number.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A table in which equal values share one number.
///
/// Numbers follow the order of arrival and therefore never leave `graph`.
#[derive(Clone, Debug)]
pub(super) struct Table<T: Ord> {
    numbers: BTreeMap<Arc<T>, u32>,
    values: Vec<Arc<T>>,
}

impl<T: Ord> Default for Table<T> {
    fn default() -> Self {
        Table { numbers: BTreeMap::new(), values: Vec::new() }
    }
}

impl<T: Ord> Table<T> {
    /// The number of `value`, given now if it has none.
    pub(super) fn number(&mut self, value: T) -> u32 {
        if let Some(&number) = self.numbers.get(&value) {
            return number;
        }
        let number = u32::try_from(self.values.len()).expect("memory ends before four thousand million values");
        let value = Arc::new(value);
        self.numbers.insert(Arc::clone(&value), number);
        self.values.push(value);
        number
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
