//! Documents by their book-title marks: 《西安宣言》.

use super::reading::Reading;
use super::{Candidate, Recognizer};
use crate::ontology::EntityKind;
use crate::text::Span;

/// Proposes what stands between book-title marks, marks included.
///
/// A newspaper in such marks (《人民日报》) is the organization that prints it, which the gazetteer
/// knows; a title without its second mark is nothing.
pub struct BookTitle;

/// Longer stretches are a lost mark, not a title.
const LONGEST_TITLE: usize = 100;

impl Recognizer for BookTitle {
    fn name(&self) -> &'static str {
        "book-title"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut sentence = 0;
        // Each mark is a word of its own, and no sentence ends inside a title.
        let words = reading.words.iter().map(|word| (word, reading.slice(word.span)));
        for (word, mark) in words.filter(|(_, mark)| matches!(*mark, "《" | "》")) {
            if word.sentence != sentence {
                open.clear();
                sentence = word.sentence;
            }
            if mark == "《" {
                open.push(word.span.start);
                continue;
            }
            let Some(start) = open.pop() else { continue };
            let span = Span::new(start, word.span.end);
            if open.is_empty() && is_title(reading, span) {
                candidates.push(Candidate::new(EntityKind::Document, span, self.name(), 0.95));
            }
        }
        candidates
    }
}

fn is_title(reading: &Reading<'_>, span: Span) -> bool {
    let mark = '《'.len_utf8();
    let inside = Span::new(span.start + mark, span.end - mark);
    let is_medium = reading.names_to(inside.end).any(|name| {
        let kinds = name.form.meanings.iter().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry).0);
        name.span.start == inside.start && kinds.into_iter().any(|kind| kind == EntityKind::Organization)
    });
    !inside.is_empty() && !is_medium && reading.slice(inside).chars().count() <= LONGEST_TITLE
}
