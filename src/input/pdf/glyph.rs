//! The characters of a page with their boxes, as upright reading needs them: turned, shifted, cleaned.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Glyph;

/// A character as the page draws it; `x` grows to the right, `y` upward.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub character: char,
    /// The origin of the glyph.
    pub x: f32,
    pub y: f32,
    pub size: f32,
    /// How wide the glyph is, along its line.
    pub width: f32,
    /// How far the next glyph of the same string is.
    pub advance: f32,
    /// The direction of its line in quarter turns against the clock.
    pub turn: u8,
    pub font: String,
}

/// The characters of a page, those of each direction apart, the most common direction first.
pub(super) fn glyphs(mut drawn: Vec<Drawn>) -> Vec<Vec<Glyph>> {
    // Spaces that are drawn hold a line together.
    drawn.retain(|glyph| !glyph.character.is_control() && is_sound(glyph));
    space(&mut drawn);
    let mut turns: [Vec<Glyph>; 4] = Default::default();
    let [lying, rising, reversed, falling] = &mut turns;
    for Drawn { character, x, y, size, width, turn, .. } in drawn {
        // Into a page on which this line lies.
        let (x, y, alike) = match turn % 4 {
            0 => (x, y, &mut *lying),
            1 => (y, -x, &mut *rising),
            2 => (-x, -y, &mut *reversed),
            _ => (-y, x, &mut *falling),
        };
        alike.push(Glyph { character, left: x, right: x + width, bottom: -y, size });
    }
    let mut turns = Vec::from(turns);
    turns.retain(|glyphs| glyphs.iter().any(|glyph| !glyph.character.is_whitespace()));
    turns.sort_by_key(|glyphs| std::cmp::Reverse(glyphs.len()));
    turns
}

/// The same on a page that is turned by a quarter against the clock, so that upright lines lie.
pub(super) fn turned(glyphs: &[Glyph]) -> Vec<Glyph> {
    let turn =
        |glyph: &Glyph| Glyph { left: glyph.bottom - glyph.size, right: glyph.bottom, bottom: -glyph.left, ..*glyph };
    glyphs.iter().map(turn).collect()
}

/// Whether a glyph stands on any page that can be printed.
fn is_sound(glyph: &Drawn) -> bool {
    const FAR: f32 = 100_000.0;
    [glyph.x, glyph.y, glyph.width, glyph.advance].iter().all(|value| value.abs() < FAR)
        && (0.5..FAR).contains(&glyph.size)
}

/// Gives the glyphs of a string their places where the widths of the font are not known.
///
/// A font that is not in the file is measured by its table of widths, and readers look it up by the wrong number when
/// its encoding is a national one. Then the ten digits, all as wide as one another in any font for Chinese, differ, or
/// ideographs are no squares, and every glyph drags those behind it in its string out of place.
fn space(drawn: &mut [Drawn]) {
    let odd = odd_fonts(drawn);
    if odd.is_empty() {
        return;
    }
    // Where the next glyph of a string was put, and by how much it is to be moved.
    let mut next: BTreeMap<(i32, i32), f32> = BTreeMap::new();
    let tenths = |value: f32| (value * 10.0).round() as i32;
    for glyph in drawn.iter_mut().filter(|glyph| glyph.turn == 0 && odd.contains(&glyph.font)) {
        let (x, row) = (tenths(glyph.x), tenths(glyph.y));
        let shift = [x, x - 1, x + 1].iter().find_map(|&x| next.remove(&(row, x))).unwrap_or_default();
        let width = if is_wide(glyph.character) { glyph.size } else { glyph.size / 2.0 };
        next.insert((row, tenths(glyph.x + glyph.advance)), shift + width - glyph.width);
        glyph.x += shift;
        glyph.width = width;
    }
}

/// The fonts whose widths cannot be right.
fn odd_fonts(drawn: &[Drawn]) -> BTreeSet<String> {
    let mut widths: BTreeMap<&str, (Vec<f32>, Vec<f32>)> = BTreeMap::new();
    for glyph in drawn {
        let (digits, wide) = widths.entry(&glyph.font).or_default();
        if glyph.character.is_ascii_digit() {
            digits.push(glyph.width / glyph.size);
        } else if is_wide(glyph.character) {
            wide.push(glyph.width / glyph.size);
        }
    }
    let is_odd = |digits: &[f32], wide: &[f32]| {
        let least = digits.iter().copied().fold(f32::MAX, f32::min);
        let most = digits.iter().copied().fold(f32::MIN, f32::max);
        !wide.is_empty() && (most - least > 0.1 || super::line::median(wide.iter().copied()) < 0.6)
    };
    widths.iter().filter(|(_, (digits, wide))| is_odd(digits, wide)).map(|(font, _)| (*font).to_owned()).collect()
}

/// Whether a character fills a square: ideographs, kana, the marks between them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}
