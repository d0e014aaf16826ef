//! Tells a person what is wrong with the text of a query, and where.

use super::guard;
use crate::error::{Error, ErrorKind};
use crate::rdf::PREFIXES;
use crate::text::slice;

/// Words that a request to change the store begins with.
const UPDATES: [&str; 10] = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];
/// Of what was expected, so much is told.
const MAX_EXPECTED: usize = 8;
/// Characters that are shown of what was found.
const MAX_FOUND: usize = 24;

/// The error of a query that the parser refused with `message`: `error at 1:8: expected …`.
pub(super) fn error(text: &str, message: &str) -> Error {
    if UPDATES.contains(&first_word(text).as_str()) {
        return Error::new(ErrorKind::Usage, "the query would change the store")
            .with_cause("queries only read: SELECT, ASK, CONSTRUCT and DESCRIBE")
            .with_hint("change the store with `sinograph build` and `sinograph remove`");
    }
    let error = Error::new(ErrorKind::Usage, "the query is not SPARQL 1.1");
    let Some((line, column, expected)) = parts(message) else {
        return error.with_cause(message);
    };
    let place = format!("line {line}, column {column}");
    let (before, after) = around(text, line, column);
    if expected.split(", ").any(|one| one.ends_with("Prefix not found")) {
        let name = before.rsplit(|c: char| c.is_whitespace() || "{}()[].;,|/^!".contains(c)).next().unwrap_or_default();
        let known: Vec<&str> = PREFIXES.iter().map(|(prefix, _)| *prefix).collect();
        return error
            .with_cause(format!("{place}: the prefix of `{name}` is not declared"))
            .with_hint(format!("declare it with `PREFIX`; {} are known", known.join(", ")));
    }
    if after.is_empty()
        && let Some(bracket) = guard::unclosed(text)
    {
        return error.with_cause(format!("{place}: the query ends, but {bracket} is not closed"));
    }
    let found = if after.is_empty() { "the end of the query".to_owned() } else { format!("`{after}`") };
    let expected = readable(expected);
    let wanted = if expected.is_empty() { String::new() } else { format!(", expected {expected}") };
    error
        .with_cause(format!("{place}: found {found}{wanted}"))
        .with_hint("`sinograph query --list` shows queries to start from")
}

fn parts(message: &str) -> Option<(usize, usize, &str)> {
    let (place, expected) = message.strip_prefix("error at ")?.split_once(": expected ")?;
    let (line, column) = place.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?, expected))
}

/// The first word of a query after comments, `BASE` and `PREFIX`, in capitals.
fn first_word(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_once('#').map_or(line, |(before, _)| before));
    let mut words = lines.flat_map(str::split_whitespace);
    while let Some(word) = words.next() {
        let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        match slice(word, ..end).to_ascii_uppercase().as_str() {
            // An IRI with `#` was cut above; what is left of it is one word all the same.
            "PREFIX" => drop((words.next(), words.next())),
            "BASE" => drop(words.next()),
            word => return word.to_owned(),
        }
    }
    String::new()
}

/// What stands on the line before and after a place; after the end of the line, what follows on others.
fn around(text: &str, line: usize, column: usize) -> (String, String) {
    let mut lines = text.split('\n').skip(line.saturating_sub(1));
    let this = lines.next().unwrap_or_default();
    let before = this.chars().take(column.saturating_sub(1)).collect();
    let after: String = this.chars().skip(column.saturating_sub(1)).collect();
    let after = std::iter::once(after.as_str()).chain(lines).find(|line| !line.trim().is_empty()).unwrap_or_default();
    (before, after.trim().chars().take(MAX_FOUND).collect())
}

/// The words and marks that the parser expected, without its classes of characters.
fn readable(expected: &str) -> String {
    let list = expected.strip_prefix("one of ").unwrap_or(expected);
    let is_word = |one: &&str| {
        // Marks of RDF-star and escapes would only confuse.
        !["\"{|\"", "\"~\"", "LATERAL", "SERVICE"].contains(one)
            && !one.contains('\\')
            && (one.starts_with('"') && one.ends_with('"') && one.len() > 2
                || one.len() > 1 && one.chars().all(|c| c.is_ascii_uppercase()))
    };
    let mut words: Vec<String> = list.split(", ").filter(is_word).map(|one| one.replace('"', "`")).collect();
    if words.len() > MAX_EXPECTED {
        words.truncate(MAX_EXPECTED);
        words.push("…".to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_stands_after_the_prologue() {
        for text in [
            "insert data {}",
            "# SELECT\nPREFIX ex: <http://example.org/#>\nINSERT DATA {}",
            "BASE <http://x/> prefix : <a> INSERT{} WHERE {}",
        ] {
            assert_eq!(first_word(text), "INSERT", "{text}");
        }
        assert_eq!(first_word(""), "");
        assert_eq!(first_word("PREFIX"), "");
    }
}
