//! What names mean in a store, its own and those that the gazetteers know, and what was decided of what links two things.

mod sample;

use sample::{Page, all_quads, decided_pages, page, pages};
use sinograph::query::{explain, find};
use sinograph::store::Store;

fn store(pages: &[Page]) -> Store {
    let store = Store::in_memory("https://w3id.org/sinograph/").expect("memory suffices");
    store.as_oxigraph().extend(all_quads(pages)).expect("memory suffices");
    store
}

#[track_caller]
fn check(store: &Store, name: &str, expected: &[&str]) {
    let nodes = find(store, name).expect("the store can be read");
    assert_eq!(nodes.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), expected, "{name}");
}

#[test]
fn what_no_page_prints_is_found_by_the_names_that_the_gazetteers_know() {
    let store = store(&pages());
    for name in
        ["NDRC", "ndrc", "国家发改委", "國家發改委", "National Development and Reform Commission", "guojiafagaiwei"]
    {
        check(&store, name, &["organization/ndrc"]);
    }
    for name in ["中石油", "CNPC", "zhōng shí yóu"] {
        check(&store, name, &["organization/cnpc"]);
    }
    check(&store, "中华人民共和国", &["country/CN"]);
    check(&store, "吉国", &["country/KG"]);
    // Known, but of no page.
    for name in ["亚投行", "AIIB", "Ford", "寮國"] {
        check(&store, name, &[]);
    }
}

#[test]
fn a_name_that_the_store_has_is_none_of_the_gazetteers() {
    // A person who is called as the gazetteers call a bank.
    let pages = [page("bank.txt", None, "[亚洲基础设施投资银行|organization/aiib]和[亚投行|person/亚投行]签约。")];
    check(&store(&pages), "亚投行", &["person/亚投行"]);
    check(&store(&pages), "AIIB", &["organization/aiib"]);
}

#[test]
fn what_a_decision_has_given_another_id_is_found_by_its_name() {
    let pages = [page("bank.txt", None, "[亚洲基础设施投资银行|organization/亚洲基础设施投资银行]开业。")];
    check(&store(&pages), "亚投行", &["organization/亚洲基础设施投资银行"]);
}

#[test]
fn an_explanation_shows_what_was_decided_of_the_relation() {
    let told = |pages: &[Page]| {
        let store = store(pages);
        let node = |name: &str| find(&store, name).expect("the store can be read").remove(0);
        explain(&store, &node("中国"), &node("哈萨克斯坦")).expect("the store can be read")
    };
    let explanation = told(&decided_pages());
    let decisions: Vec<[&str; 4]> = explanation
        .decisions
        .iter()
        .map(|decided| [&decided.what, &decided.who, &decided.when, &decided.why].map(String::as_str))
        .collect();
    // That the country goes by a short form is a decision about the country.
    assert_eq!(decisions, [["confirm 中国 coMention country/KZ", "顾言", "2026-05-19", "查过"]]);
    let json = explanation.to_json();
    let decided = r#""decisions":[{"decision":"confirm 中国 coMention country/KZ","who":"顾言","when":"2026-05-19","why":"查过"}]"#;
    assert!(json.contains(decided), "{json}");
    assert!(told(&pages()).decisions.is_empty());
}
