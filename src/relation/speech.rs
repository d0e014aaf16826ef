//! Who says what: the words that a verb of speech hands over to a person or an organization.

use super::antecedent::SPOKESMAN;
use super::chunk::{Chunk, Row, Word};
use super::frame::relation;
use super::subject::{Leniency, subject_left};
use super::{Claim, Evidence, Object, Page, Relation};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Predicate};
use crate::text::Span;

/// Who can say something.
const SPEAKERS: [EntityKind; 2] = [EntityKind::Person, EntityKind::Organization];

/// Reads what is said in a row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    quoted(page, row, relations);
    let verbs: Vec<usize> = (0..row.chunks.len()).filter(|&at| says(page, row, at)).collect();
    for (n, &verb) in verbs.iter().enumerate() {
        let end = verbs.get(n + 1).map_or(row.chunks.len(), |next| row.clause_start(*next));
        // 甲说，…，乙说，…: the mark in front of the next speaker belongs to neither.
        let end = if end < row.chunks.len() { end - 1 } else { end };
        let words = row.chunks.get(verb + 2..end).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let named = subject_left(row, verb, &SPEAKERS, Leniency::Exact);
        let Some(speaker) = named.or_else(|| spoken_for(page, row, verb)) else { continue };
        let Some(name) = row.chunks[speaker].name() else { continue };
        let span = Span::new(first.span.start, last.span.end);
        let ends = [row.chunks[speaker].span, row.chunks[verb].span, span];
        let said = relation(page, row, Predicate::Says, (name.entity, name.entity), ends, Claim::default(), "speech");
        let evidence = said.evidence.iter().map(|evidence| Evidence { object: span, ..*evidence }).collect();
        let words = page.document.slice(span).to_owned();
        relations.push(Relation { object: Object::Literal(words), evidence, ..said });
    }
}

/// The organization whose spokesman, who is not named, says it: 白桦商务部|发言人|2日|宣布.
fn spoken_for(page: Page<'_>, row: &Row, verb: usize) -> Option<usize> {
    let start = row.clause_start(verb);
    let last = (start..verb).rev().find(|&at| row.chunks[at].name().is_some())?;
    let is_speaker = |chunk: &Chunk| page.text(chunk.span).ends_with(SPOKESMAN);
    let has_speaker = row.chunks[last + 1..verb].iter().take(3).any(is_speaker);
    let is_alone = row.chunks[last + 1..verb].iter().all(|chunk| !chunk.has(Acts::OF.and(Acts::SAY)));
    (row.kind(last) == Some(EntityKind::Organization) && row.governor(last).is_empty() && has_speaker && is_alone)
        .then_some(last)
}

/// Reads what is said in quotation marks in front of who says it: “今年是丰收年。”|钱文澜|说。
fn quoted(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for verb in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::SAY) && !row.has(at, Acts::REPORT)) {
        // 刘敏|告诉|记者, “…”: to whom it is said may stand behind.
        let start = row.clause_start(verb);
        let ends = row.clause_end(verb) <= verb + MOST_BEHIND && !is_silent(row, verb);
        let Some(first) = row.chunks.get(start).filter(|_| ends && start > 0) else { continue };
        let Some(words) = quotation_before(page, row, first.span.start) else { continue };
        let speaker = subject_left(row, verb, &SPEAKERS, Leniency::Exact).filter(|&speaker| speaker >= start);
        let Some((speaker, name)) = speaker.and_then(|at| Some((at, row.chunks[at].name()?))) else { continue };
        let ends = [row.chunks[speaker].span, row.chunks[verb].span, words];
        let pair = (name.entity, name.entity);
        let said = relation(page, row, Predicate::Says, pair, ends, Claim::default(), "speech-behind");
        relations.push(Relation { object: Object::Literal(page.document.slice(words).to_owned()), ..said });
    }
}

/// The most chunks from a verb of speech to the end of its clause: 告诉|记者.
const MOST_BEHIND: usize = 2;

/// The fewest bytes of a quotation that is speech, and no word in quotation marks.
const SHORTEST: usize = 12;

/// What stands in quotation marks right in front of a byte, in the sentence of a row.
fn quotation_before(page: Page<'_>, row: &Row, end: usize) -> Option<Span> {
    let start = page.document.sentences[row.sentence].span.start;
    let text = &page.document.simplified;
    let before = text[start..end].trim_end_matches(|c: char| c.is_whitespace() || c == '，');
    let words = before.strip_suffix('”')?;
    let opening = words.rfind(['“', '”']).filter(|&at| words[at..].starts_with('“'))?;
    let span = Span::new(start + opening + '“'.len_utf8(), start + words.len());
    (span.len() >= SHORTEST).then_some(span)
}

/// 没有|说
fn is_silent(row: &Row, verb: usize) -> bool {
    row.get(verb.checked_sub(1)).is_some_and(|before| before.has(Acts::DENY))
}

/// Whether a verb of speech ends its clause, so that the words follow.
fn says(page: Page<'_>, row: &Row, at: usize) -> bool {
    let ends = || row.chunks.get(at + 1).is_some_and(|next| next.is('，') || next.is('：') || next.is(','));
    // 经协会|培训|和|介绍: a noun beside another.
    let is_noun = || {
        let before = at.checked_sub(2).and_then(|before| row.chunks[before].word());
        let is_deed = |word: Word| word.tag != Tag::Adverb && word.acts.is_plain();
        matches!(page.text(row.chunks[at - 1].span), "和" | "与" | "及") && before.is_some_and(is_deed)
    };
    let speaks = row.has(at, Acts::SAY) && !row.has(at, Acts::REPORT) && ends();
    speaks && !is_silent(row, at) && (at == 0 || !is_noun())
}
