//! Tables for a person to read: kinds with their counts, and the entities named most.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::paint::visible;
use crate::graph::{Census, KindCount};

/// One row for each kind of entity, with the names met most.
pub fn kinds(census: &Census) -> Table {
    let mut table = new(&["kind", "entities", "mentions", "named most"], &[1, 2]);
    for KindCount { kind, n_entities, n_mentions, most_named } in &census.kinds {
        let names: Vec<String> = most_named.iter().map(|(label, n)| format!("{} {n}", visible(label))).collect();
        table.add_row([kind.name().to_owned(), n_entities.to_string(), n_mentions.to_string(), names.join("  ")]);
    }
    table
}

/// One line: how many relations of each predicate.
pub fn relations(census: &Census) -> String {
    let counts: Vec<String> =
        census.predicates.iter().map(|(predicate, n)| format!("{n} {}", predicate.name())).collect();
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
