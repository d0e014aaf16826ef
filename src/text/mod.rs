//! Raw text as it arrived, and the relation of any clean text to it.

mod binary;
mod character;
mod encoding;
mod guess;
mod offset;
mod script;
mod span;

use sha2::{Digest, Sha256};

pub(crate) use character::{digit, is_bullet, is_digit, is_han, is_name_dot};
pub use encoding::{Decoded, Encoding, decode};
pub use guess::is_ambiguous;
pub use offset::{CharIndex, OffsetMap};
pub use script::simplify;
pub use span::{Span, slice};

/// One text as it arrived, decoded but otherwise untouched.
///
/// A plain text file is one source; each record of a JSON Lines file is one, and each page of a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the user named it, with `/` between its parts; `-` for standard input.
    pub name: String,
    /// The line of the record in its file, or the page of a PDF, counted from one.
    pub line: Option<usize>,
    /// What the record or the caller says of the text.
    pub declared: Declared,
    /// The encoding that the bytes were read in.
    pub encoding: Encoding,
    /// The decoded text. Positions that leave the program count its characters.
    pub text: String,
}

/// What is said of a text from outside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// An identifier of the publisher's.
    pub id: Option<String>,
    /// A headline that is not part of the text.
    pub title: Option<String>,
    /// The issue date as `YYYY-MM-DD`, known to be a day of the calendar.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

impl Source {
    /// A source with nothing declared, read as UTF-8.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Source {
            name: name.into(),
            line: None,
            declared: Declared::default(),
            encoding: Encoding::Utf8,
            text: text.into(),
        }
    }

    /// The identity of the source: 20 hexadecimal digits of a SHA-256 over its text and what is declared of it and
    /// shapes what is read: id, title, date.
    ///
    /// Neither the name nor the encoding takes part, so that one page under two names, or in two
    /// encodings, is one source.
    pub fn id(&self) -> String {
        self.id_on(self.declared.date.as_deref())
    }

    /// The identity that it has where this issue date is declared of it.
    pub fn id_on(&self, date: Option<&str>) -> String {
        let Declared { id, title, .. } = &self.declared;
        let mut hash = Sha256::new();
        hash.update(id.as_deref().unwrap_or_default());
        hash.update([0]);
        for (mark, part) in [(1, title.as_deref()), (2, date)] {
            if let Some(part) = part {
                hash.update([mark]);
                hash.update(part);
                hash.update([0]);
            }
        }
        hash.update(&self.text);
        hash.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect()
    }
}
