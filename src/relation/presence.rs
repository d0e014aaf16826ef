//! Who is at an event, as the words around its name tell, or a match behind it: 石青在北京奥运会上夺冠; 北京奥运会上，石青夺冠;
//! 北京奥运会男子单打决赛，石青夺冠; 决赛在岚海举行，岚海队战胜青湖队.

use super::antecedent::Antecedents;
use super::argument::preposition;
use super::chunk::{Chunk, LONGEST_TITLE, Row, Sort, may_lead};
use super::subject::{Leniency, subject_left};
use super::{Page, Relation, frame, seat, stance};
use crate::document::Tag;
use crate::entity::plays;
use crate::ontology::EntityKind::{Event, Organization, Person};
use crate::ontology::{Acts, EntityKind, Predicate};

/// Who can be at an event.
const GUESTS: [EntityKind; 2] = [Person, Organization];

/// The most words between an event and 上, or the end of its clause: 北京奥运会|男子|单打|决赛|中.
const MOST_WORDS: usize = 8;

/// Reads who does something at the events of a row.
pub(super) fn read(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, relations: &mut Vec<Relation>) {
    match_of_page(page, antecedents, row, relations);
    for event in (0..row.chunks.len()).filter(|&at| row.kind(at) == Some(Event)) {
        let nouns = row.chunks[event + 1..].iter().take(MOST_WORDS).take_while(|chunk| is_noun(page, chunk)).count();
        let on = event + 1 + nouns;
        let is_on = row.chunks.get(on).is_some_and(|chunk| is_side(page, chunk));
        let start = row.clause_start(event);
        let is_year = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Number);
        let leads = |at: usize| {
            let chunk = &row.chunks[at];
            chunk.has(Acts::THIS) || is_year(chunk) || matches!(chunk.sort, Sort::Time(_))
        };
        let opens = (start..event).all(leads);
        let led = preposition(row, event, Acts::IN).filter(|_| row.governor(event).has(Acts::IN));
        let led = led.or_else(|| held_there(row, event));
        let (guest, rule) = match led.or(opens.then_some(start)) {
            Some(first) if is_on && acts_there(row, on) => {
                (subject_left(row, first, &GUESTS, Leniency::Exact), "present-at")
            }
            Some(_) if is_on => (subject_behind(page, row, on + 1), "present-at"),
            Some(_) if opens => (subject_behind(page, row, on), "event-of-clause"),
            _ => (None, ""),
        };
        speakers(page, row, event, relations);
        let Some(guest) = guest else { continue };
        let mut guests = row.list(guest, &GUESTS);
        guests.extend(rival(row, guest));
        for guest in guests {
            push(page, row, (guest, led.unwrap_or(event), event), rule, relations);
        }
    }
}

/// The word that leads to an event which is described by where it is held: 白桦集团|在|岚海|举行|的|博览会|上展示.
fn held_there(row: &Row, event: usize) -> Option<usize> {
    let of = event.checked_sub(1).filter(|&of| row.has(of, Acts::OF))?;
    let verb = of.checked_sub(1).filter(|&verb| row.has(verb, Acts::HOLD))?;
    preposition(row, verb, Acts::IN)
}

/// Reads who plays where only what stands before tells at which event: 决赛在岚海举行，岚海队2比1|逆转|青湖队.
fn match_of_page(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for verb in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::BEAT)) {
        let Some(guest) = subject_left(row, verb, &GUESTS, Leniency::Describing) else { continue };
        let plays = row.kind(guest) == Some(Person) || is_team(page, row, guest);
        let Some(rival) = rival(row, guest).filter(|_| plays) else { continue };
        let clause = row.clause_start(verb);
        if (clause..row.clause_end(verb)).any(|at| row.kind(at) == Some(Event)) {
            continue;
        }
        let here = (0..clause).rev().find(|&at| row.kind(at) == Some(Event)).map(|at| row.chunks[at]);
        let before = || {
            let event = antecedents.event_of_sentences_before(row.sentence)?;
            Some(Chunk { span: row.chunks[verb].span, sort: Sort::Name(event) })
        };
        let Some(event) = here.or_else(before) else { continue };
        for guest in [guest, rival] {
            push_names(page, row, (row.chunks[guest], verb, event), "match", relations);
        }
    }
}

/// Whom somebody at an event plays against: 石青|战胜|日本选手|李明.
fn rival(row: &Row, guest: usize) -> Option<usize> {
    let end = row.clause_end(guest);
    let beats = (guest + 1..end).find(|&at| row.has(at, Acts::BEAT))?;
    let end = end.min(beats + LONGEST_TITLE);
    (beats + 1..end).rev().find(|&at| row.kind(at).is_some_and(|kind| row.kind(guest) == Some(kind)))
}

/// Whether a word goes on with the name of an event: 男子, 单打 and 决赛 of 北京奥运会男子单打决赛.
fn is_noun(page: Page<'_>, chunk: &Chunk) -> bool {
    // jieba takes 第三阶段 for a time.
    let is_plain = |tag| {
        matches!(tag, Tag::Noun | Tag::VerbalNoun | Tag::Idiom | Tag::Number | Tag::Adjective | Tag::Time | Tag::Other)
    };
    // 男子 is also what people are called, and 开幕式 a part of the event.
    let says_nothing = |acts: Acts| acts.without(Acts::EPITHET.and(Acts::CEREMONY)).is_plain();
    chunk.word().is_some_and(|word| says_nothing(word.acts) && is_plain(word.tag)) && !is_side(page, chunk)
}

/// 上 of 在峰会上, 中 of 在决赛中.
fn is_side(page: Page<'_>, chunk: &Chunk) -> bool {
    matches!(page.text(chunk.span), "上" | "中")
}

/// Whether the clause goes on to tell what is done at the event, and not what the event is like: 在峰会上|的|表现. Speech
/// is read where it stands.
fn acts_there(row: &Row, on: usize) -> bool {
    let behind = row.chunks.get(on + 1..row.clause_end(on)).unwrap_or_default();
    let is_verb = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Verb);
    let is_other = |chunk: &Chunk| chunk.has(Acts::OF.and(Acts::SAY).and(Acts::ADDRESS).and(Acts::AGENT));
    behind.iter().any(is_verb) && !behind.iter().any(is_other)
}

/// The person, with employer and title in front, or the team that the clause behind a comma begins with.
fn subject_behind(page: Page<'_>, row: &Row, comma: usize) -> Option<usize> {
    row.chunks.get(comma).filter(|chunk| chunk.is('，'))?;
    let first = comma + 1;
    let end = row.clause_end(first).min(first + LONGEST_TITLE);
    let guest = (first..end).find(|&at| row.kind(at) == Some(Person) || is_team(page, row, at))?;
    // 老挝|前|总理|石青
    let tenure = Acts::FORMER.and(Acts::THEN).and(Acts::DESIGNATE);
    let leads = |at: usize| {
        row.chunks[at].name().is_some() || row.chunks[at].word().is_some_and(may_lead) || row.has(at, tenure)
    };
    // 岚海队|客场|负于: 客场 is nothing of the team's.
    let plays = || row.chunks[guest..row.clause_end(guest)].iter().any(|chunk| chunk.has(Acts::BEAT));
    ((first..guest).all(leads) && (!row.describes(guest) || plays())).then_some(guest)
}

/// Whether a name is that of a team: 中国女排.
fn is_team(page: Page<'_>, row: &Row, at: usize) -> bool {
    let name = row.chunks[at].name().filter(|name| name.kind == Organization);
    name.is_some_and(|name| seat::class(page, name.entity).is_some_and(plays))
}

/// Reads who speaks in the clauses behind the one that tells of an event: 研讨会在大同市落幕，石青、李明发言.
fn speakers(page: Page<'_>, row: &Row, event: usize, relations: &mut Vec<Relation>) {
    let end = row.clause_end(event);
    let takes_place = |chunk: &Chunk| chunk.has(Acts::HOLD) && !chunk.has(Acts::OF);
    if !row.chunks[event + 1..end].iter().any(takes_place) {
        return;
    }
    let mut comma = end;
    while row.chunks.get(comma).is_some_and(|chunk| chunk.is('，')) {
        let clause = comma + 1..row.clause_end(comma + 1);
        if clause.clone().any(|at| row.kind(at) == Some(Event)) {
            return;
        }
        // 石青|同日|在|华盛顿|发表|演讲, 曾|在首届论坛发言: elsewhere, or once.
        let is_other = |at: usize| {
            let is_there = row.kind(at).is_some() && row.governor(at).has(Acts::IN);
            let is_time = row.time(at).is_some() || row.chunks[at].word().is_some_and(|word| word.tag == Tag::Time);
            is_there || is_time || row.has(at, Acts::ONCE)
        };
        let elsewhere = clause.clone().any(is_other);
        let speaks = |at: &usize| row.has(*at, Acts::ADDRESS) && !elsewhere;
        if let (Some(guest), Some(act)) = (subject_behind(page, row, comma), clause.clone().find(speaks)) {
            for guest in row.list(guest, &GUESTS) {
                push(page, row, (guest, act, event), "speaker-behind", relations);
            }
        }
        comma = clause.end;
    }
}

fn push(
    page: Page<'_>,
    row: &Row,
    (guest, trigger, event): (usize, usize, usize),
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    push_names(page, row, (row.chunks[guest], trigger, row.chunks[event]), rule, relations);
}

/// The same with an event that may stand in another sentence.
fn push_names(
    page: Page<'_>,
    row: &Row,
    (guest, trigger, event): (Chunk, usize, Chunk),
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    let (Some(from), Some(to)) = (guest.name(), event.name()) else { return };
    let first = row.chunks.iter().position(|chunk| chunk.span == guest.span).unwrap_or(trigger);
    let Some(claim) = stance::claim(row, first.min(trigger), trigger) else { return };
    let ends = [guest.span, row.chunks[trigger].span, event.span];
    let pair = (from.entity, to.entity);
    relations.push(frame::relation(page, row, Predicate::Attends, pair, ends, claim, rule));
}
