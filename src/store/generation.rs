//! One generation of a store: made beside the finished one, put in force, read, cleared away.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use oxigraph::store::{Store as Oxigraph, StoreOptions};

use super::directory::{self, State, WriterLock, unusable};
use super::{Beside, broken, folder};
use crate::error::{Error, ErrorKind, Result};

/// How many files of the database a writer holds open at most, where the store is new or large.
///
/// Each takes up to three megabytes, for its index and for the filter that tells which keys it does not have.
const MAX_OPEN_FILES: u32 = 64;
/// How many, where the store is small. RocksDB deals the files that it holds open out to 64 parts of its table
/// cache, so that where 64 are allowed each part has room for one, and two that meet there are opened in turns.
const MAX_OPEN_FILES_IF_SMALL: u32 = 256;
/// Up to so many bytes a store is small.
const SMALL: u64 = 4 << 30;

/// A reader's share in a generation: it is not cleared away before this value ends.
pub struct Hold {
    _file: File,
    folder: PathBuf,
}

impl Hold {
    /// A file of the generation, if it has it.
    pub fn beside(&self, which: Beside) -> Result<Option<File>> {
        beside(&self.folder, which)
    }
}

/// A finished generation, opened.
pub struct Opened {
    /// Its database, read-only.
    pub oxigraph: Oxigraph,
    /// What the IRIs of its data begin with.
    pub base: String,
    /// The reader's share.
    pub hold: Hold,
}

/// Opens the generation in force.
pub fn open(path: &Path) -> Result<Opened> {
    let is_store = directory::inspect(path)? == State::Ours;
    loop {
        let number = if is_store { directory::current(path)? } else { None };
        let Some(number) = number else { return Err(missing(path)) };
        match open_generation(path, number) {
            Ok(opened) => return Ok(opened),
            // A writer may have finished and cleared this generation away since we read its number.
            Err(error) if directory::current(path)? == Some(number) => return Err(error),
            Err(_) => (),
        }
    }
}

fn open_generation(path: &Path, number: u64) -> Result<Opened> {
    let folder = directory::generation(path, number);
    let file = File::open(folder.join("lock")).map_err(|error| unusable(path, &error))?;
    match file.lock_shared() {
        Ok(()) => (),
        // Some network file systems know no locks. There the reader goes without.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => (),
        Err(error) => return Err(unusable(path, &error)),
    }
    let base = read_base(path, &folder)?;
    let oxigraph = Oxigraph::open_read_only(folder.join("data")).map_err(|error| broken(&error))?;
    Ok(Opened { oxigraph, base, hold: Hold { _file: file, folder } })
}

fn read_base(path: &Path, folder: &Path) -> Result<String> {
    let base = fs::read_to_string(folder.join("base")).map_err(|error| unusable(path, &error))?;
    Ok(base.trim_end().to_owned())
}

fn missing(path: &Path) -> Error {
    Error::new(ErrorKind::Usage, format!("there is no store at `{}`", path.display()))
        .with_hint("make one with `sinograph build`, or name its folder with `--store DIR`")
}

/// A generation in the making. Dropped before it is [finished](Draft::finish), it leaves no trace.
pub struct Draft {
    path: PathBuf,
    number: u64,
    /// The base of the generation it was made from.
    pub old_base: Option<String>,
    /// The folder of the generation it was made from.
    old: Option<PathBuf>,
    database: Option<Oxigraph>,
    lock: WriterLock,
}

impl Draft {
    /// Locks the store, clears away what dead runs left, and copies the finished generation.
    pub fn begin(path: &Path) -> Result<Self> {
        directory::inspect(path)?;
        let lock = WriterLock::take(path)?;
        if directory::inspect(path)? == State::Empty {
            directory::found(path)?;
        }
        let current = directory::current(path)?;
        clear(path, current)?;
        let newest = directory::generations(path)?.pop().max(current).unwrap_or(0);
        let mut draft =
            Draft { path: path.to_owned(), number: newest + 1, old_base: None, old: None, database: None, lock };
        let folder = draft.folder();
        fs::create_dir(&folder).map_err(|error| unusable(path, &error))?;
        if let Some(current) = current {
            let opened = open_generation(path, current)?;
            opened.oxigraph.backup(folder.join("data")).map_err(|error| broken(&error))?;
            draft.old_base = Some(opened.base);
            draft.old = Some(directory::generation(path, current));
        }
        let is_small = || size(&folder.join("data")).map(|n_bytes| n_bytes <= SMALL);
        let is_small = current.is_some() && is_small().map_err(|error| unusable(path, &error))?;
        draft.database = Some(open_to_write(&folder.join("data"), is_small)?);
        Ok(draft)
    }

    /// Puts another database in the place of this one, which nobody else may hold open any more once `fill` has filled
    /// the new one from it.
    pub fn renew(&mut self, fill: impl FnOnce(Oxigraph) -> Result<()>) -> Result<()> {
        let (old, new) = (self.folder().join("data"), self.folder().join("renewed"));
        let database = open_to_write(&new, false)?;
        fill(database.clone())?;
        database.flush().map_err(|error| broken(&error))?;
        drop(database);
        self.database = None;
        let swap = || {
            fs::remove_dir_all(&old)?;
            fs::rename(&new, &old)?;
            size(&old)
        };
        let n_bytes = swap().map_err(|error| unusable(&self.path, &error))?;
        self.database = Some(open_to_write(&old, n_bytes <= SMALL)?);
        Ok(())
    }

    /// The database, open for writing.
    pub fn database(&self) -> &Oxigraph {
        self.database.as_ref().expect("the database is there until the draft is finished")
    }

    /// A file of the generation it was made from, if that has it.
    pub fn old(&self, which: Beside) -> Result<Option<File>> {
        self.old.as_deref().map_or(Ok(None), |folder| beside(folder, which))
    }

    /// Writes a file; whether it is the same as that of the generation it was made from.
    pub fn write(&self, which: Beside, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<bool> {
        let path = self.folder().join(which.name());
        let write = || {
            let mut file = BufWriter::with_capacity(1 << 16, File::create(&path)?);
            fill(&mut file)?;
            file.flush()?;
            match &self.old {
                Some(old) => is_same(&old.join(which.name()), &path),
                None => Ok(false),
            }
        };
        write().map_err(|error| unusable(&self.path, &error))
    }

    /// Makes everything durable and puts the generation in force by one rename.
    pub fn finish(mut self, base: &str) -> Result<()> {
        let folder = self.folder();
        self.database().flush().map_err(|error| broken(&error))?;
        self.database = None;
        let settle = || {
            fs::write(folder.join("base"), format!("{base}\n"))?;
            fs::write(folder.join("lock"), "")?;
            sync_tree(&folder)?;
            folder::sync(&self.path)
        };
        settle().map_err(|error| unusable(&self.path, &error))?;
        directory::set_current(&self.path, self.number)?;
        let result = clear(&self.path, Some(self.number));
        // The new generation is in force, whether or not the old one could be cleared away.
        drop(result);
        Ok(())
    }

    fn folder(&self) -> PathBuf {
        directory::generation(&self.path, self.number)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.database = None;
        let Ok(current) = directory::current(&self.path) else { return };
        if current != Some(self.number) {
            // What cannot be removed now is removed by the next writer.
            let _ = fs::remove_dir_all(self.folder());
        }
        if current.is_none() {
            self.lock.undo(&self.path);
        }
    }
}

/// Opens a database to write into, which is made if it is not there.
fn open_to_write(path: &Path, is_small: bool) -> Result<Oxigraph> {
    let max_open_files = if is_small { MAX_OPEN_FILES_IF_SMALL } else { MAX_OPEN_FILES };
    let options = StoreOptions::default().with_max_open_files(max_open_files);
    Oxigraph::open_with_options(path, options).map_err(|error| broken(&error))
}

/// Removes every generation but the one to keep and those that someone reads.
fn clear(path: &Path, keep: Option<u64>) -> Result<()> {
    for number in directory::generations(path)? {
        if Some(number) != keep {
            remove(&directory::generation(path, number)).map_err(|error| unusable(path, &error))?;
        }
    }
    Ok(())
}

fn beside(folder: &Path, which: Beside) -> Result<Option<File>> {
    match File::open(folder.join(which.name())) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(folder, &error)),
    }
}

/// The bytes of the files in a folder.
fn size(folder: &Path) -> io::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}

/// Whether two files hold the same bytes; one that is not there holds others.
fn is_same(a: &Path, b: &Path) -> io::Result<bool> {
    let (Ok(a), b) = (File::open(a), File::open(b)?) else { return Ok(false) };
    if a.metadata()?.len() != b.metadata()?.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (BufReader::new(a), BufReader::new(b));
    loop {
        let n = {
            let (left, right) = (a.fill_buf()?, b.fill_buf()?);
            let n = left.len().min(right.len());
            if left.get(..n) != right.get(..n) {
                return Ok(false);
            }
            n
        };
        if n == 0 {
            return Ok(true);
        }
        a.consume(n);
        b.consume(n);
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    // A generation without a lock was never finished, so nobody can read it.
    let lock = match File::open(folder.join("lock")) {
        Ok(file) => match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(()),
            Ok(()) | Err(TryLockError::Error(_)) => Some(file),
        },
        Err(_) => None,
    };
    let result = fs::remove_dir_all(folder);
    drop(lock);
    result
}

/// Makes every file below a folder durable, then the names that lead to it.
fn sync_tree(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_tree(&entry.path())?;
        } else {
            File::open(entry.path())?.sync_all()?;
        }
    }
    folder::sync(folder)
}

/// Says that a store was built with another base.
pub fn other_base(path: &Path, old: &str, new: &str) -> Error {
    Error::new(ErrorKind::Usage, format!("the IRIs of the store `{}` begin with `{old}`", path.display()))
        .with_cause(format!("they cannot begin with `{new}` in one store"))
        .with_hint("leave out `--base`, or build another store with `--store DIR`")
}
