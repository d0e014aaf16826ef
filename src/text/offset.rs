//! Relates positions in clean text to positions in the raw source, and bytes to characters.

use std::ops::Range;

use super::Span;

/// Where each piece of a clean text came from in its raw source.
///
/// The clean text is a row of runs, each copied byte for byte from the raw text (a line break that
/// became a space keeps its one byte). Runs need not stand in the order of the raw text: a headline
/// printed after its body is read first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    clean: usize,
    raw: usize,
}

impl OffsetMap {
    /// Says that from byte `clean` of the clean text on, bytes come from byte `raw` of the raw text.
    ///
    /// # Panics
    /// If `clean` lies before the start of the run pushed last.
    pub fn push(&mut self, clean: usize, raw: usize) {
        if let Some(last) = self.runs.last() {
            assert!(last.clean <= clean, "runs are pushed in the order of the clean text");
            if raw >= last.raw && raw - last.raw == clean - last.clean {
                return;
            }
            if last.clean == clean {
                self.runs.pop();
            }
        }
        self.runs.push(Run { clean, raw });
    }

    /// The raw byte that clean byte `clean` came from.
    pub fn raw(&self, clean: usize) -> usize {
        let after = self.runs.partition_point(|run| run.clean <= clean);
        let run = after.checked_sub(1).and_then(|index| self.runs.get(index));
        run.map_or(clean, |run| run.raw + (clean - run.clean))
    }

    /// The raw range from the first to the last byte of a clean range, line breaks between included.
    ///
    /// A range must not cross two blocks of a document: between them the order of the raw text may
    /// turn round.
    pub fn raw_span(&self, clean: Span) -> Span {
        let start = self.raw(clean.start);
        if clean.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.raw(clean.end - 1) + 1)
    }
}

/// Counts Unicode scalar values up to any byte of a text, in constant time.
#[derive(Clone, Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    /// Characters before every `STRIDE`-th byte.
    before: Vec<usize>,
}

const STRIDE: usize = 128;

impl<'a> CharIndex<'a> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'a str) -> Self {
        let mut count = 0;
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += n_chars(chunk);
        }
        before.push(count);
        CharIndex { text, before }
    }

    /// The number of characters that start before byte `byte`.
    ///
    /// # Panics
    /// If the text ends before it.
    pub fn at(&self, byte: usize) -> usize {
        let block = byte / STRIDE;
        let rest = self.text.as_bytes().get(block * STRIDE..byte);
        let counted = self.before.get(block).zip(rest);
        let (before, rest) = counted.expect("positions are of the text that is indexed");
        before + n_chars(rest)
    }

    /// A byte range as a range of characters.
    pub fn span(&self, bytes: Span) -> Span {
        Span::new(self.at(bytes.start), self.at(bytes.end))
    }

    /// A range of characters as a byte range; none if it is inverted or the text ends before it.
    pub fn bytes(&self, characters: Range<usize>) -> Option<Span> {
        let (start, end) = (self.byte(characters.start)?, self.byte(characters.end)?);
        (start <= end).then(|| Span::new(start, end))
    }

    /// The byte at which a character starts; the end of the text for the one after the last.
    fn byte(&self, character: usize) -> Option<usize> {
        let block = self.before.partition_point(|&before| before <= character) - 1;
        let left = character - self.before.get(block)?;
        let bytes = self.text.bytes().enumerate().skip(block * STRIDE);
        let mut starts = bytes.filter(|(_, byte)| byte & 0xC0 != 0x80).map(|(at, _)| at);
        match starts.nth(left) {
            None if character == *self.before.last()? => Some(self.text.len()),
            start => start,
        }
    }
}

fn n_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_broken_by_a_line_maps_to_both_pieces() {
        let raw = "在哈萨克\n斯坦";
        let mut map = OffsetMap::default();
        map.push(0, 0);
        map.push("在哈萨克".len(), "在哈萨克\n".len());
        let clean = Span::new("在".len(), "在哈萨克斯坦".len());
        assert_eq!(map.raw_span(clean).of(raw), "哈萨克\n斯坦");
        assert_eq!(CharIndex::new(raw).span(map.raw_span(clean)), Span::new(1, 7));
    }

    #[test]
    fn characters_are_counted_across_strides() {
        let text = "中a𠮷".repeat(200);
        let index = CharIndex::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(byte), n);
        }
        assert_eq!(index.at(text.len()), text.chars().count());
    }

    #[test]
    fn characters_lead_back_to_their_bytes() {
        for text in ["", "中", &"中a𠮷".repeat(200), &"a".repeat(STRIDE), &"中".repeat(STRIDE)] {
            let index = CharIndex::new(text);
            let n_chars = text.chars().count();
            for (n, (byte, c)) in text.char_indices().enumerate() {
                assert_eq!(index.bytes(n..n + 1), Some(Span::new(byte, byte + c.len_utf8())));
                assert_eq!(index.bytes(n..n_chars), Some(Span::new(byte, text.len())));
            }
            assert_eq!(index.bytes(n_chars..n_chars), Some(Span::new(text.len(), text.len())));
            assert_eq!(index.bytes(0..n_chars + 1), None);
            assert_eq!(index.bytes(Range { start: 1, end: 0 }), None);
            assert_eq!(index.bytes(usize::MAX..usize::MAX), None);
        }
    }
}
