//! What a step noticed beside its product: never fatal, always placed.

use crate::text::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The result may be poorer for it.
    Warning,
}

/// Something noticed in a text that did not stop the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A kebab-case word, unique, listed in `docs/diagnostics.md`.
    pub code: &'static str,
    /// Bytes of the decoded raw source.
    pub span: Span,
    /// Lower case, no full stop, values in backticks.
    pub message: String,
}
