//! Where something is, as words around its name tell: 希腊的比雷埃夫斯港, 设在阿布扎比的国际可再生能源署, 在福建，漳州核电站….

use super::beside::{is_wide, push, push_names};
use super::chunk::{Chunk, Row, Sort, is_title_word};
use super::distance::end_of_distance;
use super::ellipsis::STAGES;
use super::joined::SECTION;
use super::journey::tells_time;
use super::subject::topic;
use super::{Page, Relation};
use crate::document::Tag;
use crate::entity::{can_be_seat, is_built, is_somewhere, is_wild, links_places, rank, without_stage};
use crate::mention::Word;
use crate::ontology::EntityKind::{Country, Organization, Place, Project};
use crate::ontology::{Acts, Entry, Predicate};
use crate::text::Span;

/// Reads what a clause is about which a clause that is only a place opens: 在福建，漳州核电站并网发电; 在浙江，青湖中学开学.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for part in 0..row.chunks.len() {
        let is_topic = match row.kind(part) {
            // 云岭铁路|的|设计师, but not 云岭电站|的|光伏板
            Some(Project) if row.describes(part) && row.get(Some(part + 2)).is_some_and(is_title) => false,
            Some(Project) => opens_clause(row, part) || is_worked_at(page, row, part),
            Some(Organization) => row.clause_start(part) == part && !row.describes(part),
            _ => false,
        };
        if !is_topic {
            continue;
        }
        let start = row.clause_start(part);
        let Some(comma) = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，')) else { continue };
        let Some(last) = place_of_clause(page, row, comma) else { continue };
        if !opens_clause(row, part) && row.kind(part) == Some(Project) && row.kind(last) != Some(Country) {
            continue;
        }
        for part in row.list(part, &[Project, Organization]) {
            let is_work = row.kind(part) == Some(Project);
            let is_there =
                |place: usize| may_be_in(page, row, part, place) && (is_work || is_local(page, row, part, place));
            for place in chain(row, last).filter(|&place| is_there(place)) {
                push(page, row, (part, place), Predicate::LocatedIn, "place-of-clause", relations);
            }
        }
    }
}

fn is_title(chunk: &Chunk) -> bool {
    chunk.word().is_some_and(is_title_word)
}

/// Whether something is done at a work, and nobody only says or plans so: 白桦集团|在|云岭油田|开采, but not 宣布在云岭油田停产.
fn is_worked_at(page: Page<'_>, row: &Row, part: usize) -> bool {
    let says = Acts::SAY.and(Acts::DECLARE).and(Acts::PLAN).and(Acts::REPORT);
    let is_led = row.governor(part).has(Acts::IN) && row.kind(part - 1).is_none();
    let is_line = row.chunks[part].name().is_some_and(|name| is_line(page, name.entity));
    is_led && !is_line && !(row.clause_start(part)..part).any(|at| row.has(at, says))
}

/// Whether an organization is at home where its clause is: one that no gazetteer knows, in a part of China.
///
/// What everybody knows works everywhere: 在新疆，中国石油…; and a firm abroad may only have come there.
fn is_local(page: Page<'_>, row: &Row, part: usize, place: usize) -> bool {
    let is_known = row.chunks[part].name().is_some_and(|name| known(page, name.entity).is_some());
    let there = row.chunks[place].name().and_then(|name| known(page, name.entity));
    let is_home = there.is_none_or(Entry::is_at_home);
    !is_known && row.kind(place) == Some(Place) && is_home
}

/// Reads the ends of a line that stand beside its name: 雅安|到|林芝|的|川藏铁路, 匈塞铁路|贝尔格莱德|至|诺维萨德|段.
pub(super) fn ends(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for joint in 1..row.chunks.len().saturating_sub(1) {
        let is_town = |at: usize| row.kind(at) == Some(Place);
        if !is_town(joint - 1) || !is_town(joint + 1) || !is_joint_of_ends(page, row, joint) {
            continue;
        }
        let is_line =
            |chunk: &Chunk| chunk.name().is_some_and(|name| name.kind == Project && is_line(page, name.entity));
        let is_line_at = |at: usize| row.chunks.get(at).is_some_and(is_line);
        let behind = joint + 2;
        let is_stretch = row.chunks.get(behind).is_some_and(|next| page.text(next.span) == SECTION);
        let of = row.has(behind, Acts::OF);
        let line = joint.checked_sub(2).filter(|&at| is_stretch && is_line_at(at));
        let line = line.or_else(|| Some(behind + usize::from(of)).filter(|&at| is_line_at(at)));
        // 铁路通车，从|昆明|到|万象|只需10小时
        let is_way = || tells_time(page, row, joint);
        let of_clause = || topic(row, row.clause_start(joint), &[Project]).filter(|&at| is_line_at(at));
        let line = line.or_else(|| if is_way() { of_clause() } else { None });
        // 拉伊铁路（拉各斯至伊巴丹）: a bracket that holds the two and no more.
        let is_whole = joint == 1 && row.chunks.len() == 3;
        let line = line.map(|at| row.chunks[at]).or(row.behind.filter(|line| is_whole && is_line(line)));
        for end in [joint - 1, joint + 1] {
            line.into_iter().for_each(|line| {
                push_names(page, row, (line, row.chunks[end]), Predicate::Connects, "ends-beside", relations);
            });
        }
    }
}

/// Whether what stands behind its country is a place that no list holds, and no person, as its last word tells or what leads to
/// the country: 巴西|的|马托格罗索省, 西抵|赞比亚|的|新卡皮里姆波希.
fn is_new_place(page: Page<'_>, row: &Row, part: usize, country: usize) -> bool {
    let is_unknown = row.chunks[part].name().is_some_and(|name| known(page, name.entity).is_none());
    let head = page.ontology.lexicon.head(page.text(row.chunks[part].span));
    let leads = Acts::CONNECT.and(Acts::LOCATE).and(Acts::IN);
    let is_led = || country.checked_sub(1).is_some_and(|before| row.has(before, leads));
    is_unknown && !is_wide(page, row, country) && (head.is_some_and(|(_, head)| head.kind == Place) || is_led())
}

/// Whether what stands behind a town or province is a place that no list holds, and narrower, as the last words of both tell:
/// 宿务|的|麦克坦岛.
fn is_new_spot(page: Page<'_>, row: &Row, part: usize, whole: usize) -> bool {
    let class_of = |at: usize| row.chunks[at].name().and_then(|name| class(page, name.entity));
    let is_unknown = row.chunks[part].name().is_some_and(|name| known(page, name.entity).is_none());
    let is_sort = class_of(part).is_some() && class_of(whole).and_then(rank).is_some();
    // 慕尼黑|的|专业足球场
    let is_common = class_of(part).is_some_and(is_built) && begins_commonly(page, row.chunks[part].span);
    is_unknown && is_sort && !is_common && may_hold(page, row, part, whole)
}

/// Whether a name begins with a word that only describes: 专业|足球场, 中心|广场.
fn begins_commonly(page: Page<'_>, name: Span) -> bool {
    let first = page.words.partition_point(|word| word.span.start < name.start);
    let describes = |word: &Word| word.is_known && matches!(word.tag, Tag::Noun | Tag::Adjective | Tag::Other);
    page.words.get(first).is_some_and(|word| word.span.end < name.end && describes(word))
}

/// Whether a work leads from one place to another, as what is known of it tells, or its name.
pub(super) fn is_line(page: Page<'_>, work: usize) -> bool {
    let label = page.resolution.entities[work].label.as_str();
    links_places(label, known(page, work).map(|entry| entry.class.as_str()), page.ontology)
}

/// Whether a chunk stands between where a line begins and ends: 至, 到.
fn is_joint_of_ends(page: Page<'_>, row: &Row, joint: usize) -> bool {
    matches!(page.text(row.chunks[joint].span), "至" | "到")
}

/// Words between a work and those who own or build it.
const OWNED: Acts =
    Acts::OF.and(Acts::BUILD).and(Acts::INVEST).and(Acts::WITH).and(Acts::AGENT).and(Acts::LOAN).and(Acts::TAKE_PART);

/// Whether nothing stands between the beginning of its clause and a project but who owns or builds it:
/// 中核集团|的|漳州核电站, 由|中国电建|承建|的|高查瑞光伏电站.
fn opens_clause(row: &Row, project: usize) -> bool {
    let start = row.clause_start(project);
    // 埃及|白桦公司|修建|的|云岭水电站
    let is_home = |at: usize| row.kind(at) == Some(Country) && row.kind(at + 1) == Some(Organization);
    let is_owner =
        |at: usize| row.kind(at) == Some(Organization) || row.has(at, OWNED) || row.is_joint(at) || is_home(at);
    let is_alone = start == project;
    // 2022年8月|开工|的|云岭运河
    let is_stage = |at: usize| {
        matches!(row.chunks[at].sort, Sort::Time(_))
            || row.has(at, STAGES)
            || row.has(at, Acts::OF) && at + 1 == project
    };
    is_alone || (start..project).all(is_stage) || (start..project).all(is_owner) && row.has(project - 1, Acts::OF)
}

/// What a clause is joined by to what goes before.
const BUT: &str = "而";

/// The last place of a clause that is only a place, and opens the sentence or what a semicolon parts: 在|阿根廷|胡胡伊省, 沙特|中部.
fn place_of_clause(page: Page<'_>, row: &Row, end: usize) -> Option<usize> {
    let start = row.clause_start(end.checked_sub(1)?);
    // 往西看，|在尼日利亚，…: what goes before names nothing.
    let says_nothing = |comma: usize| {
        row.kind(end - 1) == Some(Country) && row.chunks[..comma].iter().all(|chunk| chunk.name().is_none())
    };
    let opens = start.checked_sub(1).is_none_or(|before| !row.chunks[before].is('，') || says_nothing(before));
    let is_place = |at: usize| matches!(row.kind(at), Some(Country | Place));
    // 而|在|广西，平陆运河|开工; but not 而|在|北京，铁路备受关注.
    let joins = page.text(row.chunks[start].span) == BUT && row.has(start + 1, Acts::IN);
    let is_stage = |at: usize| row.has(at, Acts::BUILD.and(Acts::START).and(Acts::OPEN).and(Acts::COMPLETE));
    if joins && !(end..row.clause_end(end + 1)).any(is_stage) {
        return None;
    }
    let start = start + usize::from(joins);
    let first = if row.has(start, Acts::IN) { start + 1 } else { start };
    let last = (first..end).rev().find(|&at| is_place(at))?;
    let is_only = (first..=last).all(|at| is_place(at) || row.has(at, Acts::OF));
    let is_side = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Position);
    (opens && is_only && (last + 1..end).all(is_side)).then_some(last)
}

/// Whether a name is hardly sure to be an organization's, and nothing tells what it is: 福塞 of 法国|的|福塞 is a person.
pub(super) fn is_doubtful(page: Page<'_>, row: &Row, part: usize) -> bool {
    let mention = page.mention_at(row.chunks[part].span.start).map(|mention| &page.mentions[mention]);
    row.kind(part) == Some(Organization)
        && mention.is_some_and(|mention| mention.confidence < LEAST_SURE && mention.entries.is_empty())
        && page.ontology.lexicon.head(page.text(row.chunks[part].span)).is_none()
}

/// How sure an organization must be of which neither a list nor its last word tells that it is one.
const LEAST_SURE: f32 = 0.9;

/// Where 的 ties an organization or a project to a place: 柳州|的|上汽通用五菱, 总部设在|利雅得|的|研究中心.
pub(super) fn of_genitive(page: Page<'_>, row: &Row, part: usize, relations: &mut Vec<Relation>) {
    let Some(last) = part.checked_sub(2).filter(|_| row.has(part - 1, Acts::OF)) else { return };
    // 位于|老挝|首都|万象|以北|近|80|公里|的|云岭港: near the town, and only in its country.
    let away = (row.clause_start(part)..last).rev().find(|&place| end_of_distance(page, row, place) == Some(part - 1));
    let last = away.unwrap_or(last);
    // 位于|四川|西北部|的|双江口水电站
    let last = if is_side(page, row, last) { last.saturating_sub(1) } else { last };
    // 坐落于|贝尔格莱德|共和国|广场|的|国家博物馆: what lies in the place.
    let is_inner = |at: &usize| {
        row.chunks[*at].word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Place) && word.acts.is_plain())
    };
    let n_inner = (0..=last).rev().take(MOST_INNER).take_while(is_inner).count();
    let last = last.saturating_sub(n_inner);
    // 乌兹别克斯坦|的|安集延
    let is_place = row.kind(part) == Some(Place);
    let is_home = row.kind(last) == Some(Country) && is_known_in(page, row, part, last);
    let is_new = is_place
        && match row.kind(last) {
            Some(Country) => is_new_place(page, row, part, last),
            _ => is_new_spot(page, row, part, last),
        };
    let may_hold = || is_station(page, row, part) || is_home && is_within(page, row, part, last) || is_new;
    if !matches!(row.kind(last), Some(Country | Place)) || is_place && !may_hold() || is_doubtful(page, row, part) {
        return;
    }
    let first = chain(row, last).last().unwrap_or(last);
    // 雅安|到|林芝|的|川藏铁路 tells of two places.
    if first > 1 && row.chunks[first - 1].word().is_some() && matches!(row.kind(first - 2), Some(Country | Place)) {
        return;
    }
    // 南至|老挝|首都|万象市|的|铁路: where it leads, not where it is.
    let leads = |at: usize| row.has(at, Acts::CONNECT) && !row.has(at, Acts::LOCATE);
    if row.kind(part) == Some(Project) && (row.clause_start(part)..first).any(leads) {
        return;
    }
    let is_there = || is_new || is_known_in(page, row, part, last);
    let rule = rule_of_opening(row, part, first).or_else(|| is_there().then_some("place-of"));
    let Some(rule) = rule.filter(|rule| n_inner == 0 || *rule == "located-of") else { return };
    // 总部位于维也纳|的|石油输出国组织: even a bloc has a house.
    let is_told = rule == "located-of";
    for place in chain(row, last).filter(|&place| away.is_none() || row.kind(place) == Some(Country)) {
        if is_told && can_hold(page, row, part, place) || may_be_in(page, row, part, place) {
            push(page, row, (part, place), Predicate::LocatedIn, rule, relations);
        }
    }
}

/// The most words for what lies in a place, between that and 的.
const MOST_INNER: usize = 2;

/// Reads what stands behind a place and the word that it is within it: 泰国|境内|的|中泰铁路, 南宁市|下辖|的|横州市.
pub(super) fn within(page: Page<'_>, row: &Row, part: usize, relations: &mut Vec<Relation>) {
    let of = part.checked_sub(1).filter(|&of| row.has(of, Acts::OF)).unwrap_or(part);
    let Some(word) = of.checked_sub(1).map(|word| page.text(row.chunks[word].span)) else { return };
    let is_ruled = RULED.contains(&word);
    let Some(last) = of.checked_sub(2).filter(|_| is_ruled || word == WITHIN) else { return };
    if row.kind(part) == Some(Place) && !is_station(page, row, part) && !is_ruled {
        return;
    }
    // 重庆市|下辖|的|岚海银行|分行
    if is_ruled && (row.opens_with_noun(part + 1) || row.has(part + 1, Acts::BELONG.and(Acts::PLANT))) {
        return;
    }
    for place in chain(row, last).filter(|&place| can_hold(page, row, part, place)) {
        push(page, row, (part, place), Predicate::LocatedIn, "within", relations);
    }
}

/// What is behind a place in front of what lies in it, and what in front of a place that it rules.
pub(super) const WITHIN: &str = "境内";
const RULED: [&str; 3] = ["下辖", "所辖", "辖下"];

/// Whether a word behind a place tells of which side of it is meant: 西北部, 近郊; but not 对岸 and 附近.
fn is_side(page: Page<'_>, row: &Row, at: usize) -> bool {
    let text = page.text(row.chunks[at].span);
    row.chunks[at].word().is_some_and(|word| {
        let is_side = word.tag == Tag::Position && text.chars().nth(1).is_some();
        !word.acts.has(Acts::BESIDE) && (is_side || text.ends_with(SIDES) && word.acts.is_plain())
    })
}

/// The last characters of words for a side of a place: 近郊, 西岸.
const SIDES: [char; 5] = ['郊', '岸', '畔', '麓', '缘'];

/// Whether a place is a port, a station or a building: 阿联酋|的|哈利法港.
pub(super) fn is_station(page: Page<'_>, row: &Row, part: usize) -> bool {
    let class = row.chunks[part].name().and_then(|name| known(page, name.entity)).map(|entry| entry.class.as_str());
    let text = page.text(row.chunks[part].span);
    class.map_or_else(|| text.ends_with(['港', '站']), is_built)
}

/// What the words in front of a place say of what follows: 设在 or nothing tells that it is there, 访问 and 通往 do not.
fn rule_of_opening(row: &Row, part: usize, first: usize) -> Option<&'static str> {
    let Some(before) = first.checked_sub(1).map(|before| &row.chunks[before]) else { return Some("place-of") };
    if before.has(Acts::LOCATE) {
        return Some("located-of");
    }
    let leads = before.has(Acts::IN.and(Acts::AND).and(Acts::WITH).and(Acts::FROM));
    // 为|印度尼西亚|的|云岭电站|提供贷款
    let is_lent = || before.has(Acts::TOWARDS) && row.kind(part) == Some(Project);
    (before.is_boundary() || before.is('、') || leads || is_lent()).then_some("place-of")
}

/// The places side by side that end in the one at `last`, the narrowest first: 江西|赣州, 四川|稻城|的|海子山.
pub(super) fn chain(row: &Row, last: usize) -> impl Iterator<Item = usize> {
    let is_place = |at: usize| matches!(row.kind(at), Some(Country | Place));
    let ties = move |at: usize| at > 0 && at < last && row.has(at, Acts::OF) && is_place(at - 1);
    (0..=last).rev().take_while(move |&at| is_place(at) || ties(at)).filter(move |&at| is_place(at)).take(MOST_PLACES)
}

/// The most places side by side that tell where one thing is.
const MOST_PLACES: usize = 3;

/// Whether what the gazetteer knows lets a thing be at a place: 匈牙利|的|比亚迪 is no seat of 比亚迪, and a bloc has none.
pub(super) fn may_be_in(page: Page<'_>, row: &Row, part: usize, place: usize) -> bool {
    let Some(thing) = row.chunks[part].name().filter(|_| can_hold(page, row, part, place)) else { return false };
    class(page, thing.entity).is_none_or(is_somewhere) && shares_country(page, row, part, place).unwrap_or(true)
}

/// Whether a place can be within the one in front of it, as the sorts of both tell: 江苏省|常州市, 德国|斯图加特.
pub(super) fn is_within(page: Page<'_>, row: &Row, part: usize, whole: usize) -> bool {
    let rank = |at: usize| row.chunks[at].name().and_then(|name| class(page, name.entity)).and_then(rank);
    let unknown = row.chunks[part].name().filter(|name| known(page, name.entity).is_none());
    let is_narrower = match row.kind(whole) {
        // 在|德国|海尔布隆, 坐落|在|德国|海尔布隆: a town abroad that is in no gazetteer
        Some(Country) => rank(part).is_some() || unknown.is_some() && is_led_there(row, whole),
        // 从|新疆|喀什|引出
        _ if rank(whole) == Some(0) && unknown.is_some() && rank(part).is_none() && is_led_there(row, whole) => true,
        // 岚海市|白果港, 江城区|青湖
        _ if rank(whole).is_some() && unknown.is_some_and(|name| is_spot(page, name.entity)) => true,
        _ => rank(whole).zip(rank(part)).is_some_and(|(whole, part)| whole < part),
    };
    // 法国|伦敦: what is known of another country is not there.
    is_narrower && !is_wide(page, row, whole) && shares_country(page, row, part, whole).unwrap_or(true)
}

/// Whether the sorts of a thing and a place let the one be within the other, where nothing but the two names tells so: no 东欧 within
/// 白俄罗斯, no 武汉 within 新华西路, and nothing within what no gazetteer and no last word calls a place.
pub(super) fn may_hold(page: Page<'_>, row: &Row, part: usize, whole: usize) -> bool {
    let (Some(thing), Some(there)) = (row.chunks[part].name(), row.chunks[whole].name()) else { return false };
    let [of_thing, of_place] = [thing, there].map(|name| class(page, name.entity));
    let is_place = of_place.is_some_and(|class| is_somewhere(class) && !is_wild(class));
    let is_told = match thing.kind {
        Country => false,
        Place if known(page, thing.entity).is_some() => {
            of_place.and_then(rank).zip(of_thing.and_then(rank)).is_some_and(|(whole, part)| whole < part)
        }
        // 郑州|京广铁路, 中原路|华山路
        _ => {
            let is_wider = |(part, whole): (&str, &str)| {
                part == whole || rank(whole).zip(rank(part)).is_some_and(|(whole, part)| whole >= part)
            };
            let leads_on = thing.kind == Project && is_line(page, thing.entity);
            !leads_on && of_thing.zip(of_place).is_none_or(|classes| !is_wider(classes))
        }
    };
    (is_place || there.kind == Country) && is_told && !is_wide(page, row, part) && may_be_in(page, row, part, whole)
}

/// Whether a preposition or a verb leads to a place, or to a list with it: 在, 前往, 位于, 连接|塞尔维亚|尼什|和|老挝|万象.
fn is_led_there(row: &Row, place: usize) -> bool {
    let leads = Acts::IN.and(Acts::VISIT).and(Acts::LOCATE).and(Acts::CONNECT).and(Acts::FROM);
    let is_led = |place: usize| row.get(place.checked_sub(1)).is_some_and(|before| before.has(leads));
    let is_there = |at: usize| matches!(row.kind(at), Some(Country | Place));
    let first = (0..place).rev().take_while(|&at| is_there(at) || row.is_joint(at)).last();
    row.governor(place).has(Acts::IN) || is_led(place) || first.is_some_and(is_led)
}

/// Whether a place that is in no gazetteer is a port, a station or a lake, as its last word says.
fn is_spot(page: Page<'_>, place: usize) -> bool {
    let label = page.resolution.entities[place].label.as_str();
    // 常山 and 山泉 are no hill and no spring.
    let is_long = label.chars().nth(2).is_some() && !label.ends_with('峰');
    page.ontology
        .lexicon
        .head(label)
        .is_some_and(|(_, head)| is_long && (is_built(&head.class) || is_wild(&head.class)))
}

/// Whether a place is one where a thing of this kind can be at all: no wide one, and no wild one for an organization.
fn can_hold(page: Page<'_>, row: &Row, part: usize, place: usize) -> bool {
    let (Some(thing), Some(there)) = (row.chunks[part].name(), row.chunks[place].name()) else { return false };
    let of_work = thing.kind != Organization;
    // 卓奥友峰 is in no gazetteer, but no seat either.
    let is_wild = |place: usize| {
        let name = page.resolution.entities[place].label.as_str();
        page.ontology.lexicon.head(name).is_some_and(|(_, head)| is_wild(&head.class))
    };
    let can_be_seat = match known(page, there.entity) {
        Some(entry) => can_be_seat(&entry.class, of_work),
        None => of_work || !is_wild(there.entity),
    };
    can_be_seat && !is_wide(page, row, place)
}

/// Whether the gazetteer knows that a thing is of the country that a place is or is in.
fn is_known_in(page: Page<'_>, row: &Row, part: usize, place: usize) -> bool {
    shares_country(page, row, part, place) == Some(true)
}

/// The class of an entity, as the gazetteer has it, else by the last word of its name: of 云岭电站|二期工程 that of a power station.
pub(super) fn class(page: Page<'_>, entity: usize) -> Option<&str> {
    let name = without_stage(&page.resolution.entities[entity].label, page.ontology);
    let by_head = || page.ontology.lexicon.head(name).map(|(_, head)| head.class.as_str());
    known(page, entity).map(|entry| entry.class.as_str()).or_else(by_head)
}

pub(super) fn known(page: Page<'_>, entity: usize) -> Option<&Entry> {
    page.resolution.entities[entity].entry.map(|entry| page.ontology.gazetteer.entry(entry).1)
}

/// Whether the countries of a thing and a place have one in common, where both are known.
fn shares_country(page: Page<'_>, row: &Row, part: usize, place: usize) -> Option<bool> {
    let of = &known(page, row.chunks[part].name()?.entity)?.countries;
    let there = known(page, row.chunks[place].name()?.entity)?;
    let is_here = |code: &String| match row.kind(place) {
        Some(Country) => *code == there.id,
        _ => there.countries.contains(code),
    };
    let is_told = !of.is_empty() && (row.kind(place) == Some(Country) || !there.countries.is_empty());
    is_told.then(|| of.iter().any(is_here))
}
