//! The width of the column that a line was set in, inferred from the lines around it.
//!
//! A page of PDF text is a page of columns: every line but the last of a paragraph fills its column.
//! Text with one line a paragraph has no column, and neither has a list or a poem; for them the
//! answer is `None`, and nothing is joined.

use super::line::{Line, cells, is_closing, is_finished, is_han, is_opening};

/// What decides whether a line fills its column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Its width in cells.
    pub width: usize,
    /// The width of its first part that cannot be broken: what the line before had no room for.
    pub head: usize,
    /// Whether it ends with the end of a sentence.
    pub is_finished: bool,
    /// Whether it looks like the row of a table.
    pub is_row: bool,
}

/// Lines on either side that are looked at.
const REACH: usize = 9;
/// No column is narrower, in cells.
const NARROWEST: usize = 18;
/// A line may be wider than its column by this many cells: marks hang out, or are squeezed.
pub(super) const EXCESS: usize = 6;
/// The first line of a paragraph is set in by two full-width characters.
pub(super) const INDENT: usize = 4;
/// Lines of one column differ by this many cells, beyond what the next word explains.
const SLACK: usize = 3;

impl Shape {
    pub(super) fn of(line: &Line, text: &str) -> Self {
        Shape {
            width: line.width,
            head: head(text),
            is_finished: is_finished(text),
            is_row: is_row(text),
        }
    }

    /// Whether a line of this shape, set in by `indent` cells, fills a column of `column` cells when
    /// `next` follows it.
    pub(super) fn fills(self, column: usize, next: Option<Shape>, indent: usize) -> bool {
        self.fills_within(column, next, indent, SLACK)
    }

    /// The same with `slack` cells that may stay free beyond what the next word needs.
    pub(super) fn fills_within(self, column: usize, next: Option<Shape>, indent: usize, slack: usize) -> bool {
        let head = next.map_or(2, |next| next.head.min(column / 2));
        self.width + indent <= column + EXCESS && self.width + indent + head + slack > column
    }
}

/// The width of the part that a typesetter may not break: a word, with the marks that cling to it.
fn head(text: &str) -> usize {
    let mut width = 0;
    let mut has_core = false;
    let mut is_word = false;
    for c in text.chars().take(24) {
        let is_core = !is_opening(c) && !is_clinging(c);
        let goes_on = is_word && (c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '%'));
        if has_core && is_core && !goes_on {
            break;
        }
        if c.is_whitespace() || (has_core && is_opening(c)) {
            break;
        }
        width += cells(c);
        has_core |= is_core;
        is_word |= is_core && c.is_ascii_alphanumeric();
    }
    width
}

/// Marks that may not begin a line.
fn is_clinging(c: char) -> bool {
    is_closing(c) || matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | ',' | '.' | ';' | ':' | '!' | '?' | '·' | '%' | '％')
}

/// Whether white space parts the line into cells: `北京  100  200`.
fn is_row(text: &str) -> bool {
    if text.contains('\t') {
        return true;
    }
    if text.contains(['，', '。', '；']) {
        return false;
    }
    let wide = text.matches("  ").count() + text.matches('\u{3000}').count();
    let n_cells = text.split_whitespace().count();
    let n_chars = text.chars().count();
    let is_latin = !text.contains(is_han);
    let is_spaced_number = n_chars >= 14 && !text.split_whitespace().zip(text.split_whitespace().skip(1)).any(|(a, b)| is_cell_edge(a, b));
    wide >= 2 || (n_cells >= 3 && !is_latin && n_chars < n_cells * 7 && !is_spaced_number)
}

/// Whether white space between two words parts cells, and does not just set off a number (于 2025 年).
fn is_cell_edge(before: &str, after: &str) -> bool {
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) => is_han(a) == is_han(b),
        _ => false,
    }
}

/// For each line, the width of its column in cells, if it stands in one.
pub(super) fn columns(shapes: &[Shape]) -> Vec<Option<usize>> {
    (0..shapes.len()).map(|index| column(shapes, index)).collect()
}

fn column(shapes: &[Shape], index: usize) -> Option<usize> {
    let from = index.saturating_sub(REACH);
    let to = (index + REACH + 1).min(shapes.len());
    let mut widths: Vec<usize> = shapes[from..to].iter().filter(|shape| !shape.is_row).map(|shape| shape.width).collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    widths.dedup();
    widths
        .into_iter()
        .filter(|&width| width >= NARROWEST && shapes[index].width <= width + SLACK + 1)
        .take(8)
        .find(|&width| is_supported(shapes, from, to, width))
        .map(|width| typical(shapes, from, to, width))
}

/// The middle of the widths of the full lines: the widest may be stretched by spaces.
fn typical(shapes: &[Shape], from: usize, to: usize, width: usize) -> usize {
    let is_full = |&index: &usize| !shapes[index].is_row && shapes[index].fills(width, shapes.get(index + 1).copied(), 0);
    let mut widths: Vec<usize> = (from..to).filter(is_full).map(|index| shapes[index].width).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(width)
}

/// Whether the lines `from..to` look like text that was broken at `width` cells.
fn is_supported(shapes: &[Shape], from: usize, to: usize, width: usize) -> bool {
    let (mut n_lines, mut n_full, mut n_open, mut n_short_open) = (0, 0, 0, 0);
    for index in from..to {
        let (shape, next) = (shapes[index], shapes.get(index + 1).copied());
        if shape.width > width + SLACK + 1 {
            continue;
        }
        n_lines += 1;
        let is_full = !shape.is_row && shape.fills(width, next, 0);
        // The first line of a paragraph whose indent was lost.
        let is_first = !is_full && shape.fills(width, next, INDENT);
        n_full += usize::from(is_full);
        n_open += usize::from(is_full && !shape.is_finished);
        n_short_open += usize::from(!is_full && !is_first && !shape.is_finished);
    }
    let is_dense = n_full * 10 >= n_lines * 7;
    let is_broken = n_full * 3 >= n_lines && n_short_open * 10 <= n_lines * 4;
    n_full >= 2 && n_open >= 2 && n_open * 10 >= n_full * 6 && (is_dense || is_broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(texts: &[&str]) -> Vec<Shape> {
        let page = texts.join("\n");
        let lines = crate::document::line::lines(&page);
        lines.iter().map(|line| Shape::of(line, line.span.of(&page))).collect()
    }

    #[test]
    fn a_word_without_room_moves_to_the_next_line() {
        assert_eq!(head("Kazakhstan的铁路"), 10);
        assert_eq!(head("（中石油）"), 4);
        assert_eq!(head("国家”。发展"), 2);
        assert_eq!(head("济”。"), 6);
    }

    #[test]
    fn web_text_has_no_column() {
        let page = shapes(&[
            "三月的江城，樱花如期开放，来自各地的游客走上街头。",
            "当地文旅部门介绍，今年的客流比去年同期增长两成以上，酒店的预订率超过九成。",
            "“我们提前一个月订房。”游客说。",
        ]);
        assert_eq!(columns(&page), [None; 3]);
    }
}
