//! An almanac says of a network what the network says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use super::*;
use crate::graph::{Node, RelationKey, Strength, Totals, Value};
use crate::ontology::EntityKind;
use crate::relation::{Object, Status};

fn node(n: usize) -> Node {
    Node {
        id: EntityId::new(EntityKind::ALL[n % 7], &"名".repeat(n)),
        kind: EntityKind::ALL[n % 7],
        label: format!("名{n}"),
        label_en: None,
        aliases: BTreeSet::new(),
        n_mentions: n * n % 11,
        n_sentences: n,
        n_documents: 1,
        first_date: None,
        last_date: None,
        rank: 1 + n,
        community: 1,
    }
}

/// So many entities, each linked to some, one of them to itself, too.
fn network(n_nodes: usize) -> Network {
    let nodes: Vec<Node> = (0..n_nodes).map(node).collect();
    let mut relations = BTreeMap::new();
    for (at, from) in nodes.iter().enumerate() {
        for (step, predicate) in
            [(1, Predicate::CoMention), (1, Predicate::Visits), (7, Predicate::PartOf), (n_nodes, Predicate::Meets)]
        {
            let to = &nodes[(at + step) % n_nodes];
            let key = RelationKey { subject: from.id.clone(), predicate, object: Value::Entity(to.id.clone()) };
            let npmi = (predicate == Predicate::CoMention).then(|| (at as f64 - 50.0) / 10_000.0);
            let statuses = BTreeSet::from([Status::Asserted]);
            relations
                .insert(key, Strength { statuses, n_sentences: at % 5, n_documents: 1, npmi, ..Strength::default() });
        }
        let key = RelationKey {
            subject: from.id.clone(),
            predicate: Predicate::Alias,
            object: Value::Literal("x".to_owned()),
        };
        relations.insert(key, Strength::default());
    }
    let totals =
        Totals { n_documents: 3, n_sentences: 5, n_mentions: 7, n_entities: n_nodes, n_relations: relations.len() };
    Network { digest: "d".repeat(64), ..Network::new(totals, nodes, relations) }
}

#[test]
fn it_says_what_the_network_says() {
    for n_nodes in [1, 2, 300] {
        let network = network(n_nodes);
        let links = network.links();
        let mut almanac = Almanac::of(&network).expect("it can be read");
        assert_eq!(*almanac.census(), network.census());
        assert_eq!(almanac.n_entities(), n_nodes);
        for (place, node) in network.nodes.iter().enumerate() {
            assert_eq!(almanac.find(&node.id).expect("it can be read"), Some(place));
            assert_eq!(almanac.id(place).expect("it can be read"), node.id);
            let neighbours: Vec<(usize, u64)> = links.neighbours(place).collect();
            assert_eq!(almanac.neighbours(place).expect("it can be read"), neighbours);
            assert_eq!(almanac.ties(place).expect("it can be read"), ties(&network, place));
        }
        for stranger in ["", "a/b", "zzz"] {
            assert_eq!(almanac.find(&EntityId::from_text(stranger)).expect("it can be read"), None);
        }
        assert!(almanac.ties(n_nodes).is_err());
    }
}

/// The relations of an entity to others, out of all edges.
fn ties(network: &Network, place: usize) -> Vec<Tie> {
    let mut ties = Vec::new();
    for edge in &network.edges {
        let object = match edge.object {
            Object::Entity(object) => Some(object),
            Object::Literal(_) => None,
        };
        let (predicate, n_sentences, npmi) = (edge.predicate, edge.n_sentences, edge.npmi);
        let tie = |other, is_subject| Tie { other, predicate, is_subject, n_sentences, npmi };
        ties.extend((edge.subject == place).then(|| tie(object, true)));
        ties.extend((object == Some(place)).then(|| tie(Some(edge.subject), false)));
    }
    ties.sort_by_key(|tie| (tie.other.is_none(), tie.other, tie.predicate, tie.is_subject));
    ties
}

#[test]
fn what_is_no_almanac_is_none_and_what_is_damaged_is_told() {
    let mut bytes = Vec::new();
    Almanac::write(&network(300), None, &mut bytes).expect("memory takes all");
    let open = |bytes: Vec<u8>| Almanac::open(Box::new(Cursor::new(bytes)));
    assert!(open(bytes.clone()).is_ok_and(|almanac| almanac.is_some_and(|mut almanac| almanac.is_whole())));
    assert!(open(b"something else".repeat(9)).is_err());
    assert!(open(Vec::new()).is_err());
    for at in (0..bytes.len()).step_by(97) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x41;
        let Ok(Some(mut almanac)) = open(damaged) else { continue };
        let all: io::Result<Vec<_>> = (0..300).map(|place| Ok((almanac.id(place)?, almanac.ties(place)?))).collect();
        assert!(all.is_err() && !almanac.is_whole(), "byte {at}");
    }
}
