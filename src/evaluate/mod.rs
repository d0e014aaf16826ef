//! How well mentions and facts are found, against marks made by hand: precision, recall, F1.
//!
//! A mention counts where its span and its kind are exactly those of the gold mark; white space does not
//! count, so that a mark holds however the page breaks its lines. A gold mark that is optional is never
//! an error, and one with alternatives is met by any of them.

mod fact;
mod gold;
mod marked;
mod score;
mod tagging;

pub(crate) use fact::without_space;
pub use fact::{FactScore, GoldFact};
pub use gold::{Gold, Mark};
pub use marked::{MarkedArticle, MarkedFact, MarkedScore};
pub use score::{CORE, Score, Tally};
pub use tagging::{TAGGED_KINDS, TaggedText, TaggingScore};

use crate::ontology::EntityKind;
use crate::pipeline::Extraction;
use crate::text::{CharIndex, Source};

/// A stretch of the page with its kind; positions count characters that are not white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What kind of thing it names.
    pub kind: EntityKind,
}

/// A page freed of its white space.
pub struct Page {
    /// Its characters.
    pub text: Vec<char>,
    /// For each character of the raw text, how many that are not white space stand before it.
    moved: Vec<usize>,
}

impl Page {
    /// Frees the raw text of a source.
    pub fn new(raw: &str) -> Self {
        let mut text = Vec::new();
        let mut moved = Vec::new();
        for c in raw.chars() {
            moved.push(text.len());
            if !is_space(c) {
                text.push(c);
            }
        }
        moved.push(text.len());
        Page { text, moved }
    }

    /// The words at a key; empty where the page ends before.
    pub fn slice(&self, key: Key) -> String {
        self.text.get(key.start..key.end).unwrap_or_default().iter().collect()
    }

    /// The mentions of a source as keys.
    pub fn keys(&self, source: &Source, extractions: &[Extraction]) -> Vec<Key> {
        let chars = CharIndex::new(&source.text);
        let mut keys = Vec::new();
        for extraction in extractions {
            for mention in &extraction.mentions {
                let span = chars.span(extraction.document.map.raw_span(mention.span));
                let at = |index: usize| self.moved.get(index).copied().unwrap_or(self.text.len());
                keys.push(Key { start: at(span.start), end: at(span.end), kind: mention.kind });
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// White space as the gold files count it: that of Unicode, and the four separators of ASCII.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}
