//! Tables for a person to read: kinds with their counts, and the entities named most.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::paint::visible;
use crate::graph::{Network, Node};
use crate::ontology::{EntityKind, Predicate};

/// How many names stand in the last column.
const N_NAMES: usize = 3;

/// One row for each kind of entity, with the names met most.
pub fn kinds(network: &Network) -> Table {
    let mut table = new(&["kind", "entities", "mentions", "named most"], &[1, 2]);
    for kind in EntityKind::ALL {
        let mut nodes: Vec<&Node> = network.nodes.iter().filter(|node| node.kind == kind).collect();
        if nodes.is_empty() {
            continue;
        }
        nodes.sort_by(|a, b| b.n_mentions.cmp(&a.n_mentions).then_with(|| a.id.cmp(&b.id)));
        let n_mentions: usize = nodes.iter().map(|node| node.n_mentions).sum();
        let names: Vec<String> =
            nodes.iter().take(N_NAMES).map(|node| format!("{} {}", visible(&node.label), node.n_mentions)).collect();
        table.add_row([kind.name().to_owned(), nodes.len().to_string(), n_mentions.to_string(), names.join("  ")]);
    }
    table
}

/// One line: how many relations of each predicate.
pub fn relations(network: &Network) -> String {
    let count = |predicate: Predicate| network.edges.iter().filter(|edge| edge.predicate == predicate).count();
    let counts: Vec<String> = Predicate::ALL
        .into_iter()
        .map(|predicate| (predicate, count(predicate)))
        .filter(|(_, n)| *n > 0)
        .map(|(predicate, n)| format!("{n} {}", predicate.name()))
        .collect();
    if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
}

/// A table with a header; the columns of numbers stand to the right.
pub fn new(header: &[&str], numbers: &[usize]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED.with_rounded_corners());
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header.iter().copied());
    for &column in numbers {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// `1 document`, `2 documents`.
pub fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
