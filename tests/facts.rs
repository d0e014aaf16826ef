//! Cards, explanations, chains and pictures tell how facts are said.

#![allow(clippy::panic, reason = "a test stops where it fails")]

mod sample;

use sample::{all_quads, fact_pages, graph};
use serde_json::Value;
use sinograph::cli::paint::Paint;
use sinograph::cli::{card as shown_card, explain as shown_explanation, path as shown_path};
use sinograph::export::dot::{self, DotOptions, Language};
use sinograph::export::{Format, write_network};
use sinograph::graph::Node;
use sinograph::query::{Card, card, chain, explain, find};
use sinograph::rdf::Vocabulary;
use sinograph::relation::Status;
use sinograph::store::Store;

fn store() -> Store {
    let store = Store::in_memory("https://w3id.org/sinograph/").expect("memory suffices");
    store.as_oxigraph().extend(all_quads(&fact_pages())).expect("memory suffices");
    store
}

fn node(store: &Store, name: &str) -> Node {
    let mut found = find(store, name).expect("the store can be read");
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

fn card_of(store: &Store, name: &str) -> Card {
    card(store, &node(store, name), 8).expect("the store can be read")
}

#[track_caller]
fn assert_shows(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn a_card_leads_with_facts_and_tells_posts_and_times() {
    let store = store();
    let card = card_of(&store, "吕书雅");
    let link = card.links.iter().find(|link| link.node.label == "岚海市商务局").expect("a link");
    let predicates: Vec<&str> = link.relations.iter().map(|relation| relation.predicate.name()).collect();
    assert_eq!(predicates, ["holdsPost", "coMention"]);
    let text = shown_card::set(&card, 100, Paint::plain());
    assert_shows(&text, &["→ holdsPost ×1 former 局长 2019/2022  coMention ×1", "→ holdsPost ×2 副主任  coMention ×"]);

    let json = json(&card.to_json());
    let links = json["links"].as_array().expect("links");
    let link = links.iter().find(|link| link["entity"]["label"] == "岚海市商务局").expect("a link");
    let relation = &link["relations"][0];
    assert_eq!(relation["statuses"], serde_json::json!(["asserted"]));
    let claim = &relation["claims"][0];
    assert_eq!(
        (&claim["post"], &claim["tenure"], &claim["time"], &claim["status"]),
        (&"局长".into(), &"former".into(), &"2019/2022".into(), &"asserted".into())
    );
}

#[test]
fn a_card_tells_what_is_only_planned_or_denied() {
    let store = store();
    let text = shown_card::set(&card_of(&store, "何远"), 100, Paint::plain());
    assert_shows(&text, &["→ holdsPost (denied) ×1 副主任", "→ holdsPost (planned) ×1 designate 局长"]);
    let text = shown_card::set(&card_of(&store, "岚海重工"), 100, Paint::plain());
    assert_shows(&text, &["→ builds (planned) ×1", "→ investsIn (planned) ×1"]);
}

#[test]
fn a_card_tells_the_life_of_a_project_and_the_time_of_an_event() {
    let store = store();
    let card = card_of(&store, "岭山铁路");
    let told: Vec<String> =
        card.dated.iter().map(|dated| format!("{} {}", dated.predicate.name(), dated.value)).collect();
    assert_eq!(told, ["hasStatus opened", "startedOn 2021-05", "startedOn 2024", "openedOn 2023-10-12"]);
    let text = shown_card::set(&card, 100, Paint::plain());
    assert_shows(&text, &["startedOn 2021-05 ×1\n", "startedOn (planned) 2024 ×1\n", "openedOn 2023-10-12 ×1\n"]);
    let json = json(&card.to_json());
    assert_eq!(json["dated"][0]["value"], "opened");
    assert_eq!(json["dated"][2]["statuses"], serde_json::json!(["planned"]));
}

#[test]
fn a_card_tells_the_latest_figures_with_their_words() {
    let store = store();
    let card = card_of(&store, "哈萨克斯坦");
    let text = shown_card::set(&card, 100, Paint::plain());
    assert_shows(
        &text,
        &[
            "latest figures\n  贸易总额 rises by 32.2 %, 2023, with 中国\n    中国和哈萨克斯坦贸易总额超过410亿美元，同比增长32.2%\n",
            "  贸易总额 more than 41,000,000,000 USD, 2023, with 中国\n    中国和哈萨克斯坦贸易总额超过410亿美元\n    figures.txt:6–26",
        ],
    );
    let json = json(&card.to_json());
    let (figure, words) = (&json["figures"][1], &json["figures"][1]["evidence"]);
    assert_eq!(figure["number"], "41000000000");
    assert_eq!(
        (&figure["bound"], &figure["unit"], &figure["period"], &figure["status"]),
        (&"moreThan".into(), &"USD".into(), &"2023".into(), &"asserted".into())
    );
    assert_eq!(figure["others"][0]["label"], "中国");
    assert_eq!((&words["start"], &words["end"]), (&6.into(), &26.into()));
    let marked = words["marks"].as_array().expect("marks").iter().map(|mark| (&mark["role"], &mark["text"]));
    assert!(marked.eq([(&"object".into(), &"中国".into()), (&"subject".into(), &"哈萨克斯坦".into())]));
    let text = shown_card::set(&card_of(&store, "岭山铁路"), 100, Paint::plain());
    assert_shows(
        &text,
        &["  投资 300,000,000–500,000,000 USD (planned), 2024/2026\n", "投资 more than 900,000,000 USD (denied)\n"],
    );
}

#[test]
fn an_explanation_tells_the_claim_of_each_sentence() {
    let store = store();
    let [person, board] = ["何远", "国家发展和改革委员会"].map(|name| node(&store, name));
    let explanation = explain(&store, &person, &board).expect("the store can be read");
    let text = shown_explanation::set(&explanation, 120, Paint::plain());
    assert_shows(
        &text,
        &[
            "何远 holdsPost 国家发展和改革委员会 (appointment) · denied · 副主任 · “何远没有担任国家发展改革委副主任”",
            "coMention (same-sentence)",
        ],
    );
    let json = json(&explanation.to_json());
    let reading = &json["sentences"][0]["relations"][0];
    assert_eq!((&reading["predicate"], &reading["rules"][0]), (&"holdsPost".into(), &"appointment".into()));
    let claim = &reading["claims"][0];
    assert_eq!((&claim["status"], &claim["post"]), (&"denied".into(), &"副主任".into()));
    let words = &claim["words"][0];
    let sentence = &json["sentences"][0];
    let at = words["start"].as_u64().expect("a number") - sentence["start"].as_u64().expect("a number");
    let length = words["end"].as_u64().expect("a number") - words["start"].as_u64().expect("a number");
    let text: String =
        sentence["text"].as_str().expect("a text").chars().skip(at as usize).take(length as usize).collect();
    assert_eq!(words["text"], text);

    let [company, railway] = ["中油国际", "岭山铁路"].map(|name| node(&store, name));
    let explanation = explain(&store, &company, &railway).expect("the store can be read");
    let text = shown_explanation::set(&explanation, 100, Paint::plain());
    assert_shows(&text, &["中油国际 builds 岭山铁路 (builder) · says 新华社", "中油国际 investsIn 岭山铁路 (by-hand)"]);
    // What the other sentence says is not told of this one.
    let readings = &explanation.statements[0].readings;
    assert_eq!(readings.iter().filter(|reading| reading.predicate.is_fact()).count(), 1);
    assert_eq!(readings[0].claims.len(), 1);
    assert_eq!(readings[0].claims[0].0.status(), Status::Asserted);
}

#[test]
fn a_chain_goes_by_facts_that_are_so() {
    let store = store();
    let [from, to] = ["岚海重工", "青湖电站"].map(|name| node(&store, name));
    let chain = chain(&store, &[from], &[to]).expect("the store can be read").expect("a chain");
    let text = shown_path::set(&chain, 100, Paint::plain());
    assert_shows(&text, &["↓ builds (planned) · "]);
    assert_eq!(json(&chain.to_json())["steps"][0]["statuses"], serde_json::json!(["planned"]));
    // What is denied links worse than standing in one sentence.
    let [from, to] = ["何远", "国家发展和改革委员会"].map(|name| node(&store, name));
    let chain = sinograph::query::chain(&store, &[from], &[to]).expect("the store can be read").expect("a chain");
    assert_eq!(chain.steps[0].predicate.name(), "coMention");
}

#[test]
fn pictures_and_tables_tell_what_is_not_so() {
    let network = graph(&fact_pages()).network();
    let draw = |language| {
        let options = DotOptions { language, ..DotOptions::default() };
        let mut out = Vec::new();
        dot::write(&Vocabulary::default(), &network, &options, &mut out).expect("memory takes all");
        String::from_utf8(out).expect("we write UTF-8")
    };
    let edge = |text: &str, ends: &str, label: &str| {
        let mut lines = text.lines().filter(|line| line.contains(ends) && line.contains(&format!("label=\"{label}\"")));
        lines.next().unwrap_or_else(|| panic!("no edge {ends} {label} in\n{text}")).contains("style=dashed")
    };
    let planned = "\"organization/岚海重工\" -> \"project/青湖电站\"";
    assert!(edge(&draw(Language::Chinese), planned, "承建（计划）"));
    assert!(edge(&draw(Language::English), planned, "builds (planned)"));
    assert!(edge(&draw(Language::English), "\"country/CN\" -> \"country/UZ\"", "agrees with (denied)"));
    assert!(!edge(&draw(Language::English), "\"organization/岚海重工\" -> \"project/岭山铁路\"", "builds"));
    // A fact without direction is a line.
    let meeting = draw(Language::English);
    let meeting = meeting.lines().find(|line| line.contains("label=\"meets\"")).expect("a meeting");
    assert!(meeting.contains("dir=none"), "{meeting}");
    for format in [Format::Csv, Format::GraphMl, Format::Gexf] {
        let mut out = Vec::new();
        write_network(format, &Vocabulary::default(), &network, &mut out).expect("memory takes all");
        let text = String::from_utf8(out).expect("we write UTF-8");
        assert!(text.contains("planned") && text.contains("denied"), "{format:?}");
    }
}

#[test]
fn documents_that_differ_are_told_together() {
    let says = |verb: &str, how: &str| {
        let text =
            format!("[甲公司|organization/甲]{verb}[乙路|project/乙]。\n= organization/甲 builds project/乙{how}");
        sample::page("page.txt", None, &text)
    };
    let pages = [says("建成", ""), says("将建设", " planned")];
    let network = graph(&pages).network();
    let edge = network.edges.iter().find(|edge| edge.predicate.is_fact()).expect("a fact");
    assert_eq!(edge.statuses.iter().map(|status| status.name()).collect::<Vec<_>>(), ["asserted", "planned"]);
    assert_eq!((edge.n_sentences, edge.n_documents), (2, 2));
    assert!(edge.is_asserted());
}
