//! The name that a word for a part of it, or for what it is besides, stands for: 开幕式, 航站楼, 小说, 线路.

use super::chunk::{Chunk, Name};
use super::ellipsis::STAGES;
use super::head_noun::THIS;
use super::joined::SECTION;
use super::pointer::{MOST_MODIFIERS, Pointer, is_pointed_to};
use super::seat::WITHIN;
use crate::ontology::{Acts, EntityKind};

impl Pointer<'_, '_> {
    /// Whether it is a section of a line, with where that is in front: 老挝|段.
    pub fn is_section_there(&self) -> bool {
        self.text == SECTION && self.before().and_then(Chunk::name).is_some_and(|name| name.kind.is_land())
    }

    /// Whether it is what of a line lies within a country that is named in front: 老挝|境内|线路.
    pub fn is_line_within(&self) -> bool {
        let land = self.index.checked_sub(2).and_then(|land| self.chunks[land].name());
        self.text == LINE && self.follows(WITHIN, 1) && land.is_some_and(|name| name.kind.is_land())
    }

    /// What a part of it, or what it is called besides, stands for: 开幕式, 航站楼, 小说.
    pub fn by_part(&self) -> Option<Name> {
        let antecedents = self.antecedents;
        let is_done = || self.behind().first().is_some_and(|next| next.has(Acts::AGENT));
        // 开幕式|11月9日在岚海举行
        if self.word.acts.has(Acts::CEREMONY)
            && self.is_subject()
            && let Some(event) = antecedents.event_before(self.start)
        {
            return Some(event);
        }
        // 赛事|由岚海市体育局主办, 本届|赛事|2月7日开赛, 活动|自|23日|开始，由…
        let is_timed = || {
            let next = self.behind().first().is_some_and(|next| next.has(Acts::FROM.and(Acts::IN)));
            next && self.opens_clause() && self.behind().get(1).is_some_and(Chunk::is_figure)
        };
        if HAPPENINGS.contains(&self.text)
            && (self.is_subject() && (is_done() || is_timed()) || self.is_pointed_at() || self.is_counted())
            && let Some(event) = antecedents.event_just_named(self.sentence, self.start, self.text)
        {
            return Some(event);
        }
        // 这|条|线|南接…
        let is_pointed = || self.text.strip_prefix(THIS).is_some_and(|line| LINES.contains(&line));
        let is_line = self.index == 0 && self.text == LINE && self.is_subject()
            || LINES.contains(&self.text) && (self.is_counted() || self.is_pointed_at())
            || is_pointed() && self.opens_clause();
        if is_line && let Some(line) = antecedents.line_before(self.start) {
            return Some(line);
        }
        // 塞方|段|由岚海建工|建设, 线路|老挝|段|由…: a part of the line.
        let is_side = |chunk: &&Chunk| match chunk.name() {
            Some(name) => name.kind.is_land(),
            None => chunk.word().is_some() && chunk.span.len() <= LONGEST_SIDE,
        };
        let opens = || {
            let n_words = self.chunks[..self.index].iter().rev().take_while(is_side).take(MOST_MODIFIERS + 1).count();
            let before = (self.index - n_words).checked_sub(1);
            before.is_none_or(|before| self.chunks[before].is_boundary())
        };
        // 承建|其中|的|戈壁段: of the line, too.
        let is_of_them = || self.before().is_some_and(|of| of.has(Acts::OF)) && self.follows(AMONG, 2);
        // 其|老挝|境内|线路|由…
        let is_within = || self.text == LINE && self.follows(WITHIN, 1);
        if (self.text.ends_with(SECTION) || is_within())
            && (opens() && is_done() || is_of_them() || self.is_taken_part_in())
            && let Some(line) = antecedents.line_before(self.start)
        {
            return Some(line);
        }
        // 航站楼|由岚海建工|施工, 该|机组, 为|机组|提供贷款: what is a part of the only work near by.
        let is_led = || self.before().is_some_and(|before| before.has(Acts::TOWARDS));
        if self.word.acts.has(Acts::PART)
            && (self.is_subject() && is_done() || self.is_pointed_at() || is_led() || self.is_taken_part_in())
            && let Some(work) = antecedents.work_near(self.sentence, self.start, |_| true)
        {
            return Some(work);
        }
        // 装置|2015年|动工: the work itself.
        let is_begun = || self.clause_behind().any(|chunk| chunk.has(STAGES));
        if INSTALLATIONS.contains(&self.text)
            && (self.is_pointed_at()
                || self.is_counted()
                || self.opens_clause() && (is_done() || self.is_subject() && is_begun()))
            && let Some(work) = antecedents.work_near(self.sentence, self.start, |_| true)
        {
            return Some(work);
        }
        // 小说|由岚海出版社|出版, 该|文件|由…
        let is_told_of = || self.is_subject() || is_pointed_to(self.chunks, self.index);
        if self.word.acts.has(Acts::BOOK) && is_told_of() && is_done() {
            return antecedents.only_near(self.sentence, self.start, |name| name.kind == EntityKind::Document);
        }
        None
    }
}

/// What events are called besides.
const HAPPENINGS: [&str; 6] = ["赛事", "比赛", "活动", "展会", "盛会", "展览"];

/// What a road or railway is called besides.
pub(super) const LINE: &str = "线路";
const LINES: [&str; 6] = ["线", "干线", "水道", "动脉", "大动脉", "大通道"];

/// What a work of science or of supply is called besides.
const INSTALLATIONS: [&str; 2] = ["装置", "设施"];

/// The most bytes of a word that tells whose part of a line is meant: 塞方, 国内.
const LONGEST_SIDE: usize = "国内".len();

/// What leads to a part of what was named before.
const AMONG: &str = "其中";
