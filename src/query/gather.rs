//! Reads what stands of a claim or a figure out of one graph at a time.
//!
//! What a thousand documents claim alike is one claim, with its relation, its stance, its time and its post in each of
//! their graphs. Asked for three of these, a union of graphs gives a thousand million rows, all of them the same. But
//! the IRI of a claim is a hash of [all these](OF_IDENTITY), so that each graph that tells one of them tells them all:
//! asked for in one and the same graph they give as many rows as there are documents.

use oxigraph::model::NamedNodeRef;
use oxigraph::sparql::Variable;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use crate::rdf::term::{org, rdf, sg};

/// What the names of variables begin with that stand for the graph in which a claim is read: no one can type it.
const GRAPH: &str = "graph of ";

/// The properties of claims and figures whose values their IRIs tell.
const OF_IDENTITY: [NamedNodeRef<'static>; 20] = [
    sg::OF_RELATION,
    sg::POLARITY,
    sg::MODALITY,
    sg::SPEAKER,
    sg::TIME,
    sg::BEGINS,
    sg::ENDS,
    sg::POST,
    sg::TENURE,
    sg::ABOUT,
    sg::MEASURE,
    sg::VALUE,
    sg::UPPER_VALUE,
    sg::UNIT,
    sg::BOUND,
    sg::CHANGE,
    org::MEMBER,
    org::ORGANIZATION,
    org::ROLE,
    org::MEMBER_DURING,
];

/// Puts the patterns of each claim into one graph each; what is left stays as it was.
///
/// One property more of the same claim, such as where it is written, can be asked for in that graph as well: whatever
/// graph it stands in tells the others, too. A second one may stand in another graph, so that each claim in `placed`
/// has had its one in the same query.
pub fn gather(patterns: Vec<TriplePattern>, placed: &mut Vec<TermPattern>) -> GraphPattern {
    let mut claims: Vec<(TermPattern, Vec<TriplePattern>)> = Vec::new();
    let (told, mut rest): (Vec<_>, Vec<_>) = patterns.into_iter().partition(is_of_identity);
    for triple in told {
        match claims.iter_mut().find(|(subject, _)| *subject == triple.subject) {
            Some((_, triples)) => triples.push(triple),
            None => claims.push((triple.subject.clone(), vec![triple])),
        }
    }
    let mut parts = Vec::new();
    for (subject, mut patterns) in claims {
        if !placed.contains(&subject)
            && let Some(place) = rest.iter().position(|triple| triple.subject == subject)
        {
            patterns.push(rest.remove(place));
            placed.push(subject.clone());
        }
        let name = NamedNodePattern::Variable(Variable::new_unchecked(format!("{GRAPH}{subject}")));
        parts.push(GraphPattern::Graph { name, inner: Box::new(GraphPattern::Bgp { patterns }) });
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(GraphPattern::Bgp { patterns: rest });
    }
    let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
    parts.into_iter().reduce(join).unwrap_or_default()
}

/// Whether a variable stands for a graph in which a claim is read.
pub fn is_graph(variable: &Variable) -> bool {
    variable.as_str().starts_with(GRAPH)
}

fn is_of_identity(triple: &TriplePattern) -> bool {
    let NamedNodePattern::NamedNode(predicate) = &triple.predicate else { return false };
    match &triple.object {
        TermPattern::NamedNode(class) if *predicate == rdf::TYPE => {
            [sg::CLAIM, sg::OBSERVATION, org::MEMBERSHIP].iter().any(|ours| class == ours)
        }
        _ => OF_IDENTITY.iter().any(|property| predicate == property),
    }
}
