//! Text made safe for each syntax.

use std::fmt::Write;

use crate::text::slice;

/// Text between the quotation marks of a Turtle or N-Triples literal.
///
/// Control characters and noncharacters are written as `\u….`, so that the file holds none.
pub(super) fn turtle(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c if c.is_control() || is_noncharacter(c) => push_code(&mut escaped, c),
            c => escaped.push(c),
        }
    }
    escaped
}

fn push_code(escaped: &mut String, c: char) {
    let code = u32::from(c);
    let done = match code > 0xFFFF {
        true => write!(escaped, "\\U{code:08X}"),
        false => write!(escaped, "\\u{code:04X}"),
    };
    done.expect("a string takes all that is written to it");
}

/// Text of an XML 1.0 element or attribute value.
///
/// Characters that XML cannot hold become U+FFFD; line breaks and tabs are written as references, because
/// readers would normalise them.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(xml_character(c)),
        }
    }
    escaped
}

/// The character itself, or U+FFFD where XML 1.0 has no place for it; C1 controls, which XML
/// discourages, too.
pub(super) fn xml_character(c: char) -> char {
    let is_plain_control = matches!(c, '\t' | '\n' | '\r');
    match c.is_control() && !is_plain_control || matches!(c, '\u{FFFE}' | '\u{FFFF}') {
        true => char::REPLACEMENT_CHARACTER,
        false => c,
    }
}

/// A quoted string of DOT, for ids and attributes alike.
///
/// Only `"` ends a string of DOT, but attributes read `\\n`, `\\N` and the like, so that a backslash is doubled.
/// Graphviz also reads `&lt;` and `&#60;`, so that the `&` of such a text is written as `&amp;`. Control characters
/// become spaces.
pub(super) fn dot(text: &str) -> String {
    format!("\"{}\"", dot_inner(text))
}

/// A label of several centred lines.
pub(super) fn dot_lines(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| dot_inner(line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

fn dot_inner(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' if is_reference(slice(text, at..)) => escaped.push_str("&amp;"),
            c if c.is_control() || is_noncharacter(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether a text begins like `&lt;` or `&#60;`.
fn is_reference(text: &str) -> bool {
    let name = slice(text, 1..).split(';').next().unwrap_or_default();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    is_name && text.len() > name.len() + 1
}

/// A quoted field of comma-separated values; line breaks stay, as RFC 4180 has it, other control characters
/// but the tab become U+FFFD.
pub(super) fn csv(text: &str) -> String {
    let text: String = text.chars().map(xml_character).collect();
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}
