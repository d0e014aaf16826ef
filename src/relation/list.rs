//! The names of a list: 中国、老挝和泰国; A主席和|法国总统|B.

use super::chunk::{Chunk, LONGEST_TITLE, Row, Word, is_title_word};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};

impl Row {
    /// The names of the list in which the one at `index` stands, of some kinds, in order.
    pub fn list(&self, index: usize, kinds: &[EntityKind]) -> Vec<usize> {
        let mut list = vec![index];
        let mut first = index;
        while let Some(before) = self.joined_before(first, kinds) {
            list.push(before);
            first = before;
        }
        let mut last = index;
        while let Some(behind) = self.joined_behind(last, kinds) {
            list.push(behind);
            last = behind;
        }
        list.sort_unstable();
        list
    }

    /// The last name of the list in which the one at `index` stands.
    pub fn last_of_list(&self, index: usize, kinds: &[EntityKind]) -> usize {
        let mut last = index;
        while let Some(behind) = self.joined_behind(last, kinds) {
            last = behind;
        }
        last
    }

    /// The name that a joint links to the one at `index` from the left.
    fn joined_before(&self, index: usize, kinds: &[EntityKind]) -> Option<usize> {
        let before = index.checked_sub(1)?;
        if self.are_in_short(before, kinds) {
            return Some(before);
        }
        // LG新能源以及|日本|丰田汽车
        let home = before.checked_sub(1).filter(|&joint| self.is_joint(joint) && self.leads(before, index));
        // A与|白桦集团|所属|的|B
        let owner = before.checked_sub(3).filter(|&joint| {
            self.is_joint(joint)
                && self.chunks[before].has(Acts::OF)
                && self.chunks[before - 1].has(Acts::BELONG)
                && self.kind(before - 2) == Some(EntityKind::Organization)
        });
        // A与|总部|位于|岚海|的|B
        let seated = || {
            let last = before.checked_sub(1).filter(|_| self.chunks[before].has(Acts::OF))?;
            let tells = |at: usize| {
                let is_seat = |word: Word| word.acts.has(Acts::LOCATE) || word.tag == Tag::Noun && word.acts.is_plain();
                matches!(self.kind(at), Some(EntityKind::Country | EntityKind::Place))
                    || self.chunks[at].word().is_some_and(is_seat)
            };
            let joint = (last.saturating_sub(LONGEST_SEAT)..=last).rev().find(|&at| !tells(at))?;
            let is_told = (joint..last).any(|at| self.has(at, Acts::LOCATE));
            Some(joint).filter(|&joint| self.is_joint(joint) && is_told)
        };
        let start = match home.or(owner).or_else(seated) {
            Some(joint) => joint,
            None if self.is_joint(before) => before,
            None => self.joint_before_title(index)?,
        };
        let start = self.joint_before_unknown(start, index).unwrap_or(start);
        let other = start.checked_sub(1)?;
        let other = if self.kind(other).is_some() { other } else { self.title_start(start)?.checked_sub(1)? };
        let land = other
            .checked_sub(1)
            .filter(|&land| self.kind(index) == Some(EntityKind::Country) && self.is_town_of(land, other));
        let other = land.unwrap_or(other);
        self.kind(other).filter(|kind| kinds.contains(kind) && self.is_alike(*kind, index)).map(|_| other)
    }

    /// Whether a country or place only tells where what stands behind it is: 日本|丰田汽车, 塞尔维亚|贝尔格莱德.
    fn leads(&self, place: usize, behind: usize) -> bool {
        matches!(
            (self.kind(place), self.kind(behind)),
            (Some(EntityKind::Country), Some(EntityKind::Place))
                | (Some(EntityKind::Country | EntityKind::Place), Some(EntityKind::Organization))
        )
    }

    /// Whether a place only tells where in the country in front something is: 在|美国|俄亥俄州|、|俄罗斯|和|德国.
    fn is_town_of(&self, country: usize, place: usize) -> bool {
        country + 1 == place
            && self.kind(country) == Some(EntityKind::Country)
            && self.kind(place) == Some(EntityKind::Place)
    }

    /// Whether a name of some kind can stand in one list with the one at `index`: 连接昆明和老挝.
    fn is_alike(&self, kind: EntityKind, index: usize) -> bool {
        self.kind(index).is_some_and(|other| kind == other || kind.is_land() && other.is_land())
    }

    /// For a person, the joint in front of the employer and title: A主席和|法国总统|B.
    fn joint_before_title(&self, index: usize) -> Option<usize> {
        if self.kind(index) != Some(EntityKind::Person) {
            return None;
        }
        let start = index.saturating_sub(LONGEST_TITLE);
        let is_title = |chunk: &Chunk| {
            let may_pass = |word: Word| is_title_word(word) || word.acts.is_plain() || word.acts.has(Acts::STATIONED);
            chunk.name().is_some() || chunk.word().is_some_and(may_pass)
        };
        let joint = (start..index).rev().find(|&at| !is_title(&self.chunks[at]))?;
        self.is_joint(joint).then_some(joint)
    }

    /// The joint in front of an organization that nobody knows, which stands in front of another: 中国石油、|缅甸|石油|和|天然气|企业|、…
    fn joint_before_unknown(&self, joint: usize, index: usize) -> Option<usize> {
        let is_body = self.kind(index) == Some(EntityKind::Organization) && self.chunks[joint].is('、');
        let last = joint.checked_sub(1).filter(|&last| is_body && self.has(last, Acts::SORT))?;
        let is_part = |at: usize| {
            let is_noun = |word: Word| matches!(word.tag, Tag::Noun | Tag::Adjective) || word.acts.has(Acts::AND);
            matches!(self.kind(at), Some(EntityKind::Country | EntityKind::Place))
                || self.chunks[at].word().is_some_and(is_noun)
        };
        let before = (last.saturating_sub(LONGEST_TITLE)..last).rev().find(|&at| !is_part(at))?;
        self.chunks[before].is('、').then_some(before)
    }

    /// Where the title begins that follows a person and ends before `end`: 习近平|主席|和.
    fn title_start(&self, end: usize) -> Option<usize> {
        let word = self.chunks.get(end.checked_sub(1)?)?.word()?;
        (is_title_word(word) && self.kind(end.checked_sub(2)?) == Some(EntityKind::Person)).then_some(end - 1)
    }

    /// Whether two countries in short stand side by side from a chunk on: 中|老 of 中老两国政府.
    fn are_in_short(&self, first: usize, kinds: &[EntityKind]) -> bool {
        let is_short =
            |at: usize| self.kind(at) == Some(EntityKind::Country) && self.chunks[at].span.len() == '中'.len_utf8();
        let is_pair = is_short(first) && is_short(first + 1);
        is_pair
            && self.chunks[first].span.end == self.chunks[first + 1].span.start
            && kinds.contains(&EntityKind::Country)
    }

    fn joined_behind(&self, index: usize, kinds: &[EntityKind]) -> Option<usize> {
        if self.are_in_short(index, kinds) {
            return Some(index + 1);
        }
        let joint = if self.is_joint(index + 1) { index + 1 } else { index + 2 };
        let passes = || self.is_town_of(index, index + 1) || self.chunks[index + 1].word().is_some_and(is_title_word);
        if !self.is_joint(joint) || joint == index + 2 && !passes() {
            return None;
        }
        let end = (joint + 2 + LONGEST_TITLE).min(self.chunks.len());
        let is_person = self.kind(index) == Some(EntityKind::Person);
        for other in joint + 1..end {
            let is_home =
                other == joint + 1 && self.leads(other, other + 1) && self.kind(other + 1) == self.kind(index);
            let is_wanted = self.kind(other).is_some_and(|kind| kinds.contains(&kind) && self.is_alike(kind, index));
            if is_wanted && !is_home {
                return Some(other);
            }
            // 雅加达和|第四|大|城市|万隆
            let is_town = |other: usize| self.kind(other) == Some(EntityKind::Place);
            let is_told = is_town(index) && (other..other + 4).any(|at| self.has(at, Acts::CAPITAL) && is_town(at + 1));
            if is_told && self.chunks[other].word().is_some_and(|word| word.tag != Tag::Verb) {
                continue;
            }
            let is_title = |word: Word| is_title_word(word) || word.acts.is_plain() || word.acts.has(Acts::STATIONED);
            let may_pass = self.kind(other).is_some() || self.chunks[other].word().is_some_and(is_title);
            if !is_home && (!is_person || !may_pass) {
                return None;
            }
        }
        None
    }
}

/// The most chunks that tell where somebody has its seat: 总部|位于|加拿大|温哥华.
const LONGEST_SEAT: usize = 5;
