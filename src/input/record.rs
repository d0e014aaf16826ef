//! One line of a JSON Lines file: a text and what is said of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::columns::{Columns, Role};
use super::reject::Reject;
use crate::text::{Declared, slice};

/// The longest line that is read, in bytes.
pub const MAX_LINE: usize = 16 * 1024 * 1024;

/// How deep the values of a record may nest. No archive needs more; a bomb does.
const MAX_DEPTH: usize = 64;

/// The most characters of names of fields in a message.
const MAX_LISTED: usize = 200;

/// The fields of a record.
#[derive(Default)]
struct Fields {
    /// Those that mean something to us, each with the rank of the name it was found under.
    known: BTreeMap<Role, (usize, String)>,
    /// The names of all, in their order.
    names: Vec<String>,
}

impl Fields {
    /// Takes a value unless one under a better name is there.
    fn offer(&mut self, role: Role, rank: usize, value: Option<String>) {
        let is_better = self.known.get(&role).is_none_or(|(other, _)| rank < *other);
        if let Some(value) = value.filter(|_| is_better) {
            self.known.insert(role, (rank, value));
        }
    }

    fn take(&mut self, role: Role) -> Option<String> {
        self.known.remove(&role).map(|(_, value)| value)
    }
}

/// An identifier; archives number their records as often as they name them.
struct Id(String);

/// Why a line is not a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord {
    /// A kebab-case word.
    pub code: &'static str,
    /// The column in characters, counted from one, where it is known.
    pub column: Option<usize>,
    /// What is wrong.
    pub reason: String,
    /// What can be done, in the imperative.
    pub hint: Option<&'static str>,
}

/// Reads one line: its text, and what it declares, under the names that `columns` gives them.
///
/// `date` must begin with a [`day`] of the calendar; a time after it is dropped.
pub fn read(line: &str, columns: &Columns) -> Result<(String, Declared), BadRecord> {
    if !line.trim_start().starts_with('{') {
        return Err(BadRecord::plain("json", "a record is a JSON object, and starts with `{`"));
    }
    if let Some(n_chars) = too_deep(line) {
        let reason = format!("the values nest deeper than {MAX_DEPTH} levels");
        return Err(BadRecord { column: Some(n_chars + 1), ..BadRecord::plain("json-depth", reason) });
    }
    let mut fields = fields(line, columns).map_err(|error| BadRecord::of(&error, line))?;
    if !fields.known.contains_key(&Role::Text) {
        return Err(without_text(&fields.names, columns));
    }
    declare(columns, |role| fields.take(role))
}

/// A text and what is said of it, from the values of the fields of one record.
pub fn declare(
    columns: &Columns,
    mut value: impl FnMut(Role) -> Option<String>,
) -> Result<(String, Declared), BadRecord> {
    let text = value(Role::Text).unwrap_or_default();
    if text.trim().is_empty() {
        let reason = format!("the field `{}` holds no text", columns.name(Role::Text));
        return Err(BadRecord::plain("empty", reason));
    }
    let mut value = |role| value(role).filter(|value| !value.trim().is_empty());
    let date = value(Role::Date).as_deref().map(day).transpose()?;
    let declared = Declared { id: value(Role::Id), title: value(Role::Title), date, url: value(Role::Url) };
    Ok((text, declared))
}

/// What is said of a record that has no field for the text.
fn without_text(names: &[String], columns: &Columns) -> BadRecord {
    let wanted = columns.names(Role::Text).join("`, `");
    let reason = match listed(names) {
        there if there.is_empty() => format!("the record has no field `{wanted}`"),
        there => format!("the record has no field `{wanted}`, only `{there}`"),
    };
    let hint = "name the field that holds the text with `--column text=NAME`";
    BadRecord { hint: Some(hint), ..BadRecord::plain("json-field", reason) }
}

/// Names of fields, set between backticks, as many as a message has room for.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let listed = names.join("`, `").replace('\t', "\\t");
    listed.chars().filter(|c| !c.is_control()).take(MAX_LISTED).collect()
}

/// The fields of a line that `columns` names.
fn fields(line: &str, columns: &Columns) -> serde_json::Result<Fields> {
    let mut reader = serde_json::Deserializer::from_str(line);
    let fields = reader.deserialize_map(FieldsVisitor(columns))?;
    reader.end()?;
    Ok(fields)
}

struct FieldsVisitor<'a>(&'a Columns);

impl<'de> Visitor<'de> for FieldsVisitor<'_> {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        let mut seen = BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            let Some((role, rank)) = self.0.find(&name) else {
                map.next_value::<IgnoredAny>()?;
                fields.names.push(name);
                continue;
            };
            if !seen.insert((role, rank)) {
                return Err(A::Error::custom(format!("the field `{name}` stands twice")));
            }
            let value = match (rank, role) {
                // Under a second-best name anything may stand that is not for us.
                (1.., _) => match map.next_value::<serde_json::Value>()? {
                    serde_json::Value::String(value) => Some(value),
                    _ => None,
                },
                (0, Role::Text) => Some(map.next_value::<String>()?),
                (0, Role::Id) => map.next_value::<Option<Id>>()?.map(|id| id.0),
                (0, _) => map.next_value::<Option<String>>()?,
            };
            fields.offer(role, rank, value);
            fields.names.push(name);
        }
        Ok(fields)
    }
}

/// The day that `text` begins with, as `YYYY-MM-DD`.
///
/// Year, month and day are parted by hyphens, slashes, points or 年 and 月 (2023-06-01T08:00:00Z, 2023/6/1, 2023年6月1日),
/// or are eight digits (20230601). It is the day that is written, whatever time and zone stand behind it.
pub fn day(text: &str) -> Result<String, BadRecord> {
    let date = parts(text.trim()).and_then(|[year, month, day]| {
        jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    });
    match date {
        Some(date) if date.year() > 0 => Ok(date.to_string()),
        _ => Err(BadRecord::plain("bad-date", format!("`{}` is not a day written as YYYY-MM-DD", shorten(text)))),
    }
}

/// The digits of a year, a month and a day that a text begins with.
fn parts(text: &str) -> Option<[&str; 3]> {
    let (year, rest) = digits(text);
    if year.len() == 8 {
        return Some([slice(year, ..4), slice(year, 4..6), slice(year, 6..)]);
    }
    let (month, rest) = digits(rest.strip_prefix(['-', '/', '.', '年'])?);
    let (day, _) = digits(rest.strip_prefix(['-', '/', '.', '月'])?);
    let is_day = year.len() == 4 && [month, day].iter().all(|number| matches!(number.len(), 1 | 2));
    is_day.then_some([year, month, day])
}

/// The digits that a text begins with, and what stands behind them.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// The number of characters before the bracket that nests too deep. The JSON reader passes over fields
/// that it does not know without counting their brackets.
fn too_deep(line: &str) -> Option<usize> {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    for (index, byte) in line.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => is_string = !is_string,
            b'[' | b'{' if !is_string => depth += 1,
            b']' | b'}' if !is_string => depth = depth.saturating_sub(1),
            _ => (),
        }
        if depth > MAX_DEPTH {
            return Some(slice(line, ..index).chars().count());
        }
    }
    None
}

impl BadRecord {
    fn plain(code: &'static str, reason: impl Into<String>) -> Self {
        BadRecord { code, column: None, reason: reason.into(), hint: None }
    }

    fn of(error: &serde_json::Error, line: &str) -> Self {
        let message = error.to_string();
        // The line number of a single line says nothing; the column is told apart.
        let reason = message.split(" at line ").next().unwrap_or_default().to_owned();
        let code = match error.classify() {
            serde_json::error::Category::Data => "json-field",
            _ => "json",
        };
        let byte = error.column().saturating_sub(1).min(line.len());
        let n_chars = line.bytes().take(byte).filter(|byte| byte & 0xC0 != 0x80).count();
        BadRecord { code, column: (error.column() > 0).then_some(n_chars + 1), reason, hint: None }
    }

    /// The record of the file `name`, turned away.
    pub(super) fn into_reject(self, name: &str) -> Reject {
        let reject = Reject::content(name, self.code, self.to_string());
        match self.hint {
            Some(hint) => reject.with_hint(hint),
            None => reject,
        }
    }
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "column {column}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

fn shorten(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;
        impl Visitor<'_> for IdVisitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a whole number")
            }
            fn visit_str<E>(self, id: &str) -> Result<Id, E> {
                Ok(Id(id.to_owned()))
            }
            fn visit_u64<E>(self, id: u64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
            fn visit_i64<E>(self, id: i64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
        }
        deserializer.deserialize_any(IdVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<(String, Declared), BadRecord> {
        super::read(line, &Columns::default())
    }

    fn code(line: &str) -> (&'static str, Option<usize>) {
        let bad = read(line).expect_err("the record should be turned away");
        (bad.code, bad.column)
    }

    #[test]
    fn a_record_declares_what_it_knows() {
        let (text, declared) =
            read(r#"{"text":"中国","id":7,"date":"2023-06-01T08:00:00","url":null,"other":[1]}"#).unwrap();
        assert_eq!(text, "中国");
        assert_eq!(declared.id.as_deref(), Some("7"));
        assert_eq!(declared.date.as_deref(), Some("2023-06-01"));
        assert_eq!(declared.url, None);
    }

    #[test]
    fn fields_go_by_other_names() {
        assert_eq!(read(r#"{"正文":"中国","标题":"x","日期":"2023-06-01"}"#).unwrap().1.title.as_deref(), Some("x"));
        let (text, _) = read(r#"{"content":["no text"],"text":"中国"}"#).unwrap();
        assert_eq!(text, "中国", "what stands under a second-best name need not be for us");
        assert_eq!(read(r#"{"content":"b","text":"a"}"#).unwrap().0, "a", "the first name wins");
        let columns = Columns::new(&[(Role::Text, "body".to_owned()), (Role::Id, "nr".to_owned())]);
        let (text, declared) = super::read(r#"{"text":7,"body":"中国","nr":3,"id":"x"}"#, &columns).unwrap();
        assert_eq!((text.as_str(), declared.id.as_deref()), ("中国", Some("3")));
        assert_eq!(
            super::read(r#"{"text":"中国"}"#, &columns).unwrap_err().reason,
            "the record has no field `body`, only `text`"
        );
    }

    #[test]
    fn broken_records_say_where() {
        assert_eq!(code(r#"{"text":"中国""#), ("json", Some(12)));
        assert_eq!(code(r#"{"title":"中国"}"#).0, "json-field");
        assert_eq!(
            read(r#"{"headline":"x","content":[],"body":"中国"}"#).unwrap_err().reason,
            "the record has no field `text`, `content`, `正文`, `内容`, only `headline`, `content`, `body`"
        );
        assert_eq!(read("{}").unwrap_err().reason, "the record has no field `text`, `content`, `正文`, `内容`");
        assert_eq!(code(r#"{"text":7}"#), ("json-field", Some(9)));
        assert_eq!(code(r#"{"text":"\ud800"}"#).0, "json");
        assert_eq!(code(r#"["中国"]"#).0, "json");
        assert_eq!(code(r#"{"text":" "}"#).0, "empty");
        assert_eq!(code(r#"{"text":"中国","date":"2023-13-45"}"#).0, "bad-date");
        assert_eq!(code(r#"{"text":"中国","date":"99999年"}"#).0, "bad-date");
    }

    #[test]
    fn days_are_written_in_several_ways() {
        let forms = [
            "2023-06-01",
            "2023-6-1",
            " 2023-06-01 08:00\n",
            "2023-06-01T23:00:00Z",
            "2023-06-01T08:00:00+08:00",
            "2023/06/01",
            "2023.6.1",
            "2023年6月1日",
            "2023年06月01日 星期四",
            "20230601",
            "20230601T0800",
        ];
        for form in forms {
            assert_eq!(day(form).unwrap(), "2023-06-01", "{form}");
        }
        let none =
            ["", "2023", "2023-06", "23-6-1", "6/1/2023", "2023-06-31", "0000-01-01", "2023-006-01", "2023060108"];
        for form in none {
            assert_eq!(day(form).unwrap_err().code, "bad-date", "{form}");
        }
    }

    #[test]
    fn a_nesting_bomb_is_refused() {
        let line = format!(r#"{{"text":"中国","x":{}"#, "[".repeat(100_000));
        assert_eq!(code(&line), ("json-depth", Some(17 + 64)));
        let quoted = format!(r#"{{"text":"中国\"{}"}}"#, "[".repeat(1000));
        assert!(read(&quoted).is_ok(), "brackets in a text are text");
    }
}
