//! Which entity a name or an id of the table means.

use std::collections::BTreeSet;

use super::Reference;
use super::decision::unescaped;
use crate::entity::{self, Entity, EntityId};
use crate::ontology::{EntityKind, Ontology, Sureness};

/// The kind that an id begins with.
pub(super) fn kind_of(id: &EntityId) -> Option<EntityKind> {
    id.as_str().split_once('/').and_then(|(slug, _)| EntityKind::find(slug))
}

/// The entity of an id: that of the gazetteer, or one that is called as the id says.
pub(super) fn by_id(id: EntityId, ontology: &Ontology) -> Option<Entity> {
    let (slug, name) = id.as_str().split_once('/')?;
    let (kind, name) = (EntityKind::find(slug)?, unescaped(name));
    if let Some(entry) = ontology.gazetteer.index_of(kind, &name) {
        return Some(entity::known(kind, ontology, entry));
    }
    // Behind a person's name stands whose post tells them apart.
    let label = name.split_once('@').map_or(name.as_str(), |(label, _)| label);
    Some(Entity { id, ..entity::unknown(kind, label) })
}

/// The entity of a kind that goes by a name, whoever's post it holds.
pub(super) fn by_name(kind: EntityKind, name: &str, ontology: &Ontology) -> Entity {
    match known(kind, name, ontology) {
        Some(entry) => entity::known(kind, ontology, entry),
        None => entity::unknown(kind, name),
    }
}

/// The gazetteer entry of a kind that goes by a name.
pub(super) fn known(kind: EntityKind, name: &str, ontology: &Ontology) -> Option<usize> {
    let (_, form) = ontology.gazetteer.starts(name).find(|(length, _)| *length == name.len())?;
    let mut meanings = form.meanings.iter().map(|meaning| meaning.entry);
    meanings.find(|&entry| ontology.gazetteer.entry(entry).0 == kind)
}

/// The kinds of what the gazetteer surely calls so.
pub(super) fn kinds_called(name: &str, ontology: &Ontology) -> BTreeSet<EntityKind> {
    let forms = ontology.gazetteer.starts(name).filter(|(length, _)| *length == name.len());
    let meanings = forms.flat_map(|(_, form)| &form.meanings).filter(|meaning| meaning.sureness < Sureness::Weak);
    meanings.map(|meaning| ontology.gazetteer.entry(meaning.entry).0).collect()
}

/// What is called otherwise but has an id that ends in `name`: the id, and what it is called.
pub(super) fn id_that_ends_in(name: &str, ontology: &Ontology) -> Option<(EntityId, String)> {
    EntityKind::ALL.into_iter().find_map(|kind| {
        let (_, entry) = ontology.gazetteer.entry(ontology.gazetteer.index_of(kind, name)?);
        (entry.name != name).then(|| (EntityId::new(kind, name), entry.name.clone()))
    })
}

/// All ways to refer to what a table refers to in one way.
pub(super) fn ways(reference: &Reference, ontology: &Ontology) -> BTreeSet<Reference> {
    let other: Vec<Reference> = match reference {
        Reference::Id(id) => {
            by_id(id.clone(), ontology).map(|entity| Reference::Name(entity.label)).into_iter().collect()
        }
        Reference::Name(name) => {
            let called = EntityKind::ALL.into_iter().map(|kind| by_name(kind, name, ontology));
            called.filter(|entity| entity.label == *name).map(|entity| Reference::Id(entity.id)).collect()
        }
    };
    other.into_iter().chain([reference.clone()]).collect()
}
