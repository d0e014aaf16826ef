//! What `--help` says: lines that are filled, and all prefixes.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]

mod desk;

use desk::{Desk, Said};

/// The commands that have a help of their own.
const COMMANDS: [&[&str]; 14] = [
    &["build"],
    &["extract"],
    &["lookup"],
    &["query"],
    &["path"],
    &["explain"],
    &["dot"],
    &["export"],
    &["remove"],
    &["audit"],
    &["stats"],
    &["evaluate"],
    &["train", "tagger"],
    &["train", "classifier"],
];

#[test]
fn help_fills_its_lines() {
    let desk = Desk::new();
    let width = |text: &str| text.chars().count();
    for command in COMMANDS {
        for columns in [80, 100] {
            let mut help = desk.command(&[command, &["--help"]].concat());
            let help = Said::of(help.env("COLUMNS", columns.to_string()).output().unwrap()).check(0, &[]).out.clone();
            let lines: Vec<&str> = help.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair.iter().all(|line| line.starts_with(char::is_alphanumeric)))
            {
                let next = pair[1].split(' ').next().unwrap_or_default();
                assert!(
                    width(pair[0]) + 1 + width(next) > columns,
                    "`{}` breaks too early: {command:?}\n{help}",
                    pair[0]
                );
            }
        }
    }
}

#[test]
fn help_tells_all_prefixes() {
    let help = Desk::new().run(&["query", "--help"]).check(0, &[]).out.clone();
    let declared = help.split_once("Declared prefixes:").unwrap().1.split_once('.').unwrap().0;
    let prefixes = sinograph::rdf::PREFIXES.map(|(prefix, _)| prefix);
    assert_eq!(declared.split_whitespace().collect::<Vec<_>>(), prefixes);
}
