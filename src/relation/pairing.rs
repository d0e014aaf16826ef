//! Facts between the members of one list: 中国和老挝签署协议, A与B举行会谈, A、B联合印发.

use super::chunk::{Chunk, Row};
use super::frame::Frame;
use super::position::Position;
use super::sense::Ends;
use super::subject::{Leniency, subject_left};
use super::{Page, Relation, frame, stance};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Predicate};

/// Facts between the members of one list, where the word links it to nobody else: 中国和老挝签署, A与B会谈, 中国与老挝接壤.
pub(super) fn read(page: Page<'_>, row: &Row, trigger: usize, act: Acts, relations: &mut Vec<Relation>) -> Option<()> {
    let (_, predicate, rule) = *PAIRS.iter().find(|pair| pair.0 == act)?;
    let kinds = predicate.subjects();
    // 俄罗斯与芬兰|的|边境线, 石青与李明|的|会晤
    let is_line = act == Acts::BORDER && row.chunks[trigger].word().is_some_and(|word| word.tag == Tag::Noun);
    let is_talk =
        act == Acts::MEET && trigger > 1 && row.has(trigger - 1, Acts::OF) && row.is_one_of(trigger - 2, kinds);
    let leniency = if is_line || is_talk { Leniency::Describing } else { Leniency::Exact };
    let last = subject_left(row, trigger, kinds, leniency)?;
    // 老挝、泰国|加强|边境|管理
    let is_small = |chunk: &Chunk| {
        chunk.word().is_some_and(|word| word.acts.has(Acts::OF) || matches!(word.tag, Tag::Noun | Tag::Adjective))
    };
    if is_line && !row.chunks[last + 1..trigger].iter().all(is_small) {
        return None;
    }
    let list = row.list(last, kinds);
    let meets_more = (last + 1..trigger).any(|at| row.has(at, Acts::WITH));
    if !(2..=MOST_PARTNERS).contains(&list.len()) || meets_more {
        return None;
    }
    // 埃厄|边界, where the page names neither in full: it may be of others.
    if list.iter().any(|&name| is_in_short_alone(page, row, name)) {
        return None;
    }
    let claim = stance::claim(row, list[0], trigger)?;
    // 将加强老挝、泰国|边境|管理: the plan is about something else.
    let claim = if is_line { claim.of_noun() } else { claim };
    let frame = Frame { rule, act, predicate, subject: Position::Subject, object: Position::Behind };
    // A与B、C|联合|印发: each with each.
    let all = act == Acts::JOINTLY;
    for (subject, object) in sides(row, &list, all) {
        frame::push(&frame, page, row, Ends { subject, trigger, object }, &claim, relations);
    }
    Some(())
}

/// Whether a country is named by a character that others bear, too, and not in full where the page begins.
fn is_in_short_alone(page: Page<'_>, row: &Row, at: usize) -> bool {
    let text = page.text(row.chunks[at].span);
    let short = text.chars().next().filter(|c| c.len_utf8() == text.len());
    let Some((c, name)) = short.zip(row.chunks[at].name()) else { return false };
    let gazetteer = &page.ontology.gazetteer;
    let bearers = gazetteer.abbreviation(c).iter().filter(|entry| gazetteer.entry(**entry).0 == EntityKind::Country);
    let is_named = || {
        let mentions = page.mentions.iter().zip(&page.resolution.entity_of).take(MOST_MENTIONS);
        mentions.into_iter().any(|(mention, entity)| *entity == name.entity && mention.span.len() > text.len())
    };
    bearers.count() > 1 && !is_named()
}

/// Among how many mentions of a page a country is looked for that is named in short.
const MOST_MENTIONS: usize = 500;

/// What organizations agree on when they do it together: 联合|印发, 共同|出资.
pub(super) const ISSUED: Acts = Acts::PUBLISH.and(Acts::INVEST).and(Acts::START);

/// Whether several do together what the word at `trigger` tells: 联合|印发, 共同|推出.
pub(super) fn is_joint_act(row: &Row, trigger: usize) -> bool {
    (row.clause_start(trigger).max(trigger.saturating_sub(2))..=trigger).any(|at| row.has(at, Acts::JOINTLY))
}

/// More names than this are a list of those who did alike, not of those who did it with each other.
const MOST_PARTNERS: usize = 6;

/// Who of a list meets whom: A、B与C、D are two sides, A、B和C all of them, and so is each list of `all`.
fn sides(row: &Row, list: &[usize], all: bool) -> Vec<(usize, usize)> {
    let is_side = |&n: &usize| !all && (list[n - 1]..list[n]).any(|at| row.has(at, Acts::WITH));
    let border = (1..list.len()).rev().find(is_side);
    let mut pairs = Vec::new();
    for (n, &subject) in list.iter().enumerate() {
        for (m, &object) in list.iter().enumerate().skip(n + 1) {
            if border.is_none_or(|border| n < border && border <= m) {
                pairs.push((subject, object));
            }
        }
    }
    pairs
}

/// Acts that link the members of one list.
const PAIRS: [(Acts, Predicate, &str); 4] = [
    (Acts::JOINTLY, Predicate::AgreesWith, "joint-act"),
    (Acts::AGREE, Predicate::AgreesWith, "agreement-of"),
    (Acts::MEET, Predicate::Meets, "meeting-of"),
    (Acts::BORDER, Predicate::Borders, "neighbours"),
];
