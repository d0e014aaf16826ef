//! Files that appear whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};

/// Writes a file beside its place and moves it there when it is complete and on disk.
///
/// # Errors
/// [`ErrorKind::Io`], with the old file, if any, as it was.
pub fn write_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut temporary = OsString::from(path);
    temporary.push(".part");
    let temporary = Path::new(&temporary);
    let result = write_whole(temporary, fill).and_then(|()| fs::rename(temporary, path));
    result.map_err(|error| {
        // What is left of the attempt must not be taken for a file; that it is gone is all we want.
        let _ = fs::remove_file(temporary);
        Error::new(ErrorKind::Io, format!("cannot write `{}`", super::name(path))).with_cause(error)
    })
}

fn write_whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut to = BufWriter::with_capacity(1 << 16, File::create(path)?);
    fill(&mut to)?;
    to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}
