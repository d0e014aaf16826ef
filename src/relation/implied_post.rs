//! Posts that somebody comes into where only the words before tell of what: 新内阁中，石青出任|外务大臣.

use super::antecedent::{Antecedents, names_firm, only};
use super::appointment::{claim_of_post, last_of_title, leads_on, posts_behind};
use super::chunk::{Chunk, Name, Row, Sort};
use super::employer::{can_serve, leads, stands_for_employer};
use super::post::{ends_as_minister, push};
use super::{Page, Relation};
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;

/// Reads the post of a state that somebody comes into where only the words before tell which: 新内阁中，石青出任|外务大臣. Of several
/// people each may have a title of the `own`.
pub(super) fn of_state(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    (person, verb): (usize, usize),
    own: Option<Span>,
    relations: &mut Vec<Relation>,
) {
    let last = last_of_title(row, verb, row.clause_end(verb));
    if last == verb || leads_on(row, last) || !is_of_state(page, row, last) {
        return;
    }
    // 新内阁中，石青出任|外务大臣, where the page is about one country abroad
    let is_cabinet = || page.text(page.document.sentences[row.sentence].span).contains(NEW_CABINET);
    let country = state_before(antecedents, row, verb).or_else(|| antecedents.only_state().filter(|_| is_cabinet()));
    let Some(country) = country.filter(|of| can_serve(page, &row.chunks[person], *of)) else { return };
    let title = own.unwrap_or(Span::new(row.chunks[verb + 1].span.start, row.chunks[last].span.end));
    let employer = Chunk { span: title, sort: Sort::Name(country) };
    let Some(claim) = claim_of_post(page, row, person, verb) else { return };
    push(page, row, (row.chunks[person], employer), title, claim, "appointment-of-state", relations);
}

/// Whether the title that a chunk ends is one that a state gives: 首相, and 农业部长 where a cabinet is told of.
fn is_of_state(page: Page<'_>, row: &Row, last: usize) -> bool {
    let text = |at: usize| page.text(row.chunks[at].span);
    // 公布新内阁，…获任|农业部长; 出任|外交部长，…任|农业部长; but not 公布影子内阁.
    let names_other = |at: usize| row.has(at, Acts::APPOINT) && row.has(at + 1, Acts::STATE);
    // 改组|内阁，…任|农业部长
    let announces = || (0..last).any(|at| row.has(at, Acts::PUBLISH) || names_other(at) || text(at).ends_with(CABINET));
    let is_shadow = || (0..last).any(|at| text(at).contains(SHADOW));
    row.has(last, Acts::STATE) || ends_as_minister(page, row, last) && announces() && !is_shadow()
}

/// Those who govern.
const CABINET: &str = "内阁";

/// One that has just been formed.
const NEW_CABINET: &str = "新内阁";

/// What the cabinets of those are called who do not govern.
const SHADOW: &str = "影子";

/// Reads the post of a company that somebody comes into or leaves where only the words before tell which: 岚海集团公告称，石青出任|
/// 总裁; 石青辞去|公司|董事长职务. Of several people each may have a title of the `own`.
pub(super) fn of_firm(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    (person, verb): (usize, usize),
    own: Option<Span>,
    relations: &mut Vec<Relation>,
) {
    let front = verb + usize::from(row.chunks.get(verb + 1).is_some_and(|next| stands_for_employer(page, next)));
    let last = last_of_title(row, front, row.clause_end(verb));
    // 石青在|白桦大学|担任|教授
    let led = verb.checked_sub(1).filter(|&at| row.governor(at).has(Acts::IN));
    let led = led.and_then(|at| row.chunks[at].name()).filter(|name| name.kind == EntityKind::Organization);
    // 辞去|董事长、执行董事|职务; 担任|公司|名誉主席
    let chief = (front + 1..=last).find(|&at| row.has(at, Acts::CHIEF));
    let is_own = front > verb;
    let is_chief = led.is_some() || chief.is_some() || is_own;
    // 出任|旗下|公司总裁: of another.
    let is_of_part = row.has(verb + 1, Acts::BELONG);
    if last == front || leads_on(row, last) || !is_chief || is_of_part || row.has(verb, Acts::BECOME) {
        return;
    }
    // 石青上月加入岚海能源，任|总裁
    let joined = || {
        let comma = row.clause_start(verb).checked_sub(1).filter(|&comma| row.chunks[comma].is('，'))?;
        let firm = comma.checked_sub(1).filter(|&firm| firm > 0 && row.has(firm - 1, Acts::JOIN))?;
        row.chunks[firm].name().filter(|name| name.kind == EntityKind::Organization)
    };
    // 岚海天文学会召开会议，紫金山天文台研究员石青当选|理事长: of the only one that such a title is of.
    let led_by_such = || {
        let chief = &row.chunks[chief?];
        // 谷歌前副总裁石青出任|首席执行官: not of what describes the person.
        let clause = row.clause_start(person.min(verb));
        only(row.chunks[..clause].iter().filter_map(Chunk::name).filter(|name| leads(page, chief, *name)))
    };
    let fits = |firm: &Name| match chief {
        Some(chief) => leads(page, &row.chunks[chief], *firm),
        None => is_own && names_firm(page, *firm),
    };
    // 岚海科技完成融资。白桦大学教授石青出任|公司|首席科学家: of what the sentence before is about.
    let told = || antecedents.firm_before(row.sentence).filter(|_| is_own);
    let named = || only_before(antecedents, row, verb, EntityKind::Organization);
    let firm = joined().or_else(named).filter(fits).or_else(|| led_by_such().or_else(told).filter(fits));
    let Some(firm) = led.or(firm) else { return };
    let title = own.unwrap_or(Span::new(row.chunks[front + 1].span.start, row.chunks[last].span.end));
    let employer = Chunk { span: title, sort: Sort::Name(firm) };
    let Some(claim) = claim_of_post(page, row, person, verb) else { return };
    push(page, row, (row.chunks[person], employer), title, claim, "appointment-of-firm", relations);
}

/// What the title of the second in a post begins with.
const DEPUTY: char = '副';

/// Reads the post of a body that the clause before tells somebody else's of: 李明当选全总主席，石青当选|副主席.
pub(super) fn of_body_before(page: Page<'_>, row: &Row, (person, verb): (usize, usize), relations: &mut Vec<Relation>) {
    let clause = row.clause_start(verb);
    let last = last_of_title(row, verb, row.clause_end(verb));
    let Some(comma) = clause.checked_sub(1).filter(|&comma| row.chunks[comma].is('，') && person >= clause) else {
        return;
    };
    if last == verb || leads_on(row, last) {
        return;
    }
    let text = |verb: usize| page.text(row.chunks[verb].span);
    let before = (row.clause_start(comma)..comma).find(|&at| row.has(at, Acts::APPOINT) && text(at) == text(verb));
    let posts = before.map(|before| posts_behind(page, row, before)).unwrap_or_default();
    let [(other, _)] = posts.as_slice() else { return };
    let title = Span::new(row.chunks[verb + 1].span.start, row.chunks[last].span.end);
    // 主席, 副主席; but not 分行行长 of a bank.
    if page.text(title).strip_prefix(DEPUTY) != Some(page.text(other.title)) {
        return;
    }
    let Some(claim) = claim_of_post(page, row, person, verb) else { return };
    let ends = (row.chunks[person], row.chunks[other.employer]);
    push(page, row, ends, title, claim, "appointment-of-body", relations);
}

/// The only name of a kind in front of a chunk, in its sentence or, if that has none, in those before.
pub(super) fn only_before(antecedents: &Antecedents<'_>, row: &Row, end: usize, kind: EntityKind) -> Option<Name> {
    let here = || row.chunks[..end].iter().filter_map(Chunk::name).filter(|name| name.kind == kind);
    if here().next().is_some() { only(here()) } else { antecedents.only_before(row.sentence, kind, |_| true) }
}

/// The only country that is named in front of a chunk, in its sentence or, if that names none, in those before.
fn state_before(antecedents: &Antecedents<'_>, row: &Row, end: usize) -> Option<Name> {
    let has_any = row.chunks[..end].iter().filter_map(Chunk::name).any(|name| name.kind == EntityKind::Country);
    let near = || antecedents.state_near(row.sentence, row.chunks[end].span.start);
    only_before(antecedents, row, end, EntityKind::Country).or_else(|| if has_any { None } else { near() })
}
