//! The pages of a PDF, each a text of its own, in the order in which a reader reads them.
//!
//! A page is told as a line of records is, by its number; positions count characters of its text as it comes out
//! here: lines as they are printed, column after column. That is what the quotes of the graph stand in, and what
//! `audit` finds again.
//!
//! The way of a page: its characters, [with their boxes](glyph); [lines](line); their [order](order).

mod glyph;
#[expect(clippy::indexing_slicing, reason = "places in the file that it found itself; fuzzing holds it")]
mod guard;
mod line;
#[expect(clippy::indexing_slicing, reason = "places in the file that it found itself; fuzzing holds it")]
mod nesting;
mod order;

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use pdf_oxide::PdfDocument;
use pdf_oxide::layout::TextChar;

use self::glyph::Drawn;
use self::guard::Fault;
use super::reject::Reject;
use super::units::{Reading, Unit};
use crate::text::{Declared, Encoding, Source};

/// How a PDF begins.
pub(super) const START: &[u8] = b"%PDF-";

/// A page as text.
#[derive(Debug)]
pub struct Page {
    pub(super) name: String,
    /// Counted from one.
    pub(super) number: usize,
    pub(super) text: String,
}

/// No newspaper has more pages, and few books.
const MAX_PAGES: usize = 5_000;
/// So long may a page take. A full one takes a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(30);
/// The reader goes down into what nests, a hundred levels deep, in large steps.
const STACK: usize = 64 << 20;

impl Page {
    /// The page as a source.
    pub(super) fn read(self, reading: &Reading) -> Source {
        let declared = Declared { date: reading.date.clone(), ..Declared::default() };
        Source { name: self.name, line: Some(self.number), declared, encoding: Encoding::Utf8, text: self.text }
    }
}

/// The pages of a PDF, read by a thread of their own: one that does not come to an end is left to itself.
pub(super) struct Pages {
    name: String,
    /// The number of the next page.
    number: usize,
    from: Option<Receiver<Result<Page, Reject>>>,
}

impl Pages {
    pub(super) fn new(name: String, bytes: Vec<u8>, reading: &Reading) -> Self {
        let (to, from) = mpsc::sync_channel(1);
        let (inner_name, max_size) = (name.clone(), reading.max_size);
        let reader = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
        // Where there is no room for a thread, nothing is received, and that is told.
        let _ = reader.spawn(move || read(&inner_name, bytes, max_size, &to));
        Pages { name, number: 1, from: Some(from) }
    }

    pub(super) fn next(&mut self) -> Option<Unit> {
        match self.from.as_ref()?.recv_timeout(PATIENCE) {
            Ok(Ok(page)) => {
                self.number = page.number + 1;
                Some(Unit::Page(page))
            }
            Ok(Err(reject)) => {
                self.number = reject.line.unwrap_or_default() + 1;
                Some(Unit::Rejected(reject))
            }
            Err(RecvTimeoutError::Disconnected) => {
                self.from = None;
                None
            }
            Err(RecvTimeoutError::Timeout) => {
                self.from = None;
                let reason = format!("reading the page takes longer than {} seconds", PATIENCE.as_secs());
                let reject = Reject::limit(&self.name, "timeout", reason).at_line(self.number);
                Some(Unit::Rejected(reject.with_hint(TEXT)))
            }
        }
    }
}

/// What can be done about a PDF that is not read.
const TEXT: &str = "turn it into text with another program, such as `pdftotext`";

/// Reads a PDF, page by page, until nobody wants more.
fn read(name: &str, bytes: Vec<u8>, max_size: u64, to: &SyncSender<Result<Page, Reject>>) {
    let guarded = |work: &mut dyn FnMut() -> Result<(), Reject>| {
        panic::catch_unwind(AssertUnwindSafe(work))
            .unwrap_or_else(|_| Err(Reject::content(name, "internal", "the reader of PDF failed").with_hint(TEXT)))
    };
    let mut bytes = Some(bytes);
    let mut opened = None;
    let open = guarded(&mut || {
        opened = Some(open(name, bytes.take().unwrap_or_default())?);
        Ok(())
    });
    let Some((document, n_pages)) = opened else {
        // Whoever asked may be gone.
        let _ = to.send(Err(open.err().unwrap_or_else(|| broken(name, "it cannot be opened"))));
        return;
    };
    let mut n_told = 0;
    for index in 0..n_pages {
        let mut page = None;
        let got = guarded(&mut || {
            page = text(&document, name, index, max_size)?;
            Ok(())
        });
        let number = index + 1;
        let told = match (got, page) {
            (Err(reject), _) => Err(reject.at_line(number)),
            (Ok(()), Some(text)) => Ok(Page { name: name.to_owned(), number, text }),
            // A blank page, as a blank line, is nothing to speak of.
            (Ok(()), None) => continue,
        };
        n_told += 1;
        let is_lost = told.as_ref().is_err_and(|reject| reject.code == "pdf");
        if to.send(told).is_err() || is_lost {
            return;
        }
    }
    if n_told == 0 {
        let _ = to.send(Err(Reject::content(name, "empty", "all its pages are blank")));
    }
}

fn open(name: &str, bytes: Vec<u8>) -> Result<(PdfDocument, usize), Reject> {
    let encrypted = || {
        Reject::content(name, "encrypted", "it is encrypted, and opens with a password only")
            .with_hint("save it without a password first")
    };
    if bytes.is_empty() {
        return Err(Reject::content(name, "empty", "the file is empty").at_byte(0));
    }
    let Some(locked) = nesting::look(&bytes) else { return Err(unfit(name, &Fault::Deep)) };
    let document = PdfDocument::from_bytes(bytes).map_err(|error| broken(name, error))?;
    // Many are encrypted to forbid printing, and open without a password.
    if document.is_encrypted() && !document.authenticate(b"").unwrap_or(false) {
        return Err(encrypted());
    }
    if !nesting::is_sound(&document, &locked) {
        return Err(unfit(name, &Fault::Deep));
    }
    match document.page_count() {
        Err(pdf_oxide::Error::EncryptedPdf) => Err(encrypted()),
        Err(error) => Err(broken(name, error)),
        Ok(0) => Err(broken(name, "it has no page")),
        Ok(n_pages) if n_pages > MAX_PAGES => {
            let reason = format!("it has {n_pages} pages, and at most {MAX_PAGES} are read");
            Err(Reject::limit(name, "too-big", reason).with_hint("split it"))
        }
        Ok(n_pages) => Ok((document, n_pages)),
    }
}

fn broken(name: &str, reason: impl ToString) -> Reject {
    let reason = format!("no PDF that can be read: {}", reason.to_string().to_lowercase());
    Reject::content(name, "pdf", reason).with_hint(TEXT)
}

/// The text of a page; none if it is blank.
fn text(document: &PdfDocument, name: &str, page: usize, max_size: u64) -> Result<Option<String>, Reject> {
    document.get_page(page).map_err(|error| broken(name, error))?;
    let content = document.get_page_content_data(page).unwrap_or_default();
    guard::check(document, page, &content).map_err(|fault| unfit(name, &fault))?;
    let none = Default::default;
    let characters = document.extract_chars_filtered(page, none(), none()).unwrap_or_default();
    let pages = glyph::glyphs(characters.into_iter().map(drawn).collect());
    if pages.is_empty() {
        return if is_blank(&content) { Ok(None) } else { Err(no_text(name)) };
    }
    let texts = pages.into_iter().map(|glyphs| {
        let is_turned = line::run_down(&glyphs);
        let glyphs = if is_turned { glyph::turned(&glyphs) } else { glyphs };
        order::read(line::lines(glyphs, is_turned))
    });
    let text = texts.collect::<Vec<_>>().join("\n");
    if text.len() as u64 > max_size {
        return Err(unfit(name, &Fault::Heavy));
    }
    Ok(Some(text))
}

fn drawn(character: TextChar) -> Drawn {
    let turn = ((character.rotation_degrees / 90.0).round() as i32).rem_euclid(4) as u8;
    let size = character.font_size;
    // Along any other line than a level one the reader gives no width.
    let width = if turn.is_multiple_of(2) { character.advance_width } else { size };
    Drawn {
        character: character.char,
        x: character.origin_x,
        y: character.origin_y,
        size,
        width,
        advance: character.rendered_advance,
        turn,
        font: character.font_name,
    }
}

fn unfit(name: &str, fault: &Fault) -> Reject {
    match fault {
        Fault::Deep => Reject::content(name, "depth", "what it holds nests too deep").with_hint(TEXT),
        Fault::Heavy => Reject::limit(name, "too-big", "the page draws more text than any page holds").with_hint(TEXT),
        Fault::Encoding(encoding) => {
            let reason =
                format!("a font of the page has the encoding `{encoding}`, whose digits would be read wrongly");
            Reject::content(name, "font-encoding", reason).with_hint(TEXT)
        }
    }
}

fn no_text(name: &str) -> Reject {
    Reject::content(name, "no-text", "the page shows pictures or shapes, and no text")
        .with_hint("have its characters recognized first, by a program for OCR")
}

/// Whether instructions draw nothing: no image, no form, no path.
fn is_blank(content: &[u8]) -> bool {
    const DRAWING: [&[u8]; 13] = [b"Do", b"BI", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Tj"];
    !content.split(u8::is_ascii_whitespace).any(|word| DRAWING.contains(&word))
}
