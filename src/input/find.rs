//! What the user named, as a list of files to read: folders walked, formats known, order fixed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::reject::Reject;
use super::unpack::Packing;
use super::{Input, Place, name, promised};

/// The files found, and what was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Files to read, in the order the user named them, folders in the order of their names.
    pub inputs: Vec<Input>,
    /// Files in folders whose format is not known.
    pub skipped: Vec<String>,
    /// Files and folders in folders that are hidden.
    pub hidden: Vec<String>,
    /// What the program itself has written into folders.
    pub own: Vec<String>,
    /// What cannot be read at all.
    pub rejects: Vec<Reject>,
}

/// What a path is that the program itself has written, `a store` for example; `None` for all others.
pub type Own = dyn Fn(&Path) -> Option<&'static str>;

const KNOWN: &str = if cfg!(feature = "pdf") {
    "name a file that ends in `.txt`, `.html`, `.pdf`, `.jsonl`, `.csv` or `.tsv`, packed or not, a folder of such files, or `-`"
} else {
    "name a file that ends in `.txt`, `.html`, `.jsonl`, `.csv` or `.tsv`, packed or not, a folder of such files, or `-`"
};

/// Finds the files that `paths` name.
///
/// A folder is walked in the order of its names; what starts with a dot is hidden and passed over, and so is what
/// `own` knows; symbolic links are followed, and one that leads back to its own folder is turned away. A file named
/// twice is read once.
///
/// Turned away is a path that does not exist, is neither file nor folder, is the program's own, or has a format that
/// is not known, and a folder without a single page.
pub fn find(paths: &[PathBuf], own: &Own) -> Found {
    let mut found = Found::default();
    let mut names = BTreeSet::new();
    for path in paths {
        if let Err(reject) = add(path, own, &mut found) {
            found.rejects.push(reject);
        }
    }
    found.inputs.retain(|input| names.insert(input.name.clone()));
    found
}

fn add(path: &Path, own: &Own, found: &mut Found) -> Result<(), Reject> {
    let name = name(path);
    if name == "-" {
        found.inputs.push(Input { name, place: Place::Stdin, form: None, packing: None });
        return Ok(());
    }
    let metadata = fs::metadata(path).map_err(|error| unreadable(&name, &error))?;
    if let Some(reject) = written_by_us(path, &name, own) {
        return Err(reject);
    }
    if metadata.is_dir() {
        return walk(path, &name, own, found);
    }
    let input = file(path, name, metadata.is_file())?;
    found.inputs.push(input);
    Ok(())
}

/// What is said of a path that is the program's own, or lies in something that is.
fn written_by_us(path: &Path, name: &str, own: &Own) -> Option<Reject> {
    // What has no path of its own, as a pipe, lies nowhere.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (at, what) = real.ancestors().find_map(|at| Some((at, own(at)?)))?;
    let is = if at == real { "is" } else { "lies in" };
    let reject = Reject::content(name, "own", format!("it {is} {what}, which this program has written"));
    Some(as_request(reject.with_hint("name what is to be read, not what was made of it")))
}

fn walk(folder: &Path, name: &str, own: &Own, found: &mut Found) -> Result<(), Reject> {
    // A folder that cannot be opened at all is the user's own argument.
    fs::read_dir(folder).map_err(|error| unreadable(name, &error))?;
    let (n_found, n_skipped) = (found.inputs.len() + found.rejects.len(), found.skipped.len());
    let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if passes_over(&entry, own, found) => {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => (),
            Ok(entry) => add_entry(&entry, found),
            Err(error) => found.rejects.push(walk_error(name, &error)),
        }
    }
    match found.inputs.len() + found.rejects.len() == n_found {
        true => Err(no_page(name, found.skipped.len() - n_skipped)),
        false => Ok(()),
    }
}

/// Notes what is hidden or the program's own; whether it is.
fn passes_over(entry: &DirEntry, own: &Own, found: &mut Found) -> bool {
    let list = match (is_hidden(entry), own(entry.path())) {
        (true, _) => &mut found.hidden,
        (false, Some(_)) => &mut found.own,
        (false, None) => return false,
    };
    list.push(name(entry.path()));
    true
}

fn add_entry(entry: &DirEntry, found: &mut Found) {
    let name = name(entry.path());
    if promised(entry.path()).is_none() {
        found.skipped.push(name);
        return;
    }
    match file(entry.path(), name, entry.file_type().is_file()) {
        Ok(input) => found.inputs.push(input),
        Err(reject) => found.rejects.push(reject),
    }
}

fn file(path: &Path, name: String, is_file: bool) -> Result<Input, Reject> {
    if !is_file {
        let reason = "it is neither a file nor a folder";
        return Err(as_request(Reject::content(&name, "not-a-file", reason).with_hint(KNOWN)));
    }
    match promised(path) {
        Some((form, packing)) => Ok(Input { name, place: Place::File(path.to_owned()), form: Some(form), packing }),
        None => Err(unknown_format(path, &name)),
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn unreadable(name: &str, error: &io::Error) -> Reject {
    let reject = Reject::unreadable(name, error);
    match error.kind() {
        io::ErrorKind::NotFound => Reject { reason: "there is no such file or folder".to_owned(), ..reject },
        _ => reject,
    }
}

fn walk_error(folder: &str, error: &walkdir::Error) -> Reject {
    let name = error.path().map_or_else(|| folder.to_owned(), name);
    match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => {
            let reason = format!("a symbolic link leads back to `{}`", self::name(ancestor));
            Reject::content(&name, "link-loop", reason)
        }
        (None, Some(io)) if io.kind() == io::ErrorKind::NotFound => {
            Reject::content(&name, "missing", "a symbolic link leads nowhere")
        }
        (None, Some(io)) => Reject::unreadable(&name, io),
        (None, None) => Reject::content(&name, "unreadable", error.to_string()),
    }
}

fn unknown_format(path: &Path, name: &str) -> Reject {
    let packing = extension(path).and_then(|extension| Packing::of_extension(&extension));
    let packed = packing.and_then(|_| extension(Path::new(path.file_stem()?)));
    let reason = |extension: &str| match packing {
        Some(packing) => {
            format!("it is packed by {}, and the format `.{extension}` inside is not known", packing.name())
        }
        None => format!("the format `.{extension}` is not known"),
    };
    let extension = packed.or_else(|| extension(path)).unwrap_or_default();
    as_request(Reject::content(name, "unknown-format", reason(&extension)).with_hint(other_form(&extension)))
}

/// The last extension of a path, in small letters.
fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_string_lossy().to_ascii_lowercase())
}

/// What to do with a file of a format that is not known.
fn other_form(extension: &str) -> &'static str {
    match extension {
        "pdf" => {
            "turn it into text with `pdftotext FILE.pdf FILE.txt` first, or build this program with `--features pdf`"
        }
        "html" | "htm" | "xhtml" => {
            "this program was built without the feature `html`; save it as plain text, or build it with `--features html`"
        }
        "doc" | "docx" => "save it as plain text first",
        "zip" | "tar" | "tgz" | "7z" | "rar" | "bz2" | "xz" => "unpack it and give the files inside",
        "gz" | "zst" | "zstd" => "it is packed twice; unpack it once",
        "json" => "write one JSON object a line and name it `.jsonl`",
        _ => KNOWN,
    }
}

fn no_page(folder: &str, n_skipped: usize) -> Reject {
    let reason = match n_skipped {
        0 => "the folder holds no page".to_owned(),
        1 => "the folder holds no page, only 1 file of another format".to_owned(),
        n => format!("the folder holds no page, only {n} files of other formats"),
    };
    as_request(Reject::content(folder, "no-page", reason).with_hint(KNOWN))
}

/// The fault lies in what was asked for, not in a document.
fn as_request(reject: Reject) -> Reject {
    Reject { kind: crate::ErrorKind::Usage, ..reject }
}
