//! A half-open range of bytes.

use std::ops::Range;
use std::slice::SliceIndex;

/// What stands at a range of bytes of a text; nothing where the text has no such range, or the range cuts a character.
///
/// ```
/// use sinograph::text::slice;
///
/// assert_eq!(slice("在北京举行", 3..9), "北京");
/// assert_eq!((slice("在北京举行", 4..), slice("在北京举行", ..90)), ("", ""));
/// ```
pub fn slice(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A half-open byte range `start..end` on character boundaries, `start <= end`.
///
/// ```
/// use sinograph::text::Span;
///
/// let span = Span::new(3, 9);
/// assert_eq!(span.of("在北京举行"), "北京");
/// assert!(span.contains(Span::new(3, 6)) && !span.overlaps(Span::new(9, 12)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    ///
    /// # Panics
    /// If `start > end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span starts after it ends");
        Span { start, end }
    }

    /// The slice of `text` in this range.
    ///
    /// # Panics
    /// If the range does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        let slice = text.get(self.start..self.end);
        slice.expect("a span lies on character boundaries of its text")
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range as `std` has it.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}
