//! Columns that stand side by side, parted by blanks, as a tool has written them that keeps the layout of a page.
//!
//! What is read across them is nonsense, and a sentence that goes on in the same column is no stretch of the text with one
//! beginning and one end; so they are told of, and not read.

use std::ops::Range;

use super::line::{Line, Marks, cells, is_finished, is_void};
use crate::text::is_han;

/// For each line whether it holds columns side by side, or what is left of one below or between them.
pub(super) fn abreast(raw: &str, lines: &[Line]) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let parted: Vec<Option<Parted<'_>>> = lines.iter().map(|line| Parted::of(line, line.span.of(raw))).collect();
    let mut first = 0;
    while first < lines.len() {
        let block = block(lines, &parted, first);
        if are_columns(&parted[block.clone()]) {
            let edge = edge(&parted[block.clone()]);
            let mut end = block.end;
            while goes_on(raw, lines, parted[end - 1], end) && is_in_one(&lines[end], edge) {
                end += 1;
            }
            found[block.start..end].fill(true);
            first = end;
        } else {
            first = block.end.max(first + 1);
        }
    }
    found
}

/// Whether the line at `at` stands right below one that leaves a sentence open.
fn goes_on(raw: &str, lines: &[Line], before: Option<Parted<'_>>, at: usize) -> bool {
    let is_open = match before {
        Some(before) => !is_finished(before.left) || !is_finished(before.right),
        None => !is_finished(lines[at - 1].span.of(raw)),
    };
    is_open && lines.get(at).is_some_and(|line| line.gap == 0)
}

/// A line that blanks part in two.
#[derive(Clone, Copy, Debug)]
struct Parted<'a> {
    left: &'a str,
    right: &'a str,
    /// The cell at which the right part begins.
    edge: usize,
}

impl<'a> Parted<'a> {
    /// A line of which blanks wider than a letter-space part two stretches.
    fn of(line: &Line, text: &'a str) -> Option<Self> {
        if !line.marks.has(Marks::SPACE) {
            return None;
        }
        let (mut at, mut width) = (line.indent, 0);
        let mut start = 0;
        for (byte, c) in text.char_indices() {
            if is_void(c) {
                start = if width == 0 { byte } else { start };
                width += cells(c);
            } else {
                if width >= NARROWEST {
                    return Some(Parted { left: &text[..start], right: &text[byte..], edge: at });
                }
                width = 0;
            }
            at += cells(c);
        }
        None
    }
}

/// The lines from `first` on that blanks part at the same cell; those in between may be of one column alone.
fn block(lines: &[Line], parted: &[Option<Parted<'_>>], first: usize) -> Range<usize> {
    let Some(edge) = parted[first].map(|parted| parted.edge) else { return first..first + 1 };
    let (mut end, mut at) = (first + 1, first + 1);
    while let Some(line) = lines.get(at).filter(|line| line.gap <= MOST_BLANK) {
        match parted[at] {
            Some(next) if next.edge.abs_diff(edge) <= SLACK => end = at + 1,
            None if is_in_one(line, edge) && at - end < MOST_BETWEEN => {}
            _ => break,
        }
        at += 1;
    }
    first..end
}

/// Whether a line lies in one of two columns of which the right one begins at the cell `edge`.
fn is_in_one(line: &Line, edge: usize) -> bool {
    line.indent + SLACK >= edge || line.indent + line.width <= edge
}

/// Whether lines are two columns of running text, and not the rows of a table or a list.
fn are_columns(lines: &[Option<Parted<'_>>]) -> bool {
    let parted = || lines.iter().flatten();
    parted().count() >= FEWEST_LINES
        && are_running(parted().map(|parted| parted.left))
        && are_running(parted().map(|parted| parted.right))
}

/// Whether the lines of a column are those of running text: long, with full stops, and most of them going on in the next.
fn are_running<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> bool {
    let n_lines = lines.clone().count();
    let n_han: usize = lines.clone().map(|text| text.chars().filter(|c| is_han(*c)).count()).sum();
    let n_going_on = lines.clone().filter(|text| !is_finished(text)).count();
    let mut lines = lines;
    n_han >= n_lines * FEWEST_HAN && 2 * n_going_on >= n_lines && lines.any(|text| text.contains('。'))
}

/// The cell at which the right column of some lines begins.
fn edge(lines: &[Option<Parted<'_>>]) -> usize {
    lines.iter().flatten().map(|parted| parted.edge).min().unwrap_or_default()
}

/// No blanks between columns are narrower, in cells.
const NARROWEST: usize = 3;

/// The lines of a column begin at cells that differ by this many.
const SLACK: usize = 2;

/// The fewest lines that show two columns.
const FEWEST_LINES: usize = 4;

/// The fewest ideographs of a line of a column, in the mean.
const FEWEST_HAN: usize = 7;

/// The most blank lines between two lines of a block.
const MOST_BLANK: usize = 1;

/// The most lines of one column alone between two of both.
const MOST_BETWEEN: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::line::lines;

    fn found(page: &str) -> Vec<bool> {
        abreast(page, &lines(page))
    }

    #[test]
    fn two_columns_are_found_with_what_is_left_below_them() {
        let page = "岚海日报\n\
                    铁路开通四年来，累计发送旅客    新工厂在青湖市投产，当地居民\n\
                    突破五千万人次。岚海铁路集团    说，工厂带来了两千多个工作岗\n\
                    表示，将继续提升服务，增开跨    位。市长石青出席仪式并致辞，\n\
                    境列车。老挝国家主席出席活动    他说，这是合作的新起点。\n\
                    并致辞。\n\
                    别的消息另起一段。\n";
        assert_eq!(found(page), [false, true, true, true, true, true, false]);
    }

    #[test]
    fn tables_lists_and_spaced_names_are_none() {
        let table = "国家        出口额（亿元）\n老挝        120\n泰国        340\n越南        560\n缅甸        78\n";
        let names =
            "总监：石青    编辑：李明\n版式：王小雨    校对：向阳\n摄影：石开    电话：123\n邮编：100    广告：1\n";
        let text = "本报讯 石青 报道。    铁路开通。\n铁路今天开通，旅客很多，车站里人来人往。\n";
        for page in [table, names, text] {
            assert!(found(page).iter().all(|line| !line), "{page}");
        }
    }
}
