//! Bytes to text: UTF-8, UTF-16, GB 18030 and Big5, detected or named.

use encoding_rs::{BIG5, DecoderResult, GB18030};

use super::{binary, guess};
use crate::error::{Error, ErrorKind, Result};

/// An encoding that Chinese news is found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// GB 18030, which contains GBK and GB 2312.
    Gb18030,
    /// Big5 with the Hong Kong supplement.
    Big5,
}

/// Text, and the encoding it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without byte order mark.
    pub text: String,
    /// What the bytes were read as.
    pub encoding: Encoding,
}

impl Encoding {
    /// The encoding of a name, in any case: `utf-8`, `gbk`, `gb2312`, `gb18030`, `big5`,
    /// `big5-hkscs`, `utf-16`, `utf-16le`, `utf-16be`.
    ///
    /// GBK and GB 2312 are read as GB 18030, which contains both; `utf-16` alone is little endian
    /// unless a byte order mark says otherwise.
    ///
    /// ```
    /// use sinograph::text::Encoding;
    ///
    /// assert_eq!(Encoding::find("GBK"), Some(Encoding::Gb18030));
    /// assert_eq!(Encoding::find("latin1"), None);
    /// ```
    pub fn find(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" => Encoding::Utf8,
            "utf-16" | "utf16" | "utf-16le" | "utf16le" => Encoding::Utf16Le,
            "utf-16be" | "utf16be" => Encoding::Utf16Be,
            "gbk" | "gb2312" | "gb-2312" | "gb18030" | "gb-18030" | "cp936" => Encoding::Gb18030,
            "big5" | "big-5" | "big5-hkscs" | "big5hkscs" | "cp950" => Encoding::Big5,
            _ => return None,
        })
    }

    /// Its name as people and standards write it: `UTF-8`, `GB18030`.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
            Encoding::Big5 => "Big5",
        }
    }

    /// The byte order mark that opens a text in this encoding.
    fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8 => b"\xEF\xBB\xBF",
            Encoding::Utf16Le => b"\xFF\xFE",
            Encoding::Utf16Be => b"\xFE\xFF",
            Encoding::Gb18030 => b"\x84\x31\x95\x33",
            Encoding::Big5 => b"",
        }
    }
}

/// Reads `bytes` in the named encoding, or in the one they show.
///
/// A byte order mark is left out of the text. Decoding is strict: nothing is replaced or guessed
/// over, so that no garbled page enters a graph.
///
/// # Errors
/// Binary data (PDF, archives, images, programs, NUL bytes); bytes that the encoding does not know,
/// with the offset of the first, counted from zero, and its line, counted from one; text whose lines
/// are in different encodings; text in no encoding known here. The messages do not name the file.
pub fn decode(bytes: &[u8], named: Option<Encoding>) -> Result<Decoded> {
    if let Some(kind) = binary::kind(bytes) {
        return Err(binary::refuse(kind));
    }
    let encoding = match named.map(|named| by_mark_or(bytes, named)) {
        Some(encoding) => encoding,
        None => guess::encoding(bytes)?,
    };
    let text = decode_as(bytes, encoding).map_err(|at| undecodable(bytes, at, encoding, named.is_some()))?;
    Ok(Decoded { text, encoding })
}

/// `named`, unless it is UTF-16 and the mark tells the other byte order.
fn by_mark_or(bytes: &[u8], named: Encoding) -> Encoding {
    match named {
        Encoding::Utf16Le if bytes.starts_with(Encoding::Utf16Be.mark()) => Encoding::Utf16Be,
        Encoding::Utf16Be if bytes.starts_with(Encoding::Utf16Le.mark()) => Encoding::Utf16Le,
        named => named,
    }
}

/// The encoding whose byte order mark opens the text.
pub(super) fn marked(bytes: &[u8]) -> Option<Encoding> {
    [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030]
        .into_iter()
        .find(|encoding| bytes.starts_with(encoding.mark()))
}

/// The text without mark, or the offset of the first byte that cannot be decoded.
pub(super) fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<String, usize> {
    let rest = bytes.strip_prefix(encoding.mark()).unwrap_or(bytes);
    let skipped = bytes.len() - rest.len();
    let decoded = match encoding {
        Encoding::Utf8 => std::str::from_utf8(rest).map(str::to_owned).map_err(|error| error.valid_up_to()),
        Encoding::Utf16Le => decode_utf16(rest, u16::from_le_bytes),
        Encoding::Utf16Be => decode_utf16(rest, u16::from_be_bytes),
        Encoding::Gb18030 => decode_strictly(rest, GB18030),
        Encoding::Big5 => decode_strictly(rest, BIG5),
    };
    decoded.map_err(|at| at + skipped)
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let (pairs, odd) = bytes.as_chunks();
    let mut text = String::with_capacity(bytes.len() / 2 * 3);
    let mut at = 0;
    for decoded in char::decode_utf16(pairs.iter().copied().map(unit)) {
        let c = decoded.map_err(|_| at)?;
        at += 2 * c.len_utf16();
        text.push(c);
    }
    if odd.is_empty() { Ok(text) } else { Err(at) }
}

fn decode_strictly(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(length, after), read) => {
            Err(read.saturating_sub(usize::from(length) + usize::from(after)))
        }
        (DecoderResult::OutputFull, read) => Err(read),
    }
}

fn undecodable(bytes: &[u8], at: usize, encoding: Encoding, is_named: bool) -> Error {
    let place = place(bytes, at);
    let message = match encoding {
        _ if is_named => format!("{place} is not {}", encoding.name()),
        Encoding::Utf8 if is_cut(bytes, at) => {
            format!("the text ends inside a character of UTF-8 that begins at {place}")
        }
        Encoding::Gb18030 => format!("{place} is neither UTF-8 nor GB18030"),
        Encoding::Big5 => format!("{place} is neither UTF-8 nor Big5"),
        encoding => format!("{place} is not {}", encoding.name()),
    };
    Error::new(ErrorKind::Input, message).with_hint(match is_named {
        true => "leave out `--encoding` to have it detected, or repair the file",
        false => "repair the file, or name the encoding with `--encoding`",
    })
}

/// Whether the bytes from `at` on are the beginning of one character and nothing else.
fn is_cut(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).map(std::str::from_utf8);
    matches!(rest, Some(Err(error)) if error.valid_up_to() == 0 && error.error_len().is_none())
}

/// A byte offset and its line, for people.
pub(super) fn place(bytes: &[u8], at: usize) -> String {
    let line = 1 + bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
    format!("byte {at} (line {line})")
}
