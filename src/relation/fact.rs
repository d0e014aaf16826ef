//! Facts of a document, sentence by sentence.

use super::chunk::rows;
use super::frame::Reader;
use super::referent::Antecedents;
use super::{Page, Relation, is_news, life, post, speech};

/// Reads the facts of all sentences that name something.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let antecedents = Antecedents::of(page);
    let reader = Reader { page };
    let mut found = Vec::new();
    let mut index = 0;
    while index < page.mentions.len() {
        let sentence = page.mentions[index].sentence;
        let n = page.mentions[index..].iter().take_while(|mention| mention.sentence == sentence).count();
        let rows = rows(page, &antecedents, sentence, index..index + n);
        post::read(page, &rows, &mut found);
        for row in rows {
            if is_news(page, sentence) {
                reader.read(&row, &mut found);
                life::read(page, &row, &mut found);
                speech::read(page, &row, &mut found);
            }
        }
        index += n;
    }
    gather(found)
}

/// Joins what several sentences say alike, with the evidence of each.
fn gather(mut found: Vec<Relation>) -> Vec<Relation> {
    found.sort();
    let mut gathered: Vec<Relation> = Vec::with_capacity(found.len());
    for relation in found {
        match gathered.last_mut() {
            Some(last) if is_same(last, &relation) => last.evidence.extend(relation.evidence),
            _ => gathered.push(relation),
        }
    }
    for relation in &mut gathered {
        relation.evidence.sort_unstable();
        relation.evidence.dedup();
    }
    gathered
}

fn is_same(a: &Relation, b: &Relation) -> bool {
    (a.subject, a.predicate, &a.object, &a.claim, a.rule) == (b.subject, b.predicate, &b.object, &b.claim, b.rule)
}
