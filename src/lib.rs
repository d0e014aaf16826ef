//! Builds a knowledge graph with sources from pages of Chinese news.

pub mod text;

pub mod ontology;

pub mod document;

pub mod value;

pub mod mention;

pub mod entity;

pub mod relation;

pub mod curation;

pub mod graph;

pub mod pipeline;

pub mod evaluate;

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
