//! `sinograph train tagger`: learns the weights of the tagger from tagged text.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueHint;

use super::super::exit::Exit;
use super::super::output::failed;
use super::super::tagging;
use super::publish;
use crate::document::Segmenter;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluate::{TAGGED_KINDS, TaggingScore};
use crate::input;
use crate::mention::tagger::{Model, Template};
use crate::ontology::Ontology;
use crate::train::tagger::{Config, Corpus, Progress, Tools, calibration, scores, train};

/// What was typed after `train tagger`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Tagged text is JSON Lines: {\"text\": ..., \"entities\": [[start, end, \"PER\"], ...]}, positions in \
characters; kinds are PER, ORG, LOC and PROJ, others are passed over. The same texts and the same seed give \
the same bytes.

  sinograph train tagger --corpus news=news.jsonl --corpus msra=train.jsonl --dev msra=dev.jsonl --output model")]
pub struct Args {
    /// Texts to learn from, with the name of their convention; the first is the default
    #[arg(long, value_name = "NAME=FILE", required = true, value_parser = named, value_hint = ValueHint::FilePath)]
    pub corpus: Vec<(String, PathBuf)>,

    /// Texts of a convention to be scored on after each round; its confidences are fitted to them
    #[arg(long, value_name = "NAME=FILE", value_parser = named, value_hint = ValueHint::FilePath)]
    pub dev: Vec<(String, PathBuf)>,

    /// Where the model and its scores go
    #[arg(short, long, value_name = "DIR", default_value = "model", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,

    /// What all chance is drawn from
    #[arg(long, value_name = "N", default_value_t = Config::default().seed)]
    pub seed: u64,

    /// How often to learn from the beginning, in another order; the results are averaged
    #[arg(long, value_name = "N", default_value_t = Config::default().starts)]
    pub starts: usize,

    /// How often all sentences are read from each start
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

    /// Pass over patterns that stand fewer times in all texts
    #[arg(long, value_name = "N", default_value_t = Config::default().cutoff)]
    pub cutoff: u32,

    /// Leave out weights below so many thirty-seconds of a natural logarithm of odds
    #[arg(long, value_name = "X", default_value_t = Config::default().smallest)]
    pub smallest: f32,

    /// The same for what the weights of the first corpus come to, which is the one that must be fast
    #[arg(long, value_name = "X", default_value_t = Config::default().smallest_first)]
    pub smallest_first: f32,

    /// Leave out the patterns of these templates, to see what they bring
    #[arg(long, value_name = "TEMPLATE", value_delimiter = ',', value_parser = template)]
    pub without: Vec<Template>,
}

fn template(typed: &str) -> std::result::Result<Template, String> {
    let found = Template::ALL.into_iter().find(|template| format!("{template:?}").eq_ignore_ascii_case(typed));
    found.ok_or_else(|| format!("there is no such template; there are {:?}", Template::ALL))
}

fn named(typed: &str) -> std::result::Result<(String, PathBuf), String> {
    let (name, path) = typed.split_once('=').ok_or("a name, an equals sign and a file are expected")?;
    Ok((name.to_owned(), PathBuf::from(path)))
}

/// Learns, and writes `tagger.bin` and `tagger-scores.md`.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let corpora = read(args)?;
    let (ontology, segmenter) = (Ontology::embedded(), Segmenter::new());
    let segmenter = segmenter.with_words(ontology.gazetteer.sure_forms());
    let tools = Tools { ontology: &ontology, segmenter: &segmenter };
    let config = Config {
        seed: args.seed,
        starts: args.starts,
        epochs: args.epochs,
        averaged: args.averaged,
        rate: args.rate,
        damping: args.damping,
        dropout: args.dropout,
        cutoff: args.cutoff,
        smallest: args.smallest,
        smallest_first: args.smallest_first,
        without: args.without.clone(),
    };
    // Whoever listens no more is no reason to stop.
    let model = train(tools, &corpora, &config, |progress| drop(write_progress(&progress, talk)));
    let bytes = model.write();
    let text = describe(tools, &model, &corpora, bytes.len()).map_err(failed)?;
    publish(&args.output, "tagger", &bytes, &text, out)
}

fn read(args: &Args) -> Result<Vec<Corpus>> {
    let mut corpora: Vec<Corpus> = Vec::new();
    for (name, path) in &args.corpus {
        let texts = tagging::read(path)?;
        match corpora.iter_mut().find(|corpus| corpus.name == *name) {
            Some(corpus) => corpus.train.extend(texts),
            None => corpora.push(Corpus { name: name.clone(), train: texts, dev: Vec::new() }),
        }
    }
    for (name, path) in &args.dev {
        let corpus = corpora.iter_mut().find(|corpus| corpus.name == *name);
        let corpus = corpus.ok_or_else(|| unknown(name, path))?;
        corpus.dev.extend(tagging::read(path)?);
    }
    Ok(corpora)
}

fn unknown(name: &str, path: &Path) -> Error {
    Error::new(ErrorKind::Usage, format!("there is no corpus `{name}` for `{}`", input::name(path)))
        .with_hint("name the texts to learn from by `--corpus` too")
}

fn write_progress(progress: &Progress, talk: &mut impl Write) -> std::io::Result<()> {
    write!(talk, "epoch {}  loss {:.4}", progress.epoch, progress.loss)?;
    for (name, score) in &progress.scores {
        write!(talk, "  {name} {:.4}", score.all().f1())?;
    }
    writeln!(talk)
}

/// What is measured of a model, as a table.
fn describe(tools: Tools<'_>, model: &Model, corpora: &[Corpus], n_bytes: usize) -> std::io::Result<String> {
    let mut text = Vec::new();
    writeln!(text, "# Scores\n\nWritten by `sinograph train tagger` with the model. The model has {n_bytes} bytes.\n")?;
    writeln!(text, "| convention | texts | characters | texts kept apart | eagerness | temperature |")?;
    writeln!(text, "| --- | --- | --- | --- | --- | --- |")?;
    for (corpus, convention) in corpora.iter().zip(&model.conventions) {
        let n_chars: usize = corpus.train.iter().map(|text| text.text.chars().count()).sum();
        let temperature = f32::from(convention.temperature) / 256.0;
        let (n, n_apart) = (corpus.train.len(), corpus.dev.len());
        writeln!(
            text,
            "| {} | {n} | {n_chars} | {n_apart} | {} | {temperature:.2} |",
            corpus.name, convention.eagerness
        )?;
    }
    writeln!(text, "\nOn the texts kept apart, exact spans:\n")?;
    writeln!(text, "| convention | kind | precision | recall | F1 | marked |")?;
    writeln!(text, "| --- | --- | --- | --- | --- | --- |")?;
    for (name, score) in scores(tools, model, corpora) {
        write_scores(&name, &score, &mut text)?;
    }
    writeln!(text, "\nHow often a name is right by its confidence, on the texts kept apart:\n")?;
    writeln!(text, "| convention | confidence | names | mean confidence | share right |")?;
    writeln!(text, "| --- | --- | --- | --- | --- |")?;
    for corpus in corpora.iter().filter(|corpus| !corpus.dev.is_empty()) {
        let bins = calibration(tools, model, &corpus.name, &corpus.dev);
        for (index, bin) in bins.iter().enumerate().filter(|(_, bin)| bin.n > 0) {
            let (low, n) = (index as f64 / 10.0, bin.n as f64);
            let (mean, right) = (bin.confidence / n, bin.n_right as f64 / n);
            writeln!(text, "| {} | {low:.1}–{:.1} | {n} | {mean:.3} | {right:.3} |", corpus.name, low + 0.1)?;
        }
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn write_scores(name: &str, score: &TaggingScore, text: &mut Vec<u8>) -> std::io::Result<()> {
    let kinds = TAGGED_KINDS.iter().map(|(kind, name)| (*name, score.tally(*kind)));
    for (kind, tally) in kinds.chain([("all", score.all())]) {
        let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
        writeln!(text, "| {name} | {kind} | {precision:.4} | {recall:.4} | {f1:.4} | {} |", tally.needed)?;
    }
    Ok(())
}
