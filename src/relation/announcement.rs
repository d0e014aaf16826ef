//! Who does what a clause tells behind one that announces it: 松河集团|公告称，|已同老挝政府签约; 丰田汽车|总裁|石青|26日|在|东京|宣布，|
//! 将在印度新建工厂.

use std::ops::Range;

use super::chunk::{Chunk, Row, Sort, is_title_word};
use super::subject::{means, of_home};
use crate::document::Tag;
use crate::ontology::Acts;
use crate::ontology::EntityKind::{self, Country, Organization, Person};

/// The organization that tells in the clause before what stands in the one that begins at `start`: 松河集团|公告称，|控股股东….
pub(super) fn announcer_before(row: &Row, start: usize) -> Option<usize> {
    let comma = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，'))?;
    announcer(row, row.clause_start(comma), comma.checked_sub(1)?, &[Organization])
}

/// The organization or country that tells by the word at `says` what it does itself: 松河集团|公告称，|已同老挝政府签约;
/// 日本|26日|在|东京|宣布，|将….
pub(super) fn announcer(row: &Row, start: usize, says: usize, kinds: &[EntityKind]) -> Option<usize> {
    let mut named = (start..says).filter(|&at| is_free_name(row, at));
    // 总部位于岚海|的|白桦集团
    let described = (start..says).rev().find(|&at| row.kind(at).is_some()).filter(|&last| {
        let is_land = |at: usize| row.kind(at).is_none_or(EntityKind::is_land);
        let is_seated = (start..last).any(|at| row.has(at, Acts::LOCATE)) && (start..last).all(is_land);
        last > start && row.has(last - 1, Acts::OF) && row.governor(last).is_empty() && is_seated
    });
    // 日本|丰田汽车公司|宣布
    let first = described.or_else(|| named.next().map(|first| of_home(row, first, kinds)))?;
    let mut named = named.filter(|&at| at > first);
    // 白桦集团|总裁|石青|宣布: what he tells is of whose post he has.
    let speaker = named.next().filter(|&next| described.is_none() && speaks_for(row, first, next));
    if described.is_none() && speaker.is_none() && (first + 1..says).any(|at| is_free_name(row, at)) {
        return None;
    }
    let last = speaker.unwrap_or(first);
    let tells = row.has(says, Acts::SAY) && !row.has(says, Acts::REPORT);
    let is_speaker = match row.kind(first) {
        Some(Organization) => kinds.contains(&Organization) && (speaker.is_none() || row.has(says, Acts::DECLARE)),
        Some(Country) => kinds.contains(&Country) && speaker.is_none() && row.has(says, Acts::DECLARE),
        _ => false,
    };
    (tells && is_speaker && tells_where_only(row, last + 1..says)).then_some(first)
}

/// Whether a name stands at a chunk that no preposition governs.
fn is_free_name(row: &Row, at: usize) -> bool {
    row.kind(at).is_some() && row.governor(at).is_empty()
}

/// Whether somebody stands behind the organization at `first` and the post that he has in it: 白桦集团|总裁|石青.
fn speaks_for(row: &Row, first: usize, person: usize) -> bool {
    // 白桦集团|独立|董事, 白桦集团|联合|创始人: one of several.
    row.kind(first) == Some(Organization)
        && row.kind(person) == Some(Person)
        && person == first + 2
        && row.has(first + 1, Acts::CHIEF)
}

/// Whether some chunks in front of a verb of speech tell only when, where and how somebody speaks: 26日|在|东京|, 在|伦敦|举行|的|发布会|上.
fn tells_where_only(row: &Row, chunks: Range<usize>) -> bool {
    let last = chunks.clone().next_back().and_then(|last| row.chunks[last].word());
    let is_stretch = last.is_some_and(|last| last.tag == Tag::Position);
    let scene = chunks.clone().find(|&at| is_stretch && row.has(at, Acts::IN)).unwrap_or(chunks.end);
    let is_small = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Name(_) => row.governor(at).has(Acts::IN) || at > scene,
        Sort::Word(word) => {
            // 公告|称
            let is_deed = word.tag == Tag::Noun && !is_title_word(word);
            let is_small = matches!(word.tag, Tag::Adverb | Tag::Time | Tag::Number | Tag::Position);
            let acts = Acts::SAY.and(Acts::DECLARE).and(Acts::IN).and(Acts::HOLD);
            is_deed || is_small || word.acts.has(acts) || at > scene
        }
        Sort::Mark(_) => false,
    };
    chunks.clone().all(is_small)
}

/// Whether a clause behind an announcement goes on about who announces it.
pub(super) fn tells_of_itself(row: &Row, start: usize) -> bool {
    goes_on(row, start) && !tells_of_others(row, start)
}

/// Whether what a clause begins with only describes a noun, of which it goes on to tell something: 将|向老挝出口|的|企业|展开调查.
fn tells_of_others(row: &Row, start: usize) -> bool {
    let end = row.clause_end(start);
    let is_verb = |at: usize| {
        let word = row.chunks[at].word();
        word.is_some_and(|word| match word.tag {
            Tag::Verb => true,
            // 提供|新一批|的|军事|援助
            Tag::VerbalNoun => at + 1 < end,
            _ => word.acts.has(Acts::DENY.and(Acts::GRANT)),
        })
    };
    let describes = |of: usize| row.has(of, Acts::OF) && means(row, of).is_none();
    (start..end).any(|of| describes(of) && (of + 1..end).any(|at| is_verb(at) || row.kind(at) == Some(Organization)))
}

/// Whether the clause from `start` on has no subject: 已|同|老挝政府|签约.
pub(super) fn goes_on(row: &Row, start: usize) -> bool {
    let opens = row.chunks.get(start).and_then(Chunk::word);
    opens.is_some_and(|word| word.tag == Tag::Adverb || word.acts.has(Acts::PLAN.and(Acts::WITH)))
}
