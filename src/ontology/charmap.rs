//! Sets and values of characters, found without hashing.
//!
//! Rules ask of every character of a page what it can do, and hashing was most of the answer's price. Nearly
//! all characters are of the basic plane, which is a table here.

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

/// Values by character; a character that was given none has the default.
#[derive(Clone, Debug)]
pub(super) struct CharMap<T> {
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
        CharMap { basic: vec![T::default(); BASIC], beyond: BTreeMap::new() }
    }
}

/// A list for each character, for most an empty one.
#[derive(Clone, Debug)]
pub(super) struct CharLists<T> {
    /// The place of a character's list; the first is the empty one.
    places: CharMap<u16>,
    lists: Vec<Vec<T>>,
}

impl<T> CharLists<T> {
    /// The list of `c`.
    #[inline]
    pub fn get(&self, c: char) -> &[T] {
        &self.lists[usize::from(self.places.get(c))]
    }
}

impl<T> FromIterator<(char, T)> for CharLists<T> {
    fn from_iter<I: IntoIterator<Item = (char, T)>>(pairs: I) -> Self {
        let mut places: CharMap<u16> = CharMap::default();
        let mut lists = vec![Vec::new()];
        for (c, value) in pairs {
            let place = places.get_mut(c);
            if *place == 0 {
                *place = u16::try_from(lists.len()).expect("the basic plane and few beyond it have lists");
                lists.push(Vec::new());
            }
            lists[usize::from(*place)].push(value);
        }
        CharLists { places, lists }
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
        let mut map: CharMap<u8> = CharMap::default();
        for (index, c) in CHARACTERS.into_iter().enumerate() {
            *map.get_mut(c) += 1;
            assert!(set.has(c) && map.get(c) == 1 && *lists.get(c) == [index, index + 4], "{c}");
        }
        for c in OTHERS {
            assert!(!set.has(c) && map.get(c) == 0 && lists.get(c).is_empty(), "{c}");
        }
    }
}
