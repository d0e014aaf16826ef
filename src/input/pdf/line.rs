//! The lines of a printed page, put together from its characters by where these stand.
//!
//! A PDF says where each character is drawn, not what belongs together. Characters that stand on one
//! baseline, with no room for another between them, are a line; so are large ones that stand below one
//! another, as the upright headlines of newspapers do.

use std::collections::BTreeMap;

/// A character and its em box, in points; `x` grows to the right, `y` downward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub character: char,
    pub left: f32,
    pub right: f32,
    /// The baseline.
    pub bottom: f32,
    /// The size of the font, which is the height of the box.
    pub size: f32,
}

impl Glyph {
    /// Where its ink ends: marks are printed in the left half of their box, the right half may hang out of the column.
    fn ink(&self) -> f32 {
        let is_wide_mark = !self.character.is_alphanumeric() && self.right - self.left > 0.8 * self.size;
        if is_wide_mark { self.right - self.size / 2.0 } else { self.right }
    }
}

/// Characters in reading order and the box around them.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    pub left: f32,
    /// Where its ink ends.
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    /// The size of its font.
    pub size: f32,
}

/// Characters that are wider apart are two lines, in ems. Columns are a whole em apart or more.
const MAX_GAP: f32 = 0.8;
/// Characters of one line may overlap by so much, in ems: marks are squeezed into half their width.
const MAX_OVERLAP: f32 = 0.7;
/// Baselines of one line differ by so little, in ems: figures beside ideographs, raised ones.
const MAX_SHIFT: f32 = 0.35;
/// Fonts of one line differ by this factor at most.
const MAX_RATIO: f32 = 2.1;
/// More room than its neighbours have, in ems, is a space that was printed.
const SPACE: f32 = 0.35;
/// The same where the page draws a space.
const DRAWN_SPACE: f32 = 0.2;
/// The same between two letters or digits.
const LATIN_SPACE: f32 = 0.15;
/// So many characters below one another are an upright line.
const MIN_UPRIGHT: usize = 3;
/// They stand no further apart than this, in ems.
const MAX_UPRIGHT_GAP: f32 = 0.6;

/// Whether the lines of the page run downward: its characters then stand closer below than beside one another.
pub(super) fn run_down(glyphs: &[Glyph]) -> bool {
    let mut cells: BTreeMap<(i32, i32), Vec<&Glyph>> = BTreeMap::new();
    let cell = median(glyphs.iter().map(|glyph| glyph.size)).max(1.0);
    let place = |glyph: &Glyph| ((glyph.left / cell) as i32, (glyph.bottom / cell) as i32);
    let printed = || glyphs.iter().filter(|glyph| !glyph.character.is_whitespace());
    for glyph in printed() {
        cells.entry(place(glyph)).or_default().push(glyph);
    }
    let (mut n_down, mut n_beside) = (0_usize, 0_usize);
    for glyph in printed() {
        let (column, row) = place(glyph);
        let (mut beside, mut below) = (f32::MAX, f32::MAX);
        for (dx, dy) in [(0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (1, 1)] {
            for other in cells.get(&(column + dx, row + dy)).into_iter().flatten().take(16) {
                let (x, y) = (other.left - glyph.left, other.bottom - glyph.bottom);
                let near = MAX_SHIFT * glyph.size;
                if y.abs() < near && x > near {
                    beside = beside.min(x);
                }
                if x.abs() < near && y > near {
                    below = below.min(y);
                }
            }
        }
        n_down += usize::from(below < 0.9 * beside);
        n_beside += usize::from(beside < 0.9 * below);
    }
    n_down > n_beside
}

/// The lines of a page, in no order. With `is_turned` the page was turned by a quarter so that its upright lines
/// lie, and those that lay now stand, their first character at the bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>, is_turned: bool) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.bottom.total_cmp(&b.bottom)));
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    // The run that was last added to at each baseline, in points.
    let mut open: BTreeMap<i32, usize> = BTreeMap::new();
    for glyph in glyphs {
        let reach = MAX_SHIFT * glyph.size * MAX_RATIO;
        let near = open.range((glyph.bottom - reach) as i32..=(glyph.bottom + reach) as i32).take(64);
        let shift = |last: &Glyph| (last.bottom - glyph.bottom).abs();
        let run = near
            .filter_map(|(_, &run)| Some((run, runs.get(run)?.last()?)))
            .filter(|(_, last)| goes_on(last, &glyph) || is_again(last, &glyph))
            .min_by(|(_, a), (_, b)| shift(a).total_cmp(&shift(b)));
        let (run, is_double) = run.map_or((runs.len(), false), |(run, last)| (run, is_again(last, &glyph)));
        open.insert(glyph.bottom as i32, run);
        match runs.get_mut(run) {
            // Bold type is made by printing twice.
            Some(_) if is_double => (),
            Some(run) => run.push(glyph),
            None => runs.push(vec![glyph]),
        }
    }
    runs.iter_mut().for_each(trim);
    runs.retain(|run| !run.is_empty());
    let (single, runs): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| run.len() == 1);
    let single = single.into_iter().flatten().collect();
    runs.iter().map(|run| lying(run)).chain(uprights(single, is_turned)).collect()
}

/// Takes spaces off both ends.
fn trim(run: &mut Vec<Glyph>) {
    let is_printed = |glyph: &Glyph| !glyph.character.is_whitespace();
    run.truncate(run.iter().rposition(is_printed).map_or(0, |last| last + 1));
    run.drain(..run.iter().position(is_printed).unwrap_or_default());
}

fn goes_on(last: &Glyph, next: &Glyph) -> bool {
    let (small, large) = (last.size.min(next.size), last.size.max(next.size));
    let gap = next.left - last.ink();
    (last.bottom - next.bottom).abs() <= MAX_SHIFT * large
        && large <= MAX_RATIO * small
        && gap <= MAX_GAP * large
        && gap >= -MAX_OVERLAP * large
}

fn is_again(last: &Glyph, next: &Glyph) -> bool {
    let is_near = |a: f32, b: f32| (a - b).abs() < 0.2 * last.size;
    last.character == next.character && is_near(last.left, next.left) && is_near(last.bottom, next.bottom)
}

/// A line of characters beside one another.
fn lying(glyphs: &[Glyph]) -> Line {
    // What is printed, each character with the first space that is drawn behind it.
    let mut printed: Vec<(&Glyph, Option<char>)> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        match printed.last_mut() {
            _ if !glyph.character.is_whitespace() => printed.push((glyph, None)),
            Some((_, drawn)) => drop(drawn.get_or_insert(glyph.character)),
            None => (),
        }
    }
    let pairs =
        || printed.iter().zip(printed.iter().skip(1)).map(|((before, drawn), (after, _))| (*before, *drawn, *after));
    let gap = |before: &Glyph, after: &Glyph| after.left - before.right;
    let usual = median(pairs().map(|(before, _, after)| gap(before, after))).max(0.0);
    let mut text = String::new();
    text.extend(printed.first().map(|(first, _)| first.character));
    for (before, drawn, after) in pairs() {
        if gap(before, after) - usual > room(before.character, after.character, drawn) * before.size.min(after.size) {
            text.push(drawn.unwrap_or(' '));
        }
        text.push(after.character);
    }
    Line { text, ..around(glyphs) }
}

/// How much room between two characters is a space, in ems, and not the setting of the line.
///
/// Between an ideograph and a letter or digit a quarter is put by itself.
fn room(before: char, after: char, drawn: Option<char>) -> f32 {
    match (before.is_ascii_alphanumeric(), after.is_ascii_alphanumeric(), drawn) {
        (true, true, _) => LATIN_SPACE,
        (false, false, Some(_)) => DRAWN_SPACE,
        _ => SPACE,
    }
}

/// Single characters, put together to lines where they stand below one another.
fn uprights(mut glyphs: Vec<Glyph>, is_turned: bool) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.bottom.total_cmp(&b.bottom).then(a.left.total_cmp(&b.left)));
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    // The run that was last added to at each left edge, in points.
    let mut open: BTreeMap<i32, usize> = BTreeMap::new();
    for glyph in glyphs {
        let reach = MAX_SHIFT * glyph.size;
        let mut near = open.range((glyph.left - reach) as i32..=(glyph.left + reach) as i32).take(64);
        let run = near.find_map(|(_, &run)| {
            let last = runs.get(run)?.last()?;
            let gap = glyph.bottom - glyph.size - last.bottom;
            let is_like = (last.size - glyph.size).abs() <= 0.1 * glyph.size;
            (is_like && gap.abs() <= MAX_UPRIGHT_GAP * glyph.size).then_some(run)
        });
        let run = run.unwrap_or(runs.len());
        open.insert(glyph.left as i32, run);
        match runs.get_mut(run) {
            Some(run) => run.push(glyph),
            None => runs.push(vec![glyph]),
        }
    }
    let mut lines = Vec::new();
    for run in &mut runs {
        if run.len() < MIN_UPRIGHT {
            lines.extend(run.iter().map(|glyph| lying(&[*glyph])));
            continue;
        }
        let around = around(run);
        if is_turned {
            run.reverse();
        }
        lines.push(Line { text: run.iter().map(|glyph| glyph.character).collect(), ..around });
    }
    lines
}

/// The box around characters.
fn around(glyphs: &[Glyph]) -> Line {
    let size = median(glyphs.iter().map(|glyph| glyph.size));
    let least = |value: fn(&Glyph) -> f32| glyphs.iter().map(value).fold(f32::MAX, f32::min);
    let most = |value: fn(&Glyph) -> f32| glyphs.iter().map(value).fold(f32::MIN, f32::max);
    Line {
        text: String::new(),
        left: least(|glyph| glyph.left),
        right: most(Glyph::ink),
        top: least(|glyph| glyph.bottom - glyph.size),
        bottom: most(|glyph| glyph.bottom),
        size,
    }
}

/// The value in the middle, of two the lesser; nought of none.
pub(super) fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of ten points from `left` on, each `gap` behind the one before; ASCII is half as wide.
    fn set(text: &str, left: f32, bottom: f32, gap: f32) -> Vec<Glyph> {
        let mut right = left - gap;
        let glyph = |character: char| {
            let left = right + gap;
            right = left + if character.is_ascii() { 5.0 } else { 10.0 };
            Glyph { character, left, right, bottom, size: 10.0 }
        };
        text.chars().map(glyph).collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        let mut lines = lines(glyphs, false);
        lines.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_gutter_parts_lines_and_a_mark_that_hangs_into_it_does_not_join_them() {
        let both = |left: &str| [set(left, 0.0, 0.0, 0.0), set("老挝", 40.0, 0.0, 0.0)].concat();
        assert_eq!(texts(both("中国和")), ["中国和", "老挝"]);
        assert_eq!(texts(both("中国，")), ["中国，", "老挝"]);
        assert_eq!(texts([set("中国和", 0.0, 0.0, 0.0), set("老挝", 33.0, 0.0, 0.0)].concat()), ["中国和老挝"]);
    }

    #[test]
    fn spaces_are_those_that_a_reader_sees() {
        let apart = |left: &str, gap: f32, right: &str| {
            let first = set(left, 0.0, 0.0, 0.0);
            let start = first.last().unwrap().right + gap;
            texts([first, set(right, start, 0.0, 0.0)].concat())
        };
        assert_eq!(apart("2021年", 2.5, "12月"), ["2021年12月"], "a quarter is put beside figures");
        assert_eq!(apart("中国石油", 5.0, "老挝国家"), ["中国石油 老挝国家"]);
        assert_eq!(apart("China", 2.0, "Daily"), ["China Daily"]);
        assert_eq!(texts(set("记者\u{3000}张三 摄 ", 0.0, 0.0, 0.0)), ["记者\u{3000}张三 摄"]);
        assert_eq!(texts(set("通向未来", 0.0, 0.0, 6.0)), ["通向未来"], "spaced evenly");
    }

    #[test]
    fn what_is_printed_twice_is_one() {
        assert_eq!(texts([set("中国", 0.0, 0.0, 0.0), set("中国", 0.4, 0.3, 0.0)].concat()), ["中国"]);
    }

    #[test]
    fn the_direction_of_lines_shows_by_how_close_characters_stand() {
        let page = |pitch: f32| -> Vec<Glyph> {
            (0..5).flat_map(|n| set("中国和老挝会谈", 0.0, pitch * n as f32, 15.0 - pitch + 1.0)).collect()
        };
        assert!(!run_down(&page(15.0)) && run_down(&page(10.0)) && !run_down(&[]));
    }
}
