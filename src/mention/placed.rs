//! The country in front of a work or of a known body, which only tells where that is: 秘鲁|钱凯港, 日本|丰田汽车公司.
//!
//! What is China's stays whole, since 中国天眼 is called so.

use super::Mention;
use super::owner::countries_in_front;
use super::reading::{Reading, Word};
use crate::document::Tag;
use crate::ontology::{EntityKind, Meaning, Roles, Sureness};
use crate::text::Span;

/// The mentions of a name: the country and what is there, or the name as it is.
pub(super) fn part(reading: &Reading<'_>, mention: Mention) -> impl Iterator<Item = Mention> {
    let placed = front(reading, &mention).and_then(|front| {
        let entries = match mention.kind {
            EntityKind::Project => is_work(reading, &mention, front).then(|| mention.entries.clone())?,
            _ => known_bodies(reading, &mention, front)?,
        };
        Some((front, entries))
    });
    let Some((Front { country, rest, entry }, entries)) = placed else {
        return None.into_iter().chain([mention]);
    };
    let named = Mention { span: rest, full: rest, entries, ..mention.clone() };
    let kind = EntityKind::Country;
    let entries = vec![entry];
    let country = Mention { kind, span: country, full: country, recognizer: GAZETTEER, entries, ..mention };
    Some(country).into_iter().chain([named])
}

/// The country that a name begins with.
#[derive(Clone, Copy)]
struct Front {
    country: Span,
    /// What is behind it.
    rest: Span,
    /// The index of its gazetteer entry.
    entry: usize,
}

/// The foreign country that the name of a work or body begins with, if more follows. 台湾糖业铁路 is called so.
fn front(reading: &Reading<'_>, named: &Mention) -> Option<Front> {
    let is_meant = matches!(named.kind, EntityKind::Project | EntityKind::Organization);
    if !is_meant || named.recognizer == "dictionary" {
        return None;
    }
    let (country, entry) = countries_in_front(reading, named.span).last()?;
    let known = reading.ontology.gazetteer.entry(entry).1;
    let rest = Span::new(country.span.end, named.span.end);
    (!known.is_home() && !known.is_region() && !rest.is_empty()).then_some(Front { country: country.span, rest, entry })
}

/// Whether what follows the country is a name of the work, too: 秘鲁|钱凯港, but not 吉布提|国际自贸区.
fn is_work(reading: &Reading<'_>, work: &Mention, front: Front) -> bool {
    if work.entries.is_empty() {
        return has_name(reading, front.rest);
    }
    // 埃塞俄比亚东方工业园: 东方工业园 alone may be any.
    let is_sure = |meaning: &Meaning| meaning.sureness == Sureness::Sure && work.entries.contains(&meaning.entry);
    let form = reading.ontology.gazetteer.form_of(reading.slice(front.rest));
    form.is_some_and(|form| form.meanings.iter().any(is_sure))
}

/// 莫桑比克|马普托环线公路, 老挝|南欣水电站: a place, or what no dictionary holds, stands in front of what sort of work it is; not
/// 英国|绿色照明工程.
fn has_name(reading: &Reading<'_>, rest: Span) -> bool {
    let head = reading.head_to(rest.end).map_or(rest.end, |head| head.span.start);
    let mut words = reading.words.iter().skip(reading.word_from(rest.start).unwrap_or(usize::MAX));
    let is_proper = |word: &Word| {
        let is_proper = matches!(word.tag, Tag::Place | Tag::ProperName | Tag::Person | Tag::Transliteration);
        is_proper || reading.slice(word.span).chars().nth(1).is_none() && !word.roles.has(Roles::GENERIC)
    };
    let begins = words.next().is_some_and(|word| word.span.end <= head && is_proper(word));
    // 肯尼亚|—乌干达铁路
    let joins = reading.slice(rest).starts_with(|c: char| !c.is_alphanumeric());
    begins && !joins && countries_in_front(reading, rest).next().is_none()
}

/// The entries of the known bodies of the country that are called as what follows it: 日本|丰田汽车公司, but not 法国兴业银行.
fn known_bodies(reading: &Reading<'_>, body: &Mention, front: Front) -> Option<Vec<usize>> {
    if !body.entries.is_empty() {
        return None;
    }
    let gazetteer = &reading.ontology.gazetteer;
    let code = &gazetteer.entry(front.entry).1.id;
    let is_theirs = |meaning: &&Meaning| {
        let (kind, known) = gazetteer.entry(meaning.entry);
        kind == EntityKind::Organization && meaning.sureness == Sureness::Sure && known.countries.contains(code)
    };
    let meanings = gazetteer.form_of(reading.slice(front.rest))?.meanings.iter().filter(is_theirs);
    let entries: Vec<usize> = meanings.map(|meaning| meaning.entry).collect();
    (!entries.is_empty()).then_some(entries)
}

/// The recognizer of names that the gazetteers hold.
const GAZETTEER: &str = "gazetteer";
