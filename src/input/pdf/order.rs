//! The reading order of a newspaper page: its lines as a text, column after column, article after article.
//!
//! The page is cut along the white space between its lines, again and again, as a reader's eye does. Downward a
//! stretch of it goes on as long as one gutter runs through it; where a line crosses the last gutter, as a headline
//! above its columns does, another stretch begins. Within a stretch the columns are read from left to right. A band
//! of white across all columns ends what stands above it, unless that is a headline, which belongs to what is below.

use super::line::{Line, median};

/// Columns are apart by more than this, in ems.
const GUTTER: f32 = 0.7;
/// Articles that share their gutters are apart by more than this, in ems; lines of one article are by less.
const BREAK: f32 = 1.2;
/// A line in a font larger than the text by this factor is a headline.
const HEADLINE: f32 = 1.25;
/// Boxes of lines are this much higher than what is printed in them, in ems.
const AIR: f32 = 0.2;
/// Words of one row that are wider apart, in ems, stand on lines of their own.
const CELL: f32 = 2.5;
/// No page is cut deeper.
const MAX_DEPTH: usize = 64;

/// The text of a page: a line break after each line, an empty line where blocks end.
pub(super) fn read(lines: Vec<Line>) -> String {
    let em = median(lines.iter().flat_map(|line| line.text.chars().map(|_| line.size)));
    let mut text = Text { text: String::new(), size: em, is_open: false };
    cut(lines, em, MAX_DEPTH, &mut text);
    text.text
}

/// The text as far as it is read.
struct Text {
    text: String,
    /// The font of the last line.
    size: f32,
    /// Whether a line stands after the last empty line.
    is_open: bool,
}

impl Text {
    /// Ends a block.
    fn part(&mut self) {
        if self.is_open {
            self.text.push('\n');
            self.is_open = false;
        }
    }

    fn line(&mut self, line: &str, size: f32) {
        if size > HEADLINE * self.size || self.size > HEADLINE * size {
            self.part();
        }
        self.text.push_str(line);
        self.text.push('\n');
        self.size = size;
        self.is_open = true;
    }
}

/// Reads a stretch of the page.
fn cut(lines: Vec<Line>, em: f32, depth: usize, text: &mut Text) {
    let bands = bands(lines);
    let stretches = if depth > 0 { stretches(bands, em) } else { vec![bands] };
    let is_one = stretches.len() == 1;
    for stretch in stretches {
        text.part();
        if !is_one {
            cut(stretch.into_iter().flatten().collect(), em, depth - 1, text);
        } else if depth > 0 && !is_row(&stretch) && has_gutter(stretch.iter().flatten(), em) {
            read_columns(stretch, em, depth, text);
        } else {
            read_rows(stretch, em, text);
        }
    }
}

/// Reads a stretch that a gutter runs through.
fn read_columns(stretch: Vec<Vec<Line>>, em: f32, depth: usize, text: &mut Text) {
    let parts = parted(stretch, em);
    if parts.len() > 1 {
        for part in parts {
            text.part();
            cut(part, em, depth - 1, text);
        }
        return;
    }
    for (index, column) in columns(parts.into_iter().flatten().collect(), em).into_iter().enumerate() {
        // A text goes on in the next column.
        let is_open = std::mem::take(&mut text.is_open);
        text.is_open = is_open && index == 0;
        cut(column, em, depth - 1, text);
    }
}

/// The lines of a block, from top to bottom.
fn read_rows(bands: Vec<Vec<Line>>, em: f32, text: &mut Text) {
    let rows: Vec<Vec<Line>> = bands.into_iter().flat_map(rows).collect();
    let is_body = |line: &&Line| line.size <= HEADLINE * em;
    // Few lines begin left of the others, with a quotation mark that hangs out.
    let mut lefts: Vec<f32> = rows.iter().filter_map(|row| row.first()).filter(is_body).map(|line| line.left).collect();
    lefts.sort_by(f32::total_cmp);
    let left = lefts.get(lefts.len() / 4).copied().unwrap_or_default();
    let mut bottom = f32::MAX;
    for row in &rows {
        let Some((first, others)) = row.split_first() else { continue };
        if first.top - bottom > BREAK * em {
            text.part();
        }
        bottom = row.iter().map(|line| line.bottom).fold(f32::MIN, f32::max);
        let indent = ((first.left - left) / em).round();
        let indent = if is_body(&first) && (1.0..=4.0).contains(&indent) { indent as usize } else { 0 };
        let mut set = "\u{3000}".repeat(indent) + &first.text;
        let mut before = first;
        for line in others {
            if line.left - before.right > CELL * em {
                text.line(&set, before.size);
                set.clear();
            } else {
                set.push(' ');
            }
            set.push_str(&line.text);
            before = line;
        }
        text.line(&set, before.size);
    }
}

/// Whether lines stand beside one another, and none below another.
fn is_row(bands: &[Vec<Line>]) -> bool {
    let lines = || bands.iter().flatten();
    let lowest_top = lines().map(|line| line.top).fold(f32::MIN, f32::max);
    lines().all(|line| line.bottom > lowest_top)
}

/// Lines between which no white runs across, from top to bottom.
fn bands(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    lines.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    let mut bands: Vec<Vec<Line>> = Vec::new();
    let mut bottom = f32::MIN;
    for line in lines {
        let is_below = line.top + AIR * line.size > bottom;
        bottom = bottom.max(line.bottom);
        match bands.last_mut() {
            Some(band) if !is_below => band.push(line),
            _ => bands.push(vec![line]),
        }
    }
    bands
}

/// Bands that one gutter runs through, or none.
fn stretches(bands: Vec<Vec<Line>>, em: f32) -> Vec<Vec<Vec<Line>>> {
    let mut stretches: Vec<Vec<Vec<Line>>> = Vec::new();
    for band in bands {
        let Some(stretch) = stretches.last_mut() else {
            stretches.push(vec![band]);
            continue;
        };
        let is_parted = has_gutter(stretch.iter().flatten(), em);
        let stays_parted = has_gutter(stretch.iter().flatten().chain(&band), em);
        let is_whole = !has_gutter(band.iter(), em);
        // A headline may cross some gutters and leave others; none of them goes on through it.
        let is_cut = is_headline(&band, em) && is_whole
            || stretch.last().is_some_and(|last| is_headline(last, em)) && !is_parted;
        let goes_on = if is_cut { false } else { stays_parted || is_whole && !is_parted };
        match goes_on {
            true => stretch.push(band),
            false => stretches.push(vec![band]),
        }
    }
    stretches
}

/// Whether a band holds nothing but headlines.
fn is_headline(band: &[Line], em: f32) -> bool {
    band.iter().all(|line| line.size > HEADLINE * em)
}

/// Parts a stretch where white runs across below what is no headline.
fn parted(bands: Vec<Vec<Line>>, em: f32) -> Vec<Vec<Line>> {
    let mut parts: Vec<Vec<Line>> = Vec::new();
    let (mut bottom, mut follows_headline) = (f32::MAX, false);
    for band in bands {
        let top = band.iter().map(|line| line.top).fold(f32::MAX, f32::min);
        let is_apart = top - bottom > BREAK * em && !follows_headline;
        bottom = band.iter().map(|line| line.bottom).fold(f32::MIN, f32::max);
        follows_headline = band.iter().any(|line| line.size > HEADLINE * em);
        match parts.last_mut() {
            Some(part) if !is_apart => part.extend(band),
            _ => parts.push(band),
        }
    }
    parts
}

/// Columns from left to right.
fn columns(mut lines: Vec<Line>, em: f32) -> Vec<Vec<Line>> {
    lines.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
    let mut columns: Vec<Vec<Line>> = Vec::new();
    let mut right = f32::MIN;
    for line in lines {
        let is_beyond = line.left - right > GUTTER * em;
        right = right.max(line.right);
        match columns.last_mut() {
            Some(column) if !is_beyond => column.push(line),
            _ => columns.push(vec![line]),
        }
    }
    columns
}

/// Whether white runs through lines from top to bottom.
fn has_gutter<'a>(lines: impl Iterator<Item = &'a Line>, em: f32) -> bool {
    let mut edges: Vec<(f32, f32)> = lines.map(|line| (line.left, line.right)).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut right = f32::MAX;
    edges.into_iter().any(|(left, edge)| {
        let is_beyond = left - right > GUTTER * em;
        right = if right == f32::MAX { edge } else { right.max(edge) };
        is_beyond
    })
}

/// The rows of a block, each from left to right.
fn rows(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    lines.sort_by(|a, b| a.bottom.total_cmp(&b.bottom).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let is_beside = |first: &Line| line.bottom - first.bottom < 0.5 * first.size.min(line.size);
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(is_beside) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|a, b| a.left.total_cmp(&b.left)));
    rows
}
