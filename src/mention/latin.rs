//! People whose names are written in latin letters: 首席执行官Sam Altman, Anna Lee女士.

use super::reading::Reading;
use super::{Candidate, Recognizer};
use crate::ontology::{Acts, EntityKind, Roles};
use crate::text::Span;

/// Proposes two words or more with capitals beside a post, which firms and goods have none of.
pub struct LatinName;

impl Recognizer for LatinName {
    fn name(&self) -> &'static str {
        "latin-name"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        // 球员|Manchester City|主帅: whose title stands behind is a body.
        let is_person = |span: &Span| match has_title_behind(reading, span.end) {
            true => false,
            false => has_title_in_front(reading, span.start) || has_post_behind(reading, span.end),
        };
        let runs = runs(reading.text()).filter_map(|run| named(reading, run));
        let people = runs.filter(|(span, is_titled)| *is_titled || is_person(span));
        people.map(|(span, _)| Candidate::new(EntityKind::Person, span, self.name(), SURE)).collect()
    }
}

/// How sure such a name is.
const SURE: f32 = 0.99;

/// The stretches of words in latin letters with single spaces between them, each of which begins with a capital.
fn runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let length = text[at..].find(|c: char| c.is_ascii_uppercase())?;
        let start = at + length;
        let goes_on = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let end = start + run_length(&text[start..]);
        at = end.max(start + 1);
        Some((!goes_on).then_some(Span::new(start, end)))
    })
    .flatten()
}

/// How long the words at the beginning of a text are that are written in latin letters.
fn run_length(text: &str) -> usize {
    let is_part =
        |c: char| c.is_alphabetic() && (c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}')) || "'’.-".contains(c);
    let mut end = 0;
    loop {
        let first = if end == 0 { 0 } else { end + 1 };
        let Some(rest) = text.get(first..) else { return end };
        if first > 0 && !text[end..].starts_with(' ') || !rest.starts_with(|c: char| c.is_alphabetic() && is_part(c)) {
            return end;
        }
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        end = first + length;
    }
}

/// The name that a stretch of words is, and whether a title in latin letters stands in front: CEO |Elon Musk.
fn named(reading: &Reading<'_>, run: Span) -> Option<(Span, bool)> {
    let text = reading.slice(run);
    let front = text.split(' ').next().filter(|front| is_title(reading, front)).map_or(0, |front| front.len() + 1);
    let name = text.get(front..)?.trim_end_matches(['.', '-', '\'', '’']);
    let words = || name.split(' ');
    let n_words = words().count();
    let is_name = (2..=MOST_WORDS).contains(&n_words)
        && words().all(|word| is_name_word(word) || PARTICLES.contains(&word))
        && words().any(|word| word.chars().any(char::is_lowercase))
        && words().next_back().is_some_and(|last| is_name_word(last) && !OF_BODIES.contains(&last));
    is_name.then(|| (Span::new(run.start + front, run.start + front + name.len()), front > 0))
}

/// Whether a word is a title: CEO.
fn is_title(reading: &Reading<'_>, word: &str) -> bool {
    reading.ontology.lexicon.acts(word).has(Acts::TITLE)
}

/// Whether a word can be a part of a name: Sam, O'Neil, J.
fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let is_initial = || word.chars().all(|c| c.is_uppercase() || c == '.') && word.chars().count() <= LONGEST_INITIAL;
    is_capital && (letters.any(char::is_lowercase) || is_initial())
}

/// The most characters of initials: J.K.
const LONGEST_INITIAL: usize = 4;

/// No name has more words.
const MOST_WORDS: usize = 5;

/// Last words of what is no person.
const OF_BODIES: [&str; 14] = [
    "City",
    "United",
    "Group",
    "China",
    "Times",
    "Post",
    "Images",
    "Bank",
    "University",
    "Force",
    "One",
    "Cloud",
    "Motors",
    "Airlines",
];

/// Words of names that are written small.
const PARTICLES: [&str; 12] = ["de", "da", "di", "du", "del", "la", "le", "van", "von", "der", "bin", "al"];

/// Whether what people are called by stands right in front, perhaps with a space: 首席执行官, 作家.
fn has_title_in_front(reading: &Reading<'_>, start: usize) -> bool {
    let sentence = reading.document.sentence_at(start).map_or(start, |at| reading.document.sentences[at].span.start);
    let front = reading.slice(Span::new(sentence, start));
    let front = front.strip_suffix(' ').unwrap_or(front);
    let lexicon = &reading.ontology.lexicon;
    let may_end = front.chars().next_back().is_some_and(|last| !last.is_ascii());
    let word = || reading.word_to(sentence + front.len()).map(|at| reading.words[at].acts);
    may_end && (lexicon.post_at_end(front).is_some() || word().is_some_and(|acts| acts.has(CALLED)))
}

/// What people are called by.
const CALLED: Acts = Acts::TITLE.and(Acts::CHIEF).and(Acts::OCCUPATION);

/// Whether a title stands right behind that is no form of address: 主帅.
fn has_title_behind(reading: &Reading<'_>, end: usize) -> bool {
    reading.word_from(end).is_some_and(|word| {
        let word = &reading.words[word];
        word.acts.has(CALLED) && !word.roles.has(Roles::POST_AFTER)
    })
}

/// Whether what people are called by stands right behind: 女士, 教授.
fn has_post_behind(reading: &Reading<'_>, end: usize) -> bool {
    reading.word_from(end).is_some_and(|word| reading.words[word].roles.has(Roles::POST_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_words_with_single_spaces() {
        let text = "OpenAI首席执行官Sam Altman与J. K. Rowling、Mate 60 Pro、iPhone";
        let found: Vec<&str> = runs(text).map(|run| run.of(text)).collect();
        assert_eq!(found, ["OpenAI", "Sam Altman", "J. K. Rowling", "Mate", "Pro"]);
    }
}
