//! What can be read: packed files, tables, pages of the web. The same text says the same, whatever holds it.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]

mod desk;

use std::io::Write;

use desk::{Desk, Said};
use serde_json::Value;

const TEXT: &str = "中国和老挝2日举行仪式。中老铁路由中国国家铁路集团有限公司参与建设，老挝外交部表示欢迎。";

impl Desk {
    fn extract(&self, arguments: &[&str]) -> Vec<Value> {
        self.run(&[&["extract"], arguments].concat()).check(0, &[]).lines()
    }

    /// The documents that are read, and what `rejects.jsonl` lists: line, byte and code.
    fn build(&self, arguments: &[&str]) -> (Vec<Value>, Vec<(Value, Value, String)>) {
        let documents = self.run(&[&["extract", "--skip-bad", "--only", "document"], arguments].concat()).lines();
        self.run(&[&["-q", "build", "--skip-bad"], arguments].concat());
        let rejects = self.rejects().into_iter().map(|reject| {
            (reject["line"].clone(), reject["byte"].clone(), reject["code"].as_str().unwrap().to_owned())
        });
        (documents, rejects.collect())
    }
}

/// What lines say, whatever file they come from.
fn said(lines: Vec<Value>) -> Vec<Value> {
    lines
        .into_iter()
        .map(|mut line| {
            let line_fields = line.as_object_mut().unwrap();
            for field in ["source", "line"] {
                line_fields.remove(field);
            }
            line
        })
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

#[test]
fn a_packed_text_says_the_same() {
    let desk = Desk::new();
    desk.file("a.txt", TEXT).file("a.txt.gz", gzip(TEXT.as_bytes())).file("a.txt.zst", zstd(TEXT.as_bytes()));
    let halves = [gzip(&TEXT.as_bytes()[..60]), gzip(&TEXT.as_bytes()[60..])].concat();
    desk.file("b.gz", halves).file("gbk.txt.gz", gzip(&gbk(TEXT)));
    let plain = said(desk.extract(&["a.txt"]));
    assert!(plain.len() > 3);
    for file in ["a.txt.gz", "a.txt.zst", "b.gz", "gbk.txt.gz"] {
        assert_eq!(said(desk.extract(&[file])), plain, "{file}");
    }
    for packed in [gzip(TEXT.as_bytes()), zstd(TEXT.as_bytes())] {
        let lines = desk.run_with(&["extract", "-"], &packed).check(0, &[]).lines();
        assert_eq!(said(lines), plain, "standard input shows how it is packed");
    }
    let Said { code, err, .. } = desk.run(&["extract", "--max-size", "100", "a.txt.gz"]);
    assert_eq!(code, Some(7), "{err}");
}

#[test]
fn packed_records_are_read_up_to_where_the_file_is_cut() {
    let desk = Desk::new();
    let wire: String = (0..3000).map(|n| format!("{{\"text\":\"第{}次：{TEXT}\"}}\n", n * 7919 % 9973)).collect();
    desk.file("wire.jsonl", &wire).file("wire.jsonl.zst", zstd(wire.as_bytes()));
    desk.file("wire.ndjson.gz", gzip(wire.as_bytes()));
    let plain = said(desk.extract(&["--only", "document", "wire.jsonl"]));
    assert_eq!(plain.len(), 3000);
    for file in ["wire.jsonl.zst", "wire.ndjson.gz"] {
        assert_eq!(said(desk.extract(&["--only", "document", file])), plain, "{file}");
    }
    for (file, packed) in [("cut.jsonl.gz", gzip(wire.as_bytes())), ("cut.jsonl.zst", zstd(wire.as_bytes()))] {
        let half = packed.len() / 2;
        desk.file(file, &packed[..half]);
        let (documents, rejects) = desk.build(&[file]);
        assert!(documents.len() > 300, "{file}: {}", documents.len());
        assert_eq!(said(documents.clone())[..], plain[..documents.len()], "{file}");
        let lost = Value::from(documents.len() + 1);
        assert_eq!(rejects, [(lost, Value::from(half), "truncated".to_owned())], "{file}");
        let Said { code, err, .. } = desk.run(&["extract", file]);
        assert!(code == Some(3) && err.contains(file) && err.contains(&format!("byte {half}")), "{err}");
    }
}

#[test]
fn of_a_stream_whose_checksum_fails_no_record_is_read() {
    let desk = Desk::new();
    let wire: String = (0..300).map(|n| format!("{{\"text\":\"第{n}次：{TEXT}\"}}\n")).collect();
    let mut zstd = zstd::Encoder::new(Vec::new(), 3).unwrap();
    zstd.include_checksum(true).unwrap();
    zstd.write_all(wire.as_bytes()).unwrap();
    // The checksum of gzip stands in front of the length, that of zstd at the end.
    for (file, packed, behind) in [("a.jsonl.gz", gzip(wire.as_bytes()), 8), ("a.jsonl.zst", zstd.finish().unwrap(), 4)]
    {
        let mut altered = packed.clone();
        altered[packed.len() - behind] ^= 1;
        let (documents, rejects) = desk.file(file, altered).build(&[file]);
        let codes: Vec<&str> = rejects.iter().map(|reject| reject.2.as_str()).collect();
        assert_eq!((documents.len(), codes), (0, vec!["corrupt"]), "{file}");
        let (documents, rejects) = desk.file(file, [&packed[..], b"\n"].concat()).build(&[file]);
        let trailing = (Value::from(301), Value::from(packed.len()), "trailing".to_owned());
        assert_eq!((documents.len(), rejects), (300, vec![trailing]), "{file}: what follows takes nothing along");
    }
}

#[test]
fn records_are_in_the_encoding_that_their_file_shows() {
    let desk = Desk::new();
    let records = format!("{{\"text\":\"{TEXT}\"}}\n{{\"text\":\"德国和法国举行会谈。\"}}\n");
    let plain = said(desk.file("a.jsonl", &records).extract(&["a.jsonl"]));
    assert_eq!(said(desk.file("gbk.jsonl", gbk(&records)).extract(&["gbk.jsonl"])), plain);
    assert_eq!(said(desk.extract(&["--encoding", "gbk", "gbk.jsonl"])), plain);
    let wide: Vec<u8> = records.encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.file("wide.jsonl", wide);
    for arguments in [&["extract", "wide.jsonl"][..], &["extract", "--encoding", "utf-16le", "wide.jsonl"]] {
        desk.run(arguments).check(3, &["a file in UTF-16 cannot be cut into records", "convert it to UTF-8"]);
    }
    let first = format!("{{\"text\":\"{TEXT}\"}}\n");
    desk.file("bad.jsonl", [first.as_bytes(), b"{\"text\":\"\xFF\"}\n"].concat());
    let byte = format!("byte {} is not UTF-8", first.len() + 9);
    let Said { code, err, .. } = desk.run(&["extract", "bad.jsonl"]);
    assert!(code == Some(3) && err.contains(&byte) && err.contains("line 2 of"), "{err}");
    assert!(!err.contains("(line 1)") && !err.contains("leave out"), "nobody named an encoding: {err}");
}

#[test]
fn texts_that_share_an_id_are_told() {
    let desk = Desk::new();
    let record = |n: usize| format!("{{\"id\":\"n1\",\"text\":\"第{n}次：{TEXT}\"}}\n");
    desk.file("in/a.jsonl", (1..=3).map(record).collect::<String>()).file("in/b.jsonl", record(4));
    let told = "3 texts of `in/a.jsonl` gave way to others with the same id that were read later, first `n1` in line 1";
    assert!(desk.run(&["build", "in"]).check(0, &[told]).out.contains("the graph has 1 document,"));
    let said = desk.file("in/a.jsonl", record(4)).run(&["build", "in"]);
    assert!(!said.check(0, &[]).err.contains("gave way"), "the same text twice is one: {}", said.err);
}

#[test]
fn a_row_of_a_table_says_what_a_record_says() {
    let desk = Desk::new();
    desk.file("a.jsonl", format!("{{\"id\":\"7\",\"title\":\"题\",\"date\":\"2021-12-02\",\"text\":\"{TEXT}\"}}\n"));
    let record = said(desk.extract(&["a.jsonl"]));
    assert_eq!((record[0]["date"].as_str(), record[0]["title"].as_str()), (Some("2021-12-02"), Some("题")));
    let csv = format!("\u{feff}id,标题,日期,more,正文\r\n7,题,2021-12-02,,\"{TEXT}\"\r\n\r\n");
    let tsv = format!("ID\tTitle\tDate\tContent\n7\t题\t2021-12-02\t{TEXT}\n");
    desk.file("a.csv", &csv).file("a.tsv", &tsv).file("gbk.csv", gbk(csv.trim_start_matches('\u{feff}')));
    desk.file("a.csv.gz", gzip(csv.as_bytes())).file("a.tsv.zst", zstd(tsv.as_bytes()));
    for file in ["a.csv", "a.tsv", "gbk.csv", "a.csv.gz", "a.tsv.zst"] {
        assert_eq!(said(desk.extract(&[file])), record, "{file}");
    }
    assert_eq!(desk.extract(&["a.csv"])[0]["line"], 2);
    desk.file("b.csv", format!("nr,body,text\n7,{TEXT},x\n"));
    let flags = ["--column", "text=body", "--column", "id=nr", "b.csv"];
    assert!(desk.extract(&flags).iter().any(|line| line["label"] == "老挝"));
    desk.file("b.jsonl", format!("{{\"body\":\"{TEXT}\",\"text\":3}}\n"));
    assert!(desk.extract(&["--column", "text=body", "b.jsonl"]).iter().any(|line| line["label"] == "老挝"));
    let Said { code, err, .. } = desk.run(&["extract", "--column", "body", "b.csv"]);
    assert!(code == Some(2) && err.contains("`=`"), "{err}");
}

#[test]
fn a_file_whose_text_has_another_name_is_told_once() {
    let desk = Desk::new();
    let record = r#"{"headline":"x","body":"中国和老挝举行会谈。"}"#;
    desk.file("wire.jsonl", format!("{record}\n\n{record}\n{record}\n"));
    let reason = "the record has no field `text`, `content`, `正文`, `内容`, only `headline`, `body`";
    let hint = "hint: name the field that holds the text with `--column text=NAME`";
    desk.run(&["extract", "wire.jsonl"]).check(3, &["line 1 of `wire.jsonl`", reason, hint]);
    let told = format!(
        "skipped: cannot read line 1 of `wire.jsonl`: {reason}\n{hint}\n\
         skipped: 2 more records of `wire.jsonl` for the same reason, up to line 4\n"
    );
    for command in ["extract", "build"] {
        let said = desk.run(&[command, "--skip-bad", "wire.jsonl"]);
        let err = &said.check(3, &[]).err;
        assert!(err.contains(&told) && err.matches("skipped").count() == 2, "{err}");
    }
    assert_eq!(desk.rejects().len(), 3, "the list has all of them");
    assert!(desk.run(&["extract", "--column", "text=body", "wire.jsonl"]).check(0, &[]).out.contains("老挝"));
}

#[test]
fn a_broken_row_does_not_take_the_next_ones_along() {
    let desk = Desk::new();
    let good = |n: usize| format!("{n},\"中国和老挝\n第{n}次举行会谈。\",2023-06-01\n");
    let head = "id,text,date\n";
    let bad = "3,\"中国和老挝举行会谈。,2023-06-01\n";
    let rows = [head, &good(1), &good(2), bad, &good(4), "5,a,b,c\n", "6,中国,2023-13-45\n", "7,\"\",\n", &good(8)];
    let table = rows.concat();
    desk.file("a.csv", &table);
    let (documents, rejects) = desk.build(&["a.csv"]);
    let lines: Vec<u64> = documents.iter().map(|line| line["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 4, 7, 12]);
    let byte = |row: &str| Value::from(table.find(row).unwrap());
    let wanted =
        [(6, byte(bad), "csv"), (9, byte("5,a"), "csv"), (10, byte("6,中"), "bad-date"), (11, byte("7,\""), "empty")];
    assert_eq!(rejects, wanted.map(|(line, byte, code)| (Value::from(line), byte, code.to_owned())));
    // Nothing behind it closes the quote.
    desk.file("b.csv", [head, &good(1), bad, "4,中国和老挝举行会谈。,2023-06-01\n"].concat());
    let (documents, rejects) = desk.build(&["b.csv"]);
    assert_eq!((documents.len(), rejects.len(), rejects[0].0.as_u64()), (2, 1, Some(4)));
    let Said { code, err, .. } = desk.run(&["extract", "b.csv"]);
    assert!(code == Some(3) && err.contains("line 4 of `b.csv`") && err.contains("is not closed"), "{err}");
    desk.file("c.csv", "id,words\n1,中国\n");
    let Said { code, err, .. } = desk.run(&["extract", "c.csv"]);
    assert!(code == Some(3) && err.contains("`words`") && err.contains("--column"), "{err}");
    desk.file("tabs.csv", "id\ttext\n1\t中国\n")
        .run(&["extract", "tabs.csv"])
        .check(3, &[r"only `id\ttext`", "`.tsv`"]);
    desk.file("d.csv", head);
    let Said { code, err, .. } = desk.run(&["extract", "d.csv"]);
    assert!(code == Some(3) && err.contains("no record"), "{err}");
}

#[test]
fn a_page_of_the_web_is_read_or_refused_by_name() {
    let desk = Desk::new();
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>中老铁路开通_某网</title>\
         <meta name=publishdate content='2021-12-02'></head><body><ul><li><a href=/>首页</a><li><a href=/w>乌克兰</a></ul>\
         <h1>中老铁路开通</h1><p>{TEXT}</p><p>{TEXT}</p><script>document.write('巴西')</script></body></html>"
    );
    desk.file("a.html", &page);
    if !cfg!(feature = "html") {
        let Said { code, err, .. } = desk.run(&["extract", "a.html"]);
        assert!(code == Some(2) && err.contains("built without the feature `html`"), "{err}");
        return;
    }
    let lines = desk.extract(&["a.html"]);
    assert_eq!((lines[0]["title"].as_str(), lines[0]["date"].as_str()), (Some("中老铁路开通"), Some("2021-12-02")));
    assert!(lines.iter().any(|line| line["label"] == "老挝"));
    assert!(!lines.iter().any(|line| line["label"] == "乌克兰" || line["label"] == "巴西"));
    let text: Vec<char> = format!("{TEXT}\n\n{TEXT}").chars().collect();
    for mention in lines.iter().filter(|line| line["kind"] == "mention") {
        let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
        assert_eq!(text[start..end].iter().collect::<String>(), mention["text"].as_str().unwrap());
    }
    let from_stdin = desk.run_with(&["extract"], page.as_bytes()).check(0, &[]).lines();
    assert_eq!(said(from_stdin), said(lines));
    desk.file("a.html.gz", gzip(page.as_bytes()));
    assert!(desk.extract(&["a.html.gz"]).iter().any(|line| line["label"] == "老挝"));
}

#[test]
fn the_format_of_standard_input_can_be_named() {
    let desk = Desk::new();
    let table = format!("id\ttext\n7\t{TEXT}\n");
    let rows = desk.run_with(&["extract", "--stdin-format", "tsv"], table.as_bytes()).check(0, &[]).lines();
    assert_eq!(said(rows.clone()), said(desk.file("a.tsv", &table).extract(&["a.tsv"])));
    let packed =
        desk.run_with(&["extract", "-", "--stdin-format", "tsv"], &gzip(table.as_bytes())).check(0, &[]).lines();
    assert_eq!(said(packed), said(rows));
    // Named as text, what looks like records is text.
    let record = serde_json::json!({ "text": TEXT }).to_string();
    let text = desk.run_with(&["extract", "--stdin-format", "txt"], record.as_bytes()).check(0, &[]).lines();
    assert_eq!(text[0]["end"], record.chars().count());
    desk.run_with(&["extract", "--stdin-format", "docx"], b"x").check(2, &["no format that can be read"]);
    let unasked = ["extract", "a.tsv", "--stdin-format", "csv"];
    desk.run_with(&unasked, b"").check(2, &["standard input is not read", "name `-`"]);
}

/// The files that mark a folder as a store, and one that could be taken for news.
fn store(desk: &Desk, folder: &str) {
    for (file, content) in [("format", "1\n"), ("lock", "7\n"), ("CURRENT", "gen-1\n"), ("gen-1/almanac", TEXT)] {
        desk.file(&format!("{folder}/{file}"), content);
    }
}

#[test]
fn what_a_build_has_written_is_not_read() {
    let desk = Desk::new();
    desk.file("a.txt", TEXT).file("bad.txt", "").file(".hidden.txt", TEXT);
    store(&desk, "backup");
    let first = desk.run(&["build", "--skip-bad", "."]);
    assert!(first.check(3, &[]).out.starts_with("read 1 document, 1 new"), "{}", first.out);
    let rejects = desk.rejects();
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    let second = desk.run(&["-v", "build", "--skip-bad", "."]);
    second.check(3, &["`.hidden.txt`, hidden by the dot", "`backup` and", "which a build has written"]);
    assert!(second.out.starts_with("read 1 document,"), "{}", second.out);
    assert_eq!(desk.rejects(), rejects, "the list of rejects is not read either");
    desk.run(&["extract", "backup"]).check(2, &["it is a store"]);
    desk.run(&["extract", "backup/gen-1/almanac"]).check(2, &["it lies in a store"]);
    desk.run(&["extract", "output/rejects.jsonl"]).check(2, &["a file of an output folder"]);
    // A page may have the name of one of these files.
    desk.file("pages/format", TEXT).file("pages/rejects.jsonl", format!("{{\"text\":\"{TEXT}\"}}\n"));
    assert_eq!(desk.extract(&["--only", "document", "pages"]).len(), 2);
}

#[test]
fn names_that_cannot_be_read_are_listed_like_files_of_folders() {
    let desk = Desk::new();
    desk.file("a.txt", TEXT).file("b.docx", "x").file("c.pdf.gz", "x").file("d.txt.gz.gz", "x").file("empty/.x", "");
    let inputs = ["missing.txt", "b.docx", "d.txt.gz.gz", "a.txt", "empty"];
    let said = desk.run(&[&["build", "--skip-bad"], &inputs[..]].concat());
    assert!(said.check(3, &[]).out.contains("the graph has 1 document,"), "{}", said.out);
    let rejects = desk.rejects();
    let rejects: Vec<_> =
        rejects.iter().map(|it| (it["file"].as_str().unwrap(), it["code"].as_str().unwrap())).collect();
    let wanted = [
        ("missing.txt", "missing"),
        ("b.docx", "unknown-format"),
        ("d.txt.gz.gz", "unknown-format"),
        ("empty", "no-page"),
    ];
    assert_eq!(rejects, wanted);
    desk.run(&["extract", "a.txt", "missing.txt"]).check(2, &["`missing.txt`", "no such file"]);
    desk.run(&["extract", "--skip-bad", "missing.txt", "empty"]).check(2, &["`missing.txt`", "no such file"]);
    desk.run(&["extract", "d.txt.gz.gz"]).check(2, &["packed by gzip, and the format `.gz` inside", "packed twice"]);
    if !cfg!(feature = "pdf") {
        desk.run(&["extract", "c.pdf.gz"]).check(2, &["the format `.pdf` inside", "pdftotext"]);
    }
}

#[cfg(feature = "disk")]
#[test]
fn what_any_form_says_is_proved_at_its_place() {
    let desk = Desk::new();
    let record = serde_json::json!({ "text": TEXT }).to_string();
    desk.file("a.csv", format!("id,text\n1,\"{}\"\n2,中国和越南举行仪式。\n", TEXT.replace('。', "。\n")))
        .file("b.tsv", "id\ttext\n1\t中国和泰国举行仪式。\n")
        .file("c.jsonl.zst", zstd(record.as_bytes()))
        .file("d.txt.gz", gzip(&gbk("中国和蒙古国举行仪式。")));
    if cfg!(feature = "html") {
        let text = "中国和老挝&amp;越南2日举行仪式，中老铁路由中国国家铁路集团有限公司参与建设，老挝外交部表示欢迎。";
        desk.file("e.html", format!("<title>港口</title><article><h1>港口</h1><p>{text}</p><p>{text}</p></article>"));
    }
    desk.run(&["-q", "build", "."]).check(0, &[]);
    let proved = desk.run(&["audit"]).check(0, &[]).out.clone();
    assert!(proved.contains(": ") && proved.contains("0 moved, 0 lost, no source missing"), "{proved}");
    let n_documents = if cfg!(feature = "html") { "6 documents" } else { "5 documents" };
    assert!(proved.contains(n_documents), "{proved}");
    desk.file("d.txt.gz", gzip(&gbk("昨天，中国和蒙古国举行仪式。")));
    let moved = desk.run(&["audit"]).check(3, &[]).out.clone();
    assert!(moved.contains("d.txt.gz") && !moved.contains("0 moved"), "{moved}");
}
