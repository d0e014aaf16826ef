//! Where names say that an organization, a project or a station is: 杭州市 in 杭州市商务局, 新疆 in 中国石油新疆销售公司.
//!
//! A place counts that the gazetteer knows, that the page names by itself, or whose own last character says what it is
//! (澜州市 of 澜州市司法局).

use std::collections::BTreeMap;

use super::nested::{BRANCHES, Nested, Role, place_at_start};
use crate::document::Document;
use crate::mention::Mention;
use crate::ontology::{EntityKind, Entry, Ontology};

/// Places too wide to say where something is.
const WIDE: [&str; 6] = ["continent", "ocean", "region", "area", "river", "sea"];

/// Places that are named after where they are: 蒙巴萨港.
const STATIONS: [&str; 3] = ["port", "border-port", "building"];

/// All classes that are named here.
#[cfg(test)]
pub(super) const CLASSES: [&[&str]; 4] = [&WIDE, &TOWNS, &STATIONS, &SMALLER];

/// The most places that a name begins with: 浙江省|苍南县|灵溪镇|中学.
const MOST_PLACES: usize = 3;

/// The countries and places that a page names by themselves.
pub(super) struct Named<'a> {
    /// Each form with its first mention.
    forms: BTreeMap<&'a str, (usize, &'a Mention)>,
    /// The bytes of the longest form.
    longest: usize,
}

impl<'a> Named<'a> {
    /// Collects those of a document.
    pub fn of(document: &'a Document, mentions: &'a [Mention]) -> Self {
        let mut forms = BTreeMap::new();
        for (index, mention) in mentions.iter().enumerate() {
            let text = mention.span.of(&document.simplified);
            let is_place = matches!(mention.kind, EntityKind::Place | EntityKind::Country);
            if is_place && text.len() >= SHORTEST && text.chars().all(|c| !c.is_ascii()) {
                forms.entry(text).or_insert((index, mention));
            }
        }
        let longest = forms.keys().map(|form| form.len()).max().unwrap_or_default();
        Named { forms, longest }
    }

    /// The longest of them that a text begins with.
    fn at_start(&self, text: &str, ontology: &Ontology) -> Option<Nested> {
        let ends = (SHORTEST..=self.longest.min(text.len())).rev().filter(|&end| text.is_char_boundary(end));
        let (end, &(index, mention)) = ends.filter_map(|end| Some((end, self.forms.get(&text[..end])?))).next()?;
        let entry = mention.entries.first().copied();
        let nested = Nested { kind: mention.kind, entry, mention: Some(index), ..place_to(end) };
        // 沅溪|市|交通运输局, where the page names 沅溪.
        let division = of_division(text).filter(|division| entry.is_none() && division.end == end + '市'.len_utf8());
        if division.is_some() {
            return division;
        }
        let is_water = nested.entry.is_none() && text[..end].ends_with(['江', '河', '湖', '海', '洋']);
        (!is_wide(nested, ontology) && !is_water).then_some(nested)
    }
}

/// No place of one character is looked for, in bytes.
const SHORTEST: usize = 6;

/// Whether a place is too wide to say where something is.
pub(super) fn is_wide(nested: Nested, ontology: &Ontology) -> bool {
    nested.entry.is_some_and(|entry| WIDE.contains(&ontology.gazetteer.entry(entry).1.class.as_str()))
}

/// A name that may tell where what it names is.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    /// The name.
    pub text: &'a str,
    /// Its gazetteer entry, if it is known.
    pub entry: Option<&'a Entry>,
}

/// The countries and places that the name of an organization or a project begins with, the widest first.
pub(super) fn of_name(name: Name<'_>, known: &[Nested], named: &Named<'_>, ontology: &Ontology) -> Vec<Nested> {
    // 中共|杭州|市委.
    let start = if name.text.starts_with(PARTY) { PARTY.len() } else { 0 };
    let is_narrow = |nested: &&Nested| nested.kind != EntityKind::Organization && !is_wide(**nested, ontology);
    let known = known.iter().rev().find(is_narrow).copied().filter(|_| start == 0);
    let known = longest([known, named.at_start(&name.text[start..], ontology).map(|place| place.moved(start))]);
    let Some(first) = known.or_else(|| place_behind(name.text, start, named, ontology).filter(|_| start > 0)) else {
        let division = of_division(name.text).filter(|place| goes_on(name, *place, ontology));
        return division.map_or_else(|| of_partners(name, named, ontology), |place| vec![place]);
    };
    // That a Chinese organization is in China says its name, and nothing that a reader does not know.
    if is_china(first, ontology) {
        return Vec::new();
    }
    let mut found: Vec<Nested> = goes_on(name, first, ontology).then_some(first).into_iter().collect();
    let mut last = first;
    while !found.is_empty() && found.len() < MOST_PLACES {
        let Some(next) = place_behind(name.text, last.end, named, ontology) else { break };
        if next.kind != EntityKind::Place || !goes_on(name, next, ontology) {
            break;
        }
        found.push(next);
        last = next;
    }
    found
}

/// What the names of branches of the ruling party begin with.
const PARTY: &str = "中共";

/// The longest, of alike ones the first.
fn longest<const N: usize>(found: [Option<Nested>; N]) -> Option<Nested> {
    found.into_iter().flatten().rev().max_by_key(|nested| nested.end)
}

fn is_china(nested: Nested, ontology: &Ontology) -> bool {
    nested.kind == EntityKind::Country && nested.entry.is_some_and(|entry| ontology.gazetteer.entry(entry).1.id == "CN")
}

/// Whether what follows a place is what the name is of: 杭州市|商务局, but not 青湖|至|杭州城际铁路.
fn goes_on(name: Name<'_>, place: Nested, ontology: &Ontology) -> bool {
    let rest = &name.text[place.end..];
    if rest.starts_with(['-', '—', '－', '–', '至', '到', '与', '和', '、', '·', '（', '(']) {
        return false;
    }
    // 澜州市|委, 钱凯|港.
    if rest.chars().count() < 2 {
        return rest == "委" && name.text[..place.end].ends_with(DIVISION_ENDS) || rest == "港";
    }
    let is_at_home = name.entry.is_none_or(|entry| shares_country(entry, place, ontology));
    // 上海|电气, 沙特|阿美: of a known company at home there, whatever follows.
    let is_company = name.entry.is_some_and(|entry| matches!(entry.class.as_str(), "company" | "bank"));
    if is_company && is_at_home && is_town_or_country(place, ontology) {
        return true;
    }
    // 哥伦比亚大学 is not in 哥伦比亚: a bare 大学 behind a country may be named after something else.
    let head = ontology.lexicon.head(rest);
    let is_bare = |length: usize, class: &str| {
        length == rest.len() && class == "university" && place.kind == EntityKind::Country && !is_at_home
    };
    head.is_some_and(|(length, head)| !is_bare(length, &head.class))
}

/// Whether a known thing belongs to the country that a place is, or is in.
fn shares_country(entry: &Entry, place: Nested, ontology: &Ontology) -> bool {
    let Some(index) = place.entry else { return false };
    let (kind, known) = ontology.gazetteer.entry(index);
    match kind {
        EntityKind::Country => entry.countries.contains(&known.id),
        _ => known.countries.iter().any(|country| entry.countries.contains(country)),
    }
}

fn is_town_or_country(place: Nested, ontology: &Ontology) -> bool {
    let class = place.entry.map(|entry| ontology.gazetteer.entry(entry).1.class.as_str());
    place.kind == EntityKind::Country || class.is_some_and(|class| TOWNS.contains(&class))
}

/// Places that companies are named after because they are there.
const TOWNS: [&str; 5] = ["province", "state", "city", "world-city", "capital"];

/// Places that stand behind the name of a wider one in short: 江苏|丹阳|供电局.
const SMALLER: [&str; 2] = ["county", "border-port"];

/// Last characters of divisions of a country: 澜州|市, 桑溪|县.
const DIVISION_ENDS: [char; 7] = ['市', '县', '镇', '乡', '省', '区', '州'];

/// Those that make a name of any two or three characters in front.
const OWN_DIVISION_ENDS: [char; 4] = ['市', '县', '镇', '乡'];

/// Characters in front of those that make a common noun of them: 城|市, 乡|镇, 北京超|市发.
const NO_STEM_ENDS: [char; 28] = [
    '城', '都', '超', '股', '楼', '房', '车', '菜', '夜', '上', '集', '全', '本', '各', '村', '乡', '小', '重', '古',
    '名', '水', '家', '故', '老', '下', '侨', '团', '党',
];

/// Last words of what a division of a country has of its own; any other name may only look as if it began with one.
const OF_DIVISIONS: [&str; 24] = [
    "局",
    "委",
    "法院",
    "检察院",
    "医院",
    "政府",
    "办公室",
    "部",
    "中学",
    "小学",
    "学校",
    "政协",
    "联合会",
    "妇联",
    "协会",
    "中心",
    "派出所",
    "大队",
    "公司",
    "集团",
    "厅",
    "合作社",
    "纪委",
    "监委",
];

/// The division that a name begins with, by its last character, which no gazetteer knows: 澜州市|司法局.
fn of_division(name: &str) -> Option<Nested> {
    let mut characters = name.char_indices().skip(2).take(3);
    let (at, last) = characters.find(|(_, c)| OWN_DIVISION_ENDS.contains(c))?;
    let (stem, end) = (&name[..at], at + last.len_utf8());
    let is_name = stem.chars().all(|c| c.is_alphabetic() && !c.is_ascii()) && !stem.ends_with(NO_STEM_ENDS);
    let is_own = OF_DIVISIONS.iter().any(|last| name[end..].ends_with(last));
    // 文化|市场, 某某|市民.
    let rest = &name[end..];
    let is_free = !stem.starts_with("中国") && !stem.starts_with(PARTY) && !stem.starts_with(NUMBERS);
    let is_free = is_free && !rest.starts_with(['场', '民', '值']) && !rest.starts_with(DIVISION_ENDS);
    (is_name && is_own && is_free).then_some(place_to(end))
}

/// What counts things, and begins no name of a division.
const NUMBERS: [char; 14] = ['第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '某', '该'];

/// The place that begins at a byte of a name, as one that stands behind another name.
fn place_behind(name: &str, start: usize, named: &Named<'_>, ontology: &Ontology) -> Option<Nested> {
    let text = &name[start..];
    let known =
        place_at_start(text, ontology).map(|((kind, entry), end)| Nested { entry: Some(entry), kind, ..place_to(end) });
    // 广州|白云|国际机场: 白云 alone may be a hill, 白云区 is not.
    let is_sure = |nested: &Nested| {
        let class = nested.entry.map(|entry| ontology.gazetteer.entry(entry).1.class.as_str());
        is_town_or_country(*nested, ontology)
            || class.is_some_and(|class| SMALLER.contains(&class))
            || text[..nested.end].ends_with(DIVISION_ENDS)
    };
    let known = known.filter(|nested| nested.end >= SHORTEST && is_sure(nested));
    let found = longest([known, named.at_start(text, ontology)]).or_else(|| of_division(text))?;
    let place = found.moved(start);
    (place.end < name.len()).then_some(place)
}

/// A place of no entry from the first byte on.
fn place_to(end: usize) -> Nested {
    Nested { role: Role::Location, kind: EntityKind::Place, entry: None, mention: None, start: 0, end }
}

impl Nested {
    fn moved(self, by: usize) -> Self {
        Nested { start: self.start + by, end: self.end + by, ..self }
    }
}

/// Where a branch is: 新疆 of 中国石油|新疆|销售公司, 锦屏 of 西岭银行|锦屏|支行, 老挝 of 中国驻|老挝|大使馆.
///
/// A whole that is only found so is told, too.
pub(super) fn of_branch(
    name: &str,
    parent: Option<Nested>,
    known: &[Nested],
    named: &Named<'_>,
    ontology: &Ontology,
) -> Vec<Nested> {
    if let Some((at, mark)) = name.match_indices('驻').next() {
        let is_mission = MISSIONS.iter().any(|last| name.ends_with(last));
        let place = place_behind(name, at + mark.len(), named, ontology).filter(|_| is_mission);
        return place.map(|place| Nested { role: Role::Branch, ..place }).into_iter().collect();
    }
    let is_company = BRANCHES.iter().chain(&PLANTS).any(|last| name.ends_with(last));
    let whole = known.iter().rev().find(|nested| nested.kind == EntityKind::Organization).copied();
    let Some(whole) = parent.or_else(|| whole.filter(|_| is_company)) else { return Vec::new() };
    let Some(place) = place_behind(name, whole.end, named, ontology) else { return Vec::new() };
    let rest = &name[place.end..];
    let is_branch = BRANCHES.contains(&rest) || PLANTS.contains(&rest) || ontology.lexicon.head(rest).is_some();
    // 中国社会科学院|日本|研究所 studies Japan.
    let is_there = place.kind == EntityKind::Place || is_company;
    if !is_branch || !is_there || is_china(place, ontology) {
        return Vec::new();
    }
    let place = Nested { role: Role::Branch, ..place };
    if parent.is_some() { vec![place] } else { vec![whole, place] }
}

/// Missions to another country, or offices in another place.
const MISSIONS: [&str; 5] = ["使馆", "使馆经济商务处", "领事馆", "代表处", "办事处"];

/// What the names of firms of a larger one end in, besides those of branches.
const PLANTS: [&str; 2] = ["公司", "工厂"];

/// The place of what two countries have built together: 钦州 of 中马|钦州|产业园区.
fn of_partners(whole: Name<'_>, named: &Named<'_>, ontology: &Ontology) -> Vec<Nested> {
    let name = whole.text;
    let start: usize = name.chars().take(2).map(char::len_utf8).sum();
    if !name.chars().take(2).all(|c| ontology.gazetteer.abbreviates_country(c)) || start < SHORTEST {
        return Vec::new();
    }
    let place = place_behind(name, start, named, ontology).filter(|place| place.kind == EntityKind::Place);
    place.filter(|place| goes_on(whole, *place, ontology)).into_iter().collect()
}

/// The place that a station or port is named after, where that is named by itself or known: 蒙巴萨|港, 贵阳|北站.
pub(super) fn of_station(name: &str, class: Option<&str>, named: &Named<'_>, ontology: &Ontology) -> Vec<Nested> {
    let is_station =
        class.map_or_else(|| name.ends_with(['站', '港']), |class| STATIONS.contains(&class)) || name.ends_with("机场");
    if !is_station {
        return Vec::new();
    }
    let place = place_behind(name, 0, named, ontology);
    let is_rest =
        |place: &Nested| name.len() - place.end <= LONGEST_STATION && name[place.end..].ends_with(STATION_ENDS);
    place.filter(is_rest).into_iter().collect()
}

/// The last characters of stations.
const STATION_ENDS: [char; 3] = ['站', '港', '场'];

/// The most bytes of what a station is called besides its place: 北站, 国际机场.
const LONGEST_STATION: usize = 12;
