//! The graph at rest: one named graph for each document, in Oxigraph.
//!
//! On disk a store is a folder of *generations*. A [`Writer`] makes a new one beside the finished one, as
//! a checkpoint of hard links, and puts it in force by a single rename; whoever reads keeps the one it
//! has opened. A run that dies at any moment leaves the finished generation as it was.
//!
//! ```text
//! store/
//!   format       the number of this layout
//!   lock         held by the one writer, and its process id
//!   CURRENT      the name of the finished generation
//!   gen-3/base   what the IRIs of the data begin with
//!   gen-3/lock   held, shared, by each reader
//!   gen-3/ledger, gen-3/almanac
//!                what the next build, and questions, need to know of this one
//!   gen-3/data/  the database
//! ```
//!
//! Without the feature `disk` a store lives in memory alone.

mod beside;
mod diff;
#[cfg(feature = "disk")]
mod directory;
pub(crate) mod folder;
#[cfg(feature = "disk")]
mod generation;
mod indexes;
mod mark;
mod writer;

use std::io::{Read, Seek};
use std::iter;
use std::path::Path;
use std::thread;

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad};
use oxigraph::store::{StorageError, Store as Oxigraph};

pub use beside::Beside;
pub use indexes::Tally;
pub use mark::is_store;
pub use writer::{Change, Writer};

use crate::error::{Error, ErrorKind, Result};
use crate::rdf::{compare_graphs, sort_quads};

/// How many graphs are read at a time where not all need be in memory.
const PIECE: usize = 256;

/// A finished graph, opened to be read.
pub struct Store {
    oxigraph: Oxigraph,
    base: String,
    /// Keeps the generation from being cleared away while we read it.
    #[cfg(feature = "disk")]
    hold: Option<generation::Hold>,
}

impl Store {
    /// Opens the finished generation of the store at `path`, read-only.
    ///
    /// A writer may be at work meanwhile; what it does is not seen.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there is no store, [`ErrorKind::Format`] if a newer version wrote it,
    /// [`ErrorKind::Io`] if it cannot be read.
    #[cfg(feature = "disk")]
    pub fn open(path: &Path) -> Result<Self> {
        let opened = generation::open(path)?;
        Ok(Store { oxigraph: opened.oxigraph, base: opened.base, hold: Some(opened.hold) })
    }

    /// Says that this build keeps no store.
    ///
    /// # Errors
    /// Always [`ErrorKind::Usage`].
    #[cfg(not(feature = "disk"))]
    pub fn open(path: &Path) -> Result<Self> {
        Err(no_disk(path))
    }

    /// An empty store in memory, for tests and for builds without the feature `disk`.
    pub fn in_memory(base: &str) -> Result<Self> {
        let oxigraph = Oxigraph::new().map_err(|error| broken(&error))?;
        Ok(Store {
            oxigraph,
            base: base.to_owned(),
            #[cfg(feature = "disk")]
            hold: None,
        })
    }

    /// The database itself, to be asked by SPARQL.
    pub fn as_oxigraph(&self) -> &Oxigraph {
        &self.oxigraph
    }

    /// What the IRIs of its data begin with.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The IRIs of its documents, in their order.
    pub fn documents(&self) -> Result<Vec<NamedNode>> {
        documents(&self.oxigraph, &self.base)
    }

    /// Everything that all graphs say, in no particular order.
    pub fn quads(&self) -> Result<Vec<Quad>> {
        graphs(&self.oxigraph, &names(&self.oxigraph)?, n_cores())
    }

    /// The same, sorted as [`sort_quads`] does, some graphs at a time, so that no more of them are in memory.
    pub fn pieces(&self) -> Result<impl Iterator<Item = Result<Vec<Quad>>>> {
        let mut names = names(&self.oxigraph)?.into_iter();
        Ok(iter::from_fn(move || {
            let some: Vec<GraphName> = names.by_ref().take(PIECE).collect();
            let sorted = |mut quads: Vec<Quad>| {
                sort_quads(&mut quads);
                quads
            };
            (!some.is_empty()).then(|| graphs(&self.oxigraph, &some, n_cores()).map(sorted))
        }))
    }

    /// The names of all graphs, in no particular order.
    pub fn graph_names(&self) -> Result<Vec<NamedOrBlankNode>> {
        self.oxigraph.named_graphs().collect::<Result<_, _>>().map_err(|error| broken(&error))
    }

    /// What a graph says of a subject, in no particular order.
    pub fn said_of(&self, subject: NamedNodeRef<'_>, name: NamedNodeRef<'_>) -> Result<Vec<Quad>> {
        let graph = Some(GraphNameRef::NamedNode(name));
        let quads = self.oxigraph.quads_for_pattern(Some(subject.into()), None, None, graph);
        quads.collect::<Result<_, _>>().map_err(|error| broken(&error))
    }

    /// What the last build [left](Writer::commit) beside the graph, if it left that.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if it is there and cannot be opened.
    pub fn beside(&self, which: Beside) -> Result<Option<impl Read + Seek + use<>>> {
        #[cfg(feature = "disk")]
        return self.hold.as_ref().map_or(Ok(None), |hold| hold.beside(which));
        #[cfg(not(feature = "disk"))]
        {
            let _ = which;
            Ok(None::<std::io::Empty>)
        }
    }

    /// What tells whether all indexes of the database hold the same quads, as far as counting does, once it has taken
    /// every graph.
    ///
    /// Each block that is read has its checksum, so that a part that cannot be read is an error of
    /// [`ErrorKind::Io`].
    pub fn tally(&self) -> Tally<'_> {
        Tally::new(&self.oxigraph)
    }

    /// Everything that one graph says, in no particular order.
    pub fn graph(&self, name: NamedNodeRef<'_>) -> Result<Vec<Quad>> {
        graph(&self.oxigraph, name)
    }
}

/// The named graphs that are documents, in the order of their IRIs.
fn documents(oxigraph: &Oxigraph, base: &str) -> Result<Vec<NamedNode>> {
    let start = format!("{base}document/");
    let mut documents = Vec::new();
    for name in oxigraph.named_graphs() {
        if let NamedOrBlankNode::NamedNode(name) = name.map_err(|error| broken(&error))?
            && name.as_str().starts_with(&start)
        {
            documents.push(name);
        }
    }
    documents.sort_unstable();
    Ok(documents)
}

fn graph(oxigraph: &Oxigraph, name: NamedNodeRef<'_>) -> Result<Vec<Quad>> {
    read(oxigraph, GraphNameRef::NamedNode(name)).collect()
}

fn read(oxigraph: &Oxigraph, name: GraphNameRef<'_>) -> impl Iterator<Item = Result<Quad>> + use<> {
    let quads = oxigraph.quads_for_pattern(None, None, None, Some(name));
    quads.map(|quad| quad.map_err(|error| broken(&error)))
}

/// The names of all graphs, in their order.
fn names(oxigraph: &Oxigraph) -> Result<Vec<GraphName>> {
    let named = oxigraph.named_graphs().map(|name| name.map(GraphName::from).map_err(|error| broken(&error)));
    let mut names = iter::once(Ok(GraphName::DefaultGraph)).chain(named).collect::<Result<Vec<_>>>()?;
    names.sort_unstable_by(|a, b| compare_graphs(a.as_ref(), b.as_ref()));
    Ok(names)
}

/// How many threads read where nobody names a number.
pub(crate) fn n_cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Everything that some graphs say, read by so many threads.
///
/// One graph after the other: its quads share their terms, each of which the database looks up.
fn graphs(oxigraph: &Oxigraph, names: &[GraphName], jobs: usize) -> Result<Vec<Quad>> {
    in_parts(names, jobs, |names| names.iter().flat_map(|name| read(oxigraph, name.as_ref())).collect())
}

/// What comes of reading some items, in their order, by so many threads, each of which reads a part of them.
pub(crate) fn in_parts<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    read: impl Fn(&[T]) -> Result<Vec<R>> + Sync,
) -> Result<Vec<R>> {
    if jobs <= 1 || items.len() < jobs {
        return read(items);
    }
    let read = &read;
    thread::scope(|scope| {
        let start = |part| (part, thread::Builder::new().spawn_scoped(scope, move || read(part)));
        let threads: Vec<_> = items.chunks(items.len().div_ceil(jobs)).map(start).collect();
        let mut done = Vec::new();
        for (part, thread) in threads {
            // Where threads are not to be had, or one has failed, its part is read here.
            done.append(&mut thread.ok().and_then(|thread| thread.join().ok()).unwrap_or_else(|| read(part))?);
        }
        Ok(done)
    })
}

/// What the database said when it failed under a query.
pub(crate) fn unreadable(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    match error.downcast() {
        Ok(error) => broken(&error),
        Err(error) => Error::new(ErrorKind::Io, "the store cannot be read").with_cause(error),
    }
}

/// What the database said when it failed.
pub(crate) fn broken(error: &StorageError) -> Error {
    match error {
        StorageError::Corruption(_) => Error::new(ErrorKind::Io, "the store is damaged")
            .with_cause(error)
            .with_hint("move it away and build it again"),
        _ => Error::new(ErrorKind::Io, "the store cannot be read or written").with_cause(error),
    }
}

#[cfg(not(feature = "disk"))]
fn no_disk(path: &Path) -> Error {
    Error::new(ErrorKind::Usage, format!("cannot open the store `{}`", path.display()))
        .with_cause("this program was built without the feature `disk` and keeps no store")
        .with_hint("build it with its default features")
}
