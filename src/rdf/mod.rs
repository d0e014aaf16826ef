//! The graph as RDF: one named graph for each document, and one for the counts of all.
//!
//! [`document_quads`] writes what one document says, [`read_contribution`] reads it back;
//! [`summary_quads`] writes the merged view, [`read_graph`] reads that. `ontology/sinograph.ttl`
//! describes the terms, `ontology/shapes.ttl` the shapes.
//!
//! All literals are in the form that the store keeps as it is, all nodes have IRIs, and all quads
//! are sorted, so that one graph has one sequence of bytes in each format.

mod claim;
mod contribution;
mod decision;
mod document;
mod literal;
mod name;
mod network;
mod observation;
mod order;
mod schema;
mod statement;
mod summary;
#[expect(clippy::indexing_slicing, reason = "it gave out the numbers itself")]
mod table;
pub mod term;
mod time;
mod vocabulary;

pub use contribution::read_contribution;
pub use document::{Origin, document_quads, is_origin, origin_quads};
pub use name::{name_key, name_keys, pinyin_key};
pub use network::read_graph;
pub use order::{compare_graphs, compare_quads, sort_quads};
pub use schema::{SCHEMA, schema_label};
pub use statement::{Statement, read_statements};
pub use summary::{summary_changes, summary_quads};
pub use table::QuadTable;
pub use term::PREFIXES;
pub use vocabulary::{DEFAULT_BASE, Vocabulary};
