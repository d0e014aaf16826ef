//! `sinograph evaluate --marked`: how many facts of marked articles are stated, by predicate.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::evaluate::{NONE, unreadable};
use super::exit::Exit;
use super::output::failed;
use super::paint::visible;
use crate::build;
use crate::error::Result;
use crate::evaluate::{MarkedArticle, MarkedScore};
use crate::input;
use crate::text::Source;

/// Reads marked JSON Lines.
pub fn read(path: &Path) -> Result<Vec<MarkedArticle>> {
    let json = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    MarkedArticle::read(&json).map_err(|error| error.with_cause(format!("the file is `{}`", input::name(path))))
}

/// Prints how many facts of each predicate are marked and stated, and what is stated of articles that tell nothing.
pub fn run(path: &Path, with_errors: bool, out: &mut impl Write) -> Result<Exit> {
    let articles = read(path)?;
    let extractor = build::extractor(None)?;
    let mut score = MarkedScore::default();
    for (index, article) in articles.iter().enumerate() {
        let extractions = extractor.extract(&Source::new("marked", article.text().0));
        for fact in score.add(article, &extractions) {
            if with_errors {
                let [subject, object] = [&fact.subject, &fact.object].map(|name| visible(name));
                writeln!(out, "missed fact          {subject} {} {object} (line {})", fact.predicate.name(), index + 1)
                    .map_err(failed)?;
            }
        }
    }
    write_score(&score, out).map_err(failed)?;
    Ok(Exit::Done)
}

fn write_score(score: &MarkedScore, out: &mut impl Write) -> std::io::Result<()> {
    let tallies = score.tallies.iter().map(|(predicate, tally)| (predicate.name(), *tally));
    for (name, (needed, hit)) in tallies.chain([("all", score.all())]) {
        let recall = if needed == 0 { NONE.to_owned() } else { format!("{:.3}", hit as f64 / needed as f64) };
        writeln!(out, "{name:13} R {recall:>6}  ({hit}/{needed} stated)")?;
    }
    writeln!(out, "{} facts are said of {} articles that tell none", score.said_of_silent, score.n_silent)
}
