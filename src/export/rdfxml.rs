//! RDF/XML, by Oxigraph's writer.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Literal, Quad, Term};

use super::escape::xml_character;
use crate::rdf::PREFIXES;

/// Writes sorted triples.
///
/// Characters of literals that XML 1.0 cannot hold, control characters above all, become U+FFFD: the one
/// format of the family that does not give such texts back unchanged. A carriage return is written as a reference,
/// because readers make a line break of it.
pub(super) fn write(triples: &[Quad], out: impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (prefix, namespace) in PREFIXES.into_iter().filter(|(prefix, _)| *prefix != "rdf") {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(Escaping(io::BufWriter::new(out)));
    for triple in triples {
        match &triple.object {
            Term::Literal(literal) if !is_xml(literal.value()) => {
                let object = Term::Literal(with_xml_characters(literal));
                serializer.serialize_quad(&Quad { object, ..triple.clone() })?;
            }
            _ => serializer.serialize_quad(triple)?,
        }
    }
    let mut out = serializer.finish()?;
    out.write_all(b"\n")?;
    out.flush()
}

fn is_xml(text: &str) -> bool {
    text.chars().all(|c| xml_character(c) == c)
}

fn with_xml_characters(literal: &Literal) -> Literal {
    let text: String = literal.value().chars().map(xml_character).collect();
    match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
        None => Literal::new_typed_literal(text, literal.datatype()),
    }
}

/// Writes each carriage return as `&#13;`. In what is written here it can stand only within a text.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (n, part) in bytes.split(|&byte| byte == b'\r').enumerate() {
            if n > 0 {
                self.0.write_all(b"&#13;")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
