//! The pieces of work that files are cut into, one text each, and the reading of one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::vec;

use super::inputs::{Form, Input, Place};
use super::record::{self, MAX_LINE};
use super::reject::Reject;
use crate::text::{Declared, Encoding, Source, decode};

/// How texts are read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The encoding of the files, where it is not to be detected.
    pub encoding: Option<Encoding>,
    /// The issue date of texts that declare none, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The most bytes that one text may have.
    pub max_size: u64,
}

/// The default of [`Reading::max_size`], and the most that a record can have.
///
/// A newspaper page has some twenty kilobytes and a thick book two megabytes. Reading one text takes
/// about forty times its size in memory, so that this one stays below a gibibyte.
pub const MAX_SIZE: u64 = 16 * 1024 * 1024;

impl Default for Reading {
    fn default() -> Self {
        Reading { encoding: None, date: None, max_size: MAX_SIZE }
    }
}

/// One text to read: a file that no one has opened yet, or bytes that are here.
#[derive(Debug)]
pub enum Unit {
    /// A plain text file, to be opened by whoever reads it.
    File(Input, u64),
    /// The whole of standard input.
    Bytes(String, Vec<u8>),
    /// One line of a JSON Lines file.
    Record(Line),
    /// Something that could not even be cut into texts.
    Rejected(Reject),
}

/// A line of a file, as bytes.
#[derive(Debug)]
pub struct Line {
    name: String,
    /// Counted from one.
    number: usize,
    /// The byte of the file at which it starts.
    start: u64,
    bytes: Vec<u8>,
}

impl Unit {
    /// About how many bytes of memory its text takes.
    pub fn weight(&self) -> usize {
        match self {
            Unit::File(_, size) => usize::try_from(*size).unwrap_or(usize::MAX),
            Unit::Bytes(_, bytes) => bytes.len(),
            Unit::Record(line) => line.bytes.len(),
            Unit::Rejected(_) => 0,
        }
    }

    /// The file that it belongs to.
    pub fn name(&self) -> &str {
        match self {
            Unit::File(input, _) => &input.name,
            Unit::Bytes(name, _) => name,
            Unit::Record(line) => &line.name,
            Unit::Rejected(reject) => &reject.file,
        }
    }

    /// Reads and decodes the text.
    pub fn read(self, reading: &Reading) -> Result<Source, Reject> {
        match self {
            Unit::File(input, _) => {
                let bytes = read_file(&input, reading)?;
                plain(input.name, &bytes, reading)
            }
            Unit::Bytes(name, bytes) => plain(name, &bytes, reading),
            Unit::Record(line) => line.read(reading),
            Unit::Rejected(reject) => Err(reject),
        }
    }
}

impl Line {
    fn read(self, reading: &Reading) -> Result<Source, Reject> {
        let encoding = reading.encoding.unwrap_or(Encoding::Utf8);
        let decoded = decode(&self.bytes, Some(encoding))
            .map_err(|error| self.place(undecodable(&self.name, &self.bytes, &error)))?;
        let (text, mut declared) = record::read(&decoded.text)
            .map_err(|bad| self.place(Reject::content(&self.name, bad.code, bad.to_string())))?;
        declared.date = declared.date.or_else(|| reading.date.clone());
        Ok(Source { name: self.name, line: Some(self.number), declared, encoding, text })
    }

    fn place(&self, reject: Reject) -> Reject {
        let byte = self.start + reject.byte.unwrap_or_default();
        reject.at_line(self.number).at_byte(byte)
    }
}

fn plain(name: String, bytes: &[u8], reading: &Reading) -> Result<Source, Reject> {
    if bytes.is_empty() {
        return Err(Reject::content(&name, "empty", "the file is empty").at_byte(0));
    }
    let decoded = decode(bytes, reading.encoding).map_err(|error| undecodable(&name, bytes, &error))?;
    if let Some((at, control)) = first_of_many_controls(&decoded.text) {
        let reason = format!(
            "it is not text: character {at} is the control character U+{:04X}, and many follow",
            u32::from(control)
        );
        let byte = (decoded.encoding == Encoding::Utf8).then(|| decoded.text.find(control).unwrap_or_default() as u64);
        return Err(Reject { byte, ..Reject::content(&name, "binary", reason) });
    }
    if decoded.text.chars().all(char::is_whitespace) {
        return Err(Reject::content(&name, "empty", "the file holds only white space").at_byte(0));
    }
    let declared = Declared { date: reading.date.clone(), ..Declared::default() };
    Ok(Source { name, line: None, declared, encoding: decoded.encoding, text: decoded.text })
}

fn read_file(input: &Input, reading: &Reading) -> Result<Vec<u8>, Reject> {
    let Place::File(path) = &input.place else { return Ok(Vec::new()) };
    File::open(path)
        .map_err(|error| Reject::unreadable(&input.name, &error))
        .and_then(|file| read_whole(&input.name, file, reading))
}

fn read_whole(name: &str, mut from: impl Read, reading: &Reading) -> Result<Vec<u8>, Reject> {
    let mut bytes = Vec::new();
    let limit = reading.max_size;
    (&mut from)
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Reject::unreadable(name, &error))?;
    if bytes.len() as u64 <= limit {
        return Ok(bytes);
    }
    let reason = format!("it is larger than the {limit} bytes that one text may have");
    Err(Reject::limit(name, "too-big", reason).with_hint("split it into pages, or raise the limit with `--max-size`"))
}

fn undecodable(name: &str, bytes: &[u8], error: &crate::Error) -> Reject {
    let hint = error.hint().map(str::to_owned);
    let reject = match number_after(error.message(), "byte ") {
        Some(byte) => Reject::content(name, "undecodable", error.message()).at_byte(byte),
        // What is no text at all shows it by how it begins, or by its first NUL.
        None => {
            let is_by_nul = error.message().contains("NUL");
            let byte = bytes.iter().position(|&byte| is_by_nul && byte == 0).unwrap_or(0);
            let reason = format!("byte {byte}: {}", error.message());
            Reject::content(name, "binary", reason).at_byte(byte as u64)
        }
    };
    Reject { hint, ..reject }
}

fn number_after(text: &str, word: &str) -> Option<u64> {
    let (_, rest) = text.split_once(word)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The place of the first control character, if there are too many of them for a text.
///
/// One in fifty among the first characters; a page keeps stray ones from a bad conversion.
fn first_of_many_controls(text: &str) -> Option<(usize, char)> {
    let is_control = |c: &char| c.is_control() && !"\t\n\r\u{c}\u{b}\u{1b}\u{85}".contains(*c);
    let (mut n_chars, mut n_controls, mut first) = (0, 0, None);
    for (at, c) in text.chars().take(65_536).enumerate() {
        n_chars += 1;
        if is_control(&c) {
            n_controls += 1;
            first = first.or(Some((at, c)));
        }
    }
    first.filter(|_| n_controls * 50 > n_chars)
}

/// Cuts inputs into units, reading only as far as asked.
pub struct Units<'a> {
    inputs: vec::IntoIter<Input>,
    reading: &'a Reading,
    lines: Option<Lines>,
}

impl<'a> Units<'a> {
    /// The units of `inputs`, in their order.
    pub fn new(inputs: Vec<Input>, reading: &'a Reading) -> Self {
        Units { inputs: inputs.into_iter(), reading, lines: None }
    }

    fn open(&mut self, input: Input) -> Option<Unit> {
        let Place::File(path) = &input.place else { return self.open_stdin(input.name) };
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return Some(Unit::Rejected(Reject::unreadable(&input.name, &error))),
        };
        if input.form == Some(Form::JsonLines) {
            self.lines = Some(Lines::new(input.name, Box::new(BufReader::with_capacity(1 << 16, file))));
            return None;
        }
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        Some(Unit::File(input, size))
    }

    fn open_stdin(&mut self, name: String) -> Option<Unit> {
        let mut from = BufReader::with_capacity(1 << 16, io::stdin());
        match from.fill_buf() {
            Err(error) => Some(Unit::Rejected(Reject::unreadable(&name, &error))),
            Ok(start) if looks_like_json(start) => {
                self.lines = Some(Lines::new(name, Box::new(from)));
                None
            }
            Ok(_) => Some(match read_whole(&name, from, self.reading) {
                Ok(bytes) => Unit::Bytes(name, bytes),
                Err(reject) => Unit::Rejected(reject),
            }),
        }
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(unit) => return Some(unit),
                    None => self.lines = None,
                }
            }
            let input = self.inputs.next()?;
            if let Some(unit) = self.open(input) {
                return Some(unit);
            }
        }
    }
}

/// Whether standard input holds records: no page of news starts with `{"`.
fn looks_like_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(BOM).unwrap_or(start).trim_ascii_start();
    start.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// The lines of a JSON Lines file, blank ones passed over.
struct Lines {
    name: String,
    from: Option<Box<dyn BufRead + Send>>,
    number: usize,
    byte: u64,
    n_units: usize,
}

impl Lines {
    fn new(name: String, from: Box<dyn BufRead + Send>) -> Self {
        Lines { name, from: Some(from), number: 0, byte: 0, n_units: 0 }
    }

    fn next(&mut self) -> Option<Unit> {
        while let Some(from) = &mut self.from {
            let mut bytes = Vec::new();
            let start = self.byte;
            let got = from.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut bytes);
            match got {
                Err(error) => {
                    self.from = None;
                    return Some(self.reject(Reject::unreadable(&self.name, &error), start));
                }
                Ok(0) => self.from = None,
                Ok(n) => self.byte += n as u64,
            }
            self.number += 1;
            if bytes.len() > MAX_LINE && !bytes.ends_with(b"\n") {
                self.skip_line();
                let reason = format!("the line is longer than the {MAX_LINE} bytes that a record may have");
                return Some(self.reject(Reject::limit(&self.name, "line-too-long", reason), start));
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

    fn reject(&mut self, reject: Reject, start: u64) -> Unit {
        self.n_units += 1;
        Unit::Rejected(reject.at_line(self.number.max(1)).at_byte(start))
    }

    fn skip_line(&mut self) {
        let Some(from) = &mut self.from else { return };
        match from.skip_until(b'\n') {
            Ok(n) => self.byte += n as u64,
            Err(_) => self.from = None,
        }
    }
}
