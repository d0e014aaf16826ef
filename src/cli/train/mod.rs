//! `sinograph train`: learns what the program judges by from texts marked by hand.

mod classifier;
mod tagger;

use std::fs;
use std::io::Write;
use std::path::Path;

use super::exit::Exit;
use super::output::failed;
use crate::build;
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

/// Writes a model as `NAME.bin` and its scores as `NAME-scores.md`, and prints the scores.
fn publish(folder: &Path, name: &str, model: &[u8], scores: &str, out: &mut impl Write) -> Result<Exit> {
    fs::create_dir_all(folder).map_err(failed)?;
    let mut files = build::Staged::new();
    files.write(&folder.join(format!("{name}.bin")), |file| file.write_all(model))?;
    files.write(&folder.join(format!("{name}-scores.md")), |file| file.write_all(scores.as_bytes()))?;
    files.publish()?;
    out.write_all(scores.as_bytes()).map_err(failed)?;
    Ok(Exit::Done)
}
