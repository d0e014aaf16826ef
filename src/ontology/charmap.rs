//! A value for each character, found without hashing.

use std::collections::BTreeMap;

/// Values by character; a character that was given none has the default.
///
/// Rules ask of every character of a page what it can do, and hashing was most of the answer's price. Nearly
/// all characters are of the basic plane, which is a table here.
#[derive(Clone, Debug)]
pub(super) struct CharMap<T> {
    /// Indexed by code point: all of the basic plane.
    basic: Vec<T>,
    beyond: BTreeMap<char, T>,
}

impl<T: Copy + Default> CharMap<T> {
    /// The value of `c`.
    #[inline]
    pub fn get(&self, c: char) -> T {
        match self.basic.get(c as usize) {
            Some(value) => *value,
            None => self.beyond.get(&c).copied().unwrap_or_default(),
        }
    }

    /// The value of `c`, to be changed.
    pub fn get_mut(&mut self, c: char) -> &mut T {
        match self.basic.get_mut(c as usize) {
            Some(value) => value,
            None => self.beyond.entry(c).or_default(),
        }
    }
}

impl<T: Copy + Default> Default for CharMap<T> {
    fn default() -> Self {
        CharMap { basic: vec![T::default(); 0x1_0000], beyond: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_all_planes_have_values() {
        let mut map: CharMap<u8> = CharMap::default();
        for c in ['a', '中', '\u{ffff}', '\u{20bb7}'] {
            *map.get_mut(c) += 1;
            assert_eq!(map.get(c), 1, "{c}");
        }
        assert_eq!((map.get('b'), map.get('\u{20bb8}')), (0, 0));
    }
}
