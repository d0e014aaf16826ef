//! What is odd about a text: noticed, placed, and read all the same.

use super::Document;
use super::line::is_void;
use super::paragraph::{Page, Role};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span, is_ambiguous};

/// So many combining marks in a row are no writing.
const MOST_MARKS: usize = 8;

/// What is odd about the text of a source; the codes are listed in `docs/diagnostics.md`.
///
/// Each kind is reported once, at the first place where it is found, with how often it is.
/// [`read`](super::read) puts the same diagnostics into the documents, beside those of how it reads the page.
pub fn check(source: &Source) -> Vec<Diagnostic> {
    let text = source.text.as_str();
    if text.is_empty() {
        return vec![note("empty", Span::new(0, 0), "the text is empty".to_owned())];
    }
    let mut diagnostics = Vec::new();
    if text.chars().all(is_void) {
        diagnostics.push(note("no-text", Span::new(0, text.len()), "the text is only white space".to_owned()));
    }
    if is_ambiguous(text) {
        let message = "the text reads as UTF-8 and as GBK; it was read as UTF-8".to_owned();
        diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            ..note("ambiguous-encoding", Span::new(0, text.len()), message)
        });
    }
    diagnostics.extend(odd_characters(text));
    diagnostics.extend(tags(text));
    diagnostics
}

/// Columns that stand side by side, of which a page is not read.
pub(super) fn columns(page: &Page) -> Option<Diagnostic> {
    let mut lines = page.passages.iter().filter(|passage| passage.role == Role::Abreast);
    let first = lines.next()?;
    let n_lines = 1 + lines.count();
    let message = format!(
        "{n_lines} lines hold columns side by side; they are not read: extract the text in reading order, as \
         `pdftotext` does without `-layout`"
    );
    Some(Diagnostic { severity: Severity::Warning, ..note("columns-abreast", first.raw, message) })
}

/// Tags of HTML that texts are found to hold, as leftovers of a page (中国<br>和).
const TAGS: [&str; 16] =
    ["p", "br", "div", "span", "a", "b", "i", "em", "strong", "font", "img", "table", "tr", "td", "li", "script"];

/// What is left of the markup of a page.
fn tags(text: &str) -> Option<Diagnostic> {
    let mut found = text.match_indices('<').filter(|&(at, _)| is_tag(&text.as_bytes()[at + 1..]));
    let (first, _) = found.next()?;
    let message = format!("{} tags of HTML; they are read as text", 1 + found.count());
    Some(Diagnostic { severity: Severity::Warning, ..note("markup", Span::new(first, first + 1), message) })
}

/// Whether what stands behind `<` is one of the known tags.
fn is_tag(rest: &[u8]) -> bool {
    let name = rest.strip_prefix(b"/").unwrap_or(rest);
    let length = name.iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is_name = TAGS.iter().any(|tag| name[..length].eq_ignore_ascii_case(tag.as_bytes()));
    is_name && matches!(name.get(length), Some(b'>' | b'/' | b' '))
}

fn note(code: &'static str, span: Span, message: String) -> Diagnostic {
    Diagnostic { severity: Severity::Note, code, span, message }
}

/// A kind of character that news does not hold.
struct Kind {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    is: fn(char) -> bool,
}

impl Kind {
    const ALL: [Kind; 5] = [
        Kind { code: "control-characters", name: "control characters", severity: Severity::Warning, is: is_control },
        Kind {
            code: "bidi-controls",
            name: "characters that turn the direction of writing",
            severity: Severity::Warning,
            is: is_bidi,
        },
        Kind {
            code: "replacement-characters",
            name: "replacement characters, left by an earlier loss",
            severity: Severity::Warning,
            is: |c| c == '\u{fffd}',
        },
        Kind {
            code: "invisible-characters",
            name: "characters without width",
            severity: Severity::Note,
            is: is_invisible,
        },
        Kind {
            code: "private-characters",
            name: "characters of private use",
            severity: Severity::Note,
            is: is_private,
        },
    ];

    /// What was found of this kind: the first character, its place, and how many there are.
    fn report(&self, at: usize, first: char, n_found: usize) -> Diagnostic {
        let message = format!("{n_found} {}, the first is `U+{:04X}`", self.name, u32::from(first));
        Diagnostic { severity: self.severity, code: self.code, span: Span::new(at, at + first.len_utf8()), message }
    }
}

/// One pass over the text for all kinds; most characters are of none.
fn odd_characters(text: &str) -> impl Iterator<Item = Diagnostic> {
    let mut found: [Option<(usize, char, usize)>; Kind::ALL.len()] = [None; Kind::ALL.len()];
    let mut marks = Marks::default();
    for (at, c) in text.char_indices().filter(|&(_, c)| may_be_odd(c)) {
        marks.add(at, c);
        let of_kind = Kind::ALL.iter().zip(&mut found).find(|(kind, _)| (kind.is)(c));
        if let Some((_, found)) = of_kind {
            found.get_or_insert((at, c, 0)).2 += 1;
        }
    }
    let kinds = Kind::ALL.iter().zip(found);
    kinds.filter_map(|(kind, found)| found.map(|(at, first, n)| kind.report(at, first, n))).chain(marks.report())
}

fn may_be_odd(c: char) -> bool {
    !matches!(c, ' '..='~' | '\n' | '\u{3000}'..='\u{d7ff}' | '\u{ff01}'..='\u{ff60}')
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{feff}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Combining marks piled on one character.
#[derive(Default)]
struct Marks {
    /// The marks in a row that were seen last, and how many they are.
    row: Option<(Span, usize)>,
    /// The first row that is too long, up to where it is.
    piled: Option<Span>,
}

impl Marks {
    fn add(&mut self, at: usize, c: char) {
        if !matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}') {
            return;
        }
        let (start, n_before) = match self.row {
            Some((row, n_marks)) if row.end == at => (row.start, n_marks),
            _ => (at, 0),
        };
        let row = Span::new(start, at + c.len_utf8());
        self.row = Some((row, n_before + 1));
        if n_before >= MOST_MARKS {
            self.piled.get_or_insert(row);
        }
    }

    fn report(&self) -> Option<Diagnostic> {
        let message = || format!("more than {MOST_MARKS} combining marks on one character");
        self.piled.map(|span| note("combining-marks", span, message()))
    }
}

/// Gives each diagnostic to the document around its place, or to the first.
pub(super) fn place(diagnostics: impl IntoIterator<Item = Diagnostic>, documents: &mut [Document]) {
    for diagnostic in diagnostics {
        let around = documents.iter().position(|document| document.raw_span.contains(diagnostic.span));
        if let Some(document) = documents.get_mut(around.unwrap_or(0)) {
            document.diagnostics.push(diagnostic);
        }
    }
}
