//! The competency questions of `ontology/queries/`, with known answers over pages marked by hand.

mod sample;

use std::path::Path;

use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use sample::{all_quads, page, pages};
use sinograph::document::DocumentKind;

/// The answers to a question, one row a line, values joined by ` | `.
fn answers(query: &str) -> Vec<String> {
    let mut pages = pages();
    let mut caption = page("four.txt", None, "图为[中国|country/CN]一景。\n季晓莉");
    let document = &mut caption.extraction.document;
    document.kind = DocumentKind::Caption;
    document.reporters = vec![document.sentences[1].span];
    document.photographers = document.reporters.clone();
    pages.push(caption);
    let store = Store::new().expect("memory suffices");
    store.extend(all_quads(&pages)).expect("memory suffices");

    let mut prepared = SparqlEvaluator::new().parse_query(query).expect("the query is well-formed");
    prepared.dataset_mut().set_default_graph_as_union();
    let QueryResults::Solutions(solutions) = prepared.on_store(&store).execute().expect("the query runs") else {
        unreachable!("every query selects");
    };
    let variables = solutions.variables().to_vec();
    let text = |term: &oxigraph::model::Term| match term {
        oxigraph::model::Term::Literal(literal) => literal.value().to_owned(),
        term => term.to_string(),
    };
    solutions
        .map(|solution| solution.expect("memory can be read"))
        .map(|solution| {
            variables.iter().map(|v| solution.get(v).map(text).unwrap_or_default()).collect::<Vec<_>>().join(" | ")
        })
        .collect()
}

fn check(number: &str, expected: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/queries");
    let files =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    let is_it =
        |path: &std::path::PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number));
    let path = files.into_iter().find(is_it).expect("there is such a query");
    let query = std::fs::read_to_string(&path).expect("it can be read");
    for title in ["# title@zh: ", "# title@en: "] {
        assert!(query.lines().any(|line| line.starts_with(title)), "{path:?} has no `{title}`");
    }
    assert_eq!(answers(&query), expected, "{path:?}");
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
