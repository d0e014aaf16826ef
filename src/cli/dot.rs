//! `sinograph dot`: a picture of the graph, for Graphviz.

use std::collections::BTreeSet;
use std::io::Write;

use super::exit::Exit;
use super::location::Location;
use super::names;
use super::output::failed;
use crate::error::Result;
use crate::export::dot::{self, DotOptions};
use crate::graph::{Filter, Network, Node};
use crate::ontology::EntityKind;
use crate::query;
use crate::rdf::Vocabulary;

/// What was typed after `dot`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Colour and shape tell the kind, size the rank, width of a line the number of sentences.

  sinograph dot | dot -Tsvg > graph.svg
  sinograph dot --around 中国 --depth 1 --kind country --kind project | dot -Tpng > china.png")]
pub struct Args {
    /// Entity in the middle, by any name that `lookup` knows
    #[arg(long, value_name = "NAME")]
    pub around: Option<String>,

    /// Steps from the entity in the middle
    #[arg(long, value_name = "N", default_value_t = 2, requires = "around")]
    pub depth: usize,

    /// Kinds of entities to draw; can be given more than once [default: all]
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<EntityKind>,

    /// Sentences that a relation must have at least
    #[arg(long, value_name = "W", default_value_t = 1)]
    pub min_weight: usize,

    /// Entities to draw at most
    #[arg(long, value_name = "N", default_value_t = DotOptions::default().max_nodes)]
    pub limit: usize,

    /// Where the store is.
    #[command(flatten)]
    pub location: Location,
}

/// Prints the picture as DOT.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let store = args.location.open()?;
    let centre = match &args.around {
        Some(name) => match names::one(&store, name, talk)? {
            Some(node) => Some(node),
            None => return Ok(Exit::NothingFound),
        },
        None => None,
    };
    let network = part(&query::network(&store)?, centre.as_ref(), args);
    let centre = centre.and_then(|node| network.find(&node.id));
    let options = DotOptions { centre, max_nodes: args.limit, ..DotOptions::default() };
    dot::write(&Vocabulary::new(store.base())?, &network, &options, out).map_err(failed)?;
    Ok(Exit::Done)
}

/// What is to be drawn: the entity in the middle is, whatever its kind.
fn part(network: &Network, centre: Option<&Node>, args: &Args) -> Network {
    let is_centre = |node: &Node| centre.is_some_and(|centre| centre.id == node.id);
    let is_kept = |node: &Node| args.kind.is_empty() || args.kind.contains(&node.kind) || is_centre(node);
    let kept = network.nodes.iter().enumerate().filter(|(_, node)| is_kept(node)).map(|(index, _)| index).collect();
    let heavy = Filter { kinds: BTreeSet::new(), min_weight: args.min_weight };
    let network = network.restrict(&kept).filter(&heavy);
    match centre.and_then(|node| network.find(&node.id)) {
        Some(centre) => network.restrict(&network.neighbourhood(&[centre], args.depth)),
        None => network,
    }
}

fn kind(name: &str) -> Result<EntityKind, String> {
    let lower = name.to_lowercase();
    let find = |lower: &str| EntityKind::ALL.into_iter().find(|kind| kind.slug() == lower);
    find(&lower).ok_or_else(|| {
        let slugs: Vec<&str> = EntityKind::ALL.iter().map(|kind| kind.slug()).collect();
        format!("known are {}", slugs.join(", "))
    })
}
