//! A row as the figures in it are read: words end where figures begin, and names stand where clauses with figures leave them
//! out.

use std::borrow::Cow;

use super::Page;
use super::antecedent::{Antecedents, distinct};
use super::bearer::MEASURED;
use super::chunk::{Chunk, Name, Row, Sort, Word};
use super::measure::{is_verbal, links};
use super::subject::topic;
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles, Uses};
use crate::text::Span;
use crate::value::QuantityAt;

/// The most chunks from the beginning of a clause to its figure where the clause leaves out of what it is.
const LONGEST_OPENING: usize = 8;

/// The row with what its figures need.
pub(super) fn prepare<'a>(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &'a Row,
    figures: &[QuantityAt],
) -> Cow<'a, Row> {
    let mut row = Cow::Borrowed(row);
    for figure in figures.iter().rev() {
        cut(page, &mut row, figure.span.start);
        let Some(first) = row.chunks.iter().position(|chunk| chunk.span.overlaps(figure.span)) else { continue };
        let clause = row.clause_start(first);
        if first == clause || first - clause > LONGEST_OPENING || !leaves_out(&row, clause, first) {
            continue;
        }
        let (names, word) = left_out(page, antecedents, &row, clause, first);
        if !names.is_empty() {
            insert(row.to_mut(), clause, &names, word);
        }
    }
    row
}

/// Cuts the word in which a figure begins: 全长约|253公里 is 全长|约253公里.
fn cut(page: Page<'_>, row: &mut Cow<'_, Row>, at: usize) {
    let holds = |chunk: &Chunk| chunk.span.start < at && at < chunk.span.end;
    let Some(index) = row.chunks.iter().position(holds) else { return };
    let (chunk, governor) = (row.chunks[index], row.governors[index]);
    let Some(word) = chunk.word() else { return };
    let span = Span::new(chunk.span.start, at);
    let Uses { roles, acts } = page.ontology.lexicon.uses(page.text(span));
    let row = row.to_mut();
    row.chunks[index].span = Span::new(at, chunk.span.end);
    row.chunks.insert(index, Chunk { span, sort: Sort::Word(Word { acts, roles, tag: word.tag }) });
    row.governors.insert(index, governor);
}

/// Whether the clause that begins at `clause` names nobody whose the figure at `first` could be, and only tells what is measured.
fn leaves_out(row: &Row, clause: usize, first: usize) -> bool {
    row.chunks[clause..first].iter().enumerate().all(|(at, chunk)| match chunk.sort {
        Sort::Name(_) => false,
        Sort::Time(_) => true,
        Sort::Mark(_) => false,
        Sort::Word(word) => {
            let leads = matches!(word.tag, Tag::Preposition | Tag::Adverb | Tag::Conjunction | Tag::Position);
            let is_noun = matches!(word.tag, Tag::Noun | Tag::Adjective | Tag::Abbreviation) || is_verbal(word);
            !word.acts.has(Acts::PRONOUN.and(Acts::SAY).and(Acts::OF)) && (links(row, clause + at) || leads || is_noun)
        }
    })
}

/// Of whom the figure at `first` is, by what it measures (全长 is of a work, 营业收入 of a firm, 双边贸易额 of two countries), and
/// where the word is that stands for it, if one does: 全省, 三年来|全线, 展会期间.
fn left_out(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    clause: usize,
    first: usize,
) -> (Vec<Name>, Option<usize>) {
    let text = |at: usize| page.text(row.chunks[at].span);
    let (start, sentence) = (row.chunks[clause].span.start, row.sentence);
    let opening = (clause..first).find(|&at| !links(row, at)).unwrap_or(clause);
    if let Some(level) = all_of_place(page, text(opening)) {
        return (antecedents.place_near(sentence, start, level).into_iter().collect(), Some(opening));
    }
    if let Some(line) = (clause..=opening).find(|&at| text(at) == ALL_OF_LINE) {
        return (work(antecedents, sentence, start).into_iter().collect(), Some(line));
    }
    // 展会|期间
    let head = page.ontology.lexicon.head(text(clause)).filter(|(length, _)| *length == text(clause).len());
    let is_event = head.is_some_and(|(_, head)| head.kind == EntityKind::Event);
    if is_event && row.has(clause + 1, Acts::WHEN) {
        return (antecedents.event_before(start).into_iter().collect(), Some(clause));
    }
    if page.ontology.measures.between(text(opening)).is_some() {
        return (sides(antecedents, row, clause), None);
    }
    (bearer_of_measure(page, antecedents, row, clause, first).into_iter().collect(), None)
}

/// The only work near a byte, if no other stands in front of it in its sentence: 二期工程由2号线、4号线组成，|全长… is of none of them.
fn work(antecedents: &Antecedents<'_>, sentence: usize, start: usize) -> Option<Name> {
    let mut here = antecedents.in_front(sentence, start).map(|named| named.name);
    let is_only = |work: &Name| here.all(|other| other.kind != EntityKind::Project || other.entity == work.entity);
    antecedents.work_near(sentence, start, |_| true).filter(is_only)
}

/// Whose the figure at `first` is, where what it measures is of a work or of a firm, and nothing in the clause says of which.
fn bearer_of_measure(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    clause: usize,
    first: usize,
) -> Option<Name> {
    let start = row.chunks[clause].span.start;
    let end = (clause..first).rev().find(|&at| !links(row, at)).map_or(clause, |at| at + 1);
    let words = page.text(Span::new(start, row.chunks[end.max(clause + 1) - 1].span.end));
    // 全国|发电量, 重点|项目|总投资: of something else.
    let measure = page.ontology.measures.start_of(words).map_or(start, |at| start + at);
    let is_of_itself = |chunk: &Chunk| {
        let is_small = chunk.span.len() <= '年'.len_utf8() || page.ontology.measures.opens(page.text(chunk.span));
        is_small || chunk.word().is_none_or(|word| matches!(word.tag, Tag::Adverb | Tag::Time | Tag::Preposition))
    };
    let mut opening = (clause..first).filter(|&at| row.chunks[at].span.start < measure);
    if !opening.all(|at| links(row, at) || is_of_itself(&row.chunks[at])) {
        return None;
    }
    let before = topic(row, clause, &MEASURED).and_then(|at| row.chunks[at].name());
    match page.ontology.measures.bearer(words)? {
        EntityKind::Project => {
            let told = before.filter(|name| name.kind == EntityKind::Project);
            told.or_else(|| work(antecedents, row.sentence, start))
        }
        EntityKind::Organization if before.is_none() => antecedents.firm_before(row.sentence),
        _ => None,
    }
}

/// All of the line that the page is about.
const ALL_OF_LINE: &str = "全线";

/// The two countries between which something is measured: those that the clauses in front name, or else the sentence before.
fn sides(antecedents: &Antecedents<'_>, row: &Row, clause: usize) -> Vec<Name> {
    let start = row.chunks[clause].span.start;
    let here = antecedents.in_front(row.sentence, start);
    let is_country = |kind: EntityKind| kind == EntityKind::Country;
    let mut both = distinct(here, is_country);
    if both.is_empty() {
        both = antecedents.distinct(row.sentence, is_country);
    }
    if both.len() == 2 { both } else { Vec::new() }
}

/// The level of the place that a word stands for all of: 省 of 全省.
pub(super) fn all_of_place<'a>(page: Page<'_>, text: &'a str) -> Option<&'a str> {
    text.strip_prefix('全').filter(|level| page.ontology.lexicon.roles(level).has(Roles::DIVISION))
}

/// Puts names where a clause begins, or in the place of the `word` for them.
fn insert(row: &mut Row, clause: usize, names: &[Name], word: Option<usize>) {
    if let Some(word) = word {
        row.chunks[word].sort = Sort::Name(names[0]);
        return;
    }
    let span = row.chunks[clause].span;
    for (index, name) in names.iter().enumerate().rev() {
        row.chunks.insert(clause, Chunk { span, sort: Sort::Name(*name) });
        row.governors.insert(clause, Acts::default());
        if index > 0 {
            row.chunks.insert(clause, Chunk { span, sort: Sort::Mark('、') });
            row.governors.insert(clause, Acts::default());
        }
    }
}
