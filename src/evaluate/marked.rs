//! Articles with the facts that they tell marked, paragraph by paragraph, and how many of these are stated.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::fact::{FactScore, GoldFact, without_space};
use crate::error::{Error, ErrorKind, Result};
use crate::ontology::Predicate;
use crate::pipeline::Extraction;

/// An article with its facts marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedArticle {
    /// Its paragraphs, the headline among them.
    pub paragraphs: Vec<String>,
    /// Its facts, each marked where it is said first.
    pub facts: Vec<MarkedFact>,
}

/// A fact between two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedFact {
    /// The index of the paragraph that says it.
    pub paragraph: usize,
    /// The subject as the article names it, without white space.
    pub subject: String,
    /// The predicate.
    pub predicate: Predicate,
    /// The object, likewise.
    pub object: String,
}

/// A line as it is written.
#[derive(Deserialize)]
struct Line {
    paragraphs: Vec<String>,
    facts: Vec<(usize, String, String, String)>,
}

impl MarkedArticle {
    /// Reads marked JSON Lines: `{"paragraphs": ["…"], "facts": [[0, "subject", "predicate", "object"], …]}`, the number that of
    /// the paragraph from zero.
    ///
    /// ```
    /// use sinograph::evaluate::MarkedArticle;
    ///
    /// let line = r#"{"paragraphs": ["白桦集团承建云岭铁路。"], "facts": [[0, "白桦集团", "builds", "云岭铁路"]]}"#;
    /// let articles = MarkedArticle::read(line)?;
    /// assert_eq!(articles[0].facts[0].object, "云岭铁路");
    /// # Ok::<(), sinograph::Error>(())
    /// ```
    ///
    /// # Errors
    /// If a line is not of this form, or has an unknown predicate or a paragraph that is not there; the message names the line.
    pub fn read(json_lines: &str) -> Result<Vec<MarkedArticle>> {
        let lines = json_lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(index, line)| read_line(line).map_err(|error| error.with_cause(format!("line {}", index + 1))))
            .collect()
    }

    /// The article as a text with an empty line between two paragraphs, and at which byte each of these starts.
    pub fn text(&self) -> (String, Vec<usize>) {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for paragraph in &self.paragraphs {
            starts.push(text.len());
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
        (text, starts)
    }
}

fn read_line(line: &str) -> Result<MarkedArticle> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        Error::new(ErrorKind::Input, "the article is not marked as expected").with_cause(error.to_string())
    })?;
    let n_paragraphs = line.paragraphs.len();
    let fact = |(paragraph, subject, predicate, object): (usize, String, String, String)| {
        let wrong = |message| Error::new(ErrorKind::Input, message);
        if paragraph >= n_paragraphs {
            return Err(wrong(format!("there is no paragraph {paragraph}")));
        }
        let predicate =
            Predicate::find(&predicate).ok_or_else(|| wrong(format!("there is no predicate `{predicate}`")))?;
        let [subject, object] = [subject, object].map(|name| without_space(&name));
        Ok(MarkedFact { paragraph, subject, predicate, object })
    };
    let facts = line.facts.into_iter().map(fact).collect::<Result<_>>()?;
    Ok(MarkedArticle { paragraphs: line.paragraphs, facts })
}

/// How many facts of marked articles are stated, by predicate.
///
/// A fact counts as in [`FactScore`], but that marks give a day as it is printed and the program as ISO 8601, so that of
/// days only the subject is compared; nor are titles of posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedScore {
    /// For each predicate how many facts are marked, and how many of these are stated.
    pub tallies: BTreeMap<Predicate, (usize, usize)>,
    /// Articles that tell nothing by their marks.
    pub n_silent: usize,
    /// What is stated of those all the same, but for what any sentence may tell by the way: where things are, what they are
    /// part of, whom they involve and what was said.
    pub said_of_silent: usize,
}

impl MarkedScore {
    /// Adds an article, and gives the marked facts that are not stated, in their order.
    pub fn add(&mut self, article: &MarkedArticle, extractions: &[Extraction]) -> Vec<MarkedFact> {
        if article.facts.is_empty() {
            self.n_silent += 1;
            let relations = extractions.iter().flat_map(|extraction| &extraction.relations);
            self.said_of_silent += relations.filter(|relation| tells_news(relation.predicate)).count();
        }
        let mut missed = Vec::new();
        for fact in &article.facts {
            let is_stated = FactScore::new(&[fact.gold()], extractions).hit > 0;
            let (needed, hit) = self.tallies.entry(fact.predicate).or_default();
            *needed += 1;
            *hit += usize::from(is_stated);
            if !is_stated {
                missed.push(fact.clone());
            }
        }
        missed
    }

    /// How many facts are marked, and how many of these are stated.
    pub fn all(&self) -> (usize, usize) {
        self.tallies.values().fold((0, 0), |(needed, hit), tally| (needed + tally.0, hit + tally.1))
    }
}

/// Whether a sentence that tells nothing must not be read to say so.
fn tells_news(predicate: Predicate) -> bool {
    let is_plain =
        matches!(predicate, Predicate::LocatedIn | Predicate::PartOf | Predicate::Involves | Predicate::Says);
    predicate.is_fact() && !is_plain
}

impl MarkedFact {
    fn gold(&self) -> GoldFact {
        let is_day = matches!(self.predicate, Predicate::HeldOn | Predicate::StartedOn | Predicate::OpenedOn);
        let object = if is_day { BTreeSet::new() } else { BTreeSet::from([self.object.clone()]) };
        GoldFact { subject: BTreeSet::from([self.subject.clone()]), predicate: self.predicate, object, post: None }
    }
}
