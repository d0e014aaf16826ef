//! Two entities in one sentence.

use std::collections::BTreeMap;

use super::{Evidence, Object, Page, Relation};
use crate::document::BlockKind;
use crate::ontology::Predicate;
use crate::text::Span;

/// A sentence with more entities than this is a list; only its first ones are paired.
const MOST_ENTITIES: usize = 64;

/// Pairs the entities of each sentence, once a sentence, the smaller id as subject.
///
/// Bylines, editors and folios are no news: who stands there met nobody.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let mut pairs: BTreeMap<(usize, usize), Vec<Evidence>> = BTreeMap::new();
    let mut index = 0;
    while index < page.mentions.len() {
        let sentence = page.mentions[index].sentence;
        let n = page.mentions[index..].iter().take_while(|mention| mention.sentence == sentence).count();
        if is_news(page, sentence) {
            pair(page, sentence, index..index + n, &mut pairs);
        }
        index += n;
    }
    let relation = |((subject, object), evidence)| Relation {
        subject,
        predicate: Predicate::CoMention,
        object: Object::Entity(object),
        rule: "same-sentence",
        evidence,
    };
    pairs.into_iter().map(relation).collect()
}

fn is_news(page: Page<'_>, sentence: usize) -> bool {
    let block = page.document.sentences[sentence].block;
    !matches!(page.document.blocks[block].kind, BlockKind::Byline | BlockKind::Furniture)
}

fn pair(
    page: Page<'_>,
    sentence: usize,
    mentions: std::ops::Range<usize>,
    pairs: &mut BTreeMap<(usize, usize), Vec<Evidence>>,
) {
    let mut first: BTreeMap<usize, Span> = BTreeMap::new();
    for index in mentions {
        if first.len() < MOST_ENTITIES {
            first.entry(page.resolution.entity_of[index]).or_insert(page.mentions[index].span);
        }
    }
    let span = page.document.sentences[sentence].span;
    let met: Vec<(usize, Span)> = first.into_iter().collect();
    for (n, (subject, subject_span)) in met.iter().enumerate() {
        for (object, object_span) in &met[n + 1..] {
            let evidence = Evidence { sentence, span, subject: *subject_span, object: *object_span };
            pairs.entry((*subject, *object)).or_default().push(evidence);
        }
    }
}
