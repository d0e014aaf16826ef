//! A build that is killed, or that the system fails, leaves the store as it was or as it was to be, and the next
//! build completes it.
//!
//! `SINOGRAPH_KILLS` asks for more rounds than the few that run by default.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(clippy::print_stderr, reason = "a test says what it passes over")]
#![cfg(all(feature = "disk", target_os = "linux"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use sinograph::build::{self, Checked};
use sinograph::store::Store;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sinograph");
const PLACES: [&str; 6] = ["哈萨克斯坦", "乌兹别克斯坦", "老挝", "肯尼亚", "塔吉克斯坦", "印度尼西亚"];

/// A store built from half of an archive, and the whole archive.
struct Scene {
    folder: tempfile::TempDir,
    /// The digests of the store before and after the whole archive is built.
    before: String,
    after: String,
    /// How long that takes.
    time: Duration,
}

impl Scene {
    fn new(n_records: usize) -> Self {
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

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a copy of the store as it is before the whole archive is built.
    fn copy(&self, store: &str) {
        let _ = fs::remove_dir_all(self.path(store));
        copy(&self.path("ready"), &self.path(store));
    }

    fn command(&self, program: &[&str], store: &str) -> Command {
        let (first, rest) = program.split_first().unwrap();
        let mut command = Command::new(first);
        command.args(rest).args(["build", "archive.jsonl", "--jobs", "1", "--output", "files", "--store", store]);
        command.current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    fn build(&self, store: &str) -> Output {
        self.command(&[PROGRAM], store).output().unwrap()
    }

    fn check(&self, store: &str) -> Checked {
        build::check(&Store::open(&self.path(store)).unwrap()).unwrap()
    }

    fn digest(&self, store: &str) -> String {
        let counts = Command::new(PROGRAM)
            .args(["stats", "--format", "json", "--store", store])
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let counts: serde_json::Value = serde_json::from_slice(&counts.stdout).unwrap();
        counts["digest"].as_str().unwrap().to_owned()
    }

    /// The store is sound and says all or nothing of the archive; the next build completes it and leaves nothing.
    fn must_recover(&self, store: &str, what: &str) {
        assert_eq!(self.check(store).faults, [""; 0], "{what}");
        let digest = self.digest(store);
        assert!(digest == self.before || digest == self.after, "{what}: half of a build is in the store");
        assert!(self.build(store).status.success(), "{what}: the next build fails");
        assert_eq!(self.digest(store), self.after, "{what}");
        assert_eq!(self.check(store).faults, [""; 0], "{what}");
        let mut left: Vec<String> = entries(&self.path(store));
        left.retain(|name| !["CURRENT", "format", "lock"].contains(&name.as_str()));
        assert_eq!(left.len(), 1, "{what}: {left:?}");
        let files = entries(&self.path("files"));
        assert!(files.iter().all(|name| !name.ends_with(".part")), "{what}: {files:?}");
    }
}

fn archive(records: std::ops::Range<usize>) -> String {
    let record = |n: usize| {
        let place = PLACES[n % PLACES.len()];
        let text = format!("本报讯 蓝鹭科技集团第{n}号项目在{place}开工。中国与{place}表示欢迎。");
        format!("{}\n", serde_json::json!({ "id": format!("record-{n}"), "text": text }))
    };
    records.map(record).collect()
}

fn copy(from: &Path, to: &Path) {
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

fn entries(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn rounds(few: usize) -> usize {
    std::env::var("SINOGRAPH_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

#[test]
fn a_build_can_be_killed_at_any_moment() {
    let scene = Scene::new(60);
    let rounds = rounds(8);
    for round in 0..rounds {
        scene.copy("store");
        let mut child = scene.command(&[PROGRAM], "store").stderr(Stdio::null()).spawn().unwrap();
        // Spread evenly over the build, and a little beyond its end.
        let moment = scene.time.mul_f64(1.1 * (round as f64 + 0.5) / rounds as f64);
        thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        scene.must_recover("store", &format!("killed after {moment:?} of {:?}", scene.time));
    }
}

/// Whether system calls can be made to fail.
fn has_strace() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|it| it.success());
    if !works {
        eprintln!("passed over: there is no strace to make system calls fail");
    }
    works
}

/// Makes the `n`th of some system calls end as `how` says, in every thread; whether it came to that many.
fn inject(scene: &Scene, calls: &str, how: &str, n: usize) -> (Output, bool) {
    let log = scene.path("strace.log");
    let rule = format!("inject={calls}:{how}:when={n}");
    let trace = format!("trace={calls}");
    let log_name = log.to_string_lossy().into_owned();
    let strace = ["strace", "-f", "-qq", "-o", &log_name, "-e", &trace, "-e", &rule, PROGRAM];
    let output = scene.command(&strace, "store").output().unwrap();
    let log = fs::read_to_string(log).unwrap();
    let is_hit = log.contains("INJECTED") || log.contains("SIGKILL");
    (output, is_hit)
}

/// The calls by which a build changes the disk.
const CALLS: [&str; 6] = [
    "write,pwrite64,writev",
    "fsync,fdatasync",
    "rename,renameat,renameat2",
    "mkdir",
    "unlink,unlinkat",
    "link,linkat",
];

/// Tries an injection at the first, second … of each kind of call, in steps that grow, until there are no more.
fn at_many_calls(how: &str, mut look: impl FnMut(&Output, &str)) {
    let scene = Scene::new(12);
    let is_thorough = rounds(0) > 0;
    let mut n_hits = 0;
    for calls in CALLS {
        let mut n = 1;
        loop {
            scene.copy("store");
            let (output, is_hit) = inject(&scene, calls, how, n);
            if !is_hit {
                break;
            }
            n_hits += 1;
            let what = format!("{how} at call {n} of {calls}");
            look(&output, &what);
            scene.must_recover("store", &what);
            n = if is_thorough { n + 1 + n / 20 } else { n * 5 };
        }
    }
    assert!(n_hits > 6, "only {n_hits} calls were met");
    eprintln!("{how}: {n_hits} points");
}

#[test]
fn a_build_can_be_killed_at_any_system_call() {
    if has_strace() {
        at_many_calls("signal=KILL", |output, what| assert!(!output.status.success(), "{what}"));
    }
}

#[test]
fn a_full_disk_leaves_the_store() {
    if has_strace() {
        at_many_calls("error=ENOSPC", |output, what| {
            // What is only tidied up may fail without a word; whatever else fails is told as such.
            let code = output.status.code();
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(code == Some(0) || code == Some(5), "{what}: {code:?} {told}");
            assert!(code == Some(0) || told.starts_with("error: "), "{what}: {told}");
        });
    }
}
