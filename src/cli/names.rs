//! The entity that a person means by a name on the command line.

use std::io::Write;

use super::paint::{Paint, visible};
use crate::error::Result;
use crate::graph::Node;
use crate::query;
use crate::store::Store;

/// How many names are proposed for one that nothing goes by.
const N_SUGGESTIONS: usize = 5;

/// The most central entity that goes by a name; the others are told on `talk`, as is that there is none.
pub fn one(store: &Store, name: &str, talk: &mut impl Write) -> Result<Option<Node>> {
    let mut nodes = query::find(store, name)?.into_iter();
    let Some(node) = nodes.next() else {
        tell_missing(store, name, talk)?;
        return Ok(None);
    };
    let others: Vec<String> = nodes.take(N_SUGGESTIONS).map(|other| described(&other)).collect();
    if !others.is_empty() {
        // Talk that cannot be written is no reason to stop.
        let _ = writeln!(
            talk,
            "note: `{}` is taken for {}; it also names {}",
            visible(name),
            described(&node),
            others.join(", ")
        );
    }
    Ok(Some(node))
}

/// Says that nothing goes by a name, and what it may have been meant to be.
pub fn tell_missing(store: &Store, name: &str, talk: &mut impl Write) -> Result<()> {
    let paint = Paint::stderr();
    let suggestions = query::suggest(store, name, N_SUGGESTIONS)?;
    let _ = writeln!(talk, "nothing is known of `{}`", visible(name));
    if !suggestions.is_empty() {
        let _ = writeln!(talk, "{} did you mean", paint.accent("hint:"));
    }
    for suggestion in suggestions {
        let _ = writeln!(talk, "  {}", described(&suggestion.node));
    }
    Ok(())
}

/// An entity in a few words: `哈萨克斯坦 (Kazakhstan, country/KZ)`.
pub fn described(node: &Node) -> String {
    let english = node.label_en.as_ref().map(|label| format!("{label}, ")).unwrap_or_default();
    visible(&format!("{} ({english}{})", node.label, node.id.as_str())).into_owned()
}
