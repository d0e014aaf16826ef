//! JSON-LD, by Oxigraph's writer.

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

/// Writes sorted quads; each graph is a node with `@graph`.
pub(super) fn write(quads: &[Quad], out: impl Write) -> io::Result<()> {
    let format = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
    let out = Escaping { out: io::BufWriter::new(out), after_c2: false };
    let mut serializer = RdfSerializer::from_format(format).for_writer(out);
    for quad in quads {
        serializer.serialize_quad(quad)?;
    }
    let mut out = serializer.finish()?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes U+007F to U+009F as `\u….`, which JSON allows raw and terminals obey.
///
/// In JSON they can stand only within strings, so that no other part of the text is touched.
struct Escaping<W> {
    out: W,
    /// Whether the byte C2, with which U+0080 to U+00BF begin, is still to be written.
    after_c2: bool,
}

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for &byte in bytes {
            match (std::mem::take(&mut self.after_c2), byte) {
                (false, 0xC2) => self.after_c2 = true,
                (false, 0x7F) | (true, 0x80..=0x9F) => write!(self.out, "\\u{byte:04X}")?,
                (true, _) => self.out.write_all(&[0xC2, byte])?,
                (false, _) => self.out.write_all(&[byte])?,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
