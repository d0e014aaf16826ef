//! The width of the column that a line was set in, inferred from the lines around it.
//!
//! A page of PDF text is a page of columns: every line but the last of a paragraph fills its column.
//! Text with one line a paragraph has no column, and neither has a list or a poem; for them the
//! answer is `None`, and nothing is joined.

use std::collections::BTreeMap;
use std::ops::Range;

use super::line::{Line, Marks, cells, is_closing, is_finished, is_opening};
use crate::text::is_han;

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
    /// Whether it holds marks of running text: lists and verses of names have none.
    pub is_marked: bool,
}

/// Lines on either side that are looked at.
const REACH: usize = 8;
/// So many lines are looked at together.
const STEP: usize = 4;
/// No column is narrower, in cells.
const NARROWEST: usize = 18;
/// A line may be wider than its column by this many cells: marks hang out, or are squeezed.
pub(super) const EXCESS: usize = 6;
/// The first line of a paragraph is set in by two full-width characters.
pub(super) const INDENT: usize = 4;
/// Lines of one column differ by this many cells, beyond what the next word explains.
const SLACK: usize = 3;

/// By what the lines of a page were broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// By their width, as type is set.
    Cells,
    /// By how many characters they have, digits and letters too, as programs do.
    Characters,
}

impl Measure {
    /// What the lines that run on show: those with digits or letters in them are as long as others in one of the two.
    pub(super) fn of(lines: &[Line], plain: &str) -> Self {
        let runs_on = |line: &&Line| line.marks.has(Marks::RUNNING) && !is_finished(line.span.of(plain));
        let open = lines.iter().filter(runs_on);
        let n_chars = most_common(open.clone().map(|line| line.n_chars));
        let width = most_common(open.map(|line| line.width));
        let Some((usual, width)) = n_chars.zip(width) else { return Measure::Cells };
        let is_even = |line: &Line, indent: usize| matches!(usual.checked_sub(line.n_chars + indent / 2), Some(0 | 1));
        let is_wide = |line: &Line, indent: usize| (line.width + indent).abs_diff(width) <= SLACK;
        let goes_on = |line: &Line| !is_finished(line.span.of(plain)) && (is_even(line, 0) || is_wide(line, 0));
        let mut evidence = 0;
        for (index, line) in lines.iter().enumerate() {
            let is_mixed = 2 * line.n_chars >= line.width + MIXED;
            if !runs_on(&line) || !is_mixed || (is_even(line, 0) && is_wide(line, 0)) {
                continue;
            }
            // The first line of a paragraph is set in, and shorter by that.
            let is_inside =
                line.indent == 0 && line.gap == 0 && index.checked_sub(1).is_some_and(|before| goes_on(&lines[before]));
            let indents = if is_inside { &[0][..] } else { &[0, INDENT] };
            evidence += match (
                indents.iter().any(|&indent| is_even(line, indent)),
                indents.iter().any(|&indent| is_wide(line, indent)),
            ) {
                (true, false) => EVEN,
                (false, true) => WIDE,
                // Few lines are both by chance.
                (true, true) => EITHER,
                (false, false) => 0,
            };
        }
        if evidence >= ENOUGH { Measure::Characters } else { Measure::Cells }
    }

    /// The room that a line takes, in cells.
    fn width(self, line: &Line) -> usize {
        match self {
            Measure::Cells => line.width,
            Measure::Characters => 2 * line.n_chars,
        }
    }

    /// The room that a character takes, in cells.
    fn cells(self, c: char) -> usize {
        match self {
            Measure::Cells => cells(c),
            Measure::Characters => 2,
        }
    }
}

/// The fewest cells that the half-width characters of a line leave free, so that it tells by what it was broken.
const MIXED: usize = 4;

/// How much a line says for counted characters that has as many as others, though it is no wider than they are.
const EVEN: i32 = 2;
/// One that is as wide as others, and has more characters.
const WIDE: i32 = -2;
/// One that may have been broken by either.
const EITHER: i32 = 1;
/// So much evidence shows that characters were counted.
const ENOUGH: i32 = 4;

/// The number that comes up most often; of several the largest.
fn most_common(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    numbers.for_each(|number| *times.entry(number).or_default() += 1);
    times.into_iter().max_by_key(|&(number, times)| (times, number)).map(|(number, _)| number)
}

impl Shape {
    pub(super) fn of(line: &Line, text: &str, measure: Measure) -> Self {
        Shape {
            width: measure.width(line),
            head: head(text, measure),
            is_finished: is_finished(text),
            is_row: is_row(line, text),
            is_marked: line.marks.has(Marks::RUNNING),
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
fn head(text: &str, measure: Measure) -> usize {
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
        width += measure.cells(c);
        has_core |= is_core;
        is_word |= is_core && c.is_ascii_alphanumeric();
    }
    width
}

/// Marks that may not begin a line.
fn is_clinging(c: char) -> bool {
    is_closing(c)
        || matches!(
            c,
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | ',' | '.' | ';' | ':' | '!' | '?' | '·' | '%' | '％'
        )
}

/// Whether white space parts the line into cells: `北京  100  200`.
fn is_row(line: &Line, text: &str) -> bool {
    if line.marks.has(Marks::TAB) {
        return true;
    }
    if !line.marks.has(Marks::SPACE) || line.marks.has(Marks::COMMA.and(Marks::STOP).and(Marks::SEMICOLON)) {
        return false;
    }
    let wide = text.matches("  ").count() + text.matches('\u{3000}').count();
    let n_cells = text.split_whitespace().count();
    let n_chars = line.n_chars;
    let is_latin = !text.contains(is_han);
    let is_spaced_number =
        n_chars >= 12 && !text.split_whitespace().zip(text.split_whitespace().skip(1)).any(|(a, b)| is_cell_edge(a, b));
    wide >= 2 || (n_cells >= 3 && !is_latin && n_chars < n_cells * 6 && !is_spaced_number)
}

/// Whether white space between two words parts cells, and does not just set off a number (于 2025 年).
fn is_cell_edge(before: &str, after: &str) -> bool {
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) => (is_han(a) && is_han(b)) || (a.is_ascii_digit() && b.is_ascii_digit()),
        _ => false,
    }
}

/// For each line, the width of its column in cells, if it stands in one.
pub(super) fn columns(shapes: &[Shape]) -> Vec<Option<usize>> {
    let mut columns = Vec::with_capacity(shapes.len());
    for from in (0..shapes.len()).step_by(STEP) {
        let to = (from + STEP).min(shapes.len());
        let mut near = Window::around(shapes, from, to);
        columns.extend(shapes[from..to].iter().map(|shape| near.column(shape.width)));
    }
    columns
}

/// The lines around a few lines, and the widths at which they look broken.
struct Window<'a> {
    shapes: &'a [Shape],
    range: Range<usize>,
    /// The widths of its lines that have not been looked at, widest first.
    widths: std::iter::Take<std::vec::IntoIter<usize>>,
    /// Widest first; the width that bounds the full lines, and the typical one.
    columns: Vec<(usize, usize)>,
}

/// At least so many lines that do not end a sentence make a column.
const LEAST_OPEN: usize = 2;

/// So many columns are looked for, one narrower than the other.
const MOST_COLUMNS: usize = 3;

impl<'a> Window<'a> {
    /// Looks `REACH` lines beyond the lines `from..to`.
    fn around(shapes: &'a [Shape], from: usize, to: usize) -> Self {
        let (from, to) = (from.saturating_sub(REACH), (to + REACH).min(shapes.len()));
        let wide = shapes[from..to].iter().filter(|shape| !shape.is_row && shape.width >= NARROWEST);
        let mut widths = Vec::with_capacity(to - from);
        widths.extend(wide.map(|shape| shape.width));
        widths.sort_unstable_by(|a, b| b.cmp(a));
        widths.dedup();
        Window { shapes, range: from..to, widths: widths.into_iter().take(12), columns: Vec::new() }
    }

    /// The widest column that a line of `width` cells can stand in. The first one found takes nearly all lines.
    fn column(&mut self, width: usize) -> Option<usize> {
        let fits = |widest: usize| width <= widest + SLACK + 1;
        if let Some((_, typical)) = self.columns.iter().find(|(widest, _)| fits(*widest)) {
            return Some(*typical);
        }
        let Range { start: from, end: to } = self.range;
        while self.columns.len() < MOST_COLUMNS {
            let widest = self.widths.find(|width| is_supported(self.shapes, from, to, *width))?;
            let typical = typical(self.shapes, from, to, widest);
            self.columns.push((widest, typical));
            if fits(widest) {
                return Some(typical);
            }
        }
        None
    }
}

/// The width that explains most line breaks: each open line was at most as wide as its column, and
/// would not have been with the next word. Ties go to the narrower one.
fn typical(shapes: &[Shape], from: usize, to: usize, width: usize) -> usize {
    let is_open = |&index: &usize| {
        let shape = shapes[index];
        !shape.is_row && !shape.is_finished && shape.fills(width, shapes.get(index + 1).copied(), 0)
    };
    let room = |index: usize| {
        let next = shapes.get(index + 1).map_or(2, |next| next.head.clamp(1, 8));
        shapes[index].width..shapes[index].width + next
    };
    let opens_paragraph = |index: usize| index.checked_sub(1).is_none_or(|before| shapes[before].is_finished);
    let mut rooms: Vec<Range<usize>> = Vec::with_capacity(to - from);
    rooms.extend((from..to).filter(is_open).filter(|&index| !opens_paragraph(index)).map(room));
    if rooms.is_empty() {
        rooms.extend((from..to).filter(is_open).map(room));
    }
    let widths = rooms.iter().map(|room| room.start);
    let n_explained = |width: usize| rooms.iter().filter(|room| room.contains(&width)).count();
    widths.max_by_key(|&width| (n_explained(width), std::cmp::Reverse(width))).unwrap_or(width)
}

/// Whether the lines `from..to` look like text that was broken at `width` cells.
fn is_supported(shapes: &[Shape], from: usize, to: usize, width: usize) -> bool {
    let fills = |index: usize, indent| shapes[index].fills(width, shapes.get(index + 1).copied(), indent);
    let is_near = |index: &usize| shapes[*index].width <= width + SLACK + 1;
    let is_full = |index: usize| !shapes[index].is_row && fills(index, 0);
    // Mostly too few lines are, and nothing else need be counted.
    let open = (from..to).filter(|&index| !shapes[index].is_finished && is_near(&index) && is_full(index));
    let n_open = open.count();
    if n_open < LEAST_OPEN {
        return false;
    }
    let (mut n_lines, mut n_full, mut n_short_open, mut n_marked) = (0, 0, 0, 0);
    for index in (from..to).filter(is_near) {
        let shape = shapes[index];
        let is_full = is_full(index);
        // The first line of a paragraph whose indent was lost.
        let is_first = !is_full && fills(index, INDENT);
        // A run of even lines is a narrower column: the text runs round a photo.
        let is_even = |other: Option<&Shape>| {
            other.is_some_and(|other| other.is_marked && other.width.abs_diff(shape.width) <= SLACK)
        };
        let is_narrow = shape.width >= 14
            && (is_even(shapes.get(index + 1)) || is_even(index.checked_sub(1).map(|before| &shapes[before])));
        if !is_full && !is_first && is_narrow && shape.is_marked {
            continue;
        }
        n_lines += 1;
        n_full += usize::from(is_full);
        n_marked += usize::from(is_full && shape.is_marked);
        n_short_open += usize::from(!is_full && !is_first && !shape.is_finished);
    }
    let is_dense = n_full * 10 >= n_lines * 7;
    let is_broken = n_full * 3 >= n_lines && n_short_open * 10 <= n_lines * 4;
    n_full >= 2 && n_marked * 3 > n_full && n_open * 10 >= n_full * 4 && (is_dense || is_broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(texts: &[&str]) -> Vec<Shape> {
        let page = texts.join("\n");
        let lines = crate::document::line::lines(&page);
        lines.iter().map(|line| Shape::of(line, line.span.of(&page), Measure::Cells)).collect()
    }

    #[test]
    fn a_word_without_room_moves_to_the_next_line() {
        assert_eq!(head("Kazakhstan的铁路", Measure::Cells), 10);
        assert_eq!(head("（中石油）", Measure::Cells), 4);
        assert_eq!(head("国家”。发展", Measure::Cells), 2);
        assert_eq!(head("济”。", Measure::Cells), 6);
    }

    #[test]
    fn lines_of_as_many_characters_tell_what_was_counted() {
        let text = "今年前5个月，港口完成货物吞吐量3200万吨，同比增长12.6%，其中集装箱185万标准箱，增长18.3%，\
                    开行班列460列，发送货物42万吨，通达23个国家的118个城市，较上年同期多出17个。";
        let text: Vec<char> = text.chars().collect();
        let measure = |lines: Vec<String>| {
            let page = lines.join("\n");
            Measure::of(&crate::document::line::lines(&page), &page)
        };
        let by_characters = text.chunks(16).map(|line| line.iter().collect()).collect();
        let mut by_width = vec![String::new()];
        for &c in &text {
            if by_width.last().is_some_and(|line| line.chars().chain([c]).map(cells).sum::<usize>() > 32) {
                by_width.push(String::new());
            }
            by_width.last_mut().unwrap_or_else(|| unreachable!("one line is there")).push(c);
        }
        assert_eq!(measure(by_characters), Measure::Characters);
        assert_eq!(measure(by_width), Measure::Cells);
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
