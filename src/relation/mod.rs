//! Links between entities, each with the sentences that show it.
//!
//! [`find`] pairs the names of each sentence, runs every rule of [`RULES`] over the names of a page, and reads facts and
//! figures sentence by sentence from rows of words: most hang on one word, as a table of frames tells; others have
//! readers of their own. What no rule has a word for a trained [`classifier`] judges.

mod alias;
mod announcement;
mod antecedent;
mod appointment;
mod apposition;
mod argument;
mod assignment;
mod authorship;
mod barrier;
mod bearer;
mod beside;
mod chunk;
mod claim;
pub mod classifier;
mod comention;
mod contract;
mod correspondent;
mod definition;
mod distance;
mod ellipsis;
mod employer;
mod fact;
mod figure;
mod founding;
mod frame;
mod frames;
mod funding;
mod governor;
mod guest;
mod head_noun;
mod hindrance;
mod implied_post;
mod involvement;
mod joined;
mod journey;
mod lasting;
mod learned;
mod life;
mod list;
mod local_post;
mod measure;
mod membership;
mod nesting;
mod observation;
mod pairing;
mod part_noun;
mod party_post;
mod pointer;
mod position;
mod post;
mod presence;
mod referent;
mod roster;
mod route;
mod seat;
mod sense;
mod speech;
mod stake;
mod stance;
mod subject;
mod succession;
mod treaty;
mod trigger;
mod visited;

use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::entity::Resolution;
use crate::mention::{Mention, Word};
use crate::ontology::{Ontology, Predicate};
use crate::text::Span;
use crate::value::Anchor;

pub use claim::{Claim, Modality, Polarity, Status, Tenure};
pub use classifier::{Case, Classifier};
pub use comention::{Crowd, MOST_ENTITIES, MOST_MEETINGS};
pub use observation::Observation;

/// What stands at the other end of a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// The index of an entity of the document.
    Entity(usize),
    /// A literal: another name, a date.
    Literal(String),
}

/// A subject, a predicate, an object, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// The index of an entity of the document.
    pub subject: usize,
    /// How the two are linked.
    pub predicate: Predicate,
    /// The other end.
    pub object: Object,
    /// How the page says it.
    pub claim: Claim,
    /// The rule that read it.
    pub rule: &'static str,
    /// The sentences that say it, in order; at least one.
    pub evidence: Vec<Evidence>,
}

impl Relation {
    /// The entities at its ends, the smaller index first; nothing if its object is a literal.
    pub fn entities(&self) -> Option<[usize; 2]> {
        match self.object {
            Object::Entity(object) => Some([self.subject.min(object), self.subject.max(object)]),
            Object::Literal(_) => None,
        }
    }
}

/// One place where a relation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The index of the sentence.
    pub sentence: usize,
    /// The bytes that say it, in the document's text: the sentence, or less.
    pub span: Span,
    /// The words that name the subject.
    pub subject: Span,
    /// The words that name the object.
    pub object: Span,
}

/// What a rule reads.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its words, at the places of its tokens.
    pub words: &'a [Word],
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// Its entities.
    pub resolution: &'a Resolution,
    /// What the program knows.
    pub ontology: &'a Ontology,
    /// What its times are resolved against.
    pub anchor: Anchor,
    /// What judges pairs of names that no rule tells of.
    pub classifier: &'a Classifier,
}

impl<'a> Page<'a> {
    /// The words that stand at a span, in simplified characters.
    fn text(self, span: Span) -> &'a str {
        span.of(&self.document.simplified)
    }

    /// The index of the mention whose name in full begins at a byte.
    fn mention_at(self, byte: usize) -> Option<usize> {
        let first = self.mentions.binary_search_by_key(&byte, |mention| mention.span.start).ok()?;
        Some(first + usize::from(self.mentions[first].is_owner()))
    }

    /// Whether two sentences stand in one paragraph.
    fn are_together(self, a: usize, b: usize) -> bool {
        self.document.sentences[a].block == self.document.sentences[b].block
    }
}

/// Reads relations from names alone. Entities that a relation needs and the page does not name are added to
/// the resolution by [`entity::resolve`](crate::entity::resolve), not here.
pub type Rule = fn(Page<'_>) -> Vec<Relation>;

/// The rules that need no clauses.
pub const RULES: [Rule; 3] = [involvement::find, alias::find, nesting::find];

/// Whether a sentence tells news: bylines, editors and folios do not.
fn is_news(page: Page<'_>, sentence: usize) -> bool {
    let block = page.document.sentences[sentence].block;
    !matches!(page.document.blocks[block].kind, BlockKind::Byline | BlockKind::Furniture)
}

/// The sentences that name something, each with the indices of its mentions.
fn sentences(page: Page<'_>) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut end = 0;
    page.mentions.chunk_by(|a, b| a.sentence == b.sentence).map(move |mentions| {
        let start = end;
        end += mentions.len();
        (mentions[0].sentence, start..end)
    })
}

/// The pairs of names of one document as the classifier is shown them, sentence by sentence.
pub fn cases(page: Page<'_>) -> Vec<Case> {
    fact::cases(page)
}

/// What one document tells.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Its relations, ordered by subject, predicate and object.
    pub relations: Vec<Relation>,
    /// Its figures, in the order of the text.
    pub observations: Vec<Observation>,
    /// What is passed over: sentences that name more than [`MOST_ENTITIES`] things, of which only the first ones are paired, or
    /// that stand behind [`MOST_MEETINGS`] pairs.
    pub crowd: Option<Crowd>,
}

/// Finds what one document tells.
pub fn find(page: Page<'_>) -> Findings {
    let (mut facts, observations) = fact::find(page);
    // Each kind comes in order, the first one by far the longest: what comes in order is sorted soon.
    let (mut relations, crowd) = comention::find(page);
    relations.extend(RULES.into_iter().flat_map(|rule| rule(page)));
    relations.append(&mut facts);
    relations.sort();
    Findings { relations, observations, crowd }
}
