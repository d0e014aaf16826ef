//! The queries that come with the program: the competency questions of the ontology.

/// A query with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// The name of its file, without extension.
    pub name: &'static str,
    /// The query in SPARQL. Its first line is a comment that says what it asks.
    pub text: &'static str,
}

impl NamedQuery {
    /// What it asks, in one line.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches('#').trim()
    }
}

/// One row for each file of `ontology/queries`; `tests/query.rs` holds the two together.
macro_rules! named {
    ($($name:literal),* $(,)?) => {
        /// The queries, ordered by name.
        pub const NAMED: &[NamedQuery] = &[
            $(NamedQuery { name: $name, text: include_str!(concat!("../../ontology/queries/", $name, ".rq")) }),*
        ];
    };
}

named![];

/// The query of a name.
pub fn named(name: &str) -> Option<&'static NamedQuery> {
    NAMED.iter().find(|query| query.name == name)
}
