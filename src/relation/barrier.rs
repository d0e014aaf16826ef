//! Beyond which words no subject can stand, and which only seem to be such.

use super::chunk::{Chunk, Row, Sort};
use super::subject::Leniency;
use crate::document::Tag;
use crate::ontology::Acts;
use crate::ontology::EntityKind::Project;

/// Whether the subject of a word behind the one at `at` cannot stand beyond it.
pub(super) fn hides(row: &Row, at: usize, leniency: Leniency) -> bool {
    is_barrier(&row.chunks[at], leniency)
        && !(hands_on(row, at) || ends_stretch(row, at) || leads_to_part(row, at) || ends_wish(row, at))
}

/// The 的 between a work and the part of it that the word at `trigger` tells by whom it is built: 云岭大桥|的|主桥|由|白桦集团|承建.
pub(super) fn described_part(row: &Row, trigger: usize) -> Option<usize> {
    let agent = (row.clause_start(trigger)..trigger).rev().find(|&at| row.has(at, Acts::AGENT))?;
    let is_noun =
        |at: &usize| row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Noun || word.acts.has(Acts::PART));
    let n_nouns = (0..agent).rev().take_while(is_noun).take(MOST_OF_PART).count();
    let of = (agent - n_nouns).checked_sub(1).filter(|&of| row.has(of, Acts::OF))?;
    let is_part = (of + 1..agent).any(|at| row.has(at, Acts::PART));
    (row.has(trigger, Acts::BUILD) && is_part && of > 0 && row.kind(of - 1) == Some(Project)).then_some(of)
}

/// Whether 的 at a chunk only ties to a word for what is done the part of it that somebody takes: 负责|航站楼|和|跑道|的|施工.
fn leads_to_part(row: &Row, of: usize) -> bool {
    let words = (row.clause_start(of)..of).rev().take_while(|&at| row.chunks[at].word().is_some() || row.is_joint(at));
    let mut words = words.take(MOST_OF_PART);
    // 负责|城区|道路|的|施工: of no work near by.
    let takes = words.any(|at| row.has(at, Acts::TAKE_PART) && row.has(at + 1, Acts::PART));
    row.has(of, Acts::OF) && row.has(of + 1, Acts::BUILD) && takes
}

/// The most words from a verb of taking part to 的.
const MOST_OF_PART: usize = 6;

/// Whether 的 at a chunk ends on whose wish somebody comes: 应|老挝政府|的|邀请|来|华|访问.
fn ends_wish(row: &Row, of: usize) -> bool {
    let leads = |at: usize| row.kind(at).is_some() && row.governor(at).has(Acts::FROM);
    row.has(of, Acts::OF)
        && row.has(of + 1, Acts::LET)
        && (row.clause_start(of)..of).any(leads)
        && (of + 2..row.clause_end(of)).any(|at| row.has(at, Acts::VISIT))
}

/// Whether 的 at a chunk ends how long something lasts: 结束|为期|两天|的|对深圳|的|访问.
fn ends_stretch(row: &Row, of: usize) -> bool {
    let figures = (0..of).rev().take_while(|&at| row.chunks[at].is_figure()).count();
    let lasts = |at: usize| row.has(at, Acts::LAST.and(Acts::REACH));
    row.has(of, Acts::OF) && figures > 0 && of.checked_sub(figures + 1).is_some_and(lasts)
}

/// The 在 of what somebody says it in, which the 的 at `of` is a part of: 石青|在|给大会|的|贺信|中|说.
pub(super) fn speech_it_is_in(row: &Row, of: usize, verb: usize) -> Option<usize> {
    let is_side = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Position);
    let is_noun =
        |at: usize| row.chunks[at].word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Verb | Tag::Person));
    let last = verb.checked_sub(2).filter(|&last| row.has(verb, Acts::SAY) && is_side(last + 1))?;
    let is_speech = last > of && last <= of + MOST_OF_SPEECH && (of + 1..=last).all(is_noun);
    let leads =
        |at: &usize| row.has(*at, Acts::IN) && row.get(at.checked_sub(1)).is_some_and(|chunk| chunk.name().is_some());
    (row.clause_start(of)..of).rev().find(leads).filter(|_| is_speech)
}

/// The most words of what somebody says something in: 书面|致辞.
const MOST_OF_SPEECH: usize = 3;

/// Whether a subject cannot stand beyond a word: another speaks, or what stands beyond describes a noun.
fn is_barrier(chunk: &Chunk, leniency: Leniency) -> bool {
    chunk.has(Acts::SAY) && chunk.word().is_some_and(|word| word.tag == Tag::Verb)
        || leniency == Leniency::Exact && chunk.has(Acts::OF)
}

/// What somebody says that he will do himself.
const DONE: Acts = Acts::VISIT.and(Acts::ATTEND).and(Acts::MEET).and(Acts::INVEST).and(Acts::BUILD);

/// Whether who says something does what stands behind, too: 白桦集团|宣布|在老挝投资; but not 白桦集团|宣布|对手投资.
fn hands_on(row: &Row, verb: usize) -> bool {
    // 石青|表示|将|访问老挝, but not 表示|将|有|更多企业投资
    let is_own_plan = || {
        let next = row.chunks.get(verb + 2).and_then(Chunk::word);
        let leads = next.is_some_and(|word| matches!(word.tag, Tag::Preposition | Tag::Time) || word.acts.has(DONE));
        let is_when = || matches!(row.chunks.get(verb + 2).map(|chunk| chunk.sort), Some(Sort::Time(_)));
        row.has(verb, Acts::SAY)
            && !row.has(verb, Acts::REPORT)
            && row.has(verb + 1, Acts::PLAN)
            && (leads || is_when())
    };
    row.has(verb, Acts::DECLARE) && !row.opens_with_noun(verb + 1) || is_own_plan()
}
