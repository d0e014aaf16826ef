//! `sinograph train`: learns what the program judges by from texts marked by hand.

mod classifier;
mod tagger;

use std::io::Write;

use super::exit::Exit;
use crate::error::Result;

/// What was typed after `train`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

/// What can be learned.
#[derive(clap::Subcommand, Clone, Debug)]
enum What {
    /// Learn the weights of the tagger from tagged text
    Tagger(tagger::Args),
    /// Learn the weights of the classifier from articles with their facts marked
    Classifier(classifier::Args),
}

/// Learns, and writes the model and its scores.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    match &args.what {
        What::Tagger(args) => tagger::run(args, out, talk),
        What::Classifier(args) => classifier::run(args, out, talk),
    }
}
