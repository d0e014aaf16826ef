//! `sinograph evaluate`: how well mentions and facts are found, against pages marked by hand.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::slice;

use clap::ValueHint;

use super::exit::Exit;
use super::output::failed;
use super::paint::visible;
use super::{marked, tagging};
use crate::build;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluate::{FactScore, Gold, Page, Score, Tally};
use crate::input::{self, Reading, Reject, Units};
use crate::ontology::EntityKind;
use crate::text::Source;

/// Stands for a share of nothing.
pub(super) const NONE: &str = "–";

/// What was typed after `evaluate`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
A mention counts where its span and kind are exactly those of the mark; white space does not count. \
A marked fact counts (--facts) where a relation of its predicate has its names at both ends.

  sinograph evaluate page.gold.json page.txt --errors
  sinograph evaluate examples            # every *.gold.json there, and the sum
  sinograph evaluate --marked model/facts.jsonl
  sinograph evaluate --tagging test.jsonl --convention msra

A gold file is JSON: {\"source\": \"page.txt\", \"stripped_length\": 10, \"mentions\": [{\"start\": 0, \"end\": 2, \
\"text\": \"中国\", \"type\": \"Country\", \"id\": \"cn\"}, ...], \"facts\": [{\"subject\": \"cn\", \"predicate\": \"agreesWith\", \
\"object\": \"la\"}, ...]}. Positions count the characters of the page that are no white space, from zero, the end \
exclusive; stripped_length is the number of all. The ends of facts are ids of mentions, or words; `facts` and ids may \
be left out. More is in tests/gold/README.md.

Marked articles are JSON Lines: {\"paragraphs\": [...], \"facts\": [[0, \"subject\", \"predicate\", \"object\"], ...]}, \
the number that of the paragraph, from zero. Of days only that one is told is compared.

Tagged text is JSON Lines: {\"text\": ..., \"entities\": [[start, end, \"PER\"], ...]}, positions in \
characters. Only the tagger is scored then, for people (PER), organizations (ORG) and places (LOC).")]
pub struct Args {
    /// A gold file, or a folder of files named *.gold.json
    #[arg(value_name = "GOLD", value_hint = ValueHint::AnyPath, required_unless_present_any = ["tagging", "marked"])]
    pub gold: Option<PathBuf>,

    /// The page that is marked [default: the one that the gold file names]
    #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
    pub source: Option<PathBuf>,

    /// List what was missed and what was wrong
    #[arg(long)]
    pub errors: bool,

    /// Score the marked facts too
    #[arg(long, conflicts_with_all = ["tagging", "marked"])]
    pub facts: bool,

    /// Score the facts of the marked articles of FILE, by predicate
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["gold", "tagging"])]
    pub marked: Option<PathBuf>,

    /// Score the tagger alone on the tagged sentences of FILE
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "gold")]
    pub tagging: Option<PathBuf>,

    /// How names are marked there: news, msra, uner, cluener, resume, weibo [default: news]
    #[arg(long, value_name = "NAME", requires = "tagging", conflicts_with_all = ["gold", "marked"])]
    pub convention: Option<String>,
}

/// Prints the scores of each page, and their sum.
pub fn run(args: &Args, out: &mut impl Write, _talk: &mut impl Write) -> Result<Exit> {
    let gold = match (&args.gold, &args.tagging, &args.marked) {
        (_, Some(file), _) => return tagging::run(file, args.convention.as_deref(), args.errors, out),
        (_, None, Some(file)) => return marked::run(file, args.errors, out),
        (Some(gold), None, None) => gold,
        (None, None, None) => return Err(Error::new(ErrorKind::Usage, "there is nothing to score")),
    };
    let files = gold_files(gold)?;
    let extractor = build::extractor(None)?;
    let (mut sum, mut facts_sum) = (Score::default(), FactScore::default());
    for path in &files {
        let name = input::name(path);
        let golds = read_gold(path)?;
        let (mut of_file, mut facts_of_file) = (Score::default(), FactScore::default());
        if files.len() > 1 {
            writeln!(out, "{}", visible(&name)).map_err(failed)?;
        }
        for gold in &golds {
            let source = read_source(args, path, gold)?;
            let page = Page::new(&source.text);
            gold.check(&page).map_err(|error| error.with_cause(format!("the gold file is `{name}`")))?;
            let extractions = extractor.extract(&source);
            let score = Score::new(gold, &page.keys(&source, &extractions));
            let facts = if args.facts { FactScore::new(&gold.facts, &extractions) } else { FactScore::default() };
            if args.errors {
                write_errors(&score, &page, out).map_err(failed)?;
                write_missed(&facts, out).map_err(failed)?;
            }
            of_file.add(&score);
            facts_of_file.add(&facts);
        }
        write_score(&of_file, &facts_of_file, out).map_err(failed)?;
        sum.add(&of_file);
        facts_sum.add(&facts_of_file);
    }
    if files.len() > 1 {
        writeln!(out, "all {} files", files.len()).map_err(failed)?;
        write_score(&sum, &facts_sum, out).map_err(failed)?;
    }
    Ok(Exit::Done)
}

fn gold_files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let file = entry.map_err(|error| unreadable(path, &error))?.path();
        if file.to_string_lossy().ends_with(".gold.json") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Error::new(ErrorKind::Usage, format!("`{}` holds no gold file", input::name(path)))
            .with_hint("their names end in `.gold.json`"));
    }
    Ok(files)
}

fn read_gold(path: &Path) -> Result<Vec<Gold>> {
    let json = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    Gold::read(&json).map_err(|error| error.with_cause(format!("the file is `{}`", input::name(path))))
}

/// The page that a gold file marks: the one named, else the one it names, else the one of its own name.
fn read_source(args: &Args, path: &Path, gold: &Gold) -> Result<Source> {
    let beside = |name: &str| path.with_file_name(name);
    let page = match (&args.source, &gold.source) {
        (Some(source), _) if args.gold.as_ref().is_none_or(|gold| !gold.is_dir()) => source.clone(),
        (_, Some(name)) => beside(name),
        _ => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let stem = name.trim_end_matches(".json").trim_end_matches(".gold");
            beside(&format!("{stem}.txt"))
        }
    };
    let reading = Reading::default();
    let found = input::find(slice::from_ref(&page), &build::written);
    if let Some(reject) = found.rejects.into_iter().next() {
        return Err(reject.into_error());
    }
    for unit in Units::new(found.inputs, &reading) {
        let source = unit.read(&reading).map_err(Reject::into_error)?;
        if gold.record.is_none() || gold.record == source.declared.id {
            return Ok(source);
        }
    }
    let page = input::name(&page);
    let missing = match &gold.record {
        Some(record) => format!("`{page}` has no record `{record}`"),
        None => format!("`{page}` has no text"),
    };
    Err(Error::new(ErrorKind::Usage, missing).with_cause(format!("`{}` marks it", input::name(path))))
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Reject::unreadable(&input::name(path), error).into_error()
}

/// Writes one line for each kind, one for the core, and one for facts where any were to be scored.
fn write_score(score: &Score, facts: &FactScore, out: &mut impl Write) -> std::io::Result<()> {
    for kind in KINDS {
        let tally = score.tally(kind);
        write_tally(kind.name(), tally, out)?;
        writeln!(out, "  ({}/{} found, {} wrong)", tally.hit, tally.needed, tally.wrong)?;
    }
    write_tally("core types", score.core(), out)?;
    writeln!(out)?;
    if facts.needed == 0 {
        return Ok(());
    }
    let FactScore { needed, hit, posts_needed, posts_hit, said, .. } = facts;
    let recall = facts.recall();
    writeln!(
        out,
        "facts                    R {recall:6.3}  ({hit}/{needed} stated, {posts_hit}/{posts_needed} posts in the same words; {said} said)"
    )
}

/// Lists the marked facts that are not stated.
fn write_missed(facts: &FactScore, out: &mut impl Write) -> std::io::Result<()> {
    for fact in &facts.missed {
        let name = |names: &BTreeSet<String>| visible(names.first().map_or("", String::as_str)).into_owned();
        let post = fact.post.as_deref().map(|post| format!(" ({})", visible(post))).unwrap_or_default();
        let (subject, object) = (name(&fact.subject), name(&fact.object));
        writeln!(out, "missed fact          {subject} {} {object}{post}", fact.predicate.name())?;
    }
    Ok(())
}

/// All kinds, those of the core first.
const KINDS: [EntityKind; 7] = [
    EntityKind::Country,
    EntityKind::Organization,
    EntityKind::Person,
    EntityKind::Project,
    EntityKind::Place,
    EntityKind::Event,
    EntityKind::Document,
];

/// Writes how well a kind is found; nothing can be said of one of which nothing is marked and nothing found.
pub(super) fn write_tally(name: &str, tally: Tally, out: &mut impl Write) -> std::io::Result<()> {
    if tally.needed == 0 && tally.said == 0 {
        return write!(out, "{name:13} P {NONE:>6}  R {NONE:>6}  F1 {NONE:>6}");
    }
    let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
    write!(out, "{name:13} P {precision:6.3}  R {recall:6.3}  F1 {f1:6.3}")
}

/// Lists what was missed and what was wrong, by kind and place.
fn write_errors(score: &Score, page: &Page, out: &mut impl Write) -> std::io::Result<()> {
    for kind in KINDS {
        for (label, keys) in [("missed", &score.missed), ("wrong ", &score.wrong)] {
            for &key in keys.iter().filter(|key| key.kind == kind) {
                let words = page.slice(key);
                writeln!(out, "{label} {:13} {} {}..{}", kind.name(), visible(&words), key.start, key.end)?;
            }
        }
    }
    Ok(())
}
