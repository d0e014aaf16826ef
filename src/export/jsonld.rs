//! JSON-LD, by Oxigraph's writer.

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

/// Writes sorted quads; each graph is a node with `@graph`.
pub(super) fn write(quads: &[Quad], out: impl Write) -> io::Result<()> {
    let format = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
    let mut serializer = RdfSerializer::from_format(format).for_writer(io::BufWriter::new(out));
    for quad in quads {
        serializer.serialize_quad(quad)?;
    }
    let mut out = serializer.finish()?;
    out.write_all(b"\n")?;
    out.flush()
}
