//! What hangs on the ends of a name and is none of it: white space, the 时 of 会见石青时.

use super::{Candidate, Reading};
use crate::ontology::{Acts, EntityKind, Roles};
use crate::text::Span;

/// Takes what is none of a name off its ends, as white space of damaged text; tells whether anything is left.
pub(super) fn trim(reading: &Reading<'_>, named: &mut Candidate) -> bool {
    let text = reading.slice(named.span);
    let start = named.span.start + text.len() - text.trim_start().len();
    named.span = Span::new(start, start + text.trim().len());
    if named.kind == EntityKind::Person && named.entries.is_empty() && ends_in_when(reading, named.span) {
        named.span.end -= WHEN.len_utf8();
    }
    named.span.end > named.span.start
}

/// Whether the last character of a name tells when its clause is: 会见岚国防长石青|时|表示.
fn ends_in_when(reading: &Reading<'_>, name: Span) -> bool {
    let is_name = reading.slice(name).chars().count() > 2 && reading.slice(name).ends_with(WHEN);
    let says = || reading.word_from(name.end).is_some_and(|next| reading.words[next].roles.has(Roles::SPEECH));
    let meets = || {
        let before = reading.word_at(name.start).unwrap_or_default();
        reading.words[before.saturating_sub(FARTHEST_MEETING)..before].iter().any(|word| word.acts.has(Acts::MEET))
    };
    is_name && says() && meets()
}

/// What ends a clause that tells when somebody said something.
const WHEN: char = '时';

/// The most words from a verb of meeting to who is met.
const FARTHEST_MEETING: usize = 12;
