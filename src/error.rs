//! The one error type of the library: what failed, where, why, and what to do.

use std::error::Error as StdError;
use std::fmt;

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of thing went wrong, as far as a caller can act on it.
///
/// The command line turns each kind into its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request itself cannot be used: a flag, a query, a missing input. Exit code 2.
    Usage,
    /// A document cannot be read: its bytes, its format, a broken record. Exit code 3.
    Input,
    /// The store is locked by another writer. Exit code 4.
    Locked,
    /// Reading or writing failed underneath us (disk full, permission). Exit code 5.
    Io,
    /// The store was written in a format that this version does not know. Exit code 6.
    Format,
    /// A stated limit was reached. Exit code 7.
    Limit,
    /// What was asked for is not there. Exit code 1.
    NotFound,
}

/// An error with the place it happened, its cause, and a hint.
///
/// ```
/// use sinograph::{Error, ErrorKind};
///
/// let error = Error::new(ErrorKind::Input, "cannot read `page.txt`")
///     .with_cause("byte 1742 is neither UTF-8 nor GB 18030")
///     .with_hint("name the encoding with `--encoding`");
/// assert_eq!(
///     error.to_string(),
///     "cannot read `page.txt`\n  caused by: byte 1742 is neither UTF-8 nor GB 18030\n\
///      hint: name the encoding with `--encoding`"
/// );
/// ```
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    causes: Vec<String>,
    hint: Option<String>,
}

impl Error {
    /// An error of `kind`; the message is lower case, without a full stop, values in backticks.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Inner { kind, message: message.into(), causes: Vec::new(), hint: None }))
    }

    /// Adds a cause below those already there.
    #[must_use]
    pub fn with_cause(mut self, cause: impl fmt::Display) -> Self {
        self.0.causes.push(cause.to_string());
        self
    }

    /// Says in the imperative what the person can do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// What kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The message alone, without causes and hint.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The causes, outermost first.
    pub fn causes(&self) -> &[String] {
        &self.0.causes
    }

    /// What the person can do about it, if something is known.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        for cause in &self.0.causes {
            write!(f, "\n  caused by: {cause}")?;
        }
        if let Some(hint) = &self.0.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl StdError for Error {}
