//! The almanac of a store: answers out of it are those of the whole network; damage is told, and mended by a build.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]
#![cfg(feature = "disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::slice::from_ref;
use std::sync::LazyLock;

use sinograph::build::{self, Options, Summary};
use sinograph::graph::Network;
use sinograph::input;
use sinograph::pipeline::Extractor;
use sinograph::query::{self, Chain};
use sinograph::store::{Store, Writer};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

/// A folder with the samples built into `store`.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.build();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn build(&self) -> Summary {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        let options = Options { jobs: 2, output: self.path("files"), ..Options::default() };
        let writer = Writer::begin(&self.path("store"), None).unwrap();
        build::build(input::find(&[examples], &build::written), &EXTRACTOR, &options, writer, |_| ()).unwrap()
    }

    fn store(&self) -> Store {
        Store::open(&self.path("store")).unwrap()
    }

    /// The name of the generation in force.
    fn generation(&self) -> String {
        fs::read_to_string(self.path("store/CURRENT")).unwrap().trim().to_owned()
    }

    fn almanac(&self) -> PathBuf {
        self.path("store").join(self.generation()).join("almanac")
    }
}

/// A chain out of the whole network: whom it leads over, by which predicate, in which direction, how strongly.
fn told(network: &Network, from: usize, to: usize) -> Option<Vec<(String, String, bool, usize)>> {
    let path = network.strongest_path(from, to)?;
    let step = |pair: &[usize]| {
        let edges: Vec<_> = network.between(pair[0], pair[1]).into_iter().map(|edge| &network.edges[edge]).collect();
        let class = |edge: &sinograph::graph::Edge| match (edge.predicate.is_fact(), edge.is_asserted()) {
            (true, true) => 0,
            (true, false) if edge.statuses.iter().any(|status| status.name() == "planned") => 1,
            (false, _) => 2,
            (true, false) => 3,
        };
        let order = |edge: &sinograph::graph::Edge| (class(edge), std::cmp::Reverse(edge.n_sentences), edge.predicate);
        let best = edges.iter().min_by_key(|edge| order(edge)).unwrap();
        let weight = edges.iter().map(|edge| edge.n_sentences).sum();
        let to = network.nodes[pair[1]].id.as_str().to_owned();
        (to, best.predicate.name().to_owned(), best.subject == pair[0], weight)
    };
    Some(path.windows(2).map(step).collect())
}

fn steps(chain: &Chain) -> Vec<(String, String, bool, usize)> {
    let step = |step: &query::Step| {
        (step.to.id.as_str().to_owned(), step.predicate.name().to_owned(), step.is_forward, step.weight)
    };
    chain.steps.iter().map(step).collect()
}

#[test]
fn chains_are_those_of_the_whole_network() {
    let desk = Desk::new();
    let store = desk.store();
    let network = query::network(&store).unwrap();
    let mut n_steps = BTreeMap::new();
    for from in (0..network.nodes.len()).step_by(5) {
        for to in (0..network.nodes.len()).step_by(7) {
            let ends = [from, to].map(|node| &network.nodes[node]);
            let chain = query::chain(&store, from_ref(ends[0]), from_ref(ends[1])).unwrap();
            assert_eq!(chain.as_ref().map(steps), told(&network, from, to), "{ends:?}");
            *n_steps.entry(chain.map(|chain| chain.steps.len())).or_insert(0) += 1;
        }
    }
    assert!(n_steps.contains_key(&Some(1)) && n_steps.contains_key(&Some(3)), "{n_steps:?}");
}

#[test]
fn a_store_without_an_almanac_answers_the_same() {
    let desk = Desk::new();
    let answers = || {
        let store = desk.store();
        let nodes: Vec<_> = ["中国", "老挝", "中老铁路", "匈塞铁路"]
            .iter()
            .flat_map(|name| query::find(&store, name).unwrap())
            .collect();
        let cards: Vec<_> = nodes.iter().map(|node| query::card(&store, node, 6).unwrap()).collect();
        let pairs = || nodes.iter().flat_map(|a| nodes.iter().map(move |b| (a, b)));
        let chains: Vec<_> = pairs().map(|(a, b)| query::chain(&store, from_ref(a), from_ref(b)).unwrap()).collect();
        let explanations: Vec<_> = pairs().map(|(a, b)| query::explain(&store, a, b).unwrap()).collect();
        (query::census(&store).unwrap(), cards, chains, explanations)
    };
    let kept = answers();
    assert!(kept.1.iter().any(|card| !card.links.is_empty()) && kept.3.iter().any(|told| !told.statements.is_empty()));
    fs::remove_file(desk.almanac()).unwrap();
    assert!(answers() == kept);
    assert_eq!(build::check(&desk.store()).unwrap().faults, [""; 0]);
}

#[test]
fn a_damaged_almanac_is_told_and_made_anew() {
    let desk = Desk::new();
    let whole = fs::read(desk.almanac()).unwrap();
    for (at, is_opened) in [(0, false), (100, false), (whole.len() / 2, true), (whole.len() - 1, true)] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(desk.almanac(), &damaged).unwrap();
        let store = desk.store();
        assert_eq!(query::census(&store).is_ok(), is_opened, "byte {at}");
        assert_eq!(build::check(&store).unwrap().faults.len(), 1, "byte {at}");
        drop(store);
        let generation = desk.generation();
        assert_eq!(desk.build().changes.added, 0);
        assert!(desk.generation() != generation && fs::read(desk.almanac()).unwrap() == whole, "byte {at}");
    }
}

#[test]
fn where_nothing_changed_nothing_is_written() {
    let desk = Desk::new();
    let generation = desk.generation();
    let written = || {
        ["graph.ttl", "graph.dot"].map(|name| fs::metadata(desk.path("files").join(name)).unwrap().modified().unwrap())
    };
    let (before, whole) = (written(), fs::read(desk.path("files/graph.ttl")).unwrap());
    let again = desk.build();
    assert!(again.is_kept && again.changes.added == 0 && again.census == query::census(&desk.store()).unwrap());
    assert_eq!((desk.generation(), written()), (generation.clone(), before));
    // A file that is gone or not what it was is written again, and the store stays.
    fs::write(desk.path("files/graph.ttl"), "something else").unwrap();
    assert!(!desk.build().is_kept);
    assert!(fs::read(desk.path("files/graph.ttl")).unwrap() == whole);
    fs::remove_file(desk.path("files/graph.dot")).unwrap();
    assert!(!desk.build().is_kept);
    assert_eq!(desk.generation(), generation);
    assert!(desk.build().is_kept);
}
