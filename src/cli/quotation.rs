//! Sentences with their places, set for a terminal.

use std::ops::Range;

use super::layout::{self, shortened, width};
use super::paint::{Paint, visible};
use crate::query::Quote;
use crate::text::Span;

/// A sentence in lines of at most `columns` behind `indent`, with words in it marked: bold, or between « and »
/// where there is no colour. More than `max_lines` lines are cut.
pub fn sentence(text: &str, marks: &[Span], indent: &str, columns: usize, max_lines: usize, paint: Paint) -> String {
    // Escapes would move the marks.
    let shown = visible(text);
    let (shown, marks) = if shown == text { (shown.into_owned(), marks) } else { (shown.into_owned(), &[][..]) };
    let (shown, marks) = if paint == Paint::plain() { guillemets(&shown, marks) } else { (shown, marks.to_vec()) };
    let mut lines = layout::wrap(&shown, columns.saturating_sub(width(indent)));
    let is_cut = lines.len() > max_lines;
    lines.truncate(max_lines);
    let last = lines.len().saturating_sub(1);
    let mut set = String::new();
    for (n, line) in lines.into_iter().enumerate() {
        set.push_str(indent);
        if is_cut && n == last {
            // The ellipsis needs a place on the line.
            let text = &shown[line.clone()];
            let fitting = shortened(text, columns.saturating_sub(width(indent)).min(width(text)).saturating_sub(1));
            let end = line.start + fitting.trim_end_matches('…').len();
            set.push_str(&marked(&shown, line.start..end, &marks, paint));
            set.push('…');
        } else {
            set.push_str(marked(&shown, line, &marks, paint).trim_end());
        }
        set.push('\n');
    }
    set
}

fn guillemets(text: &str, marks: &[Span]) -> (String, Vec<Span>) {
    let mut set = String::new();
    let mut at = 0;
    for mark in marks {
        set.push_str(&text[at..mark.start]);
        set.push('«');
        set.push_str(mark.of(text));
        set.push('»');
        at = mark.end;
    }
    set.push_str(&text[at..]);
    (set, Vec::new())
}

/// A part of a text, with what lies in the marks in bold.
fn marked(text: &str, part: Range<usize>, marks: &[Span], paint: Paint) -> String {
    let mut set = String::new();
    let mut at = part.start;
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(part.end));
        if start < end {
            set.push_str(&text[at..start]);
            set.push_str(&paint.strong(&text[start..end]));
            at = end;
        }
    }
    set.push_str(&text[at..part.end]);
    set
}

/// The first places of some names in a text, in order, without overlap.
pub fn find_names<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<Span> {
    let found = |name: &str| text.find(name).filter(|_| !name.is_empty()).map(|at| Span::new(at, at + name.len()));
    let mut spans: Vec<Span> = names.into_iter().filter_map(found).collect();
    // Of two that begin together the longer one is meant.
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    spans.retain(|span| {
        let is_free = span.start >= end;
        if is_free {
            end = span.end;
        }
        is_free
    });
    spans
}

/// Where a sentence is written, on one line: `page.txt:120–135  2023-05-26  《headline》`.
pub fn place(quote: &Quote, indent: &str, columns: usize, paint: Paint) -> String {
    let mut line = quote.place().to_string();
    if let Some(date) = &quote.article.date {
        line = format!("{line}  {date}");
    }
    let left = columns.saturating_sub(width(indent) + width(&line) + 2);
    if let Some(title) = &quote.article.title
        && left >= 12
    {
        line = format!("{line}  《{}》", shortened(title, left - 4));
    }
    format!("{indent}{}\n", paint.dim(&visible(&line)))
}
