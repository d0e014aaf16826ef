//! Reads back what documents state: each way a sentence says a relation, with all that is known of it.

use std::collections::BTreeMap;

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

use super::term::{nif, rdf, rdfs, schema, sg};
use super::{Vocabulary, literal};
use crate::ontology::{EntityKind, Predicate};

/// A relation as one sentence says it.
///
/// A fact that a sentence says twice, by two rules or at two times, is two statements; that two entities stand in
/// one sentence (`coMention`) is one for each sentence. Positions count Unicode characters of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// The path of the source; of several the first.
    pub source: String,
    /// The line of its record or the number of its page, counted from one.
    pub line: Option<i64>,
    /// The IRI of the document.
    pub document: String,
    /// The first character of the sentence.
    pub start: i64,
    /// One past its last.
    pub end: i64,
    /// The IRI of the subject.
    pub subject: String,
    /// What the document calls it.
    pub subject_label: String,
    /// Its kind: `Country`, `Organization` …
    pub subject_kind: Option<String>,
    /// The name of the predicate: `coMention`, `builds` …
    pub predicate: String,
    /// The IRI of the object; none if that is a literal.
    pub object: Option<String>,
    /// What the document calls it, or the literal itself.
    pub object_label: String,
    /// Its kind; none of a literal.
    pub object_kind: Option<String>,
    /// The rule that found it; of a relation without claims its rules, joined by `|`.
    pub rule: String,
    /// `asserted` or `denied`; only facts have what follows.
    pub polarity: Option<String>,
    /// Whether it is so, planned, wished for …
    pub modality: Option<String>,
    /// The post that is held.
    pub post: Option<String>,
    /// Whether the post is held still.
    pub tenure: Option<String>,
    /// When, as ISO 8601 writes it; a stretch as `a/b`.
    pub time: Option<String>,
    /// The IRI of the one whose words it is in.
    pub speaker: Option<String>,
    /// What the document calls the speaker.
    pub speaker_label: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// The very words.
    pub quotation: Option<String>,
    /// The first character of those.
    pub quotation_start: Option<i64>,
    /// One past their last.
    pub quotation_end: Option<i64>,
    /// The headline of the document.
    pub title: Option<String>,
    /// The day of issue as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// All statements of the documents in `quads`, by source, line, document and place.
pub fn read_statements(quads: &[Quad]) -> Vec<Statement> {
    let mut graphs: BTreeMap<&str, Nodes<'_>> = BTreeMap::new();
    for quad in quads {
        if let (GraphNameRef::NamedNode(graph), NamedOrBlankNodeRef::NamedNode(subject)) =
            (quad.graph_name.as_ref(), quad.subject.as_ref())
        {
            let node = graphs.entry(graph.as_str()).or_default().entry(subject.as_str()).or_default();
            node.push((quad.predicate.as_ref(), quad.object.as_ref()));
        }
    }
    let documents = graphs.into_iter().map(|(name, nodes)| Document { name, nodes });
    let mut statements: Vec<Statement> = documents.flat_map(|document| document.statements()).collect();
    statements.sort();
    statements
}

/// The properties of the nodes of a graph.
type Nodes<'a> = BTreeMap<&'a str, Vec<(NamedNodeRef<'a>, TermRef<'a>)>>;

/// A document as its graph tells it.
struct Document<'a> {
    name: &'a str,
    nodes: Nodes<'a>,
}

impl<'a> Document<'a> {
    fn statements(&self) -> Vec<Statement> {
        let mut statements = Vec::new();
        for &node in self.nodes.keys() {
            if self.has_type(node, sg::CLAIM) {
                statements.extend(self.claim(node).into_iter().flatten());
            } else if self.has_type(node, sg::RELATION)
                && let Some((false, relation)) = self.relation(node)
            {
                let sentences = self.nodes_of(node, sg::EVIDENCE);
                statements.extend(sentences.map(|sentence| self.said(sentence, relation.clone())));
            }
        }
        statements
    }

    /// A claim, once for each sentence and words that say it.
    fn claim(&self, node: &str) -> Option<impl Iterator<Item = Statement> + '_> {
        let (_, relation) = self.relation(self.nodes_of(node, sg::OF_RELATION).next()?)?;
        let speaker = self.nodes_of(node, sg::SPEAKER).next();
        let statement = Statement {
            rule: self.text(node, sg::RULE).unwrap_or_default(),
            polarity: self.text(node, sg::POLARITY),
            modality: self.text(node, sg::MODALITY),
            post: self.text(node, sg::POST),
            tenure: self.text(node, sg::TENURE),
            time: self.text(node, sg::TIME),
            speaker: speaker.map(str::to_owned),
            speaker_label: speaker.and_then(|speaker| self.label(speaker)),
            ..relation
        };
        let node = node.to_owned();
        let quotations: Vec<&str> = self.nodes_of(&node, sg::QUOTATION).collect();
        Some(quotations.into_iter().filter_map(move |quotation| {
            let sentence = self.nodes_of(quotation, nif::SENTENCE).next()?;
            Some(Statement {
                quotation: self.text(quotation, nif::ANCHOR_OF),
                quotation_start: self.count(quotation, nif::BEGIN_INDEX),
                quotation_end: self.count(quotation, nif::END_INDEX),
                ..self.said(sentence, statement.clone())
            })
        }))
    }

    /// A relation and whether it is a fact, as far as it is the same in all sentences.
    fn relation(&self, node: &str) -> Option<(bool, Statement)> {
        let property = self.values(node, sg::PREDICATE).find_map(node_of)?;
        let predicate: Predicate = Vocabulary::predicate_of(property)?;
        let subject = self.nodes_of(node, sg::SUBJECT).next()?;
        let object = self.values(node, sg::OBJECT).next()?;
        let entity = node_of(object).map(NamedNodeRef::as_str);
        let mut rules: Vec<String> = self.values(node, sg::RULE).filter_map(text_of).collect();
        rules.sort_unstable();
        let this = self.name;
        let statement = Statement {
            source: self.values(this, sg::SOURCE).filter_map(text_of).min().unwrap_or_default(),
            line: self.count(this, sg::LINE),
            document: this.to_owned(),
            subject: subject.to_owned(),
            subject_label: self.label(subject).unwrap_or_default(),
            subject_kind: self.kind(subject),
            predicate: predicate.name().to_owned(),
            object: entity.map(str::to_owned),
            object_label: entity.map_or_else(|| text_of(object), |entity| self.label(entity)).unwrap_or_default(),
            object_kind: entity.and_then(|entity| self.kind(entity)),
            rule: rules.join("|"),
            title: self.text(this, schema::HEADLINE),
            date: self.text(this, schema::DATE_PUBLISHED),
            url: self.text(this, schema::URL),
            ..Statement::default()
        };
        Some((predicate.is_fact(), statement))
    }

    /// The same in one sentence.
    fn said(&self, sentence: &str, statement: Statement) -> Statement {
        Statement {
            start: self.count(sentence, nif::BEGIN_INDEX).unwrap_or_default(),
            end: self.count(sentence, nif::END_INDEX).unwrap_or_default(),
            sentence: self.text(sentence, nif::ANCHOR_OF).unwrap_or_default(),
            ..statement
        }
    }

    fn values(&self, node: &str, property: NamedNodeRef<'_>) -> impl Iterator<Item = TermRef<'a>> + '_ {
        let property = property.as_str().to_owned();
        let all = self.nodes.get(node).into_iter().flatten();
        all.filter(move |(other, _)| other.as_str() == property).map(|(_, value)| *value)
    }

    fn nodes_of(&self, node: &str, property: NamedNodeRef<'_>) -> impl Iterator<Item = &'a str> + '_ {
        self.values(node, property).filter_map(node_of).map(NamedNodeRef::as_str)
    }

    fn has_type(&self, node: &str, class: NamedNodeRef<'_>) -> bool {
        self.nodes_of(node, rdf::TYPE).any(|other| other == class.as_str())
    }

    fn text(&self, node: &str, property: NamedNodeRef<'_>) -> Option<String> {
        self.values(node, property).find_map(text_of)
    }

    fn count(&self, node: &str, property: NamedNodeRef<'_>) -> Option<i64> {
        self.values(node, property).find_map(literal::read_integer).and_then(|count| i64::try_from(count).ok())
    }

    /// The Chinese name of an entity.
    fn label(&self, entity: &str) -> Option<String> {
        let is_chinese = |term: &TermRef<'_>| matches!(term, TermRef::Literal(name) if name.language() != Some("en"));
        self.values(entity, rdfs::LABEL).filter(is_chinese).find_map(text_of)
    }

    fn kind(&self, entity: &str) -> Option<String> {
        let kind: Option<EntityKind> = self.values(entity, rdf::TYPE).filter_map(node_of).find_map(Vocabulary::kind_of);
        kind.map(|kind| kind.name().to_owned())
    }
}

fn node_of(term: TermRef<'_>) -> Option<NamedNodeRef<'_>> {
    if let TermRef::NamedNode(node) = term { Some(node) } else { None }
}

fn text_of(term: TermRef<'_>) -> Option<String> {
    literal::read_string(term).map(str::to_owned)
}
