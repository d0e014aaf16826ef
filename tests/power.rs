//! The power goes: what was not synced is lost, and the store is the old one or the new one all the same.
//!
//! No plug is pulled. The system calls of a build are written down and done again on a disk that forgets; what it
//! has left after each of many calls is laid out and opened. `SINOGRAPH_KILLS` asks for all of them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(clippy::print_stderr, reason = "a test says how much it saw")]
#![cfg(all(feature = "disk", target_os = "linux"))]

mod scene;

#[path = "power/disk.rs"]
mod disk;
#[path = "power/log.rs"]
mod log;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use disk::{Disk, Left};
use log::Call;
use scene::{PROGRAM, Scene, has_strace, rounds};
use sinograph::ErrorKind;
use sinograph::store::Store;

const CALLS: &str = "trace=openat,write,pwrite64,writev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,\
                     mkdir,mkdirat,rmdir,unlink,unlinkat,copy_file_range,sendfile,mmap";

/// Builds a store below the folder `disk` and writes down its calls.
fn watched(scene: &Scene, store: &str) -> Vec<Call> {
    let log = scene.path("strace.log").to_string_lossy().into_owned();
    let strace = ["strace", "-f", "-qq", "-y", "-xx", "-s", "1000000000", "-o", &log, "-e", CALLS, PROGRAM];
    // Standard output tells that it is done.
    let output = scene.command(&strace, store).stdout(fs::File::create(scene.path("said")).unwrap()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    log::read(&fs::read_to_string(log).unwrap())
}

/// What is left after each call that can change it, and whether the program has said that it is done.
fn replay(scene: &Scene, store: &str, mut look: impl FnMut(&Disk, usize, &Call, bool)) {
    let here = fs::canonicalize(scene.folder.path()).unwrap();
    let mut disk = Disk::of(&here.join("disk"));
    let mut is_done = false;
    for (n, call) in watched(scene, store).iter().enumerate() {
        is_done |= call.name == "write" && call.descriptor(0) == "1";
        if disk.apply(call, &here) || is_done {
            look(&disk, n, call, is_done);
        }
    }
    assert!(is_done);
    assert!(disk.left(Left::All) == Disk::of(&here.join("disk")).left(Left::All), "the calls were not understood");
}

/// Lays out what is left in the folder `left`.
fn lay(scene: &Scene, disk: &Disk, left: Left) {
    let _ = fs::remove_dir_all(scene.path("left"));
    for (path, content) in disk.left(left) {
        let path = scene.path("left").join(path);
        match content {
            None => fs::create_dir(path).unwrap(),
            Some(content) => fs::write(path, content).unwrap(),
        }
    }
}

/// Whether a call puts a generation of the store in force.
fn puts_in_force(call: &Call) -> bool {
    call.name == "rename" && call.path(1, Path::new("")).ends_with("store/CURRENT")
}

/// Files and folders that are meant are on disk as they are seen.
fn must_be_kept(disk: &Disk, is_meant: impl Fn(&Path) -> bool, what: &str) {
    let (kept, seen) = (disk.left(Left::Synced), disk.left(Left::All));
    let mut meant = seen.iter().filter(|(path, _)| is_meant(path)).peekable();
    assert!(meant.peek().is_some(), "{what}: there is nothing");
    for (path, content) in meant {
        assert!(kept.get(path) == Some(content), "{what}: {} is not on disk", path.display());
    }
}

/// The digest of the store that was laid out; the one before where there is none yet.
fn digest(scene: &Scene, store: &str, before: &str, what: &str) -> String {
    match Store::open(&scene.path(store)) {
        Ok(_) => scene.digest(store),
        Err(error) if before.is_empty() && error.kind() == ErrorKind::Usage => String::new(),
        Err(error) => unreachable!("{what}: {error}"),
    }
}

/// Builds a store below `disk` and looks at what is left of it at many points. `before` is its digest, if it was there.
fn lose_power(scene: &Scene, name: &str, before: &str) {
    let step = if rounds(0) > 0 { 1 } else { 25 };
    let (mut n_points, mut next, mut was_done, mut laid) = (0, 0, false, 0);
    replay(scene, &format!("disk/{name}"), |disk, n, call, is_done| {
        if puts_in_force(call) {
            must_be_kept(disk, |path| path.starts_with(name) && path.to_string_lossy().contains("gen-"), "in force");
        }
        let is_turn = puts_in_force(call) || is_done != was_done;
        if is_done != was_done {
            must_be_kept(disk, |path| path.ends_with("graph.ttl") || path.ends_with("CURRENT"), "done");
        }
        was_done = is_done;
        if n < next && !is_turn {
            return;
        }
        next = n + step;
        for left in [Left::Synced, Left::Names] {
            let mut hash = DefaultHasher::new();
            disk.left(left).hash(&mut hash);
            if std::mem::replace(&mut laid, hash.finish()) == laid {
                continue;
            }
            lay(scene, disk, left);
            let what = format!("call {n}, {}, left {left:?}", call.name);
            let store = format!("left/{name}");
            let digest = digest(scene, &store, before, &what);
            assert!(digest == before && !is_done || digest == scene.after, "{what}: neither old nor new, or undone");
            if !digest.is_empty() {
                assert_eq!(scene.check(&store).faults, [""; 0], "{what}");
            }
            if n_points % 8 == 0 {
                assert!(scene.build(&store).status.success(), "{what}: the next build fails");
                assert_eq!(scene.digest(&store), scene.after, "{what}");
            }
            n_points += 1;
        }
    });
    eprintln!("{n_points} losses of power");
    assert!(n_points > 5);
}

#[test]
fn a_loss_of_power_leaves_the_old_store_or_the_new_one() {
    if has_strace() {
        let scene = Scene::new(12);
        fs::create_dir(scene.path("disk")).unwrap();
        scene.copy("disk/store");
        lose_power(&scene, "store", &scene.before);
    }
}

#[test]
fn a_loss_of_power_leaves_no_store_or_the_first_one() {
    if has_strace() {
        let scene = Scene::new(12);
        fs::create_dir(scene.path("disk")).unwrap();
        lose_power(&scene, "deep/store", "");
    }
}
