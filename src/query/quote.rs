//! Sentences with the place where they are written.

use std::fmt;

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::mark::Mark;

/// A document, as far as a reader needs to find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its IRI, which is the name of its graph, too.
    pub iri: NamedNode,
    /// The headline.
    pub title: Option<String>,
    /// The issue date as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The paths it was read from, sorted; more than one if the same text was found twice.
    pub sources: Vec<String>,
    /// The line of the record in its file, or the page of a PDF, counted from one.
    pub line: Option<usize>,
    /// Its number on the page, counted from one.
    pub number: usize,
    /// Where it was published.
    pub url: Option<String>,
}

impl Article {
    pub(super) fn new(iri: NamedNodeRef<'_>) -> Self {
        Article {
            iri: iri.into_owned(),
            title: None,
            date: None,
            sources: Vec::new(),
            line: None,
            number: 0,
            url: None,
        }
    }

    /// The order in which articles are told: by date, those without at the end, then by source, line and number.
    pub(super) fn order(&self) -> (bool, Option<&str>, Option<&str>, Option<usize>, usize, &str) {
        let source = self.sources.first().map(String::as_str);
        (self.date.is_none(), self.date.as_deref(), source, self.line, self.number, self.iri.as_str())
    }
}

/// A sentence and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The IRI of the sentence.
    pub sentence: NamedNode,
    /// Its clean text, in the script of the page.
    pub text: String,
    /// The place of its first character in the raw source, in Unicode characters.
    pub start: usize,
    /// One past the place of its last.
    pub end: usize,
    /// The words in it that name the entities asked for, in order, without overlap.
    pub marks: Vec<Mark>,
    /// The document that says it.
    pub article: Article,
}

impl Quote {
    /// Where it is written, for a person: `examples/page.txt:120–135`, or `wire.jsonl:3:120–135` for line 3
    /// of a JSON Lines file, `paper.pdf:3:120–135` for page 3 of a PDF.
    ///
    /// The numbers are Unicode characters of the raw source: the first, and one past the last.
    pub fn place(&self) -> Place<'_> {
        Place(self)
    }
}

/// The place of a quote, as it is shown.
pub struct Place<'a>(&'a Quote);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Quote { start, end, article, .. } = self.0;
        f.write_str(article.sources.first().map_or("-", String::as_str))?;
        if let Some(line) = article.line {
            write!(f, ":{line}")?;
        }
        write!(f, ":{start}–{end}")
    }
}
