//! The words for what a figure measures: 贸易总额, 员工的工资, and for what it counts: 企业.

use std::ops::Range;

use super::Page;
use super::chunk::{Chunk, Row, Sort, Word};
use crate::document::Tag;
use crate::ontology::{Acts, Dimension, Ending, EntityKind, Roles};
use crate::text::Span;
use crate::value::Quantity;

/// What money and goods do by themselves: 投入|12亿元, 进口|200万吨.
pub(super) const MOVING: Acts = Acts::SPEND
    .and(Acts::INVEST)
    .and(Acts::FINANCE)
    .and(Acts::LOAN)
    .and(Acts::EXPORT)
    .and(Acts::PRODUCE)
    .and(Acts::SELL);

/// Verbs whose object is told by another, so that a figure behind them is not of their subject.
pub(super) const TELLING: Acts = Acts::SAY.and(Acts::REPORT).and(Acts::PUBLISH).and(Acts::PROPOSE).and(Acts::SOURCE);

/// Fewer things than so many are told, not counted: 两架客机.
const FEW: i128 = 10;

/// What numbers of times end in, as far as no time can be given: 23日.
const TIMES: [char; 5] = ['年', '月', '日', '时', '点'];

/// The most characters of the words for what is measured.
const LONGEST: usize = 14;

/// The chunks that tell what `quantity`, at chunks `figure`, measures: those that end where `front` ends, in its clause,
/// or begin right behind the figure.
pub(super) fn measured(
    page: Page<'_>,
    row: &Row,
    front: Range<usize>,
    figure: &Range<usize>,
    quantity: &Quantity,
) -> Option<Range<usize>> {
    let nouns = nouns_to(page, row, front.start, front.end);
    match page.ontology.measures.dimension(&quantity.unit) {
        None => counted(page, row, nouns, figure, quantity),
        Some(dimension) => {
            let verb = || verb_to(row, front.end).filter(|_| quantity.change.is_none());
            amount(page, row, nouns, figure, quantity, dimension).or_else(verb)
        }
    }
}

/// The things that a counter counts: those behind the figure, else those in front of one that ends its clause.
fn counted(
    page: Page<'_>,
    row: &Row,
    front: Option<Range<usize>>,
    figure: &Range<usize>,
    quantity: &Quantity,
) -> Option<Range<usize>> {
    let (digits, behind_point) = quantity.number.parts();
    let is_many = digits >= FEW || behind_point > 0;
    let is_people =
        |run: &Range<usize>| page.ontology.lexicon.ends_as(page.text(span(row, run.clone())), Ending::People);
    let is_thing = |run: &Range<usize>| {
        let is_done = is_done(row, run.end) || row.chunks[run.end - 1].word().is_some_and(is_verbal);
        // 贫困人口5000万: without a unit only people are counted, and 国债4700亿 lacks its currency.
        let is_meant = !quantity.unit.is_empty() || is_people(run);
        closes(row, run.end, figure) && !is_done && is_meant
    };
    let nouns = match things_from(page, row, figure.end) {
        // 中国九亿|农民: without a unit only people are counted.
        Some(things) => {
            Some(things).filter(|things| is_whole(row, things.end) && (!quantity.unit.is_empty() || is_people(things)))
        }
        // 在全国21个|大中城市: what is counted stands behind, whatever it is.
        None => front.filter(is_thing),
    };
    nouns.filter(|nouns| is_many && can_be_counted(page, row, nouns, figure, &quantity.unit))
}

/// What has an amount in units of `dimension`: nouns that end in a word for such an amount, or goods.
fn amount(
    page: Page<'_>,
    row: &Row,
    front: Option<Range<usize>>,
    figure: &Range<usize>,
    quantity: &Quantity,
    dimension: Dimension,
) -> Option<Range<usize>> {
    let fits = |run: &Range<usize>| {
        let dimensions = page.ontology.measures.dimensions_of(page.text(span(row, run.clone())));
        let is_share_of_change = dimension == Dimension::Share && quantity.change.is_some();
        dimensions.contains(&dimension) || is_share_of_change && !dimensions.is_empty()
    };
    // 煤炭|200万吨: goods have no word of their own for their amount; places and organizations are none.
    let is_goods = |run: &Range<usize>| {
        let text = page.text(span(row, run.clone()));
        dimension == Dimension::Goods && !is_act(row, run) && page.ontology.lexicon.head(text).is_none()
    };
    // 进口|200万吨|大米: what is moved tells more than that it is.
    let moved = nouns_from(page, row, figure.end)
        .filter(|run| is_whole(row, run.end) && !is_act(row, &(run.start..run.start + 1)));
    let noun = front.clone().filter(|run| !is_act(row, run) && (fits(run) || is_goods(run)));
    let act = front.filter(|run| is_act(row, run) && fits(run));
    noun.or_else(|| moved.filter(|run| fits(run) || is_goods(run))).or(act)
}

/// Whether what ends before `at` is done and so no thing, whatever else the word can be: 布局|了.
fn is_done(row: &Row, at: usize) -> bool {
    row.chunks[at].word().is_some_and(|word| word.tag == Tag::Particle)
}

/// Whether nouns name things that a counter counts: 成员国贸易|总额 of 12个成员国贸易总额 is an amount, and 二十一次|会议 the last
/// of so many.
fn can_be_counted(page: Page<'_>, row: &Row, chunks: &Range<usize>, figure: &Range<usize>, unit: &str) -> bool {
    let nouns = page.text(span(row, chunks.clone()));
    let is_event = page.ontology.lexicon.head(nouns).is_some_and(|(_, head)| head.kind == EntityKind::Event);
    let is_turn = matches!(unit, "次" | "届") && (is_event || nouns.ends_with('会'));
    // 9000亿安居工程: money without its unit. 20个工作日: how long something takes.
    let is_money = unit.is_empty() && page.ontology.lexicon.head(nouns).is_some();
    // 旅客吞吐量|500万人次: what is counted, and how often.
    let is_number = chunks.start >= figure.end && nouns.ends_with(['量', '数']);
    !is_turn && !is_money && !is_number && !nouns.ends_with(['额', '率', '值', '价', '日', '天', '月'])
}

fn is_act(row: &Row, run: &Range<usize>) -> bool {
    run.clone().all(|at| row.chunks[at].word().is_some_and(is_verbal))
}

pub(super) fn is_verbal(word: Word) -> bool {
    matches!(word.tag, Tag::VerbalNoun | Tag::Verb)
}

/// Whether a chunk only leads from what is measured to its figure: 已, 达到, 今年.
pub(super) fn links(row: &Row, at: usize) -> bool {
    match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            let is_small = matches!(word.tag, Tag::Adverb | Tag::Particle) && !word.acts.has(Acts::OF);
            is_small || word.acts.has(Acts::REACH.and(Acts::ASIDE).and(Acts::PLAN).and(Acts::IN))
        }
        _ => false,
    }
}

/// The run of nouns in a clause that ends right before chunk `end`.
fn nouns_to(page: Page<'_>, row: &Row, clause: usize, end: usize) -> Option<Range<usize>> {
    // 员工|3.2万人: people who are counted are called by what they are.
    let is_people = |at: usize| at + 1 == end && is_counted(row, at) && !follows_number(row, at);
    let is_last = |at: usize| at + 1 == end || is_amount(page, row, at + 1);
    let is_part = |at: &usize| is_noun(row, *at) || is_last(*at) && is_amount(page, row, *at) || is_people(*at);
    let first = (clause..end).rev().take_while(is_part).last()?;
    Some(first..end)
}

/// The run of nouns that begins at `start`, up to what people are called by: 120名|学员|毕业.
fn nouns_from(page: Page<'_>, row: &Row, start: usize) -> Option<Range<usize>> {
    let is_part = |at: &usize| is_counted(row, *at) || is_amount(page, row, *at);
    let last = (start..row.chunks.len()).take_while(is_part).last()?;
    let people = (start..last).find(|&at| row.has(at, Acts::TITLE));
    let last = people.unwrap_or(last);
    // 学校|免费|培训: what those do that are counted.
    let is_act = |at: &usize| {
        let text = page.text(row.chunks[*at].span);
        row.chunks[*at].word().is_some_and(is_verbal) && !page.ontology.measures.is_amount(text)
    };
    let acts = (start + 1..=last).rev().take_while(is_act).last();
    Some(start..acts.unwrap_or(last + 1))
}

/// The things that are counted from `start` on, with what describes them and what is counted with them: 大中|城市,
/// 国家|和|地区.
pub(super) fn things_from(page: Page<'_>, row: &Row, start: usize) -> Option<Range<usize>> {
    // 100家|中国|企业
    let is_land = |at: usize| {
        let is_word = || row.chunks[at].word().is_some_and(|word| word.tag == Tag::Place);
        matches!(row.kind(at), Some(EntityKind::Country | EntityKind::Place)) || is_word()
    };
    let is_kind = |at: &usize| {
        is_land(*at) || row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Adjective) && !is_noun(row, *at)
    };
    let first = (start..row.chunks.len()).find(|at| !is_kind(at))?;
    let mut end = nouns_from(page, row, first)?.end;
    while row.is_joint(end)
        && let Some(next) = nouns_from(page, row, end + 1)
    {
        end = next.end;
    }
    Some(start..end)
}

/// Whether nouns that end before `at` are all of a phrase: 15家三轮车 of 15家三轮车|厂 is not, nor 7000名教师 of
/// 7000名教师|的|住房.
fn is_whole(row: &Row, at: usize) -> bool {
    let Some(chunk) = row.chunks.get(at) else { return true };
    // 学员|毕业: people end a phrase.
    if row.has(at - 1, Acts::TITLE) && !chunk.has(Acts::OF) {
        return true;
    }
    match chunk.sort {
        Sort::Mark(mark) => mark != '、',
        Sort::Time(_) => true,
        Sort::Name(_) => false,
        Sort::Word(word) => {
            let goes_on = matches!(
                word.tag,
                Tag::Noun
                    | Tag::Adjective
                    | Tag::ProperName
                    | Tag::Place
                    | Tag::Organization
                    | Tag::Person
                    | Tag::Latin
                    | Tag::Number
                    | Tag::Particle
                    | Tag::Other
            );
            // 突出|者: both are one word. 居民|办理|了: and so no noun ends here.
            (!goes_on || word.acts.has(Acts::ASIDE)) && !word.acts.has(Acts::OF.and(Acts::TITLE_END))
        }
    }
}

/// Whether a figure closes what is told of the nouns that end at `nouns`: a clause ends behind it, or a verb tells what all
/// that are counted do (来宾|约500人|出席), and not some of them (麋鹿|有10头|死亡).
fn closes(row: &Row, nouns: usize, figure: &Range<usize>) -> bool {
    let Some(next) = row.chunks.get(figure.end) else { return true };
    let is_done = is_verb(row, figure.end) && !(nouns..figure.start).any(|at| row.has(at, Acts::REACH));
    // 满足旅客吞吐量|700万人次|的需求
    let is_level = next.has(Acts::OF) && row.has(figure.end + 1, Acts::LEVEL);
    next.is_boundary() || next.is('、') || is_done || is_level
}

/// The words for what is measured: the nouns at `chunks` with what is said of them behind the name that ends before `from`
/// (出国留学|人数, 员工的|工资). None where that is too long, or says of how many things or of which time the nouns are.
pub(super) fn words(page: Page<'_>, row: &Row, from: usize, chunks: Range<usize>) -> Option<Span> {
    let first = (from..chunks.start).find(|&at| opens_measure(row, at)).unwrap_or(chunks.start);
    // 40岁以下|居民的发病率; 党政机关、|事业单位电话: only some of what is told. 14时|水位 is not.
    let is_part = |at: usize| counts(page, row, at) || row.is_joint(at);
    if (from..chunks.start).any(is_part) {
        return None;
    }
    let is_described = row.chunks[first..chunks.end].iter().any(|chunk| chunk.has(Acts::OF));
    // 点亮|了|海拔: the object of a verb, and not what that does.
    let acts_on = |at: usize| is_verb(row, at) && is_done(row, at + 1);
    let is_object = (first..chunks.start).any(|at| acts_on(at) && !row.has(at, MOVING));
    // 城镇每年将|新增劳动力: what happens when is no part of it.
    let parts =
        |at: usize| links(row, at) && !row.has(at, Acts::ASIDE.and(Acts::REACH).and(Acts::IN)) && !is_done(row, at);
    let opening = (first..chunks.start).rev().find(|&at| parts(at)).map_or(first, |at| at + 1);
    // 云岭大学|示范茶场|去年创产值: another subject.
    if (first..opening).any(|at| is_noun(row, at)) {
        return None;
    }
    let first = opening;
    // 项目|产生|费用: a noun that does something.
    let acts =
        |at: usize| is_verb(row, at) && is_noun(row, at - 1) && !row.chunks[at - 1].word().is_some_and(is_verbal);
    let is_clause = (first + 1..chunks.start).any(acts);
    if !is_described && (is_object || is_clause) {
        return None;
    }
    let whole = span(row, first..chunks.end);
    let is_short = page.document.slice(whole).chars().nth(LONGEST).is_none();
    is_short.then_some(whole)
}

pub(super) fn span(row: &Row, chunks: Range<usize>) -> Span {
    Span::new(row.chunks[chunks.start].span.start, row.chunks[chunks.end - 1].span.end)
}

/// Whether the words for what is measured can begin with a chunk; 五国 of 中亚五国贸易总额 belongs to the name.
fn opens_measure(row: &Row, at: usize) -> bool {
    let Some(word) = row.chunks[at].word() else { return false };
    let is_small = links(row, at) || word.acts.has(Acts::OF.and(Acts::WHEN));
    if is_small || word.roles.has(Roles::REGION_SUFFIX) {
        return false;
    }
    match word.tag {
        Tag::Verb | Tag::Adjective | Tag::Idiom | Tag::ProperName | Tag::Place => true,
        // 国内|生产总值, but not 古城|内.
        Tag::Position => row.chunks[at].span.len() > '内'.len_utf8(),
        Tag::Noun | Tag::VerbalNoun | Tag::Abbreviation => is_counted(row, at) && !follows_number(row, at),
        _ => false,
    }
}

/// The verb right before chunk `end`, if it tells by itself what the figure is of: 募集|了3亿元.
fn verb_to(row: &Row, end: usize) -> Option<Range<usize>> {
    let at = end.checked_sub(1)?;
    (is_verb(row, at) && row.has(at, MOVING)).then_some(at..end)
}

pub(super) fn is_verb(row: &Row, at: usize) -> bool {
    row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb && !word.acts.has(TELLING.and(Acts::DENY)))
}

/// Whether a chunk is a noun that can be measured; 国 of 五国 and 同比 are not, nor are people.
pub(super) fn is_noun(row: &Row, at: usize) -> bool {
    is_counted(row, at) && !follows_number(row, at) && !row.has(at, Acts::TITLE)
}

/// Whether what jieba takes for a verb or an adjective is a word for an amount all the same: 收入, 长.
pub(super) fn is_amount(page: Page<'_>, row: &Row, at: usize) -> bool {
    let Some(word) = row.chunks[at].word() else { return false };
    let may_be = matches!(word.tag, Tag::Verb | Tag::Adjective) && !word.acts.has(MOVING.and(TELLING).and(Acts::DENY));
    may_be && page.ontology.measures.is_amount(page.text(row.chunks[at].span))
}

/// Whether a chunk counts or is counted by what stands in front: 国 of 五国, 条 of 这条.
fn follows_number(row: &Row, at: usize) -> bool {
    let before = row.get(at.checked_sub(1));
    let is_counter = row.chunks[at].span.len() == '条'.len_utf8();
    before.and_then(Chunk::word).is_some_and(|before| before.tag == Tag::Number)
        || is_counter && before.is_some_and(|before| before.has(Acts::THIS))
}

/// Whether a chunk is a number, but neither that of a day or hour (14|时) nor a part of a name (中亚|五|国).
pub(super) fn counts(page: Page<'_>, row: &Row, at: usize) -> bool {
    if row.chunks[at].word().is_none_or(|word| word.tag != Tag::Number) {
        return false;
    }
    let Some(next) = row.chunks.get(at + 1) else { return true };
    let both = page.text(Span::new(row.chunks[at].span.start, next.span.end));
    let suffixes = Roles::REGION_SUFFIX.and(Roles::COORDINATION);
    let number = page.text(row.chunks[at].span);
    let is_time = both[number.len()..].starts_with(TIMES) || number.ends_with(TIMES);
    !is_time && !page.ontology.lexicon.roles(both).has(suffixes)
}

/// Whether a chunk is a noun that stands for what is counted.
fn is_counted(row: &Row, at: usize) -> bool {
    let Some(word) = row.chunks[at].word() else { return false };
    let is_other =
        word.acts.has(Acts::PLAN.and(Acts::DENY).and(Acts::SAY).and(Acts::ASIDE).and(Acts::REACH).and(Acts::WHEN));
    matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Abbreviation | Tag::Latin) && !is_other
}
