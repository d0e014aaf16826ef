//! The tagger that ships, and learning: the same bytes from the same texts, and scores that do not fall.

#![allow(clippy::panic, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};

use sinograph::document::{Segmenter, plain};
use sinograph::evaluate::TaggedText;
use sinograph::mention::tagger::{Lattice, Model};
use sinograph::mention::{Candidate, Reading, Tagger};
use sinograph::ontology::{EntityKind, Ontology};
use sinograph::text::Span;
use sinograph::train::tagger::{Config, Corpus, Tools, score, train};

/// The stored model may be so large.
const MOST_BYTES: u64 = 12 << 20;

/// What the shipped model must reach on the texts kept apart, where they are there: file, convention, F1.
const SHARED: [(&str, &str, f64); 3] =
    [("msra", "msra", 0.885), ("uner-gsdsimp", "uner", 0.70), ("cluener", "cluener", 0.765)];

/// The same for our own.
const OWN: f64 = 0.86;

fn texts(path: &Path) -> Vec<TaggedText> {
    let json = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    TaggedText::read(&json).expect("it is tagged")
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn segmenter(ontology: &Ontology) -> Segmenter {
    Segmenter::new().with_words(ontology.gazetteer.sure_forms())
}

#[test]
fn the_model_is_small_and_knows_its_conventions() {
    let path = here("model/tagger.bin");
    let bytes = fs::read(&path).expect("it ships");
    assert!(bytes.len() as u64 <= MOST_BYTES, "{} bytes", bytes.len());
    let model = Model::read(&bytes).expect("it can be read");
    let names: Vec<&str> = model.conventions.iter().map(|convention| convention.name.as_str()).collect();
    assert_eq!(names, ["news", "msra", "uner", "cluener", "resume", "weibo"]);
    assert_eq!(model.write(), bytes, "what is read is written again");
    assert!(Tagger::with_convention(Some("klingon")).is_err());
}

#[test]
fn it_meets_texts_that_it_has_not_learned_from() {
    let ontology = Ontology::embedded();
    let tools = Tools { ontology: &ontology, segmenter: &segmenter(&ontology) };
    let mut sets = vec![(here("model/news-dev.jsonl"), "news", OWN)];
    for (file, convention, least) in SHARED {
        let path = here(&format!("../shared/data/ner/dev/{file}.jsonl"));
        if path.exists() {
            sets.push((path, convention, least));
        } else {
            println!("{} is not there: passed over", path.display());
        }
    }
    for (path, convention, least) in sets {
        let tagger = Tagger::with_convention(Some(convention)).expect("there is such a convention");
        let f1 = score(tools, &tagger, &texts(&path)).all().f1();
        println!("{convention}: F1 {f1:.4}");
        assert!(f1 >= least, "{convention}: F1 {f1:.4}, at least {least} is due");
    }
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    let ontology = Ontology::embedded();
    let tools = Tools { ontology: &ontology, segmenter: &segmenter(&ontology) };
    let all = texts(&here("model/news-dev.jsonl"));
    let corpora = [
        Corpus { name: "one".to_owned(), train: all[..60].to_vec(), dev: all[60..90].to_vec() },
        Corpus { name: "two".to_owned(), train: all[90..120].to_vec(), dev: Vec::new() },
    ];
    let config = Config { starts: 2, epochs: 4, averaged: 2, ..Config::default() };
    let learn = |config: &Config| train(tools, &corpora, config, |_| ());
    let model = learn(&config);
    assert_eq!(model.write(), learn(&config).write());
    assert_ne!(model.write(), learn(&Config { seed: 2, ..config }).write(), "chance matters");
    let tagger = Tagger::new(&model, None).expect("the first convention");
    let learned = score(tools, &tagger, &corpora[0].train).all().f1();
    assert!(learned > 0.9, "what it has read it knows: {learned}");
}

#[test]
fn probabilities_of_rival_names_add_up_to_no_more_than_one() {
    let ontology = Ontology::embedded();
    let text = "国家发展改革委产业司副主任李春临出席青湖市商务局的会议。";
    let document = plain(text, &segmenter(&ontology));
    let reading = Reading::new(&document, &ontology);
    let tagger = Tagger::embedded();
    let lattice = Lattice::new(&tagger, &reading);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    // All stretches of up to twelve characters that hold the fourth character, of every kind.
    let mut rivals: Vec<Candidate> = Vec::new();
    for start in 0..4 {
        for end in 4..=start + 12 {
            for kind in [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Project] {
                rivals.push(Candidate::new(kind, Span::new(starts[start], starts[end]), "test", 0.0));
            }
        }
    }
    lattice.judge(&reading, &mut rivals, |rival, probability| rival.confidence = probability);
    let sum: f32 = rivals.iter().map(|rival| rival.confidence).sum();
    assert!((0.5..=1.001).contains(&sum), "{sum}");
    let mut best = rivals;
    best.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    assert_eq!(best[0].span.of(text), "国家发展改革委产业司");
}
