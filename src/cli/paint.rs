//! Colour where a person looks, and nowhere else; page text made safe for a terminal.

use std::borrow::Cow;
use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};

/// Whether, and so how, text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// For standard output.
    pub fn stdout() -> Self {
        Paint { on: wanted(io::stdout().is_terminal()) }
    }

    /// For standard error.
    pub fn stderr() -> Self {
        Paint { on: wanted(io::stderr().is_terminal()) }
    }

    /// No colour at all.
    pub fn plain() -> Self {
        Paint { on: false }
    }

    /// Bold.
    pub fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Faint.
    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// Cyan.
    pub fn accent(self, text: &str) -> String {
        self.wrap("36", text)
    }

    /// Bold yellow.
    pub fn warning(self, text: &str) -> String {
        self.wrap("1;33", text)
    }

    /// Bold red.
    pub fn error(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

fn wanted(is_terminal: bool) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    if env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0" && !value.is_empty()) {
        return true;
    }
    is_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// `text` with its control characters, line breaks and bidirectional overrides written as `\u{…}`; tabs stay.
///
/// A page may hold an escape sequence; a terminal must not obey it. Nor may a name that holds a line break pass off
/// what follows as a line of ours.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_dangerous(c) {
            write!(shown, "\\u{{{:x}}}", u32::from(c)).expect("writing to a string does not fail");
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn is_dangerous(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_in_a_name_is_shown_not_obeyed() {
        assert_eq!(visible("中\x1b[31m国"), "中\\u{1b}[31m国");
        assert!(matches!(visible("中国\t"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_line_break_in_a_name_makes_no_line() {
        assert_eq!(visible("中国\n  page.txt:1–2\u{2028}\r"), "中国\\u{a}  page.txt:1–2\\u{2028}\\u{d}");
    }
}
