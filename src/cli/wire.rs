//! The lines that `extract` writes: a contract that other programs rely on.
//!
//! One JSON object a line, its fields in the order written here. `start` and `end` count Unicode scalar
//! values of the decoded raw source, line breaks included, end exclusive; `text` is the clean text,
//! freed of the page's line breaks. `null` means that the page does not tell.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::iter;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{BlockKind, Document, DocumentKind};
use crate::entity::{Entity, Role};
use crate::graph::document_name;
use crate::mention::Mention;
use crate::ontology::{EntityKind, Predicate};
use crate::pipeline::Extraction;
use crate::rdf::Vocabulary;
use crate::relation::{Evidence, Object, Observation, Relation, Tenure};
use crate::text::{CharIndex, Source, Span};
use crate::value::Change;

/// Which lines are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Only {
    /// One line for each article or photo caption
    Document,
    /// One line for each mention
    Mention,
    /// One line for each relation
    Relation,
    /// One line for each figure
    Quantity,
}

/// The line of a document.
#[derive(Serialize)]
struct DocumentLine<'a> {
    kind: &'static str,
    id: &'a str,
    source: &'a str,
    title: Option<&'a str>,
    /// `YYYY-MM-DD`.
    date: Option<&'a str>,
    start: usize,
    end: usize,
    /// Its number in the source, counted from one.
    number: usize,
    /// `article` or `caption`.
    r#type: &'static str,
    subtitle: Option<String>,
    /// The section heads, in reading order.
    sections: Vec<&'a str>,
    /// The names in the bylines, as decided, else as printed.
    reporters: Vec<&'a str>,
    photographers: Vec<&'a str>,
    dateline: Option<DatelineField<'a>>,
    /// The line of the record in a JSON Lines file or a table, counted from one.
    line: Option<usize>,
    /// What was noticed in it; see `docs/diagnostics.md`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<DiagnosticField<'a>>,
}

/// Something noticed in a text.
#[derive(Serialize)]
struct DiagnosticField<'a> {
    code: &'static str,
    /// `note` or `warning`.
    severity: &'static str,
    start: usize,
    end: usize,
    message: &'a str,
}

/// Where and when a report says it was written.
#[derive(Serialize)]
struct DatelineField<'a> {
    text: &'a str,
    place: Option<&'a str>,
    date: Option<&'a str>,
}

/// The line of a mention.
#[derive(Serialize)]
struct MentionLine<'a> {
    kind: &'static str,
    document: &'a str,
    source: &'a str,
    /// The number of its sentence in the document, counted from zero.
    sentence: usize,
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'static str,
    entity: &'a str,
    label: &'a str,
    recognizer: &'a str,
    /// From 0 to 1, rounded to four places.
    confidence: f64,
}

/// The line of a relation.
#[derive(Serialize)]
struct RelationLine<'a> {
    kind: &'static str,
    document: &'a str,
    predicate: &'static str,
    subject: End<'a>,
    object: End<'a>,
    post: Option<&'a str>,
    /// `former`, `then`, `designate`, of a post.
    #[serde(skip_serializing_if = "Option::is_none")]
    tenure: Option<&'static str>,
    /// ISO 8601.
    time: Option<&'a str>,
    polarity: &'static str,
    modality: &'static str,
    /// Whose words they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<End<'a>>,
    rule: &'a str,
    evidence: Vec<Quoted<'a>>,
    /// In how many sentences of the document; for `coMention` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<usize>,
}

/// The line of a figure.
#[derive(Serialize)]
struct QuantityLine<'a> {
    kind: &'static str,
    document: &'a str,
    /// Whose the figure is, or between whom.
    about: Vec<End<'a>>,
    measure: &'a str,
    /// An exact decimal number, as text.
    number: String,
    /// The upper number of a stretch.
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<String>,
    /// ISO 4217, UCUM, or a counter as printed.
    unit: &'a str,
    /// `exactly`, `about`, `moreThan`, `lessThan`.
    bound: &'static str,
    /// `rises` or `falls` by so much.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
    /// ISO 8601.
    period: Option<&'a str>,
    polarity: &'static str,
    modality: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<End<'a>>,
    evidence: Vec<Quoted<'a>>,
}

/// What stands at one end of a relation: an entity, or a literal, which has only its label.
#[derive(Serialize)]
#[serde(untagged)]
enum End<'a> {
    Entity(&'a RawValue),
    Literal { label: &'a str },
}

/// An entity at an end.
#[derive(Serialize)]
struct EntityField<'a> {
    entity: &'a str,
    label: &'a str,
    r#type: &'static str,
    aliases: Vec<Cow<'a, str>>,
}

/// A place that says something: a whole sentence, or what is less.
#[derive(Serialize)]
#[serde(untagged)]
enum Quoted<'a> {
    Sentence(&'a RawValue),
    Part(EvidenceField<'a>),
}

/// A place that says it.
#[derive(Serialize)]
struct EvidenceField<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// One document, with what its lines call the entities in it.
struct Named<'a> {
    id: &'a str,
    extraction: &'a Extraction,
    /// The IRI of each entity.
    iris: Vec<String>,
    /// For each organization that has a country in front, its name without that.
    short: BTreeMap<usize, &'a str>,
    /// What stands around names that some take for a part of them.
    wider: BTreeMap<usize, BTreeSet<&'a str>>,
    /// Each entity as lines tell of it, once one has.
    entities: Vec<OnceCell<Box<RawValue>>>,
    /// Each sentence, likewise.
    sentences: Vec<OnceCell<Box<RawValue>>>,
}

impl Named<'_> {
    fn iri(&self, index: usize) -> &str {
        self.iris.get(index).expect("there is an IRI for each entity")
    }
}

/// Writes the lines of one source.
pub struct Lines<'a> {
    vocabulary: &'a Vocabulary,
    source: &'a Source,
    chars: CharIndex<'a>,
}

impl<'a> Lines<'a> {
    /// Prepares for one source.
    pub fn new(vocabulary: &'a Vocabulary, source: &'a Source) -> Self {
        Lines { vocabulary, source, chars: CharIndex::new(&source.text) }
    }

    /// Writes the lines of one document: itself, its mentions, its relations.
    pub fn write(&self, extraction: &Extraction, only: Option<Only>, to: &mut impl Write) -> io::Result<()> {
        let document = &extraction.document;
        let id = self.vocabulary.document(&document_name(document));
        let id = id.as_str();
        let wanted = |kind| only.is_none_or(|only| only == kind);
        let entities = &extraction.resolution.entities;
        let named = Named {
            id,
            extraction,
            iris: entities.iter().map(|entity| self.vocabulary.entity(&entity.id).into_string()).collect(),
            short: without_country(extraction),
            wider: wider(extraction),
            entities: vec![OnceCell::new(); entities.len()],
            sentences: vec![OnceCell::new(); document.sentences.len()],
        };
        let mut line = Line::default();
        if wanted(Only::Document) {
            line.write(&self.document(id, extraction), to)?;
        }
        if wanted(Only::Mention) {
            for (mention, &entity) in extraction.mentions.iter().zip(&extraction.resolution.entity_of) {
                line.write(&self.mention(&named, mention, entity), to)?;
            }
        }
        if wanted(Only::Relation) {
            for relation in &extraction.relations {
                line.write(&self.relation(&named, relation), to)?;
            }
        }
        if wanted(Only::Quantity) {
            for observation in &extraction.observations {
                line.write(&self.quantity(&named, observation), to)?;
            }
        }
        Ok(())
    }

    fn document<'b>(&'b self, id: &'b str, extraction: &'b Extraction) -> DocumentLine<'b> {
        let document = &extraction.document;
        let span = self.chars.span(document.raw_span);
        let blocks = |kind| document.blocks_of(kind).map(|span| document.slice(span)).collect::<Vec<_>>();
        let subtitles = blocks(BlockKind::Subtitle);
        DocumentLine {
            kind: "document",
            id,
            source: &self.source.name,
            title: document.title.as_deref(),
            date: document.date.as_deref(),
            start: span.start,
            end: span.end,
            number: document.number,
            r#type: match document.kind {
                DocumentKind::Article => "article",
                DocumentKind::Caption => "caption",
            },
            subtitle: (!subtitles.is_empty()).then(|| subtitles.join(" ")),
            sections: blocks(BlockKind::SectionHead),
            reporters: extraction.bylined(&document.reporters),
            photographers: extraction.bylined(&document.photographers),
            dateline: document.dateline.map(|dateline| DatelineField {
                text: document.slice(dateline.span),
                place: dateline.place.map(|span| document.slice(span)),
                date: dateline.date.map(|span| document.slice(span)),
            }),
            line: self.source.line,
            diagnostics: document.diagnostics.iter().map(|diagnostic| self.diagnostic(diagnostic)).collect(),
        }
    }

    fn diagnostic<'b>(&self, diagnostic: &'b Diagnostic) -> DiagnosticField<'b> {
        let span = self.chars.span(diagnostic.span);
        DiagnosticField {
            code: diagnostic.code,
            severity: match diagnostic.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
            },
            start: span.start,
            end: span.end,
            message: &diagnostic.message,
        }
    }

    fn mention<'b>(&'b self, named: &'b Named<'b>, mention: &'b Mention, index: usize) -> MentionLine<'b> {
        let document = &named.extraction.document;
        let span = self.raw(document, mention.span);
        MentionLine {
            kind: "mention",
            document: named.id,
            source: &self.source.name,
            sentence: mention.sentence,
            start: span.start,
            end: span.end,
            text: document.slice(mention.span),
            r#type: mention.kind.name(),
            entity: named.iri(index),
            label: &named.extraction.resolution.entity(index).label,
            recognizer: mention.recognizer,
            confidence: (f64::from(mention.confidence) * 10_000.0).round() / 10_000.0,
        }
    }

    fn relation<'b>(&'b self, named: &'b Named<'b>, relation: &'b Relation) -> RelationLine<'b> {
        let end = |index| self.end(named, index);
        let is_co_mention = relation.predicate == Predicate::CoMention;
        RelationLine {
            kind: "relation",
            document: named.id,
            predicate: relation.predicate.name(),
            subject: end(relation.subject),
            object: match &relation.object {
                Object::Entity(index) => end(*index),
                Object::Literal(label) => End::Literal { label },
            },
            post: relation.claim.post.as_deref(),
            tenure: relation.claim.tenure.map(Tenure::name),
            time: relation.claim.time.as_deref(),
            polarity: relation.claim.polarity.name(),
            modality: relation.claim.modality.name(),
            speaker: relation.claim.speaker.map(end),
            rule: relation.rule,
            evidence: relation.evidence.iter().map(|evidence| self.quoted(named, evidence)).collect(),
            sentences: is_co_mention.then(|| n_sentences(&relation.evidence)),
        }
    }

    fn quantity<'b>(&'b self, named: &'b Named<'b>, observation: &'b Observation) -> QuantityLine<'b> {
        let end = |index| self.end(named, index);
        let Observation { about, measure, quantity, claim, evidence } = observation;
        QuantityLine {
            kind: "quantity",
            document: named.id,
            about: about.iter().copied().map(end).collect(),
            measure,
            number: quantity.number.to_string(),
            upper: quantity.upper.as_ref().map(ToString::to_string),
            unit: &quantity.unit,
            bound: quantity.bound.name(),
            change: quantity.change.map(Change::name),
            period: claim.time.as_deref(),
            polarity: claim.polarity.name(),
            modality: claim.modality.name(),
            speaker: claim.speaker.map(end),
            evidence: vec![self.quoted(named, evidence)],
        }
    }

    /// A place that says something; sentences are quoted for many pairs, and written once.
    fn quoted<'b>(&self, named: &'b Named<'b>, evidence: &Evidence) -> Quoted<'b> {
        let document = &named.extraction.document;
        let field = || {
            let span = self.raw(document, evidence.span);
            EvidenceField { start: span.start, end: span.end, text: document.slice(evidence.span) }
        };
        let whole = document.sentences.get(evidence.sentence).filter(|sentence| sentence.span == evidence.span);
        match whole.and_then(|_| named.sentences.get(evidence.sentence)) {
            Some(sentence) => Quoted::Sentence(sentence.get_or_init(|| raw_value(&field()))),
            None => Quoted::Part(field()),
        }
    }

    fn end<'b>(&self, named: &'b Named<'b>, index: usize) -> End<'b> {
        let told = named.entities.get(index).expect("there is a cell for each entity");
        End::Entity(told.get_or_init(|| raw_value(&self.entity(named, index))))
    }

    fn entity<'b>(&self, named: &'b Named<'b>, index: usize) -> EntityField<'b> {
        let entity = named.extraction.resolution.entity(index);
        let mut aliases: Vec<Cow<'_, str>> = entity.aliases.keys().map(|alias| alias.as_str().into()).collect();
        if entity.kind == EntityKind::Document {
            // A title stands between marks, which its mentions hold and its name does not.
            let titles = iter::once(&entity.label).chain(entity.aliases.keys());
            aliases.extend(titles.map(|title| format!("《{title}》").into()));
        }
        let short = named.short.get(&index).copied().or_else(|| without_division(entity));
        let short = short.map(str::to_owned).filter(|short| !aliases.iter().any(|alias| alias == short));
        aliases.extend(short.map(Cow::from));
        let wider = named.wider.get(&index).into_iter().flatten().filter(|form| entity.label != **form);
        aliases.extend(wider.map(|form| Cow::from((*form).to_owned())));
        EntityField { entity: named.iri(index), label: &entity.label, r#type: entity.kind.name(), aliases }
    }

    fn raw(&self, document: &Document, span: Span) -> Span {
        self.chars.span(document.map.raw_span(span))
    }
}

fn n_sentences(evidence: &[Evidence]) -> usize {
    let mut sentences: Vec<usize> = evidence.iter().map(|evidence| evidence.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences.len()
}

/// The name of a known town or province without the word for what it is, which the press leaves out at will: 芜湖 of 芜湖市.
fn without_division(entity: &Entity) -> Option<&str> {
    let is_known = entity.kind == EntityKind::Place && entity.entry.is_some();
    entity.label.strip_suffix(['市', '省']).filter(|stem| is_known && stem.chars().nth(1).is_some())
}

/// The names of organizations without the country in front, for whoever reads that as a name of its own: 能源和矿业部 of
/// 秘鲁能源和矿业部.
fn without_country(extraction: &Extraction) -> BTreeMap<usize, &str> {
    let Extraction { document, mentions, resolution, .. } = extraction;
    let short = resolution.nested.iter().filter_map(|(mention, nested)| {
        let (mention, index) = (mentions.get(*mention)?, *resolution.entity_of.get(*mention)?);
        let is_country = nested.kind == EntityKind::Country && nested.role == Role::Location && nested.start == 0;
        let is_body = mention.kind == EntityKind::Organization;
        let rest = mention.full.of(&document.simplified).get(nested.end..)?;
        (is_country && is_body && rest.chars().nth(2).is_some()).then_some((index, rest))
    });
    short.collect()
}

/// The forms of organizations and works with what some take for a part of them: the country right in front, and 项目 or 工程
/// behind (阿根廷高查瑞光伏电站项目 of 高查瑞光伏电站).
fn wider(extraction: &Extraction) -> BTreeMap<usize, BTreeSet<&str>> {
    let Extraction { document, mentions, resolution, .. } = extraction;
    let text = document.simplified.as_str();
    let mut wider: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let before = iter::once(None).chain(mentions.iter().map(Some));
    for ((mention, &entity), before) in mentions.iter().zip(&resolution.entity_of).zip(before) {
        let is_work = mention.kind == EntityKind::Project;
        if !is_work && mention.kind != EntityKind::Organization {
            continue;
        }
        let span = mention.full;
        let is_country = |before: &&Mention| before.kind == EntityKind::Country && before.full.end == span.start;
        let start = before.filter(is_country).map(|country| country.full.start);
        let behind = text.get(span.end..).filter(|_| is_work).unwrap_or_default();
        let end = GENERIC.iter().find(|noun| behind.starts_with(**noun)).map(|noun| span.end + noun.len());
        for start in iter::once(span.start).chain(start) {
            let forms = iter::once(span.end).chain(end).filter_map(|end| text.get(start..end));
            let longer: Vec<&str> = forms.filter(|form| form.len() > span.len()).collect();
            if !longer.is_empty() {
                wider.entry(entity).or_default().extend(longer);
            }
        }
    }
    wider
}

/// What may stand behind the name of a work and is no part of it.
const GENERIC: [&str; 2] = ["项目", "工程"];

fn raw_value(value: &impl Serialize) -> Box<RawValue> {
    to_raw_value(value).expect("names and numbers are JSON")
}

/// Room for a line, used again for the next.
#[derive(Default)]
struct Line {
    bytes: Vec<u8>,
}

impl Line {
    /// Writes a line at once: JSON comes in pieces of a few bytes.
    fn write(&mut self, line: &impl Serialize, to: &mut impl Write) -> io::Result<()> {
        self.bytes.clear();
        serde_json::to_writer(&mut self.bytes, line)?;
        self.bytes.push(b'\n');
        to.write_all(&self.bytes)
    }
}
