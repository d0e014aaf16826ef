//! Who reports for a paper or an agency: the titles and names in the bracket behind a dateline.

use super::chunk::{Chunk, Row, Sort, is_title_word, may_lead};
use super::post::{Post, push};
use super::{Claim, Page, Relation};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;

/// Who reports for an agency: 新华社内罗毕5月30日电（记者黎大任、梅雨棠）.
pub(super) fn read(page: Page<'_>, outer: &Row, bracket: &Row, relations: &mut Vec<Relation>) {
    // 据|新华社内罗毕5月30日电
    let is_outlet = |chunk: &&Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Organization);
    let Some(outlet) = outer.chunks.iter().take(2).find(is_outlet) else { return };
    let Some((title, people)) = bracket.chunks.split_first() else { return };
    // Only the bracket itself and a space may stand between the two.
    let follows_dateline = page.document.dateline.is_some_and(|dateline| {
        let between = page.document.simplified.get(dateline.span.end..title.span.start);
        dateline.span.contains(outlet.span) && between.is_some_and(|text| text.trim_start().len() <= '（'.len_utf8())
    });
    // 青湖网讯（编辑钱文澜）
    let follows_report = || {
        let report = bracket.behind.filter(|behind| behind.has(Acts::REPORT));
        report.is_some_and(|report| outlet.span.end == report.span.start)
    };
    if !title.word().is_some_and(is_title_word) || !follows_dateline && !follows_report() {
        return;
    }
    // 记者A、B|通讯员|C
    let mut title = *title;
    for chunk in people {
        match chunk.sort {
            Sort::Name(name) if name.kind == EntityKind::Person => {
                push(page, outer, (*chunk, *outlet), title.span, Claim::default(), "correspondent", relations);
            }
            Sort::Word(word) if word.acts.has(Acts::REPORTER) => title = *chunk,
            Sort::Word(word) if may_lead(word) => {}
            _ if chunk.is('、') => {}
            _ => return,
        }
    }
}

/// The posts of whoever is named beside another who writes for the same medium: 光明日报记者|A|B|通讯员|C, and of who is behind a
/// dateline without brackets: 新华社内罗毕5月30日电|记者|A.
pub(super) fn beside(page: Page<'_>, row: &Row, person: usize, held: &[(usize, Vec<Post>)]) -> Vec<Post> {
    let before = person.checked_sub(1);
    let title = before.filter(|&last| row.has(last, Acts::REPORTER)).map(|last| (title_start(row, last), last));
    let first = title.map_or(person, |(first, _)| first);
    let span = |(first, last): (usize, usize)| Span::new(row.chunks[first].span.start, row.chunks[last].span.end);
    // 新华社内罗毕5月30日电|。|记者|A
    let is_dateline = |at: usize| row.has(at, Acts::REPORT) || row.time(at).is_some() || row.chunks[at].is('。');
    if let Some(title) = title
        && first.checked_sub(1).is_some_and(is_dateline)
        && row.kind(0) == Some(EntityKind::Organization)
        && page.document.dateline.is_some_and(|dateline| dateline.span.contains(row.chunks[0].span))
    {
        return vec![Post { employer: 0, title: span(title), tenure: None }];
    }
    // 光明日报记者|A|本报|通讯员|B
    let is_own = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Pronoun);
    let first = first - usize::from(first > 0 && title.is_some() && is_own(first - 1));
    let other = held.last().filter(|(other, _)| other + 1 == first);
    let Some(post) = other.and_then(|(_, posts)| posts.first()) else { return Vec::new() };
    let last = row.chunks.partition_point(|chunk| chunk.span.end < post.title.end);
    let writes = row.has(last, Acts::REPORTER);
    let title = title.map_or(post.title, span);
    if writes { vec![Post { title, tenure: None, ..post.clone() }] } else { Vec::new() }
}

/// Where the title begins that ends with the word at `last`: 见习|记者.
fn title_start(row: &Row, last: usize) -> usize {
    let may_stand = |at: &usize| row.chunks[*at].word().is_some_and(may_lead);
    last - (0..last).rev().take_while(may_stand).take(MOST_MODIFIERS).count()
}

/// The most words in front of 记者 that tell what sort of it somebody is.
const MOST_MODIFIERS: usize = 2;
