//! Events by what their names begin with: a pair of countries (中意|运河古城文物展), the title of a work (《驿路山河》|新书分享会).

use super::event::{is_held, is_matter};
use super::reading::{HeadAt, Name, Reading, Word};
use super::{Candidate, walk};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;

/// The recognizer of events that begin with a pair of countries.
pub(super) const PAIRED: &str = "paired-event";

/// The recognizer of events that begin with the title of what they are held for, and hold its document.
pub(super) const TITLED: &str = "titled-event";

/// 中意|运河|古城|文物展: all nouns from a pair of countries to what is shown or talked of.
pub(super) fn paired(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    let is_of_two = head.head.is_strong && matches!(head.head.class.as_str(), "fair" | "forum" | "festival");
    // 中国—老挝|经贸合作|论坛: jieba may take the first part of the head for the end of a word.
    let front = reading.word_to(head.span.start).or_else(|| reading.word_at(head.span.start));
    let mut index = front.filter(|_| is_of_two && head.head.kind == EntityKind::Event)?;
    let sentence = reading.words[index].sentence;
    for _ in 0..MOST_WORDS {
        let word = &reading.words[index];
        if let Some(start) = pair(reading, word) {
            let start = walk::edition(reading, start).unwrap_or(start);
            let is_free = reading.char_before(start).is_none_or(|c| !c.is_alphanumeric() || c == '的')
                || reading.word_to(start).is_some_and(|before| !is_matter(&reading.words[before]));
            let span = Span::new(start, head.span.end);
            return is_free.then(|| Candidate::new(EntityKind::Event, span, PAIRED, 0.98));
        }
        if word.sentence != sentence || !is_matter(word) {
            return None;
        }
        index = index.checked_sub(1)?;
    }
    None
}

/// The most words from the head of an event to the pair of countries that begins its name.
const MOST_WORDS: usize = 6;

/// Where a pair of countries begins that ends with a word: 中意, 中|法, 中国—|老挝.
fn pair(reading: &Reading<'_>, word: &Word) -> Option<usize> {
    let country = |end: usize| {
        let is_country = |name: &&Name<'_>| {
            let entry = name.form.meanings.first().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry));
            entry.is_some_and(|(kind, entry)| {
                kind == EntityKind::Country || kind == EntityKind::Place && entry.class == CONTINENT
            })
        };
        reading.names_to(end).find(is_country).map(|name| name.span.start)
    };
    if let Some(second) = country(word.span.end)
        && let Some(dash) = reading.char_before(second).filter(|c| matches!(c, '—' | '-' | '－' | '–'))
    {
        return country(second - dash.len_utf8());
    }
    let text = &reading.text()[..word.span.end];
    let mut last = text.char_indices().rev().take(2);
    let ((at, second), (start, first)) = (last.next()?, last.next()?);
    let gazetteer = &reading.ontology.gazetteer;
    let is_pair = first != second && gazetteer.abbreviates_country(first) && gazetteer.abbreviates_country(second);
    let is_cut = word.span.start == start || word.span.start == at && reading.is_border(start);
    (is_pair && is_cut).then_some(start)
}

/// The class of 非洲, with which countries meet as with one.
const CONTINENT: &str = "continent";

/// 《驿路山河》|新书|分享会: the title belongs to the name where the event is told to be held.
pub(super) fn titled(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    let is_meeting = matches!(head.head.class.as_str(), "forum" | "meeting" | "festival" | "training");
    if head.head.kind != EntityKind::Event || !is_meeting || !reading.is_border(head.span.end) {
        return None;
    }
    let mut start = head.span.start;
    for _ in 0..MOST_BETWEEN {
        if reading.char_before(start) == Some(CLOSE) {
            break;
        }
        start = reading.word_to(start).map(|index| &reading.words[index]).filter(|word| is_matter(word))?.span.start;
    }
    let front = reading.text()[..start].strip_suffix(CLOSE)?;
    let open = front.rfind([OPEN, CLOSE, '\n']).filter(|&at| front[at..].starts_with(OPEN))?;
    let span = Span::new(open, head.span.end);
    (is_held(reading, span.end) || is_led_by_holding(reading, open))
        .then(|| Candidate::new(EntityKind::Event, span, TITLED, 0.98))
}

/// The marks around a title.
const OPEN: char = '《';
const CLOSE: char = '》';

/// The most words between a title and the head of the event.
const MOST_BETWEEN: usize = 3;

/// Whether the clause in front of a byte has a verb of holding or attending an event: 举办|《驿路山河》, 出席|在岚海举行的.
fn is_led_by_holding(reading: &Reading<'_>, byte: usize) -> bool {
    let Some(last) = reading.word_to(byte) else { return false };
    let front = reading.words[..=last].iter().rev().take(MOST_WORDS);
    let mut clause = front.take_while(|word| !reading.slice(word.span).contains(['，', '。', '；', '：', '》']));
    clause.any(|word| {
        let holds = word.acts.has(Acts::HOLD.and(Acts::ORGANIZE).and(Acts::ATTEND));
        holds && matches!(word.tag, Tag::Verb | Tag::VerbalNoun)
    })
}
