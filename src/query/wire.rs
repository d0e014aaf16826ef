//! The JSON of answers: a contract that other programs rely on.
//!
//! Fields stand in the order written here. `start` and `end` count Unicode scalar values of the decoded raw
//! source, line breaks included, end exclusive, as in `extract`; `null` means that the store does not tell.

use serde::Serialize;

use std::collections::BTreeSet;

use super::{
    Article, Card, Chain, Claim, Dated, Decided, Explanation, Figure, Link, LinkRelation, Mark, Quote, Reading, Role,
    Statement, Step, Words,
};
use crate::graph::Node;
use crate::relation::{Status, Tenure};
use crate::text::slice;
use crate::value::Change;

/// An entity in a few words.
#[derive(Serialize)]
struct EntityJson<'a> {
    /// The last part of its IRI: `country/KZ`.
    id: &'a str,
    r#type: &'static str,
    label: &'a str,
    label_en: Option<&'a str>,
    /// Its place by PageRank, 1 for the most central.
    rank: usize,
}

/// All of a card.
#[derive(Serialize)]
struct CardJson<'a> {
    #[serde(flatten)]
    entity: EntityJson<'a>,
    iri: &'a str,
    aliases: Vec<AliasJson<'a>>,
    iso2: Option<&'a str>,
    iso3: Option<&'a str>,
    wikidata: Option<&'a str>,
    mentions: usize,
    sentences: usize,
    documents: usize,
    /// `YYYY-MM-DD`.
    first_date: Option<&'a str>,
    last_date: Option<&'a str>,
    /// How many entities the rank is among.
    entities: usize,
    community: usize,
    /// The stages of a project, the time of an event.
    dated: Vec<DatedJson<'a>>,
    /// At most four, those of the latest periods first.
    figures: Vec<FigureJson<'a>>,
    decisions: Vec<DecidedJson<'a>>,
    links: Vec<LinkJson<'a>>,
    first: Option<QuoteJson<'a>>,
    last: Option<QuoteJson<'a>>,
}

/// Another name.
#[derive(Serialize)]
struct AliasJson<'a> {
    label: &'a str,
    /// In how many sentences it stands, where that is counted.
    sentences: Option<usize>,
}

#[derive(Serialize)]
struct LinkJson<'a> {
    entity: EntityJson<'a>,
    /// Sentences × (1 + NPMI), see [`weight`](super::weight).
    weight: f64,
    relations: Vec<RelationJson<'a>>,
    evidence: Option<QuoteJson<'a>>,
}

#[derive(Serialize)]
struct RelationJson<'a> {
    predicate: &'static str,
    /// `out` if the entity of the card is the subject, `in` if it is the object, `both` if there is no direction.
    direction: &'static str,
    sentences: usize,
    documents: usize,
    npmi: Option<f64>,
    iri: &'a str,
    /// `asserted`, `planned`, `denied`: what its claims come to.
    statuses: Vec<&'static str>,
    /// How documents say it; empty for a co-mention.
    claims: Vec<ClaimJson<'a>>,
    decisions: Vec<DecidedJson<'a>>,
}

/// A fact whose other end is a literal.
#[derive(Serialize)]
struct DatedJson<'a> {
    predicate: &'static str,
    /// A time after ISO 8601, or a stage.
    value: &'a str,
    statuses: Vec<&'static str>,
    sentences: usize,
}

/// A figure, by the terms of `extract --only quantity`.
#[derive(Serialize)]
struct FigureJson<'a> {
    measure: &'a str,
    /// Decimal digits.
    number: &'a str,
    upper: Option<&'a str>,
    /// Of money by ISO 4217, of measures by UCUM, else the counter as printed; empty without one.
    unit: &'a str,
    /// `exactly`, `about`, `moreThan`, `lessThan`.
    bound: &'static str,
    /// `rises`, `falls`.
    change: Option<&'static str>,
    /// ISO 8601.
    period: Option<&'a str>,
    /// `asserted`, `planned`, `denied`.
    status: &'static str,
    /// The other entities that it is about.
    others: Vec<EntityJson<'a>>,
    evidence: Option<QuoteJson<'a>>,
    iri: &'a str,
}

/// What people decided.
#[derive(Serialize)]
struct DecidedJson<'a> {
    /// What was decided: `merge 蓝鹭科技 蓝鹭科技集团`.
    decision: &'a str,
    who: &'a str,
    /// `YYYY-MM-DD`.
    when: &'a str,
    why: &'a str,
}

/// How a fact is said.
#[derive(Serialize)]
struct ClaimJson<'a> {
    post: Option<&'a str>,
    /// `former`, `then`, `designate`, of a post.
    tenure: Option<&'static str>,
    /// ISO 8601.
    time: Option<&'a str>,
    /// `asserted`, `planned`, `denied`.
    status: &'static str,
    /// `asserted`, `denied`.
    polarity: &'static str,
    /// `done`, `planned`, `reported`.
    modality: &'static str,
    /// Whose words they are.
    speaker: Option<EntityJson<'a>>,
    rules: Vec<&'a str>,
    /// The words of the sentence that make it; on a card, which shows no sentence for it, empty.
    words: Vec<WordsJson<'a>>,
    iri: &'a str,
}

/// Words with their place.
#[derive(Serialize)]
struct WordsJson<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// A sentence with its place.
#[derive(Serialize)]
struct QuoteJson<'a> {
    text: &'a str,
    /// The paths that the document was read from.
    sources: &'a [String],
    /// The line of the record in a JSON Lines file.
    line: Option<usize>,
    start: usize,
    end: usize,
    document: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    /// The words that name the entities asked for.
    marks: Vec<MarkJson<'a>>,
}

#[derive(Serialize)]
struct ChainJson<'a> {
    from: EntityJson<'a>,
    to: EntityJson<'a>,
    steps: Vec<StepJson<'a>>,
}

#[derive(Serialize)]
struct StepJson<'a> {
    from: &'a str,
    to: EntityJson<'a>,
    predicate: &'static str,
    direction: &'static str,
    /// The sentences of all relations between the two.
    weight: usize,
    evidence: Option<QuoteJson<'a>>,
    /// What the claims of the relation come to.
    statuses: Vec<&'static str>,
}

#[derive(Serialize)]
struct ExplanationJson<'a> {
    subject: EntityJson<'a>,
    object: EntityJson<'a>,
    sentences: Vec<StatementJson<'a>>,
    /// What people decided of the relations of the two.
    decisions: Vec<DecidedJson<'a>>,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    #[serde(flatten)]
    quote: QuoteJson<'a>,
    relations: Vec<ReadingJson<'a>>,
}

#[derive(Serialize)]
struct ReadingJson<'a> {
    predicate: &'static str,
    direction: &'static str,
    rules: Vec<&'a str>,
    /// How the sentence says it; empty for a co-mention.
    claims: Vec<ClaimJson<'a>>,
}

/// Words of the sentence.
#[derive(Serialize)]
struct MarkJson<'a> {
    /// `subject` for the first entity asked for, or the only one; `object` for the second.
    role: &'static str,
    text: &'a str,
    /// In Unicode scalar values of the sentence's own `text`.
    offset: usize,
}

impl Card {
    /// The card as JSON on one line; see [`wire`](self) for its fields.
    pub fn to_json(&self) -> String {
        to_json(&card(self))
    }
}

impl Chain {
    /// The chain as JSON on one line.
    pub fn to_json(&self) -> String {
        let mut from = &self.from;
        let mut steps = Vec::new();
        for each in &self.steps {
            steps.push(step(from, each));
            from = &each.to;
        }
        to_json(&ChainJson { from: entity(&self.from), to: entity(self.to()), steps })
    }
}

impl Explanation {
    /// The explanation as JSON on one line.
    pub fn to_json(&self) -> String {
        to_json(&ExplanationJson {
            subject: entity(&self.subject),
            object: entity(&self.object),
            sentences: self.statements.iter().map(statement).collect(),
            decisions: self.decisions.iter().map(decided).collect(),
        })
    }
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("our fields are strings and finite numbers")
}

fn entity(node: &Node) -> EntityJson<'_> {
    EntityJson {
        id: node.id.as_str(),
        r#type: node.kind.name(),
        label: &node.label,
        label_en: node.label_en.as_deref(),
        rank: node.rank,
    }
}

fn card(card: &Card) -> CardJson<'_> {
    CardJson {
        entity: entity(&card.node),
        iri: card.iri.as_str(),
        aliases: card.aliases.iter().map(|(label, sentences)| AliasJson { label, sentences: *sentences }).collect(),
        iso2: card.iso2.as_deref(),
        iso3: card.iso3.as_deref(),
        wikidata: card.wikidata.as_deref(),
        mentions: card.node.n_mentions,
        sentences: card.node.n_sentences,
        documents: card.node.n_documents,
        first_date: card.node.first_date.as_deref(),
        last_date: card.node.last_date.as_deref(),
        entities: card.n_entities,
        community: card.node.community,
        dated: card.dated.iter().map(dated).collect(),
        figures: card.figures.iter().map(figure).collect(),
        decisions: card.decisions.iter().map(decided).collect(),
        links: card.links.iter().map(link).collect(),
        first: card.first.as_ref().map(quote),
        last: card.last.as_ref().map(quote),
    }
}

fn link<'a>(link: &'a Link) -> LinkJson<'a> {
    let relation = |relation: &'a LinkRelation| RelationJson {
        predicate: relation.predicate.name(),
        direction: direction(relation.predicate.is_symmetric(), relation.is_subject),
        sentences: relation.n_sentences,
        documents: relation.n_documents,
        npmi: relation.npmi,
        iri: relation.iri.as_str(),
        statuses: names(&relation.statuses),
        claims: relation.claims.iter().map(|each| claim(each, &[])).collect(),
        decisions: relation.decisions.iter().map(decided).collect(),
    };
    LinkJson {
        entity: entity(&link.node),
        // Sums of fractions of four places have no more.
        weight: libm::round(link.weight * 10_000.0) / 10_000.0,
        relations: link.relations.iter().map(relation).collect(),
        evidence: link.quote.as_ref().map(quote),
    }
}

fn dated(dated: &Dated) -> DatedJson<'_> {
    DatedJson {
        predicate: dated.predicate.name(),
        value: &dated.value,
        statuses: names(&dated.statuses),
        sentences: dated.n_sentences,
    }
}

fn figure(figure: &Figure) -> FigureJson<'_> {
    FigureJson {
        measure: &figure.measure,
        number: &figure.value,
        upper: figure.upper.as_deref(),
        unit: &figure.unit,
        bound: figure.bound.name(),
        change: figure.change.map(Change::name),
        period: figure.time.as_deref(),
        status: figure.status.name(),
        others: figure.others.iter().map(entity).collect(),
        evidence: figure.quote.as_ref().map(quote),
        iri: figure.iri.as_str(),
    }
}

fn decided(decided: &Decided) -> DecidedJson<'_> {
    let Decided { when, what, who, why } = decided;
    DecidedJson { decision: what, who, when, why }
}

fn claim<'a>(claim: &'a Claim, words: &'a [Words]) -> ClaimJson<'a> {
    let words = words.iter().map(|words| WordsJson { text: &words.text, start: words.start, end: words.end });
    ClaimJson {
        post: claim.post.as_deref(),
        tenure: claim.tenure.map(Tenure::name),
        time: claim.time.as_deref(),
        status: claim.status().name(),
        polarity: claim.polarity.name(),
        modality: claim.modality.name(),
        speaker: claim.speaker.as_ref().map(entity),
        rules: claim.rules.iter().map(String::as_str).collect(),
        words: words.collect(),
        iri: claim.iri.as_str(),
    }
}

fn names(statuses: &BTreeSet<Status>) -> Vec<&'static str> {
    statuses.iter().map(|status| status.name()).collect()
}

fn direction(is_symmetric: bool, is_forward: bool) -> &'static str {
    match (is_symmetric, is_forward) {
        (true, _) => "both",
        (false, true) => "out",
        (false, false) => "in",
    }
}

fn quote(quote: &Quote) -> QuoteJson<'_> {
    let Article { iri, title, date, sources, line, url, .. } = &quote.article;
    QuoteJson {
        text: &quote.text,
        sources,
        line: *line,
        start: quote.start,
        end: quote.end,
        document: iri.as_str(),
        title: title.as_deref(),
        date: date.as_deref(),
        url: url.as_deref(),
        marks: quote.marks.iter().map(|each| mark(&quote.text, each)).collect(),
    }
}

fn step<'a>(from: &'a Node, step: &'a Step) -> StepJson<'a> {
    StepJson {
        from: from.id.as_str(),
        to: entity(&step.to),
        predicate: step.predicate.name(),
        direction: direction(step.predicate.is_symmetric(), step.is_forward),
        weight: step.weight,
        evidence: step.quote.as_ref().map(quote),
        statuses: names(&step.statuses),
    }
}

fn statement(statement: &Statement) -> StatementJson<'_> {
    StatementJson { quote: quote(&statement.quote), relations: statement.readings.iter().map(reading).collect() }
}

fn reading(reading: &Reading) -> ReadingJson<'_> {
    ReadingJson {
        predicate: reading.predicate.name(),
        direction: direction(reading.predicate.is_symmetric(), reading.is_forward),
        rules: reading.rules.iter().map(String::as_str).collect(),
        claims: reading.claims.iter().map(|(each, words)| claim(each, words)).collect(),
    }
}

fn mark<'a>(text: &'a str, mark: &Mark) -> MarkJson<'a> {
    MarkJson {
        role: match mark.role {
            Role::Subject => "subject",
            Role::Object => "object",
        },
        text: mark.span.of(text),
        offset: slice(text, ..mark.span.start).chars().count(),
    }
}
