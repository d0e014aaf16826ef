//! When events are held, and the stages in the life of a project.

use std::collections::BTreeSet;

use super::argument::behind;
use super::chunk::{Chunk, Row};
use super::frame::relation;
use super::joined::SECTION;
use super::sense::is_about_loan;
use super::subject::{Leniency, subject_left};
use super::{Claim, Modality, Object, Page, Relation, Status, seat, stance};
use crate::document::Tag;
use crate::entity::{Entity, is_initiative};
use crate::ontology::{Acts, EntityKind, Predicate};
use crate::value::{Date, Time};

/// Words that tell a stage, what it is called, and the predicate of its day.
const STAGES: [(Acts, &str, Option<Predicate>); 5] = [
    (Acts::START, "started", Some(Predicate::StartedOn)),
    (Acts::OPEN, "opened", Some(Predicate::OpenedOn)),
    (Acts::COMPLETE, "completed", None),
    (Acts::SIGN, "signed", None),
    (Acts::SUSPEND, "suspended", None),
];

/// Words that tell that an event takes place.
const HOLDS: Acts = Acts::HOLD.and(Acts::ORGANIZE);

/// All words that are asked for.
const ANY_TRIGGER: Acts = {
    let (mut all, mut at) = (HOLDS.and(Acts::ATTEND), 0);
    while at < STAGES.len() {
        all = all.and(STAGES[at].0);
        at += 1;
    }
    all
};

/// Reads the times of events and the stages of projects in a row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    day_in_front(page, row, relations);
    day_of_passing(page, row, relations);
    for trigger in 0..row.chunks.len() {
        let Some(word) = row.chunks[trigger].word().filter(|word| word.acts.has(ANY_TRIGGER)) else { continue };
        if word.acts.has(HOLDS) {
            held_on(page, row, trigger, relations);
        }
        if word.acts.has(Acts::ATTEND) {
            held_when_attended(page, row, trigger, relations);
        }
        // 建成后, 开工前, 通车条件: no stage that is reached; but 投运以来, and 8月5日|动工|后|进展平稳.
        let day = trigger.checked_sub(1).and_then(|before| row.time(before)).filter(|time| !row.lies_ahead(time));
        let has_day = day.and_then(Time::first).is_some_and(|date| date.day().is_some());
        let is_past = |next: &Chunk| page.text(next.span) == AFTER && has_day;
        let is_aside =
            |next: &Chunk| next.has(Acts::WHEN.and(Acts::PROSPECT)) && !next.has(Acts::SINCE) && !is_past(next);
        if row.chunks.get(trigger + 1).is_some_and(is_aside) {
            continue;
        }
        let comes_again = is_anniversary(page, row, trigger);
        // 国道|贯通|老挝: a line leads there, finished or not.
        let leads =
            word.acts.has(Acts::CONNECT) && row.is_one_of(trigger + 1, &[EntityKind::Country, EntityKind::Place]);
        for (act, stage, dated) in STAGES {
            if word.acts.has(act) && !leads {
                let dated = dated.filter(|_| !comes_again);
                stage_of(page, row, trigger, (stage, dated), relations);
            }
        }
    }
}

/// What tells behind a stage that something came of it.
const AFTER: &str = "后";

/// Whether only the day of a stage comes round again: 通车|七|周年.
fn is_anniversary(page: Page<'_>, row: &Row, trigger: usize) -> bool {
    let behind = row.chunks.iter().skip(trigger + 1).take(MOST_NUMBER);
    behind.take_while(|chunk| !chunk.is_boundary()).any(|chunk| page.text(chunk.span).ends_with(ANNIVERSARY))
}

/// What days are called that come round again.
const ANNIVERSARY: &str = "周年";

/// The most chunks of how often they have, with the word for it.
const MOST_NUMBER: usize = 2;

/// Reads the days that only describe an event: 9月|的|博鳌论坛.
fn day_in_front(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for event in 2..row.chunks.len() {
        // 9月|的|博览会|将|举行: the verb tells it.
        let is_held = || (event..row.clause_end(event)).any(|at| row.has(at, HOLDS));
        if row.kind(event) != Some(EntityKind::Event) || !row.has(event - 1, Acts::OF) || is_held() {
            continue;
        }
        let is_day = |date: Date| date.month().is_some();
        let time = row.time(event - 2).filter(|time| time.first().is_some_and(is_day) && time.last().is_some());
        let Some((time, claim)) = time.and_then(|time| Some((time, stance::claim(row, event, event)?))) else {
            continue;
        };
        let modality = if row.lies_ahead(time) { Modality::Planned } else { claim.modality };
        let claim = Claim { time: None, modality, ..claim };
        let day = time.iso();
        relations.extend(literal(page, row, (event, event - 2), Predicate::HeldOn, day, claim, "held-on-of"));
    }
}

/// Reads the day of a sitting from what it passed: 5月22日|岚海市人大常委会第三次会议|通过.
fn day_of_passing(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for event in 1..row.chunks.len().saturating_sub(1) {
        let passes = page.text(row.chunks[event + 1].span) == PASSES && row.clause_end(event) == event + 2;
        if row.kind(event) == Some(EntityKind::Event) && passes && row.time(event - 1).is_some() {
            relations.extend(dated(page, row, (event, event + 1), Predicate::HeldOn, "held-on-passing"));
        }
    }
}

/// What sittings do with laws and appointments.
const PASSES: &str = "通过";

fn held_on(page: Page<'_>, row: &Row, trigger: usize, relations: &mut Vec<Relation>) {
    let events = [EntityKind::Event];
    // 为将于6月在北京|召开|的|峰会作准备: the event stands behind.
    let describes = row.has(trigger + 1, Acts::OF);
    let described = || behind(row, trigger, &events, false).filter(|_| describes);
    // 论坛开幕，宣布将|举办|峰会: of the event in its own clause.
    let here = |event: &usize| *event >= row.clause_start(trigger);
    let subject = subject_left(row, trigger, &events, Leniency::Exact);
    let in_front = described().or_else(|| subject.filter(here));
    let Some(event) = in_front.or_else(|| behind(row, trigger, &events, false)).or(subject) else { return };
    if only_a_part(page, row, event, trigger) {
        return;
    }
    for event in row.list(event, &events) {
        relations.extend(dated(page, row, (event, trigger), Predicate::HeldOn, "held-on"));
    }
}

/// Reads the day on which somebody is at an event: 10月28日，石青出席|岚国峰会. Of an event whose days are told otherwise that is
/// [left out](settle).
fn held_when_attended(page: Page<'_>, row: &Row, trigger: usize, relations: &mut Vec<Relation>) {
    let Some(event) = behind(row, trigger, &[EntityKind::Event], false) else { return };
    // 出席|进博会|开幕式: on the first of its days.
    let is_part = row.chunks.get(event + 1).is_some_and(|next| next.has(Acts::CEREMONY));
    let told = dated(page, row, (event, trigger), Predicate::HeldOn, WHEN_ATTENDED).filter(|_| !is_part);
    let is_day = |relation: &Relation| match &relation.object {
        Object::Literal(day) => Date::read(day).is_some_and(|day| day.day().is_some()),
        Object::Entity(_) => false,
    };
    relations.extend(told.filter(is_day).filter(|relation| relation.claim.status() == Status::Asserted));
}

/// The rule that reads the day of an event from who is there.
const WHEN_ATTENDED: &str = "held-when-attended";

/// Leaves out the days on which somebody was at an event of which the page tells the days themselves, and adds what the
/// ceremonies of works tell of these: 云岭电站|开工仪式|6月29日举行.
pub(super) fn settle(page: Page<'_>, relations: &mut Vec<Relation>) {
    let is_day = |relation: &&Relation| relation.predicate == Predicate::HeldOn && relation.rule != WHEN_ATTENDED;
    let told: BTreeSet<usize> = relations.iter().filter(is_day).map(|relation| relation.subject).collect();
    relations.retain(|relation| relation.rule != WHEN_ATTENDED || !told.contains(&relation.subject));
    let known: BTreeSet<(usize, Predicate)> =
        relations.iter().map(|relation| (relation.subject, relation.predicate)).collect();
    let held = relations.iter().filter(|relation| relation.predicate == Predicate::HeldOn);
    let stages = held.filter_map(|relation| {
        let (work, predicate) = work_of(page, relation.subject)?;
        let told = Relation { subject: work, predicate, rule: "ceremony", ..relation.clone() };
        (!known.contains(&(work, predicate))).then_some(told)
    });
    let mut stages: Vec<Relation> = stages.collect();
    relations.append(&mut stages);
}

/// The work whose ceremony an event is by its name, and the predicate of its day.
fn work_of(page: Page<'_>, event: usize) -> Option<(usize, Predicate)> {
    let entities = &page.resolution.entities;
    let name = CEREMONIES.iter().find_map(|ceremony| entities[event].label.strip_suffix(ceremony))?;
    let (work, predicate) = name.char_indices().find_map(|(at, _)| {
        let acts = page.ontology.lexicon.acts(&name[at..]);
        let stage = STAGES.iter().find(|(act, _, day)| acts.has(*act) && day.is_some());
        stage.and_then(|(_, _, day)| Some((&name[..at], (*day)?)))
    })?;
    let is_meant = |entity: &Entity| {
        entity.kind == EntityKind::Project && (entity.label == work || entity.aliases.contains_key(work))
    };
    entities.iter().position(is_meant).map(|work| (work, predicate))
}

/// What ceremonies are called.
const CEREMONIES: [&str; 2] = ["仪式", "典礼"];

/// Whether only a contest at an event takes place: 巴黎奥运会|网球|女单|决赛.
fn only_a_part(page: Page<'_>, row: &Row, event: usize, trigger: usize) -> bool {
    let is_noun =
        |at: &usize| row.chunks[*at].word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::VerbalNoun));
    let is_contest = |at: usize| {
        let head = page.ontology.lexicon.head(page.text(row.chunks[at].span));
        head.is_some_and(|(_, head)| head.is_contest())
    };
    (event + 1..trigger).take_while(is_noun).any(is_contest)
}

/// The last characters of words for how much there is.
const AMOUNTS: [char; 2] = ['量', '数'];

/// What 现阶段 ends in, which is no section of a line.
const PHASE: &str = "阶段";

fn stage_of(
    page: Page<'_>,
    row: &Row,
    trigger: usize,
    (stage, day): (&'static str, Option<Predicate>),
    relations: &mut Vec<Relation>,
) {
    let projects = [EntityKind::Project];
    // 中工国际签约奥林匹克城项目; but 三峡工程…中标 is about a supplier.
    let in_front = subject_left(row, trigger, &projects, Leniency::Exact).filter(|_| stage != "signed");
    let Some(project) = in_front.or_else(|| behind(row, trigger, &projects, false)) else { return };
    // 中老铁路|老挝段|开通: only that.
    let is_section = |next: &Chunk| {
        let text = page.text(next.span);
        next.word().is_some_and(|word| word.acts.is_plain()) && text.ends_with(SECTION) && !text.ends_with(PHASE)
    };
    if row.chunks.get(project + 1).is_some_and(is_section) {
        return;
    }
    // 占中欧班列|开行|总量: how many there are.
    let counts = |next: &Chunk| next.word().is_some() && page.text(next.span).ends_with(AMOUNTS);
    if row.chunks.get(trigger + 1).is_some_and(counts) {
        return;
    }
    // 运河|始于|平塘江口: a line begins there.
    if stage == "started" && row.has(trigger, Acts::CONNECT) && row.time(trigger + 1).is_none() {
        return;
    }
    // 签署|共建|“一带一路”|合作规划: the plan is what is signed.
    let is_initiative =
        |at: usize| row.chunks[at].name().and_then(|name| seat::class(page, name.entity)).is_some_and(is_initiative);
    if stage == "signed" && (is_initiative(project) || is_about_loan(row, project)) {
        return;
    }
    // 第一批|对|亚太经合组织|开放|的|高新区: to whom it opens, and not when.
    let before = trigger.checked_sub(1).filter(|&before| row.chunks[before].name().is_some());
    if stage == "opened" && before.is_some_and(|before| row.governor(before).has(Acts::TOWARDS)) {
        return;
    }
    for project in row.list(project, &projects) {
        relations.extend(day.and_then(|day| dated(page, row, (project, trigger), day, stage)));
        let Some(claim) = stance::claim(row, project.min(trigger), trigger) else { return };
        let object = stage.to_owned();
        relations.extend(literal(page, row, (project, trigger), Predicate::HasStatus, object, claim, stage));
    }
}

/// The day of something, if a time is told that can be one: no decade, and no stretch without an end.
fn dated(
    page: Page<'_>,
    row: &Row,
    (subject, trigger): (usize, usize),
    predicate: Predicate,
    rule: &'static str,
) -> Option<Relation> {
    let from = subject.min(trigger);
    // 始建|于|2005年
    let behind =
        trigger + 1 + usize::from(row.chunks.get(trigger + 1).is_some_and(|next| page.text(next.span) == "于"));
    let time = row.time(behind).or_else(|| stance::time(row, from, trigger))?;
    let is_year = |date: Date| date.month().is_none();
    let claim = Claim { time: None, ..stance::claim(row, from, trigger)? };
    let modality = if row.lies_ahead(time) { Modality::Planned } else { claim.modality };
    let claim = Claim { modality, ..claim };
    let day = match (time.first()?, time.last()) {
        (first, Some(last)) if first == last || !is_year(first) && !is_year(last) => time.iso(),
        // 自2018年12月开港以来: what began then.
        (first, None) if row.has(trigger + 1, Acts::WHEN) => first.to_string(),
        // 2022年10月1日起试运营
        (first, None) if first.day().is_some() && predicate == Predicate::OpenedOn && ends_in(row, trigger) => {
            first.to_string()
        }
        _ => return None,
    };
    literal(page, row, (subject, trigger), predicate, day, claim, rule)
}

/// Whether a verb ends its clause, and no other in front tells that what was open before is meant: 试运营, but not 恢复|运营.
fn ends_in(row: &Row, trigger: usize) -> bool {
    let goes_on = |at: usize| row.has(at, Acts::SUSPEND.and(Acts::SETTLE));
    row.clause_end(trigger) == trigger + 1 && !trigger.checked_sub(1).is_some_and(goes_on)
}

/// A relation whose object is no entity.
fn literal(
    page: Page<'_>,
    row: &Row,
    (subject, trigger): (usize, usize),
    predicate: Predicate,
    object: String,
    claim: Claim,
    rule: &'static str,
) -> Option<Relation> {
    let name = row.chunks[subject].name()?;
    let ends = [row.chunks[subject].span, row.chunks[trigger].span, row.chunks[trigger].span];
    let relation = relation(page, row, predicate, (name.entity, name.entity), ends, claim, rule);
    Some(Relation { object: Object::Literal(object), ..relation })
}
