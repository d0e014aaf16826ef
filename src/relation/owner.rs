//! Whose a figure is: the names in front of it, and whether nobody else comes in between.

use std::ops::Range;

use super::Page;
use super::argument::topic;
use super::chunk::{Chunk, Row, Sort, Word};
use super::measure::{TELLING, counts, is_noun, is_verb, links};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};

/// Kinds of things that figures are told of.
const MEASURED: [EntityKind; 5] =
    [EntityKind::Country, EntityKind::Organization, EntityKind::Project, EntityKind::Event, EntityKind::Place];

/// Prepositions whose noun takes from the name in front of them what stands behind: 青湖岛由|两座小岛组成.
const LEADING: Acts = Acts::TOWARDS.and(Acts::AGENT).and(Acts::WITH).and(Acts::FROM);

/// Verbs whose object does what follows.
const CAUSING: [char; 3] = ['使', '让', '令'];

/// What is told of a name.
pub(super) struct Told {
    /// The first chunk of it, or of the figure.
    pub start: usize,
    /// Whether it is things that stand behind the figure, and no amount.
    pub is_counted: bool,
    /// Whether it is things, wherever they stand.
    pub is_thing: bool,
    /// Whether it is named by what is done: 贷款.
    pub is_act: bool,
}

/// The names that what is told is of: those of its clause that stand in front, else the one that the sentence is about.
pub(super) fn about(page: Page<'_>, row: &Row, clause: usize, told: &Told) -> Option<Vec<usize>> {
    let to = told.start;
    let own: Vec<usize> =
        (clause..to).filter(|&at| row.kind(at).is_some_and(|kind| MEASURED.contains(&kind))).collect();
    // 杨小禾|在云岭县贷款: of a person.
    if (clause..to).any(|at| row.kind(at) == Some(EntityKind::Person) || row.chunks[at].has(Acts::PRONOUN)) {
        return None;
    }
    if let Some(&last) = own.last() {
        return (!is_cut(page, row, last, to) && reaches(page, row, last + 1..to, told))
            .then(|| together(row, &own, told))?;
    }
    // 使|一千名女童返校: what others do for it.
    let does = |at: usize| is_verb(row, at) && !row.chunks[at].span.of(&page.document.simplified).starts_with(CAUSING);
    if !(clause..to).all(|at| links(row, at) || does(at)) {
        return None;
    }
    let topic = topic(row, clause, &MEASURED)?;
    let opening = row.clause_start(topic);
    let is_told = row.chunks[opening..clause].iter().any(|chunk| chunk.has(TELLING));
    // Another subject may have come in between.
    let mut starts = (topic..clause - 1).filter(|&at| row.chunks[at].is_boundary()).map(|at| at + 1);
    let is_subject = opens_clause(row, opening, topic) && !introduces(page, row, topic);
    (is_subject && !is_told && !starts.any(|start| row.opens_with_noun(start))).then(|| vec![topic])
}

/// Whether the name at `topic` is what its clause is about, and not what stands behind a verb: 直飞|万象，全程6000公里.
fn opens_clause(row: &Row, clause: usize, topic: usize) -> bool {
    let leads = |at: usize| {
        let is_small =
            |word: Word| matches!(word.tag, Tag::Conjunction | Tag::Pronoun | Tag::Position | Tag::Adjective);
        // 新的|松河集团
        let is_kind = at > clause && row.chunks[at].has(Acts::OF) && row.chunks[at - 1].word().is_some_and(is_small);
        is_kind
            || links(row, at) && !row.chunks[at].has(Acts::REACH.and(Acts::IN))
            || row.chunks[at].name().is_some()
            || row.is_joint(at)
            || row.chunks[at].word().is_some_and(is_small)
    };
    let says = |at: usize| {
        let chunk = &row.chunks[at];
        chunk.is_boundary() || matches!(chunk.sort, Sort::Time(_)) || links(row, at) || chunk.word().is_some_and(acts)
    };
    (clause..topic).all(leads) && says(topic + 1)
}

/// Whether a word tells what the name in front of it does, or leads to that.
fn acts(word: Word) -> bool {
    matches!(word.tag, Tag::Verb | Tag::Adverb | Tag::Preposition | Tag::Conjunction)
}

/// Whether the clause of the place at `topic` only tells what is there, of which the next clause goes on:
/// 云岭县有一个俱乐部，成员…
fn introduces(page: Page<'_>, row: &Row, topic: usize) -> bool {
    let is_place = matches!(row.kind(topic), Some(EntityKind::Place | EntityKind::Country));
    let is_one = |at: usize| {
        let next = row.chunks.get(at + 1).filter(|next| next.word().is_some_and(|word| word.tag == Tag::Number));
        row.chunks[at].has(Acts::REACH)
            && next.is_some_and(|next| next.span.of(&page.document.simplified).starts_with('一'))
    };
    is_place && (topic..row.clause_end(topic)).any(is_one)
}

/// The names of a clause that what is told is of both: those of a list (中国和中亚), or the second where the first meets or
/// does something (中国|对中亚, 松河集团|在云岭). Of a name that only describes the other, the other.
fn together(row: &Row, names: &[usize], told: &Told) -> Option<Vec<usize>> {
    let &[first, second] = names else {
        let &[name] = names else { return None };
        return is_teller(row, name, told).then(|| names.to_vec());
    };
    let is_led = row.governor(second).has(LEADING.and(Acts::IN)) && row.governor(first).is_empty();
    if is_led {
        // 中国|汽车|在中亚的出口额: only some of what the first does there.
        let is_part = (first + 1..second).any(|at| is_noun(row, at));
        return (!is_part).then(|| names.to_vec());
    }
    if row.list(first, &MEASURED).contains(&second) || row.is_joint(first + 1) && first + 2 == second {
        // 从|老挝、泰国|进口12批, 在|云岭与青湖|访问千名学生: somebody else does.
        let governor = row.governor(first);
        let is_elsewhere = governor.has(LEADING) || governor.has(Acts::IN) && (told.is_counted || told.is_act);
        return (!is_elsewhere).then(|| names.to_vec());
    }
    let describes = first + 1 == second || row.chunks[second - 1].has(Acts::OF);
    describes.then(|| vec![second])
}

/// Whether what is told is of the only name in its clause, and nobody else does it there, with it or to it.
fn is_teller(row: &Row, name: usize, told: &Told) -> bool {
    let governor = row.governor(name);
    if governor.has(Acts::AGENT) {
        // 由|松河集团|投资3亿元
        return (name + 1..told.start).all(|at| links(row, at));
    }
    // 向|中亚国家|提供260亿元
    if governor.has(LEADING) {
        return false;
    }
    let does = |at: usize| is_verb(row, at) && !links(row, at);
    let is_done = (name + 1..told.start).any(does);
    // 比|日本|多300亿元, 按照|松河集团|20个指标, 占|议会|100个席位: no subject.
    let leads = |word: Word| word.tag == Tag::Preposition && !word.acts.has(Acts::IN.and(Acts::SOURCE));
    let before = row.get(name.checked_sub(1)).and_then(Chunk::word);
    if before.is_some_and(|word| leads(word) || word.acts.has(Acts::REACH)) {
        return false;
    }
    // 到|中国|的海运时间, 在|中国|境内流域面积, 在|香港|刷卡消费1万元: it only leads there.
    let leads_there = row
        .chunks
        .get(name + 1)
        .is_some_and(|next| next.has(Acts::OF) || next.word().is_some_and(|word| word.tag == Tag::Position));
    let is_there = governor.has(Acts::IN) && (leads_there || is_done || told.is_act);
    // 救|松河集团|注资200亿元, 购买|松河集团|产品金额22亿美元: whose it is stands before, if at all.
    let takes = |at: usize| does(at) && !row.chunks[at].has(LEADING);
    let is_object = name.checked_sub(1).is_some_and(takes) && (is_done || !told.is_counted);
    !is_there && !is_object
}

/// Whether a name is the beginning of a longer one that nobody knows: 香港|館, 岚海|机场, 诸暨|站.
fn is_cut(page: Page<'_>, row: &Row, name: usize, to: usize) -> bool {
    let Some(next) = row.get(Some(name + 1)).filter(|next| next.word().is_some()) else { return false };
    let is_short = next.span.len() <= '中'.len_utf8();
    let heads = || page.ontology.lexicon.head(next.span.of(&page.document.simplified)).is_some();
    let is_noun = next.word().is_some_and(|word| word.tag == Tag::Noun);
    if !is_noun {
        return is_short && next.word().is_some_and(|word| word.tag == Tag::Verb) && heads();
    }
    let is_place = matches!(row.kind(name), Some(EntityKind::Place | EntityKind::Country));
    is_short || is_place && name + 1 < to && heads()
}

/// Whether what stands between a name and what is measured leaves the measure to the name: nouns that the name
/// describes (松河集团|员工的|工资), or words for what it does (松河集团|共签订|劳务合同), but nobody else who does it.
fn reaches(page: Page<'_>, row: &Row, between: Range<usize>, told: &Told) -> bool {
    // A noun that does something itself stands in front of the verb, what is done behind it.
    let (mut has_noun, mut is_done) = (false, false);
    for at in between {
        let chunk = &row.chunks[at];
        // 司法部|和|20个州政府; 云岭村|一户农民|的2万元贷款: an amount of one of those there.
        let is_other = row.is_joint(at) || !told.is_counted && counts(page, row, at);
        if chunk.has(TELLING.and(LEADING)) || chunk.name().is_some() || is_other {
            return false;
        }
        match chunk.word().map(|word| word.tag) {
            Some(Tag::Verb) if has_noun => return false,
            Some(Tag::Verb) => is_done = true,
            Some(Tag::Noun) if !is_done => has_noun = true,
            // 共建|的|资源库|收集: what is described by all this does something itself.
            _ if is_done && chunk.has(Acts::OF) => has_noun = true,
            _ => {}
        }
    }
    true
}
