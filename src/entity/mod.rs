//! The things that mentions name.

use std::collections::BTreeMap;

use crate::ontology::EntityKind;

/// The identity of an entity: the last part of its IRI, `country/KZ` or `organization/ndrc`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(String);

impl EntityId {
    /// An id from its text, `kind-slug/name`; characters that no IRI may hold are percent-encoded.
    pub fn new(kind: EntityKind, name: &str) -> Self {
        let mut id = format!("{}/", kind.slug());
        for c in name.chars() {
            if c.is_control() || c.is_whitespace() || "<>\"{}|\\^`%#?/[]".contains(c) {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    id.push_str(&format!("%{byte:02X}"));
                }
            } else {
                id.push(c);
            }
        }
        EntityId(id)
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes the text of an id as it stands, for ids read back from a store.
    pub fn from_text(text: impl Into<String>) -> Self {
        EntityId(text.into())
    }
}

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
}

/// The entities of one document, and which mention names which.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// The entities, ordered by id.
    pub entities: Vec<Entity>,
    /// For each mention of the document, the index of its entity.
    pub entity_of: Vec<usize>,
    /// Why mentions of another form were taken for the entity.
    pub merges: Vec<Merge>,
}

/// A decision that a surface form means an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The index of the entity.
    pub entity: usize,
    /// The index of the mention with the other form.
    pub mention: usize,
    /// The rule that decided.
    pub rule: &'static str,
}
