//! Generated pages: every clean character maps back, nothing is lost, and the articles that were
//! printed are the articles that are read.

#![allow(clippy::indexing_slicing, reason = "a test stops where it fails")]

mod sound;

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::RngSeed;

use sinograph::document::{BlockKind, Segmenter, read};
use sinograph::text::{Encoding, Source, Span, decode};
use sound::{check_documents, visible};

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

/// A headline, its reporter, and sentences that tell of it.
struct Topic {
    headline: &'static str,
    reporter: &'static str,
    sentences: [&'static str; 5],
}

const TOPICS: [Topic; 4] = [
    Topic {
        headline: "青湖开行中亚跨境班列",
        reporter: "陆小满",
        sentences: [
            "青湖至阿拉木图的中亚跨境班列昨天正式开行，首趟列车满载六十个集装箱。",
            "跨境班列由中国和哈萨克斯坦的企业共同运营，每周开行三趟，全程约七天。",
            "海关部门说，班列开行后，苹果、茶叶等货物的通关时间将缩短到12个小时以内。",
            "“路通了，生意就活了。”在青湖经商多年的叶尔兰·努尔别克说。",
            "青湖市商务局预计，明年班列的货运量将增长37.5%，达到4300个标准箱。",
        ],
    },
    Topic {
        headline: "白桦图书馆新馆迎来读者",
        reporter: "何其多",
        sentences: [
            "由旧粮仓改建的白桦图书馆新馆上周末迎来首批读者，两天内借出图书三万册。",
            "新馆设有盲文阅览室和少儿绘本馆，读者凭身份证就可以办理借阅。",
            "馆长乔安石介绍，夜间阅览区开放到晚上10点，每周开放72小时。",
            "《粮仓里的书香》一书记录了改建的经过，作者把首发式放在了图书馆。",
            "读者在留言簿上写道：“小时候来这里交公粮，如今来这里读书。”",
        ],
    },
    Topic {
        headline: "松江早稻开镰收割",
        reporter: "黎明月",
        sentences: [
            "松江平原的早稻进入收割期，三千台联合收割机同时下田，机手们昼夜轮换。",
            "农业部门预计，今年早稻总产量比去年增加5%，优质稻的比例超过八成。",
            "种粮大户石开说，无人机飞防让每亩地少用了两成农药，早稻的品相更好了。",
            "粮库提前腾出仓容二十万吨，烘干中心敞开收粮（夜间不停），农户随到随卖。",
            "据了解，收割结束后，松江将随即抢插晚稻，全部农活要在立秋之前完成。",
        ],
    },
    Topic {
        headline: "沙洲长江大桥主跨合龙",
        reporter: "欧阳明月",
        sentences: [
            "沙洲长江大桥主跨昨日顺利合龙，大桥全长4200米，是两岸之间的第三条通道。",
            "建设单位沙洲路桥集团有限公司表示，大桥预计年底通车，过江只需5分钟。",
            "大桥采用双层设计，上层走汽车，下层预留轨道交通，桥塔高达280米。",
            "工程师向阳在江上守了四个年头，合龙那天，他请工友们吃了一顿羊肉。",
            "通车之后，每天往返两岸的七万名通勤者将不必再排队等候轮渡。",
        ],
    },
];

/// How a page is printed.
#[derive(Clone, Debug)]
struct Layout {
    /// Characters to a line.
    width: usize,
    /// Blank lines after each line of text.
    gap: usize,
    line_end: &'static str,
    indent: Indent,
    opening: Opening,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Indent {
    Kept,
    Lost,
}

#[derive(Clone, Copy, Debug)]
enum Opening {
    Byline,
    Bracket,
    Wire,
}

fn layouts() -> impl Strategy<Value = Layout> {
    (
        14_usize..26,
        0_usize..3,
        select(vec!["\n", "\r\n", "\r", "\u{85}", "\u{2028}"]),
        select(vec![Indent::Kept, Indent::Lost]),
        select(vec![Opening::Byline, Opening::Bracket, Opening::Wire]),
    )
        .prop_map(|(width, gap, line_end, indent, opening)| Layout { width, gap, line_end, indent, opening })
}

/// Which topics a page holds, and of which sentences each paragraph is made.
fn pages() -> impl Strategy<Value = Vec<(usize, Vec<Vec<usize>>)>> {
    let paragraph = subsequence(vec![0_usize, 1, 2, 3, 4], 2..=4).prop_shuffle();
    let article = vec(paragraph, 2..5);
    (subsequence(vec![0_usize, 1, 2, 3], 1..=4).prop_shuffle(), vec(article, 4))
        .prop_map(|(topics, articles)| topics.into_iter().zip(articles).collect())
}

/// The paragraphs of an article without line breaks.
fn paragraphs(topic: &Topic, layout: &Layout, article: &[Vec<usize>]) -> Vec<String> {
    let mut paragraphs: Vec<String> =
        article.iter().map(|sentences| sentences.iter().map(|&index| topic.sentences[index]).collect()).collect();
    let opening = match layout.opening {
        Opening::Byline => String::new(),
        Opening::Bracket => format!("本报讯（记者{}）", topic.reporter),
        Opening::Wire => format!("本报青湖5月6日电 记者{}报道 ", topic.reporter),
    };
    paragraphs[0].insert_str(0, &opening);
    paragraphs
}

/// The raw text of a page.
fn print(layout: &Layout, page: &[(usize, Vec<Vec<usize>>)]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (topic, article) in page {
        let topic = &TOPICS[*topic];
        lines.push(topic.headline.to_owned());
        if matches!(layout.opening, Opening::Byline) {
            lines.push(format!("□ 本报记者 {}", topic.reporter));
        }
        for paragraph in paragraphs(topic, layout, article) {
            lines.extend(broken(&paragraph, layout));
        }
    }
    let between = layout.line_end.repeat(layout.gap + 1);
    lines.join(&between)
}

/// A paragraph in lines, marks kept from the beginning of lines, numbers and words kept whole.
fn broken(paragraph: &str, layout: &Layout) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = layout.width * 2 - 4;
    for unit in units(paragraph) {
        let cells: usize = unit.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        if cells > room {
            lines.push(String::new());
            room = layout.width * 2;
        }
        room = room.saturating_sub(cells);
        lines.last_mut().expect("there is a line").push_str(&unit);
    }
    if layout.indent == Indent::Kept {
        lines[0].insert_str(0, "\u{3000}\u{3000}");
    }
    lines
}

fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for c in text.chars() {
        let clings = "，。、；：！？”）》%".contains(c);
        let after = units.last().and_then(|unit| unit.chars().next_back());
        let goes_on = after.is_some_and(|last| {
            "“（《".contains(last)
                || (last.is_ascii_alphanumeric() && (c.is_ascii_alphanumeric() || c == '.'))
                || (last == '.' && c.is_ascii_digit())
        });
        match units.last_mut() {
            Some(unit) if clings || goes_on => unit.push(c),
            _ => units.push(c.to_string()),
        }
    }
    units
}

/// The same pages at each run, because one in fifty thousand can be read in two ways; `PROPTEST_RNG_SEED` draws others.
fn same_pages() -> ProptestConfig {
    let config = ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() };
    let rng_seed = if config.rng_seed == RngSeed::Random { RngSeed::Fixed(1) } else { config.rng_seed };
    ProptestConfig { rng_seed, ..config }
}

proptest! {
    #![proptest_config(same_pages())]

    #[test]
    fn printed_articles_are_read(layout in layouts(), page in pages()) {
        let raw = print(&layout, &page);
        let documents = read(&Source::new("page.txt", raw.as_str()), &SEGMENTER);
        check_documents(&raw, &documents);
        let found: Vec<_> = documents.iter().map(|document| document.title.clone().unwrap_or_default()).collect();
        let printed: Vec<_> = page.iter().map(|(topic, _)| TOPICS[*topic].headline.to_owned()).collect();
        prop_assert_eq!(found, printed, "{}", raw);
        for (document, (topic, article)) in documents.iter().zip(&page) {
            let reporters: Vec<&str> = document.reporters.iter().map(|&span| document.slice(span)).collect();
            prop_assert_eq!(reporters, [TOPICS[*topic].reporter], "{}", raw);
            let body: Vec<String> = document.blocks_of(BlockKind::Paragraph).map(|span| visible(document.slice(span))).collect();
            let expected: Vec<String> = paragraphs(&TOPICS[*topic], &layout, article).iter().map(|text| visible(text)).collect();
            prop_assert_eq!(body.concat(), expected.concat(), "{}", raw);
            // Without indents the end of a paragraph in a full line cannot always be seen.
            if layout.indent == Indent::Kept {
                prop_assert_eq!(body, expected, "{}", raw);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_encoding_gives_the_same_text(layout in layouts(), page in pages(), with_mark in any::<bool>()) {
        let raw = print(&layout, &page).replace(['\u{85}', '\u{2028}'], "\n");
        for (encoding, bytes) in encoded(&raw, with_mark) {
            for named in [None, Some(encoding)] {
                let decoded = decode(&bytes, named).expect("what was encoded can be decoded");
                prop_assert_eq!(decoded.encoding, encoding);
                prop_assert_eq!(&decoded.text, &raw);
            }
        }
    }

    #[test]
    fn any_text_is_survived(raw in "[中国a1 。，“”（）\u{3000}\n\r\t\u{200b}\u{ad}\u{0}记者摄日电报讯…图为—□.\u{301}𠮷😀!?5月]{0,200}") {
        let documents = read(&Source::new("page.txt", raw.as_str()), &SEGMENTER);
        check_documents(&raw, &documents);
    }

    #[test]
    fn any_unicode_is_survived(raw in "\\PC{0,60}(\n\\PC{0,60}){0,8}") {
        let documents = read(&Source::new("page.txt", raw.as_str()), &SEGMENTER);
        check_documents(&raw, &documents);
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = decode(&bytes, None) {
            check_documents(&decoded.text, &read(&Source::new("page.txt", decoded.text.as_str()), &SEGMENTER));
        }
    }
}

/// A page in each encoding that can hold it.
fn encoded(raw: &str, with_mark: bool) -> Vec<(Encoding, Vec<u8>)> {
    let mark: &[u8] = if with_mark { b"\xEF\xBB\xBF" } else { b"" };
    let little = raw.encode_utf16().flat_map(u16::to_le_bytes);
    let big = raw.encode_utf16().flat_map(u16::to_be_bytes);
    let marked = |mark: [u8; 2], units: Vec<u8>| if with_mark { [mark.to_vec(), units].concat() } else { units };
    vec![
        (Encoding::Utf8, [mark, raw.as_bytes()].concat()),
        (Encoding::Gb18030, encoding_rs::GB18030.encode(raw).0.into_owned()),
        (Encoding::Utf16Le, marked([0xFF, 0xFE], little.collect())),
        (Encoding::Utf16Be, marked([0xFE, 0xFF], big.collect())),
    ]
}

#[test]
fn a_traditional_page_in_big5() {
    let raw = "【本報記者陳小滿南寧報道】由港商組織的首趟跨境班列昨日從南寧開出，滿載茶葉和電子產品。";
    let (bytes, _, is_lossy) = encoding_rs::BIG5.encode(raw);
    assert!(!is_lossy);
    let decoded = decode(&bytes, None).expect("Big5 is detected");
    assert_eq!((decoded.text.as_str(), decoded.encoding), (raw, Encoding::Big5));
    let documents = read(&Source::new("page.txt", raw), &SEGMENTER);
    let reporters: Vec<Span> = documents[0].reporters.clone();
    assert_eq!(documents[0].slice(reporters[0]), "陳小滿");
}
