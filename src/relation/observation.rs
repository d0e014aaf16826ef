//! Figures with what they measure: 2022年，中国和中亚五国贸易总额超过700亿美元.

use std::ops::Range;

use super::argument::topic;
use super::chunk::{Chunk, Row};
use super::{Claim, Evidence, Page, stance};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;
use crate::value::{Quantity, quantities};

/// A quantity, what it measures, of whom, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The entities that it is about, one or two: whose the figure is, or between whom.
    pub about: Vec<usize>,
    /// What is measured, in the page's own words: 贸易总额.
    pub measure: String,
    /// The number and unit.
    pub quantity: Quantity,
    /// How the page says it; its time is the period that the figure is of.
    pub claim: Claim,
    /// Where it is written.
    pub evidence: Evidence,
}

/// Kinds of things that figures are told of.
const MEASURED: [EntityKind; 5] =
    [EntityKind::Country, EntityKind::Organization, EntityKind::Project, EntityKind::Event, EntityKind::Place];

/// The most entities of one figure; where more are named, it is a list that the figure is not of.
const MOST_ENTITIES: usize = 2;

/// Reads the figures of a sentence from its own row.
pub(super) fn read(page: Page<'_>, row: &Row, found: &mut Vec<Observation>) {
    let span = page.document.sentences[row.sentence].span;
    for at in quantities(&page.document.simplified, span, page.ontology) {
        let within: Vec<usize> =
            (0..row.chunks.len()).filter(|&place| row.chunks[place].span.overlaps(at.span)).collect();
        let (Some(&first), Some(&last)) = (within.first(), within.last()) else { continue };
        if within.iter().any(|&place| row.chunks[place].name().is_some()) {
            continue;
        }
        let behind = is_counter(&at.quantity.unit).then(|| first_nouns(row, last + 1)).flatten();
        let (Some(measure), Some(about)) = (behind.or_else(|| measure(row, first)), about(row, first)) else {
            continue;
        };
        let claim = stance::claim(row, about[0], first);
        let start = row.chunks[about[0]].span.start.min(measure.start);
        let evidence = Evidence {
            sentence: row.sentence,
            span: Span::new(start, at.span.end.max(measure.end)),
            subject: row.chunks[about[0]].span,
            object: at.span,
        };
        found.push(Observation {
            about: entities(row, &about),
            measure: page.document.slice(measure).to_owned(),
            quantity: at.quantity,
            claim,
            evidence,
        });
    }
}

/// Whether a unit counts things that stand behind it: 近300家企业. Codes of money and measures are in latin letters.
fn is_counter(unit: &str) -> bool {
    !unit.is_empty() && !unit.is_ascii()
}

fn entities(row: &Row, about: &[usize]) -> Vec<usize> {
    let mut entities: Vec<usize> = about.iter().filter_map(|&at| Some(row.chunks[at].name()?.entity)).collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

/// The noun that the figure at `place` measures: the last run of nouns in front of it, in its clause or the one before.
fn measure(row: &Row, place: usize) -> Option<Span> {
    let own = last_nouns(row, row.clause_start(place), place);
    let start = row.clause_start(place);
    // 进出口额达1730.5亿元，同比增长37.3%: growth is of what the clause before measures.
    own.or_else(|| last_nouns(row, row.clause_start(start.checked_sub(1)?), start - 1))
}

fn last_nouns(row: &Row, start: usize, end: usize) -> Option<Span> {
    let last = (start..end).rev().find(|&at| is_noun(row, at))?;
    let first = (start..=last).rev().take_while(|&at| is_noun(row, at)).last()?;
    Some(Span::new(row.chunks[first].span.start, row.chunks[last].span.end))
}

/// The run of nouns that begins at `start`.
fn first_nouns(row: &Row, start: usize) -> Option<Span> {
    let end = (start..row.chunks.len()).take_while(|&at| is_measured(row, at)).last()?;
    Some(Span::new(row.chunks[start].span.start, row.chunks[end].span.end))
}

/// Whether a chunk is a noun that can be measured; 国 of 五国 and 同比 are not.
fn is_noun(row: &Row, at: usize) -> bool {
    let counted = row.get(at.checked_sub(1)).and_then(Chunk::word).is_some_and(|before| before.tag == Tag::Number);
    is_measured(row, at) && !counted
}

/// Whether a chunk is a noun that stands for what is measured or counted.
fn is_measured(row: &Row, at: usize) -> bool {
    let Some(word) = row.chunks[at].word() else { return false };
    let is_other = word.acts.has(Acts::PLAN.and(Acts::DENY).and(Acts::SAY).and(Acts::TITLE).and(Acts::ASIDE));
    matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Abbreviation | Tag::Latin) && !is_other
}

/// The names that the figure is of: those of its clause that stand in front of it, else those of the clause before, else
/// the one that the sentence is about.
fn about(row: &Row, place: usize) -> Option<Vec<usize>> {
    let start = row.clause_start(place);
    let own = names(row, start..place, &MEASURED);
    if !own.is_empty() {
        return (own.len() <= MOST_ENTITIES).then_some(own);
    }
    let before = start.checked_sub(1)?;
    let others = names(row, row.clause_start(before)..before, &MEASURED);
    // 南至万象市，全长1035公里: no place is as long as what leads there.
    if others.iter().any(|&at| row.kind(at) != Some(EntityKind::Place)) {
        return (others.len() <= MOST_ENTITIES).then_some(others);
    }
    // What the clause itself measures is of what the sentence is about.
    last_nouns(row, start, place)?;
    Some(vec![topic(row, start, &MEASURED)?])
}

fn names(row: &Row, within: Range<usize>, kinds: &[EntityKind]) -> Vec<usize> {
    within.filter(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind))).collect()
}
