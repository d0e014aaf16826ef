//! `sinograph stats`: what the store holds, counted.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::exit::Exit;
use super::layout;
use super::location::Location;
use super::output::failed;
use super::table::{self, counted};
use crate::build;
use crate::error::{Error, ErrorKind, Result};
use crate::graph::Census;
use crate::ontology::{EntityKind, Predicate};
use crate::query;
use crate::store::Store;

/// How many faults are listed.
const MOST_FAULTS: usize = 20;

/// What was typed after `stats`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
The digest is a hash of what all documents say: two stores with one digest hold the same, however \
they came to be. --check reads everything: all indexes of the database agree, each document says \
what it said when it was built, the counts are those of the documents. A store that fails is exit \
code 5, and what is wrong is listed.

  sinograph stats
  sinograph stats --check")]
pub struct Args {
    /// Where the store is.
    #[command(flatten)]
    pub location: Location,

    /// How to write the counts
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,

    /// Read the whole store and prove that it is sound
    #[arg(long)]
    pub check: bool,
}

/// How counts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person
    Table,
    /// One JSON object
    Json,
}

/// The counts as JSON. `entities` and `relations` hold the number for each kind and predicate.
#[derive(Serialize)]
struct Counts {
    documents: usize,
    sentences: usize,
    mentions: usize,
    entities: BTreeMap<&'static str, usize>,
    relations: BTreeMap<&'static str, usize>,
    /// What the IRIs begin with.
    base: String,
    /// A SHA-256 of what all documents say.
    digest: String,
}

/// Prints the counts, which are kept beside the graph and not counted anew.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let store = args.location.open()?;
    if args.check {
        check(args, &store, talk)?;
    }
    let census = query::census(&store)?;
    match args.format {
        Format::Table => write_table(&census, out),
        Format::Json => write_json(&census, store.base(), out),
    }
    .map_err(failed)?;
    Ok(Exit::Done)
}

/// Proves that the store is sound.
fn check(args: &Args, store: &Store, talk: &mut impl Write) -> Result<()> {
    let checked = build::check(store)?;
    if checked.faults.is_empty() {
        let (documents, quads) = (counted(checked.n_documents, "document"), counted(checked.n_quads, "quad"));
        let _ = writeln!(talk, "checked {documents}, {quads}: the store is sound");
        return Ok(());
    }
    let place = args.location.store.display();
    let error = Error::new(ErrorKind::Io, format!("the store `{place}` is not sound"));
    let error = checked.faults.iter().take(MOST_FAULTS).fold(error, Error::with_cause);
    let error = match checked.faults.len().checked_sub(MOST_FAULTS) {
        Some(more @ 1..) => error.with_cause(format!("and {more} more")),
        _ => error,
    };
    Err(error.with_hint("build it anew from its sources, into another folder"))
}

fn write_table(census: &Census, out: &mut impl Write) -> std::io::Result<()> {
    let totals = census.totals;
    let mut table = table::new(&["what", "number"], &[1]);
    table.add_row(["documents".to_owned(), totals.n_documents.to_string()]);
    table.add_row(["sentences".to_owned(), totals.n_sentences.to_string()]);
    table.add_row(["mentions".to_owned(), totals.n_mentions.to_string()]);
    table.add_row(["entities".to_owned(), totals.n_entities.to_string()]);
    table.add_row(["relations".to_owned(), totals.n_relations.to_string()]);
    writeln!(out, "{table}")?;
    if !census.digest.is_empty() {
        writeln!(out, "digest {}", census.digest)?;
    }
    if !census.kinds.is_empty() {
        writeln!(out, "{}", table::kinds(census))?;
        writeln!(out, "{}", table::relations(census, layout::columns()))?;
    }
    Ok(())
}

fn write_json(census: &Census, base: &str, out: &mut impl Write) -> std::io::Result<()> {
    let of_kind = |kind| census.kinds.iter().find(|count| count.kind == kind).map_or(0, |count| count.n_entities);
    let of_predicate =
        |predicate| census.predicates.iter().find(|(other, _)| *other == predicate).map_or(0, |(_, n)| *n);
    let counts = Counts {
        documents: census.totals.n_documents,
        sentences: census.totals.n_sentences,
        mentions: census.totals.n_mentions,
        entities: EntityKind::ALL.into_iter().map(|kind| (kind.name(), of_kind(kind))).collect(),
        relations: Predicate::ALL.into_iter().map(|predicate| (predicate.name(), of_predicate(predicate))).collect(),
        base: base.to_owned(),
        digest: census.digest.clone(),
    };
    serde_json::to_writer(&mut *out, &counts)?;
    writeln!(out)
}
