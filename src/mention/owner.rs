//! The country in front of an organ of its state, which is a name of its own: 塞尔维亚|国内外贸易部, 中国|商务部.
//!
//! Both are found as one, since only together do they tell whose organ is meant; here they are parted.

use super::Mention;
use super::reading::{Name, Reading};
use crate::ontology::EntityKind;
use crate::text::Span;

/// The recognizer of countries in front of their organs.
pub(super) const OWNER: &str = "owner";

/// The mentions of a name: the country and the organ, or the name as it is.
pub(super) fn part(reading: &Reading<'_>, mention: Mention) -> impl Iterator<Item = Mention> {
    let owner = country(reading, &mention);
    let organ = match &owner {
        Some(country) => Mention { span: Span::new(country.span.end, mention.span.end), ..mention },
        None => mention,
    };
    owner.into_iter().chain([organ])
}

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
