//! Stores with a wrong byte, systems that give little: a defined answer, never a panic, never a wrong fact.
//!
//! `SINOGRAPH_FLIPS` asks for more flipped bytes than the few that are tried by default.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a test stops where it fails, and says how much it saw")]
#![cfg(all(feature = "disk", target_os = "linux"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_sinograph");
const PAGE: &str = "中老铁路开通\n\n  本报讯 中国和老挝2日举行仪式。中老铁路由中国国家铁路集团有限公司参与建设。\n";

fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), PAGE).unwrap();
    let output = run(folder.path(), "exec \"$0\" build page.txt");
    assert!(output.status.success());
    folder
}

/// Runs a line of shell in which `$0` is the program.
fn run(folder: &Path, line: &str) -> Output {
    Command::new("sh").args(["-c", line, PROGRAM]).current_dir(folder).output().unwrap()
}

fn dump(folder: &Path) -> Output {
    run(folder, "exec \"$0\" export --format nq")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if fs::metadata(&path).unwrap().len() > 0 {
            found.push(path);
        }
    }
}

#[test]
fn a_flipped_byte_is_found_or_does_no_harm() {
    let desk = desk();
    let folder = desk.path();
    let whole = dump(folder).stdout;
    assert!(whole.len() > 1000);
    let mut found = Vec::new();
    files(&folder.join("output/store"), &mut found);
    let n_flips: usize = std::env::var("SINOGRAPH_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let sizes: Vec<usize> = found.iter().map(|path| fs::metadata(path).unwrap().len() as usize).collect();
    let (mut n_found, mut n_harmless) = (0, 0);
    for flip in 0..n_flips {
        // As many in each file, spread over its length.
        let (file, nth) = (flip % found.len(), flip / found.len());
        let each = n_flips.div_ceil(found.len());
        let at = sizes[file] * (2 * nth + 1) / (2 * each);
        let path = &found[file];
        let bytes = fs::read(path).unwrap();
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x41;
        fs::write(path, damaged).unwrap();
        let checked = run(folder, "exec timeout 60 \"$0\" stats --check");
        let told = String::from_utf8_lossy(&checked.stderr).into_owned();
        let what = format!("byte {at} of {}: {told}", path.display());
        match checked.status.code() {
            Some(0) => {
                n_harmless += 1;
                assert_eq!(dump(folder).stdout, whole, "{what}");
            }
            Some(2 | 5 | 6) => n_found += 1,
            code => unreachable!("{what} {code:?}"),
        }
        assert!(!told.contains("panicked"), "{what}");
        fs::write(path, bytes).unwrap();
    }
    eprintln!("{n_found} flipped bytes found, {n_harmless} without effect");
    assert!(n_found > 0);
}

/// Everything that a build of the page makes and says, and what is read from it, in some setting.
fn made(setting: &str) -> Vec<(&'static str, Vec<u8>)> {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("page.txt"), PAGE).unwrap();
    let lines = [
        "build page.txt",
        "extract page.txt",
        "stats --format json",
        "lookup 老挝",
        "explain 中国 老挝",
        "export --format nq",
        "audit",
    ];
    let mut made = Vec::new();
    for line in lines {
        let output = run(desk.path(), &format!("{setting} timeout 60 \"$0\" {line}"));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !told.contains("panicked"), "{setting} {line}: {told}");
        made.push((line, output.stdout));
    }
    for file in ["graph.ttl", "graph.dot"] {
        made.push((file, fs::read(desk.path().join("output").join(file)).unwrap()));
    }
    made
}

#[test]
fn zone_and_language_do_not_matter() {
    let usual = made("");
    let zones = ["UTC", "Asia/Tokyo", "America/St_Johns", ":bad"];
    let languages = ["C", "zh_CN.UTF-8", "tr_TR.UTF-8", "bad"];
    for zone in zones {
        for language in languages {
            let setting = format!("TZ={zone} LC_ALL={language} LANG={language}");
            assert!(made(&setting) == usual, "{setting}");
        }
    }
}

#[test]
fn the_clock_does_not_matter() {
    if !Command::new("faketime").args(["2038-01-20", "true"]).status().is_ok_and(|status| status.success()) {
        eprintln!("passed over: there is no faketime to set another clock");
        return;
    }
    let usual = made("");
    for clock in ["1970-01-02 00:00:00", "1999-12-31 23:59:59", "2038-01-20 00:00:00", "2106-02-08 00:00:00"] {
        // Waiting goes by the real clock; with a false one it would never end.
        let setting = format!("FAKETIME_DONT_FAKE_MONOTONIC=1 faketime '{clock}'");
        assert!(made(&setting) == usual, "{clock}");
    }
}

#[test]
fn few_open_files_are_enough_or_said_to_be_too_few() {
    let desk = desk();
    for limit in [64, 24, 12] {
        let output = run(desk.path(), &format!("ulimit -n {limit}; exec \"$0\" stats"));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code();
        assert!(code == Some(0) || code == Some(5) && told.starts_with("error: "), "{limit}: {code:?} {told}");
    }
    fs::write(desk.path().join("page.txt"), format!("{PAGE}中国表示欢迎。\n")).unwrap();
    for limit in [64, 24, 12] {
        let output = run(desk.path(), &format!("ulimit -n {limit}; exec \"$0\" build page.txt"));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code();
        assert!(code == Some(0) || code == Some(5) && told.starts_with("error: "), "{limit}: {code:?} {told}");
        assert!(run(desk.path(), "exec \"$0\" stats --check").status.success(), "{limit}");
    }
}

#[test]
fn a_file_size_limit_is_an_error_not_a_death() {
    let desk = desk();
    let before = dump(desk.path()).stdout;
    let more: String = (0..400).map(|n| format!("中国与{n}号公司在老挝会谈。\n")).collect();
    fs::write(desk.path().join("page.txt"), format!("{PAGE}{more}")).unwrap();
    let output = run(desk.path(), "ulimit -f 40; exec \"$0\" build page.txt");
    assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(dump(desk.path()).stdout, before);
}

/// Runs lines of shell in a place where they may mount; `None` where nobody may.
fn run_mounted(folder: &Path, lines: &str) -> Option<Output> {
    let may_mount = Command::new("unshare").args(["-rm", "true"]).status().is_ok_and(|status| status.success());
    if !may_mount {
        eprintln!("passed over: there is no unshare to mount with");
        return None;
    }
    Some(Command::new("unshare").args(["-rm", "sh", "-c", lines, PROGRAM]).current_dir(folder).output().unwrap())
}

fn must_fail(output: &Output, what: &str) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(5), "{what}: {told}");
    let n_errors = told.lines().filter(|line| line.starts_with("error: ")).count();
    assert!(n_errors == 1 && told.contains("caused by: ") && !told.contains("panicked"), "{what}: {told}");
}

#[test]
fn a_store_that_cannot_be_written_can_be_read() {
    let desk = desk();
    let before = dump(desk.path()).stdout;
    fs::write(desk.path().join("page.txt"), format!("{PAGE}中国表示欢迎。\n")).unwrap();
    let closed = "mount --bind output output && mount -o remount,ro,bind output output && exec \"$0\"";
    let Some(read) = run_mounted(desk.path(), &format!("{closed} export --format nq")) else { return };
    assert!(read.status.success() && read.stdout == before, "{}", String::from_utf8_lossy(&read.stderr));
    for line in ["build page.txt", "build page.txt --store elsewhere", "remove page.txt", "export -o output/x.nq"] {
        let output = run_mounted(desk.path(), &format!("{closed} {line}")).unwrap();
        must_fail(&output, line);
        assert_eq!(dump(desk.path()).stdout, before, "{line}");
    }
}

#[test]
fn a_disk_that_is_full_leaves_the_store() {
    let desk = desk();
    let before = dump(desk.path()).stdout;
    let more: String = (0..400).map(|n| format!("中国与{n}号公司在老挝会谈。\n")).collect();
    fs::write(desk.path().join("page.txt"), format!("{PAGE}{more}")).unwrap();
    let small = "mkdir -p small && mount -t tmpfs -o size=1m tmpfs small && cp -a output small/ && cp page.txt small/ && \
                 cd small && \"$0\" build page.txt; code=$?; \"$0\" export --format nq; exit $code";
    let Some(output) = run_mounted(desk.path(), small) else { return };
    must_fail(&output, "a disk of a mebibyte");
    assert!(output.stdout == before, "the store is no longer what it was");
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let desk = desk();
    let code_of = |line: &str| {
        let output = run(desk.path(), &format!("exec \"$0\" {line}"));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.starts_with("error: ") && !told.contains("panicked"), "{line}: {told}");
        output.status.code()
    };
    // What is asked for is not there, or something else stands in its place: a wrong request, not a broken disk.
    assert_eq!(code_of("stats --store nowhere"), Some(2));
    assert_eq!(code_of("build page.txt --store page.txt"), Some(2));
    assert_eq!(code_of("export -o page.txt/graph.nq"), Some(5));
    assert!(!desk.path().join("nowhere").exists());
}
