//! Makes documents of parted articles: the text in reading order, with its map, sentences and names.

use super::article::{Article, Part, signature};
use super::paragraph::{Page, Role, needs_space, space_between};
use super::{
    Block, BlockKind, Document, DocumentKind, Segmenter, Sentence, byline, caption, dateline, folio, oddity, sentence,
};
use crate::text::{OffsetMap, Source, Span, simplify};

/// The documents of a page.
pub(super) fn compose(source: &Source, segmenter: &Segmenter, page: &Page, articles: &[Article]) -> Vec<Document> {
    let source_id = source.id();
    let date = source.declared.date.clone().or_else(|| issue_date(page));
    let mut documents: Vec<Document> = articles
        .iter()
        .enumerate()
        .map(|(index, article)| {
            let mut document = empty(source_id.clone(), index + 1, article);
            document.date.clone_from(&date);
            Composer { segmenter, raw: &source.text, page, document }.compose(article, source.declared.title.as_ref())
        })
        .collect();
    oddity::place(oddity::check(source).into_iter().chain(oddity::columns(page)), &mut documents);
    documents
}

/// A document of one paragraph, whose text and raw text are the same.
pub(super) fn plain(text: &str, segmenter: &Segmenter) -> Document {
    let span = Span::new(0, text.len());
    let article = Article { kind: DocumentKind::Article, blocks: Vec::new() };
    let mut document = empty(Source::new("", text).id(), 1, &article);
    document.raw_span = span;
    document.text = text.to_owned();
    document.simplified = simplify(text);
    document.map.push(0, 0);
    document.blocks.push(Block { kind: BlockKind::Paragraph, span });
    cut(&mut document, segmenter);
    document
}

/// The issue date as the page prints it in its folio.
fn issue_date(page: &Page) -> Option<String> {
    let folios = page.passages.iter().filter(|passage| passage.role == Role::Furniture);
    folios.filter_map(|passage| folio::issue_date(passage.span.of(&page.plain))).next()
}

fn empty(source_id: String, number: usize, article: &Article) -> Document {
    Document {
        source_id,
        number,
        kind: article.kind,
        raw_span: Span::new(0, 0),
        text: String::new(),
        simplified: String::new(),
        map: OffsetMap::default(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        tokens: Vec::new(),
        title: None,
        reporters: Vec::new(),
        photographers: Vec::new(),
        dateline: None,
        opening: 0,
        date: None,
        diagnostics: Vec::new(),
    }
}

/// Writes one document.
struct Composer<'a> {
    segmenter: &'a Segmenter,
    raw: &'a str,
    page: &'a Page,
    document: Document,
}

impl Composer<'_> {
    fn compose(mut self, article: &Article, declared_title: Option<&String>) -> Document {
        self.document.raw_span = self.raw_span(article);
        self.reserve(article);
        for part in &article.blocks {
            self.add(part);
        }
        self.name();
        cut(&mut self.document, self.segmenter);
        let headline = || self.document.blocks_of(BlockKind::Headline).next().map(|span| self.document.slice(span));
        self.document.title = declared_title.cloned().or_else(|| headline().map(str::to_owned));
        self.document
    }

    fn raw_span(&self, article: &Article) -> Span {
        let passages =
            || article.blocks.iter().flat_map(|part| &part.passages).map(|&index| self.page.passages[index].raw);
        let start = passages().map(|raw| raw.start).min().unwrap_or(0);
        let end = passages().map(|raw| raw.end).max().unwrap_or(start);
        Span::new(start, end)
    }

    /// Makes room for the text, a break for each block, and a token for every four bytes.
    fn reserve(&mut self, article: &Article) {
        let passages = article.blocks.iter().flat_map(|part| &part.passages);
        let n_bytes: usize = passages.map(|&index| self.page.passages[index].span.len() + 1).sum();
        self.document.text.reserve(n_bytes);
        self.document.simplified.reserve(n_bytes);
        self.document.tokens.reserve(n_bytes / 4);
    }

    /// Adds a block on a line of its own.
    fn add(&mut self, part: &Part) {
        if !self.document.text.is_empty() {
            self.push('\n');
        }
        let start = self.document.text.len();
        for (position, &index) in part.passages.iter().enumerate() {
            let passage = &self.page.passages[index];
            if position > 0 && needs_space(&self.document.text, passage.span.of(&self.page.text)) {
                let before = self.page.passages[part.passages[position - 1]].raw.end;
                if let Some((at, space)) = space_between(self.raw, before, passage.raw.start) {
                    self.document.map.push(self.document.text.len(), at);
                    self.push(space);
                }
            }
            self.copy(passage.span);
        }
        let span = Span::new(start, self.document.text.len());
        self.document.blocks.push(Block { kind: part.kind, span });
    }

    fn push(&mut self, c: char) {
        self.document.text.push(c);
        self.document.simplified.push(c);
    }

    /// Copies a stretch of the page with the runs that lead back to the raw text.
    fn copy(&mut self, span: Span) {
        let to = self.document.text.len();
        let runs = &self.page.runs;
        let first = runs.partition_point(|&(clean, _)| clean <= span.start).saturating_sub(1);
        for &(clean, raw) in runs[first..].iter().take_while(|&&(clean, _)| clean < span.end) {
            let skipped = span.start.saturating_sub(clean);
            self.document.map.push(to + (clean + skipped - span.start), raw + skipped);
        }
        self.document.text.push_str(span.of(&self.page.text));
        self.document.simplified.push_str(span.of(&self.page.plain));
    }

    /// Finds reporters, photographers and the dateline.
    fn name(&mut self) {
        let blocks = self.document.blocks.clone();
        let of_kind = |kind| blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span);
        for block in of_kind(BlockKind::Byline) {
            let credits = byline::read_line(self.segmenter, self.simplified(block)).unwrap_or_default();
            add(&mut self.document.reporters, block, credits.reporters);
            add(&mut self.document.photographers, block, credits.photographers);
        }
        for block in of_kind(BlockKind::Paragraph).take(3) {
            if let Some(lead) = dateline::lead(self.segmenter, self.simplified(block)) {
                add(&mut self.document.reporters, block, lead.reporters);
                self.document.opening = block.start + lead.end;
                self.document.dateline = lead.dateline.map(|dateline| dateline.moved(block.start));
                // 新华社万象2025年6月1日电: a page without a folio is of the day on which it was written.
                let day = self.document.dateline.and_then(|dateline| dateline.date);
                let written = day.and_then(|day| folio::issue_date(self.simplified(day)));
                self.document.date = self.document.date.take().or(written);
                break;
            }
        }
        if let Some(block) = of_kind(BlockKind::Paragraph).next_back() {
            let names = signature(self.segmenter, self.simplified(block)).unwrap_or_default();
            add(&mut self.document.reporters, block, names);
        }
        for block in of_kind(BlockKind::Caption) {
            let text = self.simplified(block);
            let credits = byline::read_line(self.segmenter, text).or_else(|| caption::credits(self.segmenter, text));
            add(&mut self.document.photographers, block, credits.unwrap_or_default().photographers);
        }
    }

    fn simplified(&self, span: Span) -> &str {
        span.of(&self.document.simplified)
    }
}

/// Cuts each block that can be read into sentences, and each sentence into words.
fn cut(document: &mut Document, segmenter: &Segmenter) {
    let is_read = |block: &Block| block.kind != BlockKind::Abreast;
    for (index, block) in document.blocks.iter().enumerate().filter(|(_, block)| is_read(block)) {
        for sentence in sentence::sentences(block.span.of(&document.text)) {
            let span = Span::new(sentence.start + block.span.start, sentence.end + block.span.start);
            let first_token = document.tokens.len();
            segmenter.cut(&document.simplified, span, &mut document.tokens);
            let end_token = document.tokens.len();
            document.sentences.push(Sentence { span, block: index, first_token, end_token });
        }
    }
}

/// Adds names found in a block, each place once.
fn add(names: &mut Vec<Span>, block: Span, found: Vec<Span>) {
    for span in found {
        let span = Span::new(span.start + block.start, span.end + block.start);
        // A place is only found twice in one block, so the names before need not be searched.
        if !names.iter().rev().take(8).any(|name| *name == span) {
            names.push(span);
        }
    }
}
