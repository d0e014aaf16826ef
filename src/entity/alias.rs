//! Which mention, earlier or later in the document, gives a mention its name.
//!
//! A known name, or a name in full, names itself. A short form points to the name it is short for:
//! by definition in brackets (中国石油天然气集团公司（中石油）), by its characters (实业家委员会 of
//! 中国-中亚实业家委员会), by surname (李副主任), by the last part of a foreign name.

use std::collections::BTreeMap;

use super::nested::places_at_start;
use crate::document::Document;
use crate::mention::{Mention, is_subsequence};
use crate::ontology::{EntityKind, Ontology, Roles};
use crate::text::is_name_dot;

/// The mention whose form names the entity, and the rule that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub mention: usize,
    pub rule: &'static str,
}

/// For each mention the one that gives its name.
pub(super) fn heads(document: &Document, mentions: &[Mention], ontology: &Ontology) -> Vec<Head> {
    let texts: Vec<&str> = mentions.iter().map(|mention| mention.full.of(&document.simplified)).collect();
    let defined = definitions(mentions, &texts);
    let (form_of, names) = forms(mentions, &texts);
    let mut heads = Vec::with_capacity(mentions.len());
    let mut decided: Vec<Option<Head>> = vec![None; names.len()];
    for (index, mention) in mentions.iter().enumerate() {
        if mention.kind == EntityKind::Person && mention.recognizer == "surname" {
            heads.push(by_surname(mentions, &texts, index).unwrap_or(Head { mention: index, rule: "itself" }));
            continue;
        }
        let first = names[form_of[index]];
        let head = *decided[form_of[index]].get_or_insert_with(|| {
            let itself = Head { mention: first, rule: if mention.entries.is_empty() { "itself" } else { "gazetteer" } };
            if !mention.entries.is_empty() {
                return Head { rule: rule_of(mention, texts[index]), ..itself };
            }
            let by_definition =
                defined.get(&(mention.kind, texts[index])).map(|&mention| Head { mention, rule: "definition" });
            by_definition.or_else(|| by_characters(mentions, &texts, &names, first, ontology)).unwrap_or(itself)
        });
        // An abbreviation of two countries may mean another one at its next place.
        heads.push(if mention.entries.is_empty() {
            head
        } else {
            Head { mention: index, rule: rule_of(mention, texts[index]) }
        });
    }
    heads
}

/// For each mention the place of its form among all, and for each form its first mention; forms are ordered
/// by kind and text.
fn forms(mentions: &[Mention], texts: &[&str]) -> (Vec<usize>, Vec<usize>) {
    let form = |index: usize| (mentions[index].kind, texts[index]);
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&index| form(index));
    let (mut form_of, mut first) = (vec![0; mentions.len()], Vec::new());
    for same in order.chunk_by(|&a, &b| form(a) == form(b)) {
        same.iter().for_each(|&index| form_of[index] = first.len());
        first.extend(same.first());
    }
    (form_of, first)
}

fn rule_of(mention: &Mention, text: &str) -> &'static str {
    match mention.recognizer {
        "dictionary" => "dictionary",
        // 中, whatever shows that the country is meant.
        _ if mention.kind == EntityKind::Country && text.chars().nth(1).is_none() => "abbreviation",
        _ => "gazetteer",
    }
}

/// Forms defined in brackets, each with the mention right before the bracket.
fn definitions<'a>(mentions: &[Mention], texts: &[&'a str]) -> BTreeMap<(EntityKind, &'a str), usize> {
    let mut defined = BTreeMap::new();
    for (index, pair) in mentions.windows(2).enumerate() {
        let [full, short] = pair else { continue };
        if short.recognizer == "definition" && short.kind == full.kind {
            defined.entry((short.kind, texts[index + 1])).or_insert(index);
        }
    }
    defined
}

/// The nearest person before, else behind, whose name begins with this surname.
fn by_surname(mentions: &[Mention], texts: &[&str], index: usize) -> Option<Head> {
    let is_full = |other: &usize| {
        mentions[*other].kind == EntityKind::Person
            && texts[*other].len() > texts[index].len()
            && texts[*other].starts_with(texts[index])
    };
    let behind = || (index + 1..mentions.len()).take(MOST_BETWEEN).find(is_full);
    let found = (0..index).rev().take(MOST_BETWEEN).find(is_full).or_else(behind)?;
    Some(Head { mention: found, rule: "surname" })
}

/// The most names between a surname and the full name that it stands for.
const MOST_BETWEEN: usize = 1000;

/// A document with more names than this is a list; short forms are not looked for in it.
const MOST_NAMES: usize = 5000;

/// The one longer name of the document that the form is short for, if there is just one.
fn by_characters(
    mentions: &[Mention],
    texts: &[&str],
    names: &[usize],
    index: usize,
    ontology: &Ontology,
) -> Option<Head> {
    // In a book of names, looking for each in all others would take hours and find chance.
    if names.len() > MOST_NAMES {
        return None;
    }
    let (kind, short) = (mentions[index].kind, texts[index]);
    let first = names.partition_point(|&other| mentions[other].kind < kind);
    let of_kind = names[first..].iter().copied().take_while(|&other| mentions[other].kind == kind);
    let mut longer =
        of_kind.filter(|&other| texts[other].len() > short.len() && is_short_for(kind, short, texts[other], ontology));
    let found = longer.next()?;
    let is_only = longer.all(|other| texts[other] == texts[found]);
    let rule = match kind {
        EntityKind::Person if texts[found].ends_with(short) => "last-part",
        EntityKind::Person => "first-part",
        _ => "short-form",
    };
    is_only.then_some(Head { mention: found, rule })
}

fn is_short_for(kind: EntityKind, short: &str, long: &str, ontology: &Ontology) -> bool {
    match kind {
        // 普京 of 弗拉基米尔·普京, 科瓦奇 of 科瓦奇·伊什特万
        EntityKind::Person => {
            let mut parts = long.split(is_name_dot);
            parts.next() == Some(short) || parts.next_back() == Some(short)
        }
        EntityKind::Organization => is_short_organization(short, long, ontology),
        // 中老铁路 and 中老铁路项目 are one; 中老铁路 and 中老铁路货运班列 are not.
        EntityKind::Project => {
            matches!(long.strip_prefix(short), Some("项目" | "工程"))
                // 3号线 of 芜湖轨道交通3号线
                || ((short.chars().count() > 3 || short.ends_with("号线")) && long.ends_with(short))
                // 北延段 of 云岭地铁3号线北延段
                || short.ends_with('段') && long.strip_suffix(short).is_some_and(|line| line.ends_with("号线"))
        }
        // 农交会 of 第九届陇东农特产品交易会
        EntityKind::Event => {
            let is_tail = short.chars().count() > 3 && long.ends_with(short);
            let ends_alike = short.chars().next_back() == long.chars().next_back();
            is_tail || short.chars().count() == SHORT_EVENT && ends_alike && is_subsequence(short, long)
        }
        // 沅溪 of 沅溪市
        EntityKind::Place => {
            let division = long.strip_prefix(short).filter(|_| short.chars().count() > 1);
            division.is_some_and(|last| ontology.lexicon.roles(last).has(Roles::DIVISION))
        }
        _ => false,
    }
}

/// The characters of what fairs are called in short.
const SHORT_EVENT: usize = 3;

/// An organization's short form has its characters in order and ends as it does, or is its name
/// without the words of its legal form. What only begins as it does is its parent: 中国银行 is not
/// 中国银行浙江省分行.
fn is_short_organization(short: &str, long: &str, ontology: &Ontology) -> bool {
    if let Some(rest) = long.strip_prefix(short) {
        return is_legal_form(rest, ontology) || is_long_legal_form(short, rest, ontology);
    }
    // 恒驰汽车 of 柳州恒驰汽车股份有限公司
    if let Some(at) = long.find(short)
        && is_long_legal_form(short, &long[at + short.len()..], ontology)
        && places_at_start(long, ontology).any(|(_, end)| end == at)
    {
        return true;
    }
    let ends_alike = short.chars().next_back() == long.chars().next_back();
    short.chars().count() > 1
        && ends_alike
        && is_subsequence(short, long)
        && head_of(short, ontology) == head_of(long, ontology)
}

/// Whether what follows a brand and its trade is more of the trade and the legal form: 瑞衡精密|制造股份有限公司.
fn is_long_legal_form(short: &str, rest: &str, ontology: &Ontology) -> bool {
    let is_trade = |word: &str| ontology.lexicon.roles(word).has(Roles::TRADE.and(Roles::NAME_WORD));
    let mut rest = rest;
    // 白桦 may be another firm than 白桦能源有限公司.
    while short.chars().count() >= SHORTEST_BRAND && !is_legal_form(rest, ontology) {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_TRADE).skip(1);
        let Some(end) = ends.into_iter().filter(|end| is_trade(&rest[..*end])).last() else { return false };
        rest = &rest[end..];
    }
    is_legal_form(rest, ontology)
}

/// The fewest characters of a brand with its trade.
const SHORTEST_BRAND: usize = 4;

/// The most characters of a word for a trade.
const LONGEST_TRADE: usize = 4;

/// Whether all of `text` is the legal form of a company: 股份有限公司, 集团有限公司.
fn is_legal_form(text: &str, ontology: &Ontology) -> bool {
    let head = ontology.lexicon.head(text);
    head.is_some_and(|(length, head)| length == text.len() && head.class == "company") || text == "集团"
}

/// The class of the longest head that ends `text`.
fn head_of<'a>(text: &str, ontology: &'a Ontology) -> Option<&'a str> {
    ontology.lexicon.head(text).map(|(_, head)| head.class.as_str())
}
