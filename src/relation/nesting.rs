//! What names tell: 国家发展改革委产业司 is part of 国家发展改革委, 乌兹别克斯坦中亚国际研究所 is in 乌兹别克斯坦.

use std::collections::BTreeMap;

use super::{Claim, Evidence, Object, Page, Relation};
use crate::entity::{EntityId, Role};
use crate::ontology::Predicate;

/// Reads the names inside the names of organizations and projects.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let mut found: BTreeMap<(usize, Predicate, usize, &'static str), Vec<Evidence>> = BTreeMap::new();
    for &(index, inner) in &page.resolution.nested {
        let (mention, subject) = (&page.mentions[index], page.resolution.entity_of[index]);
        let part = inner.span_in(mention.span);
        let id = match inner.entry {
            Some(entry) => EntityId::new(inner.kind, &page.ontology.gazetteer.entry(entry).1.id),
            None => EntityId::new(inner.kind, inner.name_in(mention.span).of(&page.document.simplified)),
        };
        let named = inner.mention.map(|mention| page.resolution.entity_of[mention]);
        let Some(object) = named.or_else(|| page.resolution.find(&id)) else { continue };
        let evidence = Evidence { sentence: mention.sentence, span: mention.span, subject: mention.span, object: part };
        let facts: &[(Predicate, &'static str)] = match inner.role {
            Role::Parent => &[(Predicate::PartOf, "parent-in-name")],
            Role::Location => &[(Predicate::LocatedIn, "place-in-name")],
            Role::Branch => &[(Predicate::LocatedIn, "branch-in-name")],
            Role::Venue => &[(Predicate::HeldIn, "venue-in-name")],
            Role::End => &[(Predicate::Connects, "ends-in-name")],
            Role::Plant => &[(Predicate::LocatedIn, "place-in-name"), (Predicate::ProducesIn, "plant-in-name")],
        };
        for (predicate, rule) in facts.iter().filter(|_| subject != object) {
            found.entry((subject, *predicate, object, rule)).or_default().push(evidence);
        }
    }
    let relation = |((subject, predicate, object, rule), evidence)| Relation {
        subject,
        predicate,
        object: Object::Entity(object),
        claim: Claim::default(),
        rule,
        evidence,
    };
    found.into_iter().map(relation).collect()
}
