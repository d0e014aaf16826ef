//! Runs the same work on many units, on many threads, and hands over the results in order.

use std::mem;
use std::panic::{self, AssertUnwindSafe};

use rayon::prelude::*;

use crate::curation::Curation;
use crate::error::{Error, ErrorKind, Result};
use crate::input::{Reject, Unit};
use crate::pipeline::{Extraction, Extractor};
use crate::text::Source;

/// How many bytes of text each thread has in work at a time, unless one text alone has more.
///
/// What a batch says, as quads, takes some three hundred times its size in memory, and two batches are there
/// at a time: the one that is read, and the one before it, which is handed over.
const BATCH_BYTES: usize = 1 << 17;
/// How many units a batch has at most: records can be very short.
const BATCH_UNITS: usize = 4096;

/// Works on `units` with `jobs` threads and gives each result to `take`, in the order of the units.
///
/// Only a few batches of units are in memory at a time, so that an archive of any size can be read. While the
/// threads work on one, the calling thread gives away the one before and fetches the next. With one job all
/// happens on the calling thread.
///
/// # Errors
/// The first error of `take`, after which nothing more is read.
pub fn in_order<R: Send>(
    units: impl Iterator<Item = Unit>,
    jobs: usize,
    work: impl Fn(Unit) -> R + Sync,
    mut take: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let mut units = units;
    if jobs <= 1 {
        return units.try_for_each(|unit| take(work(unit)));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(16 << 20)
        .build()
        .map_err(|error| Error::new(ErrorKind::Io, "cannot start the worker threads").with_cause(error))?;
    let mut next = batch(&mut units, jobs);
    let mut done: Vec<R> = Vec::new();
    while !next.is_empty() || !done.is_empty() {
        let now = mem::take(&mut next);
        let mut results = Vec::new();
        pool.in_place_scope(|scope| {
            scope.spawn(|_| results = now.into_par_iter().with_max_len(1).map(&work).collect());
            done.drain(..).try_for_each(&mut take)?;
            next = batch(&mut units, jobs);
            Ok(())
        })?;
        done = results;
    }
    Ok(())
}

fn batch(units: &mut impl Iterator<Item = Unit>, jobs: usize) -> Vec<Unit> {
    let mut batch = Vec::new();
    let mut weight = 0;
    while (weight < BATCH_BYTES * jobs || batch.len() < jobs) && batch.len() < BATCH_UNITS {
        let Some(unit) = units.next() else { break };
        weight += unit.weight();
        batch.push(unit);
    }
    batch
}

/// The number of jobs to use where none is named: one for each core.
pub fn default_jobs() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Reads the documents of one source, as people have decided of it; a fault of ours turns away that source alone.
pub fn extract(extractor: &Extractor, curation: &Curation, source: &Source) -> Result<Vec<Extraction>, Reject> {
    let place = |reject: Reject| match source.line {
        Some(line) => reject.at_line(line),
        None => reject,
    };
    let extractions =
        panic::catch_unwind(AssertUnwindSafe(|| extractor.extract_curated(source, curation))).map_err(|_| {
            let reject = Reject::content(&source.name, "internal", "the program failed on this text");
            place(reject.with_hint("please report it with the text that shows it"))
        })?;
    if extractions.is_empty() {
        return Err(place(Reject::content(&source.name, "empty", "the text holds nothing but space")));
    }
    Ok(extractions)
}
