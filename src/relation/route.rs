//! Where known lines lead: 中老铁路 connects 昆明 and 万象.

use std::collections::BTreeMap;

use super::involvement::{self, Found};
use super::{Page, Relation};
use crate::ontology::{EntityKind, Predicate};

/// Reads which of the places and countries that a paragraph names are ends of a line that it names.
///
/// Of a place that stands elsewhere on the page nothing is told: every page about a line from 北京 may name the town
/// for another reason.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let entities = page.resolution.entities.iter().enumerate();
    let known: BTreeMap<usize, usize> = entities.filter_map(|(index, entity)| Some((entity.entry?, index))).collect();
    let mut found = Found::new();
    for (index, mention) in page.mentions.iter().enumerate().filter(|(_, m)| m.kind == EntityKind::Project) {
        let line = page.resolution.entity_of[index];
        let Some(entry) = page.resolution.entities[line].entry else { continue };
        for end in page.ontology.gazetteer.ends_of(entry).filter_map(|end| known.get(&end)) {
            if involvement::places(page, *end).any(|sentence| page.are_together(sentence, mention.sentence)) {
                let evidence = involvement::evidence(page, mention);
                found.entry((line, *end)).or_insert(("line-gazetteer", Vec::new())).1.push(evidence);
            }
        }
    }
    involvement::relations(Predicate::Connects, found)
}
