//! What the targets share: one reader for all inputs, and what holds of whatever it reads.

use std::sync::LazyLock;

use sinograph::pipeline::Extractor;

#[path = "../../tests/sound/mod.rs"]
pub mod sound;

/// The reader of pages. It takes a second to load, far more on a busy machine, and is loaded before the first input.
pub static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

/// The text in these bytes, without those that are not UTF-8: a character that is cut disappears.
pub fn text(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()
}
