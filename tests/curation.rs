//! Decisions that people made: they hold at each build, show on cards, and can be taken back.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops where it fails")]

mod desk;

use desk::Desk;
use serde_json::Value;

const OPENING: &str = "海岚港开工\n\n  本报青湖5月18日电  蓝鹭科技集团有限公司18日宣布，由蓝鹭科技承建的海岚跨海大桥正式开工。\
    青杉基金会参与投资。哈萨克斯坦驻华大使出席仪式。\n";
const FAIR: &str = "蓝鹭集团参展\n\n  本报讯  蓝鹭集团日前在北京展出新产品。\n";

const HEADER: &str = "decision\tsubject\tpredicate\tobject\tform\tdocument\twho\twhen\twhy\n";

/// A desk with two pages and a file of decisions, each of six cells.
fn desk(rows: &[&str]) -> Desk {
    let desk = Desk::new();
    desk.file("opening.txt", OPENING).file("fair.txt", FAIR).file("fixes.tsv", table(rows));
    desk
}

fn table(rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("{row}\t顾言\t2026-05-18\t核对过\n")).collect();
    format!("{HEADER}{rows}")
}

impl Desk {
    /// What `extract` says with the decisions.
    fn curated(&self, only: &str) -> Vec<Value> {
        let arguments = ["extract", "opening.txt", "fair.txt", "--curation", "fixes.tsv", "--only", only];
        self.run(&arguments).check(0, &[]).lines()
    }

    /// Each mention: its words, its kind and the end of its entity's IRI.
    fn mentions(&self) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let entity = |line: &Value| text(&line["entity"]).replace("https://w3id.org/sinograph/", "");
        let shown = |line: &Value| format!("{} {}", text(&line["text"]), entity(line));
        self.curated("mention").iter().map(shown).collect()
    }

    /// Each relation with this predicate.
    fn relations(&self, predicate: &str) -> Vec<String> {
        let lines = self.curated("relation");
        let lines = lines.iter().filter(|line| line["predicate"] == predicate);
        lines.map(|line| format!("{} {}", line["subject"]["label"], line["object"]["label"]).replace('"', "")).collect()
    }
}

#[track_caller]
fn assert_has(found: &[String], wanted: &str) {
    assert!(found.iter().any(|each| each == wanted), "`{wanted}` is not in {found:?}");
}

#[track_caller]
fn assert_lacks(found: &[String], unwanted: &str) {
    assert!(!found.iter().any(|each| each.contains(unwanted)), "`{unwanted}` is in {found:?}");
}

#[test]
fn what_is_merged_is_one_thing_in_all_documents() {
    let by_name = desk(&["merge\t蓝鹭集团\t\t蓝鹭科技集团有限公司\t\t"]);
    assert_has(&by_name.mentions(), "蓝鹭集团 organization/蓝鹭科技集团有限公司");
    assert_has(&by_name.relations("alias"), "蓝鹭科技集团有限公司 蓝鹭集团");
    let by_id = desk(&["merge\torganization/蓝鹭集团\t\torganization/ndrc\t\t"]);
    assert_has(&by_id.mentions(), "蓝鹭集团 organization/ndrc");
    assert_has(&by_id.relations("alias"), "国家发展和改革委员会 蓝鹭集团");
    let steps = desk(&["merge\t蓝鹭集团\t\t白桦集团\t\t", "merge\t白桦集团\t\t青杉集团\t\t"]);
    assert_has(&steps.mentions(), "蓝鹭集团 organization/青杉集团");
}

#[test]
fn a_name_as_object_means_all_that_are_called_so() {
    let page = "柳河村党支部书记老李说，种子备齐了。村民王伟强介绍，化肥也到了。\n";
    let mentions = |rows: &[&str]| {
        let desk = desk(rows);
        desk.file("opening.txt", page);
        desk.mentions()
    };
    assert_has(&mentions(&[]), "老李 person/老李@柳河村党支部");
    let by_name = mentions(&["merge\t王伟强\t\t老李\t\t"]);
    assert_has(&by_name, "王伟强 person/老李");
    assert_has(&by_name, "老李 person/老李");
    let by_id = mentions(&["merge\t王伟强\t\tperson/老李@柳河村党支部\t\t"]);
    assert_has(&by_id, "王伟强 person/老李@柳河村党支部");
    assert_has(&by_id, "老李 person/老李@柳河村党支部");
    // What is no person is not called so, and what is decided of another document is not decided here.
    for row in ["merge\torganization/青杉基金会\t\t老李\t\t", "merge\t王伟强\t\t老李\t\t0-1"] {
        assert_has(&mentions(&[row]), "老李 person/老李@柳河村党支部");
    }
}

#[test]
fn nothing_is_merged_into_what_is_of_another_kind() {
    for (row, mention) in [
        ("merge\t哈萨克斯坦\t\torganization/ndrc\t\t", "哈萨克斯坦 country/KZ"),
        ("merge\t哈萨克斯坦\t\t国家发展和改革委员会\t\t", "哈萨克斯坦 country/KZ"),
        ("merge\t青杉基金会\t\t海岚跨海大桥\t\t", "青杉基金会 organization/青杉基金会"),
    ] {
        let desk = desk(&[row]);
        assert_has(&desk.mentions(), mention);
        let noticed = desk.curated("document")[0]["diagnostics"][0].clone();
        assert_eq!(noticed["code"], "kinds-differ", "{row}");
        assert!(noticed["message"].as_str().unwrap().contains("of line 2 is not applied"), "{noticed}");
    }
}

#[test]
fn what_is_split_is_two_things_where_it_is_written_so() {
    let plain = desk(&[]);
    assert_has(&plain.mentions(), "蓝鹭科技 organization/蓝鹭科技集团有限公司");
    assert_has(&plain.relations("builds"), "蓝鹭科技集团有限公司 海岚跨海大桥");
    let by_form = desk(&["split\t蓝鹭科技集团有限公司\t\t蓝鹭科技\t蓝鹭科技\t"]);
    assert_has(&by_form.mentions(), "蓝鹭科技 organization/蓝鹭科技");
    assert_has(&by_form.mentions(), "蓝鹭科技集团有限公司 organization/蓝鹭科技集团有限公司");
    assert_has(&by_form.relations("builds"), "蓝鹭科技 海岚跨海大桥");
    assert_lacks(&by_form.relations("alias"), "蓝鹭科技 ");
    let document = plain.curated("document")[1]["id"].as_str().unwrap().to_owned();
    let by_document = desk(&[&format!("split\t北京\t\t北京路\t\t{document}")]);
    let other = desk(&["split\tplace/beijing\t\t北京路\t\tdocument/0-1"]);
    assert_has(&other.mentions(), "北京 place/beijing");
    assert_has(&by_document.mentions(), "北京 place/beijing");
    let by_id = desk(&[&format!("split\tplace/beijing\t\t北京路\t\t{document}")]);
    assert_has(&by_id.mentions(), "北京 place/北京路");
}

#[test]
fn what_is_of_another_kind_takes_part_in_facts_of_that_kind() {
    let desk = desk(&["retype\t海岚港\t\tProject\t\t", "retype\t青杉基金会\t\tevent\t\t"]);
    assert_has(&desk.mentions(), "海岚港 project/海岚港");
    assert_has(&desk.mentions(), "青杉基金会 event/青杉基金会");
    assert_lacks(&desk.relations("investsIn"), "青杉基金会");
}

#[test]
fn what_is_renamed_keeps_its_identity_and_its_old_name() {
    let desk = desk(&["rename\t海岚跨海大桥\t\t海岚大桥\t\t"]);
    assert_has(&desk.mentions(), "海岚跨海大桥 project/海岚跨海大桥");
    assert_has(&desk.relations("alias"), "海岚大桥 海岚跨海大桥");
    assert_has(&desk.relations("hasStatus"), "海岚大桥 started");
}

#[test]
fn what_is_forbidden_is_nowhere() {
    let entity = desk(&["forbid\t哈萨克斯坦\t\t\t\t", "forbid\torganization/青杉基金会\t\t\t\t"]);
    assert_lacks(&entity.mentions(), "country/KZ");
    assert_lacks(&entity.mentions(), "青杉基金会");
    let form = desk(&["forbid\t蓝鹭科技集团有限公司\t\t\t蓝鹭科技\t"]);
    assert_lacks(&form.mentions(), "蓝鹭科技 ");
    assert_has(&form.mentions(), "蓝鹭科技集团有限公司 organization/蓝鹭科技集团有限公司");
    let implied = desk(&["forbid\tproject/海岚跨海大桥\t\t\t\t"]);
    assert!(implied.relations("hasStatus").is_empty());
    let relation = desk(&["forbid\t蓝鹭科技集团有限公司\tbuilds\t海岚跨海大桥\t\t"]);
    assert!(relation.relations("builds").is_empty());
    assert_has(&relation.mentions(), "海岚跨海大桥 project/海岚跨海大桥");
    let either_way = desk(&[
        "forbid\t海岚跨海大桥\tcoMention\tplace/青湖\t\t",
        "forbid\t青湖\tsg:coMention\t蓝鹭科技集团有限公司\t\t",
    ]);
    assert_lacks(&either_way.relations("coMention"), "青湖");
}

#[test]
fn bylines_name_whom_people_decided_on() {
    let page = "石桥县召开现场会\n\n  本报石桥讯（记者 刘芳 周敏 通讯员 胡志明）石桥县召开现场会。\n";
    let reporters = |rows: &[&str]| {
        let desk = desk(rows);
        desk.file("opening.txt", page);
        let lines = desk.curated("document");
        lines[0]["reporters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(reporters(&[]), ["刘芳", "周敏", "胡志明"]);
    assert_eq!(reporters(&["forbid\t胡志明\t\t\t\t", "merge\t刘芳\t\t刘小芳\t\t"]), ["刘小芳", "周敏"]);
    assert_eq!(reporters(&["merge\t刘芳\t\t周敏\t\t", "rename\t胡志明\t\t胡明\t\t"]), ["周敏", "胡明"]);
}

#[test]
fn faults_of_the_file_end_the_run_before_it_begins() {
    let desk = desk(&["merge\t蓝鹭\t\t青杉\t\t", "merge\t蓝鹭\t\t白桦\t\t", "join\t蓝鹭\t\t青杉\t\t"]);
    let arguments = ["build", "opening.txt", "--curation", "fixes.tsv"];
    desk.run(&arguments)
        .check(2, &["cannot use the decisions of `fixes.tsv`", "line 3: ", "in line 2", "line 4: `join`"]);
    assert!(!desk.path("output").exists());
    desk.file("fixes.tsv", "decision\tsubject\twhither\n");
    desk.run(&arguments).check(2, &["cannot read the decisions of `fixes.tsv`", "`whither` is no column"]);
    desk.file("fixes.tsv", "");
    desk.run(&arguments).check(2, &["has no header line", "this line alone takes all decisions back"]);
    desk.file("fixes.tsv", HEADER);
    desk.run(&arguments).check(0, &[]);
    desk.run(&["build", "opening.txt", "--curation", "none.tsv"]).check(2, &["cannot read the decisions `none.tsv`"]);
}

#[cfg(feature = "disk")]
mod kept {
    use super::*;

    fn card(desk: &Desk, name: &str) -> String {
        desk.run(&["lookup", name]).check(0, &[]).out.clone()
    }

    fn digest(desk: &Desk) -> String {
        let out = desk.run(&["stats"]).check(0, &[]).out.clone();
        out.lines().find(|line| line.contains("digest")).unwrap().to_owned()
    }

    #[test]
    fn a_card_shows_what_was_decided() {
        let desk = desk(&[
            "merge\t蓝鹭集团\t\t蓝鹭科技集团有限公司\t\t",
            "confirm\t蓝鹭科技集团有限公司\tbuilds\t海岚跨海大桥\t\t",
            "forbid\t白桦\t\t\t\t",
        ]);
        desk.run(&["build", "opening.txt", "fair.txt", "--curation", "fixes.tsv"])
            .check(0, &["no document shows what line 4 decides: `forbid 白桦`"]);
        let shown = card(&desk, "蓝鹭集团");
        assert!(shown.contains("  decided  merge 蓝鹭集团 蓝鹭科技集团有限公司 (顾言, 2026-05-18: 核对过)"), "{shown}");
        assert!(shown.contains("→ builds ×1 confirmed"), "{shown}");
        let json = desk.run(&["lookup", "海岚跨海大桥", "--format", "json"]).check(0, &[]).out.clone();
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["links"][0]["relations"][0]["decisions"][0]["who"], "顾言");
        let shown = desk.run(&["explain", "海岚跨海大桥", "蓝鹭集团"]).check(0, &[]).out.clone();
        let decided =
            "  decided  confirm 蓝鹭科技集团有限公司 builds 海岚跨海大桥 (顾言, 2026-05-18:\n           核对过)\n";
        assert!(shown.contains(decided), "{shown}");
        let rows = desk.run(&["query", "--name", "decisions", "--format", "csv"]).check(0, &[]).out.clone();
        assert!(rows.contains("2026-05-18,顾言,merge 蓝鹭集团 蓝鹭科技集团有限公司,核对过,1"), "{rows}");
    }

    #[test]
    fn decisions_hold_until_others_are_given() {
        let desk = desk(&["merge\t蓝鹭集团\t\t蓝鹭科技集团有限公司\t\t"]);
        desk.run(&["build", "opening.txt", "fair.txt"]).check(0, &[]);
        let plain = digest(&desk);
        desk.run(&["build", "opening.txt", "fair.txt", "--curation", "fixes.tsv"]).check(0, &[]);
        let merged = digest(&desk);
        assert_ne!(plain, merged);
        // Without the flag they hold on, for pages that are new or edited, too.
        desk.file("fair.txt", FAIR.replace("北京", "上海"));
        desk.run(&["build", "fair.txt"]).check(0, &[]);
        assert!(card(&desk, "上海").contains("蓝鹭科技集团有限公司"));
        desk.file("fair.txt", FAIR);
        desk.run(&["build", "fair.txt"]).check(0, &[]);
        assert_eq!(digest(&desk), merged);
        // What only texts show that were not read with them is not said to be shown by none.
        desk.file("fixes.tsv", table(&["forbid\t青杉基金会\t\t\t\t"]));
        let said = desk.run(&["build", "fair.txt", "--curation", "fixes.tsv"]);
        assert!(
            !said.check(0, &["not read anew with these decisions"]).err.contains("no document shows"),
            "{}",
            said.err
        );
        desk.file("fixes.tsv", table(&["merge\t蓝鹭集团\t\t蓝鹭科技集团有限公司\t\t"]));
        desk.run(&["build", "opening.txt", "fair.txt", "--curation", "fixes.tsv"]).check(0, &[]);
        assert_eq!(digest(&desk), merged);
        desk.run(&["stats", "--check"]).check(0, &[]);
        // A file of the header alone takes them all back.
        desk.file("fixes.tsv", HEADER);
        let said = desk.run(&["build", "fair.txt", "--curation", "fixes.tsv"]);
        said.check(0, &["not read anew with these decisions, names and words: 1 file of the store, `opening.txt`"]);
        desk.run(&["build", "opening.txt", "fair.txt"]).check(0, &[]);
        assert_eq!(digest(&desk), plain);
    }
}
