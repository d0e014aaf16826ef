//! `sinograph export`: the whole graph in a format that other tools read.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueHint;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;

use super::exit::Exit;
use super::location::Location;
use super::output::{failed, write_file};
use crate::error::{Error, ErrorKind, Result};
use crate::export::{self, Family, Format};
use crate::rdf::{Vocabulary, read_graph, read_statements};
use crate::store::Store;

/// What was typed after `export`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
RDF formats hold all that the documents say, and the counts: nq, trig and jsonld with one named graph \
a document, ttl, nt and rdfxml as one. graphml, gexf, csv and dot hold the merged network; \
parquet, if the program has the feature, one row for each way a sentence says a relation.

  sinograph export --format nq > graph.nq
  sinograph export -o graph.gexf")]
pub struct Args {
    /// Format to write [default: by the name of the file, else ttl]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    pub format: Option<Format>,

    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,

    /// Where the store is.
    #[command(flatten)]
    pub location: Location,
}

/// Writes the graph.
pub fn run(args: &Args, out: &mut impl Write, _talk: &mut impl Write) -> Result<Exit> {
    let format = format(args)?;
    let store = args.location.open()?;
    match &args.output {
        Some(path) if path.as_os_str() != "-" => write_file(path, |to| write(&store, format, to))?,
        _ => write(&store, format, out).map_err(failed)?,
    }
    Ok(Exit::Done)
}

/// Writes what the store says; formats in which graph stands after graph as they are read, in the memory of a few.
///
/// # Errors
/// What `to` fails with, or, [carried](io::Error::other) by it, the store.
fn write(store: &Store, format: Format, to: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let vocabulary = Vocabulary::new(store.base()).map_err(io::Error::other)?;
    let quads = || store.quads().map_err(io::Error::other);
    match format.family() {
        Family::Rdf if format.is_written_by_graph() => {
            let pieces = store.pieces().map_err(io::Error::other)?;
            export::write_pieces(format, &vocabulary, pieces.map(|quads| quads.map_err(io::Error::other)), to)
        }
        Family::Rdf => export::write_rdf(format, &vocabulary, quads()?, to),
        Family::Statements => export::write_statements(format, &read_statements(&quads()?), to),
        Family::Network => {
            let summary = store.graph(vocabulary.summary().as_ref()).map_err(io::Error::other)?;
            export::write_network(format, &vocabulary, &read_graph(&vocabulary, summary), to)
        }
    }
}

fn format(args: &Args) -> Result<Format> {
    let Some(path) = args.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        return Ok(args.format.unwrap_or(Format::Turtle));
    };
    let by_name = || path.extension().and_then(|extension| Format::find(extension.to_str()?));
    args.format.or_else(by_name).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("the name of `{}` tells no format", path.display()))
            .with_hint("name one with `--format`")
    })
}

/// Accepts the names of the registry, and the other words that it understands.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .map(|name| Format::find(&name).expect("the names come from the registry"))
}
