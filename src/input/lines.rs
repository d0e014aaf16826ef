//! A JSON Lines file as records, read line by line.

use std::io::{BufRead, Read};

use super::plain::undecodable;
use super::record::{self, MAX_LINE};
use super::reject::Reject;
use super::stream::Stream;
use super::units::{Reading, Unit};
use crate::text::{Encoding, Source, decode};

pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// A line of a file, as bytes.
#[derive(Debug)]
pub struct Line {
    pub(super) name: String,
    /// Counted from one.
    pub(super) number: usize,
    /// The byte of the file, unpacked, at which it starts.
    pub(super) start: u64,
    pub(super) bytes: Vec<u8>,
}

impl Line {
    /// Reads the record, which is in the encoding of its file.
    pub(super) fn read(self, encoding: Encoding, reading: &Reading) -> Result<Source, Reject> {
        let line = self.decode(encoding, reading.encoding)?;
        let (text, mut declared) =
            record::read(&line, &reading.columns).map_err(|bad| self.place(bad.into_reject(&self.name)))?;
        declared.date = declared.date.or_else(|| reading.date.clone());
        Ok(Source { name: self.name, line: Some(self.number), declared, encoding, text })
    }

    /// The text of the record. `named` is the encoding that the user named, if any.
    pub(super) fn decode(&self, encoding: Encoding, named: Option<Encoding>) -> Result<String, Reject> {
        let error = match decode(&self.bytes, Some(encoding)) {
            Ok(decoded) => return Ok(decoded.text),
            Err(error) => error,
        };
        let reject = self.place(undecodable(&self.name, &self.bytes, &error));
        // The decoder counts in the record, and takes every encoding for a named one.
        Err(match (reject.code, reject.byte) {
            ("undecodable", Some(byte)) => {
                let hint = match named {
                    Some(_) => error.hint().unwrap_or_default(),
                    None => "repair the record, or name the encoding of the file with `--encoding`",
                };
                Reject { reason: format!("byte {byte} is not {}", encoding.name()), ..reject }.with_hint(hint)
            }
            _ => Reject { reason: error.message().to_owned(), ..reject },
        })
    }

    /// Puts a reject at its place in the file.
    pub(super) fn place(&self, reject: Reject) -> Reject {
        let byte = self.start + reject.byte.unwrap_or_default();
        reject.at_line(self.number).at_byte(byte)
    }
}

/// The encoding of a file of records: the one named, else the one that its first lines show.
///
/// What shows none is UTF-8, and the first record that is not says where.
///
/// # Errors
/// UTF-16: its line breaks are no bytes of their own.
pub(super) fn encoding_of(name: &str, start: &[u8], named: Option<Encoding>) -> Result<Encoding, Reject> {
    let end = start.iter().rposition(|&byte| byte == b'\n');
    let lines = end.and_then(|end| start.get(..=end)).unwrap_or(start);
    // A line break of UTF-16 is cut in two by its last byte; its characters are pairs.
    let pairs = start.get(..start.len() / 2 * 2).unwrap_or(start);
    let shown = |bytes| decode(bytes, None).ok().map(|decoded| decoded.encoding);
    let encoding = named.or_else(|| shown(lines)).or_else(|| shown(pairs)).unwrap_or(Encoding::Utf8);
    let is_marked = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    if is_marked || matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        let reason = "byte 0: a file in UTF-16 cannot be cut into records";
        return Err(Reject::content(name, "undecodable", reason).at_byte(0).with_hint("convert it to UTF-8 first"));
    }
    Ok(encoding)
}

/// The lines of a JSON Lines file, blank ones passed over.
pub(super) struct Lines {
    name: String,
    encoding: Encoding,
    from: Option<Stream>,
    number: usize,
    byte: u64,
    n_units: usize,
}

impl Lines {
    /// The lines of `from`, in the encoding `named` or the one that they show.
    ///
    /// # Errors
    /// What cannot be read at all, or not be cut into lines.
    pub(super) fn open(name: String, mut from: Stream, named: Option<Encoding>) -> Result<Self, Reject> {
        let start = from.fill_buf().map_err(|error| Reject::unreadable(&name, &error))?;
        let encoding = encoding_of(&name, start, named)?;
        Ok(Lines { name, encoding, from: Some(from), number: 0, byte: 0, n_units: 0 })
    }

    pub(super) fn next(&mut self) -> Option<Unit> {
        while let Some(from) = &mut self.from {
            let mut bytes = Vec::new();
            let start = self.byte;
            let got = from.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut bytes);
            self.number += 1;
            match got {
                Err(error) => {
                    self.from = None;
                    let reject = Reject::unreadable(&self.name, &error);
                    // A fault of a packed stream has its own place, in the file as it is stored.
                    let byte = reject.byte.or(reject.is_of_system().then_some(start));
                    return Some(self.reject(Reject { byte, ..reject }));
                }
                Ok(0) => self.from = None,
                Ok(n) => self.byte += n as u64,
            }
            if bytes.len() > MAX_LINE && !bytes.ends_with(b"\n") {
                self.skip_line();
                let reason = format!("the line is longer than the {MAX_LINE} bytes that a record may have");
                return Some(self.reject(Reject::limit(&self.name, "line-too-long", reason).at_byte(start)));
            }
            if self.number == 1 && bytes.starts_with(BOM) {
                bytes.drain(..BOM.len());
            }
            bytes.truncate(bytes.trim_ascii_end().len());
            if !bytes.trim_ascii_start().is_empty() {
                self.n_units += 1;
                let line = Line { name: self.name.clone(), number: self.number, start, bytes };
                return Some(Unit::Record(line, self.encoding));
            }
        }
        self.end()
    }

    /// What is said once at the end: that there was nothing.
    fn end(&mut self) -> Option<Unit> {
        if self.n_units > 0 {
            return None;
        }
        self.n_units = 1;
        let reject = Reject::content(&self.name, "empty", "the file holds no record").at_byte(0);
        Some(Unit::Rejected(reject))
    }

    fn reject(&mut self, reject: Reject) -> Unit {
        self.n_units += 1;
        Unit::Rejected(reject.at_line(self.number))
    }

    fn skip_line(&mut self) {
        let Some(from) = &mut self.from else { return };
        match from.skip_until(b'\n') {
            Ok(n) => self.byte += n as u64,
            Err(_) => self.from = None,
        }
    }
}
