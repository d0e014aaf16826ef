//! A text to documents, mentions, entities, relations and back to its places, by all that holds of any page.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sinograph::document::check;
use sinograph::text::Source;
use sinograph_fuzz::sound::{check_documents, check_extraction, visible};
use sinograph_fuzz::{EXTRACTOR, text};

fuzz_target!(init: LazyLock::force(&EXTRACTOR), |data: &[u8]| {
    let source = Source::new("page.txt", text(data));
    check(&source);
    let found = read(&source);
    if !source.text.contains('\r') {
        let other = Source::new("page.txt", source.text.replace('\n', "\r\n"));
        assert_eq!(read(&other), found, "another line ending is another page");
    }
});

/// Reads a page, checks what was read, and tells the names in it.
fn read(source: &Source) -> Vec<String> {
    let extractions = EXTRACTOR.extract(source);
    let documents: Vec<_> = extractions.iter().map(|extraction| extraction.document.clone()).collect();
    check_documents(&source.text, &documents);
    let mut found = Vec::new();
    for extraction in &extractions {
        check_extraction(&source.text, extraction);
        for (mention, &entity) in extraction.mentions.iter().zip(&extraction.resolution.entity_of) {
            let entity = extraction.resolution.entities[entity].id.as_str();
            found.push(format!("{} {entity}", visible(extraction.document.slice(mention.span))));
        }
    }
    found
}
