//! Firms that are a part of another, as a name tells that says only in which country they are: 空客中国公司.

use super::class;
use super::nested::{Nested, Role, places_at_start};
use crate::ontology::{EntityKind, Ontology};

/// The firm that the name begins with: 空客 of 空客中国公司, 大众汽车 of 大众汽车（安徽）有限公司, 巴斯夫 of 巴斯夫大中华区.
pub(super) fn whole(name: &str, known: &[Nested], ontology: &Ontology) -> Option<Nested> {
    let is_firm = |nested: &&Nested| {
        let class = nested.entry.map(|entry| ontology.gazetteer.entry(entry).1.class.as_str());
        nested.kind == EntityKind::Organization && class.is_some_and(class::is_firm)
    };
    let firm = known.iter().filter(is_firm).max_by_key(|nested| nested.end)?;
    let rest = &name[firm.end..];
    let bracketed = rest.strip_prefix(['（', '(']);
    let place = bracketed.unwrap_or(rest);
    let is_land = |kind: EntityKind| kind == EntityKind::Country || bracketed.is_some() && kind == EntityKind::Place;
    let lands = places_at_start(place, ontology).filter(|((kind, _), _)| is_land(*kind)).map(|(_, end)| end);
    let regions = REGIONS.iter().filter(|region| place.starts_with(**region)).map(|region| region.len());
    let end = lands.chain(regions).max()?;
    let behind = place[end..].trim_start_matches(['）', ')']);
    // 投资有限公司
    let is_legal_form = || {
        let head = ontology.lexicon.head(behind).filter(|(_, head)| head.class == "company");
        head.is_some_and(|(length, _)| {
            length == behind.len() || behind.strip_prefix(HOLDING).map(str::len) == Some(length)
        })
    };
    (behind.is_empty() || is_legal_form()).then_some(Nested { role: Role::Parent, ..*firm })
}

/// Parts of the world that firms have a business for.
const REGIONS: [&str; 5] = ["大中华区", "大中华", "亚太区", "亚太", "中国区"];

/// What stands in front of the legal form of a firm that holds others.
const HOLDING: &str = "投资";
