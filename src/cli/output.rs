//! Standard output, and files that appear whole or not at all.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};

/// Standard output, buffered, that remembers whether its reader went away.
pub struct Output {
    to: BufWriter<StdoutLock<'static>>,
    closed: bool,
}

impl Output {
    /// Takes standard output for this command.
    pub fn stdout() -> Self {
        Output { to: BufWriter::with_capacity(1 << 16, io::stdout().lock()), closed: false }
    }

    /// Whether a write failed because nobody reads any more, as after `| head`.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    fn note<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result {
            self.closed |= error.kind() == io::ErrorKind::BrokenPipe;
        }
        result
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.to.write(bytes);
        self.note(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.to.flush();
        self.note(result)
    }
}

/// The error of a command that cannot write what it has to say; that of what it could not read, if `error` carries it.
pub fn failed(error: io::Error) -> Error {
    let of_output = |error| Error::new(ErrorKind::Io, "cannot write the output").with_cause(error);
    error.downcast().unwrap_or_else(of_output)
}

/// Writes a file that appears whole or not at all.
///
/// # Errors
/// [`ErrorKind::Io`], with the old file, if any, as it was.
pub fn write_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    crate::build::write_file(path, fill)
}
