//! Names of two characters that lists of officials print with a space between: 李 强、王　毅.

use super::person::{has_post_in_front, right_weight};
use super::reading::{Reading, Word};
use super::{Candidate, Recognizer};
use crate::document::Tag;
use crate::ontology::{EntityKind, Origin, Roles, Sureness};
use crate::text::{Span, is_han};

/// Proposes a surname and a given name with one space between, where what stands around shows that both are one name.
pub struct SpacedName;

/// How sure a known person is, and somebody else.
const KNOWN: f32 = 0.95;
const UNKNOWN: f32 = 0.75;

/// From this weight of what stands behind on, a person is told of: 李 强|表示.
const TOLD: f32 = 1.0;

impl Recognizer for SpacedName {
    fn name(&self) -> &'static str {
        "spaced-name"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let pairs = reading.words.windows(3).filter_map(|words| spaced(reading, words));
        pairs.filter_map(|span| self.candidate(reading, span)).collect()
    }
}

impl SpacedName {
    fn candidate(&self, reading: &Reading<'_>, span: Span) -> Option<Candidate> {
        let name = joined(reading.slice(span));
        let lexicon = &reading.ontology.lexicon;
        // 安 徽, 目 录
        let is_other = lexicon.roles(&name).has(Roles::NOT_PERSON.and(Roles::BORDER).and(Roles::NAME_WORD));
        let entries = bearers(reading, &name).filter(|_| !is_other)?;
        // 村民李 强: a namesake.
        let is_ordinary = |word: usize| reading.words[word].roles.has(Roles::ORDINARY);
        let is_namesake = reading.word_to(span.start).is_some_and(is_ordinary);
        let entries = if is_namesake { Vec::new() } else { entries };
        let is_told = has_post_in_front(reading, span.start) || right_weight(reading, span) >= TOLD;
        let is_meant = if entries.is_empty() {
            let given = name.chars().next_back().is_some_and(|c| lexicon.is_given_name(c));
            given && is_told && opens(reading, span.start)
        } else {
            is_told || opens(reading, span.start)
        };
        let confidence = if entries.is_empty() { UNKNOWN } else { KNOWN };
        let candidate = Candidate::new(EntityKind::Person, span, self.name(), confidence);
        is_meant.then_some(Candidate { entries, ..candidate })
    }
}

/// The stretch of words that could be a surname, one space and a given name of one character, but for those of bylines.
fn spaced(reading: &Reading<'_>, words: &[Word]) -> Option<Span> {
    let [first, space, last] = words else { return None };
    if first.span.len() != '李'.len_utf8() || first.sentence != last.sentence {
        return None;
    }
    let mut between = reading.slice(space.span).chars();
    let is_one = between.next().is_some_and(char::is_whitespace) && between.next().is_none();
    let given = reading.char_after(space.span.end).filter(|c| is_one && is_han(*c))?;
    let (_, origin) = reading.ontology.lexicon.surname(reading.slice(first.span))?;
    let span = Span::new(first.span.start, last.span.start + given.len_utf8());
    let document = reading.document;
    let is_credit = document.reporters.iter().chain(&document.photographers).any(|name| name.overlaps(span));
    // 甲 乙 丙 丁: a row of characters.
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_whitespace() || c == '\n');
    let stands_alone = is_apart(reading.char_before(span.start)) && is_apart(reading.char_after(span.end));
    (origin == Origin::Chinese && !is_credit && stands_alone).then_some(span)
}

/// Whether a name printed with a space is that of something else than a person: 江 苏.
pub(super) fn is_of_another_kind(reading: &Reading<'_>, span: Span) -> bool {
    let text = reading.slice(span);
    text.contains(char::is_whitespace) && text.starts_with(is_han) && bearers(reading, &joined(text)).is_none()
}

/// The characters of a name without the space between.
fn joined(text: &str) -> String {
    text.chars().filter(|c| is_han(*c)).collect()
}

/// The well-known people with a name; nothing where it surely names something else.
fn bearers(reading: &Reading<'_>, name: &str) -> Option<Vec<usize>> {
    let gazetteer = &reading.ontology.gazetteer;
    let form = gazetteer.starts(name).find(|(length, _)| *length == name.len()).map(|(_, form)| form);
    let first = form.and_then(|form| form.meanings.first()).filter(|meaning| meaning.sureness != Sureness::Weak);
    match first {
        Some(known) if gazetteer.entry(known.entry).0 != EntityKind::Person => None,
        known => Some(known.map(|known| known.entry).into_iter().collect()),
    }
}

/// Whether a name can begin at `start`: behind a mark, a post, or a word that leads to it.
fn opens(reading: &Reading<'_>, start: usize) -> bool {
    if !reading.char_before(start).is_some_and(is_han) {
        return true;
    }
    let leads = |word: &Word| matches!(word.tag, Tag::Preposition | Tag::Conjunction | Tag::Verb | Tag::VerbalNoun);
    has_post_in_front(reading, start) || reading.word_to(start).is_some_and(|word| leads(&reading.words[word]))
}
