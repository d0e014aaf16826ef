//! The shapes of `ontology/shapes.ttl` hold for what we write, catch what they are there to catch, and agree with
//! the vocabulary and the code.

#![allow(clippy::panic, reason = "a shape that is not there stops the test")]

mod sample;
mod shacl;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term};
use sample::{all_pages, all_quads, fact_pages};
use shacl::{Data, Shapes, as_node, values};
use sinograph::ontology::{EntityKind, Predicate};
use sinograph::rdf::Vocabulary;
use sinograph::rdf::term::{schema, sg, xsd};

fn own(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{name}", sg::NAMESPACE))
}

#[test]
fn the_shapes_hold_for_what_we_write() {
    let shapes = Shapes::read();
    let faults = shapes.check(&Data::new(&shapes, &all_quads(&all_pages())));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_shapes_hold_for_the_samples() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/output/graph.ttl")).expect("it is kept");
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(&text);
    let quads: Vec<Quad> = quads.collect::<Result<_, _>>().expect("what we write is well-formed");
    let shapes = Shapes::read();
    let faults = shapes.check(&Data::new(&shapes, &quads));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_shape_has_something_to_hold_for() {
    let shapes = Shapes::read();
    let mut pages = all_pages();
    pages[0].extraction.document.kind = sinograph::document::DocumentKind::Caption;
    let data = Data::new(&shapes, &all_quads(&pages));
    // Those that others use say nothing of targets.
    let inner = ["TimeShape", "PointShape"].map(|name| NamedOrBlankNode::from(own(name)));
    for shape in shapes.node_shapes().into_iter().filter(|shape| !inner.contains(shape)) {
        assert!(!shapes.targets(&shape, &data).is_empty(), "no page has a node for {shape}");
    }
}

#[test]
fn a_missing_property_is_found() {
    let shapes = Shapes::read();
    let mut data = Data::new(&shapes, &all_quads(&all_pages()));
    let mut n_removed = 0;
    for shape in shapes.node_shapes() {
        for property in shapes.required(&shape) {
            let Some(target) = shapes.targets(&shape, &data).into_iter().next() else { continue };
            let target = as_node(&target);
            let removed = data.remove(&target, &property);
            // A node without its class is no longer a target.
            if property != rdf::TYPE {
                let faults = shapes.check_shape(&shape, &data);
                assert!(!faults.is_empty(), "{target} without {property} keeps {shape}");
                n_removed += 1;
            }
            data.restore(&target, &property, removed);
        }
    }
    assert!(n_removed > 40, "only {n_removed} properties are required");
}

/// Says what is wrong after a change of the pages' quads.
#[track_caller]
fn assert_fault(change: impl FnOnce(&mut Vec<Quad>), fault: &str) {
    let shapes = Shapes::read();
    let mut quads = all_quads(&fact_pages());
    change(&mut quads);
    let faults = shapes.check(&Data::new(&shapes, &quads));
    assert!(faults.iter().any(|found| found.contains(fault)), "`{fault}` is not among {faults:#?}");
}

fn triple(subject: &str, predicate: NamedNodeRef<'_>, object: impl Into<Term>) -> Quad {
    let subject = NamedNode::new_unchecked(format!("https://w3id.org/sinograph/{subject}"));
    let graph = NamedNode::new_unchecked("https://w3id.org/sinograph/document/x");
    Quad::new(subject, predicate, object, graph)
}

fn entity(id: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("https://w3id.org/sinograph/{id}"))
}

/// Claims of a polarity or modality.
fn claims(quads: &[Quad], property: NamedNodeRef<'_>, value: &str) -> BTreeSet<String> {
    let is_it = |quad: &&Quad| quad.predicate == property && quad.object.to_string() == format!("\"{value}\"");
    quads.iter().filter(is_it).map(|quad| quad.subject.to_string()).collect()
}

#[test]
fn what_is_only_planned_or_denied_may_not_be_a_direct_triple() {
    let builds = own("builds");
    let direct = triple("organization/岚海重工", builds.as_ref(), entity("project/青湖电站"));
    assert_fault(|quads| quads.push(direct), "only planned or denied, and there is a direct triple");
    let holds = own("holdsPost");
    let direct = triple("person/何远", holds.as_ref(), entity("organization/ndrc"));
    assert_fault(|quads| quads.push(direct), "only planned or denied, and there is a direct triple");
}

#[test]
fn a_direct_triple_and_its_relation_stand_together() {
    let builds = own("builds");
    assert_fault(
        |quads| quads.retain(|quad| quad.predicate != builds),
        "the relation is so, and its direct triple is missing",
    );
    let direct = triple("organization/中油国际", builds.as_ref(), entity("project/青湖电站"));
    assert_fault(|quads| quads.push(direct), "a direct triple without its relation");
}

#[test]
fn statuses_are_what_the_claims_come_to() {
    assert_fault(
        |quads| {
            let denied = claims(quads, sg::POLARITY, "denied");
            quads.retain(|quad| !denied.contains(&quad.subject.to_string()));
        },
        "a fact has no claim",
    );
    assert_fault(
        |quads| {
            let status = |quad: &mut Quad| {
                if quad.predicate == sg::STATUS && quad.object.to_string() == "\"planned\"" {
                    quad.object = oxigraph::model::Literal::new_simple_literal("denied").into();
                }
            };
            quads.iter_mut().for_each(status);
        },
        "a claim comes to something that is not among the statuses",
    );
    assert_fault(
        |quads| {
            let planned = claims(quads, sg::STATUS, "planned");
            let node = planned.first().expect("something is planned").trim_matches(['<', '>']).to_owned();
            let value = oxigraph::model::Literal::new_simple_literal("denied");
            quads.push(Quad::new(NamedNode::new_unchecked(node), sg::STATUS, value, entity("document/x")));
        },
        "no claim comes to a status of the relation",
    );
}

#[test]
fn facts_have_statuses_and_nothing_else_has_claims() {
    assert_fault(|quads| quads.retain(|quad| quad.predicate != sg::STATUS), "ns#relation: sh:node");
    assert_fault(
        |quads| {
            let predicate = own("agreesWith");
            let is_fact = |quad: &&Quad| quad.predicate == sg::PREDICATE && quad.object == predicate.clone().into();
            let facts: BTreeSet<String> = quads.iter().filter(is_fact).map(|quad| quad.subject.to_string()).collect();
            let is_claim = |quad: &Quad| quad.predicate == sg::OF_RELATION && facts.contains(&quad.object.to_string());
            quads.retain(|quad| !is_claim(quad));
        },
        "a fact has no claim",
    );
}

#[test]
fn the_ends_of_a_relation_are_of_its_kinds() {
    // A planned relation has no direct triple; its node is checked all the same.
    assert_fault(
        |quads| {
            let person = entity("person/何远");
            let subject = |quad: &mut Quad| {
                let is_planned = quad.predicate == sg::SUBJECT && quad.object == entity("organization/岚海重工").into();
                if is_planned {
                    quad.object = person.clone().into();
                }
            };
            quads.iter_mut().for_each(subject);
        },
        "an end of the relation is of a kind that its predicate does not link",
    );
    let visits = own("visits");
    let wrong = triple("country/CN", visits.as_ref(), entity("country/KZ"));
    assert_fault(|quads| quads.push(wrong), "country/CN> : sh:class <https://w3id.org/sinograph/ns#Person>");
}

#[test]
fn posts_and_words_stand_where_they_belong() {
    assert_fault(|quads| quads.retain(|quad| quad.predicate != sg::POST), "a held post is not named");
    assert_fault(
        |quads| {
            let is_word = |quad: &Quad| quad.predicate == sg::QUOTATION;
            let words = quads.iter().find(|quad| is_word(quad)).expect("a quotation").object.clone();
            let is_end = |quad: &Quad| {
                quad.predicate == sinograph::rdf::term::nif::BEGIN_INDEX && Term::from(quad.subject.clone()) == words
            };
            quads.retain(|quad| !is_end(quad));
        },
        "sh:minCount",
    );
    assert_fault(
        |quads| {
            let time = |quad: &mut Quad| {
                if quad.predicate == sg::BEGINS {
                    quad.object = oxigraph::model::Literal::new_simple_literal("2019").into();
                }
            };
            quads.iter_mut().for_each(time);
        },
        "ns#begins: sh:node",
    );
    let membership = sinograph::rdf::term::org::MEMBERSHIP;
    assert_fault(
        |quads| quads.retain(|quad| quad.object != membership.into_owned().into()),
        "a post that is held or was, and no membership",
    );
}

#[test]
fn figures_are_whole_and_of_their_values() {
    // Whatever a figure needs is missed where it lacks.
    for property in [sg::ABOUT, sg::MEASURE, sg::VALUE, sg::POLARITY, sg::MODALITY, sg::EVIDENCE, sg::QUOTATION] {
        assert_fault(
            |quads| {
                let is_figure = |quad: &Quad| quad.subject.to_string().contains("/observation/");
                quads.retain(|quad| !is_figure(quad) || quad.predicate != property);
            },
            &format!("{}: sh:minCount", property.as_str()),
        );
    }
    let string = oxigraph::model::Literal::new_simple_literal;
    let wrong: [(NamedNodeRef<'_>, Term, &str); 6] = [
        (sg::VALUE, string("410亿").into(), "ns#value: sh:datatype"),
        (
            sg::UPPER_VALUE,
            oxigraph::model::Literal::new_typed_literal("1", xsd::DECIMAL).into(),
            "ns#value: sh:lessThan",
        ),
        (sg::MEASURE, string("投资").into(), "ns#measure: sh:datatype"),
        (sg::BOUND, string("exactly").into(), "ns#bound: sh:in"),
        (sg::CHANGE, string("grows").into(), "ns#change: sh:in"),
        (sg::ABOUT, string("中国").into(), "ns#about: sh:node"),
    ];
    for (property, value, fault) in wrong {
        let replace = |quads: &mut Vec<Quad>| {
            let is_it = |quad: &&mut Quad| quad.predicate == property;
            quads.iter_mut().filter(is_it).for_each(|quad| quad.object = value.clone());
        };
        assert_fault(replace, fault);
    }
}

/// Kinds as terms, in order.
fn classes(kinds: &[EntityKind]) -> BTreeSet<String> {
    kinds.iter().map(|kind| Vocabulary::class(*kind).to_string()).collect()
}

/// What `sh:class`, alone or in an `sh:or`, asks of a shape.
fn asked(shapes: &Shapes, shape: NamedOrBlankNodeRef<'_>) -> BTreeSet<String> {
    let mut asked: BTreeSet<String> = shapes.all(shape, "class").iter().map(ToString::to_string).collect();
    for list in shapes.all(shape, "or") {
        for alternative in shapes.list(&list) {
            let classes = shapes.all(as_node(&alternative).as_ref(), "class");
            asked.extend(classes.iter().map(ToString::to_string));
        }
    }
    asked
}

/// The facts, each with its property.
fn facts() -> impl Iterator<Item = (Predicate, NamedNode)> {
    let facts = Predicate::ALL.into_iter().filter(|predicate| predicate.is_fact());
    facts.map(|predicate| (predicate, Vocabulary::property(predicate)))
}

#[test]
fn shapes_link_the_kinds_that_predicates_do() {
    let shapes = Shapes::read();
    for (predicate, property) in facts() {
        let mut found = shapes.node_shapes().into_iter();
        let targets = |shape: &NamedOrBlankNode| shapes.all(shape.as_ref(), "targetSubjectsOf");
        let shape = found.find(|shape| targets(shape).contains(&property.clone().into()));
        let shape = shape.unwrap_or_else(|| panic!("{property} has no shape"));
        assert_eq!(asked(&shapes, shape.as_ref()), classes(predicate.subjects()), "{shape}");
        let [value] = &shapes.all(shape.as_ref(), "property")[..] else { panic!("{shape} has one property") };
        let value = as_node(value);
        assert_eq!(shapes.all(value.as_ref(), "path"), [property.into()]);
        assert_eq!(asked(&shapes, value.as_ref()), classes(predicate.objects()), "{shape}");
        let is_time = shapes.all(value.as_ref(), "node") == [own("TimeShape").into()];
        assert_eq!(is_time, predicate.is_dated(), "{shape}");
    }
}

#[test]
fn the_vocabulary_describes_the_predicates_that_there_are() {
    let shapes = Shapes::read();
    let ontology = shapes.ontology();
    for (predicate, property) in facts() {
        let property = NamedOrBlankNodeRef::from(property.as_ref());
        let of = |name: &str| {
            let includes = NamedNode::new_unchecked(format!("{}{name}", schema::NAMESPACE));
            let values = values(ontology, property, includes.as_ref());
            values.iter().map(ToString::to_string).collect::<BTreeSet<_>>()
        };
        assert_eq!(of("domainIncludes"), classes(predicate.subjects()), "{property}");
        if !predicate.objects().is_empty() {
            assert_eq!(of("rangeIncludes"), classes(predicate.objects()), "{property}");
        } else if predicate.is_dated() {
            assert!(of("rangeIncludes").contains(&xsd::DATE.to_string()), "{property}");
        }
        let types: Vec<String> = values(ontology, property, rdf::TYPE).iter().map(ToString::to_string).collect();
        let is = |name: &str| types.iter().any(|of| of.ends_with(&format!("#{name}>")));
        assert_eq!(is("SymmetricProperty"), predicate.is_symmetric(), "{property}");
        assert_eq!(is("ObjectProperty"), !predicate.objects().is_empty(), "{property}");
        assert_eq!(is("DatatypeProperty"), predicate.objects().is_empty(), "{property}");
        // One kind is the domain; of several, what they have in common.
        let domain = values(ontology, property, rdfs::DOMAIN);
        let expected = match predicate.subjects() {
            [kind] => Vocabulary::class(*kind),
            _ => own("Entity"),
        };
        assert_eq!(domain, [expected.into()], "{property}");
    }
    for predicate in Predicate::ALL {
        for language in ["zh", "en"] {
            assert!(sinograph::rdf::schema_label(predicate.name(), language).is_some(), "{}", predicate.name());
        }
    }
    // Whatever links kinds of entities and has a relation behind it is a predicate.
    let mut described: BTreeMap<String, bool> = BTreeMap::new();
    for triple in ontology.iter().filter(|triple| triple.predicate.as_str().ends_with("/domainIncludes")) {
        let local = triple.subject.to_string();
        let local = local.trim_matches(['<', '>']).trim_start_matches(sg::NAMESPACE).to_owned();
        described.insert(local.clone(), Predicate::find(&local).is_some());
    }
    assert!(described.values().all(|is_known| *is_known), "{described:?}");
}

#[test]
fn lists_of_predicates_are_complete() {
    let shapes = Shapes::read();
    let relation = NamedOrBlankNode::from(own("RelationShape"));
    let mut properties = shapes.all(relation.as_ref(), "property").into_iter().map(|property| as_node(&property));
    let path = |property: &NamedOrBlankNode| shapes.all(property.as_ref(), "path");
    let predicate = properties.find(|property| path(property) == [sg::PREDICATE.into_owned().into()]);
    let list = shapes.all(predicate.expect("a relation has a predicate").as_ref(), "in").remove(0);
    let listed: BTreeSet<String> = shapes.list(&list).iter().map(ToString::to_string).collect();
    let all: BTreeSet<String> =
        Predicate::ALL.into_iter().map(|predicate| Vocabulary::property(predicate).to_string()).collect();
    assert_eq!(listed, all);
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/shapes.ttl")).expect("it is there");
    let direct = text.split("sg:DirectShape").nth(1).and_then(|rest| rest.split("FILTER NOT EXISTS").next());
    let words: BTreeSet<&str> = direct.expect("there is such a shape").split(|c: char| !c.is_alphanumeric()).collect();
    for predicate in Predicate::ALL {
        assert!(words.contains(predicate.name()), "sg:DirectShape does not name {}", predicate.name());
    }
}
