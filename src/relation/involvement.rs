//! What the names of projects tell of them: the countries that they involve (中吉乌铁路: China, Kyrgyzstan and Uzbekistan), and
//! where lines lead.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claim, Evidence, Object, Page, Relation, route};
use crate::mention::Mention;
use crate::ontology::{EntityKind, Predicate};

/// Reads which of the document's countries stand in the names of its projects, or are known to
/// belong to them, and which places of a paragraph are ends of the lines that it names.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let countries: BTreeMap<usize, usize> = page
        .resolution
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == EntityKind::Country)
        .filter_map(|(index, entity)| Some((entity.entry?, index)))
        .collect();
    let places = places_by_paragraph(page);
    let named: BTreeSet<usize> = places.values().flatten().copied().collect();
    let (mut involved, mut connected) = (Found::new(), Found::new());
    for (index, mention) in page.mentions.iter().enumerate().filter(|(_, m)| m.kind == EntityKind::Project) {
        let project = page.resolution.entity_of[index];
        let name = page.text(mention.span);
        let told = crate::entity::countries_of(name, &mention.entries, page.ontology);
        let is_only = told.len() == 1;
        let near = places.get(&page.document.sentences[mention.sentence].block);
        let (ends, rule) = near.map_or_else(Default::default, |near| route::ends(page, project, name, near));
        for end in ends {
            connected.entry((project, end)).or_insert((rule, Vec::new())).1.push(evidence(page, mention));
        }
        let is_abbreviated = |(entry, rule): &(&usize, &&str)| {
            **rule == "project-abbreviation" && countries.get(entry).is_some_and(|country| named.contains(country))
        };
        let n_abbreviated = told.iter().filter(is_abbreviated).count();
        let is_open = n_abbreviated < 2 && told.values().all(|rule| *rule == "project-abbreviation");
        let here = near.filter(|_| is_open).and_then(|near| pair_here(page, name, near));
        for country in here.into_iter().flatten() {
            involved.entry((project, country)).or_insert((HERE, Vec::new())).1.push(evidence(page, mention));
        }
        for (entry, rule) in told {
            let Some(&country) = countries.get(&entry) else { continue };
            // Of several countries that only the gazetteer knows, those are told that the paragraph speaks of, too; and
            // so is a row of abbreviations without 中, which may be any foreign name (纳瓦沙), where the page does of two of them.
            let is_told = match rule {
                "project-name" => true,
                "project-abbreviation" => name.contains(CHINA) || named.contains(&country) && n_abbreviated > 1,
                _ => is_only || near.is_some_and(|near| near.contains(&country)),
            };
            if !is_told {
                continue;
            }
            involved.entry((project, country)).or_insert((rule, Vec::new())).1.push(evidence(page, mention));
        }
    }
    let involves = relations(Predicate::Involves, involved);
    involves.chain(relations(Predicate::Connects, connected)).collect()
}

/// The two countries of a paragraph whose names hold the first two characters of a work's, where no other's does: 塞尔维亚 and
/// 北马其顿 for 塞马天然气管道.
fn pair_here(page: Page<'_>, name: &str, near: &BTreeSet<usize>) -> Option<[usize; 2]> {
    let (second, _) = name.char_indices().nth(1)?;
    let mut letters = name.chars();
    let pair = [letters.next()?, letters.next()?];
    let rest = second + pair[1].len_utf8();
    let is_place = page.ontology.gazetteer.starts(name).any(|(end, _)| end == rest);
    let is_led =
        page.ontology.lexicon.head(name).is_some_and(|(length, head)| head.is_strong && length <= name.len() - rest);
    if is_place || !is_led {
        return None;
    }
    let entities = &page.resolution.entities;
    let countries = || near.iter().copied().filter(|&at| entities[at].kind == EntityKind::Country);
    let of = |letter: char| {
        let mut named = countries().filter(|&at| entities[at].label.contains(letter));
        named.next().filter(|_| named.next().is_none())
    };
    let found = [of(pair[0])?, of(pair[1])?];
    (found[0] != found[1]).then_some(found)
}

/// The rule that reads abbreviations by the countries of the paragraph.
const HERE: &str = "project-abbreviation-here";

/// What the names of projects tell of them: by project and other entity, the rule and where the names stand.
type Found = BTreeMap<(usize, usize), (&'static str, Vec<Evidence>)>;

/// What the name of a project tells, as a relation each.
fn relations(predicate: Predicate, found: Found) -> impl Iterator<Item = Relation> {
    let relation = move |((subject, object), (rule, evidence))| Relation {
        subject,
        predicate,
        object: Object::Entity(object),
        claim: Claim::default(),
        rule,
        evidence,
    };
    found.into_iter().map(relation)
}

/// That the name of a project stands somewhere, and tells something.
fn evidence(page: Page<'_>, name: &Mention) -> Evidence {
    let span = page.document.sentences[name.sentence].span;
    Evidence { sentence: name.sentence, span, subject: name.span, object: name.span }
}

/// The abbreviation that most rows of countries hold.
const CHINA: char = '中';

/// The places and countries that each paragraph names.
fn places_by_paragraph(page: Page<'_>) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut places: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let named = page.mentions.iter().zip(&page.resolution.entity_of);
    for (place, entity) in named.filter(|(m, _)| matches!(m.kind, EntityKind::Place | EntityKind::Country)) {
        places.entry(page.document.sentences[place.sentence].block).or_default().insert(*entity);
    }
    places
}
