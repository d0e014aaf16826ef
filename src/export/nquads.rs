//! N-Quads and N-Triples: one statement a line.

use std::io::{self, Write};

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::escape;

/// Writes sorted quads; those of the default graph are triples.
///
/// # Errors
/// What `out` fails with.
pub fn write(quads: &[Quad], out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    for quad in quads {
        match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => write_iri(node, &mut out)?,
            NamedOrBlankNode::BlankNode(node) => write!(out, "{node}")?,
        }
        out.write_all(b" ")?;
        write_iri(&quad.predicate, &mut out)?;
        out.write_all(b" ")?;
        match &quad.object {
            Term::NamedNode(node) => write_iri(node, &mut out)?,
            Term::Literal(literal) => write_literal(literal, &mut out)?,
            term => write!(out, "{term}")?,
        }
        match &quad.graph_name {
            GraphName::DefaultGraph => (),
            GraphName::NamedNode(node) => {
                out.write_all(b" ")?;
                write_iri(node, &mut out)?;
            }
            name => write!(out, " {name}")?,
        }
        out.write_all(b" .\n")?;
    }
    out.flush()
}

fn write_iri(node: &NamedNode, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<")?;
    out.write_all(node.as_str().as_bytes())?;
    out.write_all(b">")
}

fn write_literal(literal: &oxigraph::model::Literal, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\"")?;
    out.write_all(escape::turtle(literal.value()).as_bytes())?;
    out.write_all(b"\"")?;
    match literal.language() {
        Some(language) => write!(out, "@{language}"),
        None if literal.datatype() == STRING => Ok(()),
        None => write!(out, "^^{}", literal.datatype()),
    }
}

/// The datatype that need not be written.
pub(super) const STRING: oxigraph::model::NamedNodeRef<'static> =
    oxigraph::model::NamedNodeRef::new_unchecked("http://www.w3.org/2001/XMLSchema#string");
