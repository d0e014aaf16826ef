//! `sinograph path`: the strongest chain between two entities.

use std::io::Write;

use super::claim;
use super::exit::Exit;
use super::layout::{self, counted};
use super::location::Location;
use super::names::Meant;
use super::output::failed;
use super::paint::{Paint, visible};
use super::quotation::{self, Marking};
use crate::error::Result;
use crate::graph::Node;
use crate::query::{self, Chain, Step};

/// Lines of a sentence.
const MAX_LINES: usize = 3;

/// What was typed after `path`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
A step costs 1 + 1/n, where n is the number of sentences that link its ends: a short chain \
beats a long one, and of short ones the one said most often wins. Of entities that share a \
name, those are taken whose chain is the best; an id such as person/王伟 means one.

  sinograph path 老挝 巴西")]
pub struct Args {
    /// Where the chain begins, by any name that `lookup` knows
    #[arg(value_name = "FROM")]
    pub from: String,

    /// Where it ends
    #[arg(value_name = "TO")]
    pub to: String,

    /// Where the store is.
    #[command(flatten)]
    pub location: Location,

    /// How to write the chain
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// How a chain or an explanation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person
    Text,
    /// One JSON object
    Json,
}

/// Prints the chain, each step with its sentence.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let store = args.location.open()?;
    let (Some(from), Some(to)) = (Meant::by(&store, &args.from, talk)?, Meant::by(&store, &args.to, talk)?) else {
        return Ok(Exit::NothingFound);
    };
    let Some(chain) = query::chain(&store, &from.nodes, &to.nodes)? else {
        // Talk that cannot be written is no reason to stop.
        let _ = writeln!(talk, "nothing links {} and {}", from.described(), to.described());
        return Ok(Exit::NothingFound);
    };
    from.tell_taken(&chain.from, talk);
    to.tell_taken(chain.to(), talk);
    let shown = match args.format {
        Format::Text => set(&chain, layout::columns(), Paint::stdout()),
        Format::Json => chain.to_json() + "\n",
    };
    out.write_all(shown.as_bytes()).map_err(failed)?;
    Ok(Exit::Done)
}

/// The chain in lines of at most `columns`.
pub fn set(chain: &Chain, columns: usize, paint: Paint) -> String {
    let mut set = name(&chain.from, paint);
    for step in &chain.steps {
        set.push_str(&set_step(step, columns, paint));
    }
    set
}

fn set_step(step: &Step, columns: usize, paint: Paint) -> String {
    let arrow = match (step.predicate.is_symmetric(), step.is_forward) {
        (true, _) => "│",
        (false, true) => "↓",
        (false, false) => "↑",
    };
    let relation =
        format!("{} · {}", claim::predicate(step.predicate, &step.statuses), counted(step.weight, "sentence"));
    let mut set = format!("  {} {}\n", paint.accent(arrow), paint.accent(&relation));
    if let Some(quote) = &step.quote {
        let indent = "  │ ";
        set.push_str(&quotation::sentence(quote, Marking::Quiet, indent, columns, MAX_LINES, paint));
        set.push_str(&quotation::place(quote, indent, columns, paint));
    }
    set + &name(&step.to, paint)
}

fn name(node: &Node, paint: Paint) -> String {
    let english = node.label_en.as_ref().map(|label| format!("  {}", visible(label))).unwrap_or_default();
    format!("{}{english}  {}\n", paint.strong(&visible(&node.label)), paint.dim(node.kind.name()))
}
