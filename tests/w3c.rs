//! What we write, read by others: rdflib reads every RDF format to one graph, and pySHACL finds the shapes kept.

mod sample;

use std::path::Path;
use std::process::Command;

use sample::{all_quads, graph, pages};
use sinograph::export::{Family, Format, write_network, write_rdf};
use sinograph::rdf::Vocabulary;

#[test]
fn rdflib_reads_one_graph_from_every_format_and_the_shapes_hold() {
    if !has_python() {
        eprintln!("skipped: there is no python3 with rdflib and pyshacl");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the files");
    let _keep = std::env::var("KEEP").map(|dir| write_all(Path::new(&dir)));
    write_all(folder.path());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("python3")
        .arg(root.join("tests/python/check_rdf.py"))
        .args([folder.path(), Path::new("pages")])
        .args([root.join("ontology/shapes.ttl"), root.join("ontology/sinograph.ttl")])
        .output()
        .expect("python3 runs");
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{stdout}{stderr}");
}

fn has_python() -> bool {
    let probe = Command::new("python3").args(["-c", "import rdflib, pyshacl"]).output();
    probe.is_ok_and(|output| output.status.success())
}

fn write_all(folder: &Path) {
    let vocabulary = Vocabulary::default();
    let pages = pages();
    for format in Format::ALL {
        let path = folder.join(format!("pages.{}", format.extension()));
        let file = std::fs::File::create(path).expect("the folder is ours");
        let written = match format.family() {
            Family::Rdf => write_rdf(format, &vocabulary, all_quads(&pages), file),
            Family::Network => write_network(format, &vocabulary, &graph(&pages).network(), file),
        };
        written.expect("the disk has room");
    }
}
