//! People with transliterated names: 沙夫卡特·阿利姆别科夫, 总统托卡耶夫.

use super::reading::{Reading, Word};
use super::{Candidate, Recognizer};
use crate::document::Tag;
use crate::ontology::{EntityKind, Roles, Sureness};
use crate::text::{Span, is_name_dot};

/// Proposes rows of the characters that write foreign names: joined by dots, or beside a post or a
/// verb of speech.
pub struct ForeignName;

/// From this weight on, a name without a dot is proposed.
const ENOUGH: f32 = 3.0;

/// The same behind a post, where a name must begin.
const ENOUGH_BEHIND_POST: f32 = 2.2;

/// The longest part of a name, in characters.
const LONGEST_PART: usize = 8;

impl Recognizer for ForeignName {
    fn name(&self) -> &'static str {
        "foreign-name"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        for span in dotted(reading) {
            candidates.push(Candidate::new(EntityKind::Person, span, self.name(), 0.9));
        }
        let mut index = 0;
        while index < reading.words.len() {
            let end = run_from(reading, index);
            if end > index {
                let span = Span::new(reading.words[index].span.start, reading.words[end - 1].span.end);
                let weight = weigh(reading, index, end, span);
                let has_post = index.checked_sub(1).is_some_and(|before| {
                    reading.words[before].span.end == span.start && reading.words[before].roles.has(Roles::POST_BEFORE)
                });
                if weight >= if has_post { ENOUGH_BEHIND_POST } else { ENOUGH } {
                    let confidence = (0.6 + (weight - ENOUGH) * 0.08).clamp(0.55, 0.9);
                    candidates.push(Candidate::new(EntityKind::Person, span, self.name(), confidence));
                }
            }
            index = end.max(index + 1);
        }
        candidates
    }
}

/// Names with dots.
fn dotted(reading: &Reading<'_>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (at, c) in reading.text().char_indices().filter(|(_, c)| is_name_dot(*c)) {
        let after = at + c.len_utf8();
        let (left, right) = (part_to(reading, at), part_from(reading, after));
        let (Some(start), Some(end)) = (left, right) else { continue };
        match spans.last_mut() {
            Some(last) if last.end >= at => last.end = end,
            _ => spans.push(Span::new(start, end)),
        }
    }
    spans
}

/// Where the part of a name that ends at `end` begins.
pub(super) fn part_to(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let mut start = end;
    let mut index = reading.word_at(end.checked_sub(1)?)?;
    loop {
        let word = &reading.words[index];
        if word.span.end != start || is_other_word(reading, index) || is_known_other(reading, word.span) {
            break;
        }
        let text = reading.slice(word.span);
        let kept = text.char_indices().rev().take_while(|(_, c)| is_name_char(reading, *c)).last();
        start = match kept {
            _ if is_name_word(reading, index) => word.span.start,
            Some((at, _)) => word.span.start + at,
            None => start,
        };
        if start > word.span.start || reading.slice(Span::new(start, end)).chars().count() >= LONGEST_PART {
            break;
        }
        let Some(before) = index.checked_sub(1) else { break };
        index = before;
    }
    let start = reach_post(reading, start);
    (start < end).then_some(start)
}

/// A rare character in a name (旺 of 姆旺吉) does not end it where a post stands close in front.
fn reach_post(reading: &Reading<'_>, start: usize) -> usize {
    let mut reached = start;
    for _ in 0..3 {
        let Some(index) = reading.word_to(reached) else { return start };
        if reading.words[index].roles.has(Roles::POST_BEFORE) {
            return reached;
        }
        if reading.word(index).chars().count() > 1 && reading.words[index].is_known {
            return start;
        }
        let is_letter = || reading.word(index).chars().all(char::is_alphabetic);
        if reading.words[index].roles.has(Roles::BORDER) || !is_letter() {
            return start;
        }
        reached = reading.words[index].span.start;
    }
    start
}

/// Where the part of a name that begins at `start` ends.
pub(super) fn part_from(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    let mut index = reading.word_from(start)?;
    while let Some(word) = reading.words.get(index) {
        if word.span.start != end || is_other_word(reading, index) {
            break;
        }
        let text = reading.slice(word.span);
        let kept = text.char_indices().take_while(|(_, c)| is_name_char(reading, *c)).last();
        end = match kept {
            _ if is_name_word(reading, index) => word.span.end,
            Some((at, c)) => word.span.start + at + c.len_utf8(),
            None => end,
        };
        if end < word.span.end || reading.slice(Span::new(start, end)).chars().count() >= LONGEST_PART {
            break;
        }
        index += 1;
    }
    (end > start).then_some(end)
}

/// Whether jieba takes a word of two characters or more for a name, by its dictionary.
fn is_name_word(reading: &Reading<'_>, index: usize) -> bool {
    let word = &reading.words[index];
    let is_name = matches!(word.tag, Tag::Person | Tag::Transliteration | Tag::ProperName);
    word.is_known && is_name && reading.word(index).chars().count() > 1
}

/// Whether a word is one of the language, that only happens to be written with characters of foreign
/// names: 特别, 马上.
fn is_other_word(reading: &Reading<'_>, index: usize) -> bool {
    let word = &reading.words[index];
    if !word.is_known {
        return false;
    }
    let text = reading.word(index);
    let n_chars = text.chars().count();
    let is_name = matches!(word.tag, Tag::Person | Tag::Transliteration | Tag::Place | Tag::ProperName);
    let says = word.roles.has(Roles::SPEECH.and(Roles::POST_BEFORE).and(Roles::POST_AFTER).and(Roles::PERSON_VERB));
    // 买买提, 坎帕拉: three characters of foreign names are rarely a word of the language.
    let is_foreign = n_chars > 2 && word.tag == Tag::Noun && text.chars().all(|c| is_name_char(reading, c));
    (n_chars > 1 && !is_name && !is_foreign) || says
}

fn is_name_char(reading: &Reading<'_>, c: char) -> bool {
    c.is_ascii_alphabetic() || reading.ontology.lexicon.is_transliteration(c)
}

/// Whether a word may be a piece of a foreign name: of its characters, or unknown, or a name itself.
fn is_part(reading: &Reading<'_>, index: usize) -> bool {
    let word = &reading.words[index];
    let text = reading.word(index);
    let by_chars = text.chars().all(|c| is_name_char(reading, c));
    if !by_chars {
        return word.tag == Tag::Transliteration;
    }
    let n_chars = text.chars().count();
    let is_function = word.roles.has(Roles::BORDER.and(Roles::SPEECH).and(Roles::POST_BEFORE).and(Roles::PERSON_VERB));
    let is_common = word.is_known
        && n_chars > 1
        && !matches!(word.tag, Tag::Person | Tag::Transliteration | Tag::Place | Tag::ProperName | Tag::Noun);
    !is_function && !is_common
}

/// A country or place in front of a name is no part of it: 哈萨克斯坦|托卡耶夫.
fn is_known_other(reading: &Reading<'_>, span: Span) -> bool {
    reading.names_to(span.end).any(|name| {
        name.span == span
            && name.form.meanings.iter().any(|meaning| {
                let (kind, _) = reading.ontology.gazetteer.entry(meaning.entry);
                meaning.sureness < Sureness::Weak && matches!(kind, EntityKind::Country | EntityKind::Organization)
            })
    })
}

/// One past the last word of the row of name pieces that starts at word `index`.
fn run_from(reading: &Reading<'_>, index: usize) -> usize {
    let mut end = index;
    while let Some(word) = reading.words.get(end) {
        let follows = end == index || reading.words[end - 1].span.end == word.span.start;
        if !follows || !is_part(reading, end) || is_known_other(reading, word.span) {
            break;
        }
        end += 1;
    }
    end
}

fn weigh(reading: &Reading<'_>, index: usize, end: usize, span: Span) -> f32 {
    let n_chars = reading.slice(span).chars().count();
    if reading.ontology.lexicon.roles(reading.slice(span)).has(Roles::NOT_PERSON) {
        return 0.0;
    }
    if !(2..=LONGEST_PART).contains(&n_chars) || reading.slice(span).chars().any(|c| c.is_ascii()) {
        return 0.0;
    }
    let pieces = &reading.words[index..end];
    let text = reading.slice(span);
    let mut weight = match n_chars {
        2 => -1.0,
        3 => 0.6,
        _ => 1.2,
    };
    let is_one = pieces.len() == 1;
    weight += match pieces[0].tag {
        Tag::Transliteration | Tag::Person if is_one && pieces[0].is_known && n_chars > 2 => 2.4,
        Tag::Transliteration | Tag::Person if is_one => 1.2,
        _ if is_one && pieces[0].is_known => -2.5,
        _ => 0.5,
    };
    let is_name = |piece: &&Word| matches!(piece.tag, Tag::Transliteration | Tag::Person);
    let common = pieces.iter().filter(|piece| piece.is_known && reading.slice(piece.span).chars().count() > 1);
    weight -= 0.8 * common.filter(|piece| !is_name(piece)).count() as f32;
    if reading.ontology.lexicon.has_foreign_ending(text) {
        weight += 1.0;
    }
    let context = beside(reading, index, end);
    // Without anything beside it, a foreign name is as likely that of a town.
    weight + if context == 0.0 { -1.0 } else { context }
}

/// What stands in front of and behind the words `index..end`.
fn beside(reading: &Reading<'_>, index: usize, end: usize) -> f32 {
    let mut weight = 0.0;
    let start = reading.words[index].span.start;
    if let Some(before) = index.checked_sub(1).map(|before| &reading.words[before])
        && before.span.end == start
        && before.roles.has(Roles::POST_BEFORE)
    {
        weight += 2.5;
    }
    if leads_to_place(reading, start) {
        weight -= 1.5;
    }
    if let Some(after) = reading.words.get(end) {
        if after.roles.has(Roles::SPEECH) {
            weight += 1.8;
        } else if after.roles.has(Roles::POST_AFTER) {
            weight += 1.2;
        } else if after.roles.has(Roles::PERSON_VERB) {
            weight += 1.0;
        } else if matches!(after.tag, Tag::Adverb | Tag::Time | Tag::Preposition) {
            let soon = &reading.words[end..(end + 4).min(reading.words.len())];
            if soon.iter().any(|word| word.roles.has(Roles::SPEECH)) {
                weight += 1.0;
            }
        }
    }
    weight
}

/// 在, 首都, 抵达: what stands in front of the name of a town.
fn leads_to_place(reading: &Reading<'_>, start: usize) -> bool {
    let text = &reading.text()[..start];
    let tails = text.char_indices().rev().map(|(at, _)| &text[at..]).take(2);
    tails.into_iter().any(|tail| reading.ontology.lexicon.roles(tail).has(Roles::TOWARDS_PLACE))
}
