//! A table of words that tells quickly of most that they are not in it.

use std::ops::BitOr;

use rustc_hash::FxHashMap;

/// What is known of words, for all of which something is.
#[derive(Clone)]
pub(super) struct WordTable<T> {
    /// Short words, each with the place of what is known of it in its last bits, where its bytes as a number lead to or in
    /// the next free slot behind; zero where none is. At most a quarter is taken, so that one look tells of most words.
    slots: Vec<u64>,
    n_short: usize,
    /// What is known of any word, each thing once, nothing first.
    known: Vec<T>,
    long: FxHashMap<String, u16>,
}

/// The most bytes of a short word, two ideographs.
const SHORT: usize = 6;

/// The bits of a slot that tell what is known.
const PLACE: u32 = 16;

/// At least so many slots are there for each short word.
const SLOTS_EACH: usize = 4;

impl<T: Copy + Default + BitOr<Output = T> + PartialEq> WordTable<T> {
    /// Adds to what is known of a word.
    pub fn add(&mut self, word: &str, more: T) {
        let place = self.place_of(self.get(word) | more);
        if word.len() > SHORT {
            self.long.insert(word.to_owned(), place);
            return;
        }
        if SLOTS_EACH * (self.n_short + 1) > self.slots.len() {
            let grown = vec![0; 2 * self.slots.len()];
            let old = std::mem::replace(&mut self.slots, grown);
            old.into_iter().filter(|slot| *slot != 0).for_each(|slot| {
                let at = self.slot(slot >> PLACE);
                self.slots[at] = slot;
            });
        }
        let number = number(word.as_bytes());
        let at = self.slot(number);
        self.n_short += usize::from(self.slots[at] == 0);
        self.slots[at] = number << PLACE | u64::from(place);
    }

    /// The place of what is known of some word.
    fn place_of(&mut self, what: T) -> u16 {
        let place = self.known.iter().position(|known| *known == what).unwrap_or_else(|| {
            self.known.push(what);
            self.known.len() - 1
        });
        u16::try_from(place).expect("words are known in less than 65536 ways")
    }

    /// What is known of a word.
    #[inline]
    pub fn get(&self, word: &str) -> T {
        let place = match word.len() {
            0 => 0,
            1..=SHORT => self.slots[self.slot(number(word.as_bytes()))] as u16,
            _ => self.long.get(word).copied().unwrap_or_default(),
        };
        self.known[usize::from(place)]
    }

    /// The slot of a short word, or the one where it would be.
    #[inline]
    fn slot(&self, number: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & mask;
        while self.slots[at] != 0 && self.slots[at] >> PLACE != number {
            at = (at + 1) & mask;
        }
        at
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (String, T)> {
        let known = |place: u16| self.known[usize::from(place)];
        let short = self.slots.iter().filter(|slot| **slot != 0);
        let short = short.map(move |slot| (word(slot >> PLACE), known(*slot as u16)));
        short.chain(self.long.iter().map(move |(word, place)| (word.clone(), known(*place))))
    }
}

impl<T: Default> Default for WordTable<T> {
    fn default() -> Self {
        WordTable { slots: vec![0; 64], n_short: 0, known: vec![T::default()], long: FxHashMap::default() }
    }
}

/// The bytes of a short word as a number; NUL bytes at its end do not count.
#[inline]
fn number(bytes: &[u8]) -> u64 {
    let mut padded = [0; size_of::<u64>()];
    match *bytes {
        // Most words are of one or two ideographs, and so many bytes are copied without a call.
        [a, b, c] => padded[..3].copy_from_slice(&[a, b, c]),
        [a, b, c, d, e, f] => padded[..6].copy_from_slice(&[a, b, c, d, e, f]),
        _ => padded[..bytes.len()].copy_from_slice(bytes),
    }
    u64::from_le_bytes(padded)
}

/// The short word that has a number.
fn word(number: u64) -> String {
    let bytes = number.to_le_bytes();
    let length = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::Roles;
    use super::*;

    #[test]
    fn words_of_any_length_have_their_roles() {
        let words = ["省", "主任", "副主任", "一二三四五", "人民代表大会常务委员会", "a", "abcdefgh"];
        let mut table = WordTable::default();
        for word in words {
            table.add(word, Roles::SPEECH);
            table.add(word, Roles::UNIT);
            assert!(table.get(word).has(Roles::UNIT) && table.get(word).has(Roles::SPEECH), "{word}");
        }
        assert_eq!(["", "任主", "副主", "一二三四五六七"].map(|word| table.get(word)), [Roles::default(); 4]);
        let mut held: Vec<String> = table.iter().map(|(word, _)| word).collect();
        held.sort_by_key(|held| words.iter().position(|word| word == held));
        assert_eq!(held, words);
    }
}
