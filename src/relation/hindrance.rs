//! What stands beside a name, or between it and a word, that keeps it from being an end of what the word tells: 经合组织|成员国|
//! 加入, 同意|让|它们|加入.

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
        || frame.act == Acts::VISIT && (is_at_home(page, row, ends) || is_of_other(page, row, ends))
        || is_subject && ends.subject < ends.trigger && is_left_behind(page, row, ends)
        || frame.object == Position::Behind && is_only_beside(page, row, ends)
}

/// Whether a post that stands in front of a person is of the country to be visited: 老挝总理|石青|抵达|该国.
fn is_at_home(page: Page<'_>, row: &Row, Ends { subject, object, .. }: Ends) -> bool {
    // 驻|老挝|大使|李明: who is sent there is not at home.
    let is_sent = |at: usize| page.text(row.chunks[at].span).ends_with(ENVOY);
    let leads = |at: &usize| row.chunks[*at].word().is_some_and(is_title_word) && !is_sent(*at);
    let employer = (row.clause_start(subject)..subject).rev().find(|at| !leads(at));
    let of = |at: usize| row.chunks[at].name().map(|name| name.entity);
    row.kind(subject) == Some(EntityKind::Person) && employer.is_some_and(|at| of(at).is_some() && of(at) == of(object))
}

/// Whether somebody who is not named comes, and the subject only says something of it: 石青|对|议长|来华访问|表示欢迎.
fn is_of_other(page: Page<'_>, row: &Row, Ends { subject, trigger, .. }: Ends) -> bool {
    let is_noun = |at: usize| row.chunks[at].word().is_some_and(|word| is_title_word(word) || word.tag == Tag::Noun);
    // 对|邻国|德国|进行访问
    let is_led = |at: usize| {
        page.text(row.chunks[at].span) == TOWARDS
            && is_noun(at + 1)
            && row.kind(at + 2).is_none_or(|kind| kind == EntityKind::Person)
    };
    (subject + 1..trigger.saturating_sub(1)).any(is_led)
}

/// What leads to whom something is said of.
const TOWARDS: &str = "对";

/// The last character of words for who is sent: 大使, 特使.
const ENVOY: char = '使';

/// Whether a name only tells whose parts or members are meant: 经合组织|成员国|加入, 由文化局|下属|的|出版社|参股.
fn is_of_whole(frame: &Frame, row: &Row, subject: usize) -> bool {
    let is_member = frame.act == Acts::JOIN && row.has(subject + 1, Acts::MEMBER);
    let is_owner = frame.act == Acts::INVEST && row.has(subject + 1, Acts::BELONG) && row.has(subject + 2, Acts::OF);
    is_member || is_owner
}

/// Whether what stands between a name in front and its word parts the two.
fn is_left_behind(page: Page<'_>, row: &Row, ends: Ends) -> bool {
    let Ends { subject, trigger, .. } = ends;
    let within = row.clause_start(trigger).max(subject + 1)..trigger;
    // 成立|研究中心|、|出版|文集: what is joined is what somebody else does.
    let opens = subject == row.clause_start(subject);
    let is_joined = row.chunks[subject + 1].is('、') && !opens && has_tag(row, subject + 2, Tag::Verb);
    // 亚运会|前|，|选拔赛|举行
    let next = row.chunks.get(subject + 1).map(|next| page.text(next.span));
    let is_only_time = row.kind(subject) == Some(EntityKind::Event) && next.is_some_and(|next| ASIDE.contains(&next));
    is_joined
        || is_only_time
        || within.clone().any(|at| is_caused(row, at, trigger))
        || is_of_noun(row, ends) && within.clone().any(|at| is_told(page, row, at))
}

/// Words behind an event that make a time of it.
const ASIDE: [&str; 6] = ["前", "后", "之前", "之后", "前夕", "期间"];

/// Whether somebody who is not named is let do it: 同意|让|它们|加入; but not 为|让|客户|放心|建厂.
fn is_caused(row: &Row, at: usize, trigger: usize) -> bool {
    let is_other = has_tag(row, at + 1, Tag::Pronoun) || has_tag(row, at + 1, Tag::Noun);
    row.has(at, Acts::CAUSE) && !row.has(at - 1, Acts::TOWARDS) && is_other && at + 1 < trigger
}

/// Whether what a word takes only describes a noun behind it: 修建铁路|的|决定, 参加预选赛|的|名单.
fn is_of_noun(row: &Row, Ends { trigger, object, .. }: Ends) -> bool {
    object > trigger
        && row.has(object + 1, Acts::OF)
        && row.chunks.get(object + 2).is_some_and(|next| next.word().is_some())
}

/// Whether a verb tells that somebody only decides or publishes such a thing: 作出|…|的|决定, 公布|了|…|的|名单.
fn is_told(page: Page<'_>, row: &Row, at: usize) -> bool {
    let is_done = row.chunks.get(at + 1).is_some_and(|next| page.text(next.span) == "了");
    row.has(at, Acts::DECIDE) || row.has(at, Acts::PUBLISH) && is_done
}

fn has_tag(row: &Row, at: usize, tag: Tag) -> bool {
    row.chunks.get(at).and_then(Chunk::word).is_some_and(|word| word.tag == tag)
}

/// Whether a name behind a word only stands beside what the word takes: 销售网络|比|日本|广.
fn is_only_beside(page: Page<'_>, row: &Row, Ends { trigger, object, .. }: Ends) -> bool {
    let compares = |chunk: &Chunk| page.text(chunk.span) == "比";
    row.chunks.get(trigger + 1..object).is_some_and(|between| between.iter().any(compares))
}
