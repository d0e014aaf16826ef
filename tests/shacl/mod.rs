//! A small reading of SHACL: as much of it as `ontology/shapes.ttl` uses, written from the recommendation.
//!
//! A second opinion beside pySHACL, without which it checks what we write. A constraint that it does not know
//! stops it, so that none is passed over.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::panic, reason = "a shape that cannot be read stops the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{
    Graph, GraphName, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef,
};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

const SH: &str = "http://www.w3.org/ns/shacl#";

/// The shapes that hold for all that we write.
pub struct Shapes {
    shapes: Graph,
    ontology: Graph,
}

/// Triples of all graphs, with those of the vocabulary.
pub struct Data {
    graph: Graph,
    store: Store,
}

impl Data {
    /// The union of the graphs that some quads stand in.
    pub fn new(shapes: &Shapes, quads: &[Quad]) -> Data {
        let mut graph = shapes.ontology.clone();
        for quad in quads {
            graph.insert(quad.as_ref());
        }
        let store = Store::new().expect("memory suffices");
        let quads = graph.iter().map(|triple| triple.into_owned().in_graph(GraphName::DefaultGraph));
        store.extend(quads).expect("memory suffices");
        Data { graph, store }
    }

    /// Takes away all that a node says by a property.
    pub fn remove(&mut self, node: &NamedOrBlankNode, property: &NamedNode) -> Vec<Term> {
        let values: Vec<Term> = values(&self.graph, node.as_ref(), property.as_ref());
        for value in &values {
            let quad = Quad::new(node.clone(), property.clone(), value.clone(), GraphName::DefaultGraph);
            self.graph.remove(quad.as_ref());
            self.store.remove(quad.as_ref()).expect("memory can be written");
        }
        values
    }

    /// Puts back what was taken away.
    pub fn restore(&mut self, node: &NamedOrBlankNode, property: &NamedNode, values: Vec<Term>) {
        for value in values {
            let quad = Quad::new(node.clone(), property.clone(), value, GraphName::DefaultGraph);
            self.graph.insert(quad.as_ref());
            self.store.insert(quad.as_ref()).expect("memory can be written");
        }
    }
}

impl Shapes {
    /// The shapes and the vocabulary of `ontology/`.
    pub fn read() -> Shapes {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
        let read = |name: &str| {
            let text = std::fs::read_to_string(folder.join(name)).expect("it is there");
            let mut graph = Graph::new();
            for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&text) {
                graph.insert(quad.expect("it is well-formed").as_ref());
            }
            graph
        };
        Shapes { shapes: read("shapes.ttl"), ontology: read("sinograph.ttl") }
    }

    /// The shapes as triples.
    pub fn graph(&self) -> &Graph {
        &self.shapes
    }

    /// The vocabulary as triples.
    pub fn ontology(&self) -> &Graph {
        &self.ontology
    }

    /// The node shapes that have targets.
    pub fn node_shapes(&self) -> Vec<NamedOrBlankNode> {
        let node_shape = sh("NodeShape");
        let shapes = self.shapes.subjects_for_predicate_object(rdf::TYPE, node_shape.as_ref());
        let mut shapes: Vec<NamedOrBlankNode> = shapes.map(NamedOrBlankNodeRef::into_owned).collect();
        shapes.sort_by_key(ToString::to_string);
        shapes
    }

    /// The properties that a node of a shape must have.
    pub fn required(&self, shape: &NamedOrBlankNode) -> Vec<NamedNode> {
        let mut required: Vec<NamedNode> = Vec::new();
        for property in self.all(shape.as_ref(), "property") {
            let property = as_node(&property);
            if self.number(property.as_ref(), "minCount").is_some_and(|n| n > 0.0) {
                required.extend(self.named(property.as_ref(), "path"));
            }
        }
        required.sort_unstable();
        required
    }

    /// The nodes that a shape is about, in order.
    pub fn targets(&self, shape: &NamedOrBlankNode, data: &Data) -> Vec<Term> {
        let classes: Vec<Term> = self.all(shape.as_ref(), "targetClass");
        let properties: Vec<Term> = self.all(shape.as_ref(), "targetSubjectsOf");
        let mut targets = BTreeMap::new();
        for triple in &data.graph {
            let is_target = match triple.predicate {
                rdf::TYPE => classes.iter().any(|class| is_subclass(&data.graph, triple.object.into_owned(), class)),
                property => properties.contains(&property.into_owned().into()),
            };
            if is_target {
                targets.insert(triple.subject.to_string(), triple.subject.into_owned().into());
            }
        }
        targets.into_values().collect()
    }

    /// All that breaks a shape, a line each.
    pub fn check(&self, data: &Data) -> BTreeSet<String> {
        self.node_shapes().iter().flat_map(|shape| self.check_shape(shape, data)).collect()
    }

    /// What breaks one shape.
    pub fn check_shape(&self, shape: &NamedOrBlankNode, data: &Data) -> Vec<String> {
        let targets = self.targets(shape, data);
        let mut faults: Vec<String> =
            targets.iter().flat_map(|target| self.faults(shape.as_ref(), target, data)).collect();
        let targets: BTreeSet<String> = targets.iter().map(ToString::to_string).collect();
        for constraint in self.all(shape.as_ref(), "sparql") {
            let constraint = as_node(&constraint);
            let [message, select] = ["message", "select"].map(|name| self.text(constraint.as_ref(), name));
            let found = select_this(&data.store, &select).into_iter().filter(|node| targets.contains(node));
            faults.extend(found.map(|node| format!("{node}: {message}")));
        }
        faults
    }

    /// What is wrong with a node, or with the values of one of its properties.
    fn faults(&self, shape: NamedOrBlankNodeRef<'_>, focus: &Term, data: &Data) -> Vec<String> {
        let path = self.named(shape, "path");
        let of_focus = |property: NamedNodeRef<'_>| match focus {
            Term::NamedNode(node) => values(&data.graph, node.as_ref().into(), property),
            Term::BlankNode(node) => values(&data.graph, node.as_ref().into(), property),
            _ => Vec::new(),
        };
        let found = match &path {
            Some(path) => of_focus(path.as_ref()),
            None => vec![focus.clone()],
        };
        let mut faults = Vec::new();
        let mut constraints: Vec<(String, Term)> = Vec::new();
        for triple in self.shapes.triples_for_subject(shape) {
            if let Some(name) = triple.predicate.as_str().strip_prefix(SH) {
                constraints.push((name.to_owned(), triple.object.into_owned()));
            }
        }
        for (name, value) in constraints {
            let limit = || number(&value).unwrap_or_else(|| panic!("{value} is no number"));
            let all = |holds: &dyn Fn(&Term) -> bool| found.iter().all(holds);
            let others = || match &value {
                Term::NamedNode(property) => of_focus(property.as_ref()),
                _ => panic!("{value} is no property"),
            };
            let holds = match name.as_str() {
                "path" | "targetClass" | "targetSubjectsOf" | "sparql" => true,
                "property" => {
                    let property = as_node(&value);
                    faults.extend(found.iter().flat_map(|node| self.faults(property.as_ref(), node, data)));
                    true
                }
                "node" => all(&|node| self.faults(as_node(&value).as_ref(), node, data).is_empty()),
                "or" => {
                    let shapes = self.list(&value);
                    let fits = |node: &Term| {
                        shapes.iter().any(|shape| self.faults(as_node(shape).as_ref(), node, data).is_empty())
                    };
                    all(&fits)
                }
                "class" => all(&|node| is_instance(&data.graph, node, &value)),
                "datatype" => all(&|node| as_literal(node).is_some_and(|literal| same(literal.datatype(), &value))),
                "nodeKind" => {
                    assert_eq!(value, sh("IRI").into(), "only IRIs are asked for");
                    all(&|node| node.is_named_node())
                }
                "pattern" => all(&|node| matches_pattern(&data.store, &text_of(node), &text_of(&value))),
                "in" => {
                    let allowed = self.list(&value);
                    all(&|node| allowed.contains(node))
                }
                "languageIn" => {
                    let allowed: Vec<String> = self.list(&value).iter().map(text_of).collect();
                    let language = |node: &Term| as_literal(node).and_then(|l| l.language().map(str::to_owned));
                    all(&|node| language(node).is_some_and(|language| allowed.contains(&language)))
                }
                "minLength" => all(&|node| text_of(node).chars().count() as f64 >= limit()),
                "minInclusive" => all(&|node| number(node).is_some_and(|number| number >= limit())),
                "maxInclusive" => all(&|node| number(node).is_some_and(|number| number <= limit())),
                "minCount" => found.len() as f64 >= limit(),
                "maxCount" => found.len() as f64 <= limit(),
                "uniqueLang" => {
                    let languages: Vec<_> = found.iter().filter_map(|node| as_literal(node)?.language()).collect();
                    languages.iter().collect::<BTreeSet<_>>().len() == languages.len()
                }
                "equals" => {
                    let others = others();
                    others.len() == found.len() && all(&|node| others.contains(node))
                }
                "disjoint" => !others().iter().any(|other| found.contains(other)),
                "lessThanOrEquals" => {
                    let others = others();
                    all(&|node| others.iter().all(|other| is_at_most(node, other)))
                }
                _ => panic!("`sh:{name}` is not known here"),
            };
            if !holds {
                let path = path.as_ref().map(NamedNode::as_str).unwrap_or_default();
                faults.push(format!("{focus} {path}: sh:{name} {value}"));
            }
        }
        faults
    }

    /// The values of a property of a shape.
    pub fn all(&self, shape: NamedOrBlankNodeRef<'_>, name: &str) -> Vec<Term> {
        values(&self.shapes, shape, sh(name).as_ref())
    }

    fn named(&self, shape: NamedOrBlankNodeRef<'_>, name: &str) -> Option<NamedNode> {
        self.all(shape, name).into_iter().find_map(|value| match value {
            Term::NamedNode(node) => Some(node),
            _ => None,
        })
    }

    fn number(&self, shape: NamedOrBlankNodeRef<'_>, name: &str) -> Option<f64> {
        self.all(shape, name).first().and_then(number)
    }

    fn text(&self, shape: NamedOrBlankNodeRef<'_>, name: &str) -> String {
        self.all(shape, name).first().map(text_of).expect("the constraint has it")
    }

    /// The members of a list.
    pub fn list(&self, list: &Term) -> Vec<Term> {
        let mut members = Vec::new();
        let mut rest = list.clone();
        while rest != rdf::NIL.into_owned().into() {
            let node = as_node(&rest);
            members.extend(values(&self.shapes, node.as_ref(), rdf::FIRST));
            rest = values(&self.shapes, node.as_ref(), rdf::REST).remove(0);
        }
        members
    }
}

/// A term of SHACL.
pub fn sh(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{name}"))
}

/// The values of a property, in order.
pub fn values(graph: &Graph, node: NamedOrBlankNodeRef<'_>, property: NamedNodeRef<'_>) -> Vec<Term> {
    let mut values: Vec<Term> = graph.objects_for_subject_predicate(node, property).map(TermRef::into_owned).collect();
    values.sort_by_key(ToString::to_string);
    values
}

/// A term that stands at the head of triples.
pub fn as_node(term: &Term) -> NamedOrBlankNode {
    match term {
        Term::NamedNode(node) => node.clone().into(),
        Term::BlankNode(node) => node.clone().into(),
        _ => panic!("{term} is no node"),
    }
}

fn is_instance(graph: &Graph, node: &Term, class: &Term) -> bool {
    let node: NamedOrBlankNode = match node {
        Term::NamedNode(node) => node.clone().into(),
        Term::BlankNode(node) => node.clone().into(),
        _ => return false,
    };
    values(graph, node.as_ref(), rdf::TYPE).into_iter().any(|of| is_subclass(graph, of, class))
}

/// Whether a class is another, or below it.
fn is_subclass(graph: &Graph, class: Term, above: &Term) -> bool {
    let mut classes = vec![class];
    let mut seen = BTreeSet::new();
    while let Some(class) = classes.pop() {
        if class == *above {
            return true;
        }
        if seen.insert(class.to_string()) {
            classes.extend(values(graph, as_node(&class).as_ref(), rdfs::SUB_CLASS_OF));
        }
    }
    false
}

fn as_literal(term: &Term) -> Option<LiteralRef<'_>> {
    match term {
        Term::Literal(literal) => Some(literal.as_ref()),
        _ => None,
    }
}

fn text_of(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}

fn number(term: &Term) -> Option<f64> {
    as_literal(term)?.value().parse().ok()
}

fn same(datatype: NamedNodeRef<'_>, term: &Term) -> bool {
    *term == Term::from(datatype.into_owned())
}

fn is_at_most(a: &Term, b: &Term) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a <= b,
        // Days of the calendar stand in the order of their characters.
        _ => text_of(a) <= text_of(b),
    }
}

/// Whether a text holds a regular expression of SPARQL, which is that of SHACL.
fn matches_pattern(store: &Store, text: &str, pattern: &str) -> bool {
    let [text, pattern] = [text, pattern].map(|text| LiteralRef::new_simple_literal(text).to_string());
    let query = format!("ASK {{ FILTER(REGEX({text}, {pattern})) }}");
    let query = SparqlEvaluator::new().parse_query(&query).expect("the pattern is well-formed");
    matches!(query.on_store(store).execute(), Ok(QueryResults::Boolean(true)))
}

/// What a constraint in SPARQL binds to `$this`.
fn select_this(store: &Store, select: &str) -> BTreeSet<String> {
    let query = SparqlEvaluator::new().parse_query(select).expect("the constraint is well-formed");
    let Ok(QueryResults::Solutions(solutions)) = query.on_store(store).execute() else {
        panic!("the constraint selects nothing");
    };
    let this = |solution: oxigraph::sparql::QuerySolution| solution.get("this").map(ToString::to_string);
    solutions.filter_map(|solution| this(solution.expect("memory can be read"))).collect()
}
