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
RDF formats hold all that the documents say, and the counts: nq, trig and jsonld with one named graph
a document, ttl, nt and rdfxml as one. graphml, gexf, csv and dot hold the merged network;
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
    if format.is_written_by_graph() {
        return write_pieces(&store, format, args, out);
    }
    match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            let graph = Graph::read(&store, format)?;
            write_file(path, |to| graph.write(format, to))?;
        }
        _ => Graph::read(&store, format)?.write(format, out).map_err(failed)?,
    }
    Ok(Exit::Done)
}

/// Writes graph after graph, so that an archive of any size can be exported.
fn write_pieces(store: &Store, format: Format, args: &Args, out: &mut impl Write) -> Result<Exit> {
    let vocabulary = Vocabulary::new(store.base())?;
    let pieces = store.pieces()?;
    match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            let mut read = Ok(());
            let written = write_file(path, |to| {
                read = export::write_pieces(format, &vocabulary, pieces, to)?;
                // A file that is not whole does not appear; why it is not, the caller is told by `read`.
                if read.is_err() { Err(io::ErrorKind::Other.into()) } else { Ok(()) }
            });
            read.and(written)?;
        }
        _ => export::write_pieces(format, &vocabulary, pieces, out).map_err(failed)??,
    }
    Ok(Exit::Done)
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

/// What a format is written from.
struct Graph {
    vocabulary: Vocabulary,
    quads: Vec<oxigraph::model::Quad>,
}

impl Graph {
    fn read(store: &Store, format: Format) -> Result<Self> {
        let vocabulary = Vocabulary::new(store.base())?;
        let quads = match format.family() {
            Family::Rdf | Family::Statements => store.quads()?,
            Family::Network => store.graph(vocabulary.summary().as_ref())?,
        };
        Ok(Graph { vocabulary, quads })
    }

    fn write(self, format: Format, to: &mut (impl Write + ?Sized)) -> io::Result<()> {
        match format.family() {
            Family::Rdf => export::write_rdf(format, &self.vocabulary, self.quads, to),
            Family::Statements => export::write_statements(format, &read_statements(&self.quads), to),
            Family::Network => {
                let network = read_graph(&self.vocabulary, self.quads);
                export::write_network(format, &self.vocabulary, &network, to)
            }
        }
    }
}

/// Accepts the names of the registry, and the other words that it understands.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .map(|name| Format::find(&name).expect("the names come from the registry"))
}
