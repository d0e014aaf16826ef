//! Who says what: the words that a verb of speech hands over to a person or an organization.

use super::argument::{Leniency, subject_left};
use super::chunk::Row;
use super::frame::relation;
use super::{Claim, Evidence, Object, Page, Relation};
use crate::ontology::{Acts, EntityKind, Predicate};
use crate::text::Span;

/// Who can say something.
const SPEAKERS: [EntityKind; 2] = [EntityKind::Person, EntityKind::Organization];

/// Reads what is said in a row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let verbs: Vec<usize> = (0..row.chunks.len()).filter(|&at| says(row, at)).collect();
    for (n, &verb) in verbs.iter().enumerate() {
        let end = verbs.get(n + 1).map_or(row.chunks.len(), |next| row.clause_start(*next));
        // 甲说，…，乙说，…: the mark in front of the next speaker belongs to neither.
        let end = if end < row.chunks.len() { end - 1 } else { end };
        let words = row.chunks.get(verb + 2..end).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let Some(speaker) = subject_left(row, verb, &SPEAKERS, Leniency::Exact) else { continue };
        let Some(name) = row.chunks[speaker].name() else { continue };
        let span = Span::new(first.span.start, last.span.end);
        let ends = [row.chunks[speaker].span, row.chunks[verb].span, span];
        let said = relation(page, row, Predicate::Says, (name.entity, name.entity), ends, Claim::default(), "speech");
        let evidence = said.evidence.iter().map(|evidence| Evidence { object: span, ..*evidence }).collect();
        let words = page.document.slice(span).to_owned();
        relations.push(Relation { object: Object::Literal(words), evidence, ..said });
    }
}

/// Whether a verb of speech ends its clause, so that the words follow.
fn says(row: &Row, at: usize) -> bool {
    let ends = || row.chunks.get(at + 1).is_some_and(|next| next.is('，') || next.is('：') || next.is(','));
    row.chunks[at].has(Acts::SAY) && !row.chunks[at].has(Acts::REPORT) && ends()
}
