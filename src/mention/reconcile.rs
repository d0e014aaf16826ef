//! Picks the final mentions among all that the recognizers propose.
//!
//! The rules, in the order they are asked:
//! 1. the user's dictionary wins over everything;
//! 2. what stands between book-title marks is one document, and names nothing else, or begins the name of one event;
//! 3. what the tagger has made unlikely names nothing;
//! 4. of two candidates that overlap, the one with the greater weight wins. The weight is the
//!    candidate's confidence plus a part for each character, so that the longest name is the span
//!    (国家发展改革委产业司, not 国家发展改革委) unless the longer one is hardly believed;
//! 5. at equal weight: the more confident, the earlier, and then the kind listed first.
//!
//! Candidates for the same span and kind are one: it keeps the greatest confidence and all entries.

use super::Candidate;
use super::event_name::TITLED;
use super::reading::Reading;
use crate::ontology::EntityKind;

/// What each character of a span adds to a candidate's weight. A sure name of two characters (0.95 + 0.04)
/// yields to a likely one of eleven around it (0.8 + 0.22), not to a doubtful one of six (0.6 + 0.12).
const PER_CHARACTER: f32 = 0.02;

/// A candidate less likely than this names nothing, even where nothing else is proposed.
const LIKELY: f32 = 0.4;

/// Picks mentions that do not overlap, ordered by position, among [merged](merge) candidates.
pub fn pick<'a>(reading: &Reading<'_>, candidates: &'a [Candidate]) -> Vec<&'a Candidate> {
    let mut picked: Vec<&Candidate> = Vec::with_capacity(candidates.len());
    let mut rest = candidates;
    while let Some((first, _)) = rest.split_first() {
        // Only candidates that overlap, one with the next, compete.
        let mut end = first.span.end;
        let n_rivals = rest.iter().take_while(|next| {
            let overlaps = next.span.start < end || next.span == first.span;
            end = if overlaps { end.max(next.span.end) } else { end };
            overlaps
        });
        let (rivals, others) = rest.split_at(n_rivals.count());
        match rivals {
            [only] => picked.extend(is_likely(only).then_some(only)),
            _ => settle(reading, rivals, &mut picked),
        }
        rest = others;
    }
    picked
}

/// Picks among candidates that overlap: the strongest, and then whatever it leaves free.
fn settle<'a>(reading: &Reading<'_>, rivals: &'a [Candidate], picked: &mut Vec<&'a Candidate>) {
    let mut ranked: Vec<(Rank, &Candidate)> = Vec::with_capacity(rivals.len());
    ranked.extend(rivals.iter().filter(|rival| is_likely(rival)).map(|rival| (Rank::of(reading, rival), rival)));
    // Rivals come by span and kind, and equal ones stay so.
    ranked.sort_by(|a, b| a.0.compare(&b.0));
    let settled = picked.len();
    for (_, candidate) in ranked {
        let place = settled + picked[settled..].partition_point(|other| other.span.start < candidate.span.end);
        let before = picked[settled..place].last();
        if before.is_none_or(|before| !before.span.overlaps(candidate.span)) {
            picked.insert(place, candidate);
        }
    }
}

fn is_likely(candidate: &Candidate) -> bool {
    candidate.confidence >= LIKELY && !candidate.span.is_empty()
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
            _ if candidate.recognizer == TITLED => 1,
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

/// Makes candidates for the same span and kind one, and orders them by these.
pub fn merge(candidates: &mut Vec<Candidate>) {
    candidates.sort_by_key(|candidate| (candidate.span, candidate.kind));
    candidates.dedup_by(|later, earlier| {
        let is_same = (later.span, later.kind) == (earlier.span, earlier.kind);
        if is_same {
            absorb(earlier, later);
        }
        is_same
    });
}

fn absorb(known: &mut Candidate, other: &Candidate) {
    // What a page defines stays defined, however sure its words make another recognizer.
    let is_defined = [known.recognizer, other.recognizer].contains(&"definition");
    if other.confidence > known.confidence {
        known.confidence = other.confidence;
        known.recognizer = other.recognizer;
    }
    if is_defined {
        known.recognizer = "definition";
    }
    for entry in &other.entries {
        if !known.entries.contains(entry) {
            known.entries.push(*entry);
        }
    }
}
