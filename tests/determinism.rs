//! The same bytes every time: shuffled inputs, one worker or many, twice over.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]
#![cfg(feature = "disk")]

use std::fs;
use std::path::{Path, PathBuf};

use sinograph::build::{self, Options};
use sinograph::input::{self, Reading};
use sinograph::pipeline::Extractor;
use sinograph::store::{Store, Writer};

const PLACES: [&str; 6] = ["哈萨克斯坦", "乌兹别克斯坦", "吉尔吉斯斯坦", "老挝", "泰国", "马来西亚"];

/// Pages that share entities, one text under two names, and a file of records.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for (n, place) in PLACES.iter().enumerate() {
        let next = PLACES[(n + 1) % PLACES.len()];
        let text = format!(
            "合作新篇\n\n  本报讯 中国与{place}、{next}2日签署协议。国家发展和改革委员会副主任李春临表示，\
             中国石油天然气集团有限公司（中石油）将参与{place}的建设。\n  {next}外交部表示欢迎。\n"
        );
        let path = folder.join(format!("page-{n}.txt"));
        fs::write(&path, &text).unwrap();
        pages.push(path);
        if n == 2 {
            let twin = folder.join("twin.txt");
            fs::write(&twin, &text).unwrap();
            pages.push(twin);
        }
    }
    let records = folder.join("wire.jsonl");
    let lines: Vec<String> = (1..=20)
        .map(|day| {
            let place = PLACES[day % PLACES.len()];
            // Every third record has a text that came before, under another date.
            let number = if day % 3 == 0 { 1 } else { day };
            format!(r#"{{"text":"中国和{place}举行第{number}次会议，新华社报道。","date":"2023-06-{day:02}"}}"#)
        })
        .collect();
    fs::write(&records, lines.join("\n")).unwrap();
    pages.push(records);
    pages
}

/// The store and the files that a build makes, as bytes.
fn build(extractor: &Extractor, pages: &[PathBuf], jobs: usize) -> (String, Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let options =
        Options { reading: Reading::default(), jobs, skip_bad: false, output: output.clone(), ..Options::default() };
    let writer = Writer::begin(&output.join("store"), None).unwrap();
    build::build(input::find(pages, &build::written), extractor, &options, writer, |_| ()).unwrap();
    let quads = Store::open(&output.join("store")).unwrap().quads().unwrap();
    let mut lines: Vec<String> = quads.iter().map(ToString::to_string).collect();
    lines.sort();
    (lines.join("\n"), fs::read(output.join("graph.ttl")).unwrap(), fs::read(output.join("graph.dot")).unwrap())
}

#[test]
fn order_and_number_of_workers_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let mut pages = pages(folder.path());
    let extractor = Extractor::new();
    let first = build(&extractor, &pages, 1);
    assert!(first.0.contains("coMention"), "the pages should say something");
    for round in 0..4 {
        // A fixed shuffle: every round begins at another page and turns the order round.
        pages.rotate_left(3);
        pages.reverse();
        let jobs = if round % 2 == 0 { 4 } else { 1 };
        let again = build(&extractor, &pages, jobs);
        assert!(again.0 == first.0, "round {round}: the store differs");
        assert!(again.1 == first.1, "round {round}: graph.ttl differs");
        assert!(again.2 == first.2, "round {round}: graph.dot differs");
    }
}
