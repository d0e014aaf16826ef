//! `sinograph evaluate --tagging`: how well the tagger alone meets tagged sentences, and how fast it is.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use super::evaluate::{unreadable, write_tally};
use super::exit::Exit;
use super::output::failed;
use super::paint::visible;
use crate::document::{Segmenter, plain};
use crate::error::Result;
use crate::evaluate::{TAGGED_KINDS, TaggedText, TaggingScore};
use crate::input;
use crate::mention::{Reading, Tagger};
use crate::ontology::{EntityKind, Ontology};
use crate::text::Span;

/// Reads tagged JSON Lines.
pub fn read(path: &Path) -> Result<Vec<TaggedText>> {
    let json = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    TaggedText::read(&json).map_err(|error| error.with_cause(format!("the file is `{}`", input::name(path))))
}

/// Prints the scores of one file, and the characters a second of the tagger alone, words and known names
/// already found.
pub fn run(path: &Path, convention: Option<&str>, with_errors: bool, out: &mut impl Write) -> Result<Exit> {
    let texts = read(path)?;
    let tagger = Tagger::with_convention(convention)?;
    let (ontology, segmenter) = (Ontology::embedded(), Segmenter::new());
    let segmenter = segmenter.with_words(ontology.gazetteer.sure_forms());
    let mut score = TaggingScore::default();
    let mut time = Duration::ZERO;
    let mut n_chars = 0;
    for text in &texts {
        let document = plain(&text.text, &segmenter);
        let reading = Reading::new(&document, &ontology);
        let start = Instant::now();
        let found = tagger.tag(&reading);
        time += start.elapsed();
        n_chars += text.text.chars().count();
        let found: Vec<(Span, EntityKind)> = found.iter().map(|name| (name.span, name.kind)).collect();
        if with_errors {
            write_errors(text, &found, out).map_err(failed)?;
        }
        score.add(text, &found);
    }
    write_score(&score, out).map_err(failed)?;
    let rate = n_chars as f64 / time.as_secs_f64().max(f64::MIN_POSITIVE);
    writeln!(out, "{n_chars} characters, {rate:.0} a second by the tagger alone").map_err(failed)?;
    Ok(Exit::Done)
}

/// Writes one line for each kind, and one for all.
pub fn write_score(score: &TaggingScore, out: &mut impl Write) -> std::io::Result<()> {
    let kinds = TAGGED_KINDS.iter().map(|(kind, name)| (*name, score.tally(*kind)));
    for (name, tally) in kinds.chain([("all", score.all())]) {
        write_tally(name, tally, out)?;
        writeln!(out, "  ({}/{} found, {} wrong)", tally.hit, tally.needed, tally.wrong)?;
    }
    Ok(())
}

fn write_errors(text: &TaggedText, found: &[(Span, EntityKind)], out: &mut impl Write) -> std::io::Result<()> {
    let missed = text.names.iter().filter(|name| !found.contains(name)).map(|name| ("missed", name));
    let wrong = found.iter().filter(|name| !text.names.contains(name)).map(|name| ("wrong", name));
    for (what, (span, kind)) in missed.chain(wrong) {
        let name = TAGGED_KINDS.iter().find(|(other, _)| other == kind).map_or("other", |(_, name)| name);
        writeln!(out, "{what:<6}  {name:<5}  {}  in  {}", visible(span.of(&text.text)), visible(&text.text))?;
    }
    Ok(())
}
