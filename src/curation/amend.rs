//! Applies decisions to one document while it is read.
//!
//! First to its mentions: what is no name goes, what is of another kind becomes that, and the names are resolved
//! again. Then to its entities: what is something else parts, what is one joins, what is called otherwise is renamed.
//! Then to its relations. Of several decisions that fit, the most narrowly meant one holds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Act, Applied, Curation, Decision, Outcome, Reference, meaning, references};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::entity::{self, Entity, EntityId, Merge, Resolution};
use crate::mention::Mention;
use crate::ontology::{EntityKind, Ontology};
use crate::relation::{Object, Relation};
use crate::text::{Span, simplify};

/// The rule by which a mention is another name of the entity that a decision made of it.
const RULE: &str = "decision";

/// The decisions as they apply to one document.
pub struct Amendment<'a> {
    curation: &'a Curation,
    document: &'a Document,
    ontology: &'a Ontology,
    /// The last part of the document's IRI.
    name: &'a str,
    applied: BTreeSet<Applied>,
    /// Where names stood that are none.
    forbidden: BTreeSet<Span>,
    /// Mentions whose kind was decided, each with the decision.
    retyped: Vec<(usize, &'a Arc<Decision>)>,
    /// Merges into what is of another kind, each with the name that it was to be applied to first.
    refused: BTreeMap<&'a Arc<Decision>, (Span, EntityKind)>,
}

/// What becomes of a thing, and by which decisions.
struct Fate<'a> {
    entity: Entity,
    decisions: Vec<&'a Arc<Decision>>,
    /// A merge into what is of another kind.
    refused: Option<&'a Arc<Decision>>,
}

impl<'a> Amendment<'a> {
    /// What `curation` does to `document`, the last part of whose IRI is `name`.
    pub fn new(curation: &'a Curation, document: &'a Document, name: &'a str, ontology: &'a Ontology) -> Self {
        let (applied, forbidden) = (BTreeSet::new(), BTreeSet::new());
        let (retyped, refused) = (Vec::new(), BTreeMap::new());
        Amendment { curation, document, ontology, name, applied, forbidden, retyped, refused }
    }

    /// What was done, and where names stood that are none.
    pub fn applied(self) -> (Vec<Applied>, BTreeSet<Span>) {
        (self.applied.into_iter().collect(), self.forbidden)
    }

    /// What could not be done.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let refused = self.refused.iter().map(|(decision, (span, kind))| Diagnostic {
            severity: Severity::Warning,
            code: "kinds-differ",
            span: self.document.map.raw_span(*span),
            message: format!(
                "`{}` of line {} is not applied, for what is named here is of another kind: {}",
                decision.wording(),
                decision.line,
                kind.name(),
            ),
        });
        refused.collect()
    }

    /// Takes away mentions of what is forbidden and gives others their kind; whether it did anything, so that
    /// mentions must be resolved again.
    pub fn mentions(&mut self, mentions: &mut Vec<Mention>, resolution: &Resolution) -> bool {
        if self.curation.of_entities.is_empty() {
            return false;
        }
        let mut kept = Vec::with_capacity(mentions.len());
        let n_before = mentions.len();
        for (mention, &entity) in mentions.iter().zip(&resolution.entity_of) {
            let form = self.form(mention);
            match self.find(&[Act::Forbid, Act::Retype], resolution.entity(entity), Some(&form), &[]) {
                Some(decision) if decision.act == Act::Forbid => {
                    self.forbidden.insert(mention.span);
                    self.note(decision, Outcome::Nothing);
                }
                Some(decision) => {
                    let kind = EntityKind::read(&decision.object).unwrap_or(mention.kind);
                    self.retyped.push((kept.len(), decision));
                    kept.push(self.of_kind(mention, kind, &form));
                }
                None => kept.push(mention.clone()),
            }
        }
        *mentions = kept;
        mentions.len() < n_before || !self.retyped.is_empty()
    }

    fn of_kind(&self, mention: &Mention, kind: EntityKind, form: &str) -> Mention {
        let entries = meaning::known(kind, form, self.ontology).into_iter().collect();
        Mention { kind, entries, ..mention.clone() }
    }

    /// Parts, joins and renames entities.
    pub fn entities(&mut self, mentions: &[Mention], resolution: &mut Resolution) {
        if self.curation.of_entities.is_empty() {
            return;
        }
        let mut whole = Vec::with_capacity(resolution.entities.len());
        for (entity, is_named) in resolution.entities.iter().zip(named(resolution)) {
            // Mentions of what is forbidden are gone; what names tell of it goes here.
            let forbidden = self.find(&[Act::Forbid], entity, None, &[]).filter(|_| !is_named);
            forbidden.into_iter().for_each(|decision| self.note(decision, Outcome::Nothing));
            whole.push(forbidden.is_none().then(|| self.fate(entity, None, resolution)));
        }
        let fate = |(mention, &old): (&Mention, &usize)| {
            self.fate(resolution.entity(old), Some(&self.form(mention)), resolution)
        };
        let fates: Vec<Fate<'_>> = mentions.iter().zip(&resolution.entity_of).map(fate).collect();
        for (mention, fate) in mentions.iter().zip(&fates) {
            if let Some(decision) = fate.refused {
                self.refused.entry(decision).or_insert((mention.span, fate.entity.kind));
            }
        }
        let is_decided = |fate: &Fate<'_>| !fate.decisions.is_empty();
        if whole.iter().any(|fate| fate.as_ref().is_none_or(is_decided)) || fates.iter().any(is_decided) {
            *resolution = self.rebuilt(mentions, resolution, &whole, &fates);
        }
        for (mention, decision) in std::mem::take(&mut self.retyped) {
            let entity = resolution.named_by(mention).id.clone();
            self.note(decision, Outcome::Entity(entity));
        }
    }

    /// The entities as `whole` has those that no mention names and `fates` those that mentions do.
    fn rebuilt(
        &mut self,
        mentions: &[Mention],
        old: &Resolution,
        whole: &[Option<Fate<'a>>],
        fates: &[Fate<'a>],
    ) -> Resolution {
        let mut entities: BTreeMap<EntityId, Entity> = BTreeMap::new();
        let unnamed =
            whole.iter().zip(named(old)).filter(|(_, is_named)| !is_named).filter_map(|(fate, _)| fate.as_ref());
        for fate in fates.iter().chain(unnamed) {
            for decision in &fate.decisions {
                self.note(decision, Outcome::Entity(fate.entity.id.clone()));
            }
            entities.entry(fate.entity.id.clone()).or_insert_with(|| fate.entity.clone());
        }
        // Names that are told of an entity by names that hold them, not by mentions of their own.
        let mut told: Vec<BTreeMap<String, usize>> = old.entities.iter().map(|entity| entity.aliases.clone()).collect();
        for (mention, &entity) in mentions.iter().zip(&old.entity_of) {
            let told = told.get_mut(entity);
            if let Some(count) = told.and_then(|told| told.get_mut(&*entity::surface(self.document, mention))) {
                *count -= 1;
            }
        }
        let mut add = |id: &EntityId, form: &str, count: usize| {
            if let Some(entity) = entities.get_mut(id).filter(|entity| count > 0 && entity.label != form) {
                *entity.aliases.entry(form.to_owned()).or_default() += count;
            }
        };
        for (fate, told) in whole.iter().zip(told).filter_map(|(fate, told)| Some((fate.as_ref()?, told))) {
            told.iter().for_each(|(form, &count)| add(&fate.entity.id, form, count));
        }
        for (mention, fate) in mentions.iter().zip(fates) {
            add(&fate.entity.id, &entity::surface(self.document, mention), 1);
        }
        let entities: Vec<Entity> = entities.into_values().collect();
        let place = |id: &EntityId| entities.binary_search_by(|entity| entity.id.cmp(id)).ok();
        let entity_of: Vec<usize> =
            fates.iter().map(|fate| place(&fate.entity.id).expect("the fates gave the entities")).collect();
        let is_at =
            |(entity, fate): (&Entity, &Option<Fate<'_>>)| Some((entity.id.clone(), place(&fate.as_ref()?.entity.id)?));
        let moved = old.entities.iter().zip(whole).filter_map(is_at).collect();
        let rules: BTreeMap<usize, &'static str> = old.merges.iter().map(|merge| (merge.mention, merge.rule)).collect();
        let merge = |(mention, (named, &entity)): (usize, (&Mention, &usize))| {
            let is_other = entity::surface(self.document, named) != entities.get(entity)?.label;
            is_other.then(|| Merge { entity, mention, rule: rules.get(&mention).copied().unwrap_or(RULE) })
        };
        let merges = mentions.iter().zip(&entity_of).enumerate().filter_map(merge).collect();
        Resolution { entities, entity_of, nested: old.nested.clone(), merges, moved }
    }

    /// Takes away forbidden relations and marks those that are confirmed.
    pub fn relations(&mut self, resolution: &Resolution, relations: &mut Vec<Relation>) {
        if self.curation.of_relations.is_empty() {
            return;
        }
        let mut kept = Vec::with_capacity(relations.len());
        for relation in relations.drain(..) {
            match self.decided(resolution, &relation) {
                Some(decision) if decision.act == Act::Forbid => self.note(decision, Outcome::Nothing),
                Some(decision) => {
                    self.note(decision, Outcome::Relation(kept.len()));
                    kept.push(relation);
                }
                None => kept.push(relation),
            }
        }
        *relations = kept;
    }

    fn decided(&self, resolution: &Resolution, relation: &Relation) -> Option<&'a Arc<Decision>> {
        let entity = |index: usize| {
            let entity = resolution.entity(index);
            references(&entity.id, &entity.label)
        };
        let subject = entity(relation.subject);
        let object = match &relation.object {
            Object::Entity(index) => entity(*index).to_vec(),
            Object::Literal(text) => vec![Reference::read(text)],
        };
        let ends = [(&subject[..], &object[..]), (&object[..], &subject[..])];
        let n_ways = if relation.predicate.is_symmetric() { 2 } else { 1 };
        let fits = ends.into_iter().take(n_ways).flat_map(|(from, to)| {
            let of = from.iter().filter_map(|from| self.curation.of_relations.get(&(relation.predicate, from.clone())));
            of.flatten().filter(|decision| to.contains(&decision.object()))
        });
        narrowest(fits.filter(|decision| decision.holds(None, self.name)))
    }

    /// What becomes of an entity of the document, where it is written as `form`.
    fn fate(&self, entity: &Entity, form: Option<&str>, resolution: &Resolution) -> Fate<'a> {
        let entity = Entity { aliases: BTreeMap::new(), ..entity.clone() };
        let mut fate = Fate { entity, decisions: Vec::new(), refused: None };
        while let Some(decision) = self
            .find(&[Act::Merge, Act::Split], &fate.entity, form, &fate.decisions)
            .or_else(|| self.gathering(&fate.entity))
        {
            let Some(other) = self.other(decision, &fate.entity, resolution) else {
                fate.refused = Some(decision);
                break;
            };
            fate.entity = other;
            fate.decisions.push(decision);
        }
        if let Some(decision) = self.find(&[Act::Rename], &fate.entity, form, &[]) {
            fate.decisions.push(decision);
            fate.entity.label = simplify(&decision.object).to_string();
        }
        fate.decisions.extend(self.find(&[Act::Confirm], &fate.entity, form, &[]));
        fate
    }

    /// What a merge or a split makes of an entity; nothing if a merge would make it something of another kind.
    fn other(&self, decision: &Decision, entity: &Entity, resolution: &Resolution) -> Option<Entity> {
        match decision.object() {
            Reference::Name(name) if decision.act == Act::Split => Some(entity::unknown(entity.kind, &name)),
            Reference::Name(name) => {
                let mut kinds = meaning::kinds_called(&name, self.ontology);
                let called = resolution.entities.iter().filter(|other| other.label == name);
                kinds.extend(called.map(|other| other.kind));
                let is_of_kind = kinds.is_empty() || kinds.contains(&entity.kind);
                is_of_kind.then(|| meaning::by_name(entity.kind, &name, self.ontology))
            }
            Reference::Id(id) => meaning::by_id(id, self.ontology).filter(|other| other.kind == entity.kind),
        }
    }

    /// The merge into all that go by the name of an entity, if it is yet told apart from them.
    fn gathering(&self, entity: &Entity) -> Option<&'a Arc<Decision>> {
        let into = self.curation.merged_into.get(&entity.label)?;
        let is_apart = meaning::by_name(entity.kind, &entity.label, self.ontology).id != entity.id;
        narrowest(
            into.iter().filter(|decision| is_apart && decision.is_about(entity.kind) && decision.is_in(self.name)),
        )
    }

    /// The decision that holds for an entity, written as `form`, none of `used`.
    fn find(
        &self,
        acts: &[Act],
        entity: &Entity,
        form: Option<&str>,
        used: &[&Arc<Decision>],
    ) -> Option<&'a Arc<Decision>> {
        let of = references(&entity.id, &entity.label);
        let of = of.iter().filter_map(|reference| self.curation.of_entities.get(reference)).flatten();
        narrowest(of.filter(|decision| {
            acts.contains(&decision.act) && decision.holds(form, self.name) && !used.contains(decision)
        }))
    }

    fn form(&self, mention: &Mention) -> String {
        simplify(&entity::surface(self.document, mention)).to_string()
    }

    fn note(&mut self, decision: &Arc<Decision>, to: Outcome) {
        self.applied.insert(Applied { decision: Arc::clone(decision), to });
    }
}

/// The decision that is meant most narrowly; of several the first of the file.
fn narrowest<'a>(of: impl Iterator<Item = &'a Arc<Decision>>) -> Option<&'a Arc<Decision>> {
    of.max_by_key(|decision| (decision.narrowness(), Reverse(decision.line)))
}

/// For each entity whether a mention names it.
fn named(resolution: &Resolution) -> Vec<bool> {
    let named: BTreeSet<usize> = resolution.entity_of.iter().copied().collect();
    (0..resolution.entities.len()).map(|entity| named.contains(&entity)).collect()
}
