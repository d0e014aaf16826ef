//! Learns the weights of the classifier from articles whose facts are marked.
//!
//! Each article is read as any page is, and each pair of names of a sentence is a case: of the predicate that is marked of the
//! two there, or of none. What the marks leave open is passed over: the same two in another sentence, and what rules tell
//! and nobody marked. The loss is that of a softmax over the labels that grammar leaves open; it is lowered case by case
//! with AdaGrad ([Duchi et al. 2011]), half of the patterns left out each time ([dropout]).
//!
//! From which likelihood on a label is told is chosen on articles that were not learned from: each of the parts of the corpus
//! is judged by what the others teach, and of what no rule tells the least likelihood is taken at which, from there on, a
//! label is right as often as is asked for.
//!
//! [Duchi et al. 2011]: https://jmlr.org/papers/v12/duchi11a.html
//! [dropout]: https://jmlr.org/papers/v15/srivastava14a.html

mod example;
mod learner;
mod threshold;

use crate::evaluate::MarkedArticle;
use crate::pipeline::Extractor;
use crate::relation::classifier::{Model, N_LABELS, UNITS, Weight};

use example::Book;
use learner::Learner;
pub use threshold::Judged;

/// How to learn.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What all chance is drawn from.
    pub seed: u64,
    /// How often all cases are read.
    pub epochs: usize,
    /// The last so many of these are averaged.
    pub averaged: usize,
    /// The first step of AdaGrad.
    pub rate: f32,
    /// What AdaGrad starts its sums of squares from: the more, the less a rare pattern is trusted.
    pub damping: f32,
    /// The share of patterns left out.
    pub dropout: f32,
    /// A pattern must stand in at least so many cases.
    pub cutoff: u32,
    /// Weights below so many units are left out of the model.
    pub smallest: f32,
    /// How often what is told must be right on articles that were not learned from.
    pub precision: f64,
    /// Into how many parts the articles are parted for that.
    pub parts: usize,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 1,
            epochs: 12,
            averaged: 4,
            rate: 0.07,
            damping: 1.0,
            dropout: 0.5,
            cutoff: 2,
            smallest: 1.0,
            precision: 0.75,
            parts: 5,
        }
    }
}

/// What was learned.
pub struct Learned {
    /// The model.
    pub model: Model,
    /// What each part was judged by what the others teach.
    pub judged: Vec<Judged>,
    /// How many facts between names are marked that the classifier knows the predicate of.
    pub n_marked: usize,
    /// How many pairs of names there are.
    pub n_cases: usize,
    /// Of how many of them something is marked.
    pub n_said: usize,
    /// Of how many of these no rule tells anything.
    pub n_untold: usize,
}

/// Learns a model. The extractor reads by rules alone; `report` is told what is being done.
pub fn train(
    extractor: &Extractor,
    articles: &[MarkedArticle],
    config: &Config,
    mut report: impl FnMut(&str),
) -> Learned {
    let book = Book::read(extractor, articles, config);
    report(&format!("{} articles, {} cases, {} of facts", articles.len(), book.examples.len(), book.n_said()));
    let mut judged = Vec::new();
    for part in 0..config.parts {
        let is_apart = |article: usize| article % config.parts == part;
        let learner = learn(&book, config, |article| !is_apart(article));
        let model = shrink(&learner, &book, config);
        judged.extend(threshold::judge(&model, &book, is_apart));
        report(&format!("part {} of {} judged", part + 1, config.parts));
    }
    let mut model = shrink(&learn(&book, config, |_| true), &book, config);
    model.least = threshold::least(&judged, config.precision);
    Learned {
        model,
        judged,
        n_marked: book.n_marked,
        n_cases: book.examples.len(),
        n_said: book.n_said(),
        n_untold: book.n_untold(),
    }
}

fn learn(book: &Book, config: &Config, is_learned: impl Fn(usize) -> bool) -> Learner {
    let mut learner = Learner::new(book, config, is_learned);
    for epoch in 1..=config.epochs {
        learner.round(book);
        if config.epochs - epoch < config.averaged {
            learner.keep();
        }
    }
    learner.average();
    learner
}

/// The weights that are large enough to be stored.
fn shrink(learner: &Learner, book: &Book, config: &Config) -> Model {
    let mut patterns = Vec::new();
    for (key, row) in book.keys.iter().zip(learner.rows()) {
        let mut weights = Vec::new();
        for (label, weight) in (0_u8..).zip(row) {
            let units = weight * UNITS;
            if units.abs() >= config.smallest {
                weights.push(Weight { label, units: units.round().clamp(-127.0, 127.0) as i8 });
            }
        }
        if !weights.is_empty() {
            patterns.push((*key, weights));
        }
    }
    Model { least: vec![f32::INFINITY; N_LABELS], patterns }
}
