//! Who has a post before somebody, after him, or beside him in the same body: 石青接替|李明|出任老挝总理; 石青不再担任校长，由|李明|接任;
//! 选举石青为会长，由|李明|担任秘书长.

use super::appointment::{claim_of_post, last_of_title, names_employer};
use super::chunk::{Chunk, Name, Row, Sort, may_lead};
use super::frame::relation;
use super::position::stands_as;
use super::post::{Post, push};
use super::subject::{Leniency, subject_left};
use super::{Claim, Object, Page, Relation, Tenure, stance};
use crate::ontology::{Acts, EntityKind, Predicate};
use crate::text::Span;

const PEOPLE: [EntityKind; 1] = [EntityKind::Person];

/// Reads who had the post before: 石青就任老挝总理，接替|李明; 石青|接替|李明|出任老挝总理.
pub(super) fn predecessor(
    page: Page<'_>,
    row: &Row,
    (person, told): (usize, usize),
    post: &Post,
    relations: &mut Vec<Relation>,
) {
    // 石青出任总裁，并|接替|李明|担任|董事长: in another post than the one that is told.
    let is_of_other = |at: usize| at != told && row.has(at, Acts::APPOINT) && !row.has(at, Acts::SUCCEED);
    let succeeds =
        |at: &usize| row.has(*at, Acts::SUCCEED) && !(row.clause_start(*at)..row.clause_end(*at)).any(is_of_other);
    let Some(verb) = (0..row.chunks.len()).find(succeeds) else { return };
    let other = (verb + 1..row.clause_end(verb)).find(|&at| row.kind(at) == Some(EntityKind::Person));
    let entity = |at: usize| row.chunks[at].name().map(|name| name.entity);
    // 选举石青为行长，|她|将接替|李明
    let subject = subject_left(row, verb, &PEOPLE, Leniency::Exact).filter(|&at| entity(at) == entity(person));
    let Some(other) = other.filter(|&other| entity(other) != entity(person) && subject.is_some()) else { return };
    let claim = stance::claim(row, person.min(verb), verb).filter(|claim| claim.polarity == super::Polarity::Asserted);
    if let Some(claim) = claim {
        let ends = (row.chunks[other], row.chunks[post.employer]);
        // 将于明年1月|接替|李明: who has it still.
        let is_held = claim.modality == super::Modality::Planned;
        let modality = if is_held { super::Modality::Done } else { claim.modality };
        let claim = Claim { tenure: (!is_held).then_some(Tenure::Former), time: None, modality, ..claim };
        push(page, row, ends, post.title, claim, "predecessor", relations);
    }
}

/// Reads the post of who comes next, where the sentence has told who leaves it: 石青不再担任白桦大学校长，由|李明|接任.
pub(super) fn next_holder(
    page: Page<'_>,
    row: &Row,
    (person, verb): (usize, usize),
    relations: &mut Vec<Relation>,
) -> bool {
    let is_here = |told: &&Relation| told.evidence.iter().all(|evidence| evidence.sentence == row.sentence);
    let left = relations.iter().rev().take_while(is_here).find_map(|told| {
        let [evidence] = told.evidence.as_slice() else { return None };
        let Object::Entity(employer) = told.object else { return None };
        let is_left = told.predicate == Predicate::HoldsPost && told.claim.tenure == Some(Tenure::Former);
        told.claim.post.clone().filter(|_| is_left).map(|title| (told.subject, employer, evidence.object, title))
    });
    let Some((holder, employer, span, title)) = left else { return false };
    let next = row.chunks[person];
    let Some(name) = next.name().filter(|name| name.entity != holder) else { return false };
    let Some(claim) = claim_of_post(page, row, person, verb) else { return false };
    let claim = Claim { post: Some(title), ..claim };
    let spans = [next.span, row.chunks[verb].span, span];
    relations.push(relation(page, row, Predicate::HoldsPost, (name.entity, employer), spans, claim, "next-holder"));
    true
}

/// Reads who leaves the posts that the sentence has just given another: 任命石青为白桦银行行长，免去|李明|的|上述|职务.
pub(super) fn left_likewise(page: Page<'_>, row: &Row, (person, verb): (usize, usize), relations: &mut Vec<Relation>) {
    let is_here = |told: &&Relation| told.evidence.iter().all(|evidence| evidence.sentence == row.sentence);
    let given = relations.iter().rev().take_while(is_here).filter_map(|told| {
        let [evidence] = told.evidence.as_slice() else { return None };
        let Object::Entity(employer) = told.object else { return None };
        let is_given = told.rule == "appointed" && told.claim.tenure.is_none();
        told.claim.post.clone().filter(|_| is_given).map(|title| (told.subject, employer, evidence.object, title))
    });
    let given: Vec<_> = given.collect();
    let Some((holder, ..)) = given.first().cloned() else { return };
    let Some(name) = row.chunks[person].name().filter(|name| name.entity != holder) else { return };
    let Some(claim) = claim_of_post(page, row, person, verb) else { return };
    for (_, employer, span, title) in given.into_iter().rev().filter(|given| given.0 == holder) {
        let claim = Claim { post: Some(title), ..claim.clone() };
        let spans = [row.chunks[person].span, row.chunks[verb].span, span];
        let pair = (name.entity, employer);
        relations.push(relation(page, row, Predicate::HoldsPost, pair, spans, claim, "left-likewise"));
    }
}

/// The posts that the clauses behind give others in the body that the last relation tells one of: 选举石青为会长，|由|李明|担任|秘书长;
/// 任命石青为白桦银行行长，|李明|为|副行长.
pub(super) fn given_next(page: Page<'_>, row: &Row, verb: usize, relations: &mut Vec<Relation>) {
    let Some(told) = relations.last().filter(|told| told.claim.tenure.is_none()) else { return };
    let (Object::Entity(entity), [evidence]) = (&told.object, told.evidence.as_slice()) else { return };
    let kind = page.resolution.entities[*entity].kind;
    let employer = Chunk { span: evidence.object, sort: Sort::Name(Name { entity: *entity, kind }) };
    let mut mark = row.clause_end(verb);
    while row.chunks.get(mark).is_some_and(|mark| mark.is('，')) {
        let is_led = row.has(mark + 1, Acts::AGENT);
        // 由|白桦大学教授|石青|担任|秘书长
        let end = row.clause_end(mark + 1);
        let Some(person) = (mark + 1..end).rev().find(|&at| row.kind(at) == Some(EntityKind::Person)) else { return };
        let joint = person + 1;
        let leads = |at: usize| row.chunks[at].name().is_some() || row.chunks[at].word().is_some_and(may_lead);
        let is_bare = if is_led { (mark + 2..person).all(leads) } else { person == mark + 1 };
        let gives = if is_led { row.has(joint, Acts::APPOINT) } else { stands_as(row, joint) };
        let last = last_of_title(row, joint, end);
        if !is_bare || !gives || last == joint || last + 1 < end || names_employer(page, row, joint) {
            return;
        }
        let Some(claim) = claim_of_post(page, row, person, joint) else { return };
        let title = Span::new(row.chunks[joint + 1].span.start, row.chunks[last].span.end);
        push(page, row, (row.chunks[person], employer), title, claim, "appointed-next", relations);
        mark = end;
    }
}
