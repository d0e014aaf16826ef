//! The graph as RDF: what is written reads back, and the store keeps it as it is.

#![allow(clippy::indexing_slicing, reason = "a test stops where it fails")]

mod sample;

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, Quad};
use oxigraph::store::Store;
use sample::{all_pages, all_quads, contribution, fact_pages, graph, page, pages, quads};
use sinograph::document::{Block, BlockKind, Dateline, DocumentKind};
use sinograph::entity::EntityId;
use sinograph::graph::{RelationKey, Value, document_name};
use sinograph::ontology::Predicate;
use sinograph::rdf::{Origin, Vocabulary, document_quads, read_contribution, read_graph, sort_quads, summary_quads};
use sinograph::relation::{Claim, Evidence, Modality, Observation, Polarity, Tenure};
use sinograph::text::{CharIndex, Span};
use sinograph::value::{Bound, Change, Decimal, Quantity};

/// Strings that break writers, from row 42 of the list of bad inputs, and some more.
pub const NASTY: [&str; 9] = [
    "\"\"\"",
    "\\",
    "]]>",
    "\"@zh .",
    "];x[label=\"",
    "=cmd()",
    "<b>&amp;&lt;</b>",
    "a\u{0}\u{1b}\u{85}\u{7f}\u{fffe}b",
    "tab\tcr\rquote'\u{202e}𠮷",
];

fn lines(quads: &[Quad]) -> BTreeSet<String> {
    quads.iter().map(Quad::to_string).collect()
}

#[test]
fn a_contribution_reads_back_from_its_quads() {
    for page in all_pages() {
        let contribution = contribution(&page);
        let name = document_name(&page.extraction.document);
        assert_eq!(read_contribution(&Vocabulary::default(), &name, quads(&page)), contribution);
        // The order of quads does not matter.
        let mut reversed = quads(&page);
        reversed.reverse();
        assert_eq!(read_contribution(&Vocabulary::default(), &name, reversed), contribution);
    }
}

#[test]
fn the_network_reads_back_from_its_summary() {
    let vocabulary = Vocabulary::new("https://example.org/kg/").expect("it is an IRI");
    let network = graph(&all_pages()).network();
    assert_eq!(read_graph(&vocabulary, summary_quads(&vocabulary, &network)), network);
    assert_eq!(read_graph(&Vocabulary::default(), []), graph(&[]).network());
}

#[test]
fn the_summary_is_a_function_of_the_document_graphs() {
    let vocabulary = Vocabulary::default();
    let pages = all_pages();
    let mut read = sinograph::graph::KnowledgeGraph::new();
    for page in pages.iter().rev() {
        read.add(read_contribution(&vocabulary, &document_name(&page.extraction.document), quads(page)));
    }
    assert_eq!(read, graph(&pages));
    assert_eq!(summary_quads(&vocabulary, &read.network()), summary_quads(&vocabulary, &graph(&pages).network()));
}

#[test]
fn the_store_keeps_every_quad_as_it_is() {
    let mut pages = all_pages();
    pages.push(nasty_page());
    let all = all_quads(&pages);
    let store = Store::new().expect("memory suffices");
    store.extend(all.clone()).expect("memory suffices");
    let kept: Vec<Quad> = store.iter().collect::<Result<_, _>>().expect("memory can be read");
    assert_eq!(lines(&kept), lines(&all));
    // Reading from N-Quads changes nothing either.
    let dump: String = all.iter().map(|quad| format!("{quad} .\n")).collect();
    let store = Store::new().expect("memory suffices");
    store.load_from_slice(oxigraph::io::RdfFormat::NQuads, &dump).expect("our quads are well-formed");
    let loaded: Vec<Quad> = store.iter().collect::<Result<_, _>>().expect("memory can be read");
    assert_eq!(lines(&loaded), lines(&all));
}

#[test]
fn quads_are_sorted_and_stand_in_the_graph_of_their_document() {
    let vocabulary = Vocabulary::default();
    for page in all_pages() {
        let written = quads(&page);
        let mut sorted = written.clone();
        sort_quads(&mut sorted);
        assert_eq!(written, sorted);
        let graph = vocabulary.document(&document_name(&page.extraction.document));
        assert!(written.iter().all(|quad| quad.graph_name == graph.clone().into()));
    }
}

#[test]
fn positions_count_characters_of_the_raw_source() {
    let page = page("a.txt", None, "𠮷日，[中国|country/CN]");
    let found = lines(&quads(&page));
    let source = Vocabulary::default().source(&page.source.id()).into_string();
    let has = |text: &str| assert!(found.iter().any(|line| line.contains(text)), "{text}");
    has(&format!(
        "<{source}#char=3,5> <http://www.w3.org/2005/11/its/rdf#taIdentRef> <https://w3id.org/sinograph/country/CN>"
    ));
    has(&format!("<{source}#char=0,5> <https://w3id.org/sinograph/ns#inDocument>"));
    has("nif-core#anchorOf> \"中国\"");
    has("taConfidence> \"0.97\"^^<http://www.w3.org/2001/XMLSchema#decimal>");
    has("<http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q148>");
}

#[test]
fn the_parts_of_an_article_are_its_properties() {
    let mut page = page("b.txt", Some("2023-02-30"), "副题\n小标题\n季晓莉\n宁波\n王某");
    let document = &mut page.extraction.document;
    let at: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
    document.blocks =
        vec![Block { kind: BlockKind::Subtitle, span: at[0] }, Block { kind: BlockKind::SectionHead, span: at[1] }];
    document.reporters = vec![at[2]];
    document.dateline = Some(Dateline { span: at[3], place: Some(at[3]), date: None });
    document.photographers = vec![at[4]];
    document.kind = DocumentKind::Caption;
    let index = CharIndex::new(&page.source.text);
    let origins = [
        Origin { name: "x y.jsonl", line: Some(3), id: Some("id-1"), url: Some("https://example.org/a?b=c d") },
        Origin { name: "z.txt", ..Origin::default() },
    ];
    let found = lines(&document_quads(&Vocabulary::default(), &page.extraction, &origins, &index));
    for text in [
        "alternativeHeadline> \"副题\"@zh",
        "sectionHead> \"小标题\"@zh",
        "schema.org/author> \"季晓莉\"",
        "locationCreated> \"宁波\"@zh",
        "photographer> \"王某\"",
        "ns#PhotoCaption>",
        "ns#source> \"x y.jsonl\"",
        "ns#source> \"z.txt\"",
        "ns#line> \"3\"",
        "identifier> \"id-1\"",
        "schema.org/url> \"https://example.org/a?b=c d\"",
    ] {
        assert!(found.iter().any(|line| line.contains(text)), "{text}");
    }
    assert!(!found.iter().any(|line| line.contains("datePublished")), "the 30th of February is no day");
}

#[test]
fn every_iri_is_valid_under_any_base() {
    let mut pages = all_pages();
    pages.push(nasty_page());
    for base in ["https://w3id.org/sinograph/", "urn:x:", "http://localhost:7878/data/", "https://example.org/图谱/"]
    {
        let vocabulary = Vocabulary::new(base).expect("it is an IRI");
        let mut all: Vec<Quad> = summary_quads(&vocabulary, &graph(&pages).network());
        for page in &pages {
            let index = CharIndex::new(&page.source.text);
            all.extend(document_quads(&vocabulary, &page.extraction, &[Origin::from(&page.source)], &index));
        }
        for quad in all {
            for iri in quad.to_string().split(['<', '>']).skip(1).step_by(2).filter(|_| !quad.object.is_literal()) {
                assert!(NamedNode::new(iri).is_ok(), "{iri}");
            }
        }
    }
    for base in ["", "example", "https://example.org", "https://exa mple.org/", "file", "http://localhost/data#"] {
        assert!(Vocabulary::new(base).is_err(), "{base}");
    }
}

#[test]
fn a_relation_has_one_iri_in_all_documents_and_its_own() {
    let vocabulary = Vocabulary::default();
    let network = graph(&pages()).network();
    let iris: BTreeSet<String> =
        network.edges.iter().map(|edge| vocabulary.relation(&network.key(edge)).into_string()).collect();
    assert_eq!(iris.len(), network.edges.len());
    assert!(iris.iter().all(|iri| iri.len() == "https://w3id.org/sinograph/relation/".len() + 20));
    // Public interface: it must never change.
    let edge = network.between(
        network.find(&EntityId::from_text("country/CN")).expect("it is mentioned"),
        network.find(&EntityId::from_text("country/KZ")).expect("it is mentioned"),
    )[0];
    let iri = vocabulary.relation(&network.key(&network.edges[edge]));
    assert_eq!(iri.as_str(), "https://w3id.org/sinograph/relation/14a09796c282654de45b");
}

#[test]
fn indices_that_point_nowhere_are_left_out() {
    let mut page = pages().remove(0);
    page.extraction.resolution.entity_of[0] = 99;
    page.extraction.mentions[1].sentence = 99;
    page.extraction.relations[0].subject = 99;
    let name = document_name(&page.extraction.document);
    let read = read_contribution(&Vocabulary::default(), &name, quads(&page));
    assert_eq!(read.relations.len(), contribution(&page).relations.len());
}

/// The triples of a page, with our names shortened.
fn short(page: &sample::Page) -> BTreeSet<String> {
    let shorten = |quad: Quad| {
        let triple = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
        let names = [
            ("https://w3id.org/sinograph/ns#", "sg:"),
            ("https://w3id.org/sinograph/", ""),
            ("https://schema.org/", "schema:"),
            ("http://www.w3.org/ns/org#", "org:"),
            ("http://www.w3.org/2006/time#", "time:"),
            ("http://www.w3.org/2001/XMLSchema#", "xsd:"),
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a"),
            ("http://www.w3.org/2004/02/skos/core#", "skos:"),
        ];
        names.into_iter().fold(triple, |triple, (name, short)| triple.replace(name, short))
    };
    quads(page).into_iter().map(shorten).collect()
}

#[track_caller]
fn assert_says(found: &BTreeSet<String>, expected: &[&str]) {
    for triple in expected {
        assert!(
            found.contains(*triple),
            "`{triple}` is not among\n{}",
            found.iter().cloned().collect::<Vec<_>>().join("\n")
        );
    }
}

#[test]
fn only_what_is_so_is_a_direct_triple() {
    let vocabulary = Vocabulary::default();
    let pages = fact_pages();
    let all: BTreeSet<String> = pages.iter().flat_map(short).collect();
    assert_says(
        &all,
        &[
            "<person/吕书雅> <sg:holdsPost> <organization/ndrc>",
            "<organization/岚海重工> <sg:builds> <project/岭山铁路>",
            "<organization/中油国际> <sg:builds> <project/岭山铁路>",
            "<country/CN> <sg:agreesWith> <country/KZ>",
        ],
    );
    for absent in [
        "<person/何远> <sg:holdsPost>",
        "<organization/岚海重工> <sg:builds> <project/青湖电站>",
        "<country/CN> <sg:agreesWith> <country/UZ>",
        "<event/青湖峰会> <schema:startDate>",
        "<project/岭山铁路> <sg:startedOn> \"2024\"",
    ] {
        assert!(!all.iter().any(|triple| triple.starts_with(absent)), "{absent}");
    }
    // Every relation is a node all the same, with what its claims come to.
    let network = graph(&pages).network();
    for edge in network.edges.iter().filter(|edge| edge.predicate.is_fact()) {
        let iri = vocabulary.relation(&network.key(edge)).into_string();
        for status in &edge.statuses {
            let node = iri.strip_prefix(vocabulary.base()).expect("it is ours");
            assert_says(&all, &[&format!("<{node}> <sg:status> \"{}\"", status.name())]);
        }
    }
}

#[test]
fn a_claim_says_how_the_page_says_it() {
    let pages = fact_pages();
    let found = short(&pages[0]);
    let source = format!("source/{}", pages[0].source.id());
    let claim = |says: &str| {
        let claims: Vec<&String> = found.iter().filter(|triple| triple.ends_with(says)).collect();
        assert_eq!(claims.len(), 1, "{says}: {claims:?}");
        claims[0].split(' ').next().expect("a subject").to_owned()
    };
    let former = claim("<sg:time> \"2019/2022\"");
    assert_says(
        &found,
        &[
            &format!("{former} <a> <sg:Claim>"),
            &format!("{former} <a> <org:Membership>"),
            &format!("{former} <sg:post> \"局长\"@zh"),
            &format!("{former} <sg:tenure> \"former\""),
            &format!("{former} <sg:begins> \"2019\"^^<xsd:gYear>"),
            &format!("{former} <sg:ends> \"2022\"^^<xsd:gYear>"),
            &format!("{former} <sg:polarity> \"asserted\""),
            &format!("{former} <sg:modality> \"done\""),
            &format!("{former} <sg:rule> \"appointment\""),
            &format!("{former} <org:member> <person/吕书雅>"),
            &format!("{former} <org:organization> <organization/岚海市商务局>"),
            &format!("{former} <org:role> <role/局长>"),
            &format!("{former} <org:memberDuring> <interval/2019/2022>"),
            "<role/局长> <a> <org:Role>",
            "<role/局长> <skos:prefLabel> \"局长\"@zh",
            "<interval/2019/2022> <a> <time:Interval>",
            "<interval/2019/2022> <time:hasBeginning> <instant/2019>",
            "<instant/2022> <time:inXSDgYear> \"2022\"^^<xsd:gYear>",
        ],
    );
    let open = claim("<sg:begins> \"2019-03-20\"^^<xsd:date>");
    assert_says(
        &found,
        &[
            &format!("{open} <sg:time> \"2019-03-20/..\""),
            &format!("{open} <org:organization> <country/KZ>"),
            "<instant/2019-03-20> <time:inXSDDate> \"2019-03-20\"^^<xsd:date>",
        ],
    );
    let planned = claim("<sg:tenure> \"designate\"");
    let denied = claim("<sg:polarity> \"denied\"");
    for claim in [&planned, &denied] {
        assert_says(&found, &[&format!("{claim} <a> <sg:Claim>")]);
        assert!(!found.iter().any(|triple| triple.starts_with(claim) && triple.contains("<org:")), "{claim}");
    }
    let told = claim("<sg:speaker> <person/吕书雅>");
    let words = format!("<{source}#char=16,26>");
    assert_says(
        &found,
        &[
            &format!("{told} <sg:quotation> {words}"),
            &format!("{told} <sg:evidence> <{source}#char=0,27>"),
            &format!("{words} <a> <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#String>"),
            &format!(
                "{words} <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf> \"岭山铁路将于年内开工\""
            ),
            &format!(
                "{words} <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#sentence> <{source}#char=0,27>"
            ),
            "<person/吕书雅> <sg:says> \"岭山铁路将于年内开工\"@zh",
        ],
    );
}

#[test]
fn events_and_dates_speak_the_words_of_others() {
    let pages = fact_pages();
    assert_says(
        &short(&pages[1]),
        &[
            "<project/岭山铁路> <sg:startedOn> \"2021-05\"^^<xsd:gYearMonth>",
            "<project/岭山铁路> <sg:openedOn> \"2023-10-12\"^^<xsd:date>",
            "<project/岭山铁路> <sg:hasStatus> \"opened\"",
        ],
    );
    let events = short(&pages[2]);
    assert_says(
        &events,
        &[
            "<event/岚海论坛> <sg:heldOn> \"2024-05-18/2024-05-20\"",
            "<event/岚海论坛> <schema:startDate> \"2024-05-18\"^^<xsd:date>",
            "<event/岚海论坛> <schema:endDate> \"2024-05-20\"^^<xsd:date>",
            "<event/岚海论坛> <schema:location> <place/xian>",
            "<event/岚海论坛> <schema:organizer> <country/CN>",
            "<event/岚海论坛> <schema:attendee> <person/托卡耶夫>",
            "<event/岚海节> <sg:heldOn> \"--05-18\"^^<xsd:gMonthDay>",
        ],
    );
    assert!(!events.iter().any(|triple| triple.starts_with("<event/岚海节> <schema:startDate>")));
}

#[test]
fn a_claim_is_the_same_in_every_document_and_differs_in_every_part() {
    let vocabulary = Vocabulary::default();
    let claims = |page: &sample::Page| -> BTreeSet<String> {
        let subjects = quads(page).into_iter().map(|quad| quad.subject.to_string());
        subjects.filter(|subject| subject.contains("/claim/")).collect()
    };
    let pages = fact_pages();
    assert_eq!(claims(&pages[0]).intersection(&claims(&pages[2])).count(), 1);
    let key = RelationKey {
        subject: EntityId::from_text("person/a"),
        predicate: Predicate::HoldsPost,
        object: Value::Entity(EntityId::from_text("country/CN")),
    };
    let speaker = EntityId::from_text("x");
    let plain = Claim::default();
    let text = || Some("x".to_owned());
    let mut iris: BTreeSet<String> = BTreeSet::new();
    for (claim, speaker) in [
        (plain.clone(), None),
        (plain.clone(), Some(&speaker)),
        (Claim { post: text(), ..plain.clone() }, None),
        (Claim { post: Some(String::new()), ..plain.clone() }, None),
        (Claim { time: text(), ..plain.clone() }, None),
        (Claim { tenure: Some(Tenure::Then), ..plain.clone() }, None),
        (Claim { polarity: Polarity::Denied, ..plain.clone() }, None),
        (Claim { modality: Modality::Reported, ..plain }, None),
    ] {
        iris.insert(vocabulary.claim(&key, &claim, speaker).into_string());
    }
    assert_eq!(iris.len(), 8);
    // Public interface: it must never change.
    assert_eq!(
        vocabulary.claim(&key, &Claim::default(), None).as_str(),
        "https://w3id.org/sinograph/claim/71d841553d1b9d929baa"
    );
}

#[test]
fn a_figure_says_how_much_of_what_and_in_which_words() {
    let pages = fact_pages();
    let found = short(&pages[3]);
    let source = format!("source/{}", pages[3].source.id());
    let figure = |says: &str| {
        let figures: Vec<&String> = found.iter().filter(|triple| triple.ends_with(says)).collect();
        assert_eq!(figures.len(), 1, "{says}: {figures:?}");
        figures[0].split(' ').next().expect("a subject").to_owned()
    };
    let of = |figure: &str| -> BTreeSet<String> {
        let triples = found.iter().filter_map(|triple| triple.strip_prefix(figure));
        triples.map(|triple| triple.trim_start().to_owned()).collect()
    };
    let trade = figure("<sg:value> \"41000000000\"^^<xsd:decimal>");
    let words = format!("<{source}#char=6,26>");
    // Exactly this and nothing else.
    let expected = [
        "<a> <sg:Observation>",
        "<sg:about> <country/CN>",
        "<sg:about> <country/KZ>",
        "<sg:measure> \"贸易总额\"@zh",
        "<sg:value> \"41000000000\"^^<xsd:decimal>",
        "<sg:unit> \"USD\"",
        "<sg:bound> \"moreThan\"",
        "<sg:time> \"2023\"^^<xsd:gYear>",
        "<sg:polarity> \"asserted\"",
        "<sg:modality> \"done\"",
        &format!("<sg:evidence> <{source}#char=0,37>"),
        &format!("<sg:quotation> {words}"),
    ];
    assert_eq!(of(&trade), expected.into_iter().map(str::to_owned).collect());
    let nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
    assert_says(
        &found,
        &[
            &format!("{words} <{nif}anchorOf> \"中国和哈萨克斯坦贸易总额超过410亿美元\""),
            &format!("{words} <{nif}sentence> <{source}#char=0,37>"),
        ],
    );
    let growth = figure("<sg:change> \"rises\"");
    assert_says(
        &found,
        &[&format!("{growth} <sg:value> \"32.2\"^^<xsd:decimal>"), &format!("{growth} <sg:unit> \"%\"")],
    );
    assert!(!of(&growth).iter().any(|triple| triple.starts_with("<sg:bound>")));
    let planned = figure("<sg:upperValue> \"500000000\"^^<xsd:decimal>");
    assert_says(
        &found,
        &[
            &format!("{planned} <sg:value> \"300000000\"^^<xsd:decimal>"),
            &format!("{planned} <sg:time> \"2024/2026\""),
            &format!("{planned} <sg:begins> \"2024\"^^<xsd:gYear>"),
            &format!("{planned} <sg:ends> \"2026\"^^<xsd:gYear>"),
            &format!("{planned} <sg:modality> \"planned\""),
            &format!("{planned} <sg:speaker> <person/吕书雅>"),
        ],
    );
    let denied = figure("<sg:polarity> \"denied\"");
    assert_says(&found, &[&format!("{denied} <sg:about> <project/岭山铁路>")]);
    assert_eq!(found.iter().filter(|triple| triple.ends_with("<sg:Observation>")).count(), 5);
}

#[test]
fn a_sentence_that_only_tells_a_figure_is_written() {
    let mut page = page("a.txt", None, "[中国|country/CN]\n贸易额3.50亿美元。\n~ country/CN 贸易额 350000000 unit=USD");
    page.extraction.observations[0].quantity.number = Decimal::new(350, 2);
    let found = short(&page);
    let sentence = format!("<source/{}#char=3,14>", page.source.id());
    assert!(found.contains(&format!("{sentence} <sg:inDocument> <{}>", document_name(&page.extraction.document))));
    assert!(found.iter().any(|triple| triple.ends_with(&format!("<sg:evidence> {sentence}"))));
    assert!(found.iter().any(|triple| triple.ends_with("<sg:value> \"3.5\"^^<xsd:decimal>")));
    // Of nothing there is no figure.
    page.extraction.observations[0].about = vec![99];
    assert!(!short(&page).iter().any(|triple| triple.contains("Observation")));
    page.extraction.observations[0].about = vec![0];
    page.extraction.observations[0].evidence.sentence = 99;
    assert!(!short(&page).iter().any(|triple| triple.contains("Observation")));
}

#[test]
fn a_figure_is_the_same_in_every_document_and_differs_in_every_part() {
    let figures = |page: &sample::Page| -> BTreeSet<String> {
        let subjects = quads(page).into_iter().map(|quad| quad.subject.to_string());
        subjects.filter(|subject| subject.contains("/observation/")).collect()
    };
    let said =
        "[哈萨克斯坦|country/KZ]与[中国|country/CN]贸易额9亿美元。\n~ country/KZ,country/CN 贸易额 900000000 unit=USD";
    let other = format!("[乌兹别克斯坦|country/UZ]、[阿拉木图|place/almaty]\n{said}");
    let (one, other) = (page("one.txt", Some("2024-01-01"), said), page("other.txt", None, &other));
    assert_eq!(figures(&one), figures(&other));
    assert_eq!(figures(&one).len(), 1);
    // The order in which it names them is that of the page.
    let mut turned = page("one.txt", None, said);
    turned.extraction.observations[0].about.reverse();
    assert_eq!(figures(&one), figures(&turned));
    // In other words it is another, for all that is read of it is alike.
    let again = page("one.txt", None, &said.replace("与", "同"));
    assert!(figures(&one).is_disjoint(&figures(&again)));

    let vocabulary = Vocabulary::default();
    let span = Span::new(0, 1);
    let plain = Observation {
        about: vec![0],
        measure: "贸易额".to_owned(),
        quantity: Quantity {
            number: Decimal::new(373, 1),
            upper: None,
            unit: "%".to_owned(),
            bound: Bound::Exactly,
            change: None,
        },
        claim: Claim::default(),
        evidence: Evidence { sentence: 0, span, subject: span, object: span },
    };
    let with = |change: fn(&mut Observation)| {
        let mut observation = plain.clone();
        change(&mut observation);
        observation
    };
    let (cn, kz) = (EntityId::from_text("country/CN"), EntityId::from_text("country/KZ"));
    let mut iris: BTreeSet<String> = BTreeSet::new();
    for observation in [
        plain.clone(),
        with(|figure| figure.measure.push('x')),
        with(|figure| figure.quantity.number = Decimal::new(373, 0)),
        with(|figure| figure.quantity.upper = Some(Decimal::new(373, 1))),
        with(|figure| figure.quantity.unit.clear()),
        with(|figure| figure.quantity.bound = Bound::About),
        with(|figure| figure.quantity.change = Some(Change::Falls)),
        with(|figure| figure.claim.time = Some("2023".to_owned())),
        with(|figure| figure.claim.polarity = Polarity::Denied),
        with(|figure| figure.claim.modality = Modality::Planned),
    ] {
        iris.insert(vocabulary.observation(&[&cn], &observation, None, "x").into_string());
    }
    iris.insert(vocabulary.observation(&[&kz], &plain, None, "x").into_string());
    iris.insert(vocabulary.observation(&[&cn, &kz], &plain, None, "x").into_string());
    iris.insert(vocabulary.observation(&[&cn], &plain, Some(&kz), "x").into_string());
    iris.insert(vocabulary.observation(&[&cn], &plain, None, "").into_string());
    assert_eq!(iris.len(), 14);
    // Where it stands is no part of it.
    let moved = with(|figure| (figure.about, figure.evidence.sentence) = (vec![7], 7));
    let iri = vocabulary.observation(&[&cn], &plain, None, "x");
    assert_eq!(vocabulary.observation(&[&cn], &moved, None, "x"), iri);
    // Public interface: it must never change.
    assert_eq!(iri.as_str(), "https://w3id.org/sinograph/observation/999054e71c2a65eba100");
}

#[test]
fn a_post_is_one_in_both_scripts() {
    let mut pages = fact_pages();
    let held = |relation: &&mut sinograph::relation::Relation| relation.claim.post.is_some();
    let relation = pages[0].extraction.relations.iter_mut().find(held).expect("somebody holds a post");
    relation.claim.post = Some("局長".to_owned());
    let found = short(&pages[0]);
    assert_says(&found, &["<role/局长> <skos:prefLabel> \"局长\"@zh", "<role/局长> <skos:altLabel> \"局長\"@zh"]);
    assert!(
        found.iter().any(|triple| triple.ends_with("<sg:post> \"局長\"@zh")),
        "the claim keeps the page's own words"
    );
    assert!(!found.iter().any(|triple| triple.starts_with("<role/局長>")));
    let name = document_name(&pages[0].extraction.document);
    assert_eq!(read_contribution(&Vocabulary::default(), &name, quads(&pages[0])), contribution(&pages[0]));
}

fn nasty_page() -> sample::Page {
    let mut page = page("nasty\"\\>.txt", None, "[中国|country/CN]");
    for (n, text) in NASTY.into_iter().enumerate() {
        let mut entity = page.extraction.resolution.entities[0].clone();
        entity.id = EntityId::new(sinograph::ontology::EntityKind::Project, &format!("{n}{text}"));
        entity.kind = sinograph::ontology::EntityKind::Project;
        entity.label = text.to_owned();
        entity.aliases = [(format!("{text}x"), 1)].into();
        page.extraction.resolution.entities.push(entity);
    }
    page.extraction.document.title = Some(NASTY.concat());
    page
}
