//! Files of records, packed or not: each record is read or turned away at its place, and none takes the next one along.

#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sinograph::input::{Form, Input, Packing, Place, Reading, Reject, Unit, Units};
use sinograph::text::{Encoding, Source};
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("there is a folder for temporary files"));

const FORMS: [Form; 4] =
    [Form::JsonLines, Form::Table { delimiter: b',' }, Form::Table { delimiter: b'\t' }, Form::Text];
const PACKINGS: [Option<Packing>; 4] = [None, None, Some(Packing::Gzip), Some(Packing::Zstd)];

/// A record that is good whatever stands before it.
const GOOD: &str = "中国和老挝会谈";

// The first byte says what kind of file it is.
fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let (form, packing) = (FORMS[first as usize % 4], PACKINGS[first as usize / 4 % 4]);
    let read = read(form, packing, bytes, Reading::default());
    check(&read, bytes, packing);
    if packing.is_none() && form != Form::Text {
        check_next(form, bytes);
    }
});

/// The texts of a file, and what is turned away.
fn read(form: Form, packing: Option<Packing>, bytes: &[u8], reading: Reading) -> Vec<Result<Source, Reject>> {
    let path: PathBuf = FOLDER.path().join("file");
    fs::write(&path, bytes).expect("a temporary file can be written");
    let input = Input { name: "file".to_owned(), place: Place::File(path), form: Some(form), packing };
    Units::new(vec![input], &reading).map(|unit: Unit| unit.read(&reading)).collect()
}

fn check(read: &[Result<Source, Reject>], bytes: &[u8], packing: Option<Packing>) {
    assert!(!read.is_empty(), "nothing was said of a file");
    let mut line = 0;
    for result in read {
        match result {
            Ok(source) => {
                assert!(source.text.chars().any(|c| !c.is_whitespace()), "a text of nothing");
                let date = source.declared.date.as_deref().unwrap_or("2023-06-01");
                assert!(date.len() == 10 && date.as_bytes()[4] == b'-', "{date}");
                assert!(source.line.is_none_or(|here| here > line), "{:?} after {line}", source.line);
                line = source.line.unwrap_or(line);
            }
            Err(reject) => {
                assert!(reject.code != "internal" && !reject.reason.is_empty(), "{reject:?}");
                assert!(reject.line.is_none_or(|here| here >= line && here > 0), "{reject:?} after {line}");
                line = reject.line.unwrap_or(line);
                let is_inside = reject.byte.is_none_or(|byte| byte <= bytes.len() as u64);
                assert!(is_inside || packing.is_some(), "{reject:?}");
            }
        }
    }
}

/// A good record after anything is read. (In one encoding: a file is of one, and one in UTF-16 is turned away whole.)
fn check_next(form: Form, bytes: &[u8]) {
    if form == Form::JsonLines && [[0xFF, 0xFE], [0xFE, 0xFF]].iter().any(|mark| bytes.starts_with(mark)) {
        return;
    }
    let good = match form {
        Form::JsonLines => format!("\n{{\"text\":\"{GOOD}\"}}\n"),
        _ => format!("\n{GOOD}\n"),
    };
    let head: &[u8] = if form == Form::JsonLines { b"" } else { b"text\n" };
    let reading = Reading { encoding: Some(Encoding::Utf8), ..Reading::default() };
    let read = read(form, None, &[head, bytes, good.as_bytes()].concat(), reading);
    let last = read.last().expect("something was said");
    assert!(last.as_ref().is_ok_and(|source| source.text == GOOD), "{last:?}");
}
