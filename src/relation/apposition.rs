//! Posts that a clause tells which is nothing else: 石青，女，1965年生，|岚海大学教授; 作为|岚海大学校长，石青….

use super::appointment::{gives_post, last_of_title};
use super::chunk::{Chunk, Row, Sort};
use super::post::{may_stand_in_title, post, push};
use super::{Claim, Page, Relation};
use crate::document::Tag;
use crate::ontology::{Acts, Ending, EntityKind};

/// Reads the clauses that are a post and no more: 石青，女，1965年生，|岚海大学教授; 作为|岚海大学校长，石青….
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for start in 0..row.chunks.len() {
        let opens = start == 0 || row.chunks[start - 1].is('，');
        let is_as = start > 0 && page.text(row.chunks[start - 1].span) == "作为";
        if !(opens || is_as) {
            continue;
        }
        let first = if is_as { start - 1 } else { start };
        let end = row.clause_end(start);
        if !gives_post(row, start, end) || row.clause_start(start) != first {
            continue;
        }
        // 作为东风汽车|的|总工程师
        let front = start + usize::from(is_as && row.has(start + 1, Acts::OF));
        let last = last_of_title(row, front, end);
        if last == front || last + 1 != end || !row.chunks.get(end).is_none_or(Chunk::is_boundary) {
            continue;
        }
        let is_plain = (front + 1..=last)
            .all(|at| row.chunks[at].is('、') || row.chunks[at].word().is_some_and(may_stand_in_title));
        // 白桦大学|博士 is no post, and no occupation is one of a country.
        let is_degree = page.ontology.lexicon.ends_as(page.text(row.chunks[last].span), Ending::Degree);
        let is_abroad = row.kind(start) == Some(EntityKind::Country) && !row.has(last, Acts::STATE);
        if is_degree || is_abroad {
            continue;
        }
        let person = if is_as { behind_comma(row, end) } else { in_front(row, first) };
        let Some(person) = person.filter(|_| is_plain) else { continue };
        if let Some(post) = post(page, row, start, front + 1, last) {
            let ends = (row.chunks[person], row.chunks[post.employer]);
            let rule = if is_as { "title-as" } else { "title-in-apposition" };
            push(page, row, ends, post.title, post.claim(Claim::default()), rule, relations);
        }
    }
}

/// The person whom the clause behind a comma begins with.
fn behind_comma(row: &Row, comma: usize) -> Option<usize> {
    let is_person = row.chunks.get(comma)?.is('，') && row.kind(comma + 1) == Some(EntityKind::Person);
    is_person.then_some(comma + 1)
}

/// The person whom the sentence begins with, and nothing but what tells of the same person up to `end`: 石青，女，1965年生，.
fn in_front(row: &Row, end: usize) -> Option<usize> {
    let is_alone = row.kind(0) == Some(EntityKind::Person) && row.chunks.get(1)?.is('，');
    let is_short = |chunk: &Chunk| match chunk.sort {
        Sort::Name(_) => false,
        Sort::Word(word) => word.tag != Tag::Verb && word.acts.is_plain(),
        _ => true,
    };
    (is_alone && end <= MOST_ASIDE && row.chunks[1..end].iter().all(is_short)).then_some(0)
}

/// The most chunks between a person and a post that is told in apposition.
const MOST_ASIDE: usize = 16;
