//! Joins the broken lines of a page into passages: paragraphs, and lines that stand alone.

use std::iter;
use std::ops::Range;

use super::Segmenter;
use super::abreast::abreast;
use super::column::{Measure, Shape, columns};
use super::joint::Joints;
use super::line::{Line, Marks, is_left_out};
use super::{byline, caption, dateline, folio, press};
use crate::text::{Span, is_han};

/// The clean text of a whole page in the order of the raw text, cut into passages.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The clean text of all passages, without anything between them.
    pub text: String,
    /// The same in simplified script, byte for byte as long.
    pub plain: String,
    /// Where the runs of `text` begin, in `text` and in the raw text.
    pub runs: Vec<(usize, usize)>,
    /// The passages.
    pub passages: Vec<Passage>,
}

/// A stretch of joined lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its bytes in the page's clean text.
    pub span: Span,
    /// From its first to its last raw byte.
    pub raw: Span,
    /// How many lines it was broken into.
    pub n_lines: usize,
    /// What its first line shows.
    pub role: Role,
}

/// What a line shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// News.
    Text,
    /// A line of its own that names the authors.
    Byline,
    /// A line of its own that names the photographer.
    Credit,
    /// A line about the paper.
    Furniture,
    /// A line that holds columns side by side.
    Abreast,
}

/// Joins `lines` of `raw`; `plain` is `raw` in simplified script.
pub(super) fn join(segmenter: &Segmenter, raw: &str, plain: &str, lines: &[Line]) -> Page {
    let opens: Vec<bool> = lines.iter().map(|line| dateline::opens(line.span.of(plain))).collect();
    let mut roles = roles(segmenter, plain, lines, &opens);
    let is_cut: Vec<bool> = (0..lines.len()).map(|index| is_cut_credit(plain, lines, &roles, index)).collect();
    for (role, _) in roles.iter_mut().zip(&is_cut).filter(|(_, is_cut)| **is_cut) {
        *role = Role::Text;
    }
    let measure = Measure::of(lines, plain);
    let mut shapes: Vec<Shape> = lines.iter().map(|line| Shape::of(line, line.span.of(plain), measure)).collect();
    shapes.iter_mut().zip(&opens).for_each(|(shape, opens)| shape.is_row &= !opens);
    let news: Vec<usize> = (0..lines.len()).filter(|&index| roles[index] == Role::Text).collect();
    let news_shapes: Vec<Shape> = news.iter().map(|&index| shapes[index]).collect();
    let mut columns_of = vec![None; lines.len()];
    for (&index, column) in news.iter().zip(columns(&news_shapes)) {
        columns_of[index] = column;
    }
    // Each report may be set in columns of its own.
    let is_head = |line: usize| {
        let is_free = lines[line].gap > 0 && line.checked_sub(1).is_some_and(|before| shapes[before].is_finished);
        let is_sentence = lines[line].marks.has(Marks::COMMA.and(Marks::STOP).and(Marks::SEMICOLON));
        is_free && !is_sentence && !shapes[line].is_finished && lines[line].n_chars <= LONGEST_HEAD
    };
    for report in reports(&news, &roles, &opens, is_head).into_iter().filter(|report| report.len() >= SHORTEST_REPORT) {
        let own = columns(&news_shapes[report.clone()]);
        for (&index, column) in news[report].iter().zip(own) {
            columns_of[index] = column.or(columns_of[index]);
        }
    }
    let joints = Joints::new(segmenter, plain, lines, &roles, &shapes, &columns_of, &opens);
    let n_bytes = lines.iter().map(|line| line.span.len() + 1).sum();
    let mut page = Page {
        text: String::with_capacity(n_bytes),
        plain: String::with_capacity(n_bytes),
        runs: Vec::with_capacity(lines.len()),
        passages: Vec::with_capacity(lines.len()),
    };
    let mut flows = false;
    for index in 0..lines.len() {
        let follows = index > 0 && roles[index] == Role::Text && roles[index - 1] == Role::Text;
        flows = follows && (is_cut[index] || joints.joins(index - 1, flows));
        page.add(raw, plain, &lines[index], roles[index], flows);
    }
    page
}

/// Whether a line is the rest of a credit whose outlet ends the line before: …眺望大桥。新华社|记者 邓佳禾 摄.
fn is_cut_credit(plain: &str, lines: &[Line], roles: &[Role], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).filter(|&before| roles[before] == Role::Text) else { return false };
    let text = lines[before].span.of(plain).trim_end();
    let rest = press::ends(press::Role::Outlet, text).and_then(|outlet| text.strip_suffix(outlet));
    let is_whole = rest.is_some_and(|rest| rest.ends_with(['。', '！', '？', '”', '）']));
    roles[index] == Role::Credit && is_whole
}

/// The fewest lines of a report that show by themselves how wide its columns are.
const SHORTEST_REPORT: usize = 5;

/// No head of a report is longer, in characters.
const LONGEST_HEAD: usize = 30;

/// The stretches of `news` from one line that opens a report, stands below a byline or may be a head, to the next.
fn reports(news: &[usize], roles: &[Role], opens: &[bool], is_head: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let is_signed = |line: usize| line.checked_sub(1).is_some_and(|before| roles[before] == Role::Byline);
    let starts = (0..news.len()).filter(|&at| opens[news[at]] || is_signed(news[at]) || is_head(news[at]));
    let bounds: Vec<usize> = iter::once(0).chain(starts).chain([news.len()]).collect();
    bounds.windows(2).map(|bounds| bounds[0]..bounds[1]).collect()
}

fn roles(segmenter: &Segmenter, plain: &str, lines: &[Line], opens: &[bool]) -> Vec<Role> {
    let mut roles: Vec<Role> =
        lines.iter().zip(opens).map(|(line, &opens)| role(segmenter, line, line.span.of(plain), opens)).collect();
    for (role, _) in roles.iter_mut().zip(abreast(plain, lines)).filter(|(_, is_abreast)| *is_abreast) {
        *role = Role::Abreast;
    }
    for index in 0..lines.len() {
        let beside = |other: Option<&Role>| other == Some(&Role::Furniture);
        let is_beside =
            beside(index.checked_sub(1).and_then(|before| roles.get(before))) || beside(roles.get(index + 1));
        let text = lines[index].span.of(plain);
        // The page begins with what paper, section and page it is; the day may stand below.
        let tops = || index == 0 && lines.get(1).is_some_and(|next| folio::is_dated(next.span.of(plain)));
        let is_about_paper =
            || folio::is_masthead(text) || folio::is_numbered(text) || tops() && folio::is_section(text);
        if roles[index] == Role::Text && is_beside && is_about_paper() {
            roles[index] = Role::Furniture;
        }
    }
    roles
}

fn role(segmenter: &Segmenter, line: &Line, text: &str, opens: bool) -> Role {
    if folio::is_furniture(line, text) {
        return Role::Furniture;
    }
    if opens {
        return Role::Text;
    }
    // Bylines are no sentences.
    let is_news = line.marks.has(Marks::STOP.and(Marks::SEMICOLON));
    let byline = if is_news { None } else { byline::read_line(segmenter, text) };
    if caption::is_credit(byline.as_ref(), text) {
        Role::Credit
    } else if byline.is_some() {
        Role::Byline
    } else {
        Role::Text
    }
}

impl Page {
    /// Adds a line: to the last passage if it goes on, else as a passage of its own.
    fn add(&mut self, raw: &str, plain: &str, line: &Line, role: Role, goes_on: bool) {
        let text = line.span.of(raw);
        match self.passages.last_mut() {
            Some(passage) if goes_on => {
                if needs_space(&self.text[passage.span.range()], text)
                    && let Some((at, space)) = space_between(raw, passage.raw.end, line.span.start)
                {
                    self.runs.push((self.text.len(), at));
                    self.text.push(space);
                    self.plain.push(space);
                }
                passage.raw.end = line.span.end;
                passage.n_lines += 1;
            }
            _ => {
                let span = Span::new(self.text.len(), self.text.len());
                self.passages.push(Passage { span, raw: line.span, n_lines: 1, role });
            }
        }
        if line.marks.has(Marks::LEFT_OUT) {
            self.copy_pieces(raw, plain, line.span);
        } else {
            self.copy(raw, plain, line.span);
        }
        let end = self.text.len();
        if let Some(passage) = self.passages.last_mut() {
            passage.span.end = end;
        }
    }

    /// Copies raw bytes.
    fn copy(&mut self, raw: &str, plain: &str, span: Span) {
        self.runs.push((self.text.len(), span.start));
        self.text.push_str(span.of(raw));
        self.plain.push_str(span.of(plain));
    }

    /// Copies raw bytes but for the characters that clean text leaves out.
    fn copy_pieces(&mut self, raw: &str, plain: &str, span: Span) {
        for (at, piece) in pieces(span.of(raw)) {
            let start = span.start + at;
            self.copy(raw, plain, Span::new(start, start + piece.len()));
        }
    }
}

/// The stretches of `text` between characters that clean text leaves out, with their bytes.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(is_left_out).filter_map(move |piece| {
        let start = at;
        at += piece.len() + text[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
        (!piece.is_empty()).then_some((start, piece))
    })
}

/// The byte of the line break that a space stands for, and the space.
///
/// Where the break is of one byte, as nearly always, it becomes a space; a longer one (U+2028) stays
/// as it is, because the map relates the clean text to the raw one byte for byte.
pub(super) fn space_between(raw: &str, from: usize, to: usize) -> Option<(usize, char)> {
    let breaks = || raw[from..to].char_indices().filter(|(_, c)| c.is_whitespace());
    let (at, c) = breaks().find(|(_, c)| c.is_ascii()).or_else(|| breaks().next())?;
    Some((from + at, if c.is_ascii() { ' ' } else { c }))
}

/// Whether a space stands for the line break: between two words in latin letters.
pub(super) fn needs_space(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let is_letter = |c: char| c.is_alphabetic() && !is_han(c) && super::line::cells(c) == 1;
    is_letter(first) && (is_letter(last) || matches!(last, ',' | '.' | ';' | ':' | ')' | '!' | '?'))
}
