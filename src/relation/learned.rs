//! Facts that the [classifier](super::classifier) reads in what no rule knows the wording of.

use std::collections::BTreeSet;

use super::argument::describes_person;
use super::chunk::Row;
use super::classifier::{Direction, Pair};
use super::{Claim, Page, Relation, frame, stance};
use crate::document::Tag;
use crate::ontology::{Acts, Predicate};

/// The name that its relations carry.
const RULE: &str = "classifier";

/// Reads what the classifier takes the names of a row for.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    page.classifier.read(page, row, |pair, verdict| relations.extend(relation(page, row, pair, verdict)));
}

/// Takes away what a rule tells too: two ends between which the rules tell something need no guess.
pub(super) fn without_told(mut learned: Vec<Relation>, told: &[Relation]) -> Vec<Relation> {
    let told: BTreeSet<[usize; 2]> = told.iter().filter_map(Relation::entities).collect();
    learned.retain(|relation| !relation.entities().is_some_and(|entities| told.contains(&entities)));
    learned
}

/// What is told of a pair, unless the clause only asks or supposes it.
fn relation(page: Page<'_>, row: &Row, pair: Pair, (predicate, direction): (Predicate, Direction)) -> Option<Relation> {
    let (subject, object) = match direction {
        Direction::Forward => (pair.first, pair.second),
        Direction::Backward => (pair.second, pair.first),
    };
    // 法国|总统|马克龙与|德国|总理|默茨通话: whom a country or body sends is another.
    if [pair.first, pair.second].iter().any(|&at| describes_person(row, at)) && !is_of_whole(predicate) {
        return None;
    }
    // 法国|阿尔斯通公司|、|岚海科技: the country stands in front of another.
    let is_of_first = is_of_whole(predicate) && row.kind(pair.first + 1).is_some();
    if is_of_first && row.chunks[pair.first + 1..pair.second].iter().any(|chunk| chunk.is('、')) {
        return None;
    }
    // 通往|白金汉宫|的|皇家大道: it leads there.
    let leads = pair.first.checked_sub(1).is_some_and(|before| row.has(before, Acts::CONNECT));
    if predicate == Predicate::LocatedIn && object == pair.first && leads {
        return None;
    }
    // Where something is no verb says, and it is there whatever is planned.
    let (claim, said) = match predicate {
        _ if is_of_whole(predicate) => (Claim::default(), object),
        _ => {
            let trigger = trigger(row, pair);
            (stance::claim(row, pair.first.min(trigger), trigger)?, trigger)
        }
    };
    let [from, to, said] = [subject, object, said].map(|at| row.chunks[at]);
    let ends = (from.name()?.entity, to.name()?.entity);
    Some(frame::relation(page, row, predicate, ends, [from.span, said.span, to.span], claim, RULE))
}

/// Whether a predicate tells where something is or what it is part of, and not what somebody does.
fn is_of_whole(predicate: Predicate) -> bool {
    matches!(predicate, Predicate::LocatedIn | Predicate::PartOf)
}

/// The word that says it, as far as that can be told: the last verb between the two, or else the first behind them.
fn trigger(row: &Row, pair: Pair) -> usize {
    let is_verb = |at: &usize| row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Verb);
    let between = (pair.first + 1..pair.second).rev().find(is_verb);
    let behind = || (pair.second + 1..row.clause_end(pair.second)).find(is_verb);
    between.or_else(behind).unwrap_or(pair.second)
}
