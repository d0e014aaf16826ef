//! Whether a clause means that somebody is a member of a body: 日本与欧盟成员国德国签署 makes none of 日本.

use super::chunk::{Name, PREPOSITIONS, Row, Word};
use super::frame::Frame;
use super::position::{Position, stands_as};
use super::sense::Ends;
use super::{Page, seat};
use crate::document::Tag;
use crate::entity::is_firm;
use crate::ontology::Acts;
use crate::ontology::EntityKind::{self, Country, Organization};

/// Whether a word that opens a list stands behind the one at `trigger`: 成员国|包括, 邻国|为.
pub(super) fn opens_list(row: &Row, trigger: usize) -> bool {
    row.has(trigger + 1, Acts::INCLUDE.and(Acts::BECOME)) || stands_as(row, trigger + 1)
}

/// Whether the subject is what is called a member.
pub(super) fn is_member(frame: &Frame, page: Page<'_>, row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    // 将担任|东盟|轮值主席国: that it is a member is not planned.
    let is_chair = page.text(row.chunks[trigger].span).ends_with(CHAIR);
    let clause = row.clause_start(trigger)..trigger;
    // 英国|为|奥地利|接任|欧盟|轮值主席国|做准备: another.
    let is_other = |at: usize| at > subject && at != object && row.kind(at) == Some(Country);
    if is_chair && clause.into_iter().any(|at| row.has(at, Acts::PLAN) || is_other(at)) {
        return false;
    }
    // 岚海科技和白桦集团|等|成员企业: those of one list are members of something else.
    let is_listed = |kind: EntityKind| row.list(object, &[kind]).contains(&subject);
    match frame.subject {
        Position::Subject if row.kind(subject).is_some_and(is_listed) => false,
        // 日本与|欧盟|成员国|德国|签署, 白桦集团同|岚海商会|会员企业|青湖公司|签订: the member stands behind.
        Position::Subject => !matches!(row.kind(trigger + 1), Some(Country | Organization)),
        // 作为|东盟|成员国|的|邻国，中国…
        Position::SubjectNext => trigger + 1 == row.clause_end(trigger),
        // 成员国|包括|沙特
        Position::Behind => opens_list(row, trigger),
        // 现有中国、印度等|10|个|成员国, but not 既有中国进出口银行，也有|世界银行|成员|国际金融公司.
        Position::Before => row.kind(trigger + 1).is_none(),
        // 岚海集团|理事单位|白桦集团, but not 岚海集团|和|理事单位|白桦集团, nor 向|会长单位|白桦集团.
        Position::Right => !(object + 1..trigger).any(|at| row.is_joint(at) || row.has(at, PREPOSITIONS)),
        _ => true,
    }
}

/// What the members of a bloc are in turn.
const CHAIR: &str = "主席国";

/// Whether what is composed is an organization that those named are members of: 由印度、日本、德国、巴西|四国|组成|的|四国集团; but not
/// 由美国|企业|组成|的|协会, nor 由岚海科技、青湖科技|组成|的|白桦公司.
pub(super) fn is_membership(
    page: Page<'_>,
    row: &Row,
    Ends { subject, trigger, .. }: Ends,
    from: Name,
    to: Name,
) -> bool {
    let is_body = match from.kind {
        Country => !page.resolution.entities[to.entity].label.ends_with("公司"),
        _ => !seat::class(page, to.entity).is_some_and(is_firm),
    };
    let last = row.last_of_list(subject, &[from.kind]);
    let counts = |at: usize| {
        let is_other = |word: Word| word.tag != Tag::Noun || word.acts.has(Acts::MEMBER);
        row.chunks[at].word().is_some_and(is_other) || page.text(row.chunks[at].span) == "国"
    };
    is_body && (last > trigger || (last + 1..trigger).all(counts))
}
