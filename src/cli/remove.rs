//! `sinograph remove`: takes documents out of the store, as if they had never come.

use std::io::Write;

use super::exit::Exit;
use super::location::Location;
use super::output::failed;
use super::paint::visible;
use super::table::counted;
use crate::build;
use crate::error::Result;
use crate::store::Writer;

/// What was typed after `remove`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
A document that other files hold, too, only loses the name of the file. The files beside the store \
stay as `build` left them.

  sinograph remove examples/china-laos-railway.txt
  sinograph remove examples
  sinograph remove https://w3id.org/sinograph/document/2f7c0e1d9ab34c55e071-1")]
pub struct Args {
    /// The IRI of a document, or the file or folder that documents were read from
    #[arg(value_name = "DOCUMENT", required = true)]
    pub documents: Vec<String>,

    /// Where the store is.
    #[command(flatten)]
    pub location: Location,
}

/// Removes, and says what.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    // A typing error in the path must not make a new store.
    drop(args.location.open()?);
    let writer = Writer::begin(&args.location.store, None)?;
    let removed = build::remove(writer, &args.documents)?;
    for document in &removed.documents {
        writeln!(out, "removed {document}").map_err(failed)?;
    }
    for (file, n_documents) in &removed.shared {
        let documents = counted(*n_documents, "document");
        let _ =
            writeln!(talk, "note: kept, because other files hold the same text: {documents} of `{}`", visible(file));
    }
    for name in &removed.unknown {
        let _ = writeln!(talk, "not there: `{}`", visible(name));
    }
    let left = counted(removed.census.totals.n_documents, "document");
    let _ = writeln!(talk, "the graph has {left} left");
    Ok(if removed.unknown.is_empty() { Exit::Done } else { Exit::NothingFound })
}
