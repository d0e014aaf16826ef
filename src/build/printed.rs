//! The files of a build beside its store: written, and known again by their hashes.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;
use serde::{Deserialize, Serialize};

use super::files::Staged;
use super::ledger::{Digest, Hashing};
use crate::error::Result;
use crate::export::{self, Format};
use crate::graph::{Network, Totals};
use crate::rdf::{Vocabulary, summary_quads};
use crate::store::Writer;

/// How many quads `graph.ttl` holds at most; a larger graph is there by the summary of its centre alone.
///
/// A million quads are some hundred megabytes of Turtle, which are sorted in memory and which no person
/// reads; `export` writes any graph in full.
pub const MAX_TURTLE: usize = 1_000_000;
/// How many entities, and how many relations, the summary of the centre of a larger graph tells of at most: some
/// 200 000 quads, which every later build sorts and writes again.
const CORE: (usize, usize) = (5_000, 10_000);

/// What a build has written of a graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Whether `graph.ttl` holds only the summary of what is most central.
    pub is_abridged: bool,
    /// The SHA-256 of `graph.ttl`.
    turtle: Digest,
    /// The SHA-256 of `graph.dot`.
    dot: Digest,
}

impl Printed {
    /// Prepares the files of a graph in the folder `output`.
    pub fn write(
        writer: &mut Writer,
        vocabulary: &Vocabulary,
        network: &Network,
        output: &Path,
        jobs: usize,
        staged: &mut Staged,
    ) -> Result<Self> {
        let all = all_quads(writer, &network.totals, jobs)?;
        let is_abridged = all.is_none();
        let quads = match all {
            Some(quads) => quads,
            None => summary_quads(vocabulary, &network.core(CORE.0, CORE.1)),
        };
        let [turtle, dot] = places(output);
        let turtle = write(staged, &turtle, |to| export::write_rdf(Format::Turtle, vocabulary, quads, to))?;
        let dot = write(staged, &dot, |to| export::write_network(Format::Dot, vocabulary, network, to))?;
        Ok(Printed { is_abridged, turtle, dot })
    }

    /// Whether the files stand in the folder `output` as they were written.
    pub fn stands_in(&self, output: &Path) -> bool {
        let is_same = |path: &Path, digest| hash(path).is_ok_and(|hash| hash == digest);
        let [turtle, dot] = places(output);
        is_same(&turtle, self.turtle) && is_same(&dot, self.dot)
    }
}

/// Where the files stand.
pub fn places(output: &Path) -> [PathBuf; 2] {
    ["graph.ttl", "graph.dot"].map(|name| output.join(name))
}

fn write(staged: &mut Staged, path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Digest> {
    let mut digest = Digest::default();
    staged.write(path, |to| {
        let mut hashing = Hashing::new(to);
        fill(&mut hashing)?;
        digest = hashing.finish();
        Ok(())
    })?;
    Ok(digest)
}

fn hash(path: &Path) -> io::Result<Digest> {
    let mut hashing = Hashing::new(io::sink());
    io::copy(&mut File::open(path)?, &mut hashing)?;
    Ok(hashing.finish())
}

/// Everything the store says, unless that is more than `graph.ttl` takes.
fn all_quads(writer: &mut Writer, totals: &Totals, jobs: usize) -> Result<Option<Vec<Quad>>> {
    if let Some(quads) = writer.said() {
        return Ok(Some(quads));
    }
    if n_least(totals) > MAX_TURTLE || writer.n_quads()? > MAX_TURTLE {
        return Ok(None);
    }
    writer.quads(jobs).map(Some)
}

/// So many quads a graph has at least, which spares counting those of a large one: five of each mention alone, its class,
/// entity, kind, confidence and recognizer; class, names and counts of each entity, in the summary and in one document;
/// class, ends and counts of each relation.
fn n_least(totals: &Totals) -> usize {
    5 * totals.n_mentions + 11 * totals.n_entities + 10 * totals.n_relations
}
