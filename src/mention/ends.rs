//! Finds what ends at a byte of a text, or behind it, without a search.

/// Where the spans of a row end that are ordered by their ends.
pub(super) struct Ends {
    /// For each stretch of the text, the first span of the row that ends behind its first byte.
    first: Vec<u32>,
}

/// The bytes of a stretch: four of index stand for so many of text, and from there it is a step or two.
const STRIDE: usize = 16;

impl Ends {
    /// Looks over the ends of a row of spans in a text of `length` bytes.
    pub(super) fn new(ends: impl Iterator<Item = usize>, length: usize) -> Self {
        let n_stretches = length / STRIDE + 1;
        let mut first = Vec::with_capacity(n_stretches);
        let mut n = 0;
        for end in ends {
            while first.len() * STRIDE < end {
                first.push(n);
            }
            n += 1;
        }
        first.resize(n_stretches.max(first.len()), n);
        Ends { first }
    }

    /// The place in the row of the first span that ends behind `byte`; `end` tells where one ends.
    pub(super) fn behind<T>(&self, byte: usize, row: &[T], end: impl Fn(&T) -> usize) -> usize {
        let Some(&first) = self.first.get(byte / STRIDE) else { return row.len() };
        let first = first as usize;
        first + row[first..].iter().take_while(|span| end(span) <= byte).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_behind_every_byte() {
        for row in [vec![], vec![1, 2, 3, 16, 16, 17, 48, 90], (1..=100).collect(), vec![33]] {
            let ends = Ends::new(row.iter().copied(), 100);
            for byte in 0..120 {
                let expected = row.iter().filter(|end| **end <= byte).count();
                assert_eq!(ends.behind(byte, &row, |end| *end), expected, "{byte} in {row:?}");
            }
        }
    }
}
