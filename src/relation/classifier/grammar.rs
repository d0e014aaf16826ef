//! What grammar leaves open of a pair of names, before any weight is asked.

use super::super::chunk::{Chunk, Row, Sort};
use super::super::frame::ANY_TRIGGER;
use super::super::frames::FRAMES;
use super::super::{Page, seat};
use super::label::{Direction, Label, Labels};
use super::pair::{FARTHEST, Pair};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Predicate};

/// The labels of a pair that its clause does not rule out.
pub(super) fn leaves_open(page: Page<'_>, row: &Row, pair: &Pair) -> Labels {
    // Who plays in a work, or is told of beside it, does not publish it, nor does who designs a bridge or delivers its cables
    // build it: what rules tell of these is enough.
    let unknown = unknown_to_rules(row, pair);
    let mut labels = unknown.without(Predicate::Publishes).without(Predicate::Builds);
    // 杭州市|与|苏里南首都帕拉马里博: what is joined has only to do with each other what both do.
    if !pair.is_list() && row.is_joint(pair.left.1 + 1) {
        labels = labels.only(&[Predicate::AgreesWith, Predicate::Meets, Predicate::Borders]);
    }
    if is_whole(row, pair.first) || is_whole(row, pair.second) {
        labels = labels.only(&[Predicate::PartOf]);
    }
    for (direction, part, whole) in
        [(Direction::Forward, pair.first, pair.second), (Direction::Backward, pair.second, pair.first)]
    {
        let is_said = direction == Direction::Forward || describes(page, row, pair);
        if !is_said || !seat::may_hold(page, row, part, whole) || seat::is_doubtful(page, row, part) {
            labels = labels.without_label(Label::new(Predicate::LocatedIn, direction));
        }
    }
    let has_between = |kinds: &[EntityKind]| pair.between().any(|at| row.is_one_of(at, kinds));
    // 韩国政府|支持|现代集团|与|朝鲜|合作: who agrees is the nearer one.
    if has_between(&[EntityKind::Organization, EntityKind::Country]) {
        labels = labels.without(Predicate::AgreesWith);
    }
    // 戈丹|对|李瑞环|访问|马赛|表示欢迎, 应|老挝总理石青|邀请
    let invites = |name: usize| row.chunks.get(name + 1).is_some_and(|next| page.text(next.span) == "邀请");
    // 石青在人民大会堂|会见|李明: where somebody receives guests he need not have come to.
    let clause = row.clause_start(pair.first)..row.clause_end(pair.second);
    let receives = row.chunks[clause].iter().any(|chunk| chunk.has(Acts::MEET));
    if has_between(&[EntityKind::Person]) || invites(pair.first) || receives {
        labels = labels.without(Predicate::Visits);
    }
    labels
}

/// The labels of a pair in whose clause no rule has a word for them: what a rule knows the word of and does not tell, it has a
/// reason not to.
fn unknown_to_rules(row: &Row, pair: &Pair) -> Labels {
    let behind = row.chunks.iter().skip(pair.second).take(FARTHEST).take_while(|chunk| !chunk.is_boundary());
    let words = row.chunks[pair.first..pair.second].iter().chain(behind).filter_map(Chunk::word);
    let acts = words.fold(Acts::default(), |acts, word| acts.and(word.acts));
    if !acts.has(ANY_TRIGGER) {
        return pair.labels;
    }
    let known = FRAMES.iter().filter(|frame| acts.has(frame.act));
    known.fold(pair.labels, |labels, frame| labels.without(frame.predicate))
}

/// Whether a name only tells whose part is meant, which does what its whole does not: 岚海集团的|子公司|承建.
fn is_whole(row: &Row, name: usize) -> bool {
    row.has(name + 1 + usize::from(row.has(name + 1, Acts::OF)), Acts::BELONG)
}

/// Whether the first of two names can tell where the second is: 四川的|泸沽湖, but not 杜塞尔多夫|战胜|捷克队.
fn describes(page: Page<'_>, row: &Row, pair: &Pair) -> bool {
    // 上海、杭州的|岚海科技: of a list of places only the last is surely meant.
    // 台湾|裕隆汽车|与|通用汽车, 北京“紫禁城”|、|西安: what is joined to what is there may be elsewhere.
    let is_next = pair.second == pair.right.0
        || row.chunks[pair.second - 1].is('、') && !row.is_one_of(pair.second, &[EntityKind::Place]);
    let is_near = pair.first == pair.left.1 && !pair.is_list() && is_next;
    // 中国|常驻|联合国, 白俄罗斯|等|东欧国家, 西藏|九个|全国人大代表团
    let is_barrier = |at: usize| match row.chunks[at].sort {
        Sort::Name(name) => !matches!(name.kind, EntityKind::Country | EntityKind::Place),
        Sort::Word(word) => {
            let is_of_clause = matches!(
                word.tag,
                Tag::Verb | Tag::VerbalNoun | Tag::Preposition | Tag::Conjunction | Tag::Number | Tag::Latin
            );
            is_of_clause || !word.acts.without(DESCRIBING).is_plain() || page.text(row.chunks[at].span) == "等"
        }
        Sort::Time(_) | Sort::Mark(_) => true,
    };
    // 访问|老挝|的|白桦研究所, 离|上海|的|无锡: the place is only what the word in front leads to.
    let leads = |chunk: &Chunk| chunk.has(Acts::VISIT) || AWAY.contains(&page.text(chunk.span));
    let is_led = row.get(pair.left.0.checked_sub(1)).is_some_and(leads);
    is_near && !is_led && !pair.between().any(is_barrier)
}

/// Acts of words that can stand between a place and what is there.
const DESCRIBING: Acts = Acts::OF.and(Acts::SORT).and(Acts::AREA).and(Acts::CAPITAL).and(Acts::LEVEL);

/// In front of what something is not far from.
const AWAY: [&str; 2] = ["离", "距"];
