//! [Parquet](https://parquet.apache.org/docs/file-format/): one table with a row for each [`Statement`].
//!
//! Text is UTF-8, positions and lines are 64-bit integers, the day of issue is a date; what is not known is null.
//! Columns have the names of the fields of [`Statement`], in their order. Rows are ordered, groups have a fixed
//! number of them, and no time or program is noted, so that one graph is one sequence of bytes.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::rdf::Statement;
use crate::value::Date;

/// Rows of a group: what a reader unpacks at a time.
const GROUP: usize = 65_536;

/// How a column gets its values.
enum Column {
    Text(fn(&Statement) -> &str),
    MaybeText(fn(&Statement) -> Option<&str>),
    Count(fn(&Statement) -> i64),
    MaybeCount(fn(&Statement) -> Option<i64>),
    Date(fn(&Statement) -> Option<&str>),
}

const COLUMNS: [(&str, Column); 27] = [
    ("source", Column::Text(|row| &row.source)),
    ("line", Column::MaybeCount(|row| row.line)),
    ("document", Column::Text(|row| &row.document)),
    ("start", Column::Count(|row| row.start)),
    ("end", Column::Count(|row| row.end)),
    ("subject", Column::Text(|row| &row.subject)),
    ("subject_label", Column::Text(|row| &row.subject_label)),
    ("subject_kind", Column::MaybeText(|row| row.subject_kind.as_deref())),
    ("predicate", Column::Text(|row| &row.predicate)),
    ("object", Column::MaybeText(|row| row.object.as_deref())),
    ("object_label", Column::Text(|row| &row.object_label)),
    ("object_kind", Column::MaybeText(|row| row.object_kind.as_deref())),
    ("rule", Column::Text(|row| &row.rule)),
    ("polarity", Column::MaybeText(|row| row.polarity.as_deref())),
    ("modality", Column::MaybeText(|row| row.modality.as_deref())),
    ("post", Column::MaybeText(|row| row.post.as_deref())),
    ("tenure", Column::MaybeText(|row| row.tenure.as_deref())),
    ("time", Column::MaybeText(|row| row.time.as_deref())),
    ("speaker", Column::MaybeText(|row| row.speaker.as_deref())),
    ("speaker_label", Column::MaybeText(|row| row.speaker_label.as_deref())),
    ("sentence", Column::Text(|row| &row.sentence)),
    ("quotation", Column::MaybeText(|row| row.quotation.as_deref())),
    ("quotation_start", Column::MaybeCount(|row| row.quotation_start)),
    ("quotation_end", Column::MaybeCount(|row| row.quotation_end)),
    ("title", Column::MaybeText(|row| row.title.as_deref())),
    ("date", Column::Date(|row| row.date.as_deref())),
    ("url", Column::MaybeText(|row| row.url.as_deref())),
];

/// Writes statements in the order given.
///
/// # Errors
/// What `out` fails with.
pub fn write(statements: &[Statement], mut out: impl Write) -> io::Result<()> {
    out.write_all(&file(statements).map_err(io::Error::other)?)
}

fn file(statements: &[Statement]) -> Result<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_created_by("sinograph".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?));
    let columns = COLUMNS.iter().map(|(name, column)| column.schema(name).map(Arc::new)).collect::<Result<_>>()?;
    let schema = Type::group_type_builder("statement").with_fields(columns).build()?;
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties.build()))?;
    for rows in statements.chunks(GROUP) {
        let mut group = file.next_row_group()?;
        for (_, column) in &COLUMNS {
            if let Some(mut writer) = group.next_column()? {
                column.write(rows, writer.untyped())?;
                writer.close()?;
            }
        }
        group.close()?;
    }
    file.into_inner()
}

impl Column {
    fn schema(&self, name: &str) -> Result<Type> {
        let (physical, logical, converted) = match self {
            Column::Text(_) | Column::MaybeText(_) => {
                (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8)
            }
            Column::Count(_) | Column::MaybeCount(_) => (Physical::INT64, None, ConvertedType::NONE),
            Column::Date(_) => (Physical::INT32, Some(LogicalType::Date), ConvertedType::DATE),
        };
        let repetition = match self {
            Column::Text(_) | Column::Count(_) => Repetition::REQUIRED,
            _ => Repetition::OPTIONAL,
        };
        Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_converted_type(converted)
            .with_repetition(repetition)
            .build()
    }

    fn write(&self, rows: &[Statement], writer: &mut ColumnWriter<'_>) -> Result<()> {
        let text = |text: &str| ByteArray::from(text.as_bytes().to_vec());
        match (self, writer) {
            (Column::Text(value), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                let values: Vec<ByteArray> = rows.iter().map(|row| text(value(row))).collect();
                writer.write_batch(&values, None, None)?;
            }
            (Column::MaybeText(value), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                let (values, levels) = present(rows, |row| value(row).map(text));
                writer.write_batch(&values, Some(&levels), None)?;
            }
            (Column::Count(value), ColumnWriter::Int64ColumnWriter(writer)) => {
                let values: Vec<i64> = rows.iter().map(value).collect();
                writer.write_batch(&values, None, None)?;
            }
            (Column::MaybeCount(value), ColumnWriter::Int64ColumnWriter(writer)) => {
                let (values, levels) = present(rows, value);
                writer.write_batch(&values, Some(&levels), None)?;
            }
            (Column::Date(value), ColumnWriter::Int32ColumnWriter(writer)) => {
                let (values, levels) = present(rows, |row| value(row).and_then(days));
                writer.write_batch(&values, Some(&levels), None)?;
            }
            _ => unreachable!("the schema gives each column its writer"),
        }
        Ok(())
    }
}

/// The values that are known, and for each row whether it has one.
fn present<T>(rows: &[Statement], value: impl Fn(&Statement) -> Option<T>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::new();
    let mut levels = Vec::with_capacity(rows.len());
    for row in rows {
        let value = value(row);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, levels)
}

/// Days from 1 January 1970 to a day, as `YYYY-MM-DD`.
fn days(date: &str) -> Option<i32> {
    let epoch = Date::new(Some(1970), Some(1), Some(1))?.number()?;
    Some(Date::read(date)?.number()? - epoch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        for (date, n_days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2023-06-01", 19_509),
            ("0001-01-01", -719_162),
        ] {
            assert_eq!(days(date), Some(n_days), "{date}");
        }
        assert_eq!(days("2023"), None);
    }
}
