//! `sinograph lookup`: what is known of a name.

use std::io::Write;

use super::exit::Exit;
use super::location::Location;
use super::output::failed;
use super::paint::Paint;
use super::{card, layout, names};
use crate::error::Result;
use crate::export::{self, Format as RdfFormat};
use crate::query::{self, Card};
use crate::rdf::Vocabulary;
use crate::store::Store;

/// Of entities that share a name, so many get a whole card.
const MAX_CARDS: usize = 3;

/// What was typed after `lookup`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
A link is as strong as the number of sentences that say it, times 1 + NPMI for mentions \
in one sentence and times 2 for facts. A place such as page.txt:120–135 counts Unicode \
characters of the raw text; in wire.jsonl:3:120–135, 3 is the line of the record. \
A document tells of what it mentions, and of what follows from that, such as the \
countries of a known project: of these there may be more documents than sentences.

  sinograph lookup 哈萨克斯坦
  sinograph lookup hasakesitan
  sinograph lookup kazakhstan --format json | jq -r '.[0].links[].entity.label'")]
pub struct Args {
    /// Name, alias, traditional form, pinyin, English name, IRI, ISO code or Wikidata id
    #[arg(value_name = "NAME")]
    pub name: String,

    /// Where the store is.
    #[command(flatten)]
    pub location: Location,

    /// How to write what is known
    #[arg(long, value_name = "FORMAT", default_value = "card")]
    pub format: Format,

    /// Number of links
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub links: u16,
}

/// How what is known is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person
    Card,
    /// A JSON array with one object for each entity of the name
    Json,
    /// Turtle
    Ttl,
}

/// Prints what is known of every entity that goes by the name, the most central first.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let store = args.location.open()?;
    let nodes = query::find(&store, &args.name)?;
    if nodes.is_empty() {
        names::tell_missing(&store, &args.name, talk)?;
        if args.format == Format::Json {
            writeln!(out, "[]").map_err(failed)?;
        }
        return Ok(Exit::NothingFound);
    }
    let n_cards = if args.format == Format::Card { MAX_CARDS } else { nodes.len() };
    let make = |node| query::card(&store, node, usize::from(args.links));
    let cards = nodes.iter().take(n_cards).map(make).collect::<Result<Vec<_>>>()?;
    match args.format {
        Format::Card => {
            if nodes.len() > 1 {
                // Talk that cannot be written is no reason to stop.
                let _ = writeln!(talk, "note: {} go by this name", layout::counted(nodes.len(), "entity"));
            }
            let shown: Vec<String> =
                cards.iter().map(|each| card::set(each, layout::columns(), Paint::stdout())).collect();
            out.write_all(shown.join("\n").as_bytes()).map_err(failed)?;
            for node in nodes.iter().skip(n_cards) {
                writeln!(out, "also: {}", names::described(node)).map_err(failed)?;
            }
        }
        Format::Json => {
            writeln!(out, "[{}]", cards.iter().map(Card::to_json).collect::<Vec<_>>().join(",")).map_err(failed)?;
        }
        Format::Ttl => write_turtle(&store, &cards, out)?,
    }
    Ok(Exit::Done)
}

fn write_turtle(store: &Store, cards: &[Card], out: &mut impl Write) -> Result<()> {
    let mut quads = Vec::new();
    for card in cards {
        quads.extend(query::card_quads(store, card)?);
    }
    export::write_rdf(RdfFormat::Turtle, &Vocabulary::new(store.base())?, quads, out).map_err(failed)
}
