//! Turtle to be read by people: grouped by subject, names shortened, one property a line.

use std::io::{self, Write};

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::escape;
use super::nquads::STRING;
use crate::rdf::term::{rdf, xsd};
use crate::rdf::{PREFIXES, Vocabulary};

/// Objects of one property share a line up to this many characters.
const MAX_LINE: usize = 100;

/// Writes sorted triples with their prefixes.
pub(super) fn write(vocabulary: &Vocabulary, triples: &[Quad], out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let names = Names::of(vocabulary);
    names.write_header(&mut out)?;
    names.write_subjects(triples, "", &mut out)?;
    out.flush()
}

/// How IRIs are shortened.
pub(super) struct Names<'a> {
    base: Option<&'a str>,
}

impl<'a> Names<'a> {
    /// With the base of the data, if relative names can be resolved against it.
    pub(super) fn of(vocabulary: &'a Vocabulary) -> Self {
        let base = vocabulary.base();
        let is_folder =
            base.contains("://") && base.ends_with('/') && !base.contains(['#', '?']) && !base.contains("/.");
        Names { base: is_folder.then_some(base) }
    }

    /// Declares base and prefixes.
    pub(super) fn write_header(&self, out: &mut impl Write) -> io::Result<()> {
        if let Some(base) = self.base {
            writeln!(out, "@base <{base}> .")?;
        }
        for (prefix, namespace) in PREFIXES {
            writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
        }
        Ok(())
    }

    /// Writes the triples of each subject as one block, a blank line before each.
    pub(super) fn write_subjects(&self, triples: &[Quad], indent: &str, out: &mut impl Write) -> io::Result<()> {
        for (subject, block) in runs(triples, |triple| &triple.subject) {
            write!(out, "\n{indent}{}", self.subject(subject))?;
            let mut properties: Vec<(&NamedNode, &[Quad])> = runs(block, |triple| &triple.predicate).collect();
            properties.sort_by_key(|(predicate, _)| predicate.as_ref() != rdf::TYPE);
            for (n, (predicate, triples)) in properties.into_iter().enumerate() {
                out.write_all(if n == 0 { b"" } else { b" ;" })?;
                self.write_property(predicate, triples, n == 0, indent, out)?;
            }
            out.write_all(b" .\n")?;
        }
        Ok(())
    }

    fn write_property(
        &self,
        predicate: &NamedNode,
        triples: &[Quad],
        is_first: bool,
        indent: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match is_first {
            true => write!(out, " ")?,
            false => write!(out, "\n{indent}    ")?,
        }
        match predicate.as_ref() {
            rdf::TYPE => write!(out, "a")?,
            predicate => write!(out, "{}", self.iri(predicate))?,
        }
        let objects: Vec<String> = triples.iter().map(|triple| self.object(&triple.object)).collect();
        let n_chars: usize = objects.iter().map(|object| object.chars().count() + 2).sum();
        if objects.len() == 1 || n_chars <= MAX_LINE {
            return write!(out, " {}", objects.join(", "));
        }
        for (n, object) in objects.iter().enumerate() {
            write!(out, "{}\n{indent}        {object}", if n == 0 { "" } else { " ," })?;
        }
        Ok(())
    }

    /// A graph name or subject.
    pub(super) fn subject(&self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.iri(node.as_ref()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn object(&self, object: &Term) -> String {
        match object {
            Term::NamedNode(node) => self.iri(node.as_ref()),
            Term::BlankNode(node) => node.to_string(),
            Term::Literal(literal) => self.literal(literal),
        }
    }

    fn literal(&self, literal: &Literal) -> String {
        let text = literal.value();
        if is_bare(literal) {
            return text.to_owned();
        }
        let quoted = escape::turtle(text);
        match literal.language() {
            Some(language) => format!("\"{quoted}\"@{language}"),
            None if literal.datatype() == STRING => format!("\"{quoted}\""),
            None => format!("\"{quoted}\"^^{}", self.iri(literal.datatype())),
        }
    }

    fn iri(&self, iri: NamedNodeRef<'_>) -> String {
        let iri = iri.as_str();
        for (prefix, namespace) in PREFIXES {
            if let Some(local) = iri.strip_prefix(namespace).filter(|local| is_plain_name(local)) {
                return format!("{prefix}:{local}");
            }
        }
        let relative = self.base.and_then(|base| iri.strip_prefix(base)).filter(|path| is_relative_path(path));
        format!("<{}>", relative.unwrap_or(iri))
    }
}

/// Runs of quads that have something in common, each with it.
pub(super) fn runs<T: PartialEq + 'static>(quads: &[Quad], of: fn(&Quad) -> &T) -> impl Iterator<Item = (&T, &[Quad])> {
    quads.chunk_by(move |a, b| of(a) == of(b)).filter_map(move |run| Some((of(run.first()?), run)))
}

/// Numbers whose plain form Turtle reads as the same literal.
fn is_bare(literal: &Literal) -> bool {
    let digits = literal.value().strip_prefix('-').unwrap_or(literal.value());
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match literal.datatype() {
        xsd::INTEGER => is_number(digits),
        xsd::DECIMAL => digits.split_once('.').is_some_and(|(whole, part)| is_number(whole) && is_number(part)),
        _ => false,
    }
}

fn is_plain_name(local: &str) -> bool {
    local.starts_with(|c: char| c.is_ascii_alphabetic()) && local.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a path begins with a plain word, so that it reads as neither scheme nor authority, and has
/// no steps `.` or `..`.
fn is_relative_path(path: &str) -> bool {
    let word = path.split(['/', '#']).next().unwrap_or_default();
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word && !path.split('/').any(|segment| segment == "." || segment == "..")
}
