//! Places by the heads of their names: 市, 县, 镇, 路, 河.

use std::cell::LazyCell;

use super::phrase::{self, Phrase, Sort};
use super::reading::{HeadAt, Reading};
use super::{Candidate, Recognizer, transliteration};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles};
use crate::text::Span;

/// Proposes places that no gazetteer knows, and towns and counties of jieba's dictionary.
pub struct Place;

/// Where a foreign name of three characters or more begins that ends at `end`: 土库曼巴什|港.
fn foreign(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let start = transliteration::part_to(reading, end)?;
    (reading.is_border(start) && reading.slice(Span::new(start, end)).chars().count() > 2).then_some(start)
}

/// The name of a place that ends in a head: only the words right there, because 浙江省宁波市北大街 is three places.
pub(super) fn before_head(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Span> {
    let phrase = phrase::before(reading, head);
    let last = phrase.parts.last()?;
    if let Some(start) = of_town(&phrase, head) {
        return Some(Span::new(start, head.span.end));
    }
    let n_chars = reading.slice(last.span).chars().count();
    let is_single = reading.slice(head.span).chars().count() == 1;
    let is_water = matches!(head.head.class.as_str(), "port" | "river" | "lake" | "sea" | "strait" | "island");
    let of_country = last.sort == Sort::Known(EntityKind::Country) && is_water;
    // 尼日尔|州
    let is_state = last.sort == Sort::Known(EntityKind::Country) && head.head.class == "state" && is_single;
    let is_name =
        of_country || is_state || matches!(last.sort, Sort::Unknown | Sort::Proper | Sort::Known(EntityKind::Place));
    let is_place = is_name && !phrase.is_generic && (2..=8).contains(&n_chars);
    is_place.then(|| Span::new(last.span.start, head.span.end))
}

/// Where the name of a building begins that its town leads, with common words between: 岚海|国际|博览中心.
fn of_town(phrase: &Phrase, head: &HeadAt<'_>) -> Option<usize> {
    let common = phrase.parts.iter().rev().take_while(|part| part.sort == Sort::Common).count();
    let town = phrase.parts.len().checked_sub(common + 1).map(|at| phrase.parts[at])?;
    let is_town = matches!(town.sort, Sort::Known(EntityKind::Place));
    let is_building = head.head.class == "building" && head.span.len() > '寺'.len_utf8();
    (is_building && is_town && (1..=MOST_COMMON).contains(&common)).then_some(town.span.start)
}

/// The most common words between a town and what its building is.
const MOST_COMMON: usize = 2;

/// The recognizer of provinces and towns in one character; the words around it show them.
pub(super) const IN_SHORT: &str = "place-in-short";

/// Provinces and towns by their abbreviations, where something is done there: 在|沪|举行, 来|京|出席.
fn in_short(reading: &Reading<'_>) -> Vec<Candidate> {
    let gazetteer = &reading.ontology.gazetteer;
    let text = reading.text();
    let named = LazyCell::new(|| reading.named_entries());
    let mut candidates = Vec::new();
    for (at, lead) in text.match_indices(LEADS_IN_SHORT) {
        let start = at + lead.len();
        let Some(c) = reading.char_after(start) else { continue };
        let span = Span::new(start, start + c.len_utf8());
        let is_short = !gazetteer.abbreviation(c).is_empty() && !gazetteer.abbreviates_country(c);
        if !is_short || !is_done_from(reading, span.end) {
            continue;
        }
        let is_place = |entry: &usize| gazetteer.entry(*entry).0 == EntityKind::Place;
        let entries: Vec<usize> = gazetteer.abbreviation(c).iter().copied().filter(is_place).collect();
        let is_named = || entries.iter().any(|entry| named.contains(entry));
        if !entries.is_empty() && (!OF_SEVERAL.contains(&c) || is_named()) {
            candidates.push(Candidate { entries, ..Candidate::new(EntityKind::Place, span, IN_SHORT, 0.95) });
        }
    }
    candidates
}

/// Characters in front of such abbreviations.
const LEADS_IN_SHORT: [char; 4] = ['在', '来', '赴', '抵'];

/// Abbreviations that stand for another town, or for no place, as well: 宁 for 南京, 港 for a harbour.
const OF_SEVERAL: [char; 10] = ['宁', '青', '云', '秦', '申', '蜀', '新', '贵', '台', '港'];

/// Whether a word for what is done at a place stands from a byte on, perhaps behind a word of how: 举行, 共同主办.
fn is_done_from(reading: &Reading<'_>, byte: usize) -> bool {
    let acts = |from: usize| {
        let rest = &reading.text()[from..];
        let end = rest.char_indices().nth(2).map_or(rest.len(), |(end, _)| end);
        (reading.ontology.lexicon.acts(&rest[..end]), from + end)
    };
    let (first, behind) = acts(byte);
    let is_adverb = || reading.word_from(byte).is_some_and(|word| reading.words[word].tag == Tag::Adverb);
    first.has(DONE_THERE) || (first.has(Acts::JOINTLY) || is_adverb()) && acts(behind).0.has(DONE_THERE)
}

/// What is done at a place.
const DONE_THERE: Acts = Acts::HOLD
    .and(Acts::ORGANIZE)
    .and(Acts::ATTEND)
    .and(Acts::MEET)
    .and(Acts::START)
    .and(Acts::OPEN)
    .and(Acts::SIGN)
    .and(Acts::AGREE)
    .and(Acts::PUBLISH)
    .and(Acts::VISIT);

impl Recognizer for Place {
    fn name(&self) -> &'static str {
        "place-head"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = in_short(reading);
        for head in reading.heads.iter().filter(|head| head.head.kind == EntityKind::Place) {
            if let Some(start) = foreign(reading, head.span.start) {
                let span = Span::new(start, head.span.end);
                candidates.push(Candidate::new(EntityKind::Place, span, self.name(), 0.7));
                continue;
            }
            // 人山人海 is a saying.
            let is_saying = |span: &Span| {
                let word = reading.word_at(span.start).map(|index| &reading.words[index]);
                word.is_some_and(|word| word.span == *span && word.tag == Tag::Idiom)
            };
            // 港口城市 says what sort of town is meant.
            let is_sort = |span: &Span| reading.ontology.lexicon.acts(reading.slice(*span)).has(Acts::CAPITAL);
            let span = before_head(reading, head).filter(|span| !is_saying(span) && !is_sort(span));
            candidates.extend(span.map(|span| Candidate::new(EntityKind::Place, span, self.name(), 0.65)));
        }
        for word in &reading.words {
            // jieba's places hold many common words (两国, 深度); those that say what they are do not.
            let is_other = word.roles.has(Roles::NOT_PERSON) || word.acts.has(Acts::CAPITAL);
            if word.tag != Tag::Place || !word.is_known || is_other {
                continue;
            }
            let text = reading.slice(word.span);
            if text.ends_with(['县', '市', '镇', '乡', '州']) && text.chars().count() > 2 {
                candidates.push(Candidate::new(EntityKind::Place, word.span, "word", 0.6));
            }
        }
        candidates
    }
}
