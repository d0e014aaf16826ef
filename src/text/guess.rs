//! Finds the encoding of bytes that do not name it, and refuses where a guess would garble the page.
//!
//! The order matters. A byte order mark is believed. Valid UTF-8 is UTF-8. Bytes that are mostly
//! UTF-8 are broken UTF-8, and never handed to a guesser: chardetng takes a cut tail for
//! windows-1251 and says that all is well. Only what is left goes to the guesser, and its answer
//! counts only if it is an encoding of Chinese.

use std::str::from_utf8;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::binary;
use super::encoding::{Encoding, decode_as, marked, place};
use crate::error::{Error, ErrorKind, Result};

/// As much as is looked at to tell encodings apart, in bytes.
const SAMPLE: usize = 1 << 20;

fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE).unwrap_or(bytes)
}

/// The encoding that `bytes` show.
pub(super) fn encoding(bytes: &[u8]) -> Result<Encoding> {
    if let Some(encoding) = marked(bytes) {
        return Ok(encoding);
    }
    let holds_nul = bytes.contains(&0);
    let is_utf8 = from_utf8(bytes).is_ok();
    if is_utf8 && !holds_nul {
        return Ok(Encoding::Utf8);
    }
    if let Some(encoding) = utf16(bytes) {
        return Ok(encoding);
    }
    if holds_nul {
        return if is_utf8 && is_text_with_strays(bytes) {
            Ok(Encoding::Utf8)
        } else {
            Err(binary::refuse(binary::UNKNOWN))
        };
    }
    let lines = Lines::count(bytes);
    if let Some(line) = lines.odd_one() {
        return Err(mixed(bytes, &lines, line));
    }
    match lines.are_utf8() {
        true => Ok(Encoding::Utf8),
        false => legacy(bytes),
    }
}

/// Whether a text, once read as UTF-8, could as well be GBK: 女装 in GBK reads as `Ůװ` in UTF-8.
///
/// True for texts that hold letters of two bytes, no character of three, and only common Chinese
/// characters when read as GB 18030.
pub fn is_ambiguous(text: &str) -> bool {
    let mut n_wide = 0;
    for c in text.chars().take(SAMPLE) {
        match c.len_utf8() {
            1 => {}
            2 => n_wide += 1,
            _ => return false,
        }
    }
    n_wide > 0 && n_wide <= 64 && is_common_chinese(text.as_bytes())
}

/// Whether all letters beyond ASCII are punctuation or first-level characters of GB 2312.
fn is_common_chinese(mut bytes: &[u8]) -> bool {
    while let [0..0x80, rest @ ..] | [0xA1 | 0xA3 | 0xB0..=0xD7, 0xA1..=0xFE, rest @ ..] = bytes {
        bytes = rest;
    }
    bytes.is_empty()
}

/// Whether NUL bytes are strays in Chinese text: one byte in ten at most.
fn is_text_with_strays(bytes: &[u8]) -> bool {
    let n_nul = bytes.iter().filter(|&&byte| byte == 0).count();
    let n_han = n_three_byte_characters(bytes);
    n_nul * 10 <= bytes.len() && n_han > 0
}

/// UTF-16 without a mark: nearly all units are Chinese, punctuation or ASCII in one byte order.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let (units, _) = sample(bytes).as_chunks();
    let n_units = units.len();
    let plausible = |unit: fn([u8; 2]) -> u16| units.iter().filter(|&&pair| is_plausible(unit(pair))).count();
    let (little, big) = (plausible(u16::from_le_bytes), plausible(u16::from_be_bytes));
    let best = little.max(big);
    if n_units < 2 || best * 20 < n_units * 19 || little == big {
        return None;
    }
    Some(if little > big { Encoding::Utf16Le } else { Encoding::Utf16Be })
}

fn is_plausible(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0xB7 | 0x2010..=0x203B | 0x2460..=0x24FF
        | 0x25A0..=0x25CF | 0x3000..=0x301F | 0x4E00..=0x9FFF | 0xFF01..=0xFF5E)
}

/// What the lines of a text are in.
#[derive(Debug, Default)]
struct Lines {
    /// Bytes of characters beyond ASCII in lines that are UTF-8.
    utf8: usize,
    /// The same in lines that are not.
    other: usize,
    /// The first line that is surely UTF-8: three Chinese characters or more. Its offset.
    first_utf8: Option<usize>,
    /// The first line that is not UTF-8 in any of its characters. Its offset.
    first_other: Option<usize>,
}

impl Lines {
    fn count(bytes: &[u8]) -> Self {
        let mut lines = Lines::default();
        let mut start = 0;
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            lines.add(start, line);
            start += line.len();
        }
        lines
    }

    fn add(&mut self, start: usize, line: &[u8]) {
        let n_beyond = line.iter().filter(|&&byte| byte >= 0x80).count();
        let n_utf8 = 3 * n_three_byte_characters(line);
        if n_beyond == 0 {
            return;
        }
        if from_utf8(line).is_ok() {
            self.utf8 += n_beyond;
            if n_utf8 >= 9 {
                self.first_utf8.get_or_insert(start);
            }
        } else {
            self.utf8 += n_utf8.min(n_beyond);
            self.other += n_beyond.saturating_sub(n_utf8);
            if n_utf8 * 2 < n_beyond && n_beyond >= 8 {
                self.first_other.get_or_insert(start);
            }
        }
    }

    /// Whether most of the text is UTF-8.
    fn are_utf8(&self) -> bool {
        self.utf8 >= self.other
    }

    /// The offset of the first line in another encoding than most of the text.
    fn odd_one(&self) -> Option<usize> {
        self.first_utf8?;
        if self.are_utf8() { self.first_other } else { self.first_other.and(self.first_utf8) }
    }
}

/// How many characters of three bytes UTF-8 finds, reading on after errors.
fn n_three_byte_characters(mut bytes: &[u8]) -> usize {
    let mut n = 0;
    while let [first, rest @ ..] = bytes {
        bytes = match (first, rest) {
            (0xE2..=0xE9 | 0xEF, [0x80..=0xBF, 0x80..=0xBF, behind @ ..]) => {
                n += 1;
                behind
            }
            _ => rest,
        };
    }
    n
}

fn mixed(bytes: &[u8], lines: &Lines, at: usize) -> Error {
    let (most, odd) = match lines.are_utf8() {
        true => ("UTF-8", "another encoding"),
        false => ("another encoding", "UTF-8"),
    };
    Error::new(
        ErrorKind::Input,
        format!("the text mixes encodings: most of it is in {most}, the line at {} in {odd}", place(bytes, at)),
    )
    .with_hint("convert that line, or split the file")
}

/// GB 18030 or Big5, by the statistics of chardetng, checked by decoding.
fn legacy(bytes: &[u8]) -> Result<Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample(bytes), bytes.len() <= SAMPLE);
    match detector.guess(None, Utf8Detection::Deny).name() {
        "GBK" | "gb18030" => Ok(Encoding::Gb18030),
        "Big5" => Ok(Encoding::Big5),
        // A few characters of GBK pass for Latin; Korean and Japanese are told well.
        name if is_latin(name) && is_common_chinese(bytes) => Ok(Encoding::Gb18030),
        _ => Err(unknown(bytes)),
    }
}

fn is_latin(name: &str) -> bool {
    ["windows-", "ISO-8859-", "KOI8-", "IBM866", "macintosh"].iter().any(|start| name.starts_with(start))
}

fn unknown(bytes: &[u8]) -> Error {
    let at = from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let gb18030 = decode_as(bytes, Encoding::Gb18030).err();
    let big5 = decode_as(bytes, Encoding::Big5).err();
    let furthest = gb18030.max(big5).unwrap_or(at).max(at);
    Error::new(
        ErrorKind::Input,
        format!("{} is neither UTF-8 nor an encoding of Chinese that is sure", place(bytes, furthest)),
    )
    .with_hint("name the encoding with `--encoding`")
}
