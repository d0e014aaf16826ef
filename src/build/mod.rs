//! Many sources through the pipeline into the store, a bounded number at a time.
//!
//! [`in_order`] works on texts with all cores, and [`build`] puts what they say into a store and writes the
//! files beside it.

mod almanac;
mod check;
mod files;
mod ingest;
mod ledger;
mod printed;
mod remove;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

pub use almanac::{Almanac, Tie};
pub use check::{Checked, check};
pub use files::{Staged, write_file, write_rejects, written};
pub use ingest::{Changes, Ingest, Item, Known, Outcome, Superseded, ledger_of};
pub use ledger::{Address, Decisions, Ledger, Text, reader};
pub use printed::{MAX_TURTLE, Printed};
pub use remove::{Removed, remove};
pub use work::{default_jobs, extract, in_order};

use crate::curation::Curation;
use crate::document::Segmenter;
use crate::error::Result;
use crate::graph::Census;
use crate::input::{Found, Reading, Reject, Unit, Units};
use crate::mention::Tagger;
use crate::ontology::{Dictionary, Ontology};
use crate::pipeline::Extractor;
use crate::rdf::Vocabulary;
use crate::rdf::term::sg;
use crate::relation::Classifier;
use crate::store::{Beside, Writer};

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
    /// The name of the dictionary that the extractor knows.
    pub dictionary: Option<String>,
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
    /// The counts of all documents of the store.
    pub census: Census,
    /// What the run did to its documents.
    pub changes: Changes,
    /// What was turned away, in the order of the inputs.
    pub rejects: Vec<Reject>,
    /// What was warned of: by the code of the diagnostic the number of documents, and the file of the first.
    pub warnings: BTreeMap<&'static str, (usize, String)>,
    /// By their file, the texts that gave way to later ones of the run with the same id.
    pub superseded: BTreeMap<Arc<str>, Superseded>,
    /// By their file, how many documents stay as an earlier build read them, because not all of the file can be read.
    pub retained: BTreeMap<Arc<str>, usize>,
    /// The dictionary that the store was last built with, where this build has none.
    pub lapsed_dictionary: Option<String>,
    /// The files of the graph, and of what was turned away.
    pub files: Vec<PathBuf>,
    /// Whether store and files of the graph are left as they were, because they say what they would.
    pub is_kept: bool,
    /// Whether `graph.ttl` holds only the summary of what is most central.
    pub is_abridged: bool,
    /// The files of the store of which a text was read with other decisions or names, or by another version.
    pub outdated: Vec<String>,
    /// The decisions that came to nothing in any document of the store, if all texts were read with them: the line, and
    /// what was decided.
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
    let (mut ledger, known) = ledger_of(&mut writer, &vocabulary)?;
    let is_decided = options.decisions.as_ref().is_some_and(|decisions| decisions != ledger.decisions());
    if let Some(decisions) = &options.decisions {
        ledger.decide(decisions.clone());
    }
    let dictionary_before = ledger.use_dictionary(options.dictionary.clone());
    let lapsed_dictionary = dictionary_before.filter(|_| options.dictionary.is_none());
    let curation = ledger.decisions().curation(extractor.ontology())?;
    let reader = reader(extractor, &curation);
    writer.remember(MAX_TURTLE);
    let mut ingest = Ingest::new(&mut writer, &vocabulary);
    let item = |unit: Unit| {
        let source = unit.read(&options.reading)?;
        Item::of(&vocabulary, source, &reader, &ledger, |source| extract(extractor, &curation, source))
    };
    let read = |unit: Unit| (unit.weight(), item(unit));
    in_order(Units::new(found.inputs, &options.reading), options.jobs, read, |(n_bytes, item)| match item {
        Ok(item) => {
            for &code in item.warnings() {
                warnings.entry(code).or_insert_with(|| (0, item.name().to_owned())).0 += 1;
            }
            let (n_characters, n_documents) = (item.n_characters(), item.n_documents());
            ingest.add(item, &ledger)?;
            progress(Step { n_bytes, n_characters, n_documents, is_rejected: false });
            Ok(())
        }
        Err(reject) => {
            progress(Step { n_bytes, is_rejected: true, ..Step::default() });
            turn_away(reject)
        }
    })?;
    let defective = rejects.iter().map(|reject| reject.file.as_str()).collect();
    let Outcome { changes, superseded, retained, ledger, network } = ingest.finish(ledger, known, &defective)?;
    let kept = if network.is_none() && !is_decided { kept(&writer, &options.output)? } else { None };
    let mut staged = Staged::new();
    let rejects_path = files::rejects_place(&options.output);
    match rejects.is_empty() {
        true => staged.remove(&rejects_path),
        false => staged.write(&rejects_path, |to| write_rejects(&rejects, to))?,
    }
    let outdated = ledger.texts().filter(|(_, text)| !text.is_read_by(&reader)).map(|(address, _)| &*address.name);
    let outdated: BTreeSet<&str> = outdated.collect();
    let outdated: Vec<String> = outdated.into_iter().map(str::to_owned).collect();
    // What texts would show that were not read with these decisions is not known.
    let idle = if outdated.is_empty() { idle(&mut writer, &vocabulary, &curation)? } else { Vec::new() };
    let is_kept = kept.is_some();
    let (census, is_abridged) = match kept {
        Some(kept) => {
            printed::places(&options.output).iter().for_each(|place| staged.keep(place));
            kept
        }
        None => {
            let network = network.unwrap_or_else(|| ledger.network(&vocabulary));
            let printed =
                Printed::write(&mut writer, &vocabulary, &network, &options.output, options.jobs, &mut staged)?;
            ingest::commit(writer, &ledger, &network, Some(&printed))?;
            (network.census(), printed.is_abridged)
        }
    };
    let mut files = Vec::from(printed::places(&options.output));
    files.extend((!rejects.is_empty()).then_some(rejects_path));
    staged.publish()?;
    Ok(Summary {
        census,
        changes,
        rejects,
        warnings,
        superseded,
        retained,
        lapsed_dictionary,
        files,
        is_kept,
        is_abridged,
        outdated,
        idle,
    })
}

/// Of a store that nothing has changed: its counts, and whether its files are abridged, if all is there as the last
/// build left it.
fn kept(writer: &Writer, output: &Path) -> Result<Option<(Census, bool)>> {
    let Some(file) = writer.old(Beside::Almanac)? else { return Ok(None) };
    let Ok(Some(mut almanac)) = Almanac::open(Box::new(file)) else { return Ok(None) };
    let is_whole = almanac.is_whole();
    let printed = almanac.printed().filter(|printed| is_whole && printed.stands_in(output));
    Ok(printed.map(|printed| (almanac.census().clone(), printed.is_abridged)))
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

/// An extractor that knows the names of a user's dictionary, given by its name and its text.
///
/// Words, weights and names are loaded side by side: to load them takes longer than to read a page.
pub fn extractor(dictionary: Option<(&str, &str)>) -> Result<Extractor> {
    let dictionary = match dictionary {
        Some((name, text)) => Dictionary::read(name, text)?,
        None => Dictionary::default(),
    };
    thread::scope(|scope| {
        let words = beside(scope, Segmenter::new);
        let ontology = Ontology::with_dictionary(&dictionary)?;
        // Not before: of two cores neither waits so.
        let weights = beside(scope, || (Tagger::embedded(), Classifier::embedded()));
        Ok(Extractor::assemble(ontology, words(), weights, &dictionary))
    })
}

/// Begins to load something, and gives it when it is asked for: where threads are not to be had, it is loaded then.
fn beside<'scope, T: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    load: fn() -> T,
) -> impl FnOnce() -> T + use<'scope, T> {
    let loading = thread::Builder::new().spawn_scoped(scope, load);
    move || loading.ok().and_then(|loading| loading.join().ok()).unwrap_or_else(load)
}
