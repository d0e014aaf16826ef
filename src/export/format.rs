//! The registry of formats.

/// A format that the graph can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// [Turtle](https://www.w3.org/TR/turtle/): RDF to be read by people.
    Turtle,
    /// [N-Triples](https://www.w3.org/TR/n-triples/): one triple a line.
    NTriples,
    /// [N-Quads](https://www.w3.org/TR/n-quads/): one quad a line.
    NQuads,
    /// [TriG](https://www.w3.org/TR/trig/): Turtle with named graphs.
    TriG,
    /// [JSON-LD](https://www.w3.org/TR/json-ld11/) in expanded form.
    JsonLd,
    /// [RDF/XML](https://www.w3.org/TR/rdf-syntax-grammar/).
    RdfXml,
    /// [GraphML](http://graphml.graphdrawing.org/), for yEd, igraph, NetworkX.
    GraphMl,
    /// [GEXF 1.3](https://gexf.net/), for Gephi.
    Gexf,
    /// Comma-separated values ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)), one relation a line.
    Csv,
    /// [DOT](https://graphviz.org/doc/info/lang.html), for Graphviz.
    Dot,
    /// [Parquet](https://parquet.apache.org/), for DuckDB, pandas and the like, one statement a row.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What a format is written from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// From quads: all that the documents say.
    Rdf,
    /// From the merged network: entities and weighted relations.
    Network,
    /// From what the documents state: each way a sentence says a relation.
    Statements,
}

struct Row(Format, &'static str, &'static str, &'static str, Family);

/// The number of formats.
const N_FORMATS: usize = if cfg!(feature = "parquet") { 11 } else { 10 };

const REGISTRY: [Row; N_FORMATS] = [
    Row(Format::Turtle, "ttl", "ttl", "text/turtle", Family::Rdf),
    Row(Format::NTriples, "nt", "nt", "application/n-triples", Family::Rdf),
    Row(Format::NQuads, "nq", "nq", "application/n-quads", Family::Rdf),
    Row(Format::TriG, "trig", "trig", "application/trig", Family::Rdf),
    Row(Format::JsonLd, "jsonld", "jsonld", "application/ld+json", Family::Rdf),
    Row(Format::RdfXml, "rdfxml", "rdf", "application/rdf+xml", Family::Rdf),
    Row(Format::GraphMl, "graphml", "graphml", "application/graphml+xml", Family::Network),
    Row(Format::Gexf, "gexf", "gexf", "application/gexf+xml", Family::Network),
    Row(Format::Csv, "csv", "csv", "text/csv", Family::Network),
    Row(Format::Dot, "dot", "dot", "text/vnd.graphviz", Family::Network),
    #[cfg(feature = "parquet")]
    Row(Format::Parquet, "parquet", "parquet", "application/vnd.apache.parquet", Family::Statements),
];

impl Format {
    /// All formats, in the order they are listed everywhere.
    pub const ALL: [Format; N_FORMATS] = {
        let mut all = [Format::Turtle; N_FORMATS];
        let mut n = 0;
        while n < all.len() {
            all[n] = REGISTRY[n].0;
            n += 1;
        }
        all
    };

    /// The format of a name, a file extension (with or without its dot) or a media type (with or without
    /// parameters), in any case.
    ///
    /// ```
    /// use sinograph::export::Format;
    ///
    /// assert_eq!(Format::find("ttl"), Some(Format::Turtle));
    /// assert_eq!(Format::find(".rdf"), Some(Format::RdfXml));
    /// assert_eq!(Format::find("application/ld+json; charset=utf-8"), Some(Format::JsonLd));
    /// assert_eq!(Format::find("docx"), None);
    /// ```
    pub fn find(text: &str) -> Option<Format> {
        let text = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let text = text.trim_start_matches('.');
        let is_it = |row: &&Row| [row.1, row.2, row.3].contains(&text);
        let other = || match text {
            "turtle" => Some(Format::Turtle),
            "gv" => Some(Format::Dot),
            _ => None,
        };
        REGISTRY.iter().find(is_it).map(|row| row.0).or_else(other)
    }

    /// What users call it: `ttl`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        self.row().2
    }

    /// Its media type, without parameters.
    pub fn media_type(self) -> &'static str {
        self.row().3
    }

    /// What it is written from.
    pub fn family(self) -> Family {
        self.row().4
    }

    /// Whether it keeps the statements of each document apart.
    pub fn has_named_graphs(self) -> bool {
        matches!(self, Format::NQuads | Format::TriG | Format::JsonLd)
    }

    fn row(self) -> &'static Row {
        &REGISTRY[self as usize]
    }
}
