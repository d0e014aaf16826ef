//! How long the way between two towns takes, as a clause tells behind that of a line which is opened.

use super::Page;
use super::chunk::{Row, Word};
use crate::document::Tag;
use crate::ontology::Acts;

/// Whether a line is opened, and the next clause tells how long the way between two towns takes, whose joint stands at `joint`:
/// 铁路通车，从|昆明|到|万象|只需10小时; but not 从|昆明|到|万象|的|航班|只需….
pub(super) fn tells_time(page: Page<'_>, row: &Row, joint: usize) -> bool {
    let start = row.clause_start(joint);
    let first = start + usize::from(row.has(start, Acts::FROM));
    let before = start.checked_sub(1).map_or(0..0, |comma| row.clause_start(comma)..comma);
    let opens = before.clone().any(|at| row.has(at, Acts::OPEN.and(Acts::COMPLETE)));
    let leads = before.clone().any(|at| row.has(at, Acts::CONNECT) && !row.has(at, Acts::COMPLETE));
    let text = |at: usize| page.text(row.chunks[at].span);
    let is_time = |at: usize| DURATIONS.iter().any(|unit| text(at).ends_with(unit));
    let is_other = |at: usize| {
        let is_deed = |word: Word| matches!(word.tag, Tag::Noun | Tag::Verb | Tag::VerbalNoun) && !is_time(at);
        row.chunks[at].word().is_some_and(is_deed) && !TAKES.contains(&text(at)) && !row.has(at, Acts::REACH)
    };
    let mut behind = joint + 2..row.clause_end(joint);
    first + 1 == joint && opens && !leads && !behind.clone().any(is_other) && behind.any(is_time)
}

/// Verbs of how long a way takes.
const TAKES: [&str; 8] = ["只需", "仅需", "需", "需要", "缩短", "耗时", "用时", "压缩"];

/// What tells how long a way takes.
const DURATIONS: [&str; 5] = ["小时", "分钟", "车程", "行程", "时间"];
