//! What the name of an organization or a project tells of others: 国家发展改革委 in 国家发展改革委产业司, 乌兹别克斯坦 in
//! 乌兹别克斯坦中亚国际研究所.

use std::collections::BTreeMap;

use super::seat::{self, Named, is_region};
use super::venue;
use super::{abroad, class};
use crate::document::Document;
use crate::mention::Mention;
use crate::ontology::{EntityKind, Head, Ontology, Roles, Sureness};
use crate::text::Span;

/// What a name inside another one is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The organization that it is a part of.
    Parent,
    /// The country or place where it is.
    Location,
    /// The country or place where this branch of a larger whole is.
    Branch,
    /// The country where it makes goods.
    Plant,
    /// Where a road or line leads from or to.
    End,
    /// The town where an event is held.
    Venue,
}

/// A name inside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nested {
    /// What it is to the whole.
    pub role: Role,
    /// Its kind.
    pub kind: EntityKind,
    /// Its gazetteer entry, if it is known.
    pub entry: Option<usize>,
    /// A mention of the page that names the same.
    pub mention: Option<usize>,
    /// Where the page writes it in full inside another name: 澜州市 for 澜州.
    pub full: Option<Span>,
    /// Where it stands in the longer name, in bytes.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

impl Nested {
    /// Where it stands in the text, if the longer name stands at `whole`.
    pub(crate) fn span_in(&self, whole: Span) -> Span {
        Span::new(whole.start + self.start, whole.start + self.end)
    }

    /// Where its name stands, if the longer name stands at `whole`: in full, if the page has that.
    pub(crate) fn name_in(&self, whole: Span) -> Span {
        self.full.unwrap_or(self.span_in(whole))
    }
}

/// All names inside the names of mentions, each with its mention; a form that comes again is read once.
pub(super) fn all(document: &Document, mentions: &[Mention], ontology: &Ontology) -> Vec<(usize, Nested)> {
    let mut read: BTreeMap<(EntityKind, &str), Vec<Nested>> = BTreeMap::new();
    let named = Named::of(document, mentions, ontology);
    let mut found = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let name = mention.full.of(&document.simplified);
        let can_tell = !matches!(mention.kind, EntityKind::Country | EntityKind::Person | EntityKind::Document);
        if can_tell && name.len() >= SHORTEST {
            let inner = read.entry((mention.kind, name)).or_insert_with(|| nested(mention, name, &named, ontology));
            found.extend(inner.iter().map(|nested| (index, *nested)));
        }
    }
    found
}

/// No shorter name, in bytes, holds another one.
const SHORTEST: usize = 9;

/// All names that the name of a mention tells of.
fn nested(mention: &Mention, name: &str, named: &Named<'_>, ontology: &Ontology) -> Vec<Nested> {
    let entry = mention.entries.first().map(|&entry| ontology.gazetteer.entry(entry).1);
    let class = entry.map(|entry| entry.class.as_str());
    let whole = seat::Name { text: name, entry };
    match mention.kind {
        EntityKind::Organization => {
            let mut known = known_at_start(name, ontology);
            // A short form of the whole is no part of it: 国务院新闻办 of 国务院新闻办公室.
            known.retain(|nested| nested.entry.is_none_or(|entry| !mention.entries.contains(&entry)));
            // 全国政协|常委会, where that is called as the whole.
            let is_itself = |parent: &Nested| {
                let form = ontology.gazetteer.form_of(&name[..parent.end]);
                form.is_some_and(|form| form.meanings.iter().any(|meaning| mention.entries.contains(&meaning.entry)))
            };
            let parent = parent(name, &known, ontology).or_else(|| abroad::whole(name, &known, ontology));
            let parent = parent.filter(|parent| !is_itself(parent));
            let is_somewhere = !class.is_some_and(class::is_international) && class != Some("party");
            let between = parent.map(|parent| between(name, parent, ontology)).unwrap_or_default();
            let mut found: Vec<Nested> = parent.into_iter().chain(between).chain(plant(name, ontology)).collect();
            if is_somewhere {
                // 韩国友利银行（中国）有限公司: the bank is where the brackets say.
                let is_elsewhere = seat::has_country_in_brackets(name, named, ontology);
                let fronts = seat::of_name(whole, &known, named, ontology);
                found.extend(fronts.into_iter().filter(|front| !(is_elsewhere && front.kind == EntityKind::Country)));
                found.extend(seat::in_brackets(name, named, ontology));
            }
            for branch in seat::of_branch(name, parent, &known, named, ontology) {
                if !found.iter().any(|other| (other.role, other.end) == (branch.role, branch.end)) {
                    found.push(branch);
                }
            }
            found
        }
        EntityKind::Project => {
            let name = without_stage(name, ontology);
            let whole = seat::Name { text: name, entry };
            let links = links_places(name, class, ontology) && !is_of_one_town(name) && !name.ends_with(ZONE);
            let ends = if links || carries_power(name) { ends(name, ontology) } else { Vec::new() };
            let is_somewhere = !links || entry.is_none() && name.ends_with("工程");
            match ends.is_empty() && is_somewhere {
                true => seat::of_name(whole, &known_at_start(name, ontology), named, ontology),
                false => ends,
            }
        }
        EntityKind::Event => {
            let start = behind_edition(name);
            start.and_then(|start| venue::of_event(name, start, named, ontology)).into_iter().collect()
        }
        EntityKind::Place => seat::of_station(name, class, named, ontology),
        _ => Vec::new(),
    }
}

/// Where the name of an event goes on behind its year or edition: 2024|平遥国际马拉松赛, 第12届|北京国际电影节.
fn behind_edition(name: &str) -> Option<usize> {
    if let Some(last) = name.find(['届', '次']).filter(|_| name.starts_with('第')) {
        return Some(last + '届'.len_utf8());
    }
    let start = name.find(|c: char| !c.is_ascii_digit()).filter(|start| matches!(start, 0 | 4))?;
    Some(if name[start..].starts_with('年') { start + '年'.len_utf8() } else { start })
}

/// The name of a project whose stage it tells, without that: 成都天府国际机场|二期, 云岭电站|第三期扩建工程.
pub(crate) fn without_stage<'a>(name: &'a str, ontology: &Ontology) -> &'a str {
    let Some((front, rest)) = name.rsplit_once('期') else { return name };
    let ends = rest.is_empty() || ontology.lexicon.roles(rest).has(Roles::STAGE);
    // Behind its head stands the number, of a character or two.
    let starts = front.char_indices().rev().map(|(at, _)| at).take(LONGEST_NUMBER);
    let head = starts.into_iter().map(|at| &front[..at]).find(|front| ontology.lexicon.head(front).is_some());
    head.filter(|_| ends).unwrap_or(name)
}

/// The most characters of the number of a stage: 第十二.
const LONGEST_NUMBER: usize = 3;

/// Whether a line carries power from one place to another: 哈密—重庆±800千伏特高压直流工程.
fn carries_power(name: &str) -> bool {
    name.contains("特高压") || name.contains("输电")
}

/// Whether a line runs within one town: 波哥大地铁一号线.
fn is_of_one_town(name: &str) -> bool {
    ["地铁", "号线", "轻轨"].iter().any(|last| name.ends_with(last))
}

/// Classes of projects that lead from one place to another.
const LINKS: [&str; 8] =
    ["railway", "high-speed-railway", "road", "pipeline", "corridor", "train-service", "initiative", "programme"];

/// Those of the links that may lead from one place to another in name only.
const PLANS: [&str; 2] = ["initiative", "programme"];

/// The last character of zones, which two may have together: 中国—海合会自由贸易区.
const ZONE: char = '区';

/// The marks and words between the two ends of a line: 亚的斯亚贝巴—吉布提铁路, 清渠至古丈高速公路.
const JOINTS: [char; 7] = ['—', '-', '－', '–', '至', '到', '~'];

/// The most characters of an end that no gazetteer knows.
const LONGEST_END: usize = 6;

/// The two places that the name of a line leads from and to.
fn ends(name: &str, ontology: &Ontology) -> Vec<Nested> {
    let Some((joint, mark)) = name.char_indices().find(|(_, c)| JOINTS.contains(c)) else { return Vec::new() };
    let behind = joint + mark.len_utf8();
    let Some((length, head)) = ontology.lexicon.head(name) else { return Vec::new() };
    // 青湖—陆小满|计划: a plan can be called by people, too.
    let is_surely_line = !PLANS.contains(&head.class.as_str()) || carries_power(name);
    let first = (0, joint);
    let known = place_at_start(&name[behind..], ontology);
    let last = (behind, known.map_or(name.len().saturating_sub(length), |(_, end)| behind + end));
    let end = |(start, end): (usize, usize)| {
        let text = name.get(start..end)?;
        let n_chars = text.chars().count();
        let found = place_at_start(text, ontology).filter(|(_, whole)| *whole == text.len());
        let is_name = (2..=LONGEST_END).contains(&n_chars) && text.chars().all(|c| !c.is_ascii());
        match found {
            Some(((kind, entry), _)) => {
                Some(Nested { role: Role::End, kind, entry: Some(entry), mention: None, full: None, start, end })
            }
            None => (is_name && is_surely_line).then_some(Nested {
                role: Role::End,
                kind: EntityKind::Place,
                entry: None,
                mention: None,
                full: None,
                start,
                end,
            }),
        }
    };
    match (end(first), end(last)) {
        // Regions are no places that a line has: 中国—中亚天然气管道 is read from its countries.
        (Some(first), Some(last)) if !is_region(first, ontology) && !is_region(last, ontology) => vec![first, last],
        _ => Vec::new(),
    }
}

/// The longest known place or country that a text begins with, and where it ends.
fn place_at_start(text: &str, ontology: &Ontology) -> Option<((EntityKind, usize), usize)> {
    places_at_start(text, ontology).next()
}

/// The known places and countries that a text begins with, each with where it ends, the longest first.
pub(super) fn places_at_start(text: &str, ontology: &Ontology) -> impl Iterator<Item = ((EntityKind, usize), usize)> {
    ontology.gazetteer.starts(text).filter_map(|(length, form)| {
        let meaning = form.meanings.iter().find(|meaning| {
            matches!(ontology.gazetteer.entry(meaning.entry).0, EntityKind::Place | EntityKind::Country)
        })?;
        Some(((ontology.gazetteer.entry(meaning.entry).0, meaning.entry), length))
    })
}

/// Whether a project leads from one place to another, by its class or its name.
pub(crate) fn links_places(name: &str, class: Option<&str>, ontology: &Ontology) -> bool {
    let by_head = ontology.lexicon.head(name).map(|(_, head)| head.class.as_str());
    class.or(by_head).is_none_or(|class| LINKS.contains(&class))
}

/// Heads of organizations whose names go on to name their parts: 大学|研究院, 集团|公司.
const PARENTS: [&str; 12] = [
    "university",
    "ministry",
    "company",
    "bank",
    "hospital",
    "school",
    "state-organ",
    "committee",
    "association",
    "court",
    "party",
    "research",
];

/// The organization that another one, of this name, is a part of.
///
/// A known name in front wins, the longest first (工信部|节能司); else the first strong head of two characters or more that the
/// name goes on behind (对外经济贸易大学|中国世贸组织研究院). What follows must be a name of a part: 中国银行|业协会 and
/// 华为|有限公司 are one organization each. Blocs have parts of all kinds: 联合国|安全理事会.
fn parent(name: &str, known: &[Nested], ontology: &Ontology) -> Option<Nested> {
    let is_bloc = |nested: &&Nested| {
        let class = nested.entry.map(|entry| ontology.gazetteer.entry(entry).1.class.as_str());
        class.is_some_and(class::is_international) && is_organ(&name[nested.end..], ontology)
    };
    if let Some(bloc) = known.iter().find(is_bloc) {
        return Some(*bloc);
    }
    // Most names end as no part does, whatever they begin with.
    if !is_part(name, ontology) {
        return None;
    }
    let mut known = known.iter().filter(|nested| nested.kind == EntityKind::Organization);
    let known = known.find(|nested| is_part(&name[nested.end..], ontology));
    known
        .copied()
        .or_else(|| by_head(name, ontology, SHORTEST_PARENT))
        .filter(|parent| !is_beside(&name[parent.end..], ontology))
}

/// Whether what follows a committee is the government beside it: 岚溪县委|县政府.
fn is_beside(rest: &str, ontology: &Ontology) -> bool {
    let level = rest.chars().next().map_or("", |level| &rest[..level.len_utf8()]);
    ontology.lexicon.roles(level).has(Roles::DIVISION) && rest.ends_with(GOVERNMENT)
}

/// What governments of places are called.
const GOVERNMENT: &str = "政府";

/// What begins that is of the members of a bloc: 北约|国家空军.
const MEMBERS: &str = "国家";

/// Whether what follows a bloc names an organ of it: 安全理事会, 秘书处, but not 中国|商会, which is not the bloc's.
fn is_organ(rest: &str, ontology: &Ontology) -> bool {
    let head = ontology.lexicon.head(rest);
    // 联合国|亚太经社会
    let is_known = || {
        let is_body = |entry: usize| ontology.gazetteer.entry(entry).0 == EntityKind::Organization;
        let form = ontology.gazetteer.form_of(rest);
        form.is_some_and(|form| form.meanings.iter().any(|meaning| is_body(meaning.entry)))
    };
    let is_organization = head.is_some_and(|(_, head)| head.kind == EntityKind::Organization) || is_known();
    // 联合国旅游组织|亚太部 is for a region, 联合国|日本协会 is of another country.
    let is_office = rest.ends_with(['部', '处']);
    let is_other = rest.starts_with(OF_BOTH)
        || rest.starts_with(['—', '-', '·'])
        || rest.starts_with(MEMBERS)
        || !is_office && place_at_start(rest, ontology).is_some();
    is_organization && !is_other && rest.chars().count() > 2
}

/// The fewest characters of a parent that no gazetteer knows.
const SHORTEST_PARENT: usize = 4;

/// Whether a head is a name by itself, of the one there is where the page is from: 国务院, 市政府, 省委.
fn stands_alone(text: &str, head: &Head) -> bool {
    let n_chars = text.chars().count();
    let is_organ = matches!(head.class.as_str(), "ministry" | "state-organ") && n_chars > 2;
    is_organ || head.class == "committee" && n_chars == 2 && text.ends_with('委')
}

/// The parts of `whole` of which the one called `name` is a part, the widest first: 政策研究中心 of 建设部|政策研究中心|城乡规划建设处.
fn between(name: &str, whole: Nested, ontology: &Ontology) -> Vec<Nested> {
    let mut found: Vec<Nested> = Vec::new();
    let mut start = whole.end;
    // 财政部|证监会|审计署: bodies of their own, one beside the other.
    let is_known = |text: &str| ontology.gazetteer.form_of(text).is_some();
    while let Some(part) = by_head(&name[start..], ontology, SHORTEST_BETWEEN) {
        let text = &name[start..start + part.end];
        if !is_part(text, ontology) || is_known(text) {
            break;
        }
        start += part.end;
        found.push(Nested { end: start, ..part });
    }
    found
}

/// The fewest characters of what a part adds to the name of its whole: 南京国民政府|军政部|军需署.
const SHORTEST_BETWEEN: usize = 3;

/// The first organization, of so many characters at least, that a name begins with by its last words.
fn by_head(name: &str, ontology: &Ontology, shortest: usize) -> Option<Nested> {
    let ends = name.char_indices().skip(2).map(|(at, _)| at);
    let is_parent = |end: &usize| {
        let Some((length, head)) = ontology.lexicon.head(&name[..*end]) else { return false };
        // 纪委|监委 is one head.
        let longer = |n_chars: usize| {
            let by = name[*end..].chars().take(n_chars).map(char::len_utf8).sum::<usize>();
            (ontology.lexicon.head(&name[..*end + by]).map_or(0, |(longer, _)| longer), by)
        };
        let (one, _) = longer(1);
        let (two, by) = longer(2);
        let is_whole = one <= length && two < length + by;
        head.kind == EntityKind::Organization
            && head.is_strong
            && is_whole
            && PARENTS.contains(&head.class.as_str())
            && name[*end - length..*end].chars().count() > 1
            && match length == *end {
                true => stands_alone(&name[..*end], head),
                false => name[..*end].chars().count() >= shortest,
            }
            && is_part(&name[*end..], ontology)
    };
    let end = ends.into_iter().find(is_parent)?;
    Some(Nested {
        role: Role::Parent,
        kind: EntityKind::Organization,
        entry: None,
        mention: None,
        full: None,
        start: 0,
        end,
    })
}

/// Heads of parts: 产业司, 研究院, 分行.
const PARTS: [&str; 11] = [
    "state-organ",
    "ministry",
    "research",
    "hospital",
    "school",
    "committee",
    "other",
    "museum",
    "party",
    "fund",
    "court",
];

/// Whether a name ends in what branches are called: 分公司, 支队.
pub(super) fn ends_in_branch(name: &str, ontology: &Ontology) -> bool {
    let starts = name.char_indices().rev().map(|(at, _)| at).take(LONGEST_BRANCH).skip(1);
    starts.into_iter().any(|at| ontology.lexicon.roles(&name[at..]).has(Roles::BRANCH))
}

/// The most characters of what branches are called.
const LONGEST_BRANCH: usize = 3;

/// What goes on with a name that what stands in front is no whole of: 中国银行|业协会, 教育部|和财政部.
const OF_BOTH: [char; 4] = ['业', '和', '与', '及'];

/// What those who act for a body between its sessions are called.
const STANDING: [&str; 2] = ["常委会", "常务委员会"];

/// The school of a committee of the party.
const PARTY_SCHOOL: &str = "党校";

/// What the smallest parts are called.
const SECTION: char = '科';

/// What the parts of schools are called.
pub(super) const FACULTY: char = '系';

/// Whether what follows a parent names a part of it: it ends in a head of a part with something in front, or is a branch.
fn is_part(rest: &str, ontology: &Ontology) -> bool {
    // 查检二科: by its last character alone, because elsewhere that ends other words.
    if rest.ends_with([SECTION, FACULTY]) && rest.chars().count() > 1 || rest.ends_with(PARTY_SCHOOL) {
        return true;
    }
    // 全国人大|常委会
    if STANDING.contains(&rest) {
        return true;
    }
    let Some((length, head)) = ontology.lexicon.head(rest) else { return false };
    // 亚太经社会|委员会 is one name, 浙江大学|教育基金会 is two.
    let is_fund = head.class == "fund" && rest.chars().count() > 3;
    let is_bare = length == rest.len() && matches!(head.class.as_str(), "committee" | "fund" | "other") && !is_fund;
    let is_branch = ends_in_branch(rest, ontology);
    let is_part =
        head.kind == EntityKind::Organization && PARTS.contains(&head.class.as_str()) && rest.chars().count() > 1;
    (is_branch || is_part && !is_bare) && !rest.starts_with(OF_BOTH)
}

/// The country inside the name of a plant: 江淮汽车|哈萨克斯坦|工厂.
fn plant(name: &str, ontology: &Ontology) -> Option<Nested> {
    if !name.ends_with('厂') && !name.ends_with("基地") {
        return None;
    }
    let mut found = ontology.gazetteer.find(name).filter_map(|(span, form)| {
        let meaning = form.meanings.first().filter(|meaning| meaning.sureness == Sureness::Sure)?;
        let is_country = ontology.gazetteer.entry(meaning.entry).0 == EntityKind::Country;
        let inside = span.start > 0 && span.end < name.len() && form.text.chars().count() > 1;
        (is_country && inside).then_some(Nested {
            role: Role::Plant,
            kind: EntityKind::Country,
            entry: Some(meaning.entry),
            mention: None,
            full: None,
            start: span.start,
            end: span.end,
        })
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The known organizations, countries and places whose sure names a name begins with and goes on behind, longest first.
fn known_at_start(name: &str, ontology: &Ontology) -> Vec<Nested> {
    let mut found: Vec<Nested> = Vec::new();
    for (end, form) in ontology.gazetteer.starts(name).filter(|(end, _)| *end < name.len()) {
        if form.text.chars().nth(1).is_none() {
            continue;
        }
        for (kind, role) in BEGINNINGS {
            let mut meanings = form.meanings.iter().filter(|meaning| meaning.sureness != Sureness::Weak);
            let meaning = meanings.find(|meaning| ontology.gazetteer.entry(meaning.entry).0 == kind);
            found.extend(meaning.map(|meaning| Nested {
                role,
                kind,
                entry: Some(meaning.entry),
                mention: None,
                full: None,
                start: 0,
                end,
            }));
        }
    }
    found
}

/// What a known name at the beginning is to the whole. Of a place and a country of one name the place is meant.
const BEGINNINGS: [(EntityKind, Role); 3] = [
    (EntityKind::Organization, Role::Parent),
    (EntityKind::Place, Role::Location),
    (EntityKind::Country, Role::Location),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_class_is_one_of_the_ontology() {
        let ontology = Ontology::embedded();
        let kinds = EntityKind::ALL.into_iter();
        let entries = kinds.flat_map(|kind| ontology.gazetteer.entries_of(kind)).map(|(_, entry)| entry.class.as_str());
        let heads = ontology.lexicon.heads().map(|head| head.class.as_str());
        let known: BTreeSet<&str> = entries.chain(heads).collect();
        let named = [&LINKS[..], &PARENTS, &PARTS, &seat::CLASSES.concat(), &class::all()].concat();
        let unknown: Vec<&str> = named.into_iter().filter(|class| !known.contains(class)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
