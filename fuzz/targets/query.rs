//! A query: what the scan before the parser lets through is parsed, rewritten and run, or refused, on a bounded stack
//! and in bounded time.

#![no_main]

use std::sync::LazyLock;
use std::time::Duration;

use libfuzzer_sys::{Corpus, fuzz_target};
use sinograph::ErrorKind;
use sinograph::query::{Limits, Prepared};
use sinograph::rdf::{DEFAULT_BASE, Origin, Vocabulary, document_quads};
use sinograph::store::{Store, Writer};
use sinograph::text::{CharIndex, Source};
use sinograph_fuzz::{EXTRACTOR, text};

const PAGE: &str = "中老铁路开通\n\n  本报讯 中国和老挝2日举行仪式。中老铁路由中国国家铁路集团有限公司参与建设。\n";

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let source = Source::new("page.txt", PAGE);
    let mut writer = Writer::in_memory(Some(DEFAULT_BASE)).expect("memory suffices");
    for extraction in EXTRACTOR.extract(&source) {
        let index = CharIndex::new(&source.text);
        let quads = document_quads(&Vocabulary::default(), &extraction, &[Origin::from(&source)], &index);
        writer.add(quads).expect("memory suffices");
    }
    writer.settle().expect("memory suffices");
    Store::from(writer)
});

const LIMITS: Limits = Limits { timeout: Some(Duration::from_secs(1)), max_rows: 1000, max_memory: 1 << 28 };

fuzz_target!(init: LazyLock::force(&STORE), |data: &[u8]| -> Corpus {
    let prepared = match Prepared::new(&text(data), &Vocabulary::default()) {
        Ok(prepared) => prepared,
        Err(error) => {
            assert!(matches!(error.kind(), ErrorKind::Usage | ErrorKind::Limit), "{error}");
            return Corpus::Keep;
        }
    };
    match prepared.run(&STORE, &LIMITS) {
        Ok(_) => Corpus::Keep,
        // It may go on for a while; more like it would stand in each other's way.
        Err(error) if error.kind() == ErrorKind::Limit => Corpus::Reject,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Usage, "{error}");
            Corpus::Keep
        }
    }
});
