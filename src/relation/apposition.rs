//! Posts that a clause tells which is nothing else: 石青，女，1965年生，|岚海大学教授; 作为|岚海大学校长，石青….

use super::appointment::{gives_post, last_of_title};
use super::chunk::{Chunk, Row, Sort};
use super::post::{Post, may_stand_in_title, post, push};
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
        if !gives_post(page, row, start, end) || row.clause_start(start) != first {
            continue;
        }
        let held = posts(page, row, start, end, is_as);
        let person = if is_as { behind_comma(row, end) } else { in_front(row, first) };
        let (Some(held), Some(person)) = (held, person) else { continue };
        for post in held {
            let ends = (row.chunks[person], row.chunks[post.employer]);
            let rule = if is_as { "title-as" } else { "title-in-apposition" };
            push(page, row, ends, post.title, post.claim(Claim::default()), rule, relations);
        }
    }
}

/// The posts of a stretch that is nothing else: 岚海大学教授、|白桦集团董事长. What is no post keeps the others: 白桦大学博士、….
pub(super) fn posts(page: Page<'_>, row: &Row, start: usize, end: usize, is_as: bool) -> Option<Vec<Post>> {
    let mut posts = Vec::new();
    let mut employer = start;
    loop {
        // 作为东风汽车|的|总工程师
        let front = employer + usize::from(is_as && row.has(employer + 1, Acts::OF));
        let last = last_of_title(row, front, end);
        let goes_on = row.is_joint(last + 1) && last + 2 < end && gives_post(page, row, last + 2, end);
        if last == front || !goes_on && last + 1 != end || !row.chunks.get(end).is_none_or(Chunk::is_boundary) {
            return None;
        }
        // 白桦大学|博士 is no post, and no occupation is one of a country.
        let is_degree = page.ontology.lexicon.ends_as(page.text(row.chunks[last].span), Ending::Degree);
        let is_abroad = row.kind(employer) == Some(EntityKind::Country) && !row.has(last, Acts::STATE);
        let is_plain = (front + 1..=last)
            .all(|at| row.chunks[at].is('、') || row.chunks[at].word().is_some_and(may_stand_in_title));
        if !is_degree && !is_abroad && is_plain {
            posts.extend(post(page, row, employer, front + 1, last));
        }
        if !goes_on {
            return Some(posts);
        }
        employer = last + 2;
    }
}

/// The person whom the clause behind a comma begins with.
fn behind_comma(row: &Row, comma: usize) -> Option<usize> {
    let is_person = row.chunks.get(comma)?.is('，') && row.kind(comma + 1) == Some(EntityKind::Person);
    is_person.then_some(comma + 1)
}

/// The person whom the sentence begins with, or the list behind a colon, and nothing but what tells of the same person up to `end`:
/// 石青，女，1965年生，.
fn in_front(row: &Row, end: usize) -> Option<usize> {
    let person = row.chunks[..end].iter().rposition(|chunk| chunk.is('：')).map_or(0, |colon| colon + 1);
    let is_alone = row.kind(person) == Some(EntityKind::Person) && row.chunks.get(person + 1)?.is('，');
    let is_short = |chunk: &Chunk| match chunk.sort {
        Sort::Name(_) => false,
        Sort::Word(word) => word.tag != Tag::Verb && word.acts.is_plain(),
        _ => true,
    };
    let is_near = end <= person + MOST_ASIDE;
    (is_alone && is_near && row.chunks[person + 1..end].iter().all(is_short)).then_some(person)
}

/// The most chunks between a person and a post that is told in apposition.
const MOST_ASIDE: usize = 16;
