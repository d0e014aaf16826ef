//! Where the names of lines say that they lead: 雅万高铁 connects 雅加达 and 万隆, 合新高铁 connects 合肥 and 新沂.

use std::collections::BTreeSet;

use super::{Page, seat};
use crate::entity::{can_be_seat, is_way, rank};
use crate::ontology::EntityKind;

/// Which of the places that a paragraph names are ends of a line that it calls by `name`, and the rule that says so.
///
/// Of a place that stands elsewhere on the page nothing is told: every page about a line from 北京 may name the town
/// for another reason.
pub(super) fn ends(page: Page<'_>, line: usize, name: &str, near: &BTreeSet<usize>) -> (Vec<usize>, &'static str) {
    match page.resolution.entities[line].entry {
        Some(entry) => (known_ends(page, entry, name, near), "line-gazetteer"),
        None => (abbreviated_ends(page, name, near), "line-abbreviation"),
    }
}

/// Those where a known line leads, and for which a character of its name stands: of 中老昆万铁路 万象, but not of 中老铁路, whose
/// name does not say it.
fn known_ends(page: Page<'_>, line: usize, name: &str, near: &BTreeSet<usize>) -> Vec<usize> {
    let ends: Vec<usize> = page.ontology.gazetteer.ends_of(line).collect();
    let is_end = |entity: &&usize| page.resolution.entities[**entity].entry.is_some_and(|entry| ends.contains(&entry));
    let is_named = |entity: &&usize| {
        let label = &page.resolution.entities[**entity].label;
        name.chars().any(|c| label.contains(c) || is_abbreviation(page, **entity, c))
    };
    near.iter().filter(is_end).filter(is_named).copied().collect()
}

/// Those for which the characters of another line's name stand, one each: 合 for 合肥 and 新 for 新沂, in 合新高铁.
///
/// One character alone may stand for much; and 长江 is a name of its own.
fn abbreviated_ends(page: Page<'_>, name: &str, near: &BTreeSet<usize>) -> Vec<usize> {
    let gazetteer = &page.ontology.gazetteer;
    let head = page.ontology.lexicon.head(name).filter(|(_, head)| is_way(&head.class));
    let Some(front) = head.and_then(|(length, _)| name.get(..name.len() - length)) else { return Vec::new() };
    let is_name = gazetteer.starts(front).any(|(length, _)| length == front.len());
    if is_name || !(2..=MOST_ENDS).contains(&front.chars().count()) {
        return Vec::new();
    }
    let meant = |c: char| {
        let mut towns = near.iter().filter(|entity| is_meant(page, **entity, c));
        towns.next().filter(|_| towns.next().is_none()).copied()
    };
    let ends: BTreeSet<usize> = front.chars().filter_map(meant).collect();
    if ends.len() > 1 { ends.into_iter().collect() } else { Vec::new() }
}

/// No name of a line is made of more ends.
const MOST_ENDS: usize = 4;

/// Whether a character can stand for a town: the first of its name, or its abbreviation, 沪 of 上海市.
fn is_meant(page: Page<'_>, entity: usize, c: char) -> bool {
    let town = &page.resolution.entities[entity];
    let class = seat::class(page, entity);
    let is_town = town.kind == EntityKind::Place && class.is_none_or(|class| can_be_seat(class, false));
    // 北京市 is a province and a town.
    let is_wide = class.and_then(rank) == Some(WIDEST) && !town.label.ends_with('市');
    is_town && !is_wide && (town.label.starts_with(c) || is_abbreviation(page, entity, c))
}

/// Whether a place is known by a character: 上海市 by 沪.
fn is_abbreviation(page: Page<'_>, entity: usize, c: char) -> bool {
    let entry = page.resolution.entities[entity].entry;
    entry.is_some_and(|entry| page.ontology.gazetteer.abbreviation(c).contains(&entry))
}

/// The rank of provinces and states.
const WIDEST: usize = 0;
