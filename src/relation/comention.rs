//! Two entities in one sentence.

use super::{Claim, Evidence, Modality, Object, Page, Relation, is_news, sentences};
use crate::ontology::Predicate;
use crate::text::Span;

/// A sentence with more entities than this is a list; only its first ones are paired.
pub const MOST_ENTITIES: usize = 32;

/// A document in which things meet more often than this is a list; what meets further on is not told.
pub const MOST_MEETINGS: usize = 100_000;

/// The sentences of a document of which not all entities are paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// The bytes of the first one in the document's text.
    pub first: Span,
    /// How many there are.
    pub n_sentences: usize,
}

/// Two entities, and where they met.
type Meeting = ((usize, usize), Evidence);

/// Pairs the entities of each sentence, once a sentence, the smaller id as subject; tells what is left out.
///
/// Bylines, editors and folios are no news: who stands there met nobody.
pub(super) fn find(page: Page<'_>) -> (Vec<Relation>, Option<Crowd>) {
    let mut meetings: Vec<Meeting> = Vec::with_capacity(2 * page.mentions.len());
    let mut met: Vec<(usize, Span)> = Vec::new();
    let mut crowd: Option<Crowd> = None;
    for (sentence, mentions) in sentences(page).filter(|(sentence, _)| is_news(page, *sentence)) {
        let are_all = meet(page, mentions, &mut met);
        let n_pairs = met.len() * (met.len() - 1) / 2;
        let n_left = MOST_MEETINGS - meetings.len();
        if !are_all || n_pairs > n_left {
            let first = page.document.sentences[sentence].span;
            crowd.get_or_insert(Crowd { first, n_sentences: 0 }).n_sentences += 1;
        }
        if n_left > 0 {
            pair(page, sentence, &met, &mut meetings);
            meetings.truncate(MOST_MEETINGS);
        }
    }
    // Those of one pair stay in the order of the sentences.
    meetings.sort_by_key(|(pair, _)| *pair);
    (meetings.chunk_by(|a, b| a.0 == b.0).filter_map(relation).collect(), crowd)
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

/// Collects the entities of mentions, each where it is first named, in the order of their ids; tells whether those are all.
fn meet(page: Page<'_>, mentions: std::ops::Range<usize>, met: &mut Vec<(usize, Span)>) -> bool {
    met.clear();
    let mut are_all = true;
    for index in mentions {
        let entity = page.resolution.entity_of[index];
        let is_new = !met.iter().any(|(other, _)| *other == entity);
        if is_new && met.len() < MOST_ENTITIES {
            met.push((entity, page.mentions[index].span));
        } else if is_new {
            are_all = false;
            break;
        }
    }
    met.sort_unstable_by_key(|(entity, _)| *entity);
    are_all
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
