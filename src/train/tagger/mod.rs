//! Learns the weights of the tagger from tagged text.
//!
//! Each corpus has a convention of its own: what counts as a name, and where it ends. The model learns from all
//! at once. A pattern has shared weights, to which every corpus speaks, and weights for each convention,
//! to which only its own does ([Daumé 2007]); a convention is asked for by adding the two. What corpora
//! agree on comes to stand in the shared weights, so that a small corpus gains by the large ones.
//!
//! The loss is that of a conditional random field, the negative logarithm of the likelihood. It is lowered
//! sentence by sentence with AdaGrad ([Duchi et al. 2011]); half of the patterns, drawn anew each time, are left
//! out ([dropout]), so that no pattern leans on another. Everything is drawn from one seed and done in one
//! order, so that the same texts give the same bytes.
//!
//! [Daumé 2007]: https://aclanthology.org/P07-1033/
//! [Duchi et al. 2011]: https://jmlr.org/papers/v12/duchi11a.html
//! [dropout]: https://jmlr.org/papers/v15/srivastava14a.html

mod calibration;
mod example;
mod gradient;
mod learner;
mod shrink;

use crate::document::Segmenter;
use crate::evaluate::{TaggedText, TaggingScore};
use crate::mention::Reading;
use crate::mention::tagger::{Model, Tagger, Template};
use crate::ontology::Ontology;

pub use calibration::{Bin, calibration};

/// Tagged text of one convention.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The name of its convention.
    pub name: String,
    /// What is learned from.
    pub train: Vec<TaggedText>,
    /// What the temperature is chosen on and each round is scored on; never learned from.
    pub dev: Vec<TaggedText>,
}

/// How to learn.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What all chance is drawn from.
    pub seed: u64,
    /// How often to learn from the beginning, in another order; the results are averaged.
    pub starts: usize,
    /// How often all sentences are read from each start.
    pub epochs: usize,
    /// The last so many of these are averaged.
    pub averaged: usize,
    /// The first step of AdaGrad.
    pub rate: f32,
    /// What AdaGrad starts its sums of squares from: the more, the less a rare pattern is trusted.
    pub damping: f32,
    /// The share of patterns left out.
    pub dropout: f32,
    /// A pattern must stand at least so often in all the texts.
    pub cutoff: u32,
    /// Weights below so many units are left out of the model.
    pub smallest: f32,
    /// The same for what the weights of the first convention come to. It is the one that must be fast: the fewer
    /// weights, the more of them fit near the processor.
    pub smallest_first: f32,
    /// Templates whose patterns are left out, to see what they bring.
    pub without: Vec<Template>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 1,
            starts: 3,
            epochs: 8,
            averaged: 3,
            rate: 0.1,
            damping: 0.5,
            dropout: 0.5,
            cutoff: 2,
            smallest: 2.0,
            smallest_first: 3.0,
            without: Vec::new(),
        }
    }
}

/// What is known after a round over all sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The round since the last start, counted from one.
    pub epoch: usize,
    /// The mean loss of a character, in natural units, with patterns left out.
    pub loss: f64,
    /// For each convention with texts to be scored on, its name and score.
    pub scores: Vec<(String, TaggingScore)>,
}

/// What texts are read with.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// Names and words.
    pub ontology: &'a Ontology,
    /// How words are cut.
    pub segmenter: &'a Segmenter,
}

/// Learns a model; its first convention is that of the first corpus. `report` is called after each round.
pub fn train(tools: Tools<'_>, corpora: &[Corpus], config: &Config, mut report: impl FnMut(Progress)) -> Model {
    let book = example::read(tools, corpora, config);
    let mut learner = learner::Learner::new(&book, corpora.len(), config);
    for start in 0..config.starts {
        if start > 0 {
            learner.restart(config);
        }
        for epoch in 1..=config.epochs {
            let loss = learner.round(&book);
            if config.epochs - epoch < config.averaged {
                learner.keep();
            }
            let model = shrink::model(&learner, &book, corpora, config);
            report(Progress { epoch, loss, scores: scores(tools, &model, corpora) });
        }
    }
    learner.average();
    let mut model = shrink::model(&learner, &book, corpora, config);
    calibration::choose(tools, &mut model, corpora);
    model
}

/// How well a model meets the texts kept apart, for each convention that has any.
pub fn scores(tools: Tools<'_>, model: &Model, corpora: &[Corpus]) -> Vec<(String, TaggingScore)> {
    let with_dev = corpora.iter().filter(|corpus| !corpus.dev.is_empty());
    with_dev
        .map(|corpus| {
            let tagger = Tagger::new(model, Some(&corpus.name)).expect("the model was made of these corpora");
            (corpus.name.clone(), score(tools, &tagger, &corpus.dev))
        })
        .collect()
}

/// How well a tagger meets tagged texts.
pub fn score(tools: Tools<'_>, tagger: &Tagger, texts: &[TaggedText]) -> TaggingScore {
    let mut score = TaggingScore::default();
    for text in texts {
        let document = crate::document::plain(&text.text, tools.segmenter);
        let found = tagger.tag(&Reading::new(&document, tools.ontology));
        let found: Vec<_> = found.iter().map(|name| (name.span, name.kind)).collect();
        score.add(text, &found);
    }
    score
}
