//! `sinograph` beside the crate `chinese-ner`, on the same text and in the same run, one thread each.
//!
//! The two take turns, a million characters each, so that what else the machine does falls on both. Rates count the characters of the
//! text that are no white space. `chinese-ner` gets the clean sentences that `sinograph` has read, free of
//! charge, and only tags them; `sinograph` gets the raw page and goes all the way to relations, and, on its own, as far as
//! the names.
//!
//! The pages are those of `examples/`, or of a folder named on the command line: `pages=folder`.
//!
//! Then both taggers meet the tagged sentences of the files named on the command line, each with the
//! convention that `sinograph` is to keep: `msra=dev.jsonl`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chinese_ner::ChineseNER;
use sinograph::document::{self, Segmenter};
use sinograph::evaluate::{TaggedText, TaggingScore};
use sinograph::mention::{Reading, Tagger};
use sinograph::ontology::EntityKind;
use sinograph::pipeline::Extractor;
use sinograph::text::{Source, Span, decode};

/// As many characters of text are made of the samples, by repeating them.
const N_CHARS: usize = 1_000_000;

/// How often each of the two reads all of it.
const N_ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let (folders, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("pages="));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let folder = folders.first().and_then(|folder| folder.strip_prefix("pages="));
    let pages = pages(&folder.map_or(samples, PathBuf::from))?;
    let per_pass: usize = pages.iter().map(|source| n_chars(&source.text)).sum();
    let n_passes = N_CHARS.div_ceil(per_pass);
    let n_chars = n_passes * per_pass;

    let extractor = Extractor::new();
    let of_names = Extractor::new().without_relations();
    let peer = ChineseNER::new();
    let sentences = sentences(&extractor, &pages);

    println!("{} pages, repeated {n_passes} times: {n_chars} characters a round", pages.len());
    println!("| round | sinograph, characters/s | names alone | chinese-ner | ratio | of names alone |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut ratios: [Vec<f64>; 2] = Default::default();
    for round in 1..=N_ROUNDS {
        let rate = |read: &dyn Fn() -> usize| {
            let mut n_found = 0;
            let time = timed(|| (0..n_passes).for_each(|_| n_found += read()));
            assert!(n_found > 0, "each finds something");
            n_chars as f64 / time.as_secs_f64()
        };
        let all = rate(&|| extract(&extractor, &pages));
        let names = rate(&|| extract(&of_names, &pages));
        let theirs = rate(&|| tag(&peer, &sentences));
        let of_round = [all / theirs, names / theirs];
        println!("| {round} | {all:.0} | {names:.0} | {theirs:.0} | {:.2} | {:.2} |", of_round[0], of_round[1]);
        ratios.iter_mut().zip(of_round).for_each(|(ratios, ratio)| ratios.push(ratio));
    }
    ratios.iter_mut().for_each(|ratios| ratios.sort_by(f64::total_cmp));
    let [all, names] = ratios.map(|ratios| ratios[N_ROUNDS / 2]);
    println!("| median | | | | {all:.2} | {names:.2} |");
    if !files.is_empty() {
        compare_tagging(&extractor, &peer, &files)?;
    }
    Ok(())
}

/// Prints F1 and characters a second of both taggers on tagged sentences; both cut words themselves.
fn compare_tagging(extractor: &Extractor, peer: &ChineseNER, files: &[String]) -> Result<(), Box<dyn Error>> {
    println!("\n| texts | sinograph F1 | characters/s | chinese-ner F1 | characters/s | ratio |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let segmenter = Segmenter::new().with_words(extractor.ontology().gazetteer.sure_forms());
    // Jieba loads more at the first character that it does not know, as the other has done before.
    document::plain("唭", &segmenter);
    for file in files {
        let (convention, path) = file.split_once('=').ok_or("a convention, an equals sign and a file are expected")?;
        let texts = TaggedText::read(&fs::read_to_string(path)?)?;
        let tagger = Tagger::with_convention(Some(convention))?;
        let n_chars: usize = texts.iter().map(|text| text.text.chars().count()).sum();
        let (mut ours, mut theirs) = (TaggingScore::default(), TaggingScore::default());
        let (mut our_time, mut their_time) = (Duration::ZERO, Duration::ZERO);
        for text in &texts {
            let mut found = Vec::new();
            our_time += timed(|| {
                let document = document::plain(&text.text, &segmenter);
                let names = tagger.tag(&Reading::new(&document, extractor.ontology()));
                found = names.iter().map(|name| (name.span, name.kind)).collect();
            });
            ours.add(text, &found);
            their_time += timed(|| found = tagged_by_peer(peer, &text.text));
            theirs.add(text, &found);
        }
        let (our_rate, their_rate) =
            (n_chars as f64 / our_time.as_secs_f64(), n_chars as f64 / their_time.as_secs_f64());
        let (our_f1, their_f1) = (ours.all().f1(), theirs.all().f1());
        let ratio = our_rate / their_rate;
        println!("| {convention} | {our_f1:.3} | {our_rate:.0} | {their_f1:.3} | {their_rate:.0} | {ratio:.2} |");
    }
    Ok(())
}

fn tagged_by_peer(peer: &ChineseNER, text: &str) -> Vec<(Span, EntityKind)> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let Ok(found) = peer.predict(text) else { return Vec::new() };
    let kind = |name: &str| match name {
        "person_name" => Some(EntityKind::Person),
        "org_name" => Some(EntityKind::Organization),
        "location" => Some(EntityKind::Place),
        _ => None,
    };
    let names = found.entity.iter();
    names.filter_map(|&(start, end, name)| Some((Span::new(bytes[start], bytes[end]), kind(name)?))).collect()
}

/// The plain pages of a folder, decoded, in the order of their names.
fn pages(folder: &Path) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &PathBuf| Ok(Source::new(path.display().to_string(), decode(&fs::read(path)?, None)?.text));
    paths.iter().map(read).collect()
}

/// The clean sentences of all pages, in simplified script, which is what `chinese-ner` was trained on.
fn sentences(extractor: &Extractor, pages: &[Source]) -> Vec<String> {
    let extractions = pages.iter().flat_map(|page| extractor.extract(page));
    extractions
        .flat_map(|extraction| {
            let document = extraction.document;
            document
                .sentences
                .iter()
                .map(|sentence| sentence.span.of(&document.simplified).to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn extract(extractor: &Extractor, pages: &[Source]) -> usize {
    pages.iter().flat_map(|page| extractor.extract(page)).map(|extraction| extraction.mentions.len()).sum()
}

fn tag(peer: &ChineseNER, sentences: &[String]) -> usize {
    sentences.iter().map(|sentence| peer.predict(sentence).map_or(0, |found| found.entity.len())).sum()
}

fn n_chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
