//! A sentence as the classifier sees it: words, with names masked.

use sinograph::document::{self, Segmenter, Tag};
use sinograph::mention;
use sinograph::ontology::EntityKind;
use sinograph::pipeline::Extractor;
use sinograph::text::Span;

use crate::corpus::Pair;
use crate::place::{occurrences, overlap};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The first name of the pair.
    First,
    /// The second.
    Second,
    /// Another organization that sinograph found.
    Organization,
    /// A person that sinograph found.
    Person,
    /// A word.
    Word,
}

/// A word, or a mask in place of a name.
pub struct Item {
    /// What it is.
    pub sort: Sort,
    /// The word, or the letter of the mask.
    pub text: String,
    /// The part of speech.
    pub tag: Tag,
}

/// A pair in its sentence.
pub struct Reading<'a> {
    /// The name of the first.
    pub first_name: &'a str,
    /// The name of the second.
    pub second_name: &'a str,
    /// The sentence.
    pub items: Vec<Item>,
    /// The index of the first name.
    pub first: usize,
    /// The index of the second name; that of the first if it lies within it.
    pub second: usize,
    /// Whether it does.
    pub is_nested: bool,
}

/// Reads pairs.
pub struct Reader {
    extractor: Extractor,
    segmenter: Segmenter,
}

impl Reader {
    /// Loads what reading needs.
    pub fn new() -> Self {
        Reader { extractor: Extractor::new(), segmenter: Segmenter::new() }
    }

    /// Reads one pair.
    pub fn read<'a>(&self, pair: &'a Pair) -> Reading<'a> {
        let sentence = pair.sentence.as_str();
        let place = pair.place;
        let (mut first, mut second) = (0, 0);
        let mut items = Vec::new();
        let mut end = 0;
        for (span, sort) in self.masks(pair) {
            self.cut(sentence, Span::new(end, span.start), &mut items);
            if span == place.first {
                first = items.len();
            } else if span == place.second {
                second = items.len();
            }
            items.push(Item { sort, text: letter(sort).to_owned(), tag: Tag::Other });
            end = span.end;
        }
        self.cut(sentence, Span::new(end, sentence.len()), &mut items);
        let is_nested = place.is_nested();
        let second = if is_nested { first } else { second };
        let (first_name, second_name) = (place.first.of(sentence), place.second.of(sentence));
        Reading { first_name, second_name, items, first, second, is_nested }
    }

    /// All names, in the order of the text, without overlap: the pair before its repetitions, these before others.
    fn masks(&self, pair: &Pair) -> Vec<(Span, Sort)> {
        let (sentence, place) = (pair.sentence.as_str(), pair.place);
        let again =
            |span: Span, sort| occurrences(sentence, span.of(sentence)).into_iter().map(move |span| (span, sort));
        let mut repetitions: Vec<(Span, Sort)> =
            again(place.first, Sort::First).chain(again(place.second, Sort::Second)).collect();
        repetitions.sort_by_key(|(span, _)| std::cmp::Reverse(span.end - span.start));
        let pair = [(place.first, Sort::First), (place.second, Sort::Second)];
        let mut masks: Vec<(Span, Sort)> = Vec::new();
        for (span, sort) in pair.into_iter().chain(repetitions).chain(self.others(sentence)) {
            if masks.iter().all(|&(taken, _)| !overlap(taken, span)) {
                masks.push((span, sort));
            }
        }
        masks.sort_by_key(|(span, _)| span.start);
        masks
    }

    /// The organizations and people of the sentence.
    fn others(&self, sentence: &str) -> Vec<(Span, Sort)> {
        let document = document::plain(sentence, &self.segmenter);
        let reading = mention::Reading::new(&document, self.extractor.ontology());
        let mentions = mention::find(&reading, self.extractor.tagger());
        let sort = |kind| match kind {
            EntityKind::Organization => Some(Sort::Organization),
            EntityKind::Person => Some(Sort::Person),
            _ => None,
        };
        mentions.iter().filter_map(|mention| Some((mention.span, sort(mention.kind)?))).collect()
    }

    fn cut(&self, sentence: &str, span: Span, items: &mut Vec<Item>) {
        let mut tokens = Vec::new();
        self.segmenter.cut(sentence, span, &mut tokens);
        let words = tokens.iter().map(|token| (token.span.of(sentence), token.tag));
        let words = words.filter(|(word, _)| !word.trim().is_empty());
        items.extend(words.map(|(word, tag)| Item { sort: Sort::Word, text: without_digits(word).to_owned(), tag }));
    }
}

fn letter(sort: Sort) -> &'static str {
    match sort {
        Sort::First => "A",
        Sort::Second => "B",
        Sort::Organization => "O",
        Sort::Person => "P",
        Sort::Word => "",
    }
}

fn without_digits(word: &str) -> &str {
    match (word.starts_with(|c: char| c.is_ascii_digit()), word.ends_with('%')) {
        (true, true) => "0%",
        (true, false) => "0",
        (false, _) => word,
    }
}
