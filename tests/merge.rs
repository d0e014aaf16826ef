//! The default graph of a query is the RDF merge of all graphs: what many documents say is found once, whichever way a
//! query is rewritten to be answered.

mod answers;
mod sample;

use std::collections::BTreeMap;

use answers::{Graphs, Row};
use oxigraph::model::{GraphName, Quad, Term};
use sample::{Page, all_pages, all_quads, page};
use sinograph::query::NAMED;
use sinograph::rdf::PREFIXES;

/// What three pages say alike, each with a sentence of its own before it.
const SAID: &str = "[吕书雅|person/吕书雅]2019年至2022年任[岚海市商务局|organization/岚海市商务局]局长。\n\
    = person/吕书雅 holdsPost organization/岚海市商务局 post=局长 tenure=former time=2019/2022 rule=appointment\n\
    据[新华社|organization/xinhua]报道，[中油国际|organization/中油国际]参与建设[岭山铁路|project/岭山铁路]。\n\
    = organization/中油国际 builds project/岭山铁路 reported speaker=organization/xinhua rule=builder\n\
    [中国|country/CN]和[哈萨克斯坦|country/KZ]2023年贸易额达41亿美元，未建[岭山铁路|project/岭山铁路]。\n\
    ~ country/CN,country/KZ 贸易额 4100000000 unit=USD time=2023\n\
    = country/CN builds project/岭山铁路 denied";

/// Queries that ask more of a claim than its IRI tells, or part of it elsewhere.
const ASKED: [&str; 21] = [
    "SELECT ?claim ?a ?b { ?claim sg:relation ?relation ; sg:polarity ?polarity ; sg:quotation ?a ; sg:evidence ?b }",
    "SELECT ?claim ?a ?b { ?claim sg:relation ?relation ; sg:quotation ?a OPTIONAL { ?claim sg:time ?time ; sg:evidence ?b } }",
    "SELECT ?claim ?p ?o { ?claim sg:polarity \"asserted\" ; ?p ?o }",
    "SELECT ?claim ?time ?tenure { ?claim a sg:Claim OPTIONAL { ?claim sg:time ?time } OPTIONAL { ?claim sg:tenure ?tenure } }",
    "SELECT ?relation (COUNT(*) AS ?n) { ?claim sg:relation ?relation ; sg:modality ?m ; sg:polarity ?p } GROUP BY ?relation",
    "SELECT (COUNT(?claim) AS ?n) { ?claim sg:relation ?relation ; sg:evidence ?e }",
    "SELECT ?claim { ?claim sg:relation ?relation ; sg:polarity ?p MINUS { ?claim sg:tenure ?t ; sg:post ?post } }",
    "SELECT ?claim { ?claim sg:relation ?relation FILTER NOT EXISTS { ?claim sg:speaker ?who ; sg:modality ?m } }",
    "SELECT ?x ?y { { ?x sg:polarity \"denied\" ; sg:evidence ?y } UNION { ?x sg:speaker ?y ; sg:modality ?m } ?x sg:relation ?r }",
    "SELECT ?a ?b { ?a sg:relation ?relation ; sg:polarity ?p . ?b sg:relation ?relation ; sg:polarity ?q FILTER (?p != ?q) }",
    "SELECT ?figure ?words { ?figure sg:about ?one ; sg:about ?other ; sg:value ?v ; sg:quotation/nif:anchorOf ?words FILTER (STR(?one) < STR(?other)) }",
    "SELECT DISTINCT ?post { [] org:member ?who ; org:role ?role ; org:organization ?o ; sg:post ?post } ORDER BY ?post",
    "SELECT ?who ?n { ?who a sg:Person { SELECT ?who (COUNT(?claim) AS ?n) { ?claim sg:relation/sg:subject ?who ; sg:modality ?m ; sg:quotation ?q } GROUP BY ?who } }",
    "SELECT ?a ?b { ?a sg:builds ?b }",
    "SELECT ?a ?b { ?a sg:coMention ?b ; sg:alias ?name }",
    "SELECT ?who (COUNT(*) AS ?n) { ?who sg:holdsPost ?where . ?work sg:locatedIn|sg:involves ?where } GROUP BY ?who",
    "SELECT ?event ?day { ?event sg:heldOn ?day OPTIONAL { ?who sg:attends ?event ; sg:holdsPost ?where } }",
    "SELECT ?a ?words { ?a sg:says ?words MINUS { ?a sg:meets [] } }",
    "SELECT ?a ?b ?graph { ?a sg:builds ?b GRAPH ?graph { ?a sg:builds ?b } }",
    "SELECT ?b { { ?a sg:builds ?b } MINUS { country:KZ sg:borders country:CN } }",
    "SELECT ?claim ?graph { ?claim sg:polarity ?p ; sg:modality ?m GRAPH ?graph { ?claim sg:relation ?r } }",
];

fn said_again() -> Vec<Page> {
    let own =
        ["[岚海|place/岚海]下雨。", "[阿拉木图|place/almaty]下了两天雪。", "[青湖|place/青湖]今天没有风，也没有雨。"];
    let page_of =
        |(n, own): (usize, &str)| page(&format!("again-{n}.txt"), Some("2024-03-05"), &format!("{own}\n{SAID}"));
    own.into_iter().enumerate().map(page_of).chain(all_pages()).collect()
}

fn with_prefixes(query: &str) -> String {
    let country = [("country", "https://w3id.org/sinograph/country/")];
    let declared =
        PREFIXES.iter().chain(&country).map(|(prefix, namespace)| format!("PREFIX {prefix}: <{namespace}>\n"));
    declared.chain([query.to_owned()]).collect()
}

/// The rows as terms in full, in the order of their characters.
fn sorted(rows: &[Row]) -> Vec<String> {
    let mut lines = answers::lines(rows, Term::to_string);
    lines.sort();
    lines
}

/// What a query answers where each triple stands once.
fn over_the_merge(query: &str, quads: &[Quad]) -> Vec<String> {
    let merged = quads.iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() });
    sorted(&answers::of_database(query, merged.chain(quads.iter().cloned()), Graphs::Default))
}

#[test]
fn many_documents_are_asked_as_one() {
    let quads = all_quads(&said_again());
    let asked = ASKED.iter().map(|query| with_prefixes(query));
    let named = NAMED.iter().filter(|query| !query.text.contains("LIMIT")).map(|query| query.text.to_owned());
    let mut n_rows = 0;
    for query in asked.chain(named) {
        let expected = over_the_merge(&query, &quads);
        n_rows += expected.len();
        assert_eq!(sorted(&answers::of_program(&query, quads.clone())), expected, "{query}");
    }
    assert!(n_rows > 300, "the questions have answers: {n_rows}");
}

/// What a graph tells of a claim by its IRI, it tells in full: see `query::gather`.
#[test]
fn each_graph_tells_all_that_the_iri_of_a_claim_tells() {
    let quads = all_quads(&said_again());
    // Where it is written, and by which rule it was read, is not of its identity.
    let varies = ["evidence", "quotation", "rule"].map(|name| format!("https://w3id.org/sinograph/ns#{name}"));
    let mut told = BTreeMap::<String, BTreeMap<String, Vec<String>>>::new();
    for quad in &quads {
        let subject = quad.subject.to_string();
        let is_claim = ["/claim/", "/observation/"].iter().any(|kind| subject.contains(kind));
        if is_claim && !varies.iter().any(|property| quad.predicate.as_str() == property) {
            let graphs = told.entry(subject).or_default().entry(quad.graph_name.to_string()).or_default();
            graphs.push(format!("{} {}", quad.predicate, quad.object));
        }
    }
    let n_shared = told.values().filter(|graphs| graphs.len() >= 3).count();
    assert_eq!(n_shared, 4, "three facts and a figure stand in three documents and more");
    for (claim, graphs) in told {
        let mut graphs: Vec<Vec<String>> = graphs.into_values().collect();
        graphs.iter_mut().for_each(|told| told.sort());
        graphs.dedup();
        assert_eq!(graphs.len(), 1, "{claim} is not told alike: {graphs:?}");
    }
}
