//! Builds a knowledge graph with sources from pages of Chinese news.

// The acts of words are declared one by one.
#![recursion_limit = "256"]

pub mod text;

#[expect(clippy::indexing_slicing, clippy::string_slice, reason = "its own tables, which tests read whole")]
pub mod ontology;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "lines, blocks and words that it cut itself; tests/sound holds it"
)]
pub mod document;

#[expect(clippy::string_slice, reason = "it cuts where it has found a character")]
pub mod value;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "its indices are of the document it reads; tests/sound holds it"
)]
pub mod mention;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "its indices are of the document it reads; tests/sound holds it"
)]
pub mod entity;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "its indices are of the document it reads; tests/sound holds it"
)]
pub mod relation;

pub mod curation;

#[expect(clippy::indexing_slicing, reason = "its indices are of the network it made; tests/graph.rs holds it")]
pub mod graph;

pub mod pipeline;

pub mod evaluate;

#[expect(clippy::indexing_slicing, reason = "a tool of ours, over its own tables")]
pub mod train;

pub mod rdf;

pub mod export;

pub mod store;

pub mod input;

pub mod build;

pub mod query;

pub mod cli;

mod diagnostic;
mod error;

pub use diagnostic::{Diagnostic, Severity};
pub use error::{Error, ErrorKind, Result};
