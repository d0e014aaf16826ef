//! People in a list of people, whom only their neighbours tell: 贾亦斌、徐起超、|沈求我|，副主席李赣骝、|童傅|、|厉无畏|.

use super::Candidate;
use super::reading::Reading;
use crate::document::Tag;
use crate::ontology::{EntityKind, Origin};
use crate::text::{Span, is_han};

/// The recognizer of those who stand in a list.
pub(super) const LISTED: &str = "listed";

/// Proposes what stands between people in a list and looks like a Chinese name.
pub(super) fn find(reading: &Reading<'_>, first: &[&Candidate]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let people = first.iter().filter(|one| one.kind == EntityKind::Person && one.confidence >= SURE);
    let people: Vec<Span> = people.map(|person| person.span).collect();
    let mut last = 0;
    for person in &people {
        if person.start < last {
            continue;
        }
        let items = items(reading, person.end);
        let is_known = |item: &Span| people.binary_search(item).is_ok();
        let n_people = items.iter().filter(|item| is_known(item)).count() + 1;
        last = items.last().map_or(person.end, |item| item.end);
        if n_people < LEAST || 2 * n_people < items.len() {
            continue;
        }
        let unknown = items.into_iter().filter(|item| !is_known(item));
        let is_taken = |item: &Span| {
            let next = first.partition_point(|one| one.span.end <= item.start);
            first.get(next).is_some_and(|one| one.span.overlaps(*item))
        };
        let names = unknown.filter(|item| !is_taken(item) && is_name(reading, *item));
        found.extend(names.map(|item| Candidate::new(EntityKind::Person, item, LISTED, CONFIDENCE)));
    }
    found
}

/// From this confidence on, people speak for their neighbours.
const SURE: f32 = 0.7;

/// So many people make a list of people.
const LEAST: usize = 2;

/// How sure a name is that stands in a list.
const CONFIDENCE: f32 = 0.85;

/// The items of the list that goes on behind `end`.
fn items(reading: &Reading<'_>, end: usize) -> Vec<Span> {
    let mut items = Vec::new();
    let mut end = end;
    while reading.text()[end..].starts_with(JOINT) {
        let start = end + JOINT.len_utf8();
        let rest = &reading.text()[start..];
        let length = rest.find(|c: char| !is_han(c) && c != '·').unwrap_or(rest.len());
        end = start + length;
        items.push(Span::new(start, end));
    }
    items
}

/// What stands between the names of a list.
const JOINT: char = '、';

/// Whether a stretch has a surname and one or two characters behind it, and is no word or known name.
fn is_name(reading: &Reading<'_>, item: Span) -> bool {
    let text = reading.slice(item);
    let Some((end, origin)) = reading.ontology.lexicon.surname(text) else { return false };
    let n_given = text[end..].chars().count();
    let is_word = reading.word_from(item.start).is_some_and(|index| {
        let word = &reading.words[index];
        // 厉无畏 is an idiom to jieba.
        word.span == item && word.is_known && !matches!(word.tag, Tag::Person | Tag::ProperName | Tag::Idiom)
    });
    let is_known = || reading.names_from(item.start).any(|name| name.span == item);
    let ends_as_other = || reading.head_to(item.end).is_some();
    matches!(origin, Origin::Chinese | Origin::Rare)
        && matches!(n_given, 1 | 2)
        && !is_word
        && !is_known()
        && !ends_as_other()
}
