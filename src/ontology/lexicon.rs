//! The words that rules ask for: posts, heads, borders, surnames, characters of foreign names.

use rustc_hash::FxHashMap;

use super::charmap::CharMap;
use super::table::Table;
use super::{EntityKind, Matcher};
use crate::error::Result;
use crate::text::Span;

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

/// A last word that forms names: 公司, 铁路, 峰会.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The kind of thing so named.
    pub kind: EntityKind,
    /// Whether any specific modifier makes a name, or only a proper name right in front.
    pub is_strong: bool,
    /// What sort of its kind: `company`, `railway`.
    pub class: String,
}

/// All words and characters with a role.
#[derive(Clone)]
pub struct Lexicon {
    words: FxHashMap<String, Roles>,
    /// For each character, which lengths the words have that it begins, so that most stretches of text need
    /// not be hashed: a bit for each [class](length_class).
    word_lengths: CharMap<u8>,
    /// Whether a post in front of names ends in a character.
    post_ends: CharMap<bool>,
    heads: Vec<Head>,
    head_forms: Matcher,
    surnames: FxHashMap<String, Origin>,
    /// For each character, the bytes of the longest surname that it begins.
    surname_starts: CharMap<u8>,
    characters: CharMap<Characters>,
    name_endings: Vec<String>,
}

/// Where a surname is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Chinese or Korean.
    Chinese,
    /// Japanese.
    Japanese,
    /// In no list.
    Rare,
}

/// What a character can do in names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Characters {
    /// It is used in given names.
    pub given_name: bool,
    /// It is used to write foreign names.
    pub transliteration: bool,
}

/// The lists of words, each with the role that it gives.
const WORD_LISTS: [(&str, Roles); 17] = [
    ("lexicon/speech-verbs.txt", Roles::SPEECH),
    ("lexicon/person-verbs.txt", Roles::PERSON_VERB),
    ("lexicon/generic-modifiers.txt", Roles::GENERIC),
    ("lexicon/left-borders.txt", Roles::BORDER),
    ("lexicon/name-words.txt", Roles::NAME_WORD),
    ("lexicon/not-people.txt", Roles::NOT_PERSON),
    ("lexicon/coordination-suffixes.txt", Roles::COORDINATION),
    ("lexicon/towards.txt", Roles::TOWARDS),
    ("lexicon/brands.txt", Roles::BRANDS),
    ("lexicon/name-prefixes.txt", Roles::PREFIX),
    ("lexicon/given-name-stops.txt", Roles::NAME_STOP),
    ("lexicon/divisions.txt", Roles::DIVISION),
    ("lexicon/numbered-units.txt", Roles::UNIT),
    ("lexicon/central-prefixes.txt", Roles::CENTRAL),
    ("lexicon/towards-place.txt", Roles::TOWARDS_PLACE),
    ("lexicon/definitions.txt", Roles::DEFINES),
    ("lexicon/region-suffixes.txt", Roles::REGION_SUFFIX),
];

const HEAD_TABLES: [(&str, EntityKind); 4] = [
    ("lexicon/organization-heads.tsv", EntityKind::Organization),
    ("lexicon/project-heads.tsv", EntityKind::Project),
    ("lexicon/event-heads.tsv", EntityKind::Event),
    ("lexicon/place-heads.tsv", EntityKind::Place),
];

impl Lexicon {
    /// Reads the files under `lexicon/`; `file` gives the text of each.
    pub(super) fn read<'a>(file: impl Fn(&str) -> Result<&'a str>) -> Result<Self> {
        let mut words: FxHashMap<String, Roles> = FxHashMap::default();
        let mut add = |word: &str, roles: Roles| {
            let of = words.entry(word.to_owned()).or_default();
            *of = of.and(roles);
        };
        for (name, role) in WORD_LISTS {
            for word in list(file(name)?) {
                add(word, role);
            }
        }
        let posts = file("lexicon/posts.tsv")?;
        for record in Table::read("lexicon/posts.tsv", posts)?.records() {
            add(record.get("post"), post_role(record.get("position")).ok_or_else(|| record.error("unknown position"))?);
        }
        let (heads, head_forms) = read_heads(&file)?;
        let surnames = read_surnames(file("lexicon/surnames.tsv")?)?;
        let mut surname_starts: CharMap<u8> = CharMap::default();
        // What follows is the same in any order.
        surnames.keys().filter_map(|surname| Some((surname.chars().next()?, surname.len()))).for_each(|(first, n)| {
            let longest = surname_starts.get_mut(first);
            *longest = u8::try_from(n).unwrap_or(u8::MAX).max(*longest);
        });
        let mut word_lengths: CharMap<u8> = CharMap::default();
        words.keys().filter_map(|word| Some((word.chars().next()?, word.len()))).for_each(|(first, n)| {
            *word_lengths.get_mut(first) |= length_class(n);
        });
        let mut post_ends: CharMap<bool> = CharMap::default();
        let posts = words.iter().filter(|(_, roles)| roles.has(Roles::POST_BEFORE));
        posts.filter_map(|(post, _)| post.chars().next_back()).for_each(|last| *post_ends.get_mut(last) = true);
        Ok(Lexicon {
            words,
            word_lengths,
            post_ends,
            heads,
            head_forms,
            surnames,
            surname_starts,
            characters: read_characters(&file)?,
            name_endings: list(file("lexicon/transliteration-endings.txt")?).map(str::to_owned).collect(),
        })
    }

    /// The roles of a word; none for a word that no list holds.
    pub fn roles(&self, word: &str) -> Roles {
        let lengths = word.chars().next().map_or(0, |first| self.word_lengths.get(first));
        if lengths & length_class(word.len()) == 0 {
            return Roles::default();
        }
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Whether a word ends in a post of two characters or more, and is not all of it: 银行|行长.
    pub fn ends_in_post(&self, word: &str) -> bool {
        let Some((last, c)) = word.char_indices().next_back() else { return false };
        if !self.post_ends.get(c) {
            return false;
        }
        let tails = word[..last].char_indices().skip(1).map(|(at, _)| &word[at..]);
        tails.into_iter().any(|tail| self.roles(tail).has(Roles::POST_BEFORE))
    }

    /// Every occurrence of every name-forming head, overlapping ones included.
    pub fn heads<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, &'a Head)> {
        self.head_forms.find(text).map(|(span, index)| (span, &self.heads[index]))
    }

    /// Whether any surname begins with a character.
    pub fn begins_surname(&self, c: char) -> bool {
        self.surname_starts.get(c) > 0
    }

    /// The longest surname at the start of `text`, in bytes, and where it is at home.
    pub fn surname(&self, text: &str) -> Option<(usize, Origin)> {
        let longest = usize::from(self.surname_starts.get(text.chars().next()?));
        if longest == 0 {
            return None;
        }
        let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
        let found =
            ends.take_while(|end| *end <= longest).filter_map(|end| Some((end, *self.surnames.get(&text[..end])?)));
        found.last()
    }

    /// What a character can do in names.
    pub fn character(&self, c: char) -> Characters {
        self.characters.get(c)
    }

    /// Whether `text` ends as foreign surnames do: 耶夫, 斯基.
    pub fn has_foreign_ending(&self, text: &str) -> bool {
        self.name_endings.iter().any(|ending| text.ends_with(ending.as_str()))
    }

    /// All words that have a role.
    pub fn words(&self) -> impl Iterator<Item = (&str, Roles)> {
        self.words.iter().map(|(word, roles)| (word.as_str(), *roles))
    }
}

/// The bit that stands for words of `n_bytes`; long ones share the last.
fn length_class(n_bytes: usize) -> u8 {
    1 << (n_bytes / 3).min(7)
}

/// The words of a list: one a line, `#` for comments, the rest of a line behind a tab passed over.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

fn post_role(position: &str) -> Option<Roles> {
    match position {
        "before" => Some(Roles::POST_BEFORE),
        "after" => Some(Roles::POST_AFTER),
        "both" => Some(Roles::POST_BEFORE.and(Roles::POST_AFTER)),
        _ => None,
    }
}

type Heads = (Vec<Head>, Matcher);

fn read_heads<'a>(file: &impl Fn(&str) -> Result<&'a str>) -> Result<Heads> {
    let mut heads = Vec::new();
    let mut forms: Vec<&str> = Vec::new();
    for (name, kind) in HEAD_TABLES {
        for record in Table::read(name, file(name)?)?.records() {
            let form = record.get("head");
            if form.is_empty() {
                return Err(record.error("a head must not be empty"));
            }
            // A word that heads two kinds (平台, 基地, 港) belongs to the kind listed first.
            if forms.contains(&form) {
                continue;
            }
            forms.push(form);
            heads.push(Head {
                kind,
                is_strong: record.get("strength") != "weak",
                class: record.get("type").to_owned(),
            });
        }
    }
    Ok((heads, Matcher::new(&forms)))
}

fn read_surnames(text: &str) -> Result<FxHashMap<String, Origin>> {
    let table = Table::read("lexicon/surnames.tsv", text)?;
    let surname = |record: super::table::Record<'_, '_>| {
        let origin = if record.get("origin") == "ja" { Origin::Japanese } else { Origin::Chinese };
        (record.get("surname").to_owned(), origin)
    };
    Ok(table.records().map(surname).collect())
}

fn read_characters<'a>(file: &impl Fn(&str) -> Result<&'a str>) -> Result<CharMap<Characters>> {
    let mut characters: CharMap<Characters> = CharMap::default();
    let given = list(file("lexicon/given-name-characters.txt")?);
    given.flat_map(str::chars).for_each(|c| characters.get_mut(c).given_name = true);
    let foreign = list(file("lexicon/transliteration-characters.txt")?);
    foreign.flat_map(str::chars).for_each(|c| characters.get_mut(c).transliteration = true);
    Ok(characters)
}
