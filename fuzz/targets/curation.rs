//! A table of decisions: refused with its lines, or applied to a page, whose graph can then be written and read back.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sinograph::curation::Curation;
use sinograph::graph::Contribution;
use sinograph::pipeline::Extraction;
use sinograph::rdf::{Origin, Vocabulary, document_quads, read_contribution};
use sinograph::text::{CharIndex, Source};
use sinograph_fuzz::{EXTRACTOR, text};

const PAGE: &str = "海岚港开工\n\n  本报青湖5月18日电  蓝鹭科技集团有限公司18日宣布，由蓝鹭科技承建的海岚港二期工程正式开工。\
                    国家发展改革委主任吕书雅表示，中国和哈萨克斯坦合作建设中吉乌铁路。\n";

fuzz_target!(init: LazyLock::force(&EXTRACTOR), |data: &[u8]| {
    let table = text(data);
    let curation = match Curation::read("fixes.tsv", &table, EXTRACTOR.ontology()) {
        Ok(curation) => curation,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(curation.decisions().count() <= table.lines().count());
    let source = Source::new("a.txt", PAGE);
    let vocabulary = Vocabulary::default();
    let characters = CharIndex::new(&source.text);
    for extraction in EXTRACTOR.extract_curated(&source, &curation) {
        let Extraction { document, mentions, resolution, relations, .. } = &extraction;
        assert_eq!(mentions.len(), resolution.entity_of.len());
        assert!(resolution.entities.windows(2).all(|pair| pair[0].id < pair[1].id), "entities stand in order");
        let said = Contribution::of(document, mentions, resolution, relations);
        let quads = document_quads(&vocabulary, &extraction, &[Origin::from(&source)], &characters);
        assert_eq!(read_contribution(&vocabulary, &said.document, quads), said);
    }
});
