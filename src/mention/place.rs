//! Places by the heads of their names: 市, 县, 镇, 路, 河.

use super::phrase::{self, Sort};
use super::reading::Reading;
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
            let phrase = phrase::before(reading, head);
            // Only the words right at the head: 浙江省宁波市北大街 is three places.
            let Some(last) = phrase.parts.last() else { continue };
            let span = Span::new(last.span.start, head.span.end);
            let n_chars = reading.slice(Span::new(last.span.start, last.span.end)).chars().count();
            let is_water = matches!(head.head.class.as_str(), "port" | "river" | "lake" | "sea" | "strait" | "island");
            let of_country = last.sort == Sort::Known(EntityKind::Country) && is_water;
            let is_name =
                of_country || matches!(last.sort, Sort::Unknown | Sort::Proper | Sort::Known(EntityKind::Place));
            if is_name && !phrase.is_generic && (2..=8).contains(&n_chars) {
                candidates.push(Candidate::new(EntityKind::Place, span, self.name(), 0.65));
            }
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
