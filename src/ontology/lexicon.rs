//! The words that rules ask for: posts, heads, borders, surnames, characters of foreign names.

use std::collections::BTreeMap;
use std::ops::BitOr;

use super::charset::{CharLists, CharSet, CharTable};
use super::table::Table;
use super::word_table::WordTable;
use super::{Acts, EntityKind, Roles};
use crate::error::Result;

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
    words: WordTable<Uses>,
    /// Characters in front of 市 and the like that make common nouns of them.
    no_town_ends: CharSet,
    /// Characters for parts of the world, each with a name that shows it on a page: 拉 with 拉美.
    regions: Vec<(char, String)>,
    /// The characters that posts in front of names end in.
    post_ends: CharSet,
    heads: Vec<Head>,
    /// The forms of heads by their last character, in the order of the one before it, then longest first.
    head_forms: CharLists<HeadForm>,
    /// Surnames by their first character, longest first.
    surnames: CharLists<Surname>,
    /// What characters can do in names, as bits.
    in_names: CharTable<u8>,
    /// The ends of foreign surnames by their last character.
    name_endings: CharLists<String>,
    /// For each [`Ending`], in order, what words end in.
    endings: [Vec<String>; Ending::ALL.len()],
}

/// What is told of a word or a name by its last characters, whatever it is cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Who may come into a post, and has none yet: 候选人.
    Candidate,
    /// What one is who has studied, no post: 博士.
    Degree,
    /// Who leads all of a firm: 董事长.
    Leader,
    /// What 该校 may stand for: 大学.
    School,
    /// The character by which 该 points to an organization: 行 of 该行.
    Body,
    /// What a department of a ministry is called: 司.
    Office,
    /// A word for people: 员.
    People,
    /// Where goods are made: 厂.
    Plant,
    /// Where goods are sold: 店.
    Shop,
    /// A match or race that is named after its town alone: 马拉松 of 无锡马拉松.
    Tournament,
    /// Who heads a ministry: 部长.
    Minister,
    /// Who governs a country: 总统.
    Ruler,
    /// What several sign: 公约.
    Accord,
    /// A paper or journal, by its name: 报.
    Periodical,
    /// What sort of body or place something is: 企业, 县.
    Sort,
}

impl Ending {
    /// All of them with the names that `endings.tsv` calls them by, in order.
    const ALL: [(&'static str, Ending); 15] = [
        ("candidate", Ending::Candidate),
        ("degree", Ending::Degree),
        ("leader", Ending::Leader),
        ("school", Ending::School),
        ("body", Ending::Body),
        ("office", Ending::Office),
        ("people", Ending::People),
        ("plant", Ending::Plant),
        ("shop", Ending::Shop),
        ("tournament", Ending::Tournament),
        ("minister", Ending::Minister),
        ("ruler", Ending::Ruler),
        ("accord", Ending::Accord),
        ("periodical", Ending::Periodical),
        ("sort", Ending::Sort),
    ];
}

/// What a word can do, looked up once for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// What it can do beside names.
    pub roles: Roles,
    /// What it says of who did what.
    pub acts: Acts,
}

impl BitOr for Uses {
    type Output = Uses;

    fn bitor(self, uses: Uses) -> Uses {
        Uses { roles: self.roles | uses.roles, acts: self.acts | uses.acts }
    }
}

/// A surname without its first character.
#[derive(Clone)]
struct Surname {
    /// The second character, which tells most surnames apart that begin alike.
    second: Option<char>,
    /// What follows; for most surnames nothing.
    rest: Box<str>,
    origin: Origin,
}

/// The form of a head.
#[derive(Clone)]
struct HeadForm {
    /// Its bytes.
    length: usize,
    /// The last character but one, which tells most forms apart that end alike.
    before_last: Option<char>,
    /// What stands before that; for most forms nothing.
    front: Box<str>,
    /// The place of the head.
    place: usize,
}

impl Head {
    /// Whether it heads the names of shows, which often do not say by themselves what they are: 特展 of “文明之光”特展.
    pub fn is_show(&self) -> bool {
        self.kind == EntityKind::Event && matches!(self.class.as_str(), "fair" | "festival")
    }

    /// Whether it heads the names of contests: 决赛.
    pub fn is_contest(&self) -> bool {
        self.kind == EntityKind::Event && self.class == "sport"
    }
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

/// The lists of words, each with the role that it gives.
const WORD_LISTS: [(&str, Roles); 24] = [
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
    ("lexicon/project-stages.txt", Roles::STAGE),
    ("lexicon/local-heads.txt", Roles::LOCAL_HEAD),
    ("lexicon/branches.txt", Roles::BRANCH),
    ("lexicon/trades.txt", Roles::TRADE),
    ("lexicon/sites.txt", Roles::SITE),
    ("lexicon/ordinary-people.txt", Roles::ORDINARY),
    ("lexicon/wings.txt", Roles::WING),
];

const HEAD_TABLES: [(&str, EntityKind); 4] = [
    ("lexicon/organization-heads.tsv", EntityKind::Organization),
    ("lexicon/project-heads.tsv", EntityKind::Project),
    ("lexicon/event-heads.tsv", EntityKind::Event),
    ("lexicon/place-heads.tsv", EntityKind::Place),
];

/// The lists of characters, each with what it lets them do in names.
const CHARACTER_LISTS: [(&str, u8); 2] =
    [("lexicon/given-name-characters.txt", GIVEN_NAME), ("lexicon/transliteration-characters.txt", TRANSLITERATION)];

const SURNAME: u8 = 1;
const GIVEN_NAME: u8 = 1 << 1;
const TRANSLITERATION: u8 = 1 << 2;

impl Lexicon {
    /// Reads the files under `lexicon/`; `file` gives the text of each.
    pub(super) fn read<'a>(file: impl Fn(&str) -> Result<&'a str>) -> Result<Self> {
        let mut words: WordTable<Uses> = WordTable::default();
        let of_role = |roles: Roles| Uses { roles, ..Uses::default() };
        for (name, role) in WORD_LISTS {
            list(file(name)?).for_each(|word| words.add(word, of_role(role)));
        }
        let posts = file("lexicon/posts.tsv")?;
        for record in Table::read("lexicon/posts.tsv", posts)?.records() {
            let role = post_role(record.get("position")).ok_or_else(|| record.error("unknown position"))?;
            words.add(record.get("post"), of_role(role));
            let giver = match record.get("kind") {
                "company" => Roles::COMPANY_POST,
                "state" | "diplomatic" => Roles::STATE_POST,
                _ => Roles::default(),
            };
            words.add(record.get("post"), of_role(giver));
        }
        let posts = words.iter().filter(|(_, uses)| uses.roles.has(Roles::POST_BEFORE));
        let post_ends = posts.filter_map(|(post, _)| post.chars().next_back()).collect();
        let (heads, head_forms) = read_heads(&file)?;
        for record in Table::read("lexicon/acts.tsv", file("lexicon/acts.tsv")?)?.records() {
            for name in record.list("acts") {
                let act = Acts::find(name).ok_or_else(|| record.error("unknown act"))?;
                words.add(record.get("word"), Uses { acts: act, ..Uses::default() });
            }
        }
        let endings = list(file("lexicon/transliteration-endings.txt")?);
        let surnames = read_surnames(file("lexicon/surnames.tsv")?)?;
        let mut in_names: CharTable<u8> = CharTable::default();
        surnames.iter().for_each(|(first, _)| *in_names.of_mut(*first) |= SURNAME);
        for (name, what) in CHARACTER_LISTS {
            list(file(name)?).flat_map(str::chars).for_each(|c| *in_names.of_mut(c) |= what);
        }
        let mut told: [Vec<String>; Ending::ALL.len()] = Default::default();
        for record in Table::read("lexicon/endings.tsv", file("lexicon/endings.tsv")?)?.records() {
            for name in record.list("what") {
                let what = Ending::ALL.iter().find(|(other, _)| *other == name);
                let (_, what) = what.ok_or_else(|| record.error("unknown sort of ending"))?;
                told[*what as usize].push(record.get("ending").to_owned());
            }
        }
        let no_town_ends = list(file("lexicon/no-town-endings.txt")?).flat_map(str::chars).collect();
        let mut regions = Vec::new();
        for record in Table::read("lexicon/regions-in-short.tsv", file("lexicon/regions-in-short.tsv")?)?.records() {
            let (character, name) = (record.get("character"), record.get("name"));
            let mut characters = character.chars();
            let c = characters.next().filter(|_| characters.next().is_none() && !name.is_empty());
            let c = c.ok_or_else(|| record.error("not one character and a name"))?;
            regions.push((c, name.to_owned()));
        }
        Ok(Lexicon {
            words,
            no_town_ends,
            regions,
            post_ends,
            heads,
            head_forms,
            surnames: surnames.into_iter().collect(),
            in_names,
            name_endings: endings.filter_map(|ending| Some((ending.chars().next_back()?, ending.to_owned()))).collect(),
            endings: told,
        })
    }

    /// What a word can do; nothing for a word that no list holds.
    pub fn uses(&self, word: &str) -> Uses {
        self.words.get(word)
    }

    /// The roles of a word; none for a word that no list holds.
    pub fn roles(&self, word: &str) -> Roles {
        self.uses(word).roles
    }

    /// What a word says of who did what; nothing for a word that no list holds.
    pub fn acts(&self, word: &str) -> Acts {
        self.uses(word).acts
    }

    /// Whether a word ends in a word of two characters for a sort of firm, and is not all of it: 家电|企业.
    pub fn ends_in_firm(&self, word: &str) -> bool {
        let last = word.char_indices().rev().nth(1).filter(|(at, _)| *at > 0);
        last.is_some_and(|(at, _)| self.acts(&word[at..]).has(Acts::FIRM))
    }

    /// Whether a word ends in a post of two characters or more, and is not all of it: 银行|行长.
    pub fn ends_in_post(&self, word: &str) -> bool {
        let mut characters = word.chars();
        characters.next();
        self.post_at_end(characters.as_str()).is_some()
    }

    /// The longest post of two characters or more in front of names that ends a text: 大臣 of 能源大臣.
    pub fn post_at_end<'a>(&self, text: &'a str) -> Option<&'a str> {
        let (last, _) = text.char_indices().next_back().filter(|(_, c)| self.post_ends.has(*c))?;
        let starts = text[..last].char_indices().map(|(at, _)| &text[at..]);
        starts.into_iter().find(|tail| self.roles(tail).has(Roles::POST_BEFORE))
    }

    /// Whether some post in front of names ends in a character.
    pub fn ends_posts(&self, c: char) -> bool {
        self.post_ends.has(c)
    }

    /// Whether a character makes a common noun with 市, 县, 镇 or 乡 behind it: 城|市.
    pub fn ends_no_town(&self, c: char) -> bool {
        self.no_town_ends.has(c)
    }

    /// Whether a character stands for a part of the world beside countries: 拉 of 中拉.
    pub fn is_region_in_short(&self, c: char) -> bool {
        self.regions.iter().any(|(short, _)| *short == c)
    }

    /// The characters that stand for parts of the world which a text names: 拉 of 中拉, where it has 拉美.
    pub fn regions_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = char> + 'a {
        self.regions.iter().filter(|(_, name)| text.contains(name.as_str())).map(|(c, _)| *c)
    }

    /// Whether some head ends in a character.
    pub fn ends_heads(&self, c: char) -> bool {
        self.head_forms.has(c)
    }

    /// The longest name-forming head that ends `text`, and its bytes.
    pub fn head(&self, text: &str) -> Option<(usize, &Head)> {
        let mut characters = text.chars();
        let forms = self.head_forms.get(characters.next_back()?);
        let before_last = characters.next_back();
        let rest = characters.as_str();
        let from = forms.partition_point(|form| form.before_last < before_last);
        let near = forms[from..].iter().take_while(|form| form.before_last == before_last);
        let longer = near.into_iter().find(|form| form.front.is_empty() || rest.ends_with(&*form.front));
        let form = longer.or_else(|| forms.first().filter(|form| form.before_last.is_none()))?;
        Some((form.length, &self.heads[form.place]))
    }

    /// All name-forming heads, in the order of their tables.
    pub fn heads(&self) -> impl Iterator<Item = &Head> {
        self.heads.iter()
    }

    /// What a character can do in names, as bits: begin a surname, stand in a given name, write foreign names.
    pub fn in_names(&self, c: char) -> u8 {
        self.in_names.of(c)
    }

    /// The longest surname at the start of `text`, in bytes, and where it is at home.
    pub fn surname(&self, text: &str) -> Option<(usize, Origin)> {
        let mut characters = text.chars();
        let first = characters.next()?;
        let surnames = self.surnames.get(first);
        if surnames.is_empty() {
            return None;
        }
        let second = characters.next();
        let behind = characters.as_str();
        let is_meant = |surname: &&Surname| match surname.second {
            None => true,
            of => of == second && (surname.rest.is_empty() || behind.starts_with(&*surname.rest)),
        };
        let surname = surnames.iter().find(is_meant)?;
        let length = first.len_utf8() + surname.second.map_or(0, char::len_utf8) + surname.rest.len();
        Some((length, surname.origin))
    }

    /// Whether a character is used in given names.
    pub fn is_given_name(&self, c: char) -> bool {
        self.in_names.of(c) & GIVEN_NAME != 0
    }

    /// Whether a character is used to write foreign names.
    pub fn is_transliteration(&self, c: char) -> bool {
        self.in_names.of(c) & TRANSLITERATION != 0
    }

    /// Whether `text` ends as foreign surnames do: 耶夫, 斯基.
    pub fn has_foreign_ending(&self, text: &str) -> bool {
        let endings = text.chars().next_back().map_or(&[][..], |last| self.name_endings.get(last));
        endings.iter().any(|ending| text.ends_with(ending.as_str()))
    }

    /// Whether a word or a name ends in something of a sort: 副部长|候选人.
    pub fn ends_as(&self, text: &str, ending: Ending) -> bool {
        self.endings[ending as usize].iter().any(|last| text.ends_with(last.as_str()))
    }

    /// All words that have a role.
    pub fn words(&self) -> impl Iterator<Item = (String, Roles)> {
        let words = self.words.iter().map(|(word, uses)| (word, uses.roles));
        words.filter(|(_, roles)| *roles != Roles::default())
    }
}

/// The words of a list: one a line, `#` for comments, the rest of a line behind a tab passed over.
pub(super) fn list(text: &str) -> impl Iterator<Item = &str> {
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

type Heads = (Vec<Head>, CharLists<HeadForm>);

fn read_heads<'a>(file: &impl Fn(&str) -> Result<&'a str>) -> Result<Heads> {
    let mut heads = Vec::new();
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, kind) in HEAD_TABLES {
        for record in Table::read(name, file(name)?)?.records() {
            let form = record.get("head");
            if form.is_empty() {
                return Err(record.error("a head must not be empty"));
            }
            // A word that heads two kinds (平台, 基地, 港) belongs to the kind listed first.
            if forms.contains_key(form) {
                continue;
            }
            forms.insert(form, heads.len());
            heads.push(Head {
                kind,
                is_strong: record.get("strength") != "weak",
                class: record.get("type").to_owned(),
            });
        }
    }
    let by_last = |(form, place): (&str, usize)| {
        let mut characters = form.chars();
        let last = characters.next_back()?;
        let before_last = characters.next_back();
        Some((last, HeadForm { length: form.len(), before_last, front: characters.as_str().into(), place }))
    };
    let mut forms: Vec<(char, HeadForm)> = longest_first(forms).filter_map(by_last).collect();
    forms.sort_by_key(|(_, form)| form.before_last);
    Ok((heads, forms.into_iter().collect()))
}

/// Surnames with their first characters, longer ones first.
fn read_surnames<'a>(text: &'a str) -> Result<Vec<(char, Surname)>> {
    let table = Table::read("lexicon/surnames.tsv", text)?;
    let surname = |record: super::table::Record<'_, 'a>| {
        let origin = if record.get("origin") == "ja" { Origin::Japanese } else { Origin::Chinese };
        (record.get("surname"), origin)
    };
    let by_first = |(surname, origin): (&str, Origin)| {
        let mut characters = surname.chars();
        let (first, second) = (characters.next()?, characters.next());
        Some((first, Surname { second, rest: characters.as_str().into(), origin }))
    };
    Ok(longest_first(table.records().map(surname).collect()).filter_map(by_first).collect())
}

/// Words with what belongs to them, longer ones first.
fn longest_first<T>(words: BTreeMap<&str, T>) -> impl Iterator<Item = (&str, T)> {
    let mut words: Vec<(&str, T)> = words.into_iter().collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words.into_iter()
}
