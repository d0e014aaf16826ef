//! SPARQL over the merge of all graphs.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use oxigraph::model::{NamedNode, Quad};
use oxigraph::sparql::{
    CancellationToken, QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter, SparqlEvaluator,
};
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

use super::answer::{Answer, Form, Solutions};
use super::watch::Watch;
use super::{guard, merge, service, syntax};
use crate::error::{Error, ErrorKind, Result};
use crate::rdf::{PREFIXES, Vocabulary};
use crate::store::{Store, broken, unreadable};

/// Deep enough for the deepest query that the guard lets through, parsed, rewritten and evaluated.
const STACK_BYTES: usize = 256 << 20;

/// How long a query may take to be parsed: nested lists cost the cube of their depth.
const PARSE_TIME: Duration = Duration::from_secs(5);

/// What a query may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may run.
    pub timeout: Option<Duration>,
    /// How many rows or triples it may give.
    pub max_rows: usize,
    /// By how many bytes it may make the process grow, on systems that tell (Linux).
    pub max_memory: u64,
}

impl Default for Limits {
    /// No end of time, a million rows, two gibibytes.
    fn default() -> Self {
        Limits { timeout: None, max_rows: 1_000_000, max_memory: 2 << 30 }
    }
}

/// A query that can be run.
///
/// The default graph is the RDF merge of all named graphs, each triple once; `GRAPH` reaches each of them,
/// and `FROM` chooses among them. The [prefixes of the vocabulary](PREFIXES) are declared, and so is the base of the
/// store, so that `<country/CN>` means what tables show by it; a `PREFIX` or `BASE` of the query wins over them.
#[derive(Clone, Debug)]
pub struct Prepared {
    query: Query,
    form: Form,
    is_ordered: bool,
}

impl Prepared {
    /// Parses a query to a store of this vocabulary.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] if it is too large to be parsed safely ([`guard`]); [`ErrorKind::Usage`], with line and
    /// column, if it is not SPARQL 1.1; [`ErrorKind::Usage`] if it would change the store or ask another server.
    pub fn new(text: &str, vocabulary: &Vocabulary) -> Result<Self> {
        guard::check(text)?;
        let (text, base) = (text.to_owned(), vocabulary.base().to_owned());
        let (send, receive) = mpsc::channel();
        spawn(move || {
            // The other end waits for this and nothing else.
            let _ = send.send(parse(&text, &base));
        })?;
        match receive.recv_timeout(PARSE_TIME) {
            Ok(prepared) => prepared,
            Err(RecvTimeoutError::Timeout) => {
                Err(Error::new(ErrorKind::Limit, "the query is too large").with_cause("it takes too long to parse"))
            }
            Err(RecvTimeoutError::Disconnected) => Err(died()),
        }
    }

    /// What kind of answer it gives.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Runs it.
    ///
    /// Without `ORDER BY`, rows are sorted by their terms, column by column, so that one store gives one output.
    /// (`LIMIT` without `ORDER BY` still takes the rows that the store finds first.)
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] if it passes a limit; [`ErrorKind::Io`] if the store cannot be read.
    pub fn run(self, store: &Store, limits: &Limits) -> Result<Answer> {
        let token = CancellationToken::new();
        let (send, receive) = mpsc::channel();
        let summary = Vocabulary::new(store.base())?.summary();
        let run = Run { prepared: self, token: token.clone(), max_rows: limits.max_rows, summary };
        let oxigraph = store.as_oxigraph().clone();
        let watch = Watch::new(limits, token);
        let thread = spawn(move || {
            // After a timeout nobody listens any more.
            let _ = send.send(run.evaluate(&oxigraph));
        })?;
        watch.wait(&receive, thread)
    }
}

/// Parses and runs a query; see [`Prepared`].
///
/// ```
/// use sinograph::query::{Answer, Limits, ask};
/// use sinograph::store::Store;
///
/// let store = Store::in_memory("https://w3id.org/sinograph/")?;
/// let answer = ask(&store, "SELECT (COUNT(*) AS ?n) { ?country a sg:Country }", &Limits::default())?;
/// let Answer::Solutions(solutions) = answer else { panic!("a SELECT gives solutions") };
/// assert_eq!(solutions.rows.len(), 1);
/// # Ok::<(), sinograph::Error>(())
/// ```
pub fn ask(store: &Store, query: &str, limits: &Limits) -> Result<Answer> {
    Prepared::new(query, &Vocabulary::new(store.base())?)?.run(store, limits)
}

fn spawn(work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    let thread = thread::Builder::new().name("query".to_owned()).stack_size(STACK_BYTES).spawn(work);
    thread.map_err(|error| Error::new(ErrorKind::Io, "cannot start a thread for the query").with_cause(error))
}

pub(super) fn died() -> Error {
    Error::new(ErrorKind::Io, "the query ended without an answer")
}

fn parse(text: &str, base: &str) -> Result<Prepared> {
    let query = parser(base).parse_query(text).map_err(|error| syntax::error(text, &error.to_string()))?;
    if service::asks_elsewhere(&query) {
        return Err(Error::new(ErrorKind::Usage, "the query asks another server with `SERVICE`")
            .with_cause("no query leaves this machine")
            .with_hint("take the `SERVICE` part out"));
    }
    let is_ordered = matches!(&query, Query::Select { pattern, .. } if is_ordered(pattern));
    let form = Form::of(&query);
    Ok(Prepared { query, form, is_ordered })
}

fn parser(base: &str) -> SparqlParser {
    let declare = |parser: SparqlParser, (prefix, namespace): (&str, &str)| {
        parser.with_prefix(prefix, namespace).expect("the namespaces of our prefixes are IRIs")
    };
    let parser = PREFIXES.into_iter().fold(SparqlParser::new(), declare);
    // Nothing is relative to a base that is no folder, such as `urn:news:`.
    match base.ends_with('/') {
        true => parser.with_base_iri(base).expect("the base of a vocabulary is an IRI"),
        false => parser,
    }
}

/// Whether the solutions come in an order that the query asks for.
fn is_ordered(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::OrderBy { .. } => true,
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => is_ordered(inner),
        _ => false,
    }
}

/// What the thread of a query works with.
struct Run {
    prepared: Prepared,
    token: CancellationToken,
    max_rows: usize,
    summary: NamedNode,
}

impl Run {
    fn evaluate(mut self, oxigraph: &oxigraph::store::Store) -> Result<Answer> {
        let has_summary = oxigraph.contains_named_graph(&self.summary).map_err(|error| broken(&error))?;
        if has_summary && self.prepared.query.dataset().is_none() {
            merge::read_once(&mut self.prepared.query, &self.summary);
        }
        merge::merge_graphs(&mut self.prepared.query);
        let evaluator = SparqlEvaluator::new().with_cancellation_token(self.token.clone());
        let mut query = evaluator.for_query(self.prepared.query.clone());
        if query.dataset().is_default_dataset() {
            query.dataset_mut().set_default_graph_as_union();
        }
        match query.on_store(oxigraph).execute().map_err(failed)? {
            QueryResults::Solutions(solutions) => self.solutions(solutions).map(Answer::Solutions),
            QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
            QueryResults::Graph(triples) => self.graph(triples).map(Answer::Graph),
        }
    }

    fn solutions(&self, solutions: QuerySolutionIter<'_>) -> Result<Solutions> {
        let variables = solutions.variables().to_vec();
        let mut rows = Vec::new();
        for solution in solutions {
            rows.push(solution.map_err(failed)?.values().to_vec());
            self.check(rows.len())?;
        }
        let mut solutions = Solutions { variables, rows };
        if !self.prepared.is_ordered {
            solutions.sort();
        }
        Ok(solutions)
    }

    fn graph(&self, triples: QueryTripleIter<'_>) -> Result<Vec<Quad>> {
        let mut quads = Vec::new();
        for triple in triples {
            quads.push(triple.map_err(failed)?.in_graph(oxigraph::model::GraphName::DefaultGraph));
            self.check(quads.len())?;
        }
        crate::rdf::sort_quads(&mut quads);
        quads.dedup();
        Ok(quads)
    }

    fn check(&self, n_rows: usize) -> Result<()> {
        if n_rows <= self.max_rows {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Limit, format!("the query gives more than {} rows", self.max_rows))
            .with_hint("narrow it, or take a part of the answer with `LIMIT`"))
    }
}

fn failed(error: QueryEvaluationError) -> Error {
    match error {
        QueryEvaluationError::Cancelled => Error::new(ErrorKind::Limit, "the query took too long"),
        QueryEvaluationError::Dataset(error) => unreadable(error),
        error => Error::new(ErrorKind::Usage, "the query cannot be run").with_cause(error),
    }
}
