//! Tables for a person to read: kinds with their counts, and the entities named most.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::layout;
use super::paint::visible;
use crate::graph::{Census, KindCount};

/// What stands in front of a line that goes on from the one before.
const INDENT: &str = "  ";

/// One row for each kind of entity, with the names met most.
pub fn kinds(census: &Census) -> Table {
    let mut table = new(&["kind", "entities", "mentions", "named most"], &[1, 2]);
    for KindCount { kind, n_entities, n_mentions, most_named } in &census.kinds {
        let names: Vec<String> = most_named.iter().map(|(label, n)| format!("{} {n}", visible(label))).collect();
        table.add_row([kind.name().to_owned(), n_entities.to_string(), n_mentions.to_string(), names.join("  ")]);
    }
    table
}

/// How many relations there are of each predicate, in lines of at most `columns`.
pub fn relations(census: &Census, columns: usize) -> String {
    // A number stands in one line with what it counts.
    let counts: Vec<String> =
        census.predicates.iter().map(|(predicate, n)| format!("{n}\u{a0}{}", predicate.name())).collect();
    let counts = if counts.is_empty() { "none".to_owned() } else { counts.join(", ") };
    let lines = layout::lines(&format!("relations: {counts}"), columns.saturating_sub(INDENT.len()), usize::MAX);
    lines.join(&format!("\n{INDENT}")).replace('\u{a0}', " ")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Predicate;

    #[test]
    fn the_counts_of_relations_break_behind_commas() {
        let predicates = Predicate::ALL.into_iter().map(|predicate| (predicate, 1_234)).collect();
        let census = Census { predicates, ..Census::default() };
        for columns in [40, 80, 100] {
            let set = relations(&census, columns);
            let lines: Vec<&str> = set.lines().collect();
            assert!(lines.len() > 2 && lines.iter().all(|line| layout::width(line) <= columns), "{set}");
            let (last, others) = lines.split_last().unwrap();
            assert!(others.iter().all(|line| line.ends_with(',')) && !last.ends_with(','), "{set}");
        }
        assert_eq!(relations(&Census::default(), 80), "relations: none");
    }
}
