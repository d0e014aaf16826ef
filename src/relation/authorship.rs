//! Whose work a document is: 国际可再生能源署|的|《世界能源转型展望》.

use super::chunk::Row;
use super::{Claim, Page, Relation, frame};
use crate::ontology::EntityKind::{Document, Organization, Person};
use crate::ontology::{Acts, Predicate};

/// Reads the documents of a row that 的 ties to a person or an organization.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
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
