//! Missions abroad, with where they are and whose: 意大利|驻|上海|总领事馆, 中国|常驻|联合国|代表团.

use super::reading::Reading;
use super::{Candidate, abroad};
use crate::document::Tag;
use crate::ontology::{EntityKind, Entry, Roles};
use crate::text::Span;

/// The recognizer of missions; 驻 and what stands on both sides of it show them.
pub(super) const MISSION: &str = "mission";

/// Proposes them.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Candidate> {
    let found = reading.text().match_indices(POSTED).map(|(at, posted)| Span::new(at, at + posted.len()));
    let missions = found.filter_map(|posted| {
        let end = with_section(reading, mission(reading, host(reading, posted.end)?)?);
        let span = Span::new(start(reading, posted.start)?, end);
        Some(Candidate::new(EntityKind::Organization, span, MISSION, SURE))
    });
    missions.collect()
}

/// How sure such a name is.
const SURE: f32 = 0.98;

/// What stands between whose mission it is and where it is.
const POSTED: char = '驻';

/// In front of that, for a mission to a body of many states: 常驻联合国.
const FOR_LONG: char = '常';

/// Where the name ends of the country, town or body that a mission is sent to: 驻|美国|旧金山, 驻|华.
fn host(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let gazetteer = &reading.ontology.gazetteer;
    let longest = |start: usize| {
        let forms = gazetteer.starts(&reading.text()[start..]).filter(|(_, form)| {
            let kinds = form.meanings.iter().map(|meaning| gazetteer.entry(meaning.entry).0);
            kinds
                .into_iter()
                .any(|kind| matches!(kind, EntityKind::Country | EntityKind::Place | EntityKind::Organization))
        });
        let ends = forms.map(|(length, _)| start + length);
        ends.filter(|end| mission(reading, *end).is_some()).max()
    };
    let abbreviated = || {
        let c = reading.char_after(start).filter(|c| *c == CHINA || gazetteer.abbreviates_country(*c))?;
        Some(start + c.len_utf8()).filter(|end| mission(reading, *end).is_some())
    };
    let in_country = || {
        let country = reading.names_from(start).find(|name| abroad::is_first_of(reading, name, EntityKind::Country))?;
        longest(country.span.end)
    };
    longest(start).or_else(abbreviated).or_else(in_country)
}

/// What China is called in front of missions to it.
const CHINA: char = '华';

/// Where the word for a mission ends that begins at a byte.
fn mission(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let text = &reading.text()[start..];
    MISSIONS.iter().find(|word| text.starts_with(**word)).map(|word| start + word.len())
}

/// What missions are called.
const MISSIONS: [&str; 8] = ["大使馆", "使馆", "总领事馆", "总领馆", "领事馆", "领馆", "使团", "代表团"];

/// 大使馆|经济商务处: where a section of a mission ends that begins at a byte; else that byte.
fn with_section(reading: &Reading<'_>, start: usize) -> usize {
    let text = &reading.text()[start..];
    let near = text.char_indices().take(LONGEST_SECTION).take_while(|(_, c)| c.is_alphanumeric());
    let section = near.into_iter().find(|(_, c)| SECTIONS.contains(c));
    let Some((at, last)) = section.filter(|(at, last)| reading.is_border(start + at + last.len_utf8())) else {
        return start;
    };
    let is_matter = |word: &str| reading.ontology.lexicon.roles(word).has(Roles::NAME_WORD);
    let matter = &text[..at];
    let is_two = || matter.char_indices().any(|(cut, _)| is_matter(&matter[..cut]) && is_matter(&matter[cut..]));
    if is_matter(matter) || is_two() { start + at + last.len_utf8() } else { start }
}

/// No section has more characters.
const LONGEST_SECTION: usize = 7;

/// What sections are called.
const SECTIONS: [char; 3] = ['处', '部', '室'];

/// Where a name begins that holds 驻 at `posted`: with whose mission it is, if that stands right in front.
fn start(reading: &Reading<'_>, posted: usize) -> Option<usize> {
    let text = reading.text();
    let own = if text[..posted].ends_with(FOR_LONG) { posted - FOR_LONG.len_utf8() } else { posted };
    let front = text[..own].char_indices().rev().nth(LONGEST_COUNTRY - 1).map_or(0, |(at, _)| at);
    let sender = reading.forms_in(Span::new(front, own)).find(|form| {
        let mut entries = form.form.meanings.iter().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry));
        // 我国 is a mention of its own.
        let is_name = form.form.text.chars().nth(1).is_some() && !form.form.text.starts_with('我');
        let sends = |(kind, entry): (EntityKind, &Entry)| kind == EntityKind::Country || entry.class == BLOC;
        form.span.end == own && is_name && entries.any(sends)
    });
    // 美|驻华使馆, 向|我|驻美使馆
    let last = || {
        let c = reading.char_before(own)?;
        let start = own - c.len_utf8();
        let is_sender = reading.ontology.gazetteer.abbreviates_country(c);
        (is_sender && reading.word_from(start).is_some()).then_some(start)
    };
    let alone = || leads(reading, own).then_some(own);
    sender.map(|sender| sender.span.start).or_else(last).or_else(alone)
}

/// Whether nothing in front of a byte tells whose mission stands there: 各国|驻华使馆 are many.
fn leads(reading: &Reading<'_>, byte: usize) -> bool {
    let text = &reading.text()[..byte];
    let is_mark = reading.char_before(byte).is_none_or(|c| !c.is_alphanumeric());
    is_mark
        || OWN.iter().any(|own| text.ends_with(own))
        || reading.word_to(byte).is_some_and(|before| {
            let word = &reading.words[before];
            let is_function = matches!(word.tag, Tag::Verb | Tag::Preposition | Tag::Conjunction);
            is_function && !word.roles.has(Roles::GENERIC)
        })
}

/// What leads to a mission of the country whose papers are read.
const OWN: [&str; 4] = ["我", "我国", "的", "和"];

/// The class of bodies that send missions as countries do: 欧盟.
const BLOC: &str = "bloc";

/// The most characters of a country's name.
const LONGEST_COUNTRY: usize = 12;
