//! A build that is killed, or that the system fails, leaves the store as it was or as it was to be, and the next
//! build completes it.
//!
//! `SINOGRAPH_KILLS` asks for more rounds than the few that run by default.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(clippy::print_stderr, reason = "a test says what it passes over")]
#![cfg(all(feature = "disk", target_os = "linux"))]

mod scene;

use std::fs;
use std::process::{Output, Stdio};
use std::thread;

use scene::{PROGRAM, Scene, has_strace, rounds};

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

/// The calls by which it reads.
const READS: [&str; 2] = ["read,pread64", "openat"];

/// Tries an injection at the first, second … of each kind of call, in steps that grow, until there are no more.
fn at_many_calls(kinds: &[&str], how: &str, mut look: impl FnMut(&Output, &str)) {
    let scene = Scene::new(12);
    let is_thorough = rounds(0) > 0;
    let mut n_hits = 0;
    for calls in kinds {
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
    assert!(n_hits > kinds.len(), "only {n_hits} calls were met");
    eprintln!("{how}: {n_hits} points");
}

#[test]
fn a_build_can_be_killed_at_any_system_call() {
    if has_strace() {
        at_many_calls(&CALLS, "signal=KILL", |output, what| assert!(!output.status.success(), "{what}"));
    }
}

/// A call that fails is an error of exit code 5, told in words, with the store as it was or as it was to be. What is
/// only tidied up may fail without a word.
fn must_be_told(kinds: &[&str], how: &str) {
    if has_strace() {
        at_many_calls(kinds, how, |output, what| {
            let code = output.status.code();
            let told = String::from_utf8_lossy(&output.stderr);
            if code == Some(127) && told.contains("shared libraries") {
                return; // The program has not begun.
            }
            assert!(code == Some(0) || code == Some(5), "{what}: {code:?} {told}");
            assert!(code == Some(0) || told.starts_with("error: "), "{what}: {told}");
            assert!(!told.contains("panicked"), "{what}: {told}");
        });
    }
}

#[test]
fn a_full_disk_leaves_the_store() {
    must_be_told(&CALLS, "error=ENOSPC");
}

#[test]
fn a_broken_disk_leaves_the_store() {
    must_be_told(&CALLS, "error=EIO");
}

#[test]
fn a_disk_that_cannot_be_read_leaves_the_store() {
    must_be_told(&READS, "error=EIO");
}

#[test]
fn a_quota_that_is_used_up_leaves_the_store() {
    must_be_told(&CALLS, "error=EDQUOT");
}
