//! Spans of text that name something.

use crate::ontology::EntityKind;
use crate::text::Span;

/// A span that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What kind of thing it names.
    pub kind: EntityKind,
    /// Its bytes in the document's text.
    pub span: Span,
    /// The index of its sentence.
    pub sentence: usize,
    /// Which recognizer found it.
    pub recognizer: &'static str,
    /// How sure the recognizer is, from 0 to 1.
    pub confidence: f32,
    /// The id of the gazetteer entries that it can mean, most likely first: `organization/ndrc`.
    pub entries: Vec<String>,
}
