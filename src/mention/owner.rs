//! The country in front of an organ of its state, which is a name of its own: 塞尔维亚|国内外贸易部, 中国|商务部.
//!
//! Both are found as one, since only together do they tell whose organ is meant; here they are parted. So is a work from the
//! country in front that only tells where it is: 秘鲁|钱凯港.

use super::Mention;
use super::reading::{Name, Reading, Word};
use crate::document::Tag;
use crate::ontology::{EntityKind, Meaning, Roles, Sureness};
use crate::text::Span;

/// The recognizer of countries in front of their organs.
pub(super) const OWNER: &str = "owner";

/// The mentions of a name: the country and the organ, or the name as it is.
pub(super) fn part(reading: &Reading<'_>, mention: Mention) -> impl Iterator<Item = Mention> {
    if let Some(country) = country_of_work(reading, &mention) {
        let span = Span::new(country.span.end, mention.span.end);
        return Some(country).into_iter().chain([Mention { span, full: span, ..mention }]);
    }
    if let Some((country, entries)) = country_of_known(reading, &mention) {
        let span = Span::new(country.span.end, mention.span.end);
        return Some(country).into_iter().chain([Mention { span, full: span, entries, ..mention }]);
    }
    let owner = country(reading, &mention);
    let organ = match &owner {
        Some(country) => Mention { span: Span::new(country.span.end, mention.span.end), ..mention },
        None => mention,
    };
    owner.into_iter().chain([organ])
}

/// The country that the name of a work begins with, if the rest is a name of it, too: 秘鲁|钱凯港, but not 吉布提|国际自贸区.
fn country_of_work(reading: &Reading<'_>, work: &Mention) -> Option<Mention> {
    if work.kind != EntityKind::Project || work.recognizer == "dictionary" {
        return None;
    }
    let gazetteer = &reading.ontology.gazetteer;
    let (country, entry) = countries_in_front(reading, work.span).last()?;
    let rest = Span::new(country.span.end, work.span.end);
    // 中国天眼 and 台湾糖业铁路 are called so.
    let is_part = is_home(reading, entry) || gazetteer.entry(entry).1.is_region();
    if is_part || rest.is_empty() {
        return None;
    }
    let is_known = || {
        let mut forms = gazetteer.starts(reading.slice(rest)).filter(|(length, _)| *length == rest.len());
        // 埃塞俄比亚东方工业园: 东方工业园 alone may be any.
        let is_sure = |meaning: &Meaning| meaning.sureness == Sureness::Sure && work.entries.contains(&meaning.entry);
        forms.any(|(_, form)| form.meanings.iter().any(is_sure))
    };
    // 莫桑比克|马普托环线公路, 老挝|南欣水电站: a place, or what no dictionary holds; not 英国|绿色照明工程.
    let has_name = || {
        let head = reading.head_to(rest.end).map_or(rest.end, |head| head.span.start);
        let mut words = reading.words.iter().skip(reading.word_from(rest.start).unwrap_or(usize::MAX));
        let is_proper = |word: &Word| {
            let is_proper = matches!(word.tag, Tag::Place | Tag::ProperName | Tag::Person | Tag::Transliteration);
            is_proper || reading.slice(word.span).chars().nth(1).is_none() && !word.roles.has(Roles::GENERIC)
        };
        let begins = words.next().filter(|word| word.span.end <= head && is_proper(word)).is_some();
        // 肯尼亚|—乌干达铁路
        let joins = reading.slice(rest).starts_with(|c: char| !c.is_alphanumeric());
        begins && !joins && countries_in_front(reading, rest).next().is_none()
    };
    let is_apart = if work.entries.is_empty() { has_name() } else { is_known() };
    is_apart.then(|| known_country(work, country.span, entry))
}

/// The country that a name begins with, if the rest is that of a known body of the country; and the body's entries:
/// 日本|丰田汽车公司, but not 法国兴业银行.
fn country_of_known(reading: &Reading<'_>, body: &Mention) -> Option<(Mention, Vec<usize>)> {
    if body.kind != EntityKind::Organization || !body.entries.is_empty() || body.recognizer == "dictionary" {
        return None;
    }
    let gazetteer = &reading.ontology.gazetteer;
    let (country, entry) = countries_in_front(reading, body.span).last()?;
    if is_home(reading, entry) || gazetteer.entry(entry).1.is_region() {
        return None;
    }
    let code = &gazetteer.entry(entry).1.id;
    let rest = reading.slice(body.span).get(country.span.len()..)?;
    let (_, form) = gazetteer.starts(rest).find(|(length, _)| *length == rest.len())?;
    let is_theirs = |meaning: &&Meaning| {
        let (kind, known) = gazetteer.entry(meaning.entry);
        kind == EntityKind::Organization && meaning.sureness == Sureness::Sure && known.countries.contains(code)
    };
    let entries: Vec<usize> = form.meanings.iter().filter(is_theirs).map(|meaning| meaning.entry).collect();
    (!entries.is_empty()).then(|| (known_country(body, country.span, entry), entries))
}

/// Whether it is the country whose bodies and works are called so with it in front or without it: 中国, 我国.
fn is_home(reading: &Reading<'_>, entry: usize) -> bool {
    reading.ontology.gazetteer.entry(entry).1.id == HOME
}

/// The code of China.
const HOME: &str = "CN";

/// A country in front of a name, as a mention of its own.
fn known_country(behind: &Mention, span: Span, entry: usize) -> Mention {
    let entries = vec![entry];
    Mention { kind: EntityKind::Country, span, full: span, recognizer: KNOWN, entries, ..behind.clone() }
}

/// The recognizer of names that the gazetteers hold.
const KNOWN: &str = "gazetteer";

/// The country that a name begins with, if the rest of it is what an organ of a state is called.
fn country(reading: &Reading<'_>, organ: &Mention) -> Option<Mention> {
    if organ.kind != EntityKind::Organization || organ.recognizer == "dictionary" {
        return None;
    }
    let of_states = countries_in_front(reading, organ.span).filter(|(form, entry)| {
        // 日本|国际协力机构, but not 日本国|际协力机构
        let is_half = reading.text()[form.span.end..].starts_with('际') && reading.slice(form.span).ends_with('国');
        form.span.end < organ.span.end
            && !is_half
            // 香港贸易发展局 is called so.
            && !reading.ontology.gazetteer.entry(*entry).1.is_region()
    });
    let (country, entry) = of_states.last()?;
    let rest = Span::new(country.span.end, organ.span.end);
    let known = organ.entries.first().map(|entry| reading.ontology.gazetteer.entry(*entry).1);
    let class = match known {
        // 外交部 is called 中国外交部 by others, but 中国地震局 is its name.
        _ if reading.slice(country.span) == CHINA => {
            known.filter(|known| !known.name.starts_with(CHINA))?.class.as_str()
        }
        Some(known) => known.class.as_str(),
        None => reading.head_to(organ.span.end)?.head.class.as_str(),
    };
    // 中国|驻塞尔维亚大使馆 is called so; 美国会参议院 is cut 美|国会参议院.
    let clings = reading.slice(rest).starts_with(['驻', '会']);
    let is_cut = !reading.is_border(rest.start) && organ.entries.is_empty();
    let is_long = reading.slice(rest).chars().nth(SHORTEST - 1).is_some();
    (is_long && !clings && !is_cut && is_of_state(class)).then(|| Mention {
        kind: EntityKind::Country,
        span: country.span,
        full: country.span,
        recognizer: OWNER,
        entries: vec![entry],
        ..organ.clone()
    })
}

/// The names of countries that a name begins with, shorter ones first, each with the entry of its country.
pub(super) fn countries_in_front<'a>(
    reading: &'a Reading<'_>,
    name: Span,
) -> impl Iterator<Item = (&'a Name<'a>, usize)> {
    let gazetteer = &reading.ontology.gazetteer;
    reading.forms_in(name).filter(move |form| form.span.start == name.start).filter_map(move |form| {
        let mut entries = form.form.meanings.iter().map(|meaning| meaning.entry);
        Some((form, entries.find(|entry| gazetteer.entry(*entry).0 == EntityKind::Country)?))
    })
}

fn is_of_state(class: &str) -> bool {
    matches!(class, "ministry" | "state-organ" | "court")
}

/// What is left of the name of an organ has so many characters: 美国|国务院, but not 美国国会.
const SHORTEST: usize = 3;

/// Whose organs are called so with their country in front or without it.
const CHINA: &str = "中国";
