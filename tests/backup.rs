//! A store is copied while it is written, by the lines of `docs/store.md`: the copy says what the store says.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(clippy::print_stderr, reason = "a test says how much it saw")]
#![cfg(all(feature = "disk", target_os = "linux"))]

mod scene;

use std::fs;
use std::process::{Command, Stdio};

use scene::{PROGRAM, Scene};

const GUIDE: &str = include_str!("../docs/store.md");

/// The lines of shell that the guide gives to copy `store` to `backup`.
fn lines() -> String {
    let section = GUIDE.split("\n## ").find(|section| section.starts_with("How is it copied")).unwrap();
    let lines: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    assert!(lines.len() > 2, "the guide gives no lines");
    lines.join("\n")
}

/// Copies the store as it is, if it does not change just then.
fn copied(scene: &Scene, lines: &str, n: usize) -> Option<String> {
    let _ = fs::remove_dir_all(scene.path("backup"));
    let status = Command::new("sh").args(["-c", lines]).current_dir(scene.folder.path()).stderr(Stdio::null()).status();
    let backup = format!("backup-{n}");
    status.unwrap().success().then(|| fs::rename(scene.path("backup"), scene.path(&backup)).unwrap())?;
    Some(backup)
}

#[test]
fn a_store_is_copied_while_it_is_written() {
    if !Command::new("flock").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        eprintln!("passed over: there is no flock");
        return;
    }
    let scene = Scene::new(120);
    scene.copy("store");
    // On the same disk links are enough.
    let lines = [lines(), lines().replace("cp -a", "cp -al")];
    let mut backups = Vec::new();
    let mut child = scene.command(&[PROGRAM], "store").stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        let n = backups.len();
        backups.extend(copied(&scene, &lines[n % 2], n));
    }
    assert!(child.wait().unwrap().success());
    let n_during = backups.len();
    for way in &lines {
        let n = backups.len();
        backups.extend(copied(&scene, way, n));
    }
    eprintln!("{n_during} copies while it was written");
    assert!(n_during > 2 && backups.len() == n_during + 2, "{n_during}");
    let last = scene.digest("store");
    assert_eq!(last, scene.after);
    assert_eq!(backups.last().map(|backup| scene.digest(backup)), Some(last));
    for backup in backups.iter().step_by(1 + backups.len() / 8) {
        scene.must_recover(backup, backup);
    }
}
