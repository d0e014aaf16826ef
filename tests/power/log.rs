//! The system calls of a run as `strace -f -y -xx` writes them, whole and in the order of their ends.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

/// A system call that came to its end.
pub struct Call {
    pub name: String,
    arguments: Vec<String>,
    /// What it gave back; a negative number is an error.
    pub result: i64,
}

/// Reads a log.
pub fn read(log: &str) -> Vec<Call> {
    let mut open: BTreeMap<&str, &str> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in log.lines() {
        let Some((process, line)) = line.split_once(' ') else { continue };
        let line = line.trim_start();
        if let Some(begun) = line.strip_suffix(" <unfinished ...>") {
            open.insert(process, begun);
        } else if let Some((_, rest)) = line.split_once(" resumed>").filter(|_| line.starts_with("<...")) {
            calls.extend(open.remove(process).and_then(|begun| call(&format!("{begun}{rest}"))));
        } else {
            calls.extend(call(line));
        }
    }
    calls
}

fn call(line: &str) -> Option<Call> {
    let (line, result) = line.rsplit_once(" = ")?;
    let (name, arguments) = line.trim_end().strip_suffix(')')?.split_once('(')?;
    let result = result.split(['<', ' ']).next()?.parse().unwrap_or(-1);
    // All text is in hexadecimal digits, so that a comma parts arguments and nothing else.
    Some(Call { name: name.to_owned(), arguments: arguments.split(", ").map(str::to_owned).collect(), result })
}

impl Call {
    /// Whether an argument names this flag.
    pub fn has(&self, flag: &str) -> bool {
        self.arguments.iter().any(|argument| argument.split('|').any(|one| one == flag))
    }

    /// A number.
    pub fn number(&self, index: usize) -> usize {
        self.arguments[index].parse().expect("it is a number")
    }

    /// The bytes of a string.
    pub fn bytes(&self, index: usize) -> Vec<u8> {
        unescaped(self.arguments[index].trim_matches('"'))
    }

    /// The path of an open file.
    pub fn file(&self, index: usize) -> PathBuf {
        let (_, path) = self.arguments[index].split_once('<').expect("it is a file descriptor");
        path_of(path.trim_end_matches('>'))
    }

    /// The number of an open file.
    pub fn descriptor(&self, index: usize) -> &str {
        self.arguments[index].split('<').next().unwrap_or_default()
    }

    /// A path, from the folder that stands before it or else from `here`.
    pub fn path(&self, index: usize, here: &Path) -> PathBuf {
        let path = path_of(self.arguments[index].trim_matches('"'));
        match index.checked_sub(1).filter(|&before| self.arguments[before].contains('<')) {
            Some(before) => self.file(before).join(path),
            None => here.join(path),
        }
    }
}

fn path_of(escaped: &str) -> PathBuf {
    OsString::from_vec(unescaped(escaped)).into()
}

fn unescaped(text: &str) -> Vec<u8> {
    let digits = text.split("\\x").skip(1);
    digits.map(|digits| u8::from_str_radix(digits, 16).expect("all text is in hexadecimal digits")).collect()
}
