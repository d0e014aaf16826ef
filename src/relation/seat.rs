//! Where something is, as words around its name tell: 希腊的比雷埃夫斯港, 设在阿布扎比的国际可再生能源署, 在福建，漳州核电站….

use super::beside::{is_wide, push};
use super::chunk::Row;
use super::{Page, Relation};
use crate::document::Tag;
use crate::ontology::EntityKind::{Country, Organization, Place, Project};
use crate::ontology::{Acts, Predicate};

/// Projects that are no works at one place, whatever place is named with them.
const NO_WORKS: [&str; 5] = ["initiative", "programme", "train-service", "corridor", "pipeline"];

/// Places too wide to say where something is.
const WIDE: [&str; 6] = ["continent", "ocean", "region", "area", "river", "sea"];

/// Reads the works that a clause is about which a clause that is only a place opens: 在福建，漳州核电站并网发电.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for project in 0..row.chunks.len() {
        if row.kind(project) != Some(Project) || !opens_clause(row, project) {
            continue;
        }
        let start = row.clause_start(project);
        let Some(comma) = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，')) else { continue };
        let Some(last) = place_of_clause(row, comma) else { continue };
        for project in row.list(project, &[Project]) {
            for place in chain(row, last).filter(|&place| may_be_in(page, row, project, place)) {
                push(page, row, (project, place), Predicate::LocatedIn, "place-of-clause", relations);
            }
        }
    }
}

/// Whether nothing stands between the beginning of its clause and a project but who owns or builds it:
/// 中核集团|的|漳州核电站, 中国电建|承建|的|高查瑞光伏电站.
fn opens_clause(row: &Row, project: usize) -> bool {
    let start = row.clause_start(project);
    let is_owner = |at: usize| {
        row.kind(at) == Some(Organization) || row.chunks[at].has(Acts::OF.and(Acts::BUILD)) || row.is_joint(at)
    };
    let is_alone = start == project;
    is_alone || (start..project).all(is_owner) && row.chunks[project - 1].has(Acts::OF)
}

/// The last place of a clause that is only a place, and opens the sentence or what a semicolon parts: 在|阿根廷|胡胡伊省, 沙特|中部.
fn place_of_clause(row: &Row, end: usize) -> Option<usize> {
    let start = row.clause_start(end.checked_sub(1)?);
    let opens = start.checked_sub(1).is_none_or(|before| !row.chunks[before].is('，'));
    let is_place = |at: usize| matches!(row.kind(at), Some(Country | Place));
    let first = if row.chunks[start].has(Acts::IN) { start + 1 } else { start };
    let last = (first..end).rev().find(|&at| is_place(at))?;
    let is_only = (first..=last).all(|at| is_place(at) || row.chunks[at].has(Acts::OF));
    let is_side = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Position);
    (opens && is_only && (last + 1..end).all(is_side)).then_some(last)
}

/// Where 的 ties an organization or a project to a place: 柳州|的|上汽通用五菱, 总部设在|利雅得|的|研究中心.
pub(super) fn of_genitive(page: Page<'_>, row: &Row, part: usize, relations: &mut Vec<Relation>) {
    let Some(last) = part.checked_sub(2).filter(|_| row.chunks[part - 1].has(Acts::OF)) else { return };
    if !matches!(row.kind(last), Some(Country | Place)) {
        return;
    }
    let first = chain(row, last).last().unwrap_or(last);
    let Some(rule) = rule_of_opening(row, first) else { return };
    for place in chain(row, last).filter(|&place| may_be_in(page, row, part, place)) {
        push(page, row, (part, place), Predicate::LocatedIn, rule, relations);
    }
}

/// What the words in front of a place say of what follows: 设在 or nothing tells that it is there, 访问 and 通往 do not.
fn rule_of_opening(row: &Row, first: usize) -> Option<&'static str> {
    let Some(before) = first.checked_sub(1).map(|before| &row.chunks[before]) else { return Some("place-of") };
    if before.has(Acts::LOCATE) {
        return Some("located-of");
    }
    let opens = before.is_boundary() || before.is('、') || before.has(Acts::IN.and(Acts::AND).and(Acts::WITH));
    opens.then_some("place-of")
}

/// The places side by side that end in the one at `last`, the narrowest first: 江西|赣州, 彭亨州.
pub(super) fn chain(row: &Row, last: usize) -> impl Iterator<Item = usize> {
    let is_place = |at: &usize| matches!(row.kind(*at), Some(Country | Place));
    (0..=last).rev().take_while(is_place).take(MOST_PLACES)
}

/// The most places side by side that tell where one thing is.
const MOST_PLACES: usize = 3;

/// Whether what the gazetteer knows lets a thing be at a place: 匈牙利|的|比亚迪 is no seat of 比亚迪, and a bloc has none.
pub(super) fn may_be_in(page: Page<'_>, row: &Row, part: usize, place: usize) -> bool {
    let (Some(thing), Some(there)) = (row.chunks[part].name(), row.chunks[place].name()) else { return false };
    let gazetteer = &page.ontology.gazetteer;
    let known = |entity: usize| page.resolution.entities[entity].entry.map(|entry| gazetteer.entry(entry).1);
    if is_wide(page, row, place) || known(there.entity).is_some_and(|entry| WIDE.contains(&entry.class.as_str())) {
        return false;
    }
    let name = page.resolution.entities[thing.entity].label.as_str();
    let by_head = || page.ontology.lexicon.head(name).map(|(_, head)| head.class.as_str());
    let class = known(thing.entity).map(|entry| entry.class.as_str()).or_else(by_head);
    if class.is_some_and(|class| NO_WORKS.contains(&class) || class == "international") {
        return false;
    }
    let country = |entity: usize| -> Option<Vec<&str>> {
        let entry = known(entity)?;
        match there.kind {
            Country if entity == there.entity => Some(vec![entry.id.as_str()]),
            _ => Some(entry.countries.iter().map(String::as_str).collect()).filter(|codes: &Vec<_>| !codes.is_empty()),
        }
    };
    match (country(thing.entity), country(there.entity)) {
        (Some(of), Some(here)) => of.iter().any(|code| here.contains(code)),
        _ => true,
    }
}
