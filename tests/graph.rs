//! The merged graph: laws of merging, measures, ways.

#![allow(clippy::indexing_slicing, reason = "a test stops where it fails")]

mod sample;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sample::{contribution, graph, page, pages};
use sinograph::entity::EntityId;
use sinograph::graph::{
    Appearance, Contribution, Filter, KnowledgeGraph, Links, Network, RelationKey, Search, Support, Value, npmi,
};
use sinograph::ontology::{EntityKind, Predicate};
use sinograph::relation::{Object, Status};

fn node(network: &Network, id: &str) -> usize {
    network.find(&EntityId::from_text(id)).expect("it is in the network")
}

#[test]
fn counts_are_those_of_the_pages() {
    let network = graph(&pages()).network();
    assert_eq!((network.totals.n_documents, network.totals.n_sentences), (3, 9));
    assert_eq!(network.totals.n_mentions, 18);
    assert_eq!(network.totals.n_entities, network.nodes.len());
    assert_eq!(network.totals.n_relations, network.edges.len());

    let china = &network.nodes[node(&network, "country/CN")];
    assert_eq!((china.n_mentions, china.n_sentences, china.n_documents, china.rank), (4, 4, 3, 2));
    assert_eq!(china.first_date.as_deref(), Some("2023-05-18"));
    assert_eq!(china.last_date.as_deref(), Some("2023-05-26"));

    let kazakhstan = node(&network, "country/KZ");
    let [edge] = network.between(node(&network, "country/CN"), kazakhstan)[..] else { panic!("one relation") };
    let edge = &network.edges[edge];
    assert_eq!((edge.predicate, edge.n_sentences, edge.n_documents), (Predicate::CoMention, 2, 2));
    assert_eq!(edge.npmi, Some((npmi(2, 4, 4, 9) * 10_000.0).round() / 10_000.0));
    assert_eq!(network.nodes[kazakhstan].aliases, BTreeSet::from(["哈国".to_owned()]));
}

#[test]
fn npmi_keeps_its_edges() {
    assert_eq!(npmi(10, 10, 10, 10), 1.0);
    assert_eq!(npmi(0, 3, 3, 10), -1.0);
    assert_eq!(npmi(0, 0, 0, 0), -1.0);
    assert_eq!(npmi(7, 3, 3, 10), npmi(3, 3, 3, 10));
    // ln(0.2 / 0.09) / -ln(0.2), worked out by hand.
    assert!((npmi(2, 3, 3, 10) - 0.496_141).abs() < 1e-6);
}

#[test]
fn removing_a_document_leaves_what_never_had_it() {
    let pages = pages();
    let mut all = graph(&pages);
    assert!(all.remove(&contribution(&pages[1]).document));
    assert!(!all.remove("document/none-1"));
    assert_eq!(all.network(), graph(&[pages.into_iter().next().unwrap(), sample::pages().pop().unwrap()]).network());
}

#[test]
fn the_strongest_path_prefers_strong_links() {
    // 0 - 1 - 2 - 3 are strong, 0 - 4 - 3 is shorter but weak.
    let links = Links::from_pairs(6, [(0, 1, 50), (1, 2, 50), (2, 3, 50), (0, 4, 1), (4, 3, 1)]);
    assert_eq!(links.strongest_path(0, 3), Some(vec![0, 1, 2, 3]));
    assert_eq!(links.strongest_path(3, 0), Some(vec![3, 2, 1, 0]));
    assert_eq!(links.strongest_path(0, 5), None);
    assert_eq!(links.strongest_path(0, 9), None);
    assert_eq!(links.strongest_path(2, 2), Some(vec![2]));
    // A direct link wins however weak it is.
    let links = Links::from_pairs(3, [(0, 1, 1000), (1, 2, 1000), (0, 2, 1)]);
    assert_eq!(links.strongest_path(0, 2), Some(vec![0, 2]));
    // Of equal ways, the first in order.
    let links = Links::from_pairs(4, [(0, 2, 3), (2, 3, 3), (0, 1, 3), (1, 3, 3)]);
    assert_eq!(links.strongest_path(0, 3), Some(vec![0, 1, 3]));
}

/// What a step costs.
fn step_cost(weight: u64) -> u64 {
    1_000_000 + 1_000_000 / weight.max(1)
}

/// What the steps of a path cost together.
fn cost(links: &Links, path: &[usize]) -> u64 {
    let weight = |from: usize, to: usize| links.neighbours(from).find(|(node, _)| *node == to).expect("a link").1;
    path.windows(2).map(|step| step_cost(weight(step[0], step[1]))).sum()
}

/// The strongest path over all links at once: the costs by petgraph, then back from the end to
/// the first neighbour in order that the end can have been reached from.
fn strongest_path_by_petgraph(links: &Links, from: usize, to: usize) -> Option<Vec<usize>> {
    let costs = petgraph::algo::dijkstra(&links.to_petgraph(), petgraph::graph::NodeIndex::new(from), None, |edge| {
        step_cost(*edge.weight())
    });
    let cost_of = |node: usize| costs.get(&petgraph::graph::NodeIndex::new(node)).copied();
    cost_of(to)?;
    let mut path = vec![to];
    while let Some(&node) = path.first().filter(|&&node| node != from) {
        let arrives = |&(before, weight): &(usize, u64)| {
            cost_of(before).is_some_and(|spent| Some(spent + step_cost(weight)) == cost_of(node))
        };
        path.insert(0, links.neighbours(node).find(arrives)?.0);
    }
    Some(path)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Few different weights, so that many chains are equally strong.
    #[test]
    fn the_search_from_both_ends_finds_what_a_look_at_all_links_finds(
        n_nodes in 1..24_usize,
        pairs in proptest::collection::btree_map((0..24_usize, 0..24_usize), prop_oneof![1..4_u64, Just(1_000_000), Just(5_000_000)], 0..70),
    ) {
        let pairs: BTreeMap<(usize, usize), u64> =
            pairs.into_iter().map(|((a, b), weight)| ((a.min(b), a.max(b)), weight)).collect();
        let links = Links::from_pairs(n_nodes, pairs.into_iter().map(|((a, b), weight)| (a, b, weight)));
        for from in 0..n_nodes {
            for to in 0..n_nodes {
                prop_assert_eq!(links.strongest_path(from, to), strongest_path_by_petgraph(&links, from, to));
            }
        }
    }

    #[test]
    fn the_search_between_many_finds_the_strongest_of_their_chains(
        pairs in proptest::collection::btree_map((0..24_usize, 0..24_usize), 1..4_u64, 0..50),
        from in proptest::collection::btree_set(0..24_usize, 0..4),
        to in proptest::collection::btree_set(0..24_usize, 0..4),
    ) {
        let pairs: BTreeMap<(usize, usize), u64> =
            pairs.into_iter().map(|((a, b), weight)| ((a.min(b), a.max(b)), weight)).collect();
        let links = Links::from_pairs(24, pairs.into_iter().map(|((a, b), weight)| (a, b, weight)));
        let mut search = Search::new(from.iter().copied(), to.iter().copied());
        while let Some(node) = search.wanted() {
            search.take(node, links.neighbours(node).collect());
        }
        let found = search.finish();
        if let Some(path) = &found {
            prop_assert!(from.contains(&path[0]) && to.contains(&path[path.len() - 1]));
        }
        let ends = from.iter().flat_map(|&from| to.iter().map(move |&to| (from, to)));
        let chains = ends.filter_map(|(from, to)| links.strongest_path(from, to));
        let cheapest = chains.map(|path| cost(&links, &path)).min();
        prop_assert_eq!(found.map(|path| cost(&links, &path)), cheapest);
    }
}

#[test]
fn the_search_asks_for_few_links() {
    // Two stars with one point in common, each with points that lead to many others.
    const N: usize = 1_000;
    let star = |centre: usize, first: usize| (first..first + N).map(move |point| (centre, point, 1));
    let links =
        Links::from_pairs(10 * N, star(0, 2).chain(star(1, N + 1)).chain((2..2 * N).map(|n| (n, n + 4 * N, 1))));
    let mut search = Search::new([0], [1]);
    let mut n_asked = 0;
    while let Some(node) = search.wanted() {
        n_asked += 1;
        search.take(node, links.neighbours(node).collect());
    }
    assert_eq!(search.finish(), Some(vec![0, N + 1, 1]));
    assert_eq!(n_asked, 3);
}

#[test]
fn ways_filters_and_neighbours_in_a_network() {
    let network = graph(&pages()).network();
    let at = |id: &str| node(&network, id);
    let path = network.strongest_path(at("organization/cnpc"), at("country/UZ")).expect("they are linked");
    assert_eq!(path, [at("organization/cnpc"), at("country/KZ"), at("country/CN"), at("country/UZ")]);
    assert_eq!(network.neighbourhood(&[at("organization/cnpc")], 0).len(), 1);
    assert_eq!(network.neighbourhood(&[at("organization/cnpc")], 1).len(), 2);
    assert_eq!(network.neighbours(at("organization/cnpc")), [(at("country/KZ"), 1)]);
    assert_eq!(network.neighbours(at("country/CN"))[..2], [(at("country/KZ"), 2), (at("project/中吉乌铁路"), 2)]);

    let countries = network.filter(&Filter { kinds: BTreeSet::from([EntityKind::Country]), min_weight: 2 });
    assert_eq!(countries.nodes.len(), 4);
    let [edge] = &countries.edges[..] else { panic!("one edge is left: {:?}", countries.edges) };
    assert_eq!(countries.nodes[edge.subject].id.as_str(), "country/CN");
    assert_eq!(edge.object, Object::Entity(countries.find(&EntityId::from_text("country/KZ")).unwrap()));
    assert_eq!(countries.totals, network.totals);
    assert_eq!(network.filter(&Filter::default()), network);
}

#[test]
fn the_core_is_the_highest_ranks_and_the_strongest_links() {
    let pages = pages();
    let network = graph(&pages).network();
    let core = network.core(5, 4);
    assert_eq!((core.nodes.len(), core.edges.len()), (5, 4));
    assert!(core.nodes.iter().all(|node| node.rank <= 5));
    let weakest = core.edges.iter().map(|edge| edge.n_sentences).min();
    let among: Vec<_> = network.core(5, usize::MAX).edges;
    assert_eq!(among.iter().filter(|edge| Some(edge.n_sentences) > weakest).count().max(4), 4);
    assert_eq!(core.totals, network.totals);
}

#[test]
fn communities_are_found_and_numbered_by_size() {
    // Two cliques of four and three, one link between, and a loner.
    let mut pairs = Vec::new();
    for (from, to) in [(1, 5), (5, 8)] {
        for a in from..to {
            pairs.extend((a + 1..to).map(|b| (a, b, 10)));
        }
    }
    pairs.push((4, 5, 1));
    let links = Links::from_pairs(9, pairs);
    assert_eq!(links.communities(), [3, 1, 1, 1, 1, 2, 2, 2, 4]);
    assert_eq!(links.communities(), links.communities());
    assert!(Links::from_pairs(0, []).communities().is_empty());
}

#[test]
fn pagerank_adds_up_and_ranks_the_middle_first() {
    let links = Links::from_pairs(5, [(0, 1, 2), (0, 2, 1), (0, 3, 1)]);
    let scores = links.pagerank();
    assert!((scores.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(scores[0] > scores[1] && scores[1] > scores[2] && scores[2] == scores[3] && scores[3] > scores[4]);
}

/// Runs `work` on two mebibytes of stack, as much as a thread has where nobody asks for more.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work).expect("there is room for a thread");
    thread.join().expect("it comes to its end");
}

/// All that is worked out from links.
fn measure(links: &Links) {
    assert_eq!(links.pagerank().len(), links.n_nodes());
    assert_eq!(links.communities().len(), links.n_nodes());
    drop(links.to_petgraph());
}

#[test]
fn a_million_nodes_overflow_nothing() {
    const N: usize = 1_000_000;
    on_a_small_stack(|| {
        let chain = Links::from_pairs(N, (1..N).map(|n| (n - 1, n, 1)));
        assert_eq!(chain.strongest_path(0, N - 1).map(|path| path.len()), Some(N));
        assert_eq!(chain.neighbourhood(&[0], usize::MAX).len(), N);
        measure(&chain);
        let star = Links::from_pairs(N, (1..N).map(|n| (0, n, 1)));
        assert_eq!(star.strongest_path(1, N - 1), Some(vec![1, 0, N - 1]));
        assert_eq!(star.neighbourhood(&[1], 2).len(), N);
        measure(&star);
    });
}

#[test]
fn three_thousand_nodes_all_linked_overflow_nothing() {
    const N: usize = 3_000;
    on_a_small_stack(|| {
        let clique = Links::from_pairs(N, (0..N).flat_map(|a| (a + 1..N).map(move |b| (a, b, 1))));
        assert_eq!(clique.strongest_path(0, N - 1), Some(vec![0, N - 1]));
        assert_eq!(clique.neighbourhood(&[1], 1).len(), N);
        measure(&clique);
    });
}

/// A chain through as many documents as it has links, merged from two halves.
#[test]
fn a_long_chain_is_merged_measured_and_cut() {
    const N: usize = 200_000;
    let id = |n: usize| EntityId::new(EntityKind::Person, &n.to_string());
    let appears = |n: usize| Appearance {
        kind: EntityKind::Person,
        label: n.to_string(),
        label_en: None,
        aliases: BTreeSet::new(),
        n_mentions: 1,
        n_sentences: 1,
    };
    let link = move |n: usize| {
        let key = RelationKey { subject: id(n - 1), predicate: Predicate::CoMention, object: Value::Entity(id(n)) };
        Contribution {
            document: format!("document/{n}-1").into(),
            n_sentences: 1,
            entities: [n - 1, n].map(|n| (id(n), appears(n))).into(),
            relations: BTreeMap::from([(key, Support { n_sentences: 1, ..Support::default() })]),
            ..Contribution::default()
        }
    };
    on_a_small_stack(move || {
        let (mut all, mut odd) = (KnowledgeGraph::new(), KnowledgeGraph::new());
        (1..N).for_each(|n| if n % 2 == 0 { all.add(link(n)) } else { odd.add(link(n)) });
        all.merge(&odd);
        let network = all.network();
        assert_eq!((network.nodes.len(), network.edges.len()), (N, N - 1));
        let ends = (node(&network, id(0).as_str()), node(&network, id(N - 1).as_str()));
        assert_eq!(network.strongest_path(ends.0, ends.1).map(|path| path.len()), Some(N));
        assert_eq!(network.core(N / 2, N).nodes.len(), N / 2);
        assert_eq!(network.filter(&Filter::default()).edges.len(), N - 1);
    });
}

#[test]
fn one_page_is_one_contribution() {
    let page = page("x", None, "[中国|country/CN]和[中国|country/CN]。\n[中国|country/CN]。");
    let contribution = contribution(&page);
    let china = &contribution.entities[&EntityId::from_text("country/CN")];
    assert_eq!((china.n_mentions, china.n_sentences, contribution.n_sentences), (3, 2, 2));
    assert!(contribution.relations.is_empty());
}

prop_compose! {
    fn any_contribution()(
        document in 0..6_u8,
        date in proptest::option::of(1..28_u8),
        n_sentences in 1..20_usize,
        statuses in 0..6_u8,
        entities in proptest::collection::btree_map(0..8_u8, (1..5_usize, 0..3_u8), 1..6),
    ) -> Contribution {
        let id = |n: u8| EntityId::new(EntityKind::ALL[n as usize % 7], &format!("e{n}"));
        let appearance = |(&n, &(n_mentions, alias)): (&u8, &(usize, u8))| (id(n), Appearance {
            kind: EntityKind::ALL[n as usize % 7],
            label: format!("名{n}"),
            label_en: (n % 2 == 0).then(|| format!("e{n}")),
            aliases: (0..alias).map(|k| format!("别{k}")).collect(),
            n_mentions,
            n_sentences: n_mentions.min(n_sentences),
        });
        let names: Vec<u8> = entities.keys().copied().collect();
        let mut relations: BTreeMap<RelationKey, Support> = BTreeMap::new();
        for pair in names.windows(2) {
            let object = Value::Entity(id(pair[1]));
            let key = RelationKey { subject: id(pair[0]), predicate: Predicate::CoMention, object };
            relations.insert(key, Support {
                rules: BTreeSet::from(["r".to_owned()]),
                statuses: if statuses % 3 == 0 { BTreeSet::from([Status::Planned]) } else { BTreeSet::from([Status::Asserted]) },
                n_sentences: 1,
            });
        }
        Contribution {
            document: format!("document/{document}-1").into(),
            date: date.map(|day| format!("2023-05-{day:02}")),
            n_sentences,
            entities: entities.iter().map(appearance).collect(),
            relations,
            posts: (0..statuses).map(|post| format!("职{post}")).collect(),
        }
    }
}

fn any_graph() -> impl Strategy<Value = KnowledgeGraph> {
    proptest::collection::vec(any_contribution(), 0..6).prop_map(of)
}

fn of(contributions: Vec<Contribution>) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    contributions.into_iter().for_each(|contribution| graph.add(contribution));
    graph
}

fn merged(a: &KnowledgeGraph, b: &KnowledgeGraph) -> KnowledgeGraph {
    let mut merged = a.clone();
    merged.merge(b);
    merged
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_is_commutative(a in any_graph(), b in any_graph()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&a, &b).network(), merged(&b, &a).network());
    }

    #[test]
    fn merging_is_associative(a in any_graph(), b in any_graph(), c in any_graph()) {
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
    }

    #[test]
    fn merging_is_idempotent(a in any_graph(), b in any_graph()) {
        prop_assert_eq!(&merged(&a, &a), &a);
        let once = merged(&a, &b);
        prop_assert_eq!(merged(&once, &b).network(), once.network());
    }

    #[test]
    fn the_order_of_documents_does_not_matter(contributions in proptest::collection::vec(any_contribution(), 0..8)) {
        let forth = of(contributions.clone());
        let back = of(contributions.into_iter().rev().collect());
        prop_assert_eq!(forth.network(), back.network());
        prop_assert_eq!(forth, back);
    }
}
