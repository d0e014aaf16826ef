//! One document as quads: the article, its mentions, its entities, its relations, its figures.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};

use super::term::{itsrdf, nif, owl, prov, rdf, rdfs, schema, sg, skos};
use super::{Vocabulary, literal, sort_quads, time};
use crate::document::{BlockKind, DocumentKind};
use crate::entity::Entity;
use crate::graph::{RelationKey, Value, document_name, relation_key};
use crate::mention::Mention;
use crate::ontology::Predicate;
use crate::pipeline::Extraction;
use crate::relation::Status;
use crate::text::{CharIndex, Source, Span};

/// Where a document was read from, and what was said of it there.
///
/// One text under two names is one document with two origins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin<'a> {
    /// The path as the user named it.
    pub name: &'a str,
    /// The line of the record in its file, or the page of a PDF, counted from one.
    pub line: Option<usize>,
    /// An identifier of the publisher's.
    pub id: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
}

impl<'a> From<&'a Source> for Origin<'a> {
    fn from(source: &'a Source) -> Self {
        Origin {
            name: &source.name,
            line: source.line,
            id: source.declared.id.as_deref(),
            url: source.declared.url.as_deref(),
        }
    }
}

/// All that one document says, as the quads of its graph, sorted.
///
/// `characters` counts those of the raw source: positions are Unicode characters of it, after RFC 5147.
pub fn document_quads(
    vocabulary: &Vocabulary,
    extraction: &Extraction,
    origins: &[Origin<'_>],
    characters: &CharIndex<'_>,
) -> Vec<Quad> {
    let document = vocabulary.document(&document_name(&extraction.document));
    let source = vocabulary.source(&extraction.document.source_id);
    let mut writer = Writer { vocabulary, extraction, characters, document, source, quads: Vec::new() };
    writer.article();
    writer.quads.extend(origin_quads(vocabulary, &document_name(&extraction.document), origins));
    writer.sentences();
    writer.mentions();
    extraction.resolution.entities.iter().for_each(|entity| writer.entity(entity));
    writer.relations();
    writer.observations();
    writer.decisions();
    sort_quads(&mut writer.quads);
    writer.quads
}

/// What the graph of a document says of where it was read: the part of [`document_quads`] that its text does not
/// decide.
pub fn origin_quads(vocabulary: &Vocabulary, document: &str, origins: &[Origin<'_>]) -> Vec<Quad> {
    let this = vocabulary.document(document);
    let mut quads = Vec::new();
    let mut push = |property: NamedNodeRef<'_>, value: Term| {
        quads.push(Quad::new(this.clone(), property, value, this.clone()));
    };
    for origin in origins {
        push(sg::SOURCE, literal::string(origin.name).into());
        if let Some(line) = origin.line {
            push(sg::LINE, literal::integer(line).into());
        }
        if let Some(id) = origin.id {
            push(schema::IDENTIFIER, literal::string(id).into());
        }
        if let Some(url) = origin.url {
            push(schema::URL, literal::string(url).into());
        }
    }
    sort_quads(&mut quads);
    quads
}

/// Whether a quad is one that [`origin_quads`] writes of a document.
pub fn is_origin(document: NamedNodeRef<'_>, quad: &Quad) -> bool {
    let properties = [sg::SOURCE, sg::LINE, schema::IDENTIFIER, schema::URL];
    quad.subject.as_ref() == document.into() && properties.contains(&quad.predicate.as_ref())
}

/// The quads written so far, and what they are written from.
pub(super) struct Writer<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) extraction: &'a Extraction,
    characters: &'a CharIndex<'a>,
    pub(super) document: NamedNode,
    source: NamedNode,
    quads: Vec<Quad>,
}

/// What a document says of one relation, in all its claims.
#[derive(Default)]
struct Spoken<'a> {
    rules: BTreeSet<&'a str>,
    statuses: BTreeSet<Status>,
    sentences: BTreeSet<usize>,
}

impl Writer<'_> {
    fn article(&mut self) {
        let this = self.document.clone();
        let document = &self.extraction.document;
        self.push(&this, rdf::TYPE, schema::NEWS_ARTICLE);
        if document.kind == DocumentKind::Caption {
            self.push(&this, rdf::TYPE, sg::PHOTO_CAPTION);
        }
        if let Some(title) = &document.title {
            self.push(&this, schema::HEADLINE, literal::chinese(title));
        }
        self.spans(schema::ALTERNATIVE_HEADLINE, document.blocks_of(BlockKind::Subtitle), literal::chinese);
        self.spans(sg::SECTION_HEAD, document.blocks_of(BlockKind::SectionHead), literal::chinese);
        for (property, names) in [(schema::AUTHOR, &document.reporters), (sg::PHOTOGRAPHER, &document.photographers)] {
            for name in self.extraction.bylined(names) {
                self.push(&this, property, literal::string(name));
            }
        }
        self.spans(schema::LOCATION_CREATED, document.dateline.and_then(|dateline| dateline.place), literal::chinese);
        if let Some(date) = document.date.as_deref().and_then(literal::date) {
            self.push(&this, schema::DATE_PUBLISHED, date);
        }
        self.push(&this, sg::NUMBER, literal::integer(document.number));
        self.push(&this, sg::SENTENCE_COUNT, literal::integer(document.sentences.len()));
        self.position(&this, self.characters.span(document.raw_span));
        let source = self.source.clone();
        self.push(&this, prov::WAS_DERIVED_FROM, source.clone());
        self.push(&source, rdf::TYPE, nif::CONTEXT);
        self.push(&source, rdf::TYPE, nif::RFC5147_STRING);
    }

    /// Writes the sentences that hold a mention or are evidence.
    fn sentences(&mut self) {
        let mentions = self.extraction.mentions.iter().map(|mention| mention.sentence);
        let relations = self.extraction.relations.iter().flat_map(|relation| &relation.evidence);
        let observations = self.extraction.observations.iter().map(|observation| &observation.evidence);
        let evidence = relations.chain(observations).map(|evidence| evidence.sentence);
        let named: BTreeSet<usize> = mentions.chain(evidence).collect();
        for sentence in named {
            if let Some((this, span)) = self.sentence_iri(sentence) {
                self.push(&this, rdf::TYPE, nif::SENTENCE_CLASS);
                self.string(&this, span);
                let document = self.document.clone();
                self.push(&this, sg::IN_DOCUMENT, document);
            }
        }
    }

    fn mentions(&mut self) {
        let extraction = self.extraction;
        for (mention, &entity) in extraction.mentions.iter().zip(&extraction.resolution.entity_of) {
            if let Some(entity) = extraction.resolution.entities.get(entity) {
                self.mention(mention, entity);
            }
        }
    }

    fn mention(&mut self, mention: &Mention, entity: &Entity) {
        let this = self.iri(mention.span);
        self.push(&this, rdf::TYPE, nif::PHRASE);
        self.string(&this, mention.span);
        if let Some((sentence, _)) = self.sentence_iri(mention.sentence) {
            self.push(&this, nif::SENTENCE, sentence);
        }
        self.push(&this, itsrdf::TA_IDENT_REF, self.vocabulary.entity(&entity.id));
        self.push(&this, itsrdf::TA_CLASS_REF, Vocabulary::class(mention.kind));
        let confidence = f64::from(mention.confidence).clamp(0.0, 1.0);
        self.push(&this, itsrdf::TA_CONFIDENCE, literal::decimal(confidence));
        self.push(&this, sg::RECOGNIZER, literal::string(mention.recognizer));
    }

    fn entity(&mut self, entity: &Entity) {
        let this = self.vocabulary.entity(&entity.id);
        self.push(&this, rdf::TYPE, Vocabulary::class(entity.kind));
        let names = entity.aliases.keys().map(String::as_str).filter(|alias| *alias != entity.label);
        for (property, name) in labels(&entity.label, entity.label_en.as_deref(), names) {
            self.push(&this, property, name);
        }
        for (name, value) in &entity.identifiers {
            match *name {
                "iso2" => self.push(&this, sg::ISO2, literal::string(value)),
                "iso3" => self.push(&this, sg::ISO3, literal::string(value)),
                "wikidata" if is_wikidata(value) => {
                    self.push(&this, owl::SAME_AS, NamedNode::new_unchecked(format!("{WIKIDATA}{value}")));
                }
                _ => {}
            }
        }
    }

    fn relations(&mut self) {
        let extraction = self.extraction;
        let mut spoken: BTreeMap<RelationKey, Spoken<'_>> = BTreeMap::new();
        for relation in &extraction.relations {
            if let Some(key) = relation_key(&extraction.resolution, relation) {
                if key.predicate.is_fact() {
                    self.claim(&key, relation);
                }
                let spoken = spoken.entry(key).or_default();
                spoken.rules.insert(relation.rule);
                spoken.statuses.insert(relation.claim.status());
                spoken.sentences.extend(relation.evidence.iter().map(|evidence| evidence.sentence));
            }
        }
        for (key, spoken) in spoken {
            if spoken.statuses.contains(&Status::Asserted) {
                self.direct(&key);
            }
            let this = self.vocabulary.relation(&key);
            for (property, value) in relation_terms(self.vocabulary, &key, &spoken.statuses) {
                self.push(&this, property, value);
            }
            for rule in spoken.rules {
                self.push(&this, sg::RULE, literal::string(rule));
            }
            for sentence in spoken.sentences {
                if let Some((sentence, _)) = self.sentence_iri(sentence) {
                    self.push(&this, sg::EVIDENCE, sentence);
                }
            }
        }
    }

    /// Says what text stands at a place of the source.
    pub(super) fn string(&mut self, this: &NamedNode, span: Span) {
        self.position(this, self.raw_characters(span));
        self.push(this, nif::ANCHOR_OF, literal::string(self.extraction.document.slice(span)));
        let source = self.source.clone();
        self.push(this, nif::REFERENCE_CONTEXT, source);
    }

    fn position(&mut self, this: &NamedNode, characters: Span) {
        self.push(this, nif::BEGIN_INDEX, literal::integer(characters.start));
        self.push(this, nif::END_INDEX, literal::integer(characters.end));
    }

    fn spans(
        &mut self,
        property: NamedNodeRef<'_>,
        spans: impl IntoIterator<Item = Span>,
        literal: impl Fn(&str) -> oxigraph::model::Literal,
    ) {
        let this = self.document.clone();
        for span in spans {
            let value = literal(self.extraction.document.slice(span));
            self.push(&this, property, value);
        }
    }

    pub(super) fn sentence_iri(&self, index: usize) -> Option<(NamedNode, Span)> {
        let span = self.extraction.document.sentences.get(index)?.span;
        Some((self.iri(span), span))
    }

    pub(super) fn iri(&self, span: Span) -> NamedNode {
        let characters = self.raw_characters(span);
        self.vocabulary.characters(&self.source, characters.start, characters.end)
    }

    fn raw_characters(&self, span: Span) -> Span {
        self.characters.span(self.extraction.document.map.raw_span(span))
    }

    pub(super) fn push(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.document.clone()));
    }
}

const WIKIDATA: &str = "http://www.wikidata.org/entity/";

fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The names of an entity as properties.
pub(super) fn labels<'a>(
    label: &'a str,
    label_en: Option<&'a str>,
    aliases: impl Iterator<Item = &'a str>,
) -> Vec<(NamedNodeRef<'static>, Term)> {
    let mut terms: Vec<(NamedNodeRef<'static>, Term)> = Vec::new();
    for name in [literal::chinese(label)].into_iter().chain(label_en.map(literal::english)) {
        terms.push((rdfs::LABEL, name.clone().into()));
        terms.push((skos::PREF_LABEL, name.into()));
    }
    terms.extend(aliases.map(|alias| (skos::ALT_LABEL, literal::chinese(alias).into())));
    terms
}

/// What makes a relation, as properties of its node.
///
/// That things are named together, or one thing twice, is always so; only facts tell their status.
pub(super) fn relation_terms(
    vocabulary: &Vocabulary,
    key: &RelationKey,
    statuses: &BTreeSet<Status>,
) -> Vec<(NamedNodeRef<'static>, Term)> {
    let mut terms = vec![
        (rdf::TYPE, sg::RELATION.into()),
        (sg::SUBJECT, vocabulary.entity(&key.subject).into()),
        (sg::PREDICATE, Vocabulary::property(key.predicate).into()),
        (sg::OBJECT, object(vocabulary, key)),
    ];
    if key.predicate.is_fact() {
        terms.extend(statuses.iter().map(|status| (sg::STATUS, literal::string(status.name()).into())));
    }
    terms
}

/// The other end: an entity, a time, words of the page, or a string.
pub(super) fn object(vocabulary: &Vocabulary, key: &RelationKey) -> Term {
    match &key.object {
        Value::Entity(id) => vocabulary.entity(id).into(),
        Value::Literal(text) if key.predicate.is_dated() => time::time(text).into(),
        Value::Literal(text) if key.predicate == Predicate::Says => literal::chinese(text).into(),
        Value::Literal(text) => literal::string(text).into(),
    }
}
