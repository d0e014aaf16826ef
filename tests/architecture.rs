//! The shape of the house: imports point left, outside crates stay home, every file says what it is for.
//!
//! `ARCHITECTURE.md` draws what is checked here.

#![allow(clippy::panic, clippy::string_slice, reason = "a test fails by it")]

#[path = "architecture/scan.rs"]
mod scan;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use scan::{Scan, scan};

/// The folders of `src/`, from left to right. A folder may name only folders before it.
const ORDER: [&str; 20] = [
    "text", "ontology", "document", "value", "mention", "entity", "relation", "curation", "graph", "pipeline",
    "evaluate", "train", "rdf", "export", "input", "store", "build", "query", "serve", "cli",
];

/// Where each outside crate is at home. It is named nowhere else.
const HOMES: &[(&str, &[&str])] = &[
    ("chardetng", &["text"]),
    ("clap", &["cli"]),
    ("comfy_table", &["cli"]),
    ("dom_smoothie", &["input"]),
    ("encoding_rs", &["text"]),
    ("flate2", &["input"]),
    ("indicatif", &["cli"]),
    ("jieba_rs", &["document"]),
    ("jiff", &["document", "input"]),
    ("leiden_rs", &["graph"]),
    ("libm", &["mention", "relation", "graph", "evaluate", "train", "export", "query"]),
    // How memory is given out is for the program to say, not for a library: `main.rs` stands in no folder.
    ("mimalloc", &[""]),
    ("multiversion", &["mention"]),
    ("oxigraph", &["rdf", "export", "store", "build", "query", "cli"]),
    ("parquet", &["export"]),
    ("pdf_oxide", &["input"]),
    ("petgraph", &["graph"]),
    ("pinyin", &["rdf"]),
    ("postcard", &["graph", "build"]),
    ("rayon", &["build"]),
    ("rustc_hash", &["ontology", "mention", "train", "rdf"]),
    ("serde", &["graph", "evaluate", "export", "input", "build", "query", "cli"]),
    ("serde_json", &["evaluate", "export", "input", "build", "query", "cli"]),
    // Identities are hashes of content: of a text, a relation, a dictionary, a document's graph.
    ("sha2", &["text", "ontology", "curation", "rdf", "build"]),
    ("signal_hook", &["cli"]),
    ("spargebra", &["store", "query"]),
    ("strsim", &["query"]),
    ("tempfile", &["input", "store", "build", "cli"]),
    // How wide a Chinese character stands in a terminal.
    ("unicode_width", &["query", "cli"]),
    ("walkdir", &["input"]),
    ("zstd", &["input"]),
];

/// What a folder left of `input` never touches: files, clock, network, environment, threads.
const OUTSIDE_WORLD: [&str; 6] = ["env", "fs", "net", "process", "thread", "time"];

/// More lines than this ask for a reason in the file's first paragraph.
const MANY_LINES: usize = 600;

/// How a file gives the reason.
const REASON: &str = "one file because";

/// A rule may quote a few words; beyond so many different ones they are data and belong to `ontology/`.
const MANY_WORDS: usize = 30;

#[test]
fn folders_stand_in_the_order() {
    let folders = entries(Path::new("src")).into_iter().filter(|path| path.is_dir()).map(|path| name_of(&path));
    let strangers = folders.filter(|name| !ORDER.contains(&name.as_str()));
    assert_none("give these folders of src/ a place in ORDER", strangers);
}

#[test]
fn imports_point_left() {
    let offences = files("src").into_iter().flat_map(|path| {
        let scanned = scan(&read(&path));
        right_of(&path, &scanned).into_iter().map(move |name| format!("{} names `{name}`", path.display()))
    });
    assert_none("a folder names only folders to its left", offences);
}

/// The folders that the file at `path` names and may not.
fn right_of(path: &Path, scanned: &Scan) -> Vec<String> {
    let mut named = scanned.names_under("crate");
    named.extend(scanned.names_above(depth_of(path)));
    let own = folder_of(path);
    let named = named.into_iter().filter(|name| ORDER.contains(name));
    named.filter(|name| !may_name(own.as_deref(), path, name)).map(str::to_owned).collect()
}

fn may_name(own: Option<&str>, path: &Path, name: &str) -> bool {
    let position = |name: &str| ORDER.iter().position(|other| *other == name);
    match own {
        Some(own) => position(name) <= position(own),
        None if path.ends_with("lib.rs") || path.ends_with("main.rs") => true,
        // `error.rs` and `diagnostic.rs` serve all folders, and so stand left of all but positions in a text.
        None => name == "text",
    }
}

#[test]
fn outside_crates_stay_home() {
    let offences = files("src").into_iter().flat_map(|path| {
        let scanned = scan(&read(&path));
        let own = folder_of(&path).unwrap_or_default();
        let strays = HOMES.iter().filter(move |(_, homes)| !homes.contains(&own.as_str()));
        let strays = strays.filter(move |(name, _)| scanned.names_crate(name));
        strays.map(move |(name, homes)| format!("{} names `{name}`, at home in {homes:?}", path.display()))
    });
    assert_none("an outside crate is named only where it is at home", offences);
}

#[test]
fn every_dependency_has_a_home() {
    let manifest = read(Path::new("Cargo.toml"));
    let homeless = dependencies(&manifest).into_iter().filter(|name| !HOMES.iter().any(|(other, _)| other == name));
    assert_none("give these dependencies a home in HOMES", homeless);
}

/// The crates that `manifest` depends on at run time, as code writes their names.
fn dependencies(manifest: &str) -> Vec<String> {
    let section = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let section = section.take_while(|line| !line.starts_with('['));
    let names = section.filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim());
    names.filter(|name| !name.starts_with('#')).map(|name| name.replace('-', "_")).collect()
}

#[test]
fn left_of_the_input_the_world_is_an_argument() {
    let input = ORDER.iter().position(|name| *name == "input").expect("input has a place");
    let inner = files("src").into_iter().filter(|path| {
        let own = folder_of(path);
        own.is_none_or(|own| ORDER[..input].contains(&own.as_str())) && !path.ends_with("main.rs")
    });
    let offences = inner.flat_map(|path| {
        let scanned = scan(&read(&path));
        let named: Vec<String> = scanned.names_under("std").into_iter().map(str::to_owned).collect();
        let named = named.into_iter().filter(|name| OUTSIDE_WORLD.contains(&name.as_str()));
        named.map(move |name| format!("{} names `std::{name}`", path.display())).collect::<Vec<_>>()
    });
    assert_none("left of `input` nothing reads files, clock, network or environment", offences);
}

#[test]
fn every_file_says_what_it_is_for() {
    let all = ["src", "tests", "benches", "fuzz"].into_iter().flat_map(files);
    let silent = all.filter(|path| !opens_with_purpose(&read(path))).map(|path| path.display().to_string());
    assert_none("a file opens with `//!` and what it is for", silent);
}

fn opens_with_purpose(source: &str) -> bool {
    let first = source.lines().next().unwrap_or_default();
    first.strip_prefix("//! ").is_some_and(|purpose| purpose.chars().count() > 10)
}

#[test]
fn long_files_say_why() {
    let all = ["src", "tests", "benches", "fuzz"].into_iter().flat_map(files);
    let offences = all.filter(|path| is_long_without_reason(&read(path))).map(|path| path.display().to_string());
    assert_none(&format!("a file beyond {MANY_LINES} lines says `{REASON}` at its top"), offences);
}

fn is_long_without_reason(source: &str) -> bool {
    let top: Vec<&str> = source.lines().take_while(|line| line.starts_with("//!")).collect();
    source.lines().count() > MANY_LINES && !top.join(" ").contains(REASON)
}

#[test]
fn words_are_data() {
    let offences = files("src").into_iter().filter_map(|path| {
        let scanned = scan(&read(&path));
        let words = scanned.han_literals();
        (words.len() > MANY_WORDS).then(|| format!("{} has {} of them: {words:?}", path.display(), words.len()))
    });
    assert_none(&format!("a file with more than {MANY_WORDS} Chinese literals keeps a list for `ontology/`"), offences);
}

#[test]
fn a_folder_begins_with_its_mod() {
    let folders = folders(Path::new("src"));
    let offences = folders.into_iter().filter(|folder| {
        let is_program = folder.ends_with("bin");
        !is_program && (!folder.join("mod.rs").is_file() || folder.with_extension("rs").exists())
    });
    assert_none("a folder has its type and act in `mod.rs`", offences.map(|path| path.display().to_string()));
}

#[test]
fn main_only_hands_over() {
    let scanned = scan(&read(Path::new("src/main.rs")));
    assert_eq!(scanned.names_under("sinograph"), BTreeSet::from(["cli"]));
    // Besides, it names the allocator.
    assert!(scanned.code.lines().filter(|line| !line.trim().is_empty()).count() <= 6, "{}", scanned.code);
}

#[test]
fn links_of_the_guides_lead_somewhere() {
    let guides = entries(Path::new("."))
        .into_iter()
        .chain(["docs", "ontology", "benches", "fuzz"].into_iter().flat_map(all_files));
    let guides = guides.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let offences = guides.flat_map(|path| {
        let text = read(&path);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let dead = links(&text).into_iter().filter(|target| !folder.join(target).exists()).map(str::to_owned);
        dead.map(|target| format!("{} links to `{target}`", path.display())).collect::<Vec<_>>()
    });
    assert_none("a link leads to a file that is there", offences);
}

/// The targets of the links in `markdown` that are files, without their fragments.
fn links(markdown: &str) -> Vec<&str> {
    let targets = markdown.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let files = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
    files.filter_map(|target| target.split('#').next()).collect()
}

#[test]
fn the_rules_can_fail() {
    let wrong = scan("use crate::graph::Network; use super::super::cli; use std::fs;");
    assert_eq!(right_of(Path::new("src/text/span.rs"), &wrong), ["cli", "graph"]);
    assert!(right_of(Path::new("src/cli/span.rs"), &wrong).is_empty());
    assert_eq!(right_of(Path::new("src/error.rs"), &wrong), ["graph"]);
    assert!(wrong.names_under("std").contains("fs"));
    assert!(!opens_with_purpose("// no purpose\n") && !opens_with_purpose("//! short\n"));
    assert!(is_long_without_reason(&"\n".repeat(MANY_LINES + 1)));
    assert!(!is_long_without_reason(&format!("//! A list, {REASON} it is one.\n{}", "\n".repeat(MANY_LINES))));
    assert_eq!(dependencies("[dependencies]\n# note\njieba-rs = \"1\"\n\n[x]\ny = 1\n"), ["jieba_rs"]);
    assert_eq!(links("[a](docs/b.md#c) [d](https://e.org) [f](#g)"), ["docs/b.md"]);
}

/// The folder of `src/` in which a file lies; none for those at the root.
fn folder_of(path: &Path) -> Option<String> {
    let inner = path.strip_prefix("src").ok()?;
    let mut parts = inner.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let first = parts.next()?;
    parts.next().map(|_| first)
}

/// How far below the root of the crate the module of a file lies.
fn depth_of(path: &Path) -> usize {
    let parts = path.components().count() - 1;
    if path.ends_with("mod.rs") { parts - 1 } else { parts }
}

/// All Rust files below `folder`.
fn files(folder: &str) -> Vec<PathBuf> {
    all_files(folder).into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

fn all_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(Path::new(folder)) {
        match path.is_dir() {
            true if path.ends_with("target") => {}
            true => found.extend(all_files(&path.to_string_lossy())),
            false => found.push(path),
        }
    }
    found
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let inner: Vec<PathBuf> = entries(folder).into_iter().filter(|path| path.is_dir()).collect();
    inner.iter().cloned().chain(inner.iter().flat_map(|path| folders(path))).collect()
}

/// What a folder holds, in the order of names; nothing where there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = found.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a listed path has a name").to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
}

#[track_caller]
fn assert_none(rule: &str, offences: impl IntoIterator<Item = String>) {
    let offences: Vec<String> = offences.into_iter().collect();
    assert!(offences.is_empty(), "{rule}:\n  {}", offences.join("\n  "));
}
