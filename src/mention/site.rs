//! What stands in a town and is called after it: 喀什|火车站, 关丹|港, 延布|炼厂.

use super::organization::is_firm;
use super::reading::{HeadAt, Name, Reading};
use super::{Candidate, Recognizer};
use crate::document::Tag;
use crate::ontology::{EntityKind, Roles, Sureness};
use crate::text::Span;

/// Proposes the name of a town with what there is one of.
pub struct Site;

/// The recognizer of sites; the town in front and the word behind show them.
pub(super) const SITE: &str = "site";

impl Recognizer for Site {
    fn name(&self) -> &'static str {
        SITE
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let is_site = |span: Span| reading.ontology.lexicon.roles(reading.slice(span)).has(Roles::SITE);
        // 古城|墙 is no 古城.
        let sites = reading.heads.iter().filter(|head| is_site(head.span) && reading.is_border(head.span.end));
        let site = |head: &HeadAt<'_>| {
            let is_factory = reading.slice(head.span) == FACTORY;
            let town_to =
                |end: usize| reading.names_to(end).find(|name| is_town(reading, name)).map(|town| town.span.start);
            // 德布勒森|电池|工厂
            let beyond = || goods_before(reading, head.span.start).filter(|_| is_factory).and_then(town_to);
            let town = town_to(head.span.start).or_else(beyond);
            // 岚溪县|码头: each has some.
            let is_one = reading.slice(head.span).chars().count() > 2;
            let start = town.or_else(|| division(reading, head.span.start).filter(|_| is_one))?;
            let owner = reading.names_to(start).find(|name| is_factory && names_firm(reading, name));
            let span = Span::new(owner.map_or(start, |owner| owner.span.start), head.span.end);
            // 汉堡|工厂 is a work, and no company that bears the name of the town.
            let kind = if is_factory { EntityKind::Project } else { head.head.kind };
            Some(Candidate::new(kind, span, SITE, SURE))
        };
        sites.filter_map(site).collect()
    }
}

/// What those are called of which a firm has some in several towns.
const FACTORY: &str = "工厂";

/// How sure such a name is.
const SURE: f32 = 0.95;

/// Where the word begins that tells what a factory makes, or how large it is, right in front of a byte: 电池|工厂, 超级|工厂.
fn goods_before(reading: &Reading<'_>, byte: usize) -> Option<usize> {
    let word = &reading.words[reading.word_to(byte)?];
    (matches!(word.tag, Tag::Noun | Tag::Adjective) && word.acts.is_plain()).then_some(word.span.start)
}

/// Whether a known name is that of a firm: 宝马|沈阳|工厂.
fn names_firm(reading: &Reading<'_>, name: &Name<'_>) -> bool {
    name.form.meanings.first().is_some_and(|meaning| {
        let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
        kind == EntityKind::Organization && is_firm(&entry.class)
    })
}

/// Whether a known name is surely that of a town.
fn is_town(reading: &Reading<'_>, name: &Name<'_>) -> bool {
    name.form.meanings.first().is_some_and(|meaning| {
        let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
        let is_town =
            matches!(entry.class.as_str(), "city" | "world-city" | "capital" | "county" | "district" | "town");
        kind == EntityKind::Place && is_town && meaning.sureness == Sureness::Sure
    })
}

/// Where a county or town of two or three characters begins that no gazetteer knows and that ends at a byte, if a preposition or a
/// mark leads to it: 在|岚溪县.
fn division(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let mut front = reading.text()[..end].char_indices().rev();
    let last = front.next().map(|(at, _)| Span::new(at, end))?;
    let is_division = reading.ontology.lexicon.roles(reading.slice(last)).has(Roles::DIVISION);
    let leads = |c: char| !c.is_alphanumeric() || LEADING.contains(&c);
    let front = front.take_while(|(_, c)| !leads(*c)).take(LONGEST + 1);
    let name: Vec<usize> = front.map(|(at, _)| at).collect();
    let start = name.last().copied().filter(|_| (2..=LONGEST).contains(&name.len()))?;
    // 当地|市
    let is_generic = reading.ontology.lexicon.roles(reading.slice(Span::new(start, last.start))).has(Roles::GENERIC);
    (is_division && !is_generic).then_some(start)
}

/// Prepositions that lead to a place.
const LEADING: [char; 5] = ['在', '到', '于', '从', '至'];

/// The most characters of a town in front of the last one.
const LONGEST: usize = 3;
