//! What a query answers, and the standard formats it is written in.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::io::{self, Write};

use oxigraph::model::{Literal, Quad, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use spargebra::Query;

use crate::export::xml::{Escaping, xml_term};
use crate::export::{self, Format};
use crate::rdf::Vocabulary;

/// What kind of answer a query gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `SELECT`: a table.
    Solutions,
    /// `ASK`: yes or no.
    Boolean,
    /// `CONSTRUCT` and `DESCRIBE`: triples.
    Graph,
}

impl Form {
    pub(super) fn of(query: &Query) -> Form {
        match query {
            Query::Select { .. } => Form::Solutions,
            Query::Ask { .. } => Form::Boolean,
            Query::Construct { .. } | Query::Describe { .. } => Form::Graph,
        }
    }
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of `SELECT`.
    Solutions(Solutions),
    /// Of `ASK`.
    Boolean(bool),
    /// Of `CONSTRUCT` and `DESCRIBE`: triples of the default graph, sorted, each once.
    Graph(Vec<Quad>),
}

/// Rows of terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Solutions {
    /// The columns.
    pub variables: Vec<Variable>,
    /// For each row, a term or nothing for each column.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// A standard format of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerFormat {
    /// [SPARQL 1.1 Query Results JSON](https://www.w3.org/TR/sparql11-results-json/).
    Json,
    /// [SPARQL 1.1 Query Results CSV](https://www.w3.org/TR/sparql11-results-csv-tsv/), values only.
    Csv,
    /// TSV of the same standard, terms in full.
    Tsv,
    /// [SPARQL Query Results XML](https://www.w3.org/TR/rdf-sparql-XMLres/), with texts as
    /// [XML can hold them](crate::export::xml).
    Xml,
    /// [Turtle](https://www.w3.org/TR/turtle/).
    Turtle,
    /// [N-Triples](https://www.w3.org/TR/n-triples/).
    NTriples,
}

impl AnswerFormat {
    /// Whether it can hold such an answer.
    pub fn suits(self, form: Form) -> bool {
        matches!(self, AnswerFormat::Turtle | AnswerFormat::NTriples) == (form == Form::Graph)
    }

    fn results(self) -> Option<QueryResultsFormat> {
        match self {
            AnswerFormat::Json => Some(QueryResultsFormat::Json),
            AnswerFormat::Csv => Some(QueryResultsFormat::Csv),
            AnswerFormat::Tsv => Some(QueryResultsFormat::Tsv),
            AnswerFormat::Xml => Some(QueryResultsFormat::Xml),
            AnswerFormat::Turtle | AnswerFormat::NTriples => None,
        }
    }
}

impl Answer {
    /// What kind of answer it is.
    pub fn form(&self) -> Form {
        match self {
            Answer::Solutions(_) => Form::Solutions,
            Answer::Boolean(_) => Form::Boolean,
            Answer::Graph(_) => Form::Graph,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Answer::Solutions(solutions) => solutions.rows.is_empty(),
            Answer::Boolean(_) => false,
            Answer::Graph(quads) => quads.is_empty(),
        }
    }

    /// Writes it in a format that [suits](AnswerFormat::suits) it.
    ///
    /// # Errors
    /// What `out` fails with; `InvalidInput` if the format does not suit.
    pub fn write(&self, format: AnswerFormat, vocabulary: &Vocabulary, mut out: impl Write) -> io::Result<()> {
        match (self, format.results()) {
            (Answer::Solutions(solutions), Some(format)) => solutions.write(format, &mut out)?,
            (Answer::Boolean(value), Some(format)) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut out, *value)?;
            }
            (Answer::Graph(quads), None) => {
                let format = if format == AnswerFormat::Turtle { Format::Turtle } else { Format::NTriples };
                return export::write_rdf(format, vocabulary, quads.clone(), out);
            }
            _ => return Err(io::Error::new(io::ErrorKind::InvalidInput, "the format does not suit the answer")),
        }
        // JSON, XML and the bare `true` of CSV come without a line break at their end.
        match format {
            AnswerFormat::Json | AnswerFormat::Xml => out.write_all(b"\n"),
            _ if self.form() == Form::Boolean => out.write_all(b"\n"),
            _ => Ok(()),
        }
    }
}

impl Solutions {
    fn write(&self, format: QueryResultsFormat, out: impl Write) -> io::Result<()> {
        match format {
            QueryResultsFormat::Xml => self.serialize(format, xml_term, Escaping(out)),
            QueryResultsFormat::Csv => self.serialize(format, csv_term, out),
            _ => self.serialize(format, |term| Cow::Borrowed(term), out),
        }
    }

    fn serialize(
        &self,
        format: QueryResultsFormat,
        as_written: impl Fn(&Term) -> Cow<'_, Term>,
        out: impl Write,
    ) -> io::Result<()> {
        let serializer = QueryResultsSerializer::from_format(format);
        let mut serializer = serializer.serialize_solutions_to_writer(out, self.variables.clone())?;
        for row in &self.rows {
            let terms: Vec<Option<Cow<'_, Term>>> = row.iter().map(|term| term.as_ref().map(&as_written)).collect();
            let cells = self.variables.iter().zip(&terms);
            serializer.serialize(cells.filter_map(|(variable, term)| Some((variable, term.as_deref()?))))?;
        }
        serializer.finish().map(drop)
    }

    /// Sorts the rows by their terms, column by column: nothing, IRIs, blank nodes, literals.
    pub(super) fn sort(&mut self) {
        self.rows.sort_by(|a, b| compare_rows(a, b));
    }
}

/// An IRI as the text that it is: CSV makes no difference, and the writer quotes only what it takes for a text. Sentences,
/// mentions and quotations have a comma in their IRIs (`…#char=3,15`).
fn csv_term(term: &Term) -> Cow<'_, Term> {
    match term {
        Term::NamedNode(node) => Cow::Owned(Literal::new_simple_literal(node.as_str()).into()),
        _ => Cow::Borrowed(term),
    }
}

fn compare_rows(a: &[Option<Term>], b: &[Option<Term>]) -> Ordering {
    let compare = |(a, b): (&Option<Term>, &Option<Term>)| term_key(a.as_ref()).cmp(&term_key(b.as_ref()));
    a.iter().zip(b).map(compare).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn term_key(term: Option<&Term>) -> (u8, &str, &str, &str) {
    match term {
        None => (0, "", "", ""),
        Some(Term::NamedNode(node)) => (1, node.as_str(), "", ""),
        Some(Term::BlankNode(node)) => (2, node.as_str(), "", ""),
        Some(Term::Literal(literal)) => {
            (3, literal.value(), literal.language().unwrap_or_default(), literal.datatype().as_str())
        }
        #[allow(unreachable_patterns, reason = "oxigraph knows triple terms where its feature `rdf-12` is on")]
        Some(_) => (4, "", "", ""),
    }
}
