//! What queries answer over quads: the program, and the database alone.

#![allow(dead_code, reason = "each test uses its part")]

use oxigraph::model::{Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use sinograph::query::{Answer, Limits, ask};

/// One value for each variable, if it is bound.
pub type Row = Vec<Option<Term>>;

/// What the database reads where a query names no graph.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Graphs {
    /// The graph without a name.
    Default,
    /// All graphs, one after the other.
    Union,
}

/// What the database answers.
pub fn of_database(query: &str, quads: impl IntoIterator<Item = Quad>, graphs: Graphs) -> Vec<Row> {
    let store = Store::new().expect("memory suffices");
    store.extend(quads).expect("memory suffices");
    let mut prepared = SparqlEvaluator::new().parse_query(query).expect("the query is well-formed");
    if graphs == Graphs::Union {
        prepared.dataset_mut().set_default_graph_as_union();
    }
    let QueryResults::Solutions(solutions) = prepared.on_store(&store).execute().expect("the query runs") else {
        unreachable!("every query selects");
    };
    solutions.map(|solution| solution.expect("memory can be read").values().to_vec()).collect()
}

/// What the program answers.
pub fn of_program(query: &str, quads: impl IntoIterator<Item = Quad>) -> Vec<Row> {
    let store = sinograph::store::Store::in_memory("https://w3id.org/sinograph/").expect("memory suffices");
    store.as_oxigraph().extend(quads).expect("memory suffices");
    let Answer::Solutions(solutions) = ask(&store, query, &Limits::default()).expect("the query runs") else {
        unreachable!("every query selects");
    };
    solutions.rows
}

/// One line a row, values joined by ` | `.
pub fn lines(rows: &[Row], text: fn(&Term) -> String) -> Vec<String> {
    let line =
        |row: &Row| row.iter().map(|term| term.as_ref().map(text).unwrap_or_default()).collect::<Vec<_>>().join(" | ");
    rows.iter().map(line).collect()
}
