//! Decisions that people made about what is read, so that a correction made once holds for good.
//!
//! A [`Curation`] is read from a table: which names are one thing, which are two, which are none. It is applied to
//! each document while it is read: an [`Amendment`] changes mentions, then entities, then relations. What a document
//! says still depends on its text and the decisions alone.

mod amend;
mod decision;
mod meaning;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::entity::EntityId;
use crate::ontology::Predicate;

pub use amend::Amendment;
pub use decision::{Act, Decision, Reference};

/// The decisions of one file.
///
/// ```
/// use sinograph::curation::{Act, Curation};
/// use sinograph::ontology::Ontology;
///
/// let ontology = Ontology::embedded();
/// let text = "decision\tsubject\tobject\twho\twhen\twhy\n\
///             merge\t蓝鹭科技\t蓝鹭科技集团\t顾言\t2026-05-18\t同一家公司\n";
/// let curation = Curation::read("fixes.tsv", text, &ontology).expect("one decision");
/// assert_eq!(curation.decisions().next().map(|decision| decision.act), Some(Act::Merge));
///
/// let error = Curation::read("fixes.tsv", &text.replace("2026-05-18", "gestern"), &ontology).expect_err("no day");
/// assert!(error.to_string().contains("line 2"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Curation {
    decisions: Vec<Arc<Decision>>,
    /// The decisions about entities, by what they are about.
    of_entities: BTreeMap<Reference, Vec<Arc<Decision>>>,
    /// The merges into all that go by a name.
    merged_into: BTreeMap<String, Vec<Arc<Decision>>>,
    /// The decisions about relations, by predicate and subject.
    of_relations: BTreeMap<(Predicate, Reference), Vec<Arc<Decision>>>,
}

/// What a decision came to in one document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Applied {
    /// The decision.
    pub decision: Arc<Decision>,
    /// What it was applied to.
    pub to: Outcome,
}

/// What a decision was applied to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Something that is now gone.
    Nothing,
    /// An entity, as it now is.
    Entity(EntityId),
    /// The relation at an index.
    Relation(usize),
}

impl Curation {
    /// All decisions, in the order of the file, each once.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().map(Arc::as_ref)
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// What tells it from others: 32 hexadecimal digits of a SHA-256 over its decisions, nothing if there are none.
    pub fn fingerprint(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let mut hash = Sha256::new();
        for part in self.decisions().flat_map(Decision::parts) {
            hash.update(part);
            hash.update([0]);
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Adds a decision; the same one a second time is no other.
    fn push(&mut self, decision: Decision) {
        let subject = decision.subject.clone();
        let of_subject = match decision.predicate {
            Some(predicate) => self.of_relations.entry((predicate, subject)).or_default(),
            None => self.of_entities.entry(subject).or_default(),
        };
        if of_subject.iter().all(|other| !other.says_the_same(&decision)) {
            let decision = Arc::new(decision);
            of_subject.push(Arc::clone(&decision));
            if let (Act::Merge, Reference::Name(name)) = (decision.act, decision.object()) {
                self.merged_into.entry(name).or_default().push(Arc::clone(&decision));
            }
            self.decisions.push(decision);
        }
    }
}

/// The two ways to refer to an entity.
fn references(id: &EntityId, label: &str) -> [Reference; 2] {
    [Reference::Id(id.clone()), Reference::Name(label.to_owned())]
}
