//! `sinograph query`: answers a question in SPARQL.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueHint;
use oxigraph::model::Term;

use super::exit::Exit;
use super::location::Location;
use super::output::failed;
use super::paint::visible;
use super::{layout, table};
use crate::error::{Error, ErrorKind, Result};
use crate::query::guard::MAX_BYTES;
use crate::query::{Answer, AnswerFormat, Form, Limits, NAMED, NamedQuery, Prepared, Solutions, named, nearest};
use crate::rdf::{PREFIXES, Vocabulary};

/// What was typed after `query`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
The default graph holds what all documents say, each statement once; `GRAPH` asks one document. \
Declared prefixes: dcterms itsrdf nif org owl prov rdf rdfs schema sg skos time xsd. \
The base is that of the store: <country/CN>, as tables show it, is an IRI. \
Without ORDER BY the rows are sorted, so that the same store gives the same output.

  sinograph query 'SELECT ?name { ?c a sg:Country ; sg:rank ?r ; rdfs:label ?name } ORDER BY ?r'
  sinograph query --file question.rq --format csv > answer.csv
  sinograph query --list
  sinograph query --name builders --print > builders.rq")]
pub struct Args {
    /// A query in SPARQL 1.1, or - to read it from standard input
    #[arg(value_name = "QUERY", group = "question")]
    pub query: Option<String>,

    /// File that holds the query
    #[arg(short, long, value_name = "FILE", group = "question", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,

    /// Query that comes with the program
    #[arg(short, long, value_name = "NAME", group = "question")]
    pub name: Option<String>,

    /// Print the query of that name instead of asking it
    #[arg(long, requires = "name", conflicts_with_all = ["query", "file", "list", "format", "timeout"])]
    pub print: bool,

    /// List the queries that come with the program
    #[arg(long, group = "question")]
    pub list: bool,

    /// Where the store is.
    #[command(flatten)]
    pub location: Location,

    /// How to write the answer [default: table; ttl for CONSTRUCT and DESCRIBE]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Seconds after which the query is given up
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person, with prefixes
    Table,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in CSV, values only
    Csv,
    /// SPARQL results in TSV, terms in full
    Tsv,
    /// SPARQL results in XML
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Ttl,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Nt,
}

/// Prints the answer, also if it is empty.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    if args.list {
        return list(out).map_err(failed);
    }
    let text = text(args)?;
    if args.print {
        out.write_all(text.as_bytes()).map_err(failed)?;
        return Ok(Exit::Done);
    }
    let store = args.location.open()?;
    let vocabulary = Vocabulary::new(store.base())?;
    let prepared = Prepared::new(&text, &vocabulary)?;
    let format = format(args.format, prepared.form())?;
    let limits = Limits { timeout: args.timeout, ..Limits::default() };
    let answer = prepared.run(&store, &limits)?;
    match format {
        Some(format) => answer.write(format, &vocabulary, out),
        None => write_table(&answer, &vocabulary, out),
    }
    .map_err(failed)?;
    if let Some(query) = args.name.as_deref().and_then(named).filter(|_| has_no_rows(&answer)) {
        // Talk that cannot be written is no reason to stop.
        let _ = writeln!(talk, "note: {}", unanswered(query));
    }
    Ok(Exit::Done)
}

/// What is said where nothing answers a query that comes with the program: about whom it asks, and how to ask about others.
fn unanswered(query: &NamedQuery) -> String {
    let (name, asked) = (query.short_name(), query.asked());
    match asked.as_slice() {
        [] => format!("nothing in the store answers `{name}`; `--print` shows what it asks"),
        asked => format!(
            "nothing in the store answers `{name}`, which asks about {}; to ask about others, put them into what \
             `--print` shows, and ask that with `--file`",
            asked.join(" and ")
        ),
    }
}

fn has_no_rows(answer: &Answer) -> bool {
    matches!(answer, Answer::Solutions(solutions) if solutions.rows.is_empty())
}

fn list(out: &mut impl Write) -> io::Result<Exit> {
    let columns = NAMED.iter().map(|query| layout::width(query.short_name())).max().unwrap_or(0);
    for query in NAMED {
        let name = layout::padded(query.short_name(), columns);
        writeln!(out, "{name}  {}\n{}  {}", query.title("en"), " ".repeat(columns), query.title("zh"))?;
    }
    Ok(Exit::Done)
}

fn text(args: &Args) -> Result<String> {
    match (&args.query, &args.file, &args.name) {
        (Some(query), ..) if query != "-" => Ok(query.clone()),
        (None, Some(file), _) if file != Path::new("-") => read_file(file),
        (None, None, Some(name)) => find_named(name),
        (None, None, None) if io::stdin().is_terminal() => Err(Error::new(ErrorKind::Usage, "there is no query")
            .with_hint("give one in quotation marks, with `--file` or with `--name`; `--list` shows the names")),
        _ => read_to_string(io::stdin(), "standard input"),
    }
}

fn find_named(name: &str) -> Result<String> {
    named(name).map(|query| query.text.to_owned()).ok_or_else(|| {
        let error = Error::new(ErrorKind::Usage, format!("no query is named `{name}`"));
        match nearest(name) {
            Some(nearest) => error.with_hint(format!("did you mean `{nearest}`? `--list` shows all")),
            None => error.with_hint("`--list` shows all"),
        }
    })
}

fn read_file(path: &Path) -> Result<String> {
    let name = path.display().to_string();
    let file = fs::File::open(path).map_err(|error| unreadable(&name, &error))?;
    read_to_string(file, &name)
}

/// Reads a query; one byte more than it may have is enough to turn it away.
fn read_to_string(from: impl Read, name: &str) -> Result<String> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.as_bytes().len() > MAX_BYTES => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            return Err(Error::new(ErrorKind::Usage, format!("cannot read the query from `{name}`"))
                .with_cause(format!("byte {at} is not UTF-8")));
        }
    };
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn unreadable(name: &str, error: &io::Error) -> Error {
    let kind = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::IsADirectory => ErrorKind::Usage,
        _ => ErrorKind::Io,
    };
    Error::new(kind, format!("cannot read the query from `{name}`")).with_cause(error)
}

/// The standard format that was meant; none for a table.
fn format(typed: Option<Format>, form: Form) -> Result<Option<AnswerFormat>> {
    let format = match (typed, form) {
        (None, Form::Graph) => Some(AnswerFormat::Turtle),
        (None | Some(Format::Table), Form::Solutions | Form::Boolean) => None,
        (Some(Format::Json), _) => Some(AnswerFormat::Json),
        (Some(Format::Csv), _) => Some(AnswerFormat::Csv),
        (Some(Format::Tsv), _) => Some(AnswerFormat::Tsv),
        (Some(Format::Xml), _) => Some(AnswerFormat::Xml),
        (Some(Format::Ttl), _) => Some(AnswerFormat::Turtle),
        (Some(Format::Nt), _) => Some(AnswerFormat::NTriples),
        (Some(Format::Table), Form::Graph) => return Err(unsuitable(form)),
    };
    match format {
        Some(format) if !format.suits(form) => Err(unsuitable(form)),
        format => Ok(format),
    }
}

fn unsuitable(form: Form) -> Error {
    let (answer, formats) = match form {
        Form::Solutions => ("SELECT answers with a table", "table, json, csv, tsv or xml"),
        Form::Boolean => ("ASK answers with yes or no", "table, json, csv, tsv or xml"),
        Form::Graph => ("CONSTRUCT and DESCRIBE answer with triples", "ttl or nt"),
    };
    Error::new(ErrorKind::Usage, "the format does not suit the query")
        .with_cause(answer)
        .with_hint(format!("write it with `--format` {formats}"))
}

fn write_table(answer: &Answer, vocabulary: &Vocabulary, out: &mut impl Write) -> io::Result<()> {
    match answer {
        Answer::Boolean(value) => writeln!(out, "{}", if *value { "yes" } else { "no" }),
        Answer::Solutions(solutions) => write_solutions(solutions, vocabulary, out),
        Answer::Graph(_) => Ok(()),
    }
}

fn write_solutions(solutions: &Solutions, vocabulary: &Vocabulary, out: &mut impl Write) -> io::Result<()> {
    let names: Vec<&str> = solutions.variables.iter().map(oxigraph::model::Variable::as_str).collect();
    if names.is_empty() {
        return writeln!(out, "{}", layout::counted(solutions.rows.len(), "row"));
    }
    let is_number = |column: &usize| {
        let mut terms = solutions.rows.iter().filter_map(|row| row.get(*column)?.as_ref()).peekable();
        terms.peek().is_some() && terms.all(is_number)
    };
    let numbers: Vec<usize> = (0..names.len()).filter(is_number).collect();
    let mut table = table::new(&names, &numbers);
    for row in &solutions.rows {
        table.add_row(row.iter().map(|term| shown(term.as_ref(), vocabulary)));
    }
    writeln!(out, "{table}")?;
    writeln!(out, "{}", layout::counted(solutions.rows.len(), "row"))
}

fn is_number(term: &Term) -> bool {
    let Term::Literal(literal) = term else { return false };
    let datatype = literal.datatype();
    let name = datatype.as_str().strip_prefix("http://www.w3.org/2001/XMLSchema#");
    matches!(name, Some("integer" | "decimal" | "double" | "float"))
}

/// A term as a person reads it: names with their prefix, our own data without their base, literals bare.
fn shown(term: Option<&Term>, vocabulary: &Vocabulary) -> String {
    match term {
        None => String::new(),
        Some(Term::NamedNode(node)) => visible(&shortened(node.as_str(), vocabulary)).into_owned(),
        Some(Term::Literal(literal)) => visible(literal.value()).into_owned(),
        Some(other) => visible(&other.to_string()).into_owned(),
    }
}

fn shortened(iri: &str, vocabulary: &Vocabulary) -> String {
    let prefixed = |(prefix, namespace): &(&str, &str)| {
        let local = iri.strip_prefix(namespace)?;
        let is_name = !local.is_empty() && !local.contains(['/', '#']);
        is_name.then(|| format!("{prefix}:{local}"))
    };
    let known = PREFIXES.iter().find_map(prefixed);
    known.or_else(|| vocabulary.local(iri).map(|local| format!("<{local}>"))).unwrap_or_else(|| format!("<{iri}>"))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds")?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    if duration.is_zero() { Err("no query is that fast".to_owned()) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_whom_nothing_is_known_is_told() {
        let told = |name: &str| named(name).map(unanswered).unwrap_or_default();
        assert_eq!(
            told("projects-between-countries"),
            "nothing in the store answers `projects-between-countries`, which asks about 中国 and 吉尔吉斯斯坦; to ask \
             about others, put them into what `--print` shows, and ask that with `--file`"
        );
        assert_eq!(told("builders"), "nothing in the store answers `builders`; `--print` shows what it asks");
        // What is asked by predicates alone names nobody.
        assert_eq!(told("routes"), "nothing in the store answers `routes`; `--print` shows what it asks");
    }
}
