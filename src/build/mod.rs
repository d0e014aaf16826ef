//! Many sources through the pipeline into the store, a bounded number at a time.
//!
//! [`in_order`] works on texts with all cores, and [`build`] puts what they say into a store and writes the
//! files beside it.

mod check;
mod files;
mod ingest;
mod ledger;
mod remove;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;

pub use check::{Checked, check};
pub use files::{Staged, write_file, write_rejects};
pub use ingest::{Changes, Ingest, Item, ledger_of};
pub use ledger::{Address, Decisions, Ledger, Text, reader};
pub use remove::{Removed, remove};
pub use work::{default_jobs, extract, in_order};

use crate::curation::Curation;
use crate::error::Result;
use crate::export::{self, Format};
use crate::graph::Network;
use crate::input::{Found, Reading, Reject, Unit, Units};
use crate::ontology::Dictionary;
use crate::pipeline::Extractor;
use crate::rdf::term::sg;
use crate::rdf::{Vocabulary, summary_quads};
use crate::store::Writer;

/// How many quads `graph.ttl` holds at most; a larger graph is there by the summary of its centre alone.
///
/// A million quads are some hundred megabytes of Turtle, which are sorted in memory and which no person
/// reads; `export` writes any graph in full.
pub const MAX_TURTLE: usize = 1_000_000;

/// What a run is to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How texts are read.
    pub reading: Reading,
    /// The number of threads.
    pub jobs: usize,
    /// Whether to go on after a text that cannot be read.
    pub skip_bad: bool,
    /// Where the files go.
    pub output: PathBuf,
    /// The decisions that hold from now on; without them, those that the store was last built with.
    pub decisions: Option<Decisions>,
}

/// A text that is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// About how many bytes of the inputs it takes.
    pub n_bytes: usize,
    /// The number of its characters.
    pub n_characters: usize,
    /// The number of its documents.
    pub n_documents: usize,
    /// Whether it was turned away.
    pub is_rejected: bool,
}

/// What a run did and found.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The graph of all documents of the store.
    pub network: Network,
    /// What the run did to its documents.
    pub changes: Changes,
    /// What was turned away, in the order of the inputs.
    pub rejects: Vec<Reject>,
    /// What was warned of: by the code of the diagnostic the number of documents, and the file of the first.
    pub warnings: BTreeMap<&'static str, (usize, String)>,
    /// The files written.
    pub files: Vec<PathBuf>,
    /// Whether `graph.ttl` holds only the summary of what is most central.
    pub is_abridged: bool,
    /// The files of the store of which a text was read with other decisions or names, or by another version.
    pub outdated: Vec<String>,
    /// The decisions that came to nothing in any document of the store: the line, and what was decided.
    pub idle: Vec<(usize, String)>,
}

/// Builds the graph of `found` on top of what the writer's store says, and writes the files beside it.
///
/// `progress` is told of each text that is done. All changes come into force at the
/// end, together, or not at all.
///
/// # Errors
/// The first text that cannot be read, unless they are skipped; whatever the store or the files fail
/// with. The store and the files are then as they were.
pub fn build(
    found: Found,
    extractor: &Extractor,
    options: &Options,
    mut writer: Writer,
    mut progress: impl FnMut(Step),
) -> Result<Summary> {
    let vocabulary = Vocabulary::new(writer.base())?;
    let (mut rejects, mut warnings) = (Vec::new(), BTreeMap::new());
    let mut turn_away = |reject: Reject| {
        if !options.skip_bad {
            return Err(reject.into_error());
        }
        rejects.push(reject);
        Ok(())
    };
    found.rejects.into_iter().try_for_each(&mut turn_away)?;
    let (mut ledger, before) = ledger_of(&mut writer, &vocabulary)?;
    if let Some(decisions) = &options.decisions {
        ledger.decide(decisions.clone());
    }
    let curation = ledger.decisions().curation()?;
    let reader = reader(extractor, &curation);
    let mut ingest = Ingest::new(&mut writer, &vocabulary);
    let item = |unit: Unit| {
        let source = unit.read(&options.reading)?;
        Item::of(&vocabulary, &source, &reader, &ledger, || extract(extractor, &curation, &source))
    };
    let read = |unit: Unit| (unit.weight(), item(unit));
    in_order(Units::new(found.inputs, &options.reading), options.jobs, read, |(n_bytes, item)| match item {
        Ok(item) => {
            for &code in item.warnings() {
                warnings.entry(code).or_insert_with(|| (0, item.name().to_owned())).0 += 1;
            }
            let (n_characters, n_documents) = (item.n_characters(), item.n_documents());
            ingest.add(item)?;
            progress(Step { n_bytes, n_characters, n_documents, is_rejected: false });
            Ok(())
        }
        Err(reject) => {
            progress(Step { n_bytes, is_rejected: true, ..Step::default() });
            turn_away(reject)
        }
    })?;
    let (network, changes, ledger) = ingest.finish(ledger, before.as_ref())?;
    let mut staged = Staged::new();
    let is_abridged = write_files(&mut writer, &vocabulary, &network, &options.output, &mut staged)?;
    let rejects_path = options.output.join("rejects.jsonl");
    match rejects.is_empty() {
        true => staged.remove(&rejects_path),
        false => staged.write(&rejects_path, |to| write_rejects(&rejects, to))?,
    }
    let files = staged.places();
    let outdated = ledger.texts().filter(|(_, text)| !text.is_read_by(&reader)).map(|(address, _)| &*address.name);
    let outdated: BTreeSet<&str> = outdated.collect();
    let outdated = outdated.into_iter().map(str::to_owned).collect();
    let idle = idle(&mut writer, &vocabulary, &curation)?;
    writer.commit(|to| ledger.write(to))?;
    staged.publish()?;
    Ok(Summary { network, changes, rejects, warnings, files, is_abridged, outdated, idle })
}

/// The decisions that no document shows.
fn idle(writer: &mut Writer, vocabulary: &Vocabulary, curation: &Curation) -> Result<Vec<(usize, String)>> {
    let mut idle = Vec::new();
    for decision in curation.decisions() {
        if !writer.has_object(sg::DECISION, vocabulary.decision(decision).as_ref())? {
            idle.push((decision.line, decision.wording()));
        }
    }
    Ok(idle)
}

/// Prepares `graph.ttl` and `graph.dot`; whether the former had to be abridged.
fn write_files(
    writer: &mut Writer,
    vocabulary: &Vocabulary,
    network: &Network,
    output: &Path,
    staged: &mut Staged,
) -> Result<bool> {
    let all = all_quads(writer, vocabulary, MAX_TURTLE)?;
    let is_abridged = all.is_none();
    let quads = match all {
        Some(quads) => quads,
        // Some fifteen quads tell of an entity and twelve of a relation.
        None => summary_quads(vocabulary, &network.core(MAX_TURTLE / 45, MAX_TURTLE / 20)),
    };
    staged.write(&output.join("graph.ttl"), |to| export::write_rdf(Format::Turtle, vocabulary, quads, to))?;
    staged.write(&output.join("graph.dot"), |to| export::write_network(Format::Dot, vocabulary, network, to))?;
    Ok(is_abridged)
}

/// Everything the store says, unless that is more than `limit` quads.
fn all_quads(writer: &mut Writer, vocabulary: &Vocabulary, limit: usize) -> Result<Option<Vec<Quad>>> {
    if writer.n_quads()? > limit {
        return Ok(None);
    }
    let mut quads = writer.graph(vocabulary.summary().as_ref())?;
    for document in writer.documents()? {
        quads.extend(writer.graph(document.as_ref())?);
    }
    Ok(Some(quads))
}

/// An extractor that knows the names of a user's dictionary, given by its name and its text.
pub fn extractor(dictionary: Option<(&str, &str)>) -> Result<Extractor> {
    match dictionary {
        Some((name, text)) => Extractor::with_dictionary(&Dictionary::read(name, text)?),
        None => Ok(Extractor::new()),
    }
}
