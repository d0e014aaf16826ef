//! The promises of the store: add, replace, remove; building twice; readers beside a writer; dead runs.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![cfg(feature = "disk")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use sinograph::ErrorKind;
use sinograph::build::{self, Options, Summary};
use sinograph::graph::{Contribution, KnowledgeGraph, Network};
use sinograph::input::{self, Reading};
use sinograph::pipeline::Extractor;
use sinograph::query::{Answer, Limits, ask};
use sinograph::rdf::{Origin, Vocabulary, document_quads, read_graph, summary_quads};
use sinograph::store::{Beside, Store, Writer};
use sinograph::text::{CharIndex, Source};

const RAILWAY: &str = "中老铁路开通\n\n  本报讯 中国和老挝2日举行仪式。中老铁路由中国国家铁路集团有限公司参与建设。\n";
const ENERGY: &str = "能源合作\n\n  本报讯 哈萨克斯坦与中国石油天然气集团有限公司签署协议，中国表示欢迎。\n";
const PORT: &str = "港口通航\n\n  本报讯 中国交通建设集团有限公司3日在斯里兰卡承建港口。\n";

/// A folder of pages, with the store built from it.
struct Desk {
    folder: tempfile::TempDir,
    extractor: Extractor,
}

impl Desk {
    fn new() -> Self {
        Desk { folder: tempfile::tempdir().unwrap(), extractor: Extractor::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn page(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn build(&self, store: &str, pages: &[PathBuf]) -> Summary {
        self.build_as(Options::default(), store, pages)
    }

    fn build_as(&self, options: Options, store: &str, pages: &[PathBuf]) -> Summary {
        let options = Options { jobs: 2, output: self.path(&format!("{store}-files")), ..options };
        let writer = Writer::begin(&self.path(store), None).unwrap();
        build::build(input::find(pages, &build::written), &self.extractor, &options, writer, |_| ()).unwrap()
    }

    /// The store as sorted N-Quads.
    fn dump(&self, store: &str) -> Vec<String> {
        let mut lines: Vec<String> =
            Store::open(&self.path(store)).unwrap().quads().unwrap().iter().map(ToString::to_string).collect();
        lines.sort();
        lines
    }

    fn remove(&self, store: &str, which: &str) -> Vec<String> {
        let writer = Writer::begin(&self.path(store), None).unwrap();
        build::remove(writer, &[which.to_owned()]).unwrap().documents
    }

    fn generations(&self, store: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(store))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("gen-"))
            .collect();
        names.sort();
        names
    }
}

fn name(path: &Path) -> String {
    input::name(path)
}

#[test]
fn building_twice_changes_nothing() {
    let desk = Desk::new();
    let pages = [desk.page("railway.txt", RAILWAY), desk.page("energy.txt", ENERGY)];
    let first = desk.build("store", &pages);
    assert_eq!((first.changes.read, first.changes.added), (2, 2));
    let before = (desk.dump("store"), desk.generations("store"));
    assert!(!before.0.is_empty());
    let second = desk.build("store", &pages);
    assert_eq!((second.changes.added, second.changes.removed), (0, 0));
    assert_eq!((desk.dump("store"), desk.generations("store")), before);
}

#[test]
fn removing_leaves_what_a_build_without_it_gives() {
    let desk = Desk::new();
    let railway = desk.page("railway.txt", RAILWAY);
    let energy = desk.page("energy.txt", ENERGY);
    desk.build("both", &[railway.clone(), energy.clone()]);
    desk.build("one", &[railway]);
    assert_ne!(desk.dump("both"), desk.dump("one"));
    assert_eq!(desk.remove("both", &name(&energy)).len(), 1);
    assert_eq!(desk.dump("both"), desk.dump("one"));
    assert!(desk.remove("both", "nothing of the kind").is_empty());
}

#[test]
fn what_other_files_hold_too_only_loses_a_name() {
    let desk = Desk::new();
    for folder in ["old", "new", "newer"] {
        fs::create_dir(desk.path(folder)).unwrap();
    }
    let old = [desk.page("old/railway.txt", RAILWAY), desk.page("old/energy.txt", ENERGY)];
    let new = [desk.page("new/railway.txt", RAILWAY), desk.page("new/port.txt", PORT)];
    let newer = [desk.page("newer/port.txt", PORT)];
    desk.build("store", &[&old[..], &new, &newer].concat());
    desk.build("without", &[&old[..], &newer].concat());
    let remove = |names: &[&str]| {
        let names: Vec<String> =
            names.iter().map(|&name| format!("{}/{name}", desk.folder.path().to_str().unwrap())).collect();
        build::remove(Writer::begin(&desk.path("store"), None).unwrap(), &names).unwrap()
    };
    // A folder, a file of it, the same once more; what only begins alike is another.
    let removed = remove(&["new/", "new/port.txt", "new", "ne"]);
    assert_eq!(removed.documents, [""; 0]);
    let shared: Vec<_> = removed.shared.iter().map(|(file, n)| (&**file, *n)).collect();
    assert_eq!(shared, [(&*name(&new[1]), 1), (&*name(&new[0]), 1)]);
    assert_eq!(removed.unknown.len(), 1, "{:?}", removed.unknown);
    assert_eq!(desk.dump("store"), desk.dump("without"));
    assert_eq!(remove(&["old", "newer/port.txt"]).documents.len(), 3);
}

#[test]
fn most_of_a_store_can_go_at_once() {
    let desk = Desk::new();
    let record = |n: usize| {
        let text = format!("中国铁建{}日在老挝承建云岭{n}号大桥，岚海{n}号公司出资。", n % 28 + 1);
        format!("{}\n", serde_json::json!({ "id": format!("record-{n}"), "text": text }))
    };
    let records = |numbers: std::ops::Range<usize>| numbers.map(record).collect::<String>();
    let many = desk.page("many.jsonl", &records(0..40));
    let kept = [desk.page("kept.jsonl", &records(38..44)), desk.page("railway.txt", RAILWAY)];
    let all = [std::slice::from_ref(&many), &kept[..]].concat();
    desk.build("store", &all);
    desk.build("kept", &kept);
    // Two of its records stand in another file, too.
    assert_eq!(desk.remove("store", &name(&many)).len(), 38);
    assert_eq!(desk.dump("store"), desk.dump("kept"));
    let [generation] = &desk.generations("store")[..] else { panic!("one generation") };
    assert!(!desk.path("store").join(generation).join("renewed").exists());
    // They come back, and go again where the file holds others, beside what is new.
    desk.build("store", &all);
    desk.page("many.jsonl", &records(60..63));
    let summary = desk.build("store", &[many, desk.page("port.txt", PORT)]);
    assert_eq!((summary.changes.added, summary.changes.removed), (4, 38));
    desk.build("fresh", &[&all[..], &[desk.path("port.txt")]].concat());
    assert_eq!(desk.dump("store"), desk.dump("fresh"));
    assert!(desk.remove("store", desk.folder.path().to_str().unwrap()).len() > 10);
    assert_eq!(desk.dump("store").iter().filter(|quad| quad.contains("/document/")).count(), 0);
}

#[test]
fn a_document_can_be_removed_by_its_iri() {
    let desk = Desk::new();
    let railway = desk.page("railway.txt", RAILWAY);
    let energy = desk.page("energy.txt", ENERGY);
    desk.build("both", &[railway.clone(), energy.clone()]);
    desk.build("one", &[railway]);
    desk.build("other", &[energy]);
    let other = Store::open(&desk.path("other")).unwrap().documents().unwrap().remove(0);
    assert_eq!(desk.remove("both", other.as_str()), [other.as_str()]);
    assert_eq!(desk.dump("both"), desk.dump("one"));
}

#[test]
fn a_file_with_another_text_replaces_what_it_said() {
    let desk = Desk::new();
    let page = desk.page("page.txt", RAILWAY);
    let other = desk.page("other.txt", PORT);
    desk.build("store", &[page.clone(), other.clone()]);
    desk.page("page.txt", ENERGY);
    let summary = desk.build("store", std::slice::from_ref(&page));
    assert_eq!((summary.changes.read, summary.changes.added, summary.changes.removed), (1, 1, 1));
    desk.build("fresh", &[page, other]);
    assert_eq!(desk.dump("store"), desk.dump("fresh"));
}

#[test]
fn one_text_under_two_names_is_one_document() {
    let desk = Desk::new();
    let a = desk.page("a.txt", RAILWAY);
    let b = desk.page("b.txt", RAILWAY);
    let summary = desk.build("together", &[a.clone(), b.clone()]);
    assert_eq!(summary.census.totals.n_documents, 1);
    desk.build("in turn", std::slice::from_ref(&b));
    desk.build("in turn", std::slice::from_ref(&a));
    assert_eq!(desk.dump("together"), desk.dump("in turn"));
    // One name goes, the document stays.
    assert!(desk.remove("together", &name(&b)).is_empty());
    desk.build("one", std::slice::from_ref(&a));
    assert_eq!(desk.dump("together"), desk.dump("one"));
    // The file now holds another text: it gives up its claim.
    desk.page("b.txt", ENERGY);
    desk.build("in turn", std::slice::from_ref(&b));
    desk.build("fresh", &[a, b]);
    assert_eq!(desk.dump("in turn"), desk.dump("fresh"));
}

#[test]
fn documents_added_one_by_one_come_to_the_same() {
    let desk = Desk::new();
    let pages = [desk.page("a.txt", RAILWAY), desk.page("b.txt", ENERGY), desk.page("c.txt", PORT)];
    desk.build("at once", &pages);
    for page in pages.iter().rev() {
        desk.build("in turn", std::slice::from_ref(page));
    }
    assert_eq!(desk.dump("at once"), desk.dump("in turn"));
}

#[test]
fn a_reader_keeps_the_generation_it_opened() {
    let desk = Desk::new();
    desk.build("store", &[desk.page("a.txt", RAILWAY)]);
    let reader = Store::open(&desk.path("store")).unwrap();
    let before = reader.quads().unwrap().len();
    desk.build("store", &[desk.page("b.txt", ENERGY)]);
    assert_eq!(desk.generations("store"), ["gen-1", "gen-2"], "the old one is still read");
    assert_eq!(reader.quads().unwrap().len(), before);
    assert!(Store::open(&desk.path("store")).unwrap().quads().unwrap().len() > before);
    drop(reader);
    desk.build("store", &[desk.page("c.txt", PORT)]);
    assert_eq!(desk.generations("store"), ["gen-3"]);
}

#[test]
fn what_a_dead_run_left_is_cleared_away() {
    let desk = Desk::new();
    desk.build("store", &[desk.page("a.txt", RAILWAY)]);
    let before = desk.dump("store");
    let left = desk.path("store").join("gen-7/data");
    fs::create_dir_all(&left).unwrap();
    fs::write(left.join("bulk-1.sst"), "half").unwrap();
    assert_eq!(desk.dump("store"), before);
    desk.build("store", &[desk.page("b.txt", ENERGY)]);
    assert!(!left.exists());
}

#[test]
fn a_writer_that_is_dropped_leaves_the_store_as_it_was() {
    let desk = Desk::new();
    let page = desk.page("a.txt", RAILWAY);
    desk.build("store", std::slice::from_ref(&page));
    let before = (desk.dump("store"), desk.generations("store"));
    let mut writer = Writer::begin(&desk.path("store"), None).unwrap();
    let document = writer.documents().unwrap().remove(0);
    writer.remove(document.as_ref()).unwrap();
    drop(writer);
    assert_eq!((desk.dump("store"), desk.generations("store")), before);
    // A store that never came to be leaves no folder behind.
    drop(Writer::begin(&desk.path("new/store"), None).unwrap());
    assert!(!desk.path("new").exists());
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let desk = Desk::new();
    let path = desk.path("store");
    let writer = Writer::begin(&path, None).unwrap();
    let error = Writer::begin(&path, None).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Locked);
    assert!(error.to_string().contains(&std::process::id().to_string()), "{error}");
    drop(writer);
    Writer::begin(&path, None).unwrap();
}

#[test]
fn other_folders_and_other_versions_are_not_touched() {
    let desk = Desk::new();
    let foreign = desk.path("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("letter.txt"), "mine").unwrap();
    assert_untouched(&foreign, ErrorKind::Usage);
    for number in ["2\n", "0\n", "4294967296\n", "1.5\n", "one\n", ""] {
        let other = desk.path("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("format"), number).unwrap();
        assert_untouched(&other, ErrorKind::Format);
        fs::remove_dir_all(other).unwrap();
    }
}

/// Nobody reads or writes the folder, and the one file in it stays alone.
fn assert_untouched(path: &Path, kind: ErrorKind) {
    assert_eq!(Store::open(path).err().unwrap().kind(), kind);
    assert_eq!(Writer::begin(path, None).err().unwrap().kind(), kind);
    assert_eq!(fs::read_dir(path).unwrap().count(), 1, "something was written");
}

#[test]
fn one_store_has_one_base() {
    let desk = Desk::new();
    let path = desk.path("store");
    let base = "https://example.org/news/";
    Writer::begin(&path, Some(base)).unwrap().commit(|_, _| Ok(())).unwrap();
    assert_eq!(Writer::begin(&path, None).unwrap().base(), base);
    let error = Writer::begin(&path, Some("https://example.org/other/")).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Usage);
}

/// A JSON Lines file of records with ids.
fn records(desk: &Desk, name: &str, records: &[(&str, &str)]) -> PathBuf {
    let line = |(id, text): &(&str, &str)| format!("{}\n", serde_json::json!({ "id": id, "text": text }));
    desk.page(name, &records.iter().map(line).collect::<String>())
}

#[test]
fn an_id_that_comes_again_replaces_its_text() {
    let desk = Desk::new();
    let monday = records(&desk, "monday.jsonl", &[("press/7", RAILWAY), ("press/8", PORT), ("9", ENERGY)]);
    let tuesday = records(&desk, "tuesday.jsonl", &[("press/7", ENERGY), ("9", PORT)]);
    desk.build("in turn", std::slice::from_ref(&monday));
    let summary = desk.build("in turn", std::slice::from_ref(&tuesday));
    // A bare number is one of its own file alone.
    assert_eq!((summary.changes.added, summary.changes.removed), (2, 1));
    desk.build("together", &[monday.clone(), tuesday]);
    assert_eq!(desk.dump("in turn"), desk.dump("together"));
    let railway = records(&desk, "only.jsonl", &[("press/7", ENERGY), ("press/8", PORT)]);
    assert!(!desk.dump("in turn").iter().any(|quad| quad.contains("中老铁路")));
    desk.build("other", &[railway]);
    // The last of two in one file holds, too.
    let twice = records(&desk, "monday.jsonl", &[("press/7", RAILWAY), ("press/7", ENERGY)]);
    let summary = desk.build("twice", &[twice]);
    assert_eq!((summary.changes.read, summary.changes.added, summary.changes.removed), (2, 1, 0));
}

#[test]
fn what_cannot_be_read_stays_as_it_was() {
    let desk = Desk::new();
    let wire = records(&desk, "wire.jsonl", &[("press/1", RAILWAY), ("press/2", ENERGY), ("press/3", PORT)]);
    let inputs = [wire.clone(), desk.page("page.txt", "中国和老挝举行会谈。")];
    desk.build("store", &inputs);
    let before = desk.dump("store");
    let rebuild = || desk.build_as(Options { skip_bad: true, ..Options::default() }, "store", &inputs);
    let changes = |summary: &Summary| (summary.changes.read, summary.changes.added, summary.changes.removed);
    let retained = |n_of_page: usize, n_of_wire: usize| {
        [("page.txt", n_of_page), ("wire.jsonl", n_of_wire)]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(file, n)| (name(&desk.path(file)).into(), n))
            .collect()
    };

    // A text that is gone, a record that is broken, and one that does not come any more.
    desk.page("page.txt", "");
    desk.page("wire.jsonl", &fs::read_to_string(&wire).unwrap().replacen("press/2\"", "press/2", 1));
    let summary = rebuild();
    assert_eq!((changes(&summary), summary.retained), ((2, 0, 0), retained(1, 1)));
    desk.page("wire.jsonl", fs::read_to_string(&wire).unwrap().rsplit_once("\n{").unwrap().0);
    let summary = rebuild();
    assert_eq!((changes(&summary), summary.retained), ((1, 0, 0), retained(1, 2)));
    assert_eq!(desk.dump("store"), before);

    // What can be read says what it says now, and once all can be, what is gone is gone.
    desk.page("wire.jsonl", "{\"id\":\"press/1\",\"text\":\"越南和泰国签署协议。\"}\n{\n");
    assert_eq!(changes(&rebuild()), (1, 1, 1));
    records(&desk, "wire.jsonl", &[("press/1", RAILWAY)]);
    let summary = rebuild();
    assert_eq!((changes(&summary), summary.retained), ((1, 1, 3), retained(1, 0)));
}

#[test]
fn a_text_that_has_not_changed_is_not_read_again() {
    let desk = Desk::new();
    let pages = [desk.page("railway.txt", RAILWAY), desk.page("energy.txt", ENERGY)];
    desk.build("store", &pages);
    let same = |n_read: &mut usize| {
        let writer = Writer::begin(&desk.path("store"), None).unwrap();
        let options = Options {
            reading: Reading::default(),
            jobs: 1,
            skip_bad: false,
            output: desk.path("store-files"),
            ..Options::default()
        };
        // An extractor of other names counts as another reader.
        let names = sinograph::ontology::Dictionary::read("names", "蓝鹭科技 nt\n").unwrap();
        let extractor = Extractor::with_dictionary(&names).unwrap();
        assert_ne!(extractor.fingerprint(), desk.extractor.fingerprint());
        let count = |step: build::Step| *n_read += step.n_documents;
        build::build(input::find(&pages, &build::written), &extractor, &options, writer, count).unwrap()
    };
    let mut n_read = 0;
    assert_eq!(same(&mut n_read).changes.added, 0);
    assert_eq!(n_read, 2);
}

#[test]
fn a_document_that_was_removed_comes_back_with_its_page() {
    let desk = Desk::new();
    let page = desk.page("page.txt", RAILWAY);
    desk.build("store", std::slice::from_ref(&page));
    let before = desk.dump("store");
    let document = Store::open(&desk.path("store")).unwrap().documents().unwrap().remove(0);
    assert_eq!(desk.remove("store", document.as_str()), [document.as_str()]);
    assert_eq!(desk.build("store", &[page]).changes.added, 1);
    assert_eq!(desk.dump("store"), before);
}

#[test]
fn a_store_is_sound_with_or_without_its_ledger() {
    let desk = Desk::new();
    let a = desk.page("a.txt", RAILWAY);
    let b = desk.page("b.txt", RAILWAY);
    desk.build("store", &[a.clone(), b.clone()]);
    let check = || build::check(&Store::open(&desk.path("store")).unwrap()).unwrap();
    assert_eq!(check().faults, [""; 0]);
    let before = desk.dump("store");
    // The last is of an earlier form, which is no fault.
    for (damage, n_faults) in [
        (None, 1),
        (Some("ledger"), 1),
        (Some("ledger\n\u{3}\u{0}\u{0}\u{0}\u{7f}"), 1),
        (Some("ledger\n\u{2}\u{0}\u{0}\u{0}\u{7f}"), 0),
    ] {
        let generation = desk.generations("store").remove(0);
        let ledger = desk.path("store").join(generation).join("ledger");
        match damage {
            None => fs::remove_file(&ledger).unwrap(),
            Some(bytes) => fs::write(&ledger, bytes).unwrap(),
        }
        assert_eq!(check().faults.len(), n_faults, "{damage:?}: {:?}", check().faults);
        let summary = desk.build("store", std::slice::from_ref(&b));
        assert_eq!((summary.changes.added, summary.changes.removed), (0, 0));
        assert_eq!(desk.dump("store"), before);
        assert_eq!(check().faults, [""; 0]);
    }
}

#[test]
fn a_store_that_says_something_else_is_not_sound() {
    let desk = Desk::new();
    let page = desk.page("page.txt", RAILWAY);
    desk.build("store", &[page]);
    let document = Store::open(&desk.path("store")).unwrap().documents().unwrap().remove(0);
    let summary = oxigraph::model::NamedNode::new("https://w3id.org/sinograph/summary").unwrap();
    for graph in [document, summary] {
        let mut writer = Writer::begin(&desk.path("store"), None).unwrap();
        let quads = writer.graph(graph.as_ref()).unwrap();
        writer.take_away(&quads[..1]).unwrap();
        let beside = desk.path("store").join(desk.generations("store").remove(0));
        let [ledger, almanac] = ["ledger", "almanac"].map(|name| fs::read(beside.join(name)).unwrap());
        let copy = |which, to: &mut dyn Write| match which {
            Beside::Ledger => to.write_all(&ledger),
            Beside::Almanac => to.write_all(&almanac),
        };
        writer.commit(copy).unwrap();
        let faults = build::check(&Store::open(&desk.path("store")).unwrap()).unwrap().faults;
        assert!(!faults.is_empty(), "nobody misses {}", quads[0]);
    }
}

#[test]
fn the_store_holds_what_the_pages_say_and_nothing_else() {
    let desk = Desk::new();
    let nasty = "中国\"\"\"和\\老挝]]>签署“@zh .”协议，&lt;=cmd()\r\n\u{fffe}\u{7f}中国\t表示\u{85}欢迎。";
    let pages = [
        desk.page("a b\">.txt", RAILWAY),
        desk.page("nasty.txt", &format!("{}{nasty}", ENERGY.repeat(3))),
        desk.page("port.txt", PORT),
    ];
    desk.build("store", &pages);
    let vocabulary = Vocabulary::default();
    let (mut said, mut graph) = (Vec::new(), KnowledgeGraph::new());
    for page in &pages {
        let source = Source::new(name(page), fs::read_to_string(page).unwrap());
        let index = CharIndex::new(&source.text);
        for extraction in desk.extractor.extract(&source) {
            said.extend(document_quads(&vocabulary, &extraction, &[Origin::from(&source)], &index));
            graph.add(Contribution::of(
                &extraction.document,
                &extraction.mentions,
                &extraction.resolution,
                &extraction.relations,
            ));
        }
    }
    let store = Store::open(&desk.path("store")).unwrap();
    let digest = read_graph(&vocabulary, store.quads().unwrap()).digest;
    said.extend(summary_quads(&vocabulary, &Network { digest, ..graph.network() }));
    let mut said: Vec<String> = said.iter().map(ToString::to_string).collect();
    said.sort();
    assert_eq!(desk.dump("store"), said);
}

/// A store of each format that there ever was, packed: the paths and bytes of its files.
const FORMATS: [(&str, &str); 1] =
    [("tests/stores/format-1.zst", "e5670912c3955d595b0720fd03d745ae018e0dc7de1fb14686eee6a4d2a022b3")];

#[test]
fn a_store_of_every_format_opens_answers_and_grows() {
    let query = "SELECT ?c { ?c a sg:Country ; rdfs:label '老挝'@zh }";
    for (file, digest) in FORMATS {
        let desk = Desk::new();
        unpack(&fs::read(file).unwrap(), &desk.path("store"));
        let store = Store::open(&desk.path("store")).unwrap();
        assert_eq!(build::check(&store).unwrap().faults, [""; 0], "{file}");
        assert_eq!(read_graph(&Vocabulary::default(), store.quads().unwrap()).digest, digest, "{file}");
        let answer = ask(&store, query, &Limits::default()).unwrap();
        assert!(matches!(&answer, Answer::Solutions(found) if found.rows.len() == 1), "{file}: {answer:?}");
        let n_documents = store.documents().unwrap().len();
        drop(store);
        assert_eq!(desk.build("store", &[desk.page("port.txt", PORT)]).changes.added, 1, "{file}");
        let store = Store::open(&desk.path("store")).unwrap();
        assert_eq!(store.documents().unwrap().len(), n_documents + 1, "{file}");
        assert_eq!(build::check(&store).unwrap().faults, [""; 0], "{file}");
    }
}

type Packed = Vec<(String, Vec<u8>)>;

fn unpack(packed: &[u8], folder: &Path) {
    let files: Packed = postcard::from_bytes(&zstd::decode_all(packed).unwrap()).unwrap();
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// How the stores of [`FORMATS`] were made; for the next format.
#[test]
#[ignore = "writes a file into `tests/stores`"]
fn a_store_is_packed() {
    let desk = Desk::new();
    desk.page("railway.txt", RAILWAY);
    desk.page("energy.txt", ENERGY);
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_sinograph"));
    let built =
        program.args(["build", "railway.txt", "energy.txt", "--store", "store"]).current_dir(desk.folder.path());
    assert!(built.status().unwrap().success());
    let mut files = Packed::new();
    pack(&desk.path("store"), Path::new(""), &mut files);
    let packed = zstd::encode_all(postcard::to_stdvec(&files).unwrap().as_slice(), 19).unwrap();
    let format = fs::read_to_string(desk.path("store/format")).unwrap();
    fs::write(format!("tests/stores/format-{}.zst", format.trim()), packed).unwrap();
}

/// All files of a store but the log of its database, which tells of the machine.
fn pack(folder: &Path, name: &Path, files: &mut Packed) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.strip_prefix(folder).unwrap();
        if path.is_dir() {
            pack(folder, name, files);
        } else if !name.ends_with("LOG") {
            files.push((name.to_str().unwrap().to_owned(), fs::read(&path).unwrap()));
        }
    }
}
