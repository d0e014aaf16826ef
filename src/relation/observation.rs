//! Figures with what they measure: 2022年，中国和中亚五国贸易总额超过700亿美元.

use std::ops::Range;

use super::antecedent::Antecedents;
use super::bearer::{MEASURED, Measurement, bearers};
use super::chunk::{Chunk, Row, Word};
use super::figure::{all_of_place, prepare};
use super::measure::{MOVING, is_amount, is_noun, is_verb, is_verbal, links, measured, span, things_from, words};
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

/// What is measured, and whose it is.
struct Measured {
    /// The chunks that name it.
    about: Vec<usize>,
    /// The words for what is measured.
    measure: Span,
    /// What is done with it, where that stands in front of the figure: 招募 of 招募2000名士兵.
    deed: Option<Span>,
    /// Where the clause begins in which the figure stands.
    clause: usize,
}

/// Reads the figures of a sentence from its own row.
pub(super) fn read(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, found: &mut Vec<Observation>) {
    let span = page.document.sentences[row.sentence].span;
    let figures = quantities(&page.document.simplified, span, page.ontology);
    let row = &*prepare(page, antecedents, row, &figures);
    let mut last: Option<Measured> = None;
    for at in figures {
        let within: Vec<usize> =
            (0..row.chunks.len()).filter(|&place| row.chunks[place].span.overlaps(at.span)).collect();
        let (Some(&first), Some(&end)) = (within.first(), within.last()) else { continue };
        if within.iter().any(|&place| row.chunks[place].name().is_some()) {
            continue;
        }
        let Some(subject) = subject(page, row, first..end + 1, &at.quantity, last.as_ref()) else { continue };
        let (lead, measure) = (row.chunks[subject.about[0]].span, subject.measure);
        let end = subject.about.iter().map(|&name| row.chunks[name].span.end).fold(at.span.end, usize::max);
        let evidence = Evidence {
            sentence: row.sentence,
            span: Span::new(lead.start.min(measure.start).min(at.span.start), end.max(measure.end)),
            subject: lead,
            object: at.span,
        };
        let time = period(page, row, subject.about[0], first);
        let Some(claim) = stance::claim(row, subject.about[0], first) else { continue };
        found.push(Observation {
            about: entities(row, &subject.about),
            measure: subject.deed.map_or("", |deed| page.document.slice(deed)).to_owned()
                + page.document.slice(measure),
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
    last: Option<&Measured>,
) -> Option<Measured> {
    let clause = row.clause_start(figure.start);
    let told = subject_from(page, row, foretold_from(row, clause, figure.start), figure, quantity, last)?;
    Some(Measured { clause, ..told })
}

/// Where what is foretold begins in front of a figure, or else its clause: 世界银行|预计|中国经济增长5%.
fn foretold_from(row: &Row, clause: usize, figure: usize) -> usize {
    let is_told = |verb: &usize| {
        let names = |mut at: Range<usize>| at.any(|at| row.is_one_of(at, &MEASURED));
        row.has(*verb, Acts::FORECAST) && names(clause..*verb) && names(verb + 1..figure)
    };
    (clause..figure).rev().find(is_told).map_or(clause, |verb| verb + 1)
}

/// What a figure is of whose clause, or the part of it that tells the figure, begins at `clause`.
fn subject_from(
    page: Page<'_>,
    row: &Row,
    clause: usize,
    figure: Range<usize>,
    quantity: &Quantity,
    last: Option<&Measured>,
) -> Option<Measured> {
    // 分别达到3亿元、|5亿元: which is whose would have to be counted out.
    let is_joined = row.is_joint(figure.end) || last.is_some_and(|last| last.clause == clause);
    let is_paired = is_joined && (clause..figure.start).any(|at| row.has(at, Acts::RESPECTIVELY));
    if is_paired || is_supposed(row, figure.start) {
        return None;
    }
    if let Some(name) = name_behind(page, row, &figure) {
        return described(page, row, clause, &figure, quantity, name);
    }
    let told = amount_of(page, row, clause, &figure, quantity).or_else(|| price(page, row, clause, &figure));
    if told.is_some() || goes_on(page, row, figure.end) {
        return told;
    }
    let from = front_end(page, row, clause, figure.start, quantity);
    if from == clause && quantity.change.is_some() {
        // 进出口额达1730.5亿元，|同比增长37.3%: growth is of what the clause before measures.
        let last =
            last.filter(|last| clause.checked_sub(1).is_some_and(|mark| row.clause_start(mark) == last.clause))?;
        return Some(Measured { about: last.about.clone(), clause, ..*last });
    }
    let chunks = measured(page, row, clause..from, &figure, quantity)?;
    if is_pivot(page, row, &figure, chunks.end, quantity) {
        return None;
    }
    let about = owners(page, row, clause, &figure, &chunks, quantity)?;
    with_words(page, row, clause, &figure, chunks, about)
}

/// Where the words end in front of a figure that tell what it measures, without those that only lead to it.
fn front_end(page: Page<'_>, row: &Row, clause: usize, figure: usize, quantity: &Quantity) -> usize {
    let links_to = |end: usize| (clause..end).rev().find(|&at| !links(row, at)).map_or(clause, |at| at + 1);
    let from = links_to(figure);
    let from = behind_range(row, clause, from).map_or(from, links_to);
    // 工资|上涨|了10%, 同比|增幅|为10%
    let changes = |at: usize| is_verb(row, at) || tells_change(page, row, at);
    let is_change = quantity.change.is_some() && from > clause && changes(from - 1);
    if is_change { links_to(from - 1) } else { from }
}

/// The names that a figure is of whose measure stands at `chunks`, if nothing tells that it is only of some of theirs.
fn owners(
    page: Page<'_>,
    row: &Row,
    clause: usize,
    figure: &Range<usize>,
    chunks: &Range<usize>,
    quantity: &Quantity,
) -> Option<Vec<usize>> {
    let is_thing = page.ontology.measures.dimension(&quantity.unit).is_none();
    let told = Measurement {
        start: chunks.start.min(figure.start),
        is_counted: chunks.start > figure.start && is_thing,
        is_thing,
        is_act: !is_amount(page, row, chunks.end - 1)
            && row.chunks[chunks.end - 1].word().is_some_and(|word| is_verbal(word) || word.acts.has(MOVING)),
    };
    if is_taken(row, told.start, figure.start) {
        return None;
    }
    // 二十家企业|到场: what opens a clause is told of itself, and not of what was named before.
    let opens = chunks.start > figure.start && figure.start == clause;
    // 来自两国的|60位专家|与会
    let comes_from = row.has(clause, Acts::FROM) && row.has(figure.start - 1, Acts::OF);
    // 博览会在岚海举行，|二十家企业|参展: but who is there is told of the event.
    if told.is_counted && (opens || comes_from) && comes(row, chunks.end) {
        let parts = |at: &usize| row.chunks[*at].is('；');
        let mut before = (0..clause).rev().take_while(|at| !parts(at));
        return before.find(|&at| row.kind(at) == Some(EntityKind::Event)).map(|event| vec![event]);
    }
    let about = bearers(page, row, clause, &told).filter(|about| !opens || about[0] >= clause)?;
    let is_some = told.is_counted && is_told_of_some(page, row, about[about.len() - 1], figure, chunks.end);
    (!is_some && !is_one_of_more(row, &about, &told)).then_some(about)
}

/// The subject with the words for what is measured, which stand at `chunks`; none if they do not tell it, or are of something else.
fn with_words(
    page: Page<'_>,
    row: &Row,
    clause: usize,
    figure: &Range<usize>,
    chunks: Range<usize>,
    about: Vec<usize>,
) -> Option<Measured> {
    let named = about.iter().rev().find(|&&at| at >= clause).map_or(clause, |at| at + 1);
    let is_in_front = chunks.end <= figure.start;
    let measure = measure(page, row, named, chunks, figure.start)?;
    let measure = if is_in_front { with_direction(row, &about, measure) } else { measure };
    let text = page.text(measure);
    // 日本修建了铁路，|时速达到210公里; 全市|38万多人; 两国|3亿人
    let is_of_work = page.ontology.measures.bearer(text) == Some(EntityKind::Project);
    let is_bare_one = is_of_work && page.ontology.measures.is_amount(text);
    let is_of_land = is_bare_one && row.kind(about[0]) == Some(EntityKind::Country);
    let measures = &page.ontology.measures;
    let is_of_both = measures.between(text) == Some("") && !measures.is_amount(text);
    if is_of_land || is_of_both || all_of_place(page, text).is_some() {
        return None;
    }
    // 松河集团承建云岭铁路，|其|设计时速200公里: of the work, which is no subject there.
    let about = match is_of_work && about[0] < clause {
        true => of_work(row, clause, about)?,
        false => about,
    };
    // 世界银行预计，|全球经济增长3%: who foretells it has no economy.
    let is_economy = page.ontology.measures.bearer(text) == Some(EntityKind::Country);
    let is_body = row.kind(about[0]) == Some(EntityKind::Organization);
    if is_economy && is_body && row.chunks[about[0]..figure.start].iter().any(|chunk| chunk.has(Acts::FORECAST)) {
        return None;
    }
    // 中|法双边贸易额: the other side is not named.
    let is_shared = about.len() == 1 && text.starts_with(['双', '两']);
    let is_new = about[0] >= clause;
    let needs_more = is_shared || is_of_last(page, &row.chunks[clause..figure.start], text, is_new);
    let deed = if is_in_front { None } else { deed(page, row, clause, figure.start) };
    (!needs_more).then_some(Measured { about, measure, deed, clause })
}

/// Of which work something is told that the clauses in front name, where their subject is none; of the subject, if they name no
/// work, and of nobody, if they name several.
fn of_work(row: &Row, clause: usize, about: Vec<usize>) -> Option<Vec<usize>> {
    if row.kind(about[0]) == Some(EntityKind::Project) {
        return Some(about);
    }
    let entity = |at: usize| row.chunks[at].name().map(|name| name.entity);
    let mut works = (0..clause).filter(|&at| row.kind(at) == Some(EntityKind::Project));
    let Some(first) = works.next() else { return Some(about) };
    works.all(|at| entity(at) == entity(first)).then(|| vec![first])
}

/// The name behind a figure that describes it: 总投资30亿元的|云岭水电站, 装机260万千瓦、坝高203米的|云岭水电站,
/// 有2万名员工的|松河集团.
fn name_behind(page: Page<'_>, row: &Row, figure: &Range<usize>) -> Option<usize> {
    let end = row.clause_end(figure.start).min(figure.end + LONGEST_DESCRIPTION);
    let of = (figure.end..end).find(|&at| row.has(at, Acts::OF))?;
    let is_had = || figure.start.checked_sub(1).is_some_and(|before| has(page, row, before));
    let leads = match &row.chunks[figure.end] {
        _ if of == figure.end => true,
        // 装机260万千瓦|、|坝高203米|的
        next if next.is('、') => (figure.end..of).all(|at| row.chunks[at].name().is_none() && !is_verb(row, at)),
        _ => is_had() && things_from(page, row, figure.end).is_some_and(|things| things.end == of),
    };
    // 海拔2600米的|哥伦比亚|波哥大
    let is_place = |at: usize| row.kind(at) == Some(EntityKind::Place);
    let is_land = row.kind(of + 1) == Some(EntityKind::Country);
    let name = of + 1 + usize::from(is_land && is_place(of + 2));
    let is_measured = row.is_one_of(name, &MEASURED);
    (leads && is_measured && !row.describes(name)).then_some(name)
}

/// What a figure is of that describes the name behind it.
fn described(
    page: Page<'_>,
    row: &Row,
    clause: usize,
    figure: &Range<usize>,
    quantity: &Quantity,
    name: usize,
) -> Option<Measured> {
    let from = (clause..figure.start).rev().find(|&at| !links(row, at)).map_or(clause, |at| at + 1);
    if quantity.is_duration() {
        return None;
    }
    let chunks = match things_from(page, row, figure.end) {
        Some(things) if things.end + 1 == name => things,
        _ => measured(page, row, clause..from, figure, quantity).filter(|chunks| chunks.end <= figure.start)?,
    };
    let measure = whole_word(page, row, clause, span(row, chunks.clone()));
    // 由|白桦集团|持股|63%|的|岚海公司: of both.
    let holds = row.has(chunks.start, Acts::OWN.and(Acts::INVEST));
    let holder = chunks.start.checked_sub(1).filter(|&at| holds && row.kind(at) == Some(EntityKind::Organization));
    let is_whole = page.text(measure).chars().count() > 1;
    let about = holder.into_iter().chain([name]).collect();
    is_whole.then_some(Measured { about, measure, deed: None, clause })
}

/// Where the words end that tell from which other figure something has come, of which the figure behind is told: 由|35|%|升到.
fn behind_range(row: &Row, clause: usize, end: usize) -> Option<usize> {
    let first = (clause..end).rev().take_while(|&at| row.chunks[at].is_figure()).last()?;
    first.checked_sub(1).filter(|&at| at >= clause && row.has(at, Acts::FROM))
}

/// What a figure is of that stands between a name and the words for it: 云岭铁路|60亿元|的|总投资.
fn amount_of(page: Page<'_>, row: &Row, clause: usize, figure: &Range<usize>, quantity: &Quantity) -> Option<Measured> {
    let name = figure.start.checked_sub(1).filter(|&at| at >= clause)?;
    let is_told = row.is_one_of(name, &MEASURED) && row.governor(name).is_empty();
    let of = row.has(figure.end, Acts::OF);
    let nouns = things_from(page, row, figure.end + 1).filter(|_| is_told && of)?;
    let measure = whole_word(page, row, figure.end + 1, span(row, nouns.clone()));
    let dimension = page.ontology.measures.dimension(&quantity.unit)?;
    let fits = page.ontology.measures.dimensions_of(page.text(measure)).contains(&dimension);
    fits.then(|| Measured { about: vec![name], measure, deed: None, clause })
}

/// The words for what is measured with what the word for it begins with, where that was cut off: 总|投资.
fn whole_word(page: Page<'_>, row: &Row, clause: usize, measure: Span) -> Span {
    let start = page.ontology.measures.start_of(&page.document.simplified[..measure.end]);
    let is_longer = |start: &usize| *start < measure.start && *start >= row.chunks[clause].span.start;
    start.filter(is_longer).map_or(measure, |start| Span::new(start, measure.end))
}

/// What a price is of, and who pays it: 松河集团|以|现金|2亿元|收购|白桦集团.
fn price(page: Page<'_>, row: &Row, clause: usize, figure: &Range<usize>) -> Option<Measured> {
    let text = |at: usize| page.text(row.chunks[at].span);
    let with = (clause..figure.start).rev().take(2).find(|&at| text(at) == PAYING)?;
    // 以|2亿元|的|价格|收购
    let is_told_so = row.has(figure.end, Acts::OF);
    let verb = figure.end + if is_told_so { 2 } else { 0 };
    let buys = row.chunks.get(verb).is_some_and(|chunk| chunk.has(Acts::INVEST) && chunk.has(Acts::SPEND));
    let bought = (verb + 1..row.clause_end(figure.start)).find(|&at| row.kind(at) == Some(EntityKind::Organization));
    let (true, Some(bought)) = (buys, bought) else { return None };
    let told = Measurement { start: with, is_counted: false, is_thing: false, is_act: true };
    let &[buyer] = bearers(page, row, clause, &told)?.as_slice() else { return None };
    Some(Measured { about: vec![buyer, bought], measure: row.chunks[verb].span, deed: None, clause })
}

/// In front of what is paid.
const PAYING: &str = "以";

/// The most chunks of what describes a name, from a figure in it on.
const LONGEST_DESCRIPTION: usize = 10;

/// Whether the word at an index tells that somebody is at an event.
fn comes(row: &Row, at: usize) -> bool {
    row.has(at, Acts::ATTEND)
}

/// What is done with the things behind a figure, as the verb in front of it tells (招募|2000名士兵, 关闭|全国|11台机组), or the one
/// that describes them (批准的|58个项目); nothing where it only tells that they are there: 有, 共.
fn deed(page: Page<'_>, row: &Row, clause: usize, figure: usize) -> Option<Span> {
    let mut before = (clause..figure).rev().filter(|&at| !links(row, at));
    let is_deed = |at: usize| {
        let is_word = |word: Word| is_verbal(word) || word.tag == Tag::Idiom;
        row.chunks[at].word().is_some_and(is_word) && !has(page, row, at) && !is_amount(page, row, at)
    };
    let first = before.next()?;
    if row.has(first, Acts::OF) {
        let verb = before.next().filter(|&at| is_deed(at))?;
        return Some(Span::new(row.chunks[verb].span.start, row.chunks[first].span.end));
    }
    let at = if is_noun(row, first) && !is_deed(first) { before.next()? } else { first };
    is_deed(at).then(|| row.chunks[at].span)
}

/// Whether something is told of so many of the things of a name, which may have more: 云岭县|600名职工|再就业, but not
/// 云岭县有|600名职工.
fn is_told_of_some(page: Page<'_>, row: &Row, name: usize, figure: &Range<usize>, end: usize) -> bool {
    let tells = |at: usize| is_verb(row, at) || row.has(at, Acts::REACH) || has(page, row, at);
    let goes_on = row.chunks.get(end).is_some_and(|next| !next.is_boundary());
    // 台湾|已有|30位书画家|受邀
    let is_so_far = figure.start.checked_sub(1).is_some_and(|at| page.text(row.chunks[at].span) == "已有");
    goes_on && (is_so_far || !(name + 1..figure.start).any(tells))
}

/// Whether a word tells that somebody has something: 有, 共有.
fn has(page: Page<'_>, row: &Row, at: usize) -> bool {
    page.text(row.chunks[at].span).ends_with('有')
}

/// The words for what is measured, with where it goes where that is one of two names: 瑞典|向中国出口.
fn with_direction(row: &Row, about: &[usize], measure: Span) -> Span {
    let &[first, second] = about else { return measure };
    let leading = Acts::TOWARDS.and(Acts::FROM).and(Acts::IN);
    let leads = |at: &usize| row.has(*at, leading) && *at > first;
    let start = (first + 1..second).rev().find(leads).filter(|_| row.governor(second).has(leading));
    let start = start.map(|at| row.chunks[at].span.start).filter(|start| *start < measure.start);
    start.map_or(measure, |start| Span::new(start, measure.end))
}

/// Whether what the words `text` measure was told just before: 客机900架，|总值600亿美元 where the clause names nobody
/// new, 粮食贸易量…，其中|美国的出口量.
fn is_of_last(page: Page<'_>, clause: &[Chunk], text: &str, is_new: bool) -> bool {
    let is_among = clause.iter().any(|chunk| page.text(chunk.span) == "其中");
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
    let is_noun_in_front = chunks.start < figure && (!is_verb(row, chunks.start) || is_amount(page, row, chunks.start));
    // 云岭市|企业|投入3亿元: a noun that does it itself.
    let is_done = chunks.start < figure && !is_noun_in_front;
    if is_done && (named..chunks.start).any(|at| is_noun(row, at)) {
        return None;
    }
    let measure = if is_noun_in_front { words(page, row, named, chunks)? } else { span(row, chunks) };
    let text = page.text(measure);
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
fn is_one_of_more(row: &Row, about: &[usize], told: &Measurement) -> bool {
    let (first, last) = (about[0], about[about.len() - 1]);
    let is_summed_up = row.chunks[last + 1..=told.start].iter().any(|chunk| chunk.has(Acts::SUM_UP));
    let is_of_both = about.len() == 1 && row.chunks[last + 1..told.start].iter().any(|chunk| chunk.has(Acts::BOTH));
    let before = first.checked_sub(1);
    // 松河集团|同|白桦集团签约，投资3亿元
    let is_with = last < row.clause_start(told.start) && row.has(last + 1, Acts::WITH);
    let is_listed = row.is_joint(last + 1) && !is_with || before.is_some_and(|before| row.is_joint(before));
    let is_counted = row.get(before).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Number);
    let is_place = matches!(row.kind(last), Some(EntityKind::Country | EntityKind::Place));
    let is_described = row.get(before).is_some_and(|before| before.has(Acts::OF));
    let is_in_part = told.is_counted
        && told.start > last + 1
        && row.has(told.start - 1, Acts::OF)
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
    let is_rate = page.text(next.span).starts_with(['/', '／']);
    let links_on = next.is('—') || next.is('～') || next.is('~') || next.is('-') || row.is_joint(end);
    // 达到|250亿美元|的水平, 满足旅客吞吐量|700万人次|的需求
    let is_level = row.has(end + 1, Acts::LEVEL);
    // 存款低于500元|就算小额: a condition.
    let is_condition = matches!(page.text(next.span), "就" | "就算" | "则" | "即" | "即可");
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
    let adds_up = |at: usize| page.text(row.chunks[at].span) == "累计";
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
