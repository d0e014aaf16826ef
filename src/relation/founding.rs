//! Where an organization is that is founded, and which firm founds it: 白桦集团在合肥设立岚海科技公司, 岚海科技2015年创立于成都.

use super::antecedent::names_firm;
use super::argument::{led, led_behind};
use super::chunk::{Row, Sort};
use super::seat::{chain, class, may_be_in};
use super::subject::{Leniency, subject_left};
use super::{Claim, Modality, Page, Polarity, Relation, frame, stance};
use crate::document::Tag;
use crate::entity::{is_housed, unites};
use crate::ontology::EntityKind::{Country, Organization, Place};
use crate::ontology::{Acts, Predicate};

/// Reads the words for it in a row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for verb in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::FOUND)) {
        let first = subject_left(row, verb, &[Organization], Leniency::Exact);
        let taken = founded(row, verb);
        if let Some(new) = taken {
            for founder in founders(page, row, (first, verb, new)) {
                tell(page, row, (founder, verb, new), Predicate::InvestsIn, "founder", relations);
            }
            for member in states(page, row, verb, new) {
                tell(page, row, (member, verb, new), Predicate::MemberOf, "founding-member", relations);
            }
        }
        let new = taken.or_else(|| first.filter(|_| ends_there(row, verb)));
        // A bloc or an association is often founded where it has no house.
        let is_there = |new: &usize| is_company(page, row, *new) || has_house(page, row, *new);
        let Some((new, place)) = new.filter(is_there).zip(place(row, verb)) else { continue };
        for place in chain(row, place).filter(|&place| may_be_in(page, row, new, place)) {
            tell(page, row, (new, verb, place), Predicate::LocatedIn, "founded-in", relations);
        }
    }
}

/// Whether a chunk names a firm.
fn is_company(page: Page<'_>, row: &Row, at: usize) -> bool {
    row.chunks[at].name().is_some_and(|name| names_firm(page, name))
}

/// The firms that found another, by the first of whom the verb tells.
fn founders(page: Page<'_>, row: &Row, (first, verb, new): (Option<usize>, usize, usize)) -> Vec<usize> {
    // 岚海银行前身为1971年|创立|的|青湖公司: who is not right in front founds nothing that is only described.
    let is_small = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => word.tag == Tag::Adverb,
        _ => false,
    };
    let is_near = |first: usize| !row.has(verb + 1, Acts::OF) || (first + 1..verb).all(is_small);
    let are_firms = |first: &usize| is_company(page, row, *first) && is_company(page, row, new) && is_near(*first);
    first.filter(are_firms).map_or_else(Vec::new, |first| row.list(first, &[Organization]))
}

/// The countries that found an organization of countries: 老挝、泰国|签署条约，|组建|岚国家联盟.
fn states(page: Page<'_>, row: &Row, verb: usize, new: usize) -> Vec<usize> {
    let is_bare = row.clause_end(new) == new + 1 && new == verb + 1;
    let unites = row.chunks[new].name().and_then(|name| class(page, name.entity)).is_some_and(unites);
    let first = subject_left(row, verb, &[Country], Leniency::Exact).filter(|_| is_bare && unites);
    // 没有|组建, 拟|组建: nobody is a member yet.
    let is_done = |claim: Claim| claim.polarity == Polarity::Asserted && claim.modality == Modality::Done;
    let founds = |first: &usize| stance::claim(row, *first, verb).is_some_and(is_done);
    let states = first.filter(founds).map_or_else(Vec::new, |first| row.list(first, &[Country]));
    // Of one country alone it is no union.
    if states.len() > 1 { states } else { Vec::new() }
}

/// Whether an organization is one that stands in a place of its own: a school, a hospital.
fn has_house(page: Page<'_>, row: &Row, new: usize) -> bool {
    row.chunks[new].name().and_then(|name| class(page, name.entity)).is_some_and(is_housed)
}

/// The organization that a word takes, or describes: 设立|岚海科技公司, 成立|的|岚海科技公司.
fn founded(row: &Row, verb: usize) -> Option<usize> {
    let end = row.clause_end(verb).min(verb + FARTHEST);
    let is_small = |at: usize| {
        let word = row.chunks[at].word();
        word.is_some_and(|word| {
            let is_small = matches!(word.tag, Tag::Particle | Tag::Number | Tag::Adjective);
            // 成立|合资企业|岚海科技公司
            is_small || word.acts.has(Acts::OF.and(Acts::VENTURE))
        })
    };
    let new = (verb + 1..end).find(|&at| !is_small(at))?;
    // 成立|岚海集团|党委, 成立|岚海公司|的|子公司: a part of it that nobody knows.
    let is_part =
        row.chunks.get(new + 1).is_some_and(|next| next.word().is_some() && !next.has(Acts::AND.and(Acts::SAY)));
    let is_described = row.has(verb + 1, Acts::OF) && !row.opens_with_noun(new + 1);
    (row.kind(new) == Some(Organization) && (!is_part || is_described)).then_some(new)
}

/// The most chunks from a word to what is founded.
const FARTHEST: usize = 5;

/// Whether nothing stands behind a word in its clause but a place: 创立|于|成都.
fn ends_there(row: &Row, verb: usize) -> bool {
    let end = row.clause_end(verb);
    let is_there = |at: usize| matches!(row.kind(at), Some(Country | Place)) || row.has(at, Acts::IN);
    (verb + 1..end).all(is_there)
}

/// The last of the places where it happens: 在|安徽|合肥|设立, 创立|于|成都.
fn place(row: &Row, verb: usize) -> Option<usize> {
    let places = [Country, Place];
    let first = led(row, verb, Acts::IN, &places).or_else(|| led_behind(row, verb, Acts::IN, &places))?;
    (first..row.chunks.len()).take_while(|&at| row.is_one_of(at, &places)).last()
}

fn tell(
    page: Page<'_>,
    row: &Row,
    (subject, verb, object): (usize, usize, usize),
    predicate: Predicate,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    let [from, to] = [subject, object].map(|at| row.chunks[at]);
    let claim = stance::claim(row, subject.min(object).min(verb), verb);
    let names = from.name().zip(to.name()).filter(|(from, to)| from.entity != to.entity);
    let Some((claim, (one, other))) = claim.zip(names) else { return };
    let spans = [from.span, row.chunks[verb].span, to.span];
    relations.push(frame::relation(page, row, predicate, (one.entity, other.entity), spans, claim, rule));
}
