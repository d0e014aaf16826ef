//! Marks made by hand, read from a gold file.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::fact::{GoldFact, without_space};
use super::{Key, Page};
use crate::error::{Error, ErrorKind, Result};
use crate::ontology::{EntityKind, Predicate};
use crate::text::slice;

/// The marks of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// The file that holds the text, beside the gold file.
    pub source: Option<String>,
    /// The `id` of its record, in a JSON Lines file.
    pub record: Option<String>,
    /// The number of characters of the text that are not white space.
    pub n_chars: usize,
    /// The marks, in the order of the file.
    pub marks: Vec<Mark>,
    /// The facts that are marked, in the order of the file.
    pub facts: Vec<GoldFact>,
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What is marked.
    pub key: Key,
    /// What is accepted in its stead.
    pub alternatives: Vec<Key>,
    /// Whether it may be left out.
    pub is_optional: bool,
}

/// A gold file: the marks of one text, or of the records of a JSON Lines file.
#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    records: Vec<WireText>,
    #[serde(flatten)]
    text: Option<WireText>,
}

#[derive(Deserialize)]
struct WireText {
    #[serde(default)]
    id: Option<String>,
    stripped_length: usize,
    mentions: Vec<WireMention>,
    #[serde(default)]
    facts: Vec<WireFact>,
}

/// A fact; its ends are ids of mentions, or literals.
#[derive(Deserialize)]
struct WireFact {
    subject: String,
    predicate: String,
    object: String,
    #[serde(default)]
    post: Option<String>,
}

#[derive(Deserialize)]
struct WireMention {
    start: usize,
    end: usize,
    text: String,
    r#type: String,
    /// The same for all mentions of one thing.
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    alt: Vec<WireAlternative>,
}

#[derive(Deserialize)]
struct WireAlternative {
    text: String,
    r#type: String,
}

impl Gold {
    /// Reads a gold file: one value for each text that it marks.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if it is not one.
    pub fn read(json: &str) -> Result<Vec<Gold>> {
        let wire: Wire = serde_json::from_str(json).map_err(|error| not_gold(&error.to_string()))?;
        let texts: Vec<WireText> = wire.records.into_iter().chain(wire.text).collect();
        if texts.is_empty() {
            return Err(not_gold("it has neither `stripped_length` and `mentions` nor `records`"));
        }
        texts.iter().map(|text| Gold::of(text, wire.source.as_deref())).collect()
    }

    fn of(text: &WireText, source: Option<&str>) -> Result<Gold> {
        let marks = text.mentions.iter().map(Mark::of).collect::<Result<_>>()?;
        let facts = text.facts.iter().map(|fact| GoldFact::of(fact, &text.mentions)).collect::<Result<_>>()?;
        let (source, record) = (source.map(str::to_owned), text.id.clone());
        Ok(Gold { source, record, n_chars: text.stripped_length, marks, facts })
    }

    /// Whether the marks were made on this page.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if its length is another, or a mark names other words.
    pub fn check(&self, page: &Page) -> Result<()> {
        if page.text.len() == self.n_chars {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Usage, "the gold file belongs to another page").with_cause(format!(
            "it marks a page of {} characters, and this one has {}",
            self.n_chars,
            page.text.len()
        )))
    }
}

impl Mark {
    fn of(wire: &WireMention) -> Result<Mark> {
        if wire.start > wire.end {
            return Err(not_gold(&format!("the mention at {} starts after it ends", wire.start)));
        }
        let key = Key { start: wire.start, end: wire.end, kind: kind(&wire.r#type)? };
        let mut alternatives = Vec::new();
        for alternative in &wire.alt {
            if let Some(byte) = wire.text.find(&alternative.text) {
                // A place beyond any page is one where nothing is found.
                let start = wire.start.saturating_add(slice(&wire.text, ..byte).chars().count());
                let end = start.saturating_add(alternative.text.chars().count());
                alternatives.push(Key { start, end, kind: kind(&alternative.r#type)? });
            }
        }
        Ok(Mark { key, alternatives, is_optional: wire.optional })
    }
}

impl GoldFact {
    fn of(wire: &WireFact, mentions: &[WireMention]) -> Result<GoldFact> {
        let predicate = Predicate::find(&wire.predicate)
            .ok_or_else(|| not_gold(&format!("`{}` is no predicate", wire.predicate)))?;
        let names = |end: &str| surfaces(end, mentions);
        let (subject, object) = (names(&wire.subject), names(&wire.object));
        Ok(GoldFact { subject, predicate, object, post: wire.post.as_deref().map(without_space) })
    }
}

/// All forms of the mentions with an id, and what is accepted in their stead as the same kind; of a literal, itself.
fn surfaces(end: &str, mentions: &[WireMention]) -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    for mention in mentions.iter().filter(|mention| mention.id.as_deref() == Some(end)) {
        let alike = mention.alt.iter().filter(|alternative| alternative.r#type == mention.r#type);
        for text in std::iter::once(&mention.text).chain(alike.map(|alternative| &alternative.text)) {
            forms.insert(without_space(text));
            forms.insert(without_space(text).trim_matches(['《', '》']).to_owned());
        }
    }
    if forms.is_empty() {
        forms.insert(without_space(end));
    }
    forms
}

fn kind(name: &str) -> Result<EntityKind> {
    EntityKind::find(name).ok_or_else(|| not_gold(&format!("`{name}` is no kind of entity")))
}

fn not_gold(cause: &str) -> Error {
    Error::new(ErrorKind::Usage, "this is not a gold file").with_cause(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_beyond_any_page_are_places() {
        let (far, alt) = (u64::MAX, r#"[{"text": "国", "type": "Country"}]"#);
        let mention = format!(r#"{{"start": {far}, "end": {far}, "text": "中国", "type": "Country", "alt": {alt}}}"#);
        let golds = Gold::read(&format!(r#"{{"stripped_length": 0, "mentions": [{mention}]}}"#)).expect("a gold file");
        let mark = &golds[0].marks[0];
        assert_eq!(Page::new("").slice(mark.alternatives[0]), "");
    }
}
