//! The countries that a project's name names: 中吉乌铁路 involves China, Kyrgyzstan and Uzbekistan.

use std::collections::BTreeMap;

use super::{Claim, Evidence, Object, Page, Relation};
use crate::ontology::{EntityKind, Predicate};

/// Reads which of the document's countries stand in the names of its projects, or are known to
/// belong to them.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let countries: BTreeMap<usize, usize> = page
        .resolution
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == EntityKind::Country)
        .filter_map(|(index, entity)| Some((entity.entry?, index)))
        .collect();
    let mut found: BTreeMap<(usize, usize), (&'static str, Vec<Evidence>)> = BTreeMap::new();
    for (index, mention) in page.mentions.iter().enumerate().filter(|(_, m)| m.kind == EntityKind::Project) {
        let project = page.resolution.entity_of[index];
        let name = page.text(mention.span);
        let told = crate::entity::countries_of(name, &mention.entries, page.ontology);
        let is_only = told.len() == 1;
        for (entry, rule) in told {
            let Some(&country) = countries.get(&entry) else { continue };
            // Of several countries that only the gazetteer knows, those are told that the paragraph speaks of, too; and
            // so is a row of abbreviations without 中, which may be any foreign name (纳瓦沙), where the page does.
            let is_told = match rule {
                "project-name" => true,
                "project-abbreviation" => name.contains(CHINA) || places(page, country).next().is_some(),
                _ => is_only || places(page, country).any(|sentence| page.are_together(sentence, mention.sentence)),
            };
            if !is_told {
                continue;
            }
            let evidence = Evidence {
                sentence: mention.sentence,
                span: page.document.sentences[mention.sentence].span,
                subject: mention.span,
                object: mention.span,
            };
            found.entry((project, country)).or_insert((rule, Vec::new())).1.push(evidence);
        }
    }
    let relation = |((subject, object), (rule, evidence))| Relation {
        subject,
        predicate: Predicate::Involves,
        object: Object::Entity(object),
        claim: Claim::default(),
        rule,
        evidence,
    };
    found.into_iter().map(relation).collect()
}

/// The abbreviation that most rows of countries hold.
const CHINA: char = '中';

/// The sentences that mention an entity.
fn places<'a>(page: Page<'a>, entity: usize) -> impl Iterator<Item = usize> + 'a {
    let named = page.mentions.iter().zip(&page.resolution.entity_of).filter(move |(_, of)| **of == entity);
    named.map(|(mention, _)| mention.sentence)
}
