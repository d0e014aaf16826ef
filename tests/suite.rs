//! Sentences in, mentions, entities and relations out: the cases of `tests/suite/{mention,entity,relation}`.
//!
//! A case is
//!
//! ```text
//! --- a name ---
//! the page, with [name|kind] for each mention
//! entity: A = B            (both name one thing; ≠ for two things)
//! id: A = person/A@B       (the identity of what A names)
//! relation: A involves B   (by label; `(rule)` behind it names the rule, `×2` counts its sentences)
//! no relation: A involves B
//! dictionary: 名字 Kind 全称  (before anything is read, the user's own name)
//! FIXME: the page with the marks that would be right
//! FIXME entity: … (any line of the above that does not hold yet)
//! ```
//!
//! The marks are all mentions of the core kinds, and of every other kind that one of them has. A line
//! with FIXME tells what would be right, and fails as soon as it holds, so that it is taken out.

#![allow(clippy::panic, reason = "a case that cannot be read stops the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sinograph::entity::Entity;
use sinograph::evaluate::CORE;
use sinograph::ontology::{Dictionary, EntityKind, Predicate};
use sinograph::pipeline::{Extraction, Extractor};
use sinograph::relation::Object;
use sinograph::text::{Source, Span};

/// The lines that are no part of the page.
const KEYWORDS: [&str; 5] = ["entity: ", "id: ", "relation: ", "no relation: ", "dictionary: "];

#[test]
fn mentions() {
    run("mention", 150);
}

#[test]
fn entities() {
    run("entity", 30);
}

#[test]
fn relations() {
    run("relation", 15);
}

/// One case.
struct Case {
    name: String,
    /// The page with its marks.
    page: String,
    /// The page as it should be marked, where it is marked otherwise.
    wanted: Option<String>,
    /// What else must hold: whether it does yet, and the line.
    claims: Vec<(bool, String)>,
    dictionary: String,
}

fn run(folder: &str, at_least: usize) {
    let cases = cases(folder);
    let mut failures = String::new();
    let mut extractors: BTreeMap<String, Extractor> = BTreeMap::new();
    for case in &cases {
        let extractor = extractors.entry(case.dictionary.clone()).or_insert_with(|| {
            let dictionary =
                Dictionary::read("dictionary", &case.dictionary).expect("the dictionary of a case is right");
            Extractor::with_dictionary(&dictionary).expect("the ontology holds a few more names")
        });
        check(case, extractor, &mut failures);
    }
    assert!(cases.len() >= at_least, "only {} cases", cases.len());
    assert!(failures.is_empty(), "\n{failures}");
}

fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the suite is there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    let mut names = BTreeSet::new();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("the suite is UTF-8");
        for case in text.split("\n--- ").map(|case| case.trim_start_matches("--- ")) {
            let (name, rest) = case.split_once(" ---\n").unwrap_or_else(|| panic!("{case} in {}", file.display()));
            assert!(names.insert(name.to_owned()), "two cases are called {name}");
            cases.push(Case::read(name, rest));
        }
    }
    cases
}

impl Case {
    fn read(name: &str, text: &str) -> Case {
        let mut case = Case {
            name: name.to_owned(),
            page: String::new(),
            wanted: None,
            claims: Vec::new(),
            dictionary: String::new(),
        };
        for line in text.lines() {
            if let Some(entry) = line.strip_prefix("dictionary: ") {
                writeln!(case.dictionary, "{entry}").expect("a string takes all");
            } else if let Some(wanted) = line.strip_prefix("FIXME: ") {
                case.wanted = Some(wanted.to_owned());
            } else if let Some(claim) = line.strip_prefix("FIXME ") {
                case.claims.push((false, claim.to_owned()));
            } else if KEYWORDS.iter().any(|keyword| line.starts_with(keyword)) {
                case.claims.push((true, line.to_owned()));
            } else {
                case.page.push_str(line);
                case.page.push('\n');
            }
        }
        case.page.truncate(case.page.trim_end().len());
        case
    }
}

/// A text without its marks, and the kinds that these name.
fn unmarked(marked: &str) -> (String, BTreeSet<EntityKind>) {
    let mut kinds = BTreeSet::new();
    let mut text = String::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(']').expect("a mark ends in `]`");
        let (form, kind) = mark.split_once('|').expect("a mark has a `|`");
        kinds.insert(EntityKind::find(kind).unwrap_or_else(|| panic!("`{kind}` is no kind")));
        text.extend([before, form]);
        rest = after;
    }
    (text + rest, kinds)
}

fn check(case: &Case, extractor: &Extractor, failures: &mut String) {
    let (text, mut kinds) = unmarked(&case.page);
    kinds.extend(CORE);
    if let Some(wanted) = &case.wanted {
        let (same, more) = unmarked(wanted);
        assert_eq!(same, text, "{}: FIXME is about another page", case.name);
        kinds.extend(more);
    }
    let source = Source::new("page.txt", text);
    let extractions = extractor.extract(&source);
    let found = mark(&source, &extractions, &kinds);
    if found != case.page {
        write!(failures, "--- {} ---\nexpected:\n{}\nfound:\n{found}\n\n", case.name, case.page)
            .expect("a string takes all");
    }
    if case.wanted.as_ref() == Some(&found) {
        writeln!(failures, "--- {} ---\nis right now: take FIXME out", case.name).expect("a string takes all");
    }
    for (holds, claim) in &case.claims {
        if is_true(claim, &source, &extractions) != *holds {
            let told = if *holds { "does not hold" } else { "holds now: take FIXME out" };
            write!(failures, "--- {} ---\n{claim}\n{told}; there are:\n{}\n", case.name, tell(&source, &extractions))
                .expect("a string takes all");
        }
    }
}

/// The page with all mentions of some kinds marked.
fn mark(source: &Source, extractions: &[Extraction], kinds: &BTreeSet<EntityKind>) -> String {
    let mut marks: Vec<(Span, EntityKind)> = Vec::new();
    for Extraction { document, mentions, .. } in extractions {
        let found = mentions.iter().filter(|mention| kinds.contains(&mention.kind));
        marks.extend(found.map(|mention| (document.map.raw_span(mention.span), mention.kind)));
    }
    marks.sort_unstable();
    let mut marked = String::new();
    let mut end = 0;
    for (span, kind) in marks {
        write!(marked, "{}[{}|{}]", &source.text[end..span.start], span.of(&source.text), kind.slug())
            .expect("a string takes all");
        end = span.end;
    }
    marked + &source.text[end..]
}

fn is_true(claim: &str, source: &Source, extractions: &[Extraction]) -> bool {
    let (keyword, rest) = claim.split_once(": ").expect("a claim has a keyword");
    match keyword {
        "entity" => match rest.split_once(" ≠ ") {
            Some((a, b)) => {
                let (a, b) = (ids_of(a, source, extractions), ids_of(b, source, extractions));
                !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
            }
            None => {
                let mut ids = rest.split(" = ").map(|name| ids_of(name, source, extractions));
                let first = ids.next().unwrap_or_default();
                first.len() == 1 && ids.all(|ids| ids == first)
            }
        },
        "id" => {
            let (name, id) = rest.split_once(" = ").expect("id: A = B");
            ids_of(name, source, extractions).iter().eq([id])
        }
        "relation" => relations_of(extractions).iter().any(|relation| is_said(relation, rest)),
        "no relation" => !relations_of(extractions).iter().any(|relation| is_said(relation, rest)),
        _ => panic!("`{keyword}` is no keyword"),
    }
}

/// The identities of all that goes by a name, on the page or in the ontology.
fn ids_of(name: &str, source: &Source, extractions: &[Extraction]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for Extraction { document, mentions, resolution, .. } in extractions {
        let by_label = resolution.entities.iter().filter(|entity| entity.label == name);
        ids.extend(by_label.map(|entity| entity.id.as_str().to_owned()));
        for (mention, entity) in mentions.iter().zip(&resolution.entity_of) {
            let raw = document.map.raw_span(mention.span).of(&source.text);
            if raw.trim_matches(['《', '》']) == name {
                ids.insert(resolution.entities[*entity].id.as_str().to_owned());
            }
        }
    }
    ids
}

/// Subject, predicate, object; rule; the number of sentences.
type Said = (String, &'static str, usize);

fn relations_of(extractions: &[Extraction]) -> Vec<Said> {
    let mut said = Vec::new();
    for Extraction { resolution, relations, .. } in extractions {
        let label = |index: usize| resolution.entities[index].label.as_str();
        for relation in relations {
            let object = match &relation.object {
                Object::Entity(index) => label(*index),
                Object::Literal(text) => text,
            };
            let n_sentences = relation.evidence.len();
            let mut ends = [label(relation.subject), object];
            if relation.predicate == Predicate::CoMention {
                ends.sort_unstable();
            }
            said.push((format!("{} {} {}", ends[0], relation.predicate.name(), ends[1]), relation.rule, n_sentences));
        }
    }
    said
}

fn is_said((said, rule, n_sentences): &Said, claim: &str) -> bool {
    let (claim, expected_n) = match claim.split_once(" ×") {
        Some((claim, n)) => (claim, n.parse().ok()),
        None => (claim, None),
    };
    let (claim, expected_rule) = match claim.split_once(" (") {
        Some((claim, rule)) => (claim, rule.strip_suffix(')')),
        None => (claim, None),
    };
    let mut words: Vec<&str> = claim.splitn(3, ' ').collect();
    assert!(words.len() == 3 && Predicate::find(words[1]).is_some(), "{claim}: no relation");
    if words[1] == Predicate::CoMention.name() && words[0] > words[2] {
        words.swap(0, 2);
    }
    words.join(" ") == *said
        && expected_rule.is_none_or(|expected| expected == *rule)
        && expected_n.is_none_or(|expected: usize| expected == *n_sentences)
}

/// What was understood, for the message of a failure.
fn tell(source: &Source, extractions: &[Extraction]) -> String {
    let mut text = String::new();
    for Extraction { document, mentions, resolution, .. } in extractions {
        let name = |entity: &Entity| format!("{} {}", entity.id.as_str(), entity.label);
        for (mention, entity) in mentions.iter().zip(&resolution.entity_of) {
            let raw = document.map.raw_span(mention.span).of(&source.text);
            writeln!(text, "  {raw} ({}) = {}", mention.recognizer, name(&resolution.entities[*entity]))
                .expect("a string takes all");
        }
    }
    for (said, rule, n_sentences) in relations_of(extractions) {
        writeln!(text, "  {said} ({rule}) ×{n_sentences}").expect("a string takes all");
    }
    text
}
