//! Places by the heads of their names: 市, 县, 镇, 路, 河.

use super::phrase::{self, Sort};
use super::reading::{HeadAt, Reading};
use super::{Candidate, Recognizer, transliteration};
use crate::document::Tag;
use crate::ontology::{EntityKind, Roles};
use crate::text::Span;

/// Proposes places that no gazetteer knows, and towns and counties of jieba's dictionary.
pub struct Place;

/// Where a foreign name of three characters or more begins that ends at `end`: 土库曼巴什|港.
fn foreign(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let start = transliteration::part_to(reading, end)?;
    (reading.is_border(start) && reading.slice(Span::new(start, end)).chars().count() > 2).then_some(start)
}

/// The name of a place that ends in a head: only the words right there, because 浙江省宁波市北大街 is three places.
pub(super) fn before_head(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Span> {
    let phrase = phrase::before(reading, head);
    let last = phrase.parts.last()?;
    let n_chars = reading.slice(last.span).chars().count();
    let is_water = matches!(head.head.class.as_str(), "port" | "river" | "lake" | "sea" | "strait" | "island");
    let of_country = last.sort == Sort::Known(EntityKind::Country) && is_water;
    let is_name = of_country || matches!(last.sort, Sort::Unknown | Sort::Proper | Sort::Known(EntityKind::Place));
    let is_place = is_name && !phrase.is_generic && (2..=8).contains(&n_chars);
    is_place.then(|| Span::new(last.span.start, head.span.end))
}

impl Recognizer for Place {
    fn name(&self) -> &'static str {
        "place-head"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for head in reading.heads.iter().filter(|head| head.head.kind == EntityKind::Place) {
            if let Some(start) = foreign(reading, head.span.start) {
                let span = Span::new(start, head.span.end);
                candidates.push(Candidate::new(EntityKind::Place, span, self.name(), 0.7));
                continue;
            }
            let span = before_head(reading, head);
            candidates.extend(span.map(|span| Candidate::new(EntityKind::Place, span, self.name(), 0.65)));
        }
        for word in &reading.words {
            // jieba's places hold many common words (两国, 深度); those that say what they are do not.
            if word.tag != Tag::Place || !word.is_known || word.roles.has(Roles::NOT_PERSON) {
                continue;
            }
            let text = reading.slice(word.span);
            if text.ends_with(['县', '市', '镇', '乡', '州']) && text.chars().count() > 2 {
                candidates.push(Candidate::new(EntityKind::Place, word.span, "word", 0.6));
            }
        }
        candidates
    }
}
