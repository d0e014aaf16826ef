//! Figures with what they measure: 2022年，中国和中亚五国贸易总额超过700亿美元.

use std::ops::Range;

use super::chunk::{Chunk, Row, Word};
use super::measure::{MOVING, is_noun, is_verb, is_verbal, links, measured, span, words};
use super::owner::{Told, about};
use super::{Claim, Evidence, Page, stance};
use crate::document::Tag;
use crate::ontology::{Acts, Ahead, EntityKind};
use crate::text::Span;
use crate::value::{Anchor, Quantity, Time, quantities, times};

/// A quantity, what it measures, of whom, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The entities that it is about, one or two: whose the figure is, or between whom.
    pub about: Vec<usize>,
    /// What is measured, in the page's own words: 贸易总额.
    pub measure: String,
    /// The number and unit.
    pub quantity: Quantity,
    /// How the page says it; its time is the period that the figure is of.
    pub claim: Claim,
    /// Where it is written.
    pub evidence: Evidence,
}

/// What a figure is of.
struct Subject {
    /// The chunks that name it.
    about: Vec<usize>,
    /// The words for what is measured.
    measure: Span,
    /// Where the clause begins in which the figure stands.
    clause: usize,
}

/// Reads the figures of a sentence from its own row.
pub(super) fn read(page: Page<'_>, row: &Row, found: &mut Vec<Observation>) {
    let span = page.document.sentences[row.sentence].span;
    let mut last: Option<Subject> = None;
    for at in quantities(&page.document.simplified, span, page.ontology) {
        let within: Vec<usize> =
            (0..row.chunks.len()).filter(|&place| row.chunks[place].span.overlaps(at.span)).collect();
        let (Some(&first), Some(&end)) = (within.first(), within.last()) else { continue };
        if within.iter().any(|&place| row.chunks[place].name().is_some()) {
            continue;
        }
        let Some(subject) = subject(page, row, first..end + 1, &at.quantity, last.as_ref()) else { continue };
        let (lead, measure) = (row.chunks[subject.about[0]].span, subject.measure);
        let evidence = Evidence {
            sentence: row.sentence,
            span: Span::new(lead.start.min(measure.start), at.span.end.max(measure.end)),
            subject: lead,
            object: at.span,
        };
        let time = period(page, row, subject.about[0], first);
        let Some(claim) = stance::claim(row, subject.about[0], first) else { continue };
        found.push(Observation {
            about: entities(row, &subject.about),
            measure: page.document.slice(measure).to_owned(),
            quantity: at.quantity,
            claim: Claim { time, ..claim },
            evidence,
        });
        last = Some(subject);
    }
}

/// What the figure `quantity` at some chunks is of; `last` is what the figure before is of.
fn subject(
    page: Page<'_>,
    row: &Row,
    figure: Range<usize>,
    quantity: &Quantity,
    last: Option<&Subject>,
) -> Option<Subject> {
    let clause = row.clause_start(figure.start);
    // 分别达到3亿元、|5亿元: which is whose would have to be counted out.
    let is_joined = row.is_joint(figure.end) || last.is_some_and(|last| last.clause == clause);
    let is_paired = is_joined && (clause..figure.start).any(|at| row.chunks[at].has(Acts::RESPECTIVELY));
    if is_paired || is_supposed(row, figure.start) || goes_on(page, row, figure.end) {
        return None;
    }
    let links_to = |end: usize| (clause..end).rev().find(|&at| !links(row, at)).map_or(clause, |at| at + 1);
    let mut from = links_to(figure.start);
    // 工资|上涨|了10%, 同比|增幅|为10%
    let changes = |at: usize| is_verb(row, at) || tells_change(page, row, at);
    if quantity.change.is_some() && from > clause && changes(from - 1) {
        from = links_to(from - 1);
    }
    if from == clause && quantity.change.is_some() {
        // 进出口额达1730.5亿元，|同比增长37.3%: growth is of what the clause before measures.
        let last =
            last.filter(|last| clause.checked_sub(1).is_some_and(|mark| row.clause_start(mark) == last.clause))?;
        return Some(Subject { about: last.about.clone(), measure: last.measure, clause });
    }
    let chunks = measured(page, row, clause..from, &figure, quantity)?;
    if is_pivot(page, row, &figure, chunks.end, quantity) {
        return None;
    }
    let is_thing = page.ontology.measures.dimension(&quantity.unit).is_none();
    let told = Told {
        start: chunks.start.min(figure.start),
        is_counted: chunks.start > figure.start && is_thing,
        is_thing,
        is_act: row.chunks[chunks.end - 1].word().is_some_and(|word| is_verbal(word) || word.acts.has(MOVING)),
    };
    // 二十家企业|到场: what opens a clause is told of itself, and not of what was named before.
    let opens = chunks.start > figure.start && figure.start == clause;
    let about = about(page, row, clause, &told).filter(|about| !opens || about[0] >= clause)?;
    let is_some = told.is_counted && is_told_of_some(page, row, about[about.len() - 1], &figure, chunks.end);
    if is_some || is_taken(row, told.start, figure.start) || is_one_of_more(page, row, &about, &told) {
        return None;
    }
    let named = about.iter().rev().find(|&&at| at >= clause).map_or(clause, |at| at + 1);
    let measure = with_direction(row, &about, measure(page, row, named, chunks, figure.start)?);
    // 中|法双边贸易额: the other side is not named.
    let text = measure.of(&page.document.simplified);
    let is_shared = about.len() == 1 && text.starts_with(['双', '两']);
    let is_new = about[0] >= clause;
    let needs_more = is_shared || is_of_last(page, &row.chunks[clause..figure.start], text, is_new);
    (!needs_more).then_some(Subject { about, measure, clause })
}

/// Whether something is told of so many of the things of a name, which may have more: 云岭县|600名职工|再就业, but not
/// 云岭县有|600名职工.
fn is_told_of_some(page: Page<'_>, row: &Row, name: usize, figure: &Range<usize>, end: usize) -> bool {
    let tells = |at: usize| is_verb(row, at) || row.chunks[at].has(Acts::REACH) || has(page, row, at);
    let goes_on = row.chunks.get(end).is_some_and(|next| !next.is_boundary());
    goes_on && !(name + 1..figure.start).any(tells)
}

/// Whether a word tells that somebody has something: 有, 共有.
fn has(page: Page<'_>, row: &Row, at: usize) -> bool {
    row.chunks[at].span.of(&page.document.simplified).ends_with('有')
}

/// The words for what is measured, with where it goes where that is one of two names: 瑞典|向中国出口.
fn with_direction(row: &Row, about: &[usize], measure: Span) -> Span {
    let &[first, second] = about else { return measure };
    let leading = Acts::TOWARDS.and(Acts::FROM).and(Acts::IN);
    let leads = |at: &usize| row.chunks[*at].has(leading) && *at > first;
    let start = (first + 1..second).rev().find(leads).filter(|_| row.governor(second).has(leading));
    let start = start.map(|at| row.chunks[at].span.start).filter(|start| *start < measure.start);
    start.map_or(measure, |start| Span::new(start, measure.end))
}

/// Whether what the words `text` measure was told just before: 客机900架，|总值600亿美元 where the clause names nobody
/// new, 粮食贸易量…，其中|美国的出口量.
fn is_of_last(page: Page<'_>, clause: &[Chunk], text: &str, is_new: bool) -> bool {
    let is_among = clause.iter().any(|chunk| chunk.span.of(&page.document.simplified) == "其中");
    let is_short = text.chars().count() <= 3 && text.ends_with(['额', '量']);
    !is_new && is_bare(text) || is_among && is_short
}

/// Whether an amount behind the figure is only that of which something is told: 有|9万多农村人口|未解决温饱.
fn is_pivot(page: Page<'_>, row: &Row, figure: &Range<usize>, end: usize, quantity: &Quantity) -> bool {
    let is_amount = quantity.unit.is_empty() || page.ontology.measures.dimension(&quantity.unit).is_some();
    let is_had = end > figure.end && figure.start.checked_sub(1).is_some_and(|at| has(page, row, at));
    is_amount && is_had && row.chunks.get(end).is_some_and(|next| !next.is_boundary())
}

/// Whether a word tells by itself that something rises or falls: 增幅.
fn tells_change(page: Page<'_>, row: &Row, at: usize) -> bool {
    let span = row.chunks[at].span;
    let mark = page.ontology.measures.ahead.end_at(&page.document.simplified, span.end);
    mark.is_some_and(|(start, mark)| start == span.start && matches!(mark, Ahead::Rises | Ahead::Falls))
}

/// The words for what is measured, which stand at `chunks`, by the name that ends before `named`; none if they are not whole.
fn measure(page: Page<'_>, row: &Row, named: usize, chunks: Range<usize>, figure: usize) -> Option<Span> {
    let is_noun_in_front = chunks.start < figure && !is_verb(row, chunks.start);
    // 云岭市|企业|投入3亿元: a noun that does it itself.
    let is_done = chunks.start < figure && !is_noun_in_front;
    if is_done && (named..chunks.start).any(|at| is_noun(row, at)) {
        return None;
    }
    let measure = if is_noun_in_front { words(page, row, named, chunks)? } else { span(row, chunks) };
    let text = measure.of(&page.document.simplified);
    // A single character is the rest of a word that was cut (超过90架Q|-5), and 总额 alone is of what nobody said.
    let is_whole = text.chars().count() > 1 && !(is_bare(text) && text.ends_with(['额', '量']));
    // “现|贷派”贷款年利率: the rest of what a quotation holds.
    let is_quoted = text.matches('“').count() == text.matches('”').count();
    (is_whole && is_quoted).then_some(measure)
}

/// Whether words are only those for an amount, of whatever it is: 总值.
fn is_bare(text: &str) -> bool {
    text.chars().count() == 2 && text.ends_with(['额', '量', '值', '价', '格', '数'])
}

/// Whether the figure is of more than the names it would be of: 长鑫存储|等五十余家企业, 中国在内|的90多个国家,
/// 松河集团、|白桦集团及各界, 12家|老挝企业, 印|巴两国; or of some that they only describe: 捐款的|老挝|企业有57家,
/// 老挝|电力系统的|10万职工.
fn is_one_of_more(page: Page<'_>, row: &Row, about: &[usize], told: &Told) -> bool {
    let (first, last) = (about[0], about[about.len() - 1]);
    let said = |chunk: &Chunk| chunk.span.of(&page.document.simplified);
    let sums_up = |chunk: &Chunk| said(chunk).starts_with('等') || matches!(said(chunk), "在内" | "各");
    let is_summed_up = row.chunks[last + 1..=told.start].iter().any(sums_up);
    let is_of_both = about.len() == 1 && row.chunks[last + 1..told.start].iter().any(|chunk| chunk.has(Acts::BOTH));
    let before = first.checked_sub(1);
    let is_listed = row.is_joint(last + 1) || before.is_some_and(|before| row.is_joint(before));
    let is_counted = row.get(before).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Number);
    let is_place = matches!(row.kind(last), Some(EntityKind::Country | EntityKind::Place));
    let is_described = row.get(before).is_some_and(|before| before.has(Acts::OF));
    let is_in_part = told.is_counted
        && told.start > last + 1
        && row.chunks[told.start - 1].has(Acts::OF)
        && (last + 1..told.start).any(|at| is_noun(row, at) || row.chunks[at].word().is_some_and(is_term));
    let describes = is_place && told.is_thing && (is_described || is_in_part);
    is_summed_up || is_of_both || is_listed || is_counted || describes
}

/// Whether a word is a fixed phrase or a name of something: 电力系统.
fn is_term(word: Word) -> bool {
    matches!(word.tag, Tag::Idiom | Tag::ProperName)
}

/// Whether what stands at `figure` would only be so: 如果松河集团投入3亿元.
fn is_supposed(row: &Row, figure: usize) -> bool {
    row.chunks[..figure].iter().any(|chunk| chunk.has(Acts::IF.and(Acts::EACH)))
}

/// Whether the figure that ends before `end` is not all of what is told: 4万元|/平方米, 2万|—4万, 37元|和69元,
/// 海拔1000米|的观星台.
fn goes_on(page: Page<'_>, row: &Row, end: usize) -> bool {
    let Some(next) = row.chunks.get(end) else { return false };
    let is_number =
        row.get(Some(end + 1)).and_then(Chunk::word).is_some_and(|word| matches!(word.tag, Tag::Number | Tag::Latin));
    let is_rate = next.span.of(&page.document.simplified).starts_with(['/', '／']);
    let links_on = next.is('—') || next.is('～') || next.is('~') || next.is('-') || row.is_joint(end);
    // 达到|250亿美元|的水平
    let is_level = row.chunks.get(end + 1).is_some_and(|level| level.has(Acts::ASIDE));
    // 存款低于500元|就算小额: a condition.
    let is_condition = next.span.of(&page.document.simplified).starts_with(['就', '则', '即']);
    is_rate || is_condition || next.has(Acts::OF) && !is_level || links_on && is_number
}

/// Whether what begins at `start`, or the figure itself, is taken up by the word in front: 这|两个项目, 其中|三家,
/// 将|50张图纸交还, 在|1500家影院, 和|20个州政府.
fn is_taken(row: &Row, start: usize, figure: usize) -> bool {
    let before = |at: usize| row.get(at.checked_sub(1));
    let takes = |chunk: &Chunk| {
        let is_pointing = chunk.word().is_some_and(|word| matches!(word.tag, Tag::Pronoun | Tag::Position));
        let is_leading = chunk.word().is_some_and(|word| word.tag == Tag::Preposition) || chunk.has(Acts::IN);
        let is_plan = chunk.word().is_some_and(|word| word.tag != Tag::Verb && word.acts.has(Acts::PLAN));
        is_pointing || is_leading || is_plan
    };
    let joins = start.checked_sub(1).is_some_and(|at| row.is_joint(at));
    joins || start == figure && before(figure).is_some_and(takes)
}

/// The period that a figure is of whose name stands at `from`, as its clause or one in front opens with it.
///
/// On a page without a day of issue only what the text prints is told: 5月 without its year.
fn period(page: Page<'_>, row: &Row, from: usize, figure: usize) -> Option<String> {
    let clause = row.clause_start(figure);
    let of_subject = row.clause_start(from.min(figure));
    let is_time = |at: &usize| row.time(*at).is_some();
    let leads = |at: &usize| links(row, *at) || row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Preposition);
    // 5月18日，…: a clause that is a time.
    let before = |start: usize| {
        let comma = start.checked_sub(1).filter(|&mark| row.chunks[mark].is('，'))?;
        let at = comma.checked_sub(1).filter(is_time)?;
        let is_until = row.time(at).is_some_and(|time| time.first().is_none());
        (is_until || (row.clause_start(comma)..at).all(|at| leads(&at))).then_some(at)
    };
    let within = (clause..figure).rev().find(is_time);
    // 1990年，博物馆建馆，观众累计达1000万人次: up to now.
    let adds_up = |at: usize| row.chunks[at].span.of(&page.document.simplified) == "累计";
    if within.is_none() && (clause..figure).any(adds_up) {
        return None;
    }
    let at = within
        .or_else(|| before(clause))
        .or_else(|| Some(of_subject).filter(is_time))
        .or_else(|| before(of_subject))?;
    if page.anchor.day().is_some() {
        return row.time(at).map(Time::iso);
    }
    let told = row.chunks[at].span;
    let sentence = page.document.sentences[row.sentence].span;
    let printed = times(&page.document.simplified, sentence, Anchor::default(), page.ontology);
    let time = printed.into_iter().find(|time| time.span == told)?.time;
    // 去年10月至今年1月: without their years they are in no order.
    (time.first().is_none() || time.last().is_none() || time.first() <= time.last()).then(|| time.iso())
}

fn entities(row: &Row, about: &[usize]) -> Vec<usize> {
    let mut entities: Vec<usize> = about.iter().filter_map(|&at| Some(row.chunks[at].name()?.entity)).collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}
