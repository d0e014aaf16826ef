//! The lines of a page as they stand in the raw text, and what can be measured on them.

use crate::text::Span;

/// A line that holds text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes in the raw text, without white space at the ends; not empty.
    pub span: Span,
    /// The room before its text, in cells.
    pub indent: usize,
    /// Blank lines before it.
    pub gap: usize,
    /// Its text in cells: 2 for a full-width character, 1 for a half-width one.
    pub width: usize,
    /// Its text in characters.
    pub n_chars: usize,
    /// The marks that its text holds.
    pub marks: Marks,
}

/// Which marks a line holds, as a set, so that it need not be searched for each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

impl Marks {
    /// ，
    pub const COMMA: Marks = Marks(1);
    /// 。
    pub const STOP: Marks = Marks(1 << 1);
    /// ；
    pub const SEMICOLON: Marks = Marks(1 << 2);
    /// Another mark of running text.
    const OTHER: Marks = Marks(1 << 3);
    /// Any mark of running text: lists and verses of names have none.
    pub const RUNNING: Marks = Marks(Self::COMMA.0 | Self::STOP.0 | Self::SEMICOLON.0 | Self::OTHER.0);
    /// White space.
    pub const SPACE: Marks = Marks(1 << 4);
    /// A tab, which is white space too.
    pub const TAB: Marks = Marks(1 << 5);
    /// A digit of ASCII.
    pub const DIGIT: Marks = Marks(1 << 6);
    /// @
    pub const AT: Marks = Marks(1 << 7);
    /// What has no place in clean text.
    pub const LEFT_OUT: Marks = Marks(1 << 8);

    fn of(c: char) -> Self {
        match c {
            // Most characters are ideographs.
            '\u{3400}'..='\u{9fff}' => Marks(0),
            '，' => Self::COMMA,
            '。' => Self::STOP,
            '；' => Self::SEMICOLON,
            '、' | '：' | ',' | '.' | '！' | '？' | '“' => Self::OTHER,
            '0'..='9' | '０'..='９' => Self::DIGIT,
            '@' => Self::AT,
            '\t' => Self::TAB.and(Self::SPACE),
            c => {
                let space = if c.is_whitespace() { Self::SPACE } else { Marks(0) };
                if is_left_out(c) { Self::LEFT_OUT.and(space) } else { space }
            }
        }
    }

    /// The union of the two.
    pub fn and(self, marks: Marks) -> Self {
        Marks(self.0 | marks.0)
    }

    /// Whether the two share a mark.
    pub fn has(self, marks: Marks) -> bool {
        self.0 & marks.0 != 0
    }
}

/// The lines of `raw` that hold text, in order.
///
/// A line ends at LF, CR, CR LF, vertical tab, form feed, U+0085, U+2028 or U+2029.
pub(super) fn lines(raw: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = 0;
    for span in spans(raw) {
        match measure(raw, span, gap) {
            Some(line) => {
                lines.push(line);
                gap = 0;
            }
            None => gap += 1,
        }
    }
    lines
}

/// The lines of `raw` with neither their ends nor anything taken off.
fn spans(raw: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= raw.len() {
            return None;
        }
        let rest = &raw[start..];
        let (length, end) = match rest.find(is_line_end) {
            Some(length) => (length, length + end_length(&rest[length..])),
            None => (rest.len(), rest.len()),
        };
        let span = Span::new(start, start + length);
        start += end;
        Some(span)
    })
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn end_length(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { text.chars().next().map_or(0, char::len_utf8) }
}

fn measure(raw: &str, span: Span, gap: usize) -> Option<Line> {
    let text = span.of(raw);
    let start = text.find(|c| !is_void(c))?;
    let length = text.trim_end_matches(is_void).len();
    let (mut width, mut n_chars, mut marks) = (0, 0, Marks::default());
    for c in text[start..length].chars() {
        width += cells(c);
        n_chars += 1;
        marks = marks.and(Marks::of(c));
    }
    Some(Line {
        span: Span::new(span.start + start, span.start + length),
        indent: text[..start].chars().map(cells).sum(),
        gap,
        width,
        n_chars,
        marks,
    })
}

/// Whether a character shows nothing: white space, or one that clean text leaves out (control characters, and
/// characters without width).
///
/// These alone stand in the raw text between the first and the last character of a quote without being quoted.
pub fn is_void(c: char) -> bool {
    c.is_whitespace() || is_left_out(c)
}

/// Whether a character has no place in clean text: control characters, and characters without width.
pub(super) fn is_left_out(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{feff}') || (c.is_control() && c != '\t')
}

/// The cells that a character takes, as type for East Asian text is set.
pub(super) fn cells(c: char) -> usize {
    match c {
        // Most characters first.
        '\u{3041}'..='\u{a4cf}' => 2,
        '\t' => 4,
        '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{00b7}' => 2,
        '\u{25a0}'..='\u{25ff}' | '\u{2460}'..='\u{24ff}' => 2,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' => 2,
        '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' => 2,
        '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' => 2,
        '\u{20000}'.. => 2,
        c if is_left_out(c) => 0,
        _ => 1,
    }
}

/// Whether a sentence can end with this character.
pub(super) fn is_final(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '．')
}

/// Whether this character closes a quotation or a bracket.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | '〕' | ']' | '］' | '"')
}

/// Whether this character opens a quotation or a bracket.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '(' | '《' | '〈' | '【' | '〔' | '[' | '［')
}

/// Whether a text ends a sentence, closing marks after its last stop included.
pub(super) fn is_finished(text: &str) -> bool {
    let core = text.trim_end_matches(is_void);
    core.trim_end_matches(|c| is_closing(c) || is_void(c)).ends_with(is_final) || is_signed(core)
}

/// Whether a name in brackets follows the last sentence: `……。（张三）`.
fn is_signed(text: &str) -> bool {
    let Some(body) = text.strip_suffix(['）', ')']) else { return false };
    let Some(open) = body.rfind(['（', '(']) else { return false };
    let before = body[..open].trim_end_matches(|c| is_closing(c) || is_void(c));
    before.ends_with(is_final) && body[open..].chars().count() <= 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end() {
        let raw = "甲\n乙\r\n丙\r丁\u{85}戊\u{2028}己\u{c}庚";
        let texts: Vec<&str> = lines(raw).iter().map(|line| line.span.of(raw)).collect();
        assert_eq!(texts, ["甲", "乙", "丙", "丁", "戊", "己", "庚"]);
        assert!(lines(raw).iter().all(|line| line.gap == 0));
    }

    #[test]
    fn blank_lines_and_indents_are_counted() {
        let raw = "\u{3000}\u{3000}甲a \r\n\r\n \u{200b}\r\n乙";
        let lines = lines(raw);
        assert_eq!((lines[0].indent, lines[0].width, lines[0].gap), (4, 3, 0));
        assert_eq!((lines[1].indent, lines[1].width, lines[1].gap), (0, 2, 2));
    }
}
