//! Cases to learn from: pairs of names of marked articles, with what is marked of them.

use std::collections::{BTreeMap, BTreeSet};

use super::Config;
use crate::evaluate::{MarkedArticle, MarkedFact, without_space};
use crate::ontology::Predicate;
use crate::pipeline::{Extraction, Extractor};
use crate::relation::classifier::{Direction, Label, Labels};
use crate::relation::{Case, Relation};
use crate::text::Source;

/// A pair of names, and what is marked of it.
pub struct Example {
    /// The index of its article.
    pub article: usize,
    /// What can be told of the pair.
    pub can_be: Labels,
    /// The places of its patterns among the keys of the book.
    pub rows: Vec<u32>,
    /// All that is marked of the two; nothing if they have nothing to do with each other.
    pub labels: Vec<Label>,
    /// Whether a rule tells something of the two.
    pub is_told: bool,
}

impl Example {
    /// What is to be learned of it.
    pub fn label(&self) -> Label {
        self.labels.first().copied().unwrap_or(Label::NONE)
    }
}

/// All cases.
pub struct Book {
    /// The keys of the patterns that are frequent enough, in order.
    pub keys: Vec<u32>,
    /// The cases, in the order of the articles.
    pub examples: Vec<Example>,
    /// How many facts are marked that the classifier knows the predicate of.
    pub n_marked: usize,
}

impl Book {
    /// Reads the cases of marked articles.
    pub fn read(extractor: &Extractor, articles: &[MarkedArticle], config: &Config) -> Self {
        let mut found = Vec::new();
        let mut n_marked = 0;
        for (index, article) in articles.iter().enumerate() {
            n_marked +=
                article.facts.iter().filter(|fact| Label::new(fact.predicate, Direction::Forward).is_some()).count();
            read(extractor, index, article, &mut found);
        }
        let mut counts = BTreeMap::new();
        for (_, keys) in &found {
            keys.iter().for_each(|key| *counts.entry(*key).or_insert(0) += 1);
        }
        let keys: Vec<u32> = counts.into_iter().filter(|(_, n)| *n >= config.cutoff).map(|(key, _)| key).collect();
        let examples = found.into_iter().map(|(example, seen)| {
            let places = seen.iter().filter_map(|key| keys.binary_search(key).ok());
            Example { rows: places.map(|place| place as u32).collect(), ..example }
        });
        Book { examples: examples.collect(), keys, n_marked }
    }

    /// Of how many cases something is marked.
    pub fn n_said(&self) -> usize {
        self.examples.iter().filter(|example| !example.labels.is_empty()).count()
    }

    /// Of how many cases something is marked that no rule tells.
    pub fn n_untold(&self) -> usize {
        self.examples.iter().filter(|example| !example.labels.is_empty() && !example.is_told).count()
    }
}

/// Reads the cases of one article, each with the keys of its patterns.
fn read(extractor: &Extractor, index: usize, article: &MarkedArticle, found: &mut Vec<(Example, Vec<u32>)>) {
    let (text, starts) = article.text();
    let source = Source::new("marked", text);
    for (extraction, mut cases) in extractor.extract_cases(&source) {
        let marks = marks(&extraction, &article.facts);
        let told = told(&extraction);
        let paragraph = |case: &Case| {
            let sentence = &extraction.document.sentences[case.sentence];
            let start = extraction.document.map.raw_span(sentence.span).start;
            starts.partition_point(|first| *first <= start).saturating_sub(1)
        };
        // Of two names that stand together several times in a paragraph the nearest are meant.
        cases.sort_by_key(|case| case.distance);
        let mut seen = BTreeSet::new();
        for case in cases {
            let paragraph = paragraph(&case);
            let ends = [case.entities[0].min(case.entities[1]), case.entities[0].max(case.entities[1])];
            let all = marks.get(&ends).map(Vec::as_slice).unwrap_or_default();
            let here = all.iter().filter(|mark| mark.0 == paragraph);
            let labels = here.filter_map(|(_, predicate, subject)| turned(*predicate, *subject, case.entities));
            let labels: Vec<Label> = labels.filter(|label| case.labels.has(*label)).collect();
            let is_new = seen.insert((ends, paragraph));
            let is_told = told.contains(&ends);
            let is_open = labels.is_empty() && (!all.is_empty() || is_told);
            if is_open || !labels.is_empty() && !is_new {
                continue;
            }
            let example = Example { article: index, can_be: case.labels, rows: Vec::new(), labels, is_told };
            found.push((example, case.keys));
        }
    }
}

/// The label of a mark for two entities in this order.
fn turned(predicate: Predicate, subject: usize, entities: [usize; 2]) -> Option<Label> {
    Label::new(predicate, if entities[0] == subject { Direction::Forward } else { Direction::Backward })
}

/// What is marked of each two entities: the paragraph, the predicate and which of them is the subject.
type Marks = BTreeMap<[usize; 2], Vec<(usize, Predicate, usize)>>;

fn marks(extraction: &Extraction, facts: &[MarkedFact]) -> Marks {
    let mut entities: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entity) in extraction.resolution.entities.iter().enumerate() {
        let names: BTreeSet<String> =
            std::iter::once(&entity.label).chain(entity.aliases.keys()).map(|name| bare(name)).collect();
        names.into_iter().for_each(|name| entities.entry(name).or_default().push(index));
    }
    let mut marks = Marks::new();
    for fact in facts {
        let [subjects, objects] = [&fact.subject, &fact.object].map(|name| entities.get(&bare(name)));
        for subject in subjects.into_iter().flatten() {
            for object in objects.into_iter().flatten() {
                let ends = [*subject.min(object), *subject.max(object)];
                marks.entry(ends).or_default().push((fact.paragraph, fact.predicate, *subject));
            }
        }
    }
    marks
}

/// A name without white space and the marks of titles.
fn bare(name: &str) -> String {
    without_space(name).replace(['《', '》'], "")
}

/// Each two entities of which a rule tells something.
fn told(extraction: &Extraction) -> BTreeSet<[usize; 2]> {
    let facts = extraction.relations.iter().filter(|relation| relation.predicate.is_fact());
    facts.filter_map(Relation::entities).collect()
}
