//! Sets of characters, and values and lists by character.
//!
//! Rules ask of every character of a page what it can do, and the answer is mostly that it can do nothing. A bit or a
//! byte tells it without hashing, and from memory that stays near.

use std::collections::{BTreeMap, BTreeSet};

/// The code points of the basic plane.
const BASIC: usize = 0x1_0000;

/// Characters, a bit for each: those of a page's usual characters fill three kilobytes.
#[derive(Clone, Debug)]
pub(crate) struct CharSet {
    basic: Vec<u64>,
    beyond: BTreeSet<char>,
}

impl CharSet {
    /// Whether it holds `c`.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        match self.basic.get(c as usize / 64) {
            Some(bits) => bits >> (c as usize % 64) & 1 == 1,
            None => self.beyond.contains(&c),
        }
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut set = CharSet { basic: vec![0; BASIC / 64], beyond: BTreeSet::new() };
        for c in characters {
            match set.basic.get_mut(c as usize / 64) {
                Some(bits) => *bits |= 1 << (c as usize % 64),
                None => drop(set.beyond.insert(c)),
            }
        }
        set
    }
}

/// A value for each character, for most the default one. With a byte for each, a page's usual characters fill twenty
/// kilobytes.
#[derive(Clone, Debug)]
pub(super) struct CharTable<T> {
    basic: Vec<T>,
    beyond: BTreeMap<char, T>,
}

impl<T: Copy + Default> CharTable<T> {
    /// The value of `c`.
    #[inline]
    pub fn of(&self, c: char) -> T {
        match self.basic.get(c as usize) {
            Some(value) => *value,
            None => self.beyond.get(&c).copied().unwrap_or_default(),
        }
    }

    /// The value of `c`, to be changed.
    pub fn of_mut(&mut self, c: char) -> &mut T {
        match self.basic.get_mut(c as usize) {
            Some(value) => value,
            None => self.beyond.entry(c).or_default(),
        }
    }
}

impl<T: Copy + Default> Default for CharTable<T> {
    fn default() -> Self {
        CharTable { basic: vec![T::default(); BASIC], beyond: BTreeMap::new() }
    }
}

/// A list for each character, for most an empty one.
#[derive(Clone, Debug)]
pub(super) struct CharLists<T> {
    /// Which list is a character's own.
    places: CharTable<u16>,
    /// Where each list begins among the values, and the one before ends; the first is the empty one.
    bounds: Vec<u32>,
    /// The values of all lists, one list behind the other.
    values: Vec<T>,
}

impl<T> CharLists<T> {
    /// The list of `c`.
    #[inline]
    pub fn get(&self, c: char) -> &[T] {
        let place = usize::from(self.places.of(c));
        &self.values[self.bounds[place] as usize..self.bounds[place + 1] as usize]
    }

    /// Whether `c` has a list.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.places.of(c) != 0
    }
}

impl<T> FromIterator<(char, T)> for CharLists<T> {
    /// # Panics
    /// If more than 65 535 characters have a list, or all lists have more than four thousand million values.
    fn from_iter<I: IntoIterator<Item = (char, T)>>(pairs: I) -> Self {
        let mut by_character: BTreeMap<char, Vec<T>> = BTreeMap::new();
        pairs.into_iter().for_each(|(c, value)| by_character.entry(c).or_default().push(value));
        let mut lists = CharLists { places: CharTable::default(), bounds: vec![0, 0], values: Vec::new() };
        for (c, mut values) in by_character {
            *lists.places.of_mut(c) = u16::try_from(lists.bounds.len() - 1).expect("few characters have lists");
            lists.values.append(&mut values);
            lists.bounds.push(u32::try_from(lists.values.len()).expect("lists are short"));
        }
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHARACTERS: [char; 4] = ['a', '中', '\u{ffff}', '\u{20bb7}'];
    const OTHERS: [char; 3] = ['b', '丮', '\u{20bb8}'];

    #[test]
    fn characters_of_all_planes_are_held() {
        let set: CharSet = CHARACTERS.into_iter().collect();
        let lists: CharLists<usize> = CHARACTERS.into_iter().cycle().take(8).zip(0..).collect();
        let mut table: CharTable<u8> = CharTable::default();
        CHARACTERS.into_iter().for_each(|c| *table.of_mut(c) += 3);
        for (index, c) in CHARACTERS.into_iter().enumerate() {
            assert!(set.has(c) && lists.has(c) && *lists.get(c) == [index, index + 4] && table.of(c) == 3, "{c}");
        }
        for c in OTHERS {
            assert!(!set.has(c) && !lists.has(c) && lists.get(c).is_empty() && table.of(c) == 0, "{c}");
        }
    }
}
