//! GEXF 1.3, for Gephi: coloured by kind, sized by mentions.

use std::io::{self, Write};

use super::dot::colour;
use super::escape::xml;
use super::statuses;
use crate::graph::{Network, Node};
use crate::rdf::Vocabulary;
use crate::relation::Object;

/// Name and type of each property of nodes; `community` is for Gephi's partition panel.
const NODE_ATTRIBUTES: [(&str, &str); 11] = [
    ("kind", "string"),
    ("label_en", "string"),
    ("aliases", "string"),
    ("mentions", "integer"),
    ("sentences", "integer"),
    ("documents", "integer"),
    ("rank", "integer"),
    ("community", "integer"),
    ("first_date", "string"),
    ("last_date", "string"),
    ("iri", "anyURI"),
];
const EDGE_ATTRIBUTES: [(&str, &str); 4] =
    [("documents", "integer"), ("npmi", "double"), ("rules", "string"), ("statuses", "string")];

/// Writes entities and the relations between them; weights are numbers of sentences.
///
/// Relations to literals are not edges; other names stand in `aliases`, joined by `|`. Symmetric relations are mutual
/// edges, which go both ways: NetworkX reads no graph in which some edges are directed and others undirected.
pub fn write(vocabulary: &Vocabulary, network: &Network, out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n\
        \x20 <meta>\n    <creator>sinograph</creator>\n  </meta>\n\
        \x20 <graph defaultedgetype=\"directed\">\n",
    )?;
    write_attributes("node", &NODE_ATTRIBUTES, &mut out)?;
    write_attributes("edge", &EDGE_ATTRIBUTES, &mut out)?;
    out.write_all(b"    <nodes>\n")?;
    for (index, node) in network.nodes.iter().enumerate() {
        write_node(vocabulary, index, node, &mut out)?;
    }
    out.write_all(b"    </nodes>\n    <edges>\n")?;
    for (index, edge) in network.edges.iter().enumerate() {
        let Object::Entity(object) = edge.object else { continue };
        let kind = if edge.predicate.is_symmetric() { "mutual" } else { "directed" };
        let (subject, name, weight) = (edge.subject, edge.predicate.name(), edge.n_sentences);
        writeln!(
            out,
            "      <edge id=\"{index}\" source=\"{subject}\" target=\"{object}\" type=\"{kind}\" kind=\"{name}\" \
             label=\"{name}\" weight=\"{weight}\">"
        )?;
        let rules: Vec<&str> = edge.rules.iter().map(String::as_str).collect();
        let npmi = edge.npmi.map(|npmi| npmi.to_string()).unwrap_or_default();
        write_values(&[edge.n_documents.to_string(), npmi, rules.join("|"), statuses(edge)], &mut out)?;
        out.write_all(b"      </edge>\n")?;
    }
    out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")?;
    out.flush()
}

fn write_attributes(class: &str, attributes: &[(&str, &str)], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (id, (title, kind)) in attributes.iter().enumerate() {
        writeln!(out, "      <attribute id=\"{id}\" title=\"{title}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

fn write_node(vocabulary: &Vocabulary, index: usize, node: &Node, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "      <node id=\"{index}\" label=\"{}\">", xml(&node.label))?;
    let aliases: Vec<&str> = node.aliases.iter().map(String::as_str).collect();
    let values = [
        node.kind.name().to_owned(),
        node.label_en.clone().unwrap_or_default(),
        aliases.join("|"),
        node.n_mentions.to_string(),
        node.n_sentences.to_string(),
        node.n_documents.to_string(),
        node.rank.to_string(),
        node.community.to_string(),
        node.first_date.clone().unwrap_or_default(),
        node.last_date.clone().unwrap_or_default(),
        vocabulary.entity(&node.id).into_string(),
    ];
    write_values(&values, out)?;
    let [red, green, blue] = colour(node.kind);
    writeln!(out, "        <viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/>")?;
    // The area, not the radius, shows the number of mentions.
    writeln!(out, "        <viz:size value=\"{:.2}\"/>", 4.0 + 3.0 * libm::sqrt(node.n_mentions as f64))?;
    out.write_all(b"      </node>\n")
}

fn write_values(values: &[String], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (id, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "          <attvalue for=\"{id}\" value=\"{}\"/>", xml(value))?;
    }
    writeln!(out, "        </attvalues>")
}
