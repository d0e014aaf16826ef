//! How long an event takes whose first or last day is told: 大会18日开幕，为期三天.

use std::ops::Range;

use super::chunk::{Chunk, Row, Word};
use super::{Object, Page, Relation};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Predicate};
use crate::text::Span;
use crate::value::{Date, Time, quantities};

/// No event that the press tells the days of takes longer, in days.
const LONGEST: i32 = 100;

/// How long something takes.
enum Lasting {
    /// 为期三天
    Days(i32),
    /// 展期至10月5日
    Until(Date),
}

/// Widens the day of an event, which this sentence or the one before has told, to the days that the row tells it takes.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut [Relation]) {
    for at in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::LAST)) {
        let Some((lasting, end)) = lasting(page, row, at) else { continue };
        // Sentences are read in their order.
        let first = relations.partition_point(|relation| relation.evidence[0].sentence + 1 < row.sentence);
        let relations = &mut relations[first..];
        let Some(event) = only_event(page, row, relations).filter(|&event| is_of(page, row, event, at..end)) else {
            continue;
        };
        let told = Span::new(row.chunks[at].span.start, row.chunks[end - 1].span.end);
        for relation in relations.iter_mut().filter(|relation| is_near(page, row, relation)) {
            if let Some(days) = days(page, relation, &lasting).filter(|_| relation.subject == event) {
                relation.object = Object::Literal(days.iso());
                let here = relation.evidence.iter_mut().filter(|evidence| evidence.sentence == row.sentence);
                here.for_each(|evidence| evidence.span = both(evidence.span, told));
            }
        }
    }
}

/// From the beginning of the first of two spans to the end of the last.
fn both(one: Span, other: Span) -> Span {
    Span::new(one.start.min(other.start), one.end.max(other.end))
}

/// How long something takes by the word at `at`, and where the words for it end.
fn lasting(page: Page<'_>, row: &Row, at: usize) -> Option<(Lasting, usize)> {
    // 展期|至|10月5日
    let until = (at + 1..at + 3).find_map(|at| Some((Lasting::Until(row.time(at)?.last()?), at + 1)));
    let is_led = |end: usize| (at + 1..end - 1).all(|at| UNTIL.contains(&page.text(row.chunks[at].span)));
    if let Some((until, end)) = until {
        return is_led(end).then_some((until, end));
    }
    let start = row.chunks.get(at + 1)?.span.start;
    let clause = Span::new(start, row.chunks[row.clause_end(at) - 1].span.end.max(start));
    let found = quantities(&page.document.simplified, clause, page.ontology).into_iter().next()?;
    let days = found.quantity.whole_days().filter(|days| found.span.start == start && (2..=LONGEST).contains(days))?;
    let end = row.chunks.iter().position(|chunk| chunk.span.start >= found.span.end);
    Some((Lasting::Days(days), end.unwrap_or(row.chunks.len())))
}

/// What leads to the day that something ends on.
const UNTIL: [&str; 2] = ["至", "到"];

/// Whether a relation tells the day of an event in the sentence of the row or, in the same paragraph, in the one before.
fn is_near(page: Page<'_>, row: &Row, relation: &Relation) -> bool {
    let sentence = relation.evidence[0].sentence;
    relation.predicate == Predicate::HeldOn
        && (sentence == row.sentence || sentence + 1 == row.sentence && page.are_together(sentence, row.sentence))
}

/// The event whose days are told here or right before, if it is only one.
fn only_event(page: Page<'_>, row: &Row, relations: &[Relation]) -> Option<usize> {
    let mut near = relations.iter().filter(|relation| is_near(page, row, relation)).map(|relation| relation.subject);
    let first = near.next()?;
    near.all(|other| other == first).then_some(first)
}

/// The days of an event of which only the first or the last is told.
fn days(page: Page<'_>, relation: &Relation, lasting: &Lasting) -> Option<Time> {
    let Object::Literal(day) = &relation.object else { return None };
    let day = Date::read(day)?;
    let word = page.ontology.lexicon.acts(page.text(relation.evidence[0].object));
    let (first, last) = match (lasting, word.has(Acts::CLOSE)) {
        (Lasting::Days(days), true) => (day.days_later(1 - days)?, day),
        (Lasting::Days(days), false) => (day, day.days_later(days - 1)?),
        (Lasting::Until(last), false) if last.is_after(day) => (day, *last),
        (Lasting::Until(_), _) => return None,
    };
    Some(Time::between(first, last))
}

/// Whether the words at `told` are about an event: 为期三天的|博览会, 博览会|为期三天, and 大会|为期三天 or 为期三天 alone behind it.
fn is_of(page: Page<'_>, row: &Row, event: usize, told: Range<usize>) -> bool {
    let is_event = |at: usize| row.chunks[at].name().is_some_and(|name| name.entity == event);
    if row.has(told.end, Acts::OF) {
        let mut behind = told.end + 1..row.clause_end(told.start);
        let describes = |chunk: &Chunk| chunk.word().is_none_or(|word| word.tag != Tag::Verb);
        return behind
            .find(|&at| row.kind(at) == Some(EntityKind::Event) || !describes(&row.chunks[at]))
            .is_some_and(is_event);
    }
    let mut front = row.clause_start(told.start)..told.start;
    if front.clone().any(is_event) {
        return true;
    }
    front.all(|at| match row.chunks[at].word() {
        Some(word) => is_small(word) || is_called(page, row, at, EntityKind::Event),
        None => row.time(at).is_some(),
    })
}

/// Whether a word is no subject and no verb: 将, 此次.
fn is_small(word: Word) -> bool {
    matches!(word.tag, Tag::Adverb | Tag::Pronoun | Tag::Preposition) || word.acts.has(Acts::THIS.and(Acts::PLAN))
}

/// Whether the word at `at` is what things of a kind are called: 大会.
fn is_called(page: Page<'_>, row: &Row, at: usize, kind: EntityKind) -> bool {
    let text = page.text(row.chunks[at].span);
    page.ontology.lexicon.head(text).is_some_and(|(length, head)| length == text.len() && head.kind == kind)
}
