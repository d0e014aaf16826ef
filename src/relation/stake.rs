//! Whether money is what a frame tells of: who puts it into something, holds shares of it, or lends it.

use std::ops::Range;

use super::antecedent::names_firm;
use super::argument::preposition;
use super::chunk::{Chunk, Name, Row};
use super::frame::Frame;
use super::position::{Position, describes};
use super::sense::Ends;
use super::{Page, seat};
use crate::document::Tag;
use crate::entity::is_bank;
use crate::ontology::Acts;
use crate::ontology::EntityKind::{Organization, Project};

/// Whether the subject itself puts money into the object.
pub(super) fn invests(frame: &Frame, row: &Row, ends: Ends, from: Name) -> bool {
    let Ends { subject, trigger, object } = ends;
    if is_done_for(row, ends) {
        return false;
    }
    match (frame.subject, frame.object) {
        // 白桦集团|在|老挝|的|首期|投资, but not 老挝|企业|在|泰国|的|投资.
        (Position::Goods, Position::Led(Acts::IN)) => {
            from.kind == Organization && row.has(subject + 1, Acts::IN) && row.has(object + 1, Acts::OF)
        }
        // 小天鹅|在|美的|入主|后: who is led there does it.
        (_, Position::Led(Acts::IN)) => !row.has(trigger + 1, Acts::WHEN),
        // 收购|岚海集团, but not its |持有|的|股权 or |控股股东|青湖集团
        (_, Position::Behind) => !row.has(object + 1, Acts::OWN.and(Acts::BELONG).and(Acts::HOLDER)),
        _ => true,
    }
}

/// The bank that is led in the clause before `purpose`, with which somebody signs that it lends: 去年|与|岚海银行|签署贷款协议，用于.
pub(super) fn signed_with(page: Page<'_>, row: &Row, purpose: usize) -> Option<usize> {
    let clause = clause_before(row, purpose)?;
    let is_led = |at: &usize| row.governor(*at).has(Acts::WITH) && names_bank(page, row, *at);
    let bank = clause.clone().find(is_led)?;
    let lends = (bank..clause.end).any(|at| row.has(at, Acts::LOAN));
    (lends && !(clause.start..bank).any(|at| names_bank(page, row, at))).then_some(bank)
}

/// Whether somebody is who lends what the clause before `purpose` tells: of those who sign there only the banks, if any does.
pub(super) fn may_lend(page: Page<'_>, row: &Row, purpose: usize, lender: usize) -> bool {
    let Some(mut clause) = clause_before(row, purpose) else { return true };
    let signs = clause.clone().any(|at| row.has(at, Acts::AGREE.and(Acts::SIGN)));
    !signs || names_bank(page, row, lender) || !clause.any(|at| names_bank(page, row, at))
}

fn clause_before(row: &Row, at: usize) -> Option<Range<usize>> {
    let comma = row.clause_start(at).checked_sub(1).filter(|&comma| row.chunks[comma].is('，'))?;
    Some(row.clause_start(comma)..comma)
}

fn names_bank(page: Page<'_>, row: &Row, at: usize) -> bool {
    row.chunks[at].name().and_then(|name| seat::class(page, name.entity)).is_some_and(is_bank)
}

/// Whether the firm right behind a word for a shareholder is one of the firm in front: 岚海科技|第一大|股东|白桦集团, but not
/// 岚海科技|求助于|大股东|白桦集团.
pub(super) fn holds_it(page: Page<'_>, row: &Row, Ends { trigger, object, .. }: Ends, to: Name) -> bool {
    let clause = row.clause_start(trigger);
    if object < clause {
        // 岚海科技|公告称，|控股股东|白桦集团, but not 岚海证券|报告称.
        let announces = |at: usize| page.text(row.chunks[at].span).starts_with(ANNOUNCES);
        return names_firm(page, to) && (object..clause).any(announces);
    }
    let is_rank = |at: usize| {
        let text = page.text(row.chunks[at].span);
        row.has(at, Acts::OF) || text.ends_with(LARGE) || row.chunks[at].is_figure()
    };
    (object + 1..trigger).all(is_rank)
}

/// What firms tell those who own them by.
const ANNOUNCES: &str = "公告";

/// Whether the subject is one of the shareholders that stand behind the firm: 在|白桦集团|前十大|股东|之列.
pub(super) fn is_among_holders(page: Page<'_>, row: &Row, Ends { trigger, object, .. }: Ends) -> bool {
    let is_rank = |at: usize| row.chunks[at].name().is_none() && !row.chunks[at].is_boundary();
    let next = row.chunks.get(trigger + 1).map(|next| page.text(next.span));
    (object + 1..trigger).all(is_rank) && next.is_some_and(|next| RANKS.iter().any(|rank| rank.starts_with(next)))
}

/// What tells behind a word for shareholders that somebody is one of them, as far as it is one word.
const RANKS: [&str; 4] = ["之列", "之中", "行列", "名单"];

/// What words for how much a shareholder holds end in: 第一大.
const LARGE: char = '大';

/// Whether shares are what is owned: 持有|岚海科技公司|40%|的|股份, but not 出售|持有|的|股份.
pub(super) fn owns_shares(row: &Row, Ends { trigger, object, .. }: Ends) -> bool {
    // 共同|持有|云岭盐湖项目
    // 购买|云岭电站|的|电力 owns nothing of it.
    let is_work = row.kind(object) == Some(Project) && object == trigger + 1 && row.clause_end(object) == object + 1;
    is_work
        || !describes(row, trigger)
            && row.chunks[object + 1..row.clause_end(object)].iter().any(|chunk| chunk.has(Acts::SHARE))
}

/// Whether the word at `trigger` is followed by how much is held: 持股|62.5%.
pub(super) fn holds_share(page: Page<'_>, row: &Row, trigger: usize) -> bool {
    row.chunks.get(trigger + 1).is_some_and(|next| next.is_figure() && page.text(next.span).contains(char::is_numeric))
}

/// Whether what the word at the trigger tells is another's, for whom money is given: 工商银行|为|比亚迪|在匈牙利建厂|提供|贷款.
pub(super) fn is_done_for(row: &Row, Ends { subject, trigger, .. }: Ends) -> bool {
    let is_other = |at: usize| row.chunks[at].name().is_some() && row.governor(at).has(Acts::TOWARDS);
    (subject + 1..trigger.max(subject + 1)).any(is_other)
        && (trigger..row.clause_end(trigger)).any(|at| row.has(at, Acts::GRANT))
}

/// Whether the subject is who lends.
pub(super) fn lends_it(frame: &Frame, row: &Row, ends: Ends, to: Name) -> bool {
    let Ends { subject, trigger, object } = ends;
    match (frame.subject, frame.object) {
        // 为|云岭电站|提供贷款|的|有|岚海银行
        (Position::Listed, _) => to.kind == Project,
        // 48亿元|为|岚海银行|的|贷款: it is the bank's.
        (_, Position::Led(Acts::TOWARDS)) => lends_towards(row, ends),
        // 贷款|云岭电站 is told by the verb that 贷款 is, too.
        (_, Position::Right) => {
            let grants = (subject..trigger).any(|at| row.has(at, Acts::GRANT));
            grants && to.kind == Project && !row.has(trigger, Acts::FINANCE)
        }
        // 云岭大桥|85%|的|资金|来自|岚海银行
        (Position::LedBehind(_), _) => {
            let is_part = |chunk: &Chunk| {
                chunk.is_figure()
                    || chunk.word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Particle))
            };
            let is_its = object < trigger && row.chunks[object + 1..trigger].iter().all(is_part);
            to.kind == Project && is_its && row.has(trigger + 1, Acts::FROM)
        }
        // 资金|来自|岚海银行|贷款, but not 从|委员会|筹集|的|资金
        (_, Position::Goods) => to.kind == Project && trigger == subject + 1,
        // 由其|老挝|的|子公司|向银行|贷款; 从|白桦集团|旗下|岚海信托|贷款
        (Position::Led(Acts::FROM), _) => {
            !row.has(subject + 1, Acts::BELONG) && !row.governor(subject).has(Acts::AGENT)
        }
        _ => true,
    }
}

/// Whether money is lent to the one whom a preposition leads, and not borrowed there: 向老挝|提供贷款, but not 向银行|申请|贷款.
fn lends_towards(row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    // 国际|金融机构|向俄罗斯提供贷款: a noun without a name lends.
    let is_small =
        |at: &usize| row.has(*at, Acts::PLAN) || row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Adverb);
    let towards = preposition(row, object, Acts::TOWARDS);
    let leads = towards.and_then(|towards| (0..towards).rev().find(|at| !is_small(at)));
    let is_noun =
        row.get(leads).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Noun && word.acts.is_plain());
    // 向银行|偿还|贷款, 对水电站的贷款|申请
    let borrows = (object.min(trigger)..trigger + 2).any(|at| row.has(at, Acts::BORROW));
    let is_sum = row.has(object + 1, Acts::OF) && object > 0 && row.has(object - 1, Acts::REACH);
    // 为|白桦集团|收购|岚海科技|提供贷款: who is bought lends nothing.
    // 对|中国政府|向老挝|提供援助|表示感谢: who is led by the preposition before gives it.
    let thanks = (trigger..row.clause_end(trigger)).any(|at| row.has(at, Acts::SAY));
    let gives = thanks && (object + 1..trigger).any(|at| row.has(at, Acts::TOWARDS));
    !(is_noun || is_sum || borrows || gives || subject > object)
}
