//! The things that mentions name: which mentions mean one thing, and what it is called.
//!
//! [`resolve`] gives each mention of a document its entity. Identity comes from content alone:
//! countries by ISO code, known things by the id of their gazetteer entry, others by kind and
//! canonical name; a person's id also carries the organization or country of a post, so that two
//! people of one name stay apart.

mod abroad;
mod affiliation;
mod alias;
mod class;
mod id;
mod involved;
mod known_post;
mod nested;
mod seat;
mod venue;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::Document;
use crate::mention::Mention;
use crate::ontology::{EntityKind, Ontology};
use crate::text::{is_han, simplify};

pub(crate) use class::{
    can_be_seat, has_members, has_own_posts, has_peers_only, is_bank, is_built, is_firm, is_housed, is_initiative,
    is_inland_water, is_ministry, is_party, is_ruling_organ, is_sea, is_somewhere, is_way, is_wild, plays, rank,
    teaches, trades_as_one, unites,
};
pub use id::EntityId;
pub(crate) use involved::{TREATIES, countries_of, parties};
pub(crate) use known_post::known_post;
pub use nested::{Nested, Role};
pub(crate) use nested::{links_places, without_stage};

/// A thing as one document shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its identity, from content.
    pub id: EntityId,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its canonical name in simplified script.
    pub label: String,
    /// Its English name, where the ontology has one.
    pub label_en: Option<String>,
    /// Surface forms met in this document, other than the label, each with how often.
    pub aliases: BTreeMap<String, usize>,
    /// Identifiers of the ontology: `iso2`, `iso3`, `wikidata`.
    pub identifiers: BTreeMap<&'static str, String>,
    /// The index of its gazetteer entry.
    pub entry: Option<usize>,
}

/// The entities of one document, and which mention names which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The entities, ordered by id.
    pub entities: Vec<Entity>,
    /// For each mention of the document, the index of its entity.
    pub entity_of: Vec<usize>,
    /// What the names of mentions tell of others, each with its mention, in the order of the mentions.
    pub nested: Vec<(usize, Nested)>,
    /// Why mentions of another form were taken for the entity, in the order of the mentions.
    pub merges: Vec<Merge>,
    /// The ids that entities had before a decision gave them others, each with the index of the entity.
    pub moved: BTreeMap<EntityId, usize>,
}

impl Resolution {
    /// The entity at an index that mentions and relations name it by.
    ///
    /// # Panics
    /// If there is none: the index is of another document.
    pub fn entity(&self, index: usize) -> &Entity {
        &self.entities[index]
    }

    /// The entity that a mention names, by the index of the mention.
    ///
    /// # Panics
    /// If there is no such mention.
    pub fn named_by(&self, mention: usize) -> &Entity {
        self.entity(self.entity_of[mention])
    }

    /// The index of an entity, by its id or the one that it had.
    pub fn find(&self, id: &EntityId) -> Option<usize> {
        let place = self.entities.binary_search_by(|entity| entity.id.cmp(id));
        place.ok().or_else(|| self.moved.get(id).copied())
    }
}

/// A decision that a surface form means an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The index of the entity.
    pub entity: usize,
    /// The index of the mention with the other form.
    pub mention: usize,
    /// The rule that decided.
    pub rule: &'static str,
}

/// What tells that mentions, or names inside names, are one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Witness<'a> {
    /// A gazetteer entry.
    Entry(usize),
    /// The mention that gives the name.
    Head(usize),
    /// The form of a name inside another one.
    Form(&'a str),
}

/// Decides for each mention what it names.
pub fn resolve(document: &Document, mentions: &[Mention], ontology: &Ontology) -> Resolution {
    let heads = alias::heads(document, mentions, ontology);
    let affiliations = affiliation::all(document, mentions, ontology);
    let mut found: Vec<Entity> = Vec::new();
    let mut known_places: BTreeMap<(EntityKind, Witness<'_>), usize> = BTreeMap::new();
    let mut place_of = |kind, witness, entity: &dyn Fn() -> Entity| {
        *known_places.entry((kind, witness)).or_insert_with(|| {
            found.push(entity());
            found.len() - 1
        })
    };
    let mut entity_of = Vec::with_capacity(mentions.len());
    for head in &heads {
        let mention = &mentions[head.mention];
        // Mentions of one gazetteer entry, or with one head, are the same entity.
        let witness = mention.entries.first().map_or(Witness::Head(head.mention), |&entry| Witness::Entry(entry));
        entity_of.push(place_of(mention.kind, witness, &|| entity(document, mention, ontology, &affiliations)));
    }
    // A project or treaty brings in the countries that its name names, though no mention stands for them alone.
    let texts = mentions.iter().map(|mention| (mention, mention.full.of(&document.simplified)));
    for country in involved::all(texts, ontology) {
        place_of(EntityKind::Country, Witness::Entry(country), &|| known(EntityKind::Country, ontology, country));
    }
    // So does an organization its parent and the place that its name begins with, and a known post its employer.
    let nested = nested::all(document, mentions, ontology);
    let mut implied = Vec::with_capacity(nested.len());
    for (index, nested) in &nested {
        let whole = mentions[*index].full;
        let form = nested.name_in(whole).of(&document.simplified);
        let place = match (nested.mention, nested.entry) {
            (Some(mention), _) => entity_of[mention],
            (_, Some(entry)) => place_of(nested.kind, Witness::Entry(entry), &|| known(nested.kind, ontology, entry)),
            _ => place_of(nested.kind, Witness::Form(form), &|| unknown(nested.kind, form)),
        };
        implied.push((place, document.slice(nested.span_in(whole))));
    }
    for post in mentions.iter().filter_map(|mention| known_post(document, mention, ontology)) {
        let (kind, entry) = post.employer;
        place_of(kind, Witness::Entry(entry), &|| known(kind, ontology, entry));
    }
    let (mut entities, places) = in_order(found);
    entity_of.iter_mut().for_each(|place| *place = places[*place]);
    for (place, form) in implied {
        let entity = &mut entities[places[place]];
        if entity.label != form {
            *entity.aliases.entry(form.to_owned()).or_default() += 1;
        }
    }
    let mut merges = Vec::new();
    for (mention, head) in heads.iter().enumerate() {
        let entity = &mut entities[entity_of[mention]];
        let form = surface(document, &mentions[mention]);
        if form == entity.label {
            continue;
        }
        *entity.aliases.entry(form.into_owned()).or_default() += 1;
        merges.push(Merge { entity: entity_of[mention], mention, rule: head.rule });
    }
    Resolution { entities, entity_of, nested, merges, moved: BTreeMap::new() }
}

/// Orders entities by id, each once, as it was found first; for each the place where it now stands.
fn in_order(found: Vec<Entity>) -> (Vec<Entity>, Vec<usize>) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| found[a].id.cmp(&found[b].id));
    let mut places = vec![0; found.len()];
    let mut entities: Vec<Entity> = Vec::with_capacity(found.len());
    let mut found: Vec<Option<Entity>> = found.into_iter().map(Some).collect();
    for place in order {
        let Some(entity) = found[place].take() else { continue };
        if entities.last().is_none_or(|last| last.id != entity.id) {
            entities.push(entity);
        }
        places[place] = entities.len() - 1;
    }
    (entities, places)
}

/// The name of a mention in full, in the page's own script, without the marks of a title and the space in 李 强.
pub(crate) fn surface<'a>(document: &'a Document, mention: &Mention) -> Cow<'a, str> {
    let form = document.slice(mention.full);
    let is_spaced = || form.chars().all(|c| is_han(c) || c.is_whitespace()) && form.contains(char::is_whitespace);
    match mention.kind {
        EntityKind::Document => Cow::Borrowed(form.trim_start_matches('《').trim_end_matches('》')),
        EntityKind::Person if is_spaced() => Cow::Owned(form.chars().filter(|c| is_han(*c)).collect()),
        _ => Cow::Borrowed(form),
    }
}

/// The entity that a mention names by its own form.
fn entity(
    document: &Document,
    mention: &Mention,
    ontology: &Ontology,
    affiliations: &BTreeMap<&str, String>,
) -> Entity {
    if let Some(&entry) = mention.entries.first() {
        return known(mention.kind, ontology, entry);
    }
    let label = simplify(&surface(document, mention));
    let affiliation = affiliations.get(label.as_str()).filter(|_| mention.kind == EntityKind::Person);
    let name = match affiliation {
        Some(of) => format!("{label}@{of}"),
        None => label.clone(),
    };
    Entity {
        id: EntityId::new(mention.kind, &name),
        kind: mention.kind,
        label,
        label_en: None,
        aliases: BTreeMap::new(),
        identifiers: BTreeMap::new(),
        entry: None,
    }
}

/// The entity of a gazetteer entry.
pub(crate) fn known(kind: EntityKind, ontology: &Ontology, index: usize) -> Entity {
    let (_, entry) = ontology.gazetteer.entry(index);
    let mut identifiers = BTreeMap::new();
    if kind == EntityKind::Country {
        identifiers.insert("iso2", entry.id.clone());
        identifiers.extend(entry.iso3.clone().map(|code| ("iso3", code)));
    }
    identifiers.extend(entry.wikidata.clone().map(|id| ("wikidata", id)));
    Entity {
        id: EntityId::new(kind, &entry.id),
        kind,
        label: entry.name.clone(),
        label_en: entry.label_en.clone(),
        aliases: BTreeMap::new(),
        identifiers,
        entry: Some(index),
    }
}

/// An entity that no gazetteer knows.
pub(crate) fn unknown(kind: EntityKind, label: &str) -> Entity {
    Entity {
        id: EntityId::new(kind, label),
        kind,
        label: label.to_owned(),
        label_en: None,
        aliases: BTreeMap::new(),
        identifiers: BTreeMap::new(),
        entry: None,
    }
}
