//! Whose work a document is: 国际可再生能源署|的|《世界能源转型展望》.

use std::ops::Range;

use super::chunk::Row;
use super::{Claim, Page, Relation, frame};
use crate::ontology::EntityKind::{Document, Organization, Person};
use crate::ontology::{Acts, Predicate};

/// Reads the documents of a row that 的 ties to a person or an organization, and those whose author is told.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for word in 1..row.chunks.len() {
        authored(page, row, word, relations);
    }
    for document in 2..row.chunks.len() {
        let author = document - 2;
        // 鲁迅|新作|《野草》
        let is_work = || row.has(document - 1, Acts::OPUS);
        let is_tied = row.kind(document) == Some(Document) && (row.has(document - 1, Acts::OF) || is_work());
        // 石青长期从事研究，|其|专著|《…》
        let is_own = is_tied && page.text(row.chunks[author].span) == "其";
        let first = || (0..author).find(|&at| row.kind(at) == Some(Person));
        let author = if is_own { first().unwrap_or(author) } else { author };
        if !is_tied || !matches!(row.kind(author), Some(Person | Organization)) {
            continue;
        }
        // 鲁迅的《野草》的译本 is somebody else's, and so may be what a verb takes with its object.
        let opens = author.checked_sub(1).is_none_or(|before| row.chunks[before].is_boundary()) || is_work();
        let (Some(from), Some(to)) = (row.chunks[author].name(), row.chunks[document].name()) else { continue };
        if opens {
            let ends = [row.chunks[author].span, row.chunks[document - 1].span, row.chunks[document].span];
            let pair = (from.entity, to.entity);
            relations.push(frame::relation(page, row, Predicate::Publishes, pair, ends, Claim::default(), "work-of"));
        }
    }
}

/// Reads whose work a document is where the word at `word` tells who has written it: 《岚海笔记》|的|作者|石青; 岚海出版社出版《岚海笔记》，|作者|
/// 石青….
fn authored(page: Page<'_>, row: &Row, word: usize, relations: &mut Vec<Relation>) {
    let is_person = row.kind(word + 1) == Some(Person) && page.text(row.chunks[word].span) == AUTHOR;
    let near = word - 1 - usize::from(word > 1 && row.has(word - 1, Acts::OF));
    let is_mark = row.chunks[near].is('，');
    let document = if is_mark { only_document(row, row.clause_start(near)..near) } else { Some(near) };
    let Some(document) = document.filter(|&at| is_person && row.kind(at) == Some(Document)) else { return };
    let (Some(from), Some(to)) = (row.chunks[word + 1].name(), row.chunks[document].name()) else { return };
    let ends = [row.chunks[word + 1].span, row.chunks[word].span, row.chunks[document].span];
    let pair = (from.entity, to.entity);
    relations.push(frame::relation(page, row, Predicate::Publishes, pair, ends, Claim::default(), "author-of"));
}

/// The document of some chunks that name no other.
fn only_document(row: &Row, mut chunks: Range<usize>) -> Option<usize> {
    let mut next = || chunks.find(|&at| row.kind(at) == Some(Document));
    next().filter(|_| next().is_none())
}

/// Who has written something.
const AUTHOR: &str = "作者";
