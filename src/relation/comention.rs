//! Two entities in one sentence.

use super::{Claim, Evidence, Modality, Object, Page, Relation, is_news, sentences};
use crate::ontology::Predicate;
use crate::text::Span;

/// A sentence with more entities than this is a list; only its first ones are paired.
pub const MOST_ENTITIES: usize = 32;

/// A document in which things meet more often than this is a list; what meets further on is not told.
pub const MOST_MEETINGS: usize = 100_000;

/// Two entities, and where they met.
type Meeting = ((usize, usize), Evidence);

/// Pairs the entities of each sentence, once a sentence, the smaller id as subject.
///
/// Bylines, editors and folios are no news: who stands there met nobody.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let mut meetings: Vec<Meeting> = Vec::with_capacity(2 * page.mentions.len());
    let mut met: Vec<(usize, Span)> = Vec::new();
    for (sentence, mentions) in sentences(page).filter(|(sentence, _)| is_news(page, *sentence)) {
        if meetings.len() >= MOST_MEETINGS {
            break;
        }
        meet(page, mentions, &mut met);
        pair(page, sentence, &met, &mut meetings);
    }
    meetings.truncate(MOST_MEETINGS);
    // Those of one pair stay in the order of the sentences.
    meetings.sort_by_key(|(pair, _)| *pair);
    meetings.chunk_by(|a, b| a.0 == b.0).filter_map(relation).collect()
}

/// What is left out: the first sentence of which not all are paired, and how many such there are.
pub(super) fn crowd(page: Page<'_>) -> Option<(Span, usize)> {
    let mut n_meetings = 0;
    let mut crowds = sentences(page).filter(|(sentence, mentions)| {
        if !is_news(page, *sentence) || mentions.len() < 2 {
            return false;
        }
        let mut entities: Vec<usize> = mentions.clone().map(|index| page.resolution.entity_of[index]).collect();
        entities.sort_unstable();
        entities.dedup();
        let n_paired = entities.len().min(MOST_ENTITIES);
        n_meetings += n_paired * (n_paired - 1) / 2;
        n_paired < entities.len() || n_meetings > MOST_MEETINGS
    });
    let (first, _) = crowds.next()?;
    Some((page.document.sentences[first].span, 1 + crowds.count()))
}

fn relation(meetings: &[Meeting]) -> Option<Relation> {
    let ((subject, object), _) = *meetings.first()?;
    Some(Relation {
        subject,
        predicate: Predicate::CoMention,
        object: Object::Entity(object),
        // That two things stand in one sentence is what the page shows, not what was done.
        claim: Claim { modality: Modality::Reported, ..Claim::default() },
        rule: "same-sentence",
        evidence: meetings.iter().map(|(_, evidence)| *evidence).collect(),
    })
}

/// Collects the entities of mentions, each where it is first named, in the order of their ids.
fn meet(page: Page<'_>, mentions: std::ops::Range<usize>, met: &mut Vec<(usize, Span)>) {
    met.clear();
    for index in mentions {
        let entity = page.resolution.entity_of[index];
        if met.len() < MOST_ENTITIES && !met.iter().any(|(other, _)| *other == entity) {
            met.push((entity, page.mentions[index].span));
        }
    }
    met.sort_unstable_by_key(|(entity, _)| *entity);
}

fn pair(page: Page<'_>, sentence: usize, met: &[(usize, Span)], meetings: &mut Vec<Meeting>) {
    let span = page.document.sentences[sentence].span;
    for (n, (subject, subject_span)) in met.iter().enumerate() {
        for (object, object_span) in &met[n + 1..] {
            let evidence = Evidence { sentence, span, subject: *subject_span, object: *object_span };
            meetings.push(((*subject, *object), evidence));
        }
    }
}
