//! What the words around a trigger tell of it: which verb stands for it, what it brings into being, what it is for.

use super::Page;
use super::chunk::{Chunk, Row};
use crate::document::Tag;
use crate::ontology::{Acts, Ending};

/// The verb of which the word at `trigger` is the object, and that says nothing itself: 进行|为期三天|的|访问,
/// 举行|富有成果|的|会谈.
pub(super) fn light_verb(row: &Row, trigger: usize) -> Option<usize> {
    let of = trigger.checked_sub(1).filter(|&of| row.has(of, Acts::OF) && row.has(trigger, DEEDS))?;
    let near = (row.clause_start(of).max(of.saturating_sub(LONGEST_OBJECT))..of).rev();
    near.take_while(|&at| row.chunks[at].name().is_none()).find(|&at| row.has(at, Acts::LIGHT))
}

/// Acts that nouns behind such a verb tell of.
const DEEDS: Acts = Acts::VISIT.and(Acts::MEET);

/// The verb that gives the money which the word at `trigger` tells of: 提供|总额3亿元的|紧急|援助.
pub(super) fn giving_verb(row: &Row, trigger: usize) -> Option<usize> {
    let is_noun = row.chunks[trigger].word().is_some_and(|word| word.tag != Tag::Verb || word.acts.has(Acts::LOAN));
    if !is_noun || !row.has(trigger, GIFTS) {
        return None;
    }
    let near = (row.clause_start(trigger).max(trigger.saturating_sub(LONGEST_GIFT))..trigger).rev();
    let mut near = near.take_while(|&at| row.chunks[at].name().is_none());
    let gives = near.find(|&at| row.has(at, Acts::GRANT))?;
    (gives + 1..trigger).any(|at| row.has(at, Acts::OF)).then_some(gives)
}

/// Acts that nouns for money tell of.
const GIFTS: Acts = Acts::LOAN.and(Acts::FINANCE);

/// The most chunks between a verb of giving and the money.
const LONGEST_GIFT: usize = 14;

/// Whether what is agreed on is told by the word itself, or is a tie that it brings into being: 建立|战略伙伴关系, but not
/// 建立|机制.
pub(super) fn binds(row: &Row, verb: usize) -> bool {
    let end = row.clause_end(verb).min(verb + LONGEST_OBJECT);
    !row.has(verb, Acts::SETTLE) || row.chunks[verb..end].iter().any(|chunk| chunk.has(Acts::TIE))
}

/// Whether a name only tells of which the noun behind it is: 世界贸易组织 of 世界贸易组织|工作组; but not of 世界贸易组织|20周年.
pub(super) fn is_only_named(row: &Row, name: usize) -> bool {
    let counts = row.chunks.get(name + 1).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Number);
    !counts && row.opens_with_noun(name + 1)
}

/// Whether money was lent or given in front of the word at `trigger`, in its clause or the one before.
pub(super) fn lends(row: &Row, trigger: usize) -> bool {
    let clause = row.clause_start(trigger);
    let start = clause.checked_sub(1).map_or(0, |comma| row.clause_start(comma));
    row.chunks[start..trigger].iter().any(|chunk| chunk.has(Acts::LOAN.and(Acts::FINANCE)))
}

/// Whether what a verb brings into being is a plant or a branch, and not a rule: 设立|研发中心, but not 设立|目标.
pub(super) fn brings_plant(page: Page<'_>, row: &Row, verb: usize) -> bool {
    let end = row.clause_end(verb).min(verb + LONGEST_OBJECT);
    row.chunks[verb + 1..end].iter().any(|chunk| chunk.has(Acts::PLANT) || makes_goods(page, chunk))
}

/// Whether a word is that for a plant that makes goods: 加工厂, 生产基地, 生产线.
pub(super) fn makes_goods(page: Page<'_>, chunk: &Chunk) -> bool {
    let text = page.text(chunk.span);
    let is_long = text.chars().nth(1).is_some();
    // jieba takes 加工厂 for an organization.
    is_long
        && chunk.word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Organization))
        && page.ontology.lexicon.ends_as(text, Ending::Plant)
}

/// Whether a word is that for where goods are sold: 门店.
pub(super) fn sells_goods(page: Page<'_>, chunk: &Chunk) -> bool {
    page.ontology.lexicon.ends_as(page.text(chunk.span), Ending::Shop)
}

/// The most chunks between a verb and the plant that it brings.
const LONGEST_OBJECT: usize = 7;
