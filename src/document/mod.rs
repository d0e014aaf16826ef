//! Articles in reading order, cut from the pages of a newspaper.
//!
//! [`read`] takes one [`Source`] and gives its [`Document`]s: broken lines joined, articles parted,
//! headline, byline, dateline, section heads and captions told apart, sentences and words found.
//!
//! The way of a page: [lines](line), measured; the [width](column) of their columns; broken lines
//! [joined](joint) into passages; passages [parted](article) into articles; each article
//! [composed](composition) into a document.

mod abreast;
mod article;
mod byline;
mod caption;
mod column;
mod composition;
mod credit;
mod dateline;
mod folio;
mod headline;
mod joint;
mod line;
mod oddity;
mod paragraph;
mod press;
mod sentence;
mod token;

pub use line::is_void;
pub use oddity::check;
pub use token::{Segmenter, Tag, Token};

use crate::diagnostic::Diagnostic;
use crate::text::{OffsetMap, Source, Span, simplify};

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
    /// The headline: as declared, else of the page.
    pub title: Option<String>,
    /// The names of those who wrote it, as printed in its bylines.
    pub reporters: Vec<Span>,
    /// The names of those who took its photos.
    pub photographers: Vec<Span>,
    /// Where and when it says it was written (本报宁波5月25日电).
    pub dateline: Option<Dateline>,
    /// Where its news begins, behind what opens a report (新华社北京3月5日电, 本报讯); zero if nothing does.
    pub opening: usize,
    /// The issue date as `YYYY-MM-DD`: declared, else printed on the page, else the day of its dateline, if that tells the year.
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
    /// Who wrote it: `□ 本报记者 周晓丽`.
    Byline,
    /// A heading between paragraphs.
    SectionHead,
    /// What a photo shows, and who took it.
    Caption,
    /// A paragraph.
    Paragraph,
    /// A folio, the name of the editor, a page number: part of the page, not of the news.
    Furniture,
    /// A line that holds columns side by side, which is not read and has no sentences.
    Abreast,
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

impl Dateline {
    /// The same dateline `by` bytes further on.
    fn moved(self, by: usize) -> Self {
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        Dateline { span: moved(self.span), place: self.place.map(moved), date: self.date.map(moved) }
    }
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

/// Reads the articles of one source, in the order of the raw text.
///
/// Nothing of the page is lost: every character of the raw text that is neither white space, nor a
/// control character, nor without width (U+00AD, U+200B, U+200D, U+FEFF) stands in exactly one
/// document. A page without text has no documents; [`check`] says what is odd about it.
///
/// A source with a declared title is one article, and so is a text without any headline; captions of
/// photos are documents of their own.
///
/// ```
/// use sinograph::document::{BlockKind, Segmenter, read};
/// use sinograph::text::Source;
///
/// let page = "铁路开通运营\n□ 本报记者 张三\n本报宁波5月25日电 中国和哈萨克\n斯坦之间的铁路今天开通。";
/// let documents = read(&Source::new("page.txt", page), &Segmenter::new());
/// let document = &documents[0];
/// assert_eq!(document.title.as_deref(), Some("铁路开通运营"));
/// assert_eq!(document.slice(document.reporters[0]), "张三");
/// assert_eq!(document.blocks_of(BlockKind::Paragraph).count(), 1);
/// ```
pub fn read(source: &Source, segmenter: &Segmenter) -> Vec<Document> {
    let plain = simplify(&source.text);
    let lines = line::lines(&source.text);
    let page = paragraph::join(segmenter, &source.text, &plain, &lines);
    drop((plain, lines));
    let articles = article::part(segmenter, &page, source.declared.title.is_some());
    composition::compose(source, segmenter, &page, &articles)
}

/// A text that is no page as a document: one paragraph, exactly as it stands.
///
/// For text that is already clean, such as the sentences of a tagged corpus.
///
/// ```
/// use sinograph::document::{Segmenter, plain};
///
/// let document = plain("中国和\n老挝。铁路开通。", &Segmenter::new());
/// assert_eq!((document.text.as_str(), document.sentences.len()), ("中国和\n老挝。铁路开通。", 2));
/// ```
pub fn plain(text: &str, segmenter: &Segmenter) -> Document {
    composition::plain(text, segmenter)
}
