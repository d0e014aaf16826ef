//! Every mention stands where its positions say, in every encoding, line ending and layout.
//!
//! For all pages of `examples/` and `tests/gold`: what is read from the bytes is the same in every
//! encoding that can hold the page and with every line ending, and the raw characters at the positions
//! of a mention, freed of white space, are its text.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test stops where it fails")]

mod sound;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use sinograph::evaluate::{Key, Page};
use sinograph::pipeline::{Extraction, Extractor};
use sinograph::text::{Encoding, Source, decode};
use sound::check_extraction;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

/// What is found, wherever the lines break: place and kind, text, entity.
type Found = Vec<(Key, String, String)>;

#[test]
fn in_every_encoding_and_line_ending() {
    let mut n_mentions = 0;
    let mut n_big5 = 0;
    for (name, text) in pages() {
        let plain = text.replace("\r\n", "\n").replace('\r', "\n");
        let expected = found(&plain);
        n_mentions += expected.len();
        for line_end in ["\n", "\r\n", "\r"] {
            let raw = plain.replace('\n', line_end);
            for (encoding, bytes) in encoded(&raw) {
                let decoded =
                    decode(&bytes, None).unwrap_or_else(|error| panic!("{name} as {}: {error}", encoding.name()));
                assert_eq!(decoded.encoding, encoding, "{name}");
                assert!(decoded.text == raw, "{name} as {} is another text", encoding.name());
                n_big5 += usize::from(encoding == Encoding::Big5);
                assert_eq!(found(&decoded.text), expected, "{name} as {} with {line_end:?}", encoding.name());
            }
        }
    }
    assert!(n_mentions > 500, "only {n_mentions} mentions");
    assert!(n_big5 > 0, "no page in Big5");
}

/// Texts that broke something once, as short as they could be made.
const BROKE_ONCE: [&str; 2] = ["d峰会（简称>\r）", "㝜开发区（简称-\n）"];

#[test]
fn what_broke_once_holds() {
    BROKE_ONCE.into_iter().for_each(|raw| drop(found(raw)));
}

/// The texts of all pages, each with a name.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["examples", "tests/gold/pages", "tests/gold/apart", "tests/gold/plain"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the folder is there"))
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    let mut pages = Vec::new();
    for file in files {
        let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let bytes = fs::read(&file).expect("readable");
        if name.ends_with(".txt") {
            pages.push((name, decode(&bytes, None).expect("a page can be decoded").text));
        } else if name.ends_with(".jsonl") {
            let text = String::from_utf8(bytes).expect("JSON is UTF-8");
            for (line, number) in text.lines().zip(1..) {
                let record: serde_json::Value = serde_json::from_str(line).expect("a record");
                pages.push((format!("{name}:{number}"), record["text"].as_str().expect("a text").to_owned()));
            }
        }
    }
    assert!(pages.len() > 15, "only {} pages", pages.len());
    pages
}

/// A text in each encoding that can hold it and that its bytes show.
fn encoded(raw: &str) -> Vec<(Encoding, Vec<u8>)> {
    let little: Vec<u8> = raw.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = raw.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut encoded = vec![
        (Encoding::Utf8, raw.as_bytes().to_vec()),
        (Encoding::Utf8, [b"\xEF\xBB\xBF", raw.as_bytes()].concat()),
        (Encoding::Utf16Le, [b"\xFF\xFE".to_vec(), little].concat()),
        (Encoding::Utf16Be, [b"\xFE\xFF".to_vec(), big].concat()),
        (Encoding::Gb18030, encoding_rs::GB18030.encode(raw).0.into_owned()),
    ];
    let (bytes, _, is_lossy) = encoding_rs::BIG5.encode(raw);
    if !is_lossy {
        encoded.push((Encoding::Big5, bytes.into_owned()));
    }
    encoded
}

/// Reads a text, proves every quote, and tells what was found.
fn found(raw: &str) -> Found {
    let source = Source::new("page.txt", raw);
    let extractions = EXTRACTOR.extract(&source);
    extractions.iter().for_each(|extraction| check_extraction(raw, extraction));
    let page = Page::new(raw);
    let mut found = Found::new();
    for extraction in &extractions {
        for (mention, entity) in extraction.mentions.iter().zip(&extraction.resolution.entity_of) {
            let one = Extraction { mentions: vec![mention.clone()], ..extraction.clone() };
            let key = page.keys(&source, &[one])[0];
            let entity = extraction.resolution.entities[*entity].id.as_str().to_owned();
            found.push((key, extraction.document.slice(mention.span).to_owned(), entity));
        }
    }
    found
}

const SENTENCES: [&str; 10] = [
    "中吉乌铁路由中国路桥工程有限责任公司（以下简称“中国路桥”）承建，全长523公里。",
    "国家发展改革委副主任吕书雅表示，中、吉、乌三国将加快推进前期工作，力争年内开工。",
    "哈萨克斯坦总统卡西姆若马尔特·托卡耶夫在阿斯塔纳会见了中国石油天然气集团公司负责人。",
    "“路通了，生意就活了。”在塔什干经商多年的叶尔兰·努尔别克说，中国路桥的工地上有六百名工人。",
    "双方签署《关于深化互联互通合作的谅解备忘录》，中国-中亚天然气管道的运行也写入其中。",
    "我国去年从乌兹别克斯坦进口天然气，两国贸易额增长37.5%，达到140亿美元。",
    "青湖市商务局预计，明年中欧班列的货运量将翻一番，达到4300个标准箱。",
    "发展中国家的代表马上发言，越来越多的中国家庭选择这条线路出游，大家都很高兴。",
    "世界银行和亚洲开发银行为项目提供贷款，上海合作组织秘书处派人到会。",
    "岚海重工股份有限公司交付首批盾构机，岚海重工说，TBM-3型机的直径为8.5米。",
];

/// How a page is printed.
#[derive(Clone, Debug)]
struct Layout {
    /// Characters to a line; a paragraph to a line if none.
    width: Option<usize>,
    /// Blank lines after each line.
    gap: usize,
    line_end: &'static str,
}

fn layouts() -> impl Strategy<Value = Layout> {
    (prop::option::of(14_usize..30), 0_usize..3, select(vec!["\n", "\r\n", "\r"]))
        .prop_map(|(width, gap, line_end)| Layout { width, gap, line_end })
}

fn articles() -> impl Strategy<Value = Vec<Vec<usize>>> {
    vec(subsequence((0..SENTENCES.len()).collect::<Vec<_>>(), 2..=4).prop_shuffle(), 2..5)
}

fn print(layout: &Layout, article: &[Vec<usize>]) -> String {
    let mut lines = vec!["铁路修到边境线".to_owned()];
    for paragraph in article {
        let text: String = paragraph.iter().map(|&index| SENTENCES[index]).collect();
        let indented: Vec<char> = format!("\u{3000}\u{3000}{text}").chars().collect();
        let width = layout.width.unwrap_or(indented.len());
        let mut rest = indented.as_slice();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(fitting(rest, width));
            lines.push(line.iter().collect());
            rest = after;
        }
    }
    lines.join(&layout.line_end.repeat(layout.gap + 1))
}

/// How many characters a line of `width` ideographs takes: latin characters are half as wide, a mark
/// that closes or a number is not broken off.
fn fitting(text: &[char], width: usize) -> usize {
    let clings = |c: char| "，。、；：！？”）》%·".contains(c);
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let cells = |c: &char| if c.is_ascii() { 1 } else { 2 };
    let within = |used: &mut usize, c: &char| {
        *used += cells(c);
        Some(*used <= 2 * width)
    };
    let mut end = text.iter().scan(0, within).take_while(|fits| *fits).count().max(1);
    while end < text.len() && (clings(text[end]) || (is_latin(text[end]) && is_latin(text[end - 1]))) {
        end += 1;
    }
    end
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_every_layout(layout in layouts(), article in articles()) {
        let raw = print(&layout, &article);
        let whole = Layout { width: None, gap: 1, line_end: "\n" };
        let names = |found: Found| found.into_iter().map(|(_, text, entity)| (text, entity)).collect::<Vec<_>>();
        prop_assert_eq!(names(found(&raw)), names(found(&print(&whole, &article))), "{}", raw);
    }

    #[test]
    fn in_any_text(raw in "[中美俄哈国家公司铁路（）《》“”、，。·\\-—A1 \u{3000}\n\r\t\u{200b}\u{ad}王李主任说\u{301}𠮷😀]{0,120}") {
        found(&raw);
    }
}
