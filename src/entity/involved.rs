//! The countries that a project's name names.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::mention::Mention;
use crate::ontology::{EntityKind, Meaning, Ontology, Sureness};

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
    // 岚海|地铁 holds no 海地.
    let head = ontology.lexicon.head(name).map_or(name.len(), |(length, _)| name.len() - length);
    for (span, form) in gazetteer.find(name) {
        if span.start < head && head < span.end {
            continue;
        }
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

/// What treaties are called.
pub(crate) const TREATIES: [&str; 3] = ["协定", "条约", "议定书"];

/// What else several agree on, as its title tells.
const STATEMENTS: [&str; 3] = ["联合声明", "联合公报", "联合宣言"];

/// The gazetteer entries of the countries that agree on what a title tells of: 《中国和老挝关于…的协定》.
///
/// The title must begin with one of them, so that 《关于中国…的协定》 tells of none.
pub(crate) fn parties(title: &str, ontology: &Ontology) -> Vec<usize> {
    let title = title.trim_start_matches('《').trim_end_matches('》');
    let begins = || {
        title.chars().next().is_some_and(|c| ontology.gazetteer.abbreviates_country(c))
            || ontology.gazetteer.find(title).next().is_some_and(|(span, _)| span.start == 0)
    };
    if !TREATIES.iter().chain(&STATEMENTS).any(|last| title.ends_with(last)) || !begins() {
        return Vec::new();
    }
    let countries = countries_of(title, &[], ontology);
    if countries.len() == 2 { countries.into_keys().collect() } else { Vec::new() }
}

/// The countries of the abbreviations that `name` begins with, each once.
fn abbreviations_at_start(name: &str, ontology: &Ontology) -> Vec<usize> {
    let gazetteer = &ontology.gazetteer;
    let mut row: Vec<usize> = Vec::new();
    // 德布勒森|电池工厂: a town.
    let is_place = |meaning: &Meaning| gazetteer.entry(meaning.entry).0 == EntityKind::Place;
    let is_town = |length: usize| name[..length].chars().nth(2).is_some();
    if gazetteer.starts(name).any(|(length, form)| is_town(length) && form.meanings.iter().any(is_place)) {
        return row;
    }
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

/// The countries of all projects and treaties among the mentions.
pub(super) fn all<'a>(texts: impl Iterator<Item = (&'a Mention, &'a str)>, ontology: &Ontology) -> BTreeSet<usize> {
    let countries = texts.flat_map(|(mention, name)| match mention.kind {
        EntityKind::Project => countries_of(name, &mention.entries, ontology).into_keys().collect(),
        EntityKind::Document => parties(name, ontology),
        _ => Vec::new(),
    });
    countries.collect()
}
