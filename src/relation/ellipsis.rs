//! What a clause leaves out that the words before have named: the event that somebody attends, the work that is opened.

use super::Page;
use super::antecedent::{Antecedents, Named, only};
use super::chunk::{Chunk, LONGEST_TITLE, Name, Sort, may_lead};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;

impl Antecedents<'_> {
    /// Names the event or the work that a clause leaves out: 李春临出席。 or 李春临到会讲话。 or 会上，李春临…; 中国铁建参与建设。
    pub fn complete(&self, sentence: usize, chunks: &mut Vec<Chunk>) {
        for index in (0..chunks.len()).rev() {
            let chunk = chunks[index];
            if self.page.text(chunk.span) == "会上" {
                if let Some(event) = self.event_before(chunk.span.start) {
                    let [at, end] = [chunk.span.start + '会'.len_utf8(), chunk.span.end];
                    chunks[index] = Chunk { span: Span::new(at, end), ..chunk };
                    let span = Span::new(chunk.span.start, at);
                    chunks.insert(index, Chunk { span, sort: Sort::Name(event) });
                }
            } else if chunk.has(INCOMPLETE)
                && let Some((at, name)) = self.left_out(sentence, chunks, index)
            {
                let span = chunks[at.min(index)].span;
                chunks.insert(at, Chunk { span, sort: Sort::Name(name) });
            }
        }
    }

    /// Whether the sentence before, in the same paragraph, tells what a work costs in all: 云岭大桥总投资268亿元.
    fn is_sum_told(&self, sentence: usize) -> bool {
        let before = self.distinct(sentence, |kind| kind == EntityKind::Project);
        let text = sentence.checked_sub(1).map(|before| self.page.document.sentences[before].span);
        !before.is_empty() && text.is_some_and(|span| self.page.text(span).contains(TOTAL))
    }

    /// The person whose life the sentences before tell, in the same paragraph: the only one whom they name, whose name one of them
    /// begins with, and then tells whether it is a man or a woman.
    fn told_of(&self, sentence: usize) -> Option<Name> {
        let start = self.page.document.sentences[sentence].span.start;
        let named = self.back_to(sentence, start, MOST_OF_LIFE).filter(|named| named.name.kind == EntityKind::Person);
        let person = only(named.clone().map(|named| named.name))?;
        let begins = |named: &Named<'_>| {
            let behind = self.page.document.simplified.get(named.span.end..).unwrap_or_default();
            let is_first = self.page.document.sentences[named.sentence].span.start == named.span.start;
            is_first && SEXES.iter().any(|sex| behind.starts_with(sex))
        };
        named.into_iter().any(begins).then_some(person)
    }

    /// What the clause of the word at `index` leaves out, and in front of which chunk it would stand.
    fn left_out(&self, sentence: usize, chunks: &[Chunk], index: usize) -> Option<(usize, Name)> {
        let (page, chunk) = (self.page, chunks[index]);
        let start = clause_start(chunks, index);
        let work = || self.work_near(sentence, chunk.span.start, |_| true);
        let event = || self.event_before(chunk.span.start);
        let clause = &chunks[start..index];
        // 参与|建设: the only work near by.
        let builds = |at: usize| chunks.get(at).is_some_and(|next| next.has(Acts::BUILD.and(Acts::INVEST)));
        if chunk.has(Acts::TAKE_PART) && builds(index + 1) && chunks.get(index + 2).is_none_or(Chunk::is_boundary) {
            // 中老铁路|由中国铁建|参与|建设 leaves nothing out.
            let is_here = names(clause, EntityKind::Project);
            return work().filter(|_| !is_here).map(|work| (index + 1, work));
        }
        // 岚海建工|施工。 岚海银行|提供|贷款|8亿元。: for the only work near by. 其中，|白桦集团|出资|8亿元。
        if (is_bare_deed(page, chunks, index) || self.is_sum_told(sentence) && is_share(page, chunks, index))
            && let Some(work) = work()
        {
            return Some((index + 1, work));
        }
        // 在|开幕致辞|中|表示: at the event that was named last.
        if chunk.has(Acts::ADDRESS.and(Acts::CEREMONY))
            && clause.last().is_some_and(|before| before.has(Acts::IN))
            && speaks_there(chunks, index)
            && let Some(event) = event()
        {
            return Some((index, event));
        }
        // 埃及成为|正式成员: of the organization of countries that was named last.
        if chunk.has(Acts::MEMBER)
            && is_bare_member(chunks, index)
            && let Some(bloc) = self.bloc_before(chunk.span.start)
        {
            return Some((index, bloc));
        }
        // 去年阿尔及利亚正式|加入: of the one that the sentence before is about.
        if chunk.has(Acts::JOIN)
            && is_bare_join(chunks, index)
            && let Some(bloc) = self.bloc_of_sentence_before(sentence)
        {
            return Some((index + 1, bloc));
        }
        // 资金来自岚海银行的|贷款: for the only work near by.
        if is_bare_loan(chunks, index)
            && let Some(work) = work()
        {
            return Some((start, work));
        }
        // 负责|施工|的|岚海建工
        if is_relative_deed(page, chunks, index)
            && let Some(work) = work()
        {
            return Some((index + 1, work));
        }
        // 石青，男，1971年生。2021年|任|岚海市市长: whose life the paragraph tells.
        if chunk.has(Acts::APPOINT) && opens_with(chunks, index) {
            return Some((0, self.told_of(sentence)?));
        }
        // 兴建云岭电站，今年3月|动工，计划2026年|建成: what the clause before ends in.
        if chunk.has(STAGES)
            && tells_when_alone(chunks, index)
            && let Some(work) = built_before(chunks, start)
        {
            return Some((start, work));
        }
        // 2022年8月|动工，计划2026年|建成: the only work near by.
        if chunk.has(STAGES) && is_bare_stage(chunks, index) {
            return Some((start, work()?));
        }
        // 在峰会上|致辞 leaves nothing out.
        let is_there = chunk.has(Acts::ATTEND) || chunk.has(Acts::WIN) && chunk.has(Acts::PRIZE);
        if !is_there || chunk.has(Acts::ADDRESS) && names(clause, EntityKind::Event) {
            return None;
        }
        // 出席了17日的|开幕大会
        let is_small = |chunk: &&Chunk| {
            matches!(chunk.sort, Sort::Time(_))
                || chunk.has(Acts::OF)
                || chunk.word().is_some_and(|word| matches!(word.tag, Tag::Particle | Tag::Number | Tag::Time))
        };
        // 出席|开幕式
        let ends = |next: &Chunk| {
            next.is_boundary() || next.has(Acts::ADDRESS.and(Acts::CEREMONY)) || page.text(next.span).starts_with('并')
        };
        let behind = &chunks[index + 1..];
        // 前来|与会|的|赞比亚总统|石青
        if chunk.has(Acts::ATTEND) && describes_person(behind) {
            return Some((index + 1, event()?));
        }
        let next = behind.iter().find(|chunk| !is_small(chunk));
        if next.is_none_or(ends) { Some((index + 1, event()?)) } else { None }
    }
}

/// Whether some chunks are 的 and a person, perhaps with employer and title in front: 的|赞比亚|总统|石青.
fn describes_person(behind: &[Chunk]) -> bool {
    let [of, rest @ ..] = behind else { return false };
    let leads = |chunk: &&Chunk| match chunk.name() {
        Some(name) => name.kind != EntityKind::Person,
        None => chunk.word().is_some_and(may_lead),
    };
    let n_leading = rest.iter().take_while(leads).take(LONGEST_TITLE).count();
    let person = rest.get(n_leading).and_then(Chunk::name);
    of.has(Acts::OF) && person.is_some_and(|name| name.kind == EntityKind::Person)
}

/// Words beside which something can be left out.
const INCOMPLETE: Acts = STAGES
    .and(Acts::TAKE_PART)
    .and(Acts::BUILD)
    .and(Acts::LOAN)
    .and(Acts::ADDRESS)
    .and(Acts::CEREMONY)
    .and(Acts::MEMBER)
    .and(Acts::JOIN)
    .and(Acts::INVEST)
    .and(Acts::ATTEND)
    .and(Acts::APPOINT)
    .and(Acts::WIN);

/// Whether a sentence that names nobody begins with the word at `index`, or with a time in front of it.
fn opens_with(chunks: &[Chunk], index: usize) -> bool {
    let is_small = |chunk: &Chunk| match chunk.sort {
        Sort::Time(_) => true,
        Sort::Word(word) => matches!(word.tag, Tag::Adverb | Tag::Time) || word.acts.has(Acts::FORMER),
        _ => false,
    };
    chunks[..index].iter().all(is_small) && !names(chunks, EntityKind::Person)
}

/// What tells behind a name that somebody's life is told.
const SEXES: [&str; 2] = ["，男，", "，女，"];

/// How many sentences of a life may stand between its beginning and a post.
const MOST_OF_LIFE: usize = 8;

/// Whether some chunks name something of a kind.
fn names(chunks: &[Chunk], kind: EntityKind) -> bool {
    chunks.iter().filter_map(Chunk::name).any(|name| name.kind == kind)
}

/// The first chunk of the clause in which `index` stands.
fn clause_start(chunks: &[Chunk], index: usize) -> usize {
    (0..index).rev().find(|&at| chunks[at].is_boundary()).map_or(0, |mark| mark + 1)
}

/// Whether the word at `index` ends a clause that tells what a firm does for a work, and not for which.
fn is_bare_deed(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let chunk = &chunks[index];
    let builds = is_bare_verb(page, chunk);
    if !(builds || chunk.has(Acts::LOAN)) || !ends_in_figure(chunks, index) {
        return false;
    }
    let start = clause_start(chunks, index);
    let clause = &chunks[start..index];
    let opens = clause.first().and_then(Chunk::name).is_some_and(|name| name.kind == EntityKind::Organization);
    let is_other =
        |chunk: &Chunk| chunk.has(Acts::AGENT.and(Acts::TOWARDS).and(Acts::FROM).and(Acts::RECEIVE).and(Acts::INVEST));
    // 由白桦集团投资，|岚海建工|施工: the first clause tells for which.
    let is_in_turn = chunks[..start].iter().any(|chunk| chunk.has(Acts::AGENT));
    let grants = builds || clause.iter().any(|chunk| chunk.has(Acts::GRANT));
    opens && grants && !is_in_turn && !names(clause, EntityKind::Project) && !clause.iter().any(is_other)
}

/// Whether nothing stands behind the word at `index` in its clause but a figure.
fn ends_in_figure(chunks: &[Chunk], index: usize) -> bool {
    let behind = chunks.get(index + 1..).unwrap_or_default();
    behind.iter().find(|chunk| !chunk.is_figure()).is_none_or(Chunk::is_boundary)
}

/// Whether the word at `index` tells what a firm pays of a sum that the sentence before has told: 其中，|白桦集团|出资|8亿元.
fn is_share(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let is_paid = chunks[index].has(Acts::INVEST) && chunks.get(index + 1).is_some_and(Chunk::is_figure);
    if !is_paid || !ends_in_figure(chunks, index) {
        return false;
    }
    let start = clause_start(chunks, index);
    let payer = chunks[start..index].iter().find(|chunk| page.text(chunk.span) != AMONG);
    let is_firm = payer.and_then(Chunk::name).is_some_and(|name| name.kind == EntityKind::Organization);
    let is_part = chunks[..index].iter().any(|chunk| page.text(chunk.span) == AMONG);
    is_firm && is_part && !names(&chunks[..index], EntityKind::Project)
}

/// What leads to the sum that a work costs.
const TOTAL: &str = "总投资";

/// What leads to a part of a sum.
const AMONG: &str = "其中";

/// Whether the word at `index` tells, in the first clause that is more than a time, that a country joins, and not what:
/// 去年阿尔及利亚正式|加入.
fn is_bare_join(chunks: &[Chunk], index: usize) -> bool {
    let ends = chunks.get(index + 1).is_none_or(Chunk::is_boundary);
    let is_time = |chunk: &&Chunk| match chunk.sort {
        Sort::Time(_) | Sort::Mark(_) => true,
        Sort::Word(word) => matches!(word.tag, Tag::Time | Tag::Adverb),
        Sort::Name(_) => false,
    };
    // 支援团已有|老挝|加入, 阵营扩大，|老挝|加入: something else is joined.
    let sentence = &chunks[..index];
    let first = sentence.iter().find(|chunk| !is_time(chunk)).and_then(Chunk::name);
    let is_only = !sentence.iter().filter_map(Chunk::name).any(|name| name.kind != EntityKind::Country);
    ends && is_only && first.is_some_and(|name| name.kind == EntityKind::Country)
}

/// Whether the word at `index` tells that countries become members, and not of what.
fn is_bare_member(chunks: &[Chunk], index: usize) -> bool {
    let start = clause_start(chunks, index);
    let clause = &chunks[start..index];
    let becomes = chunks[index].has(Acts::BECOME) || clause.iter().any(|chunk| chunk.has(Acts::BECOME));
    // 是|成员国|的|朋友
    let describes = chunks.get(index + 1).is_some_and(|next| next.has(Acts::OF));
    becomes && !describes && names(clause, EntityKind::Country) && !names(clause, EntityKind::Organization)
}

/// Whether the word at `index` ends a clause that tells from whom money is, in a sentence that names no work.
fn is_bare_loan(chunks: &[Chunk], index: usize) -> bool {
    if !chunks[index].has(Acts::LOAN) || !chunks.get(index + 1).is_none_or(Chunk::is_boundary) {
        return false;
    }
    let start = clause_start(chunks, index);
    let clause = &chunks[start..index];
    let is_body = |chunk: &Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Organization);
    let lender = clause.iter().position(is_body);
    let is_led = lender.is_some_and(|lender| clause[..lender].iter().any(|chunk| chunk.has(Acts::FROM)));
    is_led && !names(chunks, EntityKind::Project)
}

/// Whether somebody speaks at what the word at `index` tells of: 在|致辞|中|表示.
fn speaks_there(chunks: &[Chunk], index: usize) -> bool {
    let side = chunks.get(index + 1).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Position);
    let behind = chunks.get(index + 1 + usize::from(side)..).unwrap_or_default();
    let mut clause = behind.iter().take_while(|chunk| !chunk.is_boundary());
    clause.any(|chunk| chunk.has(Acts::SAY))
}

/// Whether the word at `index` tells what the firm behind it does, and not for which work: 负责|施工|的|岚海建工.
fn is_relative_deed(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let takes_part = index.checked_sub(1).is_some_and(|before| chunks[before].has(Acts::TAKE_PART));
    let of = chunks.get(index + 1).is_some_and(|next| next.has(Acts::OF));
    let firm = chunks.get(index + 2).and_then(Chunk::name);
    is_bare_verb(page, &chunks[index])
        && takes_part
        && of
        && firm.is_some_and(|name| name.kind == EntityKind::Organization)
}

/// Whether a verb need not say what is built.
fn is_bare_verb(page: Page<'_>, chunk: &Chunk) -> bool {
    chunk.has(Acts::BUILD) && BARE.iter().any(|verb| page.text(chunk.span).ends_with(verb))
}

/// The last characters of verbs that need not say what is built.
const BARE: [&str; 2] = ["施工", "承建"];

/// Words that tell a stage of a work, whatever jieba takes them for: 通车.
pub(super) const STAGES: Acts = Acts::START.and(Acts::OPEN).and(Acts::COMPLETE);

/// Whether the word at `index` tells a stage, and in front of it, in a sentence that has named nothing, stands only when:
/// 2022年8月|动工.
fn is_bare_stage(chunks: &[Chunk], index: usize) -> bool {
    tells_when_alone(chunks, index) && !chunks[..index].iter().any(|chunk| chunk.name().is_some())
}

/// What makes a clause tell of something that need not have been done.
const UNSURE: Acts = Acts::PLAN.and(Acts::DENY).and(Acts::DOUBT).and(Acts::LET);

/// The work in which a clause ends that tells that it is built, where those behind it, up to `start`, tell only when: 兴建|云岭电站，.
fn built_before(chunks: &[Chunk], start: usize) -> Option<Name> {
    let mut comma = start.checked_sub(1)?;
    while chunks[comma].is('，') && chunks[comma.checked_sub(1)?].has(STAGES) && tells_when_alone(chunks, comma - 1) {
        comma = clause_start(chunks, comma - 1).checked_sub(1)?;
    }
    let work = chunks[comma.checked_sub(1)?].name().filter(|name| name.kind == EntityKind::Project)?;
    let clause = &chunks[clause_start(chunks, comma - 1)..comma - 1];
    let is_built = clause.iter().any(|chunk| chunk.has(Acts::BUILD.and(Acts::INVEST)));
    // 计划|兴建云岭电站，2026年3月|动工, 反对|兴建云岭电站: what was to be done is told by another.
    let is_unsure = clause.iter().any(|chunk| chunk.has(UNSURE));
    (chunks[comma].is('，') && is_built && !is_unsure).then_some(work)
}

/// Whether the word at `index` ends its clause, and a time and nothing more stands in front of it there: 2022年8月|动工.
fn tells_when_alone(chunks: &[Chunk], index: usize) -> bool {
    let start = clause_start(chunks, index);
    let is_small = |chunk: &Chunk| match chunk.sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            matches!(word.tag, Tag::Adverb | Tag::Preposition)
                || word.acts.has(Acts::PLAN.and(Acts::IN).and(Acts::FROM))
        }
        _ => false,
    };
    let has_time = chunks[start..index].iter().any(|chunk| matches!(chunk.sort, Sort::Time(_)));
    let ends = chunks.get(index + 1).is_none_or(|next| next.is_boundary() || next.has(Acts::WHEN));
    has_time && ends && chunks[start..index].iter().all(is_small)
}
