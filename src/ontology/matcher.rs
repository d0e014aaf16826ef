//! Finds many forms in one pass over a text.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use crate::text::Span;

/// An automaton over forms; each is known by its place in the list it was built from.
///
/// ```
/// use sinograph::ontology::Matcher;
///
/// let matcher = Matcher::new(&["长江", "长江经济带"]);
/// let found: Vec<usize> = matcher.find("推动长江经济带发展").map(|(_, form)| form).collect();
/// assert_eq!(found, [0, 1]);
/// ```
#[derive(Clone)]
pub struct Matcher {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
}

impl Matcher {
    /// Builds the automaton over forms, at least one, that are all different and not empty.
    ///
    /// # Panics
    /// If there is no form, or one is empty or stands twice.
    pub fn new(forms: &[impl AsRef<str>]) -> Self {
        let patterns = forms.iter().map(AsRef::as_ref).zip(0u32..);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build_with_values(patterns)
            .expect("there are forms, all different and not empty");
        Matcher { automaton }
    }

    /// Every occurrence of every form, overlapping ones included, ordered by end, longer ones first.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, usize)> + 'a {
        let found = self.automaton.find_overlapping_iter(text);
        found.map(|found| (Span::new(found.start(), found.end()), found.value() as usize))
    }
}
