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
//! relation: A holdsPost B [post 主任; former; time 2023-05; by C]
//! no relation: A involves B
//! quantity: A + B 贸易总额 rises moreThan 70000000000 USD [time 2022]
//! no quantity: A + B 贸易总额 exactly 3..5 %
//! date: 2023-05-26         (before anything is read, the declared day of issue)
//! dictionary: 名字 Kind 全称  (before anything is read, the user's own name)
//! FIXME: the page with the marks that would be right
//! FIXME entity: … (any line of the above that does not hold yet)
//! ```
//!
//! In square brackets stands how the page says it, as much of it as the case is about: `post`, `time` and `by` (the label of
//! the speaker) with their value, and the names of a tenure (`former`), a modality (`planned`) or a polarity (`denied`).
//!
//! The marks are all mentions of the core kinds, and of every other kind that one of them has. A line
//! with FIXME tells what would be right, and fails as soon as it holds, so that it is taken out.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a case that cannot be read stops the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sinograph::entity::Entity;
use sinograph::evaluate::CORE;
use sinograph::ontology::{Dictionary, EntityKind, Predicate};
use sinograph::pipeline::{Extraction, Extractor};
use sinograph::relation::{Claim, Modality, Object, Polarity, Tenure};
use sinograph::text::{Source, Span};
use sinograph::value::Quantity;

/// The lines that are no part of the page.
const KEYWORDS: [&str; 6] = ["entity: ", "id: ", "relation: ", "no relation: ", "quantity: ", "no quantity: "];

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
    run("relation", 270);
}

#[test]
fn every_rule_has_a_case() {
    let cases = cases("relation");
    let mut extractors = BTreeMap::new();
    let mut heard: BTreeSet<&str> = BTreeSet::new();
    let mut refused: BTreeSet<&str> = BTreeSet::new();
    for case in &cases {
        let extractions = extractor_of(case, &mut extractors).extract(&case.source(unmarked(&case.page).0));
        for (_, claim) in case.claims.iter().filter(|(holds, _)| *holds) {
            if let Some(claim) = claim.strip_prefix("relation: ") {
                heard.extend(said_by(claim, &extractions).map(|said| said.rule));
            } else if let Some(claim) = claim.strip_prefix("no relation: ") {
                refused.extend(claim.split(' ').nth(1));
            }
        }
    }
    let rules = rules();
    assert!(rules.len() > 60, "only {} rules are found in src/relation", rules.len());
    let silent: Vec<&String> = rules.iter().filter(|rule| !heard.contains(rule.as_str())).collect();
    assert!(silent.is_empty(), "rules without a case: {silent:?}");
    let all = Predicate::ALL.map(Predicate::name).into_iter().collect();
    let unrefused: Vec<&&str> = refused.symmetric_difference(&all).collect();
    assert!(unrefused.is_empty(), "predicates without a case that refuses them: {unrefused:?}");
}

/// The rules that `src/relation` names: its string literals of small letters, one of `-` apart.
fn rules() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/relation");
    let mut rules = BTreeSet::new();
    let files = fs::read_dir(folder).expect("the rules are there").map(|file| file.expect("readable").path());
    for path in files.filter(|path| path.is_file()) {
        // The names of tenures, modalities and polarities are no rules.
        if path.ends_with("claim.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("source is UTF-8");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code.map(|line| line.split(" //").next().unwrap_or(line)) {
            let literals = line.split('"').skip(1).step_by(2);
            let is_rule = |text: &&str| {
                !text.is_empty() && !CLASSES.contains(text) && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            };
            rules.extend(literals.filter(is_rule).map(str::to_owned));
        }
    }
    rules
}

/// The literals among the rules that are classes of organizations.
const CLASSES: [&str; 2] = ["media", "club"];

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
    /// The day of issue, if it is declared.
    date: Option<String>,
}

fn run(folder: &str, at_least: usize) {
    let cases = cases(folder);
    let mut failures = String::new();
    let mut extractors: BTreeMap<String, Extractor> = BTreeMap::new();
    for case in &cases {
        check(case, extractor_of(case, &mut extractors), &mut failures);
    }
    assert!(cases.len() >= at_least, "only {} cases", cases.len());
    assert!(failures.is_empty(), "\n{failures}");
}

/// The extractor with the names of a case's dictionary.
fn extractor_of<'a>(case: &Case, extractors: &'a mut BTreeMap<String, Extractor>) -> &'a Extractor {
    extractors.entry(case.dictionary.clone()).or_insert_with(|| {
        let dictionary = Dictionary::read("dictionary", &case.dictionary).expect("the dictionary of a case is right");
        Extractor::with_dictionary(&dictionary).expect("the ontology holds a few more names")
    })
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
            date: None,
        };
        for line in text.lines() {
            if let Some(entry) = line.strip_prefix("dictionary: ") {
                writeln!(case.dictionary, "{entry}").expect("a string takes all");
            } else if let Some(date) = line.strip_prefix("date: ") {
                case.date = Some(date.to_owned());
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

    fn source(&self, text: String) -> Source {
        let mut source = Source::new("page.txt", text);
        source.declared.date.clone_from(&self.date);
        source
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
    let source = case.source(text);
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
        "relation" => said_by(rest, extractions).next().is_some(),
        "no relation" => {
            let subject = rest.split(' ').next().unwrap_or_default();
            assert!(!ids_of(subject, source, extractions).is_empty(), "{claim}: the page does not name {subject}");
            said_by(rest, extractions).next().is_none()
        }
        "quantity" => quantities_of(extractions).iter().any(|found| found.is_said(rest)),
        "no quantity" => !quantities_of(extractions).iter().any(|found| found.is_said(rest)),
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
            let raw = document.map.raw_span(mention.full).of(&source.text);
            if raw.trim_matches(['《', '》']) == name {
                ids.insert(resolution.entities[*entity].id.as_str().to_owned());
            }
        }
    }
    ids
}

/// A relation in the words of a case.
struct Said {
    /// Subject, predicate, object.
    words: String,
    terms: BTreeSet<String>,
    rule: &'static str,
    n_sentences: usize,
}

/// A quantity in the words of a case.
struct Measured {
    words: String,
    terms: BTreeSet<String>,
}

fn relations_of(extractions: &[Extraction]) -> Vec<Said> {
    let mut said = Vec::new();
    for Extraction { resolution, relations, .. } in extractions {
        let label = |index: usize| resolution.entities[index].label.as_str();
        for relation in relations {
            let object = match &relation.object {
                Object::Entity(index) => label(*index),
                Object::Literal(text) => text,
            };
            let mut ends = [label(relation.subject), object];
            if relation.predicate.is_symmetric() {
                ends.sort_unstable();
            }
            said.push(Said {
                words: format!("{} {} {}", ends[0], relation.predicate.name(), ends[1]),
                terms: terms(&relation.claim, label),
                rule: relation.rule,
                n_sentences: relation.evidence.len(),
            });
        }
    }
    said
}

fn quantities_of(extractions: &[Extraction]) -> Vec<Measured> {
    let mut measured = Vec::new();
    for Extraction { resolution, observations, .. } in extractions {
        let label = |index: usize| resolution.entities[index].label.as_str();
        for observation in observations {
            let about: Vec<&str> = observation.about.iter().map(|&index| label(index)).collect();
            let amount = amount(&observation.quantity);
            let words = format!("{} {} {amount}", about.join(" + "), observation.measure);
            measured.push(Measured { words, terms: terms(&observation.claim, label) });
        }
    }
    measured
}

/// 70000000000 USD, with how exact it is and which way it goes.
fn amount(quantity: &Quantity) -> String {
    let change = quantity.change.map(|change| format!("{} ", change.name())).unwrap_or_default();
    let upper = quantity.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
    format!("{change}{} {}{upper} {}", quantity.bound.name(), quantity.number, quantity.unit).trim_end().to_owned()
}

/// How a page says something, in the words of a case.
fn terms<'a>(claim: &Claim, label: impl Fn(usize) -> &'a str) -> BTreeSet<String> {
    let mut terms = BTreeSet::from([claim.polarity.name().to_owned(), claim.modality.name().to_owned()]);
    terms.extend(claim.tenure.map(|tenure| tenure.name().to_owned()));
    terms.extend(claim.post.as_ref().map(|post| format!("post {post}")));
    terms.extend(claim.time.as_ref().map(|time| format!("time {time}")));
    terms.extend(claim.speaker.map(|speaker| format!("by {}", label(speaker))));
    terms
}

/// The words of a claim, and the terms in square brackets behind them.
fn parted(claim: &str) -> (&str, BTreeSet<String>) {
    let Some((words, terms)) = claim.split_once(" [") else { return (claim, BTreeSet::new()) };
    let terms = terms.strip_suffix(']').unwrap_or_else(|| panic!("{claim}: no `]`"));
    let terms: BTreeSet<String> = terms.split("; ").map(str::to_owned).collect();
    for term in &terms {
        let has_value = ["post ", "time ", "by "].iter().any(|key| term.starts_with(key));
        let is_name = Tenure::find(term).is_some() || Modality::find(term).is_some() || Polarity::find(term).is_some();
        assert!(has_value || is_name, "{claim}: what is `{term}`?");
    }
    (words, terms)
}

/// The relations that a claim is about.
fn said_by(claim: &str, extractions: &[Extraction]) -> impl Iterator<Item = Said> {
    relations_of(extractions).into_iter().filter(move |said| said.is_said(claim))
}

impl Said {
    fn is_said(&self, claim: &str) -> bool {
        let (claim, expected_n) = match claim.split_once(" ×") {
            Some((claim, n)) => (claim, n.parse().ok()),
            None => (claim, None),
        };
        let (claim, expected_rule) = match claim.split_once(" (") {
            Some((claim, rule)) => (claim, rule.strip_suffix(')')),
            None => (claim, None),
        };
        let (claim, terms) = parted(claim);
        let mut words: Vec<&str> = claim.splitn(3, ' ').collect();
        let predicate = words.get(1).and_then(|name| Predicate::find(name));
        let Some(predicate) = predicate.filter(|_| words.len() == 3) else { panic!("{claim}: no relation") };
        if predicate.is_symmetric() && words[0] > words[2] {
            words.swap(0, 2);
        }
        words.join(" ") == self.words
            && terms.is_subset(&self.terms)
            && expected_rule.is_none_or(|expected| expected == self.rule)
            && expected_n.is_none_or(|expected: usize| expected == self.n_sentences)
    }
}

impl Measured {
    fn is_said(&self, claim: &str) -> bool {
        let (words, terms) = parted(claim);
        words == self.words && terms.is_subset(&self.terms)
    }
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
    let joined = |terms: BTreeSet<String>| terms.into_iter().collect::<Vec<_>>().join("; ");
    for Said { words, terms, rule, n_sentences } in relations_of(extractions) {
        writeln!(text, "  {words} [{}] ({rule}) ×{n_sentences}", joined(terms)).expect("a string takes all");
    }
    for Measured { words, terms } in quantities_of(extractions) {
        writeln!(text, "  {words} [{}]", joined(terms)).expect("a string takes all");
    }
    text
}
