//! GraphML, for yEd, igraph, NetworkX, Cytoscape.

use std::io::{self, Write};

use super::escape::xml;
use super::statuses;
use crate::graph::{Edge, Network, Node};
use crate::rdf::Vocabulary;
use crate::relation::Object;

/// Name and type of each property, of nodes and of edges.
const NODE_KEYS: [(&str, &str); 12] = [
    ("iri", "string"),
    ("label", "string"),
    ("label_en", "string"),
    ("kind", "string"),
    ("aliases", "string"),
    ("mentions", "int"),
    ("sentences", "int"),
    ("documents", "int"),
    ("rank", "int"),
    ("community", "int"),
    ("first_date", "string"),
    ("last_date", "string"),
];
const EDGE_KEYS: [(&str, &str); 7] = [
    ("predicate", "string"),
    ("weight", "int"),
    ("documents", "int"),
    ("npmi", "double"),
    ("rules", "string"),
    ("statuses", "string"),
    ("symmetric", "boolean"),
];

/// Writes entities and the relations between them; `weight` is a number of sentences.
///
/// Relations to literals are not edges; other names stand in `aliases`, joined by `|`. All edges are directed, because
/// NetworkX does not read a graph that has edges of both sorts; `symmetric` tells which relations have no direction.
pub fn write(vocabulary: &Vocabulary, network: &Network, out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\
        \n         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\
        \n         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
        http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    )?;
    write_keys("node", &NODE_KEYS, &mut out)?;
    write_keys("edge", &EDGE_KEYS, &mut out)?;
    out.write_all(b"  <graph id=\"sinograph\" edgedefault=\"directed\">\n")?;
    for (index, node) in network.nodes.iter().enumerate() {
        writeln!(out, "    <node id=\"n{index}\">")?;
        write_properties("node", &NODE_KEYS, &node_values(vocabulary, node), &mut out)?;
        out.write_all(b"    </node>\n")?;
    }
    for (index, edge) in network.edges.iter().enumerate() {
        if let Object::Entity(object) = edge.object {
            writeln!(out, "    <edge id=\"e{index}\" source=\"n{}\" target=\"n{object}\">", edge.subject)?;
            write_properties("edge", &EDGE_KEYS, &edge_values(edge), &mut out)?;
            out.write_all(b"    </edge>\n")?;
        }
    }
    out.write_all(b"  </graph>\n</graphml>\n")?;
    out.flush()
}

fn write_keys(element: &str, keys: &[(&str, &str)], out: &mut impl Write) -> io::Result<()> {
    for (name, kind) in keys {
        writeln!(out, "  <key id=\"{element}_{name}\" for=\"{element}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    Ok(())
}

/// Writes the values that are known, each under the key of its place.
fn write_properties(element: &str, keys: &[(&str, &str)], values: &[String], out: &mut impl Write) -> io::Result<()> {
    for ((name, _), value) in keys.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "      <data key=\"{element}_{name}\">{}</data>", xml(value))?;
    }
    Ok(())
}

fn node_values(vocabulary: &Vocabulary, node: &Node) -> [String; 12] {
    let aliases: Vec<&str> = node.aliases.iter().map(String::as_str).collect();
    [
        vocabulary.entity(&node.id).into_string(),
        node.label.clone(),
        node.label_en.clone().unwrap_or_default(),
        node.kind.name().to_owned(),
        aliases.join("|"),
        node.n_mentions.to_string(),
        node.n_sentences.to_string(),
        node.n_documents.to_string(),
        node.rank.to_string(),
        node.community.to_string(),
        node.first_date.clone().unwrap_or_default(),
        node.last_date.clone().unwrap_or_default(),
    ]
}

fn edge_values(edge: &Edge) -> [String; 7] {
    let rules: Vec<&str> = edge.rules.iter().map(String::as_str).collect();
    [
        edge.predicate.name().to_owned(),
        edge.n_sentences.to_string(),
        edge.n_documents.to_string(),
        edge.npmi.map(|npmi| npmi.to_string()).unwrap_or_default(),
        rules.join("|"),
        statuses(edge),
        edge.predicate.is_symmetric().to_string(),
    ]
}
