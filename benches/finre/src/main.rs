//! What a small trained classifier reaches on FinRE, the relations of companies in Chinese financial news.
//!
//! It reads `finre-train.tsv` and `finre-valid.tsv` of the folder named on the command line. All that is chosen (the weight of
//! the negative class, the threshold of each relation) is chosen on the training pairs, by cross-validation over
//! their sentences; the validation pairs are only scored. With `--train-only` they are not even read.

mod corpus;
mod feature;
mod model;
mod place;
mod reading;
mod score;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use corpus::{Pair, Relations};
use model::{Config, Example, Model};
use reading::Reader;
use score::{Judgement, Score};

/// How the reported model learns.
const CONFIG: Config = Config { n_epochs: 12, rate: 0.2, dropout: 0.2, l2: 1e-5, min_count: 2, n_seeds: 3 };

/// Parts of the training pairs, each judged by what the others taught.
const N_FOLDS: usize = 5;

/// What the negative class may be multiplied with.
const NONE_WEIGHTS: [f32; 6] = [0.1, 0.2, 0.3, 0.45, 0.67, 1.0];

/// What a knowledge graph asks of a relation.
const ENOUGH_PRECISION: f64 = 0.85;

/// With fewer decisions than these, both directions counted, a precision says nothing.
const ENOUGH_SAID: usize = 20;

/// The corpus, read.
struct Material {
    pairs: Vec<Pair>,
    examples: Vec<Example>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (options, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let folder = Path::new(folders.first().ok_or("a folder with finre-train.tsv and finre-valid.tsv is expected")?);
    let train_rows = corpus::read(&fs::read_to_string(folder.join("finre-train.tsv"))?)?;
    let relations = Relations::of(&train_rows);
    let reader = Reader::new();
    let train = Material::read(corpus::pairs(&train_rows, &relations), &reader);

    let crossed = cross_validate(&train, &relations);
    let none_weight = best_none_weight(&crossed, &relations);
    println!("cross-validation on the training pairs, {N_FOLDS} parts, `none` weighed by {none_weight}");
    print_scores(&crossed, &relations, none_weight);
    if options.iter().any(|option| option == "--train-only") {
        print_families(&crossed, &crossed, &relations, none_weight);
        print_confusions(&crossed, &relations, none_weight);
        return Ok(());
    }

    let valid_rows = corpus::read(&fs::read_to_string(folder.join("finre-valid.tsv"))?)?;
    let valid = Material::read(corpus::pairs(&valid_rows, &relations), &reader);
    let all: Vec<&Example> = train.examples.iter().collect();
    let model = Model::learn(&all, &relations, CONFIG);
    println!("\nvalidation pairs, {} weights for each of {} seeds", model.n_weights(), CONFIG.n_seeds);
    let judged = judge(&model, valid.pairs.iter().zip(&valid.examples));
    print_scores(&judged, &relations, none_weight);
    print_families(&judged, &crossed, &relations, none_weight);

    let known: BTreeSet<[&str; 2]> = train.pairs.iter().map(Pair::names).collect();
    let is_new = |judgement: &Judgement<'_>| !known.contains(&judgement.pair.names());
    let new: Vec<Judgement<'_>> = judged.into_iter().filter(is_new).collect();
    println!("\nvalidation pairs whose names do not meet in training");
    print_scores(&new, &relations, none_weight);
    Ok(())
}

impl Material {
    fn read(pairs: Vec<Pair>, reader: &Reader) -> Self {
        let example =
            |pair: &Pair| Example { features: feature::of(&reader.read(pair)), relations: pair.relations.clone() };
        let examples = pairs.iter().map(example).collect();
        Material { pairs, examples }
    }
}

/// Judges every training pair by a model, of one seed, that has not seen its sentence.
fn cross_validate<'a>(train: &'a Material, relations: &Relations) -> Vec<Judgement<'a>> {
    let mut sentences: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fold = |pair: &'a Pair| {
        let n_sentences = sentences.len();
        *sentences.entry(&pair.sentence).or_insert(n_sentences) % N_FOLDS
    };
    let folds: Vec<usize> = train.pairs.iter().map(&mut fold).collect();
    let mut judgements = Vec::new();
    for fold in 0..N_FOLDS {
        let seen = train.examples.iter().zip(&folds).filter(|&(_, &of)| of != fold).map(|(example, _)| example);
        let model = Model::learn(&seen.collect::<Vec<_>>(), relations, Config { n_seeds: 1, ..CONFIG });
        let held_out = train.pairs.iter().zip(&train.examples).zip(&folds).filter(|&(_, &of)| of == fold);
        judgements.extend(judge(&model, held_out.map(|(material, _)| material)));
    }
    judgements
}

fn judge<'a>(model: &Model<'_>, material: impl Iterator<Item = (&'a Pair, &'a Example)>) -> Vec<Judgement<'a>> {
    let judgement = |(pair, example): (&'a Pair, &'a Example)| Judgement {
        pair,
        probabilities: model.probabilities(&example.features),
    };
    material.map(judgement).collect()
}

fn best_none_weight(judgements: &[Judgement<'_>], relations: &Relations) -> f32 {
    let f1 = |none_weight: f32| score::by_pair(judgements, relations, none_weight, 0.0).f1();
    NONE_WEIGHTS.into_iter().max_by(|&one, &other| f1(one).total_cmp(&f1(other))).unwrap_or(1.0)
}

/// Prints the score of all relations, and that of the surer decisions.
fn print_scores(judgements: &[Judgement<'_>], relations: &Relations, none_weight: f32) {
    let pair = score::by_pair(judgements, relations, none_weight, 0.0);
    let plain = score::by_pair(judgements, relations, 1.0, 0.0);
    let stated = |score: Score| Score { n_true: score::n_stated(judgements, relations), ..score };
    println!("| scored by | precision | recall | F1 |\n| --- | --- | --- | --- |");
    print_row("pair", pair);
    print_row("pair, `none` not weighed", plain);
    print_row("stated relation", stated(pair));
    println!("\n| probability at least | said | precision | recall |\n| --- | --- | --- | --- |");
    for percent in (0..100).step_by(10).chain([95]) {
        let threshold = percent as f32 / 100.0;
        let score = score::by_pair(judgements, relations, none_weight, threshold);
        println!("| {threshold:.2} | {} | {:.3} | {:.3} |", score.n_said, score.precision(), score.recall());
    }
}

fn print_row(name: &str, score: Score) {
    println!("| {name} | {:.4} | {:.4} | {:.4} |", score.precision(), score.recall(), score.f1());
}

/// Prints each relation: plain, and beyond the threshold that `crossed` gives the precision wanted with.
fn print_families(judged: &[Judgement<'_>], crossed: &[Judgement<'_>], relations: &Relations, none_weight: f32) {
    println!("\n| relation | stated | precision | recall | F1 | threshold | in training | said | precision | recall |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut sure = Score::default();
    let mut families: BTreeSet<usize> = (0..relations.n_families).collect();
    families.remove(&relations.family[relations.none]);
    for family in families {
        let score = score::of_family(judged, relations, none_weight, family, 0.0);
        let (name, f1) = (relations.family_name(family), score.f1());
        print!("| {name} | {} | {:.3} | {:.3} | {f1:.3} |", score.n_true, score.precision(), score.recall());
        sure.n_true += score.n_true;
        let Some((threshold, training)) = threshold(crossed, relations, none_weight, family) else {
            println!(" – | – | – | – | – |");
            continue;
        };
        let score = score::of_family(judged, relations, none_weight, family, threshold);
        (sure.n_said, sure.n_right) = (sure.n_said + score.n_said, sure.n_right + score.n_right);
        print!(" {threshold:.2} | {:.2}/{:.2} |", training.precision(), training.recall());
        println!(" {} | {:.3} | {:.3} |", score.n_said, score.precision(), score.recall());
    }
    println!(
        "| all beyond their thresholds | | | | | | | {} | {:.3} | {:.3} |",
        sure.n_said,
        sure.precision(),
        sure.recall()
    );
}

/// The lowest probability from which on a family is precise enough, and its score from there on.
fn threshold(
    crossed: &[Judgement<'_>],
    relations: &Relations,
    none_weight: f32,
    family: usize,
) -> Option<(f32, Score)> {
    let thresholds = (20..100).step_by(5).map(|percent| percent as f32 / 100.0);
    let mut scores =
        thresholds.map(|threshold| (threshold, score::of_family(crossed, relations, none_weight, family, threshold)));
    scores.find(|(_, score)| score.n_said >= ENOUGH_SAID && score.precision() >= ENOUGH_PRECISION)
}

/// Prints which relations are most often said in place of which.
fn print_confusions(judgements: &[Judgement<'_>], relations: &Relations, none_weight: f32) {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for judgement in judgements {
        let said = judgement.decide(relations, none_weight).map_or(relations.none, |decision| decision.relation);
        if !judgement.pair.relations.contains(&said) {
            let held: Vec<&str> = judgement.pair.relations.iter().map(|&held| relations.names[held].as_str()).collect();
            *counts.entry((held.join("+"), &relations.names[said])).or_default() += judgement.pair.n_directions;
        }
    }
    let mut counts: Vec<((String, &str), usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    println!("\n| holds | said | pairs |\n| --- | --- | --- |");
    for ((held, said), count) in counts.iter().take(25) {
        println!("| {held} | {said} | {count} |");
    }
}
