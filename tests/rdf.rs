//! The graph as RDF: what is written reads back, and the store keeps it as it is.

mod sample;

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, Quad};
use oxigraph::store::Store;
use sample::{all_quads, contribution, graph, page, pages, quads};
use sinograph::document::{Block, BlockKind, Dateline, DocumentKind};
use sinograph::entity::EntityId;
use sinograph::graph::document_name;
use sinograph::rdf::{Origin, Vocabulary, document_quads, read_contribution, read_graph, sort_quads, summary_quads};
use sinograph::text::{CharIndex, Span};

/// Strings that break writers, from row 42 of the list of bad inputs, and some more.
pub const NASTY: [&str; 9] = [
    "\"\"\"",
    "\\",
    "]]>",
    "\"@zh .",
    "];x[label=\"",
    "=cmd()",
    "<b>&amp;&lt;</b>",
    "a\u{0}\u{1b}\u{85}\u{7f}\u{fffe}b",
    "tab\tcr\rquote'\u{202e}𠮷",
];

fn lines(quads: &[Quad]) -> BTreeSet<String> {
    quads.iter().map(Quad::to_string).collect()
}

#[test]
fn a_contribution_reads_back_from_its_quads() {
    for page in pages() {
        let contribution = contribution(&page);
        let name = document_name(&page.extraction.document);
        assert_eq!(read_contribution(&Vocabulary::default(), &name, quads(&page)), contribution);
        // The order of quads does not matter.
        let mut reversed = quads(&page);
        reversed.reverse();
        assert_eq!(read_contribution(&Vocabulary::default(), &name, reversed), contribution);
    }
}

#[test]
fn the_network_reads_back_from_its_summary() {
    let vocabulary = Vocabulary::new("https://example.org/kg/").expect("it is an IRI");
    let network = graph(&pages()).network();
    assert_eq!(read_graph(&vocabulary, summary_quads(&vocabulary, &network)), network);
    assert_eq!(read_graph(&Vocabulary::default(), []), graph(&[]).network());
}

#[test]
fn the_summary_is_a_function_of_the_document_graphs() {
    let vocabulary = Vocabulary::default();
    let pages = pages();
    let mut read = sinograph::graph::KnowledgeGraph::new();
    for page in pages.iter().rev() {
        read.add(read_contribution(&vocabulary, &document_name(&page.extraction.document), quads(page)));
    }
    assert_eq!(read, graph(&pages));
    assert_eq!(summary_quads(&vocabulary, &read.network()), summary_quads(&vocabulary, &graph(&pages).network()));
}

#[test]
fn the_store_keeps_every_quad_as_it_is() {
    let mut pages = pages();
    pages.push(nasty_page());
    let all = all_quads(&pages);
    let store = Store::new().expect("memory suffices");
    store.extend(all.clone()).expect("memory suffices");
    let kept: Vec<Quad> = store.iter().collect::<Result<_, _>>().expect("memory can be read");
    assert_eq!(lines(&kept), lines(&all));
    // Reading from N-Quads changes nothing either.
    let dump: String = all.iter().map(|quad| format!("{quad} .\n")).collect();
    let store = Store::new().expect("memory suffices");
    store.load_from_slice(oxigraph::io::RdfFormat::NQuads, &dump).expect("our quads are well-formed");
    let loaded: Vec<Quad> = store.iter().collect::<Result<_, _>>().expect("memory can be read");
    assert_eq!(lines(&loaded), lines(&all));
}

#[test]
fn quads_are_sorted_and_stand_in_the_graph_of_their_document() {
    let vocabulary = Vocabulary::default();
    for page in pages() {
        let written = quads(&page);
        let mut sorted = written.clone();
        sort_quads(&mut sorted);
        assert_eq!(written, sorted);
        let graph = vocabulary.document(&document_name(&page.extraction.document));
        assert!(written.iter().all(|quad| quad.graph_name == graph.clone().into()));
    }
}

#[test]
fn positions_count_characters_of_the_raw_source() {
    let page = page("a.txt", None, "𠮷日，[中国|country/CN]");
    let found = lines(&quads(&page));
    let source = Vocabulary::default().source(&page.source.id()).into_string();
    let has = |text: &str| assert!(found.iter().any(|line| line.contains(text)), "{text}");
    has(&format!(
        "<{source}#char=3,5> <http://www.w3.org/2005/11/its/rdf#taIdentRef> <https://w3id.org/sinograph/country/CN>"
    ));
    has(&format!("<{source}#char=0,5> <https://w3id.org/sinograph/ns#inDocument>"));
    has("nif-core#anchorOf> \"中国\"");
    has("taConfidence> \"0.97\"^^<http://www.w3.org/2001/XMLSchema#decimal>");
    has("<http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q148>");
}

#[test]
fn the_parts_of_an_article_are_its_properties() {
    let mut page = page("b.txt", Some("2023-02-30"), "副题\n小标题\n季晓莉\n宁波\n王某");
    let document = &mut page.extraction.document;
    let at: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
    document.blocks =
        vec![Block { kind: BlockKind::Subtitle, span: at[0] }, Block { kind: BlockKind::SectionHead, span: at[1] }];
    document.reporters = vec![at[2]];
    document.dateline = Some(Dateline { span: at[3], place: Some(at[3]), date: None });
    document.photographers = vec![at[4]];
    document.kind = DocumentKind::Caption;
    let index = CharIndex::new(&page.source.text);
    let origins = [
        Origin { name: "x y.jsonl", line: Some(3), id: Some("id-1"), url: Some("https://example.org/a?b=c d") },
        Origin { name: "z.txt", ..Origin::default() },
    ];
    let found = lines(&document_quads(&Vocabulary::default(), &page.extraction, &origins, &index));
    for text in [
        "alternativeHeadline> \"副题\"@zh",
        "sectionHead> \"小标题\"@zh",
        "schema.org/author> \"季晓莉\"",
        "locationCreated> \"宁波\"@zh",
        "photographer> \"王某\"",
        "ns#PhotoCaption>",
        "ns#source> \"x y.jsonl\"",
        "ns#source> \"z.txt\"",
        "ns#line> \"3\"",
        "identifier> \"id-1\"",
        "schema.org/url> \"https://example.org/a?b=c d\"",
    ] {
        assert!(found.iter().any(|line| line.contains(text)), "{text}");
    }
    assert!(!found.iter().any(|line| line.contains("datePublished")), "the 30th of February is no day");
}

#[test]
fn every_iri_is_valid_under_any_base() {
    let mut pages = pages();
    pages.push(nasty_page());
    for base in ["https://w3id.org/sinograph/", "urn:x:", "http://localhost:7878/data/", "https://example.org/图谱/"]
    {
        let vocabulary = Vocabulary::new(base).expect("it is an IRI");
        let mut all: Vec<Quad> = summary_quads(&vocabulary, &graph(&pages).network());
        for page in &pages {
            let index = CharIndex::new(&page.source.text);
            all.extend(document_quads(&vocabulary, &page.extraction, &[Origin::from(&page.source)], &index));
        }
        for quad in all {
            for iri in quad.to_string().split(['<', '>']).skip(1).step_by(2).filter(|_| !quad.object.is_literal()) {
                assert!(NamedNode::new(iri).is_ok(), "{iri}");
            }
        }
    }
    for base in ["", "example", "https://example.org", "https://exa mple.org/", "file", "http://localhost/data#"] {
        assert!(Vocabulary::new(base).is_err(), "{base}");
    }
}

#[test]
fn a_relation_has_one_iri_in_all_documents_and_its_own() {
    let vocabulary = Vocabulary::default();
    let network = graph(&pages()).network();
    let iris: BTreeSet<String> =
        network.edges.iter().map(|edge| vocabulary.relation(&network.key(edge)).into_string()).collect();
    assert_eq!(iris.len(), network.edges.len());
    assert!(iris.iter().all(|iri| iri.len() == "https://w3id.org/sinograph/relation/".len() + 20));
    // Public interface: it must never change.
    let edge = network.between(
        network.find(&EntityId::from_text("country/CN")).expect("it is mentioned"),
        network.find(&EntityId::from_text("country/KZ")).expect("it is mentioned"),
    )[0];
    let iri = vocabulary.relation(&network.key(&network.edges[edge]));
    assert_eq!(iri.as_str(), "https://w3id.org/sinograph/relation/14a09796c282654de45b");
}

#[test]
fn indices_that_point_nowhere_are_left_out() {
    let mut page = pages().remove(0);
    page.extraction.resolution.entity_of[0] = 99;
    page.extraction.mentions[1].sentence = 99;
    page.extraction.relations[0].subject = 99;
    let name = document_name(&page.extraction.document);
    let read = read_contribution(&Vocabulary::default(), &name, quads(&page));
    assert_eq!(read.relations.len(), contribution(&page).relations.len());
}

fn nasty_page() -> sample::Page {
    let mut page = page("nasty\"\\>.txt", None, "[中国|country/CN]");
    for (n, text) in NASTY.into_iter().enumerate() {
        let mut entity = page.extraction.resolution.entities[0].clone();
        entity.id = EntityId::new(sinograph::ontology::EntityKind::Project, &format!("{n}{text}"));
        entity.kind = sinograph::ontology::EntityKind::Project;
        entity.label = text.to_owned();
        entity.aliases = [(format!("{text}x"), 1)].into();
        page.extraction.resolution.entities.push(entity);
    }
    page.extraction.document.title = Some(NASTY.concat());
    page
}
