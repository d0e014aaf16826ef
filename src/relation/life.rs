//! When events are held, and the stages in the life of a project.

use super::argument::{Leniency, behind, subject_left};
use super::chunk::Row;
use super::frame::relation;
use super::{Claim, Object, Page, Relation, stance};
use crate::ontology::{Acts, EntityKind, Predicate};

/// Words that tell a stage, what it is called, and the predicate of its day.
const STAGES: [(Acts, &str, Option<Predicate>); 5] = [
    (Acts::START, "started", Some(Predicate::StartedOn)),
    (Acts::OPEN, "opened", Some(Predicate::OpenedOn)),
    (Acts::COMPLETE, "completed", None),
    (Acts::SIGN, "signed", None),
    (Acts::SUSPEND, "suspended", None),
];

/// Reads the times of events and the stages of projects in a row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for trigger in 0..row.chunks.len() {
        let Some(word) = row.chunks[trigger].word() else { continue };
        if word.acts.has(Acts::HOLD.and(Acts::ORGANIZE)) {
            held_on(page, row, trigger, relations);
        }
        // 建成后, 开工前: no stage that is reached.
        if row.chunks.get(trigger + 1).is_some_and(|next| next.has(Acts::WHEN)) {
            continue;
        }
        for (act, stage, dated) in STAGES {
            if word.acts.has(act) {
                stage_of(page, row, trigger, (stage, dated), relations);
            }
        }
    }
}

fn held_on(page: Page<'_>, row: &Row, trigger: usize, relations: &mut Vec<Relation>) {
    let events = [EntityKind::Event];
    let in_front = subject_left(row, trigger, &events, Leniency::Exact);
    let Some(event) = in_front.or_else(|| behind(row, trigger, &events, false)) else { return };
    for event in row.list(event, &events) {
        let claim = stance::claim(row, event.min(trigger), trigger);
        if let Some(time) = claim.time.clone().filter(|time| is_narrow(time)) {
            push(
                page,
                row,
                (event, trigger),
                Predicate::HeldOn,
                time,
                Claim { time: None, ..claim },
                "held-on",
                relations,
            );
        }
    }
}

fn stage_of(
    page: Page<'_>,
    row: &Row,
    trigger: usize,
    (stage, dated): (&'static str, Option<Predicate>),
    relations: &mut Vec<Relation>,
) {
    let projects = [EntityKind::Project];
    // 中工国际签约奥林匹克城项目; but 三峡工程…中标 is about a supplier.
    let in_front = subject_left(row, trigger, &projects, Leniency::Exact).filter(|_| stage != "signed");
    let Some(project) = in_front.or_else(|| behind(row, trigger, &projects, false)) else { return };
    for project in row.list(project, &projects) {
        let claim = stance::claim(row, project.min(trigger), trigger);
        if let (Some(predicate), Some(time)) = (dated, claim.time.clone().filter(|time| is_narrow(time))) {
            let claim = Claim { time: None, ..claim.clone() };
            push(page, row, (project, trigger), predicate, time, claim, stage, relations);
        }
        push(page, row, (project, trigger), Predicate::HasStatus, stage.to_owned(), claim, stage, relations);
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one relation")]
fn push(
    page: Page<'_>,
    row: &Row,
    (subject, trigger): (usize, usize),
    predicate: Predicate,
    object: String,
    claim: Claim,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    let Some(name) = row.chunks[subject].name() else { return };
    let ends = [row.chunks[subject].span, row.chunks[trigger].span, row.chunks[trigger].span];
    let relation = relation(page, row, predicate, (name.entity, name.entity), ends, claim, rule);
    relations.push(Relation { object: Object::Literal(object), ..relation });
}

/// Whether a time can be the day of something: no decade, and no stretch without an end.
fn is_narrow(time: &str) -> bool {
    time.split_once('/').is_none_or(|(first, last)| first.len() > 4 && last.len() > 4)
}
