//! Articles with the facts that they tell marked, paragraph by paragraph.

use serde::Deserialize;

use super::fact::without_space;
use crate::error::{Error, ErrorKind, Result};
use crate::ontology::Predicate;

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
