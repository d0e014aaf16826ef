//! `sinograph audit`: reads the sources again and proves every quote of the store.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::exit::Exit;
use super::inputs::{column, encoding, size};
use super::layout::{self, shortened, width};
use super::location::Location;
use super::output::failed;
use super::paint::{Paint, visible};
use super::table::counted;
use crate::error::Result;
use crate::input::{Columns, Reading, Role};
use crate::query::{self, Comparison, Fault, Finding, Missing, Totals};
use crate::text::Encoding;

/// The narrowest that a quote is shown.
const MIN_QUOTE: usize = 20;

/// What was typed after `audit`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Run it in the folder where the store was built: files are looked for under the names they had \
then. The store is not changed. A quote is proved if it stands at its characters of the source, \
white space aside. Where a file has changed, quotes are looked for nearby:

  moved    it stands elsewhere now, as after a page was extracted anew; build the file again
  lost     it stands nowhere any more
  missing  its file or record cannot be read
  changed  the file holds another text, and yet all its quotes are in their places

The exit code is 0 if every quote is proved, 1 if the store holds no document, and 3 if something \
is moved, lost or missing.

  sinograph audit
  sinograph audit --format json | jq -r '.lost[]?.text'")]
pub struct Args {
    /// Where the store is.
    #[command(flatten)]
    pub location: Location,

    /// How to write what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Encoding of the files, if it was named for `build`
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,

    /// Name of the field that holds text, id, title, date or url, if it was named for `build`
    #[arg(long = "column", value_name = "FIELD=NAME", value_parser = column)]
    pub columns: Vec<(Role, String)>,

    /// Most bytes that one text may have; K, M and G are understood
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub max_size: u64,
}

/// How an audit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person: a line for each finding, then the totals
    Text,
    /// JSON Lines: an object for each document that is not proved whole, then the totals
    Json,
}

/// Audits, and prints what was found as it is found.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let store = args.location.open()?;
    let columns = Columns::new(&args.columns);
    let reading = Reading { encoding: args.encoding, date: None, max_size: args.max_size, columns };
    let (columns, paint) = (layout::columns(), Paint::stdout());
    let totals = query::audit(&store, &reading, |finding| {
        match args.format {
            Format::Text => out.write_all(set(&finding, columns, paint).as_bytes()),
            Format::Json => write_json(&finding, out),
        }
        .map_err(failed)
    })?;
    match args.format {
        Format::Text => out.write_all(set_totals(&totals, paint).as_bytes()),
        Format::Json => write_line(&TotalLine::of(&totals), out),
    }
    .map_err(failed)?;
    // Talk that cannot be written is no reason to stop.
    let _ = match hint(&totals) {
        Some(hint) => writeln!(talk, "hint: {hint}"),
        None => Ok(()),
    };
    Ok(match totals.is_proved() {
        _ if totals.documents == 0 => Exit::NothingFound,
        true => Exit::Done,
        false => Exit::Unproved,
    })
}

/// What the person can do about it.
fn hint(totals: &Totals) -> Option<&'static str> {
    if totals.documents == 0 {
        return Some("the store holds no document; add some with `sinograph build`");
    }
    if totals.missing > 0 && totals.unread == totals.quotes {
        return Some("run it in the folder where the store was built");
    }
    (totals.moved + totals.lost > 0).then_some("build the changed files again with `sinograph build`")
}

/// A finding as lines of about `columns`; nothing if all is as it was.
pub fn set(finding: &Finding, columns: usize, paint: Paint) -> String {
    match finding {
        Finding::Compared(compared) => set_comparison(compared, columns, paint),
        Finding::Missing(missing) => set_missing(missing, paint),
    }
}

fn set_comparison(compared: &Comparison, columns: usize, paint: Paint) -> String {
    let mut set = String::new();
    if compared.found_line.is_some() {
        let n_quotes = counted(compared.n_proved + compared.faults.len(), "quote");
        let (then, now) = (at_line(compared, compared.line), at_line(compared, compared.found_line));
        set.push_str(&format!("{} {then} → {now}  the record, with {n_quotes}\n", paint.warning("moved  ")));
    } else if compared.is_changed && compared.faults.is_empty() {
        let n_quotes = counted(compared.n_proved, "quote");
        let place = at_line(compared, compared.line);
        set.push_str(&format!("{} {place}  {n_quotes} in place\n", paint.accent("changed")));
    }
    for fault in &compared.faults {
        // That its record is another has been said for all.
        if compared.found_line.is_none() || fault.found.as_ref() != Some(&fault.place) {
            set.push_str(&set_fault(fault, compared, columns, paint));
        }
    }
    set
}

fn set_fault(fault: &Fault, compared: &Comparison, columns: usize, paint: Paint) -> String {
    let file = at_line(compared, compared.found_line.or(compared.line));
    let mut place = format!("{file}:{}", characters(&fault.place));
    if let Some(found) = &fault.found {
        place.push_str(&format!(" → {}", characters(found)));
    }
    let word = match fault.found {
        Some(_) => paint.warning("moved  "),
        None => paint.error("lost   "),
    };
    let text = one_line(&fault.text);
    let text = shortened(&text, columns.saturating_sub(width(&place) + 10).max(MIN_QUOTE));
    format!("{word} {place}  {text}\n")
}

fn set_missing(missing: &Missing, paint: Paint) -> String {
    let Missing { reject, documents } = missing;
    let mut place = one_line(&reject.file);
    if let Some(line) = reject.line {
        place.push_str(&format!(":{line}"));
    }
    let n_documents = counted(documents.len(), "document");
    let n_quotes = counted(documents.iter().map(|(_, n_quotes)| n_quotes).sum(), "quote");
    let reason = one_line(&reject.reason);
    format!("{} {place}  {reason} ({n_documents}, {n_quotes})\n", paint.error("missing"))
}

fn set_totals(totals: &Totals, paint: Paint) -> String {
    let Totals { documents, quotes, proved, moved, lost, unread, missing, .. } = *totals;
    let (documents, quotes) = (counted(documents, "document"), counted(quotes, "quote"));
    let mut set = format!("{documents}, {quotes}: {proved} proved, {moved} moved, {lost} lost");
    set.push_str(&match missing {
        0 => ", no source missing".to_owned(),
        n => format!(", {unread} unread because of {} missing", counted(n, "source")),
    });
    paint.strong(&set) + "\n"
}

/// `wire.jsonl:3`, or the file alone.
fn at_line(compared: &Comparison, line: Option<usize>) -> String {
    let file = one_line(&compared.file);
    line.map_or(file.clone(), |line| format!("{file}:{line}"))
}

fn characters(place: &Range<usize>) -> String {
    format!("{}–{}", place.start, place.end)
}

/// A finding has a line of its own, whatever the name of a file is.
fn one_line(text: &str) -> String {
    visible(text).replace('\t', " ")
}

/// A document that is not proved whole, or whose source has changed.
#[derive(Serialize)]
struct DocumentLine<'a> {
    kind: &'static str,
    /// The IRI of the document.
    document: &'a str,
    /// The file, as the store names it.
    source: &'a str,
    /// The line of its record in a JSON Lines file, counted from one; else null.
    line: Option<usize>,
    /// The line at which the record stands now, if that is another; else null.
    found_line: Option<usize>,
    /// Whether the source holds another text than the one that was read; null if it cannot be read.
    changed: Option<bool>,
    /// How many quotes the document has.
    quotes: usize,
    /// How many of them stand at their places.
    proved: usize,
    moved: Vec<FaultLine<'a>>,
    lost: Vec<FaultLine<'a>>,
    /// Why the source cannot be read; else null.
    missing: Option<Reason<'a>>,
}

/// A quote that does not stand at its place. Positions count Unicode characters of the decoded raw source, from zero,
/// the end exclusive.
#[derive(Serialize)]
struct FaultLine<'a> {
    /// The IRI of the sentence or mention.
    quote: &'a str,
    /// `sentence` or `mention`.
    r#type: &'static str,
    start: usize,
    end: usize,
    /// Where it stands now; null if it is lost.
    found_start: Option<usize>,
    found_end: Option<usize>,
    text: &'a str,
}

/// As in `rejects.jsonl`.
#[derive(Serialize)]
struct Reason<'a> {
    code: &'a str,
    reason: &'a str,
}

/// The last line: how much was proved.
#[derive(Serialize)]
struct TotalLine {
    kind: &'static str,
    documents: usize,
    quotes: usize,
    proved: usize,
    moved: usize,
    lost: usize,
    /// Quotes whose source cannot be read.
    unread: usize,
    /// Documents whose source holds another text than the one that was read.
    changed: usize,
    /// Files and records that cannot be read.
    missing: usize,
}

impl TotalLine {
    fn of(totals: &Totals) -> Self {
        let Totals { documents, quotes, proved, moved, lost, unread, changed, missing } = *totals;
        TotalLine { kind: "totals", documents, quotes, proved, moved, lost, unread, changed, missing }
    }
}

fn write_json(finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    match finding {
        Finding::Compared(compared) => write_comparison(compared, out),
        Finding::Missing(missing) => write_missing(missing, out),
    }
}

fn write_comparison(compared: &Comparison, out: &mut impl Write) -> io::Result<()> {
    let Comparison { document, file, line, found_line, is_changed, n_proved, faults } = compared;
    if faults.is_empty() && !is_changed && found_line.is_none() {
        return Ok(());
    }
    let (moved, lost): (Vec<&Fault>, Vec<&Fault>) = faults.iter().partition(|fault| fault.found.is_some());
    let line = DocumentLine {
        kind: "document",
        document: document.as_str(),
        source: file,
        line: *line,
        found_line: *found_line,
        changed: Some(*is_changed),
        quotes: n_proved + faults.len(),
        proved: *n_proved,
        moved: moved.into_iter().map(fault_line).collect(),
        lost: lost.into_iter().map(fault_line).collect(),
        missing: None,
    };
    write_line(&line, out)
}

fn fault_line(fault: &Fault) -> FaultLine<'_> {
    FaultLine {
        quote: fault.quote.as_str(),
        r#type: if fault.is_sentence { "sentence" } else { "mention" },
        start: fault.place.start,
        end: fault.place.end,
        found_start: fault.found.as_ref().map(|found| found.start),
        found_end: fault.found.as_ref().map(|found| found.end),
        text: &fault.text,
    }
}

fn write_missing(missing: &Missing, out: &mut impl Write) -> io::Result<()> {
    let Missing { reject, documents } = missing;
    documents.iter().try_for_each(|(document, n_quotes)| {
        let line = DocumentLine {
            kind: "document",
            document: document.as_str(),
            source: &reject.file,
            line: reject.line,
            found_line: None,
            changed: None,
            quotes: *n_quotes,
            proved: 0,
            moved: Vec::new(),
            lost: Vec::new(),
            missing: Some(Reason { code: reject.code, reason: &reject.reason }),
        };
        write_line(&line, out)
    })
}

fn write_line(line: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}
