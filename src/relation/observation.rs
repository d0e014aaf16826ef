//! Figures with what they measure: 2022年，中国和中亚五国贸易总额超过700亿美元.

use std::ops::Range;

use super::argument::topic;
use super::chunk::{Chunk, Row, Sort};
use super::{Claim, Evidence, Page, stance};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
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

/// Prepositions whose noun takes from the name in front of them what stands behind: 猴魁岛由|两座小岛组成.
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
    let front = nouns_to(row, clause, from);
    let behind = nouns_from(row, figure.end);
    let chunks = if is_counter(&quantity.unit) {
        behind.or(front)?
    } else if quantity.is_duration() {
        front?
    } else {
        front.or(behind).or_else(|| verb_to(page, row, from))?
    };
    // 这|两个项目, 其中|三家: some of what was told before.
    let before = row.get(figure.start.checked_sub(1)).and_then(Chunk::word);
    let is_pointed_at = before.is_some_and(|word| matches!(word.tag, Tag::Pronoun | Tag::Position));
    if is_pointed_at {
        return None;
    }
    let about = about(row, clause, chunks.start.min(figure.start))?;
    // 长鑫存储|等五十余家企业发榜: the figure is of all of them.
    let last = &row.chunks[about[about.len() - 1] + 1];
    if page.document.simplified[last.span.start..].starts_with('等') {
        return None;
    }
    let measure = Span::new(row.chunks[chunks.start].span.start, row.chunks[chunks.end - 1].span.end);
    Some(Subject { about, measure, clause })
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
    Some(start..people.unwrap_or(last) + 1)
}

/// The verb right before chunk `end`, if it tells by itself what the figure is of: 募集|了300万欧元.
fn verb_to(page: Page<'_>, row: &Row, end: usize) -> Option<Range<usize>> {
    let at = end.checked_sub(1)?;
    let is_full = page.document.slice(row.chunks[at].span).chars().nth(1).is_some();
    (is_full && is_verb(row, at)).then_some(at..end)
}

fn is_verb(row: &Row, at: usize) -> bool {
    row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb && !word.acts.has(TELLING.and(Acts::DENY)))
}

/// Whether a chunk is a noun that can be measured; 国 of 五国 and 同比 are not, nor are people.
fn is_noun(row: &Row, at: usize) -> bool {
    let counted = row.get(at.checked_sub(1)).and_then(Chunk::word).is_some_and(|before| before.tag == Tag::Number);
    is_counted(row, at) && !counted && !row.chunks[at].has(Acts::TITLE)
}

/// Whether a chunk is a noun that stands for what is counted.
fn is_counted(row: &Row, at: usize) -> bool {
    let Some(word) = row.chunks[at].word() else { return false };
    let is_other = word.acts.has(Acts::PLAN.and(Acts::DENY).and(Acts::SAY).and(Acts::ASIDE).and(Acts::REACH));
    matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Abbreviation | Tag::Latin) && !is_other
}

/// The names that a figure is of whose measure, or else itself, begins at chunk `to`: those of its clause that stand in
/// front, else the one that the sentence is about.
fn about(row: &Row, clause: usize, to: usize) -> Option<Vec<usize>> {
    let own: Vec<usize> =
        (clause..to).filter(|&at| row.kind(at).is_some_and(|kind| MEASURED.contains(&kind))).collect();
    if let Some(&last) = own.last() {
        return reaches(row, last + 1..to).then(|| together(row, &own))?;
    }
    if !(clause..to).all(|at| links(row, at)) {
        return None;
    }
    let topic = topic(row, clause, &MEASURED)?;
    let is_told = row.chunks[topic + 1..clause].iter().any(|chunk| chunk.has(TELLING));
    (!is_told).then(|| vec![topic])
}

/// The names of a clause that a figure is of both: those of a list (中国和中亚), or the second where the first meets or
/// does something (中国|对中亚, 中储粮|在黑龙江). Of a name that only describes the other, the other.
fn together(row: &Row, names: &[usize]) -> Option<Vec<usize>> {
    let &[first, second] = names else {
        // 向|中亚国家|提供260亿元: somebody else does.
        let is_own = names.len() == 1 && !row.governor(names[0]).has(LEADING);
        return is_own.then(|| names.to_vec());
    };
    let is_led = row.governor(second).has(LEADING.and(Acts::IN)) && row.governor(first).is_empty();
    if is_led || row.list(first, &MEASURED).contains(&second) || row.is_joint(first + 1) && first + 2 == second {
        return Some(names.to_vec());
    }
    let describes = first + 1 == second || row.chunks[second - 1].has(Acts::OF);
    describes.then(|| vec![second])
}

/// Whether what stands between a name and what is measured leaves the measure to the name: nouns that the name
/// describes (阿里巴巴|员工的|工资), or words for what it does (澳门|共签订|劳务合同), but nobody else who does it.
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
            _ => {}
        }
    }
    true
}
