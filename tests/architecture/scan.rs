//! Reads Rust source just far enough to know what it names: code without comments and literals.

use std::collections::BTreeSet;

/// What one file says, with its tests cut off and its comments and literals put aside.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The code; each comment is a space and each literal an empty pair of quotes.
    pub code: String,
    /// The text of the string and character literals, without their quotes, in order.
    pub literals: Vec<String>,
}

/// Scans `source` up to its module of unit tests.
pub fn scan(source: &str) -> Scan {
    let mut scan = Scan::default();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        rest = match c {
            '/' if rest.starts_with("//") => scan.skip(line_comment(rest), rest),
            '/' if rest.starts_with("/*") => scan.skip(block_comment(rest), rest),
            '"' => scan.take_literal(rest, (1, 1), quoted(rest, '"')),
            '\'' if char_literal(rest) > 0 => scan.take_literal(rest, (1, 1), char_literal(rest)),
            'r' if scan.is_at_word_start() && raw_hashes(rest).is_some() => {
                let hashes = raw_hashes(rest).expect("it was just found");
                scan.take_literal(rest, (hashes + 2, hashes + 1), raw_literal(rest, hashes))
            }
            _ => {
                scan.code.push(c);
                &rest[c.len_utf8()..]
            }
        };
        if scan.code.ends_with("#[cfg(test)]") && rest.trim_start().starts_with("mod ") {
            break;
        }
    }
    scan
}

impl Scan {
    fn skip<'a>(&mut self, end: usize, rest: &'a str) -> &'a str {
        self.code.push(' ');
        &rest[end..]
    }

    /// Puts aside a literal of `end` bytes, whose marks take so many bytes before and behind its text.
    fn take_literal<'a>(&mut self, rest: &'a str, marks: (usize, usize), end: usize) -> &'a str {
        let text = rest.get(marks.0..end.saturating_sub(marks.1));
        self.literals.push(text.unwrap_or_default().to_owned());
        self.code.push_str("\"\"");
        &rest[end..]
    }

    fn is_at_word_start(&self) -> bool {
        let before = self.code.chars().next_back();
        // `br"…"` and `cr"…"` are raw literals too.
        before.is_none_or(|c| !(c.is_alphanumeric() || c == '_') || matches!(c, 'b' | 'c'))
    }

    /// The first parts of the paths that follow `root`: `text` and `graph` of `crate::text::Span` and
    /// `crate::{graph, text::Span}`.
    pub fn names_under(&self, root: &str) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for (at, _) in self.code.match_indices(root) {
            let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            if self.code[..at].ends_with(is_word) {
                continue;
            }
            let Some(path) = self.code[at + root.len()..].trim_start().strip_prefix("::") else { continue };
            match path.trim_start().strip_prefix('{') {
                Some(group) => names.extend(group_heads(group)),
                None => names.extend(identifier(path.trim_start())),
            }
        }
        names
    }

    /// Whether the code names `word` as the start of a path or as a whole import.
    pub fn names_crate(&self, word: &str) -> bool {
        !self.names_under(word).is_empty()
            || ["use ", "extern crate "].iter().any(|keyword| {
                let import = format!("{keyword}{word}");
                self.code
                    .match_indices(&import)
                    .any(|(at, _)| self.code[at + import.len()..].trim_start().starts_with([';', ' ']))
            })
    }

    /// The folders that paths of `super` reach, from a module that lies `depth` below the root.
    pub fn names_above(&self, depth: usize) -> BTreeSet<&str> {
        let climb = vec!["super"; depth].join("::");
        self.names_under(&climb)
    }

    /// The different literals that hold a Chinese character.
    pub fn han_literals(&self) -> BTreeSet<&str> {
        let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
        self.literals.iter().map(String::as_str).filter(|text| text.contains(is_han)).collect()
    }
}

fn line_comment(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The bytes of the literal that `text` opens with, both quotes included.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The bytes of the character literal that `text` opens with; 0 where it is a lifetime.
fn char_literal(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), _) => quoted(text, '\''),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

/// The number of `#` in the raw literal that `text` opens with, if it does.
fn raw_hashes(text: &str) -> Option<usize> {
    let after = text[1..].trim_start_matches('#');
    after.starts_with('"').then(|| text.len() - 1 - after.len())
}

fn raw_literal(text: &str, hashes: usize) -> usize {
    let close = format!("\"{}", "#".repeat(hashes));
    let open = hashes + 2;
    text[open..].find(&close).map_or(text.len(), |at| open + at + close.len())
}

/// The first identifier of each member of an import group, `group` standing behind its `{`.
fn group_heads(group: &str) -> Vec<&str> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' if depth == 0 => {
                heads.extend(identifier(group[start..at].trim_start()));
                start = at + 1;
            }
            '}' if depth == 0 => {
                heads.extend(identifier(group[start..at].trim_start()));
                break;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    heads
}

fn identifier(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

#[test]
fn comments_and_literals_are_no_code() {
    let scanned =
        scan("let a = \"use crate::cli\"; // crate::cli\n/* crate::cli /* x */ */ let b = 'c'; r#\"crate::cli\"#;");
    assert!(!scanned.code.contains("cli"), "{}", scanned.code);
    assert_eq!(scanned.literals, ["use crate::cli", "c", "crate::cli"]);
}

#[test]
fn a_lifetime_opens_no_literal() {
    let scanned = scan("fn f<'a>(text: &'a str) -> char { '\\'' } use crate::cli;");
    assert_eq!(scanned.literals, ["\\'"]);
    assert_eq!(scanned.names_under("crate"), BTreeSet::from(["cli"]));
}

#[test]
fn unit_tests_are_cut_off() {
    let scanned = scan("fn f() {}\n#[cfg(test)]\nmod tests { use crate::cli; const A: &str = \"中国\"; }");
    assert!(scanned.names_under("crate").is_empty());
    assert!(scanned.han_literals().is_empty());
}

#[test]
fn groups_give_each_first_name() {
    let scanned =
        scan("use crate::{\n    graph,\n    text::{Span, OffsetMap},\n    error::Error,\n};\ncrate :: cli::run()");
    assert_eq!(scanned.names_under("crate"), BTreeSet::from(["cli", "error", "graph", "text"]));
}

#[test]
fn paths_of_super_reach_the_root() {
    let scanned = scan("use super::super::cli::run; use super::span::Span;");
    assert_eq!(scanned.names_above(2), BTreeSet::from(["cli"]));
    assert_eq!(scanned.names_above(1), BTreeSet::from(["span", "super"]));
}

#[test]
fn a_crate_is_known_from_a_path_and_an_import() {
    let scanned = scan("use serde::Serialize;\nuse clap;\nfn f() { my::rayon::x(); rayon_core::y(); }");
    assert!(scanned.names_crate("serde") && scanned.names_crate("clap"));
    assert!(!scanned.names_crate("rayon"));
}

#[test]
fn literals_with_chinese_are_told_apart() {
    let scanned = scan("match c { '的' | '的' => 1, 'a' => 2, _ => f(\"国，a\") } // 中");
    assert_eq!(scanned.han_literals(), BTreeSet::from(["的", "国，a"]));
}
