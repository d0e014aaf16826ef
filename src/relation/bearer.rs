//! Whose a figure is: the names in front of it, and whether nobody else comes in between.

use std::ops::Range;

use super::Page;
use super::chunk::{Chunk, Row, Sort, Word};
use super::ellipsis::STAGES;
use super::measure::{TELLING, counts, is_noun, is_verb, is_verbal, links};
use super::pointer::is_its;
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Numeral};

/// Kinds of things that figures are told of.
pub(super) const MEASURED: [EntityKind; 5] =
    [EntityKind::Country, EntityKind::Organization, EntityKind::Project, EntityKind::Event, EntityKind::Place];

/// Prepositions whose noun takes from the name in front of them what stands behind: 青湖岛由|两座小岛组成.
const LEADING: Acts = Acts::TOWARDS.and(Acts::AGENT).and(Acts::WITH).and(Acts::FROM);

/// What is told of a name by a figure.
pub(super) struct Measurement {
    /// The first chunk of it, or of the figure.
    pub start: usize,
    /// Whether it is things that stand behind the figure, and no amount.
    pub is_counted: bool,
    /// Whether it is things, wherever they stand.
    pub is_thing: bool,
    /// Whether it is named by what is done: 贷款.
    pub is_act: bool,
}

/// The names that what is told is of, by their chunks: those of its clause that stand in front, else the one that the sentence is
/// about.
pub(super) fn bearers(page: Page<'_>, row: &Row, clause: usize, told: &Measurement) -> Option<Vec<usize>> {
    let to = told.start;
    // 中俄东线已通气，|其|年供气量
    if clause < to
        && is_its(page, &row.chunks[clause])
        && (clause + 1..to).all(|at| row.chunks[at].word().is_some() && !is_verb(row, at))
    {
        return subject_before(page, row, clause).map(|subject| vec![subject]);
    }
    // 杨小禾|在云岭县贷款: of a person.
    if (clause..to).any(|at| row.kind(at) == Some(EntityKind::Person) || row.has(at, Acts::PRONOUN)) {
        return None;
    }
    let own: Vec<usize> = (clause..to).filter(|&at| row.is_one_of(at, &MEASURED)).collect();
    if own.is_empty() {
        let is_left_out = (clause..to).all(|at| leaves_bearer(row, clause, to, at));
        return subject_before(page, row, clause).filter(|_| is_left_out).map(|subject| vec![subject]);
    }
    of_clause(page, row, clause, &own, told)
}

/// Of which of the names of a clause in front of what is told that is.
fn of_clause(page: Page<'_>, row: &Row, clause: usize, own: &[usize], told: &Measurement) -> Option<Vec<usize>> {
    let to = told.start;
    let &last = own.last()?;
    let all_reach = |last: usize, end: usize| !is_cut(page, row, last, to) && reaches(page, row, last + 1..end);
    // 开行|东盟|班列386列: the name only tells which.
    let is_sort =
        told.is_thing && last + 1 == to && row.governor(last).is_empty() && last > 0 && is_verb(row, last - 1);
    if let [rest @ .., sort] = own
        && let Some(&before) = rest.last()
        && is_sort
    {
        return all_reach(before, *sort).then(|| together(row, rest, told))?;
    }
    // 松河集团决定，|向|云岭县|捐赠
    let is_led_only = own.len() == 1
        && row.governor(last).has(Acts::TOWARDS)
        && (clause..last).all(|at| links(row, at) || row.has(at, Acts::TOWARDS));
    // 为|白桦集团|建设|的|云岭港|提供: it is given, and does not give.
    let is_given = last > clause && row.has(clause, Acts::TOWARDS) && row.has(last - 1, Acts::OF);
    if is_led_only
        && reaches(page, row, last + 1..to)
        && let Some(subject) = subject_before(page, row, clause)
    {
        return Some(vec![subject, last]);
    }
    if is_given {
        let subject = subject_before(page, row, clause)?;
        return reaches(page, row, last + 1..to).then(|| vec![subject, last]);
    }
    all_reach(last, to).then(|| together(row, own, told))?
}

/// Whether the chunk at `at` of a clause without names can stand where whose figure stands at `to` is left out.
fn leaves_bearer(row: &Row, clause: usize, to: usize, at: usize) -> bool {
    // 使|一千名女童返校: what others do for it.
    let trains = || at + 1 >= to && row.chunks[at].word().is_some_and(is_verbal);
    let does = || (is_verb(row, at) || trains()) && !row.has(at, Acts::CAUSE);
    // 为|当地|提供: whom it is done for has no name.
    let is_led = || at > clause && row.has(at - 1, Acts::TOWARDS) && is_noun_or_side(row, at);
    let leads = || row.has(at, Acts::TOWARDS) && is_noun_or_side(row, at + 1);
    links(row, at) || does() || is_led() || leads()
}

/// Whether a chunk is a noun, or a word for where something is: 当地.
fn is_noun_or_side(row: &Row, at: usize) -> bool {
    is_noun(row, at) || row.chunks[at].word().is_some_and(|word| word.tag == Tag::Position)
}

/// The name that the clauses before tell of, as far as no other subject comes in between.
fn subject_before(page: Page<'_>, row: &Row, clause: usize) -> Option<usize> {
    let mut end = clause.checked_sub(1)?;
    if let Some(subject) = subject_of_alike(page, row, clause) {
        return Some(subject);
    }
    for _ in 0..MOST_CLAUSES {
        let parts = row.chunks[end].is('，') || row.chunks[end].is(',');
        let start = row.clause_start(end);
        // 松河集团|决定，|投资3亿元: who declares something does it.
        let tells = || row.chunks[start..end].iter().any(|chunk| chunk.has(TELLING) && !chunk.has(Acts::DECLARE));
        if !parts || tells() {
            return None;
        }
        let named = (start..end).filter(|&at| row.kind(at).is_some() && row.governor(at).is_empty());
        let opens = |at: &usize| opens_clause(row, start, *at);
        // 松河集团控股的|云岭电站, 松河集团旗下|云岭电站
        let leads = |at: usize| row.has(at, Acts::OF.and(Acts::BELONG));
        // 白桦集团收购|松河集团旗下|云岭公司: what stands behind another verb is an object.
        let is_described = |verb: usize, end: usize| row.chunks[verb..end].iter().any(|chunk| chunk.has(Acts::OF));
        let n_verbs = |end: usize| {
            (start..end).filter(|&at| is_verb(row, at) && !links(row, at) && !is_described(at, end)).count()
        };
        let is_head = |at: usize| {
            let most = usize::from(row.has(at - 1, Acts::OF));
            at > start && leads(at - 1) && n_verbs(at - 1) <= most
        };
        let described = named.clone().rev().find(|&at| at > start && is_head(at));
        // 松河集团承建的|云岭铁路: who only describes it is no subject.
        let subject = match described {
            Some(head) => Some(head).filter(|head| opens(head)),
            None => named.clone().find(opens),
        };
        if described.is_some() && subject.is_none() {
            return None;
        }
        if let Some(subject) = subject {
            // 松河集团|与|白桦集团|签约，投资3亿元: the other one only signs.
            let is_with = row.has(subject + 1, Acts::WITH);
            let subject = if is_with { subject } else { row.last_of_list(subject, &MEASURED) };
            let is_wanted = row.is_one_of(subject, &MEASURED);
            let is_whole = !row.describes(subject) && !is_cut(page, row, subject, clause);
            return (is_wanted && is_whole && !introduces(page, row, subject)).then_some(subject);
        }
        // Another subject has come in between.
        let is_person = named.clone().any(|at| row.kind(at) == Some(EntityKind::Person));
        if is_person || row.opens_with_noun(start) {
            return None;
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// The name in front of the same preposition that opens the clause at `clause`, in a clause before: 湖南|对|非洲进出口增长10%；|对|东盟
/// 进出口增长5%.
fn subject_of_alike(page: Page<'_>, row: &Row, clause: usize) -> Option<usize> {
    let text = |at: usize| page.text(row.chunks[at].span);
    let first = row.chunks.get(clause).filter(|first| first.has(Acts::TOWARDS))?;
    let is_same = |at: &usize| row.has(*at, Acts::TOWARDS) && text(*at) == page.text(first.span);
    let alike = (1..clause).rev().find(is_same)?;
    let start = row.clause_start(alike);
    let is_name = |at: usize| row.is_one_of(at, &MEASURED);
    // 中国对非洲出口增长，德国企业表示，|对欧盟出口增长: somebody else speaks.
    if row.chunks[alike..clause].iter().any(|chunk| chunk.has(TELLING)) {
        return None;
    }
    (is_name(alike - 1) && opens_clause(row, start, alike - 1)).then_some(alike - 1)
}

/// How many clauses back the name may stand that a figure is of.
const MOST_CLAUSES: usize = 4;

/// Whether the name at `topic` is what its clause is about, and not what stands behind a verb: 直飞|万象，全程6000公里.
fn opens_clause(row: &Row, clause: usize, topic: usize) -> bool {
    let leads = |at: usize| {
        let is_small =
            |word: Word| matches!(word.tag, Tag::Conjunction | Tag::Pronoun | Tag::Position | Tag::Adjective);
        // 新的|松河集团
        let is_kind = at > clause && row.has(at, Acts::OF) && row.chunks[at - 1].word().is_some_and(is_small);
        is_kind
            || links(row, at) && !row.has(at, Acts::REACH.and(Acts::IN))
            || row.chunks[at].name().is_some()
            || row.is_joint(at)
            || row.chunks[at].word().is_some_and(is_small)
    };
    let says = |at: usize| {
        let chunk = &row.chunks[at];
        let tells = |word: Word| acts(word) || word.tag == Tag::VerbalNoun || word.acts.has(STAGES);
        chunk.is_boundary() || matches!(chunk.sort, Sort::Time(_)) || links(row, at) || chunk.word().is_some_and(tells)
    };
    // 2021年开通|的|中老铁路
    let is_described = topic > clause && row.has(topic - 1, Acts::OF.and(Acts::BELONG));
    // 东起|蒙巴萨，南抵|万象: where something lies.
    let tag = |at: usize| row.chunks.get(at).and_then(Chunk::word).map(|word| word.tag);
    let is_side = |at: usize| tag(at) == Some(Tag::Position);
    let is_place = matches!(row.kind(topic), Some(EntityKind::Place | EntityKind::Country));
    let is_end = (clause..topic).any(|at| is_side(at) || is_place && tag(at) == Some(Tag::Adjective));
    // 羚羊礁与广金岛|之间: where something lies, too.
    let last = row.last_of_list(topic, &MEASURED);
    !is_end && (is_described || (clause..topic).all(leads)) && says(topic + 1) && !is_side(last + 1)
}

/// Whether a word tells what the name in front of it does, or leads to that.
fn acts(word: Word) -> bool {
    matches!(word.tag, Tag::Verb | Tag::Adverb | Tag::Preposition | Tag::Conjunction | Tag::Time)
}

/// Whether the clause of the place at `topic` only tells what is there, of which the next clause goes on:
/// 云岭县有一个俱乐部，成员…
fn introduces(page: Page<'_>, row: &Row, topic: usize) -> bool {
    let is_place = matches!(row.kind(topic), Some(EntityKind::Place | EntityKind::Country));
    let is_one = |at: usize| {
        let next = row.chunks.get(at + 1).filter(|next| next.word().is_some_and(|word| word.tag == Tag::Number));
        // 一个, but not 一千家
        let is_single = |rest: &str| rest.chars().all(|c| page.ontology.numerals.of(c) == Numeral::None);
        row.has(at, Acts::REACH)
            && next.is_some_and(|next| page.text(next.span).strip_prefix('一').is_some_and(is_single))
    };
    is_place && (topic..row.clause_end(topic)).any(is_one)
}

/// The names of a clause that what is told is of both: those of a list (中国和中亚), or the second where the first meets or
/// does something (中国|对中亚, 松河集团|在云岭). Of a name that only describes the other, the other.
fn together(row: &Row, names: &[usize], told: &Measurement) -> Option<Vec<usize>> {
    let &[first, second] = names else {
        let &[name] = names else {
            // 位于|安哥拉|北宽扎省|的|水电站
            let last = *names.last()?;
            // 老挝|为|松河集团|建设|的|水电站|投入: who is led so gives nothing.
            let is_led = (row.clause_start(last)..last).any(|at| row.has(at, LEADING.and(Acts::IN)));
            let is_described = row.has(last - 1, Acts::OF) && row.governor(last).is_empty() && !is_led;
            return (is_described && is_teller(row, last, told)).then(|| vec![last]);
        };
        return is_teller(row, name, told).then(|| names.to_vec());
    };
    let is_led = row.governor(second).has(LEADING.and(Acts::IN)) && row.governor(first).is_empty();
    if is_led {
        // 中国|汽车|在中亚的出口额: only some of what the first does there.
        let is_part = (first + 1..second).any(|at| is_noun(row, at));
        return (!is_part).then(|| names.to_vec());
    }
    if row.list(first, &MEASURED).contains(&second) || row.is_joint(first + 1) && first + 2 == second {
        // 从|老挝、泰国|进口12批, 在|云岭与青湖|访问千名学生: somebody else does.
        let governor = row.governor(first);
        // 共有|日本和美国|的研究人员120人: of somebody that was named before.
        let is_had = first.checked_sub(1).is_some_and(|before| row.has(before, Acts::REACH));
        let is_elsewhere =
            is_had || governor.has(LEADING) || governor.has(Acts::IN) && (told.is_counted || told.is_act);
        return (!is_elsewhere).then(|| names.to_vec());
    }
    // 中|蒙|两国
    let is_country = |at: usize| row.kind(at) == Some(EntityKind::Country);
    let next = row.chunks.get(second + 1);
    let is_short = |at: usize| row.chunks[at].span.len() == '中'.len_utf8();
    let is_pair = is_short(first) && is_short(second) || next.is_some_and(|next| next.has(Acts::BOTH));
    if first + 1 == second && is_country(first) && is_country(second) && is_pair {
        return Some(names.to_vec());
    }
    let describes = first + 1 == second || row.has(second - 1, Acts::OF);
    describes.then(|| vec![second])
}

/// Whether what is told is of the only name in its clause, and nobody else does it there, with it or to it.
fn is_teller(row: &Row, name: usize, told: &Measurement) -> bool {
    let governor = row.governor(name);
    if governor.has(Acts::AGENT) {
        // 由|松河集团|投资3亿元
        return (name + 1..told.start).all(|at| links(row, at));
    }
    // 向|中亚国家|提供260亿元
    if governor.has(LEADING) {
        return false;
    }
    let does = |at: usize| is_verb(row, at) && !links(row, at);
    let is_done = (name + 1..told.start).any(does);
    // 比|日本|多300亿元, 按照|松河集团|20个指标, 占|议会|100个席位: no subject.
    let leads = |word: Word| word.tag == Tag::Preposition && !word.acts.has(Acts::IN.and(Acts::SOURCE));
    let before = row.get(name.checked_sub(1)).and_then(Chunk::word);
    if before.is_some_and(|word| leads(word) || word.acts.has(Acts::REACH)) {
        return false;
    }
    // 到|中国|的海运时间, 在|中国|境内流域面积, 在|香港|刷卡消费1万元: it only leads there.
    let leads_there = row
        .chunks
        .get(name + 1)
        .is_some_and(|next| next.has(Acts::OF) || next.word().is_some_and(|word| word.tag == Tag::Position));
    let is_there = governor.has(Acts::IN) && (leads_there || is_done || told.is_act);
    // 救|松河集团|注资200亿元, 购买|松河集团|产品金额22亿美元: whose it is stands before, if at all.
    let takes = |at: usize| (does(at) || row.has(at, Acts::INVEST)) && !row.has(at, LEADING);
    let is_object = name.checked_sub(1).is_some_and(takes) && (is_done || !told.is_counted);
    !is_there && !is_object
}

/// Whether a name is the beginning of a longer one that nobody knows: 香港|館, 岚海|机场, 诸暨|站.
fn is_cut(page: Page<'_>, row: &Row, name: usize, to: usize) -> bool {
    let Some(next) = row.get(Some(name + 1)).filter(|next| next.word().is_some()) else { return false };
    let is_short = next.span.len() <= '中'.len_utf8();
    let heads = || page.ontology.lexicon.head(page.text(next.span)).is_some();
    let is_noun = next.word().is_some_and(|word| word.tag == Tag::Noun);
    if !is_noun {
        return is_short && next.word().is_some_and(|word| word.tag == Tag::Verb) && heads();
    }
    let is_place = matches!(row.kind(name), Some(EntityKind::Place | EntityKind::Country));
    is_short || is_place && name + 1 < to && heads()
}

/// Whether what stands between a name and what is measured leaves the measure to the name: nouns that the name
/// describes (松河集团|员工的|工资), or words for what it does (松河集团|共签订|劳务合同), but nobody else who does it.
fn reaches(page: Page<'_>, row: &Row, between: Range<usize>) -> bool {
    // A noun that does something itself stands in front of the verb, what is done behind it.
    let (mut has_noun, mut is_done) = (false, false);
    let end = between.end;
    for at in between {
        let chunk = &row.chunks[at];
        // 司法部|和|20个州政府; 云岭村|一户农民|的2万元贷款: of one of those there.
        let is_other = row.is_joint(at) || counts(page, row, at);
        // 发行|3亿元|债券
        let issues = chunk.has(Acts::PUBLISH) && at + 1 == end;
        if chunk.has(TELLING.and(LEADING)) && !issues || chunk.name().is_some() || is_other {
            return false;
        }
        match chunk.word().map(|word| word.tag) {
            Some(Tag::Verb) if has_noun => return false,
            Some(Tag::Verb) => is_done = true,
            Some(Tag::Noun) if !is_done => has_noun = true,
            // 共建|的|资源库|收集: what is described by all this does something itself.
            _ if is_done && chunk.has(Acts::OF) => has_noun = true,
            _ => {}
        }
    }
    true
}
