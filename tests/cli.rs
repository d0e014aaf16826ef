//! What a user types and sees: exit codes, messages, and nothing half-written.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a test stops where it fails")]

mod desk;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use desk::{Desk, Said};

const PAGE: &str = "中老铁路开通\n\n  本报讯 中国和老挝2日举行仪式。中老铁路由中国国家铁路集团有限公司参与建设。\n";

impl Desk {
    /// Runs `build INPUTS…`, which must fail with `code`, say `words`, and leave nothing behind.
    fn fails(&self, inputs: &[&str], code: i32, words: &[&str]) {
        let said = self.run(&[&["build"], inputs].concat());
        said.check(code, words);
        assert!(said.out.is_empty(), "{}", said.out);
        assert!(!self.path("output").exists(), "nothing should be written for {inputs:?}");
        let said = self.run(&[&["extract"], inputs].concat());
        said.check(code, words);
    }
}

#[test]
fn a_missing_file_is_named() {
    Desk::new().fails(&["nowhere.txt"], 2, &["error: cannot read `nowhere.txt`", "no such file"]);
}

#[test]
fn a_folder_without_pages_is_named() {
    let desk = Desk::new();
    desk.file("empty/.hidden.txt", PAGE).file("other/letter.docx", "x");
    desk.fails(&["empty"], 2, &["`empty`", "holds no page"]);
    desk.fails(&["other"], 2, &["`other`", "1 file"]);
}

#[test]
fn an_unknown_format_is_named() {
    let desk = Desk::new();
    desk.file("page.pdf", "%PDF-1.4");
    #[cfg(not(feature = "pdf"))]
    desk.fails(&["page.pdf"], 2, &["`page.pdf`", "`.pdf` is not known", "pdftotext"]);
}

#[test]
fn a_binary_file_is_told_by_its_bytes() {
    let desk = Desk::new();
    desk.file("page.txt", b"%PDF-1.4 \xff\x00").file("noise.txt", [0u8, 1, 2, 3].repeat(500));
    desk.fails(&["page.txt"], 3, &["`page.txt`", "byte 0", "PDF"]);
    desk.fails(&["noise.txt"], 3, &["`noise.txt`"]);
}

#[test]
fn undecodable_bytes_have_a_position() {
    let desk = Desk::new();
    let mut bytes = PAGE.repeat(3).into_bytes();
    bytes.splice(PAGE.len()..PAGE.len(), [0xff, 0xff, 0xfe]);
    desk.file("page.txt", &bytes);
    desk.fails(&["page.txt"], 3, &["`page.txt`", "byte", "--encoding"]);
}

#[test]
fn an_empty_file_is_an_error() {
    let desk = Desk::new();
    desk.file("empty.txt", "").file("blank.txt", " \n\n\u{3000}\n").file("empty.jsonl", "\n\n");
    desk.fails(&["empty.txt"], 3, &["`empty.txt`", "is empty"]);
    desk.fails(&["blank.txt"], 3, &["`blank.txt`", "white space"]);
    desk.fails(&["empty.jsonl"], 3, &["`empty.jsonl`", "no record"]);
}

#[test]
fn a_broken_record_stops_the_run_or_is_listed() {
    let desk = Desk::new();
    let good = r#"{"text":"中国和老挝举行会谈。","id":"a"}"#;
    let wire = [
        good,
        r#"{"text":"中国和老挝""#,
        "",
        r#"{"text":7}"#,
        r#"{"text":"中国","date":"2023-02-30"}"#,
        r#"{"text":"\ud800"}"#,
        r#"{"title":"x"}"#,
        good.replace('a', "b").as_str(),
    ]
    .join("\n");
    desk.file("wire.jsonl", &wire);
    desk.fails(&["wire.jsonl"], 3, &["line 2 of `wire.jsonl`", "column"]);

    let said = desk.run(&["build", "--skip-bad", "wire.jsonl"]);
    said.check(3, &["skipped: cannot read line 2", "line 4", "line 5", "line 6", "line 7"]);
    let rejects = fs::read_to_string(desk.path("output/rejects.jsonl")).unwrap();
    let rejects: Vec<serde_json::Value> = rejects.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let lines: Vec<u64> = rejects.iter().map(|reject| reject["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 4, 5, 6, 7]);
    assert_eq!(rejects[0]["file"], "wire.jsonl");
    assert_eq!(rejects[0]["byte"], good.len() + 1);
    assert_eq!(rejects[2]["code"], "bad-date");
    assert!(desk.path("output/graph.ttl").exists());

    let said = desk.run(&["extract", "--skip-bad", "--only", "document", "wire.jsonl"]);
    let lines: Vec<u64> = said.check(3, &[]).lines().iter().map(|line| line["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [1, 8]);

    // Once all is well the old list is gone.
    desk.file("wire.jsonl", good);
    desk.run(&["build", "wire.jsonl"]).check(0, &[]);
    assert!(!desk.path("output/rejects.jsonl").exists());
}

#[test]
fn long_lines_are_read_or_refused_by_a_stated_limit() {
    let desk = Desk::new();
    desk.file("long.txt", "中国和老挝举行会谈，".repeat(30_000));
    desk.run(&["extract", "--only", "document", "long.txt"]).check(0, &[]);
    desk.fails(&["long.txt", "--max-size", "100K"], 7, &["`long.txt`", "102400 bytes", "--max-size"]);
    let record = format!(r#"{{"text":"{}"}}"#, "中".repeat(6_000_000));
    desk.file("long.jsonl", format!("{record}\n{{\"text\":\"中国和老挝会谈。\"}}\n"));
    desk.fails(&["long.jsonl"], 7, &["line 1 of `long.jsonl`", "16777216 bytes"]);
    let said = desk.run(&["extract", "--skip-bad", "--only", "document", "long.jsonl"]);
    assert_eq!(said.check(3, &[]).lines().len(), 1);
}

#[test]
fn a_nesting_bomb_is_refused() {
    let desk = Desk::new();
    desk.file("bomb.jsonl", format!(r#"{{"text":"中国","x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000)));
    desk.fails(&["bomb.jsonl"], 3, &["line 1 of `bomb.jsonl`", "nest deeper"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_without_waiting() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.file("pages/page.txt", PAGE);
    assert!(Command::new("mkfifo").arg(desk.path("pipe.txt")).status().unwrap().success());
    desk.fails(&["pipe.txt"], 2, &["`pipe.txt`", "neither a file nor a folder"]);
    desk.fails(&["/dev/zero"], 2, &["`/dev/zero`"]);
    symlink(desk.path("pages"), desk.path("pages/again")).unwrap();
    desk.fails(&["pages"], 3, &["`pages/again`", "leads back"]);
    desk.run(&["extract", "--skip-bad", "pages"]).check(3, &["leads back"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_an_input_failure() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    fs::set_permissions(desk.path("page.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(desk.path("page.txt")).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    desk.fails(&["page.txt"], 5, &["`page.txt`", "ermission"]);
}

#[test]
fn wrong_flags_are_usage_errors() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    desk.fails(&["page.txt", "--date", "2023-02-30"], 2, &["2023-02-30"]);
    desk.fails(&["page.txt", "--encoding", "latin-9"], 2, &["big5"]);
    desk.fails(&["page.txt", "--base", "no iri"], 2, &["no iri"]);
    desk.fails(&["page.txt", "--dictionary", "nowhere.txt"], 2, &["nowhere.txt"]);
    desk.fails(&["page.txt", "--jobs", "0"], 2, &["0"]);
    desk.run(&["nothing-of-the-kind"]).check(2, &["nothing-of-the-kind"]);
    desk.run(&[]).check(2, &["Usage"]);
}

#[test]
fn extract_keeps_its_contract() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let said = desk.run(&["extract", "page.txt", "--date", "2021-12-03"]);
    let lines = said.check(0, &[]).lines();
    assert!(said.err.is_empty(), "{}", said.err);
    let fields: Vec<&str> = said.out.lines().next().unwrap().split('"').skip(1).step_by(2).take(3).collect();
    assert_eq!(fields[..2], ["kind", "document"], "the order of the fields is kept");
    let raw: Vec<char> = PAGE.chars().collect();
    let mut kinds = Vec::new();
    for line in &lines {
        kinds.push(line["kind"].as_str().unwrap());
        if line["kind"] == "mention" {
            let (start, end) = (line["start"].as_u64().unwrap() as usize, line["end"].as_u64().unwrap() as usize);
            let slice: String = raw[start..end].iter().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(slice, line["text"].as_str().unwrap());
        }
    }
    assert_eq!(lines[0]["date"], "2021-12-03");
    assert!(kinds.contains(&"mention") && kinds.contains(&"relation"), "{kinds:?}");
    for kind in ["document", "mention", "relation", "quantity"] {
        let only = desk.run(&["extract", "page.txt", "--date", "2021-12-03", "--only", kind]);
        let of_kind: Vec<_> = lines.iter().filter(|line| line["kind"] == kind).collect();
        assert_eq!(only.check(0, &[]).lines().iter().collect::<Vec<_>>(), of_kind, "--only {kind}");
    }
}

#[test]
fn extract_reads_standard_input() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let named = desk.run(&["extract", "page.txt"]).out;
    assert_eq!(desk.run_with(&["extract"], PAGE.as_bytes()).check(0, &[]).out, named.replace("page.txt", "-"));
    let record = br#"{"text":"x","title":"y"}"#;
    assert_eq!(desk.run_with(&["extract", "-"], record).check(0, &[]).lines()[0]["line"], 1);
}

#[test]
fn extract_gives_the_same_bytes_with_any_number_of_jobs() {
    let desk = Desk::new();
    for n in 0..40 {
        desk.file(&format!("pages/{n}.txt"), format!("{PAGE}\n第{n}版\n"));
    }
    let one = desk.run(&["extract", "pages", "-j", "1"]);
    assert_eq!(one.check(0, &[]).out, desk.run(&["extract", "pages", "-j", "4"]).out);
    let sources: Vec<String> = one.lines().iter().map(|line| line["source"].to_string()).collect();
    assert!(!sources.is_empty());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    desk.file("wire.jsonl", "{\"text\":\"中国和老挝举行会谈。\"}\n".repeat(20_000));
    let mut child =
        desk.command(&["extract", "wire.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    Said::of(child.wait_with_output().unwrap()).check(0, &[]).err.is_empty().then_some(()).unwrap();
}

#[test]
fn file_names_of_any_kind_are_kept_apart() {
    let desk = Desk::new();
    desk.file("pages/a \"b\" <c> %23#?.txt", PAGE).file("pages/换行\n名.txt", PAGE.replace('2', "3"));
    desk.file("pages/-x.txt", PAGE.replace('2', "4"));
    let said = desk.run(&["build", "pages"]);
    said.check(0, &[]);
    let said = desk.run(&["extract", "--only", "document", "./pages"]);
    assert_eq!(said.check(0, &[]).lines()[0]["source"], "pages/-x.txt");
}

#[test]
fn talk_goes_to_standard_error_and_colour_only_where_it_is_wanted() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE).file("pages/a.txt", PAGE).file("pages/b.png", "x");
    let said = desk.run(&["extract", "nowhere.txt"]);
    assert!(!said.err.contains('\u{1b}'));
    let forced = desk.command(&["extract", "nowhere.txt"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(Said::of(forced).err.contains("\u{1b}["));
    let mut refused = desk.command(&["extract", "nowhere.txt"]);
    refused.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert!(!Said::of(refused.output().unwrap()).err.contains('\u{1b}'));
    assert!(desk.run(&["extract", "pages"]).err.contains("passed over `pages/b.png`"));
    let quiet = desk.run(&["-q", "extract", "pages"]);
    assert!(quiet.err.is_empty() && !quiet.out.is_empty());
    desk.run(&["--version"]).check(0, &[]);
    for command in ["build", "extract", "remove", "audit", "stats", "export", "evaluate"] {
        assert!(desk.run(&[command, "--help"]).check(0, &[]).out.contains("Usage: sinograph"));
    }
}

#[test]
fn evaluate_gives_the_figures_of_the_shared_scorer() {
    let desk = Desk::new();
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let gold = shared.join("gold/china-central-asia-page.json");
    let page = shared.join("pages/china-central-asia-page.txt");
    let scorer = shared.join("gold/score.py");
    let python = Command::new("python3").arg("--version").output();
    if !gold.exists() || !page.exists() || python.is_err() {
        eprintln!("skipped: the shared page, or python3, is not there");
        return;
    }
    let (gold, page) = (gold.to_str().unwrap(), page.to_str().unwrap());
    let ours = desk.run(&["evaluate", gold, page]);
    desk.file("system.jsonl", desk.run(&["extract", page]).check(0, &[]).out.as_bytes());
    let theirs = Command::new("python3")
        .args([scorer.to_str().unwrap(), gold, page, "system.jsonl"])
        .current_dir(desk.folder())
        .output()
        .unwrap();
    assert_eq!(ours.check(0, &[]).out, Said::of(theirs).check(0, &[]).out);
}

#[test]
fn of_kinds_neither_marked_nor_found_nothing_is_told() {
    let desk = Desk::new();
    desk.file("page.txt", "中国和老挝签署协议。\n");
    let mark = |start: usize, text: &str| {
        format!(r#"{{"start":{start},"end":{},"text":"{text}","type":"Country"}}"#, start + 2)
    };
    let marks = [mark(0, "中国"), mark(3, "老挝")].join(",");
    desk.file("page.gold.json", format!(r#"{{"stripped_length":10,"mentions":[{marks}]}}"#));
    let out = desk.run(&["evaluate", "page.gold.json"]).check(0, &[]).out.clone();
    assert!(out.starts_with("Country       P  1.000  R  1.000  F1  1.000  (2/2 found, 0 wrong)\n"), "{out}");
    assert!(out.contains("\nPerson        P      –  R      –  F1      –  (0/0 found, 0 wrong)\n"), "{out}");
    desk.file("none.gold.json", r#"{"source":"none.txt","stripped_length":5,"mentions":[]}"#)
        .file("none.txt", "天气很好。");
    let out = desk.run(&["evaluate", "none.gold.json"]).check(0, &[]).out.clone();
    assert!(out.ends_with("core types    P      –  R      –  F1      –\n"), "{out}");
}

#[test]
fn a_named_query_can_be_printed() {
    let desk = Desk::new();
    let printed = desk.run(&["query", "--name", "builders", "--print"]).check(0, &[]).out.clone();
    assert_eq!(printed, include_str!("../ontology/queries/17-builders.rq"));
    desk.run(&["query", "--print"]).check(2, &["--name"]);
    desk.run(&["query", "--name", "builderz", "--print"]).check(2, &["did you mean `builders`?"]);
    let said = desk.run(&["query", "--name", "nope", "--print"]);
    assert!(!said.check(2, &["no query is named `nope`", "`--list` shows all"]).err.contains("did you mean"));
}

#[cfg(feature = "disk")]
mod on_disk {
    use super::*;

    #[test]
    fn a_build_can_be_counted_exported_and_undone() {
        let desk = Desk::new();
        desk.file("pages/a.txt", PAGE).file("pages/b.txt", "中国与乌兹别克斯坦签署协议。\n");
        let said = desk.run(&["build", "pages"]);
        said.check(0, &[]);
        assert!(said.err.is_empty(), "a pipe sees no progress bar: {}", said.err);
        assert!(said.out.contains("Country") && said.out.contains("output/graph.ttl"), "{}", said.out);
        assert!(desk.run(&["-q", "build", "pages"]).check(0, &[]).out.is_empty());

        let counts = desk.run(&["stats", "--format", "json"]).lines().remove(0);
        assert_eq!(counts["documents"], 2);
        desk.run(&["stats"]).check(0, &[]);
        let turtle = desk.run(&["export"]).check(0, &[]).out.clone();
        assert_eq!(turtle, fs::read_to_string(desk.path("output/graph.ttl")).unwrap());
        for format in ["ttl", "nt", "nq", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv", "dot"] {
            let said = desk.run(&["export", "--format", format]);
            assert!(said.check(0, &[]).out.contains("老挝"), "{format}");
        }
        desk.run(&["export", "-o", "graph.gexf"]).check(0, &[]);
        desk.run(&["export", "-o", "graph.xyz"]).check(2, &["--format"]);
        let gexf = desk.run(&["export", "--format", "gexf"]).out;
        assert_eq!(fs::read_to_string(desk.path("graph.gexf")).unwrap(), gexf);

        desk.run(&["remove", "pages/b.txt"]).check(0, &["1 document left"]);
        desk.run(&["remove", "pages/b.txt"]).check(1, &["not there: `pages/b.txt`"]);
        assert_eq!(desk.run(&["stats", "--format", "json"]).lines()[0]["documents"], 1);

        desk.file("more/a.txt", PAGE).run(&["build", "more"]).check(0, &[]);
        let told = "note: kept, because other files hold the same text: 1 document of `pages/a.txt`";
        desk.run(&["remove", "pages"]).check(0, &[told, "1 document left"]);
    }

    #[test]
    fn a_dictionary_that_is_left_out_is_told() {
        let desk = Desk::new();
        desk.file("pages/a.txt", PAGE).file("names.txt", "海岚港\tProject\n");
        let build = |more: &[&str]| desk.run(&[&["build", "pages"], more].concat()).check(0, &[]).err.clone();
        assert_eq!(build(&["--dictionary", "names.txt"]), "");
        let told = build(&[]);
        assert!(told.contains("without the dictionary `names.txt`") && told.contains("`--dictionary`"), "{told}");
        assert_eq!(build(&[]), "");
    }

    /// Three people of one name, of whom the most central is not the one who goes to Japan.
    fn namesakes() -> Desk {
        let desk = Desk::new();
        desk.file("a.txt", "国家发展改革委副主任吕书雅出席中国国际服务贸易交易会。\n");
        desk.file("b.txt", "蓝鹭科技有限公司董事长吕书雅访问日本。\n");
        desk.file("c.txt", "吕书雅表示，中国和老挝的前景广阔。吕书雅说，中国和泰国的前景广阔。\n");
        desk.file("d.txt", "越南和老挝签署协议。\n");
        desk.run(&["build", "a.txt", "b.txt", "c.txt", "d.txt"]).check(0, &[]);
        desk
    }

    #[test]
    fn a_name_means_all_that_go_by_it_and_an_id_means_one() {
        let desk = namesakes();
        let ids = |name: &str| {
            let cards = desk.run(&["lookup", name, "--format", "json"]).check(0, &[]).lines().remove(0);
            let mut ids: Vec<String> = cards.as_array().unwrap().iter().map(|card| card["id"].to_string()).collect();
            ids.sort();
            ids
        };
        let all = ["\"person/吕书雅\"", "\"person/吕书雅@国家发展和改革委员会\"", "\"person/吕书雅@蓝鹭科技有限公司\""];
        for name in ["吕书雅", "呂書雅", "lvshuya", "lǚ shū yǎ"] {
            assert_eq!(ids(name), all, "{name}");
        }
        for name in ["person/吕书雅", "https://w3id.org/sinograph/person/吕书雅", "<person/吕书雅>"] {
            assert_eq!(ids(name), all[..1], "{name}");
        }
        assert_eq!(ids("吕书雅@蓝鹭科技有限公司"), all[2..]);
        desk.run(&["lookup", "吕书雅"]).check(0, &["note: 3 entities go by this name"]);
        for code in ["country/JP", "JP", "jp", "JPN", "jpn", "Q17"] {
            assert_eq!(ids(code), ["\"country/JP\""], "{code}");
        }
    }

    #[test]
    fn of_namesakes_those_are_taken_that_are_linked() {
        let desk = namesakes();
        let note = "note: `吕书雅` is taken for 吕书雅 (person/吕书雅@蓝鹭科技有限公司); it also names ";
        for command in ["explain", "path"] {
            let said = desk.run(&[command, "吕书雅", "日本"]);
            assert!(said.check(0, &[note]).out.contains("访问日本"), "{command}: {}", said.out);
            desk.run(&[command, "日本", "吕书雅"]).check(0, &[note]);
            desk.run(&[command, "person/吕书雅", "日本"]).check(1, &["links 吕书雅 (person/吕书雅) and 日本"]);
        }
        desk.run(&["explain", "吕书雅", "泰国"]).check(0, &["is taken for 吕书雅 (person/吕书雅); it also names "]);
        let nothing = "no sentence links any of the 3 entities that go by 吕书雅 and 越南";
        let said = desk.run(&["explain", "吕书雅", "越南"]);
        let hint = "`sinograph path` finds a chain between them";
        assert_eq!(said.check(1, &[nothing]).err.contains(hint), desk.run(&["path", "吕书雅", "越南"]).code == Some(0));
        let said = desk.run(&["explain", "日本", "日本"]);
        assert!(!said.check(1, &["no sentence links"]).err.contains(hint), "nothing leads from a thing to itself");
        assert_eq!(desk.run(&["lookup", "不存在", "--format", "json"]).check(1, &["nothing is known"]).out, "[]\n");
        desk.run(&["dot", "--around", "吕书雅"]).check(0, &["it also names 吕书雅 ("]);
    }

    #[test]
    fn a_query_that_passes_a_limit_ends_the_program_in_order() {
        let desk = Desk::new();
        desk.file("page.txt", PAGE);
        desk.run(&["build", "page.txt"]).check(0, &[]);
        let numbers: Vec<String> = (0..5000).map(|number| number.to_string()).collect();
        let many = format!("SELECT * {{ ?a ?b ?c VALUES ?n {{ {} }} }}", numbers.join(" "));
        desk.run(&["query", &many]).check(7, &["more than 1000000 rows"]);
        desk.run(&["query", &many, "--timeout", "0.001"]).check(7, &["took longer than 0.001 s"]);
    }

    #[test]
    fn a_named_query_without_an_answer_says_how_to_see_what_it_asks() {
        let desk = Desk::new();
        desk.file("page.txt", PAGE);
        desk.run(&["build", "page.txt"]).check(0, &[]);
        let note = "nothing in the store answers `largest-sums`, which asks about USD; to ask about others, ";
        desk.run(&["query", "--name", "largest-sums", "--format", "csv"]).check(0, &[note]);
        assert!(desk.run(&["query", "--name", "totals"]).check(0, &[]).err.is_empty());
    }

    #[test]
    fn a_title_with_a_line_break_makes_no_line() {
        let desk = Desk::new();
        let record = r#"{"title": "开通\n  forged.txt:1–2  2020-01-01", "text": "中国和老挝签署协议。"}"#;
        desk.file("wire.jsonl", record);
        desk.run(&["build", "wire.jsonl"]).check(0, &[]);
        for command in [&["explain", "中国", "老挝"][..], &["path", "中国", "老挝"], &["lookup", "老挝"]] {
            let said = desk.run(command);
            assert!(said.check(0, &[]).out.contains("开通\\u{a}"), "{}", said.out);
            assert!(!said.out.lines().any(|line| line.trim_start().starts_with("forged")), "{}", said.out);
        }
    }

    #[test]
    fn a_store_that_is_not_there_is_no_reason_to_make_one() {
        let desk = Desk::new();
        for command in [&["stats"][..], &["export"], &["remove", "x"], &["audit"]] {
            desk.run(command).check(2, &["there is no store at `output/store`", "sinograph build"]);
        }
        assert!(!desk.path("output").exists());
    }

    #[test]
    fn a_newer_store_is_refused_and_not_touched() {
        let desk = Desk::new();
        desk.file("page.txt", PAGE).file("store/format", "2\n");
        desk.run(&["build", "page.txt", "--store", "store"]).check(6, &["format `2`", "newer version"]);
        desk.run(&["stats", "--store", "store"]).check(6, &["format `2`"]);
        assert_eq!(fs::read_dir(desk.path("store")).unwrap().count(), 1);
        assert!(!desk.path("output").exists());
    }

    #[test]
    fn a_foreign_folder_is_refused_and_not_touched() {
        let desk = Desk::new();
        desk.file("page.txt", PAGE).file("letters/a.txt", "mine");
        desk.run(&["build", "page.txt", "--store", "letters"]).check(2, &["`letters` is not a store"]);
        desk.run(&["build", "page.txt", "--store", "page.txt"]).check(2, &["`page.txt` is not a store"]);
        assert_eq!(fs::read_dir(desk.path("letters")).unwrap().count(), 1);
    }

    #[test]
    fn a_locked_store_names_the_writer() {
        let desk = Desk::new();
        desk.file("page.txt", PAGE);
        let path = desk.path("output/store");
        let writer = sinograph::store::Writer::begin(&path, None).unwrap();
        let pid = format!("process {}", std::process::id());
        desk.run(&["build", "page.txt"]).check(4, &["output/store` is locked", &pid]);
        drop(writer);
        desk.run(&["build", "page.txt"]).check(0, &[]);
    }

    #[test]
    fn a_bad_page_leaves_an_old_store_as_it_was() {
        let desk = Desk::new();
        desk.file("page.txt", PAGE).file("bad.txt", "");
        desk.run(&["build", "page.txt"]).check(0, &[]);
        let before = desk.run(&["export", "--format", "nq"]).out;
        let turtle = fs::read(desk.path("output/graph.ttl")).unwrap();
        desk.run(&["build", "page.txt", "bad.txt"]).check(3, &["`bad.txt`"]);
        assert_eq!(desk.run(&["export", "--format", "nq"]).out, before);
        assert_eq!(fs::read(desk.path("output/graph.ttl")).unwrap(), turtle);
        let left: Vec<_> = fs::read_dir(desk.path("output")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 3, "{left:?}");
    }

    /// Runs a script where a tmpfs can be mounted, with the program as `$SINOGRAPH`.
    #[cfg(target_os = "linux")]
    fn in_a_small_disk(desk: &Desk, size: &str, script: &str) -> Option<Said> {
        fs::create_dir_all(desk.path("disk")).unwrap();
        let mount = format!("mount -t tmpfs -o size={size} tmpfs disk");
        let unshare = |script: &str| {
            let mut command = Command::new("unshare");
            command.args(["-rm", "sh", "-c", script]).current_dir(desk.folder());
            command.env("SINOGRAPH", env!("CARGO_BIN_EXE_sinograph")).output()
        };
        match unshare(&mount) {
            Ok(output) if output.status.success() => (),
            _ => {
                eprintln!("skipped: this user may not mount a small disk");
                return None;
            }
        }
        Some(Said::of(unshare(&format!("{mount} && {script}")).unwrap()))
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_leaves_the_store_as_it_was() {
        let desk = Desk::new();
        desk.file("page.txt", PAGE);
        let many: Vec<String> =
            (0..20_000).map(|n| format!(r#"{{"text":"第{n}次：中国和老挝举行会谈，张建国表示欢迎。"}}"#)).collect();
        desk.file("wire.jsonl", many.join("\n"));
        let script = "$SINOGRAPH -q build page.txt --output disk && $SINOGRAPH export --store disk/store -f nq > before \
            && { $SINOGRAPH build wire.jsonl --output disk; echo code $?; } \
            && $SINOGRAPH export --store disk/store -f nq > after && cmp before after && ls disk disk/store";
        let Some(said) = in_a_small_disk(&desk, "6m", script) else { return };
        said.check(0, &["error: "]);
        assert!(said.out.contains("code 5"), "{}{}", said.out, said.err);
        assert!(!said.out.contains(".part") && !said.out.contains("gen-2"), "{}", said.out);
    }
}

#[test]
fn the_tagger_is_scored_on_tagged_text() {
    let desk = Desk::new();
    desk.file("good.jsonl", r#"{"text": "外交部发言人汪文斌表示欢迎。", "entities": [[0, 3, "ORG"], [6, 9, "PER"]]}"#);
    let said = desk.run(&["evaluate", "--tagging", "good.jsonl", "--convention", "msra"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("all") && said.out.contains("a second by the tagger alone"), "{}", said.out);
    desk.run(&["evaluate", "--tagging", "good.jsonl", "--convention", "klingon"])
        .check(2, &["klingon", "news", "msra"]);
    desk.file(
        "bad.jsonl",
        "{\"text\": \"王芳\", \"entities\": []}\n{\"text\": \"王芳\", \"entities\": [[0, 9, \"PER\"]]}\n",
    );
    desk.run(&["evaluate", "--tagging", "bad.jsonl"]).check(3, &["bad.jsonl", "line 2", "0..9"]);
    desk.file("plain.jsonl", r#"{"text": "王芳到了北京。"}"#);
    desk.run(&["evaluate", "--tagging", "plain.jsonl"]).check(3, &["not tagged as expected", "entities", "line 1"]);
    desk.file("page.txt", PAGE)
        .file("wire.gold.json", r#"{"records": [{"id": "7", "stripped_length": 2, "mentions": []}]}"#);
    desk.run(&["evaluate", "wire.gold.json", "page.txt", "--convention", "msra"]).check(2, &["--convention"]);
    desk.run(&["evaluate", "wire.gold.json", "page.txt"])
        .check(2, &["`page.txt` has no record `7`", "`wire.gold.json` marks it"]);
    desk.run(&["evaluate", "--tagging", "absent.jsonl"]).check(2, &["absent.jsonl"]);
}

#[test]
fn articles_to_learn_from_must_be_there_and_marked() {
    let desk = Desk::new();
    desk.run(&["train", "classifier", "absent.jsonl"]).check(2, &["absent.jsonl"]);
    let fact = r#"{"paragraphs": ["甲"], "facts": [[0, "甲", "likes", "乙"]]}"#;
    desk.file("bad.jsonl", format!("{{\"paragraphs\": [], \"facts\": []}}\n{fact}\n"));
    desk.run(&["train", "classifier", "bad.jsonl"]).check(3, &["bad.jsonl", "line 2", "likes"]);
    assert!(!desk.path("model").exists(), "nothing is written before all articles are read");
    desk.file("one.jsonl", r#"{"paragraphs": ["白桦集团在老挝。"], "facts": [[0, "白桦集团", "locatedIn", "老挝"]]}"#);
    let said = desk.run(&["train", "classifier", "one.jsonl", "--parts", "2", "--epochs", "1"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(desk.path("model/classifier.bin").exists() && said.out.contains("1 articles with 1 facts"), "{}", said.out);
}

#[test]
fn a_corpus_to_learn_from_must_be_there_and_named() {
    let desk = Desk::new();
    desk.run(&["train", "tagger", "--corpus", "absent.jsonl"]).check(2, &["--corpus"]);
    desk.run(&["train", "tagger", "--corpus", "news=absent.jsonl"]).check(2, &["absent.jsonl"]);
    desk.file("one.jsonl", r#"{"text": "王芳到了北京。", "entities": [[0, 2, "PER"], [4, 6, "LOC"]]}"#);
    desk.run(&["train", "tagger", "--corpus", "news=one.jsonl", "--dev", "msra=one.jsonl"]).check(2, &["msra"]);
    assert!(!desk.path("model").exists(), "nothing is written before all texts are read");
    let said = desk.run(&["train", "tagger", "--corpus", "news=one.jsonl", "--starts", "1", "--epochs", "2"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(desk.path("model/tagger.bin").exists() && said.out.contains("| news | 1 |"), "{}", said.out);
}
