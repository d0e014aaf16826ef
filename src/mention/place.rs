//! Places by the heads of their names: 市, 县, 镇, 路, 河.

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

impl Recognizer for Place {
    fn name(&self) -> &'static str {
        "place-head"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
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
