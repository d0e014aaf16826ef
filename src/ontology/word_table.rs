//! A table of words that tells quickly of most that they are not in it.

use std::ops::BitOr;

use rustc_hash::FxHashMap;

/// What is known of words, for all of which something is.
#[derive(Clone)]
pub(super) struct WordTable<T> {
    /// Those of words of one or two ideographs, by their bytes as a number.
    short: FxHashMap<u64, T>,
    long: FxHashMap<String, T>,
    /// A bit for each remainder of a word's number, in eight kilobytes that stay in the nearest cache: of nine in ten
    /// words of a text nothing is known, and this tells most of them.
    numbers: Vec<u64>,
}

/// How many remainders are told apart.
const N_REMAINDERS: u64 = 1 << 16;

impl<T: Copy + Default + BitOr<Output = T>> WordTable<T> {
    /// Adds to what is known of a word.
    pub fn add(&mut self, word: &str, more: T) {
        let number = number(word);
        let (place, bit) = place(number);
        self.numbers[place] |= bit;
        let of = match is_short(word) {
            true => self.short.entry(number).or_default(),
            false => self.long.entry(word.to_owned()).or_default(),
        };
        *of = *of | more;
    }

    /// What is known of a word.
    #[inline]
    pub fn get(&self, word: &str) -> T {
        let number = number(word);
        let (place, bit) = place(number);
        if self.numbers[place] & bit == 0 {
            return T::default();
        }
        let found = if is_short(word) { self.short.get(&number) } else { self.long.get(word) };
        found.copied().unwrap_or_default()
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (String, T)> {
        let short = self.short.iter().map(|(number, known)| (word(*number), *known));
        short.chain(self.long.iter().map(|(word, known)| (word.clone(), *known)))
    }
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        let numbers = vec![0; N_REMAINDERS as usize / 64];
        WordTable { short: FxHashMap::default(), long: FxHashMap::default(), numbers }
    }
}

/// Where the bit of a number stands, and the bit.
#[inline]
fn place(number: u64) -> (usize, u64) {
    let remainder = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32 & (N_REMAINDERS - 1);
    ((remainder / 64) as usize, 1 << (remainder % 64))
}

/// The most bytes of a short word.
const SHORT: usize = size_of::<u64>();

/// Whether a word is told by its number alone.
#[inline]
fn is_short(word: &str) -> bool {
    word.len() <= SHORT
}

/// A word's bytes as a number; of a longer word, its first bytes and its last.
#[inline]
fn number(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut first = [0; SHORT];
    match *bytes {
        // Most words are of one or two ideographs, and so many bytes are copied without a call.
        [a, b, c] => first[..3].copy_from_slice(&[a, b, c]),
        [a, b, c, d, e, f] => first[..6].copy_from_slice(&[a, b, c, d, e, f]),
        _ => match (bytes.first_chunk::<SHORT>(), bytes.last_chunk::<SHORT>()) {
            (Some(first), Some(last)) if bytes.len() > SHORT => {
                return u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(32);
            }
            _ => first[..bytes.len()].copy_from_slice(bytes),
        },
    }
    u64::from_le_bytes(first)
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
