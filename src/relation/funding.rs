//! Who puts money into a firm, where one clause tells of the round and others who is in it, or a list names those who have shares:
//! 青湖能源完成B轮融资，白桦资本领投，A、B跟投; 青湖能源完成A轮融资，投资方为白桦资本; 青湖能源的股东包括白桦资本.

use super::argument::{Leniency, subject_left};
use super::chunk::{Chunk, Name, Row};
use super::{Object, Page, Relation, frame, stance};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Predicate};

const FIRMS: [EntityKind; 1] = [EntityKind::Organization];

/// Reads who is in the round that a row tells of, and the shareholders that it lists.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    round(page, row, relations);
    for holder in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::HOLDER)) {
        let of = holder.checked_sub(1).map(|before| before - usize::from(before > 0 && row.has(before, Acts::OF)));
        let firm = of.filter(|&of| row.is_one_of(of, &FIRMS)).and_then(|of| row.chunks[of].name());
        let Some(firm) = firm else { continue };
        for investor in listed(page, row, holder) {
            relations.extend(relation(page, row, (investor, holder), firm, "shareholder-listed", relations));
        }
    }
}

/// Reads who is in the round that a row tells of.
fn round(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let Some(round) = (0..row.chunks.len()).find(|&at| page.text(row.chunks[at].span).ends_with(ROUND)) else { return };
    let Some(firm) = subject_left(row, round, &FIRMS, Leniency::Exact) else { return };
    let Some(firm) = row.chunks[firm].name() else { return };
    for trigger in row.clause_end(round)..row.chunks.len() {
        for investor in investors(page, row, trigger) {
            relations.extend(relation(page, row, (investor, trigger), firm, "round-investor", relations));
        }
    }
}

/// What a firm gets from those who invest in it together.
const ROUND: &str = "融资";

/// Those whom a list behind the word at `trigger` names: 股东|包括|白桦资本、青湖资本.
fn listed(page: Page<'_>, row: &Row, trigger: usize) -> Vec<usize> {
    let is_told = row.chunks.get(trigger + 1).is_some_and(|next| LISTING.contains(&page.text(next.span)));
    if is_told && row.is_one_of(trigger + 2, &FIRMS) { row.list(trigger + 2, &FIRMS) } else { Vec::new() }
}

/// In front of those who are something.
const LISTING: [&str; 5] = ["为", "是", "包括", "有", "系"];

/// Those of whom the word at `trigger` tells that they are in it: 白桦资本、青湖资本|继续|跟投, 投资方|为|白桦资本.
fn investors(page: Page<'_>, row: &Row, trigger: usize) -> Vec<usize> {
    if row.has(trigger, Acts::BACKER) {
        return listed(page, row, trigger);
    }
    if !row.has(trigger, Acts::ROUND) {
        return Vec::new();
    }
    let clause = row.clause_start(trigger);
    let is_aside = |chunk: &Chunk| chunk.word().is_some_and(|word| matches!(word.tag, Tag::Adverb | Tag::Verb));
    let last = (clause..trigger).rev().find(|&at| !is_aside(&row.chunks[at]));
    let last = last.filter(|&last| row.is_one_of(last, &FIRMS));
    last.map_or_else(Vec::new, |last| row.list(last, &FIRMS))
}

/// That an investor puts money into the firm of a round, unless that is told already.
fn relation(
    page: Page<'_>,
    row: &Row,
    (investor, trigger): (usize, usize),
    firm: Name,
    rule: &'static str,
    told: &[Relation],
) -> Option<Relation> {
    let name = row.chunks[investor].name().filter(|name| name.entity != firm.entity)?;
    let is_told = |relation: &Relation| {
        relation.predicate == Predicate::InvestsIn
            && relation.subject == name.entity
            && relation.object == Object::Entity(firm.entity)
    };
    if told.iter().any(is_told) {
        return None;
    }
    let claim = stance::claim(row, investor.min(trigger), trigger)?;
    let span = row.chunks.iter().find(|chunk| chunk.name().is_some_and(|name| name.entity == firm.entity))?.span;
    let spans = [row.chunks[investor].span, row.chunks[trigger].span, span];
    Some(frame::relation(page, row, Predicate::InvestsIn, (name.entity, firm.entity), spans, claim, rule))
}
