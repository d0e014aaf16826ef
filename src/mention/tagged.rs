//! What the trained tagger adds: names of its own, and its word on the names that others propose.

use super::Candidate;
use super::reading::Reading;
use super::tagger::Lattice;
use crate::ontology::{EntityKind, Roles};

/// Less likely names are not proposed.
const LIKELY: f32 = 0.4;

/// How much the tagger's word counts beside that of a rule, in logarithms of odds.
const WEIGHT: f32 = 0.5;

/// No probability is taken for surer than this, nor for less likely than the rest.
const SUREST: f32 = 0.998;

/// The names that the tagger finds.
pub fn find(reading: &Reading<'_>, lattice: &Lattice<'_>) -> Vec<Candidate> {
    let mut names = lattice.names(reading);
    names.retain(|name| name.confidence >= LIKELY && !is_country(reading, name) && !is_of_other_kind(reading, name));
    names
}

/// Weighs the word of the tagger into the confidence of what rules propose: the logarithms of their odds are added.
///
/// The user's dictionary, bylines and definitions are beyond its judgement.
pub fn judge(reading: &Reading<'_>, lattice: &Lattice<'_>, candidates: &mut [Candidate]) {
    lattice.judge(reading, candidates, |candidate, probability| {
        if !matches!(candidate.recognizer, "dictionary" | "byline" | "definition" | "surname") {
            candidate.confidence = pool(candidate.confidence, probability);
        }
    });
}

fn pool(confidence: f32, probability: f32) -> f32 {
    let odds = |p: f32| libm::logf(p / (1.0 - p));
    let sum = odds(confidence) + WEIGHT * odds(probability.clamp(1.0 - SUREST, SUREST));
    1.0 / (1.0 + libm::expf(-sum))
}

/// Countries are places to the tagger; they have recognizers of their own, and so do their abbreviations.
fn is_country(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let means_country = || {
        let names = reading.forms_in(candidate.span).filter(|name| name.span == candidate.span);
        names.flat_map(|name| &name.form.meanings).any(|meaning| is_entry_of(reading, meaning.entry, EntityKind::Country))
    };
    let is_single = reading.slice(candidate.span).chars().count() == 1;
    candidate.kind == EntityKind::Place && (is_single || means_country())
}

fn is_entry_of(reading: &Reading<'_>, entry: usize, kind: EntityKind) -> bool {
    reading.ontology.gazetteer.entry(entry).0 == kind
}

/// 中国-中亚峰会, 中亚国家: what the tagger takes for an organization may end as events and regions do.
fn is_of_other_kind(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let ends_as_event = || {
        let head = reading.head_to(candidate.span.end);
        head.is_some_and(|head| head.head.kind == EntityKind::Event && head.head.is_strong)
    };
    let ends_as_region = || {
        let last = reading.word_to(candidate.span.end);
        last.is_some_and(|last| reading.words[last].roles.has(Roles::REGION_SUFFIX))
    };
    candidate.kind == EntityKind::Organization && (ends_as_event() || ends_as_region())
}
