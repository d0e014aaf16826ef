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

#[test]
fn clock_zone_and_language_do_not_matter() {
    let usual = dump(desk().path()).stdout;
    for setting in ["TZ=Asia/Tokyo LC_ALL=C", "TZ=America/St_Johns LC_ALL=zh_CN.UTF-8 LANG=tr_TR.UTF-8", "TZ=:bad"] {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("page.txt"), PAGE).unwrap();
        let output = run(desk.path(), &format!("{setting} exec \"$0\" build page.txt"));
        assert!(output.status.success(), "{setting}");
        assert_eq!(dump(desk.path()).stdout, usual, "{setting}");
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
