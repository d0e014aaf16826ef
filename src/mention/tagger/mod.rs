//! A sequence tagger for people, organizations, places and projects, trained on tagged text.
//!
//! It is a linear-chain conditional random field over characters ([Lafferty et al. 2001]): [patterns](pattern)
//! of characters, words, known names and heads give each label of each character a score, steps from one
//! label to the next give another, and the labels with the best sum are [decoded](decode). Its weights
//! stand in a [model](model) that ships in the binary and knows several conventions apart; how they are learned is
//! in `train`.
//!
//! [Lafferty et al. 2001]: https://repository.upenn.edu/handle/20.500.14332/6188

mod decode;
mod label;
mod model;
mod pattern;

use crate::document::Sentence;
use crate::error::Result;
use crate::ontology::EntityKind;
use crate::text::Span;

use super::Candidate;
use super::reading::Reading;
use decode::{Decoder, Scores};

pub use label::{KINDS, N_LABELS, Tagged, kind_of, labels, may_begin, may_end, may_follow};
pub use model::{Convention, Layer, Model, Row, Transitions, UNITS};
pub use pattern::{Observer, Signs, Template};

/// The name that its mentions carry.
const NAME: &str = "tagger";

/// The model that ships in the binary.
const EMBEDDED: &[u8] = include_bytes!("../../../model/tagger.bin");

/// Tags sentences by the weights of one convention.
///
/// ```
/// use sinograph::document::{self, Segmenter};
/// use sinograph::mention::{Reading, Tagger};
/// use sinograph::ontology::Ontology;
///
/// let ontology = Ontology::embedded();
/// let document = document::plain("外交部发言人汪文斌表示，欢迎各方参与。", &Segmenter::new());
/// let reading = Reading::new(&document, &ontology);
/// let found = Tagger::embedded().tag(&reading);
/// assert!(found.iter().any(|name| document.slice(name.span) == "汪文斌"));
/// ```
#[derive(Clone)]
pub struct Tagger {
    weights: model::Weights,
}

impl Tagger {
    /// The tagger for the default convention of the model that ships in the binary.
    pub fn embedded() -> Self {
        Self::with_convention(None).expect("tests read the embedded model")
    }

    /// The same for a convention by name: `news`, `msra`, …
    ///
    /// # Errors
    /// If the model has no convention of this name.
    pub fn with_convention(name: Option<&str>) -> Result<Self> {
        Self::new(&Model::read(EMBEDDED)?, name)
    }

    /// A tagger for a convention of a model, by default the first.
    ///
    /// # Errors
    /// If the model has no convention of this name.
    pub fn new(model: &Model, convention: Option<&str>) -> Result<Self> {
        Ok(Tagger { weights: model::Weights::new(model, model.convention(convention)?) })
    }

    /// The names of a document in reading order, each with its marginal probability as confidence.
    pub fn tag(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut decoder = Decoder::new(&self.weights);
        let mut signs = Signs::default();
        let mut candidates = Vec::new();
        for sentence in &reading.document.sentences {
            self.score(reading, sentence, &mut signs, &mut decoder);
            for found in decoder.decode() {
                let span = Span::new(signs.byte(found.name.start), signs.byte(found.name.end));
                candidates.push(Candidate::new(KINDS[found.name.kind], span, NAME, found.confidence));
            }
        }
        candidates
    }

    fn score(&self, reading: &Reading<'_>, sentence: &Sentence, signs: &mut Signs, decoder: &mut Decoder) {
        let n = reading.slice(sentence.span).chars().count();
        decoder.scores.clear();
        decoder.scores.resize(n, [0; N_LABELS]);
        signs.scan(reading, sentence, &mut Scorer { weights: &self.weights, scores: &mut decoder.scores });
    }
}

/// The index of a kind in [`KINDS`].
pub fn kind_index(kind: EntityKind) -> Option<usize> {
    KINDS.iter().position(|other| *other == kind)
}

/// Adds the weights of each pattern to the scores of the characters that it speaks for.
struct Scorer<'a> {
    weights: &'a model::Weights,
    scores: &'a mut [Scores],
}

impl Observer for Scorer<'_> {
    type Block = u32;

    fn see(&mut self, template: Template, key: u32) -> Option<u32> {
        self.weights.find(template, key)
    }

    fn place(&mut self, block: u32, slot: usize, position: usize) {
        let row = self.weights.row(block as usize + slot);
        for (score, weight) in self.scores[position].iter_mut().zip(row) {
            *score += i16::from(*weight);
        }
    }
}
