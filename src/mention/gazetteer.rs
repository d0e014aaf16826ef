//! Names that the gazetteers know.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::reading::{Name, Reading};
use super::{Candidate, Recognizer};
use crate::ontology::{EntityKind, Roles, Sureness};

/// Proposes every known name that stands as a word of its own; weak forms where the context agrees.
pub struct Gazetteer;

impl Recognizer for Gazetteer {
    fn name(&self) -> &'static str {
        "gazetteer"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let named = LazyCell::new(|| surely_named(reading));
        let mut candidates = Vec::with_capacity(reading.names.len());
        for name in &reading.names {
            let Some(first) = name.form.meanings.first() else { continue };
            let (kind, _) = reading.ontology.gazetteer.entry(first.entry);
            let (recognizer, confidence) = match first.sureness {
                Sureness::Dictionary => ("dictionary", 1.0),
                Sureness::Sure => (self.name(), 0.95),
                Sureness::Weak if named.contains(&first.entry) => (self.name(), 0.85),
                Sureness::Weak if has_context(reading, name, kind) => (self.name(), 0.7),
                Sureness::Weak => continue,
            };
            let same_kind = |entry: &usize| reading.ontology.gazetteer.entry(*entry).0 == kind;
            candidates.push(Candidate {
                kind,
                span: name.span,
                recognizer,
                confidence,
                entries: name.form.meanings.iter().map(|meaning| meaning.entry).filter(same_kind).collect(),
            });
        }
        candidates
    }
}

/// The entries that a sure form names somewhere in the document.
fn surely_named(reading: &Reading<'_>) -> BTreeSet<usize> {
    let meanings = reading.names.iter().filter_map(|name| name.form.meanings.first());
    meanings.filter(|meaning| meaning.sureness < Sureness::Weak).map(|meaning| meaning.entry).collect()
}

/// Whether what stands around a weak form shows which kind of thing it names.
fn has_context(reading: &Reading<'_>, name: &Name<'_>, kind: EntityKind) -> bool {
    match kind {
        EntityKind::Organization => is_in_list_of(reading, name, kind) || precedes(reading, name, Roles::BRANDS),
        EntityKind::Person => {
            let before = reading.word_to(name.span.start);
            before.is_some_and(|index| reading.words[index].roles.has(Roles::POST_BEFORE))
                || precedes(reading, name, Roles::SPEECH.and(Roles::POST_AFTER))
        }
        _ => is_in_list_of(reading, name, kind),
    }
}

fn precedes(reading: &Reading<'_>, name: &Name<'_>, roles: Roles) -> bool {
    reading.word_from(name.span.end).is_some_and(|index| reading.words[index].roles.has(roles))
}

/// Whether the neighbour in a list is a sure name of the same kind: 海信、TCL、长虹.
fn is_in_list_of(reading: &Reading<'_>, name: &Name<'_>, kind: EntityKind) -> bool {
    let is_sure = |other: &Name<'_>| {
        other.form.meanings.iter().any(|meaning| {
            meaning.sureness < Sureness::Weak && reading.ontology.gazetteer.entry(meaning.entry).0 == kind
        })
    };
    let before = reading.char_before(name.span.start).filter(|c| *c == '、').map(|c| name.span.start - c.len_utf8());
    let after = reading.char_after(name.span.end).filter(|c| *c == '、').map(|c| name.span.end + c.len_utf8());
    before.is_some_and(|end| reading.names_to(end).any(is_sure))
        || after.is_some_and(|start| reading.names_from(start).any(is_sure))
}
