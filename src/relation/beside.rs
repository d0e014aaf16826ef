//! Names side by side: a parent and its part, a country and what is there.

use super::antecedent::{country_listed, parent_listed};
use super::chunk::{Chunk, Name, Row, Sort, is_title_word};
use super::pointer::is_its;
use super::trigger::makes_goods;
use super::{Claim, Page, Relation, frame, nesting, seat};
use crate::document::Tag;
use crate::entity::{has_peers_only, is_ministry, unites};
use crate::ontology::EntityKind::{Country, Organization, Place, Project};
use crate::ontology::{Acts, Ending, Predicate};
use crate::text::Span;

/// Names side by side: 中国石油天然气集团公司|中油国际管道公司, 乌兹别克斯坦|中亚国际研究所, 欧洲智库|布鲁盖尔研究所.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    parts_listed(page, row, relations);
    for part in 1..row.chunks.len() {
        if row.kind(part) == Some(Country) {
            plant(page, row, part, relations);
        }
        if matches!(row.kind(part), Some(Organization | Project | Place)) {
            seat::of_genitive(page, row, part, relations);
            seat::within(page, row, part, relations);
        }
        if !matches!(row.kind(part), Some(Organization | Project | Place)) {
            continue;
        }
        if let Some(whole) = parent_by_word(page, row, part) {
            push(page, row, (part, whole), Predicate::PartOf, "owner", relations);
            continue;
        }
        if let Some((whole, land)) = parent_abroad(page, row, part) {
            push(page, row, (part, whole), Predicate::PartOf, "owner", relations);
            push(page, row, (part, land), Predicate::LocatedIn, "place-of", relations);
            continue;
        }
        if let Some(ministry) = ministry_before(page, row, part) {
            push(page, row, (part, ministry), Predicate::PartOf, "ministry-before", relations);
            continue;
        }
        if let Some(of) = owned(row, part) {
            push(page, row, (of, part), Predicate::PartOf, "owner-behind", relations);
            continue;
        }
        if row.kind(part) == Some(Place) && row.is_joint(part - 1) {
            listed_within(page, row, part, relations);
        }
        if let Some(country) = country_of_capital(row, part) {
            push(page, row, (part, country), Predicate::LocatedIn, "place-in-front", relations);
            continue;
        }
        if let Some(land) = land_of_capital(page, row, part) {
            push_names(page, row, (row.chunks[part], land), Predicate::LocatedIn, "capital", relations);
            continue;
        }
        let Some(whole) = part.checked_sub(1 + class_nouns(page, row, part)) else { continue };
        let (predicate, rule) = match (row.kind(whole), row.kind(part)) {
            (Some(Organization), Some(Organization))
                if whole + 1 == part
                    && !are_peers(page, row, part, whole)
                    && !tells_when(page, row, part)
                    && !is_better_known(page, row, part, whole) =>
            {
                (Predicate::PartOf, "parent-in-front")
            }
            (Some(Country | Place), Some(Organization)) if !is_wide(page, row, whole) || whole + 1 < part => {
                (Predicate::LocatedIn, "place-in-front")
            }
            // 郑州|—|卢森堡|“空中丝绸之路”: it leads there.
            (Some(Country), Some(Project)) if whole + 1 == part && !ends_route(row, whole) => {
                (Predicate::LocatedIn, "place-in-front")
            }
            (Some(Country | Place), Some(Place)) if whole + 1 == part && seat::is_within(page, row, part, whole) => {
                (Predicate::LocatedIn, "place-in-front")
            }
            // 泰国|林查班港
            (Some(Country), Some(Place)) if whole + 1 == part && is_own_station(page, row, part, whole) => {
                (Predicate::LocatedIn, "place-in-front")
            }
            (Some(Place), Some(Project)) if whole + 1 == part && seat::may_be_in(page, row, part, whole) => {
                (Predicate::LocatedIn, "place-in-front")
            }
            _ => continue,
        };
        if !row.is_joint(part + 1) || predicate == Predicate::LocatedIn {
            push(page, row, (part, whole), predicate, rule, relations);
        }
        if predicate == Predicate::LocatedIn {
            // 浙江|宁波|宁波港集团
            let is_around = |place: usize| match row.kind(part) {
                Some(Place) => seat::is_within(page, row, part, place),
                _ => seat::may_be_in(page, row, part, place),
            };
            for place in seat::chain(row, whole).filter(|&place| place < whole && is_around(place)) {
                push(page, row, (part, place), predicate, rule, relations);
            }
        }
    }
}

/// Whether a place is the end of a route: 卢森堡 of 郑州|—|卢森堡.
fn ends_route(row: &Row, place: usize) -> bool {
    let dash = place.checked_sub(1).filter(|&dash| ['—', '－', '-', '–'].iter().any(|mark| row.chunks[dash].is(*mark)));
    dash.and_then(|dash| dash.checked_sub(1)).is_some_and(|start| matches!(row.kind(start), Some(Country | Place)))
}

/// The country that a word points back to in front of its capital: 该国|首都|内罗毕.
fn country_of_capital(row: &Row, part: usize) -> Option<usize> {
    let country = part.checked_sub(2).filter(|_| row.has(part - 1, Acts::CAPITAL))?;
    (row.kind(part) == Some(Place) && row.kind(country) == Some(Country)).then_some(country)
}

/// The country or province that a town is known to be the capital of, if the page names it: 从|首都|内罗毕|出发.
fn land_of_capital(page: Page<'_>, row: &Row, part: usize) -> Option<Chunk> {
    let capital = part.checked_sub(1).filter(|_| row.kind(part) == Some(Place))?;
    let town = row.chunks[part].name()?.entity;
    let (entity, kind) = match page.text(row.chunks[capital].span) {
        "首都" => (country_listed(page, town)?, Country),
        "省会" | "首府" => (parent_listed(page, town)?, Place),
        _ => return None,
    };
    Some(Chunk { span: row.chunks[capital].span, sort: Sort::Name(Name { entity, kind }) })
}

/// Reads the parts that a whole is said to have: 白桦集团|旗下|还|有|从事塔筒业务|的|白桦新能源; 控股股东|为|白桦集团，|旗下|有….
fn parts_listed(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for belongs in (0..row.chunks.len()).filter(|&at| row.has(at, Acts::BELONG)) {
        let end = row.clause_end(belongs);
        // 还|拥有, 还有
        let has = (belongs + 1..end).take(2).find(|&at| HAVING.contains(&page.text(row.chunks[at].span)));
        let is_past = |at: usize| row.has(at, Acts::ONCE.and(Acts::FORMER).and(Acts::DENY));
        let Some(has) = has.filter(|_| !(row.clause_start(belongs)..end).any(is_past)) else { continue };
        // The clause before ends in the holder, if this one begins here.
        let comma = belongs.checked_sub(1).filter(|_| row.clause_start(belongs) == belongs);
        let is_holder = |comma: usize| (row.clause_start(comma)..comma).any(|at| row.has(at, Acts::HOLDER));
        let whole = match comma {
            Some(comma) => comma.checked_sub(1).filter(|_| is_holder(comma)),
            None => belongs.checked_sub(1),
        };
        let is_led = |part: usize| part == has + 1 || row.has(part - 1, Acts::OF);
        let is_last = |part: usize| {
            let last = row.last_of_list(part, &[Organization]);
            last + 1 == end || row.has(last + 1, Acts::SUM_UP)
        };
        let part = (has + 1..end).filter(|&part| row.kind(part) == Some(Organization)).find(|&part| is_led(part));
        let ends = whole.filter(|&whole| row.kind(whole) == Some(Organization)).zip(part.filter(|&part| is_last(part)));
        let Some((whole, part)) = ends else { continue };
        for part in row.list(part, &[Organization]) {
            push(page, row, (part, whole), Predicate::PartOf, "parts-listed", relations);
        }
    }
}

/// Words that tell what a whole has.
const HAVING: [&str; 5] = ["有", "还有", "拥有", "设有", "现有"];

/// Reads what the place is in whose list a wider one leads: 岚海市|江城区、|白果县.
fn listed_within(page: Page<'_>, row: &Row, part: usize, relations: &mut Vec<Relation>) {
    let first = row.list(part, &[Place]).first().copied().filter(|&first| first < part);
    let Some((first, whole)) = first.and_then(|first| Some((first, first.checked_sub(1)?))) else { return };
    let is_led = |at: usize| seat::is_within(page, row, at, whole);
    if matches!(row.kind(whole), Some(Country | Place)) && is_led(first) && is_led(part) {
        push(page, row, (part, whole), Predicate::LocatedIn, "place-in-front", relations);
    }
}

/// Reads whose plant in a country is spoken of: 比亚迪|泰国|工厂, 比亚迪|设在|泰国|罗勇|的|第二座|工厂, 白桦集团|的|泰国|智能|工厂.
fn plant(page: Page<'_>, row: &Row, country: usize, relations: &mut Vec<Relation>) {
    let leads = row.has(country - 1, Acts::LOCATE.and(Acts::OF));
    let Some(owner) = country.checked_sub(1 + usize::from(leads)) else { return };
    // 比亚迪|乘用车|泰国|工厂
    let is_trade =
        !leads && row.chunks[owner].word().is_some_and(|word| word.tag == Tag::Noun && word.acts.has(Acts::GOODS));
    let Some(owner) = owner.checked_sub(usize::from(is_trade)) else { return };
    // 比亚迪|匈牙利|塞格德工厂
    let is_named = |at: usize| {
        let ends = page.ontology.lexicon.ends_as(page.text(row.chunks[at].span), Ending::Plant);
        row.kind(at) == Some(Project) && ends
    };
    let makes = |at: usize| is_named(at) || row.has(at, Acts::PLANT) && makes_goods(page, &row.chunks[at]);
    let is_modifier = |at: usize| match row.chunks[at].word() {
        Some(word) => {
            let describes = matches!(word.tag, Tag::Noun | Tag::Adjective | Tag::Number | Tag::Other);
            word.acts.has(Acts::OF) || word.acts.is_plain() && describes
        }
        None => row.kind(at) == Some(Place),
    };
    // 设在|匈牙利和巴西|的|工厂
    let countries = row.list(country, &[Country]);
    let last = countries.last().copied().unwrap_or(country);
    let end = row.clause_end(last).min(last + LONGEST_PLANT);
    let plant = (last + 1..end).find(|&at| makes(at));
    let is_theirs = plant.is_some_and(|plant| (last + 1..plant).all(is_modifier));
    if is_theirs && row.kind(owner) == Some(Organization) {
        for country in countries.into_iter().filter(|&country| !is_wide(page, row, country)) {
            push(page, row, (owner, country), Predicate::ProducesIn, "plant-of", relations);
        }
    }
}

/// The most chunks between a country and the word for a plant there.
const LONGEST_PLANT: usize = 8;

pub(super) fn push(
    page: Page<'_>,
    row: &Row,
    (part, whole): (usize, usize),
    predicate: Predicate,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    push_names(page, row, (row.chunks[part], row.chunks[whole]), predicate, rule, relations);
}

/// Adds a relation of two names of which one may stand outside the row.
pub(super) fn push_names(
    page: Page<'_>,
    row: &Row,
    (part, whole): (Chunk, Chunk),
    predicate: Predicate,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    let (Some(from), Some(to)) = (part.name(), whole.name()) else { return };
    if from.entity != to.entity {
        let ends = [part.span, part.span, whole.span];
        let relation = frame::relation(page, row, predicate, (from.entity, to.entity), ends, Claim::default(), rule);
        relations.push(relation);
    }
}

/// The organization that another one is said to belong to: 字节跳动|旗下|的|火山引擎.
fn parent_by_word(page: Page<'_>, row: &Row, part: usize) -> Option<usize> {
    // 松河集团旗下的|白马湖农场|、|新洋农场; but a firm that is known for itself may begin a list of its own.
    let is_known =
        |part: usize| row.chunks[part].name().is_none_or(|name| page.resolution.entities[name.entity].entry.is_some());
    let joins =
        |part: usize| row.chunks[part - 1].is('、') && row.kind(part - 2) == Some(Organization) && !is_known(part);
    let mut part = part;
    for _ in 0..MOST_PARTS {
        if part < 2 || !joins(part) {
            break;
        }
        part -= 2;
    }
    let of = usize::from(row.get(part.checked_sub(1)).is_some_and(|of| of.has(Acts::OF)));
    let belongs = part.checked_sub(1 + of).filter(|&at| row.has(at, Acts::BELONG))?;
    // 研究院|直属|云岭大学。: it is a part of what stands behind.
    if row.has(belongs, Acts::UNDER) && row.chunks.get(part + 1).is_none_or(Chunk::is_boundary) {
        return None;
    }
    // 白桦集团|的|控股子公司|青湖汽车, 白桦集团|通过|全资子公司|青湖汽车
    let is_between = |at: &Chunk| at.has(Acts::OF) || page.text(at.span) == THROUGH;
    let whole = belongs.checked_sub(1 + usize::from(row.get(belongs.checked_sub(1)).is_some_and(is_between)))?;
    // 白桦集团|巴西|子公司|青湖汽车
    let is_abroad = row.kind(whole) == Some(Country) && whole > 0 && row.kind(whole - 1) == Some(Organization);
    let whole = whole - usize::from(is_abroad);
    (row.kind(part) == Some(Organization) && row.kind(whole) == Some(Organization)).then_some(whole)
}

/// The organization that another one is said to be a part of in a country, and the country: 白桦集团|在|老挝|的|子公司|青湖汽车;
/// 白桦集团宣布，向|其|在|老挝|的|子公司|青湖汽车|增资.
fn parent_abroad(page: Page<'_>, row: &Row, part: usize) -> Option<(usize, usize)> {
    let belongs =
        part.checked_sub(1).filter(|&at| row.has(at, Acts::BELONG) && row.kind(part) == Some(Organization))?;
    let land = belongs.checked_sub(2).filter(|&land| row.has(land + 1, Acts::OF))?;
    let leads = land.checked_sub(1).filter(|&leads| row.has(leads, Acts::IN))?;
    let before = leads.checked_sub(1)?;
    let is_land = matches!(row.kind(land), Some(Country | Place));
    let mut named = (0..before).filter(|&at| row.kind(at) == Some(Organization));
    let whole = match row.kind(before) {
        Some(Organization) => Some(before),
        _ if is_its(page, &row.chunks[before]) => named.next().filter(|_| named.next().is_none()),
        _ => None,
    };
    whole.filter(|_| is_land).map(|whole| (whole, land))
}

/// What leads to the part by which a whole does something.
const THROUGH: &str = "通过";

/// The most names of a list in front of one that belongs to the same organization.
const MOST_PARTS: usize = 12;

/// The ministry that the sentence begins with, for a department of its own behind a mark: 交通运输部|新闻发言人|石青|，|公路局|副局长|李明.
fn ministry_before(page: Page<'_>, row: &Row, part: usize) -> Option<usize> {
    let text = |at: usize| page.text(row.chunks[at].span);
    let opens = row.chunks[part - 1].is('，') || row.chunks[part - 1].is('、');
    let is_office = row.kind(part) == Some(Organization) && page.ontology.lexicon.ends_as(text(part), Ending::Office);
    let name = row.chunks[part].name().filter(|_| opens && is_office)?;
    let is_led = row.chunks.get(part + 1)?.word().is_some_and(is_title_word);
    let is_ministry = |name: Name| seat::class(page, name.entity).is_some_and(is_ministry);
    let first =
        row.chunks[0].name().filter(|first| is_ministry(*first) && row.chunks[1].word().is_some_and(is_title_word))?;
    // 国家铁路局, 山东省交通运输厅: what is known, or says where it is, is none of the ministry's.
    let is_own = page.resolution.entities[name.entity].entry.is_none()
        && nesting::place_of(page, row.chunks[part].span).is_none()
        && first.entity != name.entity;
    (is_led && is_own).then_some(0)
}

/// The organization whose owner follows it: 青湖汽车|母公司|白桦集团, 青湖汽车|的|母公司|为|白桦集团.
fn owned(row: &Row, whole: usize) -> Option<usize> {
    let is =
        usize::from(row.get(whole.checked_sub(1)).is_some_and(|before| before.has(Acts::BECOME.and(Acts::LEAD_LIST))));
    let noun = whole.checked_sub(1 + is).filter(|&at| row.has(at, Acts::WHOLE))?;
    let of = usize::from(row.get(noun.checked_sub(1)).is_some_and(|before| before.has(Acts::OF)));
    let part = noun.checked_sub(1 + of)?;
    (row.kind(part) == Some(Organization) && row.kind(whole) == Some(Organization)).then_some(part)
}

/// Whether a bracket with a day or an hour stands right in front of a name: 天气预报（5月27日20时）|河北省委 are two reports, but
/// 中国石油（601857）|大庆油田 are not.
fn tells_when(page: Page<'_>, row: &Row, part: usize) -> bool {
    let between = Span::new(row.chunks[part - 1].span.end, row.chunks[part].span.start);
    let between = page.text(between);
    between.contains(char::is_numeric) && between.contains(['年', '月', '日', '时'])
}

/// Whether everybody knows the second of two organizations, and not the first: 澄芯半导体|上交所.
fn is_better_known(page: Page<'_>, row: &Row, part: usize, whole: usize) -> bool {
    let is_known = |at: usize| row.chunks[at].name().is_some_and(|name| seat::known(page, name.entity).is_some());
    is_known(part) && !is_known(whole)
}

/// Whether two organizations are of a sort of which none is a part of another: 岚海队|青湖队; or the second unites countries:
/// 岚海集团|东盟|区域总裁.
fn are_peers(page: Page<'_>, row: &Row, part: usize, whole: usize) -> bool {
    let class = |at: usize| row.chunks[at].name().and_then(|name| seat::class(page, name.entity));
    if class(part).is_some_and(unites) && row.has(part + 1, Acts::AREA) {
        return true;
    }
    class(part) == class(whole) && class(part).is_some_and(has_peers_only)
}

/// Whether what follows a country is a port or station, and may be one there.
fn is_own_station(page: Page<'_>, row: &Row, part: usize, country: usize) -> bool {
    !is_wide(page, row, country) && seat::is_station(page, row, part) && seat::may_be_in(page, row, part, country)
}

/// How many words in front of an organization tell what sort it is: 智库 of 比利时智库布鲁盖尔研究所, 物流企业 of
/// 广西物流企业捷顺通.
fn class_nouns(page: Page<'_>, row: &Row, part: usize) -> usize {
    let nouns = (part.saturating_sub(2)..part).rev().take_while(|&at| is_class_noun(page, row, at)).count();
    let trade = part.checked_sub(2).and_then(|at| row.chunks[at].word());
    let has_trade = nouns == 1 && trade.is_some_and(|word| word.tag == Tag::Noun && word.acts.is_plain());
    nouns + usize::from(has_trade)
}

/// 智库 of 欧洲智库布鲁盖尔研究所: what sort of organization follows.
fn is_class_noun(page: Page<'_>, row: &Row, index: usize) -> bool {
    let Some(word) = row.chunks[index].word() else { return false };
    let text = page.text(row.chunks[index].span);
    let head = page.ontology.lexicon.head(text);
    let is_sort = word.acts.has(Acts::SORT) || head.is_some_and(|(_, head)| head.kind == Organization);
    word.tag == Tag::Noun && is_sort
}

/// Whether a name is one character long, as of a country in a row, or China, which goes without saying.
pub(super) fn is_wide(page: Page<'_>, row: &Row, index: usize) -> bool {
    let chunk = &row.chunks[index];
    let id = chunk.name().map(|name| page.resolution.entities[name.entity].id.as_str());
    chunk.span.end - chunk.span.start <= 3 || id == Some("country/CN")
}
