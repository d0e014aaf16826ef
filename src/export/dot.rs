//! DOT, for Graphviz: a picture of the strongest links, readable in Chinese.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::escape;
use super::selection::{Selection, select};
use crate::graph::{Edge, Links, Network, Node};
use crate::ontology::EntityKind;
use crate::rdf::{Vocabulary, schema_label};
use crate::relation::{Object, Status};

/// What a picture shows and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DotOptions {
    /// The index of the entity in the middle; it is drawn largest and with a double line.
    pub centre: Option<usize>,
    /// How many entities are drawn at most.
    pub max_nodes: usize,
    /// How many of its strongest links each entity keeps; links that hold the picture together are drawn besides.
    pub edges_per_node: usize,
    /// Whether a key to the colours is drawn.
    pub legend: bool,
    /// The language of labels where both are known.
    pub language: Language,
}

/// A language of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Default for DotOptions {
    fn default() -> Self {
        DotOptions { centre: None, max_nodes: 60, edges_per_node: 2, legend: true, language: Language::Chinese }
    }
}

/// Names of fonts with Chinese characters, for the systems that pictures are made on.
const FONT: &str =
    "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif";

/// Characters of a label on one line.
const MAX_LINE: usize = 8;

/// Writes the strongest links of a network for any program of Graphviz; `layout` in the file picks the right one.
///
/// Colour and shape tell the kind (the colours of Okabe and Ito, told apart by all kinds of eyes), size the
/// PageRank among what is drawn, width of a line the number of sentences. Co-mentions are plain lines; other relations
/// are labelled arrows and stand for the co-mention of the same two; what is only planned or denied is dashed, and its
/// label says so.
pub fn write(vocabulary: &Vocabulary, network: &Network, options: &DotOptions, out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let selection = select(network, options.centre, options.max_nodes, options.edges_per_node);
    write_header(&mut out)?;
    write_nodes(vocabulary, network, options, &selection, &mut out)?;
    write_edges(network, options, &selection, &mut out)?;
    if options.legend {
        write_legend(network, options, &selection, &mut out)?;
    }
    out.write_all(b"}\n")?;
    out.flush()
}

/// The fill colour of a kind: red, green and blue.
pub fn colour(kind: EntityKind) -> [u8; 3] {
    match kind {
        EntityKind::Country => [0x00, 0x72, 0xB2],
        EntityKind::Organization => [0xE6, 0x9F, 0x00],
        EntityKind::Person => [0x00, 0x9E, 0x73],
        EntityKind::Project => [0xD5, 0x5E, 0x00],
        EntityKind::Place => [0x56, 0xB4, 0xE9],
        EntityKind::Event => [0xCC, 0x79, 0xA7],
        EntityKind::Document => [0xF0, 0xE4, 0x42],
    }
}

/// The fill colour of a kind as `#RRGGBB`.
fn hex_colour(kind: EntityKind) -> String {
    let [red, green, blue] = colour(kind);
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn font_colour(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Country | EntityKind::Person | EntityKind::Project => "#FFFFFF",
        _ => "#000000",
    }
}

fn shape(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Country => "ellipse",
        EntityKind::Organization | EntityKind::Person => "box",
        EntityKind::Project => "hexagon",
        EntityKind::Place => "tab",
        EntityKind::Event => "octagon",
        EntityKind::Document => "note",
    }
}

fn style(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "filled,rounded",
        _ => "filled",
    }
}

/// Shapes with slanting sides have room enough around their text.
fn margin(kind: EntityKind) -> &'static str {
    match shape(kind) {
        "hexagon" | "octagon" => "0.02,0",
        "ellipse" => "0.05,0.02",
        _ => "0.10,0.05",
    }
}

fn write_header(out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        "digraph sinograph {{\n  \
         graph [layout=neato, overlap=prism, sep=\"+9\", esep=\"+4\", splines=true, outputorder=edgesfirst, start=1, \
         bgcolor=\"#FFFFFF\", pad=0.3, charset=\"UTF-8\", fontname=\"{FONT}\"];\n  \
         node [fontname=\"{FONT}\", penwidth=0, height=0.3, width=0.3];\n  \
         edge [fontname=\"{FONT}\", fontsize=9, color=\"#7F7F7F99\", fontcolor=\"#444444\", arrowsize=0.6];\n"
    )
}

fn write_nodes(
    vocabulary: &Vocabulary,
    network: &Network,
    options: &DotOptions,
    selection: &Selection,
    out: &mut impl Write,
) -> io::Result<()> {
    let scores = Links::from_pairs(network.nodes.len(), selection.pairs.iter().copied()).pagerank();
    let nodes = network.nodes.iter().zip(scores).enumerate();
    let nodes: Vec<_> = nodes.filter(|(index, _)| selection.nodes.contains(index)).collect();
    let highest = nodes.iter().map(|(_, (_, score))| *score).fold(f64::MIN_POSITIVE, f64::max);
    for (index, (node, score)) in nodes {
        let is_centre = options.centre == Some(index);
        // The area shows the score.
        let share = if is_centre { 1.0 } else { libm::sqrt(score / highest) };
        write!(
            out,
            "  {} [label={}, tooltip={}, URL={}, shape={}, style=\"{}\", margin=\"{}\", fillcolor=\"{}\", fontcolor=\"{}\", fontsize={:.1}",
            escape::dot(node.id.as_str()),
            escape::dot_lines(&lines(name(node, options.language))),
            escape::dot(&tooltip(node)),
            escape::dot(vocabulary.entity(&node.id).as_str()),
            shape(node.kind),
            style(node.kind),
            margin(node.kind),
            hex_colour(node.kind),
            font_colour(node.kind),
            9.0 + 15.0 * share,
        )?;
        if is_centre {
            write!(out, ", peripheries=2, penwidth=1.5, color=\"{}\"", hex_colour(node.kind))?;
        }
        out.write_all(b"];\n")?;
    }
    Ok(())
}

fn write_edges(network: &Network, options: &DotOptions, selection: &Selection, out: &mut impl Write) -> io::Result<()> {
    let edges_of = edges_by_pair(network);
    let heaviest = selection.pairs.iter().map(|pair| pair.2).max().unwrap_or(1).max(1);
    for &(a, b, weight) in &selection.pairs {
        let edges = edges_of.get(&(a, b)).map(Vec::as_slice).unwrap_or_default();
        let facts: Vec<&&Edge> = edges.iter().filter(|edge| edge.predicate.is_fact()).collect();
        let share = libm::sqrt(weight as f64 / heaviest as f64);
        let width = format!("penwidth={:.2}", 0.6 + 4.4 * share);
        // Strong links pull and are short.
        let length = format!("len={:.2}", 2.4 - 1.0 * share);
        let strength = format!("{width}, {length}, edgetooltip=\"{weight}\"");
        if facts.is_empty() {
            write_edge(network, a, b, &format!("{strength}, dir=none"), out)?;
        }
        for fact in facts {
            let Object::Entity(object) = fact.object else { continue };
            let label = escape::dot(&predicate_label(fact, options.language));
            let direction = if fact.predicate.is_symmetric() { ", dir=none" } else { "" };
            let style = if fact.is_asserted() { "" } else { ", style=dashed" };
            let attributes = format!("{strength}, {FACT_COLOUR}, label={label}{direction}{style}");
            write_edge(network, fact.subject, object, &attributes, out)?;
        }
    }
    Ok(())
}

const FACT_COLOUR: &str = "color=\"#D55E00B3\"";

fn write_edge(network: &Network, from: usize, to: usize, attributes: &str, out: &mut impl Write) -> io::Result<()> {
    let [from, to] = [from, to].map(|node| escape::dot(network.node(node).id.as_str()));
    writeln!(out, "  {from} -> {to} [{attributes}];")
}

fn edges_by_pair(network: &Network) -> BTreeMap<(usize, usize), Vec<&Edge>> {
    let mut edges_of: BTreeMap<_, Vec<&Edge>> = BTreeMap::new();
    for edge in &network.edges {
        if let Object::Entity(object) = edge.object {
            edges_of.entry((edge.subject.min(object), edge.subject.max(object))).or_default().push(edge);
        }
    }
    edges_of
}

fn write_legend(
    network: &Network,
    options: &DotOptions,
    selection: &Selection,
    out: &mut impl Write,
) -> io::Result<()> {
    let kinds: Vec<EntityKind> = EntityKind::ALL
        .into_iter()
        .filter(|kind| selection.nodes.iter().any(|&node| network.node(node).kind == *kind))
        .collect();
    if kinds.is_empty() {
        return Ok(());
    }
    let cell = |kind: &EntityKind| {
        let label = schema_label(kind.name(), language_tag(options.language)).unwrap_or(kind.name().to_owned());
        format!(
            "<TD BGCOLOR=\"{}\"><FONT COLOR=\"{}\">{}</FONT></TD>",
            hex_colour(*kind),
            font_colour(*kind),
            escape::xml(&label)
        )
    };
    let cells: String = kinds.iter().map(cell).collect();
    writeln!(
        out,
        "  graph [labelloc=b, labeljust=l, label=<<TABLE BORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"4\"><TR>{cells}</TR></TABLE>>];"
    )
}

fn name(node: &Node, language: Language) -> &str {
    match (language, &node.label_en) {
        (Language::English, Some(label)) => label,
        _ => &node.label,
    }
}

fn predicate_label(edge: &Edge, language: Language) -> String {
    let label = schema_label(edge.predicate.name(), language_tag(language)).unwrap_or(edge.predicate.name().to_owned());
    if edge.is_asserted() {
        return label;
    }
    let statuses: Vec<&str> = edge.statuses.iter().map(|status| status_label(*status, language)).collect();
    match language {
        Language::Chinese => format!("{label}（{}）", statuses.join("、")),
        Language::English => format!("{label} ({})", statuses.join(", ")),
    }
}

fn status_label(status: Status, language: Language) -> &'static str {
    match (language, status) {
        (Language::Chinese, Status::Asserted) => "属实",
        (Language::Chinese, Status::Planned) => "计划",
        (Language::Chinese, Status::Denied) => "否认",
        (Language::English, status) => status.name(),
    }
}

fn language_tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh",
        Language::English => "en",
    }
}

fn tooltip(node: &Node) -> String {
    format!("{} ({}, {})", node.label, node.kind.name(), node.n_mentions)
}

/// A label in lines of about equal length; latin words stay whole.
fn lines(label: &str) -> Vec<String> {
    let n_chars = label.chars().count();
    if n_chars <= MAX_LINE || label.is_ascii() && n_chars <= 2 * MAX_LINE {
        return vec![label.to_owned()];
    }
    let n_lines = n_chars.div_ceil(if label.is_ascii() { 2 * MAX_LINE } else { MAX_LINE });
    let length = n_chars.div_ceil(n_lines);
    let mut lines = vec![String::new()];
    let mut before = ' ';
    for c in label.chars() {
        let line = lines.last().map_or(0, |line| line.chars().count());
        let is_inside_word = before.is_ascii_alphanumeric() && c.is_ascii_alphanumeric();
        if line >= length && !is_inside_word && !"，。、）》”·".contains(c) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        before = c;
    }
    lines
}
