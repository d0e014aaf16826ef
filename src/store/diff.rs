//! What must be added and taken away to turn one graph into another.

use std::collections::HashSet;

use oxigraph::model::Quad;

/// The difference between what a graph says and what it shall say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Said, but no longer to be said.
    pub gone: Vec<Quad>,
    /// To be said, but not yet.
    pub fresh: Vec<Quad>,
}

/// Compares two sets of quads; each list of the answer keeps the order it came in.
pub fn diff(old: Vec<Quad>, mut new: Vec<Quad>) -> Diff {
    if old.is_empty() {
        return Diff { gone: old, fresh: new };
    }
    let wanted: HashSet<&Quad> = new.iter().collect();
    let (kept, gone): (Vec<Quad>, Vec<Quad>) = old.into_iter().partition(|quad| wanted.contains(quad));
    let kept: HashSet<Quad> = kept.into_iter().collect();
    new.retain(|quad| !kept.contains(quad));
    Diff { gone, fresh: new }
}
