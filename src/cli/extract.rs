//! `sinograph extract`: what the pages say, as JSON Lines, without a store.

use std::io::Write;

use super::exit::Exit;
use super::inputs::InputArgs;
use super::output::failed;
use super::wire::{Lines, Only};
use crate::build::{self, Reject, Unit, Units};
use crate::error::Result;
use crate::pipeline::Extractor;
use crate::rdf::{DEFAULT_BASE, Vocabulary};

/// What was typed after `extract`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Each line is one JSON object, a `document`, `mention` or `relation`. `start` and `end`
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
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let vocabulary = Vocabulary::new(&args.base)?;
    let found = args.inputs.find()?;
    super::inputs::tell_skipped(&found, talk);
    let mut rejects = 0;
    let mut turn_away = |reject: Reject, talk: &mut dyn Write| -> Result<()> {
        if !args.inputs.skip_bad {
            return Err(reject.into_error());
        }
        rejects += 1;
        super::inputs::tell_rejected(&reject, talk);
        Ok(())
    };
    for reject in found.rejects {
        turn_away(reject, talk)?;
    }
    let extractor = args.inputs.extractor()?;
    let reading = args.inputs.reading();
    let units = Units::new(found.inputs, &reading);
    let work = |unit: Unit| lines(unit, args.only, &extractor, &reading, &vocabulary);
    build::in_order(units, args.inputs.jobs(), work, |lines| match lines {
        Ok(lines) => out.write_all(&lines).map_err(failed),
        Err(reject) => turn_away(reject, talk),
    })?;
    Ok(if rejects == 0 { Exit::Done } else { Exit::Rejected })
}

/// All lines of one source.
fn lines(
    unit: Unit,
    only: Option<Only>,
    extractor: &Extractor,
    reading: &build::Reading,
    vocabulary: &Vocabulary,
) -> Result<Vec<u8>, Reject> {
    let source = unit.read(reading)?;
    let extractions = build::extract(extractor, &source)?;
    let lines = Lines::new(vocabulary, &source);
    let mut bytes = Vec::new();
    for extraction in &extractions {
        lines.write(extraction, only, &mut bytes);
    }
    Ok(bytes)
}
