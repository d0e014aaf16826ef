//! Where names say that an organization, a project or a station is: 杭州市 in 杭州市商务局, 新疆 in 中国石油新疆销售公司.
//!
//! A place counts that the gazetteer knows, that the page names by itself, or whose own last character says what it is
//! (澜州市 of 澜州市司法局).

use std::collections::BTreeMap;

use super::class::{BUILDING, BUILT, CONTINENT, LEVELS, STATIONS, UNIVERSITY, WIDE, unites};
use super::nested::{FACULTY, Nested, Role, ends_in_branch, places_at_start};
use crate::document::Document;
use crate::mention::Mention;
use crate::ontology::{EntityKind, Entry, Meaning, Ontology, Roles, Sureness};
use crate::text::Span;

/// All classes that are named here.
#[cfg(test)]
pub(super) const CLASSES: [&[&str]; 4] = [&TOWNS, &SMALLER, &AT_HOME, &ABOUT];

/// The most places that a name begins with: 浙江省|苍南县|灵溪镇|中学.
const MOST_PLACES: usize = 3;

/// The countries and places that a page names by themselves.
pub(super) struct Named<'a> {
    /// Each form with where it first stands; a stem, 锦屏 of 锦屏县, too.
    forms: BTreeMap<&'a str, Source<'a>>,
    /// The bytes of the longest form.
    longest: usize,
}

/// Where a page names a place.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// By a mention.
    Mention(usize, &'a Mention),
    /// In full at the beginning of another name.
    Division(Span),
}

impl<'a> Named<'a> {
    /// Collects those of a document.
    pub fn of(document: &'a Document, mentions: &'a [Mention], ontology: &Ontology) -> Self {
        let mut forms: BTreeMap<&str, Source<'_>> = BTreeMap::new();
        // 锦屏 of 锦屏县, 阿里 of 阿里地区; 和平 of 和平区 is too common a word.
        let stem_of = |text: &'a str| {
            let stem = text.strip_suffix(OWN_DIVISION_ENDS).or_else(|| text.strip_suffix(PREFECTURE));
            stem.filter(|stem| stem.len() >= SHORTEST)
        };
        for (index, mention) in mentions.iter().enumerate() {
            let text = mention.span.of(&document.simplified);
            let is_place = matches!(mention.kind, EntityKind::Place | EntityKind::Country);
            if is_place && text.len() >= SHORTEST && text.chars().all(|c| !c.is_ascii()) {
                let source = Source::Mention(index, mention);
                forms.entry(text).or_insert(source);
                stem_of(text).map(|stem| forms.entry(stem).or_insert(source));
            }
        }
        // 澜州 of 澜州市司法局, where no place is named so.
        let unknown = |mention: &&Mention| mention.kind == EntityKind::Organization && mention.entries.is_empty();
        for mention in mentions.iter().filter(unknown) {
            let name = mention.full.of(&document.simplified);
            // 吉林|东丰县|第五中学: what a known place leads is no one name.
            let is_led = places_at_start(name, ontology).next().is_some();
            let Some(division) = of_division(name, ontology).filter(|_| !is_led) else { continue };
            let source = Source::Division(Span::new(mention.full.start, mention.full.start + division.end));
            stem_of(&name[..division.end]).map(|stem| forms.entry(stem).or_insert(source));
        }
        let longest = forms.keys().map(|form| form.len()).max().unwrap_or_default();
        Named { forms, longest }
    }

    /// The longest of them that a text begins with.
    fn at_start(&self, text: &str, ontology: &Ontology) -> Option<Nested> {
        // A form that is all of the name is what has the seat.
        let ends = (SHORTEST..=self.longest).rev().filter(|&end| end < text.len() && text.is_char_boundary(end));
        let (end, source) = ends.filter_map(|end| Some((end, *self.forms.get(&text[..end])?))).next()?;
        let full = match source {
            Source::Mention(_, mention) => mention.span,
            Source::Division(full) => full,
        };
        // 云盘|山: another place than 云盘镇.
        let is_stem = full.len() > end;
        let next = text[end..].chars().next().map_or(0, char::len_utf8);
        let is_other = class_of(&text[end..end + next], ontology).is_some_and(|class| !LEVELS.contains(&class));
        if is_stem && is_other {
            return None;
        }
        let nested = match source {
            Source::Mention(index, mention) => {
                let entry = mention.entries.first().copied();
                Nested { kind: mention.kind, entry, mention: Some(index), ..place_to(end) }
            }
            Source::Division(full) => Nested { full: Some(full), ..place_to(end) },
        };
        let entry = nested.entry;
        // 沅溪|市|交通运输局, where the page names 沅溪.
        let division =
            of_division(text, ontology).filter(|division| entry.is_none() && division.end == end + '市'.len_utf8());
        if division.is_some() {
            return division;
        }
        // 澧川 and 沅溪 are towns.
        let is_water = nested.entry.is_none() && text[..end].ends_with(['江', '河', '湖', '海', '洋']);
        (!is_wide(nested, ontology) && !is_water).then_some(nested)
    }
}

/// No place of one character is looked for, in bytes.
const SHORTEST: usize = 6;

/// Whether a place is too wide for a line to lead there.
pub(super) fn is_region(nested: Nested, ontology: &Ontology) -> bool {
    is_wide(nested, ontology) || is_continent(nested, ontology)
}

/// Whether a place is too wide to say where something is.
fn is_wide(nested: Nested, ontology: &Ontology) -> bool {
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
    let known = known.iter().find(is_narrow).copied().filter(|_| start == 0);
    let known = longest([known, named.at_start(&name.text[start..], ontology).map(|place| place.moved(start))]);
    let Some(first) = known.or_else(|| place_behind(name.text, start, named, ontology).filter(|_| start > 0)) else {
        let division = of_division(name.text, ontology).filter(|place| goes_on(name, *place, ontology));
        let place = division.or_else(|| of_local_head(name.text, ontology));
        return place.map_or_else(|| of_partners(name, named, ontology), |place| vec![place]);
    };
    // 上海合作组织|秘书处: the place belongs to the name of a bloc.
    let is_of_bloc = |body: Nested| {
        let class = body.entry.map(|entry| ontology.gazetteer.entry(entry).1.class.as_str());
        body.end > first.end && class.is_some_and(unites)
    };
    if organization_at_start(name.text, ontology).is_some_and(is_of_bloc) {
        return Vec::new();
    }
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
    nested.kind == EntityKind::Country && nested.entry.is_some_and(|entry| ontology.gazetteer.entry(entry).1.is_home())
}

/// Whether what follows a place is what the name is of: 杭州市|商务局, but not 青湖|至|杭州城际铁路.
fn goes_on(name: Name<'_>, place: Nested, ontology: &Ontology) -> bool {
    let rest = &name.text[place.end..];
    if rest.starts_with(['-', '—', '－', '–', '至', '到', '与', '和', '、', '·', '（', '(']) {
        return false;
    }
    // 意大利|驻上海总领事馆 is not in the country that sends it.
    if rest.starts_with('驻') && places_at_start(rest, ontology).next().is_none() {
        return false;
    }
    // 延安|路|小学: a street, which any town may have.
    if begins_with_street(rest, ontology) {
        return false;
    }
    // 澜州市|委, 钱凯|港, 日本|队.
    if rest.chars().count() < 2 {
        let is_team = rest == "队" && place.kind == EntityKind::Country;
        return rest == COMMITTEE && ends_in_division(&name.text[..place.end], ontology) || rest == "港" || is_team;
    }
    // 日本|研究所 studies Japan, 亚洲|协会 is for Asia.
    let is_wide = is_continent(place, ontology);
    let is_studied = (is_wide || place.kind == EntityKind::Country) && rest.starts_with("研究");
    if is_studied || is_wide && class_of(rest, ontology).is_some_and(|class| ABOUT.contains(&class)) {
        return false;
    }
    let is_at_home = name.entry.is_none_or(|entry| shares_country(entry, place, ontology));
    // 上海|电气, 沙特|阿美, 合肥|先进光源: of a known company or work at home there, whatever follows.
    let is_known = name.entry.is_some_and(|entry| AT_HOME.contains(&entry.class.as_str()));
    if is_known && is_at_home && is_town_or_country(place, ontology) {
        return true;
    }
    // 韩国|三星电子: a name that stands by itself, too.
    if name.entry.is_none() && is_organization(rest, ontology) {
        return true;
    }
    // 哥伦比亚大学 is not in 哥伦比亚: a bare 大学 behind a country may be named after something else.
    let rest = of_school(rest, ontology).unwrap_or(rest);
    let head = ontology.lexicon.head(rest);
    let is_bare = |length: usize, class: &str| {
        length == rest.len() && class == UNIVERSITY && place.kind == EntityKind::Country && !is_at_home
    };
    head.is_some_and(|(length, head)| !is_bare(length, &head.class))
}

/// Whether a street stands at the beginning, of which what follows is called: 路|小学, 东路|第二中学; but not 路|桥集团, a trade, nor
/// 路|灯管理处.
fn begins_with_street(rest: &str, ontology: &Ontology) -> bool {
    let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_STREET);
    let is_side = |front: &str| front.is_empty() || SIDES.contains(front);
    ends.any(|end| {
        let is_street = ontology.lexicon.head(&rest[..end]).is_some_and(|(length, head)| {
            head.kind == EntityKind::Place && head.class == STREET && is_side(&rest[..end - length])
        });
        let named = &rest[end..];
        let is_whole = || ontology.lexicon.head(named).is_some_and(|(length, _)| length == named.len());
        is_street && (named.starts_with('第') || is_whole())
    })
}

/// What tells apart streets of one name.
const SIDES: &str = "东西南北中";

/// The most characters of a word for a street: 东大街.
const LONGEST_STREET: usize = 3;

/// The school in front of a faculty, which is where its school is: 师范大学 of 师范大学|中文系.
fn of_school<'a>(rest: &'a str, ontology: &Ontology) -> Option<&'a str> {
    let front = rest.strip_suffix(FACULTY)?;
    let ends = front.char_indices().rev().map(|(at, _)| &front[..at]);
    ends.into_iter().find(|front| ontology.lexicon.head(front).is_some_and(|(_, head)| head.class == UNIVERSITY))
}

/// Whether a text is all of a name that is sure to be that of a known organization.
fn is_organization(text: &str, ontology: &Ontology) -> bool {
    let whole = ontology.gazetteer.starts(text).find(|(end, _)| *end == text.len());
    let names = |meaning: &Meaning| {
        meaning.sureness != Sureness::Weak && ontology.gazetteer.entry(meaning.entry).0 == EntityKind::Organization
    };
    whole.is_some_and(|(_, form)| form.meanings.iter().any(names))
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

/// Organizations that may be about a continent and not on it.
const ABOUT: [&str; 2] = ["association", "fund"];

fn is_continent(place: Nested, ontology: &Ontology) -> bool {
    place.entry.is_some_and(|entry| ontology.gazetteer.entry(entry).1.class == CONTINENT)
}

pub(super) fn is_town_or_country(place: Nested, ontology: &Ontology) -> bool {
    let class = place.entry.map(|entry| ontology.gazetteer.entry(entry).1.class.as_str());
    place.kind == EntityKind::Country || class.is_some_and(|class| TOWNS.contains(&class))
}

/// Classes of known things that are where their names begin.
const AT_HOME: [&str; 7] = ["company", "bank", "space", "science", "energy", "power-station", "zone"];

/// Places that companies are named after because they are there.
const TOWNS: [&str; 5] = ["province", "state", "city", "world-city", "capital"];

/// Places that stand behind the name of a wider one in short: 江苏|丹阳|供电局.
const SMALLER: [&str; 2] = ["county", "border-port"];

/// Last characters of divisions of a country that make a name of any two or three characters in front: 澜州|市.
const OWN_DIVISION_ENDS: [char; 4] = ['市', '县', '镇', '乡'];

/// What a division is called whose name is seldom said whole.
const PREFECTURE: &str = "地区";

/// The division that a name begins with, by its last character, which no gazetteer knows: 澜州市|司法局.
fn of_division(name: &str, ontology: &Ontology) -> Option<Nested> {
    let mut characters = name.char_indices().skip(2).take(3);
    let (at, last) = characters.find(|(_, c)| OWN_DIVISION_ENDS.contains(c))?;
    let (stem, rest) = (&name[..at], &name[at + last.len_utf8()..]);
    let is_name = stem.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    let is_common = stem.chars().next_back().is_some_and(|c| ontology.lexicon.ends_no_town(c));
    // 文化|市场, 青湖|市民.
    let next = rest.chars().next()?;
    let goes_on = matches!(next, '场' | '民' | '值') || is_division_end(next, ontology);
    // 农林大|沛县|学院 is a part of another whole.
    let is_own = ontology
        .lexicon
        .head(rest)
        .is_some_and(|(_, head)| head.kind == EntityKind::Organization && head.class != UNIVERSITY);
    let is_own = is_own || rest == COMMITTEE;
    let is_central = stem.starts_with("中国") || stem.starts_with(PARTY);
    (is_name && is_own && !is_common && !goes_on && !is_central).then_some(place_to(at + last.len_utf8()))
}

/// The place in front of a last word that only the names of places lead: 大荆|卫生院, 志贺|核电站; or that holds what the
/// place is: 江城|区政府.
fn of_local_head(name: &str, ontology: &Ontology) -> Option<Nested> {
    let (length, class) = ontology.lexicon.head(name).map(|(length, head)| (length, head.class.as_str()))?;
    let (place, head) = name.split_at_checked(name.len().checked_sub(length)?)?;
    let is_name = (2..=LONGEST_PLACE).contains(&place.chars().count())
        && place.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    let is_common = ontology.lexicon.roles(place).has(Roles::GENERIC.and(Roles::CENTRAL).and(Roles::DIVISION));
    if !is_name || is_common {
        return None;
    }
    let level = head.chars().next().filter(|c| class == GOVERNMENT && is_division_end(*c, ontology));
    if let Some(level) = level.filter(|level| level.len_utf8() < head.len()) {
        return Some(place_to(place.len() + level.len_utf8()));
    }
    // 江城区|人民法院, but not 纪念|人民检察院; 大荆|司法所.
    let is_high = matches!(class, GOVERNMENT | "court") && head.chars().count() >= OF_DIVISION;
    let is_division = !is_high || ends_in_division(place, ontology);
    let is_local = ontology.lexicon.roles(head).has(Roles::LOCAL_HEAD);
    (is_local && is_division).then_some(place_to(place.len()))
}

/// The class of organs of the state.
const GOVERNMENT: &str = "state-organ";

/// What organs are called that stand beside the government of a division has so many characters: 人民法院.
const OF_DIVISION: usize = 4;

/// The most characters of a place that only the word behind it tells of.
const LONGEST_PLACE: usize = 5;

/// What a committee of the party is called behind its town: 澜州市|委.
const COMMITTEE: &str = "委";

/// Whether a character is the last of the divisions of a country: 澜州|市, 安徽|省.
fn is_division_end(c: char, ontology: &Ontology) -> bool {
    ontology.lexicon.roles(c.encode_utf8(&mut [0; 4])).has(Roles::DIVISION)
}

fn ends_in_division(text: &str, ontology: &Ontology) -> bool {
    text.chars().next_back().is_some_and(|c| is_division_end(c, ontology))
}

/// The class of the longest word that names end in.
fn class_of<'a>(text: &str, ontology: &'a Ontology) -> Option<&'a str> {
    ontology.lexicon.head(text).map(|(_, head)| head.class.as_str())
}

/// The place that begins at a byte of a name, as one that stands behind another name.
pub(super) fn place_behind(name: &str, start: usize, named: &Named<'_>, ontology: &Ontology) -> Option<Nested> {
    let text = &name[start..];
    // 蒙巴萨|港: the port itself is known, too.
    let known = places_at_start(text, ontology).find(|(_, end)| *end < text.len());
    let known = known.map(|((kind, entry), end)| Nested { entry: Some(entry), kind, ..place_to(end) });
    // 广州|白云|国际机场: 白云 alone may be a hill, 白云区 is not.
    let is_sure = |nested: &Nested| {
        let class = nested.entry.map(|entry| ontology.gazetteer.entry(entry).1.class.as_str());
        is_town_or_country(*nested, ontology)
            || class.is_some_and(|class| SMALLER.contains(&class))
            || ends_in_division(&text[..nested.end], ontology)
    };
    // 比亚迪|欧洲|公司
    let is_branch =
        |nested: &Nested| start > 0 && is_continent(*nested, ontology) && PLANTS.contains(&&text[nested.end..]);
    let known = known.filter(|nested| nested.end >= SHORTEST && (is_sure(nested) || is_branch(nested)));
    let found = longest([known, named.at_start(text, ontology)]).or_else(|| of_division(text, ontology))?;
    Some(found.moved(start))
}

/// A place of no entry from the first byte on.
fn place_to(end: usize) -> Nested {
    Nested { role: Role::Location, kind: EntityKind::Place, entry: None, mention: None, full: None, start: 0, end }
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
        // 大使|馆, 代表|处.
        let is_mission = name.ends_with(['馆', '处']);
        let place = place_behind(name, at + mark.len(), named, ontology).filter(|_| is_mission);
        return place.map(|place| Nested { role: Role::Branch, ..place }).into_iter().collect();
    }
    let is_company = ends_in_branch(name, ontology) || PLANTS.iter().any(|last| name.ends_with(last));
    let whole = || {
        let whole = known.iter().find(|nested| nested.kind == EntityKind::Organization).copied();
        whole.or_else(|| organization_at_start(name, ontology))
    };
    let Some(whole) = parent.or_else(|| if is_company { whole() } else { None }) else { return Vec::new() };
    let Some(place) = place_behind(name, whole.end, named, ontology) else { return Vec::new() };
    let rest = &name[place.end..];
    let is_branch = ontology.lexicon.roles(rest).has(Roles::BRANCH)
        || PLANTS.contains(&rest)
        || ontology.lexicon.head(rest).is_some();
    // 中国社会科学院|日本|研究所 studies Japan.
    let is_there = place.kind == EntityKind::Place || is_company;
    if !is_branch || !is_there || is_china(place, ontology) {
        return Vec::new();
    }
    let place = Nested { role: Role::Branch, ..place };
    if parent.is_some() { vec![place] } else { vec![whole, place] }
}

/// The longest form of an organization that a name begins with, even one that may mean something else: 国网|甘肃省|电力公司.
pub(super) fn organization_at_start(name: &str, ontology: &Ontology) -> Option<Nested> {
    ontology.gazetteer.starts(name).filter(|(end, _)| *end < name.len()).find_map(|(end, form)| {
        let is_organization = |entry: &usize| ontology.gazetteer.entry(*entry).0 == EntityKind::Organization;
        let entry = form.meanings.iter().map(|meaning| meaning.entry).find(is_organization)?;
        let kind = EntityKind::Organization;
        Some(Nested { role: Role::Parent, kind, entry: Some(entry), ..place_to(end) })
    })
}

/// The place in brackets in a name: 澧川 of 蓝思精密（澧川）有限公司.
pub(super) fn in_brackets(name: &str, named: &Named<'_>, ontology: &Ontology) -> Option<Nested> {
    bracketed(name, named, ontology).filter(|place| !is_china(*place, ontology))
}

/// Whether a country stands in brackets in a name: 韩国友利银行（中国）有限公司.
pub(super) fn has_country_in_brackets(name: &str, named: &Named<'_>, ontology: &Ontology) -> bool {
    bracketed(name, named, ontology).is_some_and(|place| place.kind == EntityKind::Country)
}

fn bracketed(name: &str, named: &Named<'_>, ontology: &Ontology) -> Option<Nested> {
    let (open, mark) = name.char_indices().find(|(_, c)| matches!(c, '（' | '('))?;
    let place = place_behind(name, open + mark.len_utf8(), named, ontology)?;
    let closes = name[place.end..].starts_with(['）', ')']);
    (open > 0 && closes).then_some(place)
}

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
    let is_built = |text: &str| class_of(text, ontology).is_some_and(|class| BUILT.contains(&class));
    let is_station = class.map_or_else(|| is_built(name), |class| STATIONS.contains(&class));
    if !is_station {
        return Vec::new();
    }
    let place = place_behind(name, 0, named, ontology);
    // 四川|北路站 is named after a street.
    let is_of_street = |rest: &str| {
        let head = ontology.lexicon.head(rest).map_or(0, |(length, _)| length);
        class_of(&name[..name.len() - head], ontology) == Some(STREET)
    };
    let is_rest = |place: &Nested| {
        let rest = &name[place.end..];
        let longest = if class_of(rest, ontology) == Some(BUILDING) { LONGEST_BUILDING } else { LONGEST_STATION };
        rest.len() <= longest && is_built(rest) && !is_of_street(rest)
    };
    place.filter(is_rest).into_iter().collect()
}

/// The class of streets.
const STREET: &str = "road";

/// The most bytes of what a station is called besides its place: 北站, 国际机场.
const LONGEST_STATION: usize = 12;

/// The most bytes of what a building is called besides its town: 国际会展中心.
const LONGEST_BUILDING: usize = 24;
