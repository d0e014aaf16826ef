//! What names mean in a store: its own, and those that the gazetteers know.

mod sample;

use sample::{Page, all_quads, page, pages};
use sinograph::query::find;
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
