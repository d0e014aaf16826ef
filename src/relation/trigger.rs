//! What the words around a trigger tell of it: which verb stands for it, what it brings into being, what it is for.

use super::Page;
use super::chunk::{Chunk, Row};
use crate::document::Tag;
use crate::ontology::Acts;

/// The verb of which the word at `trigger` is the object, and that says nothing itself: 进行|为期三天|的|访问,
/// 举行|富有成果|的|会谈.
pub(super) fn light_verb(row: &Row, trigger: usize) -> Option<usize> {
    let of = trigger.checked_sub(1).filter(|&of| row.has(of, Acts::OF) && row.has(trigger, DEEDS))?;
    let near = (row.clause_start(of).max(of.saturating_sub(LONGEST_OBJECT))..of).rev();
    near.take_while(|&at| row.chunks[at].name().is_none()).find(|&at| row.has(at, Acts::LIGHT))
}

/// Acts that nouns behind such a verb tell of.
const DEEDS: Acts = Acts::VISIT.and(Acts::MEET);

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
    row.chunks[verb + 1..end].iter().any(|chunk| chunk.has(Acts::PLANT) || is_works(page, chunk))
}

/// Whether what a verb brings into being makes goods: 设有|加工厂, but not 设立|门店.
pub(super) fn makes_goods(page: Page<'_>, row: &Row, verb: usize) -> bool {
    let end = row.clause_end(verb).min(verb + LONGEST_OBJECT);
    row.chunks[verb + 1..end].iter().any(|chunk| is_works(page, chunk))
}

/// Whether a word is that for a plant: 加工厂, 生产基地.
fn is_works(page: Page<'_>, chunk: &Chunk) -> bool {
    let text = page.text(chunk.span);
    let is_long = text.chars().nth(1).is_some();
    // jieba takes 加工厂 for an organization.
    is_long
        && chunk.word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Organization))
        && (text.ends_with('厂') || text.ends_with("基地"))
}

/// The most chunks between a verb and the plant that it brings.
const LONGEST_OBJECT: usize = 7;
