//! Whether a clause tells of what is to come: 将于5月18日举行, 计划2026年建成.

use crate::ontology::Ontology;
use crate::text::Span;

/// How far the words of a clause may stand from its time, in bytes.
const NEAR: usize = 90;
/// No sentence is longer, in bytes.
const LONGEST: usize = 1500;

/// Whether the clause around `span` is about the future: from the pause before it to the second pause behind it.
pub(super) fn is_about_future(text: &str, span: Span, ontology: &Ontology) -> bool {
    // 到2030年 is a goal; 达到2030年的水平 would be none, but nobody writes it.
    holds_future(text, span, ends_clause, ontology) || text[..span.start].ends_with('到')
}

/// Whether the clause that holds `span`, from pause to pause, is about the future.
pub(crate) fn is_in_future_clause(text: &str, span: Span, ontology: &Ontology) -> bool {
    holds_future(text, span, |rest| rest.find(is_pause), ontology)
}

/// Whether a word of what is to come stands from the pause before `span` to where `end` says that what follows ends.
fn holds_future(text: &str, span: Span, end: impl Fn(&str) -> Option<usize>, ontology: &Ontology) -> bool {
    let from = floor(text, span.start.saturating_sub(NEAR));
    let from = text[from..span.start].rfind(is_pause).map_or(from, |at| from + at);
    let to = floor(text, span.end.saturating_add(NEAR).min(text.len()));
    let to = end(&text[span.end..to]).map_or(to, |length| span.end + length);
    let future = &ontology.calendar.future;
    future.are_in(&text[from..span.start]) || future.are_in(&text[span.end..to])
}

/// The length of `text` up to its first stop or second comma.
fn ends_clause(text: &str) -> Option<usize> {
    let mut commas = 0;
    text.find(|c| {
        commas += usize::from(c == '，');
        is_stop(c) || commas == 2
    })
}

/// Whether a sentence ends between two places, or they lie too far apart for one.
pub(super) fn is_parted(text: &str, from: usize, to: usize) -> bool {
    to.saturating_sub(from) > LONGEST || text.get(from..to).is_some_and(|between| between.contains(is_stop))
}

pub(super) fn is_pause(c: char) -> bool {
    is_stop(c) || matches!(c, '，' | '：')
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '\n')
}

/// The end of the character at `at`.
pub(super) fn after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The border between characters at or before `at`.
pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
