//! Articles in reading order, cut from the pages of a newspaper.
//!
//! [`read`] takes one [`Source`] and gives its [`Document`]s: broken lines joined, articles parted,
//! headline, byline, dateline, section heads and captions told apart, sentences and words found.

mod token;

pub use token::{Segmenter, Tag, Token};

use crate::diagnostic::Diagnostic;
use crate::text::{OffsetMap, Source, Span};

/// One article of a page, as a reader would read it.
///
/// `text` is its clean text: blocks in reading order, one to a line, each a headline, a paragraph, a
/// byline and so on. All spans of a document count bytes of `text` unless their name says `raw`.
#[derive(Clone, Debug)]
pub struct Document {
    /// The identity of the source, [`Source::id`].
    pub source_id: String,
    /// Its number on the page, counted from one in the order of the raw text.
    pub number: usize,
    /// Whether it is an article or a photo with its caption.
    pub kind: DocumentKind,
    /// From the first to the last byte of the raw text that belongs to it.
    pub raw_span: Span,
    /// The clean text in the page's own script.
    pub text: String,
    /// The same in simplified script; every span means the same characters in both.
    pub simplified: String,
    /// Where each byte of `text` stands in the raw text.
    pub map: OffsetMap,
    /// The blocks of the text, in reading order, without gaps but for the line breaks between them.
    pub blocks: Vec<Block>,
    /// The sentences, in order; each lies in one block.
    pub sentences: Vec<Sentence>,
    /// The words of all sentences, in order.
    pub tokens: Vec<Token>,
    /// The headline: of the page, else as declared.
    pub title: Option<String>,
    /// The names of those who wrote it, as printed in its bylines.
    pub reporters: Vec<Span>,
    /// The names of those who took its photos.
    pub photographers: Vec<Span>,
    /// Where and when it says it was written (本报宁波5月25日电).
    pub dateline: Option<Dateline>,
    /// The issue date as `YYYY-MM-DD`: declared, else printed on the page.
    pub date: Option<String>,
    /// What the reading of it noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A news article.
    Article,
    /// A photo that stands by itself, known by its caption.
    Caption,
}

/// A stretch of text with one role on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its role.
    pub kind: BlockKind,
    /// Its bytes.
    pub span: Span,
}

/// The role of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The headline.
    Headline,
    /// A line above or below the headline that explains it.
    Subtitle,
    /// Who wrote it: `□ 本报记者 季晓莉`.
    Byline,
    /// A heading between paragraphs.
    SectionHead,
    /// What a photo shows, and who took it.
    Caption,
    /// A paragraph.
    Paragraph,
    /// A folio, the name of the editor, a page number: part of the page, not of the news.
    Furniture,
}

/// A sentence, up to and with its closing mark and quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes.
    pub span: Span,
    /// The index of its block.
    pub block: usize,
    /// The index of its first token.
    pub first_token: usize,
    /// One past the index of its last token.
    pub end_token: usize,
}

/// The place and day that a report names as its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, from 本报 or the agency to 电.
    pub span: Span,
    /// 宁波
    pub place: Option<Span>,
    /// 5月25日
    pub date: Option<Span>,
}

impl Document {
    /// The characters of the page at `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The blocks of one kind, in reading order.
    pub fn blocks_of(&self, kind: BlockKind) -> impl Iterator<Item = Span> + '_ {
        self.blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span)
    }

    /// The words of one sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.first_token..sentence.end_token]
    }

    /// The index of the sentence in which `byte` lies.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= byte);
        let index = after.checked_sub(1)?;
        (byte < self.sentences[index].span.end).then_some(index)
    }
}

/// Reads the articles of one source.
pub fn read(source: &Source, segmenter: &Segmenter) -> Vec<Document> {
    let raw = &source.text;
    let mut text = String::new();
    let mut map = OffsetMap::default();
    let mut blocks = Vec::new();
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut start = 0;
    let mut out_lines: Vec<(usize, &str)> = Vec::new();
    for line in raw.split_inclusive('\n') {
        out_lines.push((at, line));
        at += line.len();
    }
    for (at, line) in out_lines {
        let t = line.trim();
        if t.is_empty() { continue; }
        let off = at + line.find(t).unwrap_or(0);
        map.push(text.len(), off);
        text.push_str(t);
        let w = t.chars().count();
        if w < 15 || t.ends_with('。') && w < 22 {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
            map.push(text.len(), off + t.len());
            text.push('\n');
            start = text.len();
        }
    }
    if start < text.len() {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
    }
    let simplified = crate::text::simplify(&text).to_string();
    for (i, b) in blocks.iter().enumerate() {
        let mut s = b.span.start;
        for (o, c) in text[b.span.range()].char_indices() {
            let end = b.span.start + o + c.len_utf8();
            if matches!(c, '。' | '！' | '？') || end == b.span.end {
                let first = tokens.len();
                segmenter.cut(&simplified, Span::new(s, end), &mut tokens);
                sentences.push(Sentence { span: Span::new(s, end), block: i, first_token: first, end_token: tokens.len() });
                s = end;
            }
        }
    }
    vec![Document {
        source_id: source.id(),
        number: 1,
        kind: DocumentKind::Article,
        raw_span: Span::new(0, raw.len()),
        blocks,
        sentences,
        tokens,
        text,
        simplified,
        map,
        title: None,
        reporters: Vec::new(),
        photographers: Vec::new(),
        dateline: None,
        date: None,
        diagnostics: Vec::new(),
    }]
}
