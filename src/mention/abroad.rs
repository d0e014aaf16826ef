//! Organs of other countries, which are called as those of China are: 吉尔吉斯斯坦|经济和商务部, 菲律宾|国家减灾委员会.

use super::Candidate;
use super::department::{LONGEST_LED, MINISTRY, is_led, is_of_part};
use super::organization::{is_central, is_side};
use super::reading::{Name, Reading};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Entry, Sureness};
use crate::text::Span;

/// The recognizer of organs of other countries; the country in front shows them.
pub(super) const ABROAD: &str = "organ-abroad";

/// Proposes them.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Candidate> {
    let heads = reading.heads.iter().filter(|head| head.head.kind == EntityKind::Organization);
    let is_organ = |text: &str| OF_ORGANS.iter().any(|last| text.ends_with(last));
    let led = heads.filter(|head| is_organ(reading.slice(head.span)) && is_led(reading, head.span.end));
    let organs = led.filter_map(|head| organ(reading, head.span.end));
    let known = reading.names.iter().filter_map(|name| central(reading, name));
    let candidate = |span| Candidate::new(EntityKind::Organization, span, ABROAD, 0.98);
    organs.chain(known).map(candidate).collect()
}

/// From the country to the last word, whatever the organ is for, where a post follows: 吉尔吉斯斯坦|经济|和|商务部|部长. 商务部 alone
/// is that of China.
fn organ(reading: &Reading<'_>, end: usize) -> Option<Span> {
    let last = &reading.words[reading.word_at(end.checked_sub(1)?)?];
    if is_side(reading.slice(last.span)) {
        return None;
    }
    let mut start = last.span.start;
    for _ in 0..LONGEST_LED {
        let is_country = |name: &&Name<'_>| entry(reading, name).is_some_and(|(kind, _)| kind == EntityKind::Country);
        if let Some(country) = reading.names_to(start).find(is_country).filter(|name| is_foreign(reading, name)) {
            return Some(Span::new(country.span.start, end));
        }
        let before = &reading.words[reading.word_to(start)?];
        let is_side = before.tag == Tag::Position && !before.acts.has(Acts::FORMER);
        let is_matter = is_side || is_of_part(reading, before.span, before);
        if before.sentence != last.sentence || !is_matter {
            return None;
        }
        start = before.span.start;
    }
    None
}

/// What is known as an organ of China, behind another country or a town there: 菲律宾|国家减灾委员会, 越南|交通运输部,
/// 斯里兰卡|科伦坡|国家博物馆.
fn central(reading: &Reading<'_>, name: &Name<'_>) -> Option<Span> {
    let (kind, organ) = entry(reading, name)?;
    // 毛里求斯|工党, where 工党 is known as that of Britain
    let is_elsewhere = organ.class == PARTY && !organ.countries.is_empty();
    let is_organ = || is_central(reading, &name.form.text) || organ.class == MINISTRY || is_elsewhere;
    if kind != EntityKind::Organization || !is_organ() {
        return None;
    }
    let before = |end: usize| reading.names_to(end).find(|place| is_foreign(reading, place));
    let place = before(name.span.start)?;
    // 韩国|国家情报院 is known as that of Korea.
    let is_its_own = entry(reading, place).is_some_and(|(kind, there)| match kind {
        EntityKind::Country => organ.countries.contains(&there.id),
        _ => there.countries.iter().any(|code| organ.countries.contains(code)),
    });
    let first = before(place.span.start).unwrap_or(place);
    (!is_its_own).then(|| Span::new(first.span.start, name.span.end))
}

/// Whether a name is of another country, or of a place there.
pub(super) fn is_foreign(reading: &Reading<'_>, name: &Name<'_>) -> bool {
    let is_sure = name.form.meanings.first().is_some_and(|meaning| meaning.sureness != Sureness::Weak);
    is_sure
        && entry(reading, name).is_some_and(|(kind, entry)| match kind {
            EntityKind::Country => !entry.is_home(),
            EntityKind::Place => !entry.countries.is_empty() && !entry.is_at_home(),
            _ => false,
        })
}

/// Whether a name names first something of a kind.
pub(super) fn is_first_of(reading: &Reading<'_>, name: &Name<'_>, kind: EntityKind) -> bool {
    entry(reading, name).is_some_and(|(of, _)| of == kind)
}

fn entry<'a>(reading: &Reading<'a>, name: &Name<'a>) -> Option<(EntityKind, &'a Entry)> {
    name.form.meanings.first().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry))
}

/// What organs of a state are called by their last words.
const OF_ORGANS: [&str; 6] = ["部", "委员会", "局", "署", "研究院", "研究所"];

/// The class of parties.
const PARTY: &str = "party";
