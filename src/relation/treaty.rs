//! Who agrees with whom, as the name of what they agreed on tells: 中老互免签证协定, 《中国和老挝关于…的联合声明》.

use super::chunk::Row;
use super::{Page, Relation, frame, stance};
use crate::entity::{TREATIES, parties};
use crate::ontology::EntityKind::{Country, Document, Organization};
use crate::ontology::{Acts, Predicate};
use crate::text::Span;

/// The most words between the parties and the last word of what they agreed on.
const LONGEST_SUBJECT: usize = 5;

/// The most parties of one treaty.
const MOST_PARTIES: usize = 4;

/// Reads the parties of the treaties that a row names.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for at in 0..row.chunks.len() {
        if row.kind(at) == Some(Document) {
            of_title(page, row, at, relations);
        } else if ends_treaty(page, row, at) {
            of_words(page, row, at, relations);
        }
    }
}

/// Reads the parties in a title.
fn of_title(page: Page<'_>, row: &Row, title: usize, relations: &mut Vec<Relation>) {
    let span = row.chunks[title].span;
    let parties = parties(page.text(span), page.ontology);
    let ids = parties.iter().map(|&entry| {
        page.resolution.find(&crate::entity::EntityId::new(Country, &page.ontology.gazetteer.entry(entry).1.id))
    });
    let entities: Vec<usize> = ids.flatten().collect();
    pair(page, row, (title, title), &entities.iter().map(|&entity| (entity, span)).collect::<Vec<_>>(), relations);
}

/// Reads the parties that stand side by side in front of the word that ends a treaty's name.
fn of_words(page: Page<'_>, row: &Row, last: usize, relations: &mut Vec<Relation>) {
    // 协定|谈判: nothing is agreed on yet.
    if row.chunks.get(last + 1).is_some_and(|next| page.text(next.span) == "谈判") {
        return;
    }
    let is_party = |at: usize| matches!(row.kind(at), Some(Country | Organization));
    let is_joint =
        |at: usize| row.is_joint(at) || row.has(at, Acts::WITH) || row.chunks[at].is('—') || row.chunks[at].is('-');
    let first = row.clause_start(last).max(last.saturating_sub(LONGEST_SUBJECT));
    let Some(party) = (first..last).rev().find(|&at| is_party(at)) else { return };
    let is_subject = (party + 1..last).all(|at| row.chunks[at].word().is_some_and(|word| !word.acts.has(Acts::OF)));
    let mut start = party;
    while start > 0 && (is_party(start - 1) || start > 1 && is_joint(start - 1) && is_party(start - 2)) {
        start -= if is_party(start - 1) { 1 } else { 2 };
    }
    // 它|和|欧盟、美国|都签了|协定: whoever is not named did so with each.
    let is_of_another = start.checked_sub(1).is_some_and(is_joint);
    let names = (start..=party).filter_map(|at| Some((row.chunks[at].name()?.entity, row.chunks[at].span)));
    if is_subject && !is_of_another {
        // 中国和老挝|没有|签署|引渡条约: the verb tells whether they did.
        let verb = (party + 1..last).find(|&at| row.has(at, Acts::AGREE));
        pair(page, row, (start, verb.unwrap_or(start)), &names.collect::<Vec<_>>(), relations);
    }
}

/// Adds each pair of the parties of a treaty whose name begins at the first chunk, as the second tells.
fn pair(
    page: Page<'_>,
    row: &Row,
    (treaty, trigger): (usize, usize),
    parties: &[(usize, Span)],
    relations: &mut Vec<Relation>,
) {
    if !(2..=MOST_PARTIES).contains(&parties.len()) {
        return;
    }
    let Some(claim) = stance::claim(row, treaty, trigger) else { return };
    for (n, (subject, from)) in parties.iter().enumerate() {
        for (object, to) in parties[n + 1..].iter().filter(|(object, _)| object != subject) {
            let ends = [*from, row.chunks[treaty].span, *to];
            relations.push(frame::relation(
                page,
                row,
                Predicate::AgreesWith,
                (*subject, *object),
                ends,
                claim.clone(),
                "parties-in-name",
            ));
        }
    }
}

/// Whether a word is the last of a treaty's name.
fn ends_treaty(page: Page<'_>, row: &Row, at: usize) -> bool {
    row.chunks[at].word().is_some() && TREATIES.iter().any(|last| page.text(row.chunks[at].span).ends_with(last))
}
