//! The competency questions of `ontology/queries/`, with known answers over pages marked by hand.

#![allow(clippy::indexing_slicing, reason = "a test stops where it fails")]

mod answers;
mod sample;

use std::path::Path;

use answers::Graphs;
use oxigraph::model::{Literal, NamedNode, Quad, Term};
use sample::{Page, all_quads, decided_pages, fact_pages, page, pages};
use sinograph::document::DocumentKind;
use sinograph::query::{Answer, Limits, NAMED, ask};
use sinograph::rdf::term::skos;
use sinograph::store::Store;

/// The pages that a question is asked of: the first thirteen are about mentions, the others about facts.
fn asked(number: &str) -> Vec<Page> {
    if number == "44" {
        return decided_pages();
    }
    if number >= "14" {
        return fact_pages();
    }
    let mut pages = pages();
    let mut caption = page("four.txt", None, "图为[中国|country/CN]一景。\n季晓莉");
    let document = &mut caption.extraction.document;
    document.kind = DocumentKind::Caption;
    document.reporters = vec![document.sentences[1].span];
    document.photographers = document.reporters.clone();
    pages.push(caption);
    pages
}

/// The value of a literal, another term as it is written.
fn value(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        term => term.to_string(),
    }
}

#[track_caller]
fn check(number: &str, expected: &[&str]) {
    let query = NAMED.iter().find(|query| query.name.starts_with(number)).expect("there is such a query");
    for language in ["zh", "en"] {
        assert!(!query.title(language).is_empty(), "{} has no title in {language}", query.name);
    }
    let quads = all_quads(&asked(number));
    let of_database = answers::of_database(query.text, quads.clone(), Graphs::Union);
    assert_eq!(answers::lines(&of_database, value), expected, "{}", query.name);
    let of_program = answers::of_program(query.text, quads);
    assert_eq!(answers::lines(&of_program, value), expected, "{}", query.name);
}

#[test]
fn every_file_is_a_query_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/queries");
    let files = std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path());
    let mut names: Vec<String> =
        files.map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned()).collect();
    names.sort();
    assert!(NAMED.iter().map(|query| query.name).eq(names));
    assert!(NAMED.len() >= 44);
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/README.md")).expect("it is there");
    for query in NAMED {
        let row = format!("| `{}` | {} | {} |", query.short_name(), query.title("zh"), query.title("en"));
        assert!(readme.contains(&row), "ontology/README.md does not list {row}");
    }
}

#[test]
fn names_as_tables_show_them_are_iris() {
    let rows = |base: &str, query: &str| {
        let store = Store::in_memory(base).expect("memory suffices");
        let iri = NamedNode::new(format!("{base}country/CN")).expect("it is an IRI");
        let label = Literal::new_simple_literal("中国");
        let quad = Quad::new(iri, skos::PREF_LABEL, label, NamedNode::new_unchecked(format!("{base}document/a-1")));
        store.as_oxigraph().insert(&quad).expect("memory suffices");
        let Answer::Solutions(solutions) = ask(&store, query, &Limits::default()).expect("the query is right") else {
            unreachable!("it selects")
        };
        solutions.rows.len()
    };
    for base in ["https://w3id.org/sinograph/", "https://example.org/news/"] {
        assert_eq!(rows(base, "SELECT ?l { <country/CN> skos:prefLabel ?l }"), 1, "{base}");
        let own = "BASE <https://example.org/other/> SELECT ?l { <country/CN> skos:prefLabel ?l }";
        assert_eq!(rows(base, own), 0, "{base}");
    }
    assert_eq!(rows("urn:news:", "SELECT ?l { <urn:news:country/CN> skos:prefLabel ?l }"), 1);
}

#[test]
fn projects_between_countries() {
    check("01", &["中吉乌铁路 | <https://w3id.org/sinograph/project/中吉乌铁路>"]);
}

#[test]
fn mentioned_with_an_organization() {
    check(
        "02",
        &[
            "中吉乌铁路 | Project | 中吉乌铁路今年开工，国家发展改革委表示。 | one.txt | 32 | 52",
            "中国 | Country | 发改委负责人说，中国愿与哈萨克斯坦合作。 | two.txt | 25 | 45",
            "哈萨克斯坦 | Country | 发改委负责人说，中国愿与哈萨克斯坦合作。 | two.txt | 25 | 45",
        ],
    );
}

#[test]
fn strongest_partners() {
    check(
        "03",
        &[
            "哈萨克斯坦 | 2 | 2 | 0.0559",
            "乌兹别克斯坦 | 1 | 1 | 0.3288",
            "吉尔吉斯斯坦 | 1 | 1 | 0.3288",
            "中吉乌铁路 | 1 | 1 | 0.0397",
            "国家发展和改革委员会 | 1 | 1 | 0.0397",
        ],
    );
}

#[test]
fn documents_of_an_entity() {
    check(
        "04",
        &[
            "2023-05-18 | 中国和哈萨克斯坦签署协议。 | one.txt | 2",
            "2023-05-26 | 中国与吉尔吉斯斯坦、乌兹别克斯坦商定中吉乌铁路。 | two.txt | 2",
        ],
    );
}

#[test]
fn aliases() {
    check("05", &["哈萨克斯坦 | 哈国"]);
}

#[test]
fn projects_by_country() {
    check("06", &["中国 | 1", "乌兹别克斯坦 | 1", "吉尔吉斯斯坦 | 1"]);
}

#[test]
fn first_and_last_mention() {
    check(
        "07",
        &[
            "2023-05-18 | 中国和哈萨克斯坦签署协议。 | one.txt | 0",
            "2023-05-26 | 中国与吉尔吉斯斯坦、乌兹别克斯坦商定中吉乌铁路。 | two.txt | 0",
            "2023-05-26 | 发改委负责人说，中国愿与哈萨克斯坦合作。 | two.txt | 25",
        ],
    );
}

#[test]
fn reporters() {
    check("08", &["季晓莉 | 图为中国一景。 |  | four.txt"]);
}

#[test]
fn evidence_of_a_pair() {
    check(
        "09",
        &[
            "<https://w3id.org/sinograph/ns#coMention> | 中国和哈萨克斯坦签署协议。 | one.txt | 0 | 13",
            "<https://w3id.org/sinograph/ns#coMention> | 发改委负责人说，中国愿与哈萨克斯坦合作。 | two.txt | 25 | 45",
        ],
    );
}

#[test]
fn most_central_by_kind() {
    check(
        "10",
        &[
            "<https://w3id.org/sinograph/ns#Country> | 1 | 哈萨克斯坦 | 4",
            "<https://w3id.org/sinograph/ns#Country> | 2 | 中国 | 5",
            "<https://w3id.org/sinograph/ns#Country> | 4 | 吉尔吉斯斯坦 | 1",
            "<https://w3id.org/sinograph/ns#Country> | 5 | 乌兹别克斯坦 | 1",
            "<https://w3id.org/sinograph/ns#Organization> | 9 | 国家发展和改革委员会 | 2",
            "<https://w3id.org/sinograph/ns#Organization> | 10 | 中国石油天然气集团公司 | 1",
            "<https://w3id.org/sinograph/ns#Person> | 6 | 习近平 | 1",
            "<https://w3id.org/sinograph/ns#Person> | 7 | 托卡耶夫 | 1",
            "<https://w3id.org/sinograph/ns#Project> | 3 | 中吉乌铁路 | 2",
        ],
    );
}

#[test]
fn organizations_on_a_project() {
    check("11", &["国家发展和改革委员会 | 2", "中国石油天然气集团公司 | 1"]);
}

#[test]
fn photo_captions() {
    check("12", &["four.txt | 季晓莉 | 图为中国一景。 | 中国"]);
}

#[test]
fn totals() {
    check("13", &["4 | 11 | 19 | 10 | 22"]);
}

#[test]
fn posts() {
    check(
        "14",
        &[
            "托卡耶夫 | 总统 |  | 哈萨克斯坦 | 2019-03-20/..",
            "吕书雅 | 副主任 |  | 国家发展和改革委员会 | ",
            "吕书雅 | 局长 | former | 岚海市商务局 | 2019/2022",
        ],
    );
}

#[test]
fn posts_of_an_organization() {
    check("15", &["副主任 | 吕书雅 | "]);
}

#[test]
fn former_holders() {
    check("16", &["吕书雅 | 局长 | 岚海市商务局 | 2019 | 2022"]);
}

#[test]
fn builders() {
    check(
        "17",
        &[
            "中油国际 | 岭山铁路 | 据新华社报道，中油国际参与建设岭山铁路。 | projects.txt",
            "岚海重工 | 岭山铁路 | 岚海重工承建的岭山铁路 | projects.txt",
        ],
    );
}

#[test]
fn builds_in_a_country() {
    check("18", &["岚海重工 | 青湖电站 | planned"]);
}

#[test]
fn investors() {
    check(
        "19",
        &[
            "岚海重工 | investsIn | 乌兹别克斯坦 | planned",
            "世界银行 | finances | 岭山铁路 | asserted",
            "中油国际 | investsIn | 岭山铁路 | asserted",
        ],
    );
}

#[test]
fn planned() {
    check(
        "20",
        &[
            "何远 | holdsPost | 岚海市商务局 |  | 何远将出任岚海市商务局局长，何远没有担任国家发展改革委副主任。 | posts.txt",
            "岚海重工 | builds | 青湖电站 |  | 岚海重工拟在乌兹别克斯坦投资建设青湖电站。 | projects.txt",
            "岚海重工 | investsIn | 乌兹别克斯坦 |  | 岚海重工拟在乌兹别克斯坦投资建设青湖电站。 | projects.txt",
            "岭山铁路 | startedOn | 2024 |  | 国家发展改革委副主任吕书雅表示，岭山铁路将于年内开工。 | posts.txt",
            "青湖峰会 | heldOn | 2025-06 | 2025-06 | 青湖峰会定于2025年6月召开，岚海节每年5月18日举行。 | events.txt",
        ],
    );
}

#[test]
fn denied() {
    check(
        "21",
        &[
            "中国 | agreesWith | 乌兹别克斯坦 |  | 中国与哈萨克斯坦签署协议，两国接壤；中国没有与乌兹别克斯坦签署协议。 | events.txt",
            "何远 | holdsPost | 国家发展和改革委员会 |  | 何远将出任岚海市商务局局长，何远没有担任国家发展改革委副主任。 | posts.txt",
        ],
    );
}

#[test]
fn events() {
    check("22", &["岚海论坛 | 2024-05-18 | 2024-05-20 | 西安 | 中国"]);
}

#[test]
fn attendance() {
    check("23", &["岚海论坛 | 托卡耶夫 | Person"]);
}

#[test]
fn meetings() {
    check("24", &["习近平 | 托卡耶夫 | 2024-05-18 | 习近平会见托卡耶夫，托卡耶夫访问中国。 | events.txt"]);
}

#[test]
fn visits() {
    check("25", &["托卡耶夫 | 中国 | 2024-05 | 习近平会见托卡耶夫，托卡耶夫访问中国。 | events.txt"]);
}

#[test]
fn agreements_of_two_countries() {
    check("26", &["asserted |  | 中国与哈萨克斯坦签署协议，两国接壤；中国没有与乌兹别克斯坦签署协议。 | events.txt"]);
}

#[test]
fn parts_of_an_organization() {
    check("27", &["岚海市商务局"]);
}

#[test]
fn members() {
    check("28", &["中国 | Country", "哈萨克斯坦 | Country"]);
}

#[test]
fn exporters_to_a_country() {
    check("29", &["岚海重工"]);
}

#[test]
fn producers() {
    check("30", &["乌兹别克斯坦 | 岚海重工 | producesIn", "乌兹别克斯坦 | 岚海重工 | sellsIn"]);
}

#[test]
fn project_life() {
    check(
        "31",
        &[
            "岭山铁路 | hasStatus | opened | asserted",
            "岭山铁路 | openedOn | 2023-10-12 | asserted",
            "岭山铁路 | startedOn | 2021-05 | asserted",
            "岭山铁路 | startedOn | 2024 | planned",
        ],
    );
}

#[test]
fn publications() {
    check("32", &["国家统计局 | 年度公报 | 2024-02-29"]);
}

#[test]
fn sayings() {
    check("33", &["吕书雅 | 岭山铁路将于年内开工 | posts.txt"]);
}

#[test]
fn facts_by_month() {
    check(
        "34",
        &[
            "2024-05 | 托卡耶夫 | visits | 中国 | asserted",
            "2024-05-18 | 习近平 | meets | 托卡耶夫 | asserted",
            "2024-05-18/2024-05-20 | 岚海论坛 | heldOn | 2024-05-18/2024-05-20 | asserted",
        ],
    );
}

#[test]
fn claims_of_a_speaker() {
    check("35", &["中油国际 | builds | 岭山铁路 | asserted"]);
}

#[test]
fn partners_on_projects() {
    check(
        "36",
        &[
            "世界银行 | finances | 岭山铁路 | builds | 中油国际",
            "世界银行 | finances | 岭山铁路 | investsIn | 中油国际",
            "世界银行 | finances | 岭山铁路 | builds | 岚海重工",
            "中油国际 | builds | 岭山铁路 | builds | 岚海重工",
            "中油国际 | investsIn | 岭山铁路 | builds | 岚海重工",
        ],
    );
}

#[test]
fn proposals() {
    check("37", &["中国 | 共同倡议"]);
}

#[test]
fn facts_of_an_entity() {
    check(
        "38",
        &[
            "中油国际 | builds | 岭山铁路 | asserted | 据新华社报道，中油国际参与建设岭山铁路。 | projects.txt | 27 | 47",
            "岚海重工 | builds | 岭山铁路 | asserted | 岚海重工承建的岭山铁路 | projects.txt | 0 | 11",
            "岭山铁路 | connects | 阿拉木图 | asserted | 岚海重工承建的岭山铁路位于哈萨克斯坦，连接阿拉木图。 | projects.txt | 0 | 26",
            "世界银行 | finances | 岭山铁路 | asserted | 世界银行为岭山铁路提供贷款，中油国际出资入股。 | projects.txt | 70 | 93",
            "岭山铁路 | hasStatus | opened | asserted | 岭山铁路2021年5月开工，2023年10月12日通车。 | projects.txt | 94 | 122",
            "中油国际 | investsIn | 岭山铁路 | asserted | 世界银行为岭山铁路提供贷款，中油国际出资入股。 | projects.txt | 70 | 93",
            "岭山铁路 | locatedIn | 哈萨克斯坦 | asserted | 岚海重工承建的岭山铁路位于哈萨克斯坦，连接阿拉木图。 | projects.txt | 0 | 26",
            "岭山铁路 | openedOn | 2023-10-12 | asserted | 岭山铁路2021年5月开工，2023年10月12日通车。 | projects.txt | 94 | 122",
            "岭山铁路 | startedOn | 2021-05 | asserted | 岭山铁路2021年5月开工，2023年10月12日通车。 | projects.txt | 94 | 122",
            "岭山铁路 | startedOn | 2024 | planned | 岭山铁路将于年内开工 | posts.txt | 16 | 26",
        ],
    );
}

#[test]
fn routes() {
    check(
        "39",
        &["岭山铁路 | connects | 阿拉木图", "岭山铁路 | locatedIn | 哈萨克斯坦", "青湖电站 | locatedIn | 乌兹别克斯坦"],
    );
}

#[test]
fn neighbours() {
    check("40", &["中国"]);
}

#[test]
fn figures_of_an_entity() {
    check(
        "41",
        &[
            "投资 | 900000000 |  | USD | moreThan |  |  | denied | 岭山铁路投资没有超过9亿美元。 | figures.txt | 79 | 94",
            "投资 | 300000000 | 500000000 | USD |  |  | 2024/2026 | planned | 岭山铁路计划2024年至2026年投资3亿至5亿美元 | figures.txt | 44 | 70",
            "车站 | 12 |  | 座 |  |  |  | planned | 岭山铁路计划2024年至2026年投资3亿至5亿美元，设车站12座 | figures.txt | 44 | 77",
        ],
    );
}

#[test]
fn trade_of_two_countries() {
    check(
        "42",
        &[
            "2023 | 贸易总额 | 32.2 | % |  | rises | asserted | 中国和哈萨克斯坦贸易总额超过410亿美元，同比增长32.2% | figures.txt",
            "2023 | 贸易总额 | 41000000000 | USD | moreThan |  | asserted | 中国和哈萨克斯坦贸易总额超过410亿美元 | figures.txt",
        ],
    );
}

#[test]
fn largest_sums() {
    check(
        "43",
        &[
            "41000000000 | USD | 贸易总额 | 中国 | 哈萨克斯坦 | 2023 | done | 中国和哈萨克斯坦贸易总额超过410亿美元 | figures.txt",
            "300000000 | USD | 投资 | 岭山铁路 |  | 2024/2026 | planned | 岭山铁路计划2024年至2026年投资3亿至5亿美元 | figures.txt",
        ],
    );
}

#[test]
fn decisions() {
    check(
        "44",
        &[
            "2026-05-18 | 顾言 | merge 哈国 country/KZ | 简称 | 2",
            "2026-05-19 | 顾言 | confirm 中国 coMention country/KZ | 查过 | 2",
            "2026-05-20 | 林溪 | forbid 天气 | 不是名称 | 1",
        ],
    );
}
