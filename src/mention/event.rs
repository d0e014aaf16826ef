//! Events by the heads of their names: 峰会, 论坛, 博览会.

use super::phrase::{self, Sort};
use super::reading::Reading;
use super::{Candidate, Recognizer};
use crate::ontology::EntityKind;

/// Proposes named meetings, summits and fairs.
pub struct Event;

impl Recognizer for Event {
    fn name(&self) -> &'static str {
        "event-head"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for head in reading.heads.iter().filter(|head| head.head.kind == EntityKind::Event) {
            let phrase = phrase::before(reading, head);
            let is_ordinal = phrase.parts.first().is_some_and(|part| reading.slice(part.span).starts_with('第'));
            let is_name = if head.head.is_strong {
                phrase.has_proper() || is_ordinal || phrase.n_common() > 1
            } else {
                is_ordinal && phrase.n_common() > 1
            };
            // 中国同乌兹别克斯坦会谈 is a sentence: one country and nothing more is no name.
            let is_bare = phrase.parts.iter().all(|part| part.sort == Sort::Known(EntityKind::Country));
            if is_name && !phrase.is_generic && !is_bare && !phrase.parts.is_empty() {
                candidates.push(Candidate::new(EntityKind::Event, phrase.span, self.name(), 0.7));
            }
        }
        candidates
    }
}
