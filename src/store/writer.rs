//! Changes to a store, all of them or none.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, Write};
use std::mem;
use std::path::Path;
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Quad};
use oxigraph::store::{StorageError, Store as Oxigraph};

use super::diff::{Diff, diff};
#[cfg(feature = "disk")]
use super::generation::{self, Draft};
use super::{Beside, Store, broken, documents, graph, graphs, names};
#[cfg(feature = "disk")]
use super::{PIECE, n_cores};
use crate::error::{Error, ErrorKind, Result};
use crate::rdf::{DEFAULT_BASE, QuadTable};

/// How many quads are handed to the bulk loader at a time.
const BATCH: usize = 20_000;
/// How many thousand quads the bulk loader sorts at a time, each of them about a megabyte in memory while it does.
const LOADED_AT_ONCE: usize = 200;
/// After so many quads the loader hands its files to the database, which merges them all in one go: the fewer times
/// it does, the less is written twice, but each file waits to be opened then.
const HANDED_OVER: usize = 3_000_000;
/// After so many quads the loader waits until the database has merged nearly all of them: what is not merged takes
/// memory, and would be waited for at the end.
const MAX_BEHIND: usize = 24_000_000;
/// How many quads are taken away in one transaction, which holds them in memory.
const TAKEN_AT_ONCE: usize = 10_000;
/// After so many quads taken away the database writes that down in its files: until then each takes half a kilobyte
/// of memory.
const MAX_UNFLUSHED: usize = 200_000;

/// Whether a run changed anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The store says what it said before.
    Nothing,
    /// A new generation is in force.
    Something,
}

/// The one writer of a store. Dropped before [`commit`](Writer::commit), it leaves the store as it was.
pub struct Writer {
    base: String,
    oxigraph: Oxigraph,
    pending: Vec<Quad>,
    /// Quads to be taken away together.
    going: Vec<Quad>,
    /// How many quads were taken away since the database last wrote that down in its files.
    n_unflushed: usize,
    /// Hashes of the graphs of which something is pending or just being loaded.
    unsettled: HashSet<u64>,
    loading: Option<Loading>,
    change: Change,
    /// All that the store says, and how much of it is remembered at most; see [`Writer::remember`].
    said: Option<(QuadTable, usize)>,
    /// The last field, because a draft that comes to nothing removes its folder, which the database must have left.
    place: Place,
}

/// The bulk loader at work, which hears of batches and commits when there are no more.
struct Loading {
    batches: SyncSender<Vec<Quad>>,
    thread: JoinHandle<Result<(), StorageError>>,
}

enum Place {
    Memory,
    #[cfg(feature = "disk")]
    Disk(Box<Draft>),
}

impl Writer {
    /// Starts a new generation of the store at `path`, which is made if it is not there.
    ///
    /// `base` is what its IRIs begin with; `None` takes that of the store, or [`DEFAULT_BASE`].
    ///
    /// # Errors
    /// [`ErrorKind::Locked`] if another process writes, [`ErrorKind::Format`] if a newer version wrote it,
    /// [`ErrorKind::Usage`] if the folder holds something else or the store has another base,
    /// [`ErrorKind::Io`] if the system refuses.
    #[cfg(feature = "disk")]
    pub fn begin(path: &Path, base: Option<&str>) -> Result<Self> {
        let draft = Draft::begin(path)?;
        let base = match (&draft.old_base, base) {
            (Some(old), Some(new)) if old != new => return Err(generation::other_base(path, old, new)),
            (Some(old), _) => old.clone(),
            (None, base) => base.unwrap_or(DEFAULT_BASE).to_owned(),
        };
        let oxigraph = draft.database().clone();
        Ok(Writer::new(Place::Disk(Box::new(draft)), base, oxigraph))
    }

    /// Says that this build keeps no store.
    ///
    /// # Errors
    /// Always [`ErrorKind::Usage`].
    #[cfg(not(feature = "disk"))]
    pub fn begin(path: &Path, _base: Option<&str>) -> Result<Self> {
        Err(super::no_disk(path))
    }

    /// Starts an empty store in memory.
    pub fn in_memory(base: Option<&str>) -> Result<Self> {
        let base = base.unwrap_or(DEFAULT_BASE).to_owned();
        let oxigraph = Oxigraph::new().map_err(|error| broken(&error))?;
        Ok(Writer::new(Place::Memory, base, oxigraph))
    }

    fn new(place: Place, base: String, oxigraph: Oxigraph) -> Self {
        Writer {
            place,
            base,
            oxigraph,
            pending: Vec::new(),
            going: Vec::new(),
            n_unflushed: 0,
            unsettled: HashSet::new(),
            loading: None,
            change: Change::Nothing,
            said: None,
        }
    }

    /// Remembers what is added to a new store until it is more than so many quads, so that [`said`](Writer::said)
    /// can tell it without reading it back, which takes longer than to write it.
    pub fn remember(&mut self, n_quads: usize) {
        let is_new = match &self.place {
            Place::Memory => true,
            #[cfg(feature = "disk")]
            Place::Disk(draft) => draft.old_base.is_none(),
        };
        self.said = (is_new && self.change == Change::Nothing).then(|| (QuadTable::default(), n_quads));
    }

    /// All that the store says, sorted, if that could be remembered: what is told is forgotten.
    pub fn said(&mut self) -> Option<Vec<Quad>> {
        self.said.take().map(|(table, _)| table.into_sorted())
    }

    /// What the IRIs of its data begin with.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The IRIs of its documents, those just added included, in their order.
    pub fn documents(&mut self) -> Result<Vec<NamedNode>> {
        self.settle()?;
        documents(&self.oxigraph, &self.base)
    }

    /// Everything that one graph says, what was just added included, in no particular order.
    pub fn graph(&mut self, name: NamedNodeRef<'_>) -> Result<Vec<Quad>> {
        self.settle()?;
        graph(&self.oxigraph, name)
    }

    /// Everything that all graphs say, read by so many threads, what was just added included.
    pub fn quads(&mut self, jobs: usize) -> Result<Vec<Quad>> {
        self.settle()?;
        graphs(&self.oxigraph, &names(&self.oxigraph)?, jobs)
    }

    /// How many quads there are, those just added included.
    pub fn n_quads(&mut self) -> Result<usize> {
        self.settle()?;
        self.oxigraph.len().map_err(|error| broken(&error))
    }

    /// Whether anything has an IRI as the object of a property, what was just added included.
    pub fn has_object(&mut self, property: NamedNodeRef<'_>, object: NamedNodeRef<'_>) -> Result<bool> {
        self.settle()?;
        for quad in self.oxigraph.quads_for_pattern(None, Some(property), Some(object.into()), None) {
            // The database may give neighbours, too.
            if quad.map_err(|error| broken(&error))?.object == object.into_owned().into() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Makes one graph say exactly `quads`.
    ///
    /// Only the difference is written: a document that says what it said costs one look.
    pub fn replace(&mut self, name: NamedNodeRef<'_>, quads: Vec<Quad>) -> Result<()> {
        debug_assert!(quads.iter().all(|quad| quad.graph_name.as_ref() == GraphNameRef::NamedNode(name)));
        if self.unsettled.contains(&hash(GraphNameRef::NamedNode(name))) {
            self.settle()?;
        }
        let old = graph(&self.oxigraph, name)?;
        let is_emptied = quads.is_empty() && !old.is_empty();
        let diff = diff(old, quads);
        self.take_away(&diff.gone)?;
        if is_emptied {
            self.oxigraph.remove_named_graph(name).map_err(|error| broken(&error))?;
        }
        self.add(diff.fresh)
    }

    /// Takes some quads away and adds others; those that are in both are no matter.
    pub fn revise(&mut self, old: Vec<Quad>, new: Vec<Quad>) -> Result<()> {
        let Diff { gone, fresh } = diff(old, new);
        self.going.extend(gone);
        if self.going.len() >= TAKEN_AT_ONCE {
            self.let_go()?;
        }
        self.add(fresh)
    }

    /// Takes away what [`revise`](Writer::revise) has gathered.
    fn let_go(&mut self) -> Result<()> {
        let going = mem::take(&mut self.going);
        self.take_away(&going)
    }

    /// Adds quads to what is there.
    pub fn add(&mut self, quads: Vec<Quad>) -> Result<()> {
        if !quads.is_empty() {
            self.change = Change::Something;
            for quads in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
                self.unsettled.extend(quads.first().map(|quad| hash(quad.graph_name.as_ref())));
            }
            if let Some((table, n_most)) = &mut self.said {
                table.extend(&quads);
                if table.len() > *n_most {
                    self.said = None;
                }
            }
            self.pending.extend(quads);
        }
        if self.pending.len() >= BATCH {
            self.load()?;
        }
        Ok(())
    }

    /// Takes quads away; those that are not there are no matter.
    pub fn take_away(&mut self, quads: &[Quad]) -> Result<()> {
        for some in quads.chunks(TAKEN_AT_ONCE) {
            self.change = Change::Something;
            self.said = None;
            let mut transaction = self.oxigraph.start_transaction().map_err(|error| broken(&error))?;
            for quad in some {
                transaction.remove(quad);
            }
            transaction.commit().map_err(|error| broken(&error))?;
            self.n_unflushed += some.len();
            if self.n_unflushed >= MAX_UNFLUSHED {
                catch_up(&self.oxigraph).map_err(|error| broken(&error))?;
                self.n_unflushed = 0;
            }
        }
        Ok(())
    }

    /// Removes one graph with everything it says, if it is there.
    pub fn remove(&mut self, name: NamedNodeRef<'_>) -> Result<()> {
        self.settle()?;
        let quads = graph(&self.oxigraph, name)?;
        self.take_away(&quads)?;
        self.oxigraph.remove_named_graph(name).map(drop).map_err(|error| broken(&error))
    }

    /// Lets go of all graphs but those that `keeps` names, by writing these into another database; tells whether it did.
    ///
    /// Where much of a store goes, that takes a fraction of the time and memory that it takes to mark each quad as
    /// gone, and leaves no room behind that only the next merge gives back. A store in memory has neither to spare,
    /// and is left as it is.
    pub fn renew(&mut self, keeps: impl Fn(GraphNameRef<'_>) -> bool) -> Result<bool> {
        #[cfg(feature = "disk")]
        if matches!(self.place, Place::Disk(_)) {
            self.settle()?;
            let mut names = names(&self.oxigraph)?;
            names.retain(|name| keeps(name.as_ref()));
            let old = mem::replace(&mut self.oxigraph, Oxigraph::new().map_err(|error| broken(&error))?);
            let Place::Disk(draft) = &mut self.place else { return Ok(false) };
            draft.renew(|new| {
                let loading = Loading::begin(new)?;
                let mut result = Ok(Vec::new());
                for some in names.chunks(PIECE) {
                    result = graphs(&old, some, n_cores());
                    let Ok(quads) = &mut result else { break };
                    if loading.batches.send(mem::take(quads)).is_err() {
                        break;
                    }
                }
                drop(old);
                // A loader that has failed hears no more; how it failed is told at its end.
                loading.finish().and(result.map(drop))
            })?;
            self.oxigraph = draft.database().clone();
            (self.change, self.said) = (Change::Something, None);
            return Ok(true);
        }
        let _ = keeps;
        Ok(false)
    }

    /// What the last run [left](Writer::commit) beside the graph, if it left that.
    pub fn old(&self, which: Beside) -> Result<Option<impl Read + Seek + use<>>> {
        match &self.place {
            #[cfg(feature = "disk")]
            Place::Disk(draft) => draft.old(which),
            #[cfg(feature = "disk")]
            Place::Memory => Ok(None),
            #[cfg(not(feature = "disk"))]
            Place::Memory => {
                let _ = which;
                Ok(None::<io::Empty>)
            }
        }
    }

    /// Waits until everything added can be found.
    pub fn settle(&mut self) -> Result<()> {
        self.let_go()?;
        self.load()?;
        self.finish_loading()
    }

    /// Puts all changes in force at once, or none. `beside` writes what shall stand beside the graph.
    ///
    /// Where nothing changed no generation is made, so that building twice leaves the same files.
    pub fn commit(mut self, mut beside: impl FnMut(Beside, &mut dyn Write) -> io::Result<()>) -> Result<Change> {
        self.settle()?;
        let Writer { place, base, change, .. } = &mut self;
        match mem::replace(place, Place::Memory) {
            Place::Memory => {
                // What stands beside a store in memory ends with it, too.
                let _ = (&mut beside, &base);
                Ok(*change)
            }
            #[cfg(feature = "disk")]
            Place::Disk(draft) => {
                let mut is_same = *change == Change::Nothing;
                for which in Beside::ALL {
                    is_same &= draft.write(which, |to| beside(which, to))?;
                }
                let base = mem::take(base);
                drop(self);
                if is_same {
                    return Ok(Change::Nothing);
                }
                draft.finish(&base)?;
                Ok(Change::Something)
            }
        }
    }

    /// What was written, to be read at once; for writers in memory, whose store ends with them.
    pub fn as_oxigraph(&self) -> &Oxigraph {
        &self.oxigraph
    }

    /// Hands what is pending to the bulk loader, which works while the next batch is read.
    fn load(&mut self) -> Result<()> {
        let batch = mem::take(&mut self.pending);
        if batch.is_empty() {
            return Ok(());
        }
        let loading = match &mut self.loading {
            Some(loading) => loading,
            none => none.insert(Loading::begin(self.oxigraph.clone())?),
        };
        // A loader that has failed hears no more; how it failed is told at its end.
        let has_failed = loading.batches.send(batch).is_err();
        if has_failed { self.finish_loading() } else { Ok(()) }
    }

    fn finish_loading(&mut self) -> Result<()> {
        self.loading.take().map_or(Ok(()), Loading::finish)?;
        self.unsettled.clear();
        Ok(())
    }
}

impl Loading {
    fn begin(oxigraph: Oxigraph) -> Result<Self> {
        let (batches, received) = mpsc::sync_channel::<Vec<Quad>>(1);
        let load = move || {
            let begin = || {
                let loader = oxigraph.bulk_loader().with_num_threads(2);
                loader.with_max_memory_size_in_megabytes(LOADED_AT_ONCE)
            };
            let (mut loader, mut n_loading, mut n_behind) = (begin(), 0, 0);
            for batch in received {
                n_loading += batch.len();
                loader.load_quads(batch)?;
                if n_loading >= HANDED_OVER {
                    loader.commit()?;
                    n_behind += mem::take(&mut n_loading);
                    if n_behind >= MAX_BEHIND {
                        catch_up(&oxigraph)?;
                        n_behind = 0;
                    }
                    loader = begin();
                }
            }
            loader.commit()
        };
        let thread = thread::Builder::new().name("loader".to_owned()).spawn(load);
        let thread = thread.map_err(|error| {
            Error::new(ErrorKind::Io, "cannot start the thread that loads the store").with_cause(error)
        })?;
        Ok(Loading { batches, thread })
    }

    fn finish(self) -> Result<()> {
        drop(self.batches);
        match self.thread.join() {
            Ok(result) => result.map_err(|error| broken(&error)),
            Err(_) => Err(Error::new(ErrorKind::Io, "the store failed while it was loaded")),
        }
    }
}

/// Waits until a database has merged so much that it would take more without delay.
#[cfg(feature = "disk")]
fn catch_up(oxigraph: &Oxigraph) -> Result<(), StorageError> {
    oxigraph.flush()
}

/// In memory nothing is merged later.
#[cfg(not(feature = "disk"))]
fn catch_up(_oxigraph: &Oxigraph) -> Result<(), StorageError> {
    Ok(())
}

/// What tells graphs apart; two that it does not are settled once more than needed.
fn hash(name: GraphNameRef<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The loader holds the database open; a draft can be removed only after it.
        let _ = self.loading.take().map(Loading::finish);
    }
}

/// A finished store in memory from what a writer in memory wrote.
impl From<Writer> for Store {
    fn from(writer: Writer) -> Store {
        Store {
            oxigraph: writer.oxigraph.clone(),
            base: writer.base.clone(),
            #[cfg(feature = "disk")]
            hold: None,
        }
    }
}
