//! Who reports for a paper or an agency: the titles and names in the bracket behind a dateline.

use super::chunk::{Chunk, Row, is_title_word};
use super::post::push;
use super::{Claim, Page, Relation};
use crate::ontology::{Acts, EntityKind};

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
    let is_person = |chunk: &&Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Person);
    let people = people.iter().take_while(|chunk| chunk.is('、') || is_person(chunk)).filter(is_person);
    for person in people {
        push(page, outer, (*person, *outlet), title.span, Claim::default(), "correspondent", relations);
    }
}
