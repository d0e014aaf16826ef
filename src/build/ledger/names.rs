//! Strings written once and named by a number from then on.

use std::collections::BTreeMap;

/// The strings written so far.
#[derive(Default)]
pub(super) struct Names {
    numbers: BTreeMap<String, u32>,
}

impl Names {
    /// The number of `name`, and whether it is new.
    pub fn number(&mut self, name: &str) -> (u32, bool) {
        if let Some(&number) = self.numbers.get(name) {
            return (number, false);
        }
        let number = u32::try_from(self.numbers.len()).expect("memory ends before four thousand million names");
        self.numbers.insert(name.to_owned(), number);
        (number, true)
    }
}
