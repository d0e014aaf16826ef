//! The classifier that ships, and learning: the same bytes from the same articles, and silence where it was taught none.

#![allow(clippy::panic, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};

use sinograph::evaluate::MarkedArticle;
use sinograph::ontology::Predicate;
use sinograph::pipeline::Extractor;
use sinograph::relation::Classifier;
use sinograph::relation::classifier::{Direction, Label, Model, N_LABELS};
use sinograph::text::Source;
use sinograph::train::classifier::{Config, Learned, train};

/// The stored model may be so large.
const MOST_BYTES: usize = 1 << 20;

/// What is told of pairs that no rule tells anything of must be right so often on articles not learned from.
const PRECISION: f64 = 0.75;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn articles() -> Vec<MarkedArticle> {
    let json = fs::read_to_string(here("model/facts.jsonl")).expect("it ships");
    MarkedArticle::read(&json).expect("it is marked")
}

fn learn(articles: &[MarkedArticle], config: &Config) -> Learned {
    train(&Extractor::new().with_classifier(Classifier::default()), articles, config, |_| ())
}

#[test]
fn the_model_is_small_and_is_what_the_articles_teach() {
    let bytes = fs::read(here("model/classifier.bin")).expect("it ships");
    assert!(bytes.len() <= MOST_BYTES, "{} bytes", bytes.len());
    let model = Model::read(&bytes).expect("it can be read");
    assert!(model.write() == bytes, "what is read is written again");
    let learned = learn(&articles(), &Config::default());
    assert!(learned.model.write() == bytes, "learn it again, as model/README.md says");
    let told = learned.judged.iter().filter(|one| !one.is_told && one.likelihood >= model.least_of(one.label));
    let (told, right) =
        told.fold((0.0, 0.0), |(told, right), one| (told + 1.0, right + f64::from(u8::from(one.is_right))));
    println!("told {told}, right {right}");
    assert!(right >= PRECISION * told && right >= 310.0, "{right} of {told}");
}

#[test]
fn chance_matters_and_is_drawn_from_the_seed() {
    let few = articles().split_off(640);
    let config = Config { epochs: 3, averaged: 1, ..Config::default() };
    let bytes = learn(&few, &config).model.write();
    assert_eq!(bytes, learn(&few, &config).model.write());
    assert_ne!(bytes, learn(&few, &Config { seed: 2, ..config }).model.write());
}

#[test]
fn every_label_says_one_thing() {
    let labels = (1..N_LABELS).filter_map(Label::at);
    let meanings: Vec<(Predicate, Direction)> = labels.clone().filter_map(Label::meaning).collect();
    assert_eq!(meanings.len(), N_LABELS - 1);
    for (label, (predicate, direction)) in labels.zip(meanings) {
        let again = Label::new(predicate, direction).expect("it has a label");
        assert!(again == label || predicate.is_symmetric(), "{label}");
    }
    assert_eq!(Label::new(Predicate::HoldsPost, Direction::Forward), None, "posts are left to rules");
}

#[test]
fn what_rules_tell_it_does_not_tell_again() {
    let source = Source::new("page", "中老铁路由中国铁建承建。罗马尼亚西部小城蒂米什瓦拉下了雪。\n");
    let rules_of = |extractor: &Extractor| -> Vec<(Predicate, &'static str)> {
        let relations = extractor.extract(&source).into_iter().flat_map(|extraction| extraction.relations);
        relations.filter(|one| one.predicate.is_fact()).map(|one| (one.predicate, one.rule)).collect()
    };
    let all = rules_of(&Extractor::new());
    assert!(all.contains(&(Predicate::Builds, "built-by")) && !all.contains(&(Predicate::Builds, "classifier")));
    assert!(all.contains(&(Predicate::LocatedIn, "classifier")), "{all:?}");
    let without = rules_of(&Extractor::new().with_classifier(Classifier::default()));
    assert!(without.iter().all(|(_, rule)| *rule != "classifier"));
    assert_eq!(without.len() + 1, all.len());
}
