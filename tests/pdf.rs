//! Pages in print: columns in the order of reading, articles not mixed, and what cannot be read told.

#![cfg(feature = "pdf")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]

mod desk;
mod print;

use std::collections::BTreeSet;
use std::io::Write;

use desk::Desk;
use print::{Print, Script, set, stream};
use serde_json::Value;
use sinograph::build::{Options, build, written as is_output};
use sinograph::input::{Reading, Units, find};
use sinograph::pipeline::Extractor;
use sinograph::query::audit;
use sinograph::store::{Store, Writer};

const RAILWAY: [&str; 3] = [
    "本报万象12月3日电 中国和老挝三日在万象举行仪式，庆祝中老铁路开通三周年。老挝国家副主席和中国驻老挝大使出席仪式并致辞。",
    "中老铁路由中国国家铁路集团有限公司参与建设，北起昆明，南至万象，全长一千零三十五公里，是两国互利合作的旗舰项目。",
    "三年来全线累计发送旅客四千多万人次，运送货物近五千万吨，其中跨境货物超过一千万吨，沿线各国企业和民众从中受益。",
];
const PORT: [&str; 2] = [
    "本报内罗毕3月4日电 肯尼亚和坦桑尼亚四日签署协议，两国将共同扩建蒙巴萨港的集装箱码头，工程预计明年年底完成。",
    "肯尼亚港务局说，新码头建成后每年能够多装卸六十万个标准箱，从乌干达和卢旺达来的货物不必再在港外排队等候。",
];
const MINE: [&str; 2] = [
    "本报利马5月6日电 秘鲁能源和矿业部六日批准一座铜矿的扩建计划，投资总额约为十五亿美元，由加拿大一家公司负责实施。",
    "这座铜矿位于秘鲁南部山区，扩建以后每年产铜二十万吨，产品主要销往智利、巴西和亚洲市场，当地将新增两千个岗位。",
];

impl Desk {
    /// The text of each page.
    fn pages(&self, name: &str, print: &Print) -> Vec<String> {
        self.file(name, print.finish());
        let reading = Reading::default();
        let found = find(&[self.path(name)], &is_output);
        Units::new(found.inputs, &reading).map(|unit| unit.read(&reading).unwrap().text).collect()
    }

    /// The code and the page of each reject, and how many pages are read.
    fn rejects_of(&self, name: &str, file: &[u8]) -> (Vec<(String, Value)>, usize) {
        self.file(name, file);
        let said = self.run(&["extract", "--skip-bad", "--only", "document", name]);
        assert!(!said.err.contains("panicked"), "{}", said.err);
        self.run(&["-q", "build", "--skip-bad", name]);
        let rejects = self.rejects().into_iter();
        let rejects = rejects.map(|reject| (reject["code"].as_str().unwrap().to_owned(), reject["line"].clone()));
        (rejects.collect(), said.lines().len())
    }
}

/// A text without white space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn is_whole(text: &str, paragraphs: &[&str]) -> bool {
    bare(text).contains(&bare(&paragraphs.concat()))
}

/// The names that are found, with their kinds and how often.
fn names(desk: &Desk, file: &str) -> Vec<String> {
    let lines = desk.run(&["extract", file]).check(0, &[]).lines();
    let mut names: Vec<String> = lines
        .iter()
        .filter(|line| line["kind"] == "mention")
        .map(|line| format!("{} {}", line["type"], line["label"]))
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn columns_are_read_one_after_another_below_their_headline() {
    for script in [Script::Level, Script::Numbered] {
        for (n_columns, width) in [(1, 40), (2, 24), (3, 16), (5, 12)] {
            let desk = Desk::new();
            let mut print = Print::new(script);
            print.line(120.0, 100.0, 28.0, "黄金通道越走越宽");
            print.columns(60.0, 150.0, n_columns, width, &RAILWAY);
            let pages = desk.pages("a.pdf", &print);
            let told = format!("{script:?}, {n_columns} columns: {pages:?}");
            assert_eq!(pages.len(), 1, "{told}");
            assert!(is_whole(&pages[0], &["黄金通道越走越宽", &RAILWAY.concat()]), "{told}");
            // As many lines as were printed, and the first of each paragraph set in.
            let n_lines: usize = RAILWAY.iter().map(|paragraph| set(paragraph, width).len()).sum();
            assert_eq!(pages[0].lines().filter(|line| !line.is_empty()).count(), n_lines + 1, "{told}");
            assert_eq!(pages[0].matches("\u{3000}\u{3000}").count(), RAILWAY.len(), "{told}");
        }
    }
}

#[test]
fn articles_beside_and_below_one_another_are_not_mixed() {
    let desk = Desk::new();
    let mut print = Print::new(Script::Level);
    print.line(60.0, 40.0, 9.0, "2024年3月15日 星期五").line(900.0, 40.0, 9.0, "第03版 国际");
    // Two with their headlines at one height, and one below both.
    print.line(100.0, 100.0, 24.0, "铁路开通三周年").line(540.0, 100.0, 24.0, "港口将扩建");
    let left = print.columns(60.0, 130.0, 2, 18, &RAILWAY);
    print.columns(480.0, 130.0, 2, 18, &PORT);
    print.line(300.0, left + 50.0, 32.0, "铜矿扩建获批准");
    print.columns(60.0, left + 80.0, 4, 19, &MINE);
    let text = &desk.pages("a.pdf", &print)[0];
    for (headline, body) in [("铁路开通三周年", &RAILWAY[..]), ("港口将扩建", &PORT), ("铜矿扩建获批准", &MINE)]
    {
        assert!(is_whole(text, &[headline, &body.concat()]), "{text}");
    }
    let documents = desk.run(&["extract", "--only", "document", "a.pdf"]).check(0, &[]).lines();
    let titles: Vec<&str> = documents.iter().filter_map(|line| line["title"].as_str()).collect();
    assert_eq!(titles, ["铁路开通三周年", "港口将扩建", "铜矿扩建获批准"]);
}

#[test]
fn articles_that_share_their_columns_are_parted_by_the_white_between_them() {
    let desk = Desk::new();
    let mut print = Print::new(Script::Numbered);
    let below = print.columns(60.0, 100.0, 3, 16, &RAILWAY);
    print.columns(60.0, below + 20.0, 3, 16, &PORT);
    let text = &desk.pages("a.pdf", &print)[0];
    assert!(is_whole(text, &RAILWAY) && is_whole(text, &PORT), "{text}");
}

#[test]
fn upright_lines_are_read_from_right_to_left() {
    let desk = Desk::new();
    let lines: Vec<(f32, String)> = RAILWAY.iter().flat_map(|paragraph| set(paragraph, 20)).collect();
    // By a font that runs downward, and character by character.
    let (mut print, mut single) = (Print::new(Script::Upright), Print::new(Script::Level));
    print.line(900.0, 100.0, 28.0, "黄金通道越走越宽");
    for (n, c) in "黄金通道越走越宽".chars().enumerate() {
        single.line(900.0, 128.0 + 28.0 * n as f32, 28.0, &c.to_string());
    }
    for (index, (indent, line)) in lines.iter().enumerate() {
        let (band, place) = (index / 6, index % 6);
        let (x, y) = (850.0 - 17.0 * place as f32, 100.0 + 230.0 * band as f32 + 10.0 * indent);
        print.line(x, y, 10.0, line);
        for (n, c) in line.chars().enumerate() {
            single.line(x, y + 10.0 * (n + 1) as f32, 10.0, &c.to_string());
        }
    }
    for print in [print, single] {
        let text = &desk.pages("a.pdf", &print)[0];
        assert!(is_whole(text, &["黄金通道越走越宽", &RAILWAY.concat()]), "{text}");
    }
}

#[test]
fn an_upright_headline_beside_level_text_is_one_line() {
    let desk = Desk::new();
    let mut print = Print::new(Script::Level);
    for (n, c) in "铁路开通".chars().enumerate() {
        print.line(60.0, 130.0 + 30.0 * n as f32, 24.0, &c.to_string());
    }
    print.columns(110.0, 120.0, 3, 16, &RAILWAY);
    let text = &desk.pages("a.pdf", &print)[0];
    assert!(text.lines().any(|line| line == "铁路开通") && is_whole(text, &RAILWAY), "{text}");
}

#[test]
fn a_printed_page_says_what_its_text_says() {
    let desk = Desk::new();
    let mut print = Print::new(Script::Level);
    print.line(120.0, 100.0, 28.0, "黄金通道越走越宽");
    print.columns(60.0, 150.0, 3, 18, &RAILWAY);
    let file = print.finish();
    desk.file("a.pdf", &file).file("a.txt", format!("黄金通道越走越宽\n\n{}\n", RAILWAY.join("\n")));
    assert_eq!(names(&desk, "a.pdf"), names(&desk, "a.txt"));
    let lines = desk.run(&["extract", "a.pdf"]).check(0, &[]).lines();
    let from_stdin = desk.run_with(&["extract", "-"], &file).check(0, &[]).lines();
    assert_eq!(from_stdin.len(), lines.len(), "standard input shows what it is");
    // Positions count characters of the text of the page.
    let text: Vec<char> = desk.pages("a.pdf", &print)[0].chars().collect();
    for mention in lines.iter().filter(|line| line["kind"] == "mention") {
        let place = mention["start"].as_u64().unwrap() as usize..mention["end"].as_u64().unwrap() as usize;
        assert_eq!(bare(&text[place].iter().collect::<String>()), mention["text"].as_str().unwrap());
    }
}

#[test]
fn each_page_is_told_by_its_number() {
    let desk = Desk::new();
    let mut print = Print::new(Script::Level);
    print.columns(60.0, 100.0, 2, 20, &RAILWAY);
    print.page().page().draw("0 0 m 100 100 l S");
    print.page().columns(60.0, 100.0, 2, 20, &PORT);
    let (rejects, n_documents) = desk.rejects_of("a.pdf", &print.finish());
    assert_eq!((rejects, n_documents), (vec![("no-text".to_owned(), Value::from(3))], 2), "page 2 is blank");
    let lines = desk.run(&["extract", "--skip-bad", "a.pdf"]).lines();
    let pages: BTreeSet<u64> = lines.iter().filter_map(|line| line["line"].as_u64()).collect();
    assert_eq!(pages, BTreeSet::from([1, 4]));
    let said = desk.run(&["extract", "a.pdf"]);
    assert!(said.check(3, &[]).err.contains("page 3 of `a.pdf`"), "{}", said.err);
}

#[test]
fn quotes_of_a_printed_page_are_proved() {
    let desk = Desk::new();
    let mut print = Print::new(Script::Level);
    print.columns(60.0, 100.0, 2, 20, &RAILWAY);
    print.page().columns(60.0, 100.0, 2, 20, &PORT);
    desk.file("a.pdf", print.finish());
    let writer = Writer::in_memory(None).unwrap();
    let (base, written) = (writer.base().to_owned(), writer.as_oxigraph().clone());
    let options = Options {
        reading: Reading::default(),
        jobs: 2,
        skip_bad: false,
        output: desk.path("output"),
        ..Options::default()
    };
    let found = find(&[desk.path("a.pdf")], &is_output);
    build(found, &Extractor::new(), &options, writer, |_| ()).unwrap();
    let store = Store::in_memory(&base).unwrap();
    store.as_oxigraph().extend(written.iter().map(Result::unwrap)).unwrap();
    let check = || audit(&store, &Reading::default(), |_| Ok(())).unwrap();
    let totals = check();
    assert!(totals.is_proved() && totals.documents == 2 && totals.quotes > 10, "{totals:?}");
    // Another headline moves what stands below it.
    let mut other = Print::new(Script::Level);
    other.line(60.0, 80.0, 20.0, "中老铁路开通").columns(60.0, 100.0, 2, 20, &RAILWAY);
    other.page().columns(60.0, 100.0, 2, 20, &PORT);
    desk.file("a.pdf", other.finish());
    let totals = check();
    assert!(totals.moved > 5 && totals.proved > 5 && totals.lost == 0, "{totals:?}");
}

#[test]
fn what_cannot_be_read_is_told() {
    let desk = Desk::new();
    let mut good = Print::new(Script::Level);
    good.columns(60.0, 100.0, 2, 20, &RAILWAY);
    let whole = |code: &str| (vec![(code.to_owned(), Value::Null)], 0);
    let first = |code: &str| (vec![(code.to_owned(), Value::from(1))], 0);

    let zeros = "00".repeat(32);
    good.trailer = format!(
        "/ID [<{zeros}> <{zeros}>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{zeros}> /U <{zeros}> >>"
    );
    assert_eq!(desk.rejects_of("a.pdf", &good.finish()), whole("encrypted"));
    good.trailer.clear();
    let file = good.finish();
    assert_eq!(desk.rejects_of("a.pdf", b"%PDF-1.7\n"), whole("pdf"));
    assert_eq!(desk.rejects_of("a.pdf", b"no PDF at all"), whole("pdf"));
    assert_eq!(desk.rejects_of("a.pdf", b""), whole("empty"));
    assert_eq!(desk.rejects_of("a.pdf", &Print::new(Script::Level).finish()), whole("empty"));

    let mut scan = Print::new(Script::Level);
    scan.objects = vec![stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray", "x")];
    scan.resources = "/XObject << /Im1 10 0 R >>".to_owned();
    scan.draw("q 600 0 0 800 0 0 cm /Im1 Do Q");
    assert_eq!(desk.rejects_of("a.pdf", &scan.finish()), first("no-text"));

    let mut gbk = Print::new(Script::Gbk);
    gbk.columns(60.0, 100.0, 2, 20, &RAILWAY);
    assert_eq!(desk.rejects_of("a.pdf", &gbk.finish()), first("font-encoding"));

    // Half a file is a page or a reject.
    let (rejects, n_documents) = desk.rejects_of("a.pdf", &file[..file.len() / 2]);
    assert_eq!(rejects.len() + n_documents, 1, "{rejects:?}");
}

#[test]
fn bombs_are_stopped() {
    let desk = Desk::new();
    let first = |code: &str| (vec![(code.to_owned(), Value::from(1))], 0);

    // Forms within forms, each called ten times by the next.
    let mut forms = Print::new(Script::Level);
    let form = |n: usize, content: &str| {
        let next = format!("/Resources << /Font << /F1 3 0 R >> /XObject << /Fm {} 0 R >> >>", n + 1);
        stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 999 999] {next}"), content)
    };
    forms.objects = (10..18).map(|n| form(n, &"1 0 0 1 1 1 cm /Fm Do ".repeat(10))).collect();
    forms.objects.push(form(18, &format!("BT /F1 10 Tf <{}> Tj ET", "4e2d".repeat(1000))));
    forms.resources = "/XObject << /Fm 10 0 R >>".to_owned();
    forms.draw("/Fm Do");
    assert_eq!(desk.rejects_of("a.pdf", &forms.finish()), first("too-big"));

    // One page with more text than a book.
    let mut long = Print::new(Script::Level);
    long.draw(&format!("BT /F1 10 Tf {} ET", format!("<{}> Tj ", "4e2d".repeat(1000)).repeat(300)));
    assert_eq!(desk.rejects_of("a.pdf", &long.finish()), first("too-big"));

    // What nests, in a page, in an object, in packed objects.
    let mut nested = Print::new(Script::Level);
    nested.columns(60.0, 100.0, 2, 20, &RAILWAY);
    nested.draw(&"q ".repeat(100_000)).draw(&"(".repeat(100_000)).draw(&")".repeat(100_000));
    let (rejects, n_documents) = desk.rejects_of("a.pdf", &nested.finish());
    assert_eq!((rejects, n_documents), (Vec::new(), 1));
    let whole = || (vec![("depth".to_owned(), Value::Null)], 0);
    nested.objects = vec![format!("{}{}", "<< /A ".repeat(50_000), ">>".repeat(50_000))];
    assert_eq!(desk.rejects_of("a.pdf", &nested.finish()), whole());
    nested.objects.clear();
    nested.draw(&"[".repeat(100_000));
    assert_eq!(desk.rejects_of("a.pdf", &nested.finish()), whole());
    // Not so well packed that the reader would refuse it.
    let objects: String = (0..100_000).map(|number| format!("<< /A{number} ")).collect();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(format!("8 0 {objects}").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let entries = format!("/Type /ObjStm /N 1 /First 4 /Length {} /Filter /FlateDecode", packed.len());
    let head = format!("9 0 obj\n<< {entries} >>\nstream\n");
    let file = [b"%PDF-1.5\n", head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat();
    assert_eq!(desk.rejects_of("a.pdf", &file), whole());

    // The same behind strings and comments that look like an end, and packed without a name for it.
    for piece in ["[(])", "[%]\n", "<</A(>>)/B ", "[(endobj)"] {
        nested.objects = vec![piece.repeat(50_000)];
        assert_eq!(desk.rejects_of("a.pdf", &nested.finish()), whole(), "{piece}");
    }
    nested.objects.clear();
    let objects = format!("8 0 {}", "[ ".repeat(100_000));
    for (filter, packed) in [("", objects.clone()), ("/Filter /ASCIIHexDecode", hex(&objects))] {
        nested.objects = vec![stream(&format!("/N 1 /First 4 /Note (/ObjStm stream) {filter}"), &packed)];
        assert_eq!(desk.rejects_of("a.pdf", &nested.finish()), whole(), "{filter}");
    }

    // Packed objects of which a table names one ten thousand times.
    let table: String = (100..10_100).map(|number| format!("{number} 0 ")).collect();
    let packed = format!("{table}({})", "x".repeat(10_000));
    nested.objects = vec![stream(&format!("/Type /ObjStm /N 10000 /First {}", table.len()), &packed)];
    assert_eq!(desk.rejects_of("a.pdf", &nested.finish()), whole());

    // Forms that hide their calls, have no resources of their own, or call themselves; a text in the place of another.
    let text = format!("BT /F1 10 Tf <{}> Tj ET ", "4e2d".repeat(1000));
    let own = "/Resources << /Font << /F1 3 0 R >> /XObject << /Fm 10 0 R >> >>";
    let moved = |call: &str| format!("1 0 0 1 1 1 cm {call} ").repeat(300);
    for (inner, page, content) in [
        ("", moved("/F#6d Do"), text.clone()),
        ("", moved("/Fm%\nDo"), text.clone()),
        (own, moved("/Fm 5Do"), text.clone()),
        (own, "/Fm Do".to_owned(), format!("{text} 1 0 0 1 1 1 cm /Fm Do 1 0 0 1 1 1 cm /Fm Do")),
    ] {
        let mut forms = Print::new(Script::Level);
        forms.objects = vec![stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 999 999] {inner}"), &content)];
        forms.resources = "/XObject << /Fm 10 0 R >>".to_owned();
        forms.draw(&page);
        assert_eq!(desk.rejects_of("a.pdf", &forms.finish()), first("too-big"), "{page:.40}");
    }
    let mut marked = Print::new(Script::Level);
    marked.objects = vec![format!("<< /ActualText ({}) >>", "x".repeat(30_000))];
    marked.resources = "/Properties << /Note 10 0 R >>".to_owned();
    marked.draw(&"/Span /Note BDC BT /F1 10 Tf <4e2d> Tj ET EMC ".repeat(300));
    assert_eq!(desk.rejects_of("a.pdf", &marked.finish()), first("too-big"));

    // A tree of pages that is its own branch.
    let mut good = Print::new(Script::Level);
    good.columns(60.0, 100.0, 2, 20, &RAILWAY);
    let looped = String::from_utf8(good.finish()).unwrap().replace("/Kids [10 0 R", "/Kids [2 0 R");
    let (rejects, n_documents) = desk.rejects_of("a.pdf", looped.as_bytes());
    assert!(rejects.len() + n_documents >= 1, "{rejects:?}");

    // Pages that are not there.
    let many = String::from_utf8(good.finish()).unwrap().replace("/Count 1 ", "/Count 8000000 ");
    let (rejects, n_documents) = desk.rejects_of("a.pdf", many.as_bytes());
    assert!((1..3).contains(&(rejects.len() + n_documents)), "{rejects:?}");
}
