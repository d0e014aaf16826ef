//! Every format: its bytes are stable, and what it holds reads back.

#![allow(clippy::indexing_slicing, reason = "a test stops where it fails")]

mod sample;
mod sound;

use std::collections::BTreeSet;

use sample::{all_quads, graph, page, pages};
use sinograph::entity::EntityId;
use sinograph::export::{Family, Format, csv, dot, write_network, write_pieces, write_rdf};
use sinograph::graph::Network;
use sinograph::ontology::EntityKind;
use sinograph::query::{AnswerFormat, Limits, ask};
use sinograph::rdf::Vocabulary;
use sinograph::store::Store;
use sinograph::{Error, ErrorKind};
use sound::{held, rdf, read_rdf};

/// Strings that break writers: row 42 of the list of bad inputs, and some more.
const NASTY: [&str; 9] =
    ["\"\"\"", "\\", "]]>", "\"@zh .", "];x[label=\"", "=cmd()", "<b>&amp;&lt;</b>", "换\n行\r\t'", "\u{202e}𠮷🙂"];

/// Characters that some formats cannot hold at all.
const CONTROLS: &str = "a\u{0}\u{1b}\u{85}\u{7f}\u{fffe}b";

fn drawn(format: Format, network: &Network) -> String {
    let mut out = Vec::new();
    write_network(format, &Vocabulary::default(), network, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("we write UTF-8")
}

/// A page whose headline and names are nasty.
fn nasty(texts: &[&str]) -> sample::Page {
    let mut page = page("nasty\"\\>.txt", None, "[中国|country/CN]");
    for (n, text) in texts.iter().enumerate() {
        let mut entity = page.extraction.resolution.entities[0].clone();
        entity.id = EntityId::new(EntityKind::Project, &format!("{n}{text}"));
        entity.kind = EntityKind::Project;
        entity.label = (*text).to_owned();
        entity.label_en = Some(format!("en {text}"));
        entity.aliases = [(format!("{text}x"), 1)].into();
        page.extraction.resolution.entities.push(entity);
        let mut relation = sample::page("", None, "[a|country/CN][b|country/KZ]").extraction.relations.remove(0);
        relation.object = sinograph::relation::Object::Entity(n + 1);
        page.extraction.relations.push(relation);
    }
    page.extraction.document.title = Some(texts.concat());
    page
}

#[test]
fn formats_are_found_by_name_extension_and_media_type() {
    for format in Format::ALL {
        for text in [format.name(), format.extension(), format.media_type(), &format.name().to_uppercase()] {
            assert_eq!(Format::find(text), Some(format), "{text}");
        }
        let wrong = match format.family() {
            Family::Rdf => write_network(format, &Vocabulary::default(), &Network::default(), Vec::new()),
            Family::Network | Family::Statements => write_rdf(format, &Vocabulary::default(), Vec::new(), Vec::new()),
        };
        assert!(wrong.is_err(), "{format:?}");
    }
    assert_eq!(Format::find(""), None);
}

#[test]
fn every_rdf_format_reads_back() {
    let quads = all_quads(&pages());
    for format in Format::ALL.into_iter().filter(|format| format.family() == Family::Rdf) {
        let bytes = rdf(format, quads.clone());
        assert_eq!(read_rdf(format, &bytes), held(format, &quads), "{format:?}");
        let mut shuffled = quads.clone();
        shuffled.reverse();
        shuffled.extend(quads.iter().take(5).cloned());
        assert_eq!(rdf(format, shuffled), bytes, "{format:?}");
        assert_eq!(read_rdf(format, &rdf(format, Vec::new())), BTreeSet::new(), "{format:?}");
    }
}

#[test]
fn graph_after_graph_is_written_as_all_at_once() {
    let store = Store::in_memory("https://w3id.org/sinograph/").expect("memory suffices");
    // More graphs than are read at a time.
    let documents: Vec<_> =
        (0..600).map(|n| page(&format!("{n}.txt"), None, &format!("[中国|country/CN]第{n}次。"))).collect();
    let quads = all_quads(&documents);
    store.as_oxigraph().extend(quads.iter().cloned()).expect("memory suffices");
    let pieces = || store.pieces().expect("memory can be read");
    assert!(pieces().count() > 2);
    let streamed = Format::ALL.into_iter().filter(|format| format.is_written_by_graph());
    for format in streamed {
        let mut written = Vec::new();
        let pieces = pieces().map(|piece| Ok(piece.expect("memory can be read")));
        write_pieces(format, &Vocabulary::default(), pieces, &mut written).expect("memory takes all");
        assert!(written == rdf(format, quads.clone()), "{format:?}");
    }
    let broken = || Error::new(ErrorKind::Io, "the store is damaged");
    let mut written = Vec::new();
    let pieces = pieces().take(1).chain([Err(broken())]).chain(pieces().skip(1));
    let pieces = pieces.map(|piece| piece.map_err(std::io::Error::other));
    let error = write_pieces(Format::NQuads, &Vocabulary::default(), pieces, &mut written).expect_err("it is told");
    assert_eq!(error.downcast::<Error>().expect("it is carried").to_string(), broken().to_string());
    assert!(!written.is_empty() && written.len() < rdf(Format::NQuads, quads).len());
    assert!(write_pieces(Format::Turtle, &Vocabulary::default(), std::iter::empty(), Vec::new()).is_err());
}

#[test]
fn nasty_names_read_back_from_every_rdf_format() {
    let quads = all_quads(&[nasty(&NASTY)]);
    for format in Format::ALL.into_iter().filter(|format| format.family() == Family::Rdf) {
        let bytes = rdf(format, quads.clone());
        assert_eq!(read_rdf(format, &bytes), held(format, &quads), "{format:?}");
        // Readers of XML make a line break of it, even if ours does not.
        assert!(!bytes.contains(&b'\r'), "{format:?} holds a carriage return");
    }
}

#[test]
fn control_characters_are_never_written_raw() {
    let page = [nasty(&[CONTROLS])];
    let network = graph(&page).network();
    for format in Format::ALL.into_iter().filter(|format| format.family() != Family::Statements) {
        let text = match format.family() {
            Family::Rdf => String::from_utf8(rdf(format, all_quads(&page))).expect("we write UTF-8"),
            _ => drawn(format, &network),
        };
        let raw: Vec<char> = text.chars().filter(|c| c.is_control() && *c != '\n' && *c != '\t').collect();
        assert!(raw.is_empty(), "{format:?} holds {raw:?}");
        if format.family() == Family::Rdf && format != Format::RdfXml {
            assert_eq!(read_rdf(format, text.as_bytes()), held(format, &all_quads(&page)), "{format:?}");
        }
    }
}

#[test]
fn answers_in_xml_hold_what_xml_can_hold() {
    let page = [nasty(&[CONTROLS, NASTY[7]])];
    let store = Store::in_memory("https://w3id.org/sinograph/").expect("memory suffices");
    store.as_oxigraph().extend(all_quads(&page)).expect("memory suffices");
    let answer = ask(&store, "SELECT ?title { ?page schema:headline ?title }", &Limits::default());
    let mut out = Vec::new();
    let answer = answer.expect("the query is right");
    answer.write(AnswerFormat::Xml, &Vocabulary::default(), &mut out).expect("memory takes all");
    let text = String::from_utf8(out).expect("we write UTF-8");
    let title = xml(&CONTROLS.replace(|c: char| c.is_control() || c == '\u{fffe}', "\u{fffd}"));
    // An apostrophe may be written either way.
    let text = text.replace("&apos;", "'");
    assert!(text.contains(&format!(">{title}换\n行&#13;\t'<")), "{text}");
}

#[test]
fn answers_in_csv_have_a_field_for_each_variable() {
    let store = Store::in_memory("https://w3id.org/sinograph/").expect("memory suffices");
    store.as_oxigraph().extend(all_quads(&[page("a.txt", None, "[中国|country/CN]。")])).expect("memory suffices");
    let question = "SELECT ?sentence ?class ?text { ?sentence a nif:Sentence, ?class ; nif:anchorOf ?text
        FILTER (?class = nif:Sentence) }";
    let answer = ask(&store, question, &Limits::default()).expect("the query is right");
    let mut out = Vec::new();
    answer.write(AnswerFormat::Csv, &Vocabulary::default(), &mut out).expect("memory takes all");
    let text = String::from_utf8(out).expect("we write UTF-8");
    let (header, row) = text.split_once("\r\n").expect("there is a row");
    assert_eq!(header, "sentence,class,text");
    assert!(row.starts_with("\"https://w3id.org/sinograph/"), "{row}");
    let class = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence";
    assert!(row.ends_with(&format!("#char=0,3\",{class},中国。\r\n")), "{row}");
}

#[test]
fn graph_formats_are_read_by_networkx() {
    let network = graph(&pages()).network();
    let text = drawn(Format::GraphMl, &network);
    // It reads no graph in which some edges are directed and others are not, and no colours in hexadecimal digits.
    assert!(text.contains("edgedefault=\"directed\"") && !text.contains(" directed="), "{text}");
    for (predicate, is_symmetric) in [("coMention", true), ("involves", false)] {
        let mut edges = text.split("<edge ").filter(|edge| edge.contains(&format!(">{predicate}</data>")));
        let edge = edges.next().expect("there is such a relation");
        assert!(edge.contains(&format!("<data key=\"edge_symmetric\">{is_symmetric}</data>")), "{edge}");
    }
    let text = drawn(Format::Gexf, &network);
    assert!(!text.contains("undirected"), "{text}");
    assert!(
        text.contains(" type=\"mutual\" kind=\"coMention\"") && text.contains(" type=\"directed\" kind=\"involves\"")
    );
    assert!(text.contains("<viz:color r=\"0\" g=\"114\" b=\"178\"/>"), "{text}");
}

#[test]
fn graph_formats_hold_every_name() {
    let network = graph(&[nasty(&NASTY)]).network();
    for format in [Format::GraphMl, Format::Gexf] {
        let text = drawn(format, &network);
        for name in NASTY {
            assert!(text.contains(&xml(name)), "{format:?}: {name:?}");
        }
        assert_eq!(text, drawn(format, &network));
    }
    let table = drawn(Format::Csv, &network);
    for name in NASTY {
        assert!(table.contains(&format!(",\"{}\",\"Project\",", name.replace('"', "\"\""))), "{name:?}");
    }
}

fn xml(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\n' | '\r' | '\t' => format!("&#{};", u32::from(c)),
            c => c.to_string(),
        })
        .collect()
}

#[test]
fn tables_have_a_row_for_each_relation() {
    let network = graph(&pages()).network();
    let table = drawn(Format::Csv, &network);
    assert_eq!(table.lines().count(), network.edges.len() + 1);
    assert!(table.contains(
        "\"https://w3id.org/sinograph/country/CN\",\"中国\",\"Country\",\"coMention\",\
         \"https://w3id.org/sinograph/country/KZ\",\"哈萨克斯坦\",\"Country\",2,2,0."
    ));
    assert!(table.contains(",\"alias\",\"\",\"哈国\",\"literal\",1,1,,\"other-form\""));
    let [mut nodes, mut edges] = [Vec::new(), Vec::new()];
    csv::write_nodes(&Vocabulary::default(), &network, &mut nodes).expect("memory takes all");
    csv::write_edges(&Vocabulary::default(), &network, &mut edges).expect("memory takes all");
    assert!(nodes.starts_with(b"iri:ID,") && edges.starts_with(b":START_ID,:END_ID,:TYPE,"));
    assert_eq!(nodes.iter().filter(|&&byte| byte == b'\n').count(), network.nodes.len() + 1);
}

#[test]
fn turtle_is_made_for_reading() {
    let text = String::from_utf8(rdf(Format::Turtle, all_quads(&pages()))).expect("we write UTF-8");
    assert!(text.starts_with("@base <https://w3id.org/sinograph/> .\n@prefix dcterms:"), "{text}");
    assert!(
        text.contains("\n<country/KZ> a sg:Country ;\n    rdfs:label \"Kazakhstan\"@en, \"哈萨克斯坦\"@zh ;\n"),
        "{text}"
    );
    assert!(text.contains("sg:mentionCount 4 ;"), "{text}");
}

#[test]
fn pictures_draw_the_strongest_links() {
    let network = graph(&pages()).network();
    let text = drawn(Format::Dot, &network);
    assert!(text.starts_with("digraph sinograph {\n") && text.ends_with("}\n"));
    assert!(text.contains("\"project/中吉乌铁路\" -> \"country/CN\" ["), "{text}");
    assert!(text.contains("label=\"涉及\""), "{text}");
    let options = dot::DotOptions { max_nodes: 2, legend: false, ..dot::DotOptions::default() };
    let mut small = Vec::new();
    dot::write(&Vocabulary::default(), &network, &options, &mut small).expect("memory takes all");
    assert_eq!(String::from_utf8_lossy(&small).matches(" -> ").count(), 1);
    assert!(drawn(Format::Dot, &Network::default()).ends_with("}\n"));
}

#[test]
fn nasty_names_stay_inside_their_quotes_in_pictures() {
    let text = drawn(Format::Dot, &graph(&[nasty(&NASTY)]).network());
    assert!(text.contains("label=\"];x[label=\\\"\""), "{text}");
    assert!(text.contains("label=\"\\\\\""), "{text}");
    assert!(text.contains("label=\"\\\"\\\"\\\"\""), "{text}");
}

#[cfg(feature = "parquet")]
mod tables {
    //! Tables of statements, read back.

    use std::io::Write;

    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::{Field, Row};
    use sinograph::export::{Format, write_statements};
    use sinograph::rdf::{Statement, read_statements};

    use super::sample::{all_pages, all_quads, pages};
    use super::{CONTROLS, NASTY, nasty};

    fn written(statements: &[Statement]) -> Vec<u8> {
        let mut out = Vec::new();
        write_statements(Format::Parquet, statements, &mut out).expect("memory takes all");
        out
    }

    fn read(table: &[u8]) -> Vec<Row> {
        let mut file = tempfile::tempfile().expect("a file can be made");
        file.write_all(table).expect("the disk has room");
        let reader = SerializedFileReader::new(file).expect("what we write is well-formed");
        reader.get_row_iter(None).expect("it has rows").map(|row| row.expect("each reads back")).collect()
    }

    /// The value of a column as a person would write it; empty for what is not known.
    fn value(row: &Row, column: &str) -> String {
        let (_, field) = row.get_column_iter().find(|(name, _)| *name == column).expect("the column is there");
        match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            field => field.to_string(),
        }
    }

    #[test]
    fn statements_read_back() {
        let mut quads = all_quads(&all_pages());
        let statements = read_statements(&quads);
        let file = written(&statements);
        quads.reverse();
        assert_eq!(written(&read_statements(&quads)), file, "the order of quads changes nothing");
        if let Some(path) = std::env::var_os("SINOGRAPH_PARQUET") {
            std::fs::write(path, &file).expect("the file can be written");
        }
        let rows = read(&file);
        assert_eq!(rows.len(), statements.len());
        for (row, statement) in rows.iter().zip(&statements) {
            assert_eq!(value(row, "predicate"), statement.predicate);
            assert_eq!(value(row, "subject_label"), statement.subject_label);
            assert_eq!(value(row, "object"), statement.object.clone().unwrap_or_default());
            assert_eq!(value(row, "sentence"), statement.sentence);
            assert_eq!(value(row, "start"), statement.start.to_string());
            assert_eq!(value(row, "quotation"), statement.quotation.clone().unwrap_or_default());
            assert_eq!(value(row, "date"), statement.date.clone().unwrap_or_default());
        }
        assert!(read(&written(&[])).is_empty());
    }

    #[test]
    fn a_statement_has_all_that_is_known_of_it() {
        let statements = read_statements(&all_quads(&pages()));
        let first = |predicate: &str| statements.iter().find(|statement| statement.predicate == predicate);
        let together = first("coMention").expect("countries stand in one sentence");
        assert_eq!((together.subject_kind.as_deref(), together.polarity.as_deref()), (Some("Country"), None));
        assert_eq!(together.date.as_deref(), Some("2023-05-18"));
        let alias = first("alias").expect("one is told");
        assert_eq!((alias.object.as_deref(), alias.object_label.as_str()), (None, "哈国"));
        let involved = first("involves").expect("a project involves countries");
        assert_eq!(involved.polarity.as_deref(), Some("asserted"));
        let (quotation, sentence) = (involved.quotation.as_deref().expect("a fact has words"), &involved.sentence);
        assert!(sentence.contains(quotation) && involved.source.ends_with(".txt"), "{involved:?}");
        let length = usize::try_from(involved.end - involved.start).expect("a sentence ends behind its start");
        assert_eq!(sentence.chars().count(), length);
    }

    #[test]
    fn nasty_names_read_back() {
        for texts in [&NASTY[..], &[CONTROLS]] {
            let statements = read_statements(&all_quads(&[nasty(texts)]));
            let rows = read(&written(&statements));
            for text in texts {
                assert!(rows.iter().any(|row| value(row, "object_label") == *text), "{text:?}");
            }
        }
    }
}
