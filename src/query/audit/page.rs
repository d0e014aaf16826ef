//! The text of a source as it is now: whether a quote stands at a place, and where else it stands.

use std::cell::OnceCell;
use std::ops::Range;

use crate::document::is_void;
use crate::text::{CharIndex, OffsetMap, Span, slice};

/// How many places of one quote are weighed against each other.
const MAX_PLACES: usize = 64;
/// How many bytes of the text decide its place in the index. Longer ones are compared in full where they are met.
const INDEXED: usize = 48;

/// The text of a source. All places are Unicode characters of it.
pub(super) struct Page<'a> {
    raw: &'a str,
    characters: CharIndex<'a>,
    /// Made when the first quote is not where it should be.
    visible: OnceCell<Visible>,
}

impl<'a> Page<'a> {
    pub(super) fn new(raw: &'a str) -> Self {
        Page { raw, characters: CharIndex::new(raw), visible: OnceCell::new() }
    }

    /// The number of characters.
    pub(super) fn n_chars(&self) -> usize {
        self.characters.at(self.raw.len())
    }

    /// Whether `text` stands at `place`: the same characters, what is void aside, and none before or after them.
    pub(super) fn holds(&self, place: &Range<usize>, text: &str) -> bool {
        self.characters.bytes(place.clone()).is_some_and(|bytes| is_same(bytes.of(self.raw), text))
    }

    /// Where `text` stands, in order; of many places those nearest to the character `near`.
    pub(super) fn find(&self, text: &str, near: usize) -> Vec<Range<usize>> {
        let needle = visible(text);
        let visible = self.visible();
        let found = visible.find(&needle);
        let nearest = found.partition_point(|&at| self.place(at, needle.len()).start < near);
        let around = nearest.saturating_sub(MAX_PLACES)..found.len().min(nearest + MAX_PLACES);
        let mut places: Vec<_> = found[around].iter().map(|&at| self.place(at, needle.len())).collect();
        places.sort_by_key(|place| place.start.abs_diff(near));
        places.truncate(MAX_PLACES);
        places.sort_by_key(|place| place.start);
        places
    }

    /// Where `text` stands within a part of the page, in order.
    pub(super) fn find_within(&self, part: Range<usize>, text: &str) -> Vec<Range<usize>> {
        let needle = visible(text);
        let end = part.end.min(self.n_chars());
        let Some(part) = self.characters.bytes(part.start.min(end)..end) else { return Vec::new() };
        let visible = self.visible();
        let part = visible.at(part.start)..visible.at(part.end);
        let mut places = Vec::new();
        let mut from = part.start;
        // Places may overlap: 哈哈 stands twice in 哈哈哈.
        while let Some(at) = slice(&visible.text, from..part.end).find(&needle).filter(|_| !needle.is_empty()) {
            places.push(self.place(from + at, needle.len()));
            from += at + needle.chars().next().map_or(1, char::len_utf8);
        }
        places
    }

    fn visible(&self) -> &Visible {
        self.visible.get_or_init(|| Visible::new(self.raw))
    }

    /// The characters of the raw text that `len` bytes of the visible text came from.
    fn place(&self, at: usize, len: usize) -> Range<usize> {
        self.characters.span(self.visible().map.raw_span(Span::new(at, at + len))).range()
    }
}

/// The characters of a text that are not void, indexed.
struct Visible {
    text: String,
    map: OffsetMap,
    /// The bytes at which its characters start, in the order of the text that follows.
    sorted: Vec<usize>,
}

impl Visible {
    fn new(raw: &str) -> Self {
        let (mut text, mut map) = (String::with_capacity(raw.len()), OffsetMap::default());
        for (at, c) in raw.char_indices().filter(|(_, c)| !is_void(*c)) {
            map.push(text.len(), at);
            text.push(c);
        }
        let mut sorted: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        sorted.sort_unstable_by_key(|&at| (&text.as_bytes()[at..text.len().min(at + INDEXED)], at));
        Visible { text, map, sorted }
    }

    /// The bytes at which `needle` starts, in order.
    fn find(&self, needle: &str) -> Vec<usize> {
        let start = &needle.as_bytes()[..needle.len().min(INDEXED)];
        let head = |at: usize| &self.text.as_bytes()[at..self.text.len().min(at + start.len())];
        let from = self.sorted.partition_point(|&at| head(at) < start);
        let n_found = self.sorted[from..].partition_point(|&at| head(at) == start);
        let found = self.sorted[from..from + n_found].iter().copied();
        let mut found: Vec<usize> =
            found.filter(|&at| !needle.is_empty() && slice(&self.text, at..).starts_with(needle)).collect();
        found.sort_unstable();
        found
    }

    /// The first byte that came from the raw byte `raw` or from behind it.
    fn at(&self, raw: usize) -> usize {
        let (mut from, mut to) = (0, self.text.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.map.raw(middle) < raw {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_void(*c)).collect()
}

/// Whether a stretch of raw text is a quote of clean text.
///
/// White space inside may differ. At the ends it may not, else a place that begins or ends in the margin would pass.
fn is_same(raw: &str, text: &str) -> bool {
    let shown = |c: &char| !is_void(*c);
    is_same_edge(raw.chars().next(), text.chars().next())
        && is_same_edge(raw.chars().next_back(), text.chars().next_back())
        && raw.chars().filter(shown).eq(text.chars().filter(shown))
        && text.chars().any(|c| shown(&c))
}

/// A line break may have become a space.
fn is_same_edge(raw: Option<char>, text: Option<char>) -> bool {
    raw.zip(text).is_some_and(|(raw, text)| raw == text || (raw.is_whitespace() && text.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_holds_at_its_place_and_nowhere_beside_it() {
        let page = Page::new("在哈萨克\n  斯坦 ，\u{200b}中国");
        for (place, text) in [(1..9, "哈萨克斯坦"), (3..10, "克斯坦 "), (12..14, "中国")] {
            assert!(page.holds(&place, text), "{text}");
        }
        for place in [0..9, 2..9, 1..8, 1..10, 0..8, 2..10, 1..99, 5..5, Range { start: 9, end: 1 }] {
            assert!(!page.holds(&place, "哈萨克斯坦"), "{place:?}");
        }
        assert!(!page.holds(&(5..7), " ") && !page.holds(&(5..5), ""), "a quote of nothing proves nothing");
    }

    #[test]
    fn a_quote_is_found_wherever_lines_break() {
        let page = Page::new("中国，中\n国。\n\n中 国中国");
        assert_eq!(page.find("中国", 0), [0..2, 3..6, 9..12, 12..14]);
        assert_eq!(page.find("中国", 9).len(), 4);
        assert_eq!(page.find_within(3..12, "中国"), [3..6, 9..12]);
        assert_eq!(page.find_within(4..14, "中国"), [9..12, 12..14]);
        assert!(page.find("美国", 0).is_empty() && page.find(" ", 0).is_empty());
        assert_eq!(Page::new("哈哈哈").find_within(0..9, "哈哈"), [0..2, 1..3]);
        assert!(Page::new("").find("中国", 7).is_empty());
    }

    #[test]
    fn of_many_places_the_nearest_are_taken() {
        let text = "国".repeat(500);
        let places = Page::new(&text).find("国", 250);
        assert_eq!((places.len(), places[0].start, places[63].start), (64, 218, 281));
    }
}
