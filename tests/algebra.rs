//! The store after any sequence of building, editing and removing says what a fresh build of the same texts says.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]
#![cfg(feature = "disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use sinograph::build::{self, Options};
use sinograph::input::{self, Reading};
use sinograph::pipeline::Extractor;
use sinograph::store::{Store, Writer};

const TEXTS: [&str; 7] = [
    "中老铁路开通\n\n  本报讯 中国和老挝2日举行仪式。中老铁路由中国国家铁路集团有限公司参与建设。\n",
    "能源合作\n\n  本报讯 哈萨克斯坦与中国石油天然气集团有限公司签署协议，中国表示欢迎。\n",
    "港口通航\n\n  本报讯 中国交通建设集团有限公司3日在斯里兰卡承建港口。\n",
    "蓝鹭科技集团董事长林知远12日访问乌兹别克斯坦。林知远会见了塔什干市市长。",
    "蓝鹭科技集团董事长林知远12日访问乌兹别克斯坦。双方同意建设海岚产业园。",
    "据新华社电 外交部发言人说，中国愿同老挝加强合作。",
    "没有名字的一句话。",
];

const FILES: [&str; 4] = ["a.txt", "b.txt", "c.jsonl", "d.jsonl"];

/// A record of a JSON Lines file: its text, its id if it has one, its date if it has one.
type Record = (usize, Option<u8>, bool);

/// What can happen between two looks at the store.
#[derive(Clone, Debug)]
enum Step {
    /// Some files get new content.
    Edit(Vec<(usize, Vec<Record>)>),
    /// Some files are built, in this order, with so many jobs.
    Build(Vec<usize>, usize),
    /// A file is taken out of the store.
    Remove(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let record = (0..TEXTS.len(), prop::option::of(0..3_u8), any::<bool>());
    let content = (0..FILES.len(), prop::collection::vec(record, 1..4));
    let build = prop::collection::vec(0..FILES.len(), 1..5);
    let step = prop_oneof![
        3 => prop::collection::vec(content, 1..3).prop_map(Step::Edit),
        4 => (build, 1..3_usize).prop_map(|(files, jobs)| Step::Build(files, jobs)),
        1 => (0..FILES.len()).prop_map(Step::Remove),
    ];
    prop::collection::vec(step, 1..8)
}

/// The file `name` with these records. A page takes the text of the first alone.
fn content(name: &str, records: &[Record]) -> String {
    if name.ends_with(".txt") {
        return TEXTS[records[0].0].to_owned();
    }
    let line = |(text, id, is_dated): &Record| {
        let mut record = serde_json::json!({ "text": TEXTS[*text] });
        if let Some(id) = id {
            record["id"] = format!("{name}/{id}").into();
        }
        if *is_dated {
            record["date"] = "2023-05-18".into();
        }
        format!("{record}\n")
    };
    records.iter().map(line).collect()
}

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fn run(folder: &Path, store: &str, files: &[usize], jobs: usize) {
    let paths: Vec<PathBuf> = files.iter().map(|&file| folder.join(FILES[file])).collect();
    let options = Options {
        reading: Reading::default(),
        jobs,
        skip_bad: false,
        output: folder.join("files"),
        ..Options::default()
    };
    let writer = Writer::begin(&folder.join(store), None).unwrap();
    build::build(input::find(&paths, &build::written), &EXTRACTOR, &options, writer, |_| ()).unwrap();
}

fn dump(folder: &Path, store: &str) -> Vec<String> {
    let quads = Store::open(&folder.join(store)).unwrap().quads().unwrap();
    let mut lines: Vec<String> = quads.iter().map(ToString::to_string).collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn any_way_to_the_same_texts_gives_the_same_store(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for name in FILES {
            fs::write(folder.join(name), content(name, &[(0, None, false)])).unwrap();
        }
        // What each file that the store holds said when it was built.
        let mut built: BTreeMap<usize, String> = BTreeMap::new();
        run(folder, "store", &[0], 1);
        built.insert(0, content(FILES[0], &[(0, None, false)]));
        for step in steps {
            match step {
                Step::Edit(contents) => {
                    for (file, records) in contents {
                        fs::write(folder.join(FILES[file]), content(FILES[file], &records)).unwrap();
                    }
                }
                Step::Build(files, jobs) => {
                    run(folder, "store", &files, jobs);
                    for file in files {
                        built.insert(file, fs::read_to_string(folder.join(FILES[file])).unwrap());
                    }
                }
                Step::Remove(file) => {
                    let writer = Writer::begin(&folder.join("store"), None).unwrap();
                    let name = input::name(&folder.join(FILES[file]));
                    build::remove(writer, &[name]).unwrap();
                    built.remove(&file);
                }
            }
        }
        for (file, text) in &built {
            fs::write(folder.join(FILES[*file]), text).unwrap();
        }
        let files: Vec<usize> = built.keys().rev().copied().collect();
        if files.is_empty() {
            let quads = dump(folder, "store");
            prop_assert!(quads.iter().all(|quad| !quad.contains("/document/")), "{quads:?}");
        } else {
            run(folder, "fresh", &files, 2);
            prop_assert_eq!(dump(folder, "store"), dump(folder, "fresh"));
        }
    }
}

/// Few where every test runs; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
}
