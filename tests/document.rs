//! Pages in, articles out: the cases of `tests/suite/document`, and the shared newspaper page.

#![allow(clippy::panic, clippy::string_slice, reason = "a test stops where it fails")]

mod sound;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use sinograph::document::{BlockKind, Document, DocumentKind, Segmenter, read};
use sinograph::text::{Source, Span};
use sound::check_documents;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

/// Runs every case. A case is
///
/// ```text
/// --- a name ---
/// the page, as it is; \u{...}, \r, \t, \s (a space) and \e (nothing, to keep an empty line) stand for themselves
/// ===
/// article | caption
/// headline: … (one line a block, in reading order)
/// sentence: … (only where the case is about sentences)
/// reporters: … / photographers: … / dateline: … | place | day / date: … / title: …
/// ```
#[test]
fn cases() {
    let mut names = std::collections::BTreeSet::new();
    let mut failures = String::new();
    let mut n_cases = 0;
    for file in suite() {
        let text = fs::read_to_string(&file).expect("the suite is UTF-8");
        for case in
            text.split("\n--- ").map(|case| case.trim_start_matches("--- ")).filter(|case| case.contains(" ---\n"))
        {
            let (name, rest) = case.split_once(" ---\n").expect("a case opens with its name");
            assert!(names.insert(name.to_owned()), "two cases are called {name}");
            let (page, expected) = rest.split_once("\n===\n").unwrap_or_else(|| panic!("{name} has no ==="));
            n_cases += 1;
            check(name, page, expected.trim_end(), &mut failures);
        }
    }
    assert!(n_cases >= 40, "only {n_cases} cases");
    assert!(failures.is_empty(), "\n{failures}");
}

fn suite() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/document");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the suite is there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files
}

fn check(name: &str, page: &str, expected: &str, failures: &mut String) {
    let source = Source::new("page.txt", unescape(page));
    let documents = read(&source, &SEGMENTER);
    check_documents(&source.text, &documents);
    let with_sentences = expected.contains("sentence:");
    let found: String = documents.iter().map(|document| render(document, with_sentences)).collect();
    if found.trim_end() != unescape(expected) {
        write!(failures, "--- {name} ---\nexpected:\n{expected}\nfound:\n{found}\n").expect("a string takes all");
    }
}

fn unescape(text: &str) -> String {
    let mut unescaped = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        unescaped.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(code) = rest.strip_prefix("u{") {
            let (digits, after) = code.split_once('}').expect("\\u{ is closed");
            unescaped.extend(char::from_u32(u32::from_str_radix(digits, 16).expect("hexadecimal")));
            rest = after;
        } else {
            match rest.chars().next() {
                Some('r') => unescaped.push('\r'),
                Some('t') => unescaped.push('\t'),
                Some('s') => unescaped.push(' '),
                Some('e') => {}
                other => panic!("unknown escape {other:?}"),
            }
            rest = &rest[1..];
        }
    }
    unescaped + rest
}

fn render(document: &Document, with_sentences: bool) -> String {
    let mut text = String::new();
    let kind = if document.kind == DocumentKind::Caption { "caption" } else { "article" };
    writeln!(text, "{kind}").expect("a string takes all");
    for (index, block) in document.blocks.iter().enumerate() {
        if with_sentences {
            for sentence in document.sentences.iter().filter(|sentence| sentence.block == index) {
                writeln!(text, "sentence: {}", document.slice(sentence.span)).expect("a string takes all");
            }
        } else {
            writeln!(text, "{}: {}", kind_name(block.kind), document.slice(block.span)).expect("a string takes all");
        }
    }
    let names = |spans: &[Span]| spans.iter().map(|&span| document.slice(span)).collect::<Vec<_>>().join(" | ");
    for (label, spans) in [("reporters", &document.reporters), ("photographers", &document.photographers)] {
        if !spans.is_empty() {
            writeln!(text, "{label}: {}", names(spans)).expect("a string takes all");
        }
    }
    if let Some(dateline) = document.dateline {
        let part = |span: Option<Span>| span.map_or("-", |span| document.slice(span));
        writeln!(
            text,
            "dateline: {} | {} | {}",
            document.slice(dateline.span),
            part(dateline.place),
            part(dateline.date)
        )
        .expect("a string takes all");
    }
    if let Some(date) = &document.date {
        writeln!(text, "date: {date}").expect("a string takes all");
    }
    text
}

fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Subtitle => "subtitle",
        BlockKind::Byline => "byline",
        BlockKind::SectionHead => "section",
        BlockKind::Caption => "caption",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Furniture => "furniture",
        BlockKind::Abreast => "abreast",
    }
}

#[test]
fn a_declared_title_is_the_title() {
    let mut source = Source::new("wire.jsonl", "石桥县召开会议\n\n3月15日，石桥县召开会议，部署春耕备耕工作。\n");
    let headline = |source: &Source| {
        let [document] = &read(source, &SEGMENTER)[..] else { panic!("it is one article") };
        let headline = document.blocks_of(BlockKind::Headline).next().map(|span| document.slice(span).to_owned());
        (document.title.clone(), headline)
    };
    let printed = Some("石桥县召开会议".to_owned());
    assert_eq!(headline(&source), (printed.clone(), printed.clone()));
    source.declared.title = Some("我县部署春耕备耕工作".to_owned());
    assert_eq!(headline(&source), (source.declared.title.clone(), printed));
}

#[test]
fn columns_side_by_side_are_told_of() {
    let columns = "铁路开通四年来，累计发送旅客    新工厂在青湖市投产，当地居民\n\
                   突破五千万人次。岚海铁路集团    说，工厂带来了两千多个工作岗\n\
                   表示，将继续提升服务，增开跨    位。市长石青出席仪式并致辞，\n\
                   境列车。                        他说，这是合作的新起点。\n";
    let noticed = |page: &str| {
        let documents = read(&Source::new("page", page), &SEGMENTER);
        let all = documents.into_iter().flat_map(|document| document.diagnostics);
        all.map(|noticed| (noticed.code, noticed.span.of(page).to_owned(), noticed.message)).collect::<Vec<_>>()
    };
    let page = format!("云岭大桥今天通车\n云岭大桥今天通车。过江只要五分钟。\n\n{columns}");
    let [(code, first, message)] = &noticed(&page)[..] else { panic!("one thing is odd") };
    assert_eq!((*code, first.as_str()), ("columns-abreast", columns.lines().next().unwrap_or_default()));
    assert!(message.starts_with("4 lines "), "{message}");
    assert_eq!(noticed("云岭大桥今天通车\n云岭大桥今天通车。    过江只要五分钟。\n"), []);
}

/// The real page, when it is there.
#[test]
fn the_shared_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (page, gold) =
        (folder.join("pages/china-central-asia-page.txt"), folder.join("gold/china-central-asia-page.json"));
    let (Ok(page), Ok(gold)) = (fs::read_to_string(page), fs::read_to_string(gold)) else {
        eprintln!("skipped: ../shared is not there");
        return;
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("the gold is JSON");
    let source = Source::new("page.txt", page);
    let documents = read(&source, &SEGMENTER);
    check_documents(&source.text, &documents);
    let mut expected: Vec<&serde_json::Value> = gold["articles"].as_array().expect("articles").iter().collect();
    expected.sort_by_key(|article| article["body_start"].as_u64());
    assert_eq!(documents.len(), expected.len());
    for (document, article) in documents.iter().zip(expected) {
        check_article(&source, document, article);
    }
}

fn check_article(source: &Source, document: &Document, article: &serde_json::Value) {
    let texts = |kind| document.blocks_of(kind).map(|span| document.slice(span).to_owned()).collect::<Vec<_>>();
    let names = |spans: &[Span]| spans.iter().map(|&span| document.slice(span).to_owned()).collect::<Vec<_>>();
    let strings = |value: &serde_json::Value| match value {
        serde_json::Value::Array(values) => {
            values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
        }
        serde_json::Value::String(value) => vec![value.clone()],
        _ => Vec::<String>::new(),
    };
    assert_eq!(document.title.as_deref(), article["title"].as_str());
    assert_eq!(texts(BlockKind::Subtitle), strings(&article["subtitle"]));
    assert_eq!(texts(BlockKind::SectionHead), strings(&article["section_heads"]));
    assert_eq!(names(&document.reporters), strings(&article["reporter"]));
    assert_eq!(names(&document.photographers), strings(&article["photographer"]));
    let dateline = document.dateline.map(|dateline| {
        [dateline.place, dateline.date]
            .into_iter()
            .flatten()
            .map(|span| document.slice(span))
            .collect::<Vec<_>>()
            .join(" ")
    });
    assert_eq!(dateline.as_deref(), article["dateline"].as_str());
    let n_before = |byte: usize| source.text[..byte].chars().filter(|c| !c.is_whitespace()).count() as u64;
    let is_body = |kind| !matches!(kind, BlockKind::Headline | BlockKind::Subtitle | BlockKind::Furniture);
    let body = document.blocks.iter().filter(|block| is_body(block.kind));
    let spans: Vec<Span> = body.map(|block| document.map.raw_span(block.span)).collect();
    let start = spans.iter().map(|span| span.start).min().expect("a body");
    let end = spans.iter().map(|span| span.end).max().expect("a body");
    assert_eq!(Some(n_before(start)), article["body_start"].as_u64());
    assert_eq!(Some(n_before(end)), article["body_end"].as_u64());
}
