//! A store that is half built, the other half of the archive, and what must be true when its build is cut off.
//!
//! `SINOGRAPH_KILLS` asks for more rounds than the few that run by default.

#![allow(dead_code, reason = "no test needs all of it")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(clippy::print_stderr, reason = "a test says what it passes over")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use sinograph::build::{self, Checked};
use sinograph::store::Store;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_sinograph");
const PLACES: [&str; 6] = ["哈萨克斯坦", "乌兹别克斯坦", "老挝", "肯尼亚", "塔吉克斯坦", "印度尼西亚"];

/// A store built from half of an archive, and the whole archive.
pub struct Scene {
    pub folder: tempfile::TempDir,
    /// The digests of the store before and after the whole archive is built.
    pub before: String,
    pub after: String,
    /// How long that takes.
    pub time: Duration,
}

impl Scene {
    pub fn new(n_records: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let half = archive(0..n_records / 2);
        fs::write(folder.path().join("archive.jsonl"), &half).unwrap();
        let mut scene = Scene { folder, before: String::new(), after: String::new(), time: Duration::ZERO };
        assert!(scene.build("ready").status.success());
        scene.before = scene.digest("ready");
        fs::write(scene.path("archive.jsonl"), half + &archive(n_records / 2..n_records)).unwrap();
        scene.copy("whole");
        let start = Instant::now();
        assert!(scene.build("whole").status.success());
        scene.time = start.elapsed();
        scene.after = scene.digest("whole");
        assert_ne!(scene.before, scene.after);
        scene
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a copy of the store as it is before the whole archive is built.
    pub fn copy(&self, store: &str) {
        let _ = fs::remove_dir_all(self.path(store));
        copy(&self.path("ready"), &self.path(store));
    }

    /// The build of the archive into a store, run by `program`; its files stand beside the store.
    pub fn command(&self, program: &[&str], store: &str) -> Command {
        let (first, rest) = program.split_first().unwrap();
        let mut command = Command::new(first);
        command.args(rest).args(["build", "archive.jsonl", "--jobs", "1", "--store", store]);
        command.args(["--output", &files(store)]);
        command.current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    pub fn build(&self, store: &str) -> Output {
        self.command(&[PROGRAM], store).output().unwrap()
    }

    pub fn check(&self, store: &str) -> Checked {
        build::check(&Store::open(&self.path(store)).unwrap()).unwrap()
    }

    pub fn digest(&self, store: &str) -> String {
        let counts = Command::new(PROGRAM)
            .args(["stats", "--format", "json", "--store", store])
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let counts: serde_json::Value = serde_json::from_slice(&counts.stdout).unwrap();
        counts["digest"].as_str().unwrap().to_owned()
    }

    /// The store is sound and says all or nothing of the archive; the next build completes it and leaves nothing.
    pub fn must_recover(&self, store: &str, what: &str) {
        assert_eq!(self.check(store).faults, [""; 0], "{what}");
        let digest = self.digest(store);
        assert!(digest == self.before || digest == self.after, "{what}: half of a build is in the store");
        assert!(self.build(store).status.success(), "{what}: the next build fails");
        assert_eq!(self.digest(store), self.after, "{what}");
        assert_eq!(self.check(store).faults, [""; 0], "{what}");
        let mut left: Vec<String> = entries(&self.path(store));
        left.retain(|name| !["CURRENT", "format", "lock"].contains(&name.as_str()));
        assert_eq!(left.len(), 1, "{what}: {left:?}");
        let files = entries(&self.path(&files(store)));
        assert!(files.iter().all(|name| !name.ends_with(".part")), "{what}: {files:?}");
    }
}

/// The folder of the files beside a store.
fn files(store: &str) -> String {
    format!("{store}-files")
}

pub fn archive(records: std::ops::Range<usize>) -> String {
    let record = |n: usize| {
        let place = PLACES[n % PLACES.len()];
        let text = format!("本报讯 蓝鹭科技集团第{n}号项目在{place}开工。中国与{place}表示欢迎。");
        format!("{}\n", serde_json::json!({ "id": format!("record-{n}"), "text": text }))
    };
    records.map(record).collect()
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for name in entries(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

pub fn entries(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// So many rounds, or as many as `SINOGRAPH_KILLS` asks for.
pub fn rounds(few: usize) -> usize {
    std::env::var("SINOGRAPH_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

/// Whether system calls can be watched, and made to fail.
pub fn has_strace() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|it| it.success());
    if !works {
        eprintln!("passed over: there is no strace to watch system calls");
    }
    works
}
