//! Text made safe for writers of XML that are not ours.
//!
//! Characters of literals that XML 1.0 cannot hold, control characters above all, become U+FFFD. A carriage return is
//! written as a reference, because readers make a line break of it.

use std::borrow::Cow;
use std::io::{self, Write};

use oxigraph::model::{Literal, Term};

use super::escape::xml_character;

/// The term itself, or one whose text XML can hold.
pub fn xml_term(term: &Term) -> Cow<'_, Term> {
    match term {
        Term::Literal(literal) if !is_xml(literal.value()) => Cow::Owned(with_xml_characters(literal).into()),
        _ => Cow::Borrowed(term),
    }
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

/// Writes each carriage return as `&#13;`. In the XML of our terms it can stand only within a text.
pub struct Escaping<W>(pub W);

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
