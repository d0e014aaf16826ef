//! Facts that hang on one word: who builds, holds, meets, sells what where.
//!
//! A [`Frame`] says which word, and where its subject and object stand. All frames are matched by the same few steps over
//! the [rows](super::chunk) of a sentence, so that a new fact is a line in [`FRAMES`](super::frames), words in
//! `lexicon/acts.tsv` and, where the words alone do not tell it, a line in [`sense`](super::sense).

use super::chunk::Row;
use super::frames::FRAMES;
use super::position::{Position, ends, list_of_objects, list_of_subjects};
use super::sense::{Ends, is_meant};
use super::trigger::{giving_verb, light_verb};
use super::{Claim, Evidence, Object, Page, Polarity, Relation, nesting, pairing, stance};
use crate::document::Tag;
use crate::ontology::{Acts, Predicate};
use crate::text::Span;

/// A word, and where what it links stands.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The name that relations carry.
    pub rule: &'static str,
    /// What the word says.
    pub act: Acts,
    pub predicate: Predicate,
    pub subject: Position,
    pub object: Position,
}

/// All acts that frames hang on.
pub(super) const ANY_TRIGGER: Acts = {
    let (mut all, mut at) = (FRAMES[0].act, 1);
    while at < FRAMES.len() {
        all = all.and(FRAMES[at].act);
        at += 1;
    }
    all
};

/// Reads the facts of one row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for trigger in 0..row.chunks.len() {
        let Some(word) = row.chunks[trigger].word().filter(|word| word.acts.has(ANY_TRIGGER)) else { continue };
        let trigger = light_verb(row, trigger).or_else(|| giving_verb(row, trigger)).unwrap_or(trigger);
        // Frames of one act that stand together are alternatives; those that stand apart tell something else.
        for frames in FRAMES.chunk_by(|a, b| a.act == b.act).filter(|frames| word.acts.has(frames[0].act)) {
            if frames.iter().find_map(|frame| apply(frame, page, row, trigger, relations)).is_none() {
                pairing::read(page, row, trigger, frames[0].act, relations);
            }
        }
        if word.acts.has(pairing::ISSUED) && pairing::is_joint_act(row, trigger) {
            pairing::read(page, row, trigger, Acts::JOINTLY, relations);
        }
    }
}

/// Adds what a frame tells around the word at `trigger`; nothing if the names that it needs are not there, or are not meant.
fn apply(frame: &Frame, page: Page<'_>, row: &Row, trigger: usize, relations: &mut Vec<Relation>) -> Option<()> {
    let (subject, object) = ends(frame, row, trigger)?;
    let from = subject.min(object);
    let mut claim = stance::claim(row, from.min(trigger), trigger)?;
    let is_noun = row.chunks[trigger].word().is_some_and(|word| word.tag == Tag::Noun);
    if frame.act == Acts::BORDER && is_noun || frame.subject == Position::Right {
        // 将加强|中老|边境|管理, 将支持|会员单位|白桦集团: what goes before tells of something else than what the noun does.
        claim = claim.of_noun();
    }
    if frame.act == Acts::QUIT {
        // 没有退出 tells nothing of who is a member now that others do not.
        claim.polarity = (claim.polarity == Polarity::Asserted).then_some(Polarity::Denied)?;
    }
    let (from, to) = (list_of_subjects(frame, row, subject, trigger), list_of_objects(frame, row, object));
    let first = from[0].min(to[0]).min(trigger);
    let one_by_one = (first..trigger).any(|at| row.has(at, Acts::RESPECTIVELY)) && from.len() == to.len();
    let mut found = false;
    for (n, &subject) in from.iter().enumerate() {
        for (m, &object) in to.iter().enumerate() {
            if !one_by_one || n == m {
                let ends = Ends { subject, trigger, object };
                found |= push(frame, page, row, ends, &claim, relations);
            }
        }
    }
    found.then_some(())
}

/// Adds what a frame tells of two names, unless its clause tells that something else is meant.
pub(super) fn push(
    frame: &Frame,
    page: Page<'_>,
    row: &Row,
    ends: Ends,
    claim: &Claim,
    relations: &mut Vec<Relation>,
) -> bool {
    if !is_meant(frame, page, row, ends, claim) {
        return false;
    }
    let [subject, trigger, object] = [ends.subject, ends.trigger, ends.object].map(|at| row.chunks[at]);
    let Some(pair) = subject.name().zip(object.name()).map(|(from, to)| (from.entity, to.entity)) else { return false };
    let spans = [subject.span, trigger.span, object.span];
    relations.push(relation(page, row, frame.predicate, pair, spans, claim.clone(), frame.rule));
    // 在|昆明滇池国际会展中心|举行
    if frame.predicate == Predicate::HeldIn
        && let Some((town, entity)) = nesting::place_of(page, object.span)
    {
        let spans = [subject.span, trigger.span, town];
        relations.push(relation(page, row, frame.predicate, (pair.0, entity), spans, claim.clone(), frame.rule));
    }
    true
}

/// A relation with the stretch of text from the first to the last of the words that say it.
pub(super) fn relation(
    page: Page<'_>,
    row: &Row,
    predicate: Predicate,
    (subject, object): (usize, usize),
    [from, trigger, to]: [Span; 3],
    claim: Claim,
    rule: &'static str,
) -> Relation {
    let start = from.start.min(trigger.start).min(to.start);
    let end = from.end.max(trigger.end).max(to.end);
    let swaps = predicate.is_symmetric() && page.resolution.entities[subject].id > page.resolution.entities[object].id;
    let ((subject, from), (object, to)) =
        if swaps { ((object, to), (subject, from)) } else { ((subject, from), (object, to)) };
    let evidence = Evidence { sentence: row.sentence, span: Span::new(start, end), subject: from, object: to };
    Relation { subject, predicate, object: Object::Entity(object), claim, rule, evidence: vec![evidence] }
}
