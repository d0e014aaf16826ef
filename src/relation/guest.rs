//! Where a guest has come to: 老挝总理石青在万象会见来访的岚国外长李明.

use super::antecedent::country_listed;
use super::argument::leads_on;
use super::chunk::{Chunk, LONGEST_TITLE, Row, Sort, is_title_word};
use super::subject::{Leniency, subject_left};
use super::{Claim, Object, Page, Relation, frame, stance};
use crate::document::Tag;
use crate::ontology::EntityKind::{Country, Organization, Person, Place};
use crate::ontology::{Acts, Predicate};
use crate::text::Span;

/// Reads whose guests those are whom somebody meets: of the country in which they meet, or that the host has a post of.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for word in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::GUEST)) {
        let Some(guest) = guest(row, word) else { continue };
        let Some(meets) = meeting(row, word) else { continue };
        let Some(claim) = stance::claim(row, word.min(meets), meets) else { continue };
        let host = subject_left(row, meets, &[Person], Leniency::Exact);
        let place = || host_place(page, row, word);
        // Sentences are read in their order.
        let first = relations.partition_point(|relation| relation.evidence[0].sentence + MOST_BACK < row.sentence);
        let near = &relations[first..];
        let Some((country, told)) = place().or_else(|| country_of_host(page, row, host?, near)) else { continue };
        let is_home = |guest: &usize| {
            let name = row.chunks[*guest].name();
            name.and_then(|name| country_of_post(page, name.entity, near)).is_some_and(|home| home == country)
        };
        let guests = row.list(guest, &[Person]).into_iter().filter(|guest| !is_home(guest)).collect();
        tell(page, row, (guests, word, (country, told)), &claim, "guest", relations);
    }
}

/// Reads who comes somewhere to do something there: 老挝总统石青|来|华|出席峰会, 专程|来|沪|出席.
pub(super) fn arrivals(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for word in 1..row.chunks.len().saturating_sub(1) {
        let is_there = matches!(row.kind(word + 1), Some(Country | Place));
        let Some(place) = row.chunks[word + 1].name().filter(|_| is_there && comes(page, &row.chunks[word])) else {
            continue;
        };
        // 会见|来|华|访问|的|石青: that is a guest; 来华|日期, 来华|出席峰会|一事: nobody has come yet.
        let behind = word + 2..row.clause_end(word);
        let does = row.has(word + 2, Acts::ATTEND.and(Acts::VISIT).and(Acts::LIGHT));
        let is_matter = |at: usize| row.has(at, Acts::OF) || MATTERS.contains(&page.text(row.chunks[at].span));
        if !does || behind.into_iter().any(is_matter) {
            continue;
        }
        let Some(guest) = subject_left(row, word, &[Person], Leniency::Exact) else { continue };
        // 石青还向客人介绍了企业家|来|华|投资: what stands between is what he does himself.
        let is_small = |chunk: &Chunk| match chunk.sort {
            Sort::Time(_) => true,
            Sort::Word(word) => {
                let is_way = WAYS.contains(&page.text(chunk.span));
                is_way || word.tag == Tag::Adverb || word.acts.has(Acts::PLAN.and(Acts::SUM_UP))
            }
            _ => false,
        };
        if !row.chunks[guest + 1..word].iter().all(is_small) {
            continue;
        }
        let Some(claim) = stance::claim(row, guest, word) else { continue };
        let there = (place.entity, row.chunks[word + 1].span);
        tell(page, row, (row.list(guest, &[Person]), word, there), &claim, "arrival", relations);
    }
}

/// Reads who has come to do something there, of whom something else is told: 来|华|访问|的|老挝外长|石青, 来|皖|的|石青.
pub(super) fn comers(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for word in 0..row.chunks.len().saturating_sub(1) {
        let is_there = matches!(row.kind(word + 1), Some(Country | Place));
        let Some(place) = row.chunks[word + 1].name().filter(|_| is_there && page.text(row.chunks[word].span) == COMES)
        else {
            continue;
        };
        // 三年|来|中国|的|…, 被派|来|中国|的|大使
        let is_since = |chunk: &Chunk| {
            let is_count = chunk.word().is_some_and(|word| matches!(word.tag, Tag::Number | Tag::Time | Tag::Verb));
            let is_unit = || page.text(chunk.span).ends_with(['年', '月', '天', '以']);
            matches!(chunk.sort, Sort::Time(_)) || chunk.is_figure() || is_count || is_unit()
        };
        if word.checked_sub(1).is_some_and(|before| is_since(&row.chunks[before]) && !row.has(before, Acts::MEET)) {
            continue;
        }
        let does = |at: usize| row.has(at, Acts::VISIT.and(Acts::ATTEND).and(Acts::LIGHT));
        let Some(of) = (word + 2..row.clause_end(word)).take(LONGEST_DEED).find(|&at| row.has(at, Acts::OF)) else {
            continue;
        };
        let Some(guest) = guest(row, of - 1).filter(|_| of == word + 2 || (word + 2..of).any(does)) else { continue };
        let Some(claim) = stance::claim(row, word, of - 1) else { continue };
        let there = (place.entity, row.chunks[word + 1].span);
        tell(page, row, (row.list(guest, &[Person]), word, there), &claim, "comer", relations);
    }
}

/// The most chunks from a place to the end of what somebody does there.
const LONGEST_DEED: usize = 5;

/// Nouns for what is only spoken of: 来华出席峰会一事.
const MATTERS: [&str; 4] = ["一事", "事宜", "与否", "计划"];

/// Whether a word is that for who comes: 来, 专程来.
fn comes(page: Page<'_>, chunk: &Chunk) -> bool {
    let way = page.text(chunk.span).strip_suffix(COMES);
    chunk.word().is_some() && way.is_some_and(|way| way.is_empty() || WAYS.contains(&way))
}

/// How somebody comes: 率团|来|沪.
const WAYS: [&str; 3] = ["专程", "应邀", "率团"];

/// The verb of 来华.
const COMES: &str = "来";

/// How many sentences back the page may tell who the host is.
const MOST_BACK: usize = 12;

/// The person whom 来访 describes, employer and titles in between: 来访|的|岚国|外长|李明.
fn guest(row: &Row, word: usize) -> Option<usize> {
    let of = word + 1;
    let first = of + usize::from(row.has(of, Acts::OF));
    let end = row.clause_end(word).min(first + LONGEST_TITLE);
    let guest = (first..end).find(|&at| row.kind(at) == Some(Person))?;
    let leads = |chunk: &Chunk| {
        let is_small = |tag| matches!(tag, Tag::Noun | Tag::Adjective | Tag::Conjunction | Tag::Other);
        chunk.name().is_some()
            || chunk.is('、')
            || chunk.word().is_some_and(|word| is_title_word(word) || is_small(word.tag))
    };
    (first..guest).all(|at| leads(&row.chunks[at]) || leads_on(row, at)).then_some(guest)
}

/// The word for a meeting in the clause of 来访: 会见|来访|的, 同|来访|的…举行|会谈.
fn meeting(row: &Row, word: usize) -> Option<usize> {
    let clause = row.clause_start(word)..row.clause_end(word);
    let (mut before, mut behind) = ((clause.start..word).rev(), word + 1..clause.end);
    let meets = |at: &usize| row.has(*at, Acts::MEET);
    before.find(meets).or_else(|| behind.find(meets))
}

/// Tells of each guest that he visits a country or place, with the word for it and where that is written.
fn tell(
    page: Page<'_>,
    row: &Row,
    (guests, word, (place, told)): (Vec<usize>, usize, (usize, Span)),
    claim: &Claim,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    for guest in guests {
        let Some(name) = row.chunks[guest].name() else { continue };
        let spans = [row.chunks[guest].span, row.chunks[word].span, told];
        let pair = (name.entity, place);
        relations.push(frame::relation(page, row, Predicate::Visits, pair, spans, claim.clone(), rule));
    }
}

/// The country of the place where they meet: 在|万象|会见|来访|的.
fn host_place(page: Page<'_>, row: &Row, word: usize) -> Option<(usize, Span)> {
    let is_there = |at: &usize| matches!(row.kind(*at), Some(Place | Country)) && row.governor(*at).has(Acts::IN);
    let place = (row.clause_start(word)..word).rev().find(is_there)?;
    Some((country(page, row.chunks[place].name()?.entity)?, row.chunks[place].span))
}

/// The country that the host has a post of, as the page has told before.
fn country_of_host(page: Page<'_>, row: &Row, host: usize, relations: &[Relation]) -> Option<(usize, Span)> {
    let chunk = row.chunks[host];
    Some((country_of_post(page, chunk.name()?.entity, relations)?, chunk.span))
}

/// The country that somebody holds a post of, or of an organ of which.
fn country_of_post(page: Page<'_>, person: usize, relations: &[Relation]) -> Option<usize> {
    let is_post = |relation: &&Relation| {
        relation.predicate == Predicate::HoldsPost && relation.subject == person && relation.claim.tenure.is_none()
    };
    relations.iter().rev().filter(is_post).find_map(|relation| match relation.object {
        Object::Entity(of) => country(page, of),
        Object::Literal(_) => None,
    })
}

/// The country that an entity is, or lies in, if the page names it.
fn country(page: Page<'_>, entity: usize) -> Option<usize> {
    match page.resolution.entities[entity].kind {
        Country => Some(entity),
        Place | Organization => country_listed(page, entity),
        _ => None,
    }
}
