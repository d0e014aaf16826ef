//! `sinograph extract`: what the pages say, as JSON Lines, without a store.

use std::io::{self, Write};
use std::mem::ManuallyDrop;

use super::build::Loudness;
use super::exit::Exit;
use super::inputs::{InputArgs, Turned, tell_skipped};
use super::output::failed;
use super::wire::{Lines, Only};
use crate::build;
use crate::error::Result;
use crate::input::{Reject, Unit, Units};
use crate::pipeline::Extraction;
use crate::rdf::{DEFAULT_BASE, Vocabulary};
use crate::text::Source;

/// What was typed after `extract`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Each line is one JSON object, a `document`, `mention` or `relation`. `start` and `end` \
count Unicode characters of the decoded raw text, line breaks included, end exclusive.

  sinograph extract page.txt | jq -r 'select(.type==\"Person\") | .label' | sort | uniq -c
  sinograph extract --only mention < page.txt")]
pub struct Args {
    /// What to read and how.
    #[command(flatten)]
    pub inputs: InputArgs,

    /// Write only lines of this kind
    #[arg(long, value_name = "KIND")]
    pub only: Option<Only>,

    /// What the IRIs begin with
    #[arg(long, value_name = "IRI", default_value = DEFAULT_BASE)]
    pub base: String,
}

/// Writes the lines, in the order of the inputs.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write, loudness: Loudness) -> Result<Exit> {
    let vocabulary = Vocabulary::new(&args.base)?;
    let found = args.inputs.find()?;
    tell_skipped(&found, talk, loudness);
    let (mut rejects, mut turned) = (0, Turned::default());
    let mut turn_away = |reject: Reject, talk: &mut dyn Write| -> Result<()> {
        if !args.inputs.skip_bad {
            return Err(reject.into_error());
        }
        rejects += 1;
        turned.tell(&reject, talk);
        Ok(())
    };
    for reject in found.rejects {
        turn_away(reject, talk)?;
    }
    // Its million small pieces of memory go with the process.
    let extractor = ManuallyDrop::new(match args.only {
        Some(Only::Mention) => args.inputs.extractor()?.without_relations(),
        _ => args.inputs.extractor()?,
    });
    let curation = args.inputs.curation(extractor.ontology())?;
    let reading = args.inputs.reading();
    let units = Units::new(found.inputs, &reading);
    let read = |unit: Unit| -> Result<Said, Reject> {
        let source = unit.read(&reading)?;
        let extractions = build::extract(&extractor, &curation, &source)?;
        Ok(said(source, extractions, args.only, &vocabulary))
    };
    build::in_order(units, args.inputs.jobs(), read, |said| match said {
        Ok(Said::Lines(lines)) => out.write_all(&lines).map_err(failed),
        Ok(Said::Much(source, extractions)) => {
            write(&source, &extractions, args.only, &vocabulary, out).map_err(failed)
        }
        Err(reject) => turn_away(reject, talk),
    })?;
    turned.end(talk);
    Ok(if rejects == 0 { Exit::Done } else { Exit::Rejected })
}

/// What one source says.
enum Said {
    /// As lines, ready to be written.
    Lines(Vec<u8>),
    /// Of a long source, whose lines are made only as they are written: each relation quotes whole
    /// sentences, so that they can take a hundred times the room of the text.
    Much(Source, Vec<Extraction>),
}

/// From this many bytes on, a source is long.
const LONG: usize = 1 << 18;

fn said(source: Source, extractions: Vec<Extraction>, only: Option<Only>, vocabulary: &Vocabulary) -> Said {
    if source.text.len() >= LONG {
        return Said::Much(source, extractions);
    }
    let mut lines = Vec::new();
    write(&source, &extractions, only, vocabulary, &mut lines).expect("memory takes all that is written");
    Said::Lines(lines)
}

/// Writes all lines of one source.
fn write(
    source: &Source,
    extractions: &[Extraction],
    only: Option<Only>,
    vocabulary: &Vocabulary,
    to: &mut impl Write,
) -> io::Result<()> {
    let lines = Lines::new(vocabulary, source);
    extractions.iter().try_for_each(|extraction| lines.write(extraction, only, to))
}
