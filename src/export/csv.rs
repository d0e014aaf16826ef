//! Comma-separated values: one stream of relations, or nodes and edges as Neo4j imports them.
//!
//! [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180) with `\n` between lines; text is always quoted, numbers never,
//! an unknown value is an empty field. Text is written as it is, also where a spreadsheet would take it
//! for a formula (`=cmd()`): import such files as text.

use std::io::{self, Write};

use super::escape::csv as quoted;
use super::statuses;
use crate::graph::{Edge, Network};
use crate::rdf::Vocabulary;
use crate::relation::Object;

/// Writes one relation a line, with the labels of both ends.
///
/// Columns: `subject`, `object` (IRIs; `object` is empty for a literal), `subject_label`, `object_label`
/// (the literal itself), `subject_kind`, `object_kind` (`literal` for a literal), `predicate`, `sentences`,
/// `documents` (counts), `npmi` (−1 to 1, co-mentions only), `rules` and `statuses` (`asserted`, `planned`,
/// `denied`; both joined by `|`).
pub fn write(vocabulary: &Vocabulary, network: &Network, out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    writeln!(
        out,
        "subject,subject_label,subject_kind,predicate,object,object_label,object_kind,sentences,documents,npmi,rules,statuses"
    )?;
    for edge in &network.edges {
        let subject = network.node(edge.subject);
        let (object, object_label, object_kind) = match &edge.object {
            Object::Entity(index) => {
                let object = network.node(*index);
                (vocabulary.entity(&object.id).into_string(), object.label.as_str(), object.kind.name())
            }
            Object::Literal(text) => (String::new(), text.as_str(), "literal"),
        };
        let ends = [
            quoted(vocabulary.entity(&subject.id).as_str()),
            quoted(&subject.label),
            quoted(subject.kind.name()),
            quoted(edge.predicate.name()),
            quoted(&object),
            quoted(object_label),
            quoted(object_kind),
        ];
        writeln!(out, "{},{}", ends.join(","), counts(edge))?;
    }
    out.flush()
}

/// Writes the entities with the header of `neo4j-admin database import`.
pub fn write_nodes(vocabulary: &Vocabulary, network: &Network, out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    writeln!(
        out,
        "iri:ID,label,label_en,aliases:string[],mentions:int,sentences:int,documents:int,rank:int,community:int,\
         first_date:date,last_date:date,:LABEL"
    )?;
    for node in &network.nodes {
        // Neo4j parts the members of an array by `;`.
        let aliases: Vec<String> = node.aliases.iter().map(|alias| alias.replace(';', "；")).collect();
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{},{}",
            quoted(vocabulary.entity(&node.id).as_str()),
            quoted(&node.label),
            quoted(node.label_en.as_deref().unwrap_or_default()),
            quoted(&aliases.join(";")),
            node.n_mentions,
            node.n_sentences,
            node.n_documents,
            node.rank,
            node.community,
            node.first_date.as_deref().unwrap_or_default(),
            node.last_date.as_deref().unwrap_or_default(),
            node.kind.name(),
        )?;
    }
    out.flush()
}

/// Writes the relations between entities with the header of `neo4j-admin database import`.
pub fn write_edges(vocabulary: &Vocabulary, network: &Network, out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    writeln!(out, ":START_ID,:END_ID,:TYPE,sentences:int,documents:int,npmi:float,rules,statuses")?;
    for edge in &network.edges {
        let Object::Entity(object) = edge.object else { continue };
        writeln!(
            out,
            "{},{},{},{}",
            quoted(vocabulary.entity(&network.node(edge.subject).id).as_str()),
            quoted(vocabulary.entity(&network.node(object).id).as_str()),
            edge.predicate.name(),
            counts(edge),
        )?;
    }
    out.flush()
}

fn counts(edge: &Edge) -> String {
    let npmi = edge.npmi.map(|npmi| npmi.to_string()).unwrap_or_default();
    let rules: Vec<&str> = edge.rules.iter().map(String::as_str).collect();
    let [rules, statuses] = [rules.join("|"), statuses(edge)].map(|names| quoted(&names));
    format!("{},{},{npmi},{rules},{statuses}", edge.n_sentences, edge.n_documents)
}
