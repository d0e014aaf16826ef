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
    /// Reads the record.
    pub(super) fn read(self, reading: &Reading) -> Result<Source, Reject> {
        let encoding = reading.encoding.unwrap_or(Encoding::Utf8);
        let decoded = decode(&self.bytes, Some(encoding))
            .map_err(|error| self.place(undecodable(&self.name, &self.bytes, &error)))?;
        let (text, mut declared) = record::read(&decoded.text, &reading.columns)
            .map_err(|bad| self.place(Reject::content(&self.name, bad.code, bad.to_string())))?;
        declared.date = declared.date.or_else(|| reading.date.clone());
        Ok(Source { name: self.name, line: Some(self.number), declared, encoding, text })
    }

    /// Puts a reject at its place in the file.
    pub(super) fn place(&self, reject: Reject) -> Reject {
        let byte = self.start + reject.byte.unwrap_or_default();
        reject.at_line(self.number).at_byte(byte)
    }
}

/// The lines of a JSON Lines file, blank ones passed over.
pub(super) struct Lines {
    name: String,
    from: Option<Stream>,
    number: usize,
    byte: u64,
    n_units: usize,
}

impl Lines {
    pub(super) fn new(name: String, from: Stream) -> Self {
        Lines { name, from: Some(from), number: 0, byte: 0, n_units: 0 }
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
                return Some(Unit::Record(line));
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
