//! How fast the database takes quads by itself, which `build` is measured against.
//!
//! Loads a file of N-Quads, as `sinograph export --format nq` writes one, into an empty store by the bulk loader with
//! its own settings, as `oxigraph load` does, and says how many it took a second.
//!
//!     cargo bench --bench load -- graph.nq

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use oxigraph::io::RdfFormat;
use oxigraph::store::Store;

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|argument| argument != "--bench").map(Into::into).collect();
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path())?;
    let started = Instant::now();
    let mut loader = store.bulk_loader();
    for file in &files {
        loader.parallel_load_from_file(RdfFormat::NQuads, file)?;
    }
    loader.commit()?;
    let seconds = started.elapsed().as_secs_f64();
    let n_quads = store.len()?;
    println!("{n_quads} quads in {seconds:.1} s: {:.0} a second", n_quads as f64 / seconds);
    Ok(())
}
