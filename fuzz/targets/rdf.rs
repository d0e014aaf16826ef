//! What a page says as quads, read back from them and from an RDF format, or written in a graph format.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use oxigraph::model::{NamedNode, Quad, Term};
use sinograph::input::day;
use sinograph::export::{Family, Format, write_network};
use sinograph::graph::{Contribution, KnowledgeGraph, document_name};
use sinograph::rdf::{Origin, Vocabulary, document_quads, read_contribution, read_graph, sort_quads, summary_quads};
use sinograph::text::{CharIndex, Declared, Source};
use sinograph_fuzz::sound::{held, rdf, read_rdf};
use sinograph_fuzz::{EXTRACTOR, text};

// The first byte says which format; then comes what is declared of the page, in fields that end with `\x01`.
fuzz_target!(init: LazyLock::force(&EXTRACTOR), |data: &[u8]| {
    let Some((&first, data)) = data.split_first() else { return };
    let all = text(data);
    let mut fields = all.splitn(6, '\u{1}');
    let mut field = || fields.next().map(str::to_owned);
    let (name, id, title, url) = (field().unwrap_or_default(), field(), field(), field());
    let date = field().and_then(|date| day(&date).ok());
    let declared = Declared { id, title, date, url };
    let source = Source { declared, ..Source::new(name, field().unwrap_or_default()) };
    let vocabulary = Vocabulary::default();
    let index = CharIndex::new(&source.text);
    let mut graph = KnowledgeGraph::new();
    let mut all: Vec<Quad> = Vec::new();
    for extraction in EXTRACTOR.extract(&source) {
        let quads = document_quads(&vocabulary, &extraction, &[Origin::from(&source)], &index);
        let name = document_name(&extraction.document);
        let contribution =
            Contribution::of(&extraction.document, &extraction.mentions, &extraction.resolution, &extraction.relations);
        assert_eq!(read_contribution(&vocabulary, &name, quads.clone()), contribution);
        graph.add(contribution);
        all.extend(quads);
    }
    let network = graph.network();
    let summary = summary_quads(&vocabulary, &network);
    assert_eq!(read_graph(&vocabulary, summary.clone()), network);
    all.extend(summary);
    sort_quads(&mut all);
    check_iris(&all);
    let format = Format::ALL[first as usize % Format::ALL.len()];
    match format.family() {
        Family::Rdf => check_rdf(format, &all),
        Family::Network => {
            let mut out = Vec::new();
            write_network(format, &vocabulary, &network, &mut out).expect("memory takes all");
            check_raw(format, &String::from_utf8(out).expect("we write UTF-8"));
        }
        // Parquet alone, whose feature is left out.
        Family::Statements => (),
    }
});

fn check_iris(quads: &[Quad]) {
    for quad in quads {
        let object = match &quad.object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        };
        for iri in [quad.predicate.as_str()].into_iter().chain(object) {
            assert!(NamedNode::new(iri).is_ok(), "{iri}");
        }
        let subject = quad.subject.to_string();
        assert!(NamedNode::new(subject.trim_matches(['<', '>'])).is_ok(), "{subject}");
    }
}

fn check_rdf(format: Format, quads: &[Quad]) {
    let bytes = rdf(format, quads.to_vec());
    let read = read_rdf(format, &bytes);
    let text = String::from_utf8(bytes).expect("we write UTF-8");
    check_raw(format, &text);
    // XML cannot hold every character.
    if format != Format::RdfXml {
        assert_eq!(read, held(format, quads), "{format:?}");
    }
}

/// No control character is written as it is.
fn check_raw(format: Format, text: &str) {
    let raw = text.chars().find(|&c| c.is_control() && !matches!(c, '\n' | '\t'));
    let is_table = format == Format::Csv && raw == Some('\r');
    assert!(raw.is_none() || is_table, "{format:?} holds {raw:?}");
}
