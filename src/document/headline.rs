//! The lines above or below a body: which are the headline, which explain it.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;

use super::line::is_final;
use super::press::{self, Role};
use super::{BlockKind, Segmenter};
use crate::text::is_han;

/// Pairs of neighbouring characters of a text.
///
/// A headline shares many of them with its own body (about half and more), and few with the body
/// of another article (a tenth).
#[derive(Debug, Default)]
pub(super) struct Pairs(HashSet<(char, char), BuildHasherDefault<PairHasher>>);

/// A hash of two characters by one multiplication each: the sets are small, short-lived, and only
/// asked, never walked, so that no order of theirs is seen.
#[derive(Debug, Default)]
struct PairHasher(u64);

impl Hasher for PairHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(u32::from(byte)));
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(value)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// As many pairs of a body are looked at.
const SAMPLE: usize = 20_000;

impl Pairs {
    pub(super) fn add(&mut self, text: &str) {
        let room = SAMPLE.saturating_sub(self.0.len());
        self.0.reserve(room.min(text.len() / '中'.len_utf8()));
        self.0.extend(pairs(text).take(room));
    }

    /// The part of the pairs of `text` that stand here, from 0 to 1.
    pub(super) fn share(&self, text: &str) -> f32 {
        let (mut n_pairs, mut n_shared) = (0_u16, 0_u16);
        for pair in pairs(text).take(200) {
            n_pairs += 1;
            n_shared += u16::from(self.0.contains(&pair));
        }
        f32::from(n_shared) / f32::from(n_pairs.max(1))
    }

    /// Whether the last character of one text and the first of another stand side by side here.
    fn holds_seam(&self, before: &str, after: &str) -> bool {
        match (before.chars().next_back(), after.chars().next()) {
            (Some(last), Some(first)) => self.0.contains(&(last, first)),
            _ => false,
        }
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let mut before = None;
    text.chars().filter(|c| !c.is_whitespace()).filter_map(move |c| {
        let after = is_word_character(c).then_some(c);
        std::mem::replace(&mut before, after).zip(after)
    })
}

fn is_word_character(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric()
}

/// A headline or a line beside it: the lines it was broken into, as indices.
pub(super) type Unit = (BlockKind, Vec<usize>);

/// Sets the headline among `lines` (an index and a text each) apart from the lines beside it. The pairs of the
/// body are counted only if they are asked for.
pub(super) fn arrange(segmenter: &Segmenter, body: &impl Deref<Target = Pairs>, lines: &[(usize, &str)]) -> Vec<Unit> {
    let mut units: Vec<Vec<(usize, &str)>> = Vec::new();
    for &line in lines {
        match units.last_mut() {
            Some(unit)
                if unit.last().is_some_and(|last| last.0 + 1 == line.0 && runs_on(segmenter, body, last.1, line.1)) =>
            {
                unit.push(line);
            }
            _ => units.push(vec![line]),
        }
    }
    let texts: Vec<String> = units.iter().map(|unit| unit.iter().map(|line| line.1).collect()).collect();
    let headline = choose(&texts);
    let kinds = (0..units.len()).map(|index| if index == headline { BlockKind::Headline } else { BlockKind::Subtitle });
    kinds.zip(units.iter().map(|unit| unit.iter().map(|line| line.0).collect())).collect()
}

/// Whether a headline goes on in the next line.
///
/// Sure where a word is cut, or where the body has the two characters at the seam side by side;
/// otherwise two short lines are one headline, and a longer one is a line of its own.
fn runs_on(segmenter: &Segmenter, body: &impl Deref<Target = Pairs>, before: &str, after: &str) -> bool {
    let (n_before, n_after) = (before.chars().count(), after.chars().count());
    if is_dash(after) || is_dash(before) || n_before + n_after > 40 || before.ends_with(is_final) {
        return false;
    }
    if is_column(before) || press::ends(Role::SubtitleEnd, after).is_some() || n_before > 20 {
        return false;
    }
    segmenter.splits_word(before, after) || body.holds_seam(before, after)
}

fn is_dash(text: &str) -> bool {
    text.starts_with(['—', '–', '-', '─', '―'])
}

/// Whether a line names a column and not the news: 财经观察.
fn is_column(text: &str) -> bool {
    text.chars().count() <= 6 && press::ends(Role::ColumnEnd, text).is_some()
}

/// The index of the headline among the lines of one article.
fn choose(texts: &[String]) -> usize {
    let last = texts.len().saturating_sub(1);
    let first = (0..last).find(|&index| !is_above(&texts[index], &texts[index + 1], texts.get(index + 2)));
    first.unwrap_or(last)
}

/// Whether a line stands above the headline `below`, which `after` may follow.
fn is_above(text: &str, below: &str, after: Option<&String>) -> bool {
    let (n_text, n_below) = (text.chars().count(), below.chars().count());
    if is_dash(below) || n_below > 28 {
        return false;
    }
    if is_column(text) || press::ends(Role::KickerEnd, text).is_some() || is_dash(text) {
        return true;
    }
    if press::ends(Role::SubtitleEnd, below).is_some() {
        return false;
    }
    let is_column_line = press::ends(Role::ColumnEnd, text).is_some() || text.contains("综合报道");
    let is_middle = after.is_some_and(|after| after.chars().count() >= n_below && n_text <= n_below + 6);
    is_column_line || is_middle || (n_text > n_below + 8 && n_below >= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(body: &str, lines: &[&str]) -> String {
        let segmenter = Segmenter::new();
        let mut pairs = Pairs::default();
        pairs.add(body);
        let lines: Vec<(usize, &str)> = lines.iter().copied().enumerate().collect();
        let units = arrange(&segmenter, &&pairs, &lines);
        let unit = units.iter().find(|unit| unit.0 == BlockKind::Headline).expect("one is the headline");
        unit.1.iter().map(|&index| lines[index].1).collect()
    }

    #[test]
    fn the_headline_among_its_neighbours() {
        assert_eq!(
            headline("全面推动长江经济带发展专题研讨班", &["全面推动", "长江经济带发展", "专题研讨班举行"]),
            "全面推动长江经济带发展专题研讨班举行"
        );
        assert_eq!(headline("", &["黄金通道越走越宽", "——写在铁路通车之际"]), "黄金通道越走越宽");
        assert_eq!(headline("", &["财经观察", "真金白银来了"]), "真金白银来了");
        assert_eq!(
            headline("", &["“丝路”上的山村故事", "一条铁路唤醒一座港口", "东部港口与铁路联动发展见闻"]),
            "一条铁路唤醒一座港口"
        );
        assert_eq!(headline("", &["超级工程里的底气", "全国重大基础设施建设扫描"]), "超级工程里的底气");
    }
}
