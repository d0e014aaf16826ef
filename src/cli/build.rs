//! `sinograph build`: pages in, a graph on disk out.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueHint;

use super::exit::Exit;
use super::inputs::{InputArgs, Turned, tell_skipped};
use super::layout;
use super::output::failed;
use super::paint::{Paint, visible};
use super::progress::Progress;
use super::table::{self, counted};
use crate::build::{self, Options, Summary, Superseded};
use crate::error::Result;
use crate::input;
use crate::store::Writer;

/// What was typed after `build`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Leaves OUTPUT/graph.ttl, OUTPUT/graph.dot, and the store. A file built before is replaced, other \
documents stay. What cannot be read stops the run and leaves everything as it was; with --skip-bad \
it is listed in OUTPUT/rejects.jsonl, and the exit code is 3.

  sinograph build examples
  sinograph build archive/ --skip-bad --jobs 8 && sinograph lookup 哈萨克斯坦")]
pub struct Args {
    /// What to read and how.
    #[command(flatten)]
    pub inputs: InputArgs,

    /// Folder for the files
    #[arg(short, long, value_name = "DIR", default_value = "output", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,

    /// Folder of the store [default: the folder `store` in OUTPUT]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub store: Option<PathBuf>,

    /// What the IRIs begin with [default: that of the store, or https://w3id.org/sinograph/]
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
}

/// How much is told of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loudness {
    /// Nothing but errors.
    Quiet,
    /// What came of it, and on a terminal how far it is.
    Usual,
    /// Also, everywhere, how far it is.
    Verbose,
}

impl Args {
    fn store(&self) -> PathBuf {
        self.store.clone().unwrap_or_else(|| self.output.join("store"))
    }
}

/// Builds, and prints what came of it.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write, loudness: Loudness) -> Result<Exit> {
    if let Some(base) = &args.base {
        crate::rdf::Vocabulary::new(base)?;
    }
    let found = args.inputs.find()?;
    tell_skipped(&found, talk, loudness);
    let extractor = args.inputs.extractor()?;
    let decisions = args.inputs.decisions(extractor.ontology())?;
    let writer = begin(args, talk)?;
    let options = Options {
        reading: args.inputs.reading(),
        jobs: args.inputs.jobs(),
        skip_bad: args.inputs.skip_bad,
        output: args.output.clone(),
        decisions,
        dictionary: args.inputs.dictionary.as_deref().map(input::name),
    };
    let mut progress = Progress::new(&found, loudness == Loudness::Quiet, loudness == Loudness::Verbose);
    let result = build::build(found, &extractor, &options, writer, |step| progress.advance(step));
    progress.clear();
    let summary = result?;
    let mut turned = Turned::default();
    summary.rejects.iter().for_each(|reject| turned.tell(reject, talk));
    turned.end(talk);
    for (code, (n_documents, first)) in &summary.warnings {
        let documents = counted(*n_documents, "document");
        let _ = writeln!(talk, "warning: {documents} with `{code}`, the first in `{}`", visible(first));
    }
    tell_superseded(&summary, talk);
    tell_retained(&summary, talk);
    tell_lapsed(&summary, talk);
    tell_idle(&summary, talk);
    write_summary(&summary, &args.store(), Paint::stdout(), out).map_err(failed)?;
    Ok(if summary.rejects.is_empty() { Exit::Done } else { Exit::Rejected })
}

/// So many files whose texts gave way to later ones are told one by one.
const MAX_SUPERSEDED: usize = 10;

/// Says which texts gave way to later ones of the same run with the same id.
fn tell_superseded(summary: &Summary, talk: &mut impl Write) {
    for (file, Superseded { n_texts, line, id }) in summary.superseded.iter().take(MAX_SUPERSEDED) {
        let (texts, file, id) = (counted(*n_texts, "text"), visible(file), visible(id));
        let place = line.map(|line| format!(" in line {line}")).unwrap_or_default();
        let _ = writeln!(
            talk,
            "warning: {texts} of `{file}` gave way to others with the same id that were read later, first `{id}`{place}"
        );
    }
    if let Some(more) = summary.superseded.len().checked_sub(MAX_SUPERSEDED).filter(|&more| more > 0) {
        let _ = writeln!(talk, "warning: and so did texts of {}", counted(more, "other file"));
    }
}

/// So many files of which not all can be read are told one by one.
const MAX_RETAINED: usize = 10;

/// Says what the store still has of files of which not all can be read.
fn tell_retained(summary: &Summary, talk: &mut impl Write) {
    for (file, n_documents) in summary.retained.iter().take(MAX_RETAINED) {
        let (documents, file) = (counted(*n_documents, "document"), visible(file));
        let _ = writeln!(talk, "note: kept as read before: {documents} of `{file}`, of which not all can be read now");
    }
    if let Some(more) = summary.retained.len().checked_sub(MAX_RETAINED).filter(|&more| more > 0) {
        let _ = writeln!(talk, "note: and so were documents of {}", counted(more, "other file"));
    }
}

/// Says which dictionary the store was built with before, where there is none now: a store keeps its decisions, but no
/// dictionary.
fn tell_lapsed(summary: &Summary, talk: &mut impl Write) {
    if let Some(dictionary) = summary.lapsed_dictionary.as_deref().map(visible) {
        let _ = writeln!(
            talk,
            "warning: read without the dictionary `{dictionary}`, with which the store was built before; \
             give it again with `--dictionary` if its names are to stay"
        );
    }
}

/// So many decisions that came to nothing are told one by one.
const MAX_IDLE: usize = 10;

/// Says which decisions came to nothing, and which files do not know of the decisions.
fn tell_idle(summary: &Summary, talk: &mut impl Write) {
    for (line, wording) in summary.idle.iter().take(MAX_IDLE) {
        let _ = writeln!(talk, "note: no document shows what line {line} decides: `{}`", visible(wording));
    }
    if let Some(more) = summary.idle.len().checked_sub(MAX_IDLE).filter(|&more| more > 0) {
        let _ = writeln!(talk, "note: nor what {} decide", counted(more, "other line"));
    }
    if let Some(first) = summary.outdated.first() {
        let files = counted(summary.outdated.len(), "file");
        let first = visible(first);
        let _ = writeln!(
            talk,
            "note: not read anew with these decisions, names and words: {files} of the store, `{first}` first"
        );
    }
}

/// The writer of the store, or, in a build that keeps none, one in memory.
fn begin(args: &Args, talk: &mut impl Write) -> Result<Writer> {
    if cfg!(feature = "disk") || args.store.is_some() {
        return Writer::begin(&args.store(), args.base.as_deref());
    }
    let _ = writeln!(talk, "note: this program was built without the feature `disk` and keeps no store");
    Writer::in_memory(args.base.as_deref())
}

fn write_summary(summary: &Summary, store: &Path, paint: Paint, out: &mut impl Write) -> std::io::Result<()> {
    let census = &summary.census;
    let totals = census.totals;
    let changes = summary.changes;
    let mut run = format!("read {}", counted(changes.read, "document"));
    run.push_str(&match (changes.added, changes.removed) {
        (0, 0) => ", none of them new".to_owned(),
        (added, 0) => format!(", {added} new"),
        (added, removed) => format!(", {added} new, {} removed", counted(removed, "outdated one")),
    });
    writeln!(out, "{}", paint.strong(&run))?;
    writeln!(
        out,
        "the graph has {}, {}, {}, {}",
        counted(totals.n_documents, "document"),
        counted(totals.n_sentences, "sentence"),
        counted(totals.n_mentions, "mention"),
        counted(totals.n_relations, "relation"),
    )?;
    if !census.kinds.is_empty() {
        writeln!(out, "{}", table::kinds(census))?;
        writeln!(out, "{}", table::relations(census, layout::columns()))?;
    }
    for file in &summary.files {
        let is_short = summary.is_abridged && file.ends_with("graph.ttl");
        let note =
            if is_short { " (the summary of what is most central; `sinograph export` writes everything)" } else { "" };
        let is_of_graph = !file.ends_with("rejects.jsonl");
        let did = if summary.is_kept && is_of_graph { "kept" } else { "wrote" };
        writeln!(out, "{did} {}{note}", paint.accent(&visible(&input::name(file))))?;
    }
    if cfg!(feature = "disk") {
        writeln!(out, "store {}", paint.accent(&visible(&input::name(store))))?;
    }
    Ok(())
}
