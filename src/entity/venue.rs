//! Where names say that an event is held: 平遥 in 2024平遥国际马拉松赛.

use super::nested::{Nested, Role};
use super::seat::{Named, is_region, is_town_or_country, organization_at_start, place_behind};
use crate::ontology::{EntityKind, Ontology};

/// The town whose name stands in the name of an event from `start` on: 2024|平遥|国际马拉松赛.
///
/// What begins with a country may be about it: 阿富汗问题国际会议.
pub(super) fn of_event(name: &str, start: usize, named: &Named<'_>, ontology: &Ontology) -> Option<Nested> {
    let is_led = organization_at_start(&name[start..], ontology);
    let place = place_behind(name, start, named, ontology).filter(|place| place.kind == EntityKind::Place)?;
    let is_free = is_led.is_none_or(|other| start + other.end < place.end);
    let is_town = place.mention.is_some() && !is_region(place, ontology) || is_town_or_country(place, ontology);
    let behind = &name[place.end..];
    let is_about =
        NOT_HELD.iter().any(|other| behind.starts_with(other)) || PROMOTES.iter().any(|last| name.ends_with(last));
    // 钱凯港开港仪式 is held wherever the guests are, 岚海交响乐团专场音乐会 wherever they play.
    let is_ceremony = ontology.lexicon.head(name).is_some_and(|(_, head)| head.class == "ceremony");
    (is_free && is_town && !is_about && !is_ceremony).then_some(Nested { role: Role::Venue, ..place })
}

/// What an event is called by whose place tells what it is about or who comes, wherever it is held: 九江旅游推介会.
const PROMOTES: [&str; 7] = ["旅游推介会", "投资推介会", "招商推介会", "推介活动", "招商会", "对接大会", "专场音乐会"];

/// What follows the name of a town that an event is about, or leads from.
const NOT_HELD: [&str; 8] = ["问题", "工作", "和平", "·", "—", "－", "-", "至"];
