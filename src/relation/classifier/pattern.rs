//! What the classifier sees of two names: what stands between them, in front of both and behind.
//!
//! A pattern is a [`Template`] and what fills it, as a hash; most are told apart by the kinds of the two names too.

use super::super::Page;
use super::super::chunk::{Chunk, Row, Sort, is_title_word};
use super::pair::Pair;
use crate::document::Tag;
use crate::ontology::Acts;

/// What a pattern is made of.
#[derive(Clone, Copy)]
#[repr(u32)]
enum Template {
    /// The kinds of the names, and nothing else.
    Kinds = 1,
    /// How many chunks stand between.
    Distance,
    /// How many names stand between, and how many clauses end there.
    Crowd,
    /// The kinds of the names between.
    KindsBetween,
    /// A word between, whatever the kinds of the names.
    Between,
    /// A character of a word between.
    Character,
    /// What a word between says of who did what.
    ActBetween,
    /// The first word between.
    First,
    /// The last word between.
    Last,
    /// Both.
    FirstLast,
    /// All that stands between by part of speech, verbs as they are.
    Speech,
    /// A verb between.
    Verb,
    /// A verb between, and the prepositions that govern the names.
    VerbLed,
    /// The prepositions that govern the names.
    Governors,
    /// Whether another name of the kind of either stands between.
    Rivals,
    /// The same, with the first word between.
    RivalFirst,
    /// The same, with the last word between.
    RivalLast,
    /// Whether what stands beside the names is a title.
    Titles,
    /// A word behind, in the same clause.
    Behind,
    /// The first word behind.
    BehindFirst,
    /// The second.
    BehindSecond,
    /// A verb behind, with the last word between.
    BehindVerb,
    /// What a word behind says of who did what, with the preposition that governs the second name.
    ActBehind,
    /// The last word in front.
    Front,
    /// The last characters of a name.
    End,
    /// Whether the names open the sentence, or a clause.
    Opening,
}

/// A row as patterns need it.
pub(super) struct Signs<'a> {
    page: Page<'a>,
    row: &'a Row,
    chunks: Vec<Sign>,
}

/// A chunk as patterns need it.
#[derive(Clone, Copy, Default)]
struct Sign {
    /// A hash of its word; names go by their kinds.
    word: u32,
    /// Its part of speech, or its sort.
    tag: u32,
    acts: Acts,
    is_name: bool,
    is_verb: bool,
    is_title: bool,
    is_boundary: bool,
}

/// Words that no text has, for what stands in their place.
const NOTHING: u32 = 3;
const TIME: u32 = 5;
const NUMBER: u32 = 7;

/// From here on, names stand for their kinds, as words and as parts of speech.
const KINDS: u32 = 64;

/// What stands for the act of a name that nothing governs: the place of one that no preposition has.
const NO_GOVERNOR: u32 = 128;

/// As many chunks behind are seen.
const FARTHEST_BEHIND: usize = 8;

/// As many chunks between are told by part of speech.
const LONGEST_SPEECH: usize = 9;

impl<'a> Signs<'a> {
    pub fn of(page: Page<'a>, row: &'a Row) -> Self {
        let sign = |chunk: &Chunk| {
            let plain = Sign { is_boundary: chunk.is_boundary(), ..Sign::default() };
            match chunk.sort {
                Sort::Name(name) => {
                    let kind = KINDS + name.kind as u32;
                    Sign { word: kind, tag: kind, is_name: true, ..plain }
                }
                Sort::Time(_) => Sign { word: TIME, tag: KINDS - TIME, ..plain },
                Sort::Mark(mark) => Sign { word: mix(KINDS, mark as u32), tag: mix(KINDS, mark as u32), ..plain },
                Sort::Word(word) => Sign {
                    word: if word.tag == Tag::Number { NUMBER } else { hash(page.text(chunk.span)) },
                    tag: word.tag as u32,
                    acts: word.acts.without(Acts::HINTS),
                    is_verb: matches!(word.tag, Tag::Verb | Tag::VerbalNoun),
                    is_title: is_title_word(word),
                    ..plain
                },
            }
        };
        Signs { page, row, chunks: row.chunks.iter().map(sign).collect() }
    }

    /// Adds the keys of the patterns that a pair shows.
    pub fn see(&self, pair: &Pair, keys: &mut Vec<u32>) {
        let between = self.chunks.get(pair.between()).unwrap_or_default();
        let [one, other] = [pair.first, pair.second].map(|at| self.chunks[at].word);
        let governor = |at: usize| self.row.governor(at).first().unwrap_or(NO_GOVERNOR);
        let mut view = View {
            kinds: mix(mix(one, other), u32::from(pair.is_list())),
            first: word(between.first()),
            last: word(between.last()),
            governors: [governor(pair.first), governor(pair.second)],
            keys,
        };
        view.between(between, one, other);
        self.characters(pair, &mut view);
        let behind = self.chunks.get(pair.right.1 + 1..).unwrap_or_default();
        let n_behind = behind.iter().take(FARTHEST_BEHIND).take_while(|sign| !sign.is_boundary).count();
        let behind = behind.get(..n_behind).unwrap_or_default();
        view.behind(behind);
        let front = pair.left.0.checked_sub(1).map(|before| &self.chunks[before]).filter(|sign| !sign.is_boundary);
        view.see(Template::Front, word(front), 0);
        view.see(Template::Opening, u32::from(pair.left.0 == 0), u32::from(front.is_none()));
        let title = |sign: Option<&Sign>| u32::from(sign.is_some_and(|sign| sign.is_title));
        let inside = title(between.first()) + 2 * title(between.last());
        view.see(Template::Titles, inside, title(behind.first()) + 2 * title(front));
    }

    /// The characters of the words between, and the last ones of the two names.
    fn characters(&self, pair: &Pair, view: &mut View<'_>) {
        let text = |at: usize| self.page.text(self.row.chunks[at].span);
        for at in pair.between().filter(|&at| !self.chunks[at].is_name && !self.chunks[at].is_boundary) {
            text(at).chars().for_each(|c| view.see(Template::Character, c as u32, 0));
        }
        for (side, at) in [(0, pair.first), (1, pair.second)] {
            let name = text(at);
            name.char_indices().rev().take(2).for_each(|(at, _)| view.see(Template::End, hash(&name[at..]), side));
        }
    }
}

/// A pair as patterns are told of it.
struct View<'a> {
    /// The kinds of its names, and whether they stand in one list.
    kinds: u32,
    /// The first and the last word between.
    first: u32,
    last: u32,
    /// The prepositions that govern the names.
    governors: [u32; 2],
    keys: &'a mut Vec<u32>,
}

impl View<'_> {
    fn see(&mut self, template: Template, a: u32, b: u32) {
        self.keys.push(mix(mix(mix(template as u32, self.kinds), a), b));
    }

    /// The words between the two names, of these kinds.
    fn between(&mut self, between: &[Sign], one: u32, other: u32) {
        let (first, last, [led, leads]) = (self.first, self.last, self.governors);
        let count = |is: fn(&&Sign) -> bool| between.iter().filter(is).count().min(4) as u32;
        self.see(Template::Kinds, 0, 0);
        self.see(Template::Distance, bucket(between.len()), 0);
        self.see(Template::Crowd, count(|sign| sign.is_name), count(|sign| sign.is_boundary));
        let names = between.iter().filter(|sign| sign.is_name).take(4);
        self.see(Template::KindsBetween, names.fold(0, |sum, sign| mix(sum, sign.tag)), 0);
        for sign in between {
            self.keys.push(mix(Template::Between as u32, sign.word));
            sign.acts.places().for_each(|act| self.see(Template::ActBetween, act, 0));
            if sign.is_verb {
                self.see(Template::Verb, sign.word, 0);
                self.see(Template::VerbLed, sign.word, mix(led, leads));
            }
        }
        self.see(Template::First, first, 0);
        self.see(Template::Last, last, 0);
        self.see(Template::FirstLast, first, last);
        self.see(Template::Governors, led, leads);
        if between.len() <= LONGEST_SPEECH {
            let speech = |sign: &Sign| if sign.is_verb { sign.word } else { sign.tag };
            self.see(Template::Speech, between.iter().fold(0, |sum, sign| mix(sum, speech(sign))), 0);
        }
        // 马绍尔群岛|总统|海因|和|图瓦卢|总理|泰奥: of two that could be meant the nearer one is.
        let rival = |kind: u32| u32::from(between.iter().any(|sign| sign.word == kind));
        let rivals = rival(one) + 2 * rival(other);
        self.see(Template::Rivals, rivals, 0);
        self.see(Template::RivalFirst, rivals, first);
        self.see(Template::RivalLast, rivals, last);
    }

    /// The words behind both, as far as the clause goes.
    fn behind(&mut self, behind: &[Sign]) {
        let (last, [_, leads]) = (self.last, self.governors);
        self.see(Template::BehindFirst, word(behind.first()), 0);
        self.see(Template::BehindSecond, word(behind.get(1)), 0);
        for sign in behind {
            self.see(Template::Behind, sign.word, 0);
            if sign.is_verb {
                self.see(Template::BehindVerb, sign.word, last);
            }
            sign.acts.places().for_each(|act| self.see(Template::ActBehind, act, leads));
        }
    }
}

/// The word of a chunk that may not be there.
fn word(sign: Option<&Sign>) -> u32 {
    sign.map_or(NOTHING, |sign| sign.word)
}

/// A length as patterns tell it.
fn bucket(n: usize) -> u32 {
    match n {
        0..=6 => n as u32,
        7..=9 => 7,
        10..=14 => 8,
        15..=20 => 9,
        _ => 10,
    }
}

/// The FNV-1a hash of a word.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A number for two, in this order.
fn mix(a: u32, b: u32) -> u32 {
    let mixed = (a ^ b.rotate_left(15)).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}
