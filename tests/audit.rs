//! The audit: every quote proved, every wrong position caught, what moved told from what is gone.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

#[cfg(feature = "disk")]
#[path = "audit/command_line.rs"]
mod on_the_command_line;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use oxigraph::model::{GraphName, Literal, NamedNodeRef, Quad};
use sinograph::build::{self, Options};
use sinograph::input::{self, Reading};
use sinograph::pipeline::Extractor;
use sinograph::query::{Comparison, Fault, Finding, Missing, Totals, audit};
use sinograph::rdf::term::nif;
use sinograph::store::{Store, Writer};
use sinograph::text::decode;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

const PAGE: &str = "中老铁路开通\n\n  本报讯 中国和老挝2日举行仪式。中老铁路由中国国家铁路集团有限公司参与建设。\n\
                    \n  老挝外交部表示欢迎。中国外交部发言人毛宁说，中国愿与老挝和泰国一道推进中国—东盟合作。\n";

/// A folder of pages.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Desk(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// A store in memory, which a test can tamper with.
    fn build(&self, paths: &[PathBuf]) -> Store {
        self.build_by(Reading::default(), paths)
    }

    /// The same, with the texts read as it is said.
    fn build_by(&self, reading: Reading, paths: &[PathBuf]) -> Store {
        let writer = Writer::in_memory(None).unwrap();
        let (base, written) = (writer.base().to_owned(), writer.as_oxigraph().clone());
        let options =
            Options { reading, jobs: 1, skip_bad: false, output: self.0.path().join("output"), ..Options::default() };
        build::build(input::find(paths, &build::written), &EXTRACTOR, &options, writer, |_| ()).unwrap();
        let store = Store::in_memory(&base).unwrap();
        store.as_oxigraph().extend(written.iter().map(Result::unwrap)).unwrap();
        store
    }
}

/// What an audit told.
#[derive(Debug)]
struct Told {
    compared: Vec<Comparison>,
    missing: Vec<Missing>,
    totals: Totals,
}

impl Told {
    fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.compared.iter().flat_map(|compared| &compared.faults)
    }

    /// Everything is proved, and there was something to prove.
    #[track_caller]
    fn check_proved(&self) {
        assert!(self.totals.is_proved() && self.totals.proved > 0 && self.totals.changed == 0, "{self:#?}");
        assert_eq!(self.faults().count(), 0);
    }

    /// The reasons why sources are missing: code, line, number of documents.
    fn reasons(&self) -> Vec<(&str, Option<usize>, usize)> {
        self.missing.iter().map(|missing| (missing.reject.code, missing.reject.line, missing.documents.len())).collect()
    }
}

fn tell(store: &Store) -> Told {
    let (mut compared, mut missing) = (Vec::new(), Vec::new());
    let totals = audit(store, &Reading::default(), |finding| {
        match finding {
            Finding::Compared(one) => compared.push(one),
            Finding::Missing(one) => missing.push(one),
        }
        Ok(())
    });
    let told = Told { compared, missing, totals: totals.unwrap() };
    let Totals { quotes, proved, moved, lost, unread, .. } = told.totals;
    assert_eq!(quotes, proved + moved + lost + unread, "{:?}", told.totals);
    assert_eq!(told.faults().count(), moved + lost);
    told
}

/// The sample pages as (name, text).
fn samples() -> Vec<(String, String)> {
    let mut samples = Vec::new();
    for entry in fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = decode(&fs::read(&path).unwrap(), None).unwrap().text;
            samples.push((input::name(path.file_name().unwrap().as_ref()), text));
        }
    }
    samples.sort();
    assert!(samples.len() >= 6);
    samples
}

/// Gives the quotes of a store other positions.
fn shift(store: &Store, property: NamedNodeRef<'_>, by: i64, only: Option<usize>) -> usize {
    let graph = store.as_oxigraph();
    let anchored: Vec<Quad> =
        graph.quads_for_pattern(None, Some(nif::ANCHOR_OF), None, None).map(Result::unwrap).collect();
    let mut n_shifted = 0;
    for quad in anchored.iter().enumerate().filter(|(n, _)| only.is_none_or(|only| only == *n)).map(|(_, quad)| quad) {
        let GraphName::NamedNode(_) = &quad.graph_name else { continue };
        let old =
            graph.quads_for_pattern(Some(quad.subject.as_ref()), Some(property), None, Some(quad.graph_name.as_ref()));
        for old in old.map(Result::unwrap).collect::<Vec<_>>() {
            let oxigraph::model::Term::Literal(value) = &old.object else { continue };
            let value = (value.value().parse::<i64>().unwrap() + by).to_string();
            let datatype = NamedNodeRef::new("http://www.w3.org/2001/XMLSchema#integer").unwrap();
            let value = Literal::new_typed_literal(value, datatype);
            graph.remove(&old).unwrap();
            graph.insert(&Quad { object: value.into(), ..old.clone() }).unwrap();
            n_shifted += 1;
        }
    }
    n_shifted
}

#[test]
fn every_quote_of_the_samples_is_proved() {
    let desk = Desk::new();
    let store = desk.build(&[PathBuf::from("examples")]);
    let before = sorted(&store);
    let told = tell(&store);
    told.check_proved();
    assert!(told.totals.quotes > 400, "{:?}", told.totals);
    assert!(told.compared.iter().any(|compared| compared.file == "examples/gulf-energy.gb18030.txt"));
    assert!(told.compared.iter().any(|compared| compared.line == Some(3)), "records have their lines");
    assert_eq!(sorted(&store), before, "the store is as it was");
    assert_eq!(format!("{told:?}"), format!("{:?}", tell(&store)), "twice the same");
}

fn sorted(store: &Store) -> Vec<String> {
    let mut quads: Vec<String> = store.quads().unwrap().iter().map(ToString::to_string).collect();
    quads.sort();
    quads
}

#[test]
fn a_position_that_is_off_by_one_is_caught_and_the_right_one_told() {
    let desk = Desk::new();
    let store = desk.build(&[PathBuf::from("examples")]);
    let n_quotes = tell(&store).totals.quotes;
    for (property, by) in [(nif::BEGIN_INDEX, 1), (nif::BEGIN_INDEX, -1), (nif::END_INDEX, 1), (nif::END_INDEX, -1)] {
        assert_eq!(shift(&store, property, by, None), n_quotes);
        let told = tell(&store);
        assert_eq!((told.totals.proved, told.totals.lost), (0, 0), "{property} {by}: {:?}", told.totals);
        for fault in told.faults() {
            let found = fault.found.clone().unwrap();
            let iri = format!("#char={},{}", found.start, found.end);
            assert!(fault.quote.as_str().ends_with(&iri), "{property} {by}: {fault:?}");
        }
        shift(&store, property, -by, None);
        tell(&store).check_proved();
    }
}

#[test]
fn each_single_position_counts() {
    let desk = Desk::new();
    let store = desk.build(&[desk.file("page.txt", format!("\n\n{PAGE}"))]);
    let n_quotes = tell(&store).totals.quotes;
    for only in 0..n_quotes {
        for (property, by) in [(nif::BEGIN_INDEX, 1), (nif::BEGIN_INDEX, -1), (nif::END_INDEX, 1), (nif::END_INDEX, 9)]
        {
            assert_eq!(shift(&store, property, by, Some(only)), 1);
            let told = tell(&store);
            assert_eq!((told.totals.proved, told.totals.moved), (n_quotes - 1, 1), "{only} {property} {by}");
            shift(&store, property, -by, Some(only));
        }
    }
}

#[test]
fn a_quote_with_another_text_is_lost() {
    let desk = Desk::new();
    let store = desk.build(&[desk.file("page.txt", PAGE)]);
    let quad = store.as_oxigraph().quads_for_pattern(None, Some(nif::ANCHOR_OF), None, None).next().unwrap().unwrap();
    store.as_oxigraph().insert(&Quad { object: Literal::from("中国和火星").into(), ..quad }).unwrap();
    let told = tell(&store);
    assert_eq!((told.totals.moved, told.totals.lost), (0, 1));
    assert_eq!(told.faults().next().unwrap().text, "中国和火星");
}

#[test]
fn positions_beyond_all_bounds_do_no_harm() {
    let desk = Desk::new();
    let store = desk.build(&[desk.file("page.txt", PAGE)]);
    for by in [i64::from(i32::MAX), 1_000_000_000_000_000] {
        shift(&store, nif::END_INDEX, by, None);
        shift(&store, nif::BEGIN_INDEX, by / 2, None);
        let told = tell(&store);
        assert_eq!((told.totals.proved, told.totals.lost), (0, 0), "{:?}", told.totals);
    }
}

/// Where a stretch of `old` stands in `new`, whose visible characters from `old_from` and `new_from` on are the same.
fn mapped(old: &str, new: &str, place: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let nth = |text: &str, n: usize| {
        text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()).nth(n).map(|(at, _)| at).unwrap()
    };
    let n_before = |at: usize| old.chars().take(at).filter(|c| !c.is_whitespace()).count();
    let skipped = new.chars().filter(|c| !c.is_whitespace()).count() - n_before(usize::MAX);
    nth(new, skipped + n_before(place.start))..nth(new, skipped + n_before(place.end) - 1) + 1
}

/// Every quote is told at the place to which its characters went.
#[track_caller]
fn check_mapped(told: &Told, old: &str, new: &str, name: &str) {
    assert_eq!(told.totals.lost, 0, "{name}: {:?}", told.faults().find(|fault| fault.found.is_none()));
    assert_eq!(told.totals.changed, told.compared.len());
    for fault in told.faults() {
        assert_eq!(fault.found, Some(mapped(old, new, &fault.place)), "{name}: {} {:?}", fault.text, fault.place);
    }
}

#[test]
fn a_header_more_moves_everything_by_its_length() {
    for (name, text) in samples() {
        let desk = Desk::new();
        let path = desk.file(&name, &text);
        let store = desk.build(std::slice::from_ref(&path));
        let n_quotes = tell(&store).totals.quotes;
        for header in ["x", "人民日报 2023年6月1日 第3版\n\n", &format!("{}\n", "报头".repeat(300))] {
            let new = format!("{header}{text}");
            fs::write(&path, &new).unwrap();
            let told = tell(&store);
            assert_eq!(told.totals.moved, n_quotes, "{name}");
            let by = header.chars().count();
            for fault in told.faults() {
                assert_eq!(fault.found, Some(fault.place.start + by..fault.place.end + by), "{name}: {}", fault.text);
            }
        }
    }
}

#[test]
fn a_page_in_gb18030_moves_as_any_other() {
    let desk = Desk::new();
    let text = decode(&fs::read("examples/gulf-energy.gb18030.txt").unwrap(), None).unwrap().text;
    let path = desk.file("page.txt", fs::read("examples/gulf-energy.gb18030.txt").unwrap());
    let store = desk.build(std::slice::from_ref(&path));
    // In another encoding it is the same text.
    fs::write(&path, &text).unwrap();
    tell(&store).check_proved();
    let new = format!("第7版\n{text}");
    fs::write(&path, encoding_rs::GB18030.encode(&new).0).unwrap();
    let told = tell(&store);
    assert_eq!(told.totals.moved, told.totals.quotes);
    check_mapped(&told, &text, &new, "gb18030");
}

#[test]
fn a_page_whose_lines_are_broken_anew() {
    for (name, text) in samples() {
        let desk = Desk::new();
        let path = desk.file(&name, &text);
        let store = desk.build(std::slice::from_ref(&path));
        for (width, line_break) in [(7, "\n"), (19, "\n\n"), (23, "\r\n"), (usize::MAX, "")] {
            let visible: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            let lines: Vec<String> = visible.chunks(width).map(|line| line.iter().collect()).collect();
            let new = lines.join(line_break);
            fs::write(&path, &new).unwrap();
            let told = tell(&store);
            assert!(told.totals.moved > 10, "{name}: {:?}", told.totals);
            check_mapped(&told, &text, &new, &format!("{name}, {width} characters a line"));
        }
    }
}

#[test]
fn line_ends_of_another_system() {
    let desk = Desk::new();
    let path = desk.file("page.txt", PAGE);
    let store = desk.build(std::slice::from_ref(&path));
    let new = PAGE.replace('\n', "\r\n");
    fs::write(&path, &new).unwrap();
    check_mapped(&tell(&store), PAGE, &new, "crlf");
}

#[test]
fn what_stands_twice_keeps_its_order() {
    let desk = Desk::new();
    let again = "会谈举行\n\n  中国和老挝举行会谈。中国表示欢迎。\n\n  中国和老挝举行会谈。泰国表示欢迎。\n\n  中国和老挝举行会谈。\n";
    let path = desk.file("page.txt", again);
    let store = desk.build(std::slice::from_ref(&path));
    for header in ["第3版\n".to_owned(), "第3版 中国和老挝举行会谈。\n".to_owned(), "老挝".repeat(9)] {
        let new = format!("{header}{again}");
        fs::write(&path, &new).unwrap();
        let told = tell(&store);
        assert_eq!(told.totals.lost, 0);
        for fault in told.faults() {
            let by = header.chars().count();
            assert_eq!(
                fault.found,
                Some(fault.place.start + by..fault.place.end + by),
                "{} after {header}",
                fault.text
            );
        }
    }
    // A part of it is gone: what stood behind is told where it stands.
    let gone = "  中国和老挝举行会谈。中国表示欢迎。\n\n";
    let new = again.replacen(gone, "", 1);
    fs::write(&path, &new).unwrap();
    let told = tell(&store);
    let (from, by) = (again.chars().take_while(|c| *c != ' ').count() + gone.chars().count(), gone.chars().count());
    assert!(told.faults().filter(|fault| fault.place.start >= from).count() > 4);
    for fault in told.faults().filter(|fault| fault.place.start >= from) {
        assert_eq!(fault.found, Some(fault.place.start - by..fault.place.end - by), "{}", fault.text);
    }
}

#[test]
fn a_sentence_taken_out_is_lost_with_what_it_names() {
    let desk = Desk::new();
    let path = desk.file("page.txt", PAGE);
    let store = desk.build(std::slice::from_ref(&path));
    let gone = "中老铁路由中国国家铁路集团有限公司参与建设。";
    let (before, after) = PAGE.split_once(gone).unwrap();
    let new = format!("{before}{after}");
    fs::write(&path, &new).unwrap();
    let told = tell(&store);
    let start = before.chars().count();
    let end = start + gone.chars().count();
    let mut lost = 0;
    for fault in told.faults() {
        let is_inside = start <= fault.place.start && fault.place.end <= end;
        lost += usize::from(is_inside);
        let by = gone.chars().count();
        let expected = (!is_inside).then(|| fault.place.start - by..fault.place.end - by);
        assert_eq!(fault.found, expected, "{}", fault.text);
        assert!(fault.place.start >= start, "what stands before is in place");
    }
    assert!(lost >= 3 && told.totals.lost == lost, "{lost} of {:?}", told.totals);
    assert!(told.faults().any(|fault| fault.found.is_none() && fault.is_sentence && fault.text == gone));
}

#[test]
fn names_in_a_sentence_that_was_altered_are_found() {
    let desk = Desk::new();
    let path = desk.file("page.txt", PAGE);
    let store = desk.build(std::slice::from_ref(&path));
    fs::write(&path, format!("第1版\n{}", PAGE.replace("参与建设", "承建"))).unwrap();
    let told = tell(&store);
    let lost: Vec<&str> =
        told.faults().filter(|fault| fault.found.is_none()).map(|fault| fault.text.as_str()).collect();
    // The sentence, and the words of the fact that it told.
    let sentence = "中老铁路由中国国家铁路集团有限公司参与建设。";
    assert_eq!(lost, [sentence, sentence.trim_end_matches('。')]);
    let now: Vec<char> = format!("第1版\n{}", PAGE.replace("参与建设", "承建")).chars().collect();
    for fault in told.faults() {
        if let Some(found) = fault.found.clone() {
            let text: String = now[found].iter().collect();
            assert_eq!(text, fault.text);
        }
    }
    // A page of which nothing is left.
    fs::write(&path, "完全不同的一页，什么也没有留下。\n").unwrap();
    let told = tell(&store);
    assert_eq!((told.totals.proved, told.totals.moved), (0, 0));
}

#[test]
fn a_change_behind_all_quotes_is_told_and_no_fault() {
    let desk = Desk::new();
    let path = desk.file("page.txt", PAGE);
    let store = desk.build(std::slice::from_ref(&path));
    fs::write(&path, format!("{PAGE}\n责任编辑\n")).unwrap();
    let told = tell(&store);
    assert!(told.totals.is_proved() && told.totals.changed == 1, "{:?}", told.totals);
}

#[test]
fn sources_that_cannot_be_read_have_a_reason() {
    let desk = Desk::new();
    let pages: Vec<PathBuf> =
        (1..=4).map(|n| desk.file(&format!("{n}.txt"), PAGE.replace('2', &n.to_string()))).collect();
    let store = desk.build(&pages);
    fs::remove_file(&pages[0]).unwrap();
    fs::remove_file(&pages[1]).unwrap();
    fs::create_dir(&pages[1]).unwrap();
    desk.file("2.txt/page.txt", PAGE);
    fs::write(&pages[2], b"%PDF-1.4").unwrap();
    let told = tell(&store);
    assert_eq!(told.reasons(), [("missing", None, 1), ("not-a-file", None, 1), ("binary", None, 1)]);
    assert_eq!(told.totals.missing, 3);
    assert_eq!(told.totals.unread, told.totals.proved * 3);
    assert!(!told.totals.is_proved());
}

#[test]
fn what_came_from_standard_input_is_missing() {
    let desk = Desk::new();
    let store = desk.build(&[desk.file("page.txt", PAGE)]);
    let source = sinograph::rdf::term::sg::SOURCE;
    let quad = store.as_oxigraph().quads_for_pattern(None, Some(source), None, None).next().unwrap().unwrap();
    store.as_oxigraph().remove(&quad).unwrap();
    assert_eq!(tell(&store).reasons(), [("no-source", None, 1)]);
    store.as_oxigraph().insert(&Quad { object: Literal::from("-").into(), ..quad }).unwrap();
    assert_eq!(tell(&store).reasons(), [("standard-input", None, 1)]);
}

#[test]
fn an_empty_store_has_nothing_to_prove() {
    let told = tell(&Store::in_memory("https://example.org/").unwrap());
    assert_eq!(told.totals, Totals::default());
}

/// A corpus of records, every third with an id of its own.
fn record(n: usize, text: &str) -> String {
    let id = if n.is_multiple_of(3) { format!(r#","id":"r{n}""#) } else { String::new() };
    format!(r#"{{"text":"{text}中国和老挝举行第{n}次会议。\n老挝外交部表示欢迎。"{id}}}"#)
}

#[test]
fn records_are_proved_in_their_lines() {
    let desk = Desk::new();
    let lines: Vec<String> = (1..=60).map(|n| record(n, "")).collect();
    let path = desk.file("wire.jsonl", lines.join("\n\n"));
    let store = desk.build(std::slice::from_ref(&path));
    let told = tell(&store);
    told.check_proved();
    let at: Vec<usize> = told.compared.iter().map(|compared| compared.line.unwrap()).collect();
    assert_eq!(at, (1..=60).map(|n| 2 * n - 1).collect::<Vec<_>>(), "in the order of the file");

    // Two blank lines less: the records are the same, and stand in other lines.
    fs::write(&path, lines.join("\n\n").replacen("\n\n", "\n", 2)).unwrap();
    let told = tell(&store);
    assert_eq!((told.totals.lost, told.totals.changed), (0, 0));
    assert_eq!(told.compared.iter().filter(|compared| compared.found_line.is_some()).count(), 59);
    for compared in told.compared.iter().filter(|compared| compared.found_line.is_some()) {
        let (then, now) = (compared.line.unwrap(), compared.found_line.unwrap());
        assert!(then == now + 1 && then == 3 || then == now + 2, "{then} → {now}");
        assert!(compared.faults.iter().all(|fault| fault.found.as_ref() == Some(&fault.place)));
    }
}

#[test]
fn records_that_changed_are_compared_where_they_stood_or_by_their_ids() {
    let desk = Desk::new();
    let mut lines: Vec<String> = (1..=9).map(|n| record(n, "")).collect();
    let path = desk.file("wire.jsonl", lines.join("\n"));
    let store = desk.build(std::slice::from_ref(&path));
    let n_quotes = tell(&store).totals.quotes / 9;
    lines[1] = record(2, "电头：");
    lines[3] = "{broken".to_owned();
    // With an id of its own a record is known though it was altered and moved.
    let sixth = lines.remove(5).replace("中国和", "今年，中国和");
    lines.insert(0, sixth);
    // Take out the last but one, so that the lines end before the last.
    lines.remove(7);
    fs::write(&path, lines.join("\n")).unwrap();
    let told = tell(&store);
    let of = |line: usize| told.compared.iter().find(|compared| compared.line == Some(line)).unwrap();
    assert_eq!(of(6).found_line, Some(1));
    assert!(of(6).is_changed && of(6).faults.iter().all(|fault| fault.found.as_ref().unwrap().start >= 3));
    assert_eq!((of(1).found_line, of(9).found_line, of(5).found_line), (Some(2), Some(8), Some(6)));
    // The second was altered, moved and has no id: what stands in its line now is another record.
    assert!(of(2).is_changed && of(2).found_line.is_none() && of(2).n_proved < n_quotes);
    assert_eq!(told.totals.documents, 9);
}

#[test]
fn a_record_altered_in_its_line_moves() {
    let desk = Desk::new();
    let mut lines: Vec<String> = (1..=4).map(|n| record(n, "")).collect();
    let path = desk.file("wire.jsonl", lines.join("\n"));
    let store = desk.build(std::slice::from_ref(&path));
    let n_quotes = tell(&store).totals.quotes / 4;
    lines[1] = record(2, "电头：");
    lines[2] = "{broken".to_owned();
    lines.truncate(3);
    fs::write(&path, lines.join("\n")).unwrap();
    let told = tell(&store);
    let Totals { proved, moved, lost, unread, changed, .. } = told.totals;
    assert_eq!((proved, unread, changed), (n_quotes, 2 * n_quotes, 1));
    // The sentence at the head has grown; its names are still there.
    assert_eq!((moved, lost), (n_quotes, 0), "{:#?}", told.compared);
    assert_eq!(told.reasons(), [("json", Some(3), 1), ("no-record", Some(4), 1)]);
    fs::write(&path, "\n").unwrap();
    assert_eq!(tell(&store).totals.missing, 4);
    fs::remove_file(&path).unwrap();
    assert_eq!(tell(&store).reasons(), [("missing", None, 4)], "a file that is missing is told once");
}

#[test]
fn one_text_in_several_files_is_proved_in_each() {
    let desk = Desk::new();
    let text = "中国和老挝举行会议。老挝外交部表示欢迎。";
    let one = format!(r#"{{"text":"{text}"}}"#);
    let other = record(1, "");
    let paths = [
        desk.file("a.jsonl", format!("{one}\n{other}\n{one}\n")),
        desk.file("b.jsonl", format!("{other}\n\n\n{one}\n")),
        desk.file("c.txt", text),
    ];
    let store = desk.build(&paths);
    let told = tell(&store);
    told.check_proved();
    assert_eq!((told.totals.documents, told.compared.len()), (2, 5));
    // In one of them the record is gone from its line, in the others it stands.
    fs::write(&paths[1], format!("{other}\n\n\n{}\n", one.replace("中国和", "日前，中国和"))).unwrap();
    let told = tell(&store);
    let files: Vec<&str> =
        told.compared.iter().filter(|one| !one.faults.is_empty()).map(|one| one.file.as_str()).collect();
    assert_eq!(files, [input::name(&paths[1])]);
    assert_eq!(told.totals.lost, 0);
}

#[test]
fn texts_whose_date_was_named_are_what_they_were() {
    let desk = Desk::new();
    let mut lines: Vec<String> = (1..=6).map(|n| record(n, "")).collect();
    lines.push(record(7, "").replace('}', r#","date":"2023-06-01"}"#));
    let paths = [desk.file("page.txt", PAGE), desk.file("wire.jsonl", lines.join("\n"))];
    let store = desk.build_by(Reading { date: Some("2025-05-13".to_owned()), ..Reading::default() }, &paths);
    tell(&store).check_proved();

    // Records without an id are known in another line, too; one whose own date is another now has changed.
    lines.reverse();
    lines[0] = record(7, "").replace('}', r#","date":"2023-06-02"}"#);
    fs::write(&paths[0], format!("报头\n{PAGE}")).unwrap();
    fs::write(&paths[1], lines.join("\n")).unwrap();
    let told = tell(&store);
    let moves: Vec<_> = told.compared.iter().filter_map(|one| Some((one.line?, one.found_line?))).collect();
    assert_eq!(moves, [(6, 2), (5, 3), (3, 5), (2, 6), (1, 7)]);
    let changed: Vec<_> = told.compared.iter().filter(|one| one.is_changed).map(|one| one.line).collect();
    assert_eq!(changed, [None, Some(7)]);
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf_8_lead_to_their_files() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let path = desk.0.path().join(Path::new(std::ffi::OsStr::from_bytes(b"\xd2\xb3\\x41.txt")));
    if fs::write(&path, PAGE).is_err() {
        return;
    }
    tell(&desk.build(&[path])).check_proved();
}
