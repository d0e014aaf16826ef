//! What words can do in a sentence, and a table that tells it of each.

use rustc_hash::FxHashMap;

/// What a word can do in a sentence, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u32);

impl Roles {
    /// A post that stands right before a name: 总统普京.
    pub const POST_BEFORE: Roles = Roles(1);
    /// A post that stands right after a name: 张三教授.
    pub const POST_AFTER: Roles = Roles(1 << 1);
    /// A verb of speech: 表示.
    pub const SPEECH: Roles = Roles(1 << 2);
    /// Another verb that people do: 出席.
    pub const PERSON_VERB: Roles = Roles(1 << 3);
    /// A word that makes the head behind it generic: 有关部门.
    pub const GENERIC: Roles = Roles(1 << 4);
    /// A word that no name holds, so that it ends one to the left: 由, 参加.
    pub const BORDER: Roles = Roles(1 << 5);
    /// A common word that names often hold: 发展, 管理.
    pub const NAME_WORD: Roles = Roles(1 << 6);
    /// Looks like a surname and a given name, but is not: 高度.
    pub const NOT_PERSON: Roles = Roles(1 << 7);
    /// Behind a run of abbreviations, shows that they are countries: 两国.
    pub const COORDINATION: Roles = Roles(1 << 8);
    /// Before one abbreviation, shows that it is a country: 访.
    pub const TOWARDS: Roles = Roles(1 << 9);
    /// Behind a list of brands, shows that they are brands: 品牌.
    pub const BRANDS: Roles = Roles(1 << 10);
    /// One character that begins a name in front of a place: 跨里海.
    pub const PREFIX: Roles = Roles(1 << 11);
    /// One character that no given name ends in: 人, 花, 们.
    pub const NAME_STOP: Roles = Roles(1 << 12);
    /// A division of a country, standing for the one that the page is about: 省 of 省统计局.
    pub const DIVISION: Roles = Roles(1 << 13);
    /// A unit that organizations number: 局 of 中铁十局.
    pub const UNIT: Roles = Roles(1 << 14);
    /// A word that the names of central organs begin with: 国家.
    pub const CENTRAL: Roles = Roles(1 << 15);
    /// A word right in front of a place: 首都, 在.
    pub const TOWARDS_PLACE: Roles = Roles(1 << 16);
    /// A word that a definition of a short form begins with: 以下简称.
    pub const DEFINES: Roles = Roles(1 << 17);
    /// What follows the name of a region and is no part of it: 国家 of 中亚国家.
    pub const REGION_SUFFIX: Roles = Roles(1 << 18);

    /// Whether the two sets share a role.
    pub fn has(self, roles: Roles) -> bool {
        self.0 & roles.0 != 0
    }

    /// The set as bits, in the order of the constants.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The union of the two.
    pub fn and(self, roles: Roles) -> Roles {
        Roles(self.0 | roles.0)
    }
}

/// The roles of all words that have any.
#[derive(Clone)]
pub(super) struct RoleTable {
    /// Those of words of one or two ideographs, by their bytes as a number.
    short: FxHashMap<u64, Roles>,
    long: FxHashMap<String, Roles>,
    /// A bit for each remainder of a word's number, in eight kilobytes that stay in the nearest cache: nine in ten
    /// words of a text have no role, and this tells most of them.
    numbers: Vec<u64>,
}

/// How many remainders are told apart.
const N_REMAINDERS: u64 = 1 << 16;

impl RoleTable {
    /// Gives a word more roles.
    pub fn add(&mut self, word: &str, roles: Roles) {
        let number = number(word);
        let (place, bit) = place(number);
        self.numbers[place] |= bit;
        let of = match is_short(word) {
            true => self.short.entry(number).or_default(),
            false => self.long.entry(word.to_owned()).or_default(),
        };
        *of = of.and(roles);
    }

    /// The roles of a word.
    #[inline]
    pub fn get(&self, word: &str) -> Roles {
        let number = number(word);
        let (place, bit) = place(number);
        if self.numbers[place] & bit == 0 {
            return Roles::default();
        }
        let roles = if is_short(word) { self.short.get(&number) } else { self.long.get(word) };
        roles.copied().unwrap_or_default()
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (String, Roles)> {
        let short = self.short.iter().map(|(number, roles)| (word(*number), *roles));
        short.chain(self.long.iter().map(|(word, roles)| (word.clone(), *roles)))
    }
}

impl Default for RoleTable {
    fn default() -> Self {
        let numbers = vec![0; N_REMAINDERS as usize / 64];
        RoleTable { short: FxHashMap::default(), long: FxHashMap::default(), numbers }
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
    use super::*;

    #[test]
    fn words_of_any_length_have_their_roles() {
        let words = ["省", "主任", "副主任", "一二三四五", "人民代表大会常务委员会", "a", "abcdefgh"];
        let mut table = RoleTable::default();
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
