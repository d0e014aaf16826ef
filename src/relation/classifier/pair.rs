//! Pairs of names of a row that may have to do with each other.

use std::ops::Range;

use super::super::chunk::{Chunk, Row, Sort};
use super::super::frames::FRAMES;
use super::super::{Page, seat};
use super::label::{Direction, Label, Labels};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Predicate};

/// Two names of a row, and the lists in which they stand: 中国铁建|和|中国中铁|承建|云岭铁路|、|松河铁路.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Pair {
    /// The chunk of the name that stands first.
    pub first: usize,
    /// The chunk of the other.
    pub second: usize,
    /// The chunks of the list of the first one, from its first name to its last.
    pub left: (usize, usize),
    /// Likewise of the second.
    pub right: (usize, usize),
    /// What can be told of them.
    pub labels: Labels,
}

impl Pair {
    /// The chunks between the two lists.
    pub fn between(&self) -> Range<usize> {
        if self.is_list() { 0..0 } else { self.left.1 + 1..self.right.0 }
    }

    /// Whether the two stand in one list.
    pub fn is_list(&self) -> bool {
        self.left == self.right
    }
}

/// The most chunks between the lists of two names.
const FARTHEST: usize = 30;

/// The most names from one to the other.
const MOST_NAMES: usize = 12;

/// The pairs of a row of which something can be told.
pub(super) fn pairs(page: Page<'_>, row: &Row) -> Vec<Pair> {
    let names = listed(row);
    let mut pairs = Vec::new();
    for (n, &(first, left)) in names.iter().enumerate() {
        for &(second, right) in names.iter().skip(n + 1).take(MOST_NAMES) {
            if left == right || right.0 - left.1 <= FARTHEST {
                pairs.extend(pair(page, row, (first, left), (second, right)));
            }
        }
    }
    pairs
}

/// A name, and the first and the last name of the list in which it stands.
type Listed = (usize, (usize, usize));

/// A pair, unless nothing can be told of it.
fn pair(page: Page<'_>, row: &Row, (first, left): Listed, (second, right): Listed) -> Option<Pair> {
    let [one, other] = [row.chunks[first].name()?, row.chunks[second].name()?];
    let pair = Pair { first, second, left, right, labels: Labels::of_kinds([one.kind, other.kind]) };
    let are_sure = || [first, second].into_iter().all(|at| is_sure(page, row, at));
    if one.entity == other.entity || pair.labels.is_empty() || !are_sure() {
        return None;
    }
    let labels = may_be(page, row, &pair);
    (!labels.is_empty()).then_some(Pair { labels, ..pair })
}

/// Whether a name is surely one: on names that are cut wrong no guess is built.
fn is_sure(page: Page<'_>, row: &Row, at: usize) -> bool {
    let start = row.chunks[at].span.start;
    let mention = page.mentions.binary_search_by_key(&start, |mention| mention.span.start);
    mention.map_or(true, |mention| page.mentions[mention].confidence >= LEAST_CONFIDENCE)
}

/// How sure a recogniser must be of a name.
const LEAST_CONFIDENCE: f32 = 0.8;

/// The labels of a pair that what stands between its names leaves open.
fn may_be(page: Page<'_>, row: &Row, pair: &Pair) -> Labels {
    let mut labels = pair.labels;
    let has_between = |kinds: &[EntityKind]| pair.between().any(|at| row.is_one_of(at, kinds));
    // 杭州市|与|苏里南首都帕拉马里博: what is joined has only to do with each other what both do.
    if !pair.is_list() && row.is_joint(pair.left.1 + 1) {
        labels = labels.only(&[Predicate::AgreesWith, Predicate::Meets, Predicate::Borders]);
    }
    let seats = [(Direction::Forward, pair.first, pair.second), (Direction::Backward, pair.second, pair.first)];
    // What a rule has a word for it knows better, and if it tells nothing, it has its reason.
    let behind = row.chunks.iter().skip(pair.second).take(FARTHEST).take_while(|chunk| !chunk.is_boundary());
    let words = row.chunks[pair.first..pair.second].iter().chain(behind).filter_map(Chunk::word);
    let acts = words.fold(Acts::default(), |acts, word| acts.and(word.acts));
    for frame in FRAMES.iter().filter(|frame| acts.has(frame.act)) {
        labels = labels.without(frame.predicate);
    }
    for (direction, part, whole) in seats {
        let describes = direction == Direction::Forward || describes(page, row, pair);
        if !describes || !seat::may_be_in(page, row, part, whole) || !seat::may_hold(page, row, part, whole) {
            labels = labels.without_label(Label::new(Predicate::LocatedIn, direction));
        }
    }
    // 岚海集团的|子公司|承建: what a part of it does it does not.
    let is_whole = |name: usize| {
        let part = name + 1 + usize::from(row.has(name + 1, Acts::OF));
        row.has(part, Acts::BELONG)
    };
    if is_whole(pair.first) || is_whole(pair.second) {
        labels = labels.only(&[Predicate::PartOf]);
    }
    // 钱文澜的|小说|《白桦》, but not 钱文澜|主演|的|《白桦》
    let is_deed = |at: usize| {
        let word = row.chunks[at].word();
        word.is_some_and(|word| {
            matches!(word.tag, Tag::Verb | Tag::Preposition) || !word.acts.without(Acts::OF.and(Acts::BOOK)).is_empty()
        })
    };
    if pair.between().any(is_deed) {
        labels = labels.without(Predicate::Publishes);
    }
    // 韩国政府|支持|现代集团|与|朝鲜|合作: who agrees is the nearer one.
    if has_between(&[EntityKind::Organization, EntityKind::Country]) {
        labels = labels.without(Predicate::AgreesWith);
    }
    // 戈丹|对|李瑞环|访问|马赛|表示欢迎, 应|老挝总理石青|邀请
    let invites = |name: usize| row.chunks.get(name + 1).is_some_and(|next| page.text(next.span) == "邀请");
    if has_between(&[EntityKind::Person]) || invites(pair.first) {
        labels = labels.without(Predicate::Visits);
    }
    labels
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
            is_of_clause || !word.acts.without(DESCRIBING).is_empty() || page.text(row.chunks[at].span) == "等"
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

/// The names of a row, each with the first and the last one of the list in which it stands with nothing but joints in between.
fn listed(row: &Row) -> Vec<Listed> {
    let is_land = |kind| matches!(kind, EntityKind::Country | EntityKind::Place);
    let are_alike = |a: usize, b: usize| {
        let kinds = row.kind(a).zip(row.kind(b));
        kinds.is_some_and(|(a, b)| a == b || is_land(a) && is_land(b))
    };
    let names: Vec<usize> = (0..row.chunks.len()).filter(|&at| row.kind(at).is_some()).collect();
    let lists = names.chunk_by(|&a, &b| b == a + 2 && row.is_joint(a + 1) && are_alike(a, b));
    let ends = |list: &[usize]| list.first().copied().zip(list.last().copied());
    lists.flat_map(|list| list.iter().filter_map(move |at| Some((*at, ends(list)?)))).collect()
}
