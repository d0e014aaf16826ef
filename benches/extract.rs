//! How fast each layer is, from bytes to relations, on one thread and on the pages of `examples/`.
//!
//! Run with `cargo bench --bench extract`. Rates are bytes and Unicode characters of the raw text a second.

use std::fs;
use std::path::PathBuf;

use divan::counter::{BytesCount, CharsCount};
use divan::{Bencher, black_box};

use sinograph::document::{self, Segmenter};
use sinograph::mention::{self, Reading};
use sinograph::pipeline::Extractor;
use sinograph::text::{Source, decode, simplify};

fn main() {
    divan::main();
}

/// The bytes of the plain pages of `examples/`, in the order of their names.
fn pages() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let entries = fs::read_dir(folder).expect("the samples are there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the samples can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: PathBuf| (path.display().to_string(), fs::read(&path).expect("a sample can be read"));
    paths.into_iter().map(read).collect()
}

fn sources() -> Vec<Source> {
    let source = |(name, bytes): (String, Vec<u8>)| {
        let decoded = decode(&bytes, None).expect("a sample can be decoded");
        Source::new(name, decoded.text)
    };
    pages().into_iter().map(source).collect()
}

/// Counts what is read, so that the rates of all layers can be compared.
fn count<'a, 'b>(bencher: Bencher<'a, 'b>, sources: &[Source]) -> Bencher<'a, 'b> {
    let n_bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let n_chars: usize = sources.iter().map(|source| source.text.chars().count()).sum();
    bencher.counter(BytesCount::new(n_bytes)).counter(CharsCount::new(n_chars))
}

/// Bytes to text, the encoding guessed.
#[divan::bench]
fn a_decode(bencher: Bencher<'_, '_>) {
    let pages = pages();
    count(bencher, &sources()).bench_local(|| {
        for (_, bytes) in &pages {
            black_box(decode(black_box(bytes), None)).expect("a sample can be decoded");
        }
    });
}

/// Any script to simplified script.
#[divan::bench]
fn b_simplify(bencher: Bencher<'_, '_>) {
    let sources = sources();
    count(bencher, &sources).bench_local(|| sources.iter().for_each(|source| drop(black_box(simplify(&source.text)))));
}

/// Text to articles, sentences and words.
#[divan::bench]
fn c_read(bencher: Bencher<'_, '_>) {
    let (sources, segmenter) = (sources(), Segmenter::new());
    count(bencher, &sources)
        .bench_local(|| sources.iter().for_each(|source| drop(black_box(document::read(source, &segmenter)))));
}

/// Articles to mentions.
#[divan::bench]
fn d_mention(bencher: Bencher<'_, '_>) {
    let (sources, extractor) = (sources(), Extractor::new());
    let extractions: Vec<_> = sources.iter().flat_map(|source| extractor.extract(source)).collect();
    count(bencher, &sources).bench_local(|| {
        for extraction in &extractions {
            let reading = Reading::new(&extraction.document, extractor.ontology());
            black_box(mention::find(&reading, extractor.tagger()));
        }
    });
}

/// Text to mentions, entities and relations: all of it.
#[divan::bench]
fn e_extract(bencher: Bencher<'_, '_>) {
    let (sources, extractor) = (sources(), Extractor::new());
    count(bencher, &sources)
        .bench_local(|| sources.iter().for_each(|source| drop(black_box(extractor.extract(source)))));
}

/// What every process pays once: words, names and their automata.
#[divan::bench(sample_count = 10)]
fn f_load() -> Extractor {
    Extractor::new()
}
