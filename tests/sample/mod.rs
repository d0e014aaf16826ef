//! Pages whose mentions, entities and relations are marked by hand.
//!
//! A page is a row of sentences, one a line; `[哈国|country/KZ]` is a mention and the entity it names.
//! Co-mentions follow from the marks; a line `= project/x involves country/KZ` or `= country/KZ alias 哈国` adds
//! a relation with the sentence above as its evidence. After it may stand how the page says it, in any order:
//! `post=主任 tenure=former time=2021/2023 denied planned reported speaker=person/x rule=appointment words=任主任`,
//! where `words` are a part of the sentence. A line `~ country/CN,country/KZ 贸易总额 31.5 unit=USD` adds a figure of
//! the sentence above, with `upper=40 bound=about change=rises` and what stands with a relation.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::indexing_slicing, reason = "a test stops where it fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sinograph::curation::{Applied, Curation, Outcome};
use sinograph::document::{Block, BlockKind, Document, DocumentKind, Sentence};
use sinograph::entity::{Entity, EntityId, Resolution};
use sinograph::graph::{Contribution, KnowledgeGraph};
use sinograph::mention::Mention;
use sinograph::ontology::{EntityKind, Ontology, Predicate};
use sinograph::pipeline::Extraction;
use sinograph::rdf::{Origin, Vocabulary, document_quads, summary_quads};
use sinograph::relation::{Claim, Evidence, Modality, Object, Observation, Polarity, Relation, Tenure};
use sinograph::text::{CharIndex, OffsetMap, Source, Span};
use sinograph::value::{Bound, Change, Decimal, Quantity};

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

/// Pages that say facts of every predicate, some of them planned, denied, told by others, or dated.
pub fn fact_pages() -> Vec<Page> {
    vec![
        page(
            "posts.txt",
            Some("2024-03-01"),
            "[国家发展改革委|organization/ndrc]副主任[吕书雅|person/吕书雅]表示，[岭山铁路|project/岭山铁路]将于年内开工。\n\
             = person/吕书雅 holdsPost organization/ndrc post=副主任 rule=appointment words=国家发展改革委副主任吕书雅\n\
             = person/吕书雅 says 岭山铁路将于年内开工\n\
             = project/岭山铁路 startedOn 2024 planned speaker=person/吕书雅 words=岭山铁路将于年内开工\n\
             [吕书雅|person/吕书雅]2019年至2022年任[岚海市商务局|organization/岚海市商务局]局长。\n\
             = person/吕书雅 holdsPost organization/岚海市商务局 post=局长 tenure=former time=2019/2022 rule=appointment\n\
             [何远|person/何远]将出任[岚海市商务局|organization/岚海市商务局]局长，[何远|person/何远]没有担任[国家发展改革委|organization/ndrc]副主任。\n\
             = person/何远 holdsPost organization/岚海市商务局 post=局长 tenure=designate planned rule=appointment\n\
             = person/何远 holdsPost organization/ndrc post=副主任 denied rule=appointment words=何远没有担任国家发展改革委副主任\n\
             [托卡耶夫|person/托卡耶夫]2019年3月20日起任[哈萨克斯坦|country/KZ]总统。\n\
             = person/托卡耶夫 holdsPost country/KZ post=总统 time=2019-03-20/.. rule=appointment\n\
             [岚海市商务局|organization/岚海市商务局]隶属[岚海市政府|organization/岚海市政府]。\n\
             = organization/岚海市商务局 partOf organization/岚海市政府\n\
             [哈萨克斯坦|country/KZ]和[中国|country/CN]是[上海合作组织|organization/sco]成员。\n\
             = country/KZ memberOf organization/sco\n\
             = country/CN memberOf organization/sco",
        ),
        page(
            "projects.txt",
            Some("2024-03-02"),
            "[岚海重工|organization/岚海重工]承建的[岭山铁路|project/岭山铁路]位于[哈萨克斯坦|country/KZ]，连接[阿拉木图|place/almaty]。\n\
             = organization/岚海重工 builds project/岭山铁路 rule=builder words=岚海重工承建的岭山铁路\n\
             = project/岭山铁路 locatedIn country/KZ\n\
             = project/岭山铁路 connects place/almaty\n\
             据[新华社|organization/xinhua]报道，[中油国际|organization/中油国际]参与建设[岭山铁路|project/岭山铁路]。\n\
             = organization/中油国际 builds project/岭山铁路 reported speaker=organization/xinhua rule=builder\n\
             [岚海重工|organization/岚海重工]拟在[乌兹别克斯坦|country/UZ]投资建设[青湖电站|project/青湖电站]。\n\
             = organization/岚海重工 builds project/青湖电站 planned rule=builder\n\
             = organization/岚海重工 investsIn country/UZ planned\n\
             = project/青湖电站 locatedIn country/UZ\n\
             = project/青湖电站 involves country/UZ\n\
             [世界银行|organization/world-bank]为[岭山铁路|project/岭山铁路]提供贷款，[中油国际|organization/中油国际]出资入股。\n\
             = organization/world-bank finances project/岭山铁路\n\
             = organization/中油国际 investsIn project/岭山铁路\n\
             [岭山铁路|project/岭山铁路]2021年5月开工，2023年10月12日通车。\n\
             = project/岭山铁路 startedOn 2021-05 time=2021-05\n\
             = project/岭山铁路 openedOn 2023-10-12 time=2023-10-12\n\
             = project/岭山铁路 hasStatus opened time=2023-10-12\n\
             [中国|country/CN]提出[共同倡议|project/共同倡议]。\n\
             = country/CN proposes project/共同倡议",
        ),
        page(
            "events.txt",
            Some("2024-03-03"),
            "[岚海论坛|event/岚海论坛]5月18日至20日在[西安|place/xian]举行，[中国|country/CN]主办，[托卡耶夫|person/托卡耶夫]出席。\n\
             = event/岚海论坛 heldOn 2024-05-18/2024-05-20 time=2024-05-18/2024-05-20\n\
             = event/岚海论坛 heldIn place/xian\n\
             = country/CN organizes event/岚海论坛\n\
             = person/托卡耶夫 attends event/岚海论坛\n\
             [青湖峰会|event/青湖峰会]定于2025年6月召开，[岚海节|event/岚海节]每年5月18日举行。\n\
             = event/青湖峰会 heldOn 2025-06 planned time=2025-06\n\
             = event/岚海节 heldOn --05-18 time=--05-18\n\
             [习近平|person/习近平]会见[托卡耶夫|person/托卡耶夫]，[托卡耶夫|person/托卡耶夫]访问[中国|country/CN]。\n\
             = person/习近平 meets person/托卡耶夫 time=2024-05-18 rule=meeting\n\
             = person/托卡耶夫 visits country/CN time=2024-05\n\
             [中国|country/CN]与[哈萨克斯坦|country/KZ]签署协议，两国接壤；[中国|country/CN]没有与[乌兹别克斯坦|country/UZ]签署协议。\n\
             = country/CN agreesWith country/KZ\n\
             = country/CN borders country/KZ\n\
             = country/CN agreesWith country/UZ denied\n\
             [国家统计局|organization/国家统计局]发布《[年度公报|document/年度公报]》。\n\
             = organization/国家统计局 publishes document/年度公报 time=2024-02-29\n\
             [岚海重工|organization/岚海重工]的产品出口[哈萨克斯坦|country/KZ]，在[乌兹别克斯坦|country/UZ]生产和销售。\n\
             = organization/岚海重工 exportsTo country/KZ\n\
             = organization/岚海重工 producesIn country/UZ\n\
             = organization/岚海重工 sellsIn country/UZ\n\
             [吕书雅|person/吕书雅]是[国家发展改革委|organization/ndrc]副主任。\n\
             = person/吕书雅 holdsPost organization/ndrc post=副主任 rule=appointment words=吕书雅是国家发展改革委副主任",
        ),
        page(
            "figures.txt",
            Some("2024-03-04"),
            "2023年，[中国|country/CN]和[哈萨克斯坦|country/KZ]贸易总额超过410亿美元，同比增长32.2%。\n\
             ~ country/KZ,country/CN 贸易总额 41000000000 unit=USD bound=moreThan time=2023 words=中国和哈萨克斯坦贸易总额超过410亿美元\n\
             ~ country/KZ,country/CN 贸易总额 32.2 unit=% change=rises time=2023 words=中国和哈萨克斯坦贸易总额超过410亿美元，同比增长32.2%\n\
             [吕书雅|person/吕书雅]表示，[岭山铁路|project/岭山铁路]计划2024年至2026年投资3亿至5亿美元，设车站12座。\n\
             ~ project/岭山铁路 投资 300000000 upper=500000000 unit=USD planned time=2024/2026 speaker=person/吕书雅 words=岭山铁路计划2024年至2026年投资3亿至5亿美元\n\
             ~ project/岭山铁路 车站 12 unit=座 planned speaker=person/吕书雅 words=岭山铁路计划2024年至2026年投资3亿至5亿美元，设车站12座\n\
             [岭山铁路|project/岭山铁路]投资没有超过9亿美元。\n\
             ~ project/岭山铁路 投资 900000000 unit=USD bound=moreThan denied",
        ),
    ]
}

/// Pages on which people decided something, of an entity, of a relation, and of what is gone.
pub fn decided_pages() -> Vec<Page> {
    let table = "decision\tsubject\tpredicate\tobject\twho\twhen\twhy\n\
                 merge\t哈国\t\tcountry/KZ\t顾言\t2026-05-18\t简称\n\
                 confirm\t中国\tcoMention\tcountry/KZ\t顾言\t2026-05-19\t查过\n\
                 forbid\t天气\t\t\t林溪\t2026-05-20\t不是名称\n";
    let curation = Curation::read("fixes.tsv", table, &Ontology::embedded()).expect("three decisions");
    let mut pages = pages();
    pages.truncate(2);
    for page in &mut pages {
        let relations = &page.extraction.relations;
        let together = relations.iter().position(|relation| relation.predicate == Predicate::CoMention);
        let outcomes = [
            Outcome::Entity(EntityId::new(EntityKind::Country, "KZ")),
            together.map_or(Outcome::Nothing, Outcome::Relation),
            Outcome::Nothing,
        ];
        let applied = curation.decisions().zip(outcomes);
        let applied = applied.map(|(decision, to)| Applied { decision: Arc::new(decision.clone()), to });
        page.extraction.decisions = applied.collect();
    }
    pages[1].extraction.decisions.pop();
    pages
}

/// All pages.
pub fn all_pages() -> Vec<Page> {
    decided_pages().into_iter().chain(pages().into_iter().skip(2)).chain(fact_pages()).collect()
}

/// The merged graph of some pages.
pub fn graph(pages: &[Page]) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    pages.iter().for_each(|page| graph.add(contribution(page)));
    graph
}

/// The share of a page.
pub fn contribution(page: &Page) -> Contribution {
    let Extraction { document, mentions, resolution, relations, .. } = &page.extraction;
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
    relations: Vec<Marked>,
    figures: Vec<Figure>,
}

/// A relation as a line marks it.
struct Marked {
    subject: EntityId,
    predicate: Predicate,
    object: String,
    rule: Option<&'static str>,
    said: Said,
}

/// A figure as a line marks it.
struct Figure {
    about: Vec<EntityId>,
    measure: String,
    quantity: Quantity,
    said: Said,
}

/// How a line says something of its sentence.
struct Said {
    claim: Claim,
    speaker: Option<EntityId>,
    sentence: usize,
    words: Span,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if let Some(relation) = line.strip_prefix("= ") {
            self.relations.push(self.relation(relation));
            return;
        }
        if let Some(figure) = line.strip_prefix("~ ") {
            self.figures.push(self.figure(figure));
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

    fn relation(&self, line: &str) -> Marked {
        let mut parts = line.split(' ');
        let mut part = || parts.next().expect("a relation has three parts").to_owned();
        let (subject, predicate, object) = (EntityId::from_text(part()), part(), part());
        let mut marked = Marked {
            subject,
            predicate: Predicate::find(&predicate).expect("a known predicate"),
            object,
            rule: None,
            said: self.said(),
        };
        for part in parts {
            match part.split_once('=') {
                Some(("rule", value)) => marked.rule = RULES.into_iter().find(|rule| *rule == value),
                _ => self.say(&mut marked.said, part),
            }
        }
        marked
    }

    fn figure(&self, line: &str) -> Figure {
        let mut parts = line.split(' ');
        let mut part = || parts.next().expect("a figure has three parts");
        let about = part().split(',').map(EntityId::from_text).collect();
        let measure = part().to_owned();
        let (number, unit) = (decimal(part()), String::new());
        let quantity = Quantity { number, upper: None, unit, bound: Bound::Exactly, change: None };
        let mut figure = Figure { about, measure, quantity, said: self.said() };
        for part in parts {
            match part.split_once('=') {
                Some(("unit", value)) => figure.quantity.unit = value.to_owned(),
                Some(("upper", value)) => figure.quantity.upper = Some(decimal(value)),
                Some(("bound", value)) => {
                    let bounds = [Bound::About, Bound::MoreThan, Bound::LessThan];
                    figure.quantity.bound = bounds.into_iter().find(|bound| bound.name() == value).expect("a bound");
                }
                Some(("change", value)) => {
                    let change = [Change::Rises, Change::Falls].into_iter().find(|change| change.name() == value);
                    figure.quantity.change = change;
                }
                _ => self.say(&mut figure.said, part),
            }
        }
        figure
    }

    /// What a line says of the sentence above it, without more: all of it, and that it is so.
    fn said(&self) -> Said {
        let sentence = self.sentences.len() - 1;
        Said { claim: Claim::default(), speaker: None, sentence, words: self.sentences[sentence] }
    }

    fn say(&self, said: &mut Said, part: &str) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let text = || Some(value.to_owned());
        match name {
            "post" => said.claim.post = text(),
            "tenure" => said.claim.tenure = Some(Tenure::find(value).expect("a tenure")),
            "time" => said.claim.time = text(),
            "denied" => said.claim.polarity = Polarity::Denied,
            "planned" => said.claim.modality = Modality::Planned,
            "reported" => said.claim.modality = Modality::Reported,
            "speaker" => said.speaker = Some(EntityId::from_text(value)),
            "words" => {
                let sentence = self.sentences[said.sentence];
                let at = sentence.of(&self.text).find(value).expect("the words stand in the sentence");
                said.words = Span::new(sentence.start + at, sentence.start + at + value.len());
            }
            _ => unreachable!("`{part}` says nothing of a sentence"),
        }
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
        for Marked { subject, predicate, object, said, .. } in &self.relations {
            let object = (!predicate.objects().is_empty()).then(|| EntityId::from_text(object.clone()));
            for id in [Some(subject.clone()), object, said.speaker.clone()].into_iter().flatten() {
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
            nested: Vec::new(),
            merges: Vec::new(),
            moved: BTreeMap::new(),
        };
        let relations = relations(&self.sentences, &self.mentions, &self.relations, index_of);
        let observations = self.figures.into_iter().map(|figure| observation(figure, index_of)).collect();
        let document = document(&source, &self.text, &self.sentences, date);
        Page {
            source,
            extraction: Extraction { document, mentions, resolution, relations, observations, decisions: Vec::new() },
        }
    }
}

/// The rules that a page may name.
const RULES: [&str; 3] = ["appointment", "builder", "meeting"];

fn observation(figure: Figure, index_of: impl Fn(&EntityId) -> usize) -> Observation {
    let Figure { about, measure, quantity, said } = figure;
    let claim = Claim { speaker: said.speaker.as_ref().map(&index_of), ..said.claim };
    let evidence = Evidence { sentence: said.sentence, span: said.words, subject: said.words, object: said.words };
    Observation { about: about.iter().map(index_of).collect(), measure, quantity, claim, evidence }
}

/// A number as it is written: 41000000000, 32.2.
fn decimal(text: &str) -> Decimal {
    let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
    let mantissa = format!("{whole}{behind}").parse().expect("a number");
    Decimal::new(mantissa, behind.len().try_into().expect("few digits"))
}

fn relations(
    sentences: &[Span],
    mentions: &[(Span, usize, EntityId)],
    marked: &[Marked],
    index_of: impl Fn(&EntityId) -> usize,
) -> Vec<Relation> {
    type Key = (usize, Predicate, Object, Claim, &'static str);
    let mut found: BTreeMap<Key, BTreeSet<(usize, Span)>> = BTreeMap::new();
    for (sentence, span) in sentences.iter().enumerate() {
        let here: BTreeSet<usize> = mentions.iter().filter(|m| m.1 == sentence).map(|m| index_of(&m.2)).collect();
        for &a in &here {
            for &b in here.range(a + 1..) {
                let key = (a, Predicate::CoMention, Object::Entity(b), Claim::default(), "same-sentence");
                found.entry(key).or_default().insert((sentence, *span));
            }
        }
    }
    for marked in marked {
        let object = match marked.predicate.objects() {
            [] => Object::Literal(marked.object.clone()),
            _ => Object::Entity(index_of(&EntityId::from_text(marked.object.clone()))),
        };
        let rule = marked.rule.unwrap_or(match marked.predicate {
            Predicate::CoMention => "same-sentence",
            Predicate::Involves => "country-abbreviations",
            Predicate::Alias => "other-form",
            _ => "by-hand",
        });
        let claim = Claim { speaker: marked.said.speaker.as_ref().map(&index_of), ..marked.said.claim.clone() };
        let key = (index_of(&marked.subject), marked.predicate, object, claim, rule);
        found.entry(key).or_default().insert((marked.said.sentence, marked.said.words));
    }
    let evidence = |(sentence, span): (usize, Span)| Evidence { sentence, span, subject: span, object: span };
    let relation = |((subject, predicate, object, claim, rule), places): (Key, BTreeSet<(usize, Span)>)| Relation {
        predicate,
        subject,
        object,
        claim,
        rule,
        evidence: places.into_iter().map(evidence).collect(),
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
        ("organization/sco", "上海合作组织", None, &[]),
        ("organization/xinhua", "新华社", None, &[]),
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
    Mention { kind, span, full: span, sentence, recognizer: "gazetteer", confidence: 0.97, entries: Vec::new() }
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
        opening: 0,
        date: date.map(str::to_owned),
        diagnostics: Vec::new(),
    }
}
