//! Pages whose mentions, entities and relations are marked by hand.
//!
//! A page is a row of sentences, one a line; `[哈国|country/KZ]` is a mention and the entity it names.
//! Co-mentions follow from the marks; a line `= project/x involves country/KZ` or `= country/KZ alias 哈国` adds
//! a relation with the sentence above as its evidence.

#![allow(dead_code, reason = "each test uses its part")]

use std::collections::{BTreeMap, BTreeSet};

use sinograph::document::{Block, BlockKind, Document, DocumentKind, Sentence};
use sinograph::entity::{Entity, EntityId, Resolution};
use sinograph::graph::{Contribution, KnowledgeGraph};
use sinograph::mention::Mention;
use sinograph::ontology::{EntityKind, Predicate};
use sinograph::pipeline::Extraction;
use sinograph::rdf::{Origin, Vocabulary, document_quads, summary_quads};
use sinograph::relation::{Claim, Evidence, Object, Relation};
use sinograph::text::{CharIndex, OffsetMap, Source, Span};

/// A source and what was read from it.
pub struct Page {
    pub source: Source,
    pub extraction: Extraction,
}

/// Three pages about the railways and countries of Central Asia.
pub fn pages() -> Vec<Page> {
    vec![
        page(
            "one.txt",
            Some("2023-05-18"),
            "[中国|country/CN]和[哈萨克斯坦|country/KZ]签署协议。\n\
             = country/CN coMention country/KZ\n\
             [习近平|person/习近平]在[西安|place/xian]会见[哈国|country/KZ]总统[托卡耶夫|person/托卡耶夫]。\n\
             = country/KZ alias 哈国\n\
             [中吉乌铁路|project/中吉乌铁路]今年开工，[国家发展改革委|organization/ndrc]表示。\n\
             = project/中吉乌铁路 involves country/CN\n\
             = project/中吉乌铁路 involves country/KG\n\
             = project/中吉乌铁路 involves country/UZ\n\
             天气很好。",
        ),
        page(
            "two.txt",
            Some("2023-05-26"),
            "[中国|country/CN]与[吉尔吉斯斯坦|country/KG]、[乌兹别克斯坦|country/UZ]商定[中吉乌铁路|project/中吉乌铁路]。\n\
             [发改委|organization/ndrc]负责人说，[中国|country/CN]愿与[哈萨克斯坦|country/KZ]合作。\n\
             = organization/ndrc alias 发改委\n\
             [中国石油天然气集团公司|organization/cnpc]在[哈萨克斯坦|country/KZ]投资。",
        ),
        page("three.txt", None, "今天没有新闻。\n[中国|country/CN]发布公告。"),
    ]
}

/// The merged graph of some pages.
pub fn graph(pages: &[Page]) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    pages.iter().for_each(|page| graph.add(contribution(page)));
    graph
}

/// The share of a page.
pub fn contribution(page: &Page) -> Contribution {
    let Extraction { document, mentions, resolution, relations } = &page.extraction;
    Contribution::of(document, mentions, resolution, relations)
}

/// The quads of one page.
pub fn quads(page: &Page) -> Vec<oxigraph::model::Quad> {
    let index = CharIndex::new(&page.source.text);
    document_quads(&Vocabulary::default(), &page.extraction, &[Origin::from(&page.source)], &index)
}

/// The quads of all pages and their summary.
pub fn all_quads(pages: &[Page]) -> Vec<oxigraph::model::Quad> {
    let mut all: Vec<_> = pages.iter().flat_map(quads).collect();
    all.extend(summary_quads(&Vocabulary::default(), &graph(pages).network()));
    all
}

/// Reads the marks of a page.
pub fn page(name: &str, date: Option<&str>, marked: &str) -> Page {
    let mut reader = Reader::default();
    marked.lines().for_each(|line| reader.line(line));
    reader.finish(name, date)
}

#[derive(Default)]
struct Reader {
    text: String,
    sentences: Vec<Span>,
    mentions: Vec<(Span, usize, EntityId)>,
    relations: Vec<(EntityId, Predicate, String, usize)>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if let Some(relation) = line.strip_prefix("= ") {
            let mut parts = relation.splitn(3, ' ');
            let mut part = || parts.next().expect("a relation has three parts").to_owned();
            let (subject, predicate, object) = (part(), part(), part());
            let predicate = Predicate::find(&predicate).expect("a known predicate");
            self.relations.push((EntityId::from_text(subject), predicate, object, self.sentences.len() - 1));
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('[') {
            let (mark, after) = after.split_once(']').expect("a mark ends in `]`");
            let (form, id) = mark.split_once('|').expect("a mark has a `|`");
            self.text.push_str(before);
            let mention = self.text.len();
            self.text.push_str(form);
            self.mentions.push((Span::new(mention, self.text.len()), self.sentences.len(), EntityId::from_text(id)));
            rest = after;
        }
        self.text.push_str(rest);
        self.sentences.push(Span::new(start, self.text.len()));
    }

    fn finish(self, name: &str, date: Option<&str>) -> Page {
        let source = Source::new(name, self.text.clone());
        let mut entities: BTreeMap<EntityId, Entity> = BTreeMap::new();
        for (span, _, id) in &self.mentions {
            let form = span.of(&self.text);
            let entity = entities.entry(id.clone()).or_insert_with(|| entity(id, form));
            if form != entity.label {
                *entity.aliases.entry(form.to_owned()).or_default() += 1;
            }
        }
        for (subject, predicate, object, _) in &self.relations {
            let object = (*predicate != Predicate::Alias).then(|| EntityId::from_text(object.clone()));
            for id in [Some(subject.clone()), object].into_iter().flatten() {
                entities.entry(id.clone()).or_insert_with(|| entity(&id, id.as_str()));
            }
        }
        let ids: Vec<EntityId> = entities.keys().cloned().collect();
        let index_of = |id: &EntityId| ids.binary_search(id).expect("every id was entered");
        let mentions =
            self.mentions.iter().map(|(span, sentence, id)| mention(*span, *sentence, kind_of(id))).collect();
        let resolution = Resolution {
            entity_of: self.mentions.iter().map(|(_, _, id)| index_of(id)).collect(),
            entities: entities.into_values().collect(),
            merges: Vec::new(),
        };
        let relations = relations(&self.sentences, &self.mentions, &self.relations, index_of);
        let document = document(&source, &self.text, &self.sentences, date);
        Page { source, extraction: Extraction { document, mentions, resolution, relations } }
    }
}

fn relations(
    sentences: &[Span],
    mentions: &[(Span, usize, EntityId)],
    marked: &[(EntityId, Predicate, String, usize)],
    index_of: impl Fn(&EntityId) -> usize,
) -> Vec<Relation> {
    let mut found: BTreeMap<(usize, Predicate, Object), BTreeSet<usize>> = BTreeMap::new();
    for sentence in 0..sentences.len() {
        let here: BTreeSet<usize> = mentions.iter().filter(|m| m.1 == sentence).map(|m| index_of(&m.2)).collect();
        for &a in &here {
            for &b in here.range(a + 1..) {
                found.entry((a, Predicate::CoMention, Object::Entity(b))).or_default().insert(sentence);
            }
        }
    }
    for (subject, predicate, object, sentence) in marked {
        let object = match predicate {
            Predicate::Alias => Object::Literal(object.clone()),
            _ => Object::Entity(index_of(&EntityId::from_text(object.clone()))),
        };
        found.entry((index_of(subject), *predicate, object)).or_default().insert(*sentence);
    }
    let rule = |predicate| match predicate {
        Predicate::CoMention => "same-sentence",
        Predicate::Involves => "country-abbreviations",
        _ => "other-form",
    };
    let evidence = |sentence: usize| {
        let span = sentences[sentence];
        Evidence { sentence, span, subject: span, object: span }
    };
    let relation =
        |((subject, predicate, object), sentences): ((usize, Predicate, Object), BTreeSet<usize>)| Relation {
            predicate,
            subject,
            object,
            claim: Claim::default(),
            rule: rule(predicate),
            evidence: sentences.into_iter().map(evidence).collect(),
        };
    found.into_iter().map(relation).collect()
}

fn kind_of(id: &EntityId) -> EntityKind {
    let slug = id.as_str().split('/').next().unwrap_or_default();
    EntityKind::find(slug).expect("an id begins with a kind")
}

fn entity(id: &EntityId, form: &str) -> Entity {
    let known = [
        ("country/CN", "中国", Some("China"), [("iso2", "CN"), ("iso3", "CHN"), ("wikidata", "Q148")].as_slice()),
        ("country/KZ", "哈萨克斯坦", Some("Kazakhstan"), &[("iso2", "KZ"), ("iso3", "KAZ"), ("wikidata", "Q232")]),
        ("country/KG", "吉尔吉斯斯坦", Some("Kyrgyzstan"), &[("iso2", "KG"), ("iso3", "KGZ")]),
        ("country/UZ", "乌兹别克斯坦", Some("Uzbekistan"), &[("iso2", "UZ"), ("iso3", "UZB")]),
        ("organization/ndrc", "国家发展和改革委员会", None, &[]),
    ];
    let known = known.into_iter().find(|entry| entry.0 == id.as_str());
    let (_, label, label_en, identifiers) = known.unwrap_or(("", form, None, &[]));
    Entity {
        id: id.clone(),
        kind: kind_of(id),
        label: label.to_owned(),
        label_en: label_en.map(str::to_owned),
        aliases: BTreeMap::new(),
        entry: None,
        identifiers: identifiers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
    }
}

fn mention(span: Span, sentence: usize, kind: EntityKind) -> Mention {
    Mention { kind, span, sentence, recognizer: "gazetteer", confidence: 0.97, entries: Vec::new() }
}

fn document(source: &Source, text: &str, sentences: &[Span], date: Option<&str>) -> Document {
    let span = Span::new(0, text.len());
    let mut map = OffsetMap::default();
    map.push(0, 0);
    let sentence = |&span: &Span| Sentence { span, block: 0, first_token: 0, end_token: 0 };
    Document {
        source_id: source.id(),
        number: 1,
        kind: DocumentKind::Article,
        raw_span: span,
        text: text.to_owned(),
        simplified: text.to_owned(),
        map,
        blocks: vec![Block { kind: BlockKind::Paragraph, span }],
        sentences: sentences.iter().map(sentence).collect(),
        tokens: Vec::new(),
        title: text.lines().next().map(str::to_owned),
        reporters: Vec::new(),
        photographers: Vec::new(),
        dateline: None,
        date: date.map(str::to_owned),
        diagnostics: Vec::new(),
    }
}
