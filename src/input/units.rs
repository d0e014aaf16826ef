//! The pieces of work that files are cut into, one text each, and the reading of one.

use std::io::{BufRead, Read};
use std::vec;

use super::columns::Columns;
use super::lines::{BOM, Line, Lines};
#[cfg(feature = "pdf")]
use super::pdf::{self, Page, Pages};
use super::plain;
use super::reject::Reject;
use super::stream::{self, Stream};
use super::table::{Row, Rows};
#[cfg(feature = "html")]
use super::web;
use super::{Form, Input, Place};
use crate::text::{Encoding, Source};

/// How texts are read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The encoding of the files, where it is not to be detected.
    pub encoding: Option<Encoding>,
    /// The issue date of texts that declare none, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The most bytes that one text may have.
    pub max_size: u64,
    /// Under which names records hold what.
    pub columns: Columns,
}

/// The default of [`Reading::max_size`], and the most that a record can have.
///
/// A newspaper page has some twenty kilobytes and a thick book two megabytes. Reading one text takes
/// about forty times its size in memory, one of thousands of articles ninety times, so that this one stays below
/// one and a half gibibytes.
pub const MAX_SIZE: u64 = 16 * 1024 * 1024;

/// A PDF may have so many times the bytes of a text: most of them are pictures and fonts.
#[cfg(feature = "pdf")]
const PDF_FACTOR: u64 = 16;

impl Default for Reading {
    fn default() -> Self {
        Reading { encoding: None, date: None, max_size: MAX_SIZE, columns: Columns::default() }
    }
}

/// One text to read: a file that no one has opened yet, or bytes that are here.
#[derive(Debug)]
pub enum Unit {
    /// A file that is one text, to be opened by whoever reads it, and its size.
    File(Input, u64),
    /// The whole of standard input.
    Bytes(String, Form, Vec<u8>),
    /// One line of a JSON Lines file, and its encoding.
    Record(Line, Encoding),
    /// One row of a table.
    Row(Row),
    /// One page of a PDF.
    #[cfg(feature = "pdf")]
    Page(Page),
    /// Something that could not even be cut into texts.
    Rejected(Reject),
}

impl Unit {
    /// About how many bytes of memory its text takes.
    pub fn weight(&self) -> usize {
        match self {
            Unit::File(_, size) => usize::try_from(*size).unwrap_or(usize::MAX),
            Unit::Bytes(_, _, bytes) => bytes.len(),
            Unit::Record(line, _) => line.bytes.len(),
            Unit::Row(row) => row.line.bytes.len(),
            #[cfg(feature = "pdf")]
            Unit::Page(page) => page.text.len(),
            Unit::Rejected(_) => 0,
        }
    }

    /// The file that it belongs to.
    pub fn name(&self) -> &str {
        match self {
            Unit::File(input, _) => &input.name,
            Unit::Bytes(name, ..) => name,
            Unit::Record(line, _) => &line.name,
            Unit::Row(row) => &row.line.name,
            #[cfg(feature = "pdf")]
            Unit::Page(page) => &page.name,
            Unit::Rejected(reject) => &reject.file,
        }
    }

    /// Reads and decodes the text.
    ///
    /// # Errors
    /// What turns the text away.
    pub fn read(self, reading: &Reading) -> Result<Source, Reject> {
        match self {
            Unit::File(input, _) => {
                let bytes = read_whole(&input.name, stream::open(&input)?, reading.max_size)?;
                read_text(input.name, input.form, &bytes, reading)
            }
            Unit::Bytes(name, form, bytes) => read_text(name, Some(form), &bytes, reading),
            Unit::Record(line, encoding) => line.read(encoding, reading),
            Unit::Row(row) => row.read(reading),
            #[cfg(feature = "pdf")]
            Unit::Page(page) => Ok(page.read(reading)),
            Unit::Rejected(reject) => Err(reject),
        }
    }
}

fn read_text(name: String, form: Option<Form>, bytes: &[u8], reading: &Reading) -> Result<Source, Reject> {
    match form {
        #[cfg(feature = "html")]
        Some(Form::Html) => web::read(name, bytes, reading),
        _ => plain::read(name, bytes, reading),
    }
}

fn read_whole(name: &str, from: Stream, limit: u64) -> Result<Vec<u8>, Reject> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Reject::unreadable(name, &error))?;
    if bytes.len() as u64 <= limit {
        return Ok(bytes);
    }
    let reason = format!("it is larger than the {limit} bytes that one text may have");
    Err(Reject::limit(name, "too-big", reason).with_hint("split it into pages, or raise the limit with `--max-size`"))
}

/// Cuts inputs into units, reading only as far as asked.
pub struct Units<'a> {
    inputs: vec::IntoIter<Input>,
    reading: &'a Reading,
    records: Option<Records>,
}

/// The file of records that is being read.
enum Records {
    Lines(Lines),
    Rows(Box<Rows>),
    #[cfg(feature = "pdf")]
    Pages(Pages),
}

impl Records {
    fn next(&mut self) -> Option<Unit> {
        match self {
            Records::Lines(lines) => lines.next(),
            Records::Rows(rows) => rows.next(),
            #[cfg(feature = "pdf")]
            Records::Pages(pages) => pages.next(),
        }
    }
}

impl<'a> Units<'a> {
    /// The units of `inputs`, in their order.
    pub fn new(inputs: Vec<Input>, reading: &'a Reading) -> Self {
        Units { inputs: inputs.into_iter(), reading, records: None }
    }

    fn open(&mut self, input: Input) -> Option<Unit> {
        let is_stdin = input.place == Place::Stdin;
        if !is_stdin && !input.form.is_some_and(Form::has_records) {
            let size = stream::size(&input);
            return Some(Unit::File(input, size));
        }
        let mut from = match stream::open_records(&input) {
            Ok(from) => from,
            Err(reject) => return Some(Unit::Rejected(reject)),
        };
        let form = match input.form {
            Some(form) => form,
            None => match from.fill_buf() {
                Ok(start) => shown(start),
                Err(error) => return Some(Unit::Rejected(Reject::unreadable(&input.name, &error))),
            },
        };
        self.records = match form {
            Form::JsonLines => match Lines::open(input.name, from, self.reading.encoding) {
                Ok(lines) => Some(Records::Lines(lines)),
                Err(reject) => return Some(Unit::Rejected(reject)),
            },
            Form::Table { delimiter } => {
                Some(Records::Rows(Box::new(Rows::new(input.name, from, delimiter, self.reading))))
            }
            #[cfg(feature = "pdf")]
            Form::Pdf => match read_whole(&input.name, from, self.reading.max_size.saturating_mul(PDF_FACTOR)) {
                Ok(bytes) => Some(Records::Pages(Pages::new(input.name, bytes, self.reading))),
                Err(reject) => return Some(Unit::Rejected(reject)),
            },
            _ => {
                return Some(match read_whole(&input.name, from, self.reading.max_size) {
                    Ok(bytes) => Unit::Bytes(input.name, form, bytes),
                    Err(reject) => Unit::Rejected(reject),
                });
            }
        };
        None
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        loop {
            if let Some(records) = &mut self.records {
                match records.next() {
                    Some(unit) => return Some(unit),
                    None => self.records = None,
                }
            }
            let input = self.inputs.next()?;
            if let Some(unit) = self.open(input) {
                return Some(unit);
            }
        }
    }
}

/// The form that the first bytes of standard input show.
fn shown(start: &[u8]) -> Form {
    match start {
        start if looks_like_json(start) => Form::JsonLines,
        #[cfg(feature = "pdf")]
        start if start.starts_with(pdf::START) => Form::Pdf,
        start if cfg!(feature = "html") && plain::looks_like_html(start) => Form::Html,
        _ => Form::Text,
    }
}

/// Whether standard input holds records: no page of news starts with `{"`.
fn looks_like_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(BOM).unwrap_or(start).trim_ascii_start();
    start.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}
