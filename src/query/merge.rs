//! Makes the default graph a *merge* of all graphs, as RDF has it: each triple once.
//!
//! Oxigraph 0.5 reads the union of named graphs as a row of quads, so that a triple stated by five
//! documents counts five times (oxigraph/oxigraph#1919, mended after 0.5). Every document says again what
//! an entity is called, so without this `COUNT` and `SUM` would be wrong in nearly every query, and joins would
//! multiply: a name in 1,000 documents, its class in as many, its relations in some, is millions of rows for one.
//!
//! Three steps mend that. What the summary graph repeats of all documents is [read from there](read_once); what is said
//! of a claim is read [in one graph](gather) at a time; of the rest, solutions are [made distinct](merge_graphs).

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef};
use oxigraph::sparql::Variable;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::gather::{gather, is_graph};
use crate::rdf::Vocabulary;
use crate::rdf::term::{rdf, rdfs, sg, skos};
use crate::relation::Status;

/// What the names of variables begin with that stand for blank nodes: no one can type it.
const BLANK: &str = "blank node ";

/// Properties whose triples the summary repeats, all of them, each once. Labels are those of the summary: where
/// documents differ, that of most of them.
const REPEATED: [NamedNodeRef<'static>; 7] =
    [rdfs::LABEL, skos::PREF_LABEL, skos::ALT_LABEL, sg::SUBJECT, sg::PREDICATE, sg::OBJECT, sg::STATUS];

/// Whether it matters how often a solution occurs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    Matters,
    IsIdle,
}

/// Rewrites a query so that patterns over several graphs give each solution once.
///
/// The solutions of a basic graph pattern over a set of triples are a set: no two of them agree in all
/// variables and blank nodes. Joins, optional parts, filters and assignments keep that. So the largest parts of the
/// query that are made of these alone are put under one `DISTINCT` over all their variables; inside, the
/// optimizer still sees them whole. Parts in which doubles change nothing (under `SELECT DISTINCT`, in `ASK`,
/// `EXISTS` and on the right of `MINUS`) are left alone.
pub fn merge_graphs(query: &mut Query) {
    match query {
        Query::Select { pattern, .. } => rewrite(pattern, Counting::Matters),
        Query::Construct { template, pattern, .. } => {
            // Each solution makes new blank nodes of those in the template.
            let has_blank_nodes = template.iter().any(|triple| terms(triple).any(is_blank));
            rewrite(pattern, if has_blank_nodes { Counting::Matters } else { Counting::IsIdle });
        }
        Query::Describe { pattern, .. } | Query::Ask { pattern, .. } => rewrite(pattern, Counting::IsIdle),
    }
}

/// Rewrites a query so that what the summary graph repeats of all documents is read there, where it stands once, and
/// what is said of a claim in one graph at a time.
///
/// The summary repeats the classes and names of entities, the names of posts, and the ends and statuses of relations,
/// which tell what is stated as a triple, too. It is a pure function of the documents and is written with them, so this
/// changes no answer, only how often it is found.
pub fn read_once(query: &mut Query, summary: &NamedNode) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    part_patterns(pattern, summary, &mut Vec::new());
}

fn part_patterns(pattern: &mut GraphPattern, summary: &NamedNode, placed: &mut Vec<TermPattern>) {
    match pattern {
        GraphPattern::Bgp { .. } => {
            name_blank_nodes(pattern);
            let GraphPattern::Bgp { patterns } = std::mem::take(pattern) else { return };
            let (mut repeated, mut rest): (Vec<_>, Vec<_>) = patterns.into_iter().partition(is_repeated);
            // What stands alone is found as often as it is said; two are found as often as one times the other.
            if rest.len() > 1 {
                rest.retain(|triple| match by_relation(triple) {
                    Some(patterns) => {
                        repeated.extend(patterns);
                        false
                    }
                    None => true,
                });
            }
            let name = NamedNodePattern::NamedNode(summary.clone());
            let inner = Box::new(GraphPattern::Bgp { patterns: repeated });
            *pattern = match (rest.is_empty(), inner.as_ref() == &GraphPattern::default()) {
                (_, true) => gather(rest, placed),
                (true, false) => GraphPattern::Graph { name, inner },
                (false, false) => {
                    let left = Box::new(GraphPattern::Graph { name, inner });
                    GraphPattern::Join { left, right: Box::new(gather(rest, placed)) }
                }
            };
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            part_patterns(left, summary, placed);
            part_patterns(right, summary, placed);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => part_patterns(inner, summary, placed),
        GraphPattern::Path { .. } => name_blank_nodes(pattern),
        GraphPattern::Graph { .. } | GraphPattern::Values { .. } | GraphPattern::Service { .. } => {}
    }
}

/// Asks for a relation in the place of the triple that states it, which stands in each document that says so.
///
/// The summary has a node for it, with its ends and, for a fact, whether anybody says that it is so.
fn by_relation(triple: &TriplePattern) -> Option<Vec<TriplePattern>> {
    let NamedNodePattern::NamedNode(property) = &triple.predicate else { return None };
    let predicate = Vocabulary::predicate_of(property.as_ref())?;
    // Without a variable it is one look-up, whose answer binds nothing.
    terms(triple).find_map(variable_of)?;
    let node = Variable::new_unchecked(format!("{BLANK}relation {triple}"));
    let asked = |property: NamedNodeRef<'_>, object| TriplePattern {
        subject: node.clone().into(),
        predicate: property.into_owned().into(),
        object,
    };
    let mut asked_for = vec![
        asked(sg::PREDICATE, property.clone().into()),
        asked(sg::SUBJECT, triple.subject.clone()),
        asked(sg::OBJECT, triple.object.clone()),
    ];
    if predicate.is_fact() {
        let is_so = Literal::from(Status::Asserted.name());
        asked_for.insert(1, asked(sg::STATUS, is_so.into()));
    }
    Some(asked_for)
}

/// Whether the summary holds all triples that match.
fn is_repeated(triple: &TriplePattern) -> bool {
    let NamedNodePattern::NamedNode(predicate) = &triple.predicate else { return false };
    let is_ours = |class: &NamedNode| Vocabulary::kind_of(class.as_ref()).is_some() || *class == sg::RELATION;
    match &triple.object {
        TermPattern::NamedNode(class) if *predicate == rdf::TYPE => is_ours(class),
        _ => REPEATED.iter().any(|repeated| predicate == repeated),
    }
}

fn rewrite(pattern: &mut GraphPattern, counting: Counting) {
    if is_set(pattern) {
        sub_selects(pattern);
        if counting == Counting::Matters && reads_default_graph(pattern) {
            make_distinct(pattern);
        }
        return;
    }
    match pattern {
        GraphPattern::Distinct { inner } => rewrite(inner, Counting::IsIdle),
        // How many solutions there are decides what is cut off, or what is counted.
        GraphPattern::Slice { inner, .. } | GraphPattern::Group { inner, .. } => rewrite(inner, Counting::Matters),
        GraphPattern::OrderBy { inner, .. } => {
            rewrite(inner, counting);
            if counting == Counting::IsIdle {
                // To sort compares the texts of every row again and again.
                make_distinct(inner);
            }
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right } => {
            rewrite(left, counting);
            rewrite(right, counting);
        }
        GraphPattern::Minus { left, right } => {
            rewrite(left, counting);
            rewrite(right, Counting::IsIdle);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Service { inner, .. }
        | GraphPattern::Graph { inner, .. } => rewrite(inner, counting),
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
    }
}

/// Whether a pattern over a set of triples gives a set of solutions.
fn is_set(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } => true,
        GraphPattern::Distinct { .. } | GraphPattern::Group { .. } => true,
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right } => is_set(left) && is_set(right),
        GraphPattern::Minus { left, .. } => is_set(left),
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } | GraphPattern::Graph { inner, .. } => {
            is_set(inner)
        }
        GraphPattern::Values { bindings, .. } => {
            let rows: BTreeSet<String> = bindings.iter().map(|row| format!("{row:?}")).collect();
            rows.len() == bindings.len() && bindings.iter().flatten().all(Option::is_some)
        }
        GraphPattern::Union { .. }
        | GraphPattern::OrderBy { .. }
        | GraphPattern::Project { .. }
        | GraphPattern::Reduced { .. }
        | GraphPattern::Slice { .. }
        | GraphPattern::Service { .. } => false,
    }
}

/// Rewrites the sub-selects of a set of solutions, and the right sides of its `MINUS`.
fn sub_selects(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Distinct { inner } => rewrite(inner, Counting::IsIdle),
        GraphPattern::Group { inner, .. } => rewrite(inner, Counting::Matters),
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right } => {
            sub_selects(left);
            sub_selects(right);
        }
        GraphPattern::Minus { left, right } => {
            sub_selects(left);
            rewrite(right, Counting::IsIdle);
        }
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } | GraphPattern::Graph { inner, .. } => {
            sub_selects(inner);
        }
        _ => {}
    }
}

/// Whether a pattern outside of `GRAPH` and sub-selects reads triples.
fn reads_default_graph(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { patterns } => !patterns.is_empty(),
        GraphPattern::Path { .. } => true,
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right } => reads_default_graph(left) || reads_default_graph(right),
        GraphPattern::Minus { left, .. } => reads_default_graph(left),
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } => reads_default_graph(inner),
        GraphPattern::Graph { name: NamedNodePattern::Variable(name), .. } => is_graph(name),
        _ => false,
    }
}

/// Puts a pattern under `DISTINCT` over all its variables and blank nodes.
fn make_distinct(pattern: &mut GraphPattern) {
    name_blank_nodes(pattern);
    let mut all = BTreeSet::new();
    variables(pattern, &mut all);
    let visible: BTreeSet<String> = all.iter().filter(|name| !name.starts_with(BLANK)).cloned().collect();
    let inner = std::mem::take(pattern);
    let inner = Box::new(GraphPattern::Project { inner: Box::new(inner), variables: owned(&all) });
    *pattern = GraphPattern::Distinct { inner };
    if all != visible {
        let inner = Box::new(std::mem::take(pattern));
        *pattern = GraphPattern::Project { inner, variables: owned(&visible) };
    }
}

fn owned(names: &BTreeSet<String>) -> Vec<Variable> {
    names.iter().map(Variable::new_unchecked).collect()
}

/// Gives blank nodes the names of variables, which is what they mean in a query. The name is one that nobody can type.
fn name_blank_nodes(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                name_blank_node(&mut triple.subject);
                name_blank_node(&mut triple.object);
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            name_blank_node(subject);
            name_blank_node(object);
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right } => {
            name_blank_nodes(left);
            name_blank_nodes(right);
        }
        GraphPattern::Minus { left, .. } => name_blank_nodes(left),
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } | GraphPattern::Graph { inner, .. } => {
            name_blank_nodes(inner);
        }
        _ => {}
    }
}

fn name_blank_node(term: &mut TermPattern) {
    if let TermPattern::BlankNode(node) = term {
        *term = TermPattern::Variable(Variable::new_unchecked(format!("{BLANK}{}", node.as_str())));
    }
}

/// Collects the variables that a pattern can bind, but for those that stand for the graph of a claim.
fn variables(pattern: &GraphPattern, names: &mut BTreeSet<String>) {
    let mut name = |variable: &Variable| {
        if !is_graph(variable) {
            names.insert(variable.as_str().to_owned());
        }
    };
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                terms(triple).filter_map(variable_of).for_each(&mut name);
                if let NamedNodePattern::Variable(variable) = &triple.predicate {
                    name(variable);
                }
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            [subject, object].into_iter().filter_map(variable_of).for_each(name);
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right } => {
            variables(left, names);
            variables(right, names);
        }
        GraphPattern::Minus { left, .. } => variables(left, names),
        GraphPattern::Extend { inner, variable, .. } => {
            name(variable);
            variables(inner, names);
        }
        GraphPattern::Graph { name: graph, inner } | GraphPattern::Service { name: graph, inner, .. } => {
            if let NamedNodePattern::Variable(variable) = graph {
                name(variable);
            }
            variables(inner, names);
        }
        GraphPattern::Values { variables, .. } | GraphPattern::Project { variables, .. } => {
            variables.iter().for_each(name);
        }
        GraphPattern::Group { variables, aggregates, .. } => {
            variables.iter().for_each(&mut name);
            aggregates.iter().for_each(|(variable, _)| name(variable));
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => variables(inner, names),
    }
}

fn terms(triple: &TriplePattern) -> impl Iterator<Item = &TermPattern> {
    [&triple.subject, &triple.object].into_iter()
}

fn is_blank(term: &TermPattern) -> bool {
    matches!(term, TermPattern::BlankNode(_))
}

fn variable_of(term: &TermPattern) -> Option<&Variable> {
    match term {
        TermPattern::Variable(variable) => Some(variable),
        _ => None,
    }
}
