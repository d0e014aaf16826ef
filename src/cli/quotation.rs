//! Sentences with their places, set for a terminal.

use std::ops::Range;

use super::layout::{self, shortened, width};
use super::paint::{Paint, visible};
use crate::query::Quote;
use crate::text::{Span, slice};

/// How the marks of a quote are shown where there is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// Between « and ».
    Always,
    /// Not at all.
    Quiet,
}

/// A sentence in lines of at most `columns` behind `indent`, its marks in bold. More than `max_lines` lines are cut.
pub fn sentence(
    quote: &Quote,
    marking: Marking,
    indent: &str,
    columns: usize,
    max_lines: usize,
    paint: Paint,
) -> String {
    let mut marks: Vec<Span> = quote.marks.iter().map(|mark| mark.span).collect();
    let mut shown = visible(&quote.text).into_owned();
    if shown != quote.text {
        // Escapes have moved what the marks meant.
        marks.clear();
    }
    if paint == Paint::plain() {
        if marking == Marking::Always {
            shown = guillemets(&shown, &marks);
        }
        marks.clear();
    }
    let mut lines = layout::wrap(&shown, columns.saturating_sub(width(indent)));
    let is_cut = lines.len() > max_lines;
    lines.truncate(max_lines);
    let last = lines.len().saturating_sub(1);
    let mut set = String::new();
    for (n, line) in lines.into_iter().enumerate() {
        set.push_str(indent);
        if is_cut && n == last {
            // The ellipsis needs a place on the line.
            let text = slice(&shown, line.clone());
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

fn guillemets(text: &str, marks: &[Span]) -> String {
    let mut set = String::new();
    let mut at = 0;
    for mark in marks {
        set.push_str(slice(text, at..mark.start));
        set.push('«');
        set.push_str(mark.of(text));
        set.push('»');
        at = mark.end;
    }
    set + slice(text, at..)
}

/// A part of a text, with what lies in the marks in bold.
fn marked(text: &str, part: Range<usize>, marks: &[Span], paint: Paint) -> String {
    let mut set = String::new();
    let mut at = part.start;
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(part.end));
        if start < end {
            set.push_str(slice(text, at..start));
            set.push_str(&paint.strong(slice(text, start..end)));
            at = end;
        }
    }
    set.push_str(slice(text, at..part.end));
    set
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
        line = format!("{line}  《{}》", shortened(&visible(title), left - 4));
    }
    format!("{indent}{}\n", paint.dim(&visible(&line)))
}
