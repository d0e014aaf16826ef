//! Figures with what they measure: 2022年，中国和中亚五国贸易总额超过700亿美元.

use std::ops::Range;

use super::argument::topic;
use super::chunk::{Chunk, Row, Sort, Word};
use super::{Claim, Evidence, Page, stance};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles};
use crate::text::Span;
use crate::value::{Quantity, quantities};

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

/// Kinds of things that figures are told of.
const MEASURED: [EntityKind; 5] =
    [EntityKind::Country, EntityKind::Organization, EntityKind::Project, EntityKind::Event, EntityKind::Place];

/// Verbs whose object is told by another, so that a figure behind them is not of their subject.
const TELLING: Acts = Acts::SAY.and(Acts::REPORT).and(Acts::PUBLISH).and(Acts::PROPOSE).and(Acts::SOURCE);

/// What money and goods do by themselves: 投入|12亿元, 进口|200万吨.
const MOVING: Acts = Acts::SPEND
    .and(Acts::INVEST)
    .and(Acts::FINANCE)
    .and(Acts::LOAN)
    .and(Acts::EXPORT)
    .and(Acts::PRODUCE)
    .and(Acts::SELL);

/// Fewer things than so many are told, not counted: 两架客机.
const FEW: i128 = 10;

/// The most characters of the words for what is measured.
const LONGEST: usize = 12;

/// Prepositions whose noun takes from the name in front of them what stands behind: 青湖岛由|两座小岛组成.
const LEADING: Acts = Acts::TOWARDS.and(Acts::AGENT).and(Acts::WITH).and(Acts::FROM);

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
        found.push(Observation {
            about: entities(row, &subject.about),
            measure: page.document.slice(measure).to_owned(),
            quantity: at.quantity,
            claim: stance::claim(row, subject.about[0], first),
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
    let links_to = |end: usize| (clause..end).rev().find(|&at| !links(row, at)).map_or(clause, |at| at + 1);
    let mut from = links_to(figure.start);
    // 工资|上涨|了10%
    if quantity.change.is_some() && from > clause && is_verb(row, from - 1) {
        from = links_to(from - 1);
    }
    if from == clause && quantity.change.is_some() {
        // 进出口额达1730.5亿元，|同比增长37.3%: growth is of what the clause before measures.
        let last =
            last.filter(|last| clause.checked_sub(1).is_some_and(|mark| row.clause_start(mark) == last.clause))?;
        return Some(Subject { about: last.about.clone(), measure: last.measure, clause });
    }
    let chunks = measured(page, row, clause..from, figure.end, quantity)?;
    // 这|两个项目, 其中|三家: some of what was told before.
    let before = row.get(figure.start.checked_sub(1)).and_then(Chunk::word);
    let is_pointed_at = before.is_some_and(|word| matches!(word.tag, Tag::Pronoun | Tag::Position));
    if is_pointed_at {
        return None;
    }
    let about = about(page, row, clause, chunks.start.min(figure.start))?;
    // 长鑫存储|等五十余家企业发榜: the figure is of all of them.
    let last = &row.chunks[about[about.len() - 1] + 1];
    if page.document.simplified[last.span.start..].starts_with('等') {
        return None;
    }
    let named = about.iter().rev().find(|&&at| at >= clause).map_or(clause, |at| at + 1);
    let is_noun_in_front = chunks.start < figure.start && !is_verb(row, chunks.start);
    let measure = if is_noun_in_front { words(page, row, named, chunks) } else { span(row, chunks) };
    // A single character is the rest of a word that was cut (超过90架Q|-5), and 总额 alone is of what nobody said.
    let text = page.document.slice(measure);
    let is_whole = match text.chars().count() {
        0 | 1 => false,
        2 => !text.ends_with(['额', '額']),
        _ => true,
    };
    is_whole.then_some(Subject { about, measure, clause })
}

/// The chunks that tell what `quantity` measures: those that end where `front` ends, in its clause, or begin at `behind`.
fn measured(
    page: Page<'_>,
    row: &Row,
    front: Range<usize>,
    behind: usize,
    quantity: &Quantity,
) -> Option<Range<usize>> {
    let end = front.end;
    let (front, behind) = (nouns_to(row, front.start, end), nouns_from(row, behind));
    if is_counter(&quantity.unit) {
        let (digits, behind_point) = quantity.number.parts();
        let is_many = digits >= FEW || behind_point > 0;
        return behind.or(front).filter(|nouns| is_many && can_be_counted(page, row, nouns, &quantity.unit));
    }
    if quantity.is_duration() || quantity.unit.is_empty() {
        return front;
    }
    // 进口|200万吨|大米: what is moved tells more than that it is.
    let is_act = |run: &Range<usize>| run.clone().all(|at| row.chunks[at].word().is_some_and(is_verbal));
    let moved = behind.filter(|run| !is_act(&(run.start..run.start + 1)));
    let noun = front.clone().filter(|run| !is_act(run));
    noun.or(moved).or(front).or_else(|| verb_to(row, end))
}

/// Whether nouns name things that a counter counts: 成员国贸易|总额 of 12个成员国贸易总额 is an amount, and 二十一次|会议 the last
/// of so many.
fn can_be_counted(page: Page<'_>, row: &Row, chunks: &Range<usize>, unit: &str) -> bool {
    let nouns = page.document.slice(span(row, chunks.clone()));
    let is_event = page.ontology.lexicon.head(nouns).is_some_and(|(_, head)| head.kind == EntityKind::Event);
    let is_turn = matches!(unit, "次" | "届") && is_event;
    !is_turn && !nouns.ends_with(['额', '量', '率', '值', '价', '数', '數', '額', '價'])
}

/// Whether a unit counts things that stand behind it: 近300家企业. Codes of money and measures are in latin letters.
fn is_counter(unit: &str) -> bool {
    !unit.is_empty() && !unit.is_ascii()
}

fn entities(row: &Row, about: &[usize]) -> Vec<usize> {
    let mut entities: Vec<usize> = about.iter().filter_map(|&at| Some(row.chunks[at].name()?.entity)).collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

/// Whether a chunk only leads from what is measured to its figure: 已, 达到, 今年.
fn links(row: &Row, at: usize) -> bool {
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
fn nouns_to(row: &Row, clause: usize, end: usize) -> Option<Range<usize>> {
    let first = (clause..end).rev().take_while(|&at| is_noun(row, at)).last()?;
    Some(first..end)
}

/// The run of nouns that begins at `start`, up to what people are called by: 120名|学员|毕业.
fn nouns_from(row: &Row, start: usize) -> Option<Range<usize>> {
    let last = (start..row.chunks.len()).take_while(|&at| is_counted(row, at)).last()?;
    let people = (start..last).find(|&at| row.chunks[at].has(Acts::TITLE));
    let last = people.unwrap_or(last);
    // 学校|免费|培训: what those do that are counted.
    let acts = (start + 1..=last).rev().take_while(|&at| row.chunks[at].word().is_some_and(is_verbal)).last();
    Some(start..acts.unwrap_or(last + 1))
}

fn is_verbal(word: Word) -> bool {
    matches!(word.tag, Tag::VerbalNoun | Tag::Verb)
}

/// The words for what is measured: the nouns at `chunks` with what is said of them behind the name that ends before `from`
/// (出国留学|人数, 员工的|工资), unless that is long.
fn words(page: Page<'_>, row: &Row, from: usize, chunks: Range<usize>) -> Span {
    let first = (from..chunks.start).find(|&at| opens_measure(row, at));
    let whole = first.map(|first| span(row, first..chunks.end));
    let is_short = |span: &Span| page.document.slice(*span).chars().nth(LONGEST).is_none();
    whole.filter(is_short).unwrap_or_else(|| span(row, chunks))
}

fn span(row: &Row, chunks: Range<usize>) -> Span {
    Span::new(row.chunks[chunks.start].span.start, row.chunks[chunks.end - 1].span.end)
}

/// Whether the words for what is measured can begin with a chunk; 五国 of 中亚五国贸易总额 belongs to the name.
fn opens_measure(row: &Row, at: usize) -> bool {
    let Some(word) = row.chunks[at].word() else { return false };
    if links(row, at) || word.acts.has(Acts::OF) || word.roles.has(Roles::REGION_SUFFIX) {
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
    (is_verb(row, at) && row.chunks[at].has(MOVING)).then_some(at..end)
}

fn is_verb(row: &Row, at: usize) -> bool {
    row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb && !word.acts.has(TELLING.and(Acts::DENY)))
}

/// Whether a chunk is a noun that can be measured; 国 of 五国 and 同比 are not, nor are people.
fn is_noun(row: &Row, at: usize) -> bool {
    is_counted(row, at) && !follows_number(row, at) && !row.chunks[at].has(Acts::TITLE)
}

fn follows_number(row: &Row, at: usize) -> bool {
    row.get(at.checked_sub(1)).and_then(Chunk::word).is_some_and(|before| before.tag == Tag::Number)
}

/// Whether a chunk is a noun that stands for what is counted.
fn is_counted(row: &Row, at: usize) -> bool {
    let Some(word) = row.chunks[at].word() else { return false };
    let is_other = word.acts.has(Acts::PLAN.and(Acts::DENY).and(Acts::SAY).and(Acts::ASIDE).and(Acts::REACH));
    matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Abbreviation | Tag::Latin) && !is_other
}

/// The names that a figure is of whose measure, or else itself, begins at chunk `to`: those of its clause that stand in
/// front, else the one that the sentence is about.
fn about(page: Page<'_>, row: &Row, clause: usize, to: usize) -> Option<Vec<usize>> {
    let own: Vec<usize> =
        (clause..to).filter(|&at| row.kind(at).is_some_and(|kind| MEASURED.contains(&kind))).collect();
    if let Some(&last) = own.last() {
        return (!is_cut(page, row, last, to) && reaches(row, last + 1..to)).then(|| together(row, &own))?;
    }
    if !(clause..to).all(|at| links(row, at)) {
        return None;
    }
    let topic = topic(row, clause, &MEASURED)?;
    let is_told = row.chunks[topic + 1..clause].iter().any(|chunk| chunk.has(TELLING));
    // Another subject may have come in between.
    let mut starts = (topic..clause - 1).filter(|&at| row.chunks[at].is_boundary()).map(|at| at + 1);
    (!is_told && !starts.any(|start| row.opens_with_noun(start))).then(|| vec![topic])
}

/// The names of a clause that a figure is of both: those of a list (中国和中亚), or the second where the first meets or
/// does something (中国|对中亚, 松河集团|在云岭). Of a name that only describes the other, the other.
fn together(row: &Row, names: &[usize]) -> Option<Vec<usize>> {
    let &[first, second] = names else {
        // 向|中亚国家|提供260亿元, 到|中国|的海运时间: somebody else does, or it only leads there.
        let is_led = |at: usize| {
            let leads_there =
                row.governor(at).has(Acts::IN) && row.chunks.get(at + 1).is_some_and(|of| of.has(Acts::OF));
            row.governor(at).has(LEADING) || leads_there
        };
        return (names.len() == 1 && !is_led(names[0])).then(|| names.to_vec());
    };
    let is_led = row.governor(second).has(LEADING.and(Acts::IN)) && row.governor(first).is_empty();
    if is_led || row.list(first, &MEASURED).contains(&second) || row.is_joint(first + 1) && first + 2 == second {
        return Some(names.to_vec());
    }
    let describes = first + 1 == second || row.chunks[second - 1].has(Acts::OF);
    describes.then(|| vec![second])
}

/// Whether a name is the beginning of a longer one that nobody knows: 香港|館, 岚海|机场.
fn is_cut(page: Page<'_>, row: &Row, name: usize, to: usize) -> bool {
    let Some(next) = row.get(Some(name + 1)).filter(|next| next.word().is_some_and(|word| word.tag == Tag::Noun))
    else {
        return false;
    };
    let is_short = next.span.len() <= '中'.len_utf8();
    let heads = || page.ontology.lexicon.head(next.span.of(&page.document.simplified)).is_some();
    let is_place = matches!(row.kind(name), Some(EntityKind::Place | EntityKind::Country));
    is_short || is_place && name + 1 < to && heads()
}

/// Whether what stands between a name and what is measured leaves the measure to the name: nouns that the name
/// describes (松河集团|员工的|工资), or words for what it does (松河集团|共签订|劳务合同), but nobody else who does it.
fn reaches(row: &Row, between: Range<usize>) -> bool {
    // A noun that does something itself stands in front of the verb, what is done behind it.
    let (mut has_noun, mut is_done) = (false, false);
    for at in between {
        let chunk = &row.chunks[at];
        if chunk.has(TELLING.and(LEADING)) || chunk.name().is_some() {
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
