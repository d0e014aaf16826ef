//! Sentences, as Chinese text ends them.
//!
//! A sentence ends at 。！？ and their half-width forms, and at an ellipsis before a break; not at ；,
//! which in news joins the parts of one statement. Closing quotation marks and brackets belong to
//! the sentence before them. A short quotation or bracket is never cut inside, and a quotation that
//! opens a sentence is not its end: `“路通了。”他说。` is one sentence. A title in brackets at the beginning is one of its own.

use super::line::is_closing;
use crate::text::{Span, is_han};

/// No sentence is longer, in characters: tables and text without marks are cut at a safe place.
pub(super) const LONGEST: usize = 512;
/// No more accents than this, on a character at its end, make a sentence longer.
const MOST_ATTACHED: usize = 8;
/// A quotation or bracket up to this length is not cut, in bytes.
const LONGEST_QUOTE: usize = 240;

const PAIRS: [(char, char); 8] =
    [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('（', '）'), ('(', ')'), ('《', '》'), ('【', '】')];

/// The sentences of `text`, without white space at their ends.
pub(super) fn sentences(text: &str) -> Vec<Span> {
    let mut cutter = Cutter { text, start: 0, spans: Vec::new(), closers: [None; PAIRS.len()] };
    cutter.run();
    cutter.spans
}

struct Cutter<'a> {
    text: &'a str,
    /// Where the sentence begins that is being read.
    start: usize,
    spans: Vec<Span>,
    /// For each pair, the next closing mark that was found, so that each is looked for once.
    closers: [Option<usize>; PAIRS.len()],
}

impl Cutter<'_> {
    fn run(&mut self) {
        let (mut at, mut n_chars) = (0, 0);
        // Until here nothing is cut: inside a short quotation.
        let mut held = 0;
        let mut last_pause = None;
        if let Some(end) = self.title() {
            self.push(end);
            at = end;
        }
        while let Some(c) = self.text[at..].chars().next() {
            let after = at + c.len_utf8();
            n_chars += 1;
            // Most characters are no marks of any sort.
            if is_han(c) && n_chars < LONGEST {
                at = after;
                continue;
            }
            if at >= held
                && let Some(close) = self.closing(at, c)
            {
                held = close;
            }
            let end = if at >= held { self.end(at, c) } else { None };
            if let Some(end) = end {
                self.push(end);
                (at, n_chars, last_pause) = (end, 0, None);
                continue;
            }
            if matches!(c, '，' | '；' | '、' | '：' | ',' | ';') || c.is_whitespace() {
                last_pause = Some((after, n_chars));
            }
            at = after;
            let is_split = self.text[at..].starts_with(is_attached) && n_chars < LONGEST + MOST_ATTACHED;
            if n_chars >= LONGEST && !is_split {
                let cut = last_pause.filter(|&(_, n)| n > LONGEST / 2).unwrap_or((at, n_chars));
                self.push(cut.0);
                (n_chars, last_pause) = (n_chars - cut.1, None);
            }
        }
        self.push(self.text.len());
    }

    /// Where the brackets close in which a short item has its title: 【石青访问老挝】万象1月9日电.
    fn title(&self) -> Option<usize> {
        let (title, rest) = self.text.strip_prefix('【')?.split_once('】')?;
        let is_title = title.len() <= LONGEST_QUOTE && !title.is_empty() && !title.contains('\n');
        let goes_on = rest.trim_start().starts_with(|c: char| c.is_alphanumeric());
        (is_title && goes_on).then_some(self.text.len() - rest.len())
    }

    /// Where the mark is that closes a short stretch opened by `c` at `at`.
    fn closing(&mut self, at: usize, c: char) -> Option<usize> {
        let kind = PAIRS.iter().position(|&(open, _)| open == c)?;
        let known = self.closers[kind].filter(|&close| close > at);
        let close = match known {
            Some(close) => close,
            None => at + self.text[at..].find(PAIRS[kind].1).unwrap_or(self.text.len()),
        };
        self.closers[kind] = Some(close);
        (close - at <= LONGEST_QUOTE).then_some(close)
    }

    /// The end of the sentence, if the character `c` at `at` ends one.
    fn end(&self, at: usize, c: char) -> Option<usize> {
        let after = at + c.len_utf8();
        let quoted = matches!(c, '”' | '」' | '』' | '’') && self.text[..at].ends_with(['。', '！', '？', '!', '?']);
        if quoted {
            let end = self.closers_end(after);
            return (!self.goes_on_after_quote(at, end)).then_some(end);
        }
        if !self.stops(at, c) {
            return None;
        }
        let stop = after + self.text[after..].find(|c| !is_stop(c)).unwrap_or(self.text.len() - after);
        let end = self.closers_end(stop);
        let has_quote = self.text[stop..end].contains(['”', '」', '』', '’']);
        (!has_quote || !self.goes_on_after_quote(stop, end)).then_some(end)
    }

    fn closers_end(&self, from: usize) -> usize {
        from + self.text[from..].find(|c| !is_closing(c)).unwrap_or(self.text.len() - from)
    }

    /// A quotation ends at `close`: the sentence goes on if it opened with this quotation.
    fn goes_on_after_quote(&self, close: usize, end: usize) -> bool {
        let sentence = self.text[self.start..close].trim_start();
        let quoted = sentence.strip_prefix(['“', '「', '『', '‘']);
        let opens = quoted.is_some_and(|quoted| !quoted.contains(['”', '」', '』', '’']));
        let next = self.text[end..].chars().next();
        opens && next.is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric())
    }

    /// Whether `c` at `at` is a full stop and not part of a number, an address or an initial.
    fn stops(&self, at: usize, c: char) -> bool {
        let after = &self.text[at + c.len_utf8()..];
        let next = after.chars().next();
        match c {
            '。' | '！' | '？' => true,
            '!' | '?' => next.is_none_or(|c| c.is_whitespace() || is_han(c) || is_closing(c) || is_stop(c)),
            '.' => {
                let word = self.text[..at].chars().rev().take_while(char::is_ascii_lowercase).take(2).count();
                word == 2
                    && next.is_some_and(char::is_whitespace)
                    && after.trim_start().starts_with(|c: char| c.is_ascii_uppercase() || is_han(c))
            }
            '…' => next.is_some_and(char::is_whitespace) && self.text[..at].ends_with('…'),
            _ => false,
        }
    }

    fn push(&mut self, end: usize) {
        let text = &self.text[self.start..end];
        let start = self.start + (text.len() - text.trim_start().len());
        let length = text.trim().len();
        if length > 0 {
            self.spans.push(Span::new(start, start + length));
        }
        self.start = end;
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…')
}

/// Whether a character belongs to the one before: accents, variation selectors.
fn is_attached(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_as_chinese_sentences_end() {
        check("路通了。车来了！真的吗？", &["路通了。", "车来了！", "真的吗？"]);
        check("路通了；车来了。", &["路通了；车来了。"]);
        check("【石青访老挝】万象9日电 石青来了。", &["【石青访老挝】", "万象9日电 石青来了。"]);
        check("【路通了】，车来了。", &["【路通了】，车来了。"]);
        check("“路通了。”他说。车来了。", &["“路通了。”他说。", "车来了。"]);
        check("他说：“路通了。”车来了。", &["他说：“路通了。”", "车来了。"]);
        check("他说：“路通了。车来了！”人也来了。", &["他说：“路通了。车来了！”", "人也来了。"]);
        check("（见图。）车来了。", &["（见图。）车来了。"]);
        check("路通了（见图）。车来了。", &["路通了（见图）。", "车来了。"]);
        check("《怎么办？》出版了。", &["《怎么办？》出版了。"]);
        check("奇瑞、比亚迪……都来了。", &["奇瑞、比亚迪……都来了。"]);
        check("真的？！好。", &["真的？！", "好。"]);
        check("增长37.3%。见 a.com?b=1 处。", &["增长37.3%。", "见 a.com?b=1 处。"]);
        check("The road is open. U.S. cars came. 好。", &["The road is open.", "U.S. cars came.", "好。"]);
        check("", &[]);
        check(" 　", &[]);
    }

    #[test]
    fn text_without_marks_is_cut_at_a_safe_place() {
        let text = "字".repeat(10_000);
        assert!(sentences(&text).iter().all(|span| span.of(&text).chars().count() <= LONGEST));
        let text = format!("{}，{}", "字".repeat(400), "字".repeat(400));
        assert_eq!(sentences(&text)[0].of(&text).chars().count(), 401);
    }

    #[test]
    fn accents_without_end_make_no_sentence_without_end() {
        let text = format!("{}e{}", "字".repeat(LONGEST - 2), "\u{303}".repeat(10_000));
        let longest = sentences(&text).iter().map(|span| span.of(&text).chars().count()).max();
        assert_eq!(longest, Some(LONGEST + MOST_ATTACHED));
    }
}
