//! `sinograph train classifier`: learns the weights of the classifier from articles with their facts marked.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueHint;

use super::super::exit::Exit;
use super::super::marked;
use super::super::output::failed;
use super::publish;
use crate::error::Result;
use crate::pipeline::Extractor;
use crate::relation::Classifier;
use crate::relation::classifier::{Label, N_LABELS};
use crate::train::classifier::{Config, Judged, Learned, train};

/// What was typed after `train classifier`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Marked articles are JSON Lines: {\"paragraphs\": [...], \"facts\": [[0, \"subject\", \"builds\", \"object\"], ...]}, \
the number that of the paragraph from zero. The same articles and the same seed give the same bytes.

  sinograph train classifier model/facts.jsonl --output model")]
pub struct Args {
    /// Articles to learn from
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub articles: Vec<PathBuf>,

    /// Where the model and its scores go
    #[arg(short, long, value_name = "DIR", default_value = "model", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,

    /// What all chance is drawn from
    #[arg(long, value_name = "N", default_value_t = Config::default().seed)]
    pub seed: u64,

    /// How often all cases are read
    #[arg(long, value_name = "N", default_value_t = Config::default().epochs)]
    pub epochs: usize,

    /// The last so many rounds are averaged
    #[arg(long, value_name = "N", default_value_t = Config::default().averaged)]
    pub averaged: usize,

    /// The first step of AdaGrad
    #[arg(long, value_name = "X", default_value_t = Config::default().rate)]
    pub rate: f32,

    /// What AdaGrad starts its sums of squares from: the more, the less a rare pattern is trusted
    #[arg(long, value_name = "X", default_value_t = Config::default().damping)]
    pub damping: f32,

    /// The share of patterns left out at each reading
    #[arg(long, value_name = "X", default_value_t = Config::default().dropout)]
    pub dropout: f32,

    /// Pass over patterns that stand in fewer cases
    #[arg(long, value_name = "N", default_value_t = Config::default().cutoff)]
    pub cutoff: u32,

    /// Leave out weights below so many units
    #[arg(long, value_name = "X", default_value_t = Config::default().smallest)]
    pub smallest: f32,

    /// How often what is told must be right, from 0 to 1
    #[arg(long, value_name = "X", default_value_t = Config::default().precision)]
    pub precision: f64,

    /// Into how many parts the articles are parted to find from which likelihood on that is so
    #[arg(long, value_name = "N", default_value_t = Config::default().parts, value_parser = at_least_two)]
    pub parts: usize,
}

fn at_least_two(typed: &str) -> std::result::Result<usize, String> {
    match typed.parse() {
        Ok(n) if n >= 2 => Ok(n),
        _ => Err("a number from 2 on is expected".to_owned()),
    }
}

/// Learns, and writes `classifier.bin` and `classifier-scores.md`.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let mut articles = Vec::new();
    for path in &args.articles {
        articles.extend(marked::read(path)?);
    }
    let config = Config {
        seed: args.seed,
        epochs: args.epochs,
        averaged: args.averaged,
        rate: args.rate,
        damping: args.damping,
        dropout: args.dropout,
        cutoff: args.cutoff,
        smallest: args.smallest,
        precision: args.precision,
        parts: args.parts,
    };
    let extractor = Extractor::new().with_classifier(Classifier::default());
    // Whoever listens no more is no reason to stop.
    let learned = train(&extractor, &articles, &config, |progress| drop(writeln!(talk, "{progress}")));
    let bytes = learned.model.write();
    let text = describe(&learned, &config, articles.len(), bytes.len()).map_err(failed)?;
    publish(&args.output, "classifier", &bytes, &text, out)
}

/// What is measured of a model, as tables.
fn describe(learned: &Learned, config: &Config, n_articles: usize, n_bytes: usize) -> std::io::Result<String> {
    let mut text = Vec::new();
    let Learned { model, judged, n_marked, n_cases, n_said, n_untold } = learned;
    writeln!(
        text,
        "# Scores of the classifier

Written by `sinograph train classifier` with the model, which has {n_bytes} bytes.

{n_articles} articles with {n_marked} facts marked of the predicates that it knows. Of {n_cases} pairs of names that stand \
         together in a sentence something is marked of {n_said}, and no rule tells anything of {n_untold} of these.

Each of {} parts was judged by what the others teach. Of pairs of which no rule tells anything:

| likelihood at least | told | right | precision | recall |
| --- | --- | --- | --- | --- |",
        config.parts
    )?;
    for tenths in 5..10_u8 {
        let least = f32::from(tenths) / 10.0;
        let (told, right) = count(judged, |one| one.likelihood >= least);
        let [precision, recall] = [told, *n_untold].map(|of| right as f64 / of.max(1) as f64);
        writeln!(text, "| {least:.1} | {told} | {right} | {precision:.3} | {recall:.3} |")?;
    }
    let precision = config.precision;
    writeln!(text, "\nWhat is told, from where on a label was right as often as {precision}:\n")?;
    writeln!(text, "| label | likelihood at least | told | right |")?;
    writeln!(text, "| --- | --- | --- | --- |")?;
    for label in (1..N_LABELS).filter_map(Label::at) {
        let least = model.least_of(label);
        if least.is_finite() {
            let (told, right) = count(judged, |one| one.label == label && one.likelihood >= least);
            writeln!(text, "| {label} | {least:.2} | {told} | {right} |")?;
        }
    }
    let (told, right) = count(judged, |one| one.likelihood >= model.least_of(one.label));
    writeln!(text, "| all | | {told} | {right} |")?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// How many of some judgements of pairs that no rule tells of there are, and how many of them are right.
fn count(judged: &[Judged], is_meant: impl Fn(&Judged) -> bool) -> (usize, usize) {
    let meant = judged.iter().filter(|one| !one.is_told && is_meant(one));
    meant.fold((0, 0), |(told, right), one| (told + 1, right + usize::from(one.is_right)))
}
