//! The name that a last word of names stands for: 峰会, 该公司, 这条铁路, 项目.

use super::antecedent::{Named, names_firm, only};
use super::chunk::{Chunk, Name, Sort, is_title_word};
use super::ellipsis::STAGES;
use super::pointer::{FIRM, MOST_MODIFIERS, PAST, Pointer};
use crate::document::Tag;
use crate::entity::{EntityId, is_somewhere};
use crate::mention::Word;
use crate::ontology::{Acts, Ending, EntityKind, Head, Roles};

impl Pointer<'_, '_> {
    /// What a noun stands for that is a last word of names: 峰会, 该公司, 这条铁路, 项目.
    pub fn by_head(&self) -> Option<Name> {
        let (page, lexicon) = (self.page, &self.page.ontology.lexicon);
        let ends_head = self.text.chars().next_back().is_some_and(|last| lexicon.ends_heads(last));
        if !ends_head || self.word.roles.has(NO_NOUN) {
            return None;
        }
        // 该|分行, 这座|基地, whatever else a branch or a plant tells.
        let of_noun = Acts::SORT.and(Acts::CAPITAL);
        let is_meant = self.is_pointed_at() || self.is_counted();
        // 基地|去年3月|破土动工
        let is_stage = || {
            self.is_subject()
                && self.behind().iter().take_while(|chunk| !chunk.is_boundary()).any(|chunk| chunk.has(STAGES))
        };
        // 产业园|由白桦集团投资
        let is_done = || self.opens_clause() && self.behind().first().is_some_and(|next| next.has(Acts::AGENT));
        let is_meant = is_meant || is_stage() || is_done();
        let of_noun = if is_meant { of_noun.and(Acts::PLANT) } else { of_noun };
        if !self.word.acts.without(of_noun).is_plain() {
            return None;
        }
        // 新机场, 分论坛
        let text = self.text.strip_prefix(['分', '主']).filter(|rest| rest.chars().count() > 1).unwrap_or(self.text);
        let text = text.strip_prefix('新').filter(|rest| rest.chars().count() > 1).unwrap_or(text);
        // 该矿, 该桥
        let text = text.strip_prefix(THIS).filter(|rest| rest.chars().count() == 1).unwrap_or(text);
        // 枢纽位于…, of 云岭航电枢纽: what the name of the work ends in.
        let is_last = |work: Name| page.resolution.entities[work.entity].label.ends_with(text);
        let is_noun = self.word.tag == Tag::Noun && text.chars().count() > 1;
        if is_noun
            && self.opens_clause()
            && self.is_subject()
            && let Some(work) = self.antecedents.work_near(self.sentence, self.start, is_last)
        {
            return Some(work);
        }
        let (length, head) = lexicon.head(text)?;
        if length != text.len() {
            return None;
        }
        // 电站|股东|包括…, 工程|85%|的|资金来自…: who owns it and whose money it takes.
        let is_owned = || {
            self.opens_clause()
                && self
                    .behind()
                    .iter()
                    .find(|next| !next.is_figure() && !next.has(Acts::OF))
                    .is_some_and(|next| next.has(Acts::HOLDER.and(Acts::LOAN)))
        };
        let is_told_of = || self.is_subject() || is_measured(self.chunks, self.index) || is_owned() || self.is_placed();
        // 项目由中国路桥承建, 大桥已于去年通车, 新机场投运: the only work that this sentence and those before name.
        if !self.is_pointed_at() && is_told_of() {
            let is_alike = |work: Name| {
                let label = page.resolution.entities[work.entity].label.as_str();
                lexicon.head(label).is_some_and(|(_, found)| is_same_sort(text, head, found))
            };
            if let Some(work) = self.antecedents.work_near(self.sentence, self.start, is_alike) {
                return Some(work);
            }
        }
        match head.kind {
            EntityKind::Event => self.event_by_head(text, head),
            EntityKind::Organization => self.organization_by_head(text, head),
            EntityKind::Project | EntityKind::Place => self.work_by_head(text, head),
            _ => None,
        }
    }

    /// 二期|由中国路桥承建: the only work near by that is this stage of one.
    pub fn by_stage(&self) -> Option<Name> {
        let is_stage = self.text.ends_with(STAGE) && self.text.chars().nth(1).is_some();
        let is_meant = is_stage && self.opens_clause() && self.is_subject();
        let is_of_stage = |name: Name| {
            let label = &self.page.resolution.entities[name.entity].label;
            name.kind == EntityKind::Project && label.contains(self.text)
        };
        if is_meant { self.antecedents.only_near(self.sentence, self.start, is_of_stage) } else { None }
    }

    /// Whether the clause of a name tells which shares it holds: 青湖集团|和|白桦集团|分别|持股|20%.
    fn holds_shares(&self, named: &Named<'_>) -> bool {
        let words = &self.page.words;
        let first = words.partition_point(|word| word.span.start < named.span.end);
        let is_mark = |word: &Word| word.tag == Tag::Other && self.page.text(word.span) != JOINT;
        let mut behind = words[first..].iter().take_while(|word| !is_mark(word) && !word.acts.has(Acts::AGENT));
        behind.any(|word| word.acts.has(Acts::OWN))
    }

    /// The plant that is the last thing named in front in its sentence.
    fn plant_in_front(&self) -> Option<&Named<'_>> {
        let last = self.antecedents.in_front(self.sentence, self.start).next_back();
        let is_plant = |named: &&Named<'_>| self.page.ontology.lexicon.ends_as(named.text, Ending::Plant);
        last.filter(|named| named.name.kind == EntityKind::Project).filter(is_plant)
    }

    /// The firm by whose name the name of a plant begins, if the page names it elsewhere.
    fn owner_of_plant(&self, plant: &Named<'_>) -> Option<Name> {
        let gazetteer = &self.page.ontology.gazetteer;
        let entries = gazetteer.starts(plant.text).flat_map(|(_, form)| &form.meanings);
        let firms = entries.filter(|of| gazetteer.entry(of.entry).0 == EntityKind::Organization);
        let ids = firms.map(|of| EntityId::new(EntityKind::Organization, &gazetteer.entry(of.entry).1.id));
        let entity = ids.into_iter().find_map(|id| self.page.resolution.find(&id))?;
        Some(Name { entity, kind: EntityKind::Organization })
    }

    /// The event that 峰会 or 此次会议 stands for.
    fn event_by_head(&self, text: &str, head: &Head) -> Option<Name> {
        let lexicon = &self.page.ontology.lexicon;
        // 下次|峰会: another than the one that was named.
        if self.before().is_some_and(|before| before.has(Acts::NEXT)) {
            return None;
        }
        // 在论坛|上, 在论坛|主旨发言中
        let is_within = self.before().is_some_and(|before| before.has(Acts::IN))
            && self.behind().first().is_some_and(|next| {
                next.has(Acts::ADDRESS) || next.word().is_some_and(|word| word.tag == Tag::Position)
            });
        // 出席|了|峰会
        let verb = || self.chunks[..self.index].iter().rev().find(|chunk| self.page.text(chunk.span) != PAST);
        // 2019年，石青在曼谷|出席|了|峰会, 飞抵柏林，|出席|峰会: another one, it may be.
        let is_elsewhere = |chunk: &Chunk| chunk.has(Acts::VISIT) || self.page.text(chunk.span).ends_with(YEAR);
        let is_attended = || {
            let attends = verb().is_some_and(|verb| verb.has(Acts::ATTEND));
            attends && !self.chunks[..self.index].iter().any(is_elsewhere)
        };
        let is_free = || self.opens_clause() || is_attended();
        let is_telling = text.chars().count() > 2;
        if !(self.is_pointed_at() || is_within || is_free() || is_telling || self.is_counted()) {
            return None;
        }
        // 展览 of “文明之光”特展, whose name says not what it is.
        let is_untold = |named: &Named<'_>| {
            let is_event = |(_, head): (usize, &Head)| head.kind == EntityKind::Event;
            self.page.are_together(named.sentence, self.sentence)
                && head.is_show()
                && !lexicon.head(named.text).is_some_and(is_event)
        };
        // 该展览 of 古埃及文明大展
        let is_same_show = |name: &str| {
            let is_show = |(_, other): (usize, &Head)| other.is_show();
            self.is_pointed_at() && head.is_show() && lexicon.head(name).is_some_and(is_show)
        };
        let ends_alike = |name: &str| name.ends_with(text) || text == "会议" && name.ends_with('会');
        let earlier = self.antecedents.before(self.start).take(MOST_NAMES);
        let mut events = earlier.filter(|named| named.name.kind == EntityKind::Event);
        // 参观了摄影展。|该展览: one without a name stands nearer.
        let is_nearest = |named: &Named<'_>| {
            let between = self.page.document.simplified.get(named.span.end..self.start).unwrap_or_default();
            // What it is called by stands in its own clause: “丝路之光”特展.
            !between.split_once(['，', '。']).is_some_and(|(_, rest)| rest.contains(SHOW))
        };
        let fits = |named: &&Named<'_>| {
            ends_alike(named.text) || is_nearest(named) && (is_same_show(named.text) || is_untold(named))
        };
        events.find(fits).map(|named| named.name)
    }

    /// The organization that 该公司, 这家公司 or 公司 stands for.
    fn organization_by_head(&self, text: &str, head: &Head) -> Option<Name> {
        // 大运河修复中心|开工。该|中心…
        let is_work = |named: &Named<'_>| named.name.kind == EntityKind::Project && named.text.ends_with(text);
        let is_body = |named: &&Named<'_>| named.name.kind == EntityKind::Organization || is_work(named);
        if self.is_pointed_at() || self.is_counted() {
            // 特斯拉昨日发布财报。该|公司…
            let is_firm = |named: &Named<'_>| text == FIRM && names_firm(self.page, named.name);
            // 该|厂 is no firm that is not called so.
            let is_plant = self.page.ontology.lexicon.ends_as(text, Ending::Plant);
            let is_alike = |named: &Named<'_>| !is_plant && self.is_alike(text, head, named.text);
            let fits = |named: &&Named<'_>| is_alike(named) || named.text.ends_with(text) || is_firm(named);
            // 比亚迪罗勇工厂投产，这是|该|公司|…: whose plant it is, and nobody named before.
            if text == FIRM
                && let Some(plant) = self.plant_in_front()
            {
                return self.owner_of_plant(plant);
            }
            // 岚海基金|持有|该|公司|两成股份, 岚海基金|是|该|公司|股东: it is not who owns it.
            let verb = self.index.checked_sub(2).map(|at| &self.chunks[at]);
            let owns = verb.is_some_and(|verb| verb.has(Acts::OWN.and(Acts::BECOME)));
            let clause = self.chunks[..self.index].iter().rev().take_while(|chunk| !chunk.is_boundary());
            let owner = clause.filter_map(Chunk::name).last().filter(|_| owns).map(|name| name.entity);
            let is_other = |named: &&Named<'_>| owner != Some(named.name.entity);
            let earlier = self.antecedents.before(self.start).take(MOST_NAMES).filter(is_body).filter(is_other);
            // 云岭电力由A持股，B、C分别持股两成。|该|公司…: whose shares they are.
            let mut fitting = earlier.filter(fits);
            let owned = || fitting.clone().find(|named| !self.holds_shares(named));
            let owned = if text == FIRM { owned() } else { None };
            return owned.or_else(|| fitting.next()).map(|named| named.name);
        }
        if self.is_led() {
            return self.only_led(head, |named| named.text.ends_with(text));
        }
        if self.is_of_its_own() {
            let called = |named: &&Named<'_>| is_body(named) && named.text.ends_with(text) && named.text != text;
            let here = self.antecedents.in_front(self.sentence, self.start).filter(called);
            let near = || self.antecedents.recent(self.sentence, self.start).filter(called);
            return only(here.map(|named| named.name)).or_else(|| only(near().map(|named| named.name)));
        }
        // 公司还在老挝设厂: what the sentence before is about, if that names no other of the kind.
        if self.index == 0 && self.is_subject() {
            let named = self.antecedents.distinct(self.sentence, |kind| kind == head.kind);
            let label = |name: Name| self.page.resolution.entities[name.entity].label.as_str();
            let found = match named[..] {
                [name] => Some(name).filter(|name| {
                    self.is_alike(text, head, label(*name)) || text == FIRM && names_firm(self.page, *name)
                }),
                _ => self.antecedents.firm.filter(|_| text == FIRM),
            };
            if found.is_some() {
                return found;
            }
        }
        // 眼下|合作社|已有社员218户: the only one that the paragraph has named so.
        let is_named = text != FIRM && text.chars().count() > 1 && self.opens_clause_or_time() && self.is_subject();
        let is_meant = |named: &&Named<'_>| {
            named.name.kind == EntityKind::Organization
                && named.text.ends_with(text)
                && self.page.are_together(named.sentence, self.sentence)
        };
        let named = self.antecedents.recent(self.sentence, self.start).filter(is_meant).map(|named| named.name);
        if is_named { only(named) } else { None }
    }

    /// Whether a part, a share or a post of it is told of: 集团|旗下|的|工厂, 收购|俱乐部|51%|股份, 出任|俱乐部|董事长.
    fn is_of_its_own(&self) -> bool {
        let next = self.behind().first();
        let figures = self.behind().iter().take_while(|chunk| chunk.is_figure()).count();
        let is_share = figures > 0 && self.behind().get(figures).is_some_and(|share| share.has(Acts::SHARE));
        let is_post = self.index > 0 && next.and_then(Chunk::word).is_some_and(is_title_word);
        let leads = self.before().is_none_or(|before| before.name().is_none());
        let is_long = self.text != FIRM && self.text.chars().nth(1).is_some();
        is_long && leads && (is_share || is_post || next.is_some_and(|next| next.has(Acts::BELONG)))
    }

    /// Whether its clause tells where it is before what is done with it: 位于|江边|的|剧院|由….
    fn is_placed(&self) -> bool {
        let clause = self.chunks[..self.index].iter().rposition(Chunk::is_boundary).map_or(0, |mark| mark + 1);
        let is_described = clause < self.index && self.before().is_some_and(|of| of.has(Acts::OF));
        let is_done = self.behind().first().is_some_and(|next| next.has(Acts::AGENT));
        is_described && is_done && self.chunks[clause].has(Acts::LOCATE)
    }

    /// Whether nothing but a time stands in front of it in its clause.
    fn opens_clause_or_time(&self) -> bool {
        let mut front = self.chunks[..self.index].iter().rev().take_while(|chunk| !chunk.is_boundary());
        front.all(|chunk| matches!(chunk.sort, Sort::Time(_)) || chunk.word().is_some_and(|word| word.tag == Tag::Time))
    }

    /// The work that 该项目, 该桥 or 这条铁路 stands for: the last one, if the paragraph names one of the sort.
    fn work_by_head(&self, text: &str, head: &Head) -> Option<Name> {
        let is_pointed_at = self.is_pointed_at() || self.text.starts_with(THIS);
        if !is_pointed_at && self.is_led() {
            let label = |work: Name| self.page.resolution.entities[work.entity].label.as_str();
            let near =
                || self.antecedents.work_near(self.sentence, self.start, |work| self.is_alike(text, head, label(work)));
            return self.only_led(head, |named| self.is_alike(text, head, named.text)).or_else(near);
        }
        if !is_pointed_at && !self.is_counted() {
            return None;
        }
        let here = |named: &&Named<'_>| self.page.are_together(named.sentence, self.sentence);
        let fits = |named: &&Named<'_>| {
            named.name.kind == EntityKind::Project
                && (self.is_alike(text, head, named.text) || named.text.ends_with(text))
        };
        let mut earlier = self.antecedents.before(self.start).take(MOST_NAMES).take_while(here);
        // 据介绍，该|班列…: the last that is called so, where a paragraph has ended since.
        let is_long = is_pointed_at && text.chars().nth(1).is_some();
        let is_called = |named: &&Named<'_>| named.name.kind == EntityKind::Project;
        let before = || {
            let last = self.antecedents.recent(self.sentence, self.start).find(is_called).filter(|_| is_long)?;
            Some(last.name).filter(|_| last.text.ends_with(text))
        };
        let last = earlier.find(fits).map(|named| named.name).or_else(before);
        // “长安号”…, 该|班列: the only work near by, though its name says another thing.
        let is_told = is_pointed_at && head.kind == EntityKind::Project && head.is_strong;
        last.or_else(|| if is_told { self.antecedents.work_near(self.sentence, self.start, |_| true) } else { None })
    }

    /// Whether something is done for it, or somebody joins it or has a part in it: 为|大桥|提供贷款, 加入|联盟, 参与|了|管道|的|建设.
    fn is_led(&self) -> bool {
        self.before().is_some_and(|before| before.has(Acts::TOWARDS.and(Acts::JOIN))) || self.is_taken_part_in()
    }

    /// Whether somebody has a part in what is done with it, whatever country it is in there: 参与|了|管道|的|建设, 负责|老挝|段|的|施工.
    pub fn is_taken_part_in(&self) -> bool {
        let is_land = |chunk: &Chunk| chunk.name().is_some_and(|name| name.kind.is_land());
        let mut front = self.chunks[..self.index].iter().rev();
        let verb = front.find(|chunk| self.page.text(chunk.span) != PAST && !is_land(chunk));
        verb.is_some_and(|verb| verb.has(Acts::TAKE_PART))
            && self.clause_behind().any(|chunk| chunk.has(Acts::BUILD.and(Acts::INVEST)))
    }

    /// The only name of a head's kind that the sentence and the one before name, of those that fit.
    fn only_led(&self, head: &Head, fits: impl Fn(&Named<'_>) -> bool) -> Option<Name> {
        let near = self.antecedents.back_to(self.sentence, self.start, 1).take(MOST_NAMES);
        only(near.filter(|named| named.name.kind == head.kind && fits(named)).map(|named| named.name))
    }

    /// Whether a name is of the sort that a word with a head stands for.
    fn is_alike(&self, text: &str, head: &Head, name: &str) -> bool {
        self.page.ontology.lexicon.head(name).is_some_and(|(_, found)| is_same_sort(text, head, found))
    }
}

/// Whether a word opens a clause that tells how large it is: 风电场|总投资, 大桥|全长.
fn is_measured(chunks: &[Chunk], index: usize) -> bool {
    let opens = index.checked_sub(1).is_none_or(|before| chunks[before].is_boundary());
    let is_noun = |chunk: &Chunk| {
        chunk.word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Adjective))
    };
    let counts = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Number || word.acts.has(Acts::REACH));
    let behind = chunks.get(index + 1..).unwrap_or_default();
    opens && behind.first().is_some_and(is_noun) && behind.iter().take(MOST_MODIFIERS + 1).any(counts)
}

/// What times end in that tell of another year.
const YEAR: char = '年';

/// The character that shows have in their names: 摄影展.
const SHOW: char = '展';

/// How many names back what 该公司 points to may stand.
const MOST_NAMES: usize = 300;

/// What stands between names of a list.
const JOINT: &str = "、";

/// Whether a word with one head can stand for a name with another: 铁路 for 中老铁路, 项目 or 工程 for any work that is somewhere.
fn is_same_sort(text: &str, head: &Head, found: &Head) -> bool {
    let is_any_work = || matches!(text, "项目" | "工程") && is_somewhere(&found.class);
    found.class == head.class || is_any_work()
}

/// The word for this one.
pub(super) const THIS: char = '该';

/// What the stages of a work are counted by.
const STAGE: char = '期';

/// Words of these roles point to nothing.
const NO_NOUN: Roles = Roles::SPEECH.and(Roles::PERSON_VERB);
