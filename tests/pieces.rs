//! Sentences of pieces that nobody would write: what is read from them still keeps to the rules.
//!
//! Names, words that facts hang on and marks in any order; 报国务院批准的， once kept the program for ever.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test stops where it fails")]

use std::sync::LazyLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use sinograph::document::Document;
use sinograph::pipeline::{Extraction, Extractor};
use sinograph::relation::{Evidence, Object, Relation};
use sinograph::text::{Source, Span};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

/// Names of every kind, known and unknown, and words that point back to them.
const NAMES: [&str; 30] = [
    "国务院",
    "国家发展改革委",
    "商务部外贸司",
    "外交部",
    "新华社",
    "白桦大学",
    "岚海重工",
    "比亚迪",
    "布鲁盖尔研究所",
    "世界贸易组织",
    "中国",
    "哈萨克斯坦",
    "老挝",
    "中",
    "哈",
    "习近平",
    "托卡耶夫",
    "吕书雅",
    "陆小满",
    "中老铁路",
    "云岭水电站",
    "中哈连云港物流合作基地",
    "一带一路",
    "中国—中亚峰会",
    "此次峰会",
    "该公司",
    "《边境贸易管理办法》",
    "西安",
    "浙江省杭州市",
    "中亚",
];

/// Titles, verbs, prepositions and what else rules look for.
const WORDS: [&str; 66] = [
    "智库",
    "报",
    "的",
    "批准",
    "主席",
    "总统",
    "副主任",
    "校长",
    "记者",
    "老将",
    "籍",
    "工厂",
    "企业",
    "负责",
    "在",
    "由",
    "对",
    "向",
    "与",
    "和",
    "同",
    "兼",
    "驻",
    "从",
    "被",
    "原",
    "前",
    "时任",
    "候任",
    "拟",
    "将",
    "未",
    "没有",
    "否认",
    "据",
    "报道",
    "表示",
    "说",
    "承建",
    "参与",
    "建设",
    "投资",
    "提供贷款",
    "主办",
    "举行",
    "出席",
    "访问",
    "会见",
    "会谈",
    "发布",
    "提出",
    "出口",
    "生产",
    "最畅销",
    "接壤",
    "加入",
    "成员",
    "签署",
    "连接",
    "位于",
    "旗下",
    "任命",
    "出任",
    "开工",
    "分别",
    "电",
];

/// Marks, times and figures.
const MARKS: [&str; 26] = [
    "、",
    "，",
    "。",
    "；",
    "：",
    "（",
    "）",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "——",
    "…",
    "！",
    "\n",
    "　　",
    "5月18日",
    "2022年",
    "今年前4个月",
    "20世纪90年代",
    "超过700",
    "亿美元",
    "增长3.1%",
    "300家",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => select(&NAMES[..]), 4 => select(&WORDS[..]), 3 => select(&MARKS[..])];
    vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_are_read(text in pieces(), is_dated in any::<bool>()) {
        read(&text, is_dated.then_some("2023-05-26"));
    }
}

#[test]
fn what_was_once_read_for_ever() {
    for text in ["报国务院批准的，", "报国务院批准的，智库", "智库报国务院", "国务院的国务院的，的国务院"]
    {
        read(text, None);
    }
}

/// How long a few words may take on a machine that is busy.
const LIMIT: Duration = Duration::from_secs(60);

/// Reads a page, and checks all that is found on it.
fn read(text: &str, date: Option<&str>) {
    let mut source = Source::new("page.txt", text);
    source.declared.date = date.map(str::to_owned);
    let (sender, receiver) = channel();
    let reader = thread::spawn(move || sender.send(EXTRACTOR.extract(&source)));
    match receiver.recv_timeout(LIMIT) {
        Ok(extractions) => extractions.iter().for_each(|extraction| check(text, extraction)),
        Err(RecvTimeoutError::Timeout) => panic!("`{text}` is read for ever"),
        Err(RecvTimeoutError::Disconnected) => panic!("`{text}`: {:?}", reader.join().err().and_then(message)),
    }
}

/// What a thread said when it stopped.
fn message(payload: Box<dyn std::any::Any + Send>) -> Option<String> {
    payload.downcast::<String>().ok().map(|text| *text)
}

fn check(text: &str, Extraction { document, resolution, relations, observations, .. }: &Extraction) {
    assert!(relations.is_sorted(), "`{text}`");
    for relation in relations {
        let told = format!("`{text}`: {relation:?}");
        let ids = |index: usize| &resolution.entities[index].id;
        let kind = |index: usize| resolution.entities[index].kind;
        let Relation { subject, predicate, object, evidence, .. } = relation;
        let fits = predicate.subjects().contains(&kind(*subject));
        assert!(fits, "{told}");
        match object {
            Object::Entity(object) => {
                let fits = predicate.objects().contains(&kind(*object));
                assert!(fits, "{told}");
                assert_ne!(subject, object, "{told}");
                assert!(!predicate.is_symmetric() || ids(*subject) < ids(*object), "{told}");
            }
            Object::Literal(words) => assert!(predicate.objects().is_empty() && !words.is_empty(), "{told}"),
        }
        assert!(!evidence.is_empty() && evidence.is_sorted(), "{told}");
        evidence.iter().for_each(|evidence| check_evidence(document, evidence, &told));
    }
    for observation in observations {
        let told = format!("`{text}`: {observation:?}");
        assert!((1..=2).contains(&observation.about.len()) && !observation.measure.is_empty(), "{told}");
        check_evidence(document, &observation.evidence, &told);
    }
}

/// Evidence lies in its sentence, and the words that it names lie in it.
fn check_evidence(document: &Document, evidence: &Evidence, told: &str) {
    let sentence = document.sentences[evidence.sentence].span;
    assert!(lies_in(evidence.span, sentence), "{told}");
    for part in [evidence.subject, evidence.object] {
        assert!(lies_in(part, evidence.span) && !document.slice(part).is_empty(), "{told}");
    }
}

fn lies_in(span: Span, outer: Span) -> bool {
    outer.start <= span.start && span.end <= outer.end
}
