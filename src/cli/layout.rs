//! Text set for a terminal: as wide as it is, with Han characters two columns wide.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::slice;

/// The widest that running text is pleasant to read.
const MAX_COLUMNS: usize = 100;
/// The narrowest that we set for.
const MIN_COLUMNS: usize = 40;
/// The width where there is no terminal.
const USUAL_COLUMNS: usize = 80;

/// Marks that must not begin a line.
const CLOSING: &str = "，。、；：？！”’）》〉】」』〕…—·,.;:?!)]}%％℃";
/// Marks that must not end a line.
const OPENING: &str = "“‘（《〈【「『〔([{";

/// The columns of standard output.
pub fn columns() -> usize {
    let columns = comfy_table::Table::new().width().map_or(USUAL_COLUMNS, usize::from);
    columns.clamp(MIN_COLUMNS, MAX_COLUMNS)
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text with spaces up to a width.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text, cut with an ellipsis if it is wider than allowed.
pub fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > columns {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Breaks a text into lines of at most `columns`, and gives the bytes of each.
///
/// Lines break between Han characters and at spaces; not inside of latin words and numbers, not before a
/// closing mark, not after an opening one. What is wider than a line is broken anyhow.
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    // The last place where the line may break.
    let mut may_break = None;
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        if at > start && previous.is_some_and(|previous| is_break(previous, c)) {
            may_break = Some(at);
        }
        let wide = c.width().unwrap_or(0);
        if used + wide > columns && at > start && c != ' ' {
            let end = may_break.filter(|&end| end > start).unwrap_or(at);
            lines.push(start..end);
            start = end;
            used = width(slice(text, start..at));
            may_break = None;
        }
        used += wide;
        previous = Some(c);
    }
    if start < text.len() || lines.is_empty() {
        lines.push(start..text.len());
    }
    lines
}

/// A text in lines of at most `columns`; where they are more than `n_most`, the last of these ends in an ellipsis.
pub fn lines(text: &str, columns: usize, n_most: usize) -> Vec<String> {
    let mut places = wrap(text, columns);
    if places.len() > n_most {
        places.truncate(n_most);
        if let Some(last) = places.last_mut() {
            last.end = text.len();
        }
    }
    places.into_iter().map(|place| shortened(slice(text, place).trim(), columns)).collect()
}

fn is_break(before: char, after: char) -> bool {
    if after == ' ' || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    let is_narrow_word = |c: char| c != ' ' && c.width() == Some(1) && !OPENING.contains(c) && !CLOSING.contains(c);
    !(is_narrow_word(before) && is_narrow_word(after))
}

/// A number with its noun: `1 sentence`, `2 sentences`, `2 entities`.
pub fn counted(n: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if n == 1 => format!("1 {noun}"),
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|line| slice(text, line)).collect()
    }

    #[test]
    fn lines_break_where_chinese_may_break() {
        assert_eq!(lines("中国和哈萨克斯坦", 6), ["中国和", "哈萨克", "斯坦"]);
        assert_eq!(lines("中国人，你好", 6), ["中国", "人，你", "好"]);
        assert_eq!(lines("他说“你好”", 6), ["他说", "“你好”"]);
        assert_eq!(lines("全长G60km公里", 8), ["全长", "G60km公", "里"]);
        assert_eq!(lines("the quick fox", 9), ["the quick ", "fox"]);
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("", 4), [""]);
    }

    #[test]
    fn of_many_lines_the_last_is_cut() {
        assert_eq!(super::lines("one two three four", 9, 2), ["one two", "three fo…"]);
        assert_eq!(super::lines("one two three four", 10, 2), ["one two", "three four"]);
        assert_eq!(super::lines("", 9, 2), [""]);
    }

    #[test]
    fn a_number_stands_with_its_noun() {
        assert_eq!([1, 2].map(|n| counted(n, "sentence")), ["1 sentence", "2 sentences"]);
        assert_eq!([1, 2].map(|n| counted(n, "entity")), ["1 entity", "2 entities"]);
    }

    #[test]
    fn a_cut_text_fits() {
        for columns in 1..12 {
            assert!(width(&shortened("中国abc哈萨克", columns)) <= columns);
        }
        assert_eq!(shortened("中国", 4), "中国");
        assert_eq!(padded("中国", 6), "中国  ");
    }
}
