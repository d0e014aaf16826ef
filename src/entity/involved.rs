//! The countries that a project's name names.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::mention::Mention;
use crate::ontology::{EntityKind, Ontology, Sureness};

/// The gazetteer entries of the countries of a project, each with the rule that says so.
///
/// A known project has its countries from the gazetteer. Another one has those whose names stand in
/// its own (中国-中亚天然气管道), and those of the abbreviations that it begins with (中哈连云港物流
/// 合作基地); one abbreviation alone is no evidence (中 of 中铁).
pub(crate) fn countries_of(name: &str, entries: &[usize], ontology: &Ontology) -> BTreeMap<usize, &'static str> {
    let gazetteer = &ontology.gazetteer;
    let mut countries = BTreeMap::new();
    for entry in entries.iter().map(|&entry| gazetteer.entry(entry).1) {
        let known = entry.countries.iter().filter_map(|code| gazetteer.index_of(EntityKind::Country, code));
        countries.extend(known.map(|country| (country, "project-gazetteer")));
    }
    let is_known = !countries.is_empty();
    // What the name itself tells is told by it, known or not.
    let mut tell = |country: usize, rule: &'static str| match countries.entry(country) {
        Entry::Occupied(mut told) if is_known => *told.get_mut() = rule,
        Entry::Vacant(place) if !is_known => *place.insert(rule) = rule,
        _ => {}
    };
    for (_, form) in gazetteer.find(name) {
        let Some(meaning) = form.meanings.first().filter(|meaning| meaning.sureness == Sureness::Sure) else {
            continue;
        };
        if gazetteer.entry(meaning.entry).0 == EntityKind::Country {
            tell(meaning.entry, "project-name");
        }
    }
    let row = abbreviations_at_start(name, ontology);
    if row.len() > 1 {
        for entry in row {
            tell(entry, "project-abbreviation");
        }
    }
    countries
}

/// The countries of the abbreviations that `name` begins with, each once.
fn abbreviations_at_start(name: &str, ontology: &Ontology) -> Vec<usize> {
    let gazetteer = &ontology.gazetteer;
    let mut row: Vec<usize> = Vec::new();
    for c in name.chars() {
        let country =
            gazetteer.abbreviation(c).iter().copied().find(|entry| gazetteer.entry(*entry).0 == EntityKind::Country);
        match country.filter(|country| !row.contains(country)) {
            Some(country) => row.push(country),
            None => break,
        }
    }
    row
}

/// The countries of all projects among the mentions.
pub(super) fn all<'a>(
    texts: impl Iterator<Item = (&'a Mention, &'a str)>,
    ontology: &Ontology,
) -> BTreeMap<usize, &'static str> {
    let projects = texts.filter(|(mention, _)| mention.kind == EntityKind::Project);
    projects.flat_map(|(mention, name)| countries_of(name, &mention.entries, ontology)).collect()
}
