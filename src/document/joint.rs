//! Decides between two lines whether the text runs on.
//!
//! A line that fills its column runs on into the next, unless a sentence ends there and the next
//! line begins a paragraph; a line that ends short ends its paragraph. A line that stops inside a
//! word or a number runs on wherever it ends. In doubt nothing is joined.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::column::{EXCESS, INDENT, Shape};
use super::line::{Line, Marks, is_left_out};
use super::paragraph::Role;
use super::{Segmenter, caption};
use crate::text::is_bullet;

/// Decides between two lines whether the text runs on.
pub(super) struct Joints<'a> {
    segmenter: &'a Segmenter,
    plain: &'a str,
    lines: &'a [Line],
    shapes: &'a [Shape],
    columns: &'a [Option<usize>],
    /// The lines that begin as a report does.
    opens: &'a [bool],
    /// The lines that stand above a byline or the opening of a report, and are not joined.
    standing: Vec<bool>,
    /// For each width of column, how many paragraphs begin with a line that is short by an indent,
    /// and how many with a full one.
    starts: BTreeMap<usize, (usize, usize)>,
}

impl<'a> Joints<'a> {
    /// Looks the lines of a page over: their roles, shapes and columns, and which open a report.
    pub(super) fn new(
        segmenter: &'a Segmenter,
        plain: &'a str,
        lines: &'a [Line],
        roles: &[Role],
        shapes: &'a [Shape],
        columns: &'a [Option<usize>],
        opens: &'a [bool],
    ) -> Self {
        let standing = standing(plain, lines, roles, shapes, opens);
        let mut joints = Joints { segmenter, plain, lines, shapes, columns, opens, standing, starts: BTreeMap::new() };
        joints.count_starts();
        joints
    }

    /// Whether the text runs on from line `index` to the next; `flows` tells whether it ran on into it.
    pub(super) fn joins(&self, index: usize, flows: bool) -> bool {
        let next = index + 1;
        let (shape, after) = (self.shapes[index], self.shapes[next]);
        if shape.is_row
            || after.is_row
            || self.standing[index]
            || self.is_opened(next)
            || caption::is_signed(self.lines[index].span.of(self.plain))
        {
            return false;
        }
        match self.columns[index].or(self.columns[next]) {
            Some(column) => self.joins_in_column(index, column, flows),
            None => self.joins_alone(index),
        }
    }

    fn joins_in_column(&self, index: usize, column: usize, flows: bool) -> bool {
        let (shape, after) = (self.shapes[index], self.shapes[index + 1]);
        let usual = self.usual_gaps(index, column);
        let gap = self.lines[index + 1].gap;
        if gap < *usual.start() || after.width > column + EXCESS {
            return false;
        }
        let is_full = if flows { shape.fills(column, Some(after), 0) } else { self.fills_as_first(index, column) };
        let is_even = self.is_even(index, flows);
        let is_usual = usual.contains(&gap);
        let is_cut = || shape.is_marked && is_usual && self.splits_word(index);
        if shape.is_finished {
            return is_usual && is_full && self.runs_on_after_stop(index, column, flows);
        }
        if !is_usual {
            // A full line with a comma is hardly a head, though a blank line follows.
            let goes_on = || self.splits_word(index) || self.lines[index].marks.has(Marks::COMMA);
            return (flows || is_full && goes_on()) && (is_full || is_even);
        }
        // The opening of a report is never a paragraph of its own.
        is_full || is_even || self.opens[index] || is_cut() || self.leads_to_share(index)
    }

    /// Whether the next line begins with a percentage, as no paragraph does: 将增长|37.5%，达到….
    fn leads_to_share(&self, index: usize) -> bool {
        let next = self.lines[index + 1].span.of(self.plain);
        let rest = next.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest.len() < next.len() && rest.starts_with(['%', '％'])
    }

    /// Whether a line that begins a paragraph, or goes on from somewhere else, fills its column.
    fn fills_as_first(&self, index: usize, column: usize) -> bool {
        let (shape, after) = (self.shapes[index], Some(self.shapes[index + 1]));
        let goes_on = index > 0 && !self.shapes[index - 1].is_finished && self.columns[index - 1].is_some();
        let kept = self.indent(index).min(2 * INDENT);
        if kept > 0 {
            return shape.fills(column, after, kept) || shape.fills(column, after, 0);
        }
        if !self.loses_indents(column) {
            return shape.fills(column, after, 0);
        }
        let is_full = shape.width + 2 > column && shape.fills(column, after, 0);
        // A full line cannot be the first of a paragraph that was set in, unless its marks were
        // squeezed. It is a head, then, if what follows is a first line.
        let before_first = self.shapes[index + 1].width + 2 <= column;
        if is_full {
            return goes_on || shape.is_marked || !before_first;
        }
        let slack = usize::from(self.is_ragged(index, column));
        shape.fills_within(column, after, INDENT, slack)
            || (shape.fills(column, after, INDENT) && self.splits_word(index))
    }

    /// Counts how paragraphs begin after a line that ends one.
    fn count_starts(&mut self) {
        for index in 1..self.lines.len().saturating_sub(1) {
            let (before, shape, after) = (self.shapes[index - 1], self.shapes[index], Some(self.shapes[index + 1]));
            let Some(column) = self.columns[index] else { continue };
            let follows_end = before.is_finished && !before.fills(column, Some(shape), 0);
            if !follows_end || shape.is_finished || self.indent(index) > 0 {
                continue;
            }
            let counts = self.starts.entry(column).or_default();
            if shape.width + 2 >= column {
                counts.1 += 1;
            } else if shape.fills_within(column, after, INDENT, 1) {
                counts.0 += 1;
            }
        }
    }

    /// Whether paragraphs in columns of this width were set in, and the extraction lost it.
    fn loses_indents(&self, column: usize) -> bool {
        let near = self.starts.range(column.saturating_sub(2)..=column + 2);
        let (n_short, n_full) = near.fold((0, 0), |sum, (_, counts)| (sum.0 + counts.0, sum.1 + counts.1));
        n_short > n_full
    }

    /// Whether line `index` is as wide as a neighbour that belongs to it: the text runs round a photo.
    fn is_even(&self, index: usize, flows: bool) -> bool {
        let width = self.shapes[index].width;
        let is_near = |other: usize| other.abs_diff(width) <= 3;
        let before = flows && is_near(self.shapes[index - 1].width);
        let after = flows && is_near(self.shapes[index + 1].width);
        width >= 14 && (before || after)
    }

    /// A line that fills its column and ends a sentence: does its paragraph go on?
    ///
    /// Where paragraphs are indented the next line tells. Elsewhere it goes on, because a sentence
    /// ends at the edge inside a paragraph about three times as often as a paragraph does.
    fn runs_on_after_stop(&self, index: usize, column: usize, flows: bool) -> bool {
        let (shape, after) = (self.shapes[index], self.shapes[index + 1]);
        let next = self.shapes.get(index + 2).copied();
        let is_ragged = self.is_ragged(index, column);
        // Only the first line of a paragraph can break off short: its indent was lost.
        let is_short = !after.fills_within(column, next, 0, 0) && after.fills_within(column, next, INDENT, 1);
        let is_set_in =
            !after.is_finished && (is_short || (is_ragged && self.loses_indents(column) && after.width + 2 < column));
        let goes_on = after.is_finished || after.fills(column, next, 0);
        let indent = match self.indent(index) {
            0 if !flows && self.loses_indents(column) => INDENT,
            indent => indent,
        };
        // Where paragraphs are set in, a line that is not goes on with the one before.
        let slack = if self.keeps_indents(index) || is_ragged { INDENT } else { 0 };
        shape.width + indent + after.head.min(8) + slack > column && !is_set_in && goes_on
    }

    /// Whether the line shows a paragraph's beginning: an indent, a bullet, the opening of a report.
    fn is_opened(&self, index: usize) -> bool {
        let text = self.lines[index].span.of(self.plain);
        self.is_indented(index)
            || text.starts_with(|c: char| is_bullet(c) || matches!(c, '•' | '【'))
            || self.opens[index]
            || caption::opens(text)
            || is_numbered(text)
    }

    /// Whether the line is set in by two full-width characters against its neighbours.
    fn is_indented(&self, index: usize) -> bool {
        let indent = self.lines[index].indent;
        indent >= 2 && (self.indent(index) >= 2 || self.starts_with_ideographic_space(index))
    }

    /// Whether lines around break off although the next word had room.
    fn is_ragged(&self, index: usize, column: usize) -> bool {
        let (mut n_open, mut n_loose) = (0, 0);
        let to = (index + 9).min(self.lines.len() - 1);
        for near in index.saturating_sub(8).max(1)..to {
            let (before, shape, after) = (self.shapes[near - 1], self.shapes[near], Some(self.shapes[near + 1]));
            if !before.is_finished && !shape.is_finished && shape.fills(column, after, 0) {
                n_open += 1;
                n_loose += usize::from(!shape.fills_within(column, after, 0, 0));
            }
        }
        n_loose * 4 >= n_open && n_loose > 1
    }

    /// Whether lines around are set in.
    fn keeps_indents(&self, index: usize) -> bool {
        let to = (index + 9).min(self.lines.len());
        (index.saturating_sub(8)..to).any(|near| self.is_indented(near))
    }

    /// How much further the line is set in than its neighbours, in cells.
    fn indent(&self, index: usize) -> usize {
        let indent = |index: usize| self.lines.get(index).map_or(0, |line| line.indent);
        let before = index.checked_sub(1).map_or(0, indent);
        indent(index).saturating_sub(before.min(indent(index + 1)))
    }

    fn starts_with_ideographic_space(&self, index: usize) -> bool {
        let before = &self.plain[..self.lines[index].span.start];
        before.trim_end_matches(is_left_out).ends_with('\u{3000}')
    }

    /// The blank lines between two lines of one paragraph, as the unfinished lines around show it.
    fn usual_gaps(&self, index: usize, column: usize) -> RangeInclusive<usize> {
        let from = index.saturating_sub(9);
        let to = (index + 10).min(self.lines.len() - 1);
        let mut counts = [0_usize; 4];
        for at in from..to {
            let shape = self.shapes[at];
            let is_of_column = self.columns[at].is_some_and(|own| own.abs_diff(column) <= 2);
            if is_of_column && !shape.is_finished && shape.fills(column, Some(self.shapes[at + 1]), INDENT / 2) {
                counts[self.lines[at + 1].gap.min(3)] += 1;
            }
        }
        let most = (0..counts.len()).rev().max_by_key(|&gap| counts[gap]).unwrap_or(0);
        // Some pages leave blank lines as it comes.
        let is_usual = |gap: &usize| *gap == most || counts[*gap] > 1 && counts[*gap] * 4 >= counts[most];
        let first = (0..most).find(is_usual).unwrap_or(most);
        first..=(most..counts.len()).rfind(is_usual).unwrap_or(most)
    }

    /// Two lines without a column: joined only if the first breaks off inside a word or a number of
    /// running text, and the second ends the sentence.
    fn joins_alone(&self, index: usize) -> bool {
        let (shape, after) = (self.shapes[index], self.shapes[index + 1]);
        !shape.is_finished
            && shape.width >= 24
            && after.is_finished
            && after.width <= shape.width + 2
            && (shape.is_marked || self.opens[index])
            && self.splits_word(index)
    }

    /// Whether a word or a number stands on both sides of the line break.
    fn splits_word(&self, index: usize) -> bool {
        let (before, after) = (self.lines[index].span.of(self.plain), self.lines[index + 1].span.of(self.plain));
        self.segmenter.splits_word(before, after)
    }
}

/// The ideographs that number the items of a list.
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Whether a line begins an item of a list: 一、 （二） 3. 4、
fn is_numbered(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let rest = inner.trim_start_matches(|c: char| NUMERALS.contains(&c) || c.is_ascii_digit());
    let n_digits = inner[..inner.len() - rest.len()].chars().count();
    let after_mark = rest.get('、'.len_utf8()..).unwrap_or_default();
    let is_decimal = rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_item = if inner.len() < text.len() {
        rest.starts_with(['）', ')'])
    } else {
        rest.starts_with('、') && !after_mark.starts_with(|c: char| NUMERALS.contains(&c)) || is_decimal
    };
    (1..=2).contains(&n_digits) && is_item
}

/// The lines of headlines: up to six lines without a full stop just before a byline or an opening.
fn standing(plain: &str, lines: &[Line], roles: &[Role], shapes: &[Shape], opens: &[bool]) -> Vec<bool> {
    let mut standing = vec![false; lines.len()];
    let is_head = |index: usize| {
        let ends = lines[index].span.of(plain).ends_with(['，', '、', '；', '：']);
        roles[index] == Role::Text && !shapes[index].is_finished && !ends
    };
    for index in 0..lines.len() {
        if roles[index] != Role::Byline && !opens[index] {
            continue;
        }
        let n_heads = (0..index).rev().take(7).take_while(|&before| is_head(before)).count();
        if n_heads <= 6 {
            standing[index - n_heads..index].fill(true);
        }
    }
    standing
}
