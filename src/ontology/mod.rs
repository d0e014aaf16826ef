//! What the program knows before it reads: kinds, predicates, names and words.
//!
//! The files of `ontology/` are embedded in the binary; [`Ontology::embedded`] reads them.

mod kind;
mod predicate;

pub use kind::EntityKind;
pub use predicate::Predicate;
