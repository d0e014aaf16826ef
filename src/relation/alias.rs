//! Another name of an entity.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Claim, Evidence, Object, Page, Relation};
use crate::entity;
use crate::ontology::Predicate;

/// The index of an entity, and another name of it.
type Named<'a> = (usize, Cow<'a, str>);

/// Gives each other name of an entity with the sentences that use it.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let mut found: BTreeMap<Named<'_>, (&'static str, Vec<Evidence>)> = BTreeMap::new();
    for merge in &page.resolution.merges {
        let mention = &page.mentions[merge.mention];
        let form = entity::surface(page.document, mention);
        let evidence = Evidence {
            sentence: mention.sentence,
            span: page.document.sentences[mention.sentence].span,
            subject: mention.full,
            object: mention.full,
        };
        found.entry((merge.entity, form)).or_insert((merge.rule, Vec::new())).1.push(evidence);
    }
    let relation = |((subject, form), (rule, evidence)): (Named<'_>, (_, Vec<Evidence>))| Relation {
        subject,
        predicate: Predicate::Alias,
        object: Object::Literal(form.into_owned()),
        claim: Claim::default(),
        rule,
        evidence,
    };
    found.into_iter().map(relation).collect()
}
