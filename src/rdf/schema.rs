//! The labels of our own terms, read from `ontology/sinograph.ttl`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use super::term::{rdfs, sg};

/// The vocabulary as it is published.
pub const SCHEMA: &str = include_str!("../../ontology/sinograph.ttl");

/// What a class or property of ours is called in a language; none if there is no such term or label.
///
/// ```
/// use sinograph::rdf::schema_label;
///
/// assert_eq!(schema_label("Country", "zh").as_deref(), Some("国家"));
/// assert_eq!(schema_label("Country", "xx"), None);
/// ```
pub fn schema_label(local_name: &str, language: &str) -> Option<String> {
    LABELS.get(&(local_name.to_owned(), language.to_owned())).cloned()
}

/// Labels by local name and language.
static LABELS: LazyLock<BTreeMap<(String, String), String>> = LazyLock::new(|| {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(SCHEMA).filter_map(Result::ok);
    quads.filter(|quad| quad.predicate == rdfs::LABEL).filter_map(label).collect()
});

fn label(quad: Quad) -> Option<((String, String), String)> {
    let NamedOrBlankNode::NamedNode(term) = quad.subject else { return None };
    let Term::Literal(label) = quad.object else { return None };
    let local_name = term.as_str().strip_prefix(sg::NAMESPACE)?;
    Some(((local_name.to_owned(), label.language()?.to_owned()), label.value().to_owned()))
}
