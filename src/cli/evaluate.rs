//! `sinograph evaluate`: how well mentions are found, against pages marked by hand.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueHint;

use super::exit::Exit;
use super::output::failed;
use super::paint::visible;
use crate::build::{self, Reading, Reject, Units};
use crate::error::{Error, ErrorKind, Result};
use crate::evaluate::{CORE, Gold, Key, Page, Score, Tally};
use crate::ontology::EntityKind;
use crate::pipeline::Extractor;
use crate::text::Source;

/// What was typed after `evaluate`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
A mention counts where its span and kind are exactly those of the mark; white space does not count.

  sinograph evaluate page.gold.json page.txt --errors
  sinograph evaluate examples            every *.gold.json of the folder with its page, and the sum")]
pub struct Args {
    /// A gold file, or a folder of files named *.gold.json
    #[arg(value_name = "GOLD", value_hint = ValueHint::AnyPath)]
    pub gold: PathBuf,

    /// The page that is marked [default: the one that the gold file names]
    #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
    pub source: Option<PathBuf>,

    /// List what was missed and what was wrong
    #[arg(long)]
    pub errors: bool,
}

/// Prints the scores of each page, and their sum.
pub fn run(args: &Args, out: &mut impl Write, _talk: &mut impl Write) -> Result<Exit> {
    let golds = gold_files(&args.gold)?;
    let extractor = build::extractor(None)?;
    let mut sum = Score::default();
    for path in &golds {
        let gold = read_gold(path)?;
        let source = read_source(args, path, &gold)?;
        let page = Page::new(&source.text);
        gold.check(&page).map_err(|error| error.with_cause(format!("the gold file is `{}`", build::name(path))))?;
        let score = score(&extractor, &source, &page, &gold);
        if golds.len() > 1 {
            writeln!(out, "{}", visible(&source.name)).map_err(failed)?;
        }
        let errors = args.errors.then_some(&page);
        write_score(&score, errors, out).map_err(failed)?;
        sum.add(&score);
    }
    if golds.len() > 1 {
        writeln!(out, "all {} pages", golds.len()).map_err(failed)?;
        write_score(&sum, None, out).map_err(failed)?;
    }
    Ok(Exit::Done)
}

fn score(extractor: &Extractor, source: &Source, page: &Page, gold: &Gold) -> Score {
    let extractions = extractor.extract(source);
    Score::new(gold, &page.keys(source, &extractions))
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
        return Err(Error::new(ErrorKind::Usage, format!("`{}` holds no gold file", build::name(path)))
            .with_hint("their names end in `.gold.json`"));
    }
    Ok(files)
}

fn read_gold(path: &Path) -> Result<Gold> {
    let json = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    Gold::read(&json).map_err(|error| error.with_cause(format!("the file is `{}`", build::name(path))))
}

/// The page that a gold file marks: the one named, else the one it names, else the one of its own name.
fn read_source(args: &Args, path: &Path, gold: &Gold) -> Result<Source> {
    let beside = |name: &str| path.with_file_name(name);
    let page = match (&args.source, &gold.source) {
        (Some(source), _) if !args.gold.is_dir() => source.clone(),
        (_, Some(name)) => beside(name),
        _ => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let stem = name.trim_end_matches(".json").trim_end_matches(".gold");
            beside(&format!("{stem}.txt"))
        }
    };
    let reading = Reading::default();
    let found = build::find(&[page]).map_err(Reject::into_error)?;
    for unit in Units::new(found.inputs, &reading) {
        let source = unit.read(&reading).map_err(Reject::into_error)?;
        if gold.line.is_none() || gold.line == source.line {
            return Ok(source);
        }
    }
    Err(Error::new(ErrorKind::Usage, format!("the page of `{}` is not there", build::name(path))))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Reject::unreadable(&build::name(path), error).into_error()
}

/// Writes one line for each kind, and one for the core.
fn write_score(score: &Score, errors: Option<&Page>, out: &mut impl Write) -> std::io::Result<()> {
    let others = [EntityKind::Place, EntityKind::Event, EntityKind::Document];
    for kind in CORE.into_iter().chain(others) {
        let tally = score.tally(kind);
        write_tally(kind.name(), tally, out)?;
        writeln!(out, "  ({}/{} found, {} wrong)", tally.hit, tally.needed, tally.wrong)?;
        if let Some(page) = errors {
            write_errors("missed", &score.missed, kind, page, out)?;
            write_errors("wrong ", &score.wrong, kind, page, out)?;
        }
    }
    write_tally("core types", score.core(), out)?;
    writeln!(out)
}

fn write_tally(name: &str, tally: Tally, out: &mut impl Write) -> std::io::Result<()> {
    let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
    write!(out, "{name:13} P {precision:6.3}  R {recall:6.3}  F1 {f1:6.3}")
}

fn write_errors(label: &str, keys: &[Key], kind: EntityKind, page: &Page, out: &mut impl Write) -> std::io::Result<()> {
    for &key in keys.iter().filter(|key| key.kind == kind) {
        writeln!(out, "    {label} {} {}..{}", visible(&page.slice(key)), key.start, key.end)?;
    }
    Ok(())
}
