"""Reads one graph in every RDF format with rdflib, compares them, and checks the SHACL shapes: that they hold,
and that they no longer do where a required property is missing.

Usage: check_rdf.py FOLDER STEM SHAPES ONTOLOGY, or check_rdf.py FILE.ttl SHAPES ONTOLOGY for the shapes alone.
FOLDER holds STEM.ttl, STEM.nt, STEM.rdf, STEM.nq, STEM.trig and STEM.jsonld. Also reads STEM.graphml,
STEM.gexf and STEM.csv with the standard library if they are there. Exit code 1 and a line for each fault.
"""

import csv
import sys
import xml.etree.ElementTree
from pathlib import Path

import rdflib
from rdflib.compare import graph_diff, to_isomorphic

# The stores must give back literals as they are written.
rdflib.NORMALIZE_LITERALS = False

GRAPHS = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}
SH = rdflib.SH
DATASETS = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}


def read_graph(path, format):
    return to_isomorphic(rdflib.Graph().parse(path, format=format))


def read_dataset(path, format):
    dataset = rdflib.Dataset()
    dataset.parse(path, format=format)
    default = str(rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
    return {(s, p, o, None if g is None or str(g) == default else str(g)) for s, p, o, g in dataset.quads()}


def check_equal(folder, stem, faults):
    graphs = {name: read_graph(folder / f"{stem}.{name}", format) for name, format in GRAPHS.items()}
    datasets = {name: read_dataset(folder / f"{stem}.{name}", format) for name, format in DATASETS.items()}
    for name, graph in graphs.items():
        if graph != graphs["nt"]:
            _, ours, theirs = graph_diff(graph, graphs["nt"])
            faults.append(f"{name} differs from nt: {list(ours)[:3]} {list(theirs)[:3]}")
    for name, quads in datasets.items():
        if quads != datasets["nq"]:
            faults.append(f"{name} differs from nq: {list(quads ^ datasets['nq'])[:3]}")
    union = {(s, p, o) for s, p, o, _ in datasets["nq"]}
    if union != set(graphs["nt"]):
        faults.append(f"nt is not the union of nq: {list(union ^ set(graphs['nt']))[:3]}")
    return graphs["nt"]


def check_shapes(graph, shapes, ontology, faults):
    import pyshacl

    conforms, _, text = pyshacl.validate(
        graph, shacl_graph=str(shapes), ont_graph=str(ontology), meta_shacl=True, advanced=True
    )
    if not conforms:
        faults.append(text)


def check_missing(graph, shapes, ontology, faults):
    """A property that a shape requires is missed: for each, one node that lacks it breaks the shape."""
    import pyshacl

    shapes = rdflib.Graph().parse(shapes, format="turtle")
    ontology = rdflib.Graph().parse(ontology, format="turtle")
    n_removed = 0
    for shape in sorted(shapes.subjects(rdflib.RDF.type, SH.NodeShape)):
        for path in sorted(required(shapes, shape)):
            targets = {node for kind in shapes.objects(shape, SH.targetClass) for node in graph.subjects(rdflib.RDF.type, kind)}
            if not targets or path == rdflib.RDF.type:
                continue
            node = min(targets)
            removed = list(graph.triples((node, path, None)))
            graph.remove((node, path, None))
            conforms, _, _ = pyshacl.validate(
                graph, shacl_graph=shapes, ont_graph=ontology, advanced=True, focus_nodes=[node]
            )
            if conforms:
                faults.append(f"{node} without {path} keeps {shape}")
            for triple in removed:
                graph.add(triple)
            n_removed += 1
    if n_removed < 40:
        faults.append(f"only {n_removed} properties are required")


def required(shapes, shape):
    paths = set()
    for constraint in shapes.objects(shape, SH.property):
        if any(int(count) > 0 for count in shapes.objects(constraint, SH.minCount)):
            paths.update(shapes.objects(constraint, SH.path))
    return paths


def check_terms(graph, ontology, faults):
    """Every term of ours is described, in both languages."""
    ours = "https://w3id.org/sinograph/ns#"
    described = rdflib.Graph().parse(ontology, format="turtle")
    used = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(ours)}
    for term in sorted(used | {s for s in described.subjects() if str(s).startswith(ours)}):
        for text in (rdflib.RDFS.label, rdflib.RDFS.comment):
            languages = {value.language for value in described.objects(term, text)}
            if languages != {"zh", "en"}:
                faults.append(f"{term} has {text} in {languages}")


def check_others(folder, stem):
    for name in ("graphml", "gexf"):
        path = folder / f"{stem}.{name}"
        if path.exists():
            xml.etree.ElementTree.parse(path)
    path = folder / f"{stem}.csv"
    if path.exists():
        with open(path, encoding="utf-8", newline="") as file:
            widths = {len(row) for row in csv.reader(file, strict=True)}
        assert len(widths) == 1, f"rows of csv differ in width: {widths}"


def main(folder, stem, shapes, ontology):
    faults = []
    folder = Path(folder)
    graph = check_equal(folder, stem, faults)
    check_terms(graph, ontology, faults)
    check_shapes(graph, shapes, ontology, faults)
    check_missing(graph, shapes, ontology, faults)
    check_others(folder, stem)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def main_shapes(file, shapes, ontology):
    faults = []
    check_shapes(rdflib.Graph().parse(file, format="turtle"), shapes, ontology, faults)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit((main if len(sys.argv) == 5 else main_shapes)(*sys.argv[1:]))
