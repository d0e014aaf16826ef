//! Parts the passages of a page into its articles.
//!
//! Bodies are paragraphs in a row. Between two bodies stands an *interlude*: short lines and bylines
//! that belong to the body before, to the body after, or are a section head inside one article. An
//! article begins where a byline or the opening of a report (本报讯) says so; a lone short line
//! without either is a section head. Once the articles are known, each short line between two of them
//! goes to the one whose words it shares, because PDF text prints many headlines after their bodies.

use std::cell::LazyCell;

use super::headline::{self, Pairs};
use super::line::{is_closing, is_final, is_finished};
use super::paragraph::{Page, Passage, Role};
use super::{BlockKind, DocumentKind, Segmenter, byline, caption, dateline, press};
use crate::text::{Span, is_han};

/// The blocks of one article in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Article {
    pub kind: DocumentKind,
    pub blocks: Vec<Part>,
}

/// A block, as the passages that it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub kind: BlockKind,
    pub passages: Vec<usize>,
}

/// What a passage is, before it is known to whom it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Body,
    Short,
    Byline,
    Caption,
    Furniture,
    Abreast,
}

/// The lines before a body, and the body.
#[derive(Clone, Debug, Default)]
struct Group {
    /// Short lines and bylines, in order.
    interlude: Vec<usize>,
    /// Paragraphs.
    body: Vec<usize>,
}

/// The parts of one article while they are gathered.
#[derive(Clone, Debug, Default)]
struct Draft {
    headlines: Vec<usize>,
    leading: Vec<Part>,
    body: Vec<Part>,
}

/// A longer line without a full stop is a paragraph, in characters.
const LONGEST_SHORT: usize = 60;
/// No headline has more lines around it.
const MOST_HEADLINES: usize = 6;
/// No section head is longer, in characters.
const LONGEST_HEAD: usize = 30;

/// Parts a page. With `is_single` nothing is parted.
pub(super) fn part(segmenter: &Segmenter, page: &Page, is_single: bool) -> Vec<Article> {
    let parting = Parting { segmenter, plain: &page.plain, passages: &page.passages };
    let mut sorts: Vec<Sort> = Vec::with_capacity(page.passages.len());
    for index in 0..page.passages.len() {
        sorts.push(parting.sort(index, sorts.last().copied()));
    }
    if !sorts.contains(&Sort::Body) {
        sorts.iter_mut().filter(|sort| **sort == Sort::Short).for_each(|sort| *sort = Sort::Body);
    }
    let groups = parting.groups(&sorts);
    let starts = parting.starts(&groups, is_single);
    let mut articles: Vec<Article> =
        parting.drafts(&groups, &starts).into_iter().map(|draft| parting.finish(draft)).collect();
    articles.extend(captions(&sorts));
    articles.retain(|article| !article.blocks.is_empty());
    articles.sort_by_key(|article| article.blocks.iter().flat_map(|part| part.passages.iter().copied()).min());
    add_furniture(&sorts, &mut articles);
    articles
}

/// Photos with their captions and credits, each an article of its own.
fn captions(sorts: &[Sort]) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    let mut goes_on = false;
    for (index, &sort) in sorts.iter().enumerate() {
        if sort == Sort::Caption {
            let part = Part { kind: BlockKind::Caption, passages: vec![index] };
            match articles.last_mut() {
                Some(article) if goes_on => article.blocks.push(part),
                _ => articles.push(Article { kind: DocumentKind::Caption, blocks: vec![part] }),
            }
        }
        goes_on = sort == Sort::Caption;
    }
    articles
}

/// Gives each line about the paper, and each that cannot be read, to the article before it, or else to the one after.
fn add_furniture(sorts: &[Sort], articles: &mut Vec<Article>) {
    let first =
        |article: &Article| article.blocks.iter().flat_map(|part| part.passages.iter().copied()).min().unwrap_or(0);
    let firsts: Vec<usize> = articles.iter().map(first).collect();
    for (index, &sort) in sorts.iter().enumerate() {
        let kind = match sort {
            Sort::Furniture => BlockKind::Furniture,
            Sort::Abreast => BlockKind::Abreast,
            _ => continue,
        };
        let part = Part { kind, passages: vec![index] };
        let nearest = firsts.partition_point(|&first| first < index).saturating_sub(1);
        match articles.get_mut(nearest) {
            Some(article) => article.blocks.push(part),
            None => articles.push(Article { kind: DocumentKind::Article, blocks: vec![part] }),
        }
    }
}

struct Parting<'a> {
    segmenter: &'a Segmenter,
    plain: &'a str,
    passages: &'a [Passage],
}

impl Parting<'_> {
    fn text(&self, index: usize) -> &str {
        self.passages[index].span.of(self.plain)
    }

    fn sort(&self, index: usize, before: Option<Sort>) -> Sort {
        match self.passages[index].role {
            Role::Furniture => Sort::Furniture,
            Role::Abreast => Sort::Abreast,
            Role::Byline if before == Some(Sort::Caption) && self.credits_photo(index) => Sort::Caption,
            Role::Byline => Sort::Byline,
            Role::Credit => Sort::Caption,
            Role::Text if caption::is_caption(self.text(index)) => Sort::Caption,
            Role::Text if self.is_credited(index) => Sort::Caption,
            Role::Text if self.is_short(index) => Sort::Short,
            Role::Text => Sort::Body,
        }
    }

    /// Whether a byline names photographers, too (张三 摄影报道).
    fn credits_photo(&self, index: usize) -> bool {
        byline::read_line(self.segmenter, self.text(index)).is_some_and(|credits| !credits.photographers.is_empty())
    }

    /// Whether the passage is a caption because the next line credits a photographer.
    fn is_credited(&self, index: usize) -> bool {
        let is_credit = self.passages.get(index + 1).is_some_and(|next| next.role == Role::Credit);
        let ends_with_credit =
            || caption::is_signed(self.text(index)) && caption::credits(self.segmenter, self.text(index)).is_some();
        (is_credit && caption::may_be_caption(self.text(index)))
            || (self.passages[index].span.len() < 600 && ends_with_credit())
    }

    /// Whether the passage can be a headline or a section head.
    fn is_short(&self, index: usize) -> bool {
        let text = self.text(index);
        let n_chars = text.chars().take(LONGEST_SHORT + 1).count();
        let ends_as_question = text.ends_with(['？', '！', '?', '!']) && n_chars <= 28;
        let is_joined = self.passages[index].n_lines > 1 && (n_chars > 45 || text.contains('，'));
        n_chars <= LONGEST_SHORT
            && !is_joined
            && !text.contains(['。', '；'])
            && !text.ends_with(['，', '：', '、', ':', ','])
            && (!is_finished(text) || ends_as_question)
            && text.contains(|c: char| c.is_alphabetic())
            && !dateline::opens(text)
    }

    /// Cuts the news of the page into bodies with what stands before each.
    fn groups(&self, sorts: &[Sort]) -> Vec<Group> {
        let mut groups = vec![Group::default()];
        for (index, sort) in sorts.iter().enumerate() {
            let last = groups.len() - 1;
            let begins = !groups[last].body.is_empty();
            match sort {
                Sort::Body if begins && dateline::opens(self.text(index)) => {
                    groups.push(Group { interlude: Vec::new(), body: vec![index] });
                }
                Sort::Body => groups[last].body.push(index),
                Sort::Short | Sort::Byline if begins => groups.push(Group { interlude: vec![index], body: Vec::new() }),
                Sort::Short | Sort::Byline => groups[last].interlude.push(index),
                Sort::Caption | Sort::Furniture | Sort::Abreast => {}
            }
        }
        groups
    }

    fn is_byline(&self, index: usize) -> bool {
        self.passages[index].role == Role::Byline
    }

    /// For each group, whether an article begins with it.
    fn starts(&self, groups: &[Group], is_single: bool) -> Vec<bool> {
        let mut has_sections = false;
        let starts = (0..groups.len()).map(|index| {
            let starts =
                index == 0 || !is_single && self.starts_article(&groups[index - 1], &groups[index], has_sections);
            has_sections = !starts;
            starts
        });
        starts.collect()
    }

    /// Whether an article begins with a group; `has_sections` tells whether the one before has section heads.
    fn starts_article(&self, before: &Group, group: &Group, has_sections: bool) -> bool {
        let Some(&first) = group.body.first() else { return false };
        let has_byline = group.interlude.iter().any(|&index| self.is_byline(index));
        let is_note =
            before.body.first().is_some_and(|&index| press::starts(press::Role::Note, self.text(index)).is_some());
        if has_byline || self.is_signed(before) {
            return !is_note;
        }
        if dateline::opens(self.text(first)) {
            let is_quoted = group.interlude.is_empty() && self.text(first).trim_start().starts_with('据');
            return !is_note && !is_quoted;
        }
        self.changes_subject(before, group, has_sections)
    }

    /// Whether the body before ends with the name of its author: `……。（张三）`.
    fn is_signed(&self, group: &Group) -> bool {
        group.body.last().is_some_and(|&index| signature(self.segmenter, self.text(index)).is_some())
    }

    /// Without byline or opening: whether the short lines tell of the body after and of nothing before. Where the article
    /// has sections, their heads do, too, so that more is asked for.
    fn changes_subject(&self, before: &Group, group: &Group, has_sections: bool) -> bool {
        let lines: String = group.interlude.iter().map(|&index| self.text(index)).collect();
        if group.interlude.is_empty() || group.interlude.len() > 4 || lines.starts_with(is_enumerator) {
            return false;
        }
        let (least_own, most_shared) = if has_sections { (0.5, 0.04) } else { (0.35, 0.06) };
        if self.pairs(&group.body).share(&lines) < least_own {
            return false;
        }
        let other = self.pairs(&before.body);
        let bodies: String = group.body.iter().take(4).map(|&index| self.head(index)).collect();
        other.share(&lines) <= 0.12 && other.share(&bodies) <= most_shared
    }

    fn head(&self, index: usize) -> &str {
        let text = self.text(index);
        let end = text.char_indices().nth(200).map_or(text.len(), |(at, _)| at);
        &text[..end]
    }

    fn pairs(&self, indices: &[usize]) -> Pairs {
        let mut pairs = Pairs::default();
        indices.iter().take(400).for_each(|&index| pairs.add(self.text(index)));
        pairs
    }

    /// Gathers the groups of each article and deals out the lines between them.
    fn drafts(&self, groups: &[Group], starts: &[bool]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut from = 0;
        while from < groups.len() {
            let to = (from + 1..groups.len()).find(|&index| starts[index]).unwrap_or(groups.len());
            let mut draft = Draft::default();
            self.deal(&groups[from..to], drafts.last_mut(), &mut draft);
            for (offset, group) in groups[from..to].iter().enumerate() {
                if offset > 0 {
                    self.add_section(&mut draft, group, from + offset + 1 == groups.len());
                }
                draft
                    .body
                    .extend(group.body.iter().map(|&index| Part { kind: BlockKind::Paragraph, passages: vec![index] }));
            }
            drafts.push(draft);
            from = to;
        }
        drafts
    }

    fn body_of(&self, groups: &[Group]) -> Pairs {
        let indices: Vec<usize> = groups.iter().flat_map(|group| group.body.iter().copied()).collect();
        self.pairs(&indices)
    }

    /// Deals the lines before an article out to it and to the article before.
    fn deal(&self, groups: &[Group], before: Option<&mut Draft>, draft: &mut Draft) {
        let group = &groups[0];
        let mut interlude = group.interlude.as_slice();
        let Some(before) = before else { return self.take(interlude, draft) };
        if self.is_trailing_byline(interlude, group) {
            before.body.push(Part { kind: BlockKind::Byline, passages: vec![interlude[0]] });
            interlude = &interlude[1..];
        }
        let n_lines = interlude.iter().take_while(|&&index| !self.is_byline(index)).count();
        let n_before = self.lines_of_article_before(&interlude[..n_lines], groups, before);
        let (given, kept) = interlude.split_at(n_before);
        if before.headlines.is_empty() && given.len() <= MOST_HEADLINES {
            before.headlines.extend_from_slice(given);
        } else {
            before.body.extend(given.iter().map(|&index| Part { kind: BlockKind::Paragraph, passages: vec![index] }));
        }
        self.take(kept, draft);
    }

    /// Whether the first line of the interlude signs the article before it: a byline, then a headline
    /// for a body that has an opening or a byline of its own.
    fn is_trailing_byline(&self, interlude: &[usize], group: &Group) -> bool {
        let Some((&first, rest)) = interlude.split_first() else { return false };
        let is_bracketed = self.text(first).starts_with(['（', '(']);
        let has_headline = rest.first().is_some_and(|&index| !self.is_byline(index));
        let has_byline = rest.iter().any(|&index| self.is_byline(index));
        let has_opening = group.body.first().is_some_and(|&index| dateline::opens(self.text(index)));
        self.is_byline(first) && has_headline && (is_bracketed || has_byline || has_opening || group.body.is_empty())
    }

    /// How many of the lines between two articles belong to the first of them.
    fn lines_of_article_before(&self, lines: &[usize], groups: &[Group], before: &Draft) -> usize {
        if lines.is_empty() || !before.headlines.is_empty() {
            return lines.len().saturating_sub(MOST_HEADLINES);
        }
        let body: Vec<usize> = before.body.iter().flat_map(|part| part.passages.iter().copied()).collect();
        let (own, other) = (self.body_of(groups), self.pairs(&body));
        // The line just before a body is its headline unless the words say otherwise.
        let lead = |index: usize| other.share(self.text(index)) - own.share(self.text(index)) - 0.08;
        let mut best = (0.0, 0);
        let mut sum = 0.0;
        for (n, &index) in lines.iter().enumerate() {
            sum += lead(index);
            if sum > best.0 {
                best = (sum, n + 1);
            }
        }
        best.1
    }

    /// Takes the lines before a body as its headline and bylines.
    fn take(&self, interlude: &[usize], draft: &mut Draft) {
        let n_lines = interlude.iter().filter(|&&index| !self.is_byline(index)).count();
        let mut n_spare = n_lines.saturating_sub(MOST_HEADLINES);
        for (position, &index) in interlude.iter().enumerate() {
            let after_byline = interlude[..position].iter().any(|&index| self.is_byline(index));
            let is_head = after_byline && !draft.headlines.is_empty();
            if self.is_byline(index) {
                draft.leading.push(Part { kind: BlockKind::Byline, passages: vec![index] });
            } else if n_spare > 0 {
                n_spare -= 1;
                draft.leading.push(Part { kind: BlockKind::Paragraph, passages: vec![index] });
            } else if is_head {
                draft.leading.push(Part { kind: self.kind_of_head(index), passages: vec![index] });
            } else {
                draft.headlines.push(index);
            }
        }
    }

    /// Adds the lines between two sections of one article.
    fn add_section(&self, draft: &mut Draft, group: &Group, is_last: bool) {
        let lines: Vec<usize> = group.interlude.iter().copied().filter(|&index| !self.is_byline(index)).collect();
        let is_end = is_last && group.body.is_empty();
        if is_end && draft.headlines.is_empty() && lines.len() <= MOST_HEADLINES && self.tells_of(draft, &lines) {
            draft.headlines = lines;
        } else {
            let kind = |index: usize| match lines.len() {
                _ if is_end => BlockKind::Paragraph,
                1 | 2 => self.kind_of_head(index),
                _ => BlockKind::Paragraph,
            };
            draft.body.extend(lines.iter().map(|&index| Part { kind: kind(index), passages: vec![index] }));
        }
        let bylines = group.interlude.iter().copied().filter(|&index| self.is_byline(index));
        draft.body.extend(bylines.map(|index| Part { kind: BlockKind::Byline, passages: vec![index] }));
    }

    /// Whether lines at the end of a page can be the headline of its last article.
    fn tells_of(&self, draft: &Draft, lines: &[usize]) -> bool {
        let body: Vec<usize> = draft.body.iter().flat_map(|part| part.passages.iter().copied()).collect();
        let pairs = self.pairs(&body);
        let text: String = lines.iter().map(|&index| self.text(index)).collect();
        pairs.share(&text) >= 0.3
    }

    fn kind_of_head(&self, index: usize) -> BlockKind {
        let n_chars = self.text(index).chars().take(LONGEST_HEAD + 1).count();
        if n_chars <= LONGEST_HEAD { BlockKind::SectionHead } else { BlockKind::Paragraph }
    }

    /// Sets headline, bylines and body in reading order.
    fn finish(&self, draft: Draft) -> Article {
        let body: Vec<usize> = draft.body.iter().flat_map(|part| part.passages.iter().copied()).collect();
        let lines: Vec<(usize, &str)> = draft.headlines.iter().map(|&index| (index, self.text(index))).collect();
        let pairs = LazyCell::new(|| self.pairs(&body));
        let units = headline::arrange(self.segmenter, &pairs, &lines);
        let mut blocks: Vec<Part> = units.into_iter().map(|(kind, passages)| Part { kind, passages }).collect();
        blocks.extend(draft.leading);
        blocks.extend(draft.body);
        Article { kind: DocumentKind::Article, blocks }
    }
}

fn is_enumerator(c: char) -> bool {
    "一二三四五六七八九十（(▍①②③④⑤⑥⑦⑧⑨●■◆▶※".contains(c)
}

/// The names at the end of a body: `……。（记者 张三）`, `……。（张三）`, `……。记者 张三`.
pub(super) fn signature(segmenter: &Segmenter, text: &str) -> Option<Vec<Span>> {
    let core = text.trim_end();
    let Some(body) = core.strip_suffix(['）', ')']) else { return bare_signature(segmenter, core) };
    let open = body.rfind(['（', '('])?;
    let before = body[..open].trim_end().trim_end_matches(is_closing);
    let inner = &body[open..];
    if !before.ends_with(is_final) || inner.chars().count() > 40 {
        return None;
    }
    let credits = byline::parse(segmenter, inner)?;
    let is_plain = inner.chars().all(|c| is_han(c) || c.is_whitespace() || "（(、·，".contains(c));
    (is_plain && !credits.reporters.is_empty()).then(|| shifted(credits.reporters, open))
}

/// The names behind the last full stop of a body, if nothing else stands there.
fn bare_signature(segmenter: &Segmenter, text: &str) -> Option<Vec<Span>> {
    let start = text.rfind(is_final).map(|stop| stop + text[stop..].chars().next().map_or(0, char::len_utf8))?;
    let tail = text[start..].trim_start_matches(is_closing);
    if tail.is_empty() || tail.chars().count() > LONGEST_SIGNATURE {
        return None;
    }
    let reporters = byline::read_line(segmenter, tail)?.reporters;
    (!reporters.is_empty()).then(|| shifted(reporters, text.len() - tail.len()))
}

/// No signature without brackets is longer, in characters.
const LONGEST_SIGNATURE: usize = 24;

/// Spans counted from `by` bytes further in front.
fn shifted(spans: Vec<Span>, by: usize) -> Vec<Span> {
    spans.into_iter().map(|span| Span::new(span.start + by, span.end + by)).collect()
}
