//! Sets of characters, and lists by character.
//!
//! Rules ask of every character of a page what it can do, and the answer is mostly that it can do nothing. A bit
//! tells it without hashing, and from memory that stays near.

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

/// Up to eight things that a character can do, a byte for each character: those of a page's usual characters fill
/// twenty kilobytes.
#[derive(Clone, Debug)]
pub(super) struct CharTraits {
    basic: Vec<u8>,
    beyond: BTreeMap<char, u8>,
}

impl CharTraits {
    /// What `c` can do, as bits.
    #[inline]
    pub fn of(&self, c: char) -> u8 {
        match self.basic.get(c as usize) {
            Some(bits) => *bits,
            None => self.beyond.get(&c).copied().unwrap_or_default(),
        }
    }

    /// Lets `c` do more.
    pub fn add(&mut self, c: char, bits: u8) {
        *match self.basic.get_mut(c as usize) {
            Some(held) => held,
            None => self.beyond.entry(c).or_default(),
        } |= bits;
    }
}

impl Default for CharTraits {
    fn default() -> Self {
        CharTraits { basic: vec![0; BASIC], beyond: BTreeMap::new() }
    }
}

/// A list for each character, for most an empty one.
#[derive(Clone, Debug)]
pub(super) struct CharLists<T> {
    /// For each character of the basic plane, which list is its own.
    basic: Vec<u16>,
    beyond: BTreeMap<char, u16>,
    /// The lists; the first is the empty one.
    lists: Vec<Vec<T>>,
    /// The character of each list but the first.
    characters: Vec<char>,
}

impl<T> CharLists<T> {
    /// The list of `c`.
    #[inline]
    pub fn get(&self, c: char) -> &[T] {
        &self.lists[usize::from(self.place(c))]
    }

    /// Whether `c` has a list.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.place(c) != 0
    }

    /// The characters that have a list, in the order in which they came.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        self.characters.iter().copied()
    }

    #[inline]
    fn place(&self, c: char) -> u16 {
        match self.basic.get(c as usize) {
            Some(place) => *place,
            None => self.beyond.get(&c).copied().unwrap_or_default(),
        }
    }
}

impl<T> FromIterator<(char, T)> for CharLists<T> {
    /// # Panics
    /// If more than 65 535 characters have a list.
    fn from_iter<I: IntoIterator<Item = (char, T)>>(pairs: I) -> Self {
        let (basic, beyond) = (vec![0; BASIC], BTreeMap::new());
        let mut lists = CharLists { basic, beyond, lists: vec![Vec::new()], characters: Vec::new() };
        for (c, value) in pairs {
            let place = match lists.basic.get_mut(c as usize) {
                Some(place) => place,
                None => lists.beyond.entry(c).or_default(),
            };
            if *place == 0 {
                *place = u16::try_from(lists.lists.len()).expect("few characters have lists");
                lists.lists.push(Vec::new());
                lists.characters.push(c);
            }
            lists.lists[usize::from(*place)].push(value);
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
        let mut traits = CharTraits::default();
        CHARACTERS.into_iter().for_each(|c| (0..2).for_each(|bit| traits.add(c, 1 << bit)));
        for (index, c) in CHARACTERS.into_iter().enumerate() {
            assert!(set.has(c) && lists.has(c) && *lists.get(c) == [index, index + 4] && traits.of(c) == 3, "{c}");
        }
        for c in OTHERS {
            assert!(!set.has(c) && !lists.has(c) && lists.get(c).is_empty() && traits.of(c) == 0, "{c}");
        }
    }
}
