//! Who puts money into a firm, where one clause tells of the round and others who is in it, or a list names those who have shares:
//! 青湖能源完成B轮融资，白桦资本领投，A、B跟投; 青湖能源完成A轮融资，投资方为白桦资本; 青湖能源的股东包括白桦资本; or who is taken in
//! as one: 岚海科技新增白桦资本为股东. Who lends, where it is the money by which a clause begins (大桥的建设资金由岚海银行提供), or a
//! verb leads to taker and money: 岚海银行给予白桦集团授信.

use super::chunk::{Chunk, Row, Sort, Word};
use super::pointer::PAST;
use super::position::stands_as;
use super::sense::{Ends, MONEY};
use super::stake::signed_with;
use super::subject::{Leniency, subject_left, topic};
use super::{Claim, Object, Page, Relation, frame, stance};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Predicate};

const FIRMS: [EntityKind; 1] = [EntityKind::Organization];

/// What has shareholders: a firm, or a work that several own.
const OWNED: [EntityKind; 2] = [EntityKind::Organization, EntityKind::Project];

/// Reads who is in the round that a row tells of, and the shareholders that it lists.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    round(page, row, relations);
    granted(page, row, relations);
    given(page, row, relations);
    signed(page, row, relations);
    taken_in(page, row, relations);
    for holder in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::HOLDER)) {
        // 云岭矿业|的|其他|股东|包括
        let describes = |word: Word| matches!(word.tag, Tag::Pronoun | Tag::Adjective);
        let is_rank = |at: &usize| row.chunks[*at].word().is_some_and(describes);
        let ranks = (0..holder).rev().take_while(is_rank).count();
        let of = (holder - ranks).checked_sub(1);
        let of = of.map(|before| before - usize::from(before > 0 && row.has(before, Acts::OF)));
        let Some(firm) = of.filter(|&of| row.is_one_of(of, &OWNED)) else { continue };
        for subject in listed(row, holder) {
            let ends = Ends { subject, trigger: holder, object: firm };
            relations.extend(relation(page, row, ends, "shareholder-listed", relations));
        }
    }
}

/// Reads who gives the money of which a clause tells by whom it is given: 云岭大桥|的|建设资金|由|岚海银行|提供.
fn granted(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for grant in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::GRANT) && row.clause_end(at) == at + 1) {
        let clause = row.clause_start(grant);
        let Some(agent) = (clause + 1..grant).find(|&at| row.has(at, Acts::AGENT)) else { continue };
        let is_money = row.has(agent - 1, Acts::LOAN) || page.text(row.chunks[agent - 1].span).ends_with(MONEY);
        let lender = (agent + 1..grant).find(|&at| row.is_one_of(at, &FIRMS)).filter(|_| is_money);
        let here = || (clause..agent).rev().find(|&at| row.kind(at) == Some(EntityKind::Project));
        let work = || here().or_else(|| topic(row, clause, &[EntityKind::Project]));
        let Some((lender, work)) = lender.and_then(|lender| Some((lender, work()?))) else { continue };
        let Some(claim) = stance::claim(row, work, grant) else { continue };
        for subject in row.list(lender, &FIRMS) {
            let ends = Ends { subject, trigger: grant, object: work };
            relations.extend(lends(page, row, ends, &claim, "money-granted-by"));
        }
    }
}

/// Reads whom a firm takes in as its shareholder: 岚海科技|新增|白桦资本、青湖资本|为|股东.
fn taken_in(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for holder in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::HOLDER.and(Acts::BACKER))) {
        let clause = row.clause_start(holder);
        let is_noun = |at: &usize| row.chunks[*at].word().is_some_and(|word| word.tag != Tag::Verb);
        let mut before = (clause..holder).rev().take_while(is_noun);
        let role = before.find(|&at| stands_as(row, at) || row.has(at, Acts::AS));
        let last = role.and_then(|role| role.checked_sub(1)).filter(|&last| row.is_one_of(last, &FIRMS));
        let taken = last.map(|last| row.list(last, &FIRMS)).unwrap_or_default();
        let verb = taken
            .first()
            .and_then(|first| first.checked_sub(1))
            .filter(|&verb| verb >= clause && row.has(verb, Acts::TAKE_IN));
        let firm = verb.and_then(|verb| subject_left(row, verb, &FIRMS, Leniency::Exact));
        let Some((verb, firm)) = verb.zip(firm) else { continue };
        for subject in taken {
            let ends = Ends { subject, trigger: verb, object: firm };
            relations.extend(relation(page, row, ends, "shareholder-taken-in", relations));
        }
    }
}

/// Who can be given money.
const TAKERS: [EntityKind; 3] = [EntityKind::Organization, EntityKind::Country, EntityKind::Project];

/// Reads to whom money is given where the verb leads to both: 岚海银行|给予|白桦集团|50亿元|综合|授信.
fn given(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for grant in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::GRANT)) {
        let end = row.clause_end(grant);
        let past = usize::from(row.chunks.get(grant + 1).is_some_and(|next| page.text(next.span) == PAST));
        let taker = grant + 1 + past;
        if !row.is_one_of(taker, &TAKERS) || !row.governor(taker).is_empty() {
            continue;
        }
        let last = row.last_of_list(taker, &TAKERS);
        // 给予|白桦集团|的|贷款: whose money it is stands open.
        let is_sum = |at: usize| row.chunks[at].word().is_some() && !row.has(at, Acts::OF);
        // 贷款|展期 and 违规|贷款|罚款 are no loans.
        let is_last = |at: usize| at + 1 == end || row.chunks[at + 1].is_figure();
        let money = (last + 1..end).find(|&at| row.has(at, Acts::LOAN));
        if !money.is_some_and(|money| is_last(money) && (last + 1..money).all(is_sum)) {
            continue;
        }
        let givers = [EntityKind::Organization, EntityKind::Country];
        let Some(giver) = subject_left(row, grant, &givers, Leniency::Exact) else { continue };
        let Some(claim) = stance::claim(row, giver, grant) else { continue };
        for subject in row.list(giver, &givers) {
            for object in row.list(taker, &TAKERS) {
                let ends = Ends { subject, trigger: grant, object };
                relations.extend(lends(page, row, ends, &claim, "lender-giving"));
            }
        }
    }
}

/// That the subject lends the object money.
fn lends(page: Page<'_>, row: &Row, ends: Ends, claim: &Claim, rule: &'static str) -> Option<Relation> {
    let [from, trigger, to] = [ends.subject, ends.trigger, ends.object].map(|at| row.chunks[at]);
    let pair = (from.name()?.entity, to.name()?.entity);
    let spans = [from.span, trigger.span, to.span];
    Some(frame::relation(page, row, Predicate::Finances, pair, spans, claim.clone(), rule))
}

/// Reads who lends what the clause before tells to be signed with them: 项目公司与岚海银行签署贷款协议，|用于|云岭电站.
fn signed(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for purpose in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::PURPOSE)) {
        let work = (purpose + 1..row.clause_end(purpose)).find(|&at| row.kind(at) == Some(EntityKind::Project));
        let Some((lender, work)) = signed_with(page, row, purpose).zip(work) else { continue };
        let Some(claim) = stance::claim(row, lender, purpose) else { continue };
        for subject in row.list(lender, &FIRMS).into_iter().filter(|&other| other >= lender) {
            let ends = Ends { subject, trigger: purpose, object: work };
            relations.extend(lends(page, row, ends, &claim, "lender-signed"));
        }
    }
}

/// Reads who is in the round that a row tells of.
fn round(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let is_round = |chunk: &Chunk| chunk.has(Acts::FINANCE) && page.text(chunk.span).ends_with(ROUND);
    let Some(round) = row.chunks.iter().position(is_round) else { return };
    // 岚海科技|日前|完成|总额|5亿元|的|B轮|融资
    let closes = || {
        let clause = row.clause_start(round)..round;
        let verb = clause.clone().find(|&at| page.text(row.chunks[at].span) == COMPLETES)?;
        let is_small = |at: &usize| match row.chunks[*at].sort {
            Sort::Time(_) => true,
            Sort::Word(word) => matches!(word.tag, Tag::Time | Tag::Adverb),
            _ => false,
        };
        let firm = (clause.start..verb).rev().find(|at| !is_small(at)).filter(|&at| row.is_one_of(at, &FIRMS))?;
        let is_only = clause.into_iter().all(|at| at == firm || !row.is_one_of(at, &FIRMS));
        is_only.then_some(firm)
    };
    let Some(firm) = subject_left(row, round, &FIRMS, Leniency::Exact).or_else(closes) else { return };
    for trigger in row.clause_end(round)..row.chunks.len() {
        for subject in investors(row, trigger) {
            let ends = Ends { subject, trigger, object: firm };
            relations.extend(relation(page, row, ends, "round-investor", relations));
        }
    }
}

/// What a firm does with its round.
const COMPLETES: &str = "完成";

/// What a firm gets from those who invest in it together.
const ROUND: &str = "融资";

/// Those whom a list behind the word at `trigger` names: 股东|包括|白桦资本、青湖资本.
fn listed(row: &Row, trigger: usize) -> Vec<usize> {
    let is_told = row.chunks.get(trigger + 1).is_some_and(|next| next.has(Acts::LEAD_LIST));
    if is_told && row.is_one_of(trigger + 2, &FIRMS) { row.list(trigger + 2, &FIRMS) } else { Vec::new() }
}

/// Those of whom the word at `trigger` tells that they are in it: 白桦资本、青湖资本|继续|跟投, 投资方|为|白桦资本.
fn investors(row: &Row, trigger: usize) -> Vec<usize> {
    if row.has(trigger, Acts::BACKER) {
        return listed(row, trigger);
    }
    if !row.has(trigger, Acts::ROUND) {
        return Vec::new();
    }
    let clause = row.clause_start(trigger);
    // 白桦资本|作为|老|股东|继续|加码
    let is_small = |word: Word| matches!(word.tag, Tag::Adverb | Tag::Verb | Tag::Adjective);
    let is_aside = |chunk: &Chunk| {
        let is_owner = |word: Word| word.acts.has(Acts::HOLDER.and(Acts::AS)) && !word.acts.has(Acts::ROUND);
        chunk.word().is_some_and(|word| is_small(word) || is_owner(word))
    };
    let last = (clause..trigger).rev().find(|&at| !is_aside(&row.chunks[at]));
    let last = last.filter(|&last| row.is_one_of(last, &FIRMS));
    last.map_or_else(Vec::new, |last| row.list(last, &FIRMS))
}

/// That the subject puts money into the object, unless the sentence has told it already.
fn relation(page: Page<'_>, row: &Row, ends: Ends, rule: &'static str, found: &[Relation]) -> Option<Relation> {
    let [investor, trigger, firm] = [ends.subject, ends.trigger, ends.object].map(|at| row.chunks[at]);
    let pair = (investor.name()?.entity, firm.name()?.entity);
    let is_here = |relation: &&Relation| relation.evidence.iter().all(|evidence| evidence.sentence == row.sentence);
    let is_same = |relation: &Relation| {
        relation.predicate == Predicate::InvestsIn
            && (relation.subject, &relation.object) == (pair.0, &Object::Entity(pair.1))
    };
    if pair.0 == pair.1 || found.iter().rev().take_while(is_here).any(is_same) {
        return None;
    }
    let claim = stance::claim(row, ends.subject.min(ends.trigger), ends.trigger)?;
    let spans = [investor.span, trigger.span, firm.span];
    Some(frame::relation(page, row, Predicate::InvestsIn, pair, spans, claim, rule))
}
