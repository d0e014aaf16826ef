//! What the tagger sees in a sentence: patterns of characters, words, known names and heads.
//!
//! A pattern is a [`Template`] and what fills it, as a hash. It speaks for several characters at once: a pair
//! of characters for itself and for its neighbours, a word for each of its characters. Each of these
//! places is a *slot*, and the model holds a row of weights for each slot, side by side, so that one
//! look-up serves them all.

use std::ops::Range;

use crate::document::Sentence;
use crate::mention::reading::Reading;
use crate::ontology::{Lexicon, Sureness};

/// What a pattern is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Template {
    /// One character, for three to either side.
    Character,
    /// Two characters, for one to either side.
    Pair,
    /// Three characters, for one to either side.
    Triple,
    /// A word, for its characters by their place in it, and for two words to either side.
    Word,
    /// The part of speech and the length of a word.
    Speech,
    /// The same with that of the word before.
    SpeechBefore,
    /// The same with that of the word behind.
    SpeechAfter,
    /// A character and the part of speech of its word.
    CharacterSpeech,
    /// What the lexicon says that a word can do, for two words to either side.
    Role,
    /// A known name by kind and length, for its characters and two to either side.
    Name,
    /// What three characters can do in names.
    ClassTriple,
    /// A surname, for what follows it.
    Surname,
    /// A name-forming head, for its characters and those beside it.
    Head,
    /// A head further to the right, by distance.
    HeadAhead,
}

impl Template {
    /// All templates.
    pub const ALL: [Template; 14] = [
        Template::Character,
        Template::Pair,
        Template::Triple,
        Template::Word,
        Template::Speech,
        Template::SpeechBefore,
        Template::SpeechAfter,
        Template::CharacterSpeech,
        Template::Role,
        Template::Name,
        Template::ClassTriple,
        Template::Surname,
        Template::Head,
        Template::HeadAhead,
    ];

    /// How many slots its patterns have.
    pub fn n_slots(self) -> usize {
        match self {
            Template::Character | Template::Surname | Template::Head => 7,
            Template::Pair => 4,
            Template::Triple => 5,
            Template::ClassTriple => 3,
            Template::Word => 14,
            Template::Name => 8,
            Template::Role => 20,
            Template::HeadAhead => AHEAD,
            _ => 4,
        }
    }
}

/// Sees the patterns of a sentence one after another.
pub trait Observer {
    /// What it knows of a pattern.
    type Block: Copy;

    /// Sees a pattern; none if it does not care where it stands.
    fn see(&mut self, template: Template, key: u32) -> Option<Self::Block>;

    /// Learns that a pattern speaks for a character, and as which slot.
    fn place(&mut self, block: Self::Block, slot: usize, position: usize);

    /// Sees many patterns of one template, which may be faster than one by one, and appends what it knows of each.
    fn see_all(&mut self, template: Template, keys: impl Iterator<Item = u32>, found: &mut Vec<Option<Self::Block>>) {
        found.extend(keys.map(|key| self.see(template, key)));
    }
}

/// Buffers for the signs of one sentence, used again for the next.
#[derive(Default)]
pub struct Signs {
    characters: Vec<u32>,
    classes: Vec<u32>,
    /// The byte at which each character starts, and the end of the sentence.
    bytes: Vec<usize>,
    /// For each byte of the sentence that starts a character, which it is.
    indices: Vec<u32>,
    words: Vec<WordSign>,
}

/// A word as patterns need it.
#[derive(Clone, Copy)]
struct WordSign {
    start: usize,
    end: usize,
    hash: u32,
    speech: u32,
    roles: u32,
}

/// What stands where a sentence has no character: before it, behind it.
const BEFORE: u32 = 1;
const BEHIND: u32 = 2;

/// What stands where a sentence has no word.
const NO_WORD: WordSign = WordSign { start: 0, end: 0, hash: 11, speech: 61, roles: 0 };

/// The slots of [`Template::HeadAhead`].
const AHEAD: usize = 7;

/// As far to the left of its end a head is seen, in characters.
const FAR: usize = 14;

impl Signs {
    /// The number of characters of the sentence last read.
    pub fn n_characters(&self) -> usize {
        self.characters.len()
    }

    /// The byte of the document at which a character starts, or the end of the sentence.
    pub fn byte(&self, position: usize) -> usize {
        self.bytes[position]
    }

    /// Reads a sentence and shows its patterns to `observer`.
    pub fn scan(&mut self, reading: &Reading<'_>, sentence: &Sentence, observer: &mut impl Observer) {
        self.read(reading, sentence);
        let mut found = Vec::with_capacity(self.n_characters() + Template::Character.n_slots());
        self.scan_characters(observer, &mut found);
        self.scan_words(observer, &mut found);
        self.scan_names(reading, sentence, observer);
        self.scan_heads(reading, sentence, observer);
    }

    fn read(&mut self, reading: &Reading<'_>, sentence: &Sentence) {
        let start = sentence.span.start;
        let text = reading.slice(sentence.span);
        self.characters.clear();
        self.bytes.clear();
        self.indices.clear();
        self.classes.clear();
        self.indices.resize(text.len() + 1, 0);
        for (index, (at, c)) in text.char_indices().enumerate() {
            self.characters.push(fold(c));
            self.bytes.push(start + at);
            self.indices[at] = index as u32;
            self.classes.push(class(c, &reading.ontology.lexicon));
        }
        self.indices[text.len()] = self.characters.len() as u32;
        self.bytes.push(sentence.span.end);
        self.words.clear();
        for word in &reading.words[sentence.first_token..sentence.end_token] {
            self.words.push(WordSign {
                start: self.indices[word.span.start - start] as usize,
                end: self.indices[word.span.end - start] as usize,
                hash: hash_of(reading.slice(word.span)),
                speech: 2 * word.tag as u32 + u32::from(word.is_known),
                roles: word.roles.bits(),
            });
        }
    }

    fn character(&self, position: isize) -> u32 {
        at(&self.characters, position, BEFORE, BEHIND)
    }

    fn class(&self, position: isize) -> u32 {
        at(&self.classes, position, BEFORE, BEHIND)
    }

    fn word(&self, index: isize) -> WordSign {
        at(&self.words, index, NO_WORD, NO_WORD)
    }

    fn scan_characters<O: Observer>(&self, observer: &mut O, found: &mut Vec<Option<O::Block>>) {
        let characters = |first: isize| [first, first + 1, first + 2].map(|position| self.character(position));
        // A window that begins outside still speaks for the characters inside.
        self.windows(observer, found, (Template::Character, 3), |at| hash([self.character(at)]));
        self.windows(observer, found, (Template::Pair, 1), |at| hash([characters(at)[0], characters(at)[1]]));
        self.windows(observer, found, (Template::Triple, 1), |at| hash(characters(at)));
        let classes = |at: isize| [at, at + 1, at + 2].map(|at| self.class(at));
        self.windows(observer, found, (Template::ClassTriple, 0), |at| hash(classes(at)));
    }

    /// Shows the patterns that begin at each position, from before the sentence to as far behind it as they
    /// reach. Their slots are the characters from `before` them on.
    fn windows<O: Observer>(
        &self,
        observer: &mut O,
        found: &mut Vec<Option<O::Block>>,
        (template, before): (Template, isize),
        key: impl Fn(isize) -> u32,
    ) {
        let (n, n_slots) = (self.n_characters() as isize, template.n_slots() as isize);
        let starts = before - n_slots + 1..n + before;
        found.clear();
        observer.see_all(template, starts.clone().map(key), found);
        for (block, start) in found.iter().zip(starts) {
            if let Some(block) = *block {
                self.window(observer, block, start - before, template.n_slots());
            }
        }
    }

    fn scan_words<O: Observer>(&self, observer: &mut O, found: &mut Vec<Option<O::Block>>) {
        let n = self.words.len();
        let around = |index: usize| [-2, -1, 0, 1, 2].map(|by| self.word(index as isize + by));
        found.clear();
        observer.see_all(Template::Word, self.words.iter().map(|word| word.hash), found);
        for (block, index) in found.iter().zip(0..n) {
            let Some(block) = *block else { continue };
            let [left, before, word, after, right] = around(index);
            each_place(word, |slot, position| observer.place(block, slot, position));
            each_place(after, |slot, position| observer.place(block, 4 + slot, position));
            each_place(before, |slot, position| observer.place(block, 8 + slot, position));
            (right.start..right.end).for_each(|position| observer.place(block, 12, position));
            (left.start..left.end).for_each(|position| observer.place(block, 13, position));
        }
        for index in 0..n {
            let [_, before, word, after, _] = around(index);
            self.scan_speech(observer, [before, word, after]);
            self.scan_roles(observer, index);
        }
    }

    fn scan_speech(&self, observer: &mut impl Observer, [before, word, after]: [WordSign; 3]) {
        let n = (word.end - word.start).min(5) as u32;
        let patterns = [
            (Template::Speech, hash([word.speech, n])),
            (Template::SpeechBefore, hash([before.speech, word.speech, n])),
            (Template::SpeechAfter, hash([word.speech, after.speech, n])),
        ];
        for (template, key) in patterns {
            if let Some(block) = observer.see(template, key) {
                each_place(word, |slot, position| observer.place(block, slot, position));
            }
        }
        each_place(word, |slot, position| {
            let key = hash([self.characters[position], word.speech]);
            if let Some(block) = observer.see(Template::CharacterSpeech, key) {
                observer.place(block, slot, position);
            }
        });
    }

    fn scan_roles(&self, observer: &mut impl Observer, index: usize) {
        let mut roles = self.words[index].roles;
        while roles != 0 {
            let role = roles.trailing_zeros();
            roles &= roles - 1;
            let Some(block) = observer.see(Template::Role, hash([role])) else { continue };
            for by in 0..5 {
                let other = self.word(index as isize + by as isize - 2);
                each_place(other, |slot, position| observer.place(block, 4 * by + slot, position));
            }
        }
    }

    fn scan_names(&self, reading: &Reading<'_>, sentence: &Sentence, observer: &mut impl Observer) {
        // Of names of one kind, one inside another says nothing new. From the right, one lies inside where
        // another that ends no earlier has begun no later.
        let mut starts = [usize::MAX; N_NAME_KINDS];
        for name in reading.forms_in(sentence.span).rev() {
            let Some(meaning) = name.form.meanings.first() else { continue };
            let kind = reading.ontology.gazetteer.entry(meaning.entry).0 as usize;
            let Some(leftmost) = starts.get_mut(kind).filter(|leftmost| name.span.start < **leftmost) else { continue };
            *leftmost = name.span.start;
            let range = self.range(sentence, name.span);
            let is_weak = u32::from(meaning.sureness == Sureness::Weak);
            let sort = hash([kind as u32, is_weak, range.len().min(7) as u32]);
            if let Some(block) = observer.see(Template::Name, sort) {
                self.around(observer, block, range, 2);
            }
        }
        for (position, byte) in self.bytes[..self.n_characters()].iter().enumerate() {
            if self.classes[position] & SURNAME == 0 || self.classes[position] >= DIGIT {
                continue;
            }
            let text = &reading.text()[*byte..sentence.span.end];
            let Some((length, origin)) = reading.ontology.lexicon.surname(text) else { continue };
            let n_chars = text[..length].chars().count();
            if let Some(block) = observer.see(Template::Surname, hash([origin as u32, n_chars as u32])) {
                self.window(observer, block, position as isize - 1, Template::Surname.n_slots());
            }
        }
    }

    fn scan_heads(&self, reading: &Reading<'_>, sentence: &Sentence, observer: &mut impl Observer) {
        let mut floor = 0;
        for head in reading.heads_in(sentence.span) {
            let range = self.range(sentence, head.span);
            let sort = hash([hash_of(&head.head.class), u32::from(head.head.is_strong), head.head.kind as u32]);
            if let Some(block) = observer.see(Template::Head, sort) {
                self.around(observer, block, range.clone(), 1);
            }
            if let Some(block) = observer.see(Template::HeadAhead, sort) {
                self.ahead(observer, block, floor..range.end);
            }
            floor = range.end;
        }
    }

    /// The characters from `first` on as slots, as far as they lie in the sentence.
    fn window<O: Observer>(&self, observer: &mut O, block: O::Block, first: isize, n_slots: usize) {
        let end = (first + n_slots as isize).min(self.n_characters() as isize);
        for position in first.max(0)..end {
            observer.place(block, (position - first) as usize, position as usize);
        }
    }

    /// Two characters before, those of the range by their place, and `n_after` behind.
    fn around<O: Observer>(&self, observer: &mut O, block: O::Block, range: Range<usize>, n_after: usize) {
        for by in 1..=2 {
            if let Some(position) = range.start.checked_sub(by) {
                observer.place(block, 2 - by, position);
            }
        }
        each_of(range.clone(), |slot, position| observer.place(block, 2 + slot, position));
        for (slot, position) in (range.end..(range.end + n_after).min(self.n_characters())).enumerate() {
            observer.place(block, 6 + slot, position);
        }
    }

    /// The characters to the left of a head, down to punctuation or the head before.
    fn ahead<O: Observer>(&self, observer: &mut O, block: O::Block, range: Range<usize>) {
        for (distance, slot) in DISTANCES.into_iter().enumerate().take(range.len() + 1).skip(2) {
            let position = range.end - distance;
            if self.classes[position] >= MARK {
                break;
            }
            observer.place(block, slot, position);
        }
    }

    fn range(&self, sentence: &Sentence, span: crate::text::Span) -> Range<usize> {
        let index = |byte: usize| self.indices[byte - sentence.span.start] as usize;
        index(span.start)..index(span.end)
    }
}

/// Known names are of as many kinds.
const N_NAME_KINDS: usize = 8;

/// The slot of each distance to the end of a head.
const DISTANCES: [usize; FAR + 1] = [0, 0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6];

fn at<T: Copy>(values: &[T], index: isize, before: T, behind: T) -> T {
    usize::try_from(index).map_or(before, |index| values.get(index).copied().unwrap_or(behind))
}

/// Calls `place` with each character of a word and its slot: beginning, inside, end, or all of the word.
fn each_place(word: WordSign, place: impl FnMut(usize, usize)) {
    each_of(word.start..word.end, place);
}

fn each_of(range: Range<usize>, mut place: impl FnMut(usize, usize)) {
    if range.len() == 1 {
        place(3, range.start);
        return;
    }
    for position in range.clone() {
        let slot = match position {
            _ if position == range.start => 0,
            _ if position + 1 == range.end => 2,
            _ => 1,
        };
        place(slot, position);
    }
}

/// A character of which digits, and the widths and cases of letters, do not matter.
fn fold(c: char) -> u32 {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' if c.is_alphanumeric() => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    if narrow.is_ascii_digit() { u32::from('0') } else { u32::from(narrow.to_ascii_lowercase()) }
}

/// The bit of a class that says that a surname can begin here.
const SURNAME: u32 = 1;

/// The classes of digits and letters; from [`MARK`] on other marks have their own.
const DIGIT: u32 = 16;
const LETTER: u32 = 17;
const MARK: u32 = 18;

/// What a character can do in names, beyond all ideographs: digit, letter, or the mark itself.
fn class(c: char, lexicon: &Lexicon) -> u32 {
    let can = [lexicon.begins_surname(c), lexicon.is_given_name(c), lexicon.is_transliteration(c)];
    let can = can.iter().enumerate().fold(0, |bits, (bit, can)| bits | u32::from(*can) << bit);
    match fold(c) {
        0x30 => DIGIT,
        0x61..=0x7a => LETTER,
        0x3400..=0x9fff | 0x2_0000..=0x3_ffff => 8 + can,
        other => MARK + other % 97,
    }
}

fn hash_of(text: &str) -> u32 {
    let fnv = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (fnv ^ (fnv >> 32)) as u32
}

/// A hash of small numbers. The model is looked up by it, so that it must never change.
fn hash<const N: usize>(parts: [u32; N]) -> u32 {
    let mixed = parts.iter().fold(N as u64, |hash, part| {
        let hash = (hash ^ u64::from(*part)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^ (hash >> 29)
    });
    (mixed >> 32) as u32 ^ mixed as u32
}
