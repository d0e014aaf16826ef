//! A table of texts with a header, CSV by RFC 4180 or its like with tabs: a row is a record.
//!
//! A quote that nobody closes would swallow all that follows, and a stray one would shift it. So the rules
//! are kept strictly, and where a row breaks them only its first line is given up: reading goes on behind it.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::mem;
use std::sync::Arc;

use super::columns::{Columns, Role};
use super::lines::{BOM, Line, encoding_of};
use super::record::{self, MAX_LINE};
use super::reject::Reject;
use super::stream::Stream;
use super::units::{Reading, Unit};
use crate::text::{Encoding, Source};

/// What the header of a table says, for all its rows.
#[derive(Debug)]
pub struct Header {
    n_fields: usize,
    /// For each role that has one the index of its field.
    places: BTreeMap<Role, usize>,
    delimiter: char,
    encoding: Encoding,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    pub(super) line: Line,
    header: Arc<Header>,
}

impl Row {
    /// Reads the record.
    pub(super) fn read(self, reading: &Reading) -> Result<Source, Reject> {
        let Row { line, header } = self;
        let mut fields = fields(&line.decode(header.encoding, reading.encoding)?, header.delimiter);
        if fields.len() != header.n_fields {
            let reason = format!("it has {} fields, the header {}", fields.len(), header.n_fields);
            return Err(line.place(Reject::content(&line.name, "csv", reason)));
        }
        let value = |role: Role| fields.get_mut(*header.places.get(&role)?).map(mem::take);
        let (text, mut declared) =
            record::declare(&reading.columns, value).map_err(|bad| line.place(bad.into_reject(&line.name)))?;
        declared.date = declared.date.or_else(|| reading.date.clone());
        Ok(Source { name: line.name, line: Some(line.number), declared, encoding: header.encoding, text })
    }
}

/// The fields of a row that keeps the rules, without their quotes.
fn fields(row: &str, delimiter: char) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut state = State::Start;
    for c in row.chars() {
        let next = state.after(c, delimiter);
        let field = fields.last_mut().expect("there is always a field");
        match (state, next) {
            (_, State::Start) => fields.push(String::new()),
            // Only the second of two quotes is text.
            (State::Quoted, State::Closed) | (State::Start, State::Quoted) => (),
            (_, State::Plain | State::Quoted) => field.push(c),
            _ => (),
        }
        state = next;
    }
    fields
}

/// Where in a row a reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before a field.
    Start,
    /// In a field without quotes.
    Plain,
    /// In a field with quotes.
    Quoted,
    /// After a quote that closes the field, or is the first of two.
    Closed,
    /// After the carriage return behind a closed field.
    Return,
    /// After the line break that ends the row.
    End,
    /// A quote in a field that has none around it.
    Stray,
    /// Something between a closing quote and the next field.
    Trailing,
}

impl State {
    fn after(self, c: char, delimiter: char) -> State {
        match (self, c) {
            (State::Quoted, '"') => State::Closed,
            (State::Quoted, _) => State::Quoted,
            (State::Closed, '"') => State::Quoted,
            (State::Closed, '\r') => State::Return,
            (State::Start, '"') => State::Quoted,
            (_, '\n') => State::End,
            (State::Return, _) => State::Trailing,
            (_, c) if c == delimiter => State::Start,
            (State::Closed, _) => State::Trailing,
            // The rules for tabs know no quotes, so that one inside a field is text.
            (State::Plain, '"') if delimiter == ',' => State::Stray,
            _ => State::Plain,
        }
    }
}

/// The rows of a table, blank lines passed over.
pub(super) struct Rows {
    name: String,
    from: Option<Stream>,
    delimiter: u8,
    columns: Columns,
    encoding: Option<Encoding>,
    header: Option<Arc<Header>>,
    /// What was read and not given away.
    buffer: Vec<u8>,
    /// Where in the buffer the next row starts, which line that is, counted from one, and which byte of the file.
    at: usize,
    number: usize,
    byte: u64,
    /// What is to be said when all rows are given away.
    fault: Option<Reject>,
    n_units: usize,
    /// How many bytes were read in vain, because a quote was not closed.
    n_vain: usize,
    is_over: bool,
}

/// How many bytes may be read in vain before the rest of a file is given up.
const MOST_VAIN: usize = 256 << 20;

/// A row as it was cut.
enum Cut {
    /// So many bytes of the buffer.
    Row(usize),
    /// It breaks a rule.
    Broken(Reject),
    /// There are no more.
    Over,
}

impl Rows {
    pub(super) fn new(name: String, from: Stream, delimiter: u8, reading: &Reading) -> Self {
        Rows {
            name,
            from: Some(from),
            delimiter,
            columns: reading.columns.clone(),
            encoding: reading.encoding,
            header: None,
            buffer: Vec::new(),
            at: 0,
            number: 1,
            byte: 0,
            fault: None,
            n_units: 0,
            n_vain: 0,
            is_over: false,
        }
    }

    pub(super) fn next(&mut self) -> Option<Unit> {
        while !self.is_over {
            match self.cut() {
                Cut::Row(length) => {
                    let line = self.take(length);
                    if line.bytes.trim_ascii().is_empty() {
                        continue;
                    }
                    self.n_units += 1;
                    let Some(header) = &self.header else {
                        match self.read_header(&line) {
                            Ok(header) => self.header = Some(Arc::new(header)),
                            Err(reject) => {
                                self.is_over = true;
                                return Some(Unit::Rejected(reject));
                            }
                        }
                        continue;
                    };
                    return Some(Unit::Row(Row { line, header: Arc::clone(header) }));
                }
                Cut::Broken(reject) => {
                    let reject = reject.at_line(self.number).at_byte(self.byte);
                    self.skip_line();
                    self.n_units += 1;
                    // Without a header no row can be understood.
                    self.is_over = self.header.is_none() || self.n_vain > MOST_VAIN;
                    return Some(Unit::Rejected(reject));
                }
                Cut::Over => self.is_over = true,
            }
        }
        self.end()
    }

    /// What is said at the end: why it came too early, or that there was nothing.
    fn end(&mut self) -> Option<Unit> {
        if let Some(fault) = self.fault.take() {
            self.n_units = 2;
            return Some(Unit::Rejected(fault));
        }
        // The header is one.
        if self.n_units > 1 || (self.header.is_none() && self.n_units > 0) {
            return None;
        }
        self.n_units = 2;
        Some(Unit::Rejected(Reject::content(&self.name, "empty", "the file holds no record").at_byte(0)))
    }

    /// Finds the end of the next row.
    fn cut(&mut self) -> Cut {
        self.forget();
        let (mut state, mut pos) = (State::Start, self.at);
        let mut opened = self.number;
        let mut number = self.number;
        loop {
            if pos == self.buffer.len() && !self.fill() {
                break;
            }
            while let Some(&byte) = self.buffer.get(pos) {
                // All bytes that mean something to a table are ASCII, and in no encoding read here part of another
                // character.
                let next = state.after(char::from(byte), char::from(self.delimiter));
                if state == State::Start && next == State::Quoted {
                    opened = number;
                }
                state = next;
                number += usize::from(byte == b'\n');
                pos += 1;
                match state {
                    State::End => return Cut::Row(pos - self.at),
                    State::Stray => return self.broken("a quote stands in a field that has none around it"),
                    State::Trailing => return self.broken("a quoted field goes on behind its closing quote"),
                    _ if pos - self.at > MAX_LINE => return self.too_long(state, opened),
                    _ => (),
                }
            }
        }
        if pos == self.at || self.fault.is_some() {
            // A row that a fault cut off is told by the fault.
            return Cut::Over;
        }
        match state {
            State::Quoted => self.unclosed(pos, &format!("the quote that opens in line {opened} is not closed")),
            _ => Cut::Row(pos - self.at),
        }
    }

    /// A row that an open quote makes of all that was read up to `pos`; after too many of them there is no end in sight.
    fn unclosed(&mut self, pos: usize, reason: &str) -> Cut {
        self.n_vain += pos - self.at;
        if self.n_vain <= MOST_VAIN {
            return self.broken(reason);
        }
        let hint = "put quotes around the whole field, and double those inside";
        let reason = format!("{reason}; as so many before it, so that the rest of the file is not read");
        Cut::Broken(Reject::content(&self.name, "csv", reason).with_hint(hint))
    }

    fn broken(&self, reason: &str) -> Cut {
        let hint = "put quotes around the whole field, and double those inside";
        let reason = format!("{reason}; reading goes on in line {}", self.number + 1);
        Cut::Broken(Reject::content(&self.name, "csv", reason).with_hint(hint))
    }

    fn too_long(&mut self, state: State, opened: usize) -> Cut {
        if state == State::Quoted {
            let reason = format!("the quote that opens in line {opened} is not closed within {MAX_LINE} bytes");
            return self.unclosed(self.at + MAX_LINE, &reason);
        }
        let reason = format!("the row is longer than the {MAX_LINE} bytes that a record may have");
        Cut::Broken(Reject::limit(&self.name, "line-too-long", reason))
    }

    /// Reads more into the buffer; whether there was more.
    fn fill(&mut self) -> bool {
        let Some(from) = &mut self.from else { return false };
        let got = loop {
            match from.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => (),
                got => break got.map(<[u8]>::len),
            }
        };
        let n_bytes = match got {
            Ok(n_bytes) => n_bytes,
            Err(error) => {
                self.fault = Some(Reject::unreadable(&self.name, &error));
                0
            }
        };
        if n_bytes == 0 {
            self.from = None;
            return false;
        }
        // It is there; filling again only lends it.
        if let Ok(bytes) = from.fill_buf() {
            let is_first = self.buffer.is_empty() && self.byte == 0 && self.number == 1;
            let text = bytes.strip_prefix(BOM).filter(|_| is_first).unwrap_or(bytes);
            self.byte += (bytes.len() - text.len()) as u64;
            self.buffer.extend_from_slice(text);
        }
        from.consume(n_bytes);
        true
    }

    /// Lets go of what was given away, now and then, so that what stays is not moved for each row.
    fn forget(&mut self) {
        if self.at == self.buffer.len() || self.at > (1 << 20) {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
    }

    /// What was read and is not given away.
    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).expect("no more is given away than was read")
    }

    fn take(&mut self, length: usize) -> Line {
        let row = self.rest().get(..length).expect("the row was cut from what was read");
        let n_lines = row.iter().filter(|&&byte| byte == b'\n').count();
        let bytes = match row {
            [bytes @ .., b'\n' | b'\r', b'\n' | b'\r'] | [bytes @ .., b'\n' | b'\r'] => bytes,
            bytes => bytes,
        };
        let line = Line { name: self.name.clone(), number: self.number, start: self.byte, bytes: bytes.to_vec() };
        self.at += length;
        self.byte += length as u64;
        self.number += n_lines;
        line
    }

    /// Passes over one line, however long.
    fn skip_line(&mut self) {
        loop {
            if let Some(length) = self.rest().iter().position(|&byte| byte == b'\n') {
                self.byte += length as u64 + 1;
                self.at += length + 1;
                self.number += 1;
                return;
            }
            self.byte += self.rest().len() as u64;
            self.at = self.buffer.len();
            self.forget();
            if !self.fill() {
                return;
            }
        }
    }

    fn read_header(&self, line: &Line) -> Result<Header, Reject> {
        let (encoding, names) = self.names(line)?;
        let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
        let mut places = BTreeMap::new();
        for role in Role::ALL {
            for wanted in self.columns.names(role) {
                let mut found = names.iter().enumerate().filter(|(_, name)| name.eq_ignore_ascii_case(wanted));
                let (Some((place, _)), again) = (found.next(), found.next()) else { continue };
                if again.is_some() {
                    let reason = format!("the header names the column `{wanted}` twice");
                    return Err(line.place(Reject::content(&self.name, "csv", reason)));
                }
                places.insert(role, place);
                break;
            }
        }
        if !places.contains_key(&Role::Text) {
            return Err(line.place(self.without_text(&names)));
        }
        Ok(Header { n_fields: names.len(), places, delimiter: char::from(self.delimiter), encoding })
    }

    /// What is said of a header that names no column for the text.
    fn without_text(&self, names: &[&str]) -> Reject {
        let wanted = self.columns.names(Role::Text).join("`, `");
        let there = record::listed(names);
        let reason = format!("the header names no column `{wanted}`, only `{there}`");
        let hint = match names {
            [name] if name.contains('\t') => "name the file `.tsv` if tabs stand between its fields",
            _ => "name the column that holds the text with `--column text=NAME`",
        };
        Reject::content(&self.name, "csv", reason).with_hint(hint)
    }

    /// The encoding of the table, as the lines read so far show it, and the names of its columns.
    fn names(&self, line: &Line) -> Result<(Encoding, Vec<String>), Reject> {
        let start = [&line.bytes, b"\n".as_slice(), self.rest()].concat();
        let encoding = encoding_of(&self.name, &start, self.encoding).map_err(|reject| line.place(reject))?;
        let header = line.decode(encoding, self.encoding)?;
        Ok((encoding, fields(&header, char::from(self.delimiter))))
    }
}
