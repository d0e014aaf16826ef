//! Turns away queries that would overwhelm the parser, before it sees them.
//!
//! A few kilobytes of brackets make a recursive parser end its process by stack overflow, and no code
//! can catch that. So one linear pass over the text counts what the parser would recurse on.

use crate::error::{Error, ErrorKind, Result};
use crate::text::slice;

/// Bytes that a query may have.
pub const MAX_BYTES: usize = 64 << 10;
/// How deep brackets of all kinds may nest.
pub const MAX_NESTING: usize = 200;
/// How many operators, clauses and separators a query may have.
pub const MAX_OPERATORS: usize = 2_000;

/// Words that make the query grow in depth as each one is added.
const WORDS: [&str; 13] = [
    "UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH", "SERVICE", "LATERAL", "EXISTS", "VALUES", "SELECT", "IN",
    "AS",
];

/// Checks the size, the nesting and the number of operators of a query.
///
/// Text in quotation marks, IRIs and comments count as one character each.
///
/// # Errors
/// [`ErrorKind::Limit`], with the line and column where the limit was passed.
pub fn check(query: &str) -> Result<()> {
    if query.len() > MAX_BYTES {
        return Err(limit(format!("it has {} bytes, and {MAX_BYTES} are the most", query.len())));
    }
    let mut scan = Scan { text: query, at: 0 };
    let (mut depth, mut n_operators) = (0_usize, 0_usize);
    while let Some(step) = scan.next() {
        match step {
            Step::Open => depth += 1,
            Step::Close => depth = depth.saturating_sub(1),
            Step::Operator => n_operators += 1,
            Step::Other => {}
        }
        if depth > MAX_NESTING {
            let place = place(query, scan.at);
            return Err(limit(format!("its brackets nest deeper than {MAX_NESTING} at {place}")));
        }
        if n_operators > MAX_OPERATORS {
            let place = place(query, scan.at);
            return Err(limit(format!("it has more than {MAX_OPERATORS} operators and separators at {place}"))
                .with_hint("give many values as `VALUES ?x { … }`, which has no separators"));
        }
    }
    Ok(())
}

/// The innermost bracket that a query opens and does not close, with its place: `` `{` of line 1, column 9 ``.
pub(super) fn unclosed(query: &str) -> Option<String> {
    let mut scan = Scan { text: query, at: 0 };
    let mut open = Vec::new();
    let mut start = 0;
    while let Some(step) = scan.next() {
        match step {
            Step::Open => open.push(start..scan.at),
            Step::Close => drop(open.pop()),
            Step::Operator | Step::Other => {}
        }
        start = scan.at;
    }
    let last = open.pop()?;
    Some(format!("`{}` of {}", slice(query, last.clone()), place(query, last.end)))
}

fn limit(cause: String) -> Error {
    Error::new(ErrorKind::Limit, "the query is too large").with_cause(cause)
}

/// The line and column of a byte, both counted from one, the column in characters.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count().max(1);
    format!("line {line}, column {column}")
}

enum Step {
    Open,
    Close,
    Operator,
    Other,
}

/// The lexical units of SPARQL 1.1 (§19.8), as far as they matter here.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn next(&mut self) -> Option<Step> {
        let rest = slice(self.text, self.at..);
        let first = rest.chars().next()?;
        let (length, step) = match first {
            '#' => (rest.find('\n').unwrap_or(rest.len()), Step::Other),
            '"' | '\'' => (string_length(rest), Step::Other),
            // Outside of strings a backslash makes the next character part of a name.
            '\\' => (1 + slice(rest, 1..).chars().next().map_or(0, char::len_utf8), Step::Other),
            '<' => match iri_length(rest) {
                Some(length) => (length, Step::Other),
                None if rest.starts_with("<<") => (2, Step::Open),
                None => (1, Step::Operator),
            },
            '{' | '(' | '[' => (1, Step::Open),
            '}' | ')' | ']' => (1, Step::Close),
            '>' if rest.starts_with(">>") => (2, Step::Close),
            '|' | '&' if slice(rest, 1..).starts_with(first) => (2, Step::Operator),
            '|' | '&' | '/' | '^' | '!' | '+' | '-' | '*' | '=' | '>' | '.' | ';' | ',' => (1, Step::Operator),
            '?' | '$' | '@' => (1 + word_length(slice(rest, 1..)), Step::Other),
            _ if is_word(first) => self.word(rest),
            _ => (first.len_utf8(), Step::Other),
        };
        self.at += length;
        Some(step)
    }

    fn word(&self, rest: &str) -> (usize, Step) {
        let length = word_length(rest);
        let word = slice(rest, ..length);
        let is_counted = WORDS.iter().any(|counted| counted.eq_ignore_ascii_case(word));
        (length, if is_counted { Step::Operator } else { Step::Other })
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == ':'
}

/// The length of a keyword, number or prefixed name, without dots.
fn word_length(text: &str) -> usize {
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        // A hyphen is part of a name where it stands between its letters.
        let is_inner = c == '-' && previous.is_alphabetic();
        if !(is_word(c) || is_inner) {
            return at;
        }
        previous = c;
    }
    text.len()
}

/// The length of a string with its quotation marks; one that does not end takes all that is left.
fn string_length(text: &str) -> usize {
    let quote = slice(text, ..1);
    let long = quote.repeat(3);
    let mark = if text.starts_with(&long) { long.as_str() } else { quote };
    let mut at = mark.len();
    while at < text.len() {
        if slice(text, at..).starts_with(mark) {
            return at + mark.len();
        }
        let mut chars = slice(text, at..).chars();
        let escapes = usize::from(chars.next() == Some('\\'));
        at += slice(text, at..).chars().take(1 + escapes).map(char::len_utf8).sum::<usize>();
    }
    text.len()
}

/// The length of an IRI in angle brackets; none if the bracket is a comparison.
fn iri_length(text: &str) -> Option<usize> {
    let is_end = |c: char| c <= ' ' || "<>\"{}|^`\\".contains(c);
    let end = 1 + slice(text, 1..).find(is_end)?;
    slice(text, end..).starts_with('>').then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_strings_iris_and_comments_is_not_counted() {
        let brackets = "{".repeat(300);
        for query in [
            format!("SELECT * {{ ?s ?p '{brackets}' }}"),
            format!("SELECT * {{ ?s ?p \"\"\"{brackets}\"\" \\\"\"\"\" }}"),
            format!("# {brackets}\nASK {{}}"),
            format!("ASK {{ <http://example.org/#{}> ?p ?o }}", "(".repeat(300)),
        ] {
            assert!(check(&query).is_ok(), "{query}");
        }
    }

    #[test]
    fn what_would_recurse_is_counted() {
        let many = |part: &str| part.repeat(2_500);
        for query in [
            "{".repeat(201),
            format!("ASK {{ FILTER({}1) }}", many("!")),
            format!("ASK {{ ?s {}ex:p ?o }}", many("ex:p/")),
            format!("ASK {{ {} {{}} }}", many("{} UNION ")),
            format!("ASK {{ FILTER(1 {}) }}", many("<1 ")),
            format!("# 'comment\n{}", many("?s ?p ?o . ")),
            format!("ASK {{ 'a\\'' {} }}", many("||")),
            format!("ASK {{ ex:a\\'b {} 'x' }}", many("+1")),
            "a".repeat(MAX_BYTES + 1),
        ] {
            let error = check(&query).expect_err("it is too large");
            assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
        }
        let error = check(&format!("ASK\n  {}", "{".repeat(300))).expect_err("it is too deep");
        assert!(error.to_string().contains("line 2, column 203"), "{error}");
    }
}
