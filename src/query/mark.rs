//! The words of a sentence that name an entity.

use oxigraph::model::{NamedNode, QuadRef};

use super::quote::Quote;
use super::reader::{Reader, node_of};
use crate::error::Result;
use crate::rdf::Vocabulary;
use crate::rdf::term::{itsrdf, nif};
use crate::text::Span;

/// Words that name an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Bytes of the text of the quote.
    pub span: Span,
    /// Which entity.
    pub role: Role,
}

/// One of the two entities that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The first, or the only one.
    Subject,
    /// The second.
    Object,
}

/// The words in a sentence that name one or two entities, in order, without overlap.
///
/// A document names an entity a few times, a sentence names many, so that the mentions of the entities are looked up.
pub(super) fn marks(reader: &Reader<'_>, quote: &Quote, ends: &[NamedNode]) -> Result<Vec<Mark>> {
    let graph = Some(quote.article.iri.as_ref());
    let mut mentions = Vec::new();
    for (end, role) in ends.iter().zip([Role::Subject, Role::Object]) {
        for quad in reader.quads(None, Some(itsrdf::TA_IDENT_REF), Some(end.as_ref().into()), graph) {
            let Some(mention) = node_of(quad?.subject) else { continue };
            let stands_here = QuadRef::new(&mention, nif::SENTENCE, &quote.sentence, &quote.article.iri);
            if reader.contains(stands_here)? {
                let (start, _) = Vocabulary::place(mention.as_ref()).unwrap_or_default();
                let words = reader.text(mention.as_ref(), nif::ANCHOR_OF, graph)?.unwrap_or_default();
                mentions.push((start, words, role));
            }
        }
    }
    mentions.sort_unstable();
    mentions.dedup_by_key(|(start, ..)| *start);
    Ok(place(quote, &mentions))
}

/// Finds mentions in the clean text of a sentence, from their places in the raw source.
///
/// The clean text is the raw text without its line breaks, so a mention stands where it stood in the raw
/// text or as many characters before as were taken out. Of the places where its words stand, the one nearest to
/// where even shrinking would have put it is its own.
fn place(quote: &Quote, mentions: &[(usize, String, Role)]) -> Vec<Mark> {
    let starts: Vec<usize> = quote.text.char_indices().map(|(at, _)| at).collect();
    let n_raw = quote.end.saturating_sub(quote.start).max(1);
    let mut marks: Vec<Mark> = Vec::new();
    for (start, words, role) in mentions.iter().filter(|(_, words, _)| !words.is_empty()) {
        let expected = start.saturating_sub(quote.start) * starts.len() / n_raw;
        let after = marks.last().map_or(0, |mark| mark.span.end);
        let places = quote.text.match_indices(words.as_str()).map(|(at, _)| at).filter(|&at| at >= after);
        let distance = |&at: &usize| starts.partition_point(|&start| start < at).abs_diff(expected);
        if let Some(at) = places.min_by_key(distance) {
            marks.push(Mark { span: Span::new(at, at + words.len()), role: *role });
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::super::Article;
    use super::*;
    use crate::text::slice;

    #[test]
    fn a_repeated_name_is_marked_where_it_is_meant() {
        let text = "中国人在中国银行，中国很大";
        let quote = Quote {
            sentence: NamedNode::new_unchecked("http://example.org/"),
            text: text.to_owned(),
            marks: Vec::new(),
            start: 100,
            // Two line breaks were taken out.
            end: 100 + text.chars().count() + 2,
            article: Article::new(NamedNode::new_unchecked("http://example.org/d").as_ref()),
        };
        let marks = place(&quote, &[(111, "中国".to_owned(), Role::Subject)]);
        assert_eq!(marks.len(), 1);
        assert_eq!(slice(text, marks[0].span.start..), "中国很大");
    }
}
