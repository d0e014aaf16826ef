//! What holds of any text and of any graph: for tests that make up their own.

#![allow(dead_code, reason = "no test needs all of it")]
#![allow(clippy::indexing_slicing, clippy::expect_used, reason = "a test stops where it fails")]

use std::collections::BTreeSet;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};
use sinograph::document::Document;
use sinograph::export::{Format, write_rdf};
use sinograph::pipeline::Extraction;
use sinograph::rdf::Vocabulary;
use sinograph::text::{CharIndex, Span, simplify};

/// Whether a reader sees it; the marks without width that a clean text leaves out are not seen.
pub fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{feff}')
}

pub fn visible(text: &str) -> String {
    text.chars().filter(|&c| is_visible(c)).collect()
}

/// The documents of a page: each visible character stands in exactly one, and every span maps back.
pub fn check_documents(raw: &str, documents: &[Document]) {
    let mut places = Vec::new();
    for document in documents {
        assert_eq!(document.text.len(), document.simplified.len());
        assert_eq!(document.simplified, simplify(&document.text));
        check_order(document);
        for block in &document.blocks {
            let text = block.span.of(&document.text).char_indices();
            places.extend(text.filter(|&(_, c)| is_visible(c)).map(|(at, _)| document.map.raw(block.span.start + at)));
        }
        let words = document.tokens.iter().map(|token| token.span);
        let spans = words.chain(document.sentences.iter().map(|sentence| sentence.span));
        let spans: Vec<Span> = spans.chain(document.blocks.iter().map(|block| block.span)).collect();
        check_places(raw, document, &spans);
    }
    places.sort_unstable();
    let expected: Vec<usize> = raw.char_indices().filter(|&(_, c)| is_visible(c)).map(|(at, _)| at).collect();
    assert_eq!(places, expected, "each visible character stands in exactly one document");
}

/// Blocks, sentences and words stand in order, each inside the other.
fn check_order(document: &Document) {
    let mut end = 0;
    for sentence in &document.sentences {
        let block = document.blocks[sentence.block].span;
        assert!(end <= sentence.span.start && block.contains(sentence.span) && !sentence.span.is_empty());
        assert!(sentence.span.of(&document.text).chars().count() <= 520);
        let words: String = document.tokens_of(sentence).iter().map(|token| token.span.of(&document.text)).collect();
        assert_eq!(words, document.slice(sentence.span));
        end = sentence.span.end;
    }
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start == 0 || block.span.start == end + 1);
        end = block.span.end;
    }
    assert_eq!(end, document.text.len());
}

/// The raw characters at the places of these spans are their text, and lie in the document.
fn check_places(raw: &str, document: &Document, spans: &[Span]) {
    let chars: Vec<char> = raw.chars().collect();
    let index = CharIndex::new(raw);
    for &span in spans {
        let raw_span = document.map.raw_span(span);
        assert!(document.raw_span.contains(raw_span));
        let slice: String = chars[index.span(raw_span).range()].iter().collect();
        assert_eq!(slice, raw_span.of(raw));
        assert_eq!(visible(&slice), visible(document.slice(span)));
    }
}

/// What was read from a document: mentions stand apart in their sentences, evidence stands where it says.
pub fn check_extraction(raw: &str, extraction: &Extraction) {
    let Extraction { document, mentions, resolution, relations, observations, .. } = extraction;
    let evidence = relations.iter().flat_map(|relation| {
        assert!(!relation.evidence.is_empty(), "a relation that nothing says");
        &relation.evidence
    });
    let evidence: Vec<_> = evidence.chain(observations.iter().map(|observation| &observation.evidence)).collect();
    let named = evidence.iter().flat_map(|evidence| [evidence.subject, evidence.object]);
    check_places(raw, document, &named.collect::<Vec<_>>());
    let mut spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    for evidence in evidence {
        let sentence = document.sentences[evidence.sentence].span;
        assert!(sentence.contains(evidence.span), "{} leaves its sentence", document.slice(evidence.span));
        spans.push(evidence.span);
    }
    check_places(raw, document, &spans);
    for &span in &spans {
        assert!(!visible(document.slice(span)).is_empty(), "a mention or evidence of nothing at {}", span.start);
    }
    let mut end = 0;
    for mention in mentions {
        let sentence = document.sentences[mention.sentence].span;
        assert!(end <= mention.span.start, "mentions overlap");
        assert!(sentence.contains(mention.span), "{} leaves its sentence", document.slice(mention.span));
        end = mention.span.end;
    }
    assert_eq!(mentions.len(), resolution.entity_of.len());
}

/// Quads written in an RDF format.
pub fn rdf(format: Format, quads: Vec<Quad>) -> Vec<u8> {
    let mut out = Vec::new();
    write_rdf(format, &Vocabulary::default(), quads, &mut out).expect("memory takes all");
    out
}

/// What is written in an RDF format, one statement a line of N-Quads.
pub fn read_rdf(format: Format, bytes: &[u8]) -> BTreeSet<String> {
    let reader = match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::TriG => RdfFormat::TriG,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        _ => RdfFormat::RdfXml,
    };
    let quads = RdfParser::from_format(reader).for_slice(bytes);
    quads.map(|quad| quad.expect("what we write is well-formed").to_string()).collect()
}

/// What an RDF format holds of quads, in the form of [`read_rdf`].
pub fn held(format: Format, quads: &[Quad]) -> BTreeSet<String> {
    let in_format = |quad: &Quad| {
        let mut quad = quad.clone();
        if !format.has_named_graphs() {
            quad.graph_name = GraphName::DefaultGraph;
        }
        quad.to_string()
    };
    quads.iter().map(in_format).collect()
}
