//! N-Quads and N-Triples: one statement a line.

use std::io::{self, Write};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::escape;

/// Writes sorted quads; those of the default graph are triples.
pub(super) fn write(quads: &[Quad], out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    for quad in quads {
        match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => write!(out, "{node} ")?,
            NamedOrBlankNode::BlankNode(node) => write!(out, "{node} ")?,
        }
        write!(out, "{} ", quad.predicate)?;
        match &quad.object {
            Term::Literal(literal) => write_literal(literal, &mut out)?,
            term => write!(out, "{term}")?,
        }
        if quad.graph_name != GraphName::DefaultGraph {
            write!(out, " {}", quad.graph_name)?;
        }
        out.write_all(b" .\n")?;
    }
    out.flush()
}

fn write_literal(literal: &oxigraph::model::Literal, out: &mut impl Write) -> io::Result<()> {
    write!(out, "\"{}\"", escape::turtle(literal.value()))?;
    match literal.language() {
        Some(language) => write!(out, "@{language}"),
        None if literal.datatype() == STRING => Ok(()),
        None => write!(out, "^^{}", literal.datatype()),
    }
}

/// The datatype that need not be written.
pub(super) const STRING: oxigraph::model::NamedNodeRef<'static> =
    oxigraph::model::NamedNodeRef::new_unchecked("http://www.w3.org/2001/XMLSchema#string");
