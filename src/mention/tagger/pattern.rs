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
    /// One character, for those as far as [`REACH`] to either side.
    Character,
    /// Two characters, for those as far from neither of them.
    Pair,
    /// Three characters, likewise.
    Triple,
    /// A word, for its characters by their place in it.
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
            Template::Character => 5,
            Template::Pair => 4,
            Template::Triple | Template::ClassTriple => 3,
            Template::Name => 8,
            Template::Role => 20,
            Template::Surname | Template::Head | Template::HeadAhead => 7,
            _ => 4,
        }
    }
}

/// Sees the patterns of a sentence.
pub trait Observer {
    /// Sees the pattern of a template that has this key, the characters for which it speaks, and as which `slot` for each.
    fn see(&mut self, template: Template, key: u32, characters: Range<usize>, slot: impl Fn(usize) -> usize);

    /// Sees patterns of `N` templates that each speak for the characters of one word, as the slot of their [part](part)
    /// in it.
    fn see_words<const N: usize>(
        &mut self,
        templates: [Template; N],
        words: impl Iterator<Item = (Range<usize>, [u32; N])>,
    ) {
        for (word, keys) in words {
            for (template, key) in templates.into_iter().zip(keys) {
                self.see(template, key, word.clone(), |position| part(&word, position));
            }
        }
    }

    /// Sees a pattern for each character, with the slot as which it speaks for that.
    fn see_each(&mut self, template: Template, keys: impl ExactSizeIterator<Item = (u32, usize)>) {
        for (position, (key, slot)) in keys.enumerate() {
            self.see(template, key, position..position + 1, |_| slot);
        }
    }

    /// Sees patterns that each speak for `N` characters in a row, slot by slot. The first of them ends its row with the
    /// first of `n` characters, the last begins it with the last.
    fn see_windows<const N: usize>(&mut self, template: Template, keys: impl ExactSizeIterator<Item = u32>, n: usize) {
        for (end, key) in keys.enumerate() {
            let characters = (end + 1).saturating_sub(N)..(end + 1).min(n);
            self.see(template, key, characters, |position| position + N - 1 - end);
        }
    }
}

/// As many characters to either side are seen of each.
pub const REACH: usize = 2;

/// Buffers for the signs of one sentence, used again for the next.
#[derive(Default)]
pub struct Signs {
    /// The characters, with [`REACH`] more on either side.
    characters: Vec<u32>,
    /// Their classes, likewise.
    classes: Vec<u32>,
    /// The byte at which each character starts, and the end of the sentence.
    bytes: Vec<usize>,
    /// For each byte of the sentence that starts a character, which it is.
    indices: Vec<u32>,
    words: Vec<WordSign>,
    /// For each character, which word it is in, and as which part of it.
    parts: Vec<(usize, usize)>,
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

impl WordSign {
    fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What stands where a sentence has no character: before it, behind it.
const BEFORE: u32 = 1;
const BEHIND: u32 = 2;

/// What speech stands where a sentence has no word.
const NO_SPEECH: u32 = 61;

/// As far to the left of its end a head is seen, in characters.
const FAR: usize = 14;

impl Signs {
    /// Buffers with room for sentences of so many characters.
    pub fn new(longest: usize) -> Self {
        Signs {
            characters: Vec::with_capacity(longest + 2 * REACH),
            classes: Vec::with_capacity(longest + 2 * REACH),
            bytes: Vec::with_capacity(longest + 1),
            indices: Vec::with_capacity(longest * '中'.len_utf8() + 1),
            words: Vec::with_capacity(longest),
            parts: Vec::with_capacity(longest),
        }
    }

    /// The number of characters of the sentence last read.
    pub fn n_characters(&self) -> usize {
        self.bytes.len().saturating_sub(1)
    }

    /// The byte of the document at which a character starts, or the end of the sentence.
    pub fn byte(&self, position: usize) -> usize {
        self.bytes[position]
    }

    /// Reads a sentence and shows its patterns to `observer`.
    #[inline(always)]
    pub fn scan(&mut self, reading: &Reading<'_>, sentence: &Sentence, observer: &mut impl Observer) {
        self.read(reading, sentence);
        self.scan_characters(observer);
        self.scan_words(observer);
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
        self.characters.extend([BEFORE; REACH]);
        self.classes.extend([BEFORE; REACH]);
        for (index, (at, c)) in text.char_indices().enumerate() {
            let folded = fold(c);
            self.characters.push(folded);
            self.classes.push(class(c, folded, &reading.ontology.lexicon));
            self.bytes.push(start + at);
            self.indices[at] = index as u32;
        }
        self.characters.extend([BEHIND; REACH]);
        self.classes.extend([BEHIND; REACH]);
        self.indices[text.len()] = self.bytes.len() as u32;
        self.bytes.push(sentence.span.end);
        self.words.clear();
        self.parts.clear();
        for word in &reading.words[sentence.first_token..sentence.end_token] {
            let (start, end) = (self.indices[word.span.start - start], self.indices[word.span.end - start]);
            let range = start as usize..end as usize;
            self.parts.extend(range.clone().map(|position| (self.words.len(), part(&range, position))));
            self.words.push(WordSign {
                start: range.start,
                end: range.end,
                hash: hash_of(reading.slice(word.span)),
                speech: 2 * word.tag as u32 + u32::from(word.is_known),
                roles: word.roles.bits(),
            });
        }
    }

    /// The class of a character of the sentence.
    fn class(&self, position: usize) -> u32 {
        self.classes[position + REACH]
    }

    #[inline(always)]
    fn scan_characters(&self, observer: &mut impl Observer) {
        let n = self.n_characters();
        observer.see_windows::<5>(Template::Character, self.characters.iter().map(|one| hash([*one])), n);
        observer.see_windows::<4>(Template::Pair, windows(&self.characters).map(hash::<2>), n);
        observer.see_windows::<3>(Template::Triple, windows(&self.characters).map(hash::<3>), n);
        observer.see_windows::<3>(Template::ClassTriple, windows(&self.classes).map(hash::<3>), n);
    }

    #[inline(always)]
    fn scan_words(&self, observer: &mut impl Observer) {
        let speech =
            |index: Option<usize>| index.and_then(|index| self.words.get(index)).map_or(NO_SPEECH, |word| word.speech);
        let templates = [Template::Word, Template::Speech, Template::SpeechBefore, Template::SpeechAfter];
        let words = self.words.iter().enumerate().map(|(index, word)| {
            let length = word.range().len().min(5) as u32;
            let before = hash([speech(index.checked_sub(1)), word.speech, length]);
            let after = hash([word.speech, speech(Some(index + 1)), length]);
            (word.range(), [word.hash, hash([word.speech, length]), before, after])
        });
        observer.see_words(templates, words);
        let characters = self.characters[REACH..].iter().zip(&self.parts);
        let keys = characters.map(|(character, (word, part))| (hash([*character, self.words[*word].speech]), *part));
        observer.see_each(Template::CharacterSpeech, keys);
        for index in 0..self.words.len() {
            self.scan_roles(observer, index);
        }
    }

    #[inline(always)]
    fn scan_roles(&self, observer: &mut impl Observer, index: usize) {
        let roles = self.words[index].roles;
        if roles == 0 {
            return;
        }
        let first = &self.words[index.saturating_sub(2)];
        let last = &self.words[(index + 2).min(self.words.len() - 1)];
        let mut rest = roles;
        while rest != 0 {
            let role = rest.trailing_zeros();
            rest &= rest - 1;
            observer.see(Template::Role, hash([role]), first.start..last.end, |position| {
                let (word, part) = self.parts[position];
                N_PARTS * (word + 2 - index) + part
            });
        }
    }

    #[inline(always)]
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
            self.show_around(observer, Template::Name, sort, &range);
        }
        for (position, byte) in self.bytes[..self.n_characters()].iter().enumerate() {
            if self.class(position) & SURNAME == 0 || self.class(position) >= DIGIT {
                continue;
            }
            let text = &reading.text()[*byte..sentence.span.end];
            let Some((length, origin)) = reading.ontology.lexicon.surname(text) else { continue };
            let n_chars = text[..length].chars().count();
            let sort = hash([origin as u32, n_chars as u32]);
            let (first, n_slots) = (position.saturating_sub(1), Template::Surname.n_slots());
            let end = (position + n_slots - 1).min(self.n_characters());
            observer.see(Template::Surname, sort, first..end, |other| other + 1 - position);
        }
    }

    #[inline(always)]
    fn scan_heads(&self, reading: &Reading<'_>, sentence: &Sentence, observer: &mut impl Observer) {
        let mut floor = 0;
        for head in reading.heads_in(sentence.span) {
            let range = self.range(sentence, head.span);
            let sort = hash([hash_of(&head.head.class), u32::from(head.head.is_strong), head.head.kind as u32]);
            self.show_around(observer, Template::Head, sort, &range);
            observer.see(Template::HeadAhead, sort, self.ahead(floor..range.end), |position| {
                DISTANCES[range.end - position]
            });
            floor = range.end;
        }
    }

    /// Shows one pattern for two characters before a range, for those of the range by their part, and for those behind.
    #[inline(always)]
    fn show_around(&self, observer: &mut impl Observer, template: Template, key: u32, range: &Range<usize>) {
        let first = range.start.saturating_sub(2);
        let end = (range.end + template.n_slots() - 2 - N_PARTS).min(self.n_characters());
        observer.see(template, key, first..end, |position| match position {
            _ if position < range.start => position + 2 - range.start,
            _ if position < range.end => 2 + part(range, position),
            _ => 2 + N_PARTS + position - range.end,
        });
    }

    /// The characters to the left of the last of a head, down to punctuation or the head before.
    fn ahead(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end - 1;
        let is_open = |position: &usize| self.class(*position) < MARK;
        let n = (range.end - range.len().min(FAR)..end).rev().take_while(is_open).count();
        end - n..end
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

/// All stretches of `N`.
fn windows<const N: usize>(values: &[u32]) -> impl ExactSizeIterator<Item = [u32; N]> {
    values.windows(N).map(|window| window.try_into().unwrap_or([0; N]))
}

/// How many parts a word has as slots.
pub const N_PARTS: usize = 4;

/// Which part of a word or a name a character is: its beginning, its inside, its end, or all of it.
#[inline(always)]
pub fn part(range: &Range<usize>, position: usize) -> usize {
    match position {
        _ if range.len() == 1 => 3,
        _ if position == range.start => 0,
        _ if position + 1 == range.end => 2,
        _ => 1,
    }
}

/// A character of which digits, and the widths and cases of letters, do not matter.
fn fold(c: char) -> u32 {
    let narrow = match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
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
fn class(c: char, folded: u32, lexicon: &Lexicon) -> u32 {
    match folded {
        0x3400..=0x9fff | 0x2_0000..=0x3_ffff => 8 + u32::from(lexicon.in_names(c)),
        0x30 => DIGIT,
        0x61..=0x7a => LETTER,
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
