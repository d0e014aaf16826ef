//! Whose work a document is: 国际可再生能源署|的|《世界能源转型展望》, 石青|在|《岚海笔记》|中|写道.

use std::ops::Range;

use super::chunk::{Row, is_title_word};
use super::subject::{Leniency, subject_left};
use super::{Claim, Page, Relation, frame};
use crate::document::Tag;
use crate::ontology::EntityKind::{self, Document, Organization, Person};
use crate::ontology::{Acts, Ending, Predicate};

/// Who writes.
const AUTHORS: [EntityKind; 2] = [Person, Organization];

/// Reads the documents of a row that 的 ties to a person or an organization, that stand beside one or in which one tells something,
/// and those whose author is told.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for word in 1..row.chunks.len() {
        authored(page, row, word, relations);
    }
    for document in (1..row.chunks.len()).filter(|&at| row.kind(at) == Some(Document)) {
        tied(page, row, document, relations);
        beside(page, row, document, relations);
        told_in(page, row, document, relations);
    }
}

/// Reads the document that 的, or what it is called in front of its title, ties to somebody: 鲁迅|新作|《野草》, 鲁迅|的|小说|《祝福》.
fn tied(page: Page<'_>, row: &Row, document: usize, relations: &mut Vec<Relation>) {
    let opus = document - 1;
    let is_called = row.has(opus, Acts::BOOK.and(Acts::OPUS));
    let of = if is_called && opus > 0 && row.has(opus - 1, Acts::OF) { opus - 1 } else { opus };
    let is_work = row.has(opus, Acts::OPUS);
    let Some(author) = of.checked_sub(1).filter(|_| row.has(of, Acts::OF) || is_work) else { return };
    // 石青长期从事研究，|其|专著|《…》
    let is_own = page.text(row.chunks[author].span) == "其";
    let first = || (0..author).find(|&at| row.kind(at) == Some(Person));
    let author = if is_own { first().unwrap_or(author) } else { author };
    if !row.is_one_of(author, &AUTHORS) {
        return;
    }
    // 鲁迅的《野草》的译本 is somebody else's, and so may be what a verb takes with its object; but of 发表了|鲁迅|的|《野草》 and
    // 日本|作家|石青|的|《春耕》 nobody else is.
    let leads = |before: usize| {
        let word = row.chunks[before].word();
        let is_verb = word.is_some_and(|word| word.acts.has(Acts::PUBLISH) || word.tag == Tag::Particle);
        is_verb && !row.has(before, Acts::OF) || word.is_some_and(is_title_word)
    };
    let is_end = !row.has(document + 1, Acts::OF);
    let is_taken = || row.kind(author) == Some(Person) && is_end && author > 0 && leads(author - 1);
    let opens =
        author.checked_sub(1).is_none_or(|before| row.chunks[before].is_boundary() || row.chunks[before].is('、'));
    if opens || is_work || is_taken() {
        push(page, row, [author, of, document], "work-of", relations);
    }
}

/// Reads the document right behind the organization whose it is: 国际能源署|《世界能源展望》|报告显示.
fn beside(page: Page<'_>, row: &Row, document: usize, relations: &mut Vec<Relation>) {
    let author = document - 1;
    let leads = |before: usize| row.chunks[before].is_boundary() || row.has(before, Acts::SOURCE);
    let lexicon = &page.ontology.lexicon;
    let is_pair = row.kind(author) == Some(Organization) && author.checked_sub(1).is_none_or(leads);
    // 云岭国周刊|《岚海》: what the title is that of.
    let is_paper = lexicon.ends_as(page.text(row.chunks[author].span), Ending::Periodical);
    // 世界贸易组织|《政府采购协定》: of those who sign.
    let name = page.text(row.chunks[document].span).trim_end_matches('》');
    if is_pair && !is_paper && !lexicon.ends_as(name, Ending::Accord) {
        push(page, row, [author, document, document], "work-beside", relations);
    }
}

/// Reads the document in which somebody tells something: 石青|在|《岚海笔记》|一书|中|写道.
fn told_in(page: Page<'_>, row: &Row, document: usize, relations: &mut Vec<Relation>) {
    let end = row.clause_end(document).min(document + LONGEST_TELLING);
    let is_small = |at: &usize| {
        let small = [Tag::Noun, Tag::Number, Tag::Position, Tag::Adverb, Tag::Particle];
        row.chunks[*at].word().is_some_and(|word| small.contains(&word.tag) && !word.acts.has(TELLS))
    };
    let n_words = (document + 1..end).take_while(is_small).count();
    let verb = document + 1 + n_words;
    let is_inside = (document + 1..verb).any(|at| INSIDE.contains(&page.text(row.chunks[at].span)));
    // 在|《岚海日报》|中|指出: of the paper.
    let name = page.text(row.chunks[document].span).trim_end_matches('》');
    let is_paper = page.ontology.lexicon.ends_as(name, Ending::Periodical);
    if !row.has(document - 1, Acts::IN) || !is_inside || !row.has(verb, TELLS) || is_paper {
        return;
    }
    if let Some(author) = subject_left(row, document - 1, &AUTHORS, Leniency::Exact) {
        push(page, row, [author, verb, document], "told-in-work", relations);
    }
}

/// What somebody does in a document of his own.
const TELLS: Acts = Acts::SAY.and(Acts::PROPOSE);

/// What tells that something stands in a document.
const INSIDE: [&str; 4] = ["中", "里", "书中", "文中"];

/// The most chunks from a document to the verb of what is told there.
const LONGEST_TELLING: usize = 6;

/// Reads whose work a document is where the word at `word` tells who has written it: 《岚海笔记》|的|作者|石青; 岚海出版社出版《岚海笔记》，|作者|
/// 石青….
fn authored(page: Page<'_>, row: &Row, word: usize, relations: &mut Vec<Relation>) {
    let is_person = row.kind(word + 1) == Some(Person) && page.text(row.chunks[word].span) == AUTHOR;
    let near = word - 1 - usize::from(word > 1 && row.has(word - 1, Acts::OF));
    let is_mark = row.chunks[near].is('，');
    let document = if is_mark { only_document(row, row.clause_start(near)..near) } else { Some(near) };
    if let Some(document) = document.filter(|&at| is_person && row.kind(at) == Some(Document)) {
        push(page, row, [word + 1, word, document], "author-of", relations);
    }
}

/// The document of some chunks that name no other.
fn only_document(row: &Row, mut chunks: Range<usize>) -> Option<usize> {
    let mut next = || chunks.find(|&at| row.kind(at) == Some(Document));
    next().filter(|_| next().is_none())
}

/// Who has written something.
const AUTHOR: &str = "作者";

/// Tells that the author has published the document, by their chunks and that of the word between them.
fn push(page: Page<'_>, row: &Row, chunks: [usize; 3], rule: &'static str, relations: &mut Vec<Relation>) {
    let [author, word, document] = chunks.map(|at| row.chunks[at]);
    if let Some((from, to)) = author.name().zip(document.name()) {
        let (ends, pair) = ([author.span, word.span, document.span], (from.entity, to.entity));
        relations.push(frame::relation(page, row, Predicate::Publishes, pair, ends, Claim::default(), rule));
    }
}
