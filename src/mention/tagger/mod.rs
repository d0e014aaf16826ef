//! A sequence tagger for people, organizations, places and projects, trained on tagged text.
//!
//! It is a linear-chain conditional random field over characters ([Lafferty et al. 2001]): [patterns](pattern)
//! of characters, words, known names and heads give each label of each character a score, steps from one
//! label to the next give another, and the labels with the best sum are [decoded](decode). Its weights
//! stand in a [model](model) that ships in the binary and knows several conventions apart; how they are learned is
//! in `train`.
//!
//! [Lafferty et al. 2001]: https://repository.upenn.edu/handle/20.500.14332/6188

mod bytes;
mod chain;
mod decode;
mod label;
mod model;
mod pattern;
mod table;

use std::ops::Range;

use multiversion::multiversion;

use crate::document::Sentence;
use crate::error::Result;
use crate::ontology::EntityKind;
use crate::text::Span;

use super::Candidate;
use super::reading::Reading;
use decode::{Decoder, Scores};
use table::{Hit, Table};

pub(crate) use bytes::{Bytes, write_number};
pub use label::{KINDS, N_LABELS, Tagged, is_allowed, kind_of, labels, may_end};
pub use model::{Convention, Layer, Model, Patterns, Row, Transitions, UNITS};
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
        Ok(Tagger { weights: model::Weights::read(EMBEDDED, name)? })
    }

    /// A tagger for a convention of a model, by default the first.
    ///
    /// # Errors
    /// If the model has no convention of this name.
    pub fn new(model: &Model, convention: Option<&str>) -> Result<Self> {
        Ok(Tagger { weights: model::Weights::read(&model.write(), convention)? })
    }

    /// The names of a document in reading order, each with its probability as confidence.
    pub fn tag(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        Lattice::new(self, reading).names(reading, &mut [], |_, _| ())
    }
}

/// The scores of all labels of all characters of a document, which can be asked for names.
pub struct Lattice<'a> {
    tagger: &'a Tagger,
    /// The scores of one sentence after another, with [`MARGIN`] more in front of each and behind the last.
    scores: Vec<Scores>,
    /// For each sentence, which are its scores.
    ranges: Vec<Range<usize>>,
    /// The characters of the longest sentence.
    longest: usize,
}

/// Patterns at the ends of a sentence speak for as many characters that are not there.
const MARGIN: usize = 2 * pattern::REACH;

impl<'a> Lattice<'a> {
    /// Scores the characters of a document.
    pub fn new(tagger: &'a Tagger, reading: &Reading<'_>) -> Self {
        let sentences = &reading.document.sentences;
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(sentences.len());
        let mut end = 0;
        for sentence in sentences {
            let first = end + MARGIN;
            end = first + reading.slice(sentence.span).chars().count();
            ranges.push(first..end);
        }
        let longest = ranges.iter().map(Range::len).max().unwrap_or(0);
        let mut scores = vec![[0; N_LABELS]; end + MARGIN];
        let (mut signs, mut hits) = (Signs::new(longest), Vec::new());
        for (sentence, range) in sentences.iter().zip(&ranges) {
            let here = &mut scores[range.start - MARGIN..range.end + MARGIN];
            let mut scorer = Scorer { weights: &tagger.weights, scores: here, hits: &mut hits };
            score(&mut signs, reading, sentence, &mut scorer);
        }
        Lattice { tagger, scores, ranges, longest }
    }

    fn scores_of(&self, sentence: usize) -> &[Scores] {
        &self.scores[self.ranges[sentence].clone()]
    }

    /// The names in the best labels, in reading order, each with its probability as confidence.
    ///
    /// Calls `judge` with each of the candidates whose kind the tagger knows, and how probable it is that just this
    /// stretch is a name of this kind. The candidates come ordered by position.
    pub fn names(
        &self,
        reading: &Reading<'_>,
        candidates: &mut [Candidate],
        mut judge: impl FnMut(&mut Candidate, f32),
    ) -> Vec<Candidate> {
        let mut decoder = Decoder::new(&self.tagger.weights.chain, self.longest);
        let (mut found, mut bytes) = (Vec::new(), Vec::with_capacity(self.longest + 1));
        let mut rest = candidates;
        for (index, sentence) in reading.document.sentences.iter().enumerate() {
            let n_here = rest.iter().take_while(|candidate| candidate.span.start < sentence.span.end).count();
            let here;
            (here, rest) = rest.split_at_mut(n_here);
            let scores = self.scores_of(index);
            let names = decoder.names(scores);
            if names.is_empty() && here.is_empty() {
                continue;
            }
            decoder.weigh(scores);
            mark_bytes(reading, sentence, &mut bytes);
            for name in names {
                let span = Span::new(bytes[name.start], bytes[name.end]);
                found.push(Candidate::new(KINDS[name.kind], span, NAME, decoder.probability(name)));
            }
            ask(&decoder, &bytes, here, &mut judge);
        }
        found
    }

    /// Judges candidates as [`names`](Self::names) does, and looks for no names.
    pub fn judge(
        &self,
        reading: &Reading<'_>,
        candidates: &mut [Candidate],
        mut judge: impl FnMut(&mut Candidate, f32),
    ) {
        let mut decoder = Decoder::new(&self.tagger.weights.chain, self.longest);
        let mut bytes = Vec::with_capacity(self.longest + 1);
        let mut rest = candidates;
        while let Some(next) = rest.first() {
            let Some(index) = reading.document.sentence_at(next.span.start) else {
                rest = &mut rest[1..];
                continue;
            };
            let sentence = &reading.document.sentences[index];
            let n_here = rest.iter().take_while(|candidate| candidate.span.start < sentence.span.end).count();
            let here;
            (here, rest) = rest.split_at_mut(n_here);
            decoder.weigh(self.scores_of(index));
            mark_bytes(reading, sentence, &mut bytes);
            ask(&decoder, &bytes, here, &mut judge);
        }
    }
}

/// Asks for the probability of each candidate in the sentence last weighed, whose characters start at `bytes`.
fn ask(
    decoder: &Decoder<'_>,
    bytes: &[usize],
    candidates: &mut [Candidate],
    judge: &mut impl FnMut(&mut Candidate, f32),
) {
    let position = |byte| bytes.binary_search(&byte).ok();
    for candidate in candidates {
        let (start, end) = (position(candidate.span.start), position(candidate.span.end));
        if let (Some(start), Some(end), Some(kind)) = (start, end, kind_index(candidate.kind)) {
            judge(candidate, decoder.probability(Tagged { start, end, kind }));
        }
    }
}

/// Fills in the byte at which each character of a sentence starts, and its end.
fn mark_bytes(reading: &Reading<'_>, sentence: &Sentence, bytes: &mut Vec<usize>) {
    bytes.clear();
    bytes.extend(reading.slice(sentence.span).char_indices().map(|(at, _)| sentence.span.start + at));
    bytes.push(sentence.span.end);
}

/// The index of a kind in [`KINDS`]; countries are places.
pub fn kind_index(kind: EntityKind) -> Option<usize> {
    let kind = if kind == EntityKind::Country { EntityKind::Place } else { kind };
    KINDS.iter().position(|other| *other == kind)
}

/// Reads a sentence and scores its characters.
#[multiversion(targets("x86_64+avx2"))]
fn score(signs: &mut Signs, reading: &Reading<'_>, sentence: &Sentence, scorer: &mut Scorer<'_>) {
    signs.scan(reading, sentence, scorer);
}

/// Adds the weights of each pattern to the scores of the characters that it speaks for.
struct Scorer<'a> {
    weights: &'a model::Weights,
    /// The scores of a sentence with a margin on either side.
    scores: &'a mut [Scores],
    hits: &'a mut Vec<Hit>,
}

impl Observer for Scorer<'_> {
    #[inline(always)]
    fn see(&mut self, template: Template, key: u32, characters: Range<usize>, slot: impl Fn(usize) -> usize) {
        let first = characters.start;
        let scores = &mut self.scores[MARGIN + first..MARGIN + characters.end];
        self.weights.tables[template as usize].add(key, scores, |index| slot(first + index));
    }

    #[inline(always)]
    fn see_words<const N: usize>(
        &mut self,
        templates: [Template; N],
        words: impl Iterator<Item = (Range<usize>, [u32; N])>,
    ) {
        let tables = templates.map(|template| &self.weights.tables[template as usize]);
        Table::add_words(tables, words, &mut self.scores[MARGIN..]);
    }

    #[inline(always)]
    fn see_each(&mut self, template: Template, keys: impl ExactSizeIterator<Item = (u32, usize)>) {
        self.weights.tables[template as usize].add_each(keys, self.hits, &mut self.scores[MARGIN..]);
    }

    #[inline(always)]
    fn see_windows<const N: usize>(&mut self, template: Template, keys: impl ExactSizeIterator<Item = u32>, _n: usize) {
        let scores = &mut self.scores[MARGIN + 1 - N..];
        self.weights.tables[template as usize].add_windows::<N>(keys, self.hits, scores);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Segmenter};
    use crate::ontology::Ontology;

    /// Sees every pattern in the general way.
    struct General<'a>(Scorer<'a>);

    impl Observer for General<'_> {
        fn see(&mut self, template: Template, key: u32, characters: Range<usize>, slot: impl Fn(usize) -> usize) {
            self.0.see(template, key, characters, slot);
        }
    }

    #[test]
    fn every_way_of_seeing_gives_the_same_scores() {
        let text = "中国路桥工程有限责任公司董事长王启明在塔什干说。好！\n2025年5月26日，沙夫卡特·米尔济约耶夫访华。";
        let (ontology, tagger) = (Ontology::embedded(), Tagger::embedded());
        let document = document::plain(text, &Segmenter::new());
        let reading = Reading::new(&document, &ontology);
        let lattice = Lattice::new(&tagger, &reading);
        let (mut signs, mut hits) = (Signs::default(), Vec::new());
        for (index, sentence) in document.sentences.iter().enumerate() {
            let n = reading.slice(sentence.span).chars().count();
            let mut scores = vec![[0; N_LABELS]; n + 2 * MARGIN];
            let scorer = Scorer { weights: &tagger.weights, scores: &mut scores, hits: &mut hits };
            signs.scan(&reading, sentence, &mut General(scorer));
            assert_eq!(lattice.scores_of(index), &scores[MARGIN..MARGIN + n], "{}", reading.slice(sentence.span));
        }
    }
}
