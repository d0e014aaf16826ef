//! What we write, read by others: rdflib reads every RDF format to one graph, and pySHACL finds the shapes kept.

#![allow(clippy::print_stderr, reason = "a test that is passed over says so")]

mod sample;

use std::path::{Path, PathBuf};
use std::process::Command;

use sample::{all_pages, all_quads, graph};
use sinograph::export::{Family, Format, write_network, write_rdf};
use sinograph::rdf::Vocabulary;

#[test]
fn rdflib_reads_one_graph_from_every_format_and_the_shapes_hold() {
    let folder = tempfile::tempdir().expect("a folder for the files");
    write_all(folder.path());
    check(&[folder.path(), Path::new("pages")]);
}

#[test]
fn the_shapes_hold_for_the_samples() {
    check(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("output/graph.ttl")]);
}

/// Has Python check files against the shapes, if it can.
fn check(files: &[&Path]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(python) = python(root) else {
        eprintln!("skipped: there is no Python with rdflib and pyshacl");
        return;
    };
    let output = Command::new(python)
        .arg(root.join("tests/python/check_rdf.py"))
        .args(files)
        .args([root.join("ontology/shapes.ttl"), root.join("ontology/sinograph.ttl")])
        .output()
        .expect("it ran before");
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{stdout}{stderr}");
}

/// The Python that `.ci/run` set up, else that of the system, if it has the libraries.
fn python(root: &Path) -> Option<PathBuf> {
    let has_libraries = |python: &PathBuf| {
        let probe = Command::new(python).args(["-c", "import rdflib, pyshacl"]).output();
        probe.is_ok_and(|output| output.status.success())
    };
    [root.join("target/python/bin/python"), PathBuf::from("python3")].into_iter().find(has_libraries)
}

fn write_all(folder: &Path) {
    let vocabulary = Vocabulary::default();
    let pages = all_pages();
    for format in Format::ALL {
        let path = folder.join(format!("pages.{}", format.extension()));
        let file = std::fs::File::create(path).expect("the folder is ours");
        let written = match format.family() {
            Family::Rdf => write_rdf(format, &vocabulary, all_quads(&pages), file),
            Family::Network => write_network(format, &vocabulary, &graph(&pages).network(), file),
            // No tool for RDF reads tables.
            Family::Statements => continue,
        };
        written.expect("the disk has room");
    }
}
