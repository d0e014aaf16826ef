//! Files of any form, found and cut into texts that can be read one by one.
//!
//! [`find`] turns what the user named into files, [`Units`] cuts them into [`Unit`]s, one text each, and
//! [`Unit::read`] makes a [`Source`](crate::text::Source) of one, or says by a [`Reject`] where and why not.

mod columns;
mod find;
mod lines;
#[cfg(feature = "html")]
mod markup;
mod name;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod record;
mod reject;
mod stream;
mod table;
mod units;
mod unpack;
#[cfg(feature = "html")]
mod web;

use std::path::{Path, PathBuf};

pub use columns::{Columns, Role};
pub use find::{Found, Own, find};
pub use name::{name, path};
pub use record::{BadRecord, MAX_LINE, day};
pub use reject::Reject;
pub use units::{MAX_SIZE, Reading, Unit, Units};
pub use unpack::Packing;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as the user named it, with `/` between its parts; `-` for standard input.
    pub name: String,
    /// Where its bytes come from.
    pub place: Place,
    /// How it is written; standard input tells it by its first bytes where nobody names it.
    pub form: Option<Form>,
    /// How it is packed; standard input tells that too.
    pub packing: Option<Packing>,
}

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A regular file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// How a file holds its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The whole file is one text: `.txt`, `.text`, or no extension.
    Text,
    /// One JSON object a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// One record a row, under a header: `.csv`, `.tsv`.
    Table {
        /// What stands between its fields: a comma or a tab.
        delimiter: u8,
    },
    /// A page of the web, of which the article is the text: `.html`, `.htm`, `.xhtml`.
    Html,
    /// Pages in print, each a text: `.pdf`.
    Pdf,
}

impl Form {
    /// Whether a file holds many texts.
    pub fn has_records(self) -> bool {
        matches!(self, Form::JsonLines | Form::Table { .. } | Form::Pdf)
    }

    /// The form that the last extension of a name promises, `None` where it is not known.
    ///
    /// ```
    /// use sinograph::input::Form;
    ///
    /// assert_eq!(Form::of_extension("CSV"), Some(Form::Table { delimiter: b',' }));
    /// assert_eq!(Form::of_extension("docx"), None);
    /// ```
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Form::Text,
            "jsonl" | "ndjson" => Form::JsonLines,
            "csv" => Form::Table { delimiter: b',' },
            "tsv" | "tab" => Form::Table { delimiter: b'\t' },
            "html" | "htm" | "xhtml" if cfg!(feature = "html") => Form::Html,
            "pdf" if cfg!(feature = "pdf") => Form::Pdf,
            _ => return None,
        })
    }
}

/// The form and the packing that the name of a file promises; without extension it is a text.
fn promised(path: &Path) -> Option<(Form, Option<Packing>)> {
    let Some(extension) = path.extension() else { return Some((Form::Text, None)) };
    let extension = extension.to_str()?;
    let Some(packing) = Packing::of_extension(extension) else { return Some((Form::of_extension(extension)?, None)) };
    let form = match Path::new(path.file_stem()?).extension() {
        Some(inner) => Form::of_extension(inner.to_str()?)?,
        None => Form::Text,
    };
    Some((form, Some(packing)))
}

/// What the parts of a file are that are counted: the pages of a PDF, the lines of any other.
fn part(name: &str) -> &'static str {
    match promised(Path::new(name)) {
        Some((Form::Pdf, _)) => "page",
        _ => "line",
    }
}
