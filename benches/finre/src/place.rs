//! Where two names stand in a sentence.

use sinograph::text::Span;

/// The two places of a pair that lie closest together, the earlier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name that comes first, or holds the other.
    pub first: Span,
    /// The name that comes second, or lies within the first.
    pub second: Span,
}

impl Place {
    /// Places `head` and `tail`, and says whether the tail is the first; `None` if one is not in the sentence.
    pub fn of(sentence: &str, head: &str, tail: &str) -> Option<(Self, bool)> {
        let (heads, tails) = (occurrences(sentence, head), occurrences(sentence, tail));
        let all = heads.iter().flat_map(|&head| tails.iter().map(move |&tail| (head, tail)));
        let apart = all.filter(|&(head, tail)| !overlap(head, tail));
        if let Some((head, tail)) = apart.min_by_key(|&(head, tail)| distance(head, tail)) {
            let is_turned = tail.start < head.start;
            return Some((Place::new(head, tail, is_turned), is_turned));
        }
        // 长春万科房地产开发有限公司 and 万科: the longer stands for both.
        let is_turned = (tail.len(), tail) > (head.len(), head);
        Some((Place::new(*heads.first()?, *tails.first()?, is_turned), is_turned))
    }

    fn new(head: Span, tail: Span, is_turned: bool) -> Self {
        if is_turned { Place { first: tail, second: head } } else { Place { first: head, second: tail } }
    }

    /// Whether one name is part of the other.
    pub fn is_nested(&self) -> bool {
        overlap(self.first, self.second)
    }
}

/// Every place of `name` in `sentence`.
pub fn occurrences(sentence: &str, name: &str) -> Vec<Span> {
    sentence.match_indices(name).map(|(start, found)| Span::new(start, start + found.len())).collect()
}

/// Whether two spans share a byte.
pub fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn distance(one: Span, other: Span) -> usize {
    if one.start < other.start { other.start - one.end } else { one.start - other.end }
}
