//! RDF/XML, by Oxigraph's writer.

use std::borrow::Cow;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

use super::xml::{Escaping, xml_term};
use crate::rdf::PREFIXES;

/// Writes sorted triples, with texts as [XML can hold them](super::xml): the one format of the family that does not
/// give all of them back unchanged.
pub(super) fn write(triples: &[Quad], out: impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (prefix, namespace) in PREFIXES.into_iter().filter(|(prefix, _)| *prefix != "rdf") {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(Escaping(io::BufWriter::new(out)));
    for triple in triples {
        match xml_term(&triple.object) {
            Cow::Owned(object) => serializer.serialize_quad(&Quad { object, ..triple.clone() })?,
            Cow::Borrowed(_) => serializer.serialize_quad(triple)?,
        }
    }
    let mut out = serializer.finish()?;
    out.write_all(b"\n")?;
    out.flush()
}
