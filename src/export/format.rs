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

/// What users call a format, the extension of its files, its media type, its family.
struct Row(&'static str, &'static str, &'static str, Family);

/// The number of formats.
const N_FORMATS: usize = if cfg!(feature = "parquet") { 11 } else { 10 };

impl Format {
    /// All formats, in the order they are listed everywhere.
    pub const ALL: [Format; N_FORMATS] = [
        Format::Turtle,
        Format::NTriples,
        Format::NQuads,
        Format::TriG,
        Format::JsonLd,
        Format::RdfXml,
        Format::GraphMl,
        Format::Gexf,
        Format::Csv,
        Format::Dot,
        #[cfg(feature = "parquet")]
        Format::Parquet,
    ];

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
        let is_it = |format: &Format| {
            let Row(name, extension, media_type, _) = format.row();
            [name, extension, media_type].contains(&text)
        };
        let other = || match text {
            "turtle" => Some(Format::Turtle),
            "gv" => Some(Format::Dot),
            _ => None,
        };
        Format::ALL.into_iter().find(is_it).or_else(other)
    }

    /// What users call it: `ttl`.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        self.row().1
    }

    /// Its media type, without parameters.
    pub fn media_type(self) -> &'static str {
        self.row().2
    }

    /// What it is written from.
    pub fn family(self) -> Family {
        self.row().3
    }

    /// Whether it keeps the statements of each document apart.
    pub fn has_named_graphs(self) -> bool {
        matches!(self, Format::NQuads | Format::TriG | Format::JsonLd)
    }

    /// Whether one graph is written after the other, so that no more than a few need be in memory.
    pub fn is_written_by_graph(self) -> bool {
        matches!(self, Format::NQuads | Format::TriG)
    }

    fn row(self) -> Row {
        match self {
            Format::Turtle => Row("ttl", "ttl", "text/turtle", Family::Rdf),
            Format::NTriples => Row("nt", "nt", "application/n-triples", Family::Rdf),
            Format::NQuads => Row("nq", "nq", "application/n-quads", Family::Rdf),
            Format::TriG => Row("trig", "trig", "application/trig", Family::Rdf),
            Format::JsonLd => Row("jsonld", "jsonld", "application/ld+json", Family::Rdf),
            Format::RdfXml => Row("rdfxml", "rdf", "application/rdf+xml", Family::Rdf),
            Format::GraphMl => Row("graphml", "graphml", "application/graphml+xml", Family::Network),
            Format::Gexf => Row("gexf", "gexf", "application/gexf+xml", Family::Network),
            Format::Csv => Row("csv", "csv", "text/csv", Family::Network),
            Format::Dot => Row("dot", "dot", "text/vnd.graphviz", Family::Network),
            #[cfg(feature = "parquet")]
            Format::Parquet => Row("parquet", "parquet", "application/vnd.apache.parquet", Family::Statements),
        }
    }
}
