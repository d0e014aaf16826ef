//! What a user of `sinograph audit` types and sees.

use std::process::{Command, Output};

use serde_json::Value;

use super::*;

fn run(desk: &Desk, arguments: &[&str], code: i32) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sinograph"));
    let Output { status, stdout, stderr } =
        command.args(arguments).current_dir(desk.0.path()).env_remove("NO_COLOR").output().unwrap();
    let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(code), "{arguments:?}: {out}{err}");
    (out, err)
}

fn json(desk: &Desk, code: i32) -> Vec<Value> {
    let (out, _) = run(desk, &["audit", "--format", "json"], code);
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_whole_store_is_proved_in_one_line() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    desk.file("wire.jsonl", (1..=3).map(|n| record(n, "")).collect::<Vec<_>>().join("\n"));
    run(&desk, &["-q", "build", "page.txt", "wire.jsonl"], 0);
    let (out, err) = run(&desk, &["audit"], 0);
    assert!(out.starts_with("4 documents, ") && out.ends_with(" 0 moved, 0 lost, no source missing\n"), "{out}");
    assert!(err.is_empty(), "{err}");
    let lines = json(&desk, 0);
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["kind"], &lines[0]["quotes"]), (&Value::from("totals"), &lines[0]["proved"]));
}

#[test]
fn what_does_not_hold_has_a_line_and_a_code() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    desk.file("gone.txt", PAGE.replace('2', "3"));
    let records: Vec<String> = (1..=3).map(|n| record(n, "")).collect();
    desk.file("wire.jsonl", records.join("\n"));
    run(&desk, &["-q", "build", "page.txt", "gone.txt", "wire.jsonl"], 0);
    desk.file("page.txt", format!("第1版\n{}", PAGE.replace("表示欢迎", "")));
    desk.file("wire.jsonl", format!("{}\n{}\n\n{}", records[0], records[1], records[2]));
    fs::remove_file(desk.0.path().join("gone.txt")).unwrap();
    let (out, err) = run(&desk, &["audit"], 3);
    for line in [
        "missing gone.txt  there is no such file or folder (1 document, ",
        "moved   page.txt:0–6 → 4–10  中老铁路开通\n",
        "moved   page.txt:0–4 → 4–8  中老铁路\n",
        "lost    page.txt:",
        "moved   wire.jsonl:3 → wire.jsonl:4  the record, with ",
    ] {
        assert!(out.lines().any(|other| format!("{other}\n").starts_with(line)), "`{line}` is not in:\n{out}");
    }
    assert!(out.ends_with(" unread because of 1 source missing\n"), "{out}");
    assert!(err.contains("hint: build the changed files again"), "{err}");
    assert_eq!(run(&desk, &["audit"], 3).0, out, "the same bytes every time");

    let lines = json(&desk, 3);
    assert_eq!(lines.len(), 4, "the records in place have no object");
    assert_eq!(lines[0]["missing"]["code"], "missing");
    assert_eq!((&lines[1]["source"], &lines[1]["changed"]), (&Value::from("page.txt"), &Value::from(true)));
    let moved = &lines[1]["moved"][0];
    assert_eq!([&moved["start"], &moved["end"], &moved["found_start"], &moved["found_end"]], [0, 6, 4, 10]);
    assert_eq!(moved["type"], "sentence");
    assert_eq!((&lines[2]["line"], &lines[2]["found_line"]), (&Value::from(3), &Value::from(4)));
    let count = |name: &str| lines[3][name].as_u64().unwrap();
    assert_eq!(count("quotes"), count("proved") + count("moved") + count("lost") + count("unread"));

    // As the hint says, building again settles it.
    run(&desk, &["-q", "build", "page.txt", "wire.jsonl"], 0);
    run(&desk, &["remove", "gone.txt"], 0);
    run(&desk, &["audit"], 0);
}

#[test]
fn a_store_elsewhere_empty_or_absent() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    run(&desk, &["-q", "build", "page.txt", "--store", "kept"], 0);
    run(&desk, &["audit", "--store", "kept"], 0);
    let (_, err) = run(&desk, &["audit"], 2);
    assert!(err.contains("there is no store at `output/store`"), "{err}");
    fs::create_dir(desk.0.path().join("other")).unwrap();
    let mut elsewhere = Command::new(env!("CARGO_BIN_EXE_sinograph"));
    elsewhere.args(["audit", "--store", "../kept"]).current_dir(desk.0.path().join("other"));
    let output = elsewhere.output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("in the folder where the store was built"));
    run(&desk, &["remove", "page.txt", "--store", "kept"], 0);
    let (_, err) = run(&desk, &["audit", "--store", "kept"], 1);
    assert!(err.contains("the store holds no document"), "{err}");
}

#[test]
fn an_encoding_that_was_named_is_named_again() {
    let desk = Desk::new();
    // The beginning of the file, which an encoding is detected by, shows none.
    let empty = "\n".repeat(1 << 16);
    desk.file("wire.jsonl", encoding_rs::GB18030.encode(&format!("{empty}{}", record(1, ""))).0);
    run(&desk, &["-q", "build", "wire.jsonl", "--encoding", "gbk"], 0);
    let (out, _) = run(&desk, &["audit"], 3);
    assert!(out.starts_with("missing wire.jsonl:65537  byte "), "{out}");
    run(&desk, &["audit", "--encoding", "gbk"], 0);
    let (help, _) = run(&desk, &["audit", "--help"], 0);
    assert!(help.contains("sinograph audit --format json") && help.contains("exit code"), "{help}");
}
