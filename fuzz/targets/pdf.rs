//! PDFs, as they are or put together from objects: pages and rejects in their order, in bounded time, memory and stack.

#![no_main]

use std::fs;
use std::io::Write;
use std::panic;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sinograph::input::{Form, Input, Place, Reading, Units};
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("there is a folder for temporary files"));

// The first byte says whether what follows is a file, or objects that a table of their places is to be made for: with
// it nothing that is changed in an object hides the others.
fuzz_target!(init: let_guests_panic(), |data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let file = if first % 2 == 0 { bytes.to_vec() } else { bound(bytes) };
    let path: PathBuf = FOLDER.path().join("file");
    fs::write(&path, &file).expect("a temporary file can be written");
    let input = Input { name: "file".to_owned(), place: Place::File(path), form: Some(Form::Pdf), packing: None };
    let reading = Reading::default();
    let (mut page, mut n_told) = (0, 0);
    for unit in Units::new(vec![input], &reading) {
        let here = match unit.read(&reading) {
            Ok(source) => {
                assert!(source.text.chars().any(|c| !c.is_whitespace()), "a text of nothing");
                source.line.expect("a page has its number")
            }
            Err(reject) => {
                assert!(!reject.reason.is_empty(), "{reject:?}");
                reject.line.unwrap_or(page + 1)
            }
        };
        assert!(here > page, "page {here} after {page}");
        (page, n_told) = (here, n_told + 1);
    }
    assert!(n_told > 0, "nothing was said of a file");
});

/// The reader of PDF is not ours, and its panics are caught; ours end the run.
fn let_guests_panic() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|place| place.file().contains("registry")) {
            usual(panic);
        }
    }));
}

/// A file of the objects that stand between lines of `--`, numbered from one, the first of them the catalog. Behind a
/// line of `==` stands the stream of an object; what comes after a line of `++` goes into the trailer.
fn bound(bytes: &[u8]) -> Vec<u8> {
    let (objects, trailer) = parted(bytes, b"\n++\n");
    let (mut file, mut table) = (b"%PDF-1.7\n".to_vec(), b"0000000000 65535 f \n".to_vec());
    let (mut rest, mut n_objects) = (Some(objects), 1);
    while let Some(here) = rest {
        let (object, next) = parted(here, b"\n--\n");
        let (object, stream) = parted(object, b"\n==\n");
        let place = file.len();
        writeln!(table, "{place:010} 00000 n ").expect("memory takes all");
        writeln!(file, "{n_objects} 0 obj").expect("memory takes all");
        match stream {
            None => file.extend_from_slice(object),
            Some(stream) => {
                write!(file, "<< /Length {} ", stream.len()).expect("memory takes all");
                file.extend_from_slice(&[object, b" >>\nstream\n", stream, b"\nendstream"].concat());
            }
        }
        file.extend_from_slice(b"\nendobj\n");
        (rest, n_objects) = (next, n_objects + 1);
    }
    let start = file.len();
    write!(file, "xref\n0 {n_objects}\n").expect("memory takes all");
    file.extend_from_slice(&table);
    write!(file, "trailer\n<< /Size {n_objects} /Root 1 0 R ").expect("memory takes all");
    file.extend_from_slice(trailer.unwrap_or_default());
    write!(file, " >>\nstartxref\n{start}\n%%EOF\n").expect("memory takes all");
    file
}

/// What stands before a mark and what comes after it.
fn parted<'a>(bytes: &'a [u8], mark: &[u8]) -> (&'a [u8], Option<&'a [u8]>) {
    match bytes.windows(mark.len()).position(|window| window == mark) {
        Some(place) => (&bytes[..place], Some(&bytes[place + mark.len()..])),
        None => (bytes, None),
    }
}
