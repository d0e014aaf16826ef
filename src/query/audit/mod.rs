//! The proof of a store: its sources read again, and every quote looked up at its place.
//!
//! Each sentence and each mention of a document graph says which characters of which source it stands at. [`audit`]
//! reads the sources as `build` does and compares. Where a file is no longer the one that was read, quotes that
//! have moved are found again, so that it can be told what moved from what is gone.
//!
//! Of the store its documents' names and of a source its text are in memory, and what the documents of one file
//! claim of it while it is read; a file of records is read record by record.

mod anchor;
mod claim;
mod page;
mod records;
mod sources;

use std::collections::BTreeMap;
use std::ops::Range;

use oxigraph::model::{NamedNode, Term};

use self::anchor::faults;
use self::claim::{claims, count};
use self::page::Page;
use self::sources::Sources;
use super::reader::Reader;
use crate::build;
use crate::error::Result;
use crate::input::{self, Form, Input, Place, Reading, Reject, Units};
use crate::rdf::term::{prov, schema, sg};
use crate::store::Store;

/// What an audit tells, piece by piece.
#[derive(Clone, Debug)]
pub enum Finding {
    /// A document was compared with its source.
    Compared(Comparison),
    /// A source cannot be read.
    Missing(Missing),
}

/// A document, compared with its source.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The IRI of the document.
    pub document: NamedNode,
    /// The file, as the store names it.
    pub file: String,
    /// The line of the record in a JSON Lines file, counted from one.
    pub line: Option<usize>,
    /// The line at which the record stands now, if that is another.
    pub found_line: Option<usize>,
    /// Whether the source holds another text than the one that was read.
    pub is_changed: bool,
    /// How many quotes stand at their places.
    pub n_proved: usize,
    /// Those that do not, in the order of their places.
    pub faults: Vec<Fault>,
}

/// A quote that does not stand at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The IRI of the sentence or mention.
    pub quote: NamedNode,
    /// Whether it is a sentence; else it is a mention.
    pub is_sentence: bool,
    /// Its clean text.
    pub text: String,
    /// The place that the store names, in Unicode characters of the source; may be no range at all.
    pub place: Range<usize>,
    /// Where it stands now; none if it is nowhere any more.
    pub found: Option<Range<usize>>,
}

/// A source that cannot be read.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The file or the record, and the reason.
    pub reject: Reject,
    /// The documents that were read from it, with the number of their quotes.
    pub documents: Vec<(NamedNode, usize)>,
}

/// How much was proved. A document of two files is proved in both, and its quotes count twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents of the store.
    pub documents: usize,
    /// Quotes of all documents.
    pub quotes: usize,
    /// Those that stand at their places.
    pub proved: usize,
    /// Those that stand elsewhere.
    pub moved: usize,
    /// Those that stand nowhere any more.
    pub lost: usize,
    /// Those whose source cannot be read.
    pub unread: usize,
    /// Documents whose source holds another text than the one that was read.
    pub changed: usize,
    /// Files and records that cannot be read.
    pub missing: usize,
}

impl Totals {
    /// Whether every quote stands at its place.
    pub fn is_proved(&self) -> bool {
        self.proved == self.quotes && self.missing == 0
    }
}

/// Compares all documents of a store with their sources, file by file in the order of their names, and tells `take`
/// of each document or source.
///
/// Files are looked for where their names lead from the current folder. The store is not changed.
///
/// # Errors
/// What the store fails with, and the first error of `take`. A source that cannot be read is a finding.
pub fn audit(store: &Store, reading: &Reading, take: impl FnMut(Finding) -> Result<()>) -> Result<Totals> {
    let mut audit = Audit { reader: Reader::new(store)?, reading, totals: Totals::default(), take };
    let mut files: BTreeMap<String, Vec<NamedNode>> = BTreeMap::new();
    for document in store.documents()? {
        audit.totals.documents += 1;
        let mut names = audit.reader.texts(document.as_ref(), sg::SOURCE)?;
        if names.is_empty() {
            names.push(String::new());
        }
        for name in names {
            files.entry(name).or_default().push(document.clone());
        }
    }
    while let Some((name, documents)) = files.pop_first() {
        audit.file(&name, documents)?;
    }
    Ok(audit.totals)
}

struct Audit<'a, T> {
    reader: Reader<'a>,
    reading: &'a Reading,
    totals: Totals,
    take: T,
}

/// A document, as far as its source can be told by it.
struct Entry {
    document: NamedNode,
    /// Its number on the page.
    number: usize,
    /// The lines at which its records stand; more than one if several files or records hold the same text.
    lines: Vec<usize>,
    /// The IRI of its source, which is a hash of the text.
    source: Option<String>,
    /// Its issue date.
    date: Option<String>,
    /// What the records call themselves.
    ids: Vec<String>,
}

impl<T: FnMut(Finding) -> Result<()>> Audit<'_, T> {
    fn file(&mut self, name: &str, documents: Vec<NamedNode>) -> Result<()> {
        let entries = documents.into_iter().map(|document| self.entry(document)).collect::<Result<Vec<_>>>();
        let mut entries = entries?;
        entries.sort_by(|a, b| (&a.lines, a.number, &a.document).cmp(&(&b.lines, b.number, &b.document)));
        match open(name) {
            Err(reject) => self.missing(reject, &entries.iter().collect::<Vec<_>>()),
            Ok(input) if input.form.is_some_and(Form::has_records) => self.records(name, input, &entries),
            Ok(input) => self.text(name, input, &entries),
        }
    }

    fn entry(&self, document: NamedNode) -> Result<Entry> {
        let this = document.as_ref();
        let number = self.reader.count(this, sg::NUMBER, Some(this))?.unwrap_or_default();
        let lines = self.reader.texts(this, sg::LINE)?;
        let mut lines: Vec<usize> = lines.iter().filter_map(|line| line.parse().ok()).collect();
        lines.sort_unstable();
        let source = match self.reader.value(this, prov::WAS_DERIVED_FROM, Some(this))? {
            Some(Term::NamedNode(source)) => Some(source.into_string()),
            _ => None,
        };
        let date = self.reader.date(this)?;
        let ids = self.reader.texts(this, schema::IDENTIFIER)?;
        Ok(Entry { document, number, lines, source, date, ids })
    }

    /// A file that is one text.
    fn text(&mut self, name: &str, input: Input, entries: &[Entry]) -> Result<()> {
        let Some(unit) = Units::new(vec![input], self.reading).next() else { return Ok(()) };
        let source = match unit.read(self.reading) {
            Ok(source) => source,
            Err(reject) => return self.missing(reject, &entries.iter().collect::<Vec<_>>()),
        };
        let page = Page::new(&source.text);
        let id = Sources::of(entries, self.reader.vocabulary()).iri(&source);
        for entry in entries {
            let compared = self.compare(entry, name, &page, &id, None)?;
            self.tell(compared)?;
        }
        Ok(())
    }

    /// Proves the quotes of one document in the source that stands at `line` now.
    fn compare(&self, entry: &Entry, file: &str, page: &Page<'_>, id: &str, line: Option<usize>) -> Result<Comparison> {
        let claims = claims(&self.reader, entry.document.as_ref())?;
        // A place in a file is the record and the characters in it.
        let is_moved = line.is_some_and(|line| !entry.lines.is_empty() && !entry.lines.contains(&line));
        let faults = faults(page, &claims, is_moved);
        Ok(Comparison {
            document: entry.document.clone(),
            file: file.to_owned(),
            line: if is_moved { entry.lines.first().copied() } else { line },
            found_line: line.filter(|_| is_moved),
            is_changed: entry.source.as_deref() != Some(id),
            n_proved: claims.len() - faults.len(),
            faults,
        })
    }

    fn tell(&mut self, compared: Comparison) -> Result<()> {
        let n_lost = compared.faults.iter().filter(|fault| fault.found.is_none()).count();
        self.totals.quotes += compared.n_proved + compared.faults.len();
        self.totals.proved += compared.n_proved;
        self.totals.lost += n_lost;
        self.totals.moved += compared.faults.len() - n_lost;
        self.totals.changed += usize::from(compared.is_changed);
        (self.take)(Finding::Compared(compared))
    }

    fn missing(&mut self, reject: Reject, entries: &[&Entry]) -> Result<()> {
        let mut documents = Vec::with_capacity(entries.len());
        for entry in entries {
            let n_quotes = count(&self.reader, entry.document.as_ref())?;
            self.totals.quotes += n_quotes;
            self.totals.unread += n_quotes;
            documents.push((entry.document.clone(), n_quotes));
        }
        self.totals.missing += 1;
        (self.take)(Finding::Missing(Missing { reject, documents }))
    }
}

/// The file of a name, as `build` would read it.
fn open(name: &str) -> Result<Input, Reject> {
    match name {
        "" => return Err(Reject::content("-", "no-source", "the store does not name it")),
        "-" => return Err(Reject::content("-", "standard-input", "standard input cannot be read a second time")),
        _ => (),
    }
    let path = input::path(name);
    let mut found = input::find(std::slice::from_ref(&path), &build::written);
    let is_file = |input: &Input| matches!(&input.place, Place::File(file) if *file == path);
    let input = found.inputs.into_iter().find(is_file);
    input
        .ok_or_else(|| found.rejects.pop().unwrap_or_else(|| Reject::content(name, "not-a-file", "it is a folder now")))
}
