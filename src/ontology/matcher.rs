//! Finds many forms in a text.

use std::iter::{from_fn, successors};

use rustc_hash::FxHashMap;

use crate::text::Span;

/// Forms to be found; each is known by its place in the list it was built from.
///
/// Few characters of a text and the ones behind them begin a form, and a bit tells so. All forms that a text begins with are
/// beginnings of the last one, by the order of characters, that does not come behind the text: from there they are a chain.
///
/// ```
/// use sinograph::ontology::Matcher;
///
/// let matcher = Matcher::new(&["长江", "长江经济带"]);
/// let found: Vec<usize> = matcher.find("推动长江经济带发展").map(|(_, form)| form).collect();
/// assert_eq!(found, [1, 0]);
/// ```
#[derive(Clone)]
pub struct Matcher {
    /// The forms in order, one behind the other.
    text: String,
    /// Where each stands in it.
    forms: Vec<Form>,
    /// The stretch of forms that begin with the same three characters, or are the same fewer.
    alike: FxHashMap<u64, (u32, u32)>,
    /// A bit for each remainder of the first two characters of a form.
    beginnings: Vec<u64>,
    /// Whether some form is a single character.
    has_single: bool,
}

/// A form among others in order.
#[derive(Clone, Copy)]
struct Form {
    start: u32,
    end: u32,
    /// Its place in the list.
    place: u32,
    /// The longest other form that it begins with.
    shorter: Option<u32>,
}

impl Form {
    fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// So many remainders are told apart for each stretch of forms that begin alike, at least.
const REMAINDERS_EACH: usize = 8;

impl Matcher {
    /// A matcher for forms that are all different and not empty.
    ///
    /// # Panics
    /// If they have four gigabytes.
    pub fn new(forms: &[impl AsRef<str>]) -> Self {
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_unstable_by_key(|&place| forms[place].as_ref());
        let mut matcher = Matcher {
            text: String::new(),
            forms: Vec::with_capacity(forms.len()),
            alike: FxHashMap::default(),
            beginnings: Vec::new(),
            has_single: false,
        };
        order.into_iter().for_each(|place| matcher.push(place, forms[place].as_ref()));
        let n_remainders = (matcher.alike.len() * REMAINDERS_EACH).next_power_of_two().max(u64::BITS as usize);
        matcher.beginnings = vec![0; n_remainders / u64::BITS as usize];
        for form in 0..matcher.forms.len() {
            let [first, second, _] = beginning(matcher.text_of(form));
            let (place, bit) = matcher.bit(first, second);
            matcher.beginnings[place] |= bit;
        }
        matcher.has_single = forms.iter().any(|form| form.as_ref().chars().nth(1).is_none());
        matcher
    }

    /// Adds the next form in order.
    fn push(&mut self, place: usize, text: &str) {
        let number = |number: usize| u32::try_from(number).expect("all forms have less than four gigabytes");
        let form = self.forms.len();
        let mut before = successors(form.checked_sub(1), |&before| self.shorter(before));
        let shorter = before.find(|&before| text.starts_with(self.text_of(before))).map(number);
        let start = number(self.text.len());
        self.text.push_str(text);
        self.forms.push(Form { start, end: number(self.text.len()), place: number(place), shorter });
        self.alike.entry(key(beginning(text))).or_insert((number(form), 0)).1 = number(form + 1);
    }

    /// Every occurrence of every form, overlapping ones included, ordered by start, longer ones first.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, usize)> + 'a {
        let mut characters = text.chars();
        let (mut at, mut next) = (0, characters.next());
        let starts = from_fn(move || {
            while let Some(first) = next {
                let start = at;
                (at, next) = (at + first.len_utf8(), characters.next());
                if self.may_start(first, next.unwrap_or(NONE)) {
                    return Some(start);
                }
            }
            None
        });
        starts.flat_map(move |at| {
            self.starts(&text[at..]).map(move |(length, place)| (Span::new(at, at + length), place))
        })
    }

    /// The forms that `text` begins with, the longest first, each with its bytes.
    pub fn starts(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        successors(self.longest(text), |&form| self.shorter(form)).map(|form| {
            let Form { start, end, place, .. } = self.forms[form];
            ((end - start) as usize, place as usize)
        })
    }

    /// Whether a form may begin with two characters, or be the first of them alone.
    #[inline]
    fn may_start(&self, first: char, second: char) -> bool {
        let has = |second: char| {
            let (place, bit) = self.bit(first, second);
            self.beginnings[place] & bit != 0
        };
        has(second) || self.has_single && has(NONE)
    }

    /// The longest form that `text` begins with.
    fn longest(&self, text: &str) -> Option<usize> {
        let [first, second, third] = beginning(text);
        if !self.may_start(first, second) {
            return None;
        }
        let beginnings = [[first, second, third], [first, second, NONE], [first, NONE, NONE]];
        let &(from, to) = beginnings.into_iter().find_map(|beginning| self.alike.get(&key(beginning)))?;
        let (from, to) = (from as usize, to as usize);
        let n_before = self.forms[from..to].partition_point(|form| form.of(&self.text) <= text);
        let nearest = if n_before > 0 { Some(from + n_before - 1) } else { self.shorter(from) };
        successors(nearest, |&form| self.shorter(form)).find(|&form| text.starts_with(self.text_of(form)))
    }

    fn text_of(&self, form: usize) -> &str {
        self.forms[form].of(&self.text)
    }

    fn shorter(&self, form: usize) -> Option<usize> {
        self.forms[form].shorter.map(|shorter| shorter as usize)
    }

    /// Where the bit of two characters stands, and the bit.
    #[inline]
    fn bit(&self, first: char, second: char) -> (usize, u64) {
        let remainder = key([NONE, first, second]).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 36;
        ((remainder / 64) as usize & (self.beginnings.len() - 1), 1 << (remainder % 64))
    }
}

/// The first three characters of a form or a text.
type Beginning = [char; 3];

/// What stands for the characters that a form of fewer does not have.
const NONE: char = '\0';

#[inline]
fn beginning(text: &str) -> Beginning {
    let mut characters = text.chars();
    std::array::from_fn(|_| characters.next().unwrap_or(NONE))
}

/// Three characters as a number.
#[inline]
fn key(beginning: Beginning) -> u64 {
    beginning.into_iter().fold(0, |key, c| key << 21 | u64::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_everywhere() {
        let forms = ["美", "美国", "美国会", "美国国会", "国会", "ab", "会", "b"];
        let matcher = Matcher::new(&forms);
        for text in ["", "美", "美国国会ab美国会", "美国国", "国美国国", "会abb"] {
            let found: Vec<(Span, usize)> = matcher.find(text).collect();
            let mut expected: Vec<(Span, usize)> = Vec::new();
            for (at, _) in text.char_indices() {
                let mut here: Vec<usize> =
                    (0..forms.len()).filter(|&form| text[at..].starts_with(forms[form])).collect();
                here.sort_by_key(|&form| std::cmp::Reverse(forms[form].len()));
                expected.extend(here.into_iter().map(|form| (Span::new(at, at + forms[form].len()), form)));
            }
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(Matcher::new(&[""; 0]).find("美国").count(), 0);
    }
}
