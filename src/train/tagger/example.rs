//! Tagged text as the learner reads it: for each character, which rows of weights speak for it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Config, Corpus, Tools};
use crate::document::{Document, plain};
use crate::evaluate::TaggedText;
use crate::mention::Reading;
use crate::mention::tagger::{Observer, Signs, Tagged, Template, kind_index, labels};
use crate::text::Span;

/// All sentences, and the patterns that they hold often enough.
pub struct Book {
    /// The sentences of all corpora.
    pub examples: Vec<Example>,
    /// For each pattern, the first of its rows, ordered by pattern.
    pub patterns: Vec<((Template, u32), u32)>,
    /// The number of rows of all patterns.
    pub n_rows: usize,
}

/// One sentence.
pub struct Example {
    /// The index of its corpus.
    pub corpus: usize,
    /// The right label of each character.
    pub labels: Vec<u8>,
    /// For each character, where its rows end in `rows`.
    pub ends: Vec<u32>,
    /// The rows of all characters.
    pub rows: Vec<u32>,
}

impl Example {
    /// The rows that speak for a character.
    pub fn rows_of(&self, position: usize) -> &[u32] {
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.rows[start..self.ends[position] as usize]
    }
}

/// Reads the texts to learn from. A pattern that stands too seldom in all of them is passed over.
pub fn read(tools: Tools<'_>, corpora: &[Corpus], config: &Config) -> Book {
    let mut counter = Counter::default();
    for corpus in corpora {
        for text in &corpus.train {
            each_sentence(tools, text, &mut counter, |_, _, _, _| ());
        }
    }
    let is_kept = |pattern: &Template, count: u32| count >= config.cutoff && !config.without.contains(pattern);
    let counts = counter.counts.iter().filter(|(pattern, count)| is_kept(&pattern.0, **count));
    let mut kept: Vec<(Template, u32)> = counts.map(|(pattern, _)| *pattern).collect();
    kept.sort_unstable();
    let mut n_rows = 0;
    let mut patterns = Vec::with_capacity(kept.len());
    for pattern in kept {
        patterns.push((pattern, n_rows as u32));
        n_rows += pattern.0.n_slots();
    }
    let mut collector = Collector { rows: patterns.iter().copied().collect(), found: Vec::new() };
    let mut examples = Vec::new();
    for (index, corpus) in corpora.iter().enumerate() {
        for text in &corpus.train {
            each_sentence(tools, text, &mut collector, |document, sentence, signs, collector| {
                let labels = labels(signs.n_characters(), &names_in(document, text, sentence, signs));
                examples.push(collector.example(index, labels));
            });
        }
    }
    Book { examples, patterns, n_rows }
}

/// Shows the patterns of each sentence to `observer`, and then calls `seen`.
fn each_sentence<O: Observer>(
    tools: Tools<'_>,
    text: &TaggedText,
    observer: &mut O,
    mut seen: impl FnMut(&Document, Span, &Signs, &mut O),
) {
    let document = plain(&text.text, tools.segmenter);
    let reading = Reading::new(&document, tools.ontology);
    let mut signs = Signs::default();
    for sentence in &document.sentences {
        signs.scan(&reading, sentence, observer);
        seen(&document, sentence.span, &signs, observer);
    }
}

/// The marked names that lie within a sentence, in its characters.
fn names_in(document: &Document, text: &TaggedText, sentence: Span, signs: &Signs) -> Vec<Tagged> {
    debug_assert_eq!(document.text, text.text);
    let position = |byte: usize| (0..=signs.n_characters()).find(|position| signs.byte(*position) == byte);
    let inside = text.names.iter().filter(|(span, _)| sentence.contains(*span));
    inside
        .filter_map(|(span, kind)| {
            Some(Tagged { start: position(span.start)?, end: position(span.end)?, kind: kind_index(*kind)? })
        })
        .collect()
}

/// Counts patterns.
#[derive(Default)]
struct Counter {
    counts: FxHashMap<(Template, u32), u32>,
}

impl Observer for Counter {
    fn see(&mut self, template: Template, key: u32, _characters: Range<usize>, _slot: impl Fn(usize) -> usize) {
        *self.counts.entry((template, key)).or_default() += 1;
    }
}

/// Collects the rows of one sentence after another.
struct Collector {
    rows: FxHashMap<(Template, u32), u32>,
    found: Vec<(u32, u32)>,
}

impl Observer for Collector {
    fn see(&mut self, template: Template, key: u32, characters: Range<usize>, slot: impl Fn(usize) -> usize) {
        if let Some(first) = self.rows.get(&(template, key)) {
            self.found.extend(characters.map(|position| (position as u32, first + slot(position) as u32)));
        }
    }
}

impl Collector {
    fn example(&mut self, corpus: usize, labels: Vec<u8>) -> Example {
        self.found.sort_unstable();
        let ends = (0..labels.len() as u32)
            .map(|position| self.found.partition_point(|(other, _)| *other <= position) as u32)
            .collect();
        let rows = self.found.drain(..).map(|(_, row)| row).collect();
        Example { corpus, labels, ends, rows }
    }
}
