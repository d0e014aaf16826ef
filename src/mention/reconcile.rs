//! Picks the final mentions among all that the recognizers propose.
//!
//! The rules, in the order they are asked:
//! 1. the user's dictionary wins over everything;
//! 2. what stands between book-title marks is one document, and names nothing else;
//! 3. of two candidates that overlap, the one with the greater weight wins. The weight is the
//!    candidate's confidence plus a part for each character, so that the longest name is the span
//!    (国家发展改革委产业司, not 国家发展改革委) unless the longer one is hardly believed;
//! 4. at equal weight: the more confident, the earlier, and then the kind listed first.
//!
//! Candidates for the same span and kind are one: it keeps the greatest confidence and all entries.

use std::collections::BTreeMap;

use super::Candidate;
use super::reading::Reading;
use crate::ontology::EntityKind;
use crate::text::Span;

/// What each character of a span adds to a candidate's weight. A sure name of two characters
/// (0.95 + 0.2) yields to a likely one of five around it (0.7 + 0.5), not to a doubtful one of four.
const PER_CHARACTER: f32 = 0.1;

/// Picks mentions that do not overlap, ordered by position.
pub fn pick(reading: &Reading<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut ranked: Vec<(Rank, Candidate)> =
        merge(candidates).into_iter().map(|candidate| (Rank::of(reading, &candidate), candidate)).collect();
    ranked.sort_by(|a, b| a.0.compare(&b.0).then_with(|| a.1.span.cmp(&b.1.span)).then(a.1.kind.cmp(&b.1.kind)));
    let mut taken: BTreeMap<usize, Span> = BTreeMap::new();
    let mut picked = Vec::new();
    for (_, candidate) in ranked {
        let before = taken.range(..candidate.span.end).next_back();
        if before.is_none_or(|(_, span)| !span.overlaps(candidate.span)) && !candidate.span.is_empty() {
            taken.insert(candidate.span.start, candidate.span);
            picked.push(candidate);
        }
    }
    picked.sort_by_key(|candidate| candidate.span);
    picked
}

/// How strongly a candidate claims its span.
struct Rank {
    tier: u8,
    weight: f32,
    confidence: f32,
}

impl Rank {
    fn of(reading: &Reading<'_>, candidate: &Candidate) -> Self {
        let tier = match candidate.kind {
            _ if candidate.recognizer == "dictionary" => 0,
            EntityKind::Document => 1,
            _ => 2,
        };
        let n_chars = reading.slice(candidate.span).chars().count() as f32;
        Rank { tier, weight: candidate.confidence + PER_CHARACTER * n_chars, confidence: candidate.confidence }
    }

    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        self.tier
            .cmp(&other.tier)
            .then(other.weight.total_cmp(&self.weight))
            .then(other.confidence.total_cmp(&self.confidence))
    }
}

/// Makes candidates for the same span and kind one.
fn merge(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut by_span: BTreeMap<(Span, EntityKind), Candidate> = BTreeMap::new();
    for candidate in candidates {
        match by_span.get_mut(&(candidate.span, candidate.kind)) {
            None => {
                by_span.insert((candidate.span, candidate.kind), candidate);
            }
            Some(known) => {
                if candidate.confidence > known.confidence {
                    known.confidence = candidate.confidence;
                    known.recognizer = candidate.recognizer;
                }
                for entry in candidate.entries {
                    if !known.entries.contains(&entry) {
                        known.entries.push(entry);
                    }
                }
            }
        }
    }
    by_span.into_values().collect()
}
