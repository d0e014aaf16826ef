//! A file or a record that was turned away: where, by which rule, and why.

use std::io;

use super::unpack::Fault;
use crate::error::{Error, ErrorKind};

/// One entry of `rejects.jsonl`, or the error that ends the run when nothing may be skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file as the user named it; `-` for standard input.
    pub file: String,
    /// The line of the record, counted from one; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// The byte of the file, counted from zero, where the trouble starts, if it is known.
    pub byte: Option<u64>,
    /// A kebab-case word that programs can act on; see `docs/rejects.md`.
    pub code: &'static str,
    /// What a person needs to know: lower case, no full stop.
    pub reason: String,
    /// What the person can do, in the imperative.
    pub hint: Option<String>,
    /// The kind of error that it becomes when it ends the run.
    pub kind: ErrorKind,
}

impl Reject {
    /// A file whose content cannot be used.
    pub fn content(file: &str, code: &'static str, reason: impl Into<String>) -> Self {
        Reject {
            file: file.to_owned(),
            line: None,
            byte: None,
            code,
            reason: reason.into(),
            hint: None,
            kind: ErrorKind::Input,
        }
    }

    /// A file that the system does not give.
    pub fn unreadable(file: &str, error: &io::Error) -> Self {
        if let Some(Fault { code, byte, reason }) = Fault::of(error) {
            let kind = if *code == "ratio" { ErrorKind::Limit } else { ErrorKind::Input };
            return Reject { byte: *byte, kind, ..Reject::content(file, code, reason) };
        }
        let (code, kind) = match error.kind() {
            io::ErrorKind::NotFound => ("missing", ErrorKind::Usage),
            io::ErrorKind::PermissionDenied => ("permission", ErrorKind::Io),
            _ => ("unreadable", ErrorKind::Io),
        };
        Reject { kind, ..Reject::content(file, code, error.to_string()) }
    }

    /// A file or record above a stated limit.
    pub fn limit(file: &str, code: &'static str, reason: impl Into<String>) -> Self {
        Reject { kind: ErrorKind::Limit, ..Reject::content(file, code, reason) }
    }

    /// Whether the fault is the system's, and not that of the content.
    pub fn is_of_system(&self) -> bool {
        self.kind == ErrorKind::Io
    }

    /// Says which line of the file is meant.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Says which byte of the file is meant.
    #[must_use]
    pub fn at_byte(mut self, byte: u64) -> Self {
        self.byte = Some(byte);
        self
    }

    /// Says in the imperative what can be done.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same as an error that ends the run.
    pub fn into_error(self) -> Error {
        let place = match self.line {
            Some(line) => format!("cannot read {} {line} of `{}`", super::part(&self.file), self.file),
            None => format!("cannot read `{}`", self.file),
        };
        let error = Error::new(self.kind, place).with_cause(self.reason);
        match self.hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    }
}
