//! The folder of a store: whether it is one, which layout it has, which generation is in force.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::folder;
use crate::error::{Error, ErrorKind, Result};

/// The number of the layout that this version reads and writes.
pub const FORMAT: u32 = 1;

/// What stands at a path that shall be a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing, or an empty folder, or one that a writer left before it had written anything.
    Empty,
    /// A store of this layout.
    Ours,
}

/// Looks at `path` without changing anything.
///
/// # Errors
/// [`ErrorKind::Format`] if it is a store of another layout, [`ErrorKind::Usage`] if it is something else
/// altogether.
pub fn inspect(path: &Path) -> Result<State> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Empty),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(foreign(path)),
        Err(error) => return Err(unusable(path, &error)),
    };
    match fs::read_to_string(path.join("format")) {
        Ok(number) => check_format(path, number.trim()).map(|()| State::Ours),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let is_left = |name: &OsStr| name == "lock" || name == "format.part";
            for entry in entries {
                if !is_left(&entry.map_err(|error| unusable(path, &error))?.file_name()) {
                    return Err(foreign(path));
                }
            }
            Ok(State::Empty)
        }
        Err(error) => Err(unusable(path, &error)),
    }
}

fn check_format(path: &Path, number: &str) -> Result<()> {
    if number.parse() == Ok(FORMAT) {
        return Ok(());
    }
    let shown: String = number.chars().filter(|c| !c.is_control()).take(20).collect();
    let error = Error::new(ErrorKind::Format, format!("cannot open the store `{}`", path.display()))
        .with_cause(format!("it has format `{shown}`, and this version knows format `{FORMAT}`"));
    Err(if number.parse::<u32>().is_ok_and(|number| number > FORMAT) {
        error.with_hint("use a newer version of the program, or build another store")
    } else {
        error.with_hint("build another store with `--store DIR`")
    })
}

fn foreign(path: &Path) -> Error {
    Error::new(ErrorKind::Usage, format!("`{}` is not a store", path.display()))
        .with_cause("it holds something else, and nothing of it was touched")
        .with_hint("name a new or empty folder with `--store DIR`")
}

/// The exclusive lock of the one writer; it ends with its value, or with the process.
pub struct WriterLock {
    _file: File,
    /// Folders that were made for it, from the innermost.
    made: Vec<PathBuf>,
}

impl WriterLock {
    /// Makes the folder if need be and takes its lock.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`], naming the process that holds it.
    pub fn take(path: &Path) -> Result<Self> {
        let mut made = Vec::new();
        loop {
            made.extend(folder::make(path).map_err(|error| unusable(path, &error))?);
            let mut file = open_lock(path).map_err(|error| unusable(path, &error))?;
            match file.try_lock() {
                Ok(()) => (),
                Err(TryLockError::WouldBlock) => return Err(locked(path, &mut file)),
                Err(TryLockError::Error(error)) => return Err(unusable(path, &error)),
            }
            // A run that made the folder and failed takes it away again. If we opened its lock just
            // before, ours is a lock on nothing.
            if is_in_place(&file, &path.join("lock")) {
                let noted = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
                noted.map_err(|error| unusable(path, &error))?;
                return Ok(WriterLock { _file: file, made });
            }
        }
    }

    /// Takes away what was made for a store that has come to nothing.
    pub fn undo(&self, path: &Path) {
        // A file that stays is no harm: the next writer finds an empty store.
        let _ = fs::remove_file(path.join("format"));
        let _ = fs::remove_file(path.join("lock"));
        for folder in &self.made {
            if fs::remove_dir(folder).is_err() {
                return;
            }
        }
    }
}

fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path.join("lock"))
}

#[cfg(unix)]
fn is_in_place(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(theirs)) => (ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_in_place(_file: &File, path: &Path) -> bool {
    path.exists()
}

fn locked(path: &Path, file: &mut File) -> Error {
    let mut pid = String::new();
    // The holder may not have written it yet.
    let _ = file.take(32).read_to_string(&mut pid);
    let holder = match pid.trim() {
        "" => "another process is writing it".to_owned(),
        pid => format!("process {pid} is writing it"),
    };
    Error::new(ErrorKind::Locked, format!("the store `{}` is locked", path.display()))
        .with_cause(holder)
        .with_hint("wait until it has ended")
}

/// Writes the number of the layout into a folder that has none.
pub fn found(path: &Path) -> Result<()> {
    replace(path, "format", &format!("{FORMAT}\n"))
}

/// The number of the finished generation, if one was ever finished.
pub fn current(path: &Path) -> Result<Option<u64>> {
    match fs::read_to_string(path.join("CURRENT")) {
        Ok(name) => match number_of(name.trim()) {
            Some(number) => Ok(Some(number)),
            None => Err(Error::new(ErrorKind::Io, format!("the store `{}` is damaged", path.display()))
                .with_cause("its file `CURRENT` names no generation")
                .with_hint("move it away and build it again")),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(path, &error)),
    }
}

/// Puts a generation in force: from here on every reader sees it.
pub fn set_current(path: &Path, number: u64) -> Result<()> {
    replace(path, "CURRENT", &format!("gen-{number}\n"))
}

/// The numbers of all generations, finished or not, from the oldest.
pub fn generations(path: &Path) -> Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| unusable(path, &error))? {
        let entry = entry.map_err(|error| unusable(path, &error))?;
        numbers.extend(entry.file_name().to_str().and_then(number_of));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// The folder of a generation.
pub fn generation(path: &Path, number: u64) -> PathBuf {
    path.join(format!("gen-{number}"))
}

fn number_of(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("gen-")?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Replaces a small file by an atomic rename, on disk before it returns.
fn replace(path: &Path, name: &str, content: &str) -> Result<()> {
    let part = path.join(format!("{name}.part"));
    let write = || {
        let mut file = File::create(&part)?;
        file.write_all(content.as_bytes())?;
        file.sync_all()?;
        fs::rename(&part, path.join(name))?;
        folder::sync(path)
    };
    write().map_err(|error| {
        // Only the attempt is left, and the next one overwrites it.
        let _ = fs::remove_file(&part);
        unusable(path, &error)
    })
}

/// The system does not let us use the folder.
pub fn unusable(path: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("cannot use the store `{}`", path.display())).with_cause(error)
}
