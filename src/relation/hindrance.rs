//! What stands beside a name that keeps it from being an end of what a word tells, whatever the word.

use super::Page;
use super::chunk::{Chunk, Row, is_title_word};
use super::frame::Frame;
use super::position::Position;
use super::sense::Ends;
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};

/// Whether a clause tells of another than a name that a frame takes for one of its ends.
pub(super) fn is_of_another(frame: &Frame, page: Page<'_>, row: &Row, ends: Ends) -> bool {
    let is_subject = matches!(frame.subject, Position::Subject | Position::Goods);
    is_of_whole(frame, row, ends.subject)
        || frame.act == Acts::VISIT && is_at_home(row, ends)
        || is_subject && ends.subject < ends.trigger && is_left_behind(page, row, ends)
        || frame.object == Position::Behind && is_only_beside(page, row, ends)
}

/// Whether a post that stands in front of a person is of the country to be visited: 老挝总理|石青|抵达|该国.
fn is_at_home(row: &Row, Ends { subject, object, .. }: Ends) -> bool {
    let leads = |at: &usize| row.chunks[*at].word().is_some_and(is_title_word);
    let employer = (row.clause_start(subject)..subject).rev().find(|at| !leads(at));
    let of = |at: usize| row.chunks[at].name().map(|name| name.entity);
    row.kind(subject) == Some(EntityKind::Person) && employer.is_some_and(|at| of(at).is_some() && of(at) == of(object))
}

/// Whether a name only tells whose parts or members are meant: 经合组织|成员国|加入, 由文化局|下属|的|出版社|参股.
fn is_of_whole(frame: &Frame, row: &Row, subject: usize) -> bool {
    let is_member = frame.act == Acts::JOIN && row.has(subject + 1, Acts::MEMBER);
    let is_owner = frame.act == Acts::INVEST && row.has(subject + 1, Acts::BELONG) && row.has(subject + 2, Acts::OF);
    is_member || is_owner
}

/// Whether what stands between a name in front and its word parts the two.
fn is_left_behind(page: Page<'_>, row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    let text = |at: usize| page.text(row.chunks[at].span);
    let has_tag = |at: usize, tag: Tag| row.chunks.get(at).and_then(Chunk::word).is_some_and(|word| word.tag == tag);
    // 成立|研究中心|、|出版|文集: what is joined is what somebody else does.
    let is_joined =
        row.chunks[subject + 1].is('、') && has_tag(subject + 2, Tag::Verb) && subject > row.clause_start(subject);
    // 亚运会|前|，|选拔赛|举行
    let is_only_time = row.kind(subject) == Some(EntityKind::Event) && has_tag(subject + 1, Tag::Position);
    // 同意|让|它们|加入
    let is_caused = |at: usize| {
        row.has(at, Acts::CAUSE) && (has_tag(at + 1, Tag::Pronoun) || has_tag(at + 1, Tag::Noun)) && at + 1 < trigger
    };
    // 作出|修建铁路|的|决定
    let decides = |at: usize| row.has(at, Acts::DECIDE) && has_tag(at, Tag::Verb);
    let is_decided = object > trigger && row.has(object + 1, Acts::OF) && (subject + 1..trigger).any(decides);
    // 公布|了|参加预选赛|的|名单
    let is_listed = || {
        let tells = |at: usize| has_tag(at, Tag::Verb) && at + 1 < trigger && text(at + 1) == "了";
        object > trigger
            && row.has(object + 1, Acts::OF)
            && row.opens_with_noun(object + 2)
            && (subject + 1..trigger).any(tells)
    };
    is_joined || is_only_time || is_decided || (subject + 1..trigger).any(is_caused) || is_listed()
}

/// Whether a name behind a word only stands beside what the word takes: 销售网络|比|日本|广.
fn is_only_beside(page: Page<'_>, row: &Row, Ends { trigger, object, .. }: Ends) -> bool {
    let compares = |chunk: &Chunk| page.text(chunk.span) == "比";
    row.chunks.get(trigger + 1..object).is_some_and(|between| between.iter().any(compares))
}
