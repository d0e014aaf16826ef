//! `output/` holds what the README's command makes of the samples, byte for byte.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// The files of `output/` that are kept; the store beside them is made anew.
const FILES: [&str; 2] = ["graph.ttl", "graph.dot"];

#[test]
fn is_what_the_command_makes() {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let mut build = Command::cargo_bin("sinograph").expect("the program is built");
    build.args(["build", "examples", "--output"]).arg(folder.path()).assert().success();
    for file in FILES {
        let kept = fs::read(Path::new("output").join(file)).expect("the output is kept");
        let made = fs::read(folder.path().join(file)).expect("the output is made");
        assert!(
            kept == made,
            "output/{file} is not what `sinograph build examples` makes: run it, read the difference, keep it"
        );
    }
}
