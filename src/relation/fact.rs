//! Facts of a document, sentence by sentence.

use std::ops::Range;

use super::antecedent::Antecedents;
use super::chunk::{Row, rows};
use super::classifier::{self, Case};
use super::{
    Observation, Page, Relation, authorship, beside, contract, definition, founding, frame, funding, guest, is_news,
    lasting, learned, life, observation, post, presence, seat, sentences, speech, treaty,
};
use crate::ontology::{EntityKind, Numeral};

/// Reads the facts and figures of all sentences that name something; figures come in the order of the text.
pub(super) fn find(page: Page<'_>) -> (Vec<Relation>, Vec<Observation>) {
    let antecedents = Antecedents::of(page);
    let (mut found, mut learned, mut observations) = (Vec::new(), Vec::new(), Vec::new());
    for told in told(page) {
        let rows = rows(page, &antecedents, told.sentence, told.mentions);
        if told.has_facts {
            read(page, &antecedents, &rows, &mut found);
            let news = rows.iter().filter(|row| is_news(page, row.sentence));
            news.for_each(|row| learned::read(page, row, &mut learned));
        }
        if is_news(page, told.sentence) {
            for row in rows.iter().take(1) {
                lasting::read(page, row, &mut found);
                observation::read(page, &antecedents, row, &mut observations);
            }
        }
    }
    life::settle(page, &mut found);
    let mut facts = gather(found);
    facts.append(&mut gather(learned::without_told(learned, &facts)));
    (facts, observations)
}

/// The pairs of names of all sentences that may tell facts, as the classifier is shown them.
pub(super) fn cases(page: Page<'_>) -> Vec<Case> {
    let antecedents = Antecedents::of(page);
    let told = told(page).into_iter().filter(|told| told.has_facts && is_news(page, told.sentence));
    let rows = told.flat_map(|told| rows(page, &antecedents, told.sentence, told.mentions));
    rows.flat_map(|row| classifier::cases(page, &row)).collect()
}

/// Reads the facts of a sentence.
fn read(page: Page<'_>, antecedents: &Antecedents<'_>, rows: &[Row], found: &mut Vec<Relation>) {
    post::read(page, antecedents, rows, found);
    for row in rows.iter().filter(|row| is_news(page, row.sentence)) {
        for read in [
            frame::read,
            guest::read,
            guest::arrivals,
            guest::comers,
            funding::read,
            founding::read,
            treaty::read,
            authorship::read,
            beside::read,
            seat::read,
            seat::ends,
            definition::read,
            life::read,
            speech::read,
        ] {
            read(page, row, found);
        }
        presence::read(page, antecedents, row, found);
        contract::read(page, antecedents, row, found);
    }
}

/// A sentence that may tell something of a name.
struct Told {
    sentence: usize,
    /// The mentions in it.
    mentions: Range<usize>,
    /// Whether it may tell more than figures.
    has_facts: bool,
}

/// The sentences that name something, and those without a name that may tell of what was named: 双方签署协议; 目前，该铁路…; what
/// stands behind a work in its paragraph, and figures behind any name: 净利润3.5亿元.
fn told(page: Page<'_>) -> Vec<Told> {
    let mut named = sentences(page).peekable();
    let (mut found, mut end) = (Vec::new(), 0);
    // The paragraphs of the last work and of the last name.
    let (mut work, mut name) = (None, None);
    for (sentence, about) in page.document.sentences.iter().enumerate() {
        let text = page.text(about.span);
        let has_figure = || text.contains(|c: char| page.ontology.numerals.of(c) != Numeral::None);
        match named.next_if(|(at, _)| *at == sentence) {
            Some((_, mentions)) => {
                end = mentions.end;
                let names_work = page.mentions[mentions.clone()].iter().any(|one| one.kind == EntityKind::Project);
                work = if names_work { Some(about.block) } else { work };
                name = Some(about.block);
                found.push(Told { sentence, mentions, has_facts: true });
            }
            None if work == Some(about.block) || points_back(text) => {
                found.push(Told { sentence, mentions: end..end, has_facts: true });
            }
            None if name == Some(about.block) && has_figure() => {
                found.push(Told { sentence, mentions: end..end, has_facts: false });
            }
            None => {}
        }
    }
    found
}

/// Whether a sentence without a name may tell of one that was named before.
fn points_back(text: &str) -> bool {
    // 1964年4月，|两国|建交
    text.split(['，', '；']).any(|clause| clause.starts_with(BACK)) || text.contains(THIS)
}

/// The first characters of the words that stand for somebody named before: 双方, 两国, 他, 她.
const BACK: [char; 4] = ['双', '两', '他', '她'];

/// What points to a name that went before, wherever a sentence has it.
const THIS: char = '该';

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
