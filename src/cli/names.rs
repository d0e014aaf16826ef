//! The entities that a person means by a name on the command line.

use std::io::Write;

use super::layout::counted;
use super::paint::{Paint, visible};
use crate::error::Result;
use crate::graph::Node;
use crate::query;
use crate::store::Store;

/// How many names are proposed for one that nothing goes by, or told beside the one that was taken.
const N_SUGGESTIONS: usize = 5;

/// A name and what goes by it.
pub struct Meant<'a> {
    name: &'a str,
    /// The most central first; at least one.
    pub nodes: Vec<Node>,
}

impl<'a> Meant<'a> {
    /// All that goes by a name; that there is nothing is told on `talk`.
    pub fn by(store: &Store, name: &'a str, talk: &mut impl Write) -> Result<Option<Self>> {
        let nodes = query::find(store, name)?;
        if nodes.is_empty() {
            tell_missing(store, name, talk)?;
            return Ok(None);
        }
        Ok(Some(Meant { name, nodes }))
    }

    /// Tells which of several the name is taken for.
    pub fn tell_taken(&self, taken: &Node, talk: &mut impl Write) {
        let others = self.nodes.iter().filter(|node| node.id != taken.id);
        let others: Vec<String> = others.take(N_SUGGESTIONS).map(described).collect();
        if !others.is_empty() {
            let (name, taken) = (visible(self.name), described(taken));
            // Talk that cannot be written is no reason to stop.
            let _ = writeln!(talk, "note: `{name}` is taken for {taken}; it also names {}", others.join(", "));
        }
    }

    /// All of it in a few words: `哈萨克斯坦 (Kazakhstan, country/KZ)`, `any of the 2 entities that go by 王伟`.
    pub fn described(&self) -> String {
        match self.nodes.as_slice() {
            [node] => described(node),
            nodes => format!("any of the {} that go by {}", counted(nodes.len(), "entity"), visible(self.name)),
        }
    }
}

/// The most central entity that goes by a name; the others are told on `talk`, as is that there is none.
pub fn one(store: &Store, name: &str, talk: &mut impl Write) -> Result<Option<Node>> {
    let Some(meant) = Meant::by(store, name, talk)? else { return Ok(None) };
    let node = meant.nodes.first().cloned();
    if let Some(node) = &node {
        meant.tell_taken(node, talk);
    }
    Ok(node)
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
