//! The files that a run leaves beside the store: prepared while nothing is decided, moved when all is.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::printed;
use crate::error::{Error, ErrorKind, Result};
use crate::input::{self, Reject};
use crate::store::{self, folder};

/// Files written beside their places, to be moved there together.
///
/// Dropped before they are moved, they are removed.
#[derive(Debug, Default)]
pub struct Staged {
    files: Vec<(PathBuf, PathBuf)>,
    obsolete: BTreeSet<PathBuf>,
}

impl Staged {
    /// Nothing yet.
    pub fn new() -> Self {
        Staged::default()
    }

    /// Writes a file beside `path` and on disk.
    ///
    /// # Errors
    /// [`ErrorKind::Io`], or the error of ours that one of `fill` carries, with the old file, if any, as it was.
    pub fn write(&mut self, path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let part = part(path);
        self.files.push((part.clone(), path.to_owned()));
        write_whole(&part, fill).map_err(|error| error.downcast().unwrap_or_else(|error| unwritable(path, &error)))
    }

    /// Leaves a file as it stands; what a dead run has left beside it goes when the others are moved.
    pub fn keep(&mut self, path: &Path) {
        self.obsolete.insert(part(path));
    }

    /// Lets a file of an earlier run go when the others are moved.
    pub fn remove(&mut self, path: &Path) {
        self.obsolete.insert(path.to_owned());
    }

    /// Where the files go, in the order they were written.
    pub fn places(&self) -> Vec<PathBuf> {
        self.files.iter().map(|(_, path)| path.clone()).collect()
    }

    /// Moves all files to their places, which outlasts a loss of power once it returns.
    pub fn publish(mut self) -> Result<()> {
        let mut folders = BTreeMap::new();
        for (part, path) in std::mem::take(&mut self.files) {
            fs::rename(&part, &path).map_err(|error| unwritable(&path, &error))?;
            folders.insert(folder::above(&path).to_owned(), path);
        }
        for path in &self.obsolete {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(path, &error)),
                _ => (),
            }
        }
        let sync =
            |(folder, path): (&PathBuf, &PathBuf)| folder::sync(folder).map_err(|error| unwritable(path, &error));
        folders.iter().try_for_each(sync)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (part, _) in &self.files {
            // That it is gone is all we want.
            let _ = fs::remove_file(part);
        }
    }
}

/// Writes one file that appears whole or not at all.
///
/// # Errors
/// [`ErrorKind::Io`], with the old file, if any, as it was.
pub fn write_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut staged = Staged::new();
    staged.write(path, fill)?;
    staged.publish()
}

/// Where a file stands until it is moved to its place.
fn part(path: &Path) -> PathBuf {
    let mut part = OsString::from(path);
    part.push(".part");
    PathBuf::from(part)
}

fn write_whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    folder::make(folder::above(path))?;
    let mut to = BufWriter::with_capacity(1 << 16, File::create(path)?);
    fill(&mut to)?;
    to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("cannot write `{}`", input::name(path))).with_cause(error)
}

/// The file that lists what was turned away, in the folder `output`.
pub fn rejects_place(output: &Path) -> PathBuf {
    output.join("rejects.jsonl")
}

/// What a path is that a build has written: a store, or a file that it leaves in its output folder.
pub fn written(path: &Path) -> Option<&'static str> {
    if store::is_store(path) {
        return Some("a store");
    }
    let output = folder::above(path);
    let graph = printed::places(output);
    let is_same = |place: &PathBuf| place.file_name() == path.file_name();
    let is_output =
        graph.iter().chain(&[rejects_place(output)]).any(is_same) && graph.iter().all(|place| place.is_file());
    is_output.then_some("a file of an output folder")
}

/// A line of `rejects.jsonl`: what was turned away. `line` counts from one, `byte` from zero; `null` where
/// the whole file is meant, or the place is not known.
#[derive(Serialize)]
struct RejectLine<'a> {
    file: &'a str,
    line: Option<usize>,
    byte: Option<u64>,
    code: &'a str,
    reason: &'a str,
}

/// Writes `rejects.jsonl`.
pub fn write_rejects(rejects: &[Reject], to: &mut dyn Write) -> io::Result<()> {
    for reject in rejects {
        let Reject { file, line, byte, code, reason, .. } = reject;
        serde_json::to_writer(&mut *to, &RejectLine { file, line: *line, byte: *byte, code, reason })?;
        to.write_all(b"\n")?;
    }
    Ok(())
}
