//! Texts in, times and quantities out: the cases of `tests/suite/value`.
//!
//! A case is
//!
//! ```text
//! --- a name ---
//! issue: 2023-05-20        (the day of issue; `year: 2023` if only a year is suggested; nothing if none is known)
//! 峰会[5月18日|2023-05-18]举行。
//! ```
//!
//! Each line is a text of its own, with all that is found in it marked. A vague time has `~` in front. A quantity is
//! number and unit, `>70000000000 USD`, with `>`, `<` or `~` for its bound, `3..5 个` for a stretch, and `+` or `-`
//! behind it if something rises or falls by so much.

#![allow(clippy::panic, clippy::string_slice, reason = "a case that cannot be read stops the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use sinograph::document::{Segmenter, read};
use sinograph::ontology::Ontology;
use sinograph::text::{Source, Span};
use sinograph::value::{Anchor, Bound, Change, Quantity, TimeAt, quantities, times};

static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(Ontology::embedded);

#[test]
fn times_are_read() {
    run("times.txt", 90, |text, anchor| {
        let found = times(text, all_of(text), anchor, &ONTOLOGY);
        found.iter().map(|found| (found.span, time(found))).collect()
    });
}

#[test]
fn quantities_are_read() {
    run("quantities.txt", 45, |text, _| {
        let found = quantities(text, all_of(text), &ONTOLOGY);
        found.iter().map(|found| (found.span, quantity(&found.quantity))).collect()
    });
}

#[test]
fn a_text_suggests_its_year() {
    let year = |text: &str| Anchor::of_text(text, &ONTOLOGY).year();
    assert_eq!(year("截至2023年3月底，项目进展顺利。2013年，倡议提出。计划到2030年建成。"), Some(2023));
    assert_eq!(year("公司将于2026年投产，该项目２０２１年开工。"), Some(2021));
    assert_eq!(year("对接《2063年议程》，已有2000年的历史，推出2025年版。"), None);
    // What a year has come to is told in the next one.
    assert_eq!(year("2023年中非贸易额达2821亿美元。2021年，铁路开通。"), Some(2024));
    assert_eq!(year("截至2023年年底，存量超过400亿美元。"), Some(2024));
    assert_eq!(year("2023年全年进出口12.6万亿元。"), Some(2024));
    assert_eq!(year("2023年前4个月贸易额达821亿美元。"), Some(2023));
    assert_eq!(year("2024年第三季度出口额达100亿元，2024年服贸会贸易额达5亿元，项目2024年末竣工。"), Some(2024));
    // A term that has begun goes on, a stretch that is told is over.
    assert_eq!(year("2025年至2026年轮值主席国由老挝接任。"), Some(2025));
    assert_eq!(year("2018年至2023年，他任总裁。"), Some(2023));
    assert_eq!(year("《准入清单（2024年版）》发布，2019年动工。"), Some(2024));
}

#[test]
fn the_articles_of_a_page_share_their_anchor() {
    let anchor = |text: &str, date: Option<&str>| {
        let documents = read(&Source::new("page", text), &Segmenter::new());
        Anchor::of(date, &documents, &ONTOLOGY)
    };
    let page = "峰会开幕\n\n本报记者 张三\n\n2022年，两国贸易额增长。计划2030年建成铁路。\n";
    assert_eq!(anchor(page, Some("2023-05-20")), Anchor::of_day("2023-05-20"));
    assert_eq!((anchor(page, None).year(), anchor(page, None).day()), (Some(2022), None));
    assert_eq!(anchor("峰会开幕\n\n两国贸易额增长。\n", None), Anchor::default());
    // Datelines give the day of a year that only the text suggests: the latest of them, in the year in which what it tells has been.
    let day = |text: &str| {
        let anchor = anchor(text, None);
        assert_eq!(anchor.day(), None);
        anchor.presumed_day().map(|day| day.to_string())
    };
    let written = "峰会开幕\n\n新华社岚海5月28日电 去年12月，铁路2022年开工的消息传来。28日，峰会开幕。\n";
    assert_eq!(day(written).as_deref(), Some("2022-05-28"));
    let two = "\n铁路通车\n\n新华社岚海5月30日电 铁路29日通车。\n\n论坛闭幕\n\n新华社岚海5月29日电 论坛闭幕。\n";
    assert_eq!(day(&format!("{written}{two}")).as_deref(), Some("2022-05-30"));
    let older = "铁路通车\n\n新华社岚海1月10日电 铁路2022年12月20日通车。\n";
    assert_eq!(day(older).as_deref(), Some("2023-01-10"));
    let ahead = "铁路开工\n\n新华社岚海1月10日电 铁路2022年开工。计划2022年12月20日通车。\n";
    assert_eq!(day(ahead).as_deref(), Some("2022-01-10"));
    assert_eq!(day("峰会开幕\n\n新华社岚海5月28日电 28日，峰会开幕。\n"), None);
}

fn all_of(text: &str) -> Span {
    Span::new(0, text.len())
}

fn time(found: &TimeAt) -> String {
    format!("{}{}", if found.is_vague { "~" } else { "" }, found.time.iso())
}

fn quantity(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Bound::Exactly => "",
        Bound::About => "~",
        Bound::MoreThan => ">",
        Bound::LessThan => "<",
    };
    let upper = quantity.upper.map_or(String::new(), |upper| format!("..{upper}"));
    let change = match quantity.change {
        None => "",
        Some(Change::Rises) => "+",
        Some(Change::Falls) => "-",
    };
    format!("{bound}{}{upper} {}{change}", quantity.number, quantity.unit)
}

/// Compares every line of a file of cases with what `find` finds in it.
fn run(file: &str, at_least: usize, find: impl Fn(&str, Anchor) -> Vec<(Span, String)>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/value").join(file);
    let cases = fs::read_to_string(path).expect("the suite is there");
    let (mut anchor, mut n_cases, mut failures) = (Anchor::default(), 0, String::new());
    for line in cases.lines().filter(|line| !line.is_empty()) {
        if line.starts_with("--- ") {
            anchor = Anchor::default();
        } else if let Some(day) = line.strip_prefix("issue: ") {
            anchor = Anchor::of_day(day);
        } else if let Some(year) = line.strip_prefix("year: ") {
            anchor = Anchor::of_text(&format!("{year}年"), &ONTOLOGY);
        } else {
            n_cases += 1;
            let text = unmarked(line);
            let marked = marked(&text, &find(&text, anchor));
            if marked != line {
                writeln!(failures, "wanted {line}\n found {marked}").expect("a string takes all");
            }
        }
    }
    assert!(n_cases >= at_least, "only {n_cases} cases");
    assert!(failures.is_empty(), "\n{failures}");
}

fn unmarked(line: &str) -> String {
    let mut text = String::new();
    for part in line.split('[') {
        match part.split_once(']') {
            None => text.push_str(part),
            Some((mark, after)) => text.extend([mark.split_once('|').expect("a mark has a `|`").0, after]),
        }
    }
    text
}

fn marked(text: &str, found: &[(Span, String)]) -> String {
    let (mut marked, mut end) = (String::new(), 0);
    for (span, value) in found {
        write!(marked, "{}[{}|{value}]", &text[end..span.start], span.of(text)).expect("a string takes all");
        end = span.end;
    }
    marked + &text[end..]
}

/// What times and quantities are made of, and what stands between them.
const PIECES: [&str; 60] = [
    "2023",
    "5",
    "18",
    "３１",
    "1,730.5",
    "0",
    "99999999999999999999",
    "二〇二三",
    "十",
    "三十",
    "一",
    "百",
    "千",
    "万",
    "亿",
    "多",
    "余",
    "几",
    "数",
    "点",
    ".",
    "年",
    "月",
    "日",
    "号",
    "年代",
    "世纪",
    "季度",
    "个月",
    "前",
    "第",
    "至",
    "—",
    "~",
    "上",
    "下",
    "半年",
    "旬",
    "今年",
    "去年",
    "同期",
    "次日",
    "当日",
    "周五",
    "底",
    "初",
    "以来",
    "截至",
    "自",
    "，",
    "。",
    " ",
    "“",
    "十四五",
    "期间",
    "％",
    "元",
    "人民币",
    "以上",
    "增长了",
];

proptest! {
    #[test]
    fn any_text_is_survived(text in ".{0,60}", issue in "2023-0[1-9]-1[0-9]|") {
        check_spans(&text, Anchor::of_day(&issue))?;
    }

    #[test]
    fn any_pieces_are_survived(pieces in vec(select(PIECES.as_slice()), 0..24), issue in "20[0-9]{2}-0[1-9]-1[0-9]|") {
        check_spans(&pieces.concat(), Anchor::of_day(&issue))?;
    }
}

/// Spans lie inside what is read, in order, on borders of characters; a second reading finds the same.
fn check_spans(text: &str, anchor: Anchor) -> Result<(), TestCaseError> {
    let start = text.char_indices().nth(2).map_or(0, |(at, _)| at);
    let span = Span::new(start, text.len());
    let found = times(text, span, anchor, &ONTOLOGY);
    let counted = quantities(text, span, &ONTOLOGY);
    prop_assert_eq!(&found, &times(text, span, anchor, &ONTOLOGY));
    for spans in
        [found.iter().map(|found| found.span).collect::<Vec<_>>(), counted.iter().map(|found| found.span).collect()]
    {
        let mut end = start;
        for span in spans {
            prop_assert!(end <= span.start && !span.is_empty() && text.get(span.range()).is_some(), "{:?}", span);
            end = span.end;
        }
    }
    Ok(())
}
