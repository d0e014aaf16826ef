//! Links between entities, each with the sentences that show it.

use crate::ontology::Predicate;
use crate::text::Span;

/// What stands at the other end of a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// The index of an entity of the document.
    Entity(usize),
    /// A literal: another name, a date.
    Literal(String),
}

/// A subject, a predicate, an object, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// How the two are linked.
    pub predicate: Predicate,
    /// The index of an entity of the document.
    pub subject: usize,
    /// The other end.
    pub object: Object,
    /// The rule that read it.
    pub rule: &'static str,
    /// The sentences that say it, in order; at least one.
    pub evidence: Vec<Evidence>,
}

/// One place where a relation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The index of the sentence.
    pub sentence: usize,
    /// The bytes that say it, in the document's text: the sentence, or less.
    pub span: Span,
    /// The words that name the subject.
    pub subject: Span,
    /// The words that name the object.
    pub object: Span,
}
