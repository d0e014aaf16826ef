//! Reads the tables of `ontology/`: tab separated, a header line, `#` for comments.

use crate::error::{Error, ErrorKind, Result};

/// A table of text cells with named columns.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    name: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

#[derive(Clone, Debug)]
struct Row<'a> {
    line: usize,
    cells: Vec<&'a str>,
}

/// One row of a [`Table`], read by column name.
#[derive(Clone, Copy, Debug)]
pub struct Record<'t, 'a> {
    table: &'t Table<'a>,
    row: &'t Row<'a>,
}

impl<'a> Table<'a> {
    /// Reads `text`, the content of the file called `name`.
    ///
    /// # Errors
    /// If the header is missing or a row has another number of cells, naming file and line.
    pub fn read(name: &'a str, text: &'a str) -> Result<Self> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim_end_matches('\r')))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let (_, header) =
            lines.next().ok_or_else(|| Error::new(ErrorKind::Usage, format!("table `{name}` has no header line")))?;
        let columns: Vec<&str> = header.split('\t').collect();
        let mut rows = Vec::new();
        for (line, text) in lines {
            let mut cells: Vec<&str> = text.split('\t').collect();
            if cells.len() > columns.len() {
                return Err(Error::new(
                    ErrorKind::Usage,
                    format!("line {line} of table `{name}` has {} cells, not {}", cells.len(), columns.len()),
                ));
            }
            cells.resize(columns.len(), "");
            rows.push(Row { line, cells });
        }
        Ok(Table { name, columns, rows })
    }

    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &'a str> {
        self.columns.iter().copied()
    }

    /// The rows, in the order of the file.
    pub fn records(&self) -> impl Iterator<Item = Record<'_, 'a>> {
        self.rows.iter().map(|row| Record { table: self, row })
    }
}

impl<'a> Record<'_, 'a> {
    /// The cell in `column`, without white space around it; empty where there is no such column.
    pub fn get(&self, column: &str) -> &'a str {
        let index = self.table.columns.iter().position(|name| *name == column);
        index.map_or("", |index| self.row.cells[index].trim())
    }

    /// The parts of the list in `column`.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The line of the file, counted from one.
    pub fn line(&self) -> usize {
        self.row.line
    }

    /// An error at this row.
    pub fn error(&self, message: &str) -> Error {
        Error::new(ErrorKind::Usage, format!("line {} of table `{}`: {message}", self.row.line, self.table.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_by_column() {
        let table = Table::read("t", "# note\nid\taliases\nndrc\t发改委|国家发改委\ncsrc\n").expect("a table");
        let rows: Vec<_> = table.records().collect();
        assert_eq!(rows[0].list("aliases").collect::<Vec<_>>(), ["发改委", "国家发改委"]);
        assert_eq!((rows[1].get("id"), rows[1].get("aliases"), rows[1].get("none")), ("csrc", "", ""));
    }

    #[test]
    fn a_row_with_too_many_cells_is_named() {
        let error = Table::read("t", "id\nndrc\textra\n").expect_err("too many cells");
        assert!(error.to_string().contains("line 2 of table `t`"), "{error}");
    }
}
