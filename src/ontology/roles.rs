//! What words can do in a sentence, and a table that tells it of each.

use std::hash::{BuildHasher, Hash, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap};

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
    short: FxHashMap<ShortWord, Roles>,
    long: FxHashMap<String, Roles>,
    /// A bit for each hash that a short word has, in eight kilobytes that stay in the nearest cache: nine in ten
    /// words of a text have no role, and this tells most of them.
    hashes: Vec<u64>,
}

/// How many hashes are told apart.
const N_HASHES: u64 = 1 << 16;

impl RoleTable {
    /// Gives a word more roles.
    pub fn add(&mut self, word: &str, roles: Roles) {
        let of = match ShortWord::new(word) {
            Some(short) => {
                let (place, bit) = place(short);
                self.hashes[place] |= bit;
                self.short.entry(short).or_default()
            }
            None => self.long.entry(word.to_owned()).or_default(),
        };
        *of = of.and(roles);
    }

    /// The roles of a word.
    pub fn get(&self, word: &str) -> Roles {
        let Some(short) = ShortWord::new(word) else { return self.long.get(word).copied().unwrap_or_default() };
        let (place, bit) = place(short);
        if self.hashes[place] & bit == 0 {
            return Roles::default();
        }
        self.short.get(&short).copied().unwrap_or_default()
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Roles)> {
        let short = self.short.iter().map(|(word, roles)| (word.as_str(), *roles));
        short.chain(self.long.iter().map(|(word, roles)| (word.as_str(), *roles)))
    }
}

impl Default for RoleTable {
    fn default() -> Self {
        let hashes = vec![0; N_HASHES as usize / 64];
        RoleTable { short: FxHashMap::default(), long: FxHashMap::default(), hashes }
    }
}

/// Where the bit of a word's hash stands, and the bit.
fn place(word: ShortWord) -> (usize, u64) {
    let hash = FxBuildHasher.hash_one(word) % N_HASHES;
    ((hash / 64) as usize, 1 << (hash % 64))
}

/// A word of few bytes, kept in place and hashed as one number: its bytes, zeros, and how many they are.
#[derive(Clone, Copy, PartialEq, Eq)]
struct ShortWord([u8; 16]);

/// The most bytes of a short word: five characters.
const SHORT: usize = 15;

impl ShortWord {
    fn new(word: &str) -> Option<Self> {
        let mut bytes = [0; SHORT + 1];
        bytes[SHORT] = u8::try_from(word.len()).ok().filter(|length| usize::from(*length) <= SHORT)?;
        // Most words are of one or two ideographs, and so many bytes are copied without a call.
        match *word.as_bytes() {
            [a, b, c] => bytes[..3].copy_from_slice(&[a, b, c]),
            [a, b, c, d, e, f] => bytes[..6].copy_from_slice(&[a, b, c, d, e, f]),
            ref other => bytes[..other.len()].copy_from_slice(other),
        }
        Some(ShortWord(bytes))
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0[..usize::from(self.0[SHORT])]).expect("it was made of a word")
    }
}

impl Hash for ShortWord {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(u128::from_ne_bytes(self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_have_their_roles() {
        let words = ["省", "副主任", "一二三四五", "一二三四五六", "人民代表大会常务委员会", "a"];
        let mut table = RoleTable::default();
        for word in words {
            table.add(word, Roles::SPEECH);
            table.add(word, Roles::UNIT);
            assert!(table.get(word).has(Roles::UNIT) && table.get(word).has(Roles::SPEECH), "{word}");
        }
        assert_eq!(["", "主任", "副主", "一二三四五六七"].map(|word| table.get(word)), [Roles::default(); 4]);
        let mut held: Vec<&str> = table.iter().map(|(word, _)| word).collect();
        held.sort_by_key(|held| words.iter().position(|word| word == held));
        assert_eq!(held, words);
    }
}
