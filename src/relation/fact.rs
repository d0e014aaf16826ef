//! Facts of a document, sentence by sentence.

use std::ops::Range;

use super::chunk::rows;
use super::referent::Antecedents;
use super::{
    Observation, Page, Relation, authorship, beside, contract, frame, is_news, life, observation, post, presence, seat,
    sentences, speech, treaty,
};

/// Reads the facts and figures of all sentences that name something; figures come in the order of the text.
pub(super) fn find(page: Page<'_>) -> (Vec<Relation>, Vec<Observation>) {
    let antecedents = Antecedents::of(page);
    let (mut found, mut observations) = (Vec::new(), Vec::new());
    for (sentence, mentions) in told(page) {
        let rows = rows(page, &antecedents, sentence, mentions);
        post::read(page, &antecedents, &rows, &mut found);
        if !is_news(page, sentence) {
            continue;
        }
        for row in &rows {
            for read in [
                frame::read,
                treaty::read,
                authorship::read,
                beside::read,
                seat::read,
                seat::ends,
                life::read,
                speech::read,
            ] {
                read(page, row, &mut found);
            }
            presence::read(page, &antecedents, row, &mut found);
            contract::read(page, &antecedents, row, &mut found);
        }
        rows.first().into_iter().for_each(|row| observation::read(page, row, &mut observations));
    }
    (gather(found), observations)
}

/// The sentences that name something, and those without a name that open with a word for what was named: 双方签署协议.
fn told(page: Page<'_>) -> Vec<(usize, Range<usize>)> {
    let mut named = sentences(page).peekable();
    let (mut found, mut end) = (Vec::new(), 0);
    for (sentence, about) in page.document.sentences.iter().enumerate() {
        match named.next_if(|(at, _)| *at == sentence) {
            Some((_, mentions)) => {
                end = mentions.end;
                found.push((sentence, mentions));
            }
            None if about.span.of(&page.document.simplified).starts_with(BACK) => found.push((sentence, end..end)),
            None => {}
        }
    }
    found
}

/// The first characters of the words that stand for somebody named before: 双方, 两国, 他, 她.
const BACK: [char; 4] = ['双', '两', '他', '她'];

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
