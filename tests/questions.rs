//! From the pages of `examples/` to answers: what a reader would ask of them, with what they say.
#![cfg(feature = "disk")]

use std::path::Path;
use std::sync::LazyLock;

use oxigraph::model::Term;
use sinograph::build::{self, Options};
use sinograph::graph::Node;
use sinograph::input::{self, Reading};
use sinograph::pipeline::Extractor;
use sinograph::query::{Answer, Limits, ask, card, chain, explain, find, named};
use sinograph::store::{Store, Writer};

static SAMPLES: LazyLock<Store> = LazyLock::new(build_samples);

/// Builds the samples on disk, as the README does, and keeps what the store says.
fn build_samples() -> Store {
    let folder = tempfile::tempdir().expect("there is room for a store");
    let path = folder.path().join("store");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let options = Options {
        reading: Reading::default(),
        jobs: build::default_jobs(),
        skip_bad: false,
        output: folder.path().to_owned(),
        ..Options::default()
    };
    let found = input::find(&[examples], &build::written);
    let writer = Writer::begin(&path, None).expect("the store is new");
    build::build(found, &Extractor::new(), &options, writer, |_| ()).expect("the samples can be read");
    let on_disk = Store::open(&path).expect("the store is finished");
    let samples = Store::in_memory(on_disk.base()).expect("memory suffices");
    samples.as_oxigraph().extend(on_disk.quads().expect("the store can be read")).expect("memory suffices");
    samples
}

/// The rows of a query, values joined by ` | `.
fn rows(query: &str) -> Vec<String> {
    let answer = ask(&SAMPLES, query, &Limits::default()).expect("the query is right");
    let Answer::Solutions(solutions) = answer else { unreachable!("every question selects") };
    let text = |term: &Option<Term>| match term {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(term) => term.to_string(),
        None => String::new(),
    };
    solutions.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join(" | ")).collect()
}

/// The rows of one of the program's own questions, asked of other names.
fn ask_of(name: &str, names: &[(&str, &str)]) -> Vec<String> {
    let mut query = named(name).expect("there is such a question").text.to_owned();
    for (from, to) in names {
        let from = format!("\"{from}\"");
        assert!(query.contains(&from), "{name} does not ask of {from}");
        query = query.replace(&from, &format!("\"{to}\""));
    }
    rows(&query)
}

/// What a name means: exactly one entity.
fn node(name: &str) -> Node {
    let mut found = find(&SAMPLES, name).expect("the store can be read");
    assert_eq!(found.len(), 1, "{name} means {:?}", found.iter().map(|node| node.id.as_str()).collect::<Vec<_>>());
    found.remove(0)
}

#[track_caller]
fn assert_holds(rows: &[String], expected: &[&str]) {
    for row in expected {
        assert!(rows.iter().any(|found| found == row), "`{row}` is not among\n{}", rows.join("\n"));
    }
}

#[test]
fn which_projects_link_china_and_laos() {
    let projects = ask_of("projects-between-countries", &[("吉尔吉斯斯坦", "老挝")]);
    let labels: Vec<&str> = projects.iter().filter_map(|row| row.split(" | ").next()).collect();
    assert!(labels.contains(&"中老铁路") && labels.contains(&"中老经济走廊"), "{labels:?}");
    assert!(!labels.contains(&"蒙内铁路"), "{labels:?}");
}

#[test]
fn which_projects_involve_malaysia() {
    let query = "SELECT DISTINCT ?label { ?project sg:involves ?country ; skos:prefLabel ?label .
        ?country sg:nameKey \"马来西亚\" FILTER (LANG(?label) = \"zh\") }";
    assert_eq!(rows(query), ["两国双园", "中马钦州产业园区", "马中关丹产业园区"]);
}

#[test]
fn by_which_names_does_china_road_and_bridge_go() {
    let node = node("中国路桥");
    assert_eq!(node.label, "中国路桥工程有限责任公司");
    assert!(
        ask_of("aliases", &[("哈萨克斯坦", "中国路桥")]).contains(&"中国路桥工程有限责任公司 | 中国路桥".to_owned())
    );
}

#[test]
fn who_wrote_what() {
    let reporters = rows(named("reporters").expect("there is such a question").text);
    let of = |name: &str| {
        let mut rows = reporters.iter().filter(|row| row.starts_with(name));
        rows.next().map(|row| row.split(" | ").nth(1).unwrap_or_default().to_owned())
    };
    assert_eq!(of("岑向南").as_deref(), Some("钢轨上的黄金通道越走越宽"));
    assert_eq!(of("黎大任").as_deref(), Some("一条铁路唤醒一座港口"));
    assert_eq!(of("祝远山").as_deref(), Some("龙门山下引水忙"));
    assert_eq!(of("边小鸥").as_deref(), Some("高铁进山 好货出山"));
    assert_eq!(of("柏松").as_deref(), Some("十二个部门联手治“桥堵”"));
}

#[test]
fn whose_photos_stand_by_themselves() {
    let captions = rows(named("photo-captions").expect("there is such a question").text);
    assert!(captions.iter().any(|row| row.contains("吴得钧") && row.contains("香禾糯")), "{captions:?}");
}

#[test]
fn in_which_articles_does_an_organization_appear() {
    let articles = ask_of("documents-of-an-entity", &[("哈萨克斯坦", "粮农组织")]);
    assert_eq!(articles.len(), 1, "{articles:?}");
    assert!(articles[0].starts_with("2024-07-09 | 粮农组织：全球谷物价格连续两个月回落"), "{articles:?}");
}

#[test]
fn when_was_hungary_first_written_of() {
    let days = ask_of("first-and-last-mention", &[("中国", "匈牙利")]);
    assert!(!days.is_empty() && days.iter().all(|row| row.starts_with("2024-07-08 | ")), "{days:?}");
}

#[test]
fn which_sentences_link_kenya_and_a_person() {
    let sentences = ask_of("evidence-of-a-pair", &[("中国", "肯尼亚铁路局"), ("哈萨克斯坦", "约瑟夫·基普科埃奇")]);
    // One sentence, which names both and tells the post.
    assert_eq!(sentences.len(), 2, "{sentences:?}");
    assert!(sentences.iter().all(|row| row.contains("约瑟夫·基普科埃奇回忆")), "{sentences:?}");
}

#[test]
fn with_whom_is_an_organization_mentioned() {
    let partners = ask_of("mentioned-with-an-organization", &[("国家发展和改革委员会", "世界卫生组织")]);
    assert!(partners.iter().any(|row| row.starts_with("刚果（金） | Country | ")), "{partners:?}");
}

#[test]
fn which_organizations_are_met_in_articles_on_a_project() {
    let organizations = ask_of("organizations-on-a-project", &[("中吉乌铁路", "蒙内铁路")]);
    assert_holds(&organizations, &["中国路桥工程有限责任公司 | 1"]);
}

#[test]
fn which_country_has_most_projects() {
    let countries = rows(named("projects-by-country").expect("there is such a question").text);
    assert!(countries[0].starts_with("中国 | "), "{countries:?}");
}

#[test]
fn who_are_the_partners_of_china() {
    let partners = rows(named("strongest-partners").expect("there is such a question").text);
    assert!(partners.iter().take(10).any(|row| row.starts_with("沙特阿拉伯 | ")), "{partners:?}");
}

#[test]
fn the_most_central_country_is_china() {
    let central = rows(named("most-central-by-kind").expect("there is such a question").text);
    let first = central.iter().find(|row| row.contains("ns#Country")).expect("a country");
    assert!(first.contains(" | 中国 | "), "{first}");
}

#[test]
fn how_large_is_the_graph() {
    let totals = rows(named("totals").expect("there is such a question").text);
    let totals: Vec<usize> = totals[0].split(" | ").map(|number| number.parse().expect("a number")).collect();
    // Five pages of one article, one of three and a caption, six records; a page may carry a caption of its own.
    assert!((15..=17).contains(&totals[0]), "{totals:?}");
    assert!(totals[2] > 400 && totals[3] > 200 && totals[4] > 400, "{totals:?}");
}

#[test]
fn how_long_is_the_railway() {
    let figures = ask_of("figures-of-an-entity", &[("岭山铁路", "中老铁路")]);
    let length = figures.iter().find(|row| row.starts_with("全长 | 1035 |  | km | "));
    let length = length.unwrap_or_else(|| unreachable!("no length is among {figures:?}"));
    assert!(length.contains(" | asserted | ") && length.contains("全长1035公里"), "{length}");
}

#[test]
fn a_traditional_page_speaks_of_the_same_things() {
    let traditional = node("馬來西亞");
    assert_eq!((traditional.id.as_str(), traditional.label.as_str()), ("country/MY", "马来西亚"));
    assert_eq!(node("malaixiya").id, traditional.id);
    assert_eq!(node("Malaysia").id, traditional.id);
}

#[test]
fn what_is_known_of_laos() {
    let card = card(&SAMPLES, &node("老挝"), 5).expect("the store can be read");
    assert_eq!(
        (card.iso2.as_deref(), card.iso3.as_deref(), card.wikidata.as_deref()),
        (Some("LA"), Some("LAO"), Some("Q819"))
    );
    assert!(card.links.iter().any(|link| link.node.label == "中老铁路"), "{:?}", card.links);
    assert!(card.first.is_some());
}

#[test]
fn how_laos_is_linked_to_a_student() {
    let (from, to) = (node("中国"), node("坎雅·西苏万"));
    let chain =
        chain(&SAMPLES, &[from], std::slice::from_ref(&to)).expect("the store can be read").expect("there is a chain");
    assert_eq!(chain.steps.last().expect("a step").to.id, to.id);
    let quotes: Vec<String> =
        chain.steps.iter().filter_map(|step| step.quote.as_ref()).map(|quote| quote.text.clone()).collect();
    assert!(quotes.iter().any(|text| text.contains("坎雅·西苏万")), "{quotes:?}");
}

#[test]
fn why_the_railway_is_linked_to_laos() {
    let explanation = explain(&SAMPLES, &node("中老铁路"), &node("老挝")).expect("the store can be read");
    let mut readings = explanation.statements.iter().flat_map(|statement| &statement.readings);
    assert!(readings.any(|reading| reading.predicate.name() == "involves"), "{:?}", explanation.statements);
}

/// A name that a question asks of, and the one to ask of in its stead.
type Change = (&'static str, &'static str);

/// A question, the names to ask of instead of its own, and a row that answers it.
const FACTS: [(&str, &[Change], &str); 17] = [
    ("posts", &[], "方竞择 | 副主任 |  | 国铁昆明局货运部"),
    ("posts-of-an-organization", &[("国家发展和改革委员会", "肯尼亚铁路公司")], "工程总监 | 约瑟夫·基普科埃奇"),
    ("builders", &[], "中国路桥工程有限责任公司 | 蒙内铁路"),
    ("builds-in-a-country", &[("乌兹别克斯坦", "肯尼亚")], "中国路桥工程有限责任公司 | 蒙内铁路"),
    ("investors", &[], "招商局港口控股有限公司 | investsIn | 多哈雷多功能港 | asserted"),
    ("planned", &[], "世界制造业大会 | heldIn | 合肥市 | 2024-09"),
    ("events", &[], "中国—东盟博览会 |  |  | 南宁市"),
    ("parts-of-an-organization", &[("岚海市政府", "四川大学")], "四川大学水利水电学院"),
    ("producers", &[], "印度尼西亚 | LG新能源 | producesIn"),
    ("project-life", &[], "蒙内铁路 | hasStatus | completed | asserted"),
    ("publications", &[], "非洲疾病预防控制中心 | 猴痘疫情应对技术指南 | 2024-07-11"),
    ("sayings", &[], "司徒静怡 | 新航线将方便两国商务往来"),
    ("partners-on-projects", &[], "沙特阿拉伯国家石油公司 | builds | 延布炼厂 | builds | 中国石油化工集团有限公司"),
    ("proposals", &[], "沙特阿拉伯 | 2030愿景"),
    ("facts-of-an-entity", &[("岭山铁路", "蒙内铁路")], "中国路桥工程有限责任公司 | builds | 蒙内铁路 | asserted"),
    ("routes", &[], "中老铁路 | connects | 万象"),
    ("figures-of-an-entity", &[("岭山铁路", "中老铁路")], "1035"),
];

#[test]
fn what_do_the_samples_tell() {
    let silent = FACTS.iter().filter_map(|(name, names, answer)| {
        let rows = ask_of(name, names);
        let answers = rows.iter().any(|row| row.contains(answer));
        (!answers).then(|| format!("{name}: no `{answer}` among {rows:#?}"))
    });
    let silent: Vec<String> = silent.collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
