//! Tagged text: sentences with their people, organizations and places marked, and how well a tagger meets them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::Tally;
use crate::error::{Error, ErrorKind, Result};
use crate::ontology::EntityKind;
use crate::text::Span;

/// The kinds that tagged text marks, with the names that corpora give them. Others are passed over.
const NAMES: [(EntityKind, &[&str]); 4] = [
    (EntityKind::Person, &["PER", "PERSON", "NR"]),
    (EntityKind::Organization, &["ORG", "ORGANIZATION", "NT"]),
    (EntityKind::Place, &["LOC", "LOCATION", "GPE", "NS"]),
    (EntityKind::Project, &["PROJ", "PROJECT"]),
];

/// The kinds by which a tagger is scored, as tagged text calls them.
pub const TAGGED_KINDS: [(EntityKind, &str); 3] =
    [(EntityKind::Person, "PER"), (EntityKind::Organization, "ORG"), (EntityKind::Place, "LOC")];

/// A text with its names marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaggedText {
    /// The text.
    pub text: String,
    /// Its names: the bytes and the kind, in the order of the text.
    pub names: Vec<(Span, EntityKind)>,
}

/// A line as it is written: positions count Unicode characters.
#[derive(Deserialize)]
struct Line {
    text: String,
    entities: Vec<(usize, usize, String)>,
}

impl TaggedText {
    /// Reads tagged JSON Lines: `{"text": …, "entities": [[start, end, "PER"], …]}`, the positions in Unicode
    /// characters, the end exclusive. Kinds other than people, organizations, places and projects are passed over.
    ///
    /// ```
    /// use sinograph::evaluate::TaggedText;
    /// use sinograph::ontology::EntityKind;
    ///
    /// let texts = TaggedText::read(r#"{"text": "王芳到了北京", "entities": [[0, 2, "PER"], [4, 6, "LOC"]]}"#)?;
    /// let (span, kind) = texts[0].names[1];
    /// assert_eq!((span.of(&texts[0].text), kind), ("北京", EntityKind::Place));
    /// # Ok::<(), sinograph::Error>(())
    /// ```
    ///
    /// # Errors
    /// If a line is not of this form, or a position lies outside of its text; the message names the line.
    pub fn read(json_lines: &str) -> Result<Vec<TaggedText>> {
        let lines = json_lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(index, line)| read_line(line).map_err(|error| error.with_cause(format!("line {}", index + 1))))
            .collect()
    }
}

fn read_line(line: &str) -> Result<TaggedText> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        Error::new(ErrorKind::Input, "the text is not tagged as expected").with_cause(error.to_string())
    })?;
    let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
    let mut names = Vec::new();
    for (start, end, name) in &line.entities {
        let Some((kind, _)) = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())) else { continue };
        match (bytes.get(*start), bytes.get(*end)) {
            (Some(start), Some(end)) if start < end => names.push((Span::new(*start, *end), *kind)),
            _ => return Err(Error::new(ErrorKind::Input, format!("`{start}..{end}` is no stretch of the text"))),
        }
    }
    names.sort_unstable();
    names.dedup();
    Ok(TaggedText { text: line.text, names })
}

/// Counts of names found and missed, by kind, on exact spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggingScore {
    tallies: BTreeMap<EntityKind, Tally>,
}

impl TaggingScore {
    /// Compares what was found in a text with what is marked there.
    pub fn add(&mut self, marked: &TaggedText, found: &[(Span, EntityKind)]) {
        let found: BTreeSet<_> = found.iter().collect();
        for name in &marked.names {
            let tally = self.tallies.entry(name.1).or_default();
            tally.needed += 1;
            tally.hit += usize::from(found.contains(name));
        }
        for name in found {
            let tally = self.tallies.entry(name.1).or_default();
            tally.said += 1;
            tally.wrong += usize::from(!marked.names.contains(name));
        }
    }

    /// The counts of one kind.
    pub fn tally(&self, kind: EntityKind) -> Tally {
        self.tallies.get(&kind).copied().unwrap_or_default()
    }

    /// The counts of people, organizations and places together.
    pub fn all(&self) -> Tally {
        let mut sum = Tally::default();
        TAGGED_KINDS.iter().for_each(|(kind, _)| sum.add(self.tally(*kind)));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_told_by_number() {
        let good = r#"{"text": "王芳", "entities": [[0, 2, "PER"]]}"#;
        for bad in [r#"{"text": 1}"#, r#"{"text": "王"}"#, r#"{"text": "王", "entities": [[0, 2, "PER"]]}"#, "{"] {
            let error = TaggedText::read(&format!("{good}\n\n{bad}")).expect_err("the last line is bad");
            assert!(error.to_string().contains("line 3"), "{error}");
        }
    }

    #[test]
    fn only_exact_spans_of_the_kind_count() {
        let marked = &TaggedText::read(r#"{"text": "王芳到北京", "entities": [[0, 2, "PER"], [3, 5, "GPE"]]}"#)
            .expect("it is tagged")[0];
        let mut score = TaggingScore::default();
        score.add(marked, &[(Span::new(0, 6), EntityKind::Person), (Span::new(9, 12), EntityKind::Place)]);
        let all = score.all();
        assert_eq!((all.needed, all.hit, all.said, all.wrong), (2, 1, 2, 1));
        assert_eq!(score.tally(EntityKind::Person).f1(), 1.0);
    }
}
